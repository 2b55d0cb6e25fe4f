/// Why a pattern cannot be used.
struct PatternError: Error {
  var id: String
  /// Byte in the text that holds the pattern.
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

  /// The error of a pattern that begins at a byte of a longer text.
  func shifted(by start: Int) -> PatternError {
    var error = self
    error.offset += start
    return error
  }
}

/// Limits of patterns, so that no rules file makes matching slow.
enum PatternLimits {
  static let gapWords: Int32 = 30
  static let nesting = 16
  static let bytes = 4096
  static let entryWords = 32
  /// What ``PatternSize`` counts of one pattern.
  static let states = 5000
  static let followers = 50_000
  /// The same for all patterns that look in one kind of zone: what a zone may cost.
  static let allStates = 500_000
  static let allFollowers = 5_000_000
}

/// Reads patterns and lexicon entries where they stand in the file; words become forms.
struct PatternParser {
  var forms: WordForms
  var forest = PatternForest()
  /// Lexicons by name.
  let lexicons: NameTable
  private(set) var isLexiconUsed: [Bool] = []
  /// Words of patterns and entries that are marks, such as `&`.
  private(set) var symbols: [WordID] = []
  var captureNames = ["source", "cue", "content", "addressee", "target"]
  /// The text that holds the pattern or entry in hand, `origin..<limit`.
  private var text: [UInt8] = []
  private var origin = 0
  private var limit = 0
  private var place = 0
  private var tokens: [Token] = []
  /// Items of the sequences and choices that are open, innermost last.
  private var items = NumberStack()
  private static let classNames = TokenClass.allCases.map(\.name)

  /// - Parameters:
  ///   - names: Of the lexicons that patterns may name, in their order.
  ///   - wordCount: How many words to expect.
  init(lexicons names: [String], wordCount: Int) {
    lexicons = NameTable(names)
    isLexiconUsed = [Bool](repeating: false, count: names.count)
    forms = WordForms(wordCount: wordCount)
  }

  /// Takes the text in which the next patterns and entries stand.
  mutating func use(_ text: [UInt8]) { self.text = text }

  private mutating func begin(_ range: Range<Int>) {
    origin = range.lowerBound
    limit = range.upperBound
    place = origin
  }

  // MARK: Entries

  /// Reads a lexicon entry into forms; a negative number is a form with a full stop after it.
  ///
  /// - Throws: What is wrong, at a byte of the text in use.
  mutating func entry(_ range: Range<Int>, into list: inout [Int32]) throws(PatternError) {
    list.removeAll(keepingCapacity: true)
    begin(range)
    while true {
      skipSpace()
      guard place < limit else { break }
      if text[place] == Ascii.comma {
        place += 1
        list.append(WordForms.comma)
      } else if let form = plainForm(allowsGroups: false) {
        list.append(form)
      } else {
        try word(allowsGroups: false, into: &list)
      }
    }
    guard list.count <= PatternLimits.entryWords else {
      throw PatternError(
        "entry-too-long", origin, "an entry has \(PatternLimits.entryWords) words at most",
        length: range.count)
    }
    guard let last = list.indices.last else {
      throw PatternError("bad-word", origin, "expected a word, found an empty entry")
    }
    if list[last] < 0 { list[last] = ~list[last] }
  }

  /// The form of an entry that is one word of lower-case ASCII letters.
  mutating func plainEntry(_ range: Range<Int>) -> Int32 {
    forms.number(
      forms.tokenizer.numbering.vocabulary.intern(text, range.lowerBound, range.count), .literal)
  }

  /// Whether an entry is nothing but words of ASCII letters, in which nothing can be wrong.
  ///
  /// It may say no where the answer is yes.
  func isPlainlyRight(_ range: Range<Int>) -> Bool {
    guard range.count <= PatternLimits.entryWords, text[range.lowerBound] != Ascii.space else {
      return false
    }
    for place in range {
      let byte = text[place]
      guard byte == Ascii.space || (byte | 32 >= 0x61 && byte | 32 <= 0x7A) else { return false }
    }
    return true
  }

  // MARK: Patterns

  /// Reads a pattern and answers its root in the forest, which is emptied before.
  ///
  /// - Throws: What is wrong, at a byte of the text in use.
  mutating func pattern(_ range: Range<Int>) throws(PatternError) -> Int32 {
    begin(range)
    forest.removeAll()
    items.removeAll(from: 0)
    guard range.count <= PatternLimits.bytes else {
      throw PatternError(
        "pattern-too-long", origin, "pattern is longer than \(PatternLimits.bytes) bytes",
        length: range.count)
    }
    let root = try sequence(depth: 0)
    if place < limit {
      throw PatternError(
        "unexpected-character", place, "expected an item, found '\(character(place))'",
        suggestion: peek == Ascii.bar ? "put alternatives between ( and )" : nil)
    }
    if forest.fewestElements(root) == 0 {
      throw PatternError(
        "empty-match", origin, "pattern can match without a word", length: range.count)
    }
    return root
  }

