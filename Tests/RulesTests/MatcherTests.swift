import Rules
import Testing
import TestSupport

/// A pattern, a sentence and the words of the matches expected.
private struct Row: CustomTestStringConvertible, Sendable {
  var patterns: [String]
  var sentence: String
  var expected: [String]
  var unless: [String] = []
  var testDescription: String { "\(patterns) in '\(sentence)'" }

  init(_ pattern: String, _ sentence: String, _ expected: String...) {
    patterns = [pattern]
    self.sentence = sentence
    self.expected = expected
  }

  func unless(_ patterns: String...) -> Row {
    var row = self
    row.unless = patterns
    return row
  }

  func or(_ pattern: String) -> Row {
    var row = self
    row.patterns.append(pattern)
    return row
  }
}

private let lexicons = [
  "groundless": ["baseless", "groundless", "far from the truth", "far", "pack of lies"],
  "deny": ["deny~v", "brush~v off", "brush~v", "rule~v out"],
  "place": ["New York", "York", "St. John's", "Guinea-Bissau", "Paris, Texas", "=US", "=Reading"],
  "pair": ["a b", "b c", "c", "d e f", "d e"],
]

private let rows: [Row] = [
  // Words
  Row("peace", "We want peace.", "peace"),
  Row("peace", "PEACE and Peace", "PEACE", "Peace"),
  Row("we want", "We want peace, we, want", "We want"),
  Row("=US", "the US told us and Us", "US"),
  Row("=U.S.", "the U.S. and the u.s. too", "U.S."),
  Row("deny~", "He denied, denies and denying; denial", "denied", "denies", "denying"),
  Row("emphasise~v", "It was emphasized and emphasised", "emphasized", "emphasised"),
  Row("claim~v", "the claims/n and claims/v", "claims"),
  Row("claim~n", "the claims/n and claims/v", "claims"),
  Row("claim", "the claims and claim/n", "claim"),
  Row(
    "peace-keeping force~n", "peace-keeping forces, peace keeping force", "peace keeping forces",
    "peace keeping force"),
  Row("Armenia's army", "Armenia’s army and Armenia's army", "Armenia ’s army", "Armenia 's army"),
  Row("Armenia 's army", "Armenia's army", "Armenia 's army"),
  Row("not", "We don't, cannot, can not", "n't", "not"),
  Row("can not", "We can't go", "ca n't"),
  Row("500,000 people", "some 500,000 people", "500,000 people"),
  Row("fell 5 %", "It fell 5% there", "fell 5 %"),
  Row("ministers' talks", "the ministers' talks", "ministers ' talks"),
  // Adjacency
  Row("a b", "a b", "a b"),
  Row("a b", "a, b"),
  Row("a b", "a; b"),
  Row("a b", "a-b", "a b"),
  Row("a , b", "a, b and a b", "a , b"),
  Row("a ,? b", "a, b and a b", "a , b", "a b"),
  Row("a b? c", "a b c a c", "a b c", "a c"),
  Row("a b? d? c", "a b d c a d c a c a d b c", "a b d c", "a d c", "a c"),
  // Gaps
  Row("a .. b", "a b", "a b"),
  Row("a .. b", "a x y z b", "a x y z b"),
  Row("a .. b", "a w x y z b"),
  Row("a .. b", "a, x, y, b", "a , x , y , b"),
  Row("a .. b", "a x; b"),
  Row("a ... b", "a x; y - b", "a x ; y - b"),
  Row("a ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b"),
  Row("a ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b"),
  Row("a ..{1,2} b", "a b; a x b; a x y b; a x y z b", "a x b", "a x y b"),
  Row("a ...{0,0} b", "a: b", "a : b"),
  Row("a ..{2,2} b", "a , x , y , b", "a , x , y , b"),
  Row("a .. b", "a ¦x b"),
  Row("a .. b", "a x ¦b", "a x b"),
  Row("a ... b", "a ¦x b", "a x b"),
  Row("a .. b", "a¦, b"),
  Row("a .. b", "a b x b", "a b x b"),
  Row("a ... b", "a a b", "a a b"),
  // Edges
  Row("^ a", "a b a", "a"),
  Row("^ a", "b a"),
  Row("a $", "a b a.", "a"),
  Row("a $", "a b a.”", "a"),
  Row("a $", "a b"),
  Row("^ a $", "a", "a"),
  Row("(^ a|b)", "b a b", "b", "b"),
  Row("(a $|b)", "a b a", "b", "a"),
  // Exclusion
  Row("a !b c", "a b c a d c a c", "a d c"),
  Row("a !(b|d) c", "a d c a e c", "a e c"),
  Row("!@groundless truth", "the truth, far from the truth", "the truth"),
  Row("a !#Party c", "a {party:b} c a b c", "a b c"),
  Row("a !b c", "a , c"),
  // Groups
  Row("(a|b c) d", "a d b c d c d", "a d", "b c d"),
  Row("(one of|any)? (the|a) way", "one of the way a way", "one of the way", "a way"),
  Row("((a|b)|c d) e", "a e c d e", "a e", "c d e"),
  Row("(a .. b|a c)", "a c b", "a c b"),
  // Lexicons and classes
  Row("be~ .. @groundless", "They are all baseless.", "are all baseless"),
  Row("be~ .. @groundless", "They are far from the truth.", "are far from the truth"),
  Row("@groundless from", "It is far from here", "far from"),
  Row("@groundless from", "It is far from the truth"),
  Row(
    "@deny it", "He brushed off it, he brushed it, rules out it", "brushed off it", "brushed it",
    "rules out it"),
  Row("@place", "New York, York, Paris, Texas", "New York", "York", "Paris , Texas"),
  Row(
    "@place", "St. John's or St John's or Guinea-Bissau", "St . John 's", "St John 's",
    "Guinea Bissau"),
  Row("@place", "in the US it tells us of reading", "US"),
  Row("#Party said", "{party:The Republic of Armenia} said", "The Republic of Armenia said"),
  Row("#Party", "{party:Armenia} {party:Georgia}", "Armenia", "Georgia"),
  Row("of #Party", "of {party:the Republic} of {party:Armenia}", "of the Republic", "of Armenia"),
  Row(
    "#Number people", "12 people and {number:two hundred} people", "12 people",
    "two hundred people"),
  Row(
    "#Quote ,? #Person", "{quote:“We, too; are fine,”} {person:Ann Lee} said",
    "“ We , too ; are fine , ” Ann Lee"),
  // Captures
  Row(
    "<content> , <cue: according to> <source: #Actor>",
    "It, fell, according to {actor:the army}.",
    "It , fell , according to the army [content: It , fell] [cue: according to] [source: the army]"),
  Row(
    "^ <cue: according to> <source: #Actor> , <content>",
    "According to {actor:him}, all, is well.",
    "According to him , all , is well . [cue: According to] [source: him] [content: all , is well .]"
  ),
  Row("<x: a ..> <y: .. b>", "a c b", "a c b [x: a] [y: c b]"),
  Row("<x: (a|a b)> <y: b? c>", "a b c", "a b c [x: a] [y: b c]"),
  Row("a <gap: ...> b", "a x b x b", "a x b x b [gap: x b x]"),
  // Several matches and patterns
  Row("a .. c", "a b c a c", "a b c a c"),
  Row("a b", "a b c d", "a b c").or("a b c").or("b c d"),
  Row("b c d", "a b c d", "a b").or("a b"),
  Row("@pair", "a b c d e f", "a b", "c", "d e f"),
  // Exclusions
  Row("be~ @groundless", "is groundless and is far", "is groundless").unless("is far"),
  Row("a .. b", "a c b", "a c b").unless("b d"),
  Row("a .. b", "a c b d").unless("b d"),
  Row("a .. b", "x a y b").unless("x a"),
  Row("a b", "a b , c", "a b").unless(", c"),
]

