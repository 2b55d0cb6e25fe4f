internal import Rules

/// Names of groups that are made like phrases and sentences: `Americans for Prosperity`, `Fix the Debt`.
extension MentionFinder {
  /// The words that such names are made of.
  struct CivicWords: Sendable {
    /// Who joins together: citizens, mothers, veterans.
    let members: WordSet
    /// What stands behind them in lower case.
    let aims: WordSet
    /// What stands behind a verb that opens a name: the, our, for.
    let links: WordSet
    /// Those of them that also join later words.
    let joins: WordSet
    let articles: WordSet
    let countries: WordSet
    /// An office, and what one fights for.
    let justice: WordID

    init(_ vocabulary: Vocabulary, _ file: RuleFile) {
      members = file.words(of: "civic_members", vocabulary)
      aims = vocabulary.known("for against united without")
      links = vocabulary.known("the our my your us for to a")
      joins = vocabulary.known("the our for of and to")
      articles = vocabulary.known("the our my your us a")
      justice = vocabulary.number(of: "justice")
      countries = vocabulary.known("usa america")
    }
  }

  /// Where a name of this make ends that begins at a token, or nil.
  func civicName(
    at i: Int, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Int? {
    let tokens = document.tokens
    guard span.role == .body, i >= span.bodyFirst, i + 2 < span.last, tokens[i].kind == .word,
      tokens[i].has(.capitalised), !tokens[i].has(.singleLetter), tokens[i + 1].kind == .word
    else { return nil }
    let f = features[tokens[i].word]
    let isMember =
      civicWords.members.contains(tokens[i].word)
      || document.text(i).last == UInt8(ascii: "s")
        && partyAt[i].map { $0.end == i + 1 && $0.name.kind == .demonym } ?? false
    let isVerb =
      f.contains(.verbBase)
      && f.isDisjoint(with: [
        .anyGivenName, .titleHead, .titleModifier, .institutionHead, .modal, .be, .have, .do,
        .determiner, .whWord, .pronounSubject, .month,
      ])
    let opens = i == span.bodyFirst || tokens[i - 1].kind == .quoteOpen
    guard isMember || isVerb || opens && civicWords.countries.contains(tokens[i + 1].word) else {
      return nil
    }
    let second = tokens[i + 1]
    if isMember, !second.has(.capitalised) || civicWords.aims.contains(second.word) {
      // "Americans for Tax Reform", "People for the American Way", but "Workers for the firm"
      let first = tokens[i + 2].word == the ? i + 3 : i + 2
      guard civicWords.aims.contains(second.word), first < span.last,
        isCommon(first, tokens, partyAt, mayBePlace: first > i + 2)
      else { return nil }
      let end = nameEnd(from: first, span, tokens)
      return first == i + 2 || end > first + 1 ? end : nil
    }
    if opens, civicWords.countries.contains(second.word), second.has(.capitalised),
      f.isDisjoint(with: [.function, .adjective, .titleHead, .titleModifier, .adverb]),
      !f.isDisjoint(with: [.nounPlural, .verbIng, .verbBase])
    {
      // "Priorities USA said", "Feeding America said"
      let end = nameEnd(from: i + 1, span, tokens)
      return speaks(end, span, tokens) ? end : nil
    }
    guard isVerb else {
      // "Moms Demand Action said"
      guard isMember, opens, partyAt[i] == nil, f.contains(.nounPlural) else { return nil }
      let end = nameEnd(from: i + 1, span, tokens)
      return end > i + 2 && isCommon(i + 1, tokens, partyAt) && speaks(end, span, tokens)
        ? end : nil
    }
    let isLinked = civicWords.links.contains(second.word)
    let end = nameEnd(from: isLinked ? i + 2 : i + 1, span, tokens)
    guard end > i + (isLinked ? 2 : 1) else { return nil }
    // "Cook County Board President X"
    guard
      isLinked
        || (i + 1..<end).allSatisfy({
          features[tokens[$0].word].isDisjoint(with: [.institutionHead, .titleHead, .anyGivenName])
        })
    else { return nil }
    if opens {
      // "Save Our Schools said", "Fix the Debt, a group"; "Meet the Press" said by nobody
      return isCommon(isLinked ? i + 2 : i + 1, tokens, partyAt, mayBePlace: true)
        && speaks(end, span, tokens) ? end : nil
    }
    // "president of Restore Our Future", not "the Report for Congress"
    guard tokens[i - 1].kind == .word || tokens[i - 1].kind == .comma,
      !tokens[i - 1].has(.capitalised),
      isLinked && civicWords.articles.contains(second.word),
      isCommon(i + 2, tokens, partyAt)
    else { return nil }
    return end
  }

  /// Past the capitals from a token on, and what joins them.
  private func nameEnd(from first: Int, _ span: SentenceSpan, _ tokens: [Token]) -> Int {
    var end = first
    var k = first
    while k < span.last {
      if isCapital(tokens[k]) {
        end = k + 1
        k += 1
      } else if k + 1 < span.last, k == end, isCapital(tokens[k + 1]),
        civicWords.joins.contains(tokens[k].word) || tokens[k].kind == .hyphen
      {
        k += 1
      } else {
        break
      }
    }
    return end
  }

  /// A common word in capitals, no name of somebody and no title.
  private func isCommon(
    _ k: Int, _ tokens: [Token], _ partyAt: [Int: (end: Int, name: PartyTable.Name)],
    mayBePlace: Bool = false
  ) -> Bool {
    let f = features[tokens[k].word]
    guard tokens[k].kind == .word, tokens[k].has(.capitalised) else { return false }
    if partyAt[k] != nil { return mayBePlace }
    return features.isKnown(tokens[k].word)
      && !f.isDisjoint(with: [.anyNoun, .adjective, .anyVerb])
      && f.isDisjoint(with: [.anyGivenName, .month, .weekday, .courtesyTitle])
      && (f.isDisjoint(with: .titleHead) || tokens[k].word == civicWords.justice)
  }

  /// Behind the name: a verb of saying, an office, a possessive, an apposition.
  private func speaks(_ end: Int, _ span: SentenceSpan, _ tokens: [Token]) -> Bool {
    guard end + 1 < span.last else { return false }
    let next = tokens[end]
    switch next.kind {
    case .comma: return features.has(tokens[end + 1].word, [.determiner, .relative])
    case .word:
      return !next.has(.capitalised)
        && features.has(next.word, [.reportingPast, .roleNoun, .have])
    default: return false
    }
  }
}
