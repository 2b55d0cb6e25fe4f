internal import Rules

/// Words of reference, from lexicons and from English itself.
struct ReferenceWords: Sendable {
  let he: Set<WordID>
  let she: Set<WordID>
  let they: Set<WordID>
  let it: Set<WordID>
  let first: Set<WordID>
  let definite: Set<WordID>
  let indefinite: Set<WordID>
  let both: Set<WordID>
  let counterpart: Set<WordID>
  /// Verbs whose object takes part in a meeting.
  let meet: Set<WordID>
  /// Prepositions before who takes part, and before what does not.
  let accompany: Set<WordID>
  let topic: Set<WordID>
  /// Plural descriptions of those who met: `the leaders`, `the ministers`.
  let jointRoles: Set<WordID>
  /// Offices and their short forms before names.
  let shortRoles: [WordID: WordID]
  let companyNouns: Set<WordID>
  let police: Set<WordID>
  let campaign: Set<WordID>
  let documentNouns: Set<WordID>
  let spokes: Set<WordID>
  let former: WordID
  let prime: WordID
  let premier: WordID
  let toward: WordID
  let courts: Set<WordID>

  init(_ rules: RuleSet, _ vocabulary: Vocabulary) {
    func set(_ text: String) -> Set<WordID> {
      Set(text.split(separator: " ").compactMap { vocabulary.find(String($0)) })
    }
    police = set("police team")
    prime = vocabulary.find("prime") ?? .none
    premier = vocabulary.find("premier") ?? .none
    toward = vocabulary.find("to") ?? .none
    former = vocabulary.find("former") ?? .none
    courts = set("court tribunal")
    spokes = set("spokesman spokeswoman spokesperson")
    campaign = set("campaign")
    meet = Inflection.words(of: "meeting_verbs", in: rules.file, as: .verb, vocabulary)
    accompany = set("with between by")
    topic = set(
      "in on about regarding for at during over after against within under concerning following before amid around since"
    )
    var short: [WordID: WordID] = [:]
    for (long, brief) in [
      ("governor", "gov"), ("senator", "sen"), ("congressman", "rep"), ("congresswoman", "rep"),
      ("representative", "rep"), ("general", "gen"), ("professor", "prof"), ("doctor", "dr"),
    ] {
      if let a = vocabulary.find(long), let b = vocabulary.find(brief) { short[a] = b }
    }
    shortRoles = short
    jointRoles = Inflection.words(of: "joint_roles", in: rules.file, as: .noun, vocabulary)
    he = set("he him his himself")
    she = set("she her hers herself")
    they = set("they them their themselves")
    it = set("it its itself")
    first = set("we our us i my me")
    definite = set("the this that his her its their")
    indefinite = set("a an another one")
    both = set("both two three four all sides")
    counterpart = set("counterpart counterparts colleague interlocutor host guest")
    companyNouns = Inflection.words(of: "body_nouns", in: rules.file, as: .noun, vocabulary)
    documentNouns = Inflection.words(of: "document_nouns", in: rules.file, as: .noun, vocabulary)
  }
}
