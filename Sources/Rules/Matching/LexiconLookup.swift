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
  ///   - file: The rules.
  ///   - vocabulary: The words that will be asked for.
  ///   - isWanted: Which lexicons to tell.
  /// - Complexity: Linear in the words of the lexicons.
  package init(_ file: RuleFile, _ vocabulary: Vocabulary, where isWanted: (String) -> Bool) {
    names = file.lexicons.map(\.name.value)
    var parser = PatternParser(lexicons: [], wordCount: 0)
    var path: [Int32] = []
    for (lexicon, spec) in file.lexicons.enumerated() where isWanted(spec.name.value) {
      for text in spec.entries {
        let bytes = Array(text.value.utf8)
        parser.use(bytes)
        // What is wrong with an entry has been told when the rules were compiled.
        guard (try? parser.entry(0..<bytes.count, into: &path)) != nil, path.count == 1 else {
          continue
        }
        add(path[0], of: lexicon, parser.forms, vocabulary)
      }
    }
  }

  private mutating func add(
    _ form: Int32, of lexicon: Int, _ forms: WordForms, _ vocabulary: Vocabulary
  ) {
    let exact = forms.exacts[Int(form)]
    let entry = Entry(
      lexicon: lexicon, mask: forms.modes[Int(form)].mask,
      exact: exact >= 0 ? forms.exactBytes[Int(exact)] : nil)
    for place in forms.spellings(form) {
      let spelling = forms.tokenizer.numbering.vocabulary.bytes(of: WordID(forms.words[place]))
      guard let word = vocabulary.find(Array(spelling)) else { continue }
      entries[word.rawValue, default: []].append(entry)
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
