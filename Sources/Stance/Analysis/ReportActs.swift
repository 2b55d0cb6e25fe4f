internal import Rules

/// Acts of what is reported.
extension DocumentAnalyser {
  func judge(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let reports = analysis.reports
    var acted = false
    var reported = false
    let kind = document.metadata.kind ?? .news
    let isOwnText = kind == .statement || kind == .speech
    for outer in reports.indices where reports[outer].parent < 0 {
      let index = toldByOutlet(outer, reports, document) ?? outer
      guard reports[index].side.isActor,
        !isOwnText || !isOthersInOwnText(reports[index], flow)
      else { continue }
      if reports[index].label == .none {
        if !reports[index].side.isEmpty, !reports[index].isPassive {
          setFloor(reports[index].side, &flow)
        }
        flow.resolver.noteParticipants(reports[index].side)
        reported = true
        continue
      }
      reported = true
      if kind == .news, isUnownedPassive(reports[index], document) { continue }
      if isNarrated(index, reports, analysis.syntax, document, tags, flow) { continue }
      let own = ownSide(of: reports[index], document, tags, flow)
      markOwn(own, view.range, document, tags, flow, &matcher)
      var utterance = Labeller.Utterance(
        report: reports[index], index: index, syntax: analysis.syntax,
        mayDefault: !reports[index].isParticiple,
        nested: nested(in: index, reports).map { owned($0, by: own, document, flow) },
        order: reports[index].isParticiple ? 500 + index : index)
      if reports[index].frame == .quote, let speech = reports[index].contents.first {
        // What is quoted is parsed by itself.
        let end = reports[index].contents.last?.upperBound ?? speech.upperBound
        let whole = speech.lowerBound..<end
        var syntax = Syntax()
        clauseParser.parse(
          document.tokens, whole, tags, skipping: gaps(reports[index].contents), into: &syntax)
        utterance.syntax = syntax
        let inner = reportFinder.clauseReports(
          unquoted(view), document, tags, syntax, reportFinder.hits(matcher.cueHits, whole),
          taken: [])
        utterance.nested = inner.map { owned($0, by: own, document, flow) }
      }
      let drafts = labeller.acts(utterance, document, tags, &matcher)
      analysis.drafts += drafts
      acted = acted || !drafts.isEmpty
      if !reports[index].side.isEmpty {
        setFloor(reports[index].side, &flow)
      } else if !reports.contains(where: { $0.parent < 0 && !$0.side.isEmpty }),
        reports[index].sourceHeads.contains(where: {
          features.has(document.tokens[$0].word, .roleNoun)
            || reference.unnamedSpeakers.contains(document.tokens[$0].word)
        })
      {
        // "Residents said": what goes on behind it is nobody's who spoke before.
        flow.isUnnamed = true
      }
      flow.resolver.noteParticipants(reports[index].side)
    }
    if !acted {
      acted = judgeParticiple(&analysis, view, document, tags, &flow, &matcher)
    }
    if !acted && !reported {
      uncued(&analysis, view, document, tags, &flow, &matcher)
    }
    if !acted || document.metadata.kind == .readout {
      noteNarration(view, document, tags, analysis.syntax, &flow, closes: !acted)
    }
  }

  /// `X declared an emergency, saying that S`: where nothing else in the sentence is an act, what the
  /// participle reports is one.
  private func judgeParticiple(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) -> Bool {
    let reports = analysis.reports
    guard
      let index = reports.indices.first(where: {
        let report = reports[$0]
        return report.isParticiple && report.parent < 0 && report.side.isActor
          && report.label == .neutral && report.cueTokens.lowerBound > view.range.lowerBound
          && (!report.frame.isDisjoint(with: [.that, .bare, .quote])
            || words.appeals(document.tokens[report.head].word)
              // "They discussed a resolution calling on": not theirs.
              && !reports.contains {
                $0.parent < 0 && $0.label == .none && !namesMedium($0.cueTokens, document)
              })
      }),
      !reports.contains(where: { $0.parent < 0 && !$0.isParticiple && $0.label != .none })
    else { return false }
    let own = ownSide(of: reports[index], document, tags, flow)
    markOwn(own, view.range, document, tags, flow, &matcher)
    let utterance = Labeller.Utterance(
      report: reports[index], index: index, syntax: analysis.syntax, mayDefault: true,
      nested: nested(in: index, reports).map { owned($0, by: own, document, flow) },
      order: 500 + index)
    analysis.drafts += labeller.acts(utterance, document, tags, &matcher)
    return !analysis.drafts.isEmpty
  }

