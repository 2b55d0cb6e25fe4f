import Foundation
import TestSupport
import Testing

/// `stance check` as a program.
@Suite struct CheckTests {
  /// Rules that build on those built in, in a folder of their own.
  private func runner(_ rules: String, _ more: String = "") throws -> ProgramRunner {
    let runner = try ProgramRunner()
    try runner.write(
      """
      { "schema": "stance-rules/1", "extends": "default", "name": "mine", "version": "1",\(more)
        "rules": [
      \(rules)
        ] }

      """, to: "mine.json")
    return runner
  }

  /// The lines about problems, without those about places and tests of the rules built in.
  private func problems(_ result: ProgramResult) -> [String] {
    result.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("mine.json:") }
  }

  private static let zesty = """
        { "id": "mine.zest", "label": "praise", "match": ["be~ very zesty"],
          "tests": { "yes": ["The minister said that the plan is very zesty."],
                     "no":  ["The minister said that the plan is very dull."] } }
    """

  @Test func `good rules pass with a summary`() throws {
    let runner = try runner(Self.zesty)
    let result = try runner.run("check", "mine.json")
    #expect(problems(result).isEmpty, "\(result.text)")
    #expect(result.text.contains("mine 1: no errors, no warnings; "))
    let own = try runner.run("check", "--tests-of", "mine.zest", "mine.json")
    #expect(own.text.contains(", 6 tests run, 0 failed\n"), "\(own.text)")
    let unknown = try runner.run("check", "--tests-of", "mine.zets", "mine.json")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean 'mine.zest'?"))
  }

  @Test func `a rule without both kinds of test is an error`() throws {
    let result = try runner(
      """
          { "id": "mine.a", "label": "praise", "match": ["be~ very zesty"],
            "tests": { "yes": ["The minister said that the plan is very zesty."] } },
          { "id": "mine.b", "label": "praise", "match": ["be~ rather zesty"] }
      """
    ).run("check", "--tests-of", "mine.", "mine.json")
    #expect(result.status == 1)
    #expect(
      problems(result) == [
        "mine.json:3:13: error: 'mine.a' has no 'no' tests [missing-tests]",
        "mine.json:5:13: error: 'mine.b' has no tests [missing-tests]",
      ])
  }

  @Test func `edges and lines without a full stop are the same in each setting`() throws {
    let result = try runner(
      """
          { "id": "mine.first", "label": "praise", "in": "sentence", "match": ["^ zesty"],
            "tests": { "yes": ["Zesty is what Norway said that it was."],
                       "no":  ["Norway said that it was zesty."] } }
      """
    ).run("check", "--tests-of", "mine.", "mine.json", "-q")
    // In each setting it is the same sentence, so the edges are the same.
    #expect(problems(result).isEmpty, "\(result.text)")
    let text = """
          { "id": "mine.long", "label": "praise", "match": ["be~ very zesty"],
            "tests": { "yes": ["The minister said that the plan is very zesty"],
                       "no":  ["The minister said that the plan is very dull"] } }
      """
    #expect(try problems(runner(text).run("check", "--tests-of", "mine.", "mine.json")).isEmpty)
  }

  @Test func `a rule that others decide for is shadowed`() throws {
    let result = try runner(
      Self.zesty + """
        ,
            { "id": "mine.shade", "label": "praise", "weight": 40, "match": ["be~ .. zesty"],
              "tests": { "yes": ["The minister said that the plan is very zesty."],
                         "no":  ["The minister said that the plan is very dull."] } },
            { "id": "mine.twin", "label": "praise", "match": ["be~ very zesty"],
              "tests": { "yes": ["The minister said that the plan is very zesty."],
                         "no":  ["The minister said that the plan is very dull."] } }
        """
    ).run("check", "--tests-of", "mine.", "mine.json")
    #expect(
      problems(result) == [
        "mine.json:6:13: warning: rule 'mine.shade' decides none of its 'yes' tests: "
          + "the label comes from 'mine.zest' [shadowed-rule]",
        "mine.json:9:13: warning: rule 'mine.twin' decides none of its 'yes' tests: "
          + "the label comes from 'mine.zest' [shadowed-rule]",
        "mine.json:9:55: warning: rule 'mine.zest' has the same pattern and always wins "
          + "[shadowed-pattern]",
        "mine.json:3:55: note: the same pattern",
      ], "\(result.text)")
  }

  @Test func `rules that never fire on gold texts are told`() throws {
    let runner = try runner(
      Self.zesty + """
        ,
            { "id": "mine.tangy", "label": "praise", "match": ["be~ very tangy"],
              "tests": { "yes": ["The minister said that the plan is very tangy."],
                         "no":  ["The minister said that the plan is very dull."] } }
        """)
    try runner.write("Norway told reporters that the plan is very zesty.\n", to: "gold/a.txt")
    // A statement is read as the words of its issuer; only the gold file says that it is one.
    try runner.write("The reply is very tangy.\n", to: "gold/b.txt")
    try runner.write(
      "# kind: statement\n# issuer: Norway\npraise\tNorway\t-\tThe reply is very tangy.\n",
      to: "gold/b.gold.tsv")
    let both = try runner.run("check", "--tests-of", "mine.", "mine.json", "--gold", "gold")
    #expect(problems(both).isEmpty, "\(both.text)")
    let one = try runner.run("check", "--tests-of", "mine.", "mine.json", "--gold", "gold/a.txt")
    #expect(
      problems(one) == [
        "mine.json:6:13: warning: rule 'mine.tangy' never fires in 1 text [never-fires]"
      ], "\(one.text)")
    let none = try runner.run("check", "--tests-of", "mine.", "mine.json", "--gold", "nowhere")
    #expect(none.status == 2)
    #expect(none.errors.contains("nowhere: no such file or folder"))
  }

  @Test func `deletions that no test notices are told`() throws {
    let result = try runner(
      """
          { "id": "mine.zest", "label": "praise", "match": ["be~ (very|so) zesty today?"],
            "unless": ["very zesty indeed"],
            "tests": { "yes": ["The minister said that the plan is very zesty."],
                       "no":  ["The minister said that the plan is zesty.",
                               "The minister said that the plan is very zesty indeed.",
                               "The minister said that the plan is very dull."] } }
      """
    ).run("check", "--tests-of", "mine.", "mine.json", "--mutate")
    #expect(
      problems(result) == [
        "mine.json:3:55: warning: no test of rule 'mine.zest' notices when any of these "
          + "is deleted: 'be~', 'so', 'today?' [unnoticed-deletion]",
        "mine.json:4:18: warning: no test of rule 'mine.zest' notices when any of these "
          + "is deleted: 'very' [unnoticed-deletion]",
      ], "\(result.text)")
    #expect(result.text.contains("deletions tried, 4 unnoticed"), "\(result.text)")
  }

  @Test func `results come as JSON and as annotations`() throws {
    let runner = try runner(
      #"""
          { "id": "mine.a", "label": "prais", "match": ["be~ (zesty"], "wieght": 3,
          "tests": {"yes": ["A."], "no": ["B."]} }
      """#)
    let result = try runner.run("check", "--tests-of", "mine.", "mine.json", "--format", "json")
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    #expect(object?["schema"] as? String == "stance-check/1")
    #expect(object?["errors"] as? Int == 2)
    #expect(object?["tests"] is NSNull)
    let diagnostics = try #require(object?["diagnostics"] as? [[String: Any]])
    #expect(
      diagnostics.map { $0["id"] as? String } == ["unknown-label", "unknown-key"])
    #expect(diagnostics.first?["suggestion"] as? String == "did you mean 'praise'?")
    #expect(diagnostics.first?["line"] as? Int == 3)

    let lines = try runner.run("check", "--tests-of", "mine.", "mine.json", "--format", "github")
      .text
      .split(
        separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix(
        "::error file=mine.json,line=3,col=32,endLine=3,endColumn=39,title=unknown-label::unknown"))
    #expect(lines[0].hasSuffix("%0Adid you mean 'praise'?"))
    #expect(
      lines[1].hasPrefix(
        "::error file=mine.json,line=3,col=66,endLine=3,endColumn=74,title=unknown-key::"))
  }

  @Test func `what is wrong in a party is told too`() throws {
    let result = try runner(
      Self.zesty, #" "parties": [{"name": "Oz", "aliases": ["Emerald .. City"]}],"#
    ).run("check", "--tests-of", "mine.", "mine.json")
    #expect(
      problems(result) == [
        "mine.json:1:133: error: a lexicon entry has no gaps: expected a word [misplaced-gap]"
      ], "\(result.text)")
  }
}
