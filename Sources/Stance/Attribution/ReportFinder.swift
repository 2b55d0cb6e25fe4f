internal import Rules

/// What the finder sees of one sentence.
struct SentenceView {
  var span: SentenceSpan
  /// Speech quotations that meet the sentence, clipped to it, marks included.
  var speech: [Range<Int>]
  /// Whether all of the sentence is inside a speech quotation.
  var isAllSpeech: Bool
  /// Brackets and the like, not looked at.
  var asides: [Range<Int>]
  var range: Range<Int> { span.bodyFirst..<span.last }
}

/// Finds reporting clauses: verbs with their frames, passives, participles, inserts, nouns.
struct ReportFinder {
  let features: WordFeatures
  let file: RuleFile
  let words: AttributionWords

  /// Cue hits that begin in the range.
  func hits(_ all: [CueHit], _ range: Range<Int>) -> ArraySlice<CueHit> {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if Int(all[middle].start) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < all.count, Int(all[end].start) < range.upperBound { end += 1 }
    return all[low..<end]
  }

  // MARK: Clauses

  /// Reports whose verb stands in the parsed clauses.
  func clauseReports(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ hits: ArraySlice<CueHit>, taken: [Report]
  ) -> [Report] {
    var reports: [Report] = []
    var index = hits.startIndex
    while index < hits.endIndex {
      // Cues that share words stand side by side; the frame picks one.
      var end = index + 1
      while end < hits.endIndex, hits[end].start == hits[index].start { end += 1 }
      let group = hits[index..<end]
      index = end
      let at = Int(group[group.startIndex].head)
      guard !view.speech.contains(where: { $0.contains(at) }),
        !view.asides.contains(where: { $0.contains(at) }),
        !taken.contains(where: { $0.cueTokens.contains(at) })
      else { continue }
      let verb = syntax.verb(of: at)
      if verb >= 0 {
        if let report = verbReport(group, verb, view, document, tags, syntax) {
          reports.append(report)
        }
      } else if tags[at].isNominal {
        if let report = nounReport(group, at, view, document, tags, syntax) {
          reports.append(report)
        }
      }
    }
    return reports
  }

