import Foundation
import TestSupport
import Testing

/// What the built command prints, whole, for every command and format, help and errors included.
///
/// The rules file is small and stands beside the expected texts, so that they change only when the
/// command does. After an intended change `STANCE_RECORD=1 swift test --filter GoldenTests` writes
/// them anew and fails, so that nobody records by accident; read the difference before you commit it.
@Suite struct GoldenTests {
  private static let folder = "Tests/CommandTests/Golden/"
  private static let isRecording = ProcessInfo.processInfo.environment["STANCE_RECORD"] != nil

  /// Names of expected texts, and the command lines that give them.
  private static let cases: [(name: String, line: String)] = [
    ("version", "--version"),
    ("label-text", "label a.txt"),
    ("label-text-colours", "label --color always a.txt"),
    ("label-text-two", "label a.txt b.txt"),
    ("label-json", "label -f json a.txt"),
    ("label-json-two", "label -f json b.txt b.txt"),
    ("label-jsonl", "label -f jsonl a.txt b.txt"),
    ("label-csv", "label --format=csv a.txt b.txt"),
    ("label-tsv", "label -f tsv --kind news --date 2024-03-04 a.txt"),
    ("label-brat", "label -f brat a.txt"),
    ("label-html", "label -f html a.txt b.txt"),
    ("label-only", "label -f csv --only refutation,none --party norway a.txt"),
    ("label-speaker", "label -f csv --speaker Berg a.txt"),
    ("label-min-confidence", "label -f csv --min-confidence 0.5 a.txt"),
    ("report", "report a.txt b.txt"),
    ("explain", "explain --sentence 3 a.txt"),
    ("explain-json", "explain -f json --sentence 3 a.txt"),
    ("explain-why-not", "explain --sentence 3 --why-not praise a.txt"),
    ("check-text", "check"),
    ("check-json", "check -f json"),
    ("check-gold", "check --gold a.gold.tsv"),
    ("check-mutate", "check --mutate"),
    ("check-broken", "check broken.json"),
    ("check-broken-json", "check -f json broken.json"),
    ("check-broken-github", "check -f github broken.json"),
    ("rules-text", "rules cue.say groundless"),
    ("rules-json", "rules -f json"),
    ("rules-unknown", "rules cue.sya"),
    ("init", "init mine.json"),
    ("init-exists", "init"),
    ("evaluate-text", "evaluate a.gold.tsv"),
    ("evaluate-json", "evaluate -f json a.gold.tsv"),
    ("evaluate-scorecard", "evaluate --totals --scorecard a.gold.tsv"),
    ("evaluate-against", "evaluate a.gold.tsv --against a.gold.tsv"),
    ("evaluate-below", "evaluate --totals --min-joint-f1 0.99 --min-party 0.99 a.gold.tsv"),
    ("compare-text", "compare rules.json more.json a.txt b.txt"),
    ("compare-json", "compare -f json rules.json more.json a.txt b.txt"),
    ("error-compare", "compare rules.json a.txt"),
    ("error-watch", "watch nothing.json a.gold.tsv"),
    ("suggest-text", "suggest a.gold.tsv c.txt"),
    ("suggest-json", "suggest -f json -q --rules more.json c.txt"),
    ("error-suggest", "suggest --most 0 a.txt"),
    ("error-no-command", ""),
    ("error-command", "lable a.txt"),
    ("error-flag", "label a.txt --fromat csv"),
    ("error-value", "label a.txt --format cvs"),
    ("error-label", "label a.txt --only clam"),
    ("error-file", "label nothing.txt -q"),
    ("error-rules", "label --rules broken.json a.txt"),
    ("error-brat-two", "label -f brat a.txt b.txt"),
    ("error-generate", "help --generate fish"),
    ("help", "help"),
    ("help-label", "help label"),
    ("help-explain", "help explain"),
    ("help-check", "help check"),
    ("help-evaluate", "help evaluate"),
    ("help-compare", "help compare"),
    ("help-watch", "help watch"),
    ("help-suggest", "help suggest"),
    ("help-rules", "help rules"),
    ("help-init", "help init"),
    ("help-report", "help report"),
    ("help-help", "help help"),
    ("generate-man", "help --generate man"),
    ("generate-bash", "help --generate bash"),
    ("generate-zsh", "help --generate zsh"),
  ]

  private static let inputs = [
    "rules.json", "more.json", "broken.json", "a.txt", "b.txt", "c.txt", "a.gold.tsv",
  ]

  @Test(arguments: cases.map(\.name))
  func `output is as recorded`(_ name: String) throws {
    let line = try #require(Self.cases.first { $0.name == name }?.line)
    let runner = try ProgramRunner()
    for file in Self.inputs {
      try runner.write(try #require(ProjectFiles.bytes(Self.folder + file)), to: file)
    }
    let result = try runner.run(line.split(separator: " ").map(String.init))
    var found = "$ stance \(line)\n" + Self.withoutParts(result.text)
    if !found.hasSuffix("\n") { found += "\n" }
    if !result.errors.isEmpty { found += "--- standard error\n" + result.errors }
    found += "--- status \(result.status)\n"
    let path = Self.folder + name + ".txt"
    if Self.isRecording {
      let url = URL(fileURLWithPath: ProjectFiles.root).appendingPathComponent(path)
      try Data(found.utf8).write(to: url)
      Issue.record("recorded \(path)")
      return
    }
    let expected = try #require(ProjectFiles.text(path), "no \(path): record it")
    #expect(found == expected, "\(path), or record it anew")
  }

  @Test func `every recorded text has a case, and every command is among them`() {
    let recorded = ProjectFiles.names(in: Self.folder).filter { !Self.inputs.contains($0) }
    #expect(Set(recorded) == Set(Self.cases.map { $0.name + ".txt" }))
    for command in Self.commands {
      #expect(
        Self.cases.contains { $0.line.split(separator: " ").first.map(String.init) == command })
      #expect(Self.cases.contains { $0.line == "help \(command)" }, "help of \(command)")
    }
  }

  /// The commands that the overview of help lists.
  private static var commands: [String] {
    let text = (try? ProgramRunner().run("help").text) ?? ""
    return text.split(separator: "\n").drop { $0 != "commands:" }.dropFirst()
      .prefix { $0.hasPrefix("  ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// A page without styles, scripts and their digests, which are tested in a browser.
  private static func withoutParts(_ text: String) -> String {
    guard text.hasPrefix("<!doctype html>") else { return text }
    return text.replacing(/<style>[^<]*<\/style>/, with: "<style></style>")
      .replacing(/<script>(?s:.*?)<\/script>/, with: "<script></script>")
      .replacing(/sha256-[A-Za-z0-9+\/=]+/, with: "sha256-")
  }
}
