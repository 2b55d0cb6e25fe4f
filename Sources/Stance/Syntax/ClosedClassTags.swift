internal import Rules

/// Words of closed classes: auxiliaries, determiners, prepositions, `to`, `her`, `as`, by their
/// neighbours.
extension Tagger {
  func possessiveMark(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Tag {
    if endsName(i, tokens, range, tags) { return .properNoun }
    guard i > range.lowerBound, tokens[i].has(.contraction) else { return .possessiveMark }
    // "he's", "what's"; "WHO's programme" has the name of a body.
    if hostsOfIs.contains(tokens[i - 1].word), tags[i - 1] != .properNoun { return .be }
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

  /// "He Yadong": before a name in capitals no pronoun.
  private func isSurnameHe(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    guard tokens[i].word == he, tokens[i].has(.capitalised), !tokens[i].has(.allCaps),
      i + 1 < range.upperBound, tokens[i + 1].kind == .word, tokens[i + 1].has(.capitalised),
      !tokens[i + 1].has(.allCaps)
    else { return false }
    return !features.isKnown(tokens[i + 1].word)
      && !features.has(tokens[i + 1].word, [.month, .weekday, .titleHead, .notName])
  }

  /// "Moody's said", "Macy's expects", "Lloyd's of London": a name that ends in the mark, since what follows is
  /// nothing that somebody owns.
  private func endsName(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    guard i > range.lowerBound, tokens[i].end - tokens[i].start > 1, i + 1 < range.upperBound,
      tokens[i - 1].kind == .word, tokens[i - 1].has(.capitalised), !tokens[i - 1].has(.allCaps),
      features[tokens[i - 1].word].isDisjoint(with: .function),
      // "a friend of Lee's said"
      i - 2 < range.lowerBound || tokens[i - 2].word != of
    else { return false }
    if namesInS.contains(tokens[i - 1].word),
      i - 2 < range.lowerBound || !tokens[i - 2].has(.capitalised)
    {
      return true
    }
    let next = tokens[i + 1]
    guard next.kind == .word, !next.has(.capitalised) else { return false }
    let f = features[next.word]
    if saidForms.contains(next.word) { return true }
    return f.contains(.cueVerb) && f.contains(.verbThird)
      && f.isDisjoint(with: [.anyNoun, .adjective, .verbBase])
  }

  func closedClass(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Tag? {
    guard !f.isDisjoint(with: .function) else { return nil }
    let token = tokens[i]
    let previous = previousTag(i, range, tags)
    let next = i + 1 < range.upperBound ? tokens[i + 1] : nil
    let nextFeatures = next.map { features[$0.word] } ?? []
    if isSurnameHe(i, tokens, range) { return .properNoun }
    // "so that schools could reopen", "only presented the result"
    if token.word == so, nextFeatures.contains(.that) { return .adverb }
    // "are so relieved", "have so often failed": a degree, no coordinator
    if token.word == so, previous == .be || previous == .have || previous == .negator,
      !nextFeatures.isDisjoint(with: [.verbParticiple, .adjective, .adverb])
    {
      return .adverb
    }
    // "on day one, I am ending it": no pronoun
    if token.word == one, previous == .noun, features.has(tokens[i - 1].word, .timeNoun) {
      return .number
    }
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
    if clausePrepositions.contains(token.word), i > range.lowerBound, tags[i - 1] == .have,
      nextFeatures.contains(.verbParticiple)
    {
      // "has since argued"
      return .adverb
    }
    if clausePrepositions.contains(token.word) {
      return opensClause(after: i, tokens, range) ? .subordinator : .preposition
    }
    if f.contains(.relative) {
      let isBehindDash =
        i - 2 >= range.lowerBound && tokens[i - 1].kind == .dash && tags[i - 2].isNominal
      if previous == .noun || previous == .properNoun || previous == .pronoun || isComma(i, tokens)
        || previous == .preposition || isBehindDash
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
      if ones.contains(token.word), !startsNominal(next, nextFeatures), i > range.lowerBound,
        tags[i - 1] == .possessive || tags[i - 1] == .adjective
          || tags[i - 1] == .determiner && tokens[i - 1].kind == .word
      {
        // "its only one", "a new one"
        return .noun
      }
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
      // A verb that is also a preposition (`concerning`, `including`) is the preposition; "is following
      // with concern" has a verb.
      if previous == .be, f.contains(.verbIng),
        !nextFeatures.isDisjoint(with: [
          .determiner, .possessivePronoun, .preposition, .pronounObject,
        ])
          || next?.has(.capitalised) == true
      {
        return .verbIng
      }
      return .preposition
    }
    if !f.isDisjoint(with: [.pronounSubject, .pronounObject]) { return .pronoun }
    return nil
  }

  /// `re-imposes`, `co-chaired`: a prefix joined to a word that is only a verb.
  func isVerbPrefix(_ i: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
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
      if !f.isDisjoint(with: .anyNoun), !f.contains(.clauseVerb), k + 2 < range.upperBound,
        features.has(tokens[k + 1].word, .that),
        features.has(tokens[k + 2].word, [.determiner, .possessivePronoun, .pronounSubject])
          || features.has(tokens[k + 2].word, .nounPlural)
      {
        // "wrote to staff that": no verb that takes a clause.
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
      if askForms.contains(tokens[k].word)
        || tokens[k + 1].word == on && features.has(tokens[k].word, .cueVerb)
      {
        // "urged the council to act", "called on Belarus to act"
        return k < i - 1 && tokens[i - 1].word != on
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
          tokens[k - 1].has(.capitalised)
            || !features.has(tokens[k - 1].word, [.determiner, .preposition, .adjective]),
          tokens[k + 1].kind == .word,
          features.has(
            tokens[k + 1].word, [.that, .determiner, .possessivePronoun, .pronounObject])
            // "after the junior partner SPD rejected calls": no participle behind a name.
            || tokens[k - 1].has(.capitalised) && k - 1 > i && f.contains(.cueVerb)
              && features.has(tokens[k + 1].word, [.nounPlural, .to])
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
  func nameInCommas(_ comma: Int, _ tokens: [Token], _ limit: Int) -> Int? {
    var k = comma + 1
    while k < limit, k < comma + 5, tokens[k].kind == .word, tokens[k].has(.capitalised) { k += 1 }
    return k > comma + 1 && k < limit && tokens[k].kind == .comma ? k + 1 : nil
  }
}
