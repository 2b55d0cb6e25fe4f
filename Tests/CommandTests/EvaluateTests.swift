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

  @Test func `a table of confidence is fitted that a rules file takes`() throws {
    // Two of three acts are right: gold has no party for the last.
    let text =
      "Norway said that the port was open.\nNorway denied that it had closed the port.\n"
      + "Norway said that the pier was shut.\n"
    let gold = """
      # id: oslo
      claim\tNorway\t-\tNorway said that the port was open.
      refutation\tNorway\t-\tNorway denied that it had closed the port.
      claim\t-\t-\tNorway said that the pier was shut.

      """
    let runner = try runner(gold: gold, text: text)
    let table = try runner.run("evaluate", "--calibrate", "gold")
    #expect(table.status == 0, "\(table.errors)")
    // One of two, drawn towards two of three by twelve acts, twice: (1 + 12 * s) / (2 + 12) of s.
    let wide = (2.0 + 12 * 2 / 3) / 15
    let share = (1 + 12 * wide) / 14
    #expect(
      table.text.contains(
        "{\"mode\": \"indirect\", \"resolution\": \"explicit\", \"weight\": 0, \"confidence\":"
          + " \(String(format: "%.2f", share))}"), "\(table.text)")
    try runner.write(
      "{\"schema\": \"stance-rules/1\", \"extends\": \"default\",\n\(table.text)}\n",
      to: "mine.json")
    let label = try runner.run(
      "label", "-q", "-r", "mine.json", "-f", "csv", "--only", "claim", "gold/a.txt")
    #expect(label.status == 0, "\(label.errors)")
    #expect(label.text.contains(",\(String(format: "%.2f", share)),"), "\(label.text)")
  }

  @Test func `a table of confidence needs acts, and a report of its own`() throws {
    let runner = try runner()
    let empty = try runner.run("evaluate", "--calibrate", "gold")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("no act to learn from"))
    let both = try runner.run("evaluate", "--calibrate", "--scorecard", "gold")
    #expect(both.status == 2)
    #expect(both.errors.contains("--calibrate"))
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

  // MARK: More than one article

  /// Four articles with the small rules of the golden tests, two of them held out.
  private func several() throws -> ProgramRunner {
    let runner = try ProgramRunner()
    let folder = "Tests/CommandTests/Golden/"
    try runner.write(try #require(ProjectFiles.bytes(folder + "rules.json")), to: "rules.json")
    let texts = [
      ("a-1", "Norway denied that it had closed the port.", "refutation"),
      ("a-2", "Norway said that the reports are groundless.", "refutation"),
      ("b-1", "Sweden praised the work of the guards.", "praise"),
      ("b-2", "Norway denied that the ferries sail.", "claim"),
    ]
    for (name, text, label) in texts {
      let party = text.split(separator: " ")[0]
      try runner.write(text + "\n", to: "gold/\(name).txt")
      try runner.write("\(label)\t\(party)\t-\t\(text)\n", to: "gold/\(name).gold.tsv")
    }
    try runner.write("a-1\ttune\na-2\ttune\nb-1\ttest\nb-2\ttest\n", to: "gold/split.tsv")
    return runner
  }

  private func json(_ result: ProgramResult) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
  }

  @Test func `sentences that are held out are never shown`() throws {
    let runner = try several()
    for arguments in [["gold"], ["gold", "--scorecard"], ["--format", "json", "gold"]] {
      let result = try runner.run(["evaluate"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      #expect(!result.text.contains("ferries"))
      #expect(!result.text.contains("cue.praise"))
    }
    let totals = try runner.run("evaluate", "gold", "--against", "gold")
    #expect(!totals.text.contains("ferries"))
  }

  @Test func `a half can be scored alone`() throws {
    let runner = try several()
    let tune = try json(try runner.run("evaluate", "-f", "json", "--half", "tune", "gold"))
    #expect(tune["documents"] as? Int == 2 && tune["held_out"] as? Int == 0)
    let test = try json(try runner.run("evaluate", "-f", "json", "--half", "test", "gold"))
    #expect(test["documents"] as? Int == 2 && test["held_out"] as? Int == 2)
    try runner.write("", to: "gold/split.tsv")
    let none = try runner.run("evaluate", "--half", "test", "gold")
    #expect(none.status == 2)
    #expect(none.errorLines.last?.contains("no article is in the half 'test'") == true)
  }

  @Test func `errors come with their evidence`() throws {
    let runner = try several()
    try runner.write("", to: "gold/split.tsv")
    let result = try runner.run("evaluate", "gold")
    #expect(
      result.text.contains(
        """
        gold/b-2.gold.tsv:1: Norway denied that the ferries sail.
          gold   claim by - (Norway)
          found  refutation by Norway (Norway)
          why    refutation: cue.deny on 'denied', stance from 'Norway'
        """) || result.text.contains("  why    refutation: cue.deny on 'denied'"), "\(result.text)")
  }

  @Test func `another labelling is compared with kappa`() throws {
    let runner = try several()
    for name in ["a-1", "a-2", "b-1", "b-2"] {
      let gold = try #require(runner.read("gold/\(name).gold.tsv"))
      let text = String(decoding: gold, as: UTF8.self)
      try runner.write(
        name == "b-2" ? text.replacingOccurrences(of: "claim", with: "refutation") : text,
        to: "other/\(name).gold.tsv")
    }
    let result = try json(
      try runner.run("evaluate", "-f", "json", "gold", "--against", "other"))
    let measures = try #require(result["measures"] as? [[String: Any]])
    func value(_ name: String) -> Double? {
      measures.first { $0["measure"] as? String == name }?["value"] as? Double
    }
    // Three of four agree; by chance (2*3 + 1*1 + 1*0) / 16 = 7/16 would.
    #expect(value("accuracy") == 0.75)
    #expect(abs((value("kappa") ?? 0) - (0.75 - 7.0 / 16) / (1 - 7.0 / 16)) < 1e-12)
    let missing = try runner.run("evaluate", "gold", "--against", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nowhere: no such file or folder"))
    let both = try runner.run("evaluate", "gold", "--against", "other", "--scorecard")
    #expect(both.status == 2 && both.errorLines.count == 1)
  }

  @Test(arguments: [("macro-f1", 1), ("joint-f1", 1), ("party", 0), ("class-f1", 1)])
  func `every score can be a threshold`(_ measure: String, _ status: Int32) throws {
    let runner = try several()
    let result = try runner.run("evaluate", "-q", "gold", "--min-\(measure)", "0.99")
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errorLines.count == Int(status))
  }

  // MARK: Comparing

  @Test func `comparing tells what changes, and what gold says of it`() throws {
    let runner = try several()
    let rules = String(decoding: try #require(runner.read("rules.json")), as: UTF8.self)
    try runner.write(
      rules.replacingOccurrences(of: "\"groundless\", ", with: ""), to: "less.json")
    let result = try runner.run("compare", "less.json", "rules.json", "gold")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("4 sentences in 4 documents: 1 changed, 1 of them in the primary"))
    #expect(result.text.contains("by gold: 1 better, 0 worse, 0 neither"))
    #expect(result.text.contains("the reports are groundless"))
    #expect(!result.text.contains("ferries"))
    #expect(result.text.contains("p = 1.0000, no more than chance gives"))
    let back = try json(
      try runner.run("compare", "-f", "json", "rules.json", "less.json", "gold/a-2.txt"))
    #expect((back["verdicts"] as? [String: Int])?["worse"] == 1)
    #expect((back["changes"] as? [[String: Any]])?.first?["verdict"] as? String == "worse")
  }

  @Test func `texts without gold are compared as well`() throws {
    let runner = try several()
    let rules = String(decoding: try #require(runner.read("rules.json")), as: UTF8.self)
    try runner.write(
      rules.replacingOccurrences(of: "\"praise~v\", ", with: ""), to: "less.json")
    try runner.write("Norway said no. Sweden praised the deal.\n", to: "texts/x.txt")
    let result = try runner.run("compare", "rules.json", "less.json", "texts")
    #expect(result.status == 0)
    #expect(result.text.contains("texts/x.txt, sentence 1: Sweden praised the deal."))
    #expect(!result.text.contains("by gold"))
  }

  @Test(arguments: [
    (["compare"], "nothing to compare"),
    (["compare", "rules.json", "rules.json"], "nothing to compare"),
    (["compare", "rules.json", "none.json", "gold"], "none.json: no such file or folder"),
    (["compare", "rules.json", "rules.json", "nowhere"], "nowhere: no such file or folder"),
    (["compare", "rules.json", "rules.json", "--half", "best", "gold"], "unknown value 'best'"),
  ])
  func `wrong use of compare is explained`(_ arguments: [String], _ message: String) throws {
    let result = try several().run(arguments)
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(message))
  }
}
