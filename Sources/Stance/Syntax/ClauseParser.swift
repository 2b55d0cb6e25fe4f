internal import Rules

/// Finds clauses, their verbs and subjects in one pass with a stack.
///
/// The idea: a clause holds one finite verb group and those coordinated with it. A second finite
/// verb without a coordinator closes the clauses that have their verb until one that waits for its
/// own is found; where none waits, the noun phrase before it opens a complement without `that`.
struct ClauseParser {
  let features: WordFeatures
  let chunker: Chunker
  private let nor: WordID
  private let when: WordID
  private let ensure: WordID
  private let if_: WordID
  private let so: WordID
  private let those: WordID
  private let askForms: Set<WordID>
  /// Words of a question that are its subject or object: what, who, which.
  private let whatWords: Set<WordID>
  init(_ features: WordFeatures) {
    self.features = features
    chunker = Chunker(features: features)
    nor = features.vocabulary.find("nor") ?? .none
    when = features.vocabulary.find("when") ?? .none
    ensure = features.vocabulary.find("ensure") ?? .none
    if_ = features.vocabulary.find("if") ?? .none
    so = features.vocabulary.find("so") ?? .none
    those = features.vocabulary.find("those") ?? .none
    askForms = Set(
      ["ask", "asks", "asked", "asking", "wonder", "wonders", "wondered"].compactMap {
        features.vocabulary.find($0)
      })
    whatWords = Set(
      ["what", "who", "whoever", "whatever"].compactMap { features.vocabulary.find($0) })
  }

