internal import Rules

/// Who has the floor: what a sentence leaves behind for the next ones.
extension DocumentAnalyser {
  /// How many sentences of a quotation are looked at for who says it.
  private static let furthestTag = 12

  /// Finds who says a quotation that is attributed only further on.
  ///
  /// `"The wells are dry. Nobody helps us," Keller said.`
  /// Looks to the end of the quotation; where it opens a paragraph, also at the quotations that
  /// follow in the paragraph, up to the first that somebody is named for.
  func lookAhead(
    _ index: Int, _ document: Document, _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let span = document.sentences[index]
    guard span.role.isRead, span.bodyFirst < span.last else { return }
    let q = Int(document.quotationOfToken[span.bodyFirst])
    guard q >= 0, document.quotations[q].isSpeech, flow.quotationSide[q] == nil else { return }
    if goesOn(q - 1, in: q, document), let side = flow.quotationSide[q - 1] {
      // `A docker said: "We are tired.` / `"We deserve better."`
      flow.quotationSide[q] = side
      flow.quotationReport[q] = flow.quotationReport[q - 1]
      return
    }
    guard view(span, document).isAllSpeech else { return }
    var quotation = q
    let last = min(index + Self.furthestTag, document.sentences.count - 1)
    var next = index + 1
    while next <= last {
      let other = document.sentences[next]
      guard other.role.isRead, other.bodyFirst < other.last else { return }
      let following = Int(document.quotationOfToken[other.bodyFirst])
      if following == quotation + 1, goesOn(quotation, in: following, document) {
        quotation = following
      }
      let end = document.quotations[quotation].close
      let isSameQuotation = other.bodyFirst < end
      guard
        isSameQuotation || !flow.hasSpeakerInParagraph && !isParagraphStart(next, document)
      else { return }
      if !view(other, document).isAllSpeech {
        // What the sentence itself changes, it changes when its turn comes.
        var trial = flow
        let reports = sentence(other, document, tags, &trial, &matcher).reports
        let number = reports.firstIndex { report in
          report.frame == .quote && report.parent < 0
            && report.contents.contains { content in
              isSameQuotation
                ? content.lowerBound < end
                : document.quotationOfToken[content.lowerBound] >= 0
                  && content.lowerBound == other.bodyFirst
            }
        }
        guard let number else { return }
        flow.quotationReport[q] = QuotationReport(sentence: next, report: number)
        let report = reports[number]
        // Somebody without a name is nobody who spoke before: `"They beat us. They left," a man said`.
        if report.side.isActor, !report.side.isEmpty || !report.source.isEmpty {
          flow.quotationSide[q] = report.side
        }
        return
      }
      next += 1
    }
  }

  /// Whether a quotation is left open at the end of its paragraph and the next paragraph opens with
  /// another.
  private func goesOn(_ quotation: Int, in next: Int, _ document: Document) -> Bool {
    quotation >= 0 && document.quotations[quotation].goesOn
      && document.quotations[next].open == document.quotations[quotation].close
  }

  /// "The group's leader, Ann Lee, said:" as a paragraph whose quotation stands in the next.
  func introduceSpeaker(
    _ analysis: SentenceAnalysis, _ view: SentenceView, _ document: Document, _ tags: [Tag],
    _ flow: inout Flow
  ) {
    guard analysis.drafts.isEmpty, document.tokens[view.range.upperBound - 1].kind == .colon,
      view.range.upperBound < document.tokens.count,
      document.tokens[view.range.upperBound].kind == .quoteOpen,
      let report = reportFinder.introduction(view, document, tags, analysis.syntax)
    else { return }
    let side = flow.resolver.resolve(
      source: report.source, heads: report.sourceHeads, document, tags, floor: flow.floor)
    guard side.isActor else { return }
    setFloor(side, &flow)
  }

  /// The state or body that the sentence is about, for `it` in the same sentence.
  func noteSubject(_ syntax: Syntax, _ document: Document, _ flow: inout Flow) {
    flow.resolver.subject = nil
    guard let main = syntax.clauses.first, main.subject >= 0, main.subject == main.subjectLast
    else { return }
    let noun = syntax.nouns[main.subject]
    let f = features[document.tokens[noun.head].word]
    // "Peru's Foreign Ministry": the name that the head is, else the first.
    let mentions = flow.resolver.mentions
    let first = (noun.first..<noun.last).first { mentions.mention(at: $0) != nil }
    guard let first, let mention = mentions.mention(at: noun.head) ?? mentions.mention(at: first)
    else { return }
    switch mention.referent {
    case .party(let party):
      // "The Venezuelan government", "Ottawa"; not "the Russian attack".
      guard noun.head < mention.last || !f.isDisjoint(with: [.governmentBody, .collective])
      else { return }
      flow.resolver.subject = (flow.resolver.side(ofParty: party), noun.first)
    case .entity(let entity):
      let e = flow.resolver.mentions.entities[entity]
      guard noun.head < mention.last,
        e.kind == .institution || e.kind == .unknown && e.roles.isEmpty && !e.isPlace
      else { return }
      flow.resolver.subject = (flow.resolver.side(of: entity, resolution: .pronoun), noun.first)
    }
  }