@Suite struct MatcherTests {
  @Test(arguments: rows)
  fileprivate func table(_ row: Row) {
    let bench = PatternBench(lexicons: lexicons)
    #expect(bench.matches(row.patterns, unless: row.unless, in: row.sentence) == row.expected)
  }
}

// MARK: - Hits, cues, subjects, diagnostics

@Suite struct RuleSetTests {
  private static func located(_ texts: [String]) -> LocatedStrings {
    PatternBench.located(texts)
  }

  private static func cue(_ words: String..., except: [String] = []) -> CueSpec {
    CueSpec(
      id: Located("cue", 0..<0), words: located(words), label: .neutral, weight: 1, frames: [],
      except: located(except), tests: TestSpec())
  }

  private static func compile(_ file: RuleFile) -> (rules: RuleSet, problems: [String]) {
    var diagnostics: [Diagnostic] = []
    let rules = RuleSet.compile(file, into: &diagnostics)
    return (rules, diagnostics.map(\.id))
  }

  @Test("the longest cue wins, shared words give a hit to each, the head is the inflected word")
  func cues() {
    var file = RuleFile()
    file.cues = [
      Self.cue("deny~v", "brush~v off"), Self.cue("brush~v"), Self.cue("deny~v"),
      Self.cue("is informed~v about"),
    ]
    let rules = Self.compile(file).rules
    let sentence = PatternBench.sentence(
      "He brushed off, brushes and denied; is informed about", rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    #expect(
      matcher.cueHits == [
        CueHit(cue: 0, start: 1, end: 3, head: 1), CueHit(cue: 1, start: 4, end: 5, head: 4),
        CueHit(cue: 0, start: 6, end: 7, head: 6), CueHit(cue: 2, start: 6, end: 7, head: 6),
        CueHit(cue: 3, start: 8, end: 11, head: 9),
      ])
  }

