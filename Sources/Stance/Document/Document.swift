internal import Rules

/// What a sentence is for in its document.
enum SentenceRole: UInt8, Sendable {
  case title, heading, dateline, byline, source, boilerplate, caption, listItem, closing, body

  /// Whether acts may stand in it.
  var isRead: Bool { self == .body }
}

/// A sentence by its tokens.
struct SentenceSpan: Sendable {
  /// First token.
  var first: Int
  /// One past the last token.
  var last: Int
  var paragraph: Int
  var role: SentenceRole
  /// A token limit cut it.
  var isForced = false
  /// First token after a joined dateline (`BAKU, Jan 19 (Reuters) -`) or the name of who speaks
  /// (`MR. PRICE:`), else `first`.
  var bodyFirst: Int
  /// In a transcript, whose turn begins here.
  var turn = Turn.none
}

/// A pair of quotation marks.
struct Quotation: Sendable {
  /// The opening mark, or the first token quoted where the quotation was opened in an earlier
  /// paragraph.
  var open: Int
  /// One past the closing mark, or past the last token of the paragraph where none closes it.
  var close: Int
  /// Scare quotes and titles are transparent to syntax and patterns.
  var isSpeech: Bool
  /// The quotation goes on in the next paragraph, which opens with a mark of its own.
  var goesOn = false
}

/// A text cut into tokens, paragraphs, sentences and quotations.
struct Document: Sendable {
  var bytes: [UInt8] = []
  var tokens: [Token] = []
  /// The few tokens that paragraphs, quotations and sentences depend on: at the heads of lines,
  /// quotation marks, marks and words that may end a sentence.
  var landmarks: [Int32] = []
  var sentences: [SentenceSpan] = []
  var quotations: [Quotation] = []
  var metadata = Metadata()
  /// As far as it is long enough to tell.
  var isEnglish = true
  /// The title that was given from outside the text.
  var titleTokens: [Token] = []
  /// For each token the quotation it stands in (marks included), innermost speech first; -1: none.
  var quotationOfToken: [Int32] = []

  /// Empties all, and keeps the buffers unless they are those of a huge text.
  mutating func reset() {
    guard tokens.capacity < 1 << 20 else {
      self = Document()
      return
    }
    bytes = []
    tokens.removeAll(keepingCapacity: true)
    landmarks.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    quotations.removeAll(keepingCapacity: true)
    metadata = Metadata()
    isEnglish = true
    titleTokens.removeAll(keepingCapacity: true)
    quotationOfToken.removeAll(keepingCapacity: true)
  }

  func text(_ token: Int) -> ArraySlice<UInt8> {
    bytes[Int(tokens[token].start)..<Int(tokens[token].end)]
  }

  /// The place of the dateline, as in `LANSING, Mich. (AP) --`, first letters upper case.
  var town: String? {
    for span in sentences.prefix(12) {
      guard span.bodyFirst > span.first || span.role == .dateline else { continue }
      var last = span.first
      while last < span.last, tokens[last].kind == .word, tokens[last].has(.capitalised) {
        last += 1
      }
      guard last > span.first else { continue }
      var wasLetter = false
      let bytes = string(span.first..<last).utf8.map { byte in
        defer { wasLetter = byte != 0x20 && byte != 0x2D }
        return wasLetter && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }

  func string(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    let start = Int(tokens[range.lowerBound].start)
    let end = Int(tokens[range.upperBound - 1].end)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