  /// A report inside what a side says, with whether the side reports its own act: "said it was
  /// ready", "we condemn".
  func owned(_ report: Report, by own: OwnSide, _ document: Document, _ flow: Flow) -> Report {
    var report = report
    report.isOwn = report.sourceHeads.contains { [report] head in
      let word = document.tokens[head].word
      guard let mention = flow.resolver.mentions.mention(at: head) else {
        // "US" is a name.
        if own.isOwn(pronoun: word, reference) { return true }
        // "the minister condemned it", told by his ministry
        let isDescribed =
          features.has(word, [.roleNoun, .institutionHead])
          && report.side.parties.contains { own.side.parties.contains($0) }
        if isDescribed { return !report.isPassive }
        return !report.isPassive
          && (bodies.isBody(word) || features.has(word, .institutionHead))
          && (!features.has(word, .nounPlural) || bodies.kind(word) == .state)
          && isOwnBody(head, report.source, own, document, flow)
      }
      return isOwn(mention, own, flow)
    }
    return report
  }

  /// "the cabinet stands by the deal", "his country denies it", "the Polish army condemned it".
  private func isOwnBody(
    _ head: Int, _ source: Range<Int>, _ own: OwnSide, _ document: Document, _ flow: Flow
  ) -> Bool {
    for token in source where token < head {
      let word = document.tokens[token].word
      if features.has(word, .possessivePronoun) {
        return own.isOwn(pronoun: word, reference) && !bodies.isRival(head, document)
      }
      guard let mention = flow.resolver.mentions.mention(at: token) else { continue }
      return isOwn(mention, own, flow)
    }
    return own.owns(head, document)
  }

  private func isOwn(_ mention: Mention, _ own: OwnSide, _ flow: Flow) -> Bool {
    switch mention.referent {
    case .party(let party): return own.side.partyIndices.contains(party)
    case .entity(let entity):
      return own.side.entities.contains(entity)
        || own.side.parties.contains(flow.resolver.partyName(of: entity).name)
    }
  }

  /// What a report's words may call its speaker's own side.
  func ownSide(of report: Report, _ document: Document, _ tags: [Tag], _ flow: Flow) -> OwnSide {
    var own = OwnSide.of(report, document, tags, flow.resolver, bodies)
    // "sued to block the deal, alleging it would raise prices"
    if words.accuses(document.tokens[report.head].word) { own.disownIt() }
    return own
  }

  private func gaps(_ contents: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for (a, b) in zip(contents, contents.dropFirst()) where a.upperBound < b.lowerBound {
      found.append(a.upperBound..<b.lowerBound)
    }
    return found
  }

  private func nested(in index: Int, _ reports: [Report]) -> [Report] {
    var nested: [Report] = []
    for place in reports.indices where place != index && reports[place].parent == index {
      // Things report nothing: "such remarks aim to distort the facts".
      if reports[place].side.isActor || reports[place].isPassive || reports[place].label == .none {
        nested.append(reports[place])
      }
    }
    return nested
  }

  /// "According to the Herald, the minister said": the outlet only passes on who speaks.
  private func toldByOutlet(_ index: Int, _ reports: [Report], _ document: Document) -> Int? {
    guard reports[index].label == .neutral, reports[index].frame != .quote,
      reports[index].source.contains(where: { words.outlets.contains(document.tokens[$0].word) })
        || hasCapitalArticle(reports[index].source, document)
    else { return nil }
    return reports.indices.first {
      reports[$0].parent == index && !reports[$0].side.isEmpty && reports[$0].side.isActor
        && (reports[$0].frame != .object || reports[$0].label != .neutral
          || !reports[$0].side.persons.isEmpty)
        && reports[$0].label != .none && reports[$0].side != reports[index].side
    }
  }

  /// "The mayor blasted it, The Hill reported": what has its article in its name is an outlet.
  private func hasCapitalArticle(_ source: Range<Int>, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard let first = source.first, first > 0, source.count > 1,
      tokens[first].word == reference.the, tokens[first].has(.capitalised),
      tokens[first - 1].kind == .comma || tokens[first - 1].kind == .word
        || tokens[first - 1].kind == .quoteClose
    else { return false }
    return source.dropFirst().allSatisfy {
      tokens[$0].kind != .word || tokens[$0].has(.capitalised)
    }
  }

