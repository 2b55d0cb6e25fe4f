internal import Rules

/// Which complements stand after a reporting verb or noun, and the words they take.
struct FrameAnalysis {
  let words: AttributionWords
  let view: SentenceView
  let document: Document
  let tags: [Tag]
  let syntax: Syntax

  struct Candidate {
    var frame: FrameSet
    var contents: [Range<Int>]
    var addressee: Range<Int> = 0..<0
  }

  /// Clauses that a verb takes, joined: `that A and that B`.
  func complement(of verb: Int, kind: ClauseKind = .complement) -> [Range<Int>]? {
    var first = Int.max
    var last = 0
    for place in syntax.clauses.indices
    where syntax.clauses[place].kind == kind && syntax.clauses[place].governor == verb {
      first = min(first, syntax.clauses[place].first)
      last = max(last, syntax.clauses[place].last)
    }
    guard first < last else { return nil }
    return [trimmed(first..<contrast(in: first..<last, after: syntax.verbs[verb], words.contrast))]
  }

  private func complement(ofNoun noun: Int) -> [Range<Int>]? {
    guard let clause = syntax.clauses.first(where: { $0.nounGovernor == noun && noun >= 0 }),
      clause.kind == .complement
    else { return nil }
    return [trimmed(clause.first..<clause.last)]
  }

