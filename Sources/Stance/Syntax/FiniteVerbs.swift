internal import Rules

/// Verb groups, and the clause whose verb a finite one is.
extension ClauseParser {
  func verb(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) -> Int {
    var group = chunker.verbGroup(at: i, tokens, range, tags)
    // Adverbs and negators right before belong to the group.
    var first = i
    while first > range.lowerBound, tags[first - 1] == .negator { first -= 1 }
    if first < i {
      group.isNegated = true
      group.first = first
    }
    if state.infinitive > range.lowerBound, state.infinitive == group.first - 1,
      tags[state.infinitive - 1] == .negator
    {
      // "agreed not to raise"
      group.isNegated = true
    }
    if state.infinitive >= 0 || group.form == .infinitive { group.form = .infinitive }
    if group.form == .participle,
      isOuterReport(group, tokens, range, state, syntax)
        || goesOnPerfect(group, tokens, state, syntax)
    {
      group.form = .finite
      group.isPast = true
    }
    if isBareInfinitive(group, tokens, tags, state, syntax) { group.form = .infinitive }
    let index = syntax.verbs.count
    switch group.form {
    case .finite: placeFinite(group, index, tokens, tags, &state, &syntax)
    case .infinitive: break
    case .ing, .participle:
      if !isSplit(group, tokens, tags, state, syntax) {
        placeNonFinite(group, tokens, tags, &state, &syntax)
      }
    }
    let isSplit = group.form != .finite && isSplit(group, tokens, tags, state, syntax)
    group.clause = state.top
    syntax.verbs.append(group)
    for t in group.first..<group.last {
      syntax.verbOfToken[t - syntax.range.lowerBound] = Int32(index)
    }
    assign(group.first..<group.last, state.top, &syntax)
    if group.form == .finite || isSplit {
      syntax.clauses[state.top].verbs.append(index)
    } else if syntax.clauses[state.top].verbs.isEmpty,
      syntax.clauses[state.top].kind == .participial
        || syntax.clauses[state.top].kind == .relative
          && syntax.clauses[state.top].opener < 0
        || (group.form == .infinitive && syntax.clauses[state.top].kind == .interrogative)
        || (group.form == .ing && syntax.clauses[state.top].kind == .subordinate)
        || (group.form == .participle && syntax.clauses[state.top].kind == .subordinate)
        // "when asked about it"
        || (group.form == .participle && syntax.clauses[state.top].opener == group.first - 1)
        || (group.form == .infinitive && syntax.clauses[state.top].subject < 0
          && syntax.clauses[state.top].kind == .main
          && opensSentence(group.first, tokens, tags, syntax.range))
    {
      syntax.clauses[state.top].verbs.append(index)
    }
    let isGerund =
      group.form == .ing && state.preposition == group.first - 1
      && !features.has(tokens[group.head].word, .clauseVerb)
    let isOfNoun =
      isGerund
      || group.form == .infinitive && state.bareNoun >= 0
        && syntax.nouns[state.bareNoun].last == state.infinitive
        && features.has(tokens[syntax.nouns[state.bareNoun].head].word, .thatNoun)
    state.verb = index
    state.coordinator = -1
    state.preposition = -1
    state.infinitive = -1
    state.conjunctNoun = -1
    if group.form == .infinitive || isGerund, state.bareNoun >= 0,
      isOfNoun || !isCue(group, tokens)
    {
      state.isNounExtended = true
    } else {
      state.bareNoun = -1
      state.isNounExtended = false
    }
    return group.last
  }

  /// "helped Fiji rebuild", "let the union speak": what the object of a causative verb does.
  private func isBareInfinitive(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard group.form == .finite, group.first == group.head, tags[group.head] == .verbPresent,
      features.has(tokens[group.head].word, .verbBase),
      // "made it clear that"
      !features.has(tokens[group.head].word, .adjective), state.verb >= 0, state.bareNoun >= 0,
      causativeForms.contains(tokens[syntax.verbs[state.verb].head].word),
      !syntax.verbs[state.verb].isPassive
    else { return false }
    let object = syntax.nouns[state.bareNoun]
    return object.first == syntax.verbs[state.verb].last && object.last == group.first
  }

