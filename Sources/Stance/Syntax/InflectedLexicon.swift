internal import Rules

/// Lexicons of the rules file by the numbers of their words.
extension Inflection {
  /// All forms of the one-word entries of a lexicon, as far as the vocabulary knows them.
  ///
  /// - Complexity: Linear in the number of entries.
  static func words(
    of lexicon: String, in file: RuleFile, as kind: WordClass, _ vocabulary: Vocabulary
  ) -> WordSet {
    guard let list = file.lexicons.first(where: { $0.name.value == lexicon }) else { return [] }
    var found = WordSet()
    var inflector = Inflector()
    list.entries.forEachBytes { _, bytes, range, isPlain in
      if isPlain {
        inflector.inflect(bytes, range, as: kind, knownTo: vocabulary)
      } else {
        let entry = Array(String(decoding: bytes[range], as: UTF8.self).lowercased().utf8)
        inflector.inflect(entry, 0..<entry.count, as: kind, knownTo: vocabulary)
      }
      for index in 0..<inflector.count where inflector[index].word != .none {
        found.insert(inflector[index].word)
      }
    }
    return found
  }
}
