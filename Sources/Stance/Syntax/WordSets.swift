internal import Rules

/// The words that the analysis turns on, by number. Function words of English are spelt where they
/// are used; words with a meaning stand in lexicons of the rules file.
extension Vocabulary {
  /// The number of a word, or ``WordID/none`` where no rule holds it.
  func number(of word: String) -> WordID { find(word) ?? .none }

  /// The words of a text that rules hold.
  func known(_ words: String) -> WordSet {
    WordSet(words.split(separator: " ").compactMap { find(String($0)) })
  }

  /// The words of a text; those that no rule holds are added.
  mutating func interned(_ words: String) -> WordSet {
    WordSet(words.split(separator: " ").map { intern(String($0)) })
  }
}

/// The same for lexicons.
extension RuleFile {
  /// The one-word entries of a lexicon as they stand, without inflections.
  ///
  /// - Complexity: Linear in the number of lexicons and of the entries.
  func words(of lexicon: String, _ vocabulary: Vocabulary) -> WordSet {
    guard let list = lexicons.first(where: { $0.name.value == lexicon }) else { return [] }
    return WordSet(list.entries.compactMap { vocabulary.find($0.value.lowercased()) })
  }

  /// Demonyms of one word that are no plural: `Kenyan`.
  ///
  /// - Complexity: Linear in the number of demonyms.
  func demonyms(_ vocabulary: Vocabulary) -> WordSet {
    var words: WordSet = []
    for party in parties {
      for index in party.demonyms.indices {
        let name = Array(party.demonyms[index].value.utf8)
        let first = name.first == UInt8(ascii: "=") ? 1 : 0
        guard name.last != UInt8(ascii: "s"), !name.contains(0x20),
          let word = vocabulary.find(lowercasing: name, first..<name.count)
        else { continue }
        words.insert(word)
      }
    }
    return words
  }
}