  /// "Release ...", "To cut costs", "In order to cut costs".
  private func opensSentence(
    _ verb: Int, _ tokens: [Token], _ tags: [Tag], _ range: Range<Int>
  ) -> Bool {
    (range.lowerBound..<verb).allSatisfy {
      tags[$0] == .toInfinitive || tags[$0] == .adverb || tags[$0] == .preposition
        || tokens[$0].kind.isQuote
        || $0 == range.lowerBound + 1 && $0 + 1 < verb
          && tags[$0] == .noun && tags[$0 + 1] == .toInfinitive
    } && verb - range.lowerBound < 5
  }

  func isCue(_ group: VerbGroup, _ tokens: [Token]) -> Bool {
    features.has(tokens[group.head].word, .cueVerb)
  }

  /// "is, according to two people, seeking", "did not, in the end, sign": what stands between
  /// commas parts the auxiliary from its verb.
  private func isSplit(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.comma >= 0, state.comma == group.first - 1,
      let own = syntax.clauses[state.top].verbs.last, own == state.verb
    else { return false }
    let auxiliary = syntax.verbs[own]
    var k = auxiliary.last
    while k < state.comma, tags[k] == .negator || tags[k] == .adverb { k += 1 }
    guard k < state.comma, tokens[k].kind == .comma else { return false }
    switch (tags[auxiliary.head], group.form) {
    case (.be, .ing), (.have, .participle), (.do, .infinitive), (.modal, .infinitive): return true
    default: return false
    }
  }

  /// "noted that trade had grown and stressed that": a participle by its place, but a verb of
  /// saying with what it takes, beside one outside.
  private func isOuterReport(
    _ group: VerbGroup, _ tokens: [Token], _ range: Range<Int>, _ state: State, _ syntax: Syntax
  ) -> Bool {
    let top = syntax.clauses[state.top]
    guard state.coordinator >= 0, state.coordinator == group.first - 1, top.kind == .complement,
      top.parent >= 0, isCue(group, tokens), features.has(tokens[group.head].word, .verbPast),
      let own = top.verbs.last,
      let outer = syntax.clauses[top.parent].verbs.last, syntax.verbs[outer].isPast,
      syntax.verbs[outer].form == .finite, isCue(syntax.verbs[outer], tokens),
      group.last < range.upperBound
    else { return false }
    let next = tokens[group.last]
    return features.has(
      next.word, [.that, .determiner, .possessivePronoun, .pronounSubject, .pronounObject])
      || features.has(next.word, .preposition) && !syntax.verbs[own].isPassive
  }

  /// "had described the law as unjust and called for protests": a verb of saying beside a perfect is
  /// one by itself.
  private func goesOnPerfect(
    _ group: VerbGroup, _ tokens: [Token], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.coordinator >= 0, state.coordinator == group.first - 1, isCue(group, tokens),
      features.has(tokens[group.head].word, .verbPast),
      let own = syntax.clauses[state.top].verbs.last
    else { return false }
    return syntax.verbs[own].isPerfect && syntax.verbs[own].form == .finite
      && !syntax.verbs[own].isPassive && isCue(syntax.verbs[own], tokens)
  }

