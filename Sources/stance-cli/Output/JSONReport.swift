internal import Stance

/// The rules that labels come from.
struct RulesIdentity: Sendable {
  let name: String
  let version: String
  /// Hexadecimal digits over the bytes of the file.
  let sha256: String
}

/// Documents as JSON values: one object, an array, or one a line.
struct JSONReport: Report {
  /// How documents stand together.
  enum Arrangement: Sendable {
    case object, array, lines
  }

  private let rules: RulesIdentity
  private let arrangement: Arrangement
  private var count = 0

  init(rules: RulesIdentity, arrangement: Arrangement) {
    self.rules = rules
    self.arrangement = arrangement
  }

  func body(of document: inout LabelledDocument) -> [[UInt8]] {
    // About ten times the text where all of it is said by somebody.
    var writer = writer(expecting: 10 * (document.reading.sentences.last?.end ?? 0) + (1 << 12))
    write(&document, &writer)
    if arrangement != .array { writer.lineEnd() }
    return writer.pieces()
  }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    separate(&output)
  }

  mutating func add(_ record: BrokenRecord, to output: inout [UInt8]) -> Bool {
    separate(&output)
    var writer = writer()
    Self.write(record, &writer)
    if arrangement != .array { writer.lineEnd() }
    output += writer.bytes
    return true
  }

  private func writer(expecting expected: Int = 1 << 12) -> JSONWriter {
    JSONWriter(
      arrangement == .lines ? .compact : .indented, depth: arrangement == .array ? 1 : 0,
      expecting: expected)
  }

  private mutating func separate(_ output: inout [UInt8]) {
    if arrangement == .array { output.append(count == 0 ? "[\n  " : ",\n  ") }
    count += 1
  }

  mutating func finish(_ output: inout [UInt8]) {
    if arrangement == .array { output.append("\n]\n") }
  }

  private func write(_ document: inout LabelledDocument, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "stance/1")
      writer.key("id")
      if let id = document.record?.id { writer.json(id) } else { writer.string(document.id) }
      if let fields = document.record?.fields {
        writer.key("fields")
        writer.inlineObject { Self.write(fields, &$0) }
      }
      writer.key("meta")
      writer.inlineObject { Self.write(document.reading.metadata, &$0) }
      writer.member("language", document.reading.language)
      if let text = document.text {
        writer.key("text")
        writer.string(utf8: text)
      }
      writer.key("rules")
      writer.inlineObject { write(rules, &$0) }
      writer.key("sentences")
      writer.array(takenFrom: &document.reading.sentences) { Self.write($1, &$0) }
      writer.key("attributions")
      writer.array(takenFrom: &document.reading.attributions) { Self.write($1, &$0) }
    }
  }

  /// As they stand in the record.
  private static func write(_ fields: [JSONLinesRecord.Field], _ writer: inout JSONWriter) {
    for field in fields {
      writer.key(json: field.key)
      writer.json(field.value)
    }
  }

  private static func write(_ record: BrokenRecord, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "stance/1")
      writer.member("line", record.line)
      writer.key("id")
      if let id = record.id { writer.json(id) } else { writer.null() }
      writer.member("error", record.reason)
    }
  }

  private static func write(_ metadata: Metadata, _ writer: inout JSONWriter) {
    writer.member("title", metadata.title)
    writer.member("date", metadata.date)
    writer.member("source", metadata.source)
    writer.member("kind", metadata.kind?.rawValue)
    writer.member("issuer", metadata.issuer)
  }

  private func write(_ rules: RulesIdentity, _ writer: inout JSONWriter) {
    writer.member("name", rules.name)
    writer.member("version", rules.version)
    writer.member("sha256", rules.sha256)
  }

  private static func write(_ sentence: Sentence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("index", sentence.index)
      writer.member("paragraph", sentence.paragraph)
      writer.member("start", sentence.start)
      writer.member("end", sentence.end)
      writer.member("text", sentence.text)
      if sentence.isForced {
        writer.member("forced", true)
      }
      writer.member("label", sentence.label)
      writer.key("acts")
      writer.array(sentence.acts) { write($1, &$0) }
    }
  }

  private static func write(_ act: Act, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("label", act.label)
      writer.member("weight", act.weight)
      writer.member("confidence", act.confidence)
      writer.member("attribution", act.attribution)
      writer.member("speaker", act.speaker)
      writer.member("person", act.person)
      writer.member("parties", act.parties)
      writer.member("targets", act.targets)
      writer.member("mode", act.mode.rawValue)
      writer.member("resolution", act.resolution.rawValue)
      write(source: act.source, cue: act.cue, content: act.content, &writer)
      writer.key("evidence")
      writer.array(act.evidence) { write($1, &$0) }
    }
  }

  private static func write(
    source: TextSpan?, cue: TextSpan?, content: TextSpan?, _ writer: inout JSONWriter
  ) {
    writer.key("source")
    write(source, &writer)
    writer.key("cue")
    write(cue, &writer)
    writer.key("content")
    write(content, &writer)
  }

  private static func write(_ span: TextSpan?, _ writer: inout JSONWriter) {
    guard let span else { return writer.null() }
    writer.inlineObject { writer in
      writer.member("start", span.start)
      writer.member("end", span.end)
      writer.member("text", span.text)
      guard !span.parts.isEmpty else { return }
      writer.key("parts")
      writer.array(span.parts) { writer, part in
        writer.inlineObject { writer in
          writer.member("start", part.lowerBound)
          writer.member("end", part.upperBound)
        }
      }
    }
  }

  private static func write(_ evidence: Evidence, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("rule", evidence.rule)
      writer.member("start", evidence.span.start)
      writer.member("end", evidence.span.end)
      writer.member("text", evidence.span.text)
    }
  }

  private static func write(_ attribution: Attribution, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", attribution.id)
      write(
        source: attribution.source, cue: attribution.cue, content: attribution.content, &writer)
      writer.member("mode", attribution.mode.rawValue)
      writer.member("speaker", attribution.speaker)
      writer.member("parties", attribution.parties)
      writer.member("resolution", attribution.resolution.rawValue)
      writer.member("confidence", attribution.confidence)
      writer.member("parent", attribution.parent)
    }
  }
}
