internal import Rules

/// A light word-class tagger: closed classes, inflections, suffixes and the neighbours of a word.
///
/// One pass from the left with one word of look-ahead, then one that tells past tense from
/// participle. Deterministic, linear, nothing learned.
struct Tagger {
  let features: WordFeatures
  let her: WordID
  let his: WordID
  let as_: WordID
  let by: WordID
  let like: WordID
  let there: WordID
  let this: WordID
  let however: WordID
  let forward: WordID
  let short: WordID
  let prefixes: WordSet
  /// Forms of verbs that join a subject to an adjective.
  let linkingForms: WordSet
  let hostsOfIs: WordSet
  let clausePrepositions: WordSet
  /// Verbs whose object is an addressee.
  let tellForms: WordSet
  private let quantifierHeads: WordSet
  private let quantifierTails: WordSet
  private let approximators: WordSet
  /// Nouns that take an infinitive: "time to act".
  let infinitiveHosts: WordSet
  /// Verbs whose object is to do something: "urged the council to act".
  let askForms: WordSet
  /// Numbers and quantities that stand for persons: "the two met".
  let countWords: WordSet
  let from: WordID
  let thanks: WordID
  let on: WordID
  let upon: WordID
  let of: WordID
  let so: WordID
  let only: WordID
  let one: WordID
  let once: WordID
  let due: WordID
  /// Verbs of saying and believing, which take a clause without `that`.
  let sayForms: WordSet
  let account: WordID
  let had: WordID
  let those: WordID
  let timeWords: WordSet
  /// Words that open a clause without subject: `when asked`, `if elected`.
  let participleOpeners: WordSet
  /// The middle of "as long as" and "as soon as".
  let longWords: WordSet
  let past: WordID
  let neither: WordID
  let whose: WordID
  let ones: WordSet
  let out: WordID
  let back: WordID
  let directions: WordSet
  /// Adjectives of peoples and places: `Kenyan`.
  let demonyms: WordSet
  /// Words that make a demonym one person: `a Kenyan`.
  let articles: WordSet

  let he: WordID
  /// Names that end in a possessive mark, without it: McDonald, Moody.
  let namesInS: WordSet
  /// Verbs of saying that are never participles before a noun that somebody owns.
  let saidForms: WordSet

  private let multiwordPrepositions: PhraseSet
  private let bareNames: BareNames

  init(
    _ features: WordFeatures, _ file: RuleFile, places: PlaceWords, multiwordPrepositions: PhraseSet
  ) {
    self.multiwordPrepositions = multiwordPrepositions
    bareNames = BareNames(features, file)
    self.features = features
    let vocabulary = features.vocabulary
    func verbs(_ lexicon: String) -> WordSet {
      Inflection.words(of: lexicon, in: file, as: .verb, vocabulary)
    }
    he = vocabulary.number(of: "he")
    namesInS = file.words(of: "names_in_s", vocabulary)
    saidForms = vocabulary.known("said told insisted declined warned argued refused replied vowed")
    her = vocabulary.number(of: "her")
    his = vocabulary.number(of: "his")
    as_ = vocabulary.number(of: "as")
    by = vocabulary.number(of: "by")
    like = vocabulary.number(of: "like")
    there = vocabulary.number(of: "there")
    this = vocabulary.number(of: "this")
    however = vocabulary.number(of: "however")
    forward = vocabulary.number(of: "forward")
    short = vocabulary.number(of: "short")
    thanks = vocabulary.number(of: "thanks")
    of = vocabulary.number(of: "of")
    on = vocabulary.number(of: "on")
    upon = vocabulary.number(of: "upon")
    from = vocabulary.number(of: "from")
    so = vocabulary.number(of: "so")
    one = vocabulary.number(of: "one")
    only = vocabulary.number(of: "only")
    once = vocabulary.number(of: "once")
    due = vocabulary.number(of: "due")
    account = vocabulary.number(of: "account")
    had = vocabulary.number(of: "had")
    those = vocabulary.number(of: "those")
    past = vocabulary.number(of: "past")
    neither = vocabulary.number(of: "neither")
    whose = vocabulary.number(of: "whose")
    ones = vocabulary.known("one ones")
    out = vocabulary.number(of: "out")
    back = vocabulary.number(of: "back")
    directions = vocabulary.known("south north east west")
    articles = vocabulary.known("a an one each every another")
    demonyms = places.demonyms
    linkingForms = verbs("linking_verbs")
    tellForms = verbs("telling_verbs")
    sayForms = verbs("opinion_verbs")
    askForms = verbs("asking_verbs")
    infinitiveHosts = file.words(of: "infinitive_nouns", vocabulary)
    prefixes = vocabulary.known("re co pre mis un over under out counter cross non de")
    hostsOfIs = vocabulary.known("he she it that there here what who where how let this")
    clausePrepositions = vocabulary.known("as since before after until till than")
    timeWords = vocabulary.known("when where whenever")
    participleOpeners = vocabulary.known(
      "when whenever where if unless until though although while")
    longWords = vocabulary.known("long soon")
    countWords = vocabulary.known(
      "two three four five six seven eight nine ten eleven twelve many few several others both")
    quantifierHeads = vocabulary.known("more less fewer at up close")
    quantifierTails = vocabulary.known("than least most to")
    approximators = vocabulary.known(
      "about around over nearly almost some roughly approximately under")
  }