  private func verbReport(
    _ group: ArraySlice<CueHit>, _ verb: Int, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ syntax: Syntax
  ) -> Report? {
    guard let hit = group.first else { return nil }
    let vg = syntax.verbs[verb]
    guard
      vg.head == Int(hit.head) || vg.head == Int(hit.start)
        || (vg.first..<vg.last).contains(Int(hit.head))
    else { return nil }
    let cueEnd = max(vg.last, Int(hit.end))
    let passive =
      vg.isPassive || (vg.form == .participle && !vg.isPerfect && isReducedPassive(vg, syntax))
    let analysis = FrameAnalysis(
      words: words, view: view, document: document, tags: tags, syntax: syntax)
    var report = Report(cueTokens: vg.first..<cueEnd, head: Int(hit.start))
    report.verb = verb
    report.clause = vg.clause
    report.isNegated = vg.isNegated
    report.isParticiple = vg.form == .ing && syntax.clauses[vg.clause].kind == .participial
    // A purpose or a complement is no report of its own: "met to reaffirm", "wants to announce".
    // "by supporting the mission" tells how; "ended by thanking" and "by saying that" are speech.
    let isMeans =
      vg.form == .ing && vg.first > view.range.lowerBound && tags[vg.first - 1] == .preposition
    if isMeans, document.tokens[vg.first - 1].word == words.as_,
      let source = quotedSource(vg, analysis, syntax, document, tags)
    {
      return quotedReport(group, report, vg, source, analysis)
    }
    if quotesAsSaying(vg, view, document) { return nil }
    let isBy = isMeans && document.tokens[vg.first - 1].word == words.by
    let isIn = isMeans && document.tokens[vg.first - 1].word == words.in_
    let isSpoken = (isBy || isIn) && takesFloor(by: vg, syntax, document)
    if isMeans, !isBy, !isSpoken { return nil }
    let mustSpeak = isBy && !isSpoken
    // "used the speech to condemn", "cut in to say" take the floor.
    if vg.form == .infinitive, !view.isAllSpeech, syntax.clauses[vg.clause].kind != .complement,
      !takesFloor(before: vg, syntax, document, tags)
    {
      return nil
    }
    let spelledPassive = passive && features.has(document.tokens[Int(hit.start)].word, .be)
    if passive && !spelledPassive {
      return passiveReport(group, report, vg, analysis, syntax, document, tags)
    }
    if let embedded = embeddedReport(group, report, vg, syntax, document, tags) {
      return embedded
    }
    let candidates = analysis.frames(after: cueEnd, verb: verb)
    for candidate in candidates {
      guard let cue = group.first(where: { accepts(file.cues[Int($0.cue)], candidate.frame) })
      else { continue }
      // "The vote prompted Malta to demand a recount": no words of the vote.
      if candidate.frame == .objectInfinitive, words.compels(document.tokens[vg.head].word) {
        return nil
      }
      let label = file.cues[Int(cue.cue)].label
      if mustSpeak, label != .neutral || candidate.frame != .that && candidate.frame != .quote {
        return nil
      }
      report.cue = Int(cue.cue)
      if let first = candidate.contents.first, first.lowerBound == cueEnd - 1,
        first.lowerBound > vg.first
      {
        // "agreed to act": the infinitive is what is agreed.
        report.cueTokens = vg.first..<first.lowerBound
      }
      report.isNegated = vg.isNegated && !spellsNegation(cue, document)
      report.frame = candidate.frame
      report.contents = candidate.contents
      report.addressee = candidate.addressee
      report.label = label
      report.weight = file.cues[Int(cue.cue)].weight
      report.mode = candidate.frame == .quote ? .direct : .indirect
      if label != .neutral, label != .none,
        candidate.frame == .object || candidate.frame == .gerund || candidate.frame == .infinitive
          || candidate.frame == .about || candidate.frame == .for
      {
        report.mode = .stance
      }
      if let absolute = analysis.absolute(before: vg) {
        // "with its president, Ann Lee, saying"
        report.source = absolute.source
        report.sourceHeads = headsOf(absolute.source, syntax)
        report.isParticiple = false
        return report
      }
      setSource(&report, vg, syntax, document, tags)
      return report
    }
    if let report = contactReport(group, report, vg, syntax, document, tags) { return report }
    // A cue without frames needs no complement: "declined to comment", "pleaded guilty".
    if let cue = group.first(where: { file.cues[Int($0.cue)].frames.isEmpty }) {
      fill(&report, cue, [], candidates.first?.contents ?? [])
      report.isNegated = vg.isNegated && !spellsNegation(cue, document)
      if report.label != .neutral, report.label != .none { report.mode = .stance }
      setSource(&report, vg, syntax, document, tags)
      return report
    }
    return nil
  }

  private func headsOf(_ source: Range<Int>, _ syntax: Syntax) -> [Int] {
    let noun = syntax.noun(of: source.lowerBound)
    return [noun >= 0 ? syntax.nouns[noun].head : source.lowerBound]
  }

  /// `quoted the envoy as warning`, `was quoted by the paper as denying`: who is quoted.
  private func quotedSource(
    _ vg: VerbGroup, _ analysis: FrameAnalysis, _ syntax: Syntax, _ document: Document,
    _ tags: [Tag]
  ) -> NounPhrase? {
    guard
      let quoting = syntax.verbs.last(where: {
        $0.last < vg.first && words.quoting.contains(document.tokens[$0.head].word)
      }), vg.first - quoting.last < 16
    else { return nil }
    if quoting.isPassive {
      let clause = syntax.clauses[quoting.clause]
      return clause.subject >= 0 ? syntax.nouns[clause.subject] : nil
    }
    return syntax.nouns.first { $0.first >= quoting.last && $0.last < vg.first }
  }

