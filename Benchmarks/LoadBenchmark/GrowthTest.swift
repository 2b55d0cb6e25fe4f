internal import Rules
internal import Stance

/// Work that must at most double when its input doubles.
struct GrowthTest {
  let name: String
  let once: () -> Int
  let twice: () -> Int

  /// All of them.
  static func all() throws -> [GrowthTest] { try patterns() + texts() }

  // MARK: Patterns

  /// Patterns that a backtracking matcher never comes to an end with.
  private static func patterns() throws -> [GrowthTest] {
    let options = (1...15).reduce("aa") { pattern, _ in "aa (\(pattern))?" }
    let gaps = Array(repeating: "aa", count: 12).joined(separator: " ... ")
    let choices = Array(repeating: "(aa|aa bb|aa aa|bb? aa)", count: 10).joined(separator: " ")
    return try [
      text("nested options", [options], "aa ", marks: 40),
      text("overlapping gaps", [gaps], "aa cc ", marks: 40),
      text("overlapping choices", [choices], "aa bb ", marks: 40),
      text("gaps between options", ["aa? .. bb? ... aa? .. bb? ... cc"], "aa bb ", marks: 40),
      compiler("nested options", "aa bb? (cc (dd ee?)?)?"),
      compiler("overlapping gaps", "aa ... bb .. cc ... dd"),
    ]
  }

  private static func rule(_ id: Int, _ patterns: [String]) -> String {
    let list = patterns.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      { "id": "r\(id)", "label": "yes", "in": "sentence", "match": [\(list)],
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

  /// One rule over sentences of the same words, all in one paragraph.
  private static func text(
    _ name: String, _ patterns: [String], _ words: String, marks: Int
  ) throws -> GrowthTest {
    let classifier = try Classifier(rules: file([rule(0, patterns)]), path: "growth.json")
    func text(_ count: Int) -> [UInt8] {
      let sentence = String(repeating: words, count: marks).dropLast() + ". "
      return Array(String(repeating: String(sentence), count: count).utf8)
    }
    let (one, two) = (text(250), text(500))
    return GrowthTest(name: "text for \(name)") {
      classifier.label(bytes: one).sentences.count
    } twice: {
      classifier.label(bytes: two).sentences.count
    }
  }

  /// Ever more such patterns, loaded.
  private static func compiler(_ name: String, _ pattern: String) -> GrowthTest {
    func rules(_ count: Int) -> [UInt8] {
      file(
        (0..<count).map { number in
          rule(number, [pattern.replacing("aa", with: RuleCopies.word(number))])
        })
    }
    let (one, two) = (rules(4000), rules(8000))
    func load(_ bytes: [UInt8]) -> Int {
      (try? Classifier(rules: bytes, path: "growth.json"))?.labels.count ?? 0
    }
    return GrowthTest(name: "rules with \(name)") { load(one) } twice: { load(two) }
  }

  // MARK: Texts

  private static func texts() throws -> [GrowthTest] {
    let shipped = try Classifier()
    let sentences = TestText(BuiltInRules.bytes).text(bytes: 1 << 20)
    let unstopped = sentences.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0A: 0x20
      default: byte
      }
    }
    let entries = (0..<2000).map { RuleCopies.word($0) }
    let list = entries.map { "\"\($0)\"" }.joined(separator: ", ")
    let listed = try Classifier(
      rules: file(
        [rule(0, ["@all .. @all ... @all"]), rule(1, ["@all @all? @all? (@all|@all @all)"])],
        lexicons: "\"all\": [\(list)]"), path: "growth.json")
    let words = (0..<40_000).map { entries[$0 * 7 % entries.count] + ($0 % 20 == 19 ? ". " : " ") }
    return [
      text("text without a full stop", shipped, unstopped),
      text("text of the rules' own tests", shipped, sentences),
      text("text of lexicon entries", listed, Array(words.joined().utf8)),
      text("text of quotation marks", shipped, Array(repeating: UInt8(ascii: "\""), count: 100_000)),
    ]
  }

  private static func text(_ name: String, _ classifier: Classifier, _ text: [UInt8]) -> GrowthTest {
    let half = Array(text.prefix(text.count / 2))
    return GrowthTest(name: name) {
      classifier.label(bytes: half).sentences.count
    } twice: {
      classifier.label(bytes: text).sentences.count
    }
  }
}
