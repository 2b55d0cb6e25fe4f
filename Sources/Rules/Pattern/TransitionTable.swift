/// The steps of an automaton: an open-addressing table with eight bytes a slot, cleared whole.
///
/// States are fewer than a million, as the machine forgets them before. Steps at letters that are too
/// many for a slot are not kept; whoever asks builds them anew.
struct TransitionTable: Sendable {
  /// State, letter, and the next state plus one; 0 where there is none.
  private var slots: [UInt64]
  private(set) var count = 0
  /// What is left of a hash is a place.
  private var shift: UInt64

  private static let stateBits: UInt64 = 20
  private static let letterBits: UInt64 = 24
  private static let least = 32

  init() {
    slots = [UInt64](repeating: 0, count: Self.least)
    shift = 64 - 5
  }

  @inline(__always)
  private static func key(_ state: Int32, _ letter: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: state)) << letterBits | UInt64(UInt32(bitPattern: letter)))
      << stateBits
  }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// The state that follows; -1 where it is not known.
  @inline(__always)
  func next(_ state: Int32, _ letter: Int32) -> Int32 {
    guard letter < 1 << Self.letterBits else { return -1 }
    let key = Self.key(state, letter)
    var place = place(key)
    while true {
      let slot = slots[place]
      if slot ^ key < 1 << Self.stateBits {
        return Int32(truncatingIfNeeded: slot ^ key) - 1
      }
      if slot == 0 { return -1 }
      place = (place + 1) & (slots.count - 1)
    }
  }

  /// Notes a step that is not known.
  mutating func set(_ state: Int32, _ letter: Int32, to next: Int32) {
    guard letter < 1 << Self.letterBits else { return }
    precondition(
      max(state, next) < (1 << Self.stateBits) - 1, "more states than the machine may remember")
    if count * 3 >= slots.count * 2 { grow() }
    insert(Self.key(state, letter) | UInt64(next + 1))
    count += 1
  }

  private mutating func insert(_ step: UInt64) {
    var place = place(step & ~((1 << Self.stateBits) - 1))
    while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = step
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    shift -= 1
    for step in old where step != 0 { insert(step) }
  }

  /// Forgets all steps.
  mutating func removeAll() {
    for place in slots.indices { slots[place] = 0 }
    count = 0
  }
}
