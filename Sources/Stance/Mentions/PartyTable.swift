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
  private(set) var nameWords: [WordSet] = []
  /// By entry of the lexicon of party names.
  private(set) var entries: [Name] = []

  /// The table, and the file with all party names added as one lexicon for the engine to find.
  static func build(_ file: RuleFile) -> (table: PartyTable, file: RuleFile) {
    var table = PartyTable()
    var lists: [LocatedStrings] = []
    lists.reserveCapacity(file.parties.count * 2)
    for index in file.parties.indices {
      table.names.append(file.parties[index].name.value)
      table.kinds.append(file.parties[index].kind)
      let ambiguous = file.parties[index].ambiguous.map(\.value)
      func add(_ list: LocatedStrings, _ kind: PartyNameKind) {
        if list.isEmpty { return }
        lists.append(list)
        for place in list.indices {
          let isAmbiguous = !ambiguous.isEmpty && ambiguous.contains(list[place].value)
          table.entries.append(Name(party: index, kind: kind, isAmbiguous: isAmbiguous))
        }
      }
      add(file.parties[index].names, .name)
      add(file.parties[index].aliases, .name)
      add(file.parties[index].demonyms, .demonym)
      add(file.parties[index].capitals, .capital)
      add(file.parties[index].seats, .seat)
      add(file.parties[index].titles, .title)
    }
    let lexicon = LexiconSpec(
      name: Located(lexiconName, 0..<0), entries: LocatedStrings(joining: lists))
    var augmented = file
    augmented.lexicons.append(lexicon)
    return (table, augmented)
  }

  /// Numbers the words of the names of bodies.
  mutating func number(_ vocabulary: Vocabulary) {
    nameWords = names.indices.map { index in
      guard kinds[index] == "organization" else { return [] }
      let name = Array(names[index].utf8)
      guard name.allSatisfy({ $0 < 0x80 }) else {
        return WordSet(
          names[index].lowercased().split(separator: " ").compactMap {
            vocabulary.find(String($0))
          })
      }
      var words: WordSet = []
      for word in name.split(separator: 0x20) {
        if let word = vocabulary.find(lowercasing: name, word.startIndex..<word.endIndex) {
          words.insert(word)
        }
      }
      return words
    }
  }

  /// Whether the party is a state or a union of states: its offices speak for it.
  func isState(_ party: Int) -> Bool {
    kinds[party] == "state" || kinds[party] == "territory"
  }

  func isPoliticalParty(_ party: Int) -> Bool { kinds[party] == "political-party" }
}
