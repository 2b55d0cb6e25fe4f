import Foundation
import Stance
import TestSupport
import Testing

/// The structure of results in each format, whatever the classifier finds.
@Suite struct FormatTests {
  /// Characters beyond the basic plane, CRLF, quotes and signs that formats must escape.
  private static let article = """
    \u{1F30A} Norway denied that it had closed the port, \u{201C}quite\u{201D} openly.\r
    Sweden's minister said, \u{22}We will not close it.\u{22}\r
    \r
    =SUM(A1) said that Norway praised\tthe deal.\r
    Norway warned that Sweden was wrong.

    """

  private func label(_ arguments: String...) throws -> ProgramResult {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write(Self.article, to: "b.txt")
    let result = try runner.run(["label"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return result
  }

  // MARK: JSON

  private static let keys = [
    "schema", "id", "meta", "language", "rules", "sentences", "attributions",
  ]
  private static let sentenceKeys = [
    "index", "paragraph", "start", "end", "text", "label", "acts",
  ]
  private static let actKeys = [
    "label", "weight", "confidence", "attribution", "speaker", "person", "parties", "targets",
    "mode", "resolution", "source", "cue", "content", "evidence",
  ]
  private static let attributionKeys = [
    "id", "source", "cue", "content", "mode", "speaker", "parties", "resolution", "confidence",
    "parent",
  ]

  @Test func `a single text is an object of the documented shape`() throws {
    let result = try label("a.txt", "--format", "json", "--kind", "news", "--date", "2024-05-01")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(Set(document.keys) == Set(Self.keys))
    #expect(document["schema"] as? String == "stance/1")
    #expect(document["id"] as? String == "a.txt")
    let meta = try #require(document["meta"] as? [String: Any])
    #expect(Set(meta.keys) == ["title", "date", "source", "kind", "issuer"])
    #expect(meta["kind"] as? String == "news")
    #expect(meta["date"] as? String == "2024-05-01")
    let rules = try #require(document["rules"] as? [String: Any])
    #expect(Set(rules.keys) == ["name", "version", "sha256"])
    #expect((rules["sha256"] as? String)?.utf8.count == 64)
    try checkSentences(document)
  }

  private func checkSentences(_ document: [String: Any]) throws {
    let text = Array(Self.article.unicodeScalars)
    let sentences = try #require(document["sentences"] as? [[String: Any]])
    let attributions = try #require(document["attributions"] as? [[String: Any]])
    #expect(!sentences.isEmpty)
    for (index, sentence) in sentences.enumerated() {
      #expect(Set(sentence.keys).isSuperset(of: Self.sentenceKeys))
      #expect(sentence["index"] as? Int == index)
      checkSlice(sentence, of: text)
      let acts = try #require(sentence["acts"] as? [[String: Any]])
      #expect(sentence["label"] as? String == acts.first?["label"] as? String ?? "none")
      for act in acts {
        #expect(Set(act.keys) == Set(Self.actKeys))
        for key in ["source", "cue", "content"] {
          if let span = act[key] as? [String: Any] { checkSlice(span, of: text) }
        }
        if let attribution = act["attribution"] as? Int {
          #expect(attributions.indices.contains(attribution))
        }
      }
    }
    for (index, attribution) in attributions.enumerated() {
      #expect(Set(attribution.keys) == Set(Self.attributionKeys))
      #expect(attribution["id"] as? Int == index)
    }
  }

  /// Offsets are code points, and `text` is the exact slice.
  private func checkSlice(_ span: [String: Any], of text: [Unicode.Scalar]) {
    guard let start = span["start"] as? Int, let end = span["end"] as? Int,
      let slice = span["text"] as? String, start <= end, end <= text.count, span["parts"] == nil
    else { return }
    #expect(Array(slice.unicodeScalars) == Array(text[start..<end]))
  }

  @Test func `keys stand in the documented order`() throws {
    let result = try label("a.txt", "--format", "jsonl")
    var rest = result.text[...]
    for key in Self.keys {
      let range = try #require(rest.range(of: "\"\(key)\":"))
      rest = rest[range.upperBound...]
    }
  }

  @Test(arguments: [["a.txt", "b.txt"], ["."]])
  func `several texts are an array`(_ paths: [String]) throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write(Self.article, to: "b.txt")
    let result = try runner.run(["label", "--format", "json"] + paths)
    let documents = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [[String: Any]])
    #expect(documents.count == 2)
  }

