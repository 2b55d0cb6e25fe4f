/// Bytes taken eight at a time, as numbers.
///
/// Every place is checked; only what type the bytes have is taken on trust, and any bytes make a
/// number.
extension RawSpan {
  @inline(__always)
  func byte(at place: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromByteOffset: place, as: UInt8.self)
  }

  @inline(__always)
  private func fourBytes(at place: Int) -> UInt64 {
    UInt64(unsafe unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Eight bytes, the first in the lowest place.
  @inline(__always)
  func eightBytes(at place: Int) -> UInt64 {
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// Eight bytes or fewer as a number that no other bytes of this length make.
  @inline(__always)
  func upToEightBytes(at place: Int, _ length: Int) -> UInt64 {
    if length == 8 { return eightBytes(at: place) }
    // The halves overlap.
    if length >= 4 { return fourBytes(at: place) | fourBytes(at: place + length - 4) << 32 }
    if length == 0 { return 0 }
    let first = UInt64(byte(at: place))
    let last = UInt64(byte(at: place + length - 1))
    return first | UInt64(byte(at: place + length / 2)) << 8 | last << 16
  }

  /// A hash of bytes, good in its low bits.
  @inline(__always)
  func hash(_ start: Int, _ length: Int) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    var place = start
    var rest = length
    while rest > 8 {
      hash = (hash ^ eightBytes(at: place)) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      place += 8
      rest -= 8
    }
    hash = (hash ^ upToEightBytes(at: place, rest)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    return UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  /// Whether bytes are those of another span.
  @inline(__always)
  func equals(_ place: Int, _ other: RawSpan, _ start: Int, _ length: Int) -> Bool {
    var offset = 0
    while length - offset > 8 {
      if eightBytes(at: place + offset) != other.eightBytes(at: start + offset) { return false }
      offset += 8
    }
    let rest = length - offset
    return upToEightBytes(at: place + offset, rest)
      == other.upToEightBytes(at: start + offset, rest)
  }
}
