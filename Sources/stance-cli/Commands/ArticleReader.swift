internal import Rules
internal import Stance

/// Where texts come from.
enum ArticleSource: Sendable {
  case text(String)
  case standardInput
  case file(FilePath)

  /// What to call it.
  var name: String {
    switch self {
    case .text: "text"
    case .standardInput: "-"
    case .file(let path): path.text
    }
  }

  /// What it is, where the user does not say.
  var format: InputFormat {
    if case .file(let path) = self { InputFormat.of(path) } else { .text }
  }
}

/// Reads the articles of one source, one at a time: a file of JSON Lines may be larger than memory.
struct ArticleReader {
  /// What comes next of a source.
  enum Item: Sendable {
    case article(Article)
    case broken(BrokenRecord)
    /// The source cannot be read, or not further; lower case, no full stop.
    case failed(String)
  }

  private let source: ArticleSource
  private let format: InputFormat
  private let isLossy: Bool
  private let recordReader: JSONLinesReader
  private var lines: LineReader?
  private var hasRecord = false
  private var isDone = false

  /// Before the first article.
  init(_ source: ArticleSource, _ options: Options) {
    self.source = source
    format = options.input ?? source.format
    isLossy = options.isLossy
    recordReader = JSONLinesReader(
      textField: options.textField, idField: options.idField, isLossy: options.isLossy)
  }

  /// The next article, or what is wrong in its place; nil at the end.
  mutating func next() -> Item? {
    guard !isDone else { return nil }
    do throws(InputError) {
      guard format == .jsonl else {
        isDone = true
        return .article(try document())
      }
      return try record()
    } catch {
      isDone = true
      return .failed(error.reason)
    }
  }

  /// Whether the next record may be long in coming.
  var waitsForInput: Bool {
    guard case .standardInput = source, let lines else { return false }
    return !lines.hasLine
  }

  // MARK: One document

  private func document() throws(InputError) -> Article {
    let bytes = try content()
    guard format == .html else {
      return Article(id: source.name, text: try TextDecoder.decode(bytes, isLossy: isLossy))
    }
    let page: HTMLPage
    do throws(InputError) {
      page = HTMLExtractor.page(try TextDecoder.decode(bytes, isLossy: isLossy))
    } catch {
      guard let name = HTMLExtractor.charset(of: bytes.prefix(TextDecoder.prefixLength)) else {
        throw error
      }
      throw InputError(
        reason: error.reason + "; the page says it is \(name): 'iconv -f \(name) -t UTF-8'")
    }
    guard !page.text.isEmpty else { throw InputError(reason: TextDecoder.nothing) }
    return Article(
      id: source.name, text: page.text, metadata: Metadata(title: page.title), isExtracted: true)
  }

  private func content() throws(InputError) -> [UInt8] {
    do throws(SystemError) {
      return switch source {
      case .text(let text): Array(text.utf8)
      case .standardInput: try FileSystem.readStandardInput()
      case .file(let path): try FileSystem.read(path)
      }
    } catch {
      throw InputError(reason: error.reason)
    }
  }

  // MARK: Records

  private mutating func record() throws(InputError) -> Item? {
    let lines = try openLines()
    while let range = try Self.nextLine(lines) {
      guard !Self.isBlank(lines, range) else { continue }
      hasRecord = true
      do throws(JSONLinesError) {
        return .article(try article(lines, range))
      } catch {
        return .broken(
          BrokenRecord(
            line: lines.lineNumber,
            column: Self.column(lines, range, error.offset),
            id: error.id?.json, reason: error.reason))
      }
    }
    isDone = true
    guard hasRecord else { throw InputError(reason: TextDecoder.nothing) }
    return nil
  }

  /// The lines of the source, once it is known that they are no UTF-16.
  private mutating func openLines() throws(InputError) -> LineReader {
    if let lines { return lines }
    let opened: LineReader
    let beginning: ArraySlice<UInt8>
    do throws(SystemError) {
      opened =
        switch source {
        case .text(let text): LineReader(bytes: Array(text.utf8))
        case .standardInput: LineReader(standardInput: ())
        case .file(let path): try LineReader(file: path)
        }
      beginning = try opened.prefix(TextDecoder.prefixLength)
    } catch {
      throw InputError(reason: error.reason)
    }
    try TextDecoder.refuseWideEncoding(beginning)
    lines = opened
    return opened
  }

  private static func nextLine(_ lines: LineReader) throws(InputError) -> Range<Int>? {
    do throws(SystemError) {
      return try lines.next()
    } catch {
      throw InputError(reason: error.reason)
    }
  }

  private static func isBlank(_ lines: LineReader, _ range: Range<Int>) -> Bool {
    if range.count == 3, lines.lineNumber == 1 { return lines.buffer.starts(with: byteOrderMark) }
    return lines.buffer[range].allSatisfy { $0 <= 0x20 }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The article in a line; a record without an id is named by its place.
  private func article(_ lines: LineReader, _ range: Range<Int>) throws(JSONLinesError) -> Article {
    let record: JSONLinesRecord
    if let invalid = UTF8Code.firstInvalidOffset(lines.buffer, in: range) {
      guard isLossy else {
        let offset = invalid - range.lowerBound
        throw JSONLinesError(
          reason: TextDecoder.reason(
            invalid: lines.buffer[invalid], at: lines.lineOffset + offset),
          offset: offset)
      }
      record = try recordReader.read(UTF8Code.repaired(Array(lines.buffer[range])))
    } else {
      record = try recordReader.read(lines.buffer, in: range)
    }
    return Article(
      id: record.id?.text ?? "\(source.name):\(lines.lineNumber)", text: record.text,
      metadata: record.metadata, record: RecordParts(id: record.id?.json, fields: record.fields))
  }

  /// The place of a byte in a line as people count.
  private static func column(_ lines: LineReader, _ range: Range<Int>, _ offset: Int) -> Int {
    let before = range.clamped(to: range.lowerBound..<range.lowerBound + max(0, offset))
    return 1 + lines.buffer[before].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
