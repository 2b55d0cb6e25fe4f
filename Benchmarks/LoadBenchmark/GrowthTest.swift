internal import Rules
internal import Stance

/// Work that must at most double when its input doubles.
struct GrowthTest {
  let name: String
  /// What is done, and something that it gives.
  let once: () -> Int
  let twice: () -> Int

  /// All of them.
  static func all() throws -> [GrowthTest] {
    try matching() + [
      compiling("nested options", "aa bb? (cc (dd ee?)?)?"),
      compiling("overlapping gaps", "aa ... bb .. cc ... dd"),
    ] + documents()
  }

  // MARK: Patterns

  /// Patterns that a backtracking matcher never comes to an end with, over 1 MB of words without a
  /// full stop, and patterns of twice the length over the same text.
  private static func matching() throws -> [GrowthTest] {
    // Mostly one word, now and then another: everything matches in many ways.
    let words = (0..<350_000).map { $0 % 40 == 39 ? "cc" : $0 % 7 == 6 ? "bb" : "aa" }
    let text = Array(words.joined(separator: " ").utf8)
    let shapes: [(name: String, pattern: (Int) -> String)] = [
      ("nested options", { (1..<$0).reduce("aa") { pattern, _ in "aa (\(pattern))?" } }),
      ("overlapping gaps", { list("aa", $0, " ... ") }),
      ("overlapping choices", { list("(aa|aa bb|aa aa|bb? aa)", $0, " ") }),
      ("gaps between options", { list("aa? .. bb?", $0, " ... ") + " cc" }),
      ("lexicons in gaps", { list("@all", $0, " .. ") }),
    ]
    return shapes.flatMap { name, pattern in
      let (short, long) = (pattern(6), pattern(12))
      let half = Array(text.prefix(text.count / 2))
      return [
        GrowthTest(name: "words for \(name)") {
          matches(of: long, in: half)
        } twice: {
          matches(of: long, in: text)
        },
        GrowthTest(name: "length of \(name)") {
          matches(of: short, in: half)
        } twice: {
          matches(of: long, in: half)
        },
      ]
    }
  }

  private static func list(_ part: String, _ count: Int, _ separator: String) -> String {
    Array(repeating: part, count: count).joined(separator: separator)
  }

  private static func matches(of pattern: String, in text: [UInt8]) -> Int {
    var problems: [Diagnostic] = []
    let list = "\"all\": [\"aa\", \"bb\", \"aa bb\", \"bb aa\"]"
    let file = RuleFileReader.read(file([rule(0, pattern)], lexicons: list)).file
    let rules = RuleSet.compile(file, into: &problems)
    precondition(problems.isEmpty, "a pattern that is wrong")
    var tokenizer = Tokenizer(DocumentNumbering(rules.vocabulary))
    var tokens: [Token] = []
    tokenizer.tokenize(document: text, into: &tokens)
    let zone = tokens.indices.map { ZoneToken(token: Int32($0)) }
    var matcher = Matcher(rules)
    matcher.begin(
      text: text, tokens: tokens, classes: Array(repeating: .any, count: tokens.count))
    var matches: [RuleMatch] = []
    matcher.run(.zone(.sentence), over: zone, into: &matches)
    precondition(!matches.isEmpty, "a pattern that matches nothing")
    return matches.count
  }

  /// Ever more rules with such patterns, loaded.
  private static func compiling(_ name: String, _ pattern: String) -> GrowthTest {
    func rules(_ count: Int) -> [UInt8] {
      file((0..<count).map { rule($0, pattern.replacing("aa", with: RuleCopies.word($0))) })
    }
    let (one, two) = (rules(4000), rules(8000))
    func load(_ bytes: [UInt8]) -> Int {
      (try? Classifier(rules: bytes, path: "growth.json"))?.labels.count ?? 0
    }
    return GrowthTest(name: "number of rules with \(name)") {
      load(one)
    } twice: {
      load(two)
    }
  }

  private static func rule(_ id: Int, _ pattern: String) -> String {
    """
    { "id": "r\(id)", "label": "yes", "in": "sentence", "match": ["\(pattern)"],
      "tests": { "yes": ["x"], "no": ["y"] } }
    """
  }

  private static func file(_ rules: [String], lexicons: String = "") -> [UInt8] {
    let text = """
      { "schema": "stance-rules/1", "name": "growth", "version": "1",
        "labels": [{ "name": "yes" }, { "name": "other", "default": true }],
        "lexicons": { \(lexicons) },
        "rules": [\(rules.joined(separator: ",\n"))] }
      """
    return Array(text.utf8)
  }

  // MARK: Documents

  private static func documents() throws -> [GrowthTest] {
    let classifier = try Classifier()
    let sentences = TestText(BuiltInRules.bytes).text(bytes: 1 << 20)
    let unstopped = sentences.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0A: 0x20
      default: byte
      }
    }
    // The first words of all lexicons, in sentences of twenty, with words that make it English.
    let entries = RuleFileReader.read(BuiltInRules.bytes).file.lexicons.flatMap {
      $0.entries.prefix(60).map { $0.value.prefix { $0 != "~" && $0 != "=" } }
    }
    let listed = entries.enumerated().map { $1 + ($0 % 20 == 19 ? ". The " : " of the ") }.joined()
    return [
      document("sentences of the rules' own tests", classifier, sentences),
      document("text without a full stop", classifier, unstopped),
      document("lexicon entries", classifier, Array((listed + listed).utf8)),
      document(
        "quotation marks", classifier,
        Array(String(repeating: "\" said \"that ", count: 20_000).utf8)),
    ]
  }

  private static func document(
    _ name: String, _ classifier: Classifier, _ text: [UInt8]
  ) -> GrowthTest {
    let half = Array(text.prefix(text.count / 2))
    return GrowthTest(name: name) {
      classifier.label(bytes: half).sentences.count
    } twice: {
      classifier.label(bytes: text).sentences.count
    }
  }
}
