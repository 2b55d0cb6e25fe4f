import Foundation
import TestSupport
import Testing

/// `stance suggest` as a program: what it prints holds when it is used.
@Suite struct SuggestTests {
  private static let folder = "Tests/CommandTests/Golden/"

  /// Articles with the small rules of the golden tests.
  private func runner(_ sentences: [(label: String, text: String)]) throws -> ProgramRunner {
    let runner = try ProgramRunner()
    try runner.write(
      try #require(ProjectFiles.bytes(Self.folder + "rules.json")), to: "rules.json")
    for (index, (label, text)) in sentences.enumerated() {
      let party = text.split(separator: " ")[0]
      try runner.write(text + "\n", to: "gold/\(index).txt")
      try runner.write("\(label)\t\(party)\t-\t\(text)\n", to: "gold/\(index).gold.tsv")
    }
    return runner
  }

  private static let missed = [
    ("refutation", "Norway said that the story is pure fiction."),
    ("refutation", "Sweden said that the report is pure fiction."),
    ("claim", "Norway said that the pure water is cold."),
    ("claim", "Sweden said that the story is long."),
    ("claim", "Norway said that the port is open."),
  ]

  @Test func `what gold shows to be missed becomes rules that hold and help`() throws {
    let runner = try runner(Self.missed)
    let result = try runner.run("suggest", "--output", "more.json", "gold")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("pure-fiction: missed in 2 sentences, in 0 others"))
    let check = try runner.run("check", "more.json")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
    #expect(check.text.contains("0 failed"))
    let before = try runner.run("evaluate", "-q", "--totals", "--min-accuracy", "0.99", "gold")
    #expect(before.status == 1)
    let after = try runner.run(
      "evaluate", "-q", "--totals", "--min-accuracy", "0.99", "--rules", "more.json", "gold")
    #expect(after.status == 0, "\(after.text)")
  }

  @Test func `verbs that no cue holds are found in raw text, with their lemmas`() throws {
    let runner = try runner([])
    try runner.write(
      """
      Norway intoned that winter was over. Sweden intoned that the port was shut.

      "The ferries sail on time," quipped Berg. Norway said that the port is open.

      """, to: "texts/a.txt")
    let result = try runner.run("suggest", "-q", "--output", "more.json", "texts")
    #expect(result.status == 0 && result.errors.isEmpty)
    let rules = String(decoding: try #require(runner.read("more.json")), as: UTF8.self)
    #expect(rules.contains("\"words\": [\"intone~v\"]"), "\(rules)")
    #expect(rules.contains("\"words\": [\"quip~v\"]"), "\(rules)")
    #expect(!rules.contains("\"say"))
    #expect(try runner.run("check", "more.json").status == 0)
    let one = try runner.run("suggest", "-q", "--most", "1", "texts")
    #expect(one.text.contains("intone~v") && !one.text.contains("quip~v"))
  }

  @Test func `nouns that are expressed get the label of gold`() throws {
    let runner = try runner([
      ("concern", "Norway expressed its wistfulness at the delay."),
      ("concern", "Sweden voiced wistfulness at the tariff."),
    ])
    let result = try runner.run(
      "suggest", "--rules", "default", "--output", "more.json", "gold")
    #expect(result.status == 0)
    let rules = String(decoding: try #require(runner.read("more.json")), as: UTF8.self)
    #expect(rules.contains("suggest.concern.express-wistfulness"), "\(rules)\(result.errors)")
    #expect(rules.contains("\"extends\": \"default\""))
    let names = ["--tests-of", "suggest.concern."]
    #expect(try runner.run(["check", "more.json"] + names).status == 0)
  }

  @Test func `what is held out is not learnt from`() throws {
    let runner = try runner(Self.missed)
    let rows = Self.missed.indices.map { "\($0)\ttest\n" }.joined()
    try runner.write(rows, to: "gold/split.tsv")
    let result = try runner.run("suggest", "gold")
    #expect(result.status == 2)
    #expect(!result.text.contains("fiction"))
    #expect(result.errors.contains("5 articles are held out"))
  }

  @Test(arguments: [
    (["suggest"], "nothing to learn from"),
    (["suggest", "nowhere"], "nowhere: no such file or folder"),
    (["suggest", "--most", "none", "gold"], "'--most' takes a number from 1"),
    (["suggest", "--rules", "none.json", "gold"], "none.json: no such file or folder"),
  ])
  func `wrong use is explained`(_ arguments: [String], _ message: String) throws {
    let result = try runner(Self.missed).run(arguments)
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(message))
  }
}
