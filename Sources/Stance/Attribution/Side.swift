/// Who speaks and for whom.
struct Side: Sendable, Equatable {
  /// Entities that are named persons or bodies, in the order of the text.
  var entities: [Int] = []
  /// Names of the speakers: persons, or bodies that speak themselves.
  var speakers: [String] = []
  /// Canonical names of the speakers that are persons.
  var persons: [String] = []
  /// The sides spoken for, by their usual short English names.
  var parties: [String] = []
  /// Indices of `parties` in the party table, -1 for bodies outside it.
  var partyIndices: [Int] = []
  var resolution = Resolution.unknown
  /// Whether the source can act at all: a poll or a record cannot.
  var isActor = true
  var isPlural = false
  /// One person whom only an office describes: `a spokesman for the Home Office`.
  var isUnnamedPerson = false

  static let nobody = Side(isActor: true)

  var isEmpty: Bool { speakers.isEmpty && parties.isEmpty }

  mutating func add(_ other: Side) {
    for (k, party) in other.parties.enumerated() where !parties.contains(party) {
      parties.append(party)
      partyIndices.append(k < other.partyIndices.count ? other.partyIndices[k] : -1)
    }
    for speaker in other.speakers where !speakers.contains(speaker) { speakers.append(speaker) }
    for person in other.persons where !persons.contains(person) { persons.append(person) }
    for entity in other.entities where !entities.contains(entity) { entities.append(entity) }
    isPlural = true
    isUnnamedPerson = false
    // "State and local leaders": the first word is none by itself.
    isActor = isActor || other.isActor
  }
}
