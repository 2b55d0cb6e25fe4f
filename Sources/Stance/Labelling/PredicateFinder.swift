internal import Rules

/// A main predicate of what is said: the words a rule in zone `predicate` sees.
struct Predicate: Sendable {
  /// Tokens in order, margins left out.
  var tokens: [Int] = []
  /// Its subject's noun phrase in the syntax, or -1.
  var subject = -1
  /// Where the subject with all that belongs to it ends.
  var subjectEnd = 0
  /// Its verb group, or -1 for nominal content.
  var verb = -1
  /// The word that opens the clause that is the subject, or -1: `what they say is false`.
  var clauseSubject = -1
  /// The speaker is the subject: `pledged to act`, `denied doing`.
  var isOwnSubject = false
  /// The first token, for order.
  var first: Int { tokens.first ?? 0 }
}

/// Finds the main predicates of a content: of each top clause its verb groups with their
/// complements; of nominal content its first head noun with the words before it.
struct PredicateFinder {
  let features: WordFeatures
  private let should: WordID

  init(features: WordFeatures) {
    self.features = features
    should = features.vocabulary.number(of: "should")
  }

  func predicates(
    of contents: [Range<Int>], frame: FrameSet, _ syntax: Syntax, _ tokens: [Token],
    _ tags: [Tag]
  ) -> [Predicate] {
    guard !contents.isEmpty else { return [] }
    func holds(_ token: Int) -> Bool { contents.contains { $0.contains(token) } }
    switch frame {
    case .infinitive, .gerund:
      return governed(contents, syntax, tokens, tags)
    case .object, .about, .for, .objectInfinitive, .complement:
      return [nominal(contents, syntax, tokens, tags)]
    default: break
    }
    var found: [Predicate] = []
    let hedges = hedges(syntax, tokens, holds)
    for c in syntax.clauses.indices {
      let kind = syntax.clauses[c].kind
      guard
        kind == .main || kind == .complement || kind == .interrogative && frame == .whether
      else { continue }
      let clause = syntax.clauses[c]
      // A complement of a verb or noun inside the content is no main clause of it.
      if clause.kind == .complement || clause.kind == .interrogative {
        if clause.governor >= 0, holds(syntax.verbs[clause.governor].head),
          !hedges.contains(clause.governor)
        {
          continue
        }
        if clause.nounGovernor >= 0, holds(clause.nounGovernor) { continue }
      }
      if hasMarginAncestor(clause.parent, syntax, holds) { continue }
      for (n, v) in clause.verbs.enumerated()
      where holds(syntax.verbs[v].head) && !hedges.contains(v)
        && !(n > 0 && isInverted(v, syntax, tokens, tags))
      {
        let next = n + 1 < clause.verbs.count ? syntax.verbs[clause.verbs[n + 1]].first : Int.max
        found.append(
          finite(v, of: c, until: next, first: n == 0, syntax, tokens, tags, holds))
      }
    }
    if found.isEmpty { found = ofClauseSubjects(syntax, tokens, tags, holds) }
    if found.isEmpty {
      // No clause: a fragment, a list, a noun phrase.
      return [nominal(contents, syntax, tokens, tags)]
    }
    found.sort { $0.first < $1.first }
    return found
  }

  /// "What they did was wrong": the second verb is that of the sentence, and the clause its subject.
  private func ofClauseSubjects(
    _ syntax: Syntax, _ tokens: [Token], _ tags: [Tag], _ holds: (Int) -> Bool
  ) -> [Predicate] {
    var found: [Predicate] = []
    for (c, clause) in syntax.clauses.enumerated()
    where clause.kind == .interrogative && clause.verbs.count > 1 && clause.parent >= 0
      && syntax.clauses[clause.parent].verbs.allSatisfy({ !holds(syntax.verbs[$0].head) })
    {
      let own = syntax.verbs[clause.verbs[0]]
      let second = syntax.verbs[clause.verbs[1]]
      guard holds(own.head), holds(second.head), tags[second.first] == .be,
        !(own.last..<second.first).contains(where: {
          tags[$0] == .coordinator || tokens[$0].kind == .comma
        })
      else { continue }
      for (n, v) in clause.verbs.enumerated().dropFirst() {
        let next = n + 1 < clause.verbs.count ? syntax.verbs[clause.verbs[n + 1]].first : Int.max
        var predicate = finite(v, of: c, until: next, first: false, syntax, tokens, tags, holds)
        predicate.subject = -1
        if features.has(tokens[own.head].word, .hedgeVerb) {
          // What somebody says is true or false, what he does good or bad.
          predicate.clauseSubject = clause.opener
        }
        found.append(predicate)
      }
    }
    return found
  }

  /// Verbs that only say that the speaker thinks so: what is judged is the clause that they take.
  ///
  /// "I think they are right", but neither "I do not think so" nor "critics think".
  private func hedges(_ syntax: Syntax, _ tokens: [Token], _ holds: (Int) -> Bool) -> [Int] {
    var found: [Int] = []
    for c in syntax.clauses.indices
    where syntax.clauses[c].kind == .complement && syntax.clauses[c].governor >= 0 {
      let clause = syntax.clauses[c]
      let verb = syntax.verbs[clause.governor]
      guard !verb.isNegated, features.has(tokens[verb.head].word, .hedgeVerb), holds(verb.head),
        clause.verbs.contains(where: { holds(syntax.verbs[$0].head) })
      else { continue }
      let subject = syntax.clauses[verb.clause].subject
      guard subject >= 0, features.has(tokens[syntax.nouns[subject].head].word, .firstPerson) else {
        continue
      }
      found.append(clause.governor)
    }
    return found
  }