  /// `The agency reported a spokesman as saying`: the outlet says nothing of its own.
  private func quotesAsSaying(_ vg: VerbGroup, _ view: SentenceView, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard !vg.isPassive, words.quoting.contains(tokens[vg.head].word) else { return false }
    var k = vg.last
    while k + 1 < min(view.range.upperBound, vg.last + 16) {
      if tokens[k].word == words.as_, features.has(tokens[k + 1].word, .verbIng),
        features.has(tokens[k + 1].word, .cueVerb)
      {
        return k > vg.last
      }
      k += 1
    }
    return false
  }

  private func quotedReport(
    _ group: ArraySlice<CueHit>, _ base: Report, _ vg: VerbGroup, _ source: NounPhrase,
    _ analysis: FrameAnalysis
  ) -> Report? {
    for candidate in analysis.frames(after: base.cueTokens.upperBound, verb: base.verb) {
      guard let cue = group.first(where: { accepts(file.cues[Int($0.cue)], candidate.frame) })
      else { continue }
      var report = base
      fill(&report, cue, candidate.frame, candidate.contents)
      report.cueTokens = vg.first - 1..<report.cueTokens.upperBound
      report.addressee = candidate.addressee
      report.mode = report.label == .neutral ? .indirect : .stance
      report.source = source.first..<source.last
      report.sourceHeads = [source.head]
      report.isParticiple = false
      return report
    }
    return nil
  }

  /// `a step that Japan says is needed`, `what critics call a disgrace`, `a visit that he described as a
  /// success`: in a relative clause what is said stands right behind the verb, without its subject.
  private func embeddedReport(
    _ group: ArraySlice<CueHit>, _ base: Report, _ vg: VerbGroup, _ syntax: Syntax,
    _ document: Document, _ tags: [Tag]
  ) -> Report? {
    let clause = syntax.clauses[vg.clause]
    guard clause.subject >= 0, vg.form == .finite, !vg.isPassive,
      vg.last + 1 < syntax.range.upperBound,
      clause.kind == .relative || clause.kind == .interrogative || clause.kind == .subordinate,
      clause.opener >= 0 || clause.nounGovernor >= 0,
      clause.opener < 0 || tags[clause.opener] == .relative
        || tags[clause.opener] == .interrogative,
      syntax.nouns[clause.subject].first < vg.first,
      clause.opener < 0 || syntax.nouns[clause.subject].first > clause.opener
    else { return nil }
    let next = vg.last
    let isClause: Bool
    switch tags[next] {
    case .be, .have, .modal, .do, .verbPresent, .verbPast: isClause = true
    case .preposition where document.tokens[next].word == words.as_: isClause = false
    default: return nil
    }
    guard
      let hit = group.first(where: {
        let frames = file.cues[Int($0.cue)].frames
        return isClause ? accepts(file.cues[Int($0.cue)], .bare) : frames.contains(.complement)
      }), Int(hit.end) <= vg.last
    else { return nil }
    var end = next
    while end < syntax.range.upperBound {
      let kind = document.tokens[end].kind
      if kind == .comma || kind == .semicolon || kind == .dash || kind == .colon { break }
      if kind == .period, end + 1 >= syntax.range.upperBound { break }
      end += 1
    }
    var report = base
    var contents = [next..<end]
    if clause.nounGovernor >= 0, !isClause, case let noun = syntax.noun(of: clause.nounGovernor),
      noun >= 0
    {
      contents.insert(syntax.nouns[noun].first..<syntax.nouns[noun].last, at: 0)
    }
    fill(&report, hit, isClause ? .bare : .complement, contents)
    report.isNegated = vg.isNegated && !spellsNegation(hit, document)
    report.mode = .indirect
    setSource(&report, vg, syntax, document, tags)
    return report.source.isEmpty ? nil : report
  }

