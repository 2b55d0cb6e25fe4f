/// Eight bytes of a text at once, and which of those at their head are ASCII letters.
struct EightBytes {
  private let bytes: UInt64
  /// The top bit of each byte that is a letter.
  private let letters: UInt64
  /// How many letters there are before the first other byte.
  let letterCount: Int

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Reads the bytes at an offset; all of them lie in the text.
  @inline(__always)
  init(_ text: [UInt8], at offset: Int) {
    bytes = Self.load(text, at: offset)
    // Adding to seven bits moves into the eighth what is not below "a", and what is above "z".
    let low = (bytes | 0x2020_2020_2020_2020) & ~Self.tops
    let notBelow = low &+ (0x80 - 0x61) &* Self.ones
    let above = low &+ (0x80 - 0x7B) &* Self.ones
    letters = notBelow & ~above & ~bytes & Self.tops
    letterCount = (letters ^ Self.tops).trailingZeroBitCount >> 3
  }

  /// Eight bytes as a number, the first one lowest.
  @inline(__always)
  static func load(_ text: [UInt8], at offset: Int) -> UInt64 {
    let raw = unsafe text.span.bytes
    return unsafe UInt64(
      littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private var mask: UInt64 { letterCount == 8 ? ~0 : (1 << UInt64(8 * letterCount)) &- 1 }

  /// The letters at the head in lower case, zeros behind them.
  @inline(__always)
  var lowercaseKey: UInt64 { (bytes | 0x2020_2020_2020_2020) & mask }

  /// How many of the letters at the head are upper case.
  @inline(__always)
  var upperCount: Int { (letters & mask & ~(bytes << 2)).nonzeroBitCount }
}
