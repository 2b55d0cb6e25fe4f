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

/// What articles are made of, without looking at anything else.
enum ArticleInput: Sendable {
  /// One document, and what it holds; nil for a file that is yet to be read.
  case document(content: [UInt8]?, size: Int)
  case records(RecordBatch)
  /// The source cannot be read, or not further; lower case, no full stop.
  case failed(String)

  /// How many bytes there are to work on.
  var size: Int {
    switch self {
    case .document(_, let size): size
    case .records(let batch): batch.bytes.count
    case .failed: 0
    }
  }
}

/// Some lines of a JSON Lines file, none of them blank.
struct RecordBatch: Sendable {
  struct Line: Sendable {
    /// In the bytes of the batch.
    let range: Range<Int>
    /// From 1.
    let number: Int
    /// The first byte in the file.
    let offset: Int
  }

  var bytes: [UInt8] = []
  var lines: [Line] = []

  /// How many bytes make a batch: enough that handing it over costs nothing beside the work, few
  /// enough that all threads are busy to the end.
  static let usualSize = 1 << 15
}

/// Reads what the articles of one source are made of, piece by piece: a file of JSON Lines may be
/// larger than memory.
struct ArticleReader {
  private let source: ArticleSource
  private let format: InputFormat
  private var lines: LineReader?
  private var hasBegun = false
  private var hasRecord = false
  private var isDone = false

  /// Before the first article.
  init(_ source: ArticleSource, _ options: Options) {
    self.source = source
    format = options.input ?? source.format
  }

  /// What comes next, or what is wrong in its place; nil at the end.
  mutating func next() -> ArticleInput? {
    guard !isDone else { return nil }
    do throws(InputError) {
      guard format == .jsonl else {
        isDone = true
        return try document()
      }
      return try records().map { .records($0) }
    } catch {
      isDone = true
      return .failed(error.reason)
    }
  }

  /// Whether the next record may be long in coming.
  mutating func mustWait() -> Bool {
    guard !isDone, format == .jsonl else { return false }
    // What is wrong will show when it is read.
    do throws(InputError) {
      let lines = try openedLines()
      do throws(SystemError) {
        return try lines.mustWait()
      } catch {
        return false
      }
    } catch {
      return false
    }
  }

  /// Files are read by who works on them, but for those that may be long in coming.
  private func document() throws(InputError) -> ArticleInput {
    if case .file(let path) = source, let size = FileSystem.sizeOfRegularFile(path) {
      return .document(content: nil, size: size)
    }
    let content = try source.content()
    return .document(content: content, size: content.count)
  }

  // MARK: Records

  private mutating func records() throws(InputError) -> RecordBatch? {
    let lines = try checkedLines()
    while let first = try Self.nextLine(lines) {
      var batch = RecordBatch()
      var range = first
      while true {
        if !Self.isBlank(lines, range) {
          batch.lines.append(
            RecordBatch.Line(
              range: range.lowerBound - first.lowerBound..<range.upperBound - first.lowerBound,
              number: lines.lineNumber, offset: lines.lineOffset))
        }
        // Lines that are there stay where they are.
        guard range.upperBound - first.lowerBound < RecordBatch.usualSize, lines.hasLine,
          let next = try Self.nextLine(lines)
        else { break }
        range = next
      }
      guard !batch.lines.isEmpty else { continue }
      hasRecord = true
      batch.bytes = Array(lines.buffer[first.lowerBound..<range.upperBound])
      return batch
    }
    isDone = true
    guard hasRecord else { throw InputError(reason: TextDecoder.nothing) }
    return nil
  }

  private mutating func openedLines() throws(InputError) -> LineReader {
    if let lines { return lines }
    do throws(SystemError) {
      let opened =
        switch source {
        case .text(let text): LineReader(bytes: Array(text.utf8))
        case .standardInput: LineReader(standardInput: ())
        case .file(let path): try LineReader(file: path)
        }
      lines = opened
      return opened
    } catch {
      throw InputError(reason: error.reason)
    }
  }

