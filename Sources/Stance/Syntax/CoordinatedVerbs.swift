internal import Rules

/// Verbs behind a coordinator: of which clause they go on.
extension ClauseParser {
  /// `and` with a verb and no new subject: the clause whose verb it goes with.
  func coordinate(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    let isReport = isCue(group, tokens)
    var c = state.top
    // Margins end at a coordinator whose verb goes with a clause outside.
    var target = state.top
    // "said the man had been named and was thought to live abroad": what is believed of the subject.
    let goesWithPassive =
      group.isPassive
      && syntax.clauses[state.top].verbs.last.map { syntax.verbs[$0].isPassive } == true
    if isReport, !goesWithPassive {
      while c >= 0 {
        if let verb = syntax.clauses[c].verbs.last, isCue(syntax.verbs[verb], tokens),
          syntax.verbs[verb].isPast == group.isPast, syntax.clauses[c].kind != .relative,
          syntax.verbs[verb].form == .finite
        {
          target = c
          break
        }
        c = syntax.clauses[c].parent
      }
    }
    if target == state.top, let verb = syntax.clauses[state.top].verbs.last,
      syntax.verbs[verb].isPast != group.isPast || syntax.verbs[verb].form != .finite,
      syntax.clauses[state.top].kind.isMargin
    {
      // Tenses differ: go out to a clause of the same tense.
      c = syntax.clauses[state.top].parent
      while c >= 0 {
        if let outer = syntax.clauses[c].verbs.last, syntax.verbs[outer].isPast == group.isPast,
          syntax.verbs[outer].form == .finite
        {
          target = c
          break
        }
        c = syntax.clauses[c].parent
      }
    }
    if isEcho(group, tokens, tags, syntax.range) {
      openEcho(group, &state, &syntax)
      return
    }
    if target == state.top, let outer = parallel(group, state, syntax) { target = outer }
    while state.top != target { pop(at: state.coordinator, &state, &syntax) }
    if state.coordinator >= 0 {
      assign(state.coordinator..<group.first, state.top, &syntax)
    }
  }

  /// An auxiliary behind `so` and before its subject: "and so did its owner".
  private func isEcho(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ range: Range<Int>
  ) -> Bool {
    group.first > range.lowerBound && tokens[group.first - 1].word == so
      && tags[group.head].isAuxiliary && group.last < range.upperBound
      && tags[group.last].isPhraseStart
  }

  private func openEcho(_ group: VerbGroup, _ state: inout State, _ syntax: inout Syntax) {
    let start = state.coordinator
    while syntax.clauses[state.top].parent >= 0, syntax.clauses[state.top].kind.isMargin {
      pop(at: start, &state, &syntax)
    }
    let sibling = syntax.clauses[state.top]
    var clause = Clause(
      kind: sibling.kind, first: start, last: syntax.range.upperBound, parent: sibling.parent)
    clause.governor = sibling.governor
    clause.nounGovernor = sibling.nounGovernor
    syntax.clauses[state.top].last = start
    push(clause, &state, &syntax)
    assign(start..<group.first, state.top, &syntax)
  }

  /// "said the port would close and left": a past tense does not go with a modal where the clause
  /// around is in the past.
  private func parallel(_ group: VerbGroup, _ state: State, _ syntax: Syntax) -> Int? {
    let top = syntax.clauses[state.top]
    guard top.kind == .complement, let own = top.verbs.last, group.modal == .none, group.isPast,
      syntax.verbs[own].form == .finite,
      syntax.verbs[own].modal != .none || !syntax.verbs[own].isPast
        || syntax.verbs[own].isPerfect && state.comma >= 0 && state.comma == state.coordinator - 1,
      top.parent >= 0, let outer = syntax.clauses[top.parent].verbs.last,
      syntax.verbs[outer].isPast, syntax.verbs[outer].modal == .none
    else { return nil }
    return top.parent
  }

  /// A clause with its own subject, joined by a coordinator or a comma.
  func openCoordinated(
    _ group: VerbGroup, _ tokens: [Token], _ state: inout State, _ syntax: inout Syntax
  ) {
    let nounIndex = state.conjunctNoun
    let noun = syntax.nouns[nounIndex]
    let start = state.coordinator >= 0 ? state.coordinator : noun.first
    let isReport = isCue(group, tokens)
    // Margins end; a report ends complements too.
    while syntax.clauses[state.top].parent >= 0,
      syntax.clauses[state.top].kind.isMargin
        || (isReport && syntax.clauses[state.top].kind == .complement)
    {
      pop(at: start, &state, &syntax)
    }
    let sibling = syntax.clauses[state.top]
    var clause = Clause(
      kind: sibling.kind, first: start, last: syntax.range.upperBound,
      parent: sibling.parent)
    clause.governor = sibling.governor
    clause.nounGovernor = sibling.nounGovernor
    clause.subject = nounIndex
    clause.subjectLast = nounIndex
    // Where the coordinator joined noun phrases, the first of them is the subject.
    syntax.clauses[state.top].last = start
    push(clause, &state, &syntax)
    assign(start..<group.first, state.top, &syntax)
  }
}