  /// `In turn, the Georgian minister`, `the Uzbek side`: who has the floor from here on, by the
  /// patterns of the rules file.
  func handFloorOver(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ analysis: SentenceAnalysis,
    _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    guard matcher.mayMatch(.turn, in: view.range) else { return }
    let zone = patternZone(view.range, document)
    var matches: [RuleMatch] = []
    matcher.run(.turn, over: zone, into: &matches)
    for match in matches {
      for item in matcher.items(match) {
        guard case .capture(let name) = item.kind, matcher.captureName(name) == "source",
          item.end > item.start
        else { continue }
        var source =
          Int(zone[Int(item.start)].token)..<Int(zone[Int(item.end) - 1].token) + 1
        if let phrase = clauseParser.chunker.nounPhrase(
          at: source.lowerBound, document.tokens, view.range, tags), phrase.last > source.upperBound
        {
          // "Congressman" alone is nobody.
          source = source.lowerBound..<phrase.last
        }
        guard let head = source.last(where: { tags[$0].isNominal || tags[$0] == .pronoun }) else {
          continue
        }
        let side = flow.resolver.resolve(
          source: source, heads: [head], document, tags, floor: flow.floor)
        guard !side.isEmpty, side.isActor else { continue }
        return setFloor(side, &flow)
      }
    }
  }

  /// `The sides exchanged views`, `The meeting ended with a dinner`: nobody has the floor after it.
  func endsFloor(_ view: SentenceView, _ document: Document, _ matcher: inout Matcher)
    -> Bool
  {
    guard matcher.mayMatch(.stop, in: view.range) else { return false }
    var matches: [RuleMatch] = []
    matcher.run(.stop, over: patternZone(view.range, document), into: &matches)
    return !matches.isEmpty
  }

  func setFloor(_ side: Side, _ flow: inout Flow) {
    // In a transcript nobody gets it but by a turn.
    if flow.hasTurns { return }
    flow.resolver.topic = nil
    flow.resolver.bodyTopic = nil
    flow.resolver.newcomer = nil
    flow.isUnnamed = false
    flow.floor = side
    flow.isOpen = true
  }

  /// The named person that a sentence of narration is about: `he` in the next is likelier this one
  /// than who spoke before.
  private func noteTopic(
    _ syntax: Syntax, _ document: Document, _ tags: [Tag], _ flow: inout Flow
  ) {
    guard let main = syntax.clauses.first, main.subject >= 0, !main.verbs.isEmpty else { return }
    if main.subject != main.subjectLast { return noteJointTopic(main, syntax, &flow) }
    let noun = syntax.nouns[main.subject]
    if var subject = flow.resolver.subject, subject.at == noun.first {
      // "G7 leaders met.": what follows is theirs.
      if features.has(document.tokens[noun.head].word, .roleNounPlural) {
        subject.side.isPlural = true
      }
      flow.resolver.bodyTopic = subject
      flow.resolver.topic = nil
      return
    }
    if let named = predicateName(main, syntax, document, flow) {
      // "The new coach is Dan Reid."
      flow.resolver.topic = named
      flow.resolver.bodyTopic = nil
      flow.resolver.newcomer = nil
      return
    }
    if (noun.first..<noun.last).allSatisfy({ flow.resolver.mentions.ofToken[$0] < 0 }),
      features.has(document.tokens[noun.head].word, .roleNoun),
      !features.has(document.tokens[noun.head].word, .roleNounPlural),
      !syntax.range.contains(where: {
        reference.he.contains(document.tokens[$0].word)
          || reference.she.contains(document.tokens[$0].word)
          || flow.resolver.namesPerson(at: $0)
      })
    {
      // "A protester disagreed."; "a reporter asked him about it" goes on with him, "a teacher, Ann Lee,
      // was arrested" with her.
      var side = Side()
      side.isUnnamedPerson = true
      flow.resolver.introduce(side, noun.first..<noun.last, head: noun.head, document)
      return
    }
    let subject = noun.first..<max(noun.last, syntax.verbs[main.verbs[0]].first)
    if features.has(document.tokens[noun.head].word, .roleNoun),
      let mention = flow.resolver.nameFor(subject, head: noun.head, document, tags),
      mention.first >= noun.last, case .entity(let entity) = mention.referent,
      flow.resolver.mentions.entities[entity].kind == .person
    {
      // "Foreign Minister of Moldova Mihai Popsoi met X": the name stands behind what the office is of.
      flow.resolver.topic = (entity, mention.first)
      flow.resolver.bodyTopic = nil
      flow.resolver.newcomer = nil
      return
    }
    if features.has(document.tokens[noun.head].word, .roleNounPlural) {
      // "The leaders of the G7 met."
      var side = flow.resolver.resolve(
        source: subject, heads: [noun.head], document, tags, floor: nil)
      guard side.parties.count == 1, side.entities.isEmpty,
        subject.contains(where: { flow.resolver.mentions.ofToken[$0] >= 0 })
      else { return }
      side.isPlural = true
      flow.resolver.bodyTopic = (side, noun.first)
      flow.resolver.topic = nil
      return
    }
    for token in noun.first..<noun.last {
      guard let mention = flow.resolver.mentions.mention(at: token),
        case .entity(let entity) = mention.referent,
        flow.resolver.mentions.entities[entity].kind == .person
      else { continue }
      flow.resolver.topic = (entity, token)
      flow.resolver.bodyTopic = nil
      flow.resolver.newcomer = nil
    }
  }

