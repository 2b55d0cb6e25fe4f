import Foundation
import TestSupport
import Testing

/// `stance explain` as a program.
@Suite struct ExplainTests {
  private func explain(
    _ rules: String, _ text: String, _ more: [String] = []
  ) throws -> [String: Any] {
    let runner = try ProgramRunner()
    try runner.write(
      """
      { "schema": "stance-rules/1", "extends": "default",
        "lexicons": { "mine_taste": ["zesty", "far from bland"] }, "rules": [ \(rules) ] }
      """, to: "mine.json")
    let result = try runner.run(
      ["explain", "--rules", "mine.json", "--format", "json", "--text", text] + more)
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    let sentences = object?["sentences"] as? [[String: Any]]
    return try #require(sentences?.first)
  }

  private func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  private static let zest = #"""
    { "id": "mine.zest", "label": "praise", "weight": 90, "match": ["be~ @mine_taste"] },
    { "id": "mine.dull", "label": "concern", "weight": 80, "match": ["be~ .. zesty"] }
    """#

  // MARK: What led to the acts

  @Test func `words tell class, lexicons and inflection`() throws {
    let sentence = try explain(Self.zest, "The minister denied that Norway is zesty.")
    let words = list(sentence["words"])
    #expect(words.map { $0["text"] as? String }.prefix(3) == ["The", "minister", "denied"])
    #expect(words[2]["tag"] as? String == "verbPast")
    #expect((words[2]["forms"] as? [String])?.contains("deny~v, past or past participle") ?? false)
    #expect((words[1]["classes"] as? [String])?.contains("Role") ?? false)
    #expect((words[4]["classes"] as? [String])?.contains("Party") ?? false)
    #expect(words[6]["lexicons"] as? [String] == ["mine_taste"])
    #expect(list(sentence["mentions"]).map { $0["name"] as? String } == ["Norway"])
  }

  @Test func `a rule decides, another loses and the steps say so`() throws {
    let sentence = try explain(Self.zest, "Norway said that the plan is zesty.")
    let attribution = try #require(list(sentence["attributions"]).first)
    #expect(attribution["rule"] as? String == "cue.say")
    #expect(attribution["parties"] as? [String] == ["Norway"])
    #expect(attribution["refusal"] is NSNull)
    let zones = list(sentence["zones"])
    #expect(
      zones.contains {
        $0["zone"] as? String == "predicate" && $0["words"] as? String == "is zesty"
      })
    let matches = list(sentence["matches"])
    let zest = try #require(matches.first { $0["rule"] as? String == "mine.zest" })
    #expect(zest["result"] as? String == "decides")
    #expect(zest["words"] as? String == "is zesty")
    let dull = try #require(matches.first { $0["rule"] as? String == "mine.dull" })
    #expect(dull["result"] as? String == "loses")
    #expect(dull["reason"] as? String == "'mine.zest' has the higher weight (90 against 80)")
    let steps = try #require(sentence["decision"] as? [String])
    #expect(
      steps == [
        "attribution 0: 'said' (cue.say) of 'Norway', resolved to Norway (explicit)",
        "predicate 1 'is zesty': praise by 'mine.zest' (weight 90), before 'mine.dull'",
      ])
    #expect(list(sentence["acts"]).map { $0["label"] as? String } == ["praise"])
    #expect(sentence["whyNot"] is NSNull)
  }

  @Test(arguments: [
    ("Norway declined to comment.", "cue is marked as no act"),
    ("Polls showed that the plan is zesty.", "the source is no party"),
    ("The plan is zesty.", "nobody is reported to speak"),
  ])
  func `a sentence without acts says why`(_ text: String, _ reason: String) throws {
    let steps = try explain(Self.zest, text)["decision"] as? [String] ?? []
    #expect(steps.contains { $0.contains(reason) }, "\(steps)")
  }

  @Test func `the text has the same parts`() throws {
    let runner = try ProgramRunner()
    try runner.write("Norway denied that it had closed the port. It rained.\n", to: "a.txt")
    let result = try runner.run("explain", "--rules", "default", "--sentence", "0", "a.txt")
    #expect(result.status == 0)
    for title in [
      "names", "words", "verbs", "clauses", "attributions", "zones", "decision", "acts",
    ] {
      #expect(result.text.contains("\n  \(title)\n") || result.text.contains("\n\(title)\n"))
    }
    #expect(!result.text.contains("It rained"))
    let beyond = try runner.run("explain", "--sentence", "9", "a.txt")
    #expect(beyond.status == 2)
    #expect(beyond.errors.contains("there is no sentence 9"))
    let unknown = try runner.run("explain", "--rules", "default", "--why-not", "prase", "a.txt")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean 'praise'?"))
  }

  // MARK: What did not

  /// A rule, a sentence that it misses by one thing, and the rule after the change proposed.
  struct Miss: Sendable, CustomTestStringConvertible {
    var keys: String
    var text: String
    var reason: String
    var change: String
    /// The keys after the change; nil where it is made in a lexicon.
    var after: String?
    var testDescription: String { keys }
  }

  private static let misses = [
    Miss(
      keys: #""match": ["be~ @mine_taste soup"]"#, text: "Norway said the plan is bland soup.",
      reason: "where '@mine_taste' is due there stands 'bland'",
      change: "add 'bland' to the lexicon 'mine_taste'",
      after: #""match": ["be~ (@mine_taste|bland) soup"]"#),
    Miss(
      keys: #""match": ["be~ zesty"]"#, text: "Norway said the plan is really rather zesty.",
      reason: "'really rather' stands between two elements that must be neighbours",
      change: "write '..' between them", after: #""match": ["be~ .. zesty"]"#),
    Miss(
      keys: #""match": ["be~ ..{0,1} zesty"]"#,
      text: "Norway said the plan is really rather zesty.",
      reason: "the gap '..{0,1}' is too short for 'really rather'",
      change: "write '...' for '..{0,1}'", after: #""match": ["be~ ... zesty"]"#),
    Miss(
      keys: #""match": ["be~ zesty today"]"#, text: "Norway said the plan is zesty.",
      reason: "'today' is not there", change: "write 'today?' for 'today'",
      after: #""match": ["be~ zesty today?"]"#),
    Miss(
      keys: #""in": "content", "match": ["plan~v to expand"]"#,
      text: "Norway said the plan to expand is ready.",
      reason: "'plan' is read as noun here, not as 'plan~v' asks",
      change: "write 'plan~' for 'plan~v'", after: #""in": "content", "match": ["plan~ to expand"]"#
    ),
    Miss(
      keys: #""subject": "soup~n", "match": ["be~ zesty"]"#,
      text: "Norway said the plan is zesty.",
      reason: "it matches 'is zesty', but the subject is 'the plan'",
      change: "let \"subject\" allow 'the plan'",
      after: #""subject": "(soup~n|plan~n)", "match": ["be~ zesty"]"#),
    Miss(
      keys: #""match": ["be~ .. zesty"], "unless": ["very zesty"]"#,
      text: "Norway said the plan is very zesty.",
      reason: "it matches 'is very zesty', but 'unless' kills it", change: "narrow \"unless\"",
      after: #""match": ["be~ .. zesty"], "unless": ["very zesty indeed"]"#),
    Miss(
      keys: #""match": ["be~ .. zesty"]"#, text: "Norway said the plan is not zesty.",
      reason: "it matches 'is not zesty', but a negator has it in its scope",
      change: "\"negated\": \"praise\"", after: #""match": ["be~ .. zesty"], "negated": "praise""#),
    Miss(
      keys: #""match": ["be~ zesty"]"#,
      text: "Norway said that, although the plan is zesty, rain fell.",
      reason: "'is zesty' stands outside the zone 'predicate'", change: "\"in\": \"content\"",
      after: #""in": "content", "match": ["be~ zesty"]"#),
    Miss(
      keys: #""weight": 1, "match": ["be~ groundless"]"#,
      text: "Norway said the charges are groundless.",
      reason: "it matches 'are groundless', but 'refute.groundless' decides",
      change: "\"weight\": ", after: #""weight": 99, "match": ["be~ groundless"]"#),
  ]

  @Test(arguments: misses)
  func `the element that failed is named, and the change proposed makes the rule match`(
    _ miss: Miss
  ) throws {
    func rule(_ keys: String) -> String {
      #"{ "id": "mine.rule", "label": "praise", "# + keys + " }"
    }
    let sentence = try explain(rule(miss.keys), miss.text, ["--why-not", "praise"])
    #expect(!list(sentence["acts"]).contains { $0["label"] as? String == "praise" })
    let whyNot = sentence["whyNot"] as? [String: Any]
    let nearest = list(whyNot?["nearMisses"]).first { $0["rule"] as? String == "mine.rule" }
    #expect((nearest?["reason"] as? String)?.hasPrefix(miss.reason) ?? false, "\(whyNot ?? [:])")
    #expect((nearest?["change"] as? String)?.hasPrefix(miss.change) ?? false, "\(whyNot ?? [:])")

    let changed = try explain(rule(miss.after ?? miss.keys), miss.text)
    let act = list(changed["acts"]).first { $0["label"] as? String == "praise" }
    #expect((act?["rules"] as? [String]) == ["mine.rule"], "\(changed["matches"] ?? "")")
  }

  @Test(arguments: [
    ("Norway did not praise the plan.", "'praise' is its cue here, but negated"),
    ("Norway gave praise to nobody.", "nobody is reported to speak"),
    ("Norway praised the plan.", "the sentence has an act 'praise', by 'cue.praise'"),
    ("Norway said that the plan is groundless.", "the rules of 'praise' that came nearest"),
  ])
  func `cues and sentences that speak for themselves are explained`(
    _ text: String, _ part: String
  ) throws {
    let whyNot = try explain(Self.zest, text, ["--why-not", "praise"])["whyNot"] as? [String: Any]
    let all =
      [whyNot?["summary"] as? String ?? ""]
      + list(whyNot?["nearMisses"]).map { $0["reason"] as? String ?? "" }
    #expect(all.contains { $0.contains(part) }, "\(all)")
  }
}
