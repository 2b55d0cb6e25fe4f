import Rules
import TestSupport
import Testing

/// The JSON parser against the standard, case by case.
@Suite struct JSONCaseTests {
  private struct Case {
    let line: Int
    let verdict: String
    let text: [UInt8]
  }

  private static let cases: [Case] = {
    let text = ProjectFiles.text("Tests/RulesTests/JSONCases.txt") ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      let columns = $1.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 1, !$1.hasPrefix("#") else { return nil }
      return Case(
        line: $0 + 1, verdict: String(columns[0]), text: WrittenBytes.bytes(String(columns[1])))
    }
  }()

  @Test func `what the standard accepts is read and what it rejects is reported`() {
    #expect(Self.cases.count >= 150)
    for item in Self.cases {
      let problems = LocatedJSONParser.parse(item.text).diagnostics
      #expect(["accept", "reject", "refuse"].contains(item.verdict), "line \(item.line)")
      #expect(
        problems.isEmpty == (item.verdict == "accept"),
        "line \(item.line) (\(item.verdict)): \(problems.map(\.message))")
    }
  }

  @Test func `every problem points into the text`() {
    for item in Self.cases {
      for problem in LocatedJSONParser.parse(item.text).diagnostics {
        #expect(
          problem.range.lowerBound >= 0 && problem.range.upperBound <= item.text.count,
          "line \(item.line): \(problem)")
      }
    }
  }

  @Test func `values keep what they say`() throws {
    let text = #"{"a": ["\u0041\n\ud83d\ude00é", -12, 2.5e1, true, null, {"b": ""}]}"#
    let json = LocatedJSONParser.parse(Array(text.utf8)).json
    let list = try #require(json.value("a", of: .root))
    let values = Array(json.elements(list))
    #expect(values.map { json.kind($0) } == [.string, .number, .number, .boolean, .null, .object])
    #expect(json.string(values[0]) == "A\n😀é")
    #expect(json.integer(values[1]) == -12)
    #expect(json.integer(values[2]) == 25)
    #expect(json.isTrue(values[3]))
    #expect(json.value("b", of: values[5]).map { json.string($0) } == "")
    #expect(json.sourceText(values[5]) == #"{"b": ""}"#)
  }

  @Test func `a file above the size limit is refused and one below is read`() {
    let large = [UInt8](repeating: 0x20, count: LocatedJSONParser.sizeLimit + 1)
    #expect(LocatedJSONParser.parse(large).diagnostics.map(\.id) == ["file-too-large"])
    let list = "[" + Array(repeating: "12345", count: 100_000).joined(separator: ",") + "]"
    #expect(LocatedJSONParser.parse(Array(list.utf8)).diagnostics.isEmpty)
  }

  @Test func `a file full of errors is told a bounded number of times`() {
    let text = Array(String(repeating: "[01,'a',", count: 10_000).utf8)
    let problems = LocatedJSONParser.parse(text).diagnostics
    #expect(problems.count == LocatedJSONParser.problemLimit + 1)
    #expect(problems.last?.id == "too-many-problems")
  }
}
