import Foundation
import Rules
import TestSupport
import Testing

/// What stands in `docs/RuleGuide.md` is true.
@Suite struct RuleGuideTests {
  private static let guide = ProjectFiles.text("docs/RuleGuide.md") ?? ""

  private struct Block {
    var line: Int
    var words: [Substring]
    var content: String
  }

  /// The fenced blocks.
  private static var blocks: [Block] {
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in guide.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          let words = line.dropFirst(3).split(separator: " ")
          open = Block(line: index + 1, words: words, content: "")
        }
      } else {
        open?.content += line + "\n"
      }
    }
    return blocks
  }

  @Test func `commands do what the guide says`() throws {
    let runner = try ProgramRunner()
    for name in ["bargaining.json", "bargaining.txt"] {
      try runner.write(ProjectFiles.bytes("Examples/" + name) ?? [], to: "Examples/" + name)
    }
    var previous: ProgramResult?
    var count = 0
    for block in Self.blocks {
      if let file = block.words.first(where: { $0.hasPrefix("file=") }) {
        try runner.write(block.content, to: String(file.dropFirst(5)))
        previous = nil
      } else if block.words.first == "sh" {
        let result = try runner.runShell(
          "set -eu; stance() { \"$STANCE\" \"$@\"; }\n" + block.content)
        #expect(result.status == 0, "line \(block.line): \(result.text) \(result.errors)")
        previous = result
        count += 1
      } else if block.words.first == "text" {
        #expect(previous?.text == block.content, "line \(block.line)")
      }
    }
    #expect(count >= 12)
  }

  @Test func `every rules file in the guide is sound`() throws {
    for block in Self.blocks where block.words.first == "json" {
      let problems = RuleFileReader.read(Array(block.content.utf8)).diagnostics
      #expect(problems.allSatisfy { $0.severity != .error }, "line \(block.line): \(problems)")
    }
  }

  // MARK: Patterns

  private struct Row {
    var pattern: String
    var takes: String
    /// What it takes of that.
    var words: String
    var refuses: String
  }

  /// The table of patterns.
  private static var rows: [Row] {
    guide.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `"), let end = line.range(of: "` | ") else { return nil }
      let pattern = line[line.index(line.startIndex, offsetBy: 3)..<end.lowerBound]
      let cells = line[end.upperBound...].components(separatedBy: " | ")
      guard cells.count == 2, cells[0].contains("**") else { return nil }
      let parts = cells[0].components(separatedBy: "**")
      guard parts.count == 3 else { return nil }
      return Row(
        pattern: pattern.replacingOccurrences(of: "\\|", with: "|"), takes: parts.joined(),
        words: parts[1], refuses: cells[1].replacingOccurrences(of: " |", with: ""))
    }
  }

  @Test func `patterns take what the table says`() throws {
    let rows = Self.rows
    #expect(rows.count >= 18)
    let runner = try ProgramRunner()
    let rules = rows.enumerated().map { index, row in
      #"{"id": "row.r\#(index)", "label": "praise", "in": "content", "negated": "praise", "#
        + "\"match\": [\(JSONText.quoted(row.pattern))]}"
    }
    try runner.write(
      #"{"schema": "stance-rules/1", "extends": "default", "rules": [\#(rules.joined(separator: ","))]}"#,
      to: "rows.json")
    let sentences = rows.flatMap { [$0.takes, $0.refuses] }.map { "The minister said that \($0)." }
    try runner.write(sentences.joined(separator: "\n\n") + "\n", to: "rows.txt")
    let result = try runner.run(
      "explain", "--rules", "rows.json", "--format", "json", "rows.txt")
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    let found = try #require(object?["sentences"] as? [[String: Any]])
    try #require(found.count == sentences.count, "\(result.errors)")
    for (index, row) in rows.enumerated() {
      #expect(words(of: "row.r\(index)", in: found[2 * index]) == [row.words], "\(row.pattern)")
      #expect(
        words(of: "row.r\(index)", in: found[2 * index + 1]).isEmpty,
        "\(row.pattern) takes \(row.refuses)")
    }
  }

  private func words(of rule: String, in sentence: [String: Any]) -> [String] {
    (sentence["matches"] as? [[String: Any]] ?? []).filter { $0["rule"] as? String == rule }
      .compactMap { $0["words"] as? String }
  }

  // MARK: Problems

  @Test func `the table of problems is the catalogue`() {
    let rows = DiagnosticCatalog.entries.sorted { $0.id < $1.id }.map {
      "| `\($0.id)` | \($0.meaning) |\n"
    }
    let table = "## Problems by name\n\n| id | meaning |\n|---|---|\n" + rows.joined()
    #expect(Self.guide.hasSuffix(table), "it should be:\n\(table)")
  }
}
