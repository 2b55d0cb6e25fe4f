import Foundation
import TestSupport
import Testing

/// Rules files from strangers: each limit ends the work with a line that names it.
@Suite struct HostileRulesTests {
  private static func rules(_ patterns: [String], weight: String = "10") -> String {
    let rules = patterns.enumerated().map { index, pattern in
      "{\"id\": \"a.r\(index)\", \"label\": \"a\", \"weight\": \(weight), \"match\": [\"\(pattern)\"],"
        + " \"tests\": {\"yes\": [\"A.\"], \"no\": [\"B.\"]}}"
    }
    return "{\"schema\": \"stance-rules/1\", \"labels\": [{\"name\": \"a\", \"default\": true}],\n"
      + "\"rules\": [\n\(rules.joined(separator: ",\n"))\n]}\n"
  }

  private static func optional(_ count: Int) -> String {
    (0..<count).map { _ in "(a|b ..{0,30}|c ..{0,30})?" }.joined(separator: " ")
  }

  /// A file beyond each limit of the table in docs/Reliability.md, by the name of the problem.
  private static let files: [String: String] = [
    "file-too-large": String(repeating: " ", count: 64 << 20 | 1),
    "too-deep": String(repeating: "[", count: 100_000),
    "too-many-problems": "{\"a\": [\(String(repeating: "'b', ", count: 200))1]}",
    "pattern-too-long": rules([String(repeating: "word ", count: 1000)]),
    "pattern-too-deep": rules([
      String(repeating: "(", count: 1000) + "a" + String(repeating: ")", count: 1000)
    ]),
    "bad-gap": rules(["a ..{0,31} b"]),
    "entry-too-long":
      "{\"schema\": \"stance-rules/1\", \"labels\": [{\"name\": \"a\", \"default\": true}],"
      + " \"lexicons\": {\"l\": [\"\(String(repeating: "word ", count: 100))\"]}}",
    "pattern-too-complex": rules(["\(optional(140)) x"]),
    "patterns-too-complex": rules((0..<400).map { "\(optional(45)) x\($0)" }),
  ]

  @Test(arguments: files.keys.sorted())
  func `each limit is told in one run`(_ id: String) throws {
    let runner = try ProgramRunner()
    try runner.write(try #require(Self.files[id]), to: "rules.json")
    let start = Date()
    let result = try runner.run("label", "-r", "rules.json", "--text", "Norway denied it.")
    #expect(Date().timeIntervalSince(start) < 60)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    let told = result.errorLines.filter { $0.hasSuffix("[\(id)]") }
    #expect(told.count == 1, "\(result.errors.prefix(2000))")
    // The place first, whatever the file holds.
    #expect(told.allSatisfy { $0.hasPrefix("rules.json:") && $0.contains(": error: ") })
    #expect(result.errors.utf8.count < 100_000)
  }

  @Test func `files that extend each other end`() throws {
    let runner = try ProgramRunner()
    func extending(_ name: String) -> String {
      "{\"schema\": \"stance-rules/1\", \"extends\": \"\(name)\"}"
    }
    for number in 0..<40 { try runner.write(extending("\(number + 1).json"), to: "\(number).json") }
    try runner.write(extending("default"), to: "40.json")
    try runner.write(extending("circle.json"), to: "circle.json")
    for (file, id) in [("0.json", "extends-too-deep"), ("circle.json", "extends-cycle")] {
      let result = try runner.run("label", "-r", file, "--text", "Norway denied it.")
      #expect(result.status == 2)
      #expect(result.errorLines.count { $0.hasSuffix("[\(id)]") } == 1, "\(result.errors)")
    }
  }

  @Test func `the table of limits names the problems that are tested`() throws {
    let page = try #require(ProjectFiles.text("docs/Reliability.md"))
    let table = page.split(separator: "\n").drop { !$0.hasPrefix("| Limit ") }
      .prefix { $0.hasPrefix("|") }.dropFirst(2)
    let ids = table.flatMap { row in
      row.split(separator: "|").last?.split(separator: "`").enumerated()
        .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil } ?? []
    }
    #expect(
      Set(ids) == Set(Self.files.keys).union(["extends-too-deep", "extends-cycle"]))
  }

  /// Patterns that cost as much as the limits allow, against a text that keeps them all busy.
  @Test func `rules within the limits keep the work linear`() throws {
    guard !ProgramRunner.isSanitized else { return }
    let runner = try ProgramRunner()
    let rules = Self.rules((0..<5).map { "\(Self.optional(45)) x\($0)" })
      .replacing(
        "\"labels\": [{\"name\": \"a\", \"default\": true}],", with: "\"extends\": \"default\","
      )
      .replacing("\"label\": \"a\"", with: "\"label\": \"praise\", \"in\": \"sentence\"")
    try runner.write(rules, to: "rules.json")
    let sentence =
      "Norway said that it would " + String(repeating: "a b of the c ", count: 20) + ".\n"
    try runner.write(String(repeating: sentence, count: 10), to: "a.txt")
    // Processor time and memory of whatever ends them by a signal.
    let result = try runner.runShell(
      "ulimit -t 60; ulimit -v 500000; \"$STANCE\" label -q -r rules.json -f jsonl a.txt")
    #expect(result.status == 0, "\(result.errors)")
  }
}
