internal import Rules

/// How a name of a party refers to it.
enum PartyNameKind: UInt8, Sendable {
  case name, demonym, capital, seat, title
}

/// The parties of a rules file and all names they go by.
struct PartyTable: Sendable {
  struct Name: Sendable {
    var party: Int
    var kind: PartyNameKind
    /// A party only as subject, agent, possessor or with a title.
    var isAmbiguous: Bool
  }

  static let lexiconName = "#parties"

  private(set) var names: [String] = []
  private(set) var kinds: [String] = []
  /// The words of the names of bodies; empty for states.
  private(set) var nameWords: [Set<WordID>] = []
  /// By entry of the lexicon of party names.
  private(set) var entries: [Name] = []

  /// The table, and the file with all party names added as one lexicon for the engine to find.
  static func build(_ file: RuleFile) -> (table: PartyTable, file: RuleFile) {
    var table = PartyTable()
    var lexicon = LexiconSpec(name: Located(lexiconName, 0..<0), entries: [])
    for (index, party) in file.parties.enumerated() {
      table.names.append(party.name.value)
      table.kinds.append(party.kind)
      let ambiguous = Set(party.ambiguous.map(\.value))
      func add(_ list: [Located<String>], _ kind: PartyNameKind) {
        for entry in list {
          lexicon.entries.append(entry)
          table.entries.append(
            Name(party: index, kind: kind, isAmbiguous: ambiguous.contains(entry.value)))
        }
      }
      add([party.name], .name)
      add(party.aliases, .name)
      add(party.demonyms, .demonym)
      add(party.capitals, .capital)
      add(party.seats, .seat)
      add(party.titles, .title)
    }
    var augmented = file
    augmented.lexicons.append(lexicon)
    return (table, augmented)
  }

  /// Numbers the words of the names of bodies.
  mutating func number(_ vocabulary: Vocabulary) {
    nameWords = names.indices.map { index in
      guard kinds[index] == "organization" else { return [] }
      return Set(
        names[index].lowercased().split(separator: " ").compactMap {
          vocabulary.find(String($0))
        })
    }
  }

  /// Whether the party is a state or a union of states: its offices speak for it.
  func isState(_ party: Int) -> Bool {
    kinds[party] == "state" || kinds[party] == "territory"
  }

  func isPoliticalParty(_ party: Int) -> Bool { kinds[party] == "political-party" }
}