  /// "is ready to help should they ask": a condition.
  private func isInverted(_ v: Int, _ syntax: Syntax, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    let group = syntax.verbs[v]
    guard tokens[group.head].word == should, group.last == group.first + 1,
      group.last < syntax.range.upperBound
    else { return false }
    switch tags[group.last] {
    case .determiner, .possessive, .pronoun, .properNoun, .noun, .adjective: return true
    default: return false
    }
  }

  private func hasMarginAncestor(_ clause: Int, _ syntax: Syntax, _ holds: (Int) -> Bool) -> Bool {
    var c = clause
    while c >= 0 {
      let k = syntax.clauses[c].kind
      if k.isMargin, let v = syntax.clauses[c].verbs.first, holds(syntax.verbs[v].head) {
        return true
      }
      c = syntax.clauses[c].parent
    }
    return false
  }

  private func finite(
    _ v: Int, of c: Int, until next: Int, first: Bool, _ syntax: Syntax, _ tokens: [Token],
    _ tags: [Tag], _ holds: (Int) -> Bool
  ) -> Predicate {
    let group = syntax.verbs[v]
    let clause = syntax.clauses[c]
    var predicate = Predicate()
    predicate.verb = v
    predicate.subject = clause.subject
    if clause.subject >= 0, let own = clause.verbs.first {
      predicate.subjectEnd = syntax.verbs[own].first
    }
    // The zone begins with the verb group and the adverbs before it.
    var start = group.first
    while start > clause.first, tags[start - 1] == .adverb, holds(start - 1),
      syntax.clause(of: start - 1) == c
    { start -= 1 }
    let end = min(clause.last, next, syntax.range.upperBound)
    predicate.tokens.reserveCapacity(end - start)
    for t in start..<end {
      if syntax.clause(of: t) == c, holds(t) { predicate.tokens.append(t) }
    }
    while let last = predicate.tokens.last, tags[last] == .coordinator || tags[last] == .mark {
      predicate.tokens.removeLast()
    }
    return predicate
  }

  /// Infinitives and gerunds that a cue governs: the speaker is their subject.
  private func governed(
    _ contents: [Range<Int>], _ syntax: Syntax, _ tokens: [Token], _ tags: [Tag]
  ) -> [Predicate] {
    guard let range = contents.first, !range.isEmpty else { return [] }
    let said = performed(range, syntax, tokens, tags)
    if !said.isEmpty { return said }
    let clause = syntax.clause(of: range.lowerBound)
    var predicate = Predicate()
    predicate.isOwnSubject = true
    predicate.verb = syntax.verb(of: min(range.lowerBound + 1, range.upperBound - 1))
    for t in range where syntax.clause(of: t) == clause { predicate.tokens.append(t) }
    return predicate.tokens.isEmpty ? [] : [predicate]
  }

  /// "We wish to state that the report is false": what the infinitive says is what is judged.
  private func performed(
    _ range: Range<Int>, _ syntax: Syntax, _ tokens: [Token], _ tags: [Tag]
  ) -> [Predicate] {
    func holds(_ token: Int) -> Bool { range.contains(token) }
    var found: [Predicate] = []
    for (c, clause) in syntax.clauses.enumerated()
    where clause.kind == .complement && clause.governor >= 0 {
      let verb = syntax.verbs[clause.governor]
      guard holds(verb.head), features.has(tokens[verb.head].word, .hedgeVerb), !verb.isNegated
      else { continue }
      for (n, v) in clause.verbs.enumerated() where holds(syntax.verbs[v].head) {
        let next = n + 1 < clause.verbs.count ? syntax.verbs[clause.verbs[n + 1]].first : Int.max
        found.append(finite(v, of: c, until: next, first: n == 0, syntax, tokens, tags, holds))
      }
    }
    return found.sorted { $0.first < $1.first }
  }

  /// The first head noun with the words before it; nouns coordinated with it directly go along.
  private func nominal(
    _ contents: [Range<Int>], _ syntax: Syntax, _ tokens: [Token], _ tags: [Tag]
  ) -> Predicate {
    var predicate = Predicate()
    predicate.isOwnSubject = true
    guard let range = contents.first else { return predicate }
    predicate.tokens.reserveCapacity(16)
    var k = range.lowerBound
    while k < range.upperBound {
      let noun = syntax.noun(of: k)
      if noun >= 0 {
        let phrase = syntax.nouns[noun]
        for t in k..<min(phrase.last, range.upperBound) { predicate.tokens.append(t) }
        k = phrase.last
        // "concern and alarm", "high and growing"
        while k + 1 < range.upperBound, tags[k] == .coordinator, syntax.noun(of: k + 1) >= 0 {
          let next = syntax.nouns[syntax.noun(of: k + 1)]
          for t in k..<min(next.last, range.upperBound) { predicate.tokens.append(t) }
          k = next.last
        }
        return predicate
      }
      predicate.tokens.append(k)
      k += 1
      if predicate.tokens.count > 12 { break }
    }
    return predicate
  }
}
