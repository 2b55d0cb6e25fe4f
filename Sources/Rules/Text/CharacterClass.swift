/// What a Unicode scalar is to the tokenizer.
package enum CharacterClass: UInt8, Sendable {
  case space, newline, letter, upper, digit, apostrophe, quoteOpen, quoteClose, quoteDouble
  case backtick, period, comma, semicolon, colon, question, exclamation, hyphen, dash
  case ellipsis, slash, bracketOpen, bracketClose, invisible, symbol
}

/// Classes of the scalars, by table for ASCII and by range beyond.
package enum CharacterTable {
  package static let ascii: [CharacterClass] = {
    var table = [CharacterClass](repeating: .symbol, count: 128)
    for byte in 0...32 { table[byte] = .space }
    table[127] = .space
    table[10] = .newline
    table[13] = .newline
    for byte in 97...122 { table[byte] = .letter }
    for byte in 65...90 { table[byte] = .upper }
    for byte in 48...57 { table[byte] = .digit }
    table[0x27] = .apostrophe
    table[0x22] = .quoteDouble
    table[0x60] = .backtick
    table[0x2E] = .period
    table[0x2C] = .comma
    table[0x3B] = .semicolon
    table[0x3A] = .colon
    table[0x3F] = .question
    table[0x21] = .exclamation
    table[0x2D] = .hyphen
    table[0x2F] = .slash
    table[0x28] = .bracketOpen
    table[0x5B] = .bracketOpen
    table[0x7B] = .bracketOpen
    table[0x29] = .bracketClose
    table[0x5D] = .bracketClose
    table[0x7D] = .bracketClose
    return table
  }()

  /// The kinds of marks that are tokens of one byte whatever stands around them.
  static let marks: [TokenKind] = {
    var table = [TokenKind](repeating: .symbol, count: 128)
    let kinds: [CharacterClass: TokenKind] = [
      .comma: .comma, .semicolon: .semicolon, .colon: .colon, .question: .question,
      .exclamation: .exclamation, .slash: .slash, .bracketOpen: .bracketOpen,
      .bracketClose: .bracketClose, .quoteDouble: .quoteNeutral,
    ]
    for byte in 0..<128 { table[byte] = kinds[ascii[byte]] ?? .symbol }
    return table
  }()

  /// Whether a word of letters ends before a byte.
  enum WordEnd: UInt8, Sendable {
    case perhaps, always
    /// Unless a letter or a digit follows.
    case period
    /// Unless it begins `://`.
    case colon
  }

  /// For every byte.
  static let wordEnds: [WordEnd] = {
    var table = [WordEnd](repeating: .perhaps, count: 256)
    for byte in 0..<128 {
      switch ascii[byte] {
      case .letter, .upper, .digit, .apostrophe: break
      case .period: table[byte] = .period
      case .colon: table[byte] = .colon
      // first.last@example.org, press_office
      case .symbol where byte == 0x40 || byte == 0x5F: break
      default: table[byte] = .always
      }
    }
    return table
  }()

  /// The class of a scalar outside ASCII.
  package static func beyondASCII(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    case 0x85, 0x2028, 0x2029: .newline
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F:
      .invisible
    case 0x2018, 0x201A, 0x201B, 0x2039: .quoteOpen
    case 0x2019, 0x203A: .quoteClose
    case 0x201C, 0x201E, 0x201F, 0xAB, 0x300C, 0x300E: .quoteOpen
    case 0x201D, 0xBB, 0x300D, 0x300F: .quoteClose
    case 0xFF02: .quoteDouble
    case 0x2010, 0x2011: .hyphen
    case 0x2012...0x2015, 0x2212: .dash
    case 0x2026: .ellipsis
    case 0x3002, 0xFF0E: .period
    case 0xFF0C, 0x3001: .comma
    case 0xFF1A: .colon
    case 0xFF1B: .semicolon
    case 0xFF1F: .question
    case 0xFF01: .exclamation
    case 0xFF08: .bracketOpen
    case 0xFF09: .bracketClose
    case 0xAA, 0xB5, 0xBA: .letter
    case 0x80...0xBF, 0xD7, 0xF7: .symbol
    case 0xC0...0xDE: .upper
    case 0xDF...0xFF: .letter
    case 0x100...0x24F: isUpperExtendedLatin(scalar) ? .upper : .letter
    case 0x250...0x36F: .letter
    case 0x386, 0x388...0x38F, 0x391...0x3AB, 0x400...0x42F: .upper
    case 0x370...0x1FFF: .letter
    case 0x2000...0x2BFF: .symbol
    case 0x2C00...0x2E7F: .letter
    case 0x2E80...0x303F: .symbol
    case 0x3040...0xD7FF: .letter
    case 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF, 0x1D000...0x1D1FF: .symbol
    default: .letter
    }
  }

  /// Upper-case letters of Latin Extended-A and -B, where cases mostly alternate.
  private static func isUpperExtendedLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x138, 0x149, 0x17F, 0x18D, 0x19B, 0x1AA...0x1AB, 0x1BA...0x1BB, 0x1BE...0x1C3: false
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1
    case 0x178, 0x18E...0x191, 0x193...0x194, 0x196...0x198, 0x19C...0x19D, 0x19F: true
    case 0x181...0x182, 0x186...0x187, 0x189...0x18B: true
    default: scalar & 1 == 0
    }
  }

  /// The lower-case form of a letter, by simple one-to-one mappings.
  package static func lowercase(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xDE where scalar != 0xD7: scalar + 32
    case 0x130: 0x69
    case 0x178: 0xFF
    case 0x18E: 0x1DD
    case 0x18F: 0x259
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x100...0x17F where scalar != 0x138 && scalar != 0x149 && scalar != 0x17F:
      scalar & 1 == 0 ? scalar + 1 : scalar
    case 0x1CD...0x1DC: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233: scalar & 1 == 0 ? scalar + 1 : scalar
    case 0x391...0x3AB: scalar + 32
    case 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    default: scalar
    }
  }
}

