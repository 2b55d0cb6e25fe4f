import Foundation
import TestSupport
import Testing

@testable import stance_cli

/// Ctrl-C in the middle of the work, and what is told of its progress.
@Suite struct InterruptionTests {
  private static let count = 600

  /// Starts labelling many texts, interrupts it when the first results are there, and waits.
  private func interrupt(
    _ runner: ProgramRunner, _ arguments: [String], whenThereIs file: String
  ) throws -> (status: Int32, output: String, errors: String) {
    let article = "Norway denied that it had closed the port. Sweden praised the deal.\n"
    for number in 0..<Self.count {
      try runner.write(String(repeating: article, count: 40), to: "in/\(number).txt")
    }
    try runner.write("", to: "out")
    try runner.write("", to: "err")
    let process = Process()
    process.executableURL = ProgramRunner.program
    process.arguments = ["label"] + arguments + ["in"]
    process.currentDirectoryURL = runner.folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(
      forWritingTo: runner.folder.appendingPathComponent("out"))
    process.standardError = try FileHandle(
      forWritingTo: runner.folder.appendingPathComponent("err"))
    // The thread of a test blocks signals, and what it starts would inherit that.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    try process.run()
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end, !hasContent(file, in: runner), process.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
    }
    // Not SIGINT, which is ignored below shells that started the tests in the background.
    process.terminate()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: runner.read("out") ?? [], as: UTF8.self),
      String(decoding: runner.read("err") ?? [], as: UTF8.self)
    )
  }

  /// Whether a file whose name begins so holds something.
  private func hasContent(_ file: String, in runner: ProgramRunner) -> Bool {
    runner.names.contains { $0.hasPrefix(file) && !(runner.read($0) ?? []).isEmpty }
  }

  @Test(arguments: ["jsonl", "json"])
  func `what was written is whole`(_ format: String) throws {
    let runner = try ProgramRunner()
    let (status, output, errors) = try interrupt(runner, ["-f", format], whenThereIs: "out")
    #expect(status == 130)
    let documents: [Any]
    if format == "json" {
      documents = try #require(
        JSONSerialization.jsonObject(with: Data(output.utf8)) as? [Any])
    } else {
      documents = try output.split(separator: "\n").map {
        try JSONSerialization.jsonObject(with: Data($0.utf8))
      }
    }
    #expect((1..<Self.count).contains(documents.count))
    #expect(errors.hasSuffix("stance: error: stopped after \(documents.count) documents\n"))
  }

  @Test func `a file is left as it was`() throws {
    let runner = try ProgramRunner()
    try runner.write("old", to: "result.csv")
    let (status, _, errors) = try interrupt(
      runner, ["-f", "csv", "-o", "result.csv"], whenThereIs: "result.csv.")
    #expect(status == 130)
    #expect(errors.contains("stopped after"))
    #expect(runner.read("result.csv") == Array("old".utf8))
    #expect(runner.names == ["err", "in", "out", "result.csv"])
  }

  @Test func `a second request ends it at once`() throws {
    let runner = try ProgramRunner()
    try runner.write("old", to: "result.csv")
    let article = "Norway denied that it had closed the port. Sweden praised the deal.\n"
    try runner.write(String(repeating: article, count: 60_000), to: "a.txt")
    let process = Process()
    process.executableURL = ProgramRunner.program
    process.arguments = ["label", "-q", "-f", "csv", "-o", "result.csv", "a.txt"]
    process.currentDirectoryURL = runner.folder
    process.standardInput = FileHandle.nullDevice
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    try process.run()
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end, !runner.names.contains(where: { $0.hasSuffix(".part") }) {
      Thread.sleep(forTimeInterval: 0.02)
    }
    Thread.sleep(forTimeInterval: 0.5)
    process.terminate()
    Thread.sleep(forTimeInterval: 0.3)
    // The document in hand takes longer.
    #expect(process.isRunning)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
    #expect(runner.read("result.csv") == Array("old".utf8))
  }

  @Test(arguments: [
    (10, 10, 100, 2.0, "10 documents, 10 %, 5 a second, 18 s left"),
    (1, 1, 2, 1.0, "1 document, 50 %, 1 a second, 1 s left"),
    (5000, 50, 100, 100.0, "5000 documents, 50 %, 50 a second, 1 min 40 s left"),
    (400, 10, 10000, 20.0, "400 documents, 0 %, 20 a second, 5 h 33 min left"),
  ])
  func `progress tells rate and time left`(
    _ count: Int, _ done: Int, _ total: Int, _ seconds: Double, _ line: String
  ) {
    #expect(
      Progress.line(count: count, done: done, total: total, after: .seconds(seconds)) == line)
  }

  @Test func `progress without a known end tells no time left`() {
    #expect(
      Progress.line(count: 30, done: 1, total: nil, after: .seconds(3))
        == "30 documents, 10 a second")
  }

  @Test func `nothing is told where nobody watches`() throws {
    let runner = try ProgramRunner()
    for number in 0..<200 {
      try runner.write("Norway denied that it had closed the port.\n", to: "in/\(number).txt")
    }
    let result = try runner.run("label", "-f", "csv", "in")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }
}