  /// The lines of the source, once it is known that they are no UTF-16.
  private mutating func checkedLines() throws(InputError) -> LineReader {
    let lines = try openedLines()
    guard !hasBegun else { return lines }
    let beginning: ArraySlice<UInt8>
    do throws(SystemError) {
      beginning = try lines.prefix(TextDecoder.prefixLength)
    } catch {
      throw InputError(reason: error.reason)
    }
    try TextDecoder.refuseWideEncoding(beginning)
    hasBegun = true
    return lines
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
}

extension ArticleSource {
  /// All there is.
  func content() throws(InputError) -> [UInt8] {
    do throws(SystemError) {
      return switch self {
      case .text(let text): Array(text.utf8)
      case .standardInput: try FileSystem.readStandardInput()
      case .file(let path): try FileSystem.read(path)
      }
    } catch {
      throw InputError(reason: error.reason)
    }
  }
}

/// Makes articles of what was read; without state, so that several may work side by side.
struct ArticleDecoder: Sendable {
  /// What a source holds at some place.
  enum Item: Sendable {
    case article(Article)
    case broken(BrokenRecord)
    /// The source cannot be read, or not further; lower case, no full stop.
    case failed(String)
  }

  private let format: InputFormat?
  private let isLossy: Bool
  private let recordReader: JSONLinesReader

  init(_ options: Options) {
    format = options.input
    isLossy = options.isLossy
    recordReader = JSONLinesReader(
      textField: options.textField, idField: options.idField, isLossy: options.isLossy)
  }

  /// Makes articles.
  ///
  /// - Parameters:
  ///   - input: What was read.
  ///   - source: Where it comes from.
  ///   - body: Gets each article, or what is wrong in its place, in the order of the input.
  func decode(_ input: ArticleInput, from source: ArticleSource, _ body: (Item) -> Void) {
    switch input {
    case .document(let content, _):
      do throws(InputError) {
        body(.article(try document(content, source)))
      } catch {
        body(.failed(error.reason))
      }
    case .records(let batch):
      for line in batch.lines {
        do throws(JSONLinesError) {
          body(.article(try article(batch.bytes, line, source)))
        } catch {
          body(
            .broken(
              BrokenRecord(
                line: line.number, column: Self.column(batch.bytes, line.range, error.offset),
                id: error.id?.json, reason: error.reason)))
        }
      }
    case .failed(let reason): body(.failed(reason))
    }
  }

  private func document(
    _ content: [UInt8]?, _ source: ArticleSource
  ) throws(InputError) -> Article {
    let bytes = if let content { content } else { try source.content() }
    guard (format ?? source.format) == .html else {
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

  /// The article in a line; a record without an id is named by its place.
  private func article(
    _ bytes: [UInt8], _ line: RecordBatch.Line, _ source: ArticleSource
  ) throws(JSONLinesError) -> Article {
    let record: JSONLinesRecord
    if let invalid = UTF8Code.firstInvalidOffset(bytes, in: line.range) {
      guard isLossy else {
        let offset = invalid - line.range.lowerBound
        throw JSONLinesError(
          reason: TextDecoder.reason(invalid: bytes[invalid], at: line.offset + offset),
          offset: offset)
      }
      record = try recordReader.read(UTF8Code.repaired(Array(bytes[line.range])))
    } else {
      record = try recordReader.read(bytes, in: line.range)
    }
    return Article(
      id: record.id?.text ?? "\(source.name):\(line.number)", text: record.text,
      metadata: record.metadata, record: RecordParts(id: record.id?.json, fields: record.fields))
  }

  /// The place of a byte in a line as people count.
  private static func column(_ bytes: [UInt8], _ line: Range<Int>, _ offset: Int) -> Int {
    let before = line.clamped(to: line.lowerBound..<line.lowerBound + max(0, offset))
    return 1 + bytes[before].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
