/// Turns pattern text into a tree, interning its words; reports all errors of a pattern.
package struct PatternParser {
  /// What names in patterns stand for.
  package struct Names: Sendable {
    package var lexicons: [String: LexiconID] = [:]
    package var captures: [String: Int] = [:]
    package var captureNames: [String] = []

    package init() {}

    package mutating func capture(_ name: String) -> Int {
      if let known = captures[name] { return known }
      captures[name] = captureNames.count
      captureNames.append(name)
      return captureNames.count - 1
    }
  }

  private static let maximumDepth = 16
  private static let maximumLength = 2000
  package static let maximumGap = 30

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private let source: Located<String>
  /// Position in the value to byte offset in the file.
  private let locate: (Int) -> Int
  private(set) var diagnostics: [Diagnostic] = []

  private init(_ source: Located<String>, locate: @escaping (Int) -> Int) {
    self.source = source
    self.locate = locate
    bytes = Array(source.value.utf8)
  }

  /// Parses a pattern; nil where it has errors.
  package static func parse(
    _ source: Located<String>, _ atoms: inout AtomTable, _ names: inout Names,
    into diagnostics: inout [Diagnostic], locate: @escaping (Int) -> Int
  ) -> PatternNode? {
    var parser = PatternParser(source, locate: locate)
    guard parser.bytes.count <= maximumLength else {
      diagnostics.append(
        Diagnostic(
          "pattern-too-long", at: source.range,
          "the pattern has \(parser.bytes.count) bytes; at most \(maximumLength) are allowed"))
      return nil
    }
    let node = parser.sequence(&atoms, &names, until: nil)
    if parser.position < parser.bytes.count {
      parser.fail("unexpected-character", "unexpected '\(parser.character)'", length: 1)
    }
    diagnostics.append(contentsOf: parser.diagnostics)
    guard parser.diagnostics.isEmpty else { return nil }
    if case .sequence(let items) = node, items.isEmpty {
      diagnostics.append(
        Diagnostic("empty-pattern", at: source.range, "the pattern is empty; expected words"))
      return nil
    }
    return node
  }

  private var character: String {
    guard position < bytes.count else { return "end of pattern" }
    let (_, length) = UTF8Code.decode(bytes, position)
    return String(decoding: bytes[position..<min(position + length, bytes.count)], as: UTF8.self)
  }

  private mutating func fail(
    _ id: String, _ message: String, at: Int? = nil, length: Int = 1, suggestion: String? = nil
  ) {
    let start = at ?? position
    diagnostics.append(
      Diagnostic(
        id, at: locate(start)..<max(locate(min(start + length, bytes.count)), locate(start) + 1),
        message, suggestion: suggestion))
  }

  // MARK: Grammar

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private mutating func sequence(
    _ atoms: inout AtomTable, _ names: inout Names, until stop: UInt8?
  ) -> PatternNode {
    var items: [PatternNode] = []
    while true {
      skipSpace()
      if position >= bytes.count || byte == stop || (stop == 0x29 && byte == 0x7C) { break }
      if diagnostics.count > 8 { break }
      let before = position
      if let item = item(&atoms, &names) { items.append(item) }
      if position == before {
        if stop == nil || diagnostics.isEmpty {
          fail("unexpected-character", "unexpected '\(character)'")
        }
        position += 1
      }
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func item(_ atoms: inout AtomTable, _ names: inout Names) -> PatternNode? {
    switch byte {
    case 0x5E:  // ^
      position += 1
      return .start
    case 0x24:  // $
      position += 1
      return .end
    case 0x2E where position + 1 < bytes.count && bytes[position + 1] == 0x2E: return gap()
    case 0x3C: return capture(&atoms, &names)
    case 0x21:  // !
      position += 1
      guard let inner = atom(&atoms, &names) else { return nil }
      return .not(flattened(inner))
    default:
      guard let node = atom(&atoms, &names) else { return nil }
      if byte == 0x3F {
        position += 1
        return .optional(node)
      }
      return node
    }
  }

  private func flattened(_ node: PatternNode) -> [PatternNode] {
    if case .choice(let list) = node { return list.flatMap { flattened($0) } }
    return [node]
  }

  private mutating func gap() -> PatternNode? {
    let start = position
    while byte == 0x2E { position += 1 }
    let dots = position - start
    guard dots == 2 || dots == 3 else {
      fail("bad-gap", "a gap is '..' or '...'; found \(dots) dots", at: start, length: dots)
      return nil
    }
    var minimum = 0
    var maximum = dots == 2 ? 3 : 12
    if byte == 0x7B {
      let open = position
      position += 1
      guard let low = number(), byte == 0x2C else {
        fail("bad-gap", "expected '{m,n}' after the gap", at: open, length: 1)
        return nil
      }
      position += 1
      skipSpace()
      guard let high = number(), byte == 0x7D else {
        fail("bad-gap", "expected '{m,n}' after the gap", at: open, length: 1)
        return nil
      }
      position += 1
      guard high <= Self.maximumGap, low <= high else {
        fail(
          "bad-gap", "a gap goes from m to n words, n at most \(Self.maximumGap); found {\(low),\(high)}",
          at: open, length: position - open)
        return nil
      }
      minimum = low
      maximum = high
    }
    return .gap(min: minimum, max: maximum, crosses: dots == 3)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while byte >= 0x30, byte <= 0x39, (value ?? 0) < 1000 {
      value = (value ?? 0) * 10 + Int(byte - 0x30)
      position += 1
    }
    return value
  }

  private mutating func name() -> String {
    let start = position
    while isNameByte(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isNameByte(_ b: UInt8) -> Bool {
    (b | 32) >= 0x61 && (b | 32) <= 0x7A || b >= 0x30 && b <= 0x39 || b == 0x5F || b == 0x2D
  }

  private mutating func capture(_ atoms: inout AtomTable, _ names: inout Names) -> PatternNode? {
    let start = position
    position += 1
    skipSpace()
    let label = name()
    guard !label.isEmpty else {
      fail("bad-capture", "expected a name after '<'")
      return nil
    }
    skipSpace()
    let index = names.capture(label)
    if byte == 0x3E {
      position += 1
      guard label == "content" else {
        fail(
          "bad-capture", "the capture '\(label)' needs a pattern; only 'content' takes any words",
          at: start, length: position - start)
        return nil
      }
      return .capture(index, nil)
    }
    guard byte == 0x3A else {
      fail("bad-capture", "expected ':' or '>' after the capture's name")
      return nil
    }
    position += 1
    guard enter() else { return nil }
    let inner = sequence(&atoms, &names, until: 0x3E)
    depth -= 1
    guard byte == 0x3E else {
      fail("bad-capture", "the capture '<\(label):' is not closed; expected '>'", at: start)
      return nil
    }
    position += 1
    return .capture(index, inner)
  }

  private mutating func enter() -> Bool {
    depth += 1
    guard depth <= Self.maximumDepth else {
      fail("pattern-too-deep", "groups are nested more than \(Self.maximumDepth) deep")
      position = bytes.count
      return false
    }
    return true
  }

  private mutating func atom(_ atoms: inout AtomTable, _ names: inout Names) -> PatternNode? {
    switch byte {
    case 0x28: return group(&atoms, &names)
    case 0x40:  // @lexicon
      let start = position
      position += 1
      let label = name()
      if let lexicon = names.lexicons[label] { return .unit(Units.unit(lexicon)) }
      let near = SpellingSuggestion.nearest(
        to: label, among: names.lexicons.keys.sorted())
      fail(
        "unknown-lexicon", "unknown lexicon '\(label)'", at: start, length: position - start,
        suggestion: near.map { "did you mean '\($0)'?" })
      return nil
    case 0x23:  // #Class
      let start = position
      position += 1
      let label = name()
      if let known = TokenClass.allCases.first(where: { $0.name == label }) {
        return .unit(Units.unit(known))
      }
      let near = SpellingSuggestion.nearest(to: label, among: TokenClass.allCases.map(\.name))
      fail(
        "unknown-class", "unknown class '#\(label)'", at: start, length: position - start,
        suggestion: near.map { "did you mean '#\($0)'?" })
      return nil
    case 0x2C:
      position += 1
      return .comma
    case 0x29, 0x7C, 0x3E, 0x3F, 0x7D, 0x7B, 0x7E:
      return nil
    default: return word(&atoms)
    }
  }

  private mutating func group(_ atoms: inout AtomTable, _ names: inout Names) -> PatternNode? {
    let start = position
    position += 1
    guard enter() else { return nil }
    defer { depth -= 1 }
    var choices: [PatternNode] = []
    while true {
      choices.append(sequence(&atoms, &names, until: 0x29))
      if byte == 0x7C {
        position += 1
        continue
      }
      break
    }
    guard byte == 0x29 else {
      fail("unclosed-group", "the group is not closed; expected ')'", at: start)
      position = bytes.count
      return nil
    }
    position += 1
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  /// A word with its marks: `=US`, `claim~`, `claim~v`, `peace-keeping`, `Armenia's`.
  private mutating func word(_ atoms: inout AtomTable) -> PatternNode? {
    var isExact = false
    if byte == 0x3D {
      isExact = true
      position += 1
    }
    let start = position
    loop: while position < bytes.count {
      switch byte {
      case 0x20, 0x09, 0x28, 0x29, 0x7C, 0x3C, 0x3E, 0x3F, 0x7E, 0x2C, 0x21, 0x40, 0x23: break loop
      default: position += 1
      }
    }
    guard position > start else {
      fail("unexpected-character", "expected a word, found '\(character)'")
      return nil
    }
    let spelling = Array(bytes[start..<position])
    var demand = isExact ? AtomTable.Demand.exact : .word
    if byte == 0x7E {
      position += 1
      switch byte {
      case 0x76 where !followsName: demand = .form(.verb); position += 1
      case 0x6E where !followsName: demand = .form(.noun); position += 1
      case 0x61 where !followsName: demand = .form(.adjective); position += 1
      default:
        demand = .form(.any)
        if isNameByte(byte) {
          fail("bad-inflection", "after '~' stands v, n, a or nothing; found '\(character)'")
          while isNameByte(byte) { position += 1 }
          return nil
        }
      }
    }
    return Self.atoms(of: spelling, demand, &atoms)
  }

  /// Another letter follows the class letter.
  private var followsName: Bool { position + 1 < bytes.count && isNameByte(bytes[position + 1]) }

  /// A pattern word cut as the tokenizer cuts text.
  static func atoms(of spelling: [UInt8], _ demand: AtomTable.Demand, _ atoms: inout AtomTable)
    -> PatternNode
  {
    let pieces = WordPieces.cut(spelling)
    var nodes: [PatternNode] = []
    for (index, piece) in pieces.enumerated() {
      let isLast = index == pieces.count - 1
      switch demand {
      case .exact: nodes.append(.atom(atoms.atom(piece.exact, .exact)))
      case .form where isLast: nodes.append(.atom(atoms.atom(piece.normal, demand)))
      default: nodes.append(.atom(atoms.atom(piece.normal, .word)))
      }
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }
}

/// Words of patterns and lexicons, cut as the tokenizer cuts text.
enum WordPieces {
  /// The pieces of a word: normalised spelling and the bytes as written.
  static func cut(_ spelling: [UInt8]) -> [(normal: [UInt8], exact: [UInt8])] {
    // The plain case: letters only.
    if spelling.allSatisfy({ ($0 | 32) >= 0x61 && ($0 | 32) <= 0x7A }) {
      return [(AtomTable.lowercased(spelling), spelling)]
    }
    var tokenizer = Tokenizer(InterningNumbering(Vocabulary()))
    var tokens: [Token] = []
    tokenizer.tokenize(spelling, into: &tokens)
    var pieces: [(normal: [UInt8], exact: [UInt8])] = []
    for token in tokens where token.kind.isWordLike {
      let normal = Array(tokenizer.numbering.vocabulary.bytes(of: token.word))
      pieces.append((normal, Array(spelling[Int(token.start)..<Int(token.end)])))
    }
    return pieces.isEmpty ? [(AtomTable.lowercased(spelling), spelling)] : pieces
  }
}

/// Units are numbered: classes first, then lexicons.
package enum Units {
  static let classCount = Int32(TokenClass.allCases.count)
  package static func unit(_ cls: TokenClass) -> UnitID { UnitID(Int32(cls.rawValue)) }
  package static func unit(_ lexicon: LexiconID) -> UnitID {
    UnitID(classCount + lexicon.rawValue)
  }
}