  /// Marks and coordinators at the end belong to the sentence around.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    var start = range.lowerBound
    if start > view.range.lowerBound, document.tokens[start - 1].kind == .quoteOpen,
      let mark = range.first(where: { document.tokens[$0].kind.isQuote }),
      document.tokens[mark].kind == .quoteClose
    {
      // `said "three or four" ships were lost`
      start -= 1
    }
    while end > range.lowerBound + 1 {
      let kind = document.tokens[end - 1].kind
      guard
        kind == .comma || kind == .period || kind == .semicolon || kind == .dash
          || tags[end - 1] == .coordinator
      else { break }
      end -= 1
    }
    return start..<end
  }

  /// The frames that could be read after a verb, best first.
  func frames(after start: Int, verb: Int) -> [Candidate] {
    let tokens = document.tokens
    let vg = syntax.verbs[verb]
    let range = view.range
    var found: [Candidate] = []
    found.reserveCapacity(4)
    // "took the view that": the noun that ends the cue has the clause.
    let that = complement(of: verb) ?? complement(ofNoun: start - 1)
    let hasComplementizer =
      that.map { tags[$0[0].lowerBound] == .complementizer } ?? false
    let whether = complement(of: verb, kind: .interrogative)
    let limit = contentEnd(of: vg, from: start)
    // "which he called an outrage": the pronoun is the object.
    let own = syntax.clauses[vg.clause]
    let opener = own.opener
    // "a move the union called shameful": without the pronoun.
    let isContact =
      own.kind == .relative && opener < 0 && own.nounGovernor >= 0 && own.subject >= 0
      && syntax.nouns[own.subject].head != own.nounGovernor
    let isRelative =
      isContact
      || opener >= 0 && own.subject >= 0
        && (tags[opener] == .relative || tags[opener] == .interrogative)
    var k = start
    var addressee = 0..<0
    if start > range.lowerBound, start < limit, tags[start - 1] == .toInfinitive {
      // The cue's own words end in `to`: "agreed to act".
      found.append(Candidate(frame: .infinitive, contents: [start - 1..<limit]))
    }
    if start < range.upperBound, tokens[start].kind == .comma, that == nil, whether == nil,
      words.features.has(tokens[vg.head].word, .clauseVerb), isClauseBehindComma(start, of: vg)
    {
      // "stated, there was no proof": a comma where a quotation would have one
      found.append(Candidate(frame: .bare, contents: [start + 1..<range.upperBound]))
    }
    if start < range.upperBound, tokens[start].kind == .comma, that == nil, whether == nil,
      words.features.has(tokens[vg.head].word, .clauseVerb), isClauseBehindInsert(start, of: vg)
    {
      // "said, despite the rain, the bridge was safe"
      found.append(Candidate(frame: .bare, contents: [start + 1..<range.upperBound]))
    }
    if start < range.upperBound, tags[start] == .preposition, that == nil, whether == nil,
      words.features.has(tokens[vg.head].word, .clauseVerb),
      let comma = (start..<range.upperBound).first(where: { tokens[$0].kind == .comma }),
      comma < start + 10, isClauseBehindComma(comma, of: vg)
    {
      // "said based on the evidence, the man was guilty"
      found.append(Candidate(frame: .bare, contents: [start..<range.upperBound]))
    }
    // Adverbs, time and place between the verb and what it takes.
    scan: while k < limit {
      if tokens[k].kind == .comma || tokens[k].kind == .colon || tokens[k].kind == .dash {
        if let next = view.speech.first(where: { $0.lowerBound == k + 1 }) {
          found.append(Candidate(frame: .quote, contents: [next], addressee: addressee))
          break scan
        }
        if tokens[k].kind == .colon {
          found.append(Candidate(frame: .bare, contents: [k + 1..<range.upperBound]))
          break scan
        }
        if !addressee.isEmpty, k == addressee.upperBound, tokens[k].kind == .comma,
          let end = tags[k + 1] == .toInfinitive ? k + 1 : appositionEnd(k, limit),
          end < limit, tags[end] == .toInfinitive
        {
          // "asked a driver, Juan Perez, 55, to wait"
          k = end
          continue
        }
        // "said, however, that"
        k += 1
        if that == nil && whether == nil { break scan }
        continue
      }
      if let speech = view.speech.first(where: { $0.lowerBound == k }) {
        found.append(Candidate(frame: .quote, contents: [speech], addressee: addressee))
        break scan
      }
      switch tags[k] {
      case .adverb, .negator: k += 1
      case .toInfinitive:
        if addressee.isEmpty {
          found.append(Candidate(frame: .infinitive, contents: [k..<limit]))
        } else if takesInfinitive(addressee), let end = endOfInfinitive(k, limit),
          opensComplement(end, limit)
        {
          // "called the plan to sell the park a mistake"
          found.append(Candidate(frame: .complement, contents: [addressee.lowerBound..<limit]))
        } else if !isNounOfSaying(addressee) {
          found.append(
            Candidate(
              frame: .objectInfinitive, contents: [addressee.lowerBound..<limit],
              addressee: addressee))
        }
        break scan
      case .verbIng where k == start || tags[k - 1] == .adverb:
        found.append(Candidate(frame: .gerund, contents: [k..<limit]))
        break scan
      case .verbIng:
        // "welcomed Russia joining": an object with a participle.
        break scan
      case .preposition:
        let word = tokens[k].word
        if word == words.as_, k == start || tags[k - 1] == .adverb, !vg.isPassive,
          let object = heavyObject(after: k, limit)
        {
          // "described as untrue a report that"
          found.append(Candidate(frame: .complement, contents: [k..<limit]))
          k = object
          continue
        }
        if addressee.isEmpty, that == nil, whether == nil,
          let object = object(behindPhraseAt: k, of: vg, limit)
        {
          // "condemned in the strongest terms the raid"
          k = object
          continue
        }
        if word == words.for_ {
          found.append(Candidate(frame: .for, contents: [k..<limit], addressee: addressee))
          if addressee.isEmpty == false || that == nil { break scan }
        } else if words.isAbout(word), !isTimeOrPlace(k) {
          found.append(Candidate(frame: .about, contents: [k..<limit], addressee: addressee))
        }
        // Skip the phrase: a that-clause may follow it.
        k += 1
        while k < limit, !isPhraseEnd(k) { k += 1 }
        // "wrote on Twitter: S", "said in a speech on Monday, S"
        let leadsToSpeech =
          k < limit && (tags[k] == .preposition || tags[k] == .mark && opensSpeech(k, limit))
        if that == nil && whether == nil, k < limit, tags[k] != .toInfinitive, !leadsToSpeech {
          break scan
        }
      case .complementizer, .interrogative, .relative: break scan
      case .noun, .properNoun, .pronoun, .determiner, .possessive, .number, .adjective:
        let noun = syntax.noun(of: k)
        if noun < 0, isRelative, tags[k] == .adjective, addressee.isEmpty {
          // "which the opposition called excessive"
          found.append(Candidate(frame: .complement, contents: [k..<limit]))
          break scan
        }
        if noun < 0, tags[k] == .determiner, k + 2 < limit,
          tokens[k + 1].kind == .symbol
            || tags[k + 1] == .determiner && tokens[k + 2].kind == .symbol
        {
          // "offered up to $20 million"
          k += 1
          continue
        }
        guard noun >= 0 else { break scan }
        if syntax.clause(of: k) != vg.clause { break scan }
        let phrase = syntax.nouns[noun]
        if isTime(phrase), that != nil || k > start {
          k = phrase.last
          continue
        }
        guard addressee.isEmpty else {
          break scan
        }
        addressee = max(phrase.first, k)..<phrase.last
        k = phrase.last
        if opensComplement(k, limit) || isRelative {
          found.append(Candidate(frame: .complement, contents: [addressee.lowerBound..<limit]))
        }
        if let end = predicative(behindRelativeAt: k) {
          // "called the report published on Monday false"
          found.append(Candidate(frame: .complement, contents: [addressee.lowerBound..<end]))
        }
        // The prepositional phrases of the object.
        let bare = addressee
        k = phraseEnd(from: k, limit)
        addressee = addressee.lowerBound..<k
        if k > bare.upperBound, opensComplement(k, limit) {
          found.append(Candidate(frame: .complement, contents: [addressee.lowerBound..<limit]))
        }
        // "informed X in detail about Y", "thanked X for Y"
        if let preposition = (bare.upperBound..<max(k, bare.upperBound)).first(where: {
          tags[$0] == .preposition && words.isTopic(tokens[$0].word)
        }) {
          found.append(
            Candidate(frame: .about, contents: [preposition..<limit], addressee: bare))
        }
      case .mark
      where tokens[k].kind.isQuote || tokens[k].kind == .hyphen || tokens[k].kind == .symbol:
        // "pledged $5 million"
        k += 1
      default: break scan
      }
    }
    if !addressee.isEmpty, addressee.lowerBound > start,
      tokens[addressee.lowerBound - 1].kind == .symbol
    {
      addressee = addressee.lowerBound - 1..<addressee.upperBound
    }
    var ordered: [Candidate] = []
    if let complement = found.first(where: { $0.frame == .complement }) {
      ordered.append(complement)
    }
    // `called on Armenia to` and `told reporters that` beat the bare object.
    if let objectInfinitive = found.first(where: { $0.frame == .objectInfinitive }) {
      ordered.append(objectInfinitive)
    }
    if let that, isNounOfClause(addressee, before: that[0]) {
      // "denied accusations by Sudan that", "confirmed reports that": the noun has the clause.
      ordered.append(
        Candidate(frame: .object, contents: [trimmed(addressee.lowerBound..<limit)]))
    }
    if let that {
      ordered.append(
        Candidate(frame: hasComplementizer ? .that : .bare, contents: that, addressee: addressee))
      ordered.append(
        Candidate(frame: hasComplementizer ? .bare : .that, contents: that, addressee: addressee))
    }
    if let whether {
      ordered.append(Candidate(frame: .whether, contents: whether, addressee: addressee))
      // "bemoaned what he called a failure": a clause that stands for a noun.
      if addressee.isEmpty, whether[0].lowerBound == start {
        ordered.append(Candidate(frame: .object, contents: whether))
      }
    }
    ordered.append(
      contentsOf: found.filter {
        $0.frame != .objectInfinitive && $0.frame != .about && $0.frame != .for
          && $0.frame != .complement
      })
    if !addressee.isEmpty {
      ordered.append(Candidate(frame: .object, contents: [trimmed(addressee.lowerBound..<limit)]))
    }
    ordered.append(contentsOf: found.filter { $0.frame == .about || $0.frame == .for })
    if that == nil, whether == nil,
      !ordered.contains(where: { $0.frame == .quote || $0.frame == .bare }),
      holdsClause(start, limit)
    {
      // A clause that was not recognised as one: last, so that nothing else is lost to it.
      ordered.append(Candidate(frame: .bare, contents: [start..<limit]))
    }
    for i in ordered.indices where !ordered[i].contents.isEmpty && ordered[i].frame != .quote {
      for part in ordered[i].contents.indices {
        ordered[i].contents[part] = trimmed(ordered[i].contents[part])
      }
    }
    return ordered.filter { !$0.contents.isEmpty && !$0.contents[0].isEmpty }
  }

  /// One past the comma that closes what stands in apposition: names, numbers and nouns.
  private func appositionEnd(_ comma: Int, _ limit: Int) -> Int? {
    var k = comma + 1
    var end: Int?
    while k < min(limit, comma + 16) {
      if document.tokens[k].kind == .comma {
        end = k + 1
      } else if tags[k].isVerbal || tags[k] == .coordinator || tags[k] == .toInfinitive {
        break
      }
      k += 1
    }
    return end.flatMap { $0 < limit ? $0 : nil }
  }

  /// Where the object begins that was put behind its predicative: "dismissed as false a report that",
  /// "rejected as baseless claims that".
  private func heavyObject(after link: Int, _ limit: Int) -> Int? {
    var k = link + 1
    while k < limit,
      tags[k] == .adjective || tags[k] == .adverb || tags[k] == .verbParticiple
        || tags[k] == .verbIng || tags[k] == .coordinator
    { k += 1 }
    guard k > link + 1, k < limit else { return nil }
    let noun = syntax.noun(of: k)
    guard noun >= 0, k < syntax.nouns[noun].last else { return nil }
    // "as baseless claims that": its adjective may belong to either.
    return k
  }

  /// The object that stands behind an adverbial phrase: `in the strongest terms the raid`.
  private func object(behindPhraseAt preposition: Int, of vg: VerbGroup, _ limit: Int) -> Int? {
    guard preposition + 1 < limit, case let inner = syntax.noun(of: preposition + 1), inner >= 0,
      case let start = syntax.nouns[inner].last, start + 1 < limit,
      tags[start] == .determiner || tags[start] == .possessive || tags[start] == .properNoun,
      case let object = syntax.noun(of: start), object > inner,
      syntax.nouns[object].first == start, syntax.clause(of: start) == vg.clause
    else { return nil }
    return start
  }

  /// Where what an object is called ends, put behind a participle that tells more of the object: `the claims
  /// circulating online as false`, `the charges brought by the union a farce`.
  private func predicative(behindRelativeAt start: Int) -> Int? {
    guard start < view.range.upperBound, tags[start] == .verbParticiple || tags[start] == .verbIng,
      case let place = syntax.clause(of: start), place >= 0,
      case let clause = syntax.clauses[place], clause.kind == .relative, clause.opener < 0
    else { return nil }
    let end = trimmed(start..<clause.last).upperBound
    guard start + 1 < end else { return nil }
    for k in start + 1..<end {
      if document.tokens[k].kind == .comma { return nil }
      if document.tokens[k].word == words.as_ { return k + 1 < end ? end : nil }
      if startsAnew(k) || tags[k] == .adjective && tags[k - 1] == .adverb { return end }
    }
    return nil
  }

  /// A colon, or a comma or dash before a quotation.
  private func opensSpeech(_ k: Int, _ limit: Int) -> Bool {
    let kind = document.tokens[k].kind
    if kind == .colon || kind == .quoteOpen { return true }
    return (kind == .comma || kind == .dash)
      && view.speech.contains { $0.lowerBound == k + 1 }
  }

  /// Whether words after a verb of saying can be a clause: a noun phrase, then what may be a verb
  /// though it was read as something else (`said the lapses raise questions`).
  private func holdsClause(_ start: Int, _ limit: Int) -> Bool {
    guard limit - start >= 4, syntax.noun(of: start) >= 0 else { return false }
    let auxiliary: WordFeature = [.modal, .be, .have]
    return (syntax.nouns[syntax.noun(of: start)].first + 1..<limit - 1).contains { k in
      let token = document.tokens[k]
      guard token.kind == .word, !token.has(.capitalised) else { return false }
      if words.features.has(token.word, auxiliary) { return true }
      guard words.features.has(token.word, [.verbPast, .verbThird, .verbBase]),
        tags[k - 1].isNominal || tags[k - 1] == .pronoun
      else { return false }
      switch tags[k + 1] {
      case .determiner, .possessive, .adjective, .pronoun, .preposition, .adverb: return true
      default: return false
      }
    }
  }

  /// Where what a verb takes ends: at the next verb coordinated with it, at a participial report,
  /// at the end of its clause.
  func contentEnd(of vg: VerbGroup, from start: Int) -> Int {
    let clause = syntax.clauses[vg.clause]
    var end = min(clause.last, view.range.upperBound)
    if end <= start { end = view.range.upperBound }
    for v in clause.verbs where syntax.verbs[v].first > vg.head {
      var cut = syntax.verbs[v].first
      while cut > start,
        tags[cut - 1] == .adverb || tags[cut - 1] == .coordinator
          || document.tokens[cut - 1].kind == .comma
      { cut -= 1 }
      end = min(end, cut)
      break
    }
    for other in syntax.clauses
    where other.kind == .participial && other.first > start && other.first < end
      && other.isAfterComma
    {
      if let verb = other.verbs.first,
        words.features.has(document.tokens[syntax.verbs[verb].head].word, .cueVerb)
      {
        end = min(end, other.first)
      }
    }
    if start < end { end = contrast(in: start..<end, after: vg, words.circumstance) }
    for k in start..<max(start, end - 1)
    where tags[k] == .subordinator && tags[k + 1] == .verbIng
      && words.features.has(document.tokens[k + 1].word, .cueVerb)
    {
      // "praised the doctors while warning that"
      end = k
      break
    }
    while end > start,
      document.tokens[end - 1].kind == .period || document.tokens[end - 1].kind == .comma
    {
      end -= 1
    }
    return end
  }

  /// Where a stretch of content ends because another speaker follows: `praised the plan, while Jones called
  /// it a disgrace`.
  ///
  /// An object also ends at a circumstance: `promised a probe after the union accused him of lying`; what is
  /// said may hold one.
  private func contrast(in range: Range<Int>, after vg: VerbGroup, _ openers: WordSet) -> Int {
    // Closures of lazy sequences would hold copies of all there is.
    for verb in syntax.verbs {
      if let with = absolute(before: verb)?.with, range.contains(with), with > range.lowerBound {
        return with
      }
    }
    var end = range.upperBound
    for place in syntax.clauses.indices
    where syntax.clauses[place].kind == .subordinate && syntax.clauses[place].opener >= 0 {
      let other = syntax.clauses[place]
      if other.first > range.lowerBound, other.first < end,
        openers.contains(document.tokens[other.opener].word), reports(other, besides: vg)
      {
        end = other.first
      }
    }
    return end
  }

  /// `, with its president, Ann Lee, saying`: the preposition and who says it, before a participle of saying.
  func absolute(before vg: VerbGroup) -> (with: Int, source: Range<Int>)? {
    guard vg.form == .ing, words.features.has(document.tokens[vg.head].word, .cueVerb) else {
      return nil
    }
    var k = vg.first - 1
    var hasNoun = false
    while k > view.range.lowerBound, vg.first - k < 16 {
      let kind = document.tokens[k].kind
      switch tags[k] {
      case .noun, .properNoun: hasNoun = true
      case .determiner, .possessive, .possessiveMark, .adjective, .number, .pronoun: break
      case .mark where kind == .comma || kind == .hyphen || kind == .period: break
      case .preposition:
        guard document.tokens[k].word == words.with else { break }
        let isApart = document.tokens[k - 1].kind == .comma || document.tokens[k - 1].kind == .dash
        var end = vg.first
        while end > k + 1, document.tokens[end - 1].kind == .comma || tags[end - 1] == .adverb {
          end -= 1
        }
        return hasNoun && isApart ? (k, k + 1..<end) : nil
      default: return nil
      }
      k -= 1
    }
    return nil
  }

  /// Behind the comma after a main verb with its subject before it: a noun phrase and a finite verb, and no
  /// other comma.
  private func isClauseBehindComma(_ comma: Int, of vg: VerbGroup) -> Bool {
    let own = syntax.clauses[vg.clause]
    guard own.kind == .main, own.subject >= 0, syntax.nouns[own.subject].last <= vg.first,
      comma + 2 < view.range.upperBound,
      // "That said, the club won"
      !words.features.has(document.tokens[syntax.nouns[own.subject].head].word, .that)
    else { return false }
    switch tags[comma + 1] {
    case .determiner, .possessive, .pronoun, .properNoun, .noun, .number: break
    default: return false
    }
    var hasVerb = false
    for k in comma + 2..<view.range.upperBound {
      switch tags[k] {
      case .be, .have, .modal, .verbPast, .verbPresent: hasVerb = true
      case .mark where document.tokens[k].kind == .comma || document.tokens[k].kind.isQuote:
        return false
      case .relative, .verbIng: if !hasVerb { return false }
      default: break
      }
    }
    return hasVerb
  }

  /// Behind the comma after the first main verb of the sentence: something put in between, another comma
  /// and a main clause that nothing joins to the one before.
  private func isClauseBehindInsert(_ comma: Int, of vg: VerbGroup) -> Bool {
    let own = syntax.clauses[vg.clause]
    guard own.kind == .main, own.subject >= 0, syntax.nouns[own.subject].last <= vg.first,
      comma + 2 < view.range.upperBound,
      !words.features.has(document.tokens[syntax.nouns[own.subject].head].word, .that)
    else { return false }
    switch tags[comma + 1] {
    case .preposition, .subordinator, .adverb: break
    default: return false
    }
    let mains = Array(
      syntax.clauses.lazy.filter { $0.kind == .main && !$0.verbs.isEmpty }.prefix(2))
    guard mains.count > 1, mains[0].first == own.first, case let next = mains[1],
      next.first > comma + 2, next.first < min(comma + 20, view.range.upperBound),
      next.subject >= 0, document.tokens[next.first - 1].kind == .comma,
      tags[next.first] != .coordinator, !reports(next, besides: vg)
    else { return false }
    return !view.speech.contains { $0.lowerBound < next.first }
  }

  /// Whether a clause tells what somebody else said, in the tense of the verb before.
  private func reports(_ clause: Clause, besides vg: VerbGroup) -> Bool {
    guard let verb = clause.verbs.first, clause.subject >= 0 else { return false }
    let own = syntax.verbs[verb]
    let subject = syntax.nouns[clause.subject]
    return words.features.has(document.tokens[own.head].word, .cueVerb) && own.form == .finite
      && own.isPerfect == vg.isPerfect && own.modal == .none && tags[subject.head] != .pronoun
      && own.isPast == vg.isPast
  }

  /// What a passive says of its subject: "was described by X as a waste", "was called a farce by X".
  func passiveComplement(after vg: VerbGroup) -> Range<Int>? {
    var start = vg.last
    let limit = contentEnd(of: vg, from: start)
    let agent = agent(after: start)
    var end = limit
    if let agent, agent.range.lowerBound > start {
      let by = agent.range.lowerBound - 1
      if by == start { start = agent.range.upperBound } else { end = min(limit, by) }
    }
    while start < end, tags[start] == .adverb { start += 1 }
    guard start < end else { return nil }
    switch tags[start] {
    case .determiner, .adjective, .possessive, .noun: return agent == nil ? nil : start..<end
    case .preposition where document.tokens[start].word == words.as_: return start..<end
    default: return document.tokens[start].kind == .quoteOpen ? start..<end : nil
    }
  }

  /// The end of a noun phrase with its prepositional phrases and coordinated phrases.
  private func phraseEnd(from start: Int, _ limit: Int) -> Int {
    var k = start
    while k < limit {
      if tags[k] == .preposition, document.tokens[k].word != words.for_,
        document.tokens[k].word != words.as_
      {
        var n = k + 1
        while n < limit, !isPhraseEnd(n), !startsAnew(n) { n += 1 }
        guard n > k + 1 else { return k }
        k = n
      } else if tags[k] == .coordinator || document.tokens[k].kind == .comma, k + 1 < limit,
        syntax.noun(of: k + 1) >= 0, syntax.clause(of: k + 1) == syntax.clause(of: start - 1)
      {
        let next = syntax.nouns[syntax.noun(of: k + 1)]
        // A comma joins only where the list goes on.
        if document.tokens[k].kind == .comma {
          guard next.last < limit,
            document.tokens[next.last].kind == .comma || tags[next.last] == .coordinator
          else { return k }
        }
        guard next.last <= limit else { return k }
        k = next.last
      } else {
        return k
      }
    }
    return k
  }

  /// Behind the head of a phrase what opens another: `called the raid on the embassy cowardly`.
  private func startsAnew(_ k: Int) -> Bool {
    guard tags[k] == .adjective || tags[k] == .determiner || tags[k] == .possessive,
      tags[k - 1].isNominal, case let noun = syntax.noun(of: k - 1), noun >= 0
    else { return false }
    return syntax.nouns[noun].last == k
  }

  /// Where an infinitive with its object ends: `to sell the park by the river`.
  private func endOfInfinitive(_ to: Int, _ limit: Int) -> Int? {
    guard to + 1 < limit, case let verb = syntax.verb(of: to + 1), verb >= 0,
      case let start = syntax.verbs[verb].last, start < limit,
      case let noun = syntax.noun(of: start), noun >= 0, syntax.nouns[noun].last <= limit
    else { return nil }
    return phraseEnd(from: syntax.nouns[noun].last, limit)
  }

  private func isPhraseEnd(_ k: Int) -> Bool {
    switch tags[k] {
    case .complementizer, .toInfinitive, .interrogative, .relative, .preposition, .coordinator,
      .verbPast, .verbPresent, .modal, .be, .have:
      return true
    case .mark:
      let kind = document.tokens[k].kind
      return kind == .comma || kind == .colon || kind.isQuote || kind == .period
    default: return false
    }
  }

  /// After an object: another noun phrase, an adjective, a quotation or `as`.
  private func opensComplement(_ from: Int, _ limit: Int) -> Bool {
    var k = from
    while k < limit, tags[k] == .adverb { k += 1 }
    guard k < limit else { return false }
    if document.tokens[k].kind == .quoteOpen { return true }
    if document.tokens[k].word == words.as_ { return k + 1 < limit && !tags[k + 1].isVerbal }
    switch tags[k] {
    case .determiner, .possessive, .adjective, .pronoun: return true
    case .noun, .properNoun: return document.tokens[k - 1].kind.isQuote
    case .verbIng, .verbParticiple:
      // "called the offer insulting", "branded the vote rigged"
      return k + 1 >= limit || tags[k + 1] == .mark || tags[k + 1] == .coordinator
    default: return false
    }
  }

  /// A noun that has the infinitive behind it: `the plan to sell the park`.
  private func takesInfinitive(_ object: Range<Int>) -> Bool {
    let noun = syntax.noun(of: object.lowerBound)
    guard noun >= 0 else { return false }
    let head = document.tokens[syntax.nouns[noun].head].word
    return words.takesInfinitive(head) || words.features.has(head, .thatNoun)
  }

  /// "welcomed the decision to open", "denied a report that": what follows belongs to the noun.
  private func isNounOfSaying(_ object: Range<Int>) -> Bool {
    let noun = syntax.noun(of: object.lowerBound)
    guard noun >= 0 else { return false }
    return words.features.has(document.tokens[syntax.nouns[noun].head].word, .thatNoun)
  }

  /// Whether an object with its prepositional phrases is a noun of saying, right before a clause.
  private func isNounOfClause(_ object: Range<Int>, before clause: Range<Int>) -> Bool {
    guard !object.isEmpty, object.upperBound == clause.lowerBound,
      tags[clause.lowerBound] == .complementizer
    else { return false }
    return isNounOfSaying(object)
  }

  private func isTime(_ phrase: NounPhrase) -> Bool {
    words.features.isTime(phrase, document.tokens)
  }

  private func isTimeOrPlace(_ preposition: Int) -> Bool {
    let next = preposition + 1
    guard next < view.range.upperBound else { return true }
    let noun = syntax.noun(of: next)
    guard noun >= 0 else { return false }
    let phrase = syntax.nouns[noun]
    return isTime(phrase) || words.isMedium(document.tokens[phrase.head].word)
  }

  /// `by Y` after a passive.
  func agent(after i: Int) -> (range: Range<Int>, heads: [Int])? {
    let tokens = document.tokens
    var k = i
    let limit = min(view.range.upperBound, i + 12)
    while k < limit {
      if tokens[k].word == words.by, k + 1 < view.range.upperBound {
        let noun = syntax.noun(of: k + 1)
        guard noun >= 0 else { return nil }
        let phrase = syntax.nouns[noun]
        if let list = coordinated(after: phrase) { return list }
        return (phrase.first..<ofPhraseEnd(phrase.last), [phrase.head])
      }
      if tokens[k].kind == .comma || tokens[k].kind == .period { return nil }
      if tags[k] == .complementizer || tags[k] == .verbPast { return nil }
      k += 1
    }
    return nil
  }

  /// "by the mayor of Bergen": the phrases with `of` that go on a noun phrase.
  private func ofPhraseEnd(_ start: Int) -> Int {
    var end = start
    while end + 1 < view.range.upperBound, tags[end] == .preposition,
      words.isOf(document.tokens[end].word), case let next = syntax.noun(of: end + 1), next >= 0,
      syntax.nouns[next].first == end + 1
    { end = syntax.nouns[next].last }
    return end
  }

  /// "by Malta and Cyprus", "by Malta, Cyprus and Spain": noun phrases up to the one behind `and`.
  private func coordinated(after first: NounPhrase) -> (range: Range<Int>, heads: [Int])? {
    var heads = [first.head]
    var end = first.last
    while end + 1 < view.range.upperBound {
      var next = end
      let isComma = document.tokens[next].kind == .comma
      if isComma { next += 1 }
      let isLast = tags[next] == .coordinator
      if isLast { next += 1 }
      guard isComma || isLast, next < view.range.upperBound, syntax.noun(of: next) >= 0 else {
        return nil
      }
      let noun = syntax.nouns[syntax.noun(of: next)]
      guard noun.first == next else { return nil }
      heads.append(noun.head)
      end = noun.last
      if isLast { return (first.first..<end, heads) }
    }
    return nil
  }

  /// Frames after a reporting noun.
  func nounFrames(after start: Int, noun: Int) -> [Candidate] {
    let tokens = document.tokens
    guard start < view.range.upperBound else { return [] }
    for clause in syntax.clauses where clause.nounGovernor == noun && clause.kind == .complement {
      return [Candidate(frame: .that, contents: [trimmed(clause.first..<clause.last)])]
    }
    var end = start
    while end < view.range.upperBound {
      if tokens[end].kind == .comma || tokens[end].kind == .period { break }
      if end > start, tags[end] == .verbPast || tags[end] == .modal || tags[end] == .be { break }
      end += 1
    }
    switch tags[start] {
    case .toInfinitive: return [Candidate(frame: .infinitive, contents: [start..<end])]
    case .preposition:
      if tokens[start].word == words.for_ {
        return [Candidate(frame: .for, contents: [start..<end])]
      }
      // "Trump's remarks on Thursday"
      return words.isAbout(tokens[start].word) && !isTimeOrPlace(start)
        ? [Candidate(frame: .about, contents: [start..<end])] : []
    default: return []
    }
  }
}
