internal import Rules

/// Noun phrases: subject, object or apposition of the clause they stand in.
extension ClauseParser {
  func noun(
    _ phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    var phrase = phrase
    phrase.preposition = state.preposition
    let index = syntax.nouns.count
    let first = phrase.first
    let afterCoordinator = state.coordinator >= 0 && state.coordinator == first - 1
    let afterComma = state.comma >= 0 && state.comma == first - 1
    phrase.isConjunct = afterCoordinator || afterComma
    syntax.nouns.append(phrase)
    for t in phrase.first..<phrase.last {
      syntax.nounOfToken[t - syntax.range.lowerBound] = Int32(index)
    }
    assign(phrase.first..<phrase.last, state.top, &syntax)
    let top = state.top
    if phrase.preposition < 0 {
      if syntax.clauses[top].verbs.isEmpty {
        if isTime(syntax.clauses[top].subject, before: first, tokens, tags, syntax) {
          // "Tuesday, Keller said", "Last week the board said": the time is no subject.
          syntax.clauses[top].subject = -1
        }
        if syntax.clauses[top].subject < 0 {
          // "Despite efforts to build a bridge, it": an object of the infinitive is no subject.
          if syntax.clauses[top].kind != .participial, !isObject(phrase, state, syntax) {
            syntax.clauses[top].subject = index
            syntax.clauses[top].subjectLast = index
          }
        } else if afterCoordinator {
          if !isInApposition(syntax.clauses[top].subject, phrase, tokens, tags, syntax) {
            syntax.clauses[top].subjectLast = index
          }
        } else if afterComma,
          isTime(syntax.nouns[syntax.clauses[top].subject], tokens)
            || isCountryOfPlace(syntax.clauses[top].subject, before: phrase, tokens, tags, syntax)
        {
          // "Tuesday, the minister said", "A few days later, she", "At talks in Riga, Latvia, the ministers"
          syntax.clauses[top].subject = index
          syntax.clauses[top].subjectLast = index
        } else if !afterComma, !isTime(phrase, tokens),
          tags[phrase.head] == .pronoun || state.noun >= 0 && syntax.nouns[state.noun].last == first
        {
          // "the claims Armenia made are": a relative clause without its pronoun.
          if syntax.clauses[top].kind == .main || syntax.clauses[top].kind == .complement,
            state.noun >= 0, tags[syntax.nouns[state.noun].head] == .noun
          {
            openContactClause(index, &state, &syntax)
          }
        }
      } else if isContactSubject(phrase, tokens, tags, state, syntax) {
        // ", a charge Spain denies": a relative clause without its pronoun.
        openContactClause(index, &state, &syntax)
      } else if afterCoordinator || (afterComma && state.coordinator < 0) {
        state.conjunctNoun = index
      } else if !state.isNounExtended || state.bareNoun < 0
        || tags[phrase.head] == .pronoun
          && (!isObject(phrase, state, syntax) || isOnlySubject(phrase, tokens))
      {
        state.bareNoun = index
      }
    }
    if phrase.preposition < 0 { takeAsSubject(index, tokens, tags, state, &syntax) }
    state.noun = index
    if !afterCoordinator { state.coordinator = -1 }
    state.preposition = -1
    state.infinitive = -1
  }

  /// "Latvia" of "At talks in Riga, Latvia, the ministers said": one name between commas behind another that a
  /// preposition governs, and a noun phrase with the verb behind it.
  private func isCountryOfPlace(
    _ subject: Int, before phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    let country = syntax.nouns[subject]
    guard subject > 0, case let place = syntax.nouns[subject - 1], place.preposition >= 0,
      place.last == country.first - 1, tokens[place.last].kind == .comma,
      country.last == phrase.first - 1, tags[country.first] == .properNoun,
      tags[country.head] == .properNoun, country.last - country.first <= 2,
      tags[place.head] == .properNoun,
      features[tokens[country.first].word].isDisjoint(with: .anyGivenName)
    else { return false }
    var k = phrase.last
    while k < min(syntax.range.upperBound, phrase.last + 12) {
      if tokens[k].kind == .comma { return false }
      switch tags[k] {
      case .verbPast, .verbPresent, .be, .have, .modal, .do: return true
      default: k += 1
      }
    }
    return false
  }

  /// A relative clause without its pronoun, whose subject is the noun phrase `index`.
  private func openContactClause(_ index: Int, _ state: inout State, _ syntax: inout Syntax) {
    let phrase = syntax.nouns[index]
    var clause = Clause(
      kind: .relative, first: phrase.first, last: syntax.range.upperBound, parent: state.top)
    clause.subject = index
    clause.subjectLast = index
    clause.nounGovernor = syntax.nouns[state.noun].head
    push(clause, &state, &syntax)
    assign(phrase.first..<phrase.last, state.top, &syntax)
  }