  /// Tags of the tokens of one sentence, written into `tags` at the same indices.
  func tag(_ tokens: [Token], _ range: Range<Int>, _ bytes: [UInt8], into tags: inout [Tag]) {
    let isShouting = isAllCaps(tokens, range)
    var i = range.lowerBound
    while i < range.upperBound {
      // `according to`, `because of`, `in accordance with`: prepositions of several words.
      let length = multiwordPrepositions.longest(tokens, at: i, range)
      if length > 1, !isDueTo(i, tokens, range, tags), !isSoAsTo(i, tokens, range),
        !isObject(i, tokens, range, tags)
      {
        for k in i..<i + length { tags[k] = .preposition }
        i += length
        continue
      }
      tags[i] = tag(i, tokens, range, bytes, tags, isShouting: isShouting)
      if tags[i] == .modal, !isShouting, tokens[i].has(.capitalised), i > range.lowerBound,
        tags[i - 1] == .properNoun || tags[i - 1] == .preposition
      {
        tags[i] = .properNoun  // "Theresa May"
      }
      if tags[i] == .preposition, tokens[i].word == past, i > range.lowerBound,
        tags[i - 1] == .determiner || tags[i - 1] == .possessive
      {
        tags[i] = .adjective  // "the past month"
      }
      i += 1
    }
    resolveParticiples(tokens, range, &tags)
    supplyVerbs(tokens, range, &tags)
    supplyMain(tokens, range, &tags)
    supplyInverted(tokens, range, &tags)
    supplySaid(tokens, range, &tags)
    joinQuantifiers(tokens, range, &tags)
  }

  /// "were due to meet": the infinitive, not the preposition.
  private func isDueTo(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    tokens[i].word == due && i > range.lowerBound && tags[i - 1] == .be && i + 2 < range.upperBound
      && features.has(tokens[i + 2].word, .verbBase)
  }

  /// "expressed his thanks to the emir": a noun behind its possessor, adjective or verb, no "thanks to".
  private func isObject(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    guard i > range.lowerBound, tokens[i].word == thanks else { return false }
    switch tags[i - 1] {
    case .possessive, .possessiveMark, .determiner, .adjective: return true
    case .verbPast, .verbPresent, .verbBase, .verbIng, .verbParticiple: return true
    default: return false
    }
  }

  /// "went so far as to call", "so kind as to help": an infinitive, no `as to`.
  private func isSoAsTo(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    tokens[i].word == as_ && i - 2 >= range.lowerBound && tokens[i - 2].word == so
      && i + 2 < range.upperBound && features.has(tokens[i + 1].word, .to)
      && features.has(tokens[i + 2].word, .verbBase)
  }

  /// `as much as 14`, `more than 20`, `up to 50`: determiners of the number.
  private func joinQuantifiers(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    for number in range where tags[number] == .number {
      guard number > range.lowerBound else { continue }
      // "about $3 million", "up to €20m"
      let hasSign = tokens[number - 1].kind == .symbol && number - 1 > range.lowerBound
      let i = hasSign ? number - 1 : number
      var start = i
      if i - 3 >= range.lowerBound, tokens[i - 1].word == as_, tokens[i - 3].word == as_ {
        start = i - 3
      } else if i - 2 >= range.lowerBound, quantifierHeads.contains(tokens[i - 2].word),
        quantifierTails.contains(tokens[i - 1].word)
      {
        start = i - 2
      } else if approximators.contains(tokens[i - 1].word),
        i - 1 == range.lowerBound
          || !tags[i - 2].isAuxiliary && (hasSign || tags[i - 2] != .noun)
      {
        start = i - 1
      }
      for k in start..<i { tags[k] = .determiner }
    }
  }

  private func isAllCaps(_ tokens: [Token], _ range: Range<Int>) -> Bool {
    var caps = 0
    var words = 0
    for i in range where tokens[i].kind == .word && !tokens[i].has(.singleLetter) {
      words += 1
      if tokens[i].has(.allCaps) { caps += 1 }
    }
    return words > 3 && caps * 5 > words * 4
  }

  // MARK: One token

