import Testing

@testable import Stance

/// Records of JSON Lines.
struct TextJSONLinesTests {
  private func read(_ line: String) throws(JSONLinesError) -> JSONLinesRecord {
    try JSONLinesReader().read(Array(line.utf8))
  }

  private func string(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a record has an id, a text and other fields`() throws {
    let record = try read(
      #"{"id": "a\u0031", "text": "He said \"no\".\n\u00e9 \ud83c\udf89", "tags": [1, {"x": null}], "n": 1.50}"#
    )
    #expect(string(record.id?.json) == #""a\u0031""#)
    #expect(string(record.text) == "He said \"no\".\né 🎉")
    #expect(record.fields.map { string($0.key) } == [#""tags""#, #""n""#])
    #expect(record.fields.map { string($0.value) } == [#"[1, {"x": null}]"#, "1.50"])
  }

  @Test func `an id may be a number and keeps its digits`() throws {
    #expect(
      string(try read(#"{"text":"","id":12345678901234567890}"#).id?.json) == "12345678901234567890"
    )
    #expect(string(try read(#"{"text":"","id":-1.0e3}"#).id?.json) == "-1.0e3")
    #expect(try read(#"{"text":""}"#).id == nil)
  }

  @Test func `facts about the document are read and passed through`() throws {
    let record = try read(
      #"{"text":"x","kind":"speech","issuer":"Peru","date":"2020-01-02","title":"T","source":"S"}"#)
    let metadata = Metadata(
      title: "T", date: "2020-01-02", source: "S", kind: .speech, issuer: "Peru")
    #expect(record.metadata == metadata)
    #expect(record.fields.count == 5)
    #expect(try read(#"{"text":"x","kind":"poem","title":3}"#).metadata == Metadata())
  }

  @Test func `a line is read out of a file`() throws {
    let file = Array("{\"text\":\"a\"}\n{\"text\":\"b\"}\n".utf8)
    #expect(string(try JSONLinesReader().read(file, in: 13..<25).text) == "b")
  }

  @Test(arguments: [
    ("[1]", "the line is an array, expected an object"),
    ("\"x\"", "the line is a string, expected an object"),
    ("{}", "no field 'text', which holds the document"),
    (#"{"text": 5}"#, "'text' is a number, expected a string"),
    (#"{"text": null}"#, "'text' is null, expected a string"),
    (#"{"text": "x", "id": [1]}"#, "'id' is an array, expected a string or a number"),
    (#"{"text": "x", "id": null}"#, "'id' is null, expected a string or a number"),
  ])
  func `a line that is no record says why`(_ line: String, _ reason: String) {
    #expect(throws: JSONLinesError.self) { try read(line) }
    do {
      _ = try read(line)
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test(arguments: [
    "", "{", "{\"text\": \"x\"", "{\"text\": \"x}", "{'text': 'x'}", "{\"text\": \"x\",}",
    "nonsense",
    "{\"text\": \"x\"} {\"text\": \"y\"}", "{\"text\": \"\u{1}\"}",
  ])
  func `a broken line is an error with a reason and a place`(_ line: String) {
    do {
      _ = try read(line)
      Issue.record("no error for \(line)")
    } catch {
      #expect(!error.reason.isEmpty)
      #expect(error.offset >= 0 && error.offset <= line.utf8.count)
    }
  }

  @Test func `invalid bytes are an error`() {
    #expect(throws: JSONLinesError.self) {
      try JSONLinesReader().read(Array("{\"text\": \"".utf8) + [0xFF] + Array("\"}".utf8))
    }
  }
}