  private func placeFinite(
    _ group: VerbGroup, _ index: Int, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    if syntax.clauses[state.top].verbs.isEmpty {
      // A relative pronoun is its own subject; the antecedent stands for it.
      splitFronted(before: group, tokens, tags, &state, &syntax)
      moveSubject(before: group, tokens, tags, state, &syntax)
      return
    }
    if state.coordinator >= 0 {
      if let subject = coordinatedSubject(tokens, state, syntax) {
        var clause = Clause(
          kind: .complement, first: syntax.nouns[subject].first, last: syntax.range.upperBound,
          parent: state.top)
        clause.subject = subject
        clause.subjectLast = state.conjunctNoun
        clause.governor = syntax.clauses[state.top].verbs.last ?? -1
        push(clause, &state, &syntax)
        assign(clause.first..<group.first, state.top, &syntax)
        return
      }
      if state.conjunctNoun >= 0 {
        openCoordinated(group, tokens, &state, &syntax)
      } else if tokens[state.coordinator].kind == .semicolon {
        coordinate(group, tokens, tags, &state, &syntax)
      } else {
        coordinate(group, tokens, tags, &state, &syntax)
      }
      return
    }
    // A clause outside that waits for its verb: "the minister who visited Baku said",
    // "Noting that ties are good, Bayramov said".
    let candidate = state.conjunctNoun >= 0 ? state.conjunctNoun : state.bareNoun
    var c = state.top
    while c >= 0 {
      if syntax.clauses[c].verbs.isEmpty,
        syntax.clauses[c].subject >= 0 || candidate >= 0 || isSubjectClause(of: c, state, syntax)
      {
        break
      }
      c = syntax.clauses[c].parent
    }
    if c < 0 || syntax.clauses[c].subject >= 0,
      let subject = splitSubject(before: group, tokens, tags, &state, &syntax)
    {
      state.bareNoun = subject
    }
    if c >= 0 {
      let takesClause =
        state.bareNoun >= 0
        && takesBareClause(state.top, tokens, syntax)
        && !isInfinitiveObject(state.bareNoun, tokens, state, syntax)
        && !(syntax.clauses[c].subject >= 0
          && isLastFinite(group, besides: state.bareNoun, tags, syntax))
      if !takesClause, !isContactInMargin(group, outer: c, tokens, tags, state, syntax) {
        let end =
          syntax.clauses[c].subject < 0 && candidate >= 0
          ? syntax.nouns[candidate].first : group.first
        while state.top != c { pop(at: end, &state, &syntax) }
        if syntax.clauses[c].subject < 0, candidate >= 0 {
          syntax.clauses[c].subject = candidate
          syntax.clauses[c].subjectLast = candidate
          assign(end..<group.first, c, &syntax)
        } else {
          moveSubject(before: group, tokens, tags, state, &syntax)
        }
        return
      }
    }
    if isAppositionOfObject(group, tokens, tags, state, syntax) { state.conjunctNoun = -1 }
    if state.conjunctNoun >= 0 {
      // ", NP V": an asyndetic clause, or a reporting clause after what is said.
      openCoordinated(group, tokens, &state, &syntax)
      return
    }
    if state.bareNoun >= 0, state.comma >= 0, state.comma == group.first - 1,
      !isCueClause(state.top, tokens, syntax) || isListed(group, state, tokens, syntax),
      syntax.nouns[state.bareNoun].first < state.comma
    {
      // "visited the port, met workers and left", "condemned the blast, offered help"
      return
    }
    if state.bareNoun >= 0, openAroundRelative(group, tokens, &state, &syntax) { return }
    if state.bareNoun >= 0 {
      let noun = syntax.nouns[state.bareNoun]
      var clause = Clause(
        kind: .complement, first: noun.first, last: syntax.range.upperBound, parent: state.top)
      clause.subject = state.bareNoun
      clause.subjectLast = state.bareNoun
      clause.governor = syntax.clauses[state.top].verbs.last ?? state.verb
      if state.verb >= 0, syntax.verbs[state.verb].last == noun.first,
        features.has(tokens[syntax.verbs[state.verb].head].word, .clauseVerb)
          || tokens[syntax.verbs[state.verb].head].word == ensure
      {
        // "commitment to ensure no one is left behind"
        clause.governor = state.verb
      } else if let host = contactHost(of: state.bareNoun, tokens, tags, state, syntax) {
        // "to play down the cuts he is planning"
        clause.kind = .relative
        clause.nounGovernor = host
        clause.governor = -1
      }
      let outer = state.top
      push(clause, &state, &syntax)
      adopt(noun.first..<group.first, from: outer, by: state.top, &syntax)
      return
    }
    if openAroundRelative(group, tokens, &state, &syntax) { return }
    openAroundContact(group, tokens, tags, &state, &syntax)
  }

  /// "The candidate hoping to replace the mayor said": the object of an infinitive that takes no clause.
  private func isInfinitiveObject(
    _ noun: Int, _ tokens: [Token], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.verb >= 0 else { return false }
    let verb = syntax.verbs[state.verb]
    return verb.form == .infinitive && verb.last == syntax.nouns[noun].first
      && !features.has(tokens[verb.head].word, .clauseVerb)
  }

