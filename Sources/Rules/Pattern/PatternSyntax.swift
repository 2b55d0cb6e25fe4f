/// Which classes a word may have after tagging.
package struct WordClassMask: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  @inline(__always) package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The library's own takes a thousand steps where another module calls it.
  @inline(__always) package init(arrayLiteral elements: WordClassMask...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }
  package static let verb = WordClassMask(rawValue: 1)
  package static let noun = WordClassMask(rawValue: 2)
  package static let adjective = WordClassMask(rawValue: 4)
  package static let adverb = WordClassMask(rawValue: 8)
  /// The classes that patterns can ask for.
  package static let any: WordClassMask = [.verb, .noun, .adjective]
}

/// What a mention in the text is; patterns name these `#Party`, `#Own` and so on.
package enum TokenClass: UInt8, CaseIterable, Sendable {
  case party, person, role, pronoun, actor, own, other, number, date, quote, negation

  /// The name in a pattern, without `#`.
  package var name: String {
    switch self {
    case .party: "Party"
    case .person: "Person"
    case .role: "Role"
    case .pronoun: "Pronoun"
    case .actor: "Actor"
    case .own: "Own"
    case .other: "Other"
    case .number: "Number"
    case .date: "Date"
    case .quote: "Quote"
    case .negation: "Negation"
    }
  }
}

/// One node of a parsed pattern; all nodes of a program stand in one array.
struct PatternNode: Sendable {
  enum Kind: UInt8, Sendable {
    /// One word; `first` is its word form, after compilation its atom.
    case word
    /// A mention or lexicon entry taken whole; `first` is the unit.
    case unit
    /// One word that is none of the words and units in the children.
    case not
    case comma
    /// `first` to `count` words; `isFar` for `...`.
    case gap
    /// `<content>` without a pattern.
    case content
    case start
    case end
    /// The children are `count` node numbers from `first` on.
    case sequence
    case choice
    /// The child is `first`.
    case optional
    /// The child is `first`, the name `count`.
    case capture
  }

  var first: Int32 = 0
  var count: Int32 = 0
  var kind: Kind
  var isFar = false
}

/// The parsed patterns of one entry point.
struct PatternForest: Sendable {
  var nodes: [PatternNode] = []
  var children: [Int32] = []

  mutating func add(_ kind: PatternNode.Kind, _ first: Int32 = 0, _ count: Int32 = 0) -> Int32 {
    nodes.append(PatternNode(first: first, count: count, kind: kind))
    return Int32(nodes.count - 1)
  }

  /// Adds a node with the children that lie on top of a stack, and takes them off.
  mutating func add(
    _ kind: PatternNode.Kind, children stack: inout NumberStack, from place: Int
  ) -> Int32 {
    let first = Int32(children.count)
    for child in place..<stack.count { children.append(stack[child]) }
    stack.removeAll(from: place)
    return add(kind, first, Int32(children.count) - first)
  }

  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    children.removeAll(keepingCapacity: true)
  }

  func children(of node: Int32) -> ArraySlice<Int32> {
    let node = nodes[Int(node)]
    return children[Int(node.first)..<Int(node.first + node.count)]
  }

  /// Whether all children of a sequence but the last take one element each.
  func takesSingleWords(_ sequence: Int32) -> Bool {
    children(of: sequence).dropLast().allSatisfy {
      switch nodes[Int($0)].kind {
      case .word, .comma, .not: true
      default: false
      }
    }
  }

  /// The number of elements that a node takes at least.
  func fewestElements(_ node: Int32) -> Int {
    let item = nodes[Int(node)]
    switch item.kind {
    case .word, .unit, .not, .content, .comma: return 1
    case .gap: return Int(item.first)
    case .start, .end, .optional: return 0
    case .sequence:
      var sum = 0
      for place in Int(item.first)..<Int(item.first + item.count) {
        sum += fewestElements(children[place])
      }
      return sum
    case .choice:
      var fewest = Int.max
      for place in Int(item.first)..<Int(item.first + item.count) where fewest > 0 {
        fewest = min(fewest, fewestElements(children[place]))
      }
      return fewest
    case .capture: return fewestElements(item.first)
    }
  }
}

/// The numbers of atoms: four roles for each unit (class or lexicon), then the words.
enum AtomNumber {
  enum Role {
    static let inside: Int32 = 0
    static let begin: Int32 = 1
    static let end: Int32 = 2
    static let single: Int32 = 3
  }
  static let classCount = Int32(TokenClass.allCases.count)
  @inline(__always) static func unit(_ unit: Int32, _ role: Int32) -> Int32 { unit * 4 + role }
  @inline(__always) static func unit(of lexicon: Int32) -> Int32 { classCount + lexicon }
}
