/// Tells which lexicons hold a word, for explanations.
package struct LexiconLookup {
  private struct Entry {
    let lexicon: Int
    let mask: WordClassMask
    /// The exact spelling demanded.
    let exact: [UInt8]?
  }

  private var entries: [Int32: [Entry]] = [:]
  private let names: [String]

  /// - Parameters:
  ///   - rules: The rules.
  ///   - isWanted: Which lexicons to tell.
  /// - Complexity: Linear in the words of the lexicons.
  package init(_ rules: RuleSet, where isWanted: (String) -> Bool) {
    names = rules.file.lexicons.map(\.name.value)
    for lexicon in names.indices where isWanted(names[lexicon]) {
      for form in rules.singles[lexicon] {
        let exact = rules.forms.exacts[Int(form)]
        let entry = Entry(
          lexicon: lexicon, mask: rules.forms.modes[Int(form)].mask,
          exact: exact >= 0 ? rules.forms.exactBytes[Int(exact)] : nil)
        for place in rules.forms.spellings(form) {
          entries[rules.forms.words[place], default: []].append(entry)
        }
      }
    }
  }

  /// The lexicons that hold a word of some class, in file order.
  package func lexicons(
    of word: WordID, spelled text: ArraySlice<UInt8>, as wordClass: WordClassMask
  ) -> [String] {
    var found: [Int] = []
    for entry in entries[word.rawValue] ?? [] where !found.contains(entry.lexicon) {
      if let exact = entry.exact, exact != Array(text) { continue }
      if entry.mask != .any, entry.mask.isDisjoint(with: wordClass) { continue }
      found.append(entry.lexicon)
    }
    return found.sorted().map { names[$0] }
  }
}
