internal import Rules

/// A set of words, asked for nearly every word of a text: a small table with open addressing, since
/// the hashing of `Set` costs more than all else that is asked.
struct WordSet: Sendable {
  /// Numbers of words; a power of two, at least half of them ``empty``, or none at all.
  private var slots: [Int32] = []
  /// A bit for each word, which words share: most words that are asked for are in no set.
  private var filter: UInt64 = 0
  private(set) var count = 0
  private static let empty = Int32.min

  init() {}

  init(_ words: some Sequence<WordID>) {
    for word in words { insert(word) }
  }

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  private static func spread(_ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: word)) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  private static func place(_ spread: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: spread >> 32) & mask
  }

  @inline(__always)
  func contains(_ word: WordID) -> Bool {
    let spread = Self.spread(word.rawValue)
    if filter >> (spread >> 58) & 1 == 0 { return false }
    let mask = slots.count - 1
    var place = Self.place(spread, mask)
    while slots[place] != Self.empty {
      if slots[place] == word.rawValue { return true }
      place = (place + 1) & mask
    }
    return false
  }

  mutating func insert(_ word: WordID) {
    if (count + 1) * 2 > slots.count { grow() }
    let spread = Self.spread(word.rawValue)
    let mask = slots.count - 1
    var place = Self.place(spread, mask)
    while slots[place] != Self.empty {
      if slots[place] == word.rawValue { return }
      place = (place + 1) & mask
    }
    slots[place] = word.rawValue
    filter |= 1 << (spread >> 58)
    count += 1
  }

  private mutating func grow() {
    let words = slots
    slots = [Int32](repeating: Self.empty, count: Swift.max(8, words.count * 2))
    count = 0
    for word in words where word != Self.empty { insert(WordID(word)) }
  }

  mutating func formUnion(_ others: some Sequence<WordID>) {
    for word in others { insert(word) }
  }

  func union(_ others: some Sequence<WordID>) -> WordSet {
    var both = self
    both.formUnion(others)
    return both
  }

  mutating func removeAll() {
    for place in slots.indices { slots[place] = Self.empty }
    filter = 0
    count = 0
  }

  func isSubset(of others: WordSet) -> Bool { allSatisfy { others.contains($0) } }

  func isDisjoint(with others: WordSet) -> Bool { allSatisfy { !others.contains($0) } }
}

/// The words in no order that means anything.
extension WordSet: Sequence {
  struct Iterator: IteratorProtocol {
    fileprivate let slots: [Int32]
    private var place = 0

    fileprivate init(slots: [Int32]) { self.slots = slots }

    mutating func next() -> WordID? {
      while place < slots.count {
        place += 1
        if slots[place - 1] != WordSet.empty { return WordID(slots[place - 1]) }
      }
      return nil
    }
  }

  func makeIterator() -> Iterator { Iterator(slots: slots) }
}

extension WordSet: ExpressibleByArrayLiteral {
  init(arrayLiteral words: WordID...) { self.init(words) }
}
