/// Normalised spellings and their numbers: an open-addressing table over one byte arena.
///
/// Built once while rules are loaded, then shared by all threads. Words of a text that no rule
/// mentions get numbers above it from a ``DocumentVocabulary``. Spellings hold no NUL.
package struct Vocabulary: Sendable {
  package private(set) var count: Int32 = 0
  /// All spellings, end to end, and room for more.
  private var arena: [UInt8]
  private var offsets: [Int32] = [0]
  private var slots: [VocabularySlot]
  /// How far a hash is shifted to give a slot.
  private var shift: UInt32
  /// How many words there can be before the table grows.
  package private(set) var capacity: Int

  /// A table that holds some words without growing.
  package init(capacity: Int = 1024) {
    var bits: UInt32 = 4
    while Self.room(bits) < capacity { bits += 1 }
    shift = 32 - bits
    self.capacity = Self.room(bits)
    slots = [VocabularySlot](repeating: .empty, count: 1 << bits)
    offsets.reserveCapacity(self.capacity + 1)
    arena = [UInt8](repeating: 0, count: self.capacity * 8)
  }

  /// Fuller tables cost longer searches, emptier ones more memory to be touched first.
  private static func room(_ bits: UInt32) -> Int { (1 << bits) / 8 * 5 }

  // MARK: Adding

  /// The number of a spelling, adding it when it is new.
  package mutating func intern(_ bytes: [UInt8]) -> WordID { intern(bytes, 0, bytes.count) }

  package mutating func intern(_ text: String) -> WordID { intern(Array(text.utf8)) }

  /// The number of a spelling that is part of an array.
  package mutating func intern(_ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID {
    bytes.withWords(start, length) { intern($0) }
  }

  /// The number of the small letters of a part of an array; only ASCII letters are made small.
  package mutating func intern(lowercasing bytes: [UInt8], _ range: Range<Int>) -> WordID {
    bytes.withWords(range.lowerBound, range.count) { intern($0, lowercasing: true) }
  }

  @inline(__always)
  mutating func intern(_ text: ByteWords, lowercasing: Bool = false) -> WordID {
    let hash = text.hash(lowercasing: lowercasing)
    let known = find(hash, text, lowercasing: lowercasing)
    return known == .none ? add(hash, text, lowercasing: lowercasing) : known
  }

  /// Adds a spelling that is not there.
  package mutating func add(
    _ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int
  ) -> WordID {
    bytes.withWords(start, length) { add(hash, $0) }
  }

  @inline(__always)
  private mutating func add(
    _ hash: UInt32, _ text: ByteWords, lowercasing: Bool = false
  ) -> WordID {
    let start = Int(offsets[Int(count)])
    let end = start + text.count
    if end > arena.count { arena.append(contentsOf: repeatElement(0, count: end + arena.count)) }
    unsafe arena.withUnsafeMutableBytes { target in
      unsafe text.write(to: target, at: start, lowercasing: lowercasing)
    }
    let id = count
    count += 1
    offsets.append(Int32(truncatingIfNeeded: end))
    if Int(count) > capacity { grow() }
    place(VocabularySlot(key: text.key(lowercasing: lowercasing), hash: hash, number: count))
    return WordID(id)
  }

  private mutating func place(_ item: VocabularySlot) {
    let mask = slots.count - 1
    var slot = Int(item.hash &>> shift)
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = item
  }

  private mutating func grow() {
    let items = slots
    slots = [VocabularySlot](repeating: .empty, count: items.count * 2)
    shift -= 1
    capacity = Self.room(32 - shift)
    for item in items where item.number != 0 { place(item) }
  }

  // MARK: Finding

  package func find(_ text: String) -> WordID? { find(Array(text.utf8)) }

  /// The number of a spelling, or nil when no rule holds it.
  package func find(_ bytes: [UInt8]) -> WordID? { find(bytes, 0..<bytes.count) }

  /// The number of a spelling with its hash.
  package func find(_ hash: UInt32, _ bytes: [UInt8]) -> WordID? {
    find(hash, bytes, 0, bytes.count)
  }

  /// The number of a spelling that is part of an array.
  package func find(_ bytes: [UInt8], _ range: Range<Int>) -> WordID? {
    let word = bytes.withWords(range.lowerBound, range.count) { find($0.hash(), $0) }
    return word == .none ? nil : word
  }

  /// The number of the small letters of a part of an array; only ASCII letters are made small.
  package func find(lowercasing bytes: [UInt8], _ range: Range<Int>) -> WordID? {
    let word = bytes.withWords(range.lowerBound, range.count) {
      find($0.hash(lowercasing: true), $0, lowercasing: true)
    }
    return word == .none ? nil : word
  }

  package func find(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID? {
    let word = bytes.withWords(start, length) { find(hash, $0) }
    return word == .none ? nil : word
  }

  /// The number of a spelling, or ``WordID/none``.
  @inline(__always)
  func find(_ hash: UInt32, _ text: ByteWords, lowercasing: Bool = false) -> WordID {
    let key = text.key(lowercasing: lowercasing)
    let mask = slots.count - 1
    var slot = Int(hash &>> shift)
    while true {
      let found = slots[slot]
      if found.number == 0 { return .none }
      if found.key == key, found.hash == hash,
        text.count <= 8 || isSpelled(Int(found.number) - 1, text, lowercasing)
      {
        return WordID(found.number - 1)
      }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private func isSpelled(_ id: Int, _ text: ByteWords, _ lowercasing: Bool) -> Bool {
    let start = Int(offsets[id])
    return arena.withWords(start, Int(offsets[id + 1]) - start) {
      $0.equals(text, lowercasing: lowercasing)
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

  /// The normalised spelling of a word.
  package func spelling(of word: WordID) -> String {
    guard word.rawValue >= 0, word.rawValue < count else { return "" }
    return String(decoding: bytes(of: word), as: UTF8.self)
  }

  package func bytes(of word: WordID) -> ArraySlice<UInt8> { arena[range(of: word)] }

  private func range(of word: WordID) -> Range<Int> {
    Int(offsets[Int(word.rawValue)])..<Int(offsets[Int(word.rawValue) + 1])
  }

  /// Calls with the array and the place in it where a spelling stands.
  @inline(__always)
  func withBytes(of word: WordID, _ body: (_ bytes: [UInt8], _ range: Range<Int>) -> Void) {
    body(arena, range(of: word))
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
  /// The hash of a spelling, taken by eight bytes.
  package static func hash(_ bytes: [UInt8]) -> UInt32 { hash(bytes, 0, bytes.count) }

  /// The hash of a spelling that is part of an array.
  package static func hash(_ bytes: [UInt8], _ start: Int, _ length: Int) -> UInt32 {
    bytes.withWords(start, length) { $0.hash() }
  }

  @inline(__always)
  static func step(_ state: UInt64, _ chunk: UInt64) -> UInt64 {
    // The high half of a product depends on all bits of its factor.
    ((state << 23 | state >> 41) ^ chunk) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  static func finish(_ state: UInt64, isLong: Bool) -> UInt32 {
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
    let key = bytes.withWords(start, length) { $0.key() }
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
    return arena.withWords(from, Int(offsets[id + 1]) - from) { known in
      bytes.withWords(start, length) { known.equals($0) }
    }
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

extension Vocabulary: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(count)
    snapshot.write(Array(arena[..<Int(offsets[Int(count)])]))
    snapshot.write(offsets)
    snapshot.write(slots)
    snapshot.write(shift)
    snapshot.write(capacity)
  }

  package init(from snapshot: inout SnapshotReader) {
    count = snapshot.value()
    arena = snapshot.array()
    offsets = snapshot.array()
    slots = snapshot.array()
    shift = snapshot.value()
    capacity = snapshot.value()
  }
}
