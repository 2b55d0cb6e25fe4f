internal import Rules
internal import Stance

/// A text to be labelled, decoded.
struct Article: Sendable {
  let id: String
  /// UTF-8 without byte order mark.
  let text: [UInt8]
  /// What the input says of it.
  var metadata = Metadata()
  /// What results give back of a JSON Lines record.
  var record: RecordParts?
  /// Whether the text is not in the input as it is, so that results must hold it.
  var isExtracted = false
}

extension Metadata {
  /// What the user says, and where that tells nothing what the input says.
  func completed(by found: Metadata) -> Metadata {
    Metadata(
      title: title ?? found.title, date: date ?? found.date, source: source ?? found.source,
      kind: kind ?? found.kind, issuer: issuer ?? found.issuer)
  }
}

/// What a JSON Lines record holds besides its text.
struct RecordParts: Sendable {
  /// A string or a number as JSON; nil where the record has no id.
  let id: [UInt8]?
  let fields: [JSONLinesRecord.Field]
}

/// A line of a JSON Lines file that is no record.
struct BrokenRecord: Sendable {
  /// From 1.
  let line: Int
  /// From 1, in code points.
  let column: Int
  /// A string or a number as JSON, where it could be read.
  let id: [UInt8]?
  /// Lower case, no full stop.
  let reason: String
}

/// Why an input cannot be used, without its name.
struct InputError: Error, Sendable {
  /// Lower case, no full stop.
  let reason: String
}

/// Makes text of bytes, or says why it cannot.
enum TextDecoder {
  /// The text as valid UTF-8 without byte order mark.
  ///
  /// - Parameters:
  ///   - bytes: The content of a file.
  ///   - isLossy: Whether invalid parts become U+FFFD.
  /// - Returns: Not only white space.
  /// - Throws: ``InputError`` for other encodings and for nothing.
  static func decode(_ bytes: [UInt8], isLossy: Bool) throws(InputError) -> [UInt8] {
    try refuseWideEncoding(bytes.prefix(prefixLength))
    guard bytes.count <= sizeLimit else {
      throw InputError(
        reason: "\(bytes.count) bytes are too many for one document (at most 1 GiB); split it")
    }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = try repaired(isMarked ? Array(bytes.dropFirst(3)) : bytes, isLossy: isLossy) {
      reason(invalid: bytes[$0 + (isMarked ? 3 : 0)], at: $0 + (isMarked ? 3 : 0))
    }
    guard hasContent(text) else { throw InputError(reason: nothing) }
    return text
  }

  /// What is wrong with an input in which there is no text.
  static let nothing = "empty: there is nothing to label"

  /// Offsets within a document are 32 bits wide.
  private static let sizeLimit = 1 << 30

  /// How many bytes tell the encoding.
  static let prefixLength = 1024

  /// The bytes as valid UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: Without byte order mark.
  ///   - isLossy: Whether invalid parts become U+FFFD.
  ///   - reason: What to say of the byte at an offset that is not valid.
  /// - Returns: The bytes, or their repaired form.
  /// - Throws: ``InputError`` at the first invalid byte, unless reading lossily.
  static func repaired(
    _ bytes: [UInt8], isLossy: Bool, reason: (Int) -> String
  ) throws(InputError) -> [UInt8] {
    guard let invalid = UTF8Code.firstInvalidOffset(bytes) else { return bytes }
    guard isLossy else { throw InputError(reason: reason(invalid)) }
    return UTF8Code.repaired(bytes)
  }

  /// What to say of a byte that is not valid UTF-8.
  static func reason(invalid byte: UInt8, at offset: Int) -> String {
    let value = String(byte, radix: 16, uppercase: true)
    return "invalid UTF-8 at byte offset \(offset) (0x\(value)); --lossy reads it as U+FFFD"
  }

  /// Refuses what begins as UTF-16 or UTF-32.
  static func refuseWideEncoding(_ bytes: ArraySlice<UInt8>) throws(InputError) {
    guard let encoding = wideEncoding(Array(bytes)) else { return }
    throw InputError(
      reason: "this is \(encoding), not UTF-8; convert it with 'iconv -f \(encoding) -t UTF-8'")
  }

  /// UTF-16 and UTF-32, by their marks or by the zeros in every other byte of Latin text.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "UTF-32"
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let pairs = min(bytes.count / 2, 512)
    guard pairs >= 2 else { return nil }
    var zeros = (even: 0, odd: 0)
    for pair in 0..<pairs {
      if bytes[2 * pair] == 0 { zeros.even += 1 }
      if bytes[2 * pair + 1] == 0 { zeros.odd += 1 }
    }
    if zeros.odd * 10 > pairs * 7, zeros.even * 10 < pairs { return "UTF-16LE" }
    if zeros.even * 10 > pairs * 7, zeros.odd * 10 < pairs { return "UTF-16BE" }
    return nil
  }

  private static func hasContent(_ text: [UInt8]) -> Bool {
    // Most texts begin with a letter: look at all scalars only where the first byte does not tell.
    if let first = text.first, first > 0x20, first < 0x7F { return true }
    return String(decoding: text, as: UTF8.self).unicodeScalars.contains {
      !$0.properties.isWhitespace && $0.value != 0 && $0 != "\u{FEFF}" && $0 != "\u{200B}"
    }
  }
}
