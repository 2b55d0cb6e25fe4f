internal import Rules

/// Past tense against participle, told by the clauses that wait for a finite verb.
extension Tagger {
  /// After a noun, a form that is past and participle is a participle (a reduced relative) where
  /// `by` follows, or where the verbs behind it are enough for all clauses that wait for theirs.
  ///
  /// Each clause takes one finite verb: `waiting` counts those that were opened and have none yet.
  func resolveParticiples(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var waiting = 1
    var governor = -1
    var copula = -1
    for i in range {
      switch tags[i] {
      case .subordinator, .complementizer, .relative, .interrogative:
        waiting += 1
        copula = -1
      case .mark:
        if tokens[i].kind != .hyphen, !tokens[i].kind.isQuote { copula = -1 }
        switch tokens[i].kind {
        case .semicolon, .colon: waiting = 1
        case .comma: governor = -1
        default: break
        }
      case .coordinator:
        governor = -1
        copula = -1
      case .modal, .be, .have, .do, .verbPresent:
        guard !previousTag(i, range, tags).isAuxiliary,
          !features.has(tokens[i].word, .verbIng), tags[i] != .be || isFiniteBe(tokens[i].word)
        else { continue }
        waiting = max(0, waiting - 1)
        governor = tags[i] == .verbPresent ? i : -1
        copula = tags[i] == .be ? i : -1
      case .verbPast:
        if isReduced(i, tokens, range, tags, waiting: waiting, governor: governor)
          || waiting == 0 && followsPredicateNoun(i, copula, tokens, range, tags)
        {
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
    if participleOpeners.contains(tokens[i - 1].word) {
      // "when asked about it, she said"
      return true
    }
    if f.contains(.cueVerb), direct.isNominal, i + 1 < range.upperBound, tokens[i + 1].word == out,
      !isThing(i - 1, tokens, tags)
    {
      // "the minister pointed out the case was closed"
      return false
    }
    let saysClause = f.contains(.reportingPast) && f.contains(.clauseVerb)
    // "the mine run by the firm"; but "the general said by telephone".
    if i + 1 < range.upperBound, tokens[i + 1].word == by, previous != .pronoun,
      !saysClause || direct != .properNoun,
      // "The company stood by its report": the only verb of its sentence.
      waiting == 0 || direct != .noun && direct != .properNoun
        || isFiniteAnywhere(after: i, tokens, range, tags)
    {
      return true
    }
    guard direct == .noun || direct == .properNoun || direct == .adverb || direct == .mark,
      i + 1 < range.upperBound
    else { return false }
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

  private func isFiniteAnywhere(
    after i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    (i + 1..<range.upperBound).contains { k in
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent: true
      // A word that may be the verb yet: "the measures taken by the bank work".
      case .noun: features.has(tokens[k].word, [.verbThird, .verbPast])
      default: false
      }
    }
  }

  /// "is a fabrication intended to mislead": behind a copula and the noun phrase that it takes.
  private func followsPredicateNoun(
    _ i: Int, _ copula: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    guard copula >= 0, tags[i - 1] == .noun, i + 1 < range.upperBound,
      features.has(tokens[i].word, .verbParticiple),
      features.has(tokens[i + 1].word, [.preposition, .to])
    else { return false }
    var hasHead = false
    for k in copula + 1..<i {
      switch tags[k] {
      case .determiner, .possessive: if hasHead { return false }
      case .noun: hasHead = true
      case .preposition: hasHead = false
      case .adjective, .adverb, .number, .negator, .possessiveMark: break
      case .mark where tokens[k].kind == .hyphen || tokens[k].kind.isQuote: break
      default: return false
      }
    }
    return hasHead
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

  func isPhrasePart(_ tag: Tag) -> Bool {
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
    // "the agency, called the Harbour Project, was"; but "the road, said police, was"
    let takesName = isPhrasePart(tags[i + 1]) && !features.has(tokens[i].word, .reportingPast)
    guard
      tags[i + 1] == .preposition || tags[i + 1] == .adverb || tokens[i + 1].kind == .comma
        || takesName
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
        if tokens[k].kind == .comma, need == 1,
          let end = nameInCommas(k, tokens, range.upperBound)
        {
          // "The man accused of the murder, Rick Dolan, denied"
          k = end
          continue
        }
        if tokens[k].kind != .hyphen && !tokens[k].kind.isQuote { return false }
      case .verbPast where k + 1 < range.upperBound && tokens[k + 1].word == by: break
      case .modal, .verbPresent, .verbPast, .do, .be, .have:
        if previousTag(k, range, tags).isAuxiliary || previousTag(k, range, tags) == .toInfinitive {
          break
        }
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
