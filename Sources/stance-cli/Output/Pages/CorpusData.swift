/// The acts of a corpus as the script of its page reads them: JSON in columns.
struct CorpusData {
  private let corpus: Corpus
  private let scale: TimeScale?
  private let chosen: Set<Int>

  /// - Parameters:
  ///   - corpus: With its persons joined.
  ///   - scale: Of the chart; nil without dates.
  ///   - sentenceLimit: The most sentences to hold.
  init(_ corpus: Corpus, _ scale: TimeScale?, sentenceLimit: Int) {
    self.corpus = corpus
    self.scale = scale
    chosen = corpus.chosenTexts(limit: sentenceLimit)
  }

  /// The data, without a sign that could end the element it stands in.
  func json() -> [UInt8] {
    var writer = JSONWriter(.compact)
    let texts = corpus.texts.indices.filter { chosen.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: zip(texts, 0...))
    writer.object { writer in
      writer.member("labels", corpus.labels)
      writer.member("parties", corpus.parties.names)
      writer.member("speakers", corpus.persons.map(\.name))
      writer.key("documents")
      writer.array(corpus.documents) { writer, document in
        writer.array([document.id, document.title ?? "", document.date?.text ?? ""])
      }
      writer.key("periods")
      writer.array(
        (0..<(scale?.count ?? 0)).flatMap { period in
          scale.map { [$0.edges[period].text, $0.lastDay(period).text, $0.name(period)] } ?? []
        })
      columns(places, &writer)
      writer.key("texts")
      writer.array(texts.map { corpus.texts[$0] })
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(writer.bytes.count)
    for byte in writer.bytes {
      if byte == UInt8(ascii: "<") { bytes.append("\\u003c") } else { bytes.append(byte) }
    }
    return bytes
  }

  /// One array for each fact, with an element an act.
  private func columns(_ places: [Int: Int], _ writer: inout JSONWriter) {
    let acts = corpus.acts
    writer.key("document")
    writer.array(acts) { $0.integer($1.document) }
    writer.key("sentence")
    writer.array(acts) { $0.integer($1.sentence) }
    writer.key("label")
    writer.array(acts) { $0.integer($1.label) }
    writer.key("party")
    writer.array(acts) { Self.numbers($1.parties, &$0) }
    writer.key("target")
    writer.array(acts) { Self.numbers($1.targets, &$0) }
    writer.key("speaker")
    writer.array(acts) { Self.numbers($1.speakers, &$0) }
    writer.key("text")
    writer.array(acts) { $0.integer(places[$1.text] ?? -1) }
  }

  /// No number as -1, one as itself, several as an array: most acts have one.
  private static func numbers(_ values: [Int], _ writer: inout JSONWriter) {
    switch values.count {
    case 0: writer.integer(-1)
    case 1: writer.integer(values[0])
    default: writer.inlineArray(values) { $0.integer($1) }
    }
  }
}
