internal import Rules

/// Common words that open a sentence as names: `Brown said`, `Shell denied the claim`, `Phoenix police
/// chief X`, `Target chairman X`.
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
  /// Nouns of bodies, which stand before an office without being names: `Airline boss X`.
  private let bodies: WordSet
  private let spokespersons: WordSet
  private let police: WordID
  /// Who owns things too: `Shop owner X`.
  private let owners: WordSet

  init(_ features: WordFeatures, _ file: RuleFile) {
    self.features = features
    var bodies = WordSet()
    for lexicon in ["body_nouns", "company_nouns", "public_bodies"] {
      bodies.formUnion(file.words(of: lexicon, features.vocabulary))
    }
    self.bodies = bodies
    owners = WordSet(["owner", "co-owner"].map { features.vocabulary.number(of: $0) })
    police = features.vocabulary.number(of: "police")
    spokespersons = file.words(of: "spokespersons", features.vocabulary)
    verbs = file.words(of: "bare_name_verbs", features.vocabulary)
    nouns = file.words(of: "bare_nouns", features.vocabulary)
    openers = file.words(of: "place_openers", features.vocabulary)
  }

  /// Whether the first word of a sentence is a name by what follows it.
  func isName(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard i == range.lowerBound, i + 2 < range.upperBound, tokens[i].kind == .word,
      tokens[i].has(.capitalised), !tokens[i].has(.singleLetter), tokens[i + 1].kind == .word
    else { return false }
    if opensOffice(i, tokens, range) { return true }
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

  /// "Phoenix police chief Ann Hill", "Target chairman Ann Hill": a noun that is no field before an office and a
  /// name.
  func opensOffice(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    let f = features[tokens[i].word]
    let others: WordFeature = [
      .function, .nounPlural, .verbPast, .verbParticiple, .verbIng, .verbThird, .timeNoun, .adverb,
      .roleNoun, .institutionHead, .governmentBody, .titleHead, .titleModifier, .collective, .month,
      .weekday, .participleAdjective, .adjective, .anyGivenName,
    ]
    // "ACT leader Ann Hill"
    let isAcronym = tokens[i].has(.allCaps) && f.isDisjoint(with: [.function, .titleHead])
    guard i + 2 < range.upperBound,
      isAcronym
        || f.contains(.nounSingular) && f.isDisjoint(with: others)
          && !bodies.contains(tokens[i].word) && !nouns.contains(tokens[i].word)
    else { return false }
    var k = i + 1
    let isForce = tokens[k].word == police
    if isForce { k += 1 }
    var isOffice = false
    while k < min(range.upperBound, i + 6), tokens[k].kind == .word {
      let office = features[tokens[k].word]
      guard !office.isDisjoint(with: [.titleHead, .titleModifier]) else { break }
      isOffice =
        (isForce || isAcronym) && office.contains(.titleHead)
        || office.contains(.companyRole)
          && !owners.contains(tokens[k].word)
        || spokespersons.contains(tokens[k].word)
      k += 1
    }
    return isOffice && k < range.upperBound && tokens[k].kind == .word
      && tokens[k].has(.capitalised)
      && features[tokens[k].word].isDisjoint(with: .function)
  }

  /// "Illness denied him a place": what befell somebody.
  private func isObject(_ f: WordFeature) -> Bool {
    f.contains(.pronounObject) && f.isDisjoint(with: [.pronounSubject, .that])
  }
}