  /// A noun phrase between a noun of saying and a finite verb: `a charge Spain denies`.
  private func isContactSubject(
    _ phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.noun >= 0, syntax.nouns[state.noun].last == phrase.first,
      syntax.nouns[state.noun].preposition < 0, phrase.last < syntax.range.upperBound,
      tags[phrase.last].isVerbal,
      tags[phrase.last] != .verbIng, tags[phrase.last] != .verbParticiple,
      case let host = syntax.nouns[state.noun]
    else { return false }
    // ", something the firm denies", ", allegations it denies"
    let isBare =
      host.first > 0 && tokens[host.first - 1].kind == .comma && host.first == host.head
      && (tokens[host.head].word == something
        || features.has(tokens[host.head].word, .nounPlural)
          && features.has(tokens[host.head].word, .thatNoun))
    guard isBare || tags[host.head] == .noun && tags[host.first] == .determiner else {
      return false
    }
    // "a date organisers said was wrong"
    if phrase.last + 1 < syntax.range.upperBound,
      features.has(tokens[phrase.last].word, .clauseVerb), host.first > 0,
      tokens[host.first - 1].kind == .comma
    {
      switch tags[phrase.last + 1] {
      case .be, .have, .modal, .verbPast, .verbPresent: return true
      default: break
      }
    }
    // "raised fees, a move the union called shameful"
    let isComment =
      host.first > 0 && tokens[host.first - 1].kind == .comma
      && features.has(tokens[phrase.last].word, .cueVerb)
      && indefinite.contains(tokens[host.first].word)
    guard isBare || isComment || features.has(tokens[host.head].word, .thatNoun) else {
      return false
    }
    return tags[phrase.head] == .properNoun || tags[phrase.head] == .pronoun
      || tags[phrase.first] == .determiner || tags[phrase.first] == .possessive
  }

  /// "Will the council act?", "as did Peru", "On the table lay a map": a finite verb without a
  /// subject has it right behind.
  private func takeAsSubject(
    _ noun: Int, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: inout Syntax
  ) {
    let clause = syntax.clauses[state.top]
    guard clause.subject < 0, clause.kind == .main || clause.kind == .subordinate,
      clause.verbs.count == 1, let verb = clause.verbs.first, syntax.verbs[verb].form == .finite,
      syntax.verbs[verb].last == syntax.nouns[noun].first,
      syntax.clause(of: clause.first) == state.top,
      tags[syntax.verbs[verb].head].isAuxiliary
        || tags[clause.first] == .preposition && state.comma < clause.first
    else { return }
    syntax.clauses[state.top].subject = noun
    syntax.clauses[state.top].subjectLast = noun
  }

  /// "Lund, a lawyer and a former member": what is joined is no part of the subject.
  private func isInApposition(
    _ subject: Int, _ phrase: NounPhrase, _ tokens: [Token], _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    let noun = syntax.nouns[subject]
    guard noun.last + 1 < phrase.first, tokens[noun.last].kind == .comma,
      tags[noun.head] == .properNoun
    else { return false }
    if subject + 1 < syntax.nouns.count, case let next = syntax.nouns[subject + 1],
      next.first == noun.last + 1, tags[next.head] == .properNoun, tags[phrase.head] == .properNoun,
      features[tokens[next.head].word].isDisjoint(with: [.roleNoun, .titleHead]),
      phrase.last < syntax.range.upperBound, tokens[phrase.last].kind != .comma
    {
      // "Greenpeace, the Woodland Trust and Oxfam said": a list of names.
      return false
    }
    return tags[noun.last + 1] == .determiner || tags[noun.last + 1] == .possessive
      || tags[noun.last + 1] == .number
  }

  /// `he`, `they`, but not `it`, `you`.
  private func isOnlySubject(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    let f = features[tokens[phrase.head].word]
    return f.contains(.pronounSubject) && !f.contains(.pronounObject)
  }

  /// Right behind a verb that is not finite.
  private func isObject(_ phrase: NounPhrase, _ state: State, _ syntax: Syntax) -> Bool {
    guard state.verb >= 0, syntax.verbs[state.verb].last == phrase.first else { return false }
    return syntax.verbs[state.verb].form == .infinitive || syntax.verbs[state.verb].form == .ing
  }

  func isTime(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    features.isTime(phrase, tokens)
  }

  /// Whether a noun phrase right before another is a point or stretch of time: `Tuesday, X`, `a
  /// year ago X`.
  func isTime(
    _ noun: Int, before first: Int, _ tokens: [Token], _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    guard noun >= 0 else { return false }
    let phrase = syntax.nouns[noun]
    return first - phrase.last <= 2
      && (phrase.last..<first).allSatisfy { tokens[$0].kind == .comma || tags[$0] == .adverb }
      && features.isTime(phrase, tokens)
  }
}
