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
      func add(_ list: LocatedStrings, _ kind: PartyNameKind) {
        lexicon.entries.append(contentsOf: list)
        for place in list.indices {
          let isAmbiguous = !ambiguous.isEmpty && ambiguous.contains(list[place].value)
          table.entries.append(Name(party: index, kind: kind, isAmbiguous: isAmbiguous))
        }
      }
      add(party.names, .name)
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

  /// Whether the party is a state or a union of states: its offices speak for it.
  func isState(_ party: Int) -> Bool {
    kinds[party] == "state" || kinds[party] == "territory"
  }

  func isPoliticalParty(_ party: Int) -> Bool { kinds[party] == "political-party" }
}
