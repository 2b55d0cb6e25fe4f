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

  func body(of document: LabelledDocument) -> [UInt8] {
    var writer = writer()
    write(document, &writer)
    return writer.bytes
  }

  mutating func add(_ document: LabelledDocument, body: [UInt8], to output: inout [UInt8]) {
    add(body, to: &output)
  }

  mutating func add(_ record: BrokenRecord, to output: inout [UInt8]) -> Bool {
    var writer = writer()
    Self.write(record, &writer)
    add(writer.bytes, to: &output)
    return true
  }

  private func writer() -> JSONWriter {
    JSONWriter(
      arrangement == .lines ? .compact : .indented, depth: arrangement == .array ? 1 : 0)
  }

  private mutating func add(_ value: [UInt8], to output: inout [UInt8]) {
    let isArray = arrangement == .array
    if isArray { output.append(count == 0 ? "[\n  " : ",\n  ") }
    output += value
    if !isArray { output.append("\n") }
    count += 1
  }

  mutating func finish(_ output: inout [UInt8]) {
    if arrangement == .array { output.append("\n]\n") }
  }

  private func write(_ document: LabelledDocument, _ writer: inout JSONWriter) {
    let reading = document.reading
    writer.object { writer in
      writer.key("schema")
      writer.string("stance/1")
      writer.key("id")
      if let id = document.record?.id { writer.json(id) } else { writer.string(document.id) }
      if let fields = document.record?.fields {
        writer.key("fields")
        writer.inlineObject { Self.write(fields, &$0) }
      }
      writer.key("meta")
      writer.inlineObject { Self.write(reading.metadata, &$0) }
      writer.key("language")
      writer.string(reading.language)
      if let text = document.text {
        writer.key("text")
        writer.string(utf8: text)
      }
      writer.key("rules")
      writer.inlineObject { write(rules, &$0) }
      writer.key("sentences")
      writer.array(reading.sentences) { Self.write($1, &$0) }
      writer.key("attributions")
      writer.array(reading.attributions) { Self.write($1, &$0) }
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
      writer.key("schema")
      writer.string("stance/1")
      writer.key("line")
      writer.integer(record.line)
      writer.key("id")
      if let id = record.id { writer.json(id) } else { writer.null() }
      writer.key("error")
      writer.string(record.reason)
    }
  }

  private static func write(_ metadata: Metadata, _ writer: inout JSONWriter) {
    writer.key("title")
    writer.string(metadata.title)
    writer.key("date")
    writer.string(metadata.date)
    writer.key("source")
    writer.string(metadata.source)
    writer.key("kind")
    writer.string(metadata.kind?.rawValue)
    writer.key("issuer")
    writer.string(metadata.issuer)
  }

  private func write(_ rules: RulesIdentity, _ writer: inout JSONWriter) {
    writer.key("name")
    writer.string(rules.name)
    writer.key("version")
    writer.string(rules.version)
    writer.key("sha256")
    writer.string(rules.sha256)
  }

  private static func write(_ sentence: Sentence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("index")
      writer.integer(sentence.index)
      writer.key("paragraph")
      writer.integer(sentence.paragraph)
      writer.key("start")
      writer.integer(sentence.start)
      writer.key("end")
      writer.integer(sentence.end)
      writer.key("text")
      writer.string(sentence.text)
      if sentence.isForced {
        writer.key("forced")
        writer.boolean(true)
      }
      writer.key("label")
      writer.string(sentence.label)
      writer.key("acts")
      writer.array(sentence.acts) { write($1, &$0) }
    }
  }

  private static func write(_ act: Act, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("label")
      writer.string(act.label)
      writer.key("weight")
      writer.integer(act.weight)
      writer.key("confidence")
      writer.number(act.confidence)
      writer.key("attribution")
      if let attribution = act.attribution { writer.integer(attribution) } else { writer.null() }
      writer.key("speaker")
      writer.string(act.speaker)
      writer.key("person")
      writer.string(act.person)
      writer.key("parties")
      writer.array(act.parties)
      writer.key("targets")
      writer.array(act.targets)
      writer.key("mode")
      writer.string(act.mode.rawValue)
      writer.key("resolution")
      writer.string(act.resolution.rawValue)
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
      writer.key("start")
      writer.integer(span.start)
      writer.key("end")
      writer.integer(span.end)
      writer.key("text")
      writer.string(span.text)
      guard !span.parts.isEmpty else { return }
      writer.key("parts")
      writer.array(span.parts) { writer, part in
        writer.inlineObject { writer in
          writer.key("start")
          writer.integer(part.lowerBound)
          writer.key("end")
          writer.integer(part.upperBound)
        }
      }
    }
  }

  private static func write(_ evidence: Evidence, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("rule")
      writer.string(evidence.rule)
      writer.key("start")
      writer.integer(evidence.span.start)
      writer.key("end")
      writer.integer(evidence.span.end)
      writer.key("text")
      writer.string(evidence.span.text)
    }
  }

  private static func write(_ attribution: Attribution, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("id")
      writer.integer(attribution.id)
      write(
        source: attribution.source, cue: attribution.cue, content: attribution.content, &writer)
      writer.key("mode")
      writer.string(attribution.mode.rawValue)
      writer.key("speaker")
      writer.string(attribution.speaker)
      writer.key("parties")
      writer.array(attribution.parties)
      writer.key("resolution")
      writer.string(attribution.resolution.rawValue)
      writer.key("confidence")
      writer.number(attribution.confidence)
      writer.key("parent")
      if let parent = attribution.parent { writer.integer(parent) } else { writer.null() }
    }
  }
}
