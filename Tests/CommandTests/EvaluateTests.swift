import Foundation
import TestSupport
import Testing

/// `stance evaluate` as a program; what scores mean is tested with the library.
@Suite struct EvaluateTests {
  private static let text = "The sides met in Oslo on Monday.\nThe visit lasted two days.\n"
  private static let gold = """
    # id: oslo
    none\t-\t-\tThe sides met in Oslo on Monday.
    none\t-\t-\tThe visit lasted two days.

    """

  private func runner(gold: String = gold, text: String? = text) throws -> ProgramRunner {
    let runner = try ProgramRunner()
    try runner.write(gold, to: "gold/a.gold.tsv")
    if let text { try runner.write(text, to: "gold/a.txt") }
    return runner
  }

  @Test func `tables and errors are printed`() throws {
    let gold = Self.gold.replacingOccurrences(
      of: "none\t-\t-\tThe visit", with: "claim\tNorway\t-\tThe visit")
    let runner = try runner(gold: gold)
    let result = try runner.run("evaluate", "gold")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("gold/a.gold.tsv:3: The visit lasted two days."))
    #expect(result.text.contains("1 document, 2 gold sentences"))
    let totals = try runner.run("evaluate", "gold", "--totals")
    #expect(!totals.text.contains("The visit"))
    for name in [
      "macro-F1", "accuracy", "sentence boundaries", "label sets", "label and party jointly",
      "act recall", "party, given an act", "party of all gold acts", "speaker, given an act",
      "speakers invented",
    ] {
      #expect(totals.text.contains("\n\(name)"))
    }
  }

  @Test func `scores come as JSON`() throws {
    let result = try runner().run("evaluate", "gold", "--format", "json")
    let scores = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(scores["sentences"] as? Int == 2)
    #expect((scores["errors"] as? [Any]) != nil)
  }

  @Test func `a threshold decides the status`() throws {
    let gold = Self.gold.replacingOccurrences(of: "none\t-\t-", with: "praise\tNorway\t-")
    let runner = try runner(gold: gold)
    let result = try runner.run("evaluate", "gold", "--min-macro-f1", "0.99")
    #expect(result.status == 1)
    #expect(result.errors.contains("macro-F1"))
    #expect(try runner.run("evaluate", "gold", "--min-macro-f1", "0").status == 0)
  }

  @Test func `texts may stand elsewhere, by name or by id`() throws {
    for name in ["a.txt", "oslo.txt"] {
      let runner = try runner(text: nil)
      try runner.write(Self.text, to: "texts/" + name)
      #expect(try runner.run("evaluate", "gold", "--texts", "texts").status == 0)
      let result = try runner.run("evaluate", "gold")
      #expect(result.status == 2)
      #expect(result.errors.contains("no text at 'gold/a.txt' or 'gold/oslo.txt'"))
    }
  }

  @Test(arguments: [
    ("clam\tNorway\t-\tThe sides met in Oslo on Monday.", "2: unknown label 'clam'"),
    ("none\t-\tThe sides met in Oslo on Monday.", "2: 3 columns; expected"),
    ("none\t-\t-\tThe sides met in Osla on Monday.", "2: the sentence does not stand in the text"),
  ])
  func `a wrong line is named`(_ line: String, _ message: String) throws {
    let result = try runner(gold: "# id: oslo\n\(line)\n").run("evaluate", "gold")
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains("gold/a.gold.tsv:" + message), "\(result.errors)")
  }
}
