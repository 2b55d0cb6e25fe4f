/// Strings of a rules file with their places, made only when somebody asks for them.
///
/// Most lists of a rules file are only ever read by the compiler, which wants the bytes where they
/// stand. A list of a file therefore is the numbers of its nodes in the tree.
package struct LocatedStrings: RandomAccessCollection, Sendable {
  // Thousands of lists stand in one rules file, most of them empty: they must be small.
  private enum Storage: Sendable {
    case none
    case run(LocatedJSON, first: Int32, count: Int32)
    case other(Scattered)
  }

  /// Strings that do not follow each other in a tree.
  private final class Scattered: Sendable {
    /// The tree and the nodes in it.
    let json: LocatedJSON?
    let nodes: [Int32]
    /// The strings, where there is no tree.
    let list: [Located<String>]

    init(_ json: LocatedJSON?, _ nodes: [Int32], _ list: [Located<String>]) {
      self.json = json
      self.nodes = nodes
      self.list = list
    }
  }

  private var storage: Storage

  /// Strings that need not stand in a file.
  package init(_ list: [Located<String>]) {
    storage = list.isEmpty ? .none : .other(Scattered(nil, [], list))
  }

  /// The strings that are consecutive nodes of a tree.
  init(_ json: LocatedJSON, from first: Int, count: Int) {
    storage =
      count == 0
      ? .none
      : .run(
        json, first: Int32(truncatingIfNeeded: first), count: Int32(truncatingIfNeeded: count))
  }

  /// The strings at some nodes of a tree.
  init(_ json: LocatedJSON, at nodes: [Int32]) {
    storage = nodes.isEmpty ? .none : .other(Scattered(json, nodes, []))
  }

  /// Lists one behind the other.
  package init(joining lists: [LocatedStrings]) {
    var nodes: [Int32] = []
    var tree: LocatedJSON?
    for list in lists where !list.isEmpty {
      guard let json = list.json, tree.map({ $0 === json }) ?? true else {
        self.init(lists.flatMap { $0.map { $0 } })
        return
      }
      tree = json
      list.appendNodes(to: &nodes)
    }
    if let tree { self.init(tree, at: nodes) } else { self.init([]) }
  }

  private func appendNodes(to nodes: inout [Int32]) {
    switch storage {
    case .none: break
    case .run(_, let first, let count):
      for node in first..<first + count { nodes.append(node) }
    case .other(let scattered): nodes.append(contentsOf: scattered.nodes)
    }
  }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch storage {
    case .none: 0
    case .run(_, _, let count): Int(count)
    case .other(let scattered):
      scattered.json == nil ? scattered.list.count : scattered.nodes.count
    }
  }

  /// The tree, if the strings are nodes of one.
  var json: LocatedJSON? {
    switch storage {
    case .none: nil
    case .run(let json, _, _): json
    case .other(let scattered): scattered.json
    }
  }

  /// The number of the node of a string, where there is a tree.
  @inline(__always)
  func node(_ index: Int) -> Int {
    switch storage {
    case .none: 0
    case .run(_, let first, _): Int(first) + index
    case .other(let scattered): Int(scattered.nodes[index])
    }
  }

  package subscript(index: Int) -> Located<String> {
    get {
      precondition(indices.contains(index), "no such string")
      if case .other(let scattered) = storage, scattered.json == nil {
        return scattered.list[index]
      }
      guard let json else { return Located("", 0..<0) }
      let node = LocatedJSON.NodeIndex(node(index))
      return Located(json.string(node), json.range(node))
    }
    set { replaceSubrange(index..<index + 1, with: CollectionOfOne(newValue)) }
  }

  /// Calls with the bytes of each string, in order.
  ///
  /// They are those of the file unless the string has escapes.
  package func forEachBytes(
    _ body: (_ index: Int, _ bytes: [UInt8], _ range: Range<Int>, _ isPlain: Bool) -> Void
  ) {
    guard let json else {
      for (index, string) in self.enumerated() {
        let bytes = Array(string.value.utf8)
        body(index, bytes, 0..<bytes.count, false)
      }
      return
    }
    let bytes = json.bytes
    let nodes = json.nodes
    for index in indices {
      let number = node(index)
      let node = nodes[number]
      if node.flags.contains(.hasEscapes) {
        let decoded = Array(json.string(.init(number)).utf8)
        body(index, decoded, 0..<decoded.count, false)
      } else {
        body(index, bytes, node.content, node.flags.contains(.isPlain))
      }
    }
  }
}

/// Changed lists are made of strings: only mutants and probes of rules are.
extension LocatedStrings: MutableCollection, RangeReplaceableCollection {
  package init() { storage = .none }

  package mutating func replaceSubrange(
    _ range: Range<Int>, with elements: some Collection<Located<String>>
  ) {
    var list = map { $0 }
    list.replaceSubrange(range, with: elements)
    self = LocatedStrings(list)
  }
}

extension LocatedStrings: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Located<String>...) { self.init(elements) }
}

extension LocatedStrings: Equatable {
  package static func == (a: LocatedStrings, b: LocatedStrings) -> Bool { a.elementsEqual(b) }
}
