/// Normalised spellings and their numbers: an open-addressing table over one byte arena.
///
/// Built once while rules are loaded, then shared by all threads. Words of a text that no rule
/// mentions get numbers above it from a ``DocumentVocabulary``. Spellings hold no NUL.
package struct Vocabulary: Sendable {
  package private(set) var count: Int32 = 0
  private var arena: [UInt8] = []
  private var offsets: [Int32] = [0]
  private var slots = [VocabularySlot](repeating: .empty, count: 4096)
  /// How far a hash is shifted to give a slot.
  private var shift: UInt32 = 32 - 12

  package init() {}

  /// The number of a spelling, adding it when it is new.
  package mutating func intern(_ bytes: [UInt8]) -> WordID { intern(bytes, 0, bytes.count) }

  /// The number of a spelling that is part of an array.
  package mutating func intern(_ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID {
    let hash = Self.hash(bytes, start, length)
    return find(hash, bytes, start, length) ?? add(hash, bytes, start, length)
  }

  package mutating func intern(_ text: String) -> WordID { intern(Array(text.utf8)) }

  /// Adds a spelling that is not there.
  package mutating func add(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int)
    -> WordID
  {
    let id = count
    count += 1
    for place in start..<start + length { arena.append(bytes[place]) }
    offsets.append(Int32(arena.count))
    if Int(count) * 2 > slots.count { grow() }
    place(VocabularySlot(key: Self.key(bytes, start, length), hash: hash, number: count))
    return WordID(id)
  }

  /// The number of a spelling, or nil when no rule holds it.
  package func find(_ hash: UInt32, _ bytes: [UInt8]) -> WordID? {
    find(hash, bytes, 0, bytes.count)
  }

  package func find(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID? {
    let key = Self.key(bytes, start, length)
    let mask = slots.count - 1
    var slot = Int(hash &>> shift)
    while true {
      let found = slots[slot]
      if found.number == 0 { return nil }
      if found.key == key, found.hash == hash,
        length <= 8 || isSpelled(Int(found.number) - 1, bytes, start, length)
      {
        return WordID(found.number - 1)
      }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a short spelling.
  @inline(__always)
  func find(_ spelling: ShortSpelling) -> WordID? {
    let mask = slots.count - 1
    let hash = spelling.hash
    var slot = Int(hash &>> shift)
    while true {
      let found = slots[slot]
      if found.number == 0 { return nil }
      if found.key == spelling.first, found.hash == hash,
        spelling.count <= 8 || isSpelled(Int(found.number) - 1, spelling)
      {
        return WordID(found.number - 1)
      }
      slot = (slot + 1) & mask
    }
  }

  private func isSpelled(_ id: Int, _ spelling: ShortSpelling) -> Bool {
    let end = Int(offsets[id + 1])
    return end - Int(offsets[id]) == spelling.count
      && EightBytes.load(arena, at: end - 8) == spelling.lastEight
  }

  private func isSpelled(_ id: Int, _ bytes: [UInt8], _ start: Int, _ length: Int) -> Bool {
    let from = Int(offsets[id])
    guard Int(offsets[id + 1]) - from == length else { return false }
    var k = 8
    while k < length && arena[from + k] == bytes[start + k] { k += 1 }
    return k == length
  }

  package func find(_ text: String) -> WordID? {
    let bytes = Array(text.utf8)
    return find(Self.hash(bytes), bytes)
  }

  /// The normalised spelling of a word.
  package func spelling(of word: WordID) -> String {
    guard word.rawValue >= 0, word.rawValue < count else { return "" }
    return String(decoding: bytes(of: word), as: UTF8.self)
  }

  package func bytes(of word: WordID) -> ArraySlice<UInt8> {
    arena[Int(offsets[Int(word.rawValue)])..<Int(offsets[Int(word.rawValue) + 1])]
  }

  private mutating func place(_ item: VocabularySlot) {
    let mask = slots.count - 1
    var slot = Int(item.hash &>> shift)
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = item
  }

  private mutating func grow() {
    let items = slots
    slots = [VocabularySlot](repeating: .empty, count: items.count * 4)
    shift -= 2
    for item in items where item.number != 0 { place(item) }
  }
}

/// A word in a table: short ones are told by their key alone.
struct VocabularySlot: Sendable {
  /// The first eight bytes, zeros behind the end.
  var key: UInt64
  /// Odd for words of more than eight bytes.
  var hash: UInt32
  /// The number plus one; 0 where nothing stands.
  var number: Int32

  static let empty = VocabularySlot(key: 0, hash: 0, number: 0)
}

extension Vocabulary {
  /// The first eight bytes of a spelling as a number, the first one lowest.
  static func key(_ bytes: [UInt8], _ start: Int, _ length: Int) -> UInt64 {
    if start + 8 <= bytes.count {
      let whole = EightBytes.load(bytes, at: start)
      return length < 8 ? whole & ((1 << UInt64(8 * length)) &- 1) : whole
    }
    var key: UInt64 = 0
    for place in 0..<min(length, 8) { key |= UInt64(bytes[start + place]) << UInt64(8 * place) }
    return key
  }

  /// The hash of a spelling, taken by eight bytes.
  package static func hash(_ bytes: [UInt8]) -> UInt32 { hash(bytes, 0, bytes.count) }

  /// The hash of a spelling that is part of an array.
  package static func hash(_ bytes: [UInt8], _ start: Int, _ length: Int) -> UInt32 {
    var state: UInt64 = 0
    var place = start
    let end = start + length
    repeat {
      state = step(state, key(bytes, place, min(8, end - place)))
      place += 8
    } while place < end
    return finish(state, isLong: length > 8)
  }

  @inline(__always)
  fileprivate static func step(_ state: UInt64, _ chunk: UInt64) -> UInt64 {
    // The high half of a product depends on all bits of its factor.
    ((state << 23 | state >> 41) ^ chunk) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  fileprivate static func finish(_ state: UInt64, isLong: Bool) -> UInt32 {
    UInt32(truncatingIfNeeded: state >> 32) & ~1 | (isLong ? 1 : 0)
  }
}

/// A spelling of at most sixteen bytes, held in two numbers.
package struct ShortSpelling: Sendable {
  /// The first eight bytes and the others, the first one lowest, zeros behind the end.
  fileprivate private(set) var first: UInt64
  private var second: UInt64 = 0
  private(set) var count: Int

  /// A spelling of at most eight bytes.
  init(_ bytes: UInt64, count: Int) {
    first = bytes
    self.count = count
  }

  /// The possessive mark, `'s`.
  static let possessive = ShortSpelling(0x7327, count: 2)

  /// Adds up to eight bytes behind the first eight.
  @inline(__always)
  mutating func append(_ bytes: UInt64, count: Int) {
    second = bytes
    self.count += count
  }

  @inline(__always)
  fileprivate var hash: UInt32 {
    let state = Vocabulary.step(0, first)
    return count > 8
      ? Vocabulary.finish(Vocabulary.step(state, second), isLong: true)
      : Vocabulary.finish(state, isLong: false)
  }

  /// The last eight bytes of more than eight.
  fileprivate var lastEight: UInt64 {
    let shift = UInt64(8 * (count - 8))
    return shift == 64 ? second : first >> shift | second << (64 - shift)
  }

  fileprivate func append(to arena: inout [UInt8]) {
    for place in 0..<count {
      let part = place < 8 ? first >> UInt64(8 * place) : second >> UInt64(8 * place - 64)
      arena.append(UInt8(truncatingIfNeeded: part))
    }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }
}

/// Numbers for the words of one document that the rules do not know, reset between documents.
///
/// - fixed: `base`, the first number handed out
/// - update-only: the words seen, `arena`
/// - resettable: everything, by ``reset()``, which costs what the document used
package struct DocumentVocabulary: Sendable {
  private let base: Int32
  private var arena: [UInt8] = []
  private var offsets: [Int32] = [0]
  private var slots: [VocabularySlot]
  private var shift: UInt32
  private var used: [Int32] = []

  private static let smallest: UInt32 = 10

  package init(after vocabulary: Vocabulary) {
    base = vocabulary.count
    shift = 32 - Self.smallest
    slots = [VocabularySlot](repeating: .empty, count: 1 << Self.smallest)
  }

  package mutating func reset() {
    // A table grown by one huge text is given back, so that small ones stay cheap.
    if slots.count > 1 << 16 {
      shift = 32 - Self.smallest
      slots = [VocabularySlot](repeating: .empty, count: 1 << Self.smallest)
    } else {
      for slot in used { slots[Int(slot)] = .empty }
    }
    used.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }

  package mutating func intern(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int)
    -> WordID
  {
    let key = Vocabulary.key(bytes, start, length)
    let mask = slots.count - 1
    var slot = Int(hash &>> shift)
    while true {
      let found = slots[slot]
      if found.number == 0 { break }
      if found.key == key, found.hash == hash,
        length <= 8 || isSpelled(Int(found.number) - 1, bytes, start, length)
      {
        return WordID(base + found.number - 1)
      }
      slot = (slot + 1) & mask
    }
    for place in start..<start + length { arena.append(bytes[place]) }
    return add(VocabularySlot(key: key, hash: hash, number: 0), at: slot)
  }

  /// The number of a short spelling, adding it when it is new.
  mutating func intern(_ spelling: ShortSpelling) -> WordID {
    let mask = slots.count - 1
    let hash = spelling.hash
    var slot = Int(hash &>> shift)
    while true {
      let found = slots[slot]
      if found.number == 0 { break }
      if found.key == spelling.first, found.hash == hash,
        spelling.count <= 8 || isSpelled(Int(found.number) - 1, spelling)
      {
        return WordID(base + found.number - 1)
      }
      slot = (slot + 1) & mask
    }
    spelling.append(to: &arena)
    return add(VocabularySlot(key: spelling.first, hash: hash, number: 0), at: slot)
  }

  /// Gives the spelling that was just put into the arena its number.
  private mutating func add(_ item: VocabularySlot, at slot: Int) -> WordID {
    offsets.append(Int32(arena.count))
    let number = Int32(offsets.count - 1)
    slots[slot] = item
    slots[slot].number = number
    used.append(Int32(slot))
    if used.count * 2 > slots.count { grow() }
    return WordID(base + number - 1)
  }

  private func isSpelled(_ id: Int, _ spelling: ShortSpelling) -> Bool {
    let end = Int(offsets[id + 1])
    return end - Int(offsets[id]) == spelling.count
      && EightBytes.load(arena, at: end - 8) == spelling.lastEight
  }

  private func isSpelled(_ id: Int, _ bytes: [UInt8], _ start: Int, _ length: Int) -> Bool {
    let from = Int(offsets[id])
    guard Int(offsets[id + 1]) - from == length else { return false }
    var k = 8
    while k < length && arena[from + k] == bytes[start + k] { k += 1 }
    return k == length
  }

  private mutating func grow() {
    let items = used.map { slots[Int($0)] }
    slots = [VocabularySlot](repeating: .empty, count: slots.count * 4)
    shift -= 2
    used.removeAll(keepingCapacity: true)
    let mask = slots.count - 1
    for item in items {
      var slot = Int(item.hash &>> shift)
      while slots[slot].number != 0 { slot = (slot + 1) & mask }
      slots[slot] = item
      used.append(Int32(slot))
    }
  }
}
