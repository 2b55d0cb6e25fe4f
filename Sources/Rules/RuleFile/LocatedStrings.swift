/// Strings of a rules file with their places, made only when somebody asks for them.
///
/// Most lists of a rules file are only ever read by the compiler, which wants the bytes where they
/// stand. A list of a file therefore is the numbers of its nodes in the tree.
package struct LocatedStrings: RandomAccessCollection, Sendable {
  /// The tree, if the strings are nodes of one.
  private(set) var json: LocatedJSON?
  /// The first node, where all follow it.
  private var first = 0
  private var length = 0
  /// The nodes, where they do not follow each other.
  private var nodes: [Int32] = []
  /// The strings, where there is no tree.
  private var list: [Located<String>] = []

  /// Strings that need not stand in a file.
  package init(_ list: [Located<String>]) {
    self.list = list
    length = list.count
  }

  /// The strings that are consecutive nodes of a tree.
  init(_ json: LocatedJSON, from first: Int, count: Int) {
    self.json = json
    self.first = first
    length = count
  }

  /// The strings at some nodes of a tree.
  init(_ json: LocatedJSON, at nodes: [Int32]) {
    self.json = json
    self.nodes = nodes
    length = nodes.count
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { length }

  package subscript(index: Int) -> Located<String> {
    guard let json else { return list[index] }
    let node = LocatedJSON.NodeIndex(node(index))
    return Located(json.string(node), json.range(node))
  }

  /// The number of the node of a string, where there is a tree.
  @inline(__always)
  func node(_ index: Int) -> Int { nodes.isEmpty ? first + index : Int(nodes[index]) }

  /// Adds strings behind the others.
  package mutating func append(contentsOf more: LocatedStrings) {
    if more.isEmpty { return }
    if isEmpty {
      self = more
      return
    }
    if let json, let other = more.json, json === other {
      if nodes.isEmpty { nodes = indices.map { Int32(truncatingIfNeeded: node($0)) } }
      for index in more.indices { nodes.append(Int32(truncatingIfNeeded: more.node(index))) }
      length = nodes.count
    } else {
      self = LocatedStrings(Array(self) + Array(more))
    }
  }

  /// Calls with the bytes of each string, in order.
  ///
  /// They are those of the file unless the string has escapes.
  @inline(__always)
  package func forEachBytes(
    _ body: (_ index: Int, _ bytes: [UInt8], _ range: Range<Int>, _ isPlain: Bool) -> Void
  ) {
    guard let json else {
      for (index, string) in list.enumerated() {
        let bytes = Array(string.value.utf8)
        body(index, bytes, 0..<bytes.count, false)
      }
      return
    }
    let bytes = json.bytes
    let tree = json.nodes
    for index in indices {
      let number = node(index)
      let node = tree[number]
      if node.flags.contains(.hasEscapes) {
        let decoded = Array(json.string(.init(number)).utf8)
        body(index, decoded, 0..<decoded.count, false)
      } else {
        body(index, bytes, node.content, node.flags.contains(.isPlain))
      }
    }
  }
}

extension LocatedStrings: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Located<String>...) { self.init(elements) }
}

extension LocatedStrings: Equatable {
  package static func == (a: LocatedStrings, b: LocatedStrings) -> Bool { a.elementsEqual(b) }
}
