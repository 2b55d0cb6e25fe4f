internal import Rules

/// What commas and other marks open and close.
extension ClauseParser {
  func mark(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    switch tokens[i].kind {
    case .comma:
      state.preposition = -1
      state.comma = i
      closeAtComma(i, tokens, range, tags, &state, &syntax)
    case .semicolon, .colon:
      state.comma = i
      state.coordinator = i
      state.preposition = -1
      while syntax.clauses[state.top].kind.isMargin, syntax.clauses[state.top].parent >= 0 {
        pop(at: i, &state, &syntax)
      }
      if tokens[i].kind == .colon, syntax.clauses[state.top].verbs.isEmpty {
        // "The bottom line: we will not sell": a heading is no subject.
        syntax.clauses[state.top].subject = -1
        syntax.clauses[state.top].subjectLast = -1
      }
    case .dash, .bracketOpen, .bracketClose:
      state.comma = i
      state.preposition = -1
      while syntax.clauses[state.top].kind.isMargin, !syntax.clauses[state.top].verbs.isEmpty {
        pop(at: i, &state, &syntax)
      }
    default: break
    }
  }

  /// A comma ends margins that have their verb, unless a list goes on inside them.
  private func closeAtComma(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    var top = state.top
    if syntax.clauses[top].kind == .main, syntax.clauses[top].verbs.count == 1,
      syntax.verbs[syntax.clauses[top].verbs[0]].form == .infinitive,
      let verb = syntax.clauses[top].verbs.first,
      !isListComma(i, tokens, range, tags, state, syntax)
    {
      // "To cut costs, the firm": a purpose before its clause.
      let first = syntax.clauses[top].first
      syntax.clauses[top].verbs = []
      syntax.clauses[top].subject = -1
      syntax.clauses[top].subjectLast = -1
      var clause = Clause(kind: .purpose, first: first, last: i, parent: top)
      clause.verbs = [verb]
      syntax.clauses.append(clause)
      syntax.verbs[verb].clause = syntax.clauses.count - 1
      for t in first..<i where syntax.clause(of: t) == top {
        assign(t..<t + 1, syntax.clauses.count - 1, &syntax)
      }
      return
    }
    while syntax.clauses[top].kind.isMargin, syntax.clauses[top].parent >= 0,
      !syntax.clauses[top].verbs.isEmpty
    {
      if isListComma(i, tokens, range, tags, state, syntax) { return }
      pop(at: i, &state, &syntax)
      top = state.top
      // A relative clause inside a participial one that opened the sentence: both end.
      guard syntax.clauses[top].kind == .participial || syntax.clauses[top].kind == .subordinate
      else { return }
      guard waits(syntax.clauses[top].parent, syntax) else { return }
    }
  }

  /// The clause has no verb yet.
  private func waits(_ clause: Int, _ syntax: Syntax) -> Bool {
    clause >= 0 && syntax.clauses[clause].verbs.isEmpty
  }

  /// "energy, trade and culture": a noun phrase before, then a noun phrase, then a comma or a
  /// coordinator.
  private func isListComma(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: State,
    _ syntax: Syntax
  ) -> Bool {
    guard state.noun >= 0, syntax.nouns[state.noun].last == i, i + 1 < range.upperBound else {
      return false
    }
    var k = i + 1
    if tags[k] == .coordinator {
      k += 1
      guard k < range.upperBound else { return false }
      guard let phrase = chunker.nounPhrase(at: k, tokens, range, tags) else { return false }
      if waits(syntax.clauses[state.top].parent, syntax),
        verbFollowsComma(phrase.last, tokens, range, tags)
      {
        // "the head of the panel that runs it, and a critic of the bank, said"
        return false
      }
      return phrase.last >= range.upperBound || !tags[phrase.last].isVerbal
    }
    guard tags[k] != .pronoun, let phrase = chunker.nounPhrase(at: k, tokens, range, tags) else {
      return false
    }
    let end = phrase.last
    guard end < range.upperBound else { return false }
    if tags[end] == .coordinator {
      guard end + 1 < range.upperBound,
        let second = chunker.nounPhrase(at: end + 1, tokens, range, tags)
      else { return false }
      return second.last >= range.upperBound || !tags[second.last].isVerbal
    }
    guard tokens[end].kind == .comma, end + 1 < range.upperBound else { return false }
    // a, b, c and d
    if tags[end + 1] == .coordinator { return true }
    if let third = chunker.nounPhrase(at: end + 1, tokens, range, tags),
      third.last < range.upperBound
    {
      return tags[third.last] == .coordinator || tokens[third.last].kind == .comma
    }
    return false
  }

  /// Prepositional phrases, a comma and a finite verb.
  private func verbFollowsComma(
    _ start: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var k = start
    while k < range.upperBound {
      switch tags[k] {
      case .preposition, .noun, .properNoun, .number, .adjective, .determiner, .possessive,
        .possessiveMark:
        k += 1
      case .mark where tokens[k].kind == .comma:
        guard k + 1 < range.upperBound else { return false }
        return tags[k + 1].isVerbal && tags[k + 1] != .verbIng
      default: return false
      }
    }
    return false
  }
}
