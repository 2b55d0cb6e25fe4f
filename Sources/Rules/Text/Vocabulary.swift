/// Normalised spellings and their numbers: an open-addressing table over one byte arena.
///
/// Built once while rules are loaded, then shared by all threads. Words of a text that no rule
/// mentions get numbers above it from a ``DocumentVocabulary``.
package struct Vocabulary: Sendable {
  package private(set) var count: Int32 = 0
  /// All spellings, end to end, and room for more.
  private var arena: [UInt8]
  private var offsets: [Int32] = [0]
  /// The hash of a spelling and its number plus one; 0 where nothing stands.
  private var slots: [UInt64]
  /// How many words there can be before the table grows.
  package private(set) var capacity: Int

  /// A table that holds some words without growing.
  package init(capacity: Int = 1024) {
    var size = 16
    while Self.room(size) < capacity { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    self.capacity = Self.room(size)
    offsets.reserveCapacity(self.capacity + 1)
    arena = [UInt8](repeating: 0, count: self.capacity * 8)
  }

  /// Fuller tables cost longer searches, emptier ones more memory to be touched first.
  private static func room(_ size: Int) -> Int { size / 8 * 5 }

  /// The hash of a normalised spelling that is part of an array.
  @inline(__always)
  package static func hash(_ bytes: [UInt8], _ start: Int, _ length: Int) -> UInt32 {
    bytes.withWords(start, length) { $0.hash() }
  }

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
  mutating func add(
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
    place(UInt64(hash) << 32 | UInt64(count))
    return WordID(id)
  }

  private mutating func place(_ item: UInt64) {
    let mask = slots.count - 1
    var slot = Int(item >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = item
  }

  private mutating func grow() {
    let items = slots
    slots = [UInt64](repeating: 0, count: items.count * 2)
    capacity = Self.room(slots.count)
    for item in items where item != 0 { place(item) }
  }

  // MARK: Finding

  package func find(_ text: String) -> WordID? { find(Array(text.utf8)) }

  /// The number of a spelling, or nil when no rule holds it.
  package func find(_ bytes: [UInt8]) -> WordID? { find(bytes, 0..<bytes.count) }

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

  @inline(__always)
  package func find(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID? {
    let word = bytes.withWords(start, length) { find(hash, $0) }
    return word == .none ? nil : word
  }

  /// The number of a spelling, or ``WordID/none``.
  @inline(__always)
  func find(_ hash: UInt32, _ text: ByteWords, lowercasing: Bool = false) -> WordID {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return .none }
      if UInt32(truncatingIfNeeded: found >> 32) == hash {
        let id = Int(UInt32(truncatingIfNeeded: found)) - 1
        let start = Int(offsets[id])
        let isEqual = arena.withWords(start, Int(offsets[id + 1]) - start) {
          $0.equals(text, lowercasing: lowercasing)
        }
        if isEqual { return WordID(Int32(truncatingIfNeeded: id)) }
      }
      slot = (slot + 1) & mask
    }
  }

  // MARK: Spellings

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

/// Numbers for the words of one document that the rules do not know, reset between documents.
///
/// - fixed: `base`, the first number handed out
/// - update-only: the words seen, `arena`
/// - resettable: everything, by ``reset()``, which costs what the document used
package struct DocumentVocabulary: Sendable {
  private let base: Int32
  private var arena: [UInt8] = []
  private var offsets: [Int32] = [0]
  private var hashes: [UInt32] = []
  private var slots: [Int32]
  private var used: [Int32] = []

  package init(after vocabulary: Vocabulary) {
    base = vocabulary.count
    slots = [Int32](repeating: -1, count: 1024)
  }

  package mutating func reset() {
    // A table grown by one huge text is given back, so that small ones stay cheap.
    if slots.count > 1 << 16 {
      slots = [Int32](repeating: -1, count: 1024)
    } else {
      for slot in used { slots[Int(slot)] = -1 }
    }
    used.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    hashes.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  package mutating func intern(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int)
    -> WordID
  {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let id = slots[slot]
      if id < 0 { break }
      if hashes[Int(id)] == hash {
        let from = Int(offsets[Int(id)])
        let known = Int(offsets[Int(id) + 1]) - from
        if arena.withWords(from, known, { word in
          bytes.withWords(start, length) { word.equals($0) }
        }) {
          return WordID(base + id)
        }
      }
      slot = (slot + 1) & mask
    }
    let id = Int32(hashes.count)
    hashes.append(hash)
    arena.append(contentsOf: bytes[start..<start + length])
    offsets.append(Int32(arena.count))
    slots[slot] = id
    used.append(Int32(slot))
    if hashes.count * 2 > slots.count { grow() }
    return WordID(base + id)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    used.removeAll(keepingCapacity: true)
    let mask = slots.count - 1
    for (id, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(id)
      used.append(Int32(slot))
    }
  }
}
