/// Why a pattern cannot be used.
struct PatternError: Error {
  var id: String
  /// Byte in the pattern.
  var offset: Int
  /// Bytes that are wrong from there on.
  var length: Int
  var message: String
  var suggestion: String?

  init(
    _ id: String, _ offset: Int, _ message: String, suggestion: String? = nil, length: Int = 1
  ) {
    self.id = id
    self.offset = offset
    self.length = length
    self.message = message
    self.suggestion = suggestion
  }
}

/// Limits of patterns, so that no rules file makes matching slow.
enum PatternLimits {
  static let gapWords: Int32 = 30
  static let nesting = 16
  static let bytes = 4096
  static let entryWords = 32
  /// States that one pattern may need, and places in their lists.
  static let states = 5000
  static let listed = 50_000
}

/// Reads patterns and lexicon entries; words become forms.
struct PatternParser {
  var forms = WordForms()
  var forest = PatternForest()
  /// Lexicons by name.
  var lexicons: [String: Int32] = [:]
  private(set) var isLexiconUsed: [Bool] = []
  /// Whether a mark such as `&` is a word of a pattern or entry.
  private(set) var hasSymbols = false
  var captureNames = ["source", "cue", "content", "addressee", "target"]
  private var text: [UInt8] = []
  private var place = 0
  private var tokens: [Token] = []
  private var spelling: [UInt8] = []
  private static let classNames = TokenClass.allCases.map(\.name)

  init(lexicons names: [String]) {
    for (index, name) in names.enumerated() where lexicons[name] == nil {
      lexicons[name] = Int32(index)
    }
    isLexiconUsed = [Bool](repeating: false, count: names.count)
  }

  // MARK: Entries

  /// Reads a lexicon entry into forms; a negative number is a form with a full stop after it.
  mutating func entry(_ value: String, into list: inout [Int32]) throws(PatternError) {
    list.removeAll(keepingCapacity: true)
    load(value)
    while true {
      skipSpace()
      guard place < text.count else { break }
      if text[place] == Ascii.comma {
        place += 1
        list.append(WordForms.comma)
      } else {
        try word(allowsGroups: false, into: &list)
      }
    }
    guard list.count <= PatternLimits.entryWords else {
      throw PatternError(
        "entry-too-long", 0, "an entry has \(PatternLimits.entryWords) words at most",
        length: text.count)
    }
    guard let last = list.indices.last else {
      throw PatternError("bad-word", 0, "expected a word, found an empty entry")
    }
    if list[last] < 0 { list[last] = ~list[last] }
  }

