internal import Rules

/// A word behind a noun: its verb, its participle or the rest of its phrase.
extension Tagger {
  func afterNoun(
    _ i: Int, _ f: WordFeature, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag],
    _ next: Token?, _ g: WordFeature
  ) -> Tag {
    let canNoun = !f.isDisjoint(with: .anyNoun)
    if f.contains(.verbIng) {
      if f.contains(.titleModifier), tags[i - 1] == .properNoun,
        !g.isDisjoint(with: [.titleHead, .roleNoun]), g.isDisjoint(with: .roleNounPlural)
      {
        // "Northwind managing director Ann Lee"
        return .adjective
      }
      // "people living near the dam", but "her media briefing in Lima"
      if tags[i - 1] == .noun, features.has(tokens[i - 1].word, .nounPlural),
        !canNoun || !features.has(tokens[i - 1].word, .nounSingular),
        g.contains(.preposition)
      {
        return .verbIng
      }
      // "the man running to replace her", but "the meeting to discuss it"
      if g.contains(.to), features.has(tokens[i - 1].word, .roleNoun), i + 2 < range.upperBound,
        features.has(tokens[i + 2].word, .verbBase)
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
    if f.contains(.verbPast), f.contains(.cueVerb), next?.kind == .colon || next?.kind == .quoteOpen
    {
      // `A statement from the club read: "..."`
      return .verbPast
    }
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
    if f.contains(.mostlyNoun), demonyms.contains(nounBefore.word),
      i - 2 < range.lowerBound || !articles.contains(tokens[i - 2].word)
    {
      // "dismissed Kenyan claims", but "a Kenyan claims"
      return .noun
    }
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
      // "data show" as "officials show"
      let isPlural =
        before.contains(.nounPlural) || isCoordinatedSubject(i, tokens, range, tags)
      guard isPlural else {
        // "the campaign put a price on it", "the firm hit back"
        return f.contains(.verbPast) && (governs(next, g) || g.contains(.adverb))
          ? .verbPast : .noun
      }
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
  func isBehindPreposition(_ i: Int, _ range: Range<Int>, _ tags: [Tag]) -> Bool {
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

  func isCoordinatedSubject(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var k = i - 1
    while k > range.lowerBound, tags[k] == .properNoun || tags[k] == .noun { k -= 1 }
    return tags[k] == .coordinator
  }
}
