import Foundation
import TestSupport
import Testing

/// `stance rules`, `stance init` and files that extend others, as a program.
@Suite struct RulesTests {
  private static let mine = """
    { "schema": "stance-rules/1", "extends": "default", "name": "mine", "version": "7",
      "lexicons": { "groundless": { "add": ["flimflam"], "remove": ["baseless"] } },
      "attribution": { "cues": [ { "id": "cue.deny", "label": "claim" } ] },
      "rules": [
        { "id": "mine.ticklish", "label": "commitment", "match": ["ticklish"],
          "tests": { "yes": ["Norway said that it is ticklish."],
                     "no":  ["Norway said that a ticklish matter is costly to it not."] } } ] }

    """

  private func runner(_ files: [String: String] = ["mine.json": mine]) throws -> ProgramRunner {
    let runner = try ProgramRunner()
    for (name, text) in files { try runner.write(text, to: name) }
    return runner
  }

  private func labels(_ runner: ProgramRunner, _ arguments: [String], _ text: String) throws
    -> [String]
  {
    let result = try runner.run(["label", "--format", "tsv", "--text", text] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return result.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      String($0.split(separator: "\t").first ?? "")
    }
  }

  // MARK: Extending

  private static let text = """
    Norway said the reports were flimflam. Norway said the reports were baseless. \
    Norway denied that it had closed the port. Norway said that it is ticklish.
    """

