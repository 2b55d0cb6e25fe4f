internal import Rules

/// A light word-class tagger: closed classes, inflections, suffixes and the neighbours of a word.
///
/// One pass from the left with one word of look-ahead, then one that tells past tense from
/// participle. Deterministic, linear, nothing learned.
struct Tagger {
  let features: WordFeatures
  private let her: WordID
  private let his: WordID
  private let as_: WordID
  private let by: WordID
  private let like: WordID
  private let there: WordID
  private let this: WordID
  private let however: WordID
  private let forward: WordID
  private let prefixes: Set<WordID>
  /// Forms of verbs that join a subject to an adjective.
  private let linkingForms: Set<WordID>
  private let hostsOfIs: Set<WordID>
  private let clausePrepositions: Set<WordID>
  /// Verbs whose object is an addressee.
  private let tellForms: Set<WordID>
  private let quantifierHeads: Set<WordID>
  private let quantifierTails: Set<WordID>
  private let approximators: Set<WordID>
  /// Nouns that take an infinitive: "time to act".
  private let infinitiveHosts: Set<WordID>
  /// Verbs whose object is to do something: "urged the council to act".
  private let askForms: Set<WordID>
  /// Numbers and quantities that stand for persons: "the two met".
  private let countWords: Set<WordID>
  private let from: WordID
  private let so: WordID
  private let only: WordID
  private let once: WordID
  private let due: WordID
  private let sayForms: Set<WordID>
  private let account: WordID
  private let had: WordID
  private let those: WordID
  private let timeWords: Set<WordID>
  /// The middle of "as long as" and "as soon as".
  private let longWords: Set<WordID>
  private let past: WordID
  private let neither: WordID
  private let whose: WordID

  private let multiwordPrepositions: PhraseSet

  init(_ features: WordFeatures, multiwordPrepositions: PhraseSet) {
    self.multiwordPrepositions = multiwordPrepositions
    self.features = features
    func word(_ text: String) -> WordID { features.vocabulary.find(text) ?? .none }
    func set(_ text: String) -> Set<WordID> {
      Set(text.split(separator: " ").compactMap { features.vocabulary.find(String($0)) })
    }
    her = word("her")
    his = word("his")
    as_ = word("as")
    by = word("by")
    like = word("like")
    there = word("there")
    this = word("this")
    however = word("however")
    forward = word("forward")
    linkingForms = set("stands remains stays looks seems sounds feels proves grows runs goes keeps")
    prefixes = set("re co pre mis un over under out counter cross non de")
    hostsOfIs = set("he she it that there here what who where how let this")
    clausePrepositions = set("as since before after until till than")
    tellForms = set(
      "tell tells told telling inform informs informed assure assures assured remind reminds reminded warn warns warned notify notified convince convinced advise advised"
    )
    from = word("from")
    so = word("so")
    only = word("only")
    once = word("once")
    due = word("due")
    sayForms = set("say says said believe believes believed think thinks thought insist insists")
    account = word("account")
    had = word("had")
    those = word("those")
    timeWords = set("when where whenever")
    longWords = set("long soon")
    past = word("past")
    neither = word("neither")
    whose = word("whose")
    infinitiveHosts = set(
      "time right way chance need ability failure refusal decision plan plans attempt attempts effort efforts move opportunity willingness pledge promise vow readiness authority permission intention reason duty order"
    )
    askForms = set(
      "ask asks asked asking urge urges urged urging order orders ordered allow allows allowed force forces forced press presses pressed want wants wanted expect expects expected"
    )
    countWords = set(
      "two three four five six seven eight nine ten eleven twelve many few several others both")
    quantifierHeads = set("more less fewer at up close")
    quantifierTails = set("than least most to")
    approximators = set("about around over nearly almost some roughly approximately under")
  }