  private func tag(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ bytes: [UInt8], _ tags: [Tag],
    isShouting: Bool
  ) -> Tag {
    let token = tokens[i]
    switch token.kind {
    case .word: break
    case .number: return .number
    case .possessive: return possessiveMark(i, tokens, range, tags)
    case .hyphen where i > range.lowerBound && isVerbPrefix(i - 1, tokens, range): return .adverb
    default: return .mark
    }
    if isVerbPrefix(i, tokens, range) { return .adverb }
    let f = features[token.word]
    if token.has(.allCaps), i + 2 < range.upperBound, tokens[i + 1].kind == .symbol,
      tokens[i + 1].start == token.end, tokens[i + 2].start == tokens[i + 1].end,
      tokens[i + 2].has(.capitalised)
    {
      // "AT&T"
      return .properNoun
    }
    let isInitial = startsUnit(i, tokens, range)
    let isName =
      token.has(.capitalised) && !isInitial && !isShouting && !token.has(.contraction)
    if isName {
      // Capitalised inside a sentence: a name, unless it is a function word of a title.
      if f.isDisjoint(with: .function) || token.has(.allCaps) || f.contains(.companySuffix) {
        return .properNoun
      }
      if !f.isDisjoint(with: [.modal]) { return .properNoun }
    }
    if isInitial, !isShouting, token.has(.allCaps), !token.has(.singleLetter),
      !f.isDisjoint(with: [.pronounObject, .whWord])
    {
      // "US officials", "WHO experts" at the start of a sentence.
      return .properNoun
    }
    if bareNames.isName(i, tokens, range) { return .properNoun }
    if !f.isDisjoint(with: [.preposition, .subordinator, .to, .coordinator]),
      let part = compoundPart(i, tokens, range)
    {
      return part
    }
    if let closed = closedClass(i, f, tokens, range, tags) { return closed }
    if token.has(.capitalised) && !isShouting && isInitial
      && (f.isDisjoint(with: [.anyVerb, .anyNoun, .adjective, .adverb])
        || nameGoesOn(i, tokens, range, f))
    {
      return .properNoun
    }
    return openClass(i, f, tokens, range, bytes, tags)
  }

  /// A function word that hyphens join to others: `like-for-like sales`, `near-term`, `the run-up`.
  private func compoundPart(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Tag? {
    if i + 2 < range.upperBound, tokens[i + 1].kind == .hyphen,
      tokens[i].end == tokens[i + 1].start,
      tokens[i + 1].end == tokens[i + 2].start, tokens[i + 2].kind.isWordLike
    {
      return .adjective
    }
    if i - 2 >= range.lowerBound, tokens[i - 1].kind == .hyphen,
      tokens[i - 1].end == tokens[i].start, tokens[i - 2].end == tokens[i - 1].start,
      tokens[i - 2].kind.isWordLike
    {
      return i - 3 > range.lowerBound && tokens[i - 3].kind == .hyphen ? .adjective : .noun
    }
    return nil
  }

  /// The first word of a sentence, a quotation or a bracket is capitalised whatever it is.
  private func startsUnit(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard i > range.lowerBound else { return true }
    switch tokens[i - 1].kind {
    case .period: return !isAbbreviated(i - 1, tokens, range)
    // `"...," Brown said`
    case .quoteClose: return i - 2 < range.lowerBound || tokens[i - 2].kind != .comma
    case .quoteOpen, .quoteNeutral, .colon, .bracketOpen, .question, .exclamation: return true
    case .dash, .ellipsis, .symbol: return true
    default: return false
    }
  }

  /// Whether a full stop belongs to a title or an initial: `Gen. Brown`, `J. Field`.
  private func isAbbreviated(_ stop: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard stop > range.lowerBound, tokens[stop - 1].kind == .word,
      tokens[stop - 1].end == tokens[stop].start, tokens[stop - 1].has(.capitalised)
    else { return false }
    return tokens[stop - 1].has(.singleLetter)
      || features.has(
        tokens[stop - 1].word, [.abbreviation, .courtesyTitle, .titleHead, .titleModifier])
  }

  /// "Grant Shapps said": a common word before a capital at the start is a name if it is one of
  /// the given names or no verb could stand there.
  private func nameGoesOn(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ f: WordFeature
  ) -> Bool {
    guard i + 1 < range.upperBound, tokens[i + 1].kind == .word, tokens[i + 1].has(.capitalised)
    else { return false }
    if !f.isDisjoint(with: .anyGivenName) { return true }
    return !f.isDisjoint(with: [.titleHead, .titleModifier])
  }

  func isComma(_ i: Int, _ tokens: [Token]) -> Bool {
    i > 0 && tokens[i - 1].kind == .comma
  }

  /// The tag before `i`, adverbs and negators passed over.
  func previousTag(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Tag {
    var k = i - 1
    while k >= range.lowerBound {
      if tags[k] != .adverb && tags[k] != .negator { return tags[k] }
      k -= 1
    }
    return .mark
  }
}