  @Test("hits of a lexicon are leftmost, longest and do not overlap")
  func hits() throws {
    let bench = PatternBench(lexicons: ["x": ["a b", "b c d", "a", "c"], "y": ["b c", "a b"]])
    let rules = Self.compile(bench.file()).rules
    let sentence = PatternBench.sentence("a b c d (a) - b; a, b", rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    let x = try #require(rules.lexicon("x"))
    let y = try #require(rules.lexicon("y"))
    #expect(
      matcher.hits.map { "\($0.lexicon == x ? "x" : "y")\($0.entry) \($0.start)-\($0.end)" } == [
        "x0 0-2", "y1 0-2", "x3 2-3", "x2 5-6", "x2 10-11",
      ])
    #expect(matcher.hits.filter { $0.lexicon == y }.count == 1)
  }

  @Test("entries are found in all their forms, exact ones only as they are spelled")
  func entryForms() throws {
    let bench = PatternBench(lexicons: ["x": ["deny~v", "=May", "may fly"]])
    let rules = Self.compile(bench.file()).rules
    let sentence = PatternBench.sentence("He denied, may deny; May may fly", rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    #expect(
      matcher.hits.map { "\($0.entry) \($0.start)-\($0.end)" } == [
        "0 1-2", "0 4-5", "1 6-7", "2 7-9",
      ])
    #expect(rules.lexicon("y") == nil)
  }

