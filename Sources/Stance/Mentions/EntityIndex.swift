internal import Rules

/// Finds the entities of a document by a word of their names, or by their initials, so that a text
/// with many names takes no longer for each than one with few.
struct EntityIndex: Sendable {
  private var byWord: [WordID: [Int]] = [:]
  private var byInitials: [[UInt8]: [Int]] = [:]

  /// Entities whose name has the word or once had it, in the order of their numbers.
  func named(_ word: WordID) -> [Int] { byWord[word] ?? [] }

  /// Bodies whose name has these initials or once had them, in the order of their numbers.
  func abbreviated(_ acronym: ArraySlice<UInt8>) -> [Int] { byInitials[Array(acronym)] ?? [] }

  /// Notes the name of an entity that is new or has got a fuller one.
  mutating func add(_ number: Int, _ entity: Entity) {
    for word in entity.words { Self.insert(number, into: &byWord[word, default: []]) }
    let initials = Self.initials(entity)
    if !initials.isEmpty { Self.insert(number, into: &byInitials[initials, default: []]) }
  }

  private static func insert(_ number: Int, into numbers: inout [Int]) {
    var place = numbers.count
    while place > 0, numbers[place - 1] > number { place -= 1 }
    if place == 0 || numbers[place - 1] != number { numbers.insert(number, at: place) }
  }

  /// The capitals that begin the words of a body's name; empty where there are less than three.
  static func initials(_ entity: Entity) -> [UInt8] {
    guard entity.kind == .institution else { return [] }
    var initials: [UInt8] = []
    var previous: UInt8 = 0x20
    for byte in entity.name.utf8 {
      if previous == 0x20, byte >= 65, byte <= 90 { initials.append(byte) }
      previous = byte
    }
    return initials.count > 2 ? initials : []
  }
}