  /// `a claim Ukraine denied`, `the charges, which Ukraine denies`: what a relative clause hangs on is
  /// what its verb takes.
  private func contactReport(
    _ group: ArraySlice<CueHit>, _ base: Report, _ vg: VerbGroup, _ syntax: Syntax,
    _ document: Document, _ tags: [Tag]
  ) -> Report? {
    let clause = syntax.clauses[vg.clause]
    guard clause.kind == .relative, clause.nounGovernor >= 0, clause.subject >= 0,
      vg.form == .finite, syntax.nouns[clause.subject].head != clause.nounGovernor,
      syntax.nouns[clause.subject].first > clause.nounGovernor,
      let hit = group.first(where: {
        let cue = file.cues[Int($0.cue)]
        return cue.label != .neutral && cue.label != .none && cue.frames.contains(.object)
      }),
      case let noun = syntax.noun(of: clause.nounGovernor), noun >= 0
    else { return nil }
    var report = base
    fill(&report, hit, .object, [syntax.nouns[noun].first..<syntax.nouns[noun].last])
    report.isNegated = vg.isNegated && !spellsNegation(hit, document)
    report.mode = .stance
    setSource(&report, vg, syntax, document, tags)
    return report
  }

  /// "do not like", "could not say enough about": the negator is the cue's own.
  private func spellsNegation(_ hit: CueHit, _ document: Document) -> Bool {
    (Int(hit.start)..<Int(hit.end)).contains {
      features.has(document.tokens[$0].word, .negator)
    }
  }

  /// A main verb of saying that takes nothing before the colon that ends its sentence.
  func introduction(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax
  ) -> Report? {
    guard let main = syntax.clauses.first, let verb = main.verbs.last,
      case let vg = syntax.verbs[verb], vg.form == .finite, !vg.isPassive, !vg.isNegated,
      features.has(document.tokens[vg.head].word, .clauseVerb)
    else { return nil }
    var report = Report(cueTokens: vg.first..<vg.last, head: vg.head)
    setSource(&report, vg, syntax, document, tags)
    return report.source.isEmpty ? nil : report
  }

  /// No frames at all: any complement or none.
  private func accepts(_ cue: CueSpec, _ frame: FrameSet) -> Bool {
    cue.frames.isEmpty || cue.frames.contains(frame)
  }

  private func isReducedPassive(_ vg: VerbGroup, _ syntax: Syntax) -> Bool {
    let kind = syntax.clauses[vg.clause].kind
    return kind == .relative || kind == .participial
  }

  /// `It was noted that S`, `The importance of X was emphasized`, `was welcomed by Y`.
  private func passiveReport(
    _ group: ArraySlice<CueHit>, _ base: Report, _ vg: VerbGroup, _ analysis: FrameAnalysis,
    _ syntax: Syntax, _ document: Document, _ tags: [Tag]
  ) -> Report? {
    var report = base
    let clause = syntax.clauses[vg.clause]
    let isApart = isApartWithAgent(vg, clause, analysis, document)
    guard
      vg.form == .finite
        || isApart && document.metadata.kind == .news
          && group.contains(where: {
            let cue = file.cues[Int($0.cue)]
            return cue.label != .neutral && cue.label != .none || cue.frames.contains(.complement)
          })
    else { return nil }
    report.isPassive = true
    report.mode = .passive
    let subject =
      isApart && clause.nounGovernor >= 0
      ? syntax.noun(of: clause.nounGovernor) : clause.subject
    let complement = analysis.complement(of: report.verb)
    let isImpersonal =
      subject >= 0 && words.isImpersonal(document.tokens[syntax.nouns[subject].head].word)
    let isTold =
      complement != nil && words.takesAddressee(document.tokens[vg.head].word)
      && analysis.agent(after: vg.last) != nil
    if let complement, isImpersonal || subject < 0 || isTold {
      guard
        let cue = group.first(where: {
          accepts(file.cues[Int($0.cue)], .that) || accepts(file.cues[Int($0.cue)], .bare)
        })
      else { return nil }
      fill(&report, cue, .that, complement)
    } else if subject >= 0, !isImpersonal {
      let noun = syntax.nouns[subject]
      guard noun.first < vg.first else { return nil }
      // "is expected to win", "was forecast to linger": nobody reports.
      if vg.last < syntax.range.upperBound, tags[vg.last] == .toInfinitive { return nil }
      let agent = analysis.agent(after: vg.last)
      // "We were warned", "I was promised a post": told by who receives the act, and no act of theirs.
      if agent == nil, features.has(document.tokens[noun.head].word, .firstPerson) { return nil }
      // "Concern was expressed over the fate of the crew": an attitude is somebody's.
      if document.metadata.kind == .news, agent == nil,
        !words.isAttitude(document.tokens[noun.head].word),
        group.allSatisfy({
          file.cues[Int($0.cue)].label == .neutral
        })
      {
        return nil
      }
      var end = vg.first
      while end > noun.first, tags[end - 1] == .adverb || tags[end - 1] == .mark { end -= 1 }
      // "was told that": the subject is the addressee.
      if let cue = group.first(where: {
        !file.cues[Int($0.cue)].frames.isDisjoint(with: [.object])
          || file.cues[Int($0.cue)].frames.isEmpty
      }) {
        fill(&report, cue, .object, [noun.first..<end])
      } else if let cue = group.first(where: {
        file.cues[Int($0.cue)].frames.contains(.complement)
      }), let complement = analysis.passiveComplement(after: vg) {
        fill(&report, cue, .complement, [noun.first..<end, complement])
      } else {
        return nil
      }
    } else {
      return nil
    }
    if let agent = analysis.agent(after: vg.last) {
      report.source = agent.range
      report.sourceHeads = agent.heads
    }
    return report
  }