  @Test func `JSON Lines hold a document a line`() throws {
    let result = try label("a.txt", "b.txt", "--format", "jsonl")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(document?["schema"] as? String == "stance/1")
    }
  }

  @Test func `JSON is safe to print`() throws {
    let runner = try ProgramRunner()
    let result = try runner.run(
      "label", "--text", "He said \u{1B}[2J\u{9B}31m\u{202E}no\u{E0041}.", "-f", "jsonl")
    for scalar in ["\u{1B}", "\u{9B}", "\u{202E}", "\u{E0041}"] as [Unicode.Scalar] {
      #expect(!result.text.unicodeScalars.contains(scalar))
    }
    #expect(result.text.contains("\\u001b[2J\\u009b31m\\u202eno\\udb40\\udc41."))
  }

  // MARK: CSV

  /// Rows of fields by RFC 4180.
  private func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        field += "\""
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\r" where !isQuoted && scalars.first == "\n":
        scalars.removeFirst()
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func `CSV has an act a row and no formulas`() throws {
    let result = try label("a.txt", "--format", "csv")
    let rows = rows(result.text)
    let header = try #require(rows.first)
    #expect(rows.count > 3)
    #expect(rows.allSatisfy { $0.count == header.count })
    for cell in rows.joined() { #expect(!"=+-@".contains(cell.first ?? " ")) }
  }

  @Test func `a formula in a text is defused`() throws {
    let result = try ProgramRunner().run("label", "--text", "=SUM(A1) is text.", "-f", "csv")
    #expect(result.text.contains("'=SUM(A1)"))
    #expect(!result.text.contains(",=SUM"))
  }

  // MARK: TSV

  @Test func `TSV is a gold file`() throws {
    let result = try label("a.txt", "--format", "tsv", "--kind", "news")
    let documents = try GoldFile.read(result.output)
    #expect(documents.count == 1)
    #expect(documents[0].id == "a.txt")
    #expect(documents[0].metadata.kind == .news)
    _ = try Alignment(gold: documents[0].sentences, text: Self.article, sentences: [])
  }

  @Test func `TSV of several texts is one gold file too`() throws {
    let documents = try GoldFile.read(try label("a.txt", "b.txt", "-f", "tsv").output)
    #expect(documents.map(\.id) == ["a.txt", "b.txt"])
  }

  // MARK: Text

  @Test func `text shows every sentence and a summary`() throws {
    let result = try label("a.txt")
    #expect(result.text.hasPrefix("a.txt"))
    #expect(result.text.contains("Norway warned that Sweden was wrong."))
    #expect(result.text.split(separator: "\n").last?.contains("sentences, ") == true)
    #expect(!result.text.contains("\u{1B}"))
  }

  @Test func `colour comes only when asked for`() throws {
    #expect(try label("a.txt", "--color", "always").text.contains("\u{1B}[1;38;5;"))
    #expect(!(try label("a.txt", "--color", "never").text.contains("\u{1B}")))
  }

  @Test func `text cannot steer the terminal`() throws {
    let runner = try ProgramRunner()
    let result = try runner.run(
      "label", "--text", "Norway denied\u{1B}[2J\u{202E} it.\u{7}", "--title", "T\u{1B}]0;x\u{7}")
    #expect(!result.output.contains(0x1B))
    #expect(!result.output.contains(0x07))
    #expect(!result.text.unicodeScalars.contains("\u{202E}"))
    #expect(result.text.contains("\u{241B}[2J<U+202E>"))
  }

  // MARK: Selection

  @Test func `a filter leaves only what it names`() throws {
    let result = try label("a.txt", "--format", "json", "--only", "refutation")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    let sentences = try #require(document["sentences"] as? [[String: Any]])
    let labels = sentences.flatMap { $0["acts"] as? [[String: Any]] ?? [] }
      .map { $0["label"] as? String }
    #expect(labels.allSatisfy { $0 == "refutation" })
    #expect(labels.count >= sentences.count)
  }

  @Test func `the same input gives the same bytes`() throws {
    let arguments = ["label", "a.txt", "b.txt", "-f", "json"]
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write(Self.article, to: "b.txt")
    #expect(try runner.run(arguments).output == (try runner.run(arguments).output))
  }
}
