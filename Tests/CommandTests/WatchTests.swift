import Foundation
import TestSupport
import Testing

/// `stance watch` as a program, through saves of the rules file.
@Suite(.serialized) struct WatchTests {
  /// A running command whose output goes to a file.
  private final class Watcher {
    private let process = Process()
    private let runner: ProgramRunner

    init(_ runner: ProgramRunner, _ arguments: [String]) throws {
      self.runner = runner
      try runner.write("", to: "out")
      process.executableURL = ProgramRunner.program
      process.arguments = ["watch"] + arguments
      process.currentDirectoryURL = runner.folder
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(
        forWritingTo: runner.folder.appendingPathComponent("out"))
      process.standardError = process.standardOutput
      // The thread of a test blocks signals, and what it starts would inherit that.
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, SIGTERM)
      _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// The report by its number from 0, when it is whole: each ends with the time that it took.
    func report(_ number: Int) throws -> String {
      let end = Date(timeIntervalSinceNow: 60)
      while Date() < end {
        let text = String(decoding: runner.read("out") ?? [], as: UTF8.self)
        let parts = text.components(separatedBy: " ms\n\n")
        if parts.count > number + 1 { return parts[number] }
        if !process.isRunning { break }
        Thread.sleep(forTimeInterval: 0.02)
      }
      throw Missing(number: number, text: String(decoding: runner.read("out") ?? [], as: UTF8.self))
    }

    /// Ends it as Ctrl-C does.
    func stop() -> Int32 {
      process.terminate()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  private struct Missing: Error { let number: Int, text: String }

  private static let folder = "Tests/CommandTests/Golden/"

  private func runner() throws -> (ProgramRunner, rules: String) {
    let runner = try ProgramRunner()
    let rules = try #require(ProjectFiles.text(Self.folder + "rules.json"))
    try runner.write(rules, to: "rules.json")
    try runner.write("Norway said that the reports are bogus.\n", to: "gold/a.txt")
    try runner.write(
      "refutation\tNorway\t-\tNorway said that the reports are bogus.\n", to: "gold/a.gold.tsv")
    try runner.write("Sweden said that the charges are bogus.\n", to: "mine.txt")
    return (runner, rules)
  }

  @Test func `a save, a broken save and a repaired one are told`() throws {
    let (runner, rules) = try runner()
    let watcher = try Watcher(runner, ["rules.json", "gold", "mine.txt"])
    let first = try watcher.report(0)
    #expect(first.contains("watching rules.json; 1 gold article, 1 other article"))
    #expect(first.contains("macro-F1 0.0000"))

    let better = rules.replacingOccurrences(
      of: "\"groundless\", \"baseless\"", with: "\"groundless\", \"baseless\", \"bogus\"")
    try runner.write(better, to: "rules.json")
    let second = try watcher.report(1)
    #expect(second.contains("saved: lexicon groundless\n"), "\(second)")
    // A 'yes' and a 'no' sentence in three settings each.
    #expect(second.contains("tests of 1 rule or cue"))
    #expect(second.contains("6 run, 0 failed"))
    #expect(second.contains("  B      refutation by - (Norway)") || second.contains("B is better"))
    #expect(second.contains("mine.txt, sentence 0: Sweden said that the charges are bogus."))
    #expect(second.contains("2 sentences changed, by gold 1 better, 0 worse, 0 neither"))
    #expect(second.contains("macro-F1 1.0000 (+1.0000)"))
    #expect(second.contains("took "))

    try runner.write(String(better.dropLast(20)), to: "rules.json")
    let third = try watcher.report(2)
    #expect(third.contains("rules.json:") && third.contains("error"), "\(third)")
    #expect(!third.contains("macro-F1"))

    let worse = better.replacingOccurrences(
      of: "\"yes\": [\"Norway said that the reports are groundless.\"]",
      with: "\"yes\": [\"Norway said that the reports are long.\"]")
    try runner.write(worse, to: "rules.json")
    let fourth = try watcher.report(3)
    #expect(fourth.contains("saved: rule refute.groundless\n"), "\(fourth)")
    #expect(fourth.contains("test 'yes' of rule 'refute.groundless'"))
    #expect(fourth.contains("0 sentences changed"))
    #expect(fourth.contains("macro-F1 1.0000 (0.0000)"))
    #expect(watcher.stop() == 130)
  }

  @Test func `files that are extended, and files replaced by others, are noticed`() throws {
    let (runner, rules) = try runner()
    try runner.write(
      "{\"schema\": \"stance-rules/1\", \"extends\": \"rules.json\", \"name\": \"top\"}",
      to: "top.json")
    let watcher = try Watcher(runner, ["top.json", "gold"])
    #expect(try watcher.report(0).contains("watching top.json, rules.json;"))
    try runner.write(
      rules.replacingOccurrences(of: "\"groundless\", \"baseless\"", with: "\"bogus\""),
      to: "new.json")
    let paths = ["new.json", "rules.json"].map { runner.folder.appendingPathComponent($0).path }
    let renamed = unsafe rename(paths[0], paths[1])
    #expect(renamed == 0)
    let report = try watcher.report(1)
    #expect(report.contains("saved: lexicon groundless"), "\(report)")
    #expect(report.contains("test 'yes' of rule 'refute.groundless'"))
    #expect(watcher.stop() == 130)
  }

  @Test(arguments: [
    ([], "nothing to watch"), (["default"], "the rules built in do not change"),
    (["none.json"], "none.json: no such file or folder"),
    (["rules.json", "--totals"], "'--totals' belongs to"),
  ])
  func `wrong use is explained`(_ arguments: [String], _ message: String) throws {
    let (runner, _) = try runner()
    let result = try runner.run(["watch"] + arguments)
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
