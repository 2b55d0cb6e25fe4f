internal import Rules

/// Lexicons of the rules file by the numbers of their words.
extension Inflection {
  /// All forms of the one-word entries of a lexicon, as far as the vocabulary knows them.
  ///
  /// - Complexity: Linear in the number of entries.
  static func words(
    of lexicon: String, in file: RuleFile, as kind: WordClass, _ vocabulary: Vocabulary
  ) -> Set<WordID> {
    guard let list = file.lexicons.first(where: { $0.name.value == lexicon }) else { return [] }
    var found = Set<WordID>()
    for entry in list.entries {
      for form in forms(of: Array(entry.value.lowercased().utf8), as: kind) {
        if let word = vocabulary.find(Vocabulary.hash(form.bytes), form.bytes) {
          found.insert(word)
        }
      }
    }
    return found
  }
}