  /// Tags of the tokens of one sentence, written into `tags` at the same indices.
  func tag(_ tokens: [Token], _ range: Range<Int>, _ bytes: [UInt8], into tags: inout [Tag]) {
    let isShouting = isAllCaps(tokens, range)
    var i = range.lowerBound
    while i < range.upperBound {
      // `according to`, `because of`, `in accordance with`: prepositions of several words.
      let length = multiwordPrepositions.longest(tokens, at: i, range)
      if length > 1, !isDueTo(i, tokens, range, tags) {
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

  /// Reads a noun as the verb of a stretch that has none: "Berlin worries about the price".
  private func supplyVerbs(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var start = range.lowerBound
    for i in range.lowerBound...range.upperBound {
      if i < range.upperBound, !endsStretch(i, tokens, tags) { continue }
      if !goesOn(i, tokens, range, tags) {
        let follows = start > range.lowerBound && tags[start - 1] == .subordinator
        supplyVerb(tokens, start..<i, in: range, follows: follows, &tags)
      }
      start = i + 1
    }
  }

  /// Whether a comma holds an addition whose clause has its verb behind it: "the issues, as well as
  /// the prices, were raised".
  private func goesOn(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    guard i + 1 < range.upperBound, tokens[i].kind == .comma else { return false }
    switch tags[i + 1] {
    case .preposition, .adverb, .verbIng, .verbParticiple, .modal, .be, .have, .do, .verbPast,
      .verbPresent:
      break
    default: return false
    }
    for k in i + 1..<range.upperBound {
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPresent, .verbPast: return true
      case .complementizer, .subordinator, .relative: return false
      default: break
      }
    }
    return false
  }

  private func endsStretch(_ i: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    switch tags[i] {
    case .complementizer, .subordinator, .relative: return true
    case .mark: return tokens[i].kind != .hyphen && tokens[i].kind != .period
    default: return false
    }
  }

  /// `follows` tells whether a word that opens a clause stands before the stretch.
  private func supplyVerb(
    _ tokens: [Token], _ range: Range<Int>, in sentence: Range<Int>, follows: Bool,
    _ tags: inout [Tag]
  ) {
    var subject = false
    var isInPhrase = false
    var place = -1
    var participle = -1
    for i in range {
      switch tags[i] {
      case .verbPast
      where place >= 0 && features.has(tokens[i].word, .verbParticiple)
        && !features.has(tokens[i].word, .reportingPast) && tags[i - 1] == .noun
        && i + 1 < range.upperBound && tags[i + 1] == .preposition:
        // "stands by the agreement initialled in March"
        participle = i
      case .modal, .be, .have, .do, .verbPresent, .verbPast: return
      case .verbIng where place < 0 && !subject: return
      case .noun, .adjective:
        let f = features[tokens[i].word]
        let canBeVerb =
          f.contains(.verbThird) || f.contains(.verbPast)
          || f.contains(.verbBase) && i > range.lowerBound
            && features.has(tokens[i - 1].word, .nounPlural)
        let isLast = i + 1 == range.upperBound
        let opens = range.lowerBound == sentence.lowerBound && f.contains(.verbThird)
        if place < 0, subject, canBeVerb, !isLast || follows,
          tokens[i - 1].kind != .hyphen,
          isLast || tags[i + 1] != .noun || f.contains(.verbPast)
            || opens && features.has(tokens[i - 1].word, .nounSingular),
          !isInPhrase || tags[i - 1].isNominal && !f.contains(.mostlyNoun)
        {
          place = i
        }
        if tags[i] == .noun || f.contains(.nounSingular) { subject = true }
      case .properNoun, .pronoun: subject = true
      case .preposition where place < 0:
        // "each of our navies takes": the phrase on the subject is passed over.
        if !subject { return }
        isInPhrase = true
      case .toInfinitive where place < 0: return
      default: break
      }
    }
    if place >= 0 {
      if tags[place - 1] == .adjective, features.has(tokens[place - 1].word, .nounSingular) {
        // "The firm plans to sell"
        tags[place - 1] = .noun
      }
      tags[place] = features.has(tokens[place].word, .verbThird) ? .verbPresent : .verbPast
      if participle >= 0 { tags[participle] = .verbParticiple }
    }
  }

  /// "The fact that prices fell surprised analysts", "Those who oppose the law fear arrest", "The
  /// lender, which employs thousands, plans to": where the clauses on the subject took all finite
  /// verbs, a word behind them that can be one is one.
  private func supplyMain(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var openers = 0
    var opener = -1
    var verbs = 0
    var verb = -1
    var commas = 0
    for i in range {
      switch tags[i] {
      case .relative, .complementizer:
        guard i > range.lowerBound else { return }
        if verbs == 0 {
          let before = tokens[i - 1].kind == .comma && i - 2 >= range.lowerBound ? i - 2 : i - 1
          guard tags[before].isNominal || tags[before] == .pronoun || tags[before] == .determiner
          else { return }
          if opener < 0 { opener = before }
        }
        openers += 1
      case .modal, .be, .have, .do, .verbPresent, .verbPast:
        if previousTag(i, range, tags).isAuxiliary { continue }
        verbs += 1
        if verb < 0 { verb = i }
        guard openers >= verbs else { return }
      case .subordinator, .interrogative, .verbIng: return
      case .verbBase where previousTag(i, range, tags) != .toInfinitive: return
      case .mark:
        switch tokens[i].kind {
        case .comma: commas += 1
        case .semicolon, .colon, .quoteOpen, .quoteClose, .dash: return
        default: break
        }
      default: break
      }
    }
    guard verbs == openers, verbs > 0 || commas == 2 else { return }
    let isPlural =
      opener >= 0
      && features.has(tokens[opener].word, [.nounPlural, .pronounSubject, .determiner])
    var k = max(verb, range.lowerBound) + 1
    while k + 1 < range.upperBound {
      let f = features[tokens[k].word]
      let canBeFinite =
        !f.isDisjoint(with: [.verbPast, .verbThird]) || isPlural && f.contains(.verbBase)
      if canBeFinite, tags[k] == .noun || tags[k] == .adjective || tags[k] == .verbParticiple,
        !previousTag(k, range, tags).isAuxiliary
      {
        let next = features[tokens[k + 1].word]
        let isBehindComma =
          tokens[k - 1].kind == .comma && commas > 1
          && (startsObject(tokens[k + 1], next) || next.contains(.to))
        if isBehindComma
          || verbs > 0 && commas == 0 && tokens[k - 1].kind.isWordLike
            && !isPhraseOpen(tags[k - 1])
            && (tokens[k + 1].kind.isWordLike || f.contains(.verbPast))
        {
          tags[k] = f.contains(.verbPast) ? .verbPast : .verbPresent
          return
        }
      }
      k += 1
    }
  }

  /// "said the security lapses raise serious questions": what is said has a verb; where none is
  /// left, the noun behind another that can be one is it.
  private func supplySaid(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var verb = -1
    for i in range {
      switch tags[i] {
      case .verbPast, .verbPresent: verb = i
      case .modal, .be, .have, .do, .complementizer, .relative, .subordinator, .interrogative:
        verb = -1
      case .mark where !tokens[i].kind.isWordLike && tokens[i].kind != .hyphen:
        if verb >= 0, tokens[i].kind != .period || i + 1 < range.upperBound { verb = -1 }
      default: break
      }
    }
    guard verb >= 0, sayForms.contains(tokens[verb].word), verb + 1 < range.upperBound,
      isPhrasePart(tags[verb + 1])
    else { return }
    var k = verb + 3
    while k + 1 < range.upperBound {
      let f = features[tokens[k].word]
      let before = features[tokens[k - 1].word]
      let agrees =
        before.contains(.nounPlural)
        ? f.contains(.verbBase) : f.contains(.verbThird) && tags[k + 1] != .noun
      if tags[k] == .noun, tags[k - 1] == .noun, agrees,
        tags[k + 1] == .preposition || tags[k + 1] == .toInfinitive || isPhrasePart(tags[k + 1]),
        !isBehindPreposition(k, range, tags)
      {
        tags[k] = .verbPresent
        return
      }
      k += 1
    }
  }

  /// Before a head.
  private func isPhraseOpen(_ tag: Tag) -> Bool {
    switch tag {
    case .determiner, .possessive, .possessiveMark, .preposition, .toInfinitive, .adjective,
      .coordinator:
      true
    default: false
    }
  }

  /// "Will the council act?", "Nor did the club pay": the verb behind the subject.
  private func supplyInverted(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var k = range.lowerBound
    while k < range.upperBound,
      tags[k] == .interrogative || tags[k] == .adverb
        || tags[k] == .negator || tokens[k].kind.isQuote
    { k += 1 }
    if k == range.lowerBound, tags[k] == .have, tokens[k].word == had,
      isCondition(k, tokens, range, tags)
    {
      tags[k] = .subordinator
      return
    }
    guard k < range.upperBound, tags[k] == .modal || tags[k] == .do else { return }
    var place = -1
    var head = false
    k += 1
    while k < range.upperBound {
      switch tags[k] {
      case .noun, .adjective:
        if head, features.has(tokens[k].word, .verbBase) { place = k }
        head = head || tags[k] == .noun
      case .properNoun, .pronoun, .number: head = true
      case .determiner, .possessive, .possessiveMark: break
      case .preposition, .mark, .adverb, .toInfinitive:
        if place >= 0 { tags[place] = .verbBase }
        return
      default: return
      }
      k += 1
    }
    if place >= 0 { tags[place] = .verbBase }
  }

  /// "Had the court acted, lives would": a phrase and a participle, and a comma before the verb.
  private func isCondition(
    _ had: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var k = had + 1
    while k < range.upperBound, isPhrasePart(tags[k]) || tags[k] == .pronoun { k += 1 }
    guard k > had + 1, k < range.upperBound, tags[k] == .verbPast || tags[k] == .verbParticiple
    else { return false }
    while k < range.upperBound, tokens[k].kind != .comma { k += 1 }
    return k < range.upperBound && tokens[range.upperBound - 1].kind != .question
  }

  /// `as much as 14`, `more than 20`, `up to 50`: determiners of the number.
  private func joinQuantifiers(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    for i in range where tags[i] == .number {
      guard i > range.lowerBound else { continue }
      var start = i
      if tokens[i - 1].kind == .symbol, i - 2 >= range.lowerBound,
        approximators.contains(tokens[i - 2].word),
        i - 2 == range.lowerBound || !tags[i - 3].isAuxiliary
      {
        // "about $3 million"
        tags[i - 2] = .determiner
        continue
      }
      if i - 3 >= range.lowerBound, tokens[i - 1].word == as_, tokens[i - 3].word == as_ {
        start = i - 3
      } else if i - 2 >= range.lowerBound, quantifierHeads.contains(tokens[i - 2].word),
        quantifierTails.contains(tokens[i - 1].word)
      {
        start = i - 2
      } else if approximators.contains(tokens[i - 1].word),
        i - 1 == range.lowerBound || !tags[i - 2].isAuxiliary && tags[i - 2] != .noun
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
    if let closed = closedClass(i, f, tokens, range, tags) { return closed }
    if token.has(.capitalised) && !isShouting && isInitial
      && (f.isDisjoint(with: [.anyVerb, .anyNoun, .adjective, .adverb])
        || nameGoesOn(i, tokens, range, f))
    {
      return .properNoun
    }
    return openClass(i, f, tokens, range, bytes, tags)
  }

  /// The first word of a sentence, a quotation or a bracket is capitalised whatever it is.
  private func startsUnit(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard i > range.lowerBound else { return true }
    switch tokens[i - 1].kind {
    case .quoteOpen, .quoteNeutral, .colon, .bracketOpen, .period, .question, .exclamation:
      return true
    case .dash, .ellipsis, .symbol, .quoteClose: return true
    default: return false
    }
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

  private func possessiveMark(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Tag {
    guard i > range.lowerBound, tokens[i].has(.contraction) else { return .possessiveMark }
    if hostsOfIs.contains(tokens[i - 1].word) { return .be }
    guard i + 1 < range.upperBound else { return .possessiveMark }
    let next = tokens[i + 1]
    // "Russia's going to", "China's not": a verb, for names rarely; determiners and adverbs tell.
    let f = features[next.word]
    if tags[i - 1] == .pronoun { return .be }
    if next.kind == .word, !next.has(.capitalised),
      !f.isDisjoint(with: [.determiner, .negator, .pronounSubject]),
      f.isDisjoint(with: [.adjective, .anyNoun])
    {
      return .be
    }
    return .possessiveMark
  }

  private func closedClass(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Tag? {
    guard !f.isDisjoint(with: .function) else { return nil }
    let token = tokens[i]
    let previous = previousTag(i, range, tags)
    let next = i + 1 < range.upperBound ? tokens[i + 1] : nil
    let nextFeatures = next.map { features[$0.word] } ?? []
    // "so that schools could reopen", "only presented the result"
    if token.word == so, nextFeatures.contains(.that) { return .adverb }
    if token.word == only, previous != .determiner, previous != .possessive,
      previous != .possessiveMark
    {
      return .adverb
    }
    // "Blumenthal, once thought to be"
    if token.word == once, !nextFeatures.isDisjoint(with: [.verbPast, .verbParticiple]),
      nextFeatures.isDisjoint(with: .function)
    {
      return .adverb
    }
    if f.contains(.that) { return that(i, tokens, range, tags) }
    if f.contains(.to) {
      return isInfinitive(after: i, tokens, range) ? .toInfinitive : .preposition
    }
    if f.contains(.negator) {
      // "cannot" opens a verb group.
      if f.contains(.modal) { return .modal }
      // "neither confirmed nor denied"
      if token.word == neither, !nextFeatures.isDisjoint(with: [.verbPast, .verbThird]),
        nextFeatures.isDisjoint(with: [.anyNoun, .be, .have, .do])
      {
        return .negator
      }
      return f.contains(.determiner)
        ? .determiner : (f.contains(.pronounSubject) ? .pronoun : .negator)
    }
    if f.contains(.modal) {
      // "the will of the people", "a can": a noun after a determiner.
      if previous == .determiner || previous == .possessive || previous == .possessiveMark {
        return .noun
      }
      return .modal
    }
    if f.contains(.be) { return .be }
    if f.contains(.have) { return .have }
    if f.contains(.do) {
      // "get the job done", "doing our share"
      if f.contains(.verbParticiple) { return .verbParticiple }
      return f.contains(.verbIng) ? .verbIng : .do
    }
    if token.word == her || token.word == his {
      return startsNominal(next, nextFeatures) ? .possessive : .pronoun
    }
    if f.contains(.possessivePronoun), !f.contains(.relative) { return .possessive }
    if token.word == however, isComma(i, tokens) || next?.kind == .comma { return .adverb }
    if token.word == as_, i - 2 >= range.lowerBound, longWords.contains(tokens[i - 1].word),
      tokens[i - 2].word == as_,
      !nextFeatures.isDisjoint(with: [.determiner, .pronounSubject])
        || next?.has(.capitalised) == true
    {
      return .subordinator
    }
    if clausePrepositions.contains(token.word) {
      return opensClause(after: i, tokens, range) ? .subordinator : .preposition
    }
    if f.contains(.relative) {
      if previous == .noun || previous == .properNoun || previous == .pronoun || isComma(i, tokens)
        || previous == .preposition
      {
        return .relative
      }
      return .interrogative
    }
    if f.contains(.whWord) { return .interrogative }
    if f.contains(.subordinator), !(f.contains(.preposition)) { return .subordinator }
    if f.contains(.subordinator), opensClause(after: i, tokens, range) { return .subordinator }
    if f.contains(.coordinator), !f.contains(.determiner) { return .coordinator }
    if f.contains(.determiner) {
      if token.word == this, nextFeatures.contains(.verbThird), nextFeatures.contains(.nounPlural),
        !nextFeatures.contains(.nounSingular)
      {
        // "This breaks my heart": no plural follows `this`.
        return .pronoun
      }
      return !f.isDisjoint(with: .pronounSubject) && !startsNominal(next, nextFeatures)
        ? .pronoun : .determiner
    }
    if token.word == like, f.contains(.verbBase) {
      switch previous {
      case .do, .modal, .toInfinitive: return .verbBase
      case .pronoun
      where startsObject(next, nextFeatures)
        && features.has(tokens[i - 1].word, .pronounSubject):
        return .verbPresent
      default: break
      }
    }
    if f.contains(.preposition) {
      if f.contains(.adverb),
        next == nil || next.map({ !$0.kind.isWordLike && !$0.kind.isQuote }) == true
      {
        return .adverb
      }
      // A verb that is also a preposition (`concerning`, `including`) is the preposition.
      return .preposition
    }
    if !f.isDisjoint(with: [.pronounSubject, .pronounObject]) { return .pronoun }
    return nil
  }

  private func isComma(_ i: Int, _ tokens: [Token]) -> Bool {
    i > 0 && tokens[i - 1].kind == .comma
  }

  /// The tag before `i`, adverbs and negators passed over.
  private func previousTag(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Tag {
    var k = i - 1
    while k >= range.lowerBound {
      if tags[k] != .adverb && tags[k] != .negator { return tags[k] }
      k -= 1
    }
    return .mark
  }

  /// `re-imposes`, `co-chaired`: a prefix joined to a word that is only a verb.
  private func isVerbPrefix(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard prefixes.contains(tokens[i].word), i + 2 < range.upperBound,
      tokens[i + 1].kind == .hyphen, tokens[i + 1].start == tokens[i].end,
      tokens[i + 2].start == tokens[i + 1].end
    else { return false }
    let f = features[tokens[i + 2].word]
    return !f.isDisjoint(with: .anyVerb) && f.isDisjoint(with: [.anyNoun, .adjective])
  }

  private func startsNominal(_ next: Token?, _ f: WordFeature) -> Bool {
    guard let next else { return false }
    if next.kind == .number || next.kind == .quoteOpen { return true }
    guard next.kind == .word else { return false }
    if next.has(.capitalised) { return true }
    if !f.isDisjoint(with: [.anyNoun, .adjective, .participleAdjective]) {
      return f.isDisjoint(with: [.function])
    }
    if !f.isDisjoint(with: .function) { return f.contains(.adjective) }
    if f.contains(.adverb) { return false }
    return f.isDisjoint(with: [.verbPast, .verbThird]) || f.contains(.verbIng)
  }

  /// `that` as complementizer, relative or determiner.
  private func that(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Tag {
    let previous = previousTag(i, range, tags)
    let next = i + 1 < range.upperBound ? tokens[i + 1] : nil
    let f = next.map { features[$0.word] } ?? []
    if i > range.lowerBound, tokens[i - 1].word == so { return .subordinator }
    guard let next, next.kind.isWordLike || next.kind.isQuote || next.kind == .comma else {
      return .pronoun
    }
    let nextIsVerb = !f.isDisjoint(with: [.modal, .be, .have, .do, .verbPast, .verbThird])
    switch previous {
    case .noun, .properNoun:
      guard i > 0 else { return .relative }
      if nextIsVerb && f.isDisjoint(with: .anyNoun) { return .relative }
      if features.has(tokens[i - 1].word, [.timeNoun, .weekday, .month]),
        cueBefore(i, tokens, range, tags)
      {
        return .complementizer
      }
      if features.has(tokens[i - 1].word, .thatNoun) || reportsBefore(i, tokens, range, tags) {
        return .complementizer
      }
      // "a claim by the airline that they"
      if isByPhrase(i, tokens, range, tags),
        !f.isDisjoint(with: [.determiner, .pronounSubject, .possessivePronoun])
          || next.has(.capitalised)
      {
        return .complementizer
      }
      // "came from Oslo that the figure": a name takes no relative clause with `that`.
      if previous == .properNoun, f.contains(.determiner) { return .complementizer }
      return .relative
    case .verbPresent, .verbPast, .verbBase, .verbIng, .verbParticiple, .adjective, .be, .pronoun:
      if nextIsVerb && f.isDisjoint(with: .anyNoun) { return .pronoun }
      if let alone = thatAlone(i, f, tokens, range) { return alone }
      return .complementizer
    case .coordinator, .mark, .subordinator, .preposition:
      if nextIsVerb { return .pronoun }
      if previous == .preposition { return .determiner }
      // "and that the sides ..." goes on with a second complement.
      let opens =
        next.has(.capitalised)
        || !f.isDisjoint(with: [
          .determiner, .pronounSubject, .possessivePronoun, .nounPlural, .preposition,
          .subordinator, .adjective,
        ])
      return opens || next.kind.isQuote || next.kind == .comma ? .complementizer : .determiner
    default:
      return nextIsVerb ? .pronoun : .determiner
    }
  }

  /// A noun that takes a clause, and `by` or `from` with a phrase behind it.
  private func isByPhrase(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i - 1
    while k > range.lowerBound, isPhrasePart(tags[k]) { k -= 1 }
    return k > range.lowerBound && tags[k] == .preposition
      && (tokens[k].word == by || tokens[k].word == from)
      && features.has(tokens[k - 1].word, .thatNoun)
  }

  /// "rejected that claim.", "said that on Monday.": no finite verb follows in the sentence.
  private func thatAlone(
    _ i: Int, _ next: WordFeature, _ tokens: [Token], _ range: Range<Int>
  ) -> Tag? {
    let opensPhrase =
      next.contains(.nounSingular) && !next.contains(.nounPlural)
      && next.isDisjoint(with: .function)
    guard opensPhrase || next.contains(.preposition), !tokens[i + 1].has(.capitalised) else {
      return nil
    }
    var k = i + 1
    let limit = min(range.upperBound, i + Self.thatReach)
    while k < limit {
      let f = features[tokens[k].word]
      if !f.isDisjoint(with: [.modal, .be, .have, .do, .verbPast, .verbThird])
        || k > i + 1 && f.contains(.verbBase)
      {
        return nil
      }
      k += 1
    }
    guard k == range.upperBound else { return nil }
    return opensPhrase ? .determiner : .pronoun
  }

  private static let thatReach = 16

  /// A cue verb stands before, with nothing but noun phrases and prepositions between.
  private func cueBefore(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i - 1
    while k >= range.lowerBound, k > i - 14 {
      switch tags[k] {
      case .verbPast, .verbPresent, .verbBase, .verbIng, .verbParticiple:
        return features.has(tokens[k].word, .cueVerb)
      case .noun, .properNoun, .determiner, .possessive, .adjective, .number, .preposition, .adverb,
        .pronoun, .possessiveMark:
        break
      default: return false
      }
      k -= 1
    }
    return false
  }

  /// "told Xinhua that", "said on Monday that": between a reporting verb and `that` stand only an
  /// addressee, a time or a place.
  private func reportsBefore(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag])
    -> Bool
  {
    var k = i - 1
    while k >= range.lowerBound, k > i - 14 {
      switch tags[k] {
      case .verbPast, .verbPresent, .verbBase, .verbIng, .verbParticiple:
        guard features.has(tokens[k].word, .cueVerb) else {
          // "told lawmakers gathered in the hall that", "said in a report published on Friday that"
          if tags[k] == .verbPast || tags[k] == .verbParticiple, k - 1 > range.lowerBound,
            features.has(tokens[k - 1].word, [.addressee, .roleNounPlural])
              || tags[k - 1] == .noun && isBehindPreposition(k, range, tags)
          {
            k -= 1
            continue
          }
          return false
        }
        if tellForms.contains(tokens[k].word) { return true }
        let after = tags[k + 1]
        return after == .preposition || after == .properNoun || after == .adverb
          || after == .pronoun || features.has(tokens[k + 1].word, [.addressee, .timeNoun])
          || startsWithTime(k + 1, i, tokens, tags)
          || (k + 2 < i && features.has(tokens[k + 2].word, .addressee))
      case .noun, .properNoun, .determiner, .possessive, .adjective, .number, .preposition, .adverb,
        .pronoun, .possessiveMark, .coordinator:
        break
      case .mark:
        let kind = tokens[k].kind
        guard kind == .hyphen || kind == .bracketOpen || kind == .bracketClose || kind == .period
        else { return false }
      default: return false
      }
      k -= 1
    }
    return false
  }

  /// "last week", "a year ago", "three days before the vote".
  private func startsWithTime(_ start: Int, _ end: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    var k = start
    while k < end, tags[k] == .determiner || tags[k] == .adjective || tags[k] == .number { k += 1 }
    return k < end && k > start && tags[k].isNominal
      && features.has(tokens[k].word, [.timeNoun, .weekday, .month])
  }

  private func isInfinitive(after i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    var k = i + 1
    // "urged them to "pick up the telephone""
    if k < range.upperBound, tokens[k].kind == .quoteOpen { k += 1 }
    while k < range.upperBound, tokens[k].kind == .word {
      let f = features[tokens[k].word]
      if f.contains(.adverb) && !f.contains(.verbBase) || f.contains(.negator) {
        k += 1
        continue
      }
      guard f.contains(.verbBase), !tokens[k].has(.capitalised), tokens[k].word != account else {
        return false
      }
      // "to work" against "to work and life": a base form that is a noun is one after `to` only
      // where nothing that a verb governs follows and it is likelier a noun.
      if f.contains(.mostlyNoun), k + 1 < range.upperBound,
        i == range.lowerBound || !features.has(tokens[i - 1].word, .cueVerb)
      {
        let after = features[tokens[k + 1].word]
        if takesInfinitive(i, tokens, range) { return true }
        return tokens[k + 1].has(.capitalised)
          || !after.isDisjoint(with: [
            .determiner, .possessivePronoun, .pronounObject, .adjective, .adverb, .that,
            .nounPlural, .preposition,
          ])
      }
      return true
    }
    return false
  }

  /// "time to act", "urged the council to act", "three years to rule".
  private func takesInfinitive(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard i > range.lowerBound else { return false }
    let before = tokens[i - 1].word
    if before == due, i - 2 >= range.lowerBound, features.has(tokens[i - 2].word, .be) {
      return true
    }
    if infinitiveHosts.contains(before)
      || features.has(before, .timeNoun) && !tokens[i - 1].has(.capitalised)
    {
      return true
    }
    var k = i - 1
    while k >= range.lowerBound, k > i - 6, tokens[k].kind.isWordLike {
      if askForms.contains(tokens[k].word) {
        return k < i - 1
      }
      if features.has(tokens[k].word, .finiteHint) { return false }
      k -= 1
    }
    return false
  }

  private static let clauseReach = 14

  /// Whether a word that is preposition and conjunction opens a clause: a finite verb follows
  /// before the next comma.
  private func opensClause(after i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    var k = i + 1
    let limit = min(range.upperBound, i + Self.clauseReach)
    var hasNominal = false
    if k + 1 < limit, tokens[i].word == as_, features.has(tokens[k].word, [.do, .have, .be]),
      !features.has(tokens[k].word, .verbIng),
      tokens[k + 1].has(.capitalised)
        || features.has(tokens[k + 1].word, [.determiner, .possessivePronoun])
    {
      // "as did Peru"
      return true
    }
    while k < limit {
      let token = tokens[k]
      guard token.kind.isWordLike || token.kind == .hyphen else {
        if token.kind.isQuote { k += 1; continue }
        // "before the chairman of the panel, Ivar Lund, resigned"
        if token.kind == .comma, hasNominal, let end = nameInCommas(k, tokens, limit) {
          k = end
          continue
        }
        return false
      }
      let f = features[token.word]
      if !f.isDisjoint(with: [.that, .relative, .to]) { return false }
      if f.contains(.coordinator), k + 1 < limit,
        features.has(tokens[k + 1].word, [.verbPast, .verbThird, .adverb])
      {
        return false
      }
      if hasNominal, !token.has(.capitalised) || token.kind == .possessive {
        if !f.isDisjoint(with: [.modal, .do]) { return true }
        if !f.isDisjoint(with: [.be, .have]), !f.contains(.verbIng), f != .verbParticiple {
          return true
        }
        // An unmistakable past: its participle has another form, or a pronoun stands before it.
        if f.contains(.verbPast), !f.contains(.verbParticiple) { return true }
        if f.contains(.verbPast), features.has(tokens[k - 1].word, .pronounSubject) { return true }
        if f.contains(.verbThird), f.isDisjoint(with: .anyNoun) { return true }
        // "on Tuesday alleged that", "on Monday accused the company": what a participle seldom has.
        if f.contains(.verbPast), !f.contains(.verbBase), k + 1 < range.upperBound,
          !features.has(tokens[k - 1].word, [.determiner, .preposition, .adjective]),
          tokens[k + 1].kind == .word,
          features.has(
            tokens[k + 1].word, [.that, .determiner, .possessivePronoun, .pronounObject])
        {
          return true
        }
        // "until the troops leave."
        if f.contains(.verbBase), f.isDisjoint(with: .adjective), k + 1 < range.upperBound,
          features.has(tokens[k - 1].word, .nounPlural), tokens[k + 1].kind == .period
        {
          return true
        }
        if f.contains(.verbPast), f.isDisjoint(with: [.anyNoun, .adjective, .participleAdjective]),
          k + 1 < range.upperBound, tokens[k + 1].word != by,
          !features.has(tokens[k - 1].word, [.determiner, .preposition, .adjective])
        {
          return true
        }
      }
      if token.has(.capitalised) || token.kind == .number
        || !f.isDisjoint(with: [.anyNoun, .pronounSubject])
        || (f.isEmpty && token.kind == .word)
      {
        hasNominal = true
      }
      if !f.isDisjoint(with: [.pronounSubject]), f.isDisjoint(with: .determiner), k == i + 1 {
        return true
      }
      k += 1
    }
    return false
  }

  /// Past a name between commas.
  private func nameInCommas(_ comma: Int, _ tokens: [Token], _ limit: Int) -> Int? {
    var k = comma + 1
    while k < limit, k < comma + 5, tokens[k].kind == .word, tokens[k].has(.capitalised) { k += 1 }
    return k > comma + 1 && k < limit && tokens[k].kind == .comma ? k + 1 : nil
  }

  // MARK: Open classes

  private func openClass(
    _ i: Int, _ known: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ bytes: [UInt8],
    _ tags: [Tag]
  ) -> Tag {
    var f = known
    if f.isDisjoint(with: [.anyVerb, .anyNoun, .adjective, .adverb]) {
      f.formUnion(guess(tokens[i], bytes))
    }
    let direct: Tag = i > range.lowerBound ? tags[i - 1] : .mark
    let previous = previousTag(i, range, tags)
    let next = i + 1 < range.upperBound ? tokens[i + 1] : nil
    let nextFeatures = next.map { features[$0.word] } ?? []
    let canNoun = !f.isDisjoint(with: .anyNoun)
    let canAdjective = !f.isDisjoint(with: [.adjective, .participleAdjective])
    let canVerb = !f.isDisjoint(with: .anyVerb)
    if isCompoundParticiple(i, f, tokens, range, tags) { return .adjective }
    if f.contains(.adverb) && !canVerb && !(canNoun && isNominalContext(direct)) && !canAdjective {
      return .adverb
    }
    if !canVerb {
      if f.contains(.adverb), direct.isAuxiliary, !nextFeatures.isDisjoint(with: [.be, .have]) {
        return .adverb
      }
      return nominal(i, f, direct, tokens, range)
    }

    if f.contains(.adverb), !isNominalContext(direct), next?.kind == .word,
      nextFeatures.isDisjoint(with: .auxiliary),
      !nextFeatures.isDisjoint(with: [.verbPast, .verbThird, .verbParticiple])
    {
      // "further stressed", "also further underlined"
      return .adverb
    }
    if f.contains(.adverb), nextFeatures.contains(.to), tags.indices.contains(i - 1),
      i > range.lowerBound,
      features.has(tokens[i - 1].word, .anyVerb)
    {
      // "looks forward to"
      return .adverb
    }
    if f.contains(.adverb), previous == .be, f.isDisjoint(with: [.verbIng, .verbParticiple]) {
      // "is still the best"
      return .adverb
    }
    if f.contains(.adverb), direct.isAuxiliary,
      !nextFeatures.isDisjoint(with: [.be, .have])
        || direct == .modal && nextFeatures.contains(.verbBase)
          && nextFeatures.isDisjoint(with: [.anyNoun])
    {
      // "may still be asked", "had long been warned"
      return .adverb
    }
    switch previous {
    case .modal, .toInfinitive, .do:
      if f.contains(.verbBase) && !(previous == .do && direct == .do && canNoun && !canVerb) {
        return .verbBase
      }
    case .be:
      if f.contains(.verbIng) { return canAdjective && next == nil ? .adjective : .verbIng }
      if f.contains(.verbParticiple) { return .verbParticiple }
    case .have:
      if f.contains(.verbParticiple) { return .verbParticiple }
    default: break
    }
    if isNominalContext(direct) || (direct == .adverb && isNominalContext(previous)) {
      return inNounPhrase(i, f, direct, tokens, range)
    }
    switch previous {
    case .pronoun
    where f.contains(.adverb) && f.isDisjoint(with: [.verbThird, .verbPast])
      && !features.has(tokens[i - 1].word, .pronounSubject):
      // "bring them home"
      return .adverb
    case .interrogative
    where direct == .interrogative && f.contains(.verbParticiple) && f.contains(.verbPast)
      && timeWords.contains(tokens[i - 1].word)
      && !nextFeatures.isDisjoint(with: [.preposition, .whWord, .subordinator]):
      // "when asked about the delay"
      return .verbParticiple
    case .interrogative where f.contains(.verbThird) || f.contains(.verbPast):
      return finite(f) ?? .noun
    case .pronoun
    where direct == .pronoun && tokens[i - 1].word == those && f.contains(.verbParticiple)
      && f.contains(.verbPast) && !startsObject(next, nextFeatures):
      // "the families of those killed"
      return .verbParticiple
    case .relative where tokens[i - 1].word == whose:
      return nominal(i, f, direct, tokens, range)
    case .relative
    where f.contains(.nounPlural) && direct == .relative && next?.kind == .word
      && nextFeatures.isDisjoint(with: [.adverb, .function])
      && !nextFeatures.isDisjoint(with: [.verbPast, .modal]):
      // "which rebels seized"
      return .noun
    case .pronoun, .relative:
      return finite(f) ?? nominal(i, f, direct, tokens, range)
    case .noun, .properNoun, .number, .possessiveMark:
      // "The President looks forward to"
      if f.contains(.verbThird), next?.word == forward { return .verbPresent }
      return afterNoun(i, f, tokens, range, tags, next, nextFeatures)
    default: break
    }
    return elsewhere(i, f, previous, tokens, range, tags, next, nextFeatures)
  }

  /// `Miami-based`, `long-awaited`, `peace-keeping`: a participle joined to a word by a hyphen.
  private func isCompoundParticiple(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    guard i - 2 >= range.lowerBound, tokens[i - 1].kind == .hyphen,
      tokens[i - 1].start == tokens[i - 2].end, tokens[i - 1].end == tokens[i].start,
      !f.isDisjoint(with: [.verbParticiple, .verbIng]), tokens[i - 2].kind.isWordLike
    else { return false }
    // `re-imposed`, `co-chaired` are verbs: their first part is no word of its own.
    return tags[i - 2] == .properNoun || tags[i - 2] == .number
      || features.has(tokens[i - 2].word, [.anyNoun, .adjective, .adverb])
  }

  /// Right after these a noun phrase goes on.
  private func isNominalContext(_ tag: Tag) -> Bool {
    switch tag {
    case .determiner, .possessive, .possessiveMark, .adjective, .preposition, .number: true
    default: false
    }
  }

  private func nominal(
    _ i: Int, _ f: WordFeature, _ direct: Tag, _ tokens: [Token], _ range: Range<Int>
  ) -> Tag {
    let canNoun = !f.isDisjoint(with: .anyNoun)
    guard !f.isDisjoint(with: [.adjective, .participleAdjective]) else {
      return f.contains(.adverb) && !canNoun ? .adverb : .noun
    }
    guard canNoun else { return .adjective }
    // "the present situation" against "the present": an adjective if a noun follows.
    guard i + 1 < range.upperBound, tokens[i + 1].kind == .word else { return .noun }
    let g = features[tokens[i + 1].word]
    if !g.isDisjoint(with: [.anyNoun, .adjective]), g.isDisjoint(with: .function) {
      return .adjective
    }
    return .noun
  }

  private func inNounPhrase(
    _ i: Int, _ f: WordFeature, _ direct: Tag, _ tokens: [Token], _ range: Range<Int>
  ) -> Tag {
    let next = i + 1 < range.upperBound ? tokens[i + 1] : nil
    let g = next.map { features[$0.word] } ?? []
    let nounFollows =
      next.map { $0.kind == .word || $0.kind == .number } == true
      && (!g.isDisjoint(with: [.anyNoun, .adjective]) || next?.has(.capitalised) == true
        || g.isEmpty)
      && g.isDisjoint(with: .function)
    if f.contains(.verbIng) {
      if direct == .preposition {
        // "of advancing the agenda": a gerund governs; "by building workers": rare.
        if !f.isDisjoint(with: .nounSingular), !governs(next, g) { return .noun }
        return .verbIng
      }
      return nounFollows && f.isDisjoint(with: .anyNoun) ? .adjective : .noun
    }
    if direct == .determiner, f.contains(.verbPast), !nounFollows,
      f.isDisjoint(with: [.anyNoun, .adjective]), countWords.contains(tokens[i - 1].word)
    {
      // "the two met", "six dissented"
      return .verbPast
    }
    if direct == .determiner, f.contains(.verbPast), !nounFollows, i - 2 >= range.lowerBound,
      features.has(tokens[i - 1].word, .adverb)
    {
      // "Equifax first disclosed": the ordinal is an adverb.
      return .verbPast
    }
    if !f.isDisjoint(with: [.verbParticiple, .verbPast]),
      f.isDisjoint(with: [.verbBase]) || nounFollows, f.isDisjoint(with: .anyNoun)
    {
      if nounFollows || direct == .determiner || direct == .possessive { return .adjective }
      return direct == .adjective || direct == .number ? .verbPast : .adjective
    }
    if !f.isDisjoint(with: .anyNoun) { return nominal(i, f, direct, tokens, range) }
    if !f.isDisjoint(with: [.adjective, .participleAdjective]) { return .adjective }
    // Base or third-person form of a verb that is no noun: after an adjective used as a noun
    // ("the unemployed demand") or a number.
    if direct == .adjective || direct == .number {
      // "the unemployed demand that", not "for the long haul."
      guard
        startsObject(next, g) || startsClause(next, g) || g.contains(.to) || f.contains(.verbThird)
      else { return .noun }
      return finite(f) ?? .noun
    }
    return f.contains(.verbBase) && direct == .preposition ? .verbBase : .noun
  }

  /// Whether a word could be the start of what a verb governs.
  private func governs(_ next: Token?, _ g: WordFeature) -> Bool {
    guard let next else { return false }
    if next.kind == .quoteOpen { return true }
    guard next.kind == .word else { return false }
    if next.has(.capitalised) { return true }
    return !g.isDisjoint(with: [
      .determiner, .possessivePronoun, .pronounObject, .pronounSubject, .that, .nounPlural,
      .adjective, .whWord,
    ]) && g.isDisjoint(with: [.preposition, .coordinator])
  }

  private func finite(_ f: WordFeature) -> Tag? {
    if f.contains(.verbPast) { return .verbPast }
    if !f.isDisjoint(with: [.verbThird, .verbBase]) { return .verbPresent }
    if f.contains(.verbParticiple) { return .verbParticiple }
    if f.contains(.verbIng) { return .verbIng }
    return nil
  }

  private func afterNoun(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag],
    _ next: Token?, _ g: WordFeature
  ) -> Tag {
    let canNoun = !f.isDisjoint(with: .anyNoun)
    if f.contains(.verbIng) {
      // "people living near the dam"
      if tags[i - 1] == .noun, features.has(tokens[i - 1].word, .nounPlural),
        g.contains(.preposition)
      {
        return .verbIng
      }
      return canNoun && !governs(next, g) ? .noun : .verbIng
    }
    if f.contains(.verbPast), !f.contains(.verbBase) || !canNoun { return .verbPast }
    if f.contains(.verbParticiple), f.isDisjoint(with: [.verbBase, .anyNoun]) {
      return .verbParticiple
    }
    if !f.isDisjoint(with: [.adjective]), !canNoun, f.contains(.verbBase),
      !features.has(tokens[i - 1].word, .nounPlural)
    {
      // "the stadium empty", "the road to Lviv open"
      return .adjective
    }
    guard canNoun else { return finite(f) ?? .noun }
    if tags[i - 1] == .adverb, !f.isDisjoint(with: [.verbBase, .verbThird]) {
      // "officials negatively impact relations": an adverb after the noun goes with a verb.
      return .verbPresent
    }
    if f.contains(.verbThird), linkingForms.contains(tokens[i].word),
      !g.isDisjoint(with: [.adjective, .participleAdjective]),
      g.isDisjoint(with: .anyNoun) || i + 2 >= range.upperBound || tokens[i + 2].kind != .word
    {
      // "the door stands open"
      return .verbPresent
    }
    // claims, concerns, calls, supports: noun or verb.
    let nounBefore = tokens[i - 1]
    let before = features[nounBefore.word]
    let beforeIsPlural = before.contains(.nounPlural) && !before.contains(.nounSingular)
    if f.contains(.verbThird), !f.contains(.verbBase) {
      // "there will be no tax rises this year": the phrase is what the verb before it has.
      if predicateBefore(i, range, tags) { return .noun }
      // "with fishmeal plants that": a compound behind a preposition.
      if tags[i - 1] == .noun, i - 2 >= range.lowerBound, tags[i - 2] == .preposition,
        f.contains(.mostlyNoun)
      {
        return .noun
      }
      if beforeIsPlural && tags[i - 1] == .noun { return .noun }
      if f.contains(.mostlyNoun), isBehindPreposition(i, range, tags),
        finiteBefore(i, tokens, range, tags)
      {
        // "accused Belarus over Polish claims that"
        return .noun
      }
      if f.contains(.mostlyNoun) {
        // "the ministry claims the dam", "the firm plans to sell": bodies and persons act.
        let acts =
          tags[i - 1] == .noun && !beforeIsPlural && !finiteBefore(i, tokens, range, tags)
          && !before.isDisjoint(with: [.roleNoun, .institutionHead, .collective])
        return startsObject(next, g) && (tags[i - 1] == .properNoun || acts)
          || acts && g.contains(.to) || startsClause(next, g)
          ? .verbPresent : .noun
      }
      if startsObject(next, g) || startsClause(next, g) || g.contains(.to) { return .verbPresent }
      // "the plan lacks transparency", "the union takes note": a plural seldom stands inside a
      // compound, an adverb seldom behind a noun.
      let governsNoun =
        next?.kind == .word && !g.isDisjoint(with: [.anyNoun, .adjective])
        && g.isDisjoint(with: [.verbPast, .verbThird, .function])
      return before.contains(.nounSingular) && !beforeIsPlural && governsNoun
        || g.contains(.adverb) && g.isDisjoint(with: [.anyNoun, .adjective, .function])
        ? .verbPresent : .noun
    }
    if f.contains(.verbBase) {
      let isPlural = beforeIsPlural || isCoordinatedSubject(i, tokens, range, tags)
      guard isPlural else { return f.contains(.verbPast) && governs(next, g) ? .verbPast : .noun }
      if f.contains(.mostlyNoun) {
        return startsObject(next, g) || g.contains(.to) ? .verbPresent : .noun
      }
      return startsObject(next, g) || startsClause(next, g)
        || !g.isDisjoint(with: [.to, .preposition])
        ? .verbPresent : .noun
    }
    return .noun
  }

  /// The noun phrase that goes on here stands right behind a preposition.
  private func isBehindPreposition(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i - 1
    while k > range.lowerBound, isPhrasePart(tags[k]) { k -= 1 }
    return tags[k] == .preposition
  }

  /// The clause, back to a mark or the word that opens it, has its finite verb.
  private func finiteBefore(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag])
    -> Bool
  {
    var k = i - 1
    while k >= range.lowerBound, k > i - 24 {
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent: return true
      case .subordinator, .complementizer, .relative, .interrogative: return false
      case .mark where tokens[k].kind == .comma: return false
      default: k -= 1
      }
    }
    return false
  }

  /// The noun phrase before stands right behind a form of `be`.
  private func predicateBefore(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i - 1
    while k > range.lowerBound {
      switch tags[k] {
      case .noun, .adjective, .determiner, .number: k -= 1
      default: return tags[k] == .be
      }
    }
    return false
  }

  private func isCoordinatedSubject(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var k = i - 1
    while k > range.lowerBound, tags[k] == .properNoun || tags[k] == .noun { k -= 1 }
    return tags[k] == .coordinator
  }

  /// A determiner, possessive, pronoun or name opens an object.
  private func startsObject(_ next: Token?, _ g: WordFeature) -> Bool {
    guard let next else { return false }
    if next.kind == .quoteOpen { return true }
    guard next.kind == .word || next.kind == .number else { return false }
    if next.has(.capitalised) { return true }
    return !g.isDisjoint(with: [.determiner, .possessivePronoun, .pronounSubject, .pronounObject])
  }

  private func startsClause(_ next: Token?, _ g: WordFeature) -> Bool {
    guard next?.kind == .word else { return false }
    return !g.isDisjoint(with: [.that, .pronounSubject, .whWord])
  }

  private func elsewhere(
    _ i: Int, _ f: WordFeature, _ previous: Tag, _ tokens: [Token], _ range: Range<Int>,
    _ tags: [Tag], _ next: Token?, _ g: WordFeature
  ) -> Tag {
    let canNoun = !f.isDisjoint(with: .anyNoun)
    let canAdjective = !f.isDisjoint(with: [.adjective, .participleAdjective])
    if f.contains(.verbIng) {
      return canNoun && !governs(next, g) && !g.contains(.that) && previous != .mark
        ? .noun : .verbIng
    }
    if previous == .coordinator, let conjunct = coordinated(i, f, tokens, range, tags, next, g) {
      return conjunct
    }
    if f.contains(.verbPast), !canNoun {
      // After a verb a participle begins a noun phrase: "left injured people".
      if previous.isMainVerb, tags[i - 1] != .negator,
        canAdjective || g.isDisjoint(with: [.anyNoun, .adjective])
      {
        return .adjective
      }
      if i == range.lowerBound, f.contains(.verbParticiple) {
        // "Promised snow failed to come", "Asked whether he sleeps, he smiled"
        return !g.isDisjoint(with: .anyNoun) && g.isDisjoint(with: .function)
          ? .adjective : .verbParticiple
      }
      return .verbPast
    }
    if canNoun || canAdjective {
      let opensImperative = previous == .mark && f.contains(.verbBase) && !f.contains(.mostlyNoun)
      if opensImperative && startsObject(next, g) && i == range.lowerBound { return .verbBase }
      if i == range.lowerBound, f.contains(.verbBase),
        !g.isDisjoint(with: [.determiner, .possessivePronoun]), g.isDisjoint(with: .anyNoun)
      {
        // "Release the hostages": no determiner follows a noun.
        return .verbBase
      }
      if previous.isMainVerb || previous == .mark || previous == .be || previous == .subordinator {
        if f.contains(.verbThird), startsObject(next, g), !f.contains(.mostlyNoun),
          previous == .mark
        {
          return .verbPresent
        }
        return nominal(i, f, previous, tokens, range)
      }
      return nominal(i, f, previous, tokens, range)
    }
    if previous == .mark, f.contains(.verbBase), i == range.lowerBound { return .verbBase }
    return finite(f) ?? .noun
  }

  /// A word after `and`: of the kind that stands before, where it can be.
  private func coordinated(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag],
    _ next: Token?, _ g: WordFeature
  ) -> Tag? {
    let canNoun = !f.isDisjoint(with: [.anyNoun, .adjective])
    if canNoun && !governs(next, g) && !g.contains(.to) { return nil }
    // "police and fire officials": a noun before a noun.
    if f.contains(.mostlyNoun), g.contains(.nounPlural) { return nil }
    // "has not voted, but told": a comma ends the verb group.
    let isApart = i >= 2 && isComma(i - 1, tokens)
    var k = i - 1
    while k >= range.lowerBound {
      switch tags[k] {
      case .verbBase: return f.contains(.verbBase) ? .verbBase : finite(f)
      case .verbPast: return f.contains(.verbPast) ? .verbPast : finite(f)
      case .verbPresent: return finite(f)
      case .verbParticiple:
        return f.contains(.verbParticiple) && !isApart ? .verbParticiple : finite(f)
      case .verbIng, .be, .have, .modal, .do: return finite(f)
      default: break
      }
      k -= 1
    }
    return nil
  }

  /// Suffixes of unknown words.
  private func guess(_ token: Token, _ bytes: [UInt8]) -> WordFeature {
    let start = Int(token.start)
    let end = Int(token.end)
    func ends(_ text: String) -> Bool {
      let suffix = text.utf8
      let count = suffix.count
      guard end - start > count + 1 else { return false }
      for (k, byte) in suffix.enumerated() where (bytes[end - count + k] | 32) != byte {
        return false
      }
      return true
    }
    if ends("ly") { return .adverb }
    if ends("ing") { return [.verbIng] }
    if ends("ed") { return [.verbPast, .verbParticiple] }
    if ends("ise") || ends("ize") || ends("ify") { return .verbBase }
    if ends("ises") || ends("izes") || ends("ifies") { return .verbThird }
    if ends("ous") || ends("ful") || ends("ive") || ends("able") || ends("ible") || ends("ical")
      || ends("less") || ends("ish") || ends("ary") || ends("ic") || ends("ial") || ends("ional")
    {
      return .adjective
    }
    if ends("ss") || ends("us") || ends("is") { return .nounSingular }
    if ends("s") { return .nounPlural }
    return .nounSingular
  }

  // MARK: Past tense against participle

  /// After a noun, a form that is past and participle is a participle (a reduced relative) where
  /// `by` follows, or where the verbs behind it are enough for all clauses that wait for theirs.
  ///
  /// Each clause takes one finite verb: `waiting` counts those that were opened and have none yet.
  private func resolveParticiples(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var waiting = 1
    var governor = -1
    for i in range {
      switch tags[i] {
      case .subordinator, .complementizer, .relative, .interrogative: waiting += 1
      case .mark:
        switch tokens[i].kind {
        case .semicolon, .colon: waiting = 1
        case .comma: governor = -1
        default: break
        }
      case .coordinator: governor = -1
      case .modal, .be, .have, .do, .verbPresent:
        guard !previousTag(i, range, tags).isAuxiliary,
          !features.has(tokens[i].word, .verbIng), tags[i] != .be || isFiniteBe(tokens[i].word)
        else { continue }
        waiting = max(0, waiting - 1)
        governor = tags[i] == .verbPresent ? i : -1
      case .verbPast:
        if isReduced(i, tokens, range, tags, waiting: waiting, governor: governor) {
          tags[i] = .verbParticiple
        } else if !previousTag(i, range, tags).isAuxiliary {
          waiting = max(0, waiting - 1)
          governor = i
        }
      default: break
      }
    }
  }

  private func isFiniteBe(_ word: WordID) -> Bool {
    !features.has(word, [.verbParticiple]) && !features.has(word, .verbBase)
  }

  private func isReduced(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], waiting: Int, governor: Int
  ) -> Bool {
    let f = features[tokens[i].word]
    guard f.contains(.verbParticiple), i > range.lowerBound else { return false }
    let direct = tags[i - 1]
    let previous = previousTag(i, range, tags)
    if i + 1 < range.upperBound, tokens[i + 1].word == by, previous != .pronoun { return true }
    guard direct == .noun || direct == .properNoun || direct == .adverb || direct == .mark,
      i + 1 < range.upperBound
    else { return false }
    let saysClause = f.contains(.reportingPast) && f.contains(.clauseVerb)
    if direct == .mark || direct == .adverb, let comma = commaBefore(i, tokens, range, tags),
      comma > range.lowerBound, tags[comma - 1].isNominal,
      !saysClause || isThing(comma - 1, tokens, tags), participleEnds(i, tokens, range, tags)
    {
      return true
    }
    let g = features[tokens[i + 1].word]
    // "issued on Friday", "issued Friday"
    let takesPreposition =
      !g.isDisjoint(with: [.preposition, .to, .adverb, .weekday])
      && g.isDisjoint(with: [.determiner])
    if direct == .noun, takesPreposition || tokens[i + 1].kind == .comma,
      isInOpeningPhrase(i, tokens, range, tags)
    {
      return true
    }
    let isThing = isThing(i - 1, tokens, tags)
    if governor >= 0, waiting == 0, isThing, takesPreposition, isBehindPreposition(i, range, tags),
      tags[governor + 1] == .noun || tags[governor + 1] == .preposition
    {
      // "claimed responsibility in a video posted online", "said in a statement issued Friday"
      return true
    }
    if saysClause {
      // "said on Friday it was"; but "measures announced on Sunday will".
      return isThing && takesPreposition && finiteFollowsPhrase(i, range, tags)
    }
    guard takesPreposition else { return false }
    if governor >= 0, direct == .noun, tellForms.contains(tokens[governor].word),
      complementFollows(i, range, tags)
    {
      // "told lawmakers gathered in the hall that"
      return true
    }
    // "the claims Armenia made on Monday are"
    if direct == .properNoun, i - 2 >= range.lowerBound, tags[i - 2] == .noun { return false }
    if governor >= 0, waiting == 0, direct == .noun,
      !features.has(tokens[governor].word, .clauseVerb), g.contains(.preposition)
    {
      // "rejected the charges made against the envoy": the verb before takes no clause.
      return true
    }
    return finiteFollows(i, tokens, range, tags, need: max(1, waiting), pastCoordinators: isThing)
  }

  private func complementFollows(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i + 1
    while k < range.upperBound, isPhrasePart(tags[k]) || tags[k] == .preposition { k += 1 }
    return k < range.upperBound && (tags[k] == .complementizer || tags[k] == .relative)
  }

  /// A common noun for neither persons nor bodies.
  private func isThing(_ i: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    tags[i] == .noun
      && features[tokens[i].word].isDisjoint(with: [.roleNoun, .institutionHead, .collective])
  }

  private func isPhrasePart(_ tag: Tag) -> Bool {
    switch tag {
    case .noun, .properNoun, .number, .adjective, .determiner, .possessive, .possessiveMark: true
    default: false
    }
  }

  /// "In a statement issued on Sunday, the ministers": nothing but prepositional phrases stands
  /// before, and the finite verb comes behind a comma.
  private func isInOpeningPhrase(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    let time: WordFeature = [.timeNoun, .weekday, .month]
    var k = i - 1
    while k > range.lowerBound, isPhrasePart(tags[k]) {
      if features.has(tokens[k].word, time) { return false }
      k -= 1
    }
    guard tags[k] == .preposition, tags[range.lowerBound] == .preposition else { return false }
    for n in range.lowerBound..<k where !isPhrasePart(tags[n]) && tags[n] != .preposition {
      return false
    }
    var isBehindComma = false
    for n in i + 1..<range.upperBound {
      switch tags[n] {
      case .mark where tokens[n].kind == .comma: isBehindComma = true
      case .modal, .be, .have, .do, .verbPast, .verbPresent: return isBehindComma
      default: break
      }
    }
    return false
  }

  /// `announced on Sunday will`: prepositional phrases, then a finite verb without a subject of its
  /// own.
  private func finiteFollowsPhrase(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    var k = i + 1
    var hasHead = false
    while k < range.upperBound {
      switch tags[k] {
      case .preposition: hasHead = false
      case .determiner, .possessive, .pronoun:
        if hasHead { return false }
      case .noun, .number: hasHead = true
      case .properNoun:
        if hasHead, tags[k - 1] != .properNoun { return false }
        hasHead = true
      case .adjective, .adverb, .possessiveMark: break
      case .modal, .be, .have, .do, .verbPast, .verbPresent: return true
      default: return false
      }
      k += 1
    }
    return false
  }

  /// The comma before a word with nothing but adverbs between.
  private func commaBefore(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Int?
  {
    var k = i - 1
    while k > range.lowerBound, tags[k] == .adverb { k -= 1 }
    return tokens[k].kind == .comma ? k : nil
  }

  /// `X, visibly annoyed, cut in`, `X, carried out in parallel with Y, revealed`: no object follows,
  /// and after the next comma stands a finite verb.
  private func participleEnds(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    guard tags[i + 1] == .preposition || tags[i + 1] == .adverb || tokens[i + 1].kind == .comma
    else { return false }
    var k = i + 1
    while k < range.upperBound, tokens[k].kind != .comma {
      switch tags[k] {
      case .noun, .properNoun, .number, .adjective, .determiner, .possessive, .possessiveMark,
        .adverb, .preposition, .coordinator, .pronoun:
        break
      case .mark where tokens[k].kind == .hyphen: break
      default: return false
      }
      k += 1
    }
    guard k + 1 < range.upperBound else { return false }
    var n = k + 1
    while n + 1 < range.upperBound, tags[n] == .adverb { n += 1 }
    switch tags[n] {
    case .modal, .verbPresent, .verbPast, .do, .be, .have: return true
    // "cut in", "put out": a noun's tag where a verb stands.
    case .noun:
      return features.has(tokens[n].word, [.verbPast, .verbThird]) && n == k + 1
        && n + 1 < range.upperBound && tags[n + 1] != .noun
    default: return false
    }
  }

  /// Whether finite verbs follow for the clauses that wait for one and for those opened on the way:
  /// before a comma or a conjunction.
  private func finiteFollows(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], need: Int,
    pastCoordinators: Bool
  ) -> Bool {
    var need = need
    var k = i + 1
    while k < range.upperBound {
      switch tags[k] {
      case .subordinator, .complementizer, .relative, .interrogative: need += 1
      case .coordinator: if !pastCoordinators { return false }
      case .mark:
        if tokens[k].kind != .hyphen && !tokens[k].kind.isQuote { return false }
      case .verbPast where k + 1 < range.upperBound && tokens[k + 1].word == by: break
      case .modal, .verbPresent, .verbPast, .do, .be, .have:
        if previousTag(k, range, tags).isAuxiliary { break }
        if tags[k] == .be || tags[k] == .have, features.has(tokens[k].word, .verbIng),
          tags[k - 1] == .preposition
        {
          return false
        }
        need -= 1
        if need == 0 { return true }
      case .pronoun:
        if need == 1 { return false }
      default: break
      }
      k += 1
    }
    return false
  }
}