  /// "The ban, described by the coach as a joke, ends": a participle between commas that tells who calls it
  /// so.
  private func isApartWithAgent(
    _ vg: VerbGroup, _ clause: Clause, _ analysis: FrameAnalysis, _ document: Document
  ) -> Bool {
    guard vg.form == .participle, clause.nounGovernor >= 0 || clause.subject >= 0, vg.first > 0,
      document.tokens[vg.first - 1].kind == .comma || document.tokens[vg.first - 1].kind == .dash
    else { return false }
    return analysis.agent(after: vg.last) != nil
  }

  private func fill(
    _ report: inout Report, _ hit: CueHit, _ frame: FrameSet, _ contents: [Range<Int>]
  ) {
    let spec = file.cues[Int(hit.cue)]
    report.cue = Int(hit.cue)
    report.frame = frame
    report.contents = contents
    report.label = spec.label
    report.weight = spec.weight
  }

  /// The subject of a verb, at any distance.
  private func setSource(
    _ report: inout Report, _ vg: VerbGroup, _ syntax: Syntax, _ document: Document, _ tags: [Tag]
  ) {
    var c = vg.clause
    var subject = syntax.clauses[c].subject
    var last = syntax.clauses[c].subjectLast
    if let writer = clauseOfWriter(vg, syntax, document) {
      // "wrote to the ministry demanding", "issued a statement accusing": not the reader, not the letter.
      c = writer
      subject = syntax.clauses[c].subject
      last = syntax.clauses[c].subjectLast
      report.isParticiple = true
    } else if syntax.clauses[c].kind == .participial || vg.form != .finite {
      // The subject of the clause around it: `Noting that ..., X stressed`.
      while c >= 0, syntax.clauses[c].kind == .participial || syntax.clauses[c].subject < 0 {
        c = syntax.clauses[c].parent
      }
      subject = c >= 0 ? syntax.clauses[c].subject : -1
      last = c >= 0 ? syntax.clauses[c].subjectLast : -1
    } else if syntax.clauses[c].kind == .relative,
      syntax.clauses[c].subject < 0, syntax.clauses[c].nounGovernor >= 0
    {
      // "the minister, who noted": the antecedent.
      subject = syntax.noun(of: syntax.clauses[c].nounGovernor)
      last = subject
      if let member = memberNamed(syntax.clauses[c], syntax, document) {
        c = syntax.clauses[c].parent
        subject = member
        last = syntax.clauses[c].subjectLast
      }
    }
    guard subject >= 0 else { return }
    var heads: [Int] = []
    for n in subject...max(subject, last)
    where n == subject || (syntax.nouns[n].isConjunct && syntax.nouns[n].preposition < 0) {
      heads.append(syntax.nouns[n].head)
    }
    let start = syntax.nouns[subject].first
    var end = max(syntax.nouns[max(subject, last)].last, start)
    if c >= 0, let first = syntax.clauses[c].verbs.first, syntax.verbs[first].first > start {
      end = max(end, syntax.verbs[first].first)
    }
    report.source = sourceRange(
      start..<end, past: syntax.nouns[max(subject, last)].last, syntax, document, tags)
    report.sourceHeads = heads
  }

