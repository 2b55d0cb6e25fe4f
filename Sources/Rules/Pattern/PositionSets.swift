/// Sets of positions in a zone, as bits on a stack.
///
/// - fixed: nothing
/// - update-only: sets pushed
/// - resettable: the stack, at each zone
struct PositionSets: Sendable {
  private(set) var bits: [UInt64] = []
  /// Words of a set.
  private(set) var width = 1
  private(set) var top = 0
  /// The words of sets that are looked at: the others are taken for empty.
  private(set) var window = 0..<1

  mutating func reset(positionCount: Int) {
    width = (positionCount + 63) / 64
    window = 0..<width
    top = 0
  }

  /// Leaves out of sight what lies before the first and behind the last of some positions.
  mutating func narrow(to positions: ClosedRange<Int>) {
    window = positions.lowerBound >> 6..<positions.upperBound >> 6 + 1
  }

  mutating func widen() { window = 0..<width }

  /// A new empty set.
  mutating func push() -> Int {
    let set = top
    top += width
    if top > bits.count {
      for _ in bits.count..<top { bits.append(0) }
    }
    for word in window { bits[set + word] = 0 }
    return set
  }

  mutating func pop(to set: Int) { top = set }

  @inline(__always) subscript(set: Int, word: Int) -> UInt64 {
    get { bits[set + word] }
    set { bits[set + word] = newValue }
  }

  @inline(__always) func contains(_ set: Int, _ position: Int) -> Bool {
    bits[set + position >> 6] >> UInt64(position & 63) & 1 != 0
  }

  @inline(__always) mutating func insert(_ set: Int, _ position: Int) {
    bits[set + position >> 6] |= 1 << UInt64(position & 63)
  }

  mutating func copy(_ source: Int, to target: Int) {
    for word in window { bits[target + word] = bits[source + word] }
  }

  mutating func formUnion(_ target: Int, _ source: Int) {
    for word in window { bits[target + word] |= bits[source + word] }
  }

  mutating func formIntersection(_ target: Int, _ source: Int) {
    for word in window { bits[target + word] &= bits[source + word] }
  }

  func isEmpty(_ set: Int) -> Bool {
    for word in window where bits[set + word] != 0 { return false }
    return true
  }

  /// The first position from one on, or -1.
  func first(_ set: Int, from start: Int = 0) -> Int {
    let start = max(start, window.lowerBound << 6)
    var word = start >> 6
    guard word < window.upperBound else { return -1 }
    var value = bits[set + word] & (UInt64.max << UInt64(start & 63))
    while value == 0 {
      word += 1
      if word == window.upperBound { return -1 }
      value = bits[set + word]
    }
    return word << 6 + value.trailingZeroBitCount
  }

  /// The last position, or -1.
  func last(_ set: Int) -> Int {
    for word in window.reversed() where bits[set + word] != 0 {
      return word << 6 + 63 - bits[set + word].leadingZeroBitCount
    }
    return -1
  }

  /// The bits of a word after all positions have moved down by one.
  @inline(__always) func down(_ set: Int, _ word: Int) -> UInt64 {
    let carry = word + 1 < window.upperBound ? bits[set + word + 1] << 63 : 0
    return bits[set + word] >> 1 | carry
  }

  /// The bits of a word after all positions have moved up by one.
  @inline(__always) func up(_ set: Int, _ word: Int) -> UInt64 {
    let carry = word > window.lowerBound ? bits[set + word - 1] >> 63 : 0
    return bits[set + word] << 1 | carry
  }

  /// Adds the positions before a member from which elements of `free` lead to it.
  mutating func extendDown(_ set: Int, through free: Int) {
    for word in window.reversed() {
      let mask = bits[free + word]
      if mask == 0 { continue }
      let carry = word + 1 < window.upperBound ? bits[set + word + 1] << 63 : 0
      var value = bits[set + word] | (carry & mask)
      while true {
        let wider = value | (value >> 1 & mask)
        if wider == value { break }
        value = wider
      }
      bits[set + word] = value
    }
  }

  /// Adds the positions after a member to which elements of `free` lead.
  mutating func extendUp(_ set: Int, through free: Int) {
    var carry: UInt64 = 0
    for word in window {
      let mask = bits[free + word]
      var value = bits[set + word] | carry
      while true {
        let wider = value | (value & mask) << 1
        if wider == value { break }
        value = wider
      }
      carry = (value & mask) >> 63
      bits[set + word] = value
    }
  }
}
