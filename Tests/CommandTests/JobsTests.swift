import Foundation
import TestSupport
import Testing

@testable import stance_cli

/// Many documents at a time: the results are those of one after the other.
@Suite struct JobsTests {
  private static let sentences = [
    "Norway denied that it had closed the port.", "Sweden praised the deal.",
    "\u{201C}We will not sign,\u{201D} Foreign Minister Anna Berg of Norway said.",
    "The talks went on for three days.", "Finland's president accused Norway of lying.",
    "She said the charges are baseless and welcomed the offer.",
  ]

  /// Texts of very different lengths.
  private static func article(_ number: Int) -> String {
    (0..<1 + number * number % 37).map { sentences[($0 + number) % sentences.count] }
      .joined(separator: number % 3 == 0 ? "\n\n" : " ")
  }

  /// Records with lines in between that are none.
  private static func records(_ count: Int) -> String {
    (0..<count).map { number in
      switch number % 29 {
      case 7: "{\"text\": 1, \"id\": \(number)}"
      case 11: "no record"
      case 13: ""
      default:
        "{\"id\": \(number), \"text\": \""
          + article(number).replacing("\n", with: "\\n") + "\", \"kept\": [\(number)]}"
      }
    }.joined(separator: "\n") + "\n"
  }

  private func check(_ arguments: [String], status: Int32 = 0, in runner: ProgramRunner) throws {
    let one = try runner.run(arguments + ["--jobs", "1"])
    #expect(one.status == status)
    #expect(!one.output.isEmpty)
    for jobs in ["2", "8"] {
      let many = try runner.run(arguments + ["--jobs", jobs])
      #expect(many.output == one.output, "\(arguments) with \(jobs) jobs")
      #expect(many.errors == one.errors, "\(arguments) with \(jobs) jobs")
      #expect(many.status == status)
    }
    let usual = try runner.run(arguments)
    #expect(usual.output == one.output && usual.errors == one.errors)
  }

  @Test(arguments: ["text", "json", "html"])
  func `a folder gives the same bytes however many jobs there are`(_ format: String) throws {
    let runner = try ProgramRunner()
    for number in 0..<50 { try runner.write(Self.article(number), to: "in/\(number).txt") }
    try runner.write([0xFF, 0xFE, 0x41, 0], to: "in/31.txt")
    try runner.write("", to: "in/47.txt")
    try check(["label", "-f", format, "in", "missing.txt"], status: 2, in: runner)
  }

  @Test(arguments: ["jsonl", "csv"])
  func `records give the same bytes however many jobs there are`(_ format: String) throws {
    let runner = try ProgramRunner()
    try runner.write(Self.records(300), to: "a.jsonl")
    try runner.write(Self.article(5), to: "b.txt")
    try check(["label", "-f", format, "a.jsonl", "b.txt", "a.jsonl"], status: 2, in: runner)
  }

  @Test func `a report is the same however many jobs there are`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.records(300), to: "a.jsonl")
    try check(["report", "a.jsonl"], status: 2, in: runner)
  }

  @Test func `a document is labelled in a corpus as it is alone`() throws {
    let runner = try ProgramRunner()
    for number in 0..<12 { try runner.write(Self.article(number), to: "in/\(number).txt") }
    let together = try runner.run("label", "-f", "jsonl", "-j", "2", "in").text
    let lines = together.split(separator: "\n").map(String.init)
    let names = (0..<12).map { "in/\($0).txt" }.sorted()
    #expect(lines.count == names.count)
    for (name, line) in zip(names, lines) {
      #expect(try runner.run("label", "-f", "jsonl", name).text == line + "\n", "\(name)")
    }
  }

  @Test func `whoever writes a record gets its result before the next one`() throws {
    let runner = try ProgramRunner()
    let process = Process()
    process.executableURL = ProgramRunner.program
    process.arguments = ["label", "--input", "jsonl", "-f", "jsonl", "-"]
    process.currentDirectoryURL = runner.folder
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for number in 0..<5 {
      // The beginning of the next record does not keep the result back.
      let next = "{\"id\": \(number + 1), "
      let rest = "\"text\": \"Norway denied that it had closed the port.\"}\n"
      let text = (number == 0 ? "{\"id\": 0, " : "") + rest + next
      try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      var line = Data()
      while line.last != 0x0A {
        let piece = output.fileHandleForReading.availableData
        if piece.isEmpty { break }
        line += piece
      }
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      #expect(object?["id"] as? Int == number)
    }
    try input.fileHandleForWriting.write(contentsOf: Data("\"text\": \"\"}\n".utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: ["0", "-1", "many", "1025", "1.5"])
  func `a number of jobs that cannot be is refused`(_ jobs: String) throws {
    let result = try ProgramRunner().run("label", "--jobs=\(jobs)", "--text", "Norway said no.")
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix(
        "stance: error: '--jobs' takes a number from 1 to 1024, not '\(jobs)'"))
  }

  // MARK: The pool

  /// Jobs that take longer the earlier they come.
  @Test(arguments: [1, 2, 3, 8])
  func `results come in the order of jobs`(_ threads: Int) {
    let pool = WorkerPool<Int, Int>(threadCount: threads) {
      { job in
        Thread.sleep(forTimeInterval: Double(job * 7 % 5) / 2000)
        return job * job
      }
    }
    var results: [Int] = []
    for job in 0..<200 {
      while pool.isFull(for: 10), let result = pool.next() { results.append(result) }
      pool.add(job, size: 10)
      while let result = pool.finished() { results.append(result) }
    }
    while let result = pool.next() { results.append(result) }
    #expect(results == (0..<200).map { $0 * $0 })
  }

  @Test func `few bytes are under way, however large the jobs are`() {
    let pool = WorkerPool<Int, Int>(threadCount: 4) { { $0 } }
    pool.add(1, size: 100 << 20)
    #expect(pool.isFull(for: 1))
    #expect(pool.next() == 1)
    #expect(!pool.isFull(for: 100 << 20))
    pool.add(2, size: 5 << 20)
    #expect(!pool.isFull(for: 3 << 20))
    #expect(pool.isFull(for: 4 << 20))
  }
}
