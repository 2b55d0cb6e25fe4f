/// Eight bytes of a text at once, and which of those at their head are ASCII letters.
struct EightBytes {
  private let bytes: UInt64
  /// The top bit of each byte that is a letter.
  private let letters: UInt64
  /// How many letters there are before the first other byte.
  let letterCount: Int

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  /// The bits that no ASCII byte has.
  static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Reads the bytes at an offset; all of them lie in the text.
  @inline(__always)
  init(_ text: [UInt8], at offset: Int) {
    bytes = Self.load(text, at: offset)
    // Adding to seven bits moves into the eighth what is not below "a", and what is above "z".
    let low = (bytes | 0x2020_2020_2020_2020) & ~Self.tops
    let notBelow = low &+ (0x80 - 0x61) &* Self.ones
    let above = low &+ (0x80 - 0x7B) &* Self.ones
    letters = notBelow & ~above & ~bytes & Self.tops
    let others = letters ^ Self.tops
    letterCount = others.trailingZeroBitCount >> 3
    // The bits below the first top bit that is no letter's, whole bytes of them.
    mask = others == 0 ? ~0 : ((others & (~others &+ 1)) >> 7) &- 1
  }

  /// Eight bytes as a number, the first one lowest.
  @inline(__always)
  static func load(_ text: [UInt8], at offset: Int) -> UInt64 {
    let raw = unsafe text.span.bytes
    return unsafe UInt64(
      littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// All bits of the letters at the head.
  private let mask: UInt64

  /// The letters at the head in lower case, zeros behind them.
  @inline(__always)
  var lowercaseKey: UInt64 { (bytes | 0x2020_2020_2020_2020) & mask }

  /// Whether one of the letters at the head is upper case: their bit 5 is not set.
  @inline(__always)
  var hasUpper: Bool { letters & mask & ~(bytes << 2) != 0 }

  /// Whether all letters at the head are upper case.
  @inline(__always)
  var isUpper: Bool { letters & mask & (bytes << 2) == 0 }
}