  /// The clause of whom a participle belongs to though it stands behind a reader or behind what is written.
  private func clauseOfWriter(
    _ vg: VerbGroup, _ syntax: Syntax, _ document: Document
  ) -> Int? {
    let clause = syntax.clauses[vg.clause]
    guard vg.form == .ing, clause.kind == .relative, clause.opener < 0, clause.parent >= 0,
      clause.nounGovernor >= 0, case let outer = syntax.clauses[clause.parent], outer.subject >= 0,
      let verb = outer.verbs.last.map({ syntax.verbs[$0] }), verb.last <= clause.nounGovernor,
      syntax.nouns[outer.subjectLast].last <= verb.first,
      case let noun = syntax.noun(of: clause.nounGovernor), noun >= 0
    else { return nil }
    let phrase = syntax.nouns[noun]
    if words.isMedium(document.tokens[phrase.head].word) {
      return words.issues(document.tokens[verb.head].word) ? clause.parent : nil
    }
    let isReader =
      phrase.preposition >= 0 && document.tokens[phrase.preposition].word == words.to
    guard isReader else { return nil }
    let isWritten =
      words.writes(document.tokens[verb.head].word)
      || (verb.last..<phrase.first).contains { words.isMedium(document.tokens[$0].word) }
    return isWritten ? clause.parent : nil
  }

  /// "Spain was among those who condemned": the subject of a copula before `among` or `one of`.
  private func memberNamed(_ clause: Clause, _ syntax: Syntax, _ document: Document) -> Int? {
    guard clause.parent >= 0, case let outer = syntax.clauses[clause.parent], outer.subject >= 0,
      let verb = outer.verbs.last, syntax.verbs[verb].last < clause.nounGovernor,
      features.has(document.tokens[syntax.verbs[verb].head].word, .be),
      words.isMembership(document.tokens[syntax.verbs[verb].last].word),
      clause.nounGovernor - syntax.verbs[verb].last < 6
    else { return nil }
    return outer.subject
  }

  // MARK: Nouns

  /// `Trump's threats to sue`, `the claim by Armenia that`: a noun that reports for its possessor.
  private func nounReport(
    _ group: ArraySlice<CueHit>, _ at: Int, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ syntax: Syntax
  ) -> Report? {
    let noun = syntax.noun(of: at)
    guard noun >= 0, syntax.nouns[noun].head == at else { return nil }
    let phrase = syntax.nouns[noun]
    var report = Report(cueTokens: at..<at + 1, head: at)
    report.clause = syntax.clause(of: at)
    report.mode = .stance
    let analysis = FrameAnalysis(
      words: words, view: view, document: document, tags: tags, syntax: syntax)
    var end = phrase.last
    if let mark = (phrase.first..<at).last(where: {
      tags[$0] == .possessiveMark || tags[$0] == .possessive
    }) {
      report.source = tags[mark] == .possessive ? mark..<mark + 1 : phrase.first..<mark
      report.sourceHeads = [tags[mark] == .possessive ? mark : mark - 1]
    } else if let agent = analysis.agent(after: phrase.last), !agent.range.isEmpty,
      agent.range.upperBound < view.range.upperBound,
      tags[agent.range.upperBound] == .complementizer
        || tags[agent.range.upperBound] == .toInfinitive
    {
      // "the claim by Sudan that the bridge was bombed"
      report.source = agent.range
      report.sourceHeads = agent.heads
      end = agent.range.upperBound
    } else {
      return nil
    }
    for candidate in analysis.nounFrames(after: end, noun: at) {
      guard let cue = group.first(where: { accepts(file.cues[Int($0.cue)], candidate.frame) })
      else { continue }
      fill(&report, cue, candidate.frame, candidate.contents)
      return report
    }
    return nil
  }
}
