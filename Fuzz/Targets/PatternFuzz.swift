import Rules

/// Patterns with a text: the lines up to an empty one are patterns, `-` before one makes it an
/// exclusion; the rest is the text.
///
/// Every compiled pattern is run over the text, by a matcher that leaves out patterns whose words the
/// text lacks and by one that tries all; both find the same.
enum PatternFuzz {
  private static let lexicons = [
    "pair": ["a b", "b c d", "c", "go~v"], "one": ["a", "peace talk~n"], "mark": ["a , b", "& co"],
  ]
  private static let base: RuleFile = {
    var file = RuleFile()
    for (name, entries) in lexicons.sorted(by: { $0.key < $1.key }) {
      file.lexicons.append(
        LexiconSpec(
          name: Located(name, 0..<0), entries: LocatedStrings(entries.map { Located($0, 0..<0) })))
    }
    return file
  }()

  @Sendable static func run(_ input: Input) {
    let bytes = UTF8Code.repaired(input.bytes)
    var match: [Located<String>] = []
    var unless: [Located<String>] = []
    var place = 0
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n"), match.count + unless.count < 8 {
      let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let isExclusion = bytes[place] == UInt8(ascii: "-")
      let written = String(decoding: bytes[(isExclusion ? place + 1 : place)..<end], as: UTF8.self)
      if isExclusion {
        unless.append(Located(written, 0..<0))
      } else {
        match.append(Located(written, 0..<0))
      }
      place = min(end + 1, bytes.count)
    }
    let text = Array(bytes[place...])
    var file = base
    file.rules.append(
      RuleSpec(
        id: Located("rule", 0..<0), label: .neutral, weight: 1, zone: .sentence, subject: nil,
        match: LocatedStrings(match), unless: LocatedStrings(unless), negated: .none,
        tests: TestSpec()))
    var diagnostics: [Diagnostic] = []
    let rules = RuleSet.compile(file, into: &diagnostics)
    for diagnostic in diagnostics { check(!diagnostic.message.isEmpty, "no message") }
    guard diagnostics.allSatisfy({ $0.severity != .error }) else { return }
    let isLong = input.isOne(of: 512, salt: 1) && !text.isEmpty
    let found = matches(rules, isLong ? Input.repeated(text) : text)
    if input.isOne(of: 4, salt: 2), !isLong {
      check(
        matches(rules, text, triesAll: true) == found, "a pattern matches without its words")
    }
  }

  /// Runs the rule over a text with some mentions, and checks where matches stand.
  private static func matches(
    _ rules: RuleSet, _ text: [UInt8], triesAll: Bool = false
  ) -> [RuleMatch] {
    var tokenizer = Tokenizer(DocumentNumbering(rules.vocabulary))
    var tokens: [Token] = []
    tokenizer.tokenize(text, into: &tokens)
    var matcher = Matcher(rules, triesAll: triesAll)
    let masks: [WordClassMask] = [.any, .verb, .noun, .adjective]
    matcher.begin(
      text: text, tokens: tokens, classes: tokens.indices.map { masks[$0 % masks.count] })
    for (index, cls) in TokenClass.allCases.enumerated() {
      for start in stride(from: index, to: tokens.count - 2, by: 11) where index % 2 == 0 {
        matcher.mark(cls, start: start, end: start + 1 + start % 3)
      }
    }
    let zone = tokens.indices.filter {
      ![.hyphen, .bracketOpen, .bracketClose].contains(tokens[$0].kind)
    }
    .map { ZoneToken(token: Int32($0), isBreak: tokens[$0].kind == .semicolon) }
    var found: [RuleMatch] = []
    matcher.run(.zone(.sentence), over: zone, into: &found)
    var position: Int32 = 0
    for match in found {
      check(
        match.start >= position && match.end >= match.start && match.end <= zone.count,
        "a match at \(match.start)..<\(match.end) after \(position) of \(zone.count)")
      position = max(match.end, match.start)
      for item in matcher.items(match) {
        check(
          item.start >= match.start && item.end >= item.start && item.end <= match.end,
          "an item at \(item.start)..<\(item.end) in \(match.start)..<\(match.end)")
      }
    }
    return found
  }
}
