internal import Rules

/// Noun phrases that the chunker cannot tell from what stands right before them.
extension ClauseParser {
  /// `said on Tuesday sales rose`, `said in a statement profit fell`: behind a verb of saying and phrases of
  /// time, means or place a finite verb has a noun before it as its subject, though no determiner parts them.
  ///
  /// - Returns: The number of the noun phrase that was split off, or nil.
  func splitSubject(
    before group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) -> Int? {
    guard state.bareNoun < 0, state.coordinator < 0, state.conjunctNoun < 0,
      let own = syntax.clauses[state.top].verbs.last, own == state.verb,
      case let verb = syntax.verbs[own], verb.form == .finite, !verb.isPassive,
      features.has(tokens[verb.head].word, .clauseVerb),
      verb.last < group.first, group.first - verb.last < 24,
      (verb.last..<group.first).allSatisfy({ isPhrasePart($0, tokens, tags) }),
      tags[verb.last] == .preposition || tags[verb.last] == .adverb
    else { return nil }
    var place = syntax.nouns.count
    while place > 0, syntax.nouns[place - 1].first >= verb.last { place -= 1 }
    while place < syntax.nouns.count {
      let phrase = syntax.nouns[place]
      if phrase.preposition >= 0,
        let cut = boundary(in: phrase, tokens, tags)
          ?? (isSurelyFinite(group, tokens) && phrase.last == group.first
            ? lastNoun(of: phrase, tokens, tags) : nil)
      {
        return split(place, at: cut, tags, &state, &syntax)
      }
      place += 1
    }
    return nil
  }

  /// `In an interview Ann Lee said`, `At a meeting with lawmakers Northwind said`: the noun phrase behind the
  /// preposition that opens a clause goes on with the subject, and no comma parts them.
  func splitFronted(
    before group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    let clause = syntax.clauses[state.top]
    guard clause.subject < 0, clause.kind == .main || clause.kind == .complement, state.noun >= 0,
      state.coordinator < 0, state.comma < clause.first,
      case let phrase = syntax.nouns[state.noun], phrase.preposition >= clause.first,
      (phrase.last..<group.first).allSatisfy({ tags[$0] == .adverb }),
      features.has(tokens[group.head].word, .cueVerb), tags[phrase.head] == .properNoun,
      let cut = nameBehindNoun(in: phrase, tokens, tags)
    else { return }
    let subject = split(state.noun, at: cut, tags, &state, &syntax)
    syntax.clauses[state.top].subject = subject
    syntax.clauses[state.top].subjectLast = subject
  }

  /// Where a name begins behind a means, a day, whom one tells or another common noun that is no office:
  /// `an interview | Ann Lee`, `an email | company spokesman Ann Lee`.
  private func nameBehindNoun(in phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag]) -> Int? {
    let opening: WordFeature = [.weekday, .timeNoun, .addressee]
    for k in phrase.first..<phrase.last - 1
    where tags[k] == .noun && !tokens[k].has(.capitalised) && tokens[k + 1].kind == .word {
      let f = features[tokens[k].word]
      if media.contains(tokens[k].word) || !f.isDisjoint(with: opening),
        !media.contains(tokens[k + 1].word), features[tokens[k + 1].word].isDisjoint(with: opening)
      {
        return k + 1
      }
      let office: WordFeature = [.roleNoun, .titleHead, .titleModifier, .institutionHead]
      if tags[k + 1] == .properNoun, f.isDisjoint(with: office) { return k + 1 }
    }
    return nil
  }

  private func split(
    _ place: Int, at cut: Int, _ tags: [Tag], _ state: inout State, _ syntax: inout Syntax
  ) -> Int {
    let whole = syntax.nouns[place]
    syntax.nouns[place].last = cut
    syntax.nouns[place].head = cut - 1
    syntax.nouns.insert(
      NounPhrase(first: cut, last: whole.last, head: whole.head), at: place + 1)
    for number in place + 1..<syntax.nouns.count {
      for t in syntax.nouns[number].first..<syntax.nouns[number].last {
        syntax.nounOfToken[t - syntax.range.lowerBound] = Int32(number)
      }
    }
    if state.noun >= place { state.noun += 1 }
    return place + 1
  }

  private func isPhrasePart(_ k: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    switch tags[k] {
    case .preposition, .noun, .properNoun, .number, .determiner, .adjective, .possessive,
      .possessiveMark, .adverb, .pronoun, .verbIng, .verbParticiple:
      true
    case .mark: tokens[k].kind == .hyphen || tokens[k].kind == .symbol || tokens[k].kind == .period
    default: false
    }
  }

  /// Where a noun phrase begins anew behind a day, a means of speech, whom one tells or the name of a place:
  /// `Tuesday | sales`, `a statement | profit`, `Brussels | sanctions`.
  private func boundary(in phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag]) -> Int? {
    var k = phrase.first
    while k < phrase.last, !ends(k, phrase, tokens, tags) { k += 1 }
    while k < phrase.last, ends(k, phrase, tokens, tags) { k += 1 }
    // "May 3", "the first quarter of 2023"
    while k < phrase.last, tokens[k].kind == .number { k += 1 }
    guard k > phrase.first, k < phrase.last, phrase.head >= k, tags[k] != .possessiveMark,
      tokens[k].kind == .word, !tokens[k].has(.capitalised), tags[phrase.head].isNominal
    else { return nil }
    return k
  }

  private func ends(_ k: Int, _ phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    let token = tokens[k]
    if features.has(token.word, [.weekday, .month, .timeNoun, .addressee])
      || media.contains(token.word)
    {
      return tags[k].isNominal
    }
    if token.kind == .number { return k == phrase.first && token.end - token.start == 4 }
    return tags[k] == .properNoun && token.has(.capitalised)
  }

  /// The noun that ends a phrase of several: `the stock exchange | profit`.
  private func lastNoun(of phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag]) -> Int? {
    guard phrase.head == phrase.last - 1, phrase.head > phrase.first, tags[phrase.head] == .noun,
      tags[phrase.head - 1].isNominal, !tokens[phrase.head].has(.capitalised)
    else { return nil }
    return phrase.head
  }

  /// No participle: `was`, `would rise`, `rose`.
  private func isSurelyFinite(_ group: VerbGroup, _ tokens: [Token]) -> Bool {
    group.head > group.first || !features.has(tokens[group.head].word, .verbParticiple)
  }
}
