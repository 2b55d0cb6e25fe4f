/// What a token is.
package enum TokenKind: UInt8, Sendable {
  /// Letters, with inner apostrophes, digits or dots that belong to the word (`U.S.`, `News.Az`).
  case word
  /// Digits with their separators: `500,000`, `3.5`, `16:58`, `30th`.
  case number
  /// The possessive mark, `'s` or a bare apostrophe after `s`.
  case possessive
  case comma
  case period
  case question
  case exclamation
  case ellipsis
  case semicolon
  case colon
  /// A dash between phrases: `--`, `–`, `—`, or a hyphen with white space on a side.
  case dash
  /// A hyphen inside a compound: `peace-keeping`.
  case hyphen
  case slash
  case quoteOpen
  case quoteClose
  /// A straight quotation mark whose side the quotation scanner decides.
  case quoteNeutral
  case bracketOpen
  case bracketClose
  /// Currency, percent, bullets and everything else.
  case symbol

  /// Whether patterns and syntax see this token as a word.
  package var isWordLike: Bool { rawValue <= TokenKind.possessive.rawValue }
  package var isQuote: Bool {
    self == .quoteOpen || self == .quoteClose || self == .quoteNeutral
  }
}

/// Surface facts about a token that its normalised spelling no longer tells.
package struct TokenFlags: OptionSet, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// White space stands before the token.
  package static let spaceBefore = TokenFlags(rawValue: 1)
  /// At least one line break stands before the token.
  package static let lineBefore = TokenFlags(rawValue: 2)
  /// A blank line stands before the token, or the text begins here.
  package static let paragraphBefore = TokenFlags(rawValue: 4)
  /// The first letter is an upper-case letter.
  package static let capitalised = TokenFlags(rawValue: 8)
  /// All letters are upper case and there are at least two.
  package static let allCaps = TokenFlags(rawValue: 16)
  /// The token is one letter.
  package static let singleLetter = TokenFlags(rawValue: 32)
  /// The word holds inner dots and ends in one: `U.S.`, `a.m.`.
  package static let dotted = TokenFlags(rawValue: 64)
  /// A quotation mark of the single kind (`'`, `‘`, a backtick).
  package static let singleQuote = TokenFlags(rawValue: 128)
  /// The second half of a contraction: `n't`, `'ll`.
  package static let contraction = TokenFlags(rawValue: 256)
  /// A web or e-mail address, a file name, a hashtag or a handle.
  package static let address = TokenFlags(rawValue: 512)
  /// At least one byte of the token is not ASCII.
  package static let nonASCII = TokenFlags(rawValue: 1024)
  /// White space stands after the token (or the text ends).
  package static let spaceAfter = TokenFlags(rawValue: 2048)
}

/// The number of a normalised spelling in a vocabulary.
package struct WordID: Hashable, Comparable, Sendable {
  package let rawValue: Int32
  @inline(__always) package init(_ rawValue: Int32) { self.rawValue = rawValue }
  /// Marks tokens that are no words.
  package static let none = WordID(-1)
  @inline(__always) package static func < (a: WordID, b: WordID) -> Bool {
    a.rawValue < b.rawValue
  }
}

/// One word, number or mark, by its place in the bytes of the text.
package struct Token: Sendable {
  /// First byte.
  package var start: Int32
  /// One past the last byte.
  package var end: Int32
  /// Normalised spelling; ``WordID/none`` for marks.
  package var word: WordID
  package var flags: TokenFlags
  package var kind: TokenKind

  package init(start: Int32, end: Int32, word: WordID, flags: TokenFlags, kind: TokenKind) {
    self.start = start
    self.end = end
    self.word = word
    self.flags = flags
    self.kind = kind
  }

  @inline(__always) package func has(_ flag: TokenFlags) -> Bool { flags.contains(flag) }
}
