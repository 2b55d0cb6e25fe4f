internal import Rules

/// A text to be labelled, decoded.
struct Article: Sendable {
  let id: String
  /// UTF-8 without byte order mark.
  let text: [UInt8]
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
    if let encoding = wideEncoding(bytes) {
      throw InputError(
        reason: "this is \(encoding), not UTF-8; convert it with 'iconv -f \(encoding) -t UTF-8'")
    }
    let invalid = isLossy ? nil : UTF8Code.firstInvalidOffset(bytes)
    if let invalid {
      let value = String(bytes[invalid], radix: 16, uppercase: true)
      throw InputError(
        reason: "invalid UTF-8 at byte offset \(invalid) (0x\(value)); --lossy reads it as U+FFFD")
    }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UTF8Code.repaired(isMarked ? Array(bytes.dropFirst(3)) : bytes)
    guard hasContent(text) else { throw InputError(reason: "empty: there is nothing to label") }
    return text
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