  /// "The plan has been criticised": a stance of nobody, told by who writes.
  ///
  /// Not "the envoy was thanked", as readouts have it.
  private func isUnownedPassive(_ report: Report, _ document: Document) -> Bool {
    guard report.isPassive, report.source.isEmpty, report.frame == .object,
      case .label = report.label
    else { return false }
    return !words.thanks(document.tokens[report.head].word)
  }

  /// What is said is itself narration: an agenda, a meeting.
  private func isNarrated(
    _ index: Int, _ reports: [Report], _ syntax: Syntax, _ document: Document, _ tags: [Tag],
    _ flow: Flow
  ) -> Bool {
    guard reports[index].cue < 0 || reports[index].label == .neutral,
      reports[index].frame != .quote
    else { return false }
    // Where nothing can be narrated, predicates need not be found.
    guard
      reports.contains(where: { $0.parent == index && $0.label == .none })
        || syntax.verbs.contains(where: { narration.contains(document.tokens[$0.head].word) })
    else { return false }
    let top = labeller.finder.predicates(
      of: reports[index].contents, frame: reports[index].frame, syntax, document.tokens, tags)
    guard let first = top.first, first.verb >= 0 else { return false }
    let head = syntax.verbs[first.verb].head
    // A meeting to come is news that they give.
    guard syntax.verbs[first.verb].modal == .none else { return false }
    // "said that the sides had discussed"; not "said that the probe did not look into it".
    if reports.contains(where: {
      $0.parent == index && $0.label == .none && $0.verb == first.verb && !$0.isNegated
        && ($0.side.isActor || $0.isPassive)
        // "said it was informed of the probe": what was done to who speaks is no agenda.
        && !(syntax.verbs[$0.verb].isPassive && !$0.side.isEmpty
          && $0.side.speakers == reports[index].side.speakers)
    }) {
      // "said it was reviewing the ruling": news of what goes on, no agenda.
      return !syntax.verbs[first.verb].isProgressive
    }
    // Outlets, press services and ministries tell of meetings; persons may recall them.
    // "Talks were held", "the envoys held talks"; not "two men were held", "the truce held".
    let clause = syntax.clauses[syntax.clause(of: head)]
    guard clause.subject >= 0 else { return false }
    let subject = document.tokens[syntax.nouns[clause.subject].head].word
    if syntax.verbs[first.verb].isPassive {
      guard meetings.contains(subject) else { return false }
    } else if features.has(subject, .anyNoun),
      features[subject].isDisjoint(with: [.roleNoun, .titleHead, .collective, .institutionHead])
    {
      return false
    }
    guard narration.contains(document.tokens[head].word),
      reports[index].side.resolution != .pronoun, isBody(reports[index], document, tags, flow)
    else { return false }
    guard eventVerbs.contains(document.tokens[head].word),
      let object = syntax.nouns.first(where: { $0.first >= syntax.verbs[first.verb].last }),
      object.preposition < 0, tags[object.head] == .noun
    else { return true }
    // "opened the talks", "received the envoy"; not "opened an inquiry", "held two men".
    let word = document.tokens[object.head].word
    return meetings.contains(word)
      || guestVerbs.contains(document.tokens[head].word)
        && features.has(word, [.roleNoun, .titleHead, .collective])
  }

  /// No person is named or described: an outlet, a ministry, a seat of government.
  private func isBody(_ report: Report, _ document: Document, _ tags: [Tag], _ flow: Flow) -> Bool {
    guard !report.source.isEmpty else { return false }
    return report.source.allSatisfy { token in
      if features.has(document.tokens[token].word, .institutionHead) { return true }
      if tags[token] == .pronoun || features.has(document.tokens[token].word, .roleNoun) {
        return false
      }
      guard let mention = flow.resolver.mentions.mention(at: token),
        case .entity(let entity) = mention.referent
      else { return true }
      return flow.resolver.mentions.entities[entity].kind != .person
    }
  }

  /// In a statement, letter or speech what others say is told by who speaks: `Republicans are
  /// holding up the money` is the issuer's claim.
  private func isOthersInOwnText(_ report: Report, _ flow: Flow) -> Bool {
    guard !flow.issuer.isEmpty, !report.source.isEmpty else { return false }
    if report.side.isEmpty { return true }
    return !report.side.parties.contains { flow.issuer.parties.contains($0) }
      && !report.side.speakers.contains { flow.issuer.speakers.contains($0) }
  }
}
