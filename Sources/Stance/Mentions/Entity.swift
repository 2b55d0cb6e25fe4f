internal import Rules

/// What a named thing is.
enum EntityKind: UInt8, Sendable {
  case person, institution, unknown
}

/// What pronouns can stand for a person.
enum Gender: UInt8, Sendable {
  case unknown, male, female
}

/// Somebody or some body that the document names, by the fullest name it gives.
struct Entity: Sendable {
  var kind: EntityKind
  /// Fullest name, titles left out, as the text has it.
  var name: String
  /// Words of the fullest name.
  var words: [WordID]
  /// The usual name of a person that the rules list, where it is another than the text's.
  var canonicalName: String?
  /// Index of the party it speaks for in the party table, or -1.
  var party = -1
  /// The entity it speaks for where that is no listed party, or -1.
  var body = -1
  /// A body named only by description: "Trump campaign", "Boeing".
  var partyName: String?
  /// The short form that the document uses of a body's name: Equifax for Equifax Inc.
  var shortName: String?
  var gender = Gender.unknown
  /// Office nouns seen with the name: minister, senator, analyst.
  var roles: WordSet = []
  /// Words of rank and field before the office: deputy, foreign, health.
  var fields: WordSet = []
  /// Number of mentions.
  var mentions = 0
  /// First token in the document.
  var firstToken = 0
  /// `former` stood before the title.
  var isFormer = false
  /// A member of a parliament: no office of the state.
  var isLegislator = false
  /// A legislator of no party.
  var isIndependent = false
  /// An office of a state seen with the name.
  var holdsOffice = false
  /// Named in a dateline: a place.
  var isPlace = false
  /// The province a legislator is elected in, or -1.
  var origin = -1
  /// The token of its name or abbreviation: `R-Texas`, `D-Calif.`, or -1.
  var constituency = -1
  /// Named after an office in the plural: `senators X and Y`.
  var isOneOfSeveral = false
}

/// What a stretch of tokens refers to.
enum Referent: Hashable, Sendable {
  case party(Int)
  case entity(Int)
}

/// A name in the text.
struct Mention: Sendable {
  var first: Int
  /// One past the last token.
  var last: Int
  var referent: Referent
  /// For parties: how the name refers.
  var nameKind = PartyNameKind.name
  var isAmbiguous = false
}
