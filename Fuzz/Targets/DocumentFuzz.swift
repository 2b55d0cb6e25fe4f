import Rules
import Stance
import TestSupport

@testable import stance_cli

/// Documents of all kinds: bytes in, all formats out.
///
/// An input that begins with `{` is read as JSON Lines, one that begins with `<` as a page, any other
/// as a text; invalid UTF-8 is read as `--lossy` reads it.
enum DocumentFuzz {
  private static let classifier: Classifier = {
    do throws(RulesError) {
      return try Classifier()
    } catch {
      fail(error.report)
    }
  }()
  private static let rules = RulesIdentity(
    name: classifier.rulesName, version: classifier.rulesVersion,
    sha256: classifier.rulesDigest)

  /// Kept from input to input, as for a corpus; libFuzzer has one thread.
  nonisolated(unsafe) private static var buffered = BufferedClassifier(classifier)

  @Sendable static func run(_ input: Input) {
    let bytes = input.perhapsRepeated
    guard let text = try? TextDecoder.decode(bytes, isLossy: true) else { return }
    switch bytes.first {
    case UInt8(ascii: "{"): records(text, input)
    case UInt8(ascii: "<"):
      let page = HTMLExtractor.page(text)
      guard !page.text.isEmpty else { return }
      label(
        [
          Article(
            id: "<i>'\"&", text: page.text, metadata: Metadata(title: page.title), isExtracted: true
          )
        ],
        input)
    default: label([Article(id: "=a,\"b\"\n.txt", text: text)], input)
    }
  }

  private static func records(_ text: [UInt8], _ input: Input) {
    let reader = JSONLinesReader(isLossy: true)
    var articles: [Article] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      do throws(JSONLinesError) {
        let record = try reader.read(Array(line))
        articles.append(
          Article(
            id: record.id?.text ?? "a:1", text: record.text, metadata: record.metadata,
            record: RecordParts(id: record.id?.json, fields: record.fields)))
      } catch {
        check((0...line.count).contains(error.offset), "offset of an error outside the line")
        check(!error.reason.isEmpty, "an error without a reason")
      }
    }
    if !articles.isEmpty { label(articles, input) }
  }

  private static func label(_ articles: [Article], _ input: Input) {
    var documents: [LabelledDocument] = []
    for article in articles {
      let reading = unsafe buffered.label(bytes: article.text, metadata: article.metadata)
      keep(try ReadingPromises.check(reading, text: article.text))
      if input.isOne(of: 256, salt: 1) {
        let alone = classifier.label(bytes: article.text, metadata: article.metadata)
        check(alone == reading, "the text is read otherwise alone than after others")
      }
      documents.append(
        LabelledDocument(
          id: article.id, metadata: article.metadata, reading: reading, record: article.record,
          text: article.isExtracted ? article.text : nil, hasUnratedActs: false))
    }
    if input.isOne(of: 16, salt: 2) { checkJSON(documents) }
    if input.isOne(of: 32, salt: 3) { checkTables(documents) }
    if input.isOne(of: 256, salt: 4) { checkPages(documents) }
    if input.isOne(of: 64, salt: 5) { checkTerminal(documents) }
  }

  private static func write(
    _ report: consuming some stance_cli.Report, _ documents: [LabelledDocument]
  ) -> [UInt8] {
    var report = report
    var output: [UInt8] = []
    for var document in documents {
      report.add(document, to: &output)
      for piece in report.body(of: &document) { output += piece }
    }
    report.finish(&output)
    return output
  }

  private static func checkJSON(_ documents: [LabelledDocument]) {
    let lines = write(JSONReport(rules: rules, arrangement: .lines), documents)
    let parts = lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    check(parts.count == documents.count + 1, "JSON Lines are not a line a document")
    for line in parts.dropLast() { keep(try OutputPromises.checkJSON(Array(line))) }
    keep(
      try OutputPromises.checkJSON(write(JSONReport(rules: rules, arrangement: .array), documents)))
  }

  private static func checkTables(_ documents: [LabelledDocument]) {
    let csv = write(CSVReport(isForTerminal: false), documents)
    let rows = documents.reduce(1) { count, document in
      document.reading.sentences.reduce(count) { $0 + max(1, $1.acts.count) }
    }
    keep(try OutputPromises.checkCSV(csv, rows: rows, columns: CSVReport.header.count))
    let gold = write(TSVReport(isForTerminal: false), documents)
    let hasSentences = documents.contains { !$0.reading.sentences.isEmpty }
    guard hasSentences else { return }
    do throws(GoldFileError) {
      let read = try GoldFile.read(gold, labels: classifier.labels)
      check(
        read.map(\.sentences.count) == documents.map(\.reading.sentences.count),
        "a gold file lost sentences")
    } catch {
      fail("the gold file that was written is not read: \(error.problems)")
    }
  }

  private static func checkPages(_ documents: [LabelledDocument]) {
    keep(
      try OutputPromises.checkHTML(
        write(
          ArticlePage(
            labels: classifier.labels, colours: classifier.labelColours, rules: rules), documents)))
    keep(
      try OutputPromises.checkHTML(
        write(
          CorpusPage(
            labels: classifier.labels, colours: classifier.labelColours,
            nicknames: classifier.nicknames, rules: rules, sentenceLimit: 1), documents)))
  }

  private static func checkTerminal(_ documents: [LabelledDocument]) {
    for width in [1, 80] {
      keep(
        try OutputPromises.checkTerminal(
          write(
            TextReport(
              labels: classifier.labels,
              colours: Colours(
                labels: classifier.labels, colours: classifier.labelColours, depth: .none),
              width: width), documents)))
    }
    for document in documents {
      keep(try OutputPromises.checkTerminal(write(CSVReport(isForTerminal: true), [document])))
      keep(try OutputPromises.checkTerminal(write(TSVReport(isForTerminal: true), [document])))
      _ = write(BratReport(labels: classifier.labels), [document])
    }
  }
}
