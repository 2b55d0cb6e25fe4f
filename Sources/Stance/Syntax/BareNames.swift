internal import Rules

/// Common words that open a sentence as names: `Brown said`, `Shell denied the claim`.
///
/// A singular noun without an article speaks only where it is a name, an adjective never; what may speak so
/// all the same (`Management said`, `Legend says`) is a lexicon.
struct BareNames {
  let features: WordFeatures
  /// Verbs that persons and bodies are the subjects of.
  private let verbs: WordSet
  /// Nouns that stand without an article before such verbs.
  private let nouns: WordSet
  /// What stands before the name of a state in the names of bodies: `Universities UK`.
  private let openers: WordSet

  init(_ features: WordFeatures, _ file: RuleFile) {
    self.features = features
    verbs = file.words(of: "bare_name_verbs", features.vocabulary)
    nouns = file.words(of: "bare_nouns", features.vocabulary)
    openers = file.words(of: "place_openers", features.vocabulary)
  }

  /// Whether the first word of a sentence is a name by what follows it.
  func isName(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard i == range.lowerBound, i + 2 < range.upperBound, tokens[i].kind == .word,
      tokens[i].has(.capitalised), !tokens[i].has(.singleLetter), tokens[i + 1].kind == .word
    else { return false }
    if tokens[i + 1].has(.capitalised) {
      return openers.contains(tokens[i].word) && verbs.contains(tokens[i + 2].word)
    }
    guard verbs.contains(tokens[i + 1].word),
      tokens[i + 2].kind == .word || tokens[i + 2].kind.isQuote || tokens[i + 2].kind == .number
    else { return false }
    let f = features[tokens[i].word]
    let isSpeaker = !f.isDisjoint(with: [.adjective, .nounSingular, .verbBase])
    let others: WordFeature = [
      .function, .nounPlural, .verbPast, .verbParticiple, .verbIng, .verbThird, .timeNoun,
      .roleNoun,
      .institutionHead, .governmentBody, .thatNoun, .titleHead, .collective, .month, .weekday,
      .participleAdjective, .nameSuffix,
    ]
    return isSpeaker && f.isDisjoint(with: others) && !nouns.contains(tokens[i].word)
      && (f.isDisjoint(with: .adverb) || f.contains(.nounSingular))
      && !isObject(features[tokens[i + 2].word])
  }

  /// "Illness denied him a place": what befell somebody.
  private func isObject(_ f: WordFeature) -> Bool {
    f.contains(.pronounObject) && f.isDisjoint(with: [.pronounSubject, .that])
  }
}