  /// "The priests who wrote the letter condemned the raids": no verb is left for the clause that waits,
  /// and the noun before is no pronoun, which only a clause of its own can have there.
  private func isLastFinite(
    _ group: VerbGroup, besides noun: Int, _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    guard tags[syntax.nouns[noun].head] != .pronoun else { return false }
    return !(group.last..<syntax.range.upperBound).contains { k in
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent: true
      default: false
      }
    }
  }

  /// "Commending the steps the leaders took, Bayramov said": a relative clause without its pronoun inside a
  /// participle's object, where the sentence's own verb stands behind a later comma.
  private func isContactInMargin(
    _ group: VerbGroup, outer c: Int, _ tokens: [Token], _ tags: [Tag], _ state: State,
    _ syntax: Syntax
  ) -> Bool {
    guard syntax.clauses[c].subject < 0, syntax.clauses[state.top].kind == .participial,
      state.bareNoun >= 0, state.conjunctNoun < 0,
      state.comma < syntax.nouns[state.bareNoun].first,
      contactHost(of: state.bareNoun, tokens, tags, state, syntax) != nil,
      let comma = (group.last..<syntax.range.upperBound).first(where: { tokens[$0].kind == .comma })
    else { return false }
    return (comma..<syntax.range.upperBound).contains { k in
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent: true
      default: false
      }
    }
  }

  /// "said the claims the paper made were false": what was read as the clause said is one on the
  /// noun before it.
  private func openAroundContact(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    let inner = state.top
    let clause = syntax.clauses[inner]
    guard clause.kind == .complement, clause.opener < 0, clause.subject > 0, clause.parent >= 0,
      clause.governor >= 0, state.coordinator < 0, state.comma < clause.first
    else { return }
    let noun = syntax.nouns[clause.subject - 1]
    guard noun.last == syntax.nouns[clause.subject].first, noun.preposition < 0,
      tags[noun.head] == .noun, noun.first == syntax.verbs[clause.governor].last,
      !features.has(tokens[noun.head].word, [.addressee, .timeNoun])
    else { return }
    pop(at: group.first, &state, &syntax)
    let outer = state.top
    syntax.clauses[inner].kind = .relative
    syntax.clauses[inner].nounGovernor = noun.head
    syntax.clauses[inner].governor = -1
    var said = Clause(
      kind: .complement, first: noun.first, last: syntax.range.upperBound, parent: outer)
    said.subject = clause.subject - 1
    said.subjectLast = said.subject
    said.governor = clause.governor
    push(said, &state, &syntax)
    adopt(noun.first..<group.first, from: outer, by: state.top, &syntax)
  }

  /// The noun right before a subject, where the verb before both takes no clause: what follows is a
  /// relative clause without its pronoun.
  private func contactHost(
    of subject: Int, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Int? {
    guard subject > 0, state.verb >= 0 else { return nil }
    let noun = syntax.nouns[subject - 1]
    guard noun.last == syntax.nouns[subject].first, tags[noun.head] == .noun,
      noun.first >= syntax.verbs[state.verb].last,
      !features.has(tokens[syntax.verbs[state.verb].head].word, .clauseVerb),
      !features.has(tokens[noun.head].word, .timeNoun)
    else { return nil }
    return noun.head
  }

  /// A verb of the same tense beside one that takes a noun, no clause.
  private func isListed(
    _ group: VerbGroup, _ state: State, _ tokens: [Token], _ syntax: Syntax
  ) -> Bool {
    guard !takesBareClause(state.top, tokens, syntax), isCue(group, tokens),
      let own = syntax.clauses[state.top].verbs.last
    else { return false }
    return syntax.verbs[own].isPast == group.isPast && syntax.verbs[own].form == .finite
      && group.modal == .none && syntax.verbs[own].modal == .none
  }

  /// "What matters is the result": a question that opens the clause stands for its subject.
  private func isSubjectClause(of clause: Int, _ state: State, _ syntax: Syntax) -> Bool {
    let top = syntax.clauses[state.top]
    return top.parent == clause && top.kind == .interrogative && !top.verbs.isEmpty
      && top.first == syntax.clauses[clause].first
  }

  private func takesBareClause(_ clause: Int, _ tokens: [Token], _ syntax: Syntax) -> Bool {
    syntax.clauses[clause].verbs.last.map {
      features.has(tokens[syntax.verbs[$0].head].word, .clauseVerb)
    } == true
  }

  private func isCueClause(_ clause: Int, _ tokens: [Token], _ syntax: Syntax) -> Bool {
    syntax.clauses[clause].verbs.last.map { isCue(syntax.verbs[$0], tokens) } == true
  }

  /// "Speaking beside the EU envoy, Federica Rossi, in Rome on Tuesday, Keller accused": where a
  /// margin opens the sentence, the phrase right before the verb is the subject, not one between
  /// commas before it.
  private func moveSubject(
    before group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: State,
    _ syntax: inout Syntax
  ) {
    let clause = syntax.clauses[state.top]
    guard clause.kind == .main, clause.parent < 0, clause.subject >= 0, state.noun > clause.subject
    else { return }
    let subject = syntax.nouns[clause.subject]
    let noun = syntax.nouns[state.noun]
    guard noun.preposition < 0, noun.first > syntax.range.lowerBound,
      tokens[noun.first - 1].kind == .comma,
      (noun.last..<group.first).allSatisfy({ tags[$0] == .adverb }),
      subject.first > syntax.range.lowerBound,
      tokens[subject.first - 1].kind == .comma || tokens[subject.first - 1].kind == .bracketClose,
      tags[noun.head] == .properNoun || tags[noun.head] == .pronoun
        || tags[noun.first] == .determiner,
      !isTime(noun, tokens)
    else { return }
    let margin = syntax.clauses.lastIndex {
      $0.parent == state.top && $0.kind == .participial && $0.first == syntax.range.lowerBound
    }
    let opens = tags[syntax.range.lowerBound]
    guard margin != nil || opens == .preposition else { return }
    syntax.clauses[state.top].subject = state.noun
    syntax.clauses[state.top].subjectLast = state.noun
    if let margin {
      for t in subject.first..<noun.first where syntax.clause(of: t) == state.top {
        assign(t..<t + 1, margin, &syntax)
      }
      syntax.clauses[margin].last = noun.first
    }
  }

  /// "said the man, a teacher from Leeds, was": what stands between commas behind the noun phrase
  /// that a verb of saying takes is that phrase again.
  private func isAppositionOfObject(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.conjunctNoun > state.bareNoun, state.bareNoun >= 0, state.coordinator < 0,
      state.comma == group.first - 1, takesBareClause(state.top, tokens, syntax),
      let verb = syntax.clauses[state.top].verbs.last
    else { return false }
    let object = syntax.nouns[state.bareNoun]
    guard object.first >= syntax.verbs[verb].last else { return false }
    // The first comma behind the object opens the apposition; before it stand its own phrases only.
    var k = object.last
    while k < state.comma, tokens[k].kind != .comma {
      guard !tags[k].isVerbal, tags[k] != .coordinator else { return false }
      k += 1
    }
    return k < state.comma
  }

  /// "said two boats and a plane were": both noun phrases are the subject of what is said.
  private func coordinatedSubject(_ tokens: [Token], _ state: State, _ syntax: Syntax) -> Int? {
    guard state.conjunctNoun > 0, state.bareNoun >= 0, state.coordinator > 0,
      tokens[state.coordinator].kind == .word, tokens[state.coordinator - 1].kind != .comma,
      let verb = syntax.clauses[state.top].verbs.last,
      features.has(tokens[syntax.verbs[verb].head].word, .clauseVerb),
      syntax.nouns[state.conjunctNoun - 1].last == state.coordinator,
      syntax.nouns[state.bareNoun].first >= syntax.verbs[verb].last
    else { return nil }
    return state.bareNoun
  }

  /// "said the man who came was", "said the firms competing for it were": the noun that a relative
  /// clause hangs on is the subject of a complement without `that`.
  @discardableResult
  private func openAroundRelative(
    _ group: VerbGroup, _ tokens: [Token], _ state: inout State, _ syntax: inout Syntax
  ) -> Bool {
    guard syntax.clauses[state.top].kind == .relative, state.coordinator < 0,
      !takesBareClause(state.top, tokens, syntax) || state.bareNoun < 0
    else { return false }
    var relative = state.top
    while syntax.clauses[relative].parent >= 0,
      syntax.clauses[syntax.clauses[relative].parent].kind == .relative
    { relative = syntax.clauses[relative].parent }
    let outer = syntax.clauses[relative].parent
    guard outer >= 0, let verb = syntax.clauses[outer].verbs.last,
      syntax.clauses[relative].nounGovernor >= 0, isCue(syntax.verbs[verb], tokens)
    else { return false }
    // The head of the phrase that the antecedent stands in: "the head of the agency that runs it".
    var n = syntax.noun(of: syntax.clauses[relative].nounGovernor)
    while n > 0, syntax.nouns[n].preposition >= 0,
      syntax.nouns[n - 1].last == syntax.nouns[n].preposition
    { n -= 1 }
    guard n >= 0, syntax.nouns[n].preposition < 0, syntax.nouns[n].first >= syntax.verbs[verb].last
    else { return false }
    while state.top != outer { pop(at: group.first, &state, &syntax) }
    let first = syntax.nouns[n].first
    var clause = Clause(
      kind: .complement, first: first, last: syntax.range.upperBound, parent: outer)
    clause.subject = n
    clause.subjectLast = n
    clause.governor = verb
    push(clause, &state, &syntax)
    adopt(first..<group.first, from: outer, by: state.top, &syntax)
    return true
  }
}