  @Test("a subject pattern must cover the head")
  func subjects() {
    var file = RuleFile()
    file.rules = [
      PatternBench.rule(["x"], subject: "the report~n"), PatternBench.rule(["x"]),
    ]
    let rules = Self.compile(file).rules
    let sentence = PatternBench.sentence("the reports of the army", rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    let covers = [(0, 1), (0, 4), (1, 4)].map { rule, head in
      matcher.subjectMatches(rule: rule, over: sentence.zone, head: head)
    }
    #expect(covers == [true, false, true])
  }

  @Test("marks of a class can be taken back")
  func clearing() {
    var file = RuleFile()
    file.rules = [PatternBench.rule(["#Own"])]
    let rules = Self.compile(file).rules
    let sentence = PatternBench.sentence("{own:we} and {own:our army}", rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    for _ in 0..<3 {
      for mark in sentence.marks { matcher.mark(mark.cls, start: mark.start, end: mark.end) }
      var matches: [RuleMatch] = []
      matcher.run(.zone(.sentence), over: sentence.zone, into: &matches)
      #expect(matches.map(\.end) == [1, 4])
      matcher.clear(.own)
      matches.removeAll()
      matcher.run(.zone(.sentence), over: sentence.zone, into: &matches)
      #expect(matches.isEmpty)
    }
  }

  @Test(
    "a broken pattern is reported and left out",
    arguments: [
      ("a @nothing", "unknown-lexicon"), ("#Partie a", "unknown-class"), ("(a|b", "unclosed-group"),
      ("(a|) b", "expected-item"), ("a ....", "bad-gap"), ("a ..{3,1} b", "bad-gap"),
      ("a ..{0,31} b", "bad-gap"), ("a? b?", "empty-match"), (".. a?", "empty-match"),
      ("<source> a", "capture-without-pattern"), ("<source: a", "unclosed-capture"),
      ("<: a>", "expected-name"), ("a ^ b", "misplaced-caret"), ("a $ b", "misplaced-dollar"),
      ("!(a b) c", "long-exclusion"), ("! a", "expected-word"), ("a~x", "bad-class"),
      ("=a~", "exact-inflected"), ("a \" b", "bad-word"), ("a)", "unexpected-character"),
      ("", "expected-item"), ("a \u{2014}", "bad-word"),
    ])
  func problems(pattern: String, id: String) {
    var file = RuleFile()
    file.rules = [PatternBench.rule([pattern, "fine"])]
    let (rules, problems) = Self.compile(file)
    #expect(problems == [id])
    #expect(rules.vocabulary.find("fine") != nil)
  }

  @Test("no pattern makes much work")
  func largePatterns() {
    var file = RuleFile()
    let optional = (0..<500).map { "w\($0)?" }.joined(separator: " ")
    let gaps = (0..<300).map { _ in "...{0,30}" }.joined(separator: " ")
    let nested = String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)
    file.rules = [PatternBench.rule(["x " + optional, "x " + gaps + " y", nested])]
    let problems = Self.compile(file).problems
    #expect(problems == ["pattern-too-complex", "pattern-too-complex", "pattern-too-deep"])
  }

  @Test("not even many patterns make much work")
  func manyPatterns() {
    var file = RuleFile()
    let optional = (0..<45).map { _ in "(a|b ..{0,30}|c ..{0,30})?" }.joined(separator: " ")
    file.rules = (0..<400).map { PatternBench.rule(["\(optional) w\($0)"]) }
    #expect(Self.compile(file).problems == ["patterns-too-complex"])
    file.rules.removeLast(300)
    #expect(Self.compile(file).problems.isEmpty)
  }

  @Test("a long zone is matched in pieces, of which only the outer have edges")
  func longZone() {
    var file = RuleFile()
    file.rules = [PatternBench.rule(["^ a", "a $", "b b b"])]
    let rules = Self.compile(file).rules
    let text = "a b b b " + String(repeating: "a ", count: 3 * Matcher.longestZone) + "b b b a"
    let sentence = PatternBench.sentence(text, rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    var matches: [RuleMatch] = []
    matcher.run(.zone(.sentence), over: sentence.zone, into: &matches)
    let end = Int32(sentence.zone.count)
    #expect(matches.map(\.start) == [0, 1, end - 4, end - 1])
    #expect(matches.last.map { matcher.items($0).map(\.end) } == [end])
  }
}
