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
}

/// Words of the names of listed parties that the grammar turns on.
struct PlaceWords: Sendable {
  /// Demonyms of one word that are no plural: `Kenyan`.
  private(set) var demonyms: WordSet = []
  /// Capitals of one word, which open datelines: `LONDON`.
  private(set) var capitals: WordSet = []

  /// - Complexity: Linear in the names of the parties.
  init(_ file: RuleFile, _ vocabulary: Vocabulary) {
    for party in file.parties {
      party.demonyms.forEachBytes { _, bytes, range, _ in
        guard let last = range.last, bytes[last] != UInt8(ascii: "s"),
          let word = Self.word(bytes, range, vocabulary)
        else { return }
        demonyms.insert(word)
      }
      party.capitals.forEachBytes { _, bytes, range, _ in
        if let word = Self.word(bytes, range, vocabulary) { capitals.insert(word) }
      }
    }
  }

  /// The word that an entry is, or nil where it has several.
  private static func word(_ bytes: [UInt8], _ range: Range<Int>, _ vocabulary: Vocabulary)
    -> WordID?
  {
    guard let first = range.first, !range.contains(where: { bytes[$0] == 0x20 }) else { return nil }
    let start = bytes[first] == UInt8(ascii: "=") ? first + 1 : first
    return vocabulary.find(lowercasing: bytes, start..<range.upperBound)
  }
}
