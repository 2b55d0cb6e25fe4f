/// Numbers put on top of each other and taken off again without giving memory back.
struct NumberStack: Sendable {
  private var items: [Int32] = []
  private(set) var count = 0

  @inline(__always)
  subscript(place: Int) -> Int32 {
    get {
      precondition(place < count, "above the top of the stack")
      return items[place]
    }
    set {
      precondition(place < count, "above the top of the stack")
      items[place] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ item: Int32) {
    if count < items.count { items[count] = item } else { items.append(item) }
    count += 1
  }

  /// Takes everything off from a place on.
  @inline(__always)
  mutating func removeAll(from place: Int) { count = min(count, place) }

  /// Takes numbers out and moves those above them down.
  mutating func remove(_ range: Range<Int>) {
    if range.isEmpty { return }
    for place in range.upperBound..<count { items[place - range.count] = items[place] }
    count -= range.count
  }

  func contains(_ item: Int32, in range: Range<Int>) -> Bool {
    for place in range where items[place] == item { return true }
    return false
  }
}
