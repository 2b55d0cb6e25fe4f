internal import Rules

/// Nouns, verbs and adjectives: what a word can be, and what its neighbours leave of it.
extension Tagger {
  func openClass(
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
    if tokens[i].word == back, direct.isMainVerb,
      next?.kind != .word || !nextFeatures.isDisjoint(with: [.that, .preposition, .adverb])
    {
      // "shot back that", "hit back at"
      return .adverb
    }
    if isCompoundParticiple(i, f, tokens, range, tags) { return .adjective }
    if f.contains(.adverb), direct == .have, next?.kind == .word,
      !nextFeatures.isDisjoint(with: .verbParticiple),
      nextFeatures.isDisjoint(with: [.anyNoun, .adjective])
    {
      // "had earlier told"
      return .adverb
    }
    if directions.contains(tokens[i].word), tokens[i].has(.capitalised), let next,
      next.has(.capitalised), next.kind == .word, nextFeatures.isDisjoint(with: .function)
    {
      // "South Korea is", also where it opens the sentence
      return .properNoun
    }
    if f.contains(.adverb) && !canVerb && !(canNoun && isNominalContext(direct)) && !canAdjective {
      return .adverb
    }
    if !canVerb {
      if direct == .modal, !tokens[i].has(.capitalised),
        known.isDisjoint(with: [.anyVerb, .anyNoun, .adjective, .adverb]), !f.contains(.adverb)
      {
        // "can mutate": a word that no lexicon holds
        return .verbBase
      }
      if direct == .modal, canNoun, !tokens[i].has(.capitalised),
        !nextFeatures.isDisjoint(with: [.determiner, .possessivePronoun])
      {
        // "would gut our schools": a noun by the lexicons, here a verb
        return .verbBase
      }
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
    case .relative
    where direct == .relative && next?.has(.capitalised) == true && f.contains(.nounSingular)
      && !f.isDisjoint(with: [.titleHead, .roleNoun]):
      // "whom coach Tom Berg called"
      return .noun
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
      // "The President looks forward to", "the bill falls short of"
      if f.contains(.verbThird), next?.word == forward || next?.word == short {
        return .verbPresent
      }
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
        // "was quoted as saying"
        // "joined the Greens in calling for talks"
        let asks = f.contains(.cueVerb) && g.contains(.preposition) && !g.contains(.determiner)
        if !f.isDisjoint(with: .nounSingular), !governs(next, g), tokens[i - 1].word != as_, !asks {
          return .noun
        }
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
  func governs(_ next: Token?, _ g: WordFeature) -> Bool {
    guard let next else { return false }
    if next.kind == .quoteOpen { return true }
    guard next.kind == .word else { return false }
    if next.has(.capitalised) { return true }
    return !g.isDisjoint(with: [
      .determiner, .possessivePronoun, .pronounObject, .pronounSubject, .that, .nounPlural,
      .adjective, .whWord,
    ]) && g.isDisjoint(with: [.preposition, .coordinator])
  }

  func finite(_ f: WordFeature) -> Tag? {
    if f.contains(.verbPast) { return .verbPast }
    if !f.isDisjoint(with: [.verbThird, .verbBase]) { return .verbPresent }
    if f.contains(.verbParticiple) { return .verbParticiple }
    if f.contains(.verbIng) { return .verbIng }
    return nil
  }

  /// A determiner, possessive, pronoun or name opens an object.
  func startsObject(_ next: Token?, _ g: WordFeature) -> Bool {
    guard let next else { return false }
    if next.kind == .quoteOpen { return true }
    guard next.kind == .word || next.kind == .number else { return false }
    if next.has(.capitalised) { return true }
    return !g.isDisjoint(with: [.determiner, .possessivePronoun, .pronounSubject, .pronounObject])
  }

  func startsClause(_ next: Token?, _ g: WordFeature) -> Bool {
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
      if i > range.lowerBound, sayForms.contains(tokens[i - 1].word), tags[i - 1].isMainVerb,
        !g.isDisjoint(with: [.have, .be, .modal, .verbPast]) && !g.contains(.determiner)
          || next?.word == of
      {
        // "said reoffending had fallen", "said rebanding of taxes would"
        return .noun
      }
      return canNoun && !governs(next, g) && !g.contains(.that) && previous != .mark
        ? .noun : .verbIng
    }
    if canNoun, f.contains(.verbThird), f.contains(.cueVerb),
      isResolution(i, tokens, range, next, g)
    {
      return .verbPresent
    }
    if previous == .coordinator, let conjunct = coordinated(i, f, tokens, range, tags, next, g) {
      return conjunct
    }
    if f.contains(.verbParticiple), i - 2 >= range.lowerBound, tokens[i - 1].kind == .quoteOpen,
      linkingForms.contains(tokens[i - 2].word), tags[i - 2].isMainVerb
    {
      // `felt "frustrated" that`
      return .adjective
    }
    if f.contains(.verbPast), !canNoun {
      // After a verb a participle begins a noun phrase: "left injured people"; not "which Israel said
      // targeted a base".
      let isSaid =
        i > range.lowerBound && sayForms.contains(tokens[i - 1].word)
        && (startsObject(next, g) || g.contains(.nounPlural))
      if previous.isMainVerb, tags[i - 1] != .negator, !isSaid,
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
    if canNoun, f.contains(.verbPast), !f.contains(.mostlyNoun), isComma(i, tokens),
      governs(next, g), waitsForVerb(i, tokens, range, tags)
    {
      // "Lee, a former minister and chair of the party, accused campaigners of"
      return .verbPast
    }
    if canNoun, f.contains(.verbPast), isComma(i, tokens), next?.word == back,
      waitsForVerb(i, tokens, range, tags)
    {
      // "Lee, a former minister, hit back"
      return .verbPast
    }
    if canNoun, f.contains(.verbBase), !f.contains(.verbPast), isComma(i, tokens),
      startsObject(next, g), !(next?.has(.capitalised) ?? false),
      waitsForVerb(i, tokens, range, tags, isPlural: true)
    {
      // "The guild and the club, a group of local firms, support the ministry's plan"
      return .verbPresent
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
      if quotesVerb(i, f, tokens, range, tags, next, g) { return .verbPresent }
      if f.contains(.verbThird), tokens[i - (i > range.lowerBound ? 1 : 0)].kind == .bracketClose,
        startsObject(next, g) || startsClause(next, g) || g.contains(.to)
      {
        // "the Harbour Company (Hepco) plans to"
        return .verbPresent
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

  /// `Demands the withdrawal of the troops;`, `Strongly urges the parties to talk`: the verb of a resolution
  /// opens the sentence, with what it takes behind it and no other finite verb outside of clauses.
  private func isResolution(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ next: Token?, _ g: WordFeature
  ) -> Bool {
    var start = range.lowerBound
    if start + 1 < i, tokens[start].kind == .number, tokens[start + 1].kind == .period {
      start += 2
    }
    guard i == start || i == start + 1 && features.has(tokens[start].word, .adverb),
      let next, next.kind == .word,
      !g.isDisjoint(with: [.determiner, .that]) || next.word == on || next.word == upon
    else { return false }
    for k in i + 1..<range.upperBound {
      let features = features[tokens[k].word]
      // "Claims that the ship sank are false": the clause of a noun ends before the verb.
      if !features.isDisjoint(with: [.that, .whWord]), !g.contains(.that) { return true }
      if !features.isDisjoint(with: [.be, .have, .modal, .verbPast]) { return false }
    }
    return true
  }

  /// Behind a comma that closes an apposition of the subject: a noun phrase opens the sentence, another
  /// comma stands behind it, and no verb stands before.
  private func waitsForVerb(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], isPlural: Bool = false
  ) -> Bool {
    var commas = 0
    var isJoined = false
    var head = -1
    for k in range.lowerBound..<i {
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent, .verbBase, .subordinator,
        .complementizer, .interrogative, .relative:
        return false
      case .mark:
        if tokens[k].kind == .comma {
          commas += 1
        } else if tokens[k].kind != .hyphen, tokens[k].kind != .period, !tokens[k].kind.isQuote {
          // The full stop is that of a title: "Rep. Lee, the chair, accused".
          return false
        }
      case .coordinator where commas == 0: isJoined = true
      case .noun, .properNoun: if commas == 0 { head = k }
      case .preposition where k == range.lowerBound: return false
      default: break
      }
    }
    guard commas > 1, head >= 0 else { return false }
    return !isPlural || isJoined || features.has(tokens[head].word, .nounPlural)
  }

  /// `he and Ruiz "share a view"`, `Spain "supports the truce"`, `the firm "deeply regrets" the delay`: a
  /// subject right before the quotation mark and an object behind the word or behind the other mark.
  private func quotesVerb(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag],
    _ next: Token?, _ g: WordFeature
  ) -> Bool {
    var open = i - 1
    while open > range.lowerBound, tags[open] == .adverb { open -= 1 }
    guard open - 1 >= range.lowerBound, tokens[open].kind == .quoteOpen else { return false }
    if next?.kind == .quoteClose {
      let behind = i + 2 < range.upperBound ? tokens[i + 2] : nil
      guard startsObject(behind, behind.map { features[$0.word] } ?? []) else { return false }
    } else if !startsObject(next, g) {
      return false
    }
    switch tags[open - 1] {
    case .noun, .properNoun, .pronoun: break
    default: return false
    }
    return f.contains(.verbThird)
      || f.contains(.verbBase)
        && (features.has(tokens[open - 1].word, [.nounPlural, .pronounSubject])
          || isCoordinatedSubject(open, tokens, range, tags))
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
        if f.contains(.verbPast),
          startsObject(next, g)
            || f.contains(.cueVerb) && !g.isDisjoint(with: .anyNoun)
              && g.isDisjoint(with: [.preposition, .adverb]),
          g.isDisjoint(with: [.weekday, .month, .timeNoun]),
          isReducedRelative(k, tokens, range, tags)
        {
          // "noted the steps taken and condemned the raid": a participle takes no object.
          return .verbPast
        }
        return f.contains(.verbParticiple) && !isApart ? .verbParticiple : finite(f)
      case .verbIng, .be, .have, .modal, .do: return finite(f)
      default: break
      }
      k -= 1
    }
    return nil
  }

  /// "the steps taken", "the efforts being made": a participle right behind its noun, in a clause with a
  /// finite verb of its own before.
  private func isReducedRelative(
    _ participle: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var noun = participle - 1
    while noun > range.lowerBound, tags[noun] == .adverb { noun -= 1 }
    if noun > range.lowerBound, tags[noun] == .be, features.has(tokens[noun].word, .verbIng) {
      noun -= 1
    }
    guard noun > range.lowerBound, tags[noun] == .noun else { return false }
    return tags[range.lowerBound..<noun].contains { $0 == .verbPast || $0 == .verbPresent }
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
}
