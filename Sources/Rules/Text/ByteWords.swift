/// Bytes of arrays taken eight at a time, as numbers.
///
/// A range is checked once, and then read without a check for each number.
@safe
struct ByteWords {
  private let base: UnsafeRawPointer?
  let count: Int

  /// The bytes of a part of a buffer, for as long as that lives.
  @inline(__always)
  init(_ buffer: UnsafeRawBufferPointer, _ start: Int, _ length: Int) {
    precondition(
      start >= 0 && length >= 0 && length <= buffer.count &- start, "a part outside the bytes")
    unsafe base = length == 0 ? nil : buffer.baseAddress.map { unsafe $0 + start }
    count = length
  }

  /// The hash of a vocabulary; of the small letters, where asked for.
  @inline(__always)
  func hash(lowercasing: Bool = false) -> UInt32 {
    var state: UInt64 = 0
    guard var place = unsafe base else {
      return Vocabulary.finish(Vocabulary.step(0, 0), isLong: false)
    }
    var rest = count
    while rest > 8 {
      let chunk = unsafe Self.eight(place)
      state = Vocabulary.step(state, lowercasing ? Self.lowercased(chunk) : chunk)
      unsafe place += 8
      rest &-= 8
    }
    let chunk = unsafe Self.upToEight(place, rest)
    state = Vocabulary.step(state, lowercasing ? Self.lowercased(chunk) : chunk)
    return Vocabulary.finish(state, isLong: count > 8)
  }

  /// The first eight bytes, or their small letters, as a number: the first one lowest, zeros behind
  /// the end.
  @inline(__always)
  func key(lowercasing: Bool = false) -> UInt64 {
    guard let base = unsafe base else { return 0 }
    let chunk = unsafe count >= 8 ? Self.eight(base) : Self.upToEight(base, count)
    return lowercasing ? Self.lowercased(chunk) : chunk
  }

  /// Whether these are other bytes, or their small letters.
  @inline(__always)
  func equals(_ others: ByteWords, lowercasing: Bool = false) -> Bool {
    guard count == others.count else { return false }
    guard var place = unsafe base, var other = unsafe others.base else { return true }
    var rest = count
    while rest > 8 {
      let chunk = unsafe Self.eight(other)
      if unsafe Self.eight(place) != (lowercasing ? Self.lowercased(chunk) : chunk) {
        return false
      }
      unsafe place += 8
      unsafe other += 8
      rest &-= 8
    }
    let chunk = unsafe Self.upToEight(other, rest)
    return unsafe Self.upToEight(place, rest) == (lowercasing ? Self.lowercased(chunk) : chunk)
  }

  /// Writes the bytes, or their small letters, to a place with room for them.
  @inline(__always)
  func write(to target: UnsafeMutableRawBufferPointer, at start: Int, lowercasing: Bool) {
    precondition(start >= 0 && count <= target.count &- start, "no room for the bytes")
    guard let place = unsafe base, let target = target.baseAddress else { return }
    var offset = 0
    while offset &+ 8 <= count {
      let chunk = unsafe Self.eight(place + offset)
      let written = lowercasing ? Self.lowercased(chunk) : chunk
      unsafe target.storeBytes(
        of: written.littleEndian, toByteOffset: start &+ offset, as: UInt64.self)
      offset &+= 8
    }
    while offset < count {
      let byte = unsafe place.load(fromByteOffset: offset, as: UInt8.self)
      let written = lowercasing ? UInt8(truncatingIfNeeded: Self.lowercased(UInt64(byte))) : byte
      unsafe target.storeBytes(of: written, toByteOffset: start &+ offset, as: UInt8.self)
      offset &+= 1
    }
  }

  // MARK: Numbers

  @inline(__always)
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bits of the bytes that are small ASCII letters, as far as only ASCII is before them.
  @inline(__always)
  static func lowercaseLetters(_ chunk: UInt64) -> UInt64 {
    (chunk &+ each(0x1F)) & ~(chunk &+ each(0x05)) & ~chunk & each(0x80)
  }

  /// Capital ASCII letters made small.
  @inline(__always)
  private static func lowercased(_ chunk: UInt64) -> UInt64 {
    let low = chunk & each(0x7F)
    let isCapital = (low &+ each(0x3F)) & ~(low &+ each(0x25)) & ~chunk & each(0x80)
    return chunk | isCapital >> 2
  }

  /// Eight bytes, the first in the lowest place.
  @inline(__always)
  static func eight(_ bytes: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
  }

  /// Eight bytes or fewer, the first in the lowest place, zeros behind the end.
  @inline(__always)
  private static func upToEight(_ bytes: UnsafeRawPointer, _ length: Int) -> UInt64 {
    if length == 8 { return unsafe eight(bytes) }
    if length >= 4 {
      // The halves overlap.
      let head = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
      let tail = UInt32(
        littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self))
      return UInt64(head) | UInt64(tail) &<< UInt64(8 &* (length &- 4))
    }
    if length == 0 { return 0 }
    let last = length &- 1
    let middle = length / 2
    let first = UInt64(unsafe bytes.load(as: UInt8.self))
    let second = UInt64(unsafe bytes.load(fromByteOffset: middle, as: UInt8.self))
    let third = UInt64(unsafe bytes.load(fromByteOffset: last, as: UInt8.self))
    return first | second &<< UInt64(8 &* middle) | third &<< UInt64(8 &* last)
  }
}

extension [UInt8] {
  /// Calls with a part of the array.
  @inline(__always)
  func withWords<Result>(
    _ start: Int, _ length: Int, _ body: (ByteWords) -> Result
  ) -> Result {
    unsafe withUnsafeBytes { buffer in unsafe body(ByteWords(buffer, start, length)) }
  }

  /// Where the small ASCII letters from a place on end.
  @inline(__always)
  func endOfLowercaseLetters(from start: Int, limit: Int) -> Int {
    precondition(start >= 0 && limit <= count, "a part outside the array")
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return start }
      var place = start
      while place &+ 8 <= limit {
        let chunk = unsafe ByteWords.eight(base + place)
        let others = ~ByteWords.lowercaseLetters(chunk) & 0x8080_8080_8080_8080
        if others != 0 { return place &+ others.trailingZeroBitCount / 8 }
        place &+= 8
      }
      while place < limit {
        let byte = unsafe base.load(fromByteOffset: place, as: UInt8.self)
        if byte < 0x61 || byte > 0x7A { return place }
        place &+= 1
      }
      return place
    }
  }
}