  private mutating func load(_ value: String) {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: value.utf8)
    place = 0
  }

  // MARK: Patterns

  /// Reads a pattern and answers its root in the forest, which is emptied before.
  mutating func pattern(_ value: String) throws(PatternError) -> Int32 {
    load(value)
    forest.removeAll()
    guard text.count <= PatternLimits.bytes else {
      throw PatternError(
        "pattern-too-long", 0, "pattern is longer than \(PatternLimits.bytes) bytes",
        length: text.count)
    }
    let root = try sequence(depth: 0)
    if place < text.count {
      throw PatternError(
        "unexpected-character", place, "expected an item, found '\(character(place))'",
        suggestion: peek == Ascii.bar ? "put alternatives between ( and )" : nil)
    }
    if forest.fewestElements(root) == 0 {
      throw PatternError(
        "empty-match", 0, "pattern can match without a word", length: text.count)
    }
    return root
  }

  private mutating func sequence(depth: Int) throws(PatternError) -> Int32 {
    guard depth <= PatternLimits.nesting else {
      throw PatternError(
        "pattern-too-deep", place, "groups are nested deeper than \(PatternLimits.nesting)")
    }
    var items: [Int32] = []
    var hasItem = false
    skipSpace()
    if peek == Ascii.caret {
      place += 1
      items.append(forest.add(.start))
    }
    while true {
      skipSpace()
      guard let byte = peek, byte != Ascii.bar, byte != Ascii.close, byte != Ascii.greater else {
        break
      }
      if byte == Ascii.dollar {
        place += 1
        items.append(forest.add(.end))
        skipSpace()
        if let next = peek, next != Ascii.bar, next != Ascii.close, next != Ascii.greater {
          throw PatternError("misplaced-dollar", place - 1, "'$' stands only at the end")
        }
        break
      }
      if byte == Ascii.caret {
        throw PatternError("misplaced-caret", place, "'^' stands only at the beginning")
      }
      try item(depth: depth, into: &items)
      hasItem = true
    }
    guard hasItem else {
      throw PatternError("expected-item", place, "expected an item, found \(found)")
    }
    return items.count == 1 ? items[0] : forest.add(.sequence, children: items)
  }

  private mutating func item(depth: Int, into items: inout [Int32]) throws(PatternError) {
    switch text[place] {
    case Ascii.exclamation: items.append(try exclusion(depth: depth))
    case Ascii.dot where isGap: items.append(try gap())
    case Ascii.less: items.append(try capture(depth: depth))
    default:
      let count = items.count
      try atom(depth: depth, into: &items)
      if peek == Ascii.question {
        place += 1
        let child: Int32
        if items.count == count + 1 {
          child = items[count]
        } else {
          child = forest.add(.sequence, children: Array(items[count...]))
        }
        items.removeSubrange(count...)
        items.append(forest.add(.optional, child))
      }
    }
  }

  private mutating func atom(depth: Int, into items: inout [Int32]) throws(PatternError) {
    switch text[place] {
    case Ascii.comma:
      place += 1
      items.append(forest.add(.comma))
    case Ascii.at: items.append(try lexicon())
    case Ascii.hash: items.append(try tokenClass())
    case Ascii.open: items.append(try group(depth: depth))
    default:
      var list: [Int32] = []
      try word(allowsGroups: true, into: &list)
      for form in list { items.append(forest.add(.word, form < 0 ? ~form : form)) }
    }
  }

  private mutating func group(depth: Int) throws(PatternError) -> Int32 {
    let open = place
    place += 1
    var choices: [Int32] = []
    while true {
      choices.append(try sequence(depth: depth + 1))
      guard let byte = peek else {
        throw PatternError("unclosed-group", open, "'(' has no ')'")
      }
      if byte == Ascii.bar {
        place += 1
      } else if byte == Ascii.close {
        place += 1
        break
      } else {
        throw PatternError(
          "unexpected-character", place, "expected '|' or ')', found '\(character(place))'")
      }
    }
    return choices.count == 1 ? choices[0] : forest.add(.choice, children: choices)
  }

  private mutating func exclusion(depth: Int) throws(PatternError) -> Int32 {
    let start = place
    place += 1
    var items: [Int32] = []
    guard let byte = peek, byte != Ascii.space, byte != Ascii.dot, byte != Ascii.comma,
      byte != Ascii.less, byte != Ascii.exclamation
    else { throw PatternError("expected-word", place, "expected a word after '!'") }
    try atom(depth: depth, into: &items)
    var leaves: [Int32] = []
    var isSimple = items.count == 1
    if isSimple { isSimple = collect(items[0], &leaves) }
    guard isSimple else {
      throw PatternError(
        "long-exclusion", start, "'!' takes one word, lexicon, class or choice of these",
        length: place - start)
    }
    return forest.add(.not, children: leaves)
  }

  private func collect(_ node: Int32, _ leaves: inout [Int32]) -> Bool {
    switch forest.nodes[Int(node)].kind {
    case .word, .unit:
      leaves.append(node)
      return true
    case .choice:
      for child in forest.children(of: node) where !collect(child, &leaves) { return false }
      return true
    default: return false
    }
  }

  private mutating func lexicon() throws(PatternError) -> Int32 {
    let start = place
    place += 1
    let name = try name(after: "@")
    guard let number = lexicons[name] else {
      throw PatternError(
        "unknown-lexicon", start, "unknown lexicon '\(name)'",
        suggestion: SpellingSuggestion.phrase(for: name, among: lexicons.keys.sorted()),
        length: place - start)
    }
    isLexiconUsed[Int(number)] = true
    return forest.add(.unit, AtomNumber.unit(of: number))
  }

  private mutating func tokenClass() throws(PatternError) -> Int32 {
    let start = place
    place += 1
    let name = try name(after: "#")
    if let index = Self.classNames.firstIndex(of: name) { return forest.add(.unit, Int32(index)) }
    let near = SpellingSuggestion.nearest(to: name, among: Self.classNames)
    throw PatternError(
      "unknown-class", start, "unknown class '#\(name)'",
      suggestion: near.map { "did you mean '#\($0)'?" }, length: place - start)
  }

  private mutating func name(after sign: String) throws(PatternError) -> String {
    let name = name()
    if name.isEmpty {
      throw PatternError(
        "expected-name", place, "expected a name after '\(sign)', found \(found)")
    }
    return name
  }

  private mutating func name() -> String {
    let start = place
    while let byte = peek, Ascii.isName(byte) { place += 1 }
    return String(decoding: text[start..<place], as: UTF8.self)
  }

  // MARK: Gaps and captures

  private var isGap: Bool { place + 1 < text.count && text[place + 1] == Ascii.dot }

  private mutating func gap() throws(PatternError) -> Int32 {
    let start = place
    while peek == Ascii.dot { place += 1 }
    guard place - start <= 3 else {
      throw PatternError("bad-gap", start, "a gap is '..' or '...'", length: place - start)
    }
    let isFar = place - start == 3
    var least: Int32 = 0
    var most: Int32 = isFar ? 12 : 3
    if peek == Ascii.openBrace {
      place += 1
      least = try number()
      try expect(Ascii.comma, "','")
      most = try number()
      try expect(Ascii.closeBrace, "'}'")
      guard least <= most, most <= PatternLimits.gapWords else {
        throw PatternError(
          "bad-gap", start,
          "a gap of {\(least),\(most)}: expected two numbers in order, "
            + "\(PatternLimits.gapWords) at most", length: place - start)
      }
    }
    let node = forest.add(.gap, least, most)
    forest.nodes[Int(node)].isFar = isFar
    return node
  }

  private mutating func number() throws(PatternError) -> Int32 {
    skipSpace()
    let start = place
    var value: Int32 = 0
    while let byte = peek, byte >= 0x30, byte <= 0x39 {
      value = min(value * 10 + Int32(byte - 0x30), 9999)
      place += 1
    }
    guard place > start else {
      throw PatternError("bad-gap", place, "expected a number, found \(found)")
    }
    skipSpace()
    return value
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(PatternError) {
    guard peek == byte else {
      throw PatternError("unexpected-character", place, "expected \(what), found \(found)")
    }
    place += 1
  }

  private mutating func capture(depth: Int) throws(PatternError) -> Int32 {
    let start = place
    place += 1
    skipSpace()
    let name = name()
    guard !name.isEmpty else {
      throw PatternError("expected-name", place, "expected a name after '<', found \(found)")
    }
    skipSpace()
    let child: Int32
    if peek == Ascii.colon {
      place += 1
      child = try sequence(depth: depth + 1)
    } else if name == "content" {
      child = forest.add(.content)
    } else {
      throw PatternError(
        "capture-without-pattern", start,
        "'<\(name)>' needs a pattern: '<\(name): ...>'; only '<content>' stands alone")
    }
    guard peek == Ascii.greater else {
      throw PatternError("unclosed-capture", start, "'<\(name)' has no '>'")
    }
    place += 1
    let index: Int
    if let known = captureNames.firstIndex(of: name) {
      index = known
    } else {
      index = captureNames.count
      captureNames.append(name)
    }
    return forest.add(.capture, child, Int32(index))
  }

  // MARK: Words

  /// Reads one written word, which the tokenizer may cut in several.
  private mutating func word(
    allowsGroups: Bool, into list: inout [Int32]
  ) throws(PatternError) {
    let start = place
    if text[place] == Ascii.dot, place + 1 < text.count, text[place + 1] == Ascii.dot {
      throw PatternError("misplaced-gap", place, "a lexicon entry has no gaps: expected a word")
    }
    let isExact =
      text[place] == Ascii.equals && place + 1 < text.count && text[place + 1] != Ascii.space
    if isExact { place += 1 }
    let first = place
    let plain = isExact ? nil : plainWord(allowsGroups)
    while let byte = peek, !endsWord(byte, allowsGroups) {
      if byte == Ascii.dot, isGap {
        throw PatternError(
          "bad-gap", place, "a gap stands between spaces", suggestion: "put a space before it",
          length: 2)
      }
      place += 1
    }
    let last = place
    guard last > first else {
      throw PatternError("expected-item", place, "expected an item, found \(found)")
    }
    var mode = WordForms.Mode.literal
    if peek == Ascii.tilde {
      place += 1
      mode = .any
      switch peek {
      case UInt8(ascii: "v"): mode = .verb
      case UInt8(ascii: "n"): mode = .noun
      case UInt8(ascii: "a"): mode = .adjective
      default: break
      }
      if mode != .any { place += 1 }
      if let next = peek, !endsWord(next, allowsGroups) || next == Ascii.tilde {
        throw PatternError(
          "bad-class", place, "expected 'v', 'n', 'a' or nothing after '~', found \(found)")
      }
      if isExact {
        throw PatternError("exact-inflected", start, "'=' and '~' exclude each other")
      }
    }
    if let plain {
      list.append(forms.number(plain, mode))
      return
    }
    if let bytes = contraction(first, last) {
      list.append(forms.number(forms.tokenizer.numbering.vocabulary.intern(bytes), .literal))
      return
    }
    tokens.removeAll(keepingCapacity: true)
    forms.tokenizer.tokenize(text, in: first..<last, into: &tokens)
    let before = list.count
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .hyphen, .dash, .bracketOpen, .bracketClose: continue
      case .comma: list.append(WordForms.comma)
      case .period:
        // Remembered for entries: `St. John's`.
        if list.count > before, list[list.count - 1] > 0 {
          list[list.count - 1] = ~list[list.count - 1]
        }
      case .word, .number, .possessive:
        if isExact {
          list.append(
            forms.number(token.word, exactly: Array(text[Int(token.start)..<Int(token.end)])))
        } else {
          let isLast = index == tokens.count - 1
          list.append(forms.number(token.word, isLast ? mode : .literal))
        }
      case .symbol, .slash:
        hasSymbols = true
        let bytes = Array(text[Int(token.start)..<Int(token.end)])
        list.append(forms.number(forms.tokenizer.numbering.vocabulary.intern(bytes), .literal))
      default:
        throw PatternError(
          "bad-word", Int(token.start),
          "'\(character(Int(token.start)))' cannot stand in a pattern")
      }
    }
    guard list.count > before else {
      throw PatternError("bad-word", first, "'\(character(first))' is no word")
    }
  }

  /// Takes a word of ASCII letters only, which the tokenizer need not see; else stays in place.
  private mutating func plainWord(_ allowsGroups: Bool) -> WordID? {
    spelling.removeAll(keepingCapacity: true)
    var end = place
    while end < text.count {
      let byte = text[end] | 32
      guard byte >= 0x61, byte <= 0x7A, text[end] < 0x80, text[end] >= 0x41 else { break }
      spelling.append(byte)
      end += 1
    }
    if end == place { return nil }
    if end < text.count {
      let start = place
      place = end
      guard endsWord(text[end], allowsGroups) else {
        place = start
        return nil
      }
    }
    place = end
    return forms.tokenizer.numbering.number(
      Vocabulary.hash(spelling), spelling, 0, spelling.count)
  }

  /// The word that the tokenizer makes of a written contraction or particle: `'s`, `'ll`, `d'`.
  private func contraction(_ first: Int, _ last: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var place = first
    while place < last {
      if last - place >= 3, text[place] == 0xE2, text[place + 1] == 0x80, text[place + 2] == 0x99 {
        bytes.append(0x27)
        place += 3
      } else {
        let byte = text[place]
        bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 32 : byte)
        place += 1
      }
    }
    guard bytes.first == 0x27 else {
      // The `s` of a plural possessive is followed by a token of its own.
      let isParticle = bytes.last == 0x27 && bytes.count > 1 && bytes[bytes.count - 2] != 0x73
      return isParticle ? bytes : nil
    }
    switch String(decoding: bytes, as: UTF8.self) {
    case "'", "'s": return [0x27, 0x73]
    case "'ll": return Array("will".utf8)
    case "'re": return Array("are".utf8)
    case "'ve": return Array("have".utf8)
    case "'m": return Array("am".utf8)
    case "'d": return bytes
    default: return nil
    }
  }

  private func endsWord(_ byte: UInt8, _ allowsGroups: Bool) -> Bool {
    switch byte {
    case Ascii.space, 9, 10, 13, Ascii.tilde: return true
    case Ascii.open, Ascii.close, Ascii.bar, Ascii.less, Ascii.greater, Ascii.question:
      return allowsGroups
    case Ascii.comma:
      // 500,000
      return
        !(place > 0 && place + 1 < text.count && Ascii.isDigit(text[place - 1])
        && Ascii.isDigit(text[place + 1]))
    default: return false
    }
  }

  // MARK: Bytes

  private var peek: UInt8? { place < text.count ? text[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 32 { place += 1 }
  }

  private var found: String {
    place < text.count ? "'\(character(place))'" : "the end of the pattern"
  }

  private func character(_ place: Int) -> Character {
    String(decoding: text[place...].prefix(8), as: UTF8.self).first ?? "?"
  }
}

/// The bytes that mean something in a pattern.
private enum Ascii {
  static let space = UInt8(ascii: " ")
  static let comma = UInt8(ascii: ",")
  static let caret = UInt8(ascii: "^")
  static let dollar = UInt8(ascii: "$")
  static let bar = UInt8(ascii: "|")
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let exclamation = UInt8(ascii: "!")
  static let question = UInt8(ascii: "?")
  static let dot = UInt8(ascii: ".")
  static let at = UInt8(ascii: "@")
  static let hash = UInt8(ascii: "#")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let colon = UInt8(ascii: ":")
  static let tilde = UInt8(ascii: "~")
  static let equals = UInt8(ascii: "=")

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 32 >= 0x61 && byte | 32 <= 0x7A) || byte == 0x5F || byte == 0x2D
  }
}