  @Test func `a file that extends the rules built in changes what it names and keeps the rest`()
    throws
  {
    let runner = try runner()
    #expect(
      try labels(runner, ["--rules", "mine.json"], Self.text)
        == ["refutation", "claim", "claim", "commitment"])
    #expect(
      try labels(runner, ["--rules", "default"], Self.text)
        == ["claim", "refutation", "refutation", "claim"])
  }

  @Test func `files extend each other by paths from where they lie`() throws {
    let runner = try runner([
      "a/top.json": #"{"schema": "stance-rules/1", "extends": "../b/mine.json", "name": "top"}"#,
      "b/mine.json": Self.mine,
    ])
    #expect(
      try labels(runner, ["--rules", "a/top.json"], Self.text)
        == ["refutation", "claim", "claim", "commitment"])
    let check = try runner.run("check", "--tests-of", "mine.", "a/top.json")
    #expect(check.text.contains("top 7: no errors"), "\(check.text)")
  }

  @Test(arguments: [
    (
      [
        "a.json": #"{"schema": "stance-rules/1", "extends": "b/b.json"}"#,
        "b/b.json": #"{"schema": "stance-rules/1", "extends": "./../a.json"}"#,
      ],
      "b/b.json:1:41: error: files extend each other in a circle: a.json → b/b.json → a.json"
    ),
    (
      ["a.json": #"{"schema": "stance-rules/1", "extends": "gone.json"}"#],
      "a.json:1:41: error: cannot extend 'gone.json': 'gone.json': no such file or folder"
    ),
    (
      ["a.json": #"{"schema": "stance-rules/1", "extends": "defualt"}"#],
      "a.json:1:41: error: cannot extend 'defualt'"
    ),
    (
      [
        "a.json":
          #"{"schema": "stance-rules/1", "extends": "default", "rules": [{"id": "refute.x", "enabled": false}]}"#
      ],
      "a.json:1:69: error: the base has no rule 'refute.x' to change"
    ),
    (
      [
        "a.json": #"{"schema": "stance-rules/1", "extends": "b.json"}"#,
        "b.json": #"{"labels": 1}"#,
      ],
      "b.json:1:12: error: expected an array of objects for 'labels', found the number 1"
    ),
  ])
  func `what cannot be extended is told with its place`(
    _ files: [String: String], _ message: String
  ) throws {
    let runner = try runner(files)
    for arguments in [
      ["label", "--text", "Fine.", "--rules", "a.json"], ["rules", "-r", "a.json"],
    ] {
      let result = try runner.run(arguments)
      #expect(result.status == 2)
      #expect(result.text.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
    let check = try runner.run("check", "a.json")
    #expect(check.status == 1)
    #expect(check.text.contains(message))
  }

  @Test func `a label that is switched off takes its rules along`() throws {
    let runner = try runner([
      "a.json": """
      { "schema": "stance-rules/1", "extends": "default",
        "labels": [ { "name": "refutation", "enabled": false } ] }
      """
    ])
    let text = "Norway said the reports were baseless. Norway denied that it had closed the port."
    #expect(try labels(runner, ["--rules", "a.json"], text) == ["claim", "claim"])
  }

  // MARK: Broken rules

  private static let broken = """
    { "schema": "stance-rules/1", "extends": "default", "lexcons": {},
      "lexicons": { "mine": ["splendid", "far .. out"], "bad": 5, "groundless": { "ad": ["x"] } },
      "attribution": { "cues": [ { "id": "my.cue", "words": ["say~x"] } ] },
      "rules": [
        { "id": "my.a", "label": "praise", "match": ["be~ (so @mine"] },
        { "id": "my.b", "label": "prise", "match": ["be~ so @mine"] },
        { "id": "my.c", "label": "praise", "match": ["be~ so @bad"] },
        { "id": "my.d", "label": "praise", "match": ["be~ oddly @mine"] },
        { "id": "my.d", "label": "praise", "match": ["be~ so @mine"] },
        { "id": "gone", "enabled": false } ] }

    """

  @Test func `broken rules are refused, or left out by name when told so`() throws {
    let runner = try runner(["a.json": Self.broken])
    let text = "Norway said the plan is oddly splendid."
    let refused = try runner.run("label", "--rules", "a.json", "--text", text)
    #expect(refused.status == 2)
    #expect(refused.text.isEmpty)
    let result = try runner.run(
      "label", "--skip-broken-rules", "--rules", "a.json", "--format", "tsv", "--text", text)
    #expect(result.status == 0)
    #expect(result.text.contains("praise\tNorway"))
    #expect(
      result.errorLines == [
        "stance: warning: a.json:1:53: left out the key 'lexcons': unknown key 'lexcons' in the file",
        "stance: warning: a.json:2:43: left out the entry 'far .. out' of lexicon 'mine': "
          + "a lexicon entry has no gaps: expected a word",
        "stance: warning: a.json:2:60: left out lexicon 'bad': "
          + "expected an array of strings for 'bad', found the number 5",
        "stance: warning: a.json:2:79: left out a change of the base: "
          + "unknown key 'ad' in a change of a lexicon",
        "stance: warning: a.json:3:63: left out cue 'my.cue': "
          + "expected 'v', 'n', 'a' or nothing after '~', found 'x'",
        "stance: warning: a.json:5:55: left out rule 'my.a': '(' has no ')'",
        "stance: warning: a.json:6:30: left out rule 'my.b': unknown label 'prise': "
          + "expected refutation, commitment, praise, concern, claim or none",
        "stance: warning: a.json:7:58: left out rule 'my.c': unknown lexicon 'bad'",
        "stance: warning: a.json:9:13: left out rule 'my.d': the id 'my.d' is used twice",
        "stance: warning: a.json:10:13: left out a change of the base: "
          + "the base has no rule 'gone' to change",
        "stance: note: rules from a.json",
      ], "\(result.errors)")
  }

  @Test(arguments: [
    #"{"schema": "stance-rules/1", "extends": "default", "rules": [{"id": "x" "label": "claim"}]}"#,
    #"{"schema": "stance-rules/1", "extends": "gone.json"}"#,
    #"{"schema": "stance-rules/1", "extends": "default", "labels": [{"name": "x y"}]}"#,
    #"{"schema": "stance-rules/2", "extends": "default"}"#, "",
  ])
  func `what hides more than is seen is not left out`(_ file: String) throws {
    let runner = try runner(["a.json": file])
    let result = try runner.run(
      "label", "--skip-broken-rules", "--rules", "a.json", "--text", "Fine.")
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errors.contains("a.json:1:"))
  }

  // MARK: Printing

  @Test func `the merged rules tell where each part came from`() throws {
    let result = try runner().run("rules", "--rules", "mine.json")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("// mine.json\n// default\n{\n"))
    #expect(result.text.contains("\"name\": \"mine\",  // mine.json:1\n"))
    #expect(result.text.contains("\n      \"flimflam\"  // mine.json:2\n"))
    #expect(result.text.contains("\"groundless\", \"unfounded\""))
    #expect(result.text.contains("\n        \"label\": \"claim\",  // mine.json:3\n"))
    #expect(result.text.contains(#"{  // default:"#))
    #expect(result.text.contains("{  // mine.json:5\n      \"id\": \"mine.ticklish\""))
    #expect(!result.text.contains("extends"))
  }

  @Test func `the merged rules are rules again`() throws {
    let runner = try runner()
    let merged = try runner.run("rules", "-r", "mine.json", "-f", "json", "-o", "merged.json")
    #expect(merged.status == 0, "\(merged.errors)")
    let text = try #require(runner.read("merged.json"))
    #expect(try JSONSerialization.jsonObject(with: Data(text)) is [String: Any])
    #expect(
      try labels(runner, ["--rules", "merged.json"], Self.text)
        == labels(runner, ["--rules", "mine.json"], Self.text))
    let again = try runner.run("rules", "-r", "merged.json", "-f", "json")
    #expect(again.output == text)
  }

  @Test func `single entries are printed by name`() throws {
    let runner = try runner()
    let result = try runner.run("rules", "-r", "mine.json", "cue.deny", "mine.")
    #expect(result.text.hasPrefix("// cue cue.deny, default:"))
    #expect(result.text.contains("\"label\": \"claim\",  // mine.json:3"))
    #expect(result.text.contains("// rule mine.ticklish, mine.json:5\n"))
    let unknown = try runner.run("rules", "-r", "default", "cue.deni")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean 'cue.deny'?"))
  }

  @Test func `the schema is JSON`() throws {
    let result = try runner().run("rules", "--schema")
    let schema = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try runner().run("rules", "--schema", "-r", "x.json").status == 2)
  }

  // MARK: A file to start from

  @Test func `a new file is sound, in effect, and never replaces another`() throws {
    let runner = try runner([:])
    let result = try runner.run("init")
    #expect(result.status == 0)
    #expect(result.errors.contains("stance check ./rules.json"))
    let check = try runner.run("check", "--tests-of", "my.")
    #expect(check.status == 0, "\(check.text)")
    #expect(check.text.hasPrefix("my-rules 1: no errors, no warnings;"))
    let text =
      "Norway intoned that the reports were cooked up. Norway said it is on standby."
    #expect(try labels(runner, ["-q"], text) == ["refutation", "commitment"])

    let before = runner.read("rules.json")
    let again = try runner.run("init")
    #expect(again.status == 2)
    #expect(again.errors.contains("./rules.json exists"))
    #expect(runner.read("rules.json") == before)
    #expect(try runner.run("init", "-q", "other.json").errors.isEmpty)
    #expect(runner.read("other.json") == before)
    #expect(try runner.run("init", "no/such/folder.json").status == 2)
  }
}
