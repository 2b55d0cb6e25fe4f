import Foundation
import TestSupport
import Testing

/// Whole documents of every kind of input, read by the built command.
///
/// The texts stand in `GoldenInputs/files`, with a small rules file of their own beside them, and what
/// is made of them in `GoldenInputs/expected`. After an intended change
/// `STANCE_RECORD=1 swift test --filter GoldenInputTests` writes that anew and fails.
@Suite struct GoldenInputTests {
  private static let folder = "Tests/CommandTests/GoldenInputs/"
  private static let isRecording = ProcessInfo.processInfo.environment["STANCE_RECORD"] != nil

  /// Names of expected texts, the command lines that give them, and what is on standard input.
  private static let cases: [(name: String, line: String, input: String?)] = [
    ("text", "label -f json article.txt", nil),
    ("text-for-reading", "label article.txt", nil),
    ("text-wrapped", "label -f json wrapped.txt", nil),
    (
      "text-given-facts",
      "label -f jsonl --kind statement --issuer Norway --date 2020-01-02 --title Port wrapped.txt",
      nil
    ),
    ("html", "label -f json page.html", nil),
    ("html-broken", "label -f json broken.html", nil),
    ("html-as-text", "label -f jsonl --input text broken.html", nil),
    ("html-csv", "label -f csv page.html", nil),
    ("records", "label -f jsonl records.jsonl", nil),
    ("records-array", "label -f json records.jsonl", nil),
    ("records-csv", "label -f csv records.jsonl", nil),
    ("records-tsv", "label -f tsv records.jsonl", nil),
    (
      "records-other-fields", "label -f jsonl --text-field body --id-field key other-fields.ndjson",
      nil
    ),
    ("records-given-facts", "label -f jsonl --kind speech --title Mine records.jsonl", nil),
    ("folder", "label -f jsonl folder", nil),
    ("folder-one-kind", "label -f jsonl --input html folder", nil),
    ("several", "label -f json page.html folder/a.txt missing.txt", nil),
    ("standard-input", "label -f json -", "article.txt"),
    ("standard-input-html", "label -f json --input html -", "page.html"),
    ("standard-input-records", "label -f jsonl --input jsonl -", "records.jsonl"),
    ("other-language", "label -f json german.txt", nil),
    ("explain-html", "explain --input html --sentence 0 -", "page.html"),
  ]

  @Test(arguments: cases.map(\.name))
  func `a document is read as recorded`(_ name: String) throws {
    let row = try #require(Self.cases.first { $0.name == name })
    let runner = try ProgramRunner()
    let files = Self.folder + "files/"
    for path in ProjectFiles.files(below: Self.folder + "files") {
      try runner.write(
        try #require(ProjectFiles.bytes(path)), to: String(path.dropFirst(files.count)))
    }
    try runner.write(
      try #require(ProjectFiles.bytes(Self.folder + "rules.json")), to: "rules.json")
    let input = row.input.flatMap { ProjectFiles.bytes(files + $0) } ?? []
    let result = try runner.run(row.line.split(separator: " ").map(String.init), input: input)
    var found = "$ stance \(row.line)" + (row.input.map { " < \($0)" } ?? "") + "\n" + result.text
    if !result.errors.isEmpty { found += "--- standard error\n" + result.errors }
    found += "--- status \(result.status)\n"
    let path = Self.folder + "expected/\(name).txt"
    if Self.isRecording {
      let url = URL(fileURLWithPath: ProjectFiles.root).appendingPathComponent(path)
      try Data(found.utf8).write(to: url)
      Issue.record("recorded \(path)")
      return
    }
    let expected = try #require(ProjectFiles.text(path), "no \(path): record it")
    #expect(found == expected, "\(path), or record it anew")
  }

  @Test func `every recorded text has a case`() {
    let recorded = ProjectFiles.names(in: Self.folder + "expected")
    #expect(Set(recorded) == Set(Self.cases.map { $0.name + ".txt" }))
  }
}
