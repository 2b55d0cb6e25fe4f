/// Numbers by 64-bit keys: an open-addressing table that is cleared whole.
struct NumberTable: Sendable {
  private struct Slot {
    var key = UInt64.max
    var value: Int32 = 0
  }
  private var slots: [Slot]
  private(set) var count = 0

  init(capacity: Int = 64) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
  }

  private static let empty = UInt64.max

  @inline(__always)
  private static func spread(_ key: UInt64) -> Int {
    let product = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32)
  }

  @inline(__always)
  subscript(key: UInt64) -> Int32? {
    let mask = slots.count - 1
    var place = Self.spread(key) & mask
    while true {
      let slot = slots[place]
      if slot.key == key { return slot.value }
      if slot.key == Self.empty { return nil }
      place = (place + 1) & mask
    }
  }

  mutating func set(_ key: UInt64, _ value: Int32) {
    if (count + 1) * 2 > slots.count { grow() }
    let mask = slots.count - 1
    var place = Self.spread(key) & mask
    while slots[place].key != key && slots[place].key != Self.empty { place = (place + 1) & mask }
    if slots[place].key == Self.empty { count += 1 }
    slots[place] = Slot(key: key, value: value)
  }

  mutating func removeAll() {
    for place in slots.indices { slots[place].key = Self.empty }
    count = 0
  }

  private mutating func grow() {
    var larger = NumberTable(capacity: slots.count)
    for slot in slots where slot.key != Self.empty { larger.set(slot.key, slot.value) }
    self = larger
  }
}

/// Lists of numbers, each stored once: sets of states, of atoms.
struct ListTable: Sendable {
  private(set) var items: [Int32] = []
  private(set) var offsets: [Int32] = [0]
  private var slots = [Int32](repeating: -1, count: 64)
  private var hashes: [UInt64] = []

  var count: Int { hashes.count }

  @inline(__always)
  func range(_ list: Int32) -> Range<Int> {
    Int(offsets[Int(list)])..<Int(offsets[Int(list) + 1])
  }

  /// The number of a list, which is added when it is new.
  mutating func intern(_ list: [Int32]) -> Int32 {
    var hash = UInt64(list.count)
    for item in list {
      hash = (hash ^ UInt64(UInt32(bitPattern: item))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    var mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let id = slots[slot]
      if hashes[Int(id)] == hash && equals(id, list) { return id }
      slot = (slot + 1) & mask
    }
    let id = Int32(hashes.count)
    hashes.append(hash)
    items.append(contentsOf: list)
    offsets.append(Int32(items.count))
    if hashes.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      mask = slots.count - 1
      for (id, hash) in hashes.enumerated() {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(id)
      }
    } else {
      slots[slot] = id
    }
    return id
  }

  private func equals(_ id: Int32, _ list: [Int32]) -> Bool {
    let range = range(id)
    guard range.count == list.count else { return false }
    var place = range.lowerBound
    for item in list {
      if items[place] != item { return false }
      place += 1
    }
    return true
  }

  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }
}

extension NumberTable: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(slots)
    snapshot.write(count)
  }

  package init(from snapshot: inout SnapshotReader) {
    slots = snapshot.array()
    count = snapshot.value()
  }
}
