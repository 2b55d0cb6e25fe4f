import Foundation
import TestSupport
import Testing

/// The published schema of the JSON output against what the command writes.
@Suite struct OutputSchemaTests {
  private func schema() throws -> OutputSchema {
    try OutputSchema(try #require(ProjectFiles.bytes("docs/stance-1.schema.json")))
  }

  private func json(_ text: some StringProtocol) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  private static let german =
    "Der Minister hat die Berichte der Zeitung gestern im Parlament bestritten. Er sagte, dass die"
    + " Brücke noch vor dem Sommer fertig wird und die Kosten nicht steigen."

  @Test func `real documents conform, as objects, arrays and lines`() throws {
    let schema = try schema()
    let runner = try ProgramRunner()
    let texts = ProjectFiles.names(in: "Tests/Gold").filter { $0.hasSuffix(".txt") }
    #expect(texts.count > 50)
    for name in texts {
      try runner.write(try #require(ProjectFiles.bytes("Tests/Gold/" + name)), to: "in/" + name)
    }
    let lines = try runner.run("label", "--format", "jsonl", "in").text.split(separator: "\n")
    #expect(lines.count == texts.count)
    for line in lines { #expect(schema.problems(of: try json(line)) == []) }
    let array = try runner.run("label", "--format", "json", "in").text
    #expect(schema.problems(of: try json(array)) == [])
    let object = try runner.run("label", "--format", "json", "in/" + texts[0]).text
    #expect(schema.problems(of: try json(object)) == [])
    let other = try runner.run(
      "label", "-f", "json", "--text",
      Self.german)
    #expect(other.text.contains("\"other\""))
    #expect(schema.problems(of: try json(other.text)) == [])
  }

  @Test func `documents from HTML and JSON Lines conform, broken records included`() throws {
    let runner = try ProgramRunner()
    try runner.write(
      "<html><body><p>Norway denied that it had closed the port.</p></body></html>", to: "a.html")
    try runner.write(
      """
      {"id": 7, "text": "Norway denied it.", "tags": ["x", {"y": null}], "date": "2024-05-01"}
      {"id": "b", "text": 5}
      not JSON
      {"id": "c", "text": ""}

      """, to: "b.jsonl")
    let result = try runner.run("label", "-f", "json", "a.html", "b.jsonl")
    let values = try #require(try json(result.text) as? [[String: Any]])
    #expect(values.count == 5)
    #expect(values.filter { $0["error"] != nil }.count == 2)
    #expect(values[0]["text"] as? String != nil && values[1]["fields"] != nil)
    #expect(try schema().problems(of: values) == [])
  }

  /// Changes of a document, each of which the schema must refuse.
  @Test(arguments: [
    ("\"schema\": \"stance/1\"", "\"schema\": \"stance/2\""),
    ("\"language\": \"en\"", "\"language\": \"de\""),
    ("\"kind\": ", "\"sort\": "),
    ("\"index\": 0", "\"index\": -1"),
    ("\"index\": 0", "\"index\": \"0\""),
    ("\"weight\": 70", "\"weight\": 170"),
    ("\"mode\": \"", "\"mode\": \"in"),
    ("\"parties\": [\"Norway\"]", "\"parties\": \"Norway\""),
    ("\"parties\": [\"Norway\"]", "\"parties\": [1]"),
    ("\"confidence\": ", "\"confidence\": 1.5, \"more\": "),
    ("\"evidence\": [", "\"evidence\": [1, "),
    ("\"parent\": null", "\"parent\": true"),
  ])
  func `a changed document is refused`(_ part: String, _ change: String) throws {
    let text = try ProgramRunner().run(
      "label", "-f", "json", "--text", "Norway denied that it had closed the port."
    ).text
    let schema = try schema()
    #expect(schema.problems(of: try json(text)) == [])
    try #require(text.contains(part), "\(text)")
    let changed = text.replacing(part, with: change, maxReplacements: 1)
    #expect(schema.problems(of: try json(changed)) != [], "\(change)")
  }
}