extension CharacterTable {
  /// The letters of a Latin ligature.
  package static func ligature(_ scalar: UInt32) -> [UInt8]? {
    switch scalar {
    case 0xFB00: [0x66, 0x66]
    case 0xFB01: [0x66, 0x69]
    case 0xFB02: [0x66, 0x6C]
    case 0xFB03: [0x66, 0x66, 0x69]
    case 0xFB04: [0x66, 0x66, 0x6C]
    case 0xFB05, 0xFB06: [0x73, 0x74]
    default: nil
    }
  }
}

extension CharacterTable {
  /// Whether a scalar is an accent that stands on the letter before it.
  @inline(__always)
  package static func isCombining(_ scalar: UInt32) -> Bool { scalar >= 0x300 && scalar < 0x370 }

  /// The lower-case letter that a Latin letter and an accent make; nil where they stay two.
  package static func composed(_ base: UInt8, _ accent: UInt32) -> UInt32? {
    guard let row = accented.first(where: { $0.accent == accent }),
      let place = row.bases.firstIndex(of: base)
    else { return nil }
    return row.letters[place]
  }

  private struct Row: Sendable {
    let accent: UInt32
    let bases: [UInt8]
    let letters: [UInt32]

    init(_ accent: UInt32, _ bases: String, _ letters: String) {
      self.accent = accent
      self.bases = Array(bases.utf8)
      self.letters = letters.unicodeScalars.map(\.value)
    }
  }

  private static let accented = [
    Row(0x300, "aeinou", "àèìǹòù"),
    Row(0x301, "acegilnorsuyz", "áćéǵíĺńóŕśúýź"),
    Row(0x302, "aceghijosuwy", "âĉêĝĥîĵôŝûŵŷ"),
    Row(0x303, "ainou", "ãĩñõũ"),
    Row(0x304, "aeiouy", "āēīōūȳ"),
    Row(0x306, "aegiou", "ăĕğĭŏŭ"),
    Row(0x307, "acegioz", "ȧċėġiȯż"),
    Row(0x308, "aeiouy", "äëïöüÿ"),
    Row(0x30A, "au", "åů"),
    Row(0x30B, "ou", "őű"),
    Row(0x30C, "acdeghijklnorstuz", "ǎčďěǧȟǐǰǩľňǒřšťǔž"),
    Row(0x31B, "ou", "ơư"),
    Row(0x326, "st", "șț"),
    Row(0x327, "cegklnrst", "çȩģķļņŗşţ"),
    Row(0x328, "aeiou", "ąęįǫų"),
  ]
}

/// Reading and writing UTF-8 without `String`.
package enum UTF8Code {
  /// The scalar at a byte offset and its length in bytes; U+FFFD and 1 where bytes are invalid.
  @inline(__always)
  package static func decode(_ text: [UInt8], _ i: Int) -> (scalar: UInt32, length: Int) {
    let lead = text[i]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let left = text.count - i
    func tail(_ k: Int) -> UInt32? {
      let byte = text[i + k]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    if lead >= 0xC2 && lead < 0xE0, left >= 2, let a = tail(1) {
      return (UInt32(lead & 0x1F) << 6 | a, 2)
    }
    if lead >= 0xE0 && lead < 0xF0, left >= 3, let a = tail(1), let b = tail(2) {
      let scalar = UInt32(lead & 0x0F) << 12 | a << 6 | b
      if scalar >= 0x800 && !(0xD800...0xDFFF).contains(scalar) { return (scalar, 3) }
    }
    if lead >= 0xF0 && lead < 0xF5, left >= 4, let a = tail(1), let b = tail(2), let c = tail(3) {
      let scalar = UInt32(lead & 0x07) << 18 | a << 12 | b << 6 | c
      if scalar >= 0x10000 && scalar <= 0x10FFFF { return (scalar, 4) }
    }
    return (0xFFFD, 1)
  }

  package static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// The first invalid byte, or nil where the bytes are UTF-8 throughout.
  ///
  /// - Parameters:
  ///   - bytes: The text, or what holds it.
  ///   - range: The text; everything when nil. A character never goes on
  ///     behind it.
  /// - Returns: Its byte offset, or nil where all is valid.
  package static func firstInvalidOffset(_ bytes: [UInt8], in range: Range<Int>? = nil) -> Int? {
    var i = range?.lowerBound ?? 0
    let end = range?.upperBound ?? bytes.count
    while i < end {
      while i + 8 <= end, EightBytes.load(bytes, at: i) & EightBytes.tops == 0 { i += 8 }
      if i == end { return nil }
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      let (scalar, length) = decode(bytes, i)
      if scalar == 0xFFFD && length == 1 { return i }
      i += length
    }
    return nil
  }

  /// The bytes with one U+FFFD for each maximal invalid part, as the Unicode standard recommends.
  package static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard firstInvalidOffset(bytes) != nil else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
