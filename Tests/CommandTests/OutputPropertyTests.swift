import Foundation
import TestSupport
import Testing

@testable import stance_cli

/// What holds for the output of any bytes, tried through the built command.
@Suite struct OutputPropertyTests {
  private static let pieces = [
    "Norway ", "denied ", "said ", "\"", "“", "”", "'", ", ", ". ", "\n", "\r\n", "\t", "=", "+",
    "-",
    "@", "<script>", "</script>", "<!--", "-->", "&quot;", "&", "<b onclick=x>", "\u{0}", "\u{7}",
    "\u{1B}[31m", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{FEFF}", "\u{E0041}", "{", "}",
    "\\",
    "\\u0000", "和平", "👩‍🚀", "e\u{301}", "Foreign Minister Kari Berg ", "that it had closed the port",
  ]

  /// Bytes of any kind, the same for the same seed.
  private static func bytes(_ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = Array("The ministry of Norway said on Monday that it ".utf8)
    for _ in 0..<Int.random(in: 0..<60, using: &numbers) {
      if Int.random(in: 0..<4, using: &numbers) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &numbers))
      } else {
        bytes += Array((pieces.randomElement(using: &numbers) ?? "").utf8)
      }
    }
    return bytes
  }

  private static func corpus(_ seed: UInt64) throws -> ProgramRunner {
    let runner = try ProgramRunner()
    var numbers = SeededNumbers(seed: seed)
    for index in 0..<16 {
      let suffix = ["txt", "html"][index % 2]
      try runner.write(bytes(&numbers), to: "in/\(index)-=<b>&\"'\u{202E}.\(suffix)")
    }
    return runner
  }

  private static let seeds = [1, UInt64.random(in: 2...UInt64(UInt32.max))]

  @Test(arguments: seeds)
  func `JSON of any bytes is JSON`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    let lines = try runner.run("label", "--lossy", "-f", "jsonl", "in")
    #expect(lines.status == 0, "seed \(seed): \(lines.errors)")
    let records = lines.output.split(separator: 0x0A)
    #expect(records.count == 16)
    for record in records {
      try OutputPromises.checkJSON(Array(record))
      #expect(throws: Never.self, "seed \(seed)") {
        try JSONSerialization.jsonObject(with: Data(record))
      }
    }
    let array = try runner.run("label", "--lossy", "-f", "json", "in")
    let documents = try JSONSerialization.jsonObject(with: Data(array.output)) as? [Any]
    #expect(documents?.count == 16, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `CSV of any bytes has a cell for each column and no formula`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    let lines = try runner.run("label", "--lossy", "-f", "jsonl", "in")
    let rows = try lines.output.split(separator: 0x0A).reduce(1) { count, line in
      let record = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      let sentences = record?["sentences"] as? [[String: Any]] ?? []
      return sentences.reduce(count) { $0 + max(1, ($1["acts"] as? [Any] ?? []).count) }
    }
    let csv = try runner.run("label", "--lossy", "-f", "csv", "in")
    #expect(rows > 16)
    try OutputPromises.checkCSV(csv.output, rows: rows, columns: CSVReport.header.count)
  }

  @Test(arguments: seeds)
  func `pages of any bytes hold known elements only`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    for arguments in [["label", "-f", "html"], ["report"]] {
      let page = try runner.run(arguments + ["--lossy", "in"])
      #expect(page.status == 0, "seed \(seed): \(page.errors)")
      try OutputPromises.checkHTML(page.output)
    }
  }

  @Test(arguments: seeds)
  func `text and messages of any bytes steer no terminal`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    let text = try runner.run("label", "--lossy", "--color", "never", "in")
    #expect(text.status == 0 && !text.output.isEmpty)
    try OutputPromises.checkTerminal(text.output)
    let strict = try runner.run("label", "in")
    try OutputPromises.checkTerminal(Array(strict.errors.utf8))
    #expect(strict.status == 2)
  }

  /// The command believes that it has a terminal before it, as `script` gives it one.
  @Test(arguments: seeds)
  func `a real terminal is steered by nothing but colours`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    guard try runner.runShell("script -qec true /dev/null").status == 0 else { return }
    for arguments in ["", "-f csv", "-f tsv", "-f jsonl", "--color never"] {
      let command = "TERM=xterm-256color \\\"$STANCE\\\" label --lossy \(arguments) in"
      let result = try runner.runShell("script -qec \"\(command)\" /dev/null </dev/null")
      #expect(result.status == 0)
      var shown = String(decoding: result.output, as: UTF8.self)
      let colours = shown.matches(of: /\u{1B}\[[0-9;]*m/).count
      #expect((colours > 0) == arguments.isEmpty, "\(arguments): \(colours) colours")
      shown.replace(/\u{1B}\[[0-9;]*m/, with: "")
      // What a line of progress is cleared with.
      shown.replace("\u{1B}[K", with: "")
      #expect(throws: Never.self, "seed \(seed): \(arguments)") {
        try OutputPromises.checkTerminal(Array(shown.utf8))
      }
    }
  }

  @Test(arguments: seeds)
  func `one job and eight give the same bytes`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    for format in ["text", "jsonl", "json", "csv", "tsv", "html"] {
      let results = try ["1", "8"].map {
        try runner.run("label", "--lossy", "--jobs", $0, "-f", format, "in")
      }
      #expect(results[0].status == 0 && !results[0].output.isEmpty)
      #expect(results[0].output == results[1].output, "seed \(seed): \(format)")
      #expect(results[0].errors == results[1].errors, "seed \(seed): \(format)")
    }
  }

  @Test(arguments: seeds)
  func `a document is read alone as among others`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let runner = try Self.corpus(seed)
    let all = try runner.run("label", "--lossy", "-f", "jsonl", "in")
    let names = try runner.run("label", "--lossy", "-f", "jsonl", "in").output == all.output
    #expect(names, "seed \(seed): the same input gave other bytes")
    let files = try FileManager.default.contentsOfDirectory(atPath: runner.folder.path + "/in")
    var alone: [UInt8] = []
    for file in files.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
      alone += try runner.run("label", "--lossy", "-f", "jsonl", "in/" + file).output
    }
    #expect(alone == all.output, "seed \(seed)")
  }
}