  /// The person that a form of `be` gives as the subject: `One of the first was nurse Carol Reid`.
  private func predicateName(
    _ main: Clause, _ syntax: Syntax, _ document: Document, _ flow: Flow
  ) -> (entity: Int, at: Int)? {
    guard let v = main.verbs.first, case let verb = syntax.verbs[v],
      features.has(document.tokens[verb.head].word, .be)
    else { return nil }
    var k = verb.last
    while k < min(syntax.range.upperBound, verb.last + 4) {
      if let mention = flow.resolver.mentions.mention(at: k) {
        guard case .entity(let entity) = mention.referent,
          flow.resolver.mentions.entities[entity].kind == .person,
          mention.last >= document.tokens.count || document.tokens[mention.last].kind != .possessive
        else { return nil }
        return (entity, k)
      }
      guard
        features.has(
          document.tokens[k].word, [.titleHead, .roleNoun, .courtesyTitle, .titleModifier])
          || document.tokens[k].kind == .period
      else { return nil }
      k += 1
    }
    return nil
  }

  /// "Spain and Portugal signed the treaty": whom `they` in the next sentence stands for.
  private func noteJointTopic(_ main: Clause, _ syntax: Syntax, _ flow: inout Flow) {
    var side = Side(resolution: .description)
    var token = syntax.nouns[main.subject].first
    let end = syntax.nouns[main.subjectLast].last
    while token < end {
      guard let mention = flow.resolver.mentions.mention(at: token) else {
        token += 1
        continue
      }
      token = max(mention.last, token + 1)
      switch mention.referent {
      case .party(let party):
        if mention.nameKind == .name { side.add(flow.resolver.side(ofParty: party)) }
      case .entity(let entity):
        side.add(flow.resolver.side(of: entity, resolution: .description))
      }
    }
    guard side.parties.count > 1 else { return }
    flow.resolver.participants = side
  }

  /// Remembers who met, for a later `they`.
  ///
  /// Narration of an agenda closes what goes on without a cue.
  func noteNarration(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ flow: inout Flow, closes: Bool
  ) {
    guard !view.range.isEmpty else { return }
    if closes { noteTopic(syntax, document, tags, &flow) }
    let isMeeting = view.range.contains {
      tags[$0].isMainVerb && narration.contains(document.tokens[$0].word)
    }
    if !isMeeting, document.metadata.kind == .readout, flow.resolver.participants.isEmpty {
      flow.resolver.noteParticipants(view.range, document, tags)
    }
    if isMeeting {
      flow.resolver.noteParticipants(view.range, document, tags)
      if closes { flow.isOpen = false }
    }
  }

  /// Hands the floor over where a turn of a transcript begins.
  func takeTurn(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ flow: inout Flow
  ) {
    if span.turn != .none { flow.hasTurns = true }
    switch span.turn {
    case .none: return
    case .question, .staff:
      flow.floor = nil
      flow.isOpen = false
      flow.isAsking = true
      return
    case .answer: flow.floor = flow.answerer ?? flow.issuer
    case .name:
      let side = speaker(span.first..<span.bodyFirst, document, tags, &flow)
      flow.floor = side
      flow.answerer = side
    }
    flow.isOpen = true
    flow.isAsking = false
  }

  /// Whom the mark of a turn names, the issuer where that is nobody known.
  private func speaker(
    _ mark: Range<Int>, _ document: Document, _ tags: [Tag], _ flow: inout Flow
  ) -> Side {
    for i in mark {
      if let mention = flow.resolver.mentions.mention(at: i),
        case .entity(let entity) = mention.referent
      {
        return flow.resolver.side(of: entity, resolution: .explicit)
      }
    }
    // "THE PRESIDENT:", "FINANCE MINISTER:"
    let name = mark.prefix { document.tokens[$0].kind.isWordLike }
    if let head = name.last, features.has(document.tokens[head].word, [.titleHead, .roleNoun]) {
      let side = flow.resolver.resolve(
        source: name.startIndex..<name.endIndex, heads: [head], document, tags, floor: nil)
      if !side.isEmpty { return side }
    }
    return flow.issuer
  }

  /// Of a question only what it tells of others by name is an act.
  func dropQuestion(_ analysis: inout SentenceAnalysis, _ document: Document) {
    let isQuestion = document.tokens[analysis.span.last - 1].kind == .question
    analysis.drafts.removeAll {
      isQuestion || $0.report < 0 || $0.side.resolution != .explicit || $0.side.isEmpty
    }
  }
}
