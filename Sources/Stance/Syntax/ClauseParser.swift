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
  let ensure: WordID
  private let if_: WordID
  let so: WordID
  let those: WordID
  let something: WordID
  /// Verbs that a question follows: ask, wonder.
  let askForms: WordSet
  /// Verbs whose object has an infinitive without `to`: help, let.
  let causativeForms: WordSet
  let indefinite: WordSet
  /// Words of a question that are its subject or object: what, who, which.
  private let whatWords: WordSet
  /// By what one says something: statement, interview.
  let media: WordSet

  init(_ features: WordFeatures, _ file: RuleFile) {
    self.features = features
    let vocabulary = features.vocabulary
    chunker = Chunker(features: features)
    nor = vocabulary.number(of: "nor")
    when = vocabulary.number(of: "when")
    ensure = vocabulary.number(of: "ensure")
    if_ = vocabulary.number(of: "if")
    so = vocabulary.number(of: "so")
    something = vocabulary.number(of: "something")
    those = vocabulary.number(of: "those")
    askForms = Inflection.words(of: "question_verbs", in: file, as: .verb, vocabulary)
    causativeForms = Inflection.words(of: "causative_verbs", in: file, as: .verb, vocabulary)
    indefinite = vocabulary.known("a an")
    whatWords = vocabulary.known("what who whoever whatever")
    media = file.words(of: "media_nouns", vocabulary)
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

  struct State {
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
  func adopt(_ tokens: Range<Int>, from old: Int, by new: Int, _ syntax: inout Syntax) {
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

  func assign(_ tokens: Range<Int>, _ clause: Int, _ syntax: inout Syntax) {
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
    case .subordinator where insertEnd(i, tokens, range, tags, state) != nil:
      // "the conduct, if proven, was": the noun before keeps waiting for its verb.
      let end = insertEnd(i, tokens, range, tags, state) ?? i + 1
      let waiting = (state.bareNoun, state.noun, state.verb)
      open(.subordinate, at: i, tokens, &state, &syntax)
      assign(i..<end, state.top, &syntax)
      pop(at: end, &state, &syntax)
      (state.bareNoun, state.noun, state.verb) = waiting
      return end
    case .subordinator:
      if opensSaid(i, tokens, tags, state, syntax) {
        // "said if the law was applied strictly it would fail": a margin of what is said.
        var said = Clause(
          kind: .complement, first: i, last: syntax.range.upperBound, parent: state.top)
        said.governor = state.verb
        push(said, &state, &syntax)
      }
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

  /// The comma that ends a clause between commas without subject and verb: `, if true,`, `, when asked,`.
  private func insertEnd(
    _ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag], _ state: State
  ) -> Int? {
    guard state.comma == i - 1, state.bareNoun >= 0 else { return nil }
    for k in i + 1..<min(range.upperBound, i + 5) {
      switch tags[k] {
      case .adjective, .adverb, .verbParticiple, .verbPast, .negator: break
      case .mark where k > i + 1: return tokens[k].kind == .comma ? k : nil
      default: return nil
      }
    }
    return nil
  }

  /// Whether a subordinate clause right behind a verb of saying opens what is said: another clause
  /// follows it, and no `that`.
  private func opensSaid(
    _ i: Int, _ tokens: [Token], _ tags: [Tag], _ state: State, _ syntax: Syntax
  ) -> Bool {
    guard state.verb >= 0, syntax.verbs[state.verb].last == i,
      features.has(tokens[syntax.verbs[state.verb].head].word, .clauseVerb),
      !syntax.verbs[state.verb].isPassive
    else { return false }
    var finite = 0
    for k in i + 1..<syntax.range.upperBound {
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPast, .verbPresent:
        if tags[k - 1].isAuxiliary || tags[k - 1] == .negator
          || tags[k - 1] == .adverb && finite > 0 && tags[k - 2].isAuxiliary
        {
          continue
        }
        finite += 1
        if finite == 2 { return true }
      case .complementizer, .subordinator, .relative, .interrogative: return false
      case .coordinator where finite > 0: return false
      case .mark where tokens[k].kind == .semicolon || tokens[k].kind == .colon: return false
      default: break
      }
    }
    return false
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

  func push(_ clause: Clause, _ state: inout State, _ syntax: inout Syntax) {
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

  func pop(at i: Int, _ state: inout State, _ syntax: inout Syntax) {
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
          && (!features.has(tokens[syntax.verbs[state.verb].head].word, .cueVerb)
            || isAnswered(syntax.nouns[state.noun], by: syntax.verbs[state.verb], tokens))
        || state.verb < 0
    {
      clause.nounGovernor = syntax.nouns[state.noun].head
    } else {
      clause.governor = state.verb
      if state.comma == i - 1, state.verb >= 0, !isCue(syntax.verbs[state.verb], tokens),
        syntax.verbs[state.verb].form == .ing || syntax.verbs[state.verb].form == .infinitive,
        let own = syntax.clauses[state.top].verbs.last, isCue(syntax.verbs[own], tokens)
      {
        // "warned, without naming anyone, that": the gerund between commas takes no clause.
        clause.governor = own
      }
    }
    push(clause, &state, &syntax)
    assign(i..<i + 1, state.top, &syntax)
  }

  /// "was responding to Cruz's claim that": what `to` stands before right behind a verb of saying.
  private func isAnswered(_ noun: NounPhrase, by verb: VerbGroup, _ tokens: [Token]) -> Bool {
    noun.preposition == verb.last && features.has(tokens[noun.preposition].word, .to)
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
}
