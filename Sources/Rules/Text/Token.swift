// Public, unlike the rest of this target, because the compiler inlines only public functions in
// other modules, and these stand in their innermost loops.

/// What a token is.
public enum TokenKind: UInt8, Sendable {
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
  @inlinable public var isWordLike: Bool {
    switch self {
    case .word, .number, .possessive: true
    default: false
    }
  }
  /// Whether it is a quotation mark of any side.
  @inlinable public var isQuote: Bool {
    switch self {
    case .quoteOpen, .quoteClose, .quoteNeutral: true
    default: false
    }
  }

  // The function that the compiler would write is called through a table from other modules.
  /// Whether two kinds are the same.
  @inlinable public static func == (a: TokenKind, b: TokenKind) -> Bool {
    unsafe unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}

/// Surface facts about a token that its normalised spelling no longer tells.
public struct TokenFlags: OptionSet, Sendable {
  /// A bit for each fact.
  public let rawValue: UInt16
  /// The facts of a number's bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// White space stands before the token.
  @inlinable public static var spaceBefore: TokenFlags { TokenFlags(rawValue: 1) }
  /// At least one line break stands before the token.
  @inlinable public static var lineBefore: TokenFlags { TokenFlags(rawValue: 2) }
  /// A blank line stands before the token, or the text begins here.
  @inlinable public static var paragraphBefore: TokenFlags { TokenFlags(rawValue: 4) }
  /// The first letter is an upper-case letter.
  @inlinable public static var capitalised: TokenFlags { TokenFlags(rawValue: 8) }
  /// All letters are upper case and there are at least two.
  @inlinable public static var allCaps: TokenFlags { TokenFlags(rawValue: 16) }
  /// The token is one letter.
  @inlinable public static var singleLetter: TokenFlags { TokenFlags(rawValue: 32) }
  /// The word holds inner dots and ends in one: `U.S.`, `a.m.`.
  @inlinable public static var dotted: TokenFlags { TokenFlags(rawValue: 64) }
  /// A quotation mark of the single kind (`'`, `‘`, a backtick).
  @inlinable public static var singleQuote: TokenFlags { TokenFlags(rawValue: 128) }
  /// The second half of a contraction: `n't`, `'ll`.
  @inlinable public static var contraction: TokenFlags { TokenFlags(rawValue: 256) }
  /// A web or e-mail address, a file name, a hashtag or a handle.
  @inlinable public static var address: TokenFlags { TokenFlags(rawValue: 512) }
  /// At least one byte of the token is not ASCII.
  @inlinable public static var nonASCII: TokenFlags { TokenFlags(rawValue: 1024) }
  /// White space stands after the token (or the text ends).
  @inlinable public static var spaceAfter: TokenFlags { TokenFlags(rawValue: 2048) }
}

/// The number of a normalised spelling in a vocabulary.
public struct WordID: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// From 0; -1 for ``none``.
  public let rawValue: Int32
  /// The word with a number.
  @inlinable public init(_ rawValue: Int32) { self.rawValue = rawValue }
  /// Marks tokens that are no words.
  @inlinable public static var none: WordID { WordID(-1) }
  /// Whether two words are the same.
  @inlinable public static func == (a: WordID, b: WordID) -> Bool { a.rawValue == b.rawValue }
  /// By number.
  @inlinable public static func < (a: WordID, b: WordID) -> Bool {
    a.rawValue < b.rawValue
  }
}

/// One word, number or mark, by its place in the bytes of the text.
public struct Token: Sendable {
  /// First byte.
  public var start: Int32
  /// One past the last byte.
  public var end: Int32
  /// Normalised spelling; ``WordID/none`` for marks.
  public var word: WordID
  /// What the spelling does not tell.
  public var flags: TokenFlags
  /// Word, number or which mark.
  public var kind: TokenKind

  /// Makes the value of its parts.
  @inlinable public init(start: Int32, end: Int32, word: WordID, flags: TokenFlags, kind: TokenKind)
  {
    self.start = start
    self.end = end
    self.word = word
    self.flags = flags
    self.kind = kind
  }

  /// Whether a fact holds, or one of several.
  @inlinable public func has(_ flag: TokenFlags) -> Bool {
    flags.rawValue & flag.rawValue != 0
  }
}