  /// Makes one node of the items from a place on, which are taken away.
  private mutating func close(_ kind: PatternNode.Kind, from first: Int) -> Int32 {
    guard items.count == first + 1 else {
      return forest.add(kind, children: &items, from: first)
    }
    let item = items[first]
    items.removeAll(from: first)
    return item
  }

  private mutating func sequence(depth: Int) throws(PatternError) -> Int32 {
    guard depth <= PatternLimits.nesting else {
      throw PatternError(
        "pattern-too-deep", place, "groups are nested deeper than \(PatternLimits.nesting)")
    }
    let first = items.count
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
      try item(depth: depth)
      hasItem = true
    }
    guard hasItem else {
      throw PatternError("expected-item", place, "expected an item, found \(found)")
    }
    return close(.sequence, from: first)
  }

  /// Reads an item and puts it behind the others; a written word may be several.
  private mutating func item(depth: Int) throws(PatternError) {
    switch text[place] {
    case Ascii.exclamation: items.append(try exclusion(depth: depth))
    case Ascii.dot where isGap: items.append(try gap())
    case Ascii.less: items.append(try capture(depth: depth))
    default:
      let first = items.count
      try atom(depth: depth)
      if peek == Ascii.question {
        place += 1
        let child = close(.sequence, from: first)
        items.append(forest.add(.optional, child))
      }
    }
  }

  private mutating func atom(depth: Int) throws(PatternError) {
    switch text[place] {
    case Ascii.comma:
      place += 1
      items.append(forest.add(.comma))
    case Ascii.at: items.append(try lexicon())
    case Ascii.hash: items.append(try tokenClass())
    case Ascii.open: items.append(try group(depth: depth))
    default:
      if let form = plainForm(allowsGroups: true) {
        items.append(forest.add(.word, form))
        return
      }
      var list: [Int32] = []
      try word(allowsGroups: true, into: &list)
      for form in list { items.append(forest.add(.word, form < 0 ? ~form : form)) }
    }
  }

  private mutating func group(depth: Int) throws(PatternError) -> Int32 {
    let open = place
    place += 1
    let first = items.count
    while true {
      let choice = try sequence(depth: depth + 1)
      items.append(choice)
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
    return close(.choice, from: first)
  }

  private mutating func exclusion(depth: Int) throws(PatternError) -> Int32 {
    let start = place
    place += 1
    let first = items.count
    guard let byte = peek, byte != Ascii.space, byte != Ascii.dot, byte != Ascii.comma,
      byte != Ascii.less, byte != Ascii.exclamation
    else { throw PatternError("expected-word", place, "expected a word after '!'") }
    try atom(depth: depth)
    let isOne = items.count == first + 1
    let node = items[first]
    items.removeAll(from: first)
    guard isOne, collectLeaves(node) else {
      throw PatternError(
        "long-exclusion", start, "'!' takes one word, lexicon, class or choice of these",
        length: place - start)
    }
    return forest.add(.not, children: &items, from: first)
  }

  /// Puts the words and units of a node on the items, if it is a choice of nothing else.
  private mutating func collectLeaves(_ node: Int32) -> Bool {
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .word, .unit:
      items.append(node)
      return true
    case .choice:
      for place in Int(item.first)..<Int(item.first + item.count) {
        guard collectLeaves(forest.children[place]) else { return false }
      }
      return true
    default: return false
    }
  }

  private mutating func lexicon() throws(PatternError) -> Int32 {
    let start = place
    place += 1
    let name = try name(after: "@")
    guard let number = lexicons.number(of: text, name) else {
      let name = String(decoding: text[name], as: UTF8.self)
      throw PatternError(
        "unknown-lexicon", start, "unknown lexicon '\(name)'",
        suggestion: SpellingSuggestion.phrase(for: name, among: lexicons.names.sorted()),
        length: place - start)
    }
    isLexiconUsed[Int(number)] = true
    return forest.add(.unit, AtomNumber.unit(of: number))
  }

  private mutating func tokenClass() throws(PatternError) -> Int32 {
    let start = place
    place += 1
    let name = String(decoding: text[try name(after: "#")], as: UTF8.self)
    if let index = Self.classNames.firstIndex(of: name) { return forest.add(.unit, Int32(index)) }
    let near = SpellingSuggestion.nearest(to: name, among: Self.classNames)
    throw PatternError(
      "unknown-class", start, "unknown class '#\(name)'",
      suggestion: near.map { "did you mean '#\($0)'?" }, length: place - start)
  }

  private mutating func name(after sign: String) throws(PatternError) -> Range<Int> {
    let name = name()
    if name.isEmpty {
      throw PatternError(
        "expected-name", place, "expected a name after '\(sign)', found \(found)")
    }
    return name
  }

  /// Takes a name, which may be empty.
  private mutating func name() -> Range<Int> {
    let start = place
    while let byte = peek, Ascii.isName(byte) { place += 1 }
    return start..<place
  }

  // MARK: Gaps and captures

  private var isGap: Bool { place + 1 < limit && text[place + 1] == Ascii.dot }

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
    let name = String(decoding: text[name()], as: UTF8.self)
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
    if text[place] == Ascii.dot, place + 1 < limit, text[place + 1] == Ascii.dot {
      throw PatternError("misplaced-gap", place, "a lexicon entry has no gaps: expected a word")
    }
    let isExact = isExactWord
    if isExact { place += 1 }
    let first = place
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
      if let written = peek.flatMap(WordForms.Mode.init(marker:)) {
        mode = written
        place += 1
      }
      if let next = peek, !endsWord(next, allowsGroups) || next == Ascii.tilde {
        throw PatternError(
          "bad-class", place, "expected 'v', 'n', 'a' or nothing after '~', found \(found)")
      }
      if isExact {
        throw PatternError("exact-inflected", start, "'=' and '~' exclude each other")
      }
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
        let word = forms.tokenizer.numbering.vocabulary.intern(
          text, Int(token.start), Int(token.end - token.start))
        symbols.append(word)
        list.append(forms.number(word, .literal))
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

  private var isExactWord: Bool {
    text[place] == Ascii.equals && place + 1 < limit && text[place + 1] != Ascii.space
  }

  /// Takes a word of ASCII letters only, with its marker, which the tokenizer need not see; else
  /// stays in place.
  private mutating func plainForm(allowsGroups: Bool) -> Int32? {
    let start = place
    var end = text.endOfLowercaseLetters(from: start, limit: limit)
    var hasCapitals = false
    while end < limit, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7A {
      hasCapitals = true
      end = text.endOfLowercaseLetters(from: end + 1, limit: limit)
    }
    if end == start { return nil }
    var mode = WordForms.Mode.literal
    var next = end
    if next < limit, text[next] == Ascii.tilde {
      mode = .any
      next += 1
      if next < limit, let written = WordForms.Mode(marker: text[next]) {
        mode = written
        next += 1
      }
      // Two marks, or a letter too many: for the error message.
      if next < limit, text[next] == Ascii.tilde { return nil }
    }
    if next < limit, !Self.endsWord(text[next], allowsGroups) { return nil }
    place = next
    let word =
      hasCapitals
      ? forms.tokenizer.numbering.vocabulary.intern(lowercasing: text, start..<end)
      : forms.tokenizer.numbering.vocabulary.intern(text, start, end - start)
    return forms.number(word, mode)
  }

  /// The word that the tokenizer makes of a written contraction or particle: `'s`, `'ll`, `d'`.
  private func contraction(_ first: Int, _ last: Int) -> [UInt8]? {
    let edges = (text[first], text[last - 1])
    // An apostrophe, straight or curly, at either end.
    guard edges.0 == 0x27 || edges.0 == 0xE2 || edges.1 == 0x27 || edges.1 == 0x99 else {
      return nil
    }
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
    case "'d": return Array("would".utf8)
    default: return nil
    }
  }

  /// Whether the word ends before the byte in hand.
  private func endsWord(_ byte: UInt8, _ allowsGroups: Bool) -> Bool {
    // 500,000
    if byte == Ascii.comma, place > origin, place + 1 < limit, Ascii.isDigit(text[place - 1]),
      Ascii.isDigit(text[place + 1])
    {
      return false
    }
    return Self.endsWord(byte, allowsGroups)
  }

  /// Whether a word ends before a byte, digits left aside.
  private static func endsWord(_ byte: UInt8, _ allowsGroups: Bool) -> Bool {
    switch byte {
    case Ascii.space, 9, 10, 13, Ascii.tilde, Ascii.comma: true
    case Ascii.open, Ascii.close, Ascii.bar, Ascii.less, Ascii.greater, Ascii.question:
      allowsGroups
    default: false
    }
  }

  // MARK: Bytes

  private var peek: UInt8? { place < limit ? text[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 32 { place += 1 }
  }

  private var found: String {
    place < limit ? "'\(character(place))'" : "the end of the pattern"
  }

  private func character(_ place: Int) -> Character {
    String(decoding: text[place..<limit].prefix(8), as: UTF8.self).first ?? "?"
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