  /// Parses the tokens of `range`; tokens in `skipped` stretches belong to the clause around them
  /// but are not looked at (brackets, quotations handled apart, reporting inserts).
  func parse(
    _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], skipping skipped: [Range<Int>],
    into syntax: inout Syntax
  ) {
    syntax.reset(range)
    syntax.clauses.append(
      Clause(kind: .main, first: range.lowerBound, last: range.upperBound, parent: -1))
    var state = State(top: 0)
    var i = range.lowerBound
    var nextSkip = 0
    while i < range.upperBound {
      while nextSkip < skipped.count, skipped[nextSkip].upperBound <= i { nextSkip += 1 }
      if nextSkip < skipped.count, skipped[nextSkip].contains(i) {
        let end = min(skipped[nextSkip].upperBound, range.upperBound)
        assign(i..<end, state.top, &syntax)
        i = end
        continue
      }
      let limit =
        nextSkip < skipped.count
        ? min(range.upperBound, max(i + 1, skipped[nextSkip].lowerBound)) : range.upperBound
      i = step(i, tokens, range.lowerBound..<limit, tags, &state, &syntax)
    }
    while state.top >= 0 {
      syntax.clauses[state.top].last = range.upperBound
      state.top = syntax.clauses[state.top].parent
    }
  }

  private struct State {
    var top: Int
    /// The last noun phrase, or -1.
    var noun = -1
    /// The last noun phrase since the top clause's verb that nothing joins to what stands before.
    var bareNoun = -1
    /// The last verb group, or -1.
    var verb = -1
    /// A coordinator stands before, with nothing but adverbs and commas between; its token or -1.
    var coordinator = -1
    var comma = -1
    var preposition = -1
    /// An infinitive marker waits for its verb.
    var infinitive = -1
    /// Noun phrase that opens after a coordinator, before its verb.
    var conjunctNoun = -1
    /// The bare noun has an infinitive or a gerund of its own: "the decision to stay".
    var isNounExtended = false
    /// The bare noun when each clause was opened, by clause.
    var outerNouns = [-1]
  }

  /// Gives what stands in `tokens` and belongs to one clause to another: words, verbs, clauses.
  private func adopt(_ tokens: Range<Int>, from old: Int, by new: Int, _ syntax: inout Syntax) {
    for t in tokens where syntax.clause(of: t) == old { assign(t..<t + 1, new, &syntax) }
    var v = syntax.verbs.count - 1
    while v >= 0, syntax.verbs[v].first >= tokens.lowerBound {
      if syntax.verbs[v].clause == old, syntax.verbs[v].first < tokens.upperBound {
        syntax.verbs[v].clause = new
      }
      v -= 1
    }
    var c = syntax.clauses.count - 1
    while c >= 0, syntax.clauses[c].first >= tokens.lowerBound || c == new {
      if c != new, syntax.clauses[c].parent == old, syntax.clauses[c].first < tokens.upperBound {
        syntax.clauses[c].parent = new
      }
      c -= 1
    }
  }

  private func assign(_ tokens: Range<Int>, _ clause: Int, _ syntax: inout Syntax) {
    for t in tokens { syntax.clauseOfToken[t - syntax.range.lowerBound] = Int32(clause) }
  }

  private func step(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) -> Int {
    let tag = tags[i]
    switch tag {
    case .mark:
      assign(i..<i + 1, state.top, &syntax)
      mark(i, tokens, range, tags, &state, &syntax)
      return i + 1
    case .coordinator:
      assign(i..<i + 1, state.top, &syntax)
      state.coordinator = i
      state.preposition = -1
      // "between A and B and looked": what the last coordinator joined is no subject.
      state.conjunctNoun = -1
      return i + 1
    case .preposition:
      assign(i..<i + 1, state.top, &syntax)
      state.preposition = i
      return i + 1
    case .toInfinitive:
      assign(i..<i + 1, state.top, &syntax)
      state.infinitive = i
      state.preposition = -1
      return i + 1
    case .subordinator where tokens[i].word == if_ && asks(before: i, tokens, state, syntax):
      open(.interrogative, at: i, tokens, &state, &syntax)
      return i + 1
    case .subordinator:
      open(.subordinate, at: i, tokens, &state, &syntax)
      return i + 1
    case .complementizer:
      openComplement(at: i, tokens, &state, &syntax)
      return i + 1
    case .relative:
      open(.relative, at: i, tokens, &state, &syntax)
      return i + 1
    case .interrogative where isQuestion(i, tokens, range, tags, syntax.range):
      assign(i..<i + 1, state.top, &syntax)
      return i + 1
    case .interrogative:
      let governed = isGoverned(i, tokens, state, syntax)
      open(governed ? .interrogative : .subordinate, at: i, tokens, &state, &syntax)
      return i + 1
    case .modal, .be, .have, .do, .verbPresent, .verbPast, .verbBase, .verbParticiple, .verbIng:
      return verb(i, tokens, range, tags, &state, &syntax)
    case .negator where tokens[i].word == nor && i > syntax.range.lowerBound:
      assign(i..<i + 1, state.top, &syntax)
      state.coordinator = i
      state.conjunctNoun = -1
      return i + 1
    case .negator, .adverb, .possessiveMark:
      // An adverb in front of a verb group is the group's own.
      assign(i..<i + 1, state.top, &syntax)
      return i + 1
    default:
      guard let phrase = chunker.nounPhrase(at: i, tokens, range, tags) else {
        assign(i..<i + 1, state.top, &syntax)
        state.preposition = -1
        return i + 1
      }
      noun(phrase, tokens, tags, &state, &syntax)
      return phrase.last
    }
  }

  /// "Why did the minister go?", "Who paid?": the sentence itself asks.
  private func isQuestion(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ sentence: Range<Int>
  ) -> Bool {
    guard i + 1 < range.upperBound, tags[i + 1].isVerbal,
      tokens[sentence.upperBound - 1].kind == .question
    else { return false }
    return (sentence.lowerBound..<i).allSatisfy {
      tags[$0] == .adverb || tags[$0] == .coordinator || tags[$0] == .mark
    }
  }

  /// `if` right behind a verb of asking: "asked if the tunnel was safe".
  private func asks(before i: Int, _ tokens: [Token], _ state: State, _ syntax: Syntax) -> Bool {
    state.verb >= 0 && syntax.verbs[state.verb].last == i
      && askForms.contains(tokens[syntax.verbs[state.verb].head].word)
  }

  /// Whether a verb or preposition before asks the question; `when` is a time unless a verb of
  /// saying stands right before it.
  private func isGoverned(_ i: Int, _ tokens: [Token], _ state: State, _ syntax: Syntax) -> Bool {
    guard state.verb >= 0 else {
      return state.preposition >= 0 || whatWords.contains(tokens[i].word)
    }
    guard tokens[i].word == when else { return true }
    return isCue(syntax.verbs[state.verb], tokens) && syntax.verbs[state.verb].last == i
  }

  // MARK: Opening and closing

  private func open(
    _ kind: ClauseKind, at i: Int, _ tokens: [Token], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    var clause = Clause(kind: kind, first: i, last: syntax.range.upperBound, parent: state.top)
    clause.opener = i
    clause.isAfterComma = state.comma == i - 1 && i > syntax.range.lowerBound
    if kind == .interrogative { clause.governor = state.verb }
    if kind == .relative {
      clause.nounGovernor = state.noun >= 0 ? syntax.nouns[state.noun].head : -1
    }
    push(clause, &state, &syntax)
    assign(i..<i + 1, state.top, &syntax)
  }

  private func push(_ clause: Clause, _ state: inout State, _ syntax: inout Syntax) {
    syntax.clauses.append(clause)
    state.top = syntax.clauses.count - 1
    while state.outerNouns.count < syntax.clauses.count { state.outerNouns.append(-1) }
    // "said the suspect, identified as a teacher, was": the noun before may get its verb yet.
    let isOnNoun = clause.kind == .relative || clause.kind == .participial && clause.isAfterComma
    state.outerNouns[state.top] = isOnNoun ? state.bareNoun : -1
    state.bareNoun = -1
    state.isNounExtended = false
    state.conjunctNoun = -1
    state.coordinator = -1
    state.preposition = -1
    state.infinitive = -1
  }

  private func pop(at i: Int, _ state: inout State, _ syntax: inout Syntax) {
    guard syntax.clauses[state.top].parent >= 0 else { return }
    syntax.clauses[state.top].last = i
    state.bareNoun = state.outerNouns[state.top]
    state.top = syntax.clauses[state.top].parent
    state.isNounExtended = false
    state.conjunctNoun = -1
  }

  private func openComplement(
    at i: Int, _ tokens: [Token], _ state: inout State, _ syntax: inout Syntax
  ) {
    if state.coordinator >= 0 {
      // "said that A and that B": a sibling of the complement that is open.
      var c = state.top
      while c >= 0, syntax.clauses[c].kind != .complement { c = syntax.clauses[c].parent }
      if c >= 0 {
        let governor = syntax.clauses[c].governor
        let noun = syntax.clauses[c].nounGovernor
        while state.top != c { pop(at: i, &state, &syntax) }
        pop(at: i, &state, &syntax)
        var clause = Clause(
          kind: .complement, first: i, last: syntax.range.upperBound, parent: state.top)
        clause.opener = i
        clause.governor = governor
        clause.nounGovernor = noun
        push(clause, &state, &syntax)
        assign(i..<i + 1, state.top, &syntax)
        return
      }
    }
    leaveRelative(at: i, tokens, &state, &syntax)
    var clause = Clause(
      kind: .complement, first: i, last: syntax.range.upperBound, parent: state.top)
    clause.opener = i
    // "an agreement that" hangs on the noun, "said on Monday that" on the verb.
    if i > syntax.range.lowerBound, state.noun >= 0, syntax.nouns[state.noun].last == i,
      features.has(tokens[syntax.nouns[state.noun].head].word, .thatNoun),
      state.verb < 0
        || syntax.nouns[state.noun].first >= syntax.verbs[state.verb].last
          && !features.has(tokens[syntax.verbs[state.verb].head].word, .cueVerb)
        || state.verb < 0
    {
      clause.nounGovernor = syntax.nouns[state.noun].head
    } else {
      clause.governor = state.verb
    }
    push(clause, &state, &syntax)
    assign(i..<i + 1, state.top, &syntax)
  }

  /// "told a reporter who put this to her that": the complement hangs on the reporting verb outside
  /// where the relative clause's own verb takes none.
  private func leaveRelative(
    at i: Int, _ tokens: [Token], _ state: inout State, _ syntax: inout Syntax
  ) {
    guard syntax.clauses[state.top].kind == .relative,
      let own = syntax.clauses[state.top].verbs.last, state.verb >= 0,
      !isCue(syntax.verbs[own], tokens), !isCue(syntax.verbs[state.verb], tokens),
      syntax.verbs[own].last < i
    else { return }
    var c = syntax.clauses[state.top].parent
    while c >= 0, syntax.clauses[c].kind == .relative { c = syntax.clauses[c].parent }
    guard c >= 0, let verb = syntax.clauses[c].verbs.last, isCue(syntax.verbs[verb], tokens),
      !syntax.clauses.contains(where: { $0.governor == verb && $0.kind == .complement })
    else { return }
    while state.top != c { pop(at: i, &state, &syntax) }
    state.verb = verb
    state.noun = -1
  }

  // MARK: Marks

  private func mark(
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

  // MARK: Noun phrases

  private func noun(
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
          if !isInApposition(syntax.clauses[top].subject, first, tokens, tags, syntax) {
            syntax.clauses[top].subjectLast = index
          }
        } else if afterComma, isTime(syntax.nouns[syntax.clauses[top].subject], tokens) {
          // "Tuesday, the minister said", "A few days later, she"
          syntax.clauses[top].subject = index
          syntax.clauses[top].subjectLast = index
        } else if !afterComma, !isTime(phrase, tokens),
          tags[phrase.head] == .pronoun || state.noun >= 0 && syntax.nouns[state.noun].last == first
        {
          // "the claims Armenia made are": a relative clause without its pronoun.
          if syntax.clauses[top].kind == .main || syntax.clauses[top].kind == .complement,
            state.noun >= 0, tags[syntax.nouns[state.noun].head] == .noun
          {
            var clause = Clause(
              kind: .relative, first: first, last: syntax.range.upperBound, parent: top)
            clause.subject = index
            clause.subjectLast = index
            clause.nounGovernor = syntax.nouns[state.noun].head
            push(clause, &state, &syntax)
            assign(phrase.first..<phrase.last, state.top, &syntax)
          }
        }
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
    _ subject: Int, _ first: Int, _ tokens: [Token], _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    let noun = syntax.nouns[subject]
    guard noun.last + 1 < first, tokens[noun.last].kind == .comma, tags[noun.head] == .properNoun
    else { return false }
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

  private func isTime(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    features.isTime(phrase, tokens)
  }

  /// Whether a noun phrase right before another is a point or stretch of time: `Tuesday, X`, `a
  /// year ago X`.
  private func isTime(
    _ noun: Int, before first: Int, _ tokens: [Token], _ tags: [Tag], _ syntax: Syntax
  ) -> Bool {
    guard noun >= 0 else { return false }
    let phrase = syntax.nouns[noun]
    return first - phrase.last <= 2
      && (phrase.last..<first).allSatisfy { tokens[$0].kind == .comma || tags[$0] == .adverb }
      && features.isTime(phrase, tokens)
  }

  // MARK: Verbs

  private func verb(
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
    if group.form == .participle, isOuterReport(group, tokens, range, state, syntax) {
      group.form = .finite
      group.isPast = true
    }
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

  private func isCue(_ group: VerbGroup, _ tokens: [Token]) -> Bool {
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

  private func placeFinite(
    _ group: VerbGroup, _ index: Int, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    if syntax.clauses[state.top].verbs.isEmpty {
      // A relative pronoun is its own subject; the antecedent stands for it.
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
    if c >= 0 {
      let takesClause =
        state.bareNoun >= 0
        && takesBareClause(state.top, tokens, syntax)
      if !takesClause {
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
    if state.conjunctNoun >= 0 {
      // ", NP V": an asyndetic clause, or a reporting clause after what is said.
      openCoordinated(group, tokens, &state, &syntax)
      return
    }
    if state.bareNoun >= 0, state.comma >= 0, state.comma == group.first - 1,
      !isCueClause(state.top, tokens, syntax), syntax.nouns[state.bareNoun].first < state.comma
    {
      // "visited the port, met workers and left"
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
      }
      let outer = state.top
      push(clause, &state, &syntax)
      adopt(noun.first..<group.first, from: outer, by: state.top, &syntax)
      return
    }
    if openAroundRelative(group, tokens, &state, &syntax) { return }
    openAroundContact(group, tokens, tags, &state, &syntax)
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

  /// `and` with a verb and no new subject: the clause whose verb it goes with.
  private func coordinate(
    _ group: VerbGroup, _ tokens: [Token], _ tags: [Tag], _ state: inout State,
    _ syntax: inout Syntax
  ) {
    let isReport = isCue(group, tokens)
    var c = state.top
    // Margins end at a coordinator whose verb goes with a clause outside.
    var target = state.top
    if isReport {
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
  private func openCoordinated(
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

  private func placeNonFinite(
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
      clause.subject = state.noun
      clause.subjectLast = state.noun
      clause.nounGovernor = syntax.nouns[state.noun].head
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
