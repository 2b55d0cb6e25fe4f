internal import Rules

/// What `that` is: it opens what is said, opens a relative clause, or stands for a thing.
extension Tagger {
  /// `that` as complementizer, relative or determiner.
  func that(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Tag {
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
      if previous == .preposition {
        // "pointed out that the law", but "of that claim"
        let opens =
          next.kind == .word
          && !f.isDisjoint(with: [.determiner, .possessivePronoun, .pronounSubject])
          && f.isDisjoint(with: .adjective)
          || tokens[i - 1].word == out && (next.kind.isQuote || next.kind == .word)
        return opens ? .complementizer : .determiner
      }
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
    // "Echoing that view, Mexico": a phrase that a comma closes.
    if opensPhrase, i + 2 < range.upperBound, tokens[i + 2].kind == .comma { return .determiner }
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
        // `told NBC's "Today" show that`
        guard
          kind == .hyphen || kind == .bracketOpen || kind == .bracketClose || kind == .period
            || kind.isQuote
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
}
