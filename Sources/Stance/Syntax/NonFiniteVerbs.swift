internal import Rules

/// Infinitives, participles and gerunds: the clauses they open.
extension ClauseParser {
  func placeNonFinite(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    let first = group.first
    let atStart = first == syntax.range.lowerBound || isOnlyAdverbsBefore(first, tags, syntax.range)
    if state.preposition == first - 1, state.preposition >= 0, group.form == .ing { return }
    if state.coordinator >= 0 {
      // "noting A and stressing B": another participle of the same clause.
      var c = state.top
      while c >= 0, syntax.clauses[c].kind != .participial { c = syntax.clauses[c].parent }
      if c >= 0, isCue(group, tokens) {
        while state.top != c { pop(at: state.coordinator, &state, &syntax) }
        let sibling = syntax.clauses[c]
        var clause = Clause(
          kind: .participial, first: first, last: syntax.range.upperBound, parent: sibling.parent)
        clause.subject = sibling.subject
        clause.subjectLast = sibling.subjectLast
        pop(at: state.coordinator, &state, &syntax)
        push(clause, &state, &syntax)
        return
      }
      if state.comma != state.coordinator - 1 { return }
    }
    let afterComma =
      state.comma >= 0
      && (state.comma == first - 1 || isOnlyAdverbsBetween(state.comma, first, tags))
    if atStart || afterComma {
      if !atStart, isCue(group, tokens) {
        // ", adding that": the speaker's clause takes it, not what is said.
        var c = state.top
        while c >= 0 {
          if let verb = syntax.clauses[c].verbs.first, isCue(syntax.verbs[verb], tokens) { break }
          c = syntax.clauses[c].parent
        }
        if c >= 0 {
          while state.top != c { pop(at: state.comma, &state, &syntax) }
        }
      }
      var clause = Clause(
        kind: .participial, first: first, last: syntax.range.upperBound, parent: state.top)
      clause.isAfterComma = afterComma
      clause.subject = syntax.clauses[state.top].subject
      clause.subjectLast = syntax.clauses[state.top].subjectLast
      push(clause, &state, &syntax)
      return
    }
    // "Never had the club been fined": the verb behind an inverted subject.
    let own = syntax.clauses[state.top]
    if own.subject >= 0, own.subject == state.noun, let verb = own.verbs.first,
      syntax.verbs[verb].last == syntax.nouns[own.subject].first
    {
      return
    }
    // "a country contributing to", "the statement issued by": a reduced relative clause.
    if state.noun >= 0, syntax.nouns[state.noun].last == first,
      tags[syntax.nouns[state.noun].head] != .pronoun
        || tokens[syntax.nouns[state.noun].head].word == those
    {
      var clause = Clause(
        kind: .relative, first: first, last: syntax.range.upperBound, parent: state.top)
      var host = state.noun
      while host > 0, isTime(syntax.nouns[host], tokens),
        syntax.nouns[host - 1].last >= syntax.nouns[host].first - 1,
        tags[syntax.nouns[host - 1].head] == .noun
      { host -= 1 }
      // "issued a statement on Monday supporting the law": no day supports.
      clause.subject = host
      clause.subjectLast = host
      clause.nounGovernor = syntax.nouns[host].head
      push(clause, &state, &syntax)
    }
  }

  private func isOnlyAdverbsBefore(_ i: Int, _ tags: [Tag], _ range: Range<Int>) -> Bool {
    isOnlyAdverbsBetween(range.lowerBound - 1, i, tags)
  }

  private func isOnlyAdverbsBetween(_ a: Int, _ b: Int, _ tags: [Tag]) -> Bool {
    var k = a + 1
    while k < b {
      guard tags[k] == .adverb || tags[k] == .coordinator else { return false }
      k += 1
    }
    return true
  }
}
