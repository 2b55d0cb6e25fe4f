import Foundation
internal import Rules
import Testing

@testable import Stance

/// The runner of the tests that rules files bring along.
@Suite struct RuleTestRunnerTests {
  /// Raised as rules and engine get better; it is never lowered.
  static let floor = 0.87

  @Test func `every rule of rules.json passes its tests`() throws {
    let report = try run(Classifier())
    #expect(report.testCount > 2000)
    #expect(
      Double(report.passCount) >= Self.floor * Double(report.testCount),
      "\(report.passCount) of \(report.testCount) hold")
  }

  // MARK: Rules

  @Test func `good rules pass`() throws {
    let failures = try run(rule: rule()).failures
    #expect(failures.isEmpty, "\(failures.map(\.message))")
  }

  @Test(arguments: [
    // Nothing of the pattern stands there.
    (
      #"["The minister said the fears are baseless."]"#, #"["The claims are not groundless."]"#,
      RuleTestFailure.Cause.unmatched
    ),
    // The words stand in a margin, not in the main predicate.
    (
      #"["The minister said that rain fell although the claims are groundless."]"#,
      #"["The claims are not groundless."]"#, .outside
    ),
    // The cue's own stance outweighs the rule.
    (
      #"["The minister promised that the claims are groundless."]"#,
      #"["The claims are not groundless."]"#, .overruled
    ),
    (
      #"["The claims are groundless."]"#,
      #"["The claims are groundless, the minister said.", "The claims are not groundless."]"#,
      .unwanted
    ),
    (
      #"["The claims are groundless."]"#,
      #"["Boats sank.", "The claims are not groundless."]"#, .unrelated
    ),
    (#"["The claims are not groundless."]"#, #"["The claims are never groundless."]"#, .blocked),
  ])
  func `a test that does not hold is told with its cause`(
    _ yes: String, _ no: String, _ cause: RuleTestFailure.Cause
  ) throws {
    let failures = try run(rule: rule(yes: yes, no: no)).failures
    #expect(failures.map(\.cause) == [cause], "\(failures.map(\.message))")
  }

  @Test(arguments: ["subject", "unless", "negated"])
  func `each key needs a sentence that fires without it`(_ key: String) throws {
    let keys = [
      "subject": #""subject": "claims","#, "unless": #""unless": ["far from groundless"],"#,
      "negated": #""negated": "claim","#,
    ]
    let rule = rule(keys: keys[key] ?? "", no: #"["Groundless claims are made."]"#)
    #expect(
      try run(rule: rule).failures.contains {
        $0.cause == .untested && $0.message.contains("'\(key)'")
      })
    let sentences = [
      "subject": "The fears are groundless.", "unless": "The claims are far from groundless.",
      "negated": "The claims are not groundless.",
    ]
    let tested = self.rule(keys: keys[key] ?? "", no: #"["\#(sentences[key] ?? "")"]"#)
    let failures = try run(rule: tested).failures
    #expect(failures.isEmpty, "\(failures.map(\.message))")
  }

  @Test func `a failure points at its sentence`() throws {
    let bytes = try bytes(rule: rule(yes: #"["Boats sank."]"#))
    let check = RuleFileCheck(
      RuleFileLoader.load(.init(name: "a.json", bytes: bytes)) { _, _ in .failure(.init("none")) })
    let failure = try #require(check.tests?.failures.first)
    #expect(String(decoding: bytes[failure.range], as: UTF8.self) == #""Boats sank.""#)
    #expect(check.errorCount == 1)
    #expect(failure.diagnostic.id == "test-unmatched")
  }

  // MARK: Cues and patterns

  @Test(
    arguments: [
      (#""The envoy said that rain fell.""#, #""They had no say.""#, nil),
      (#""The envoy left.""#, #""They had no say.""#, RuleTestFailure.Cause.unmatched),
      (#""The envoy said that rain fell.""#, #""Rain fell, he said.""#, .unwanted),
      (#""The envoy said it.""#, #""They had no say.""#, .unframed),
    ] as [(String, String, RuleTestFailure.Cause?)])
  func `tests of cues`(_ yes: String, _ no: String, _ cause: RuleTestFailure.Cause?) throws {
    let cue = """
      {"id": "cue.say", "words": ["say~v"], "frames": ["that", "bare", "quote"],
       "tests": {"yes": [\(yes)], "no": [\(no)]}}
      """
    let failures = run(try Classifier(rules: bytes(cue: cue), path: "test.json")).failures
    #expect(failures.map(\.cause) == (cause.map { [$0] } ?? []), "\(failures.map(\.message))")
  }

  @Test(arguments: [("Mira Holm", "dry", 0), ("Mira Holm", "wet", 1), ("Ola Berg", "dry", 1)])
  func `tests of attribution patterns`(_ source: String, _ content: String, _ count: Int) throws {
    let pattern = """
      {"id": "attr.according", "mode": "indirect",
       "match": ["^ <cue: according to> <source: #Actor> , <content>"],
       "tests": [{"text": "According to Mira Holm, the wells are dry.", "source": "\(source)",
                  "cue": "According to", "content": "\(content)"}]}
      """
    let report = run(try Classifier(rules: bytes(pattern: pattern), path: "test.json"))
    #expect(report.failures.map(\.cause) == Array(repeating: .misread, count: count))
  }

  // MARK: Support

  private func run(_ classifier: Classifier) -> RuleTestReport {
    var runner = RuleTestRunner(classifier)
    return runner.run()
  }

  private func run(rule: String) throws -> RuleTestReport {
    run(try Classifier(rules: try bytes(rule: rule), path: "test.json"))
  }

  private func rule(
    keys: String = "", yes: String = #"["The minister said that the claims are groundless."]"#,
    no: String = #"["The claims are not groundless."]"#
  ) -> String {
    """
    {"id": "refute.groundless", "label": "refutation", \(keys)
     "match": ["be~ .. groundless"], "tests": {"yes": \(yes), "no": \(no)}}
    """
  }

  /// The rules built in, with their words but with other cues, patterns and rules.
  private func bytes(cue: String? = nil, pattern: String? = nil, rule: String? = nil) throws
    -> [UInt8]
  {
    let say = """
      {"id": "cue.speak", "words": ["say~v"], "frames": ["that", "bare", "quote"],
       "tests": {"yes": ["The minister said that rain fell."], "no": ["Rain fell."]}}
      """
    let promise = """
      {"id": "cue.promise", "words": ["promise~v"], "label": "commitment", "weight": 70,
       "tests": {"yes": ["The minister promised that rain would fall."], "no": ["Rain fell."]}}
      """
    func objects(_ texts: [String]) throws -> [Any] {
      try texts.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
    }
    let file = try JSONSerialization.jsonObject(with: Data(BuiltInRules.bytes))
    var root = try #require(file as? [String: Any])
    root["attribution"] = [
      "cues": try objects(cue.map { [$0] } ?? [say, promise]),
      "patterns": try objects(pattern.map { [$0] } ?? []),
    ]
    root["parties"] = [Any]()
    root["rules"] = try objects(rule.map { [$0] } ?? [])
    return [UInt8](try JSONSerialization.data(withJSONObject: root))
  }
}
