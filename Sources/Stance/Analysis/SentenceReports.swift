internal import Rules

/// The reports of a sentence: those of patterns, quotations joined to them, who is in whose words, and
/// the side that each source stands for.
extension DocumentAnalyser {
  /// `according to X` and the like, by the patterns of the rules file.
  func patternReports(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ matcher: inout Matcher
  ) -> [Report] {
    guard matcher.mayMatch(.attribution, in: view.range) else { return [] }
    var zone: [ZoneToken] = []
    zone.reserveCapacity(view.range.count)
    for t in view.range {
      let token = document.tokens[t]
      switch token.kind {
      case .word, .number, .possessive, .comma:
        zone.append(ZoneToken(token: Int32(t), isBreak: false))
      case .hyphen, .slash, .symbol, .bracketOpen, .bracketClose: break
      case .period where t + 1 >= view.range.upperBound: break
      case .period: break
      default: zone.append(ZoneToken(token: Int32(t), isBreak: true))
      }
    }
    var matches: [RuleMatch] = []
    matcher.run(.attribution, over: zone, into: &matches)
    var reports: [Report] = []
    for match in matches {
      let spec = file.attributionPatterns[Int(match.owner)]
      var report = Report(cueTokens: 0..<0, head: 0)
      report.pattern = Int(match.owner)
      report.label = spec.label
      report.weight = spec.weight
      report.mode = AttributionMode(rawValue: spec.mode) ?? .indirect
      report.frame = .bare
      for item in matcher.items(match) {
        guard case .capture(let name) = item.kind, item.end > item.start else { continue }
        let range = Int(zone[Int(item.start)].token)..<Int(zone[Int(item.end) - 1].token) + 1
        switch matcher.captureName(name) {
        case "source": report.source = range
        case "cue": report.cueTokens = range
        case "content": report.contents.append(range)
        case "addressee": report.addressee = range
        default: break
        }
      }
      guard !report.source.isEmpty || !report.cueTokens.isEmpty else { continue }
      if report.cueTokens.isEmpty {
        report.cueTokens = report.source.lowerBound..<report.source.lowerBound
      }
      report.head = report.cueTokens.lowerBound
      if isAuxiliary(report.cueTokens, tags, syntax) { continue }
      if isReceived(report, syntax) { continue }
      takeAuxiliaries(&report, syntax)
      report.isNegated = zone.indices.contains {
        report.cueTokens.contains(Int(zone[$0].token)) && tags[Int(zone[$0].token)] != .pronoun
          && isNegator(Int(zone[$0].token), document)
          && !(Int(match.start)..<Int(match.end) ~= $0 && matcher.names(match, $0))
      }
      endContent(&report, view, document, tags, syntax)
      report.source = wholeTitle(report.source, before: report.head, syntax, document)
      if let token = report.source.last(where: { tags[$0].isNominal || tags[$0] == .pronoun }) {
        report.sourceHeads = [headOfSource(report.source, token, syntax)]
      }
      if view.speech.contains(where: { $0.contains(report.head) }) { continue }
      // "Nobody was annoyed at it": nobody has a position.
      if let first = report.source.first, tags[first] == .pronoun, isNegator(first, document) {
        continue
      }
      if reports.contains(where: {
        $0.cueTokens.overlaps(report.cueTokens) || $0.source.overlaps(report.source)
      }) {
        continue
      }
      report.source = extended(report.source, syntax)
      reportFinder.completeSource(&report, syntax, document, tags)
      useSubject(&report, syntax, tags)
      reports.append(report)
    }
    return reports
  }

  /// "was not pleased with": what a pattern takes is not meant, unless it spells the negation out;
  /// but "not only pleased".
  private func isNegator(_ token: Int, _ document: Document) -> Bool {
    features.has(document.tokens[token].word, .negator) && !labeller.isAdding(token, document)
  }

  /// "has expressed concern": no "have concern".
  private func isAuxiliary(_ cue: Range<Int>, _ tags: [Tag], _ syntax: Syntax) -> Bool {
    guard cue.count == 1, tags[cue.lowerBound] == .have, syntax.range.contains(cue.lowerBound),
      case let verb = syntax.verb(of: cue.lowerBound), verb >= 0
    else { return false }
    return syntax.verbs[verb].head > cue.lowerBound
  }

  /// "We have been offered help": the pattern of an act, and its subject is who receives it.
  private func isReceived(_ report: Report, _ syntax: Syntax) -> Bool {
    guard !report.source.isEmpty, report.source.upperBound <= report.head,
      syntax.range.contains(report.head), case let verb = syntax.verb(of: report.head), verb >= 0
    else { return false }
    let group = syntax.verbs[verb]
    return group.isPassive && group.first < report.head && group.head == report.head
  }

  /// "has offered": the auxiliaries of the verb that a pattern takes for the cue belong to it.
  private func takeAuxiliaries(_ report: inout Report, _ syntax: Syntax) {
    let cue = report.cueTokens
    guard syntax.range.contains(cue.lowerBound), case let verb = syntax.verb(of: cue.lowerBound),
      verb >= 0, case let group = syntax.verbs[verb], group.first < cue.lowerBound,
      !report.source.overlaps(group.first..<cue.lowerBound),
      !report.contents.contains(where: { $0.overlaps(group.first..<cue.lowerBound) })
    else { return }
    report.cueTokens = group.first..<cue.upperBound
  }

  /// "offered condolences and promised medicine": what a verb takes ends where it would for any cue,
  /// however far the pattern reaches.
  private func endContent(
    _ report: inout Report, _ view: SentenceView, _ document: Document, _ tags: [Tag],
    _ syntax: Syntax
  ) {
    guard let content = report.contents.last, syntax.range.contains(report.head),
      case let verb = syntax.verb(of: report.cueTokens.upperBound - 1), verb >= 0,
      report.cueTokens.upperBound <= content.lowerBound
    else { return }
    let frames = FrameAnalysis(
      words: words, view: view, document: document, tags: tags, syntax: syntax)
    let end = frames.contentEnd(of: syntax.verbs[verb], from: content.lowerBound)
    if end > content.lowerBound, end < content.upperBound {
      report.contents[report.contents.count - 1] = content.lowerBound..<end
    }
  }

  /// "Asked if he thought the deal was dead, Webb said, "No."": what is said before a reporting clause
  /// that has its own words behind it ends there.
  ///
  /// - Complexity: O(*n* log *n*) in the reports of the sentence.
  func endBeforeInserts(_ reports: inout [Report], _ inserts: [Report], _ document: Document) {
    if inserts.isEmpty { return }
    let starts = inserts.filter { insert in
      insert.contents.first.map { $0.lowerBound >= insert.cueTokens.upperBound } ?? false
    }.map(\.first).sorted()
    guard !starts.isEmpty else { return }
    for index in reports.indices {
      // The first of them behind the cue.
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= reports[index].head { low = middle + 1 } else { high = middle }
      }
      guard low < starts.count, case let start = starts[low] else { continue }
      reports[index].contents = reports[index].contents.compactMap { content in
        guard content.upperBound > start else { return content }
        guard content.lowerBound < start else { return nil }
        var end = start
        while end > content.lowerBound, document.tokens[end - 1].kind == .comma { end -= 1 }
        return end > content.lowerBound ? content.lowerBound..<end : nil
      }
    }
  }

  /// "the mayor, a Republican who had backed the plan, said": what tells who speaks is no act of its own.
  ///
  /// The reports stand in the order of their cues.
  func dropDescribing(_ reports: inout [Report], _ document: Document) {
    func isIndefinite(_ report: Report) -> Bool {
      report.source.first.map { reference.indefinite.contains(document.tokens[$0].word) } ?? false
    }
    guard reports.contains(where: isIndefinite) else { return }
    let sources = reports.map(\.source).filter { !$0.isEmpty }
      .sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var reach = -1
    for index in reports.indices {
      let cue = reports[index].cueTokens
      while next < sources.count, sources[next].lowerBound < cue.lowerBound {
        reach = max(reach, sources[next].upperBound)
        next += 1
      }
      if reach >= cue.upperBound, isIndefinite(reports[index]) { reports[index].label = .none }
    }
  }

  /// "asked whether Spain had rejected the plan", "it is unclear if he lied": what stands in an indirect
  /// question is asserted by nobody.
  func dropAsked(_ reports: inout [Report], _ document: Document, _ syntax: Syntax) {
    for index in reports.indices
    where reports[index].clause >= 0 && syntax.range.contains(reports[index].head) {
      var clause = syntax.clause(of: reports[index].head)
      while clause >= 0 {
        let opener = syntax.clauses[clause].opener
        if opener >= 0, syntax.clauses[clause].kind == .interrogative,
          reportFinder.words.isPolar(document.tokens[opener].word)
            || isAskedAbout(syntax.clauses[clause], document, syntax)
        {
          reports[index].label = .none
          break
        }
        clause = syntax.clauses[clause].parent
      }
    }
  }

  /// "asked why Serbia had rejected the text": a question that somebody asks, whatever its word.
  private func isAskedAbout(_ clause: Clause, _ document: Document, _ syntax: Syntax) -> Bool {
    clause.governor >= 0
      && clauseParser.askForms.contains(
        document.tokens[syntax.verbs[clause.governor].head].word)
  }

  /// "X, who chairs the guild, had kind words": the actor next to the cue is none where it stands in
  /// a relative clause; the subject is.
  private func useSubject(_ report: inout Report, _ syntax: Syntax, _ tags: [Tag]) {
    guard !report.source.isEmpty, report.source.upperBound <= report.cueTokens.lowerBound,
      syntax.range.contains(report.source.lowerBound),
      syntax.range.contains(report.cueTokens.lowerBound)
    else { return }
    let own = syntax.clause(of: report.source.lowerBound)
    let cue = syntax.clause(of: report.cueTokens.lowerBound)
    let clause = syntax.clauses[cue]
    if clause.subject >= 0, clause.subjectLast > clause.subject,
      case let last = syntax.nouns[clause.subjectLast].last,
      last == report.source.upperBound
        || syntax.nouns[clause.subject].first == report.source.lowerBound
          && last <= report.cueTokens.lowerBound
    {
      // "Britain, Sweden and the United States have expressed concern": all of them, whichever the pattern
      // took.
      let nouns = (clause.subject...clause.subjectLast).filter {
        $0 == clause.subject || syntax.nouns[$0].isConjunct && syntax.nouns[$0].preposition < 0
      }
      report.source = syntax.nouns[clause.subject].first..<last
      report.sourceHeads = nouns.map { syntax.nouns[$0].head }
      return
    }
    // "The ministry summoned the envoy and lodged a protest": the source of a coordinated verb is no
    // object of the verb before.
    let isObject =
      own == cue && clause.verbs.count > 1
      && syntax.verb(of: report.cueTokens.lowerBound) >= 0
      && syntax.verbs[clause.verbs[0]].last <= report.source.lowerBound
      && (report.source.upperBound..<report.cueTokens.lowerBound).contains {
        tags[$0] == .coordinator
      }
    guard isObject || own != cue && syntax.clauses[own].kind == .relative,
      syntax.clauses[cue].subject >= 0
    else { return }
    let noun = syntax.nouns[syntax.clauses[cue].subject]
    guard noun.last <= report.source.lowerBound else { return }
    report.source = noun.first..<noun.last
    report.sourceHeads = [noun.head]
  }

  private func headOfSource(_ source: Range<Int>, _ token: Int, _ syntax: Syntax) -> Int {
    let noun = syntax.noun(of: source.lowerBound)
    // "The government's argument is that": the possessor is the source, not what it has.
    return noun >= 0 && syntax.nouns[noun].head < source.upperBound
      ? syntax.nouns[noun].head : token
  }

  /// `"...," Ruiz said, adding that S`: a participle behind an insert has the source of the insert.
  func shareSources(_ reports: inout [Report]) {
    for index in reports.indices.dropFirst()
    where reports[index].isParticiple {
      let before = reports[index - 1]
      guard before.clause < 0, !before.source.isEmpty,
        before.cueTokens.upperBound <= reports[index].cueTokens.lowerBound
      else { continue }
      // "..., Ruiz told reporters, warning that": the addressee does not warn.
      let isAddressee =
        before.cueTokens.upperBound <= reports[index].source.lowerBound
        && before.source.upperBound <= before.cueTokens.lowerBound
      guard reports[index].source.isEmpty || isAddressee else { continue }
      reports[index].source = before.source
      reports[index].sourceHeads = before.sourceHeads
    }
  }

  /// `Mr. Kamau`, where the full stop parted the title from the name.
  private func wholeTitle(
    _ source: Range<Int>, before cue: Int, _ syntax: Syntax, _ document: Document
  ) -> Range<Int> {
    guard let last = source.last, last + 1 < cue, document.tokens[last + 1].kind == .period,
      syntax.range.contains(last), case let noun = syntax.noun(of: last), noun >= 0,
      syntax.nouns[noun].last > last + 1, syntax.nouns[noun].last <= cue
    else { return source }
    return source.lowerBound..<syntax.nouns[noun].last
  }

  /// The whole noun phrase around a captured source.
  private func extended(_ source: Range<Int>, _ syntax: Syntax) -> Range<Int> {
    guard !source.isEmpty, syntax.range.contains(source.lowerBound) else { return source }
    let noun = syntax.noun(of: source.lowerBound)
    guard noun >= 0 else { return source }
    return min(source.lowerBound, syntax.nouns[noun].first)..<source.upperBound
  }

  /// Gives quotations to the report that stands beside them.
  func attachSpeech(_ reports: inout [Report], _ view: SentenceView, _ document: Document) {
    for speech in view.speech {
      if let holder = reports.firstIndex(where: { report in
        report.contents.contains {
          $0.lowerBound <= speech.lowerBound && speech.upperBound <= $0.upperBound
        }
      }) {
        // All quoted: direct; part of what is said: mixed.
        let words = reports[holder].contents.reduce(0) { $0 + $1.count }
        let quoted = view.speech.reduce(0) { sum, part in
          let isHeld = reports[holder].contents.contains {
            $0.lowerBound <= part.lowerBound && part.upperBound <= $0.upperBound
          }
          return sum + (isHeld ? part.count : 0)
        }
        let isWhole = quoted * 10 >= words * 8
        if reports[holder].mode != .stance && reports[holder].mode != .passive {
          reports[holder].mode = isWhole ? .direct : .mixed
        }
        if isWhole { reports[holder].frame = .quote }
        continue
      }
      var best = -1
      var distance = Int.max
      for (index, report) in reports.enumerated() {
        guard report.cue < 0 || !file.cues[report.cue].frames.isDisjoint(with: [.quote, .bare]),
          report.label != .none
        else { continue }
        let gap =
          report.cueTokens.lowerBound >= speech.upperBound
          ? report.first - speech.upperBound : speech.lowerBound - report.cueTokens.upperBound
        if gap < distance, gap >= 0 || report.first >= speech.upperBound {
          distance = abs(gap)
          best = index
        }
      }
      if best < 0,
        let index = reports.firstIndex(where: {
          $0.label == .none && $0.source.lowerBound == speech.upperBound && !$0.source.isEmpty
            && !$0.cueTokens.contains {
              features.has(document.tokens[$0].word, .negator)
            }
        })
      {
        // `"We must stop," Lee commented on the findings`
        reports[index].label = .neutral
        reports[index].contents = [speech]
        reports[index].frame = .quote
        reports[index].mode = .direct
        continue
      }
      guard best >= 0, distance < 25 else { continue }
      if reports[best].contents.isEmpty || reports[best].frame == .bare
        || reports[best].frame == .quote
      {
        reports[best].contents.append(speech)
        reports[best].contents.sort { $0.lowerBound < $1.lowerBound }
        reports[best].frame = .quote
        reports[best].mode = .direct
      }
    }
  }

  /// Words in quotation marks inside what is told make it mixed, also where they are too few to be
  /// speech of their own: `said the road was "a disgrace"`.
  func markMixed(_ reports: inout [Report], _ document: Document) {
    for index in reports.indices where reports[index].mode == .indirect {
      let isMixed = reports[index].contents.contains { content in
        content.contains { token in
          let q = Int(document.quotationOfToken[token])
          guard q >= 0 else { return false }
          let quotation = document.quotations[q]
          return quotation.open == token && quotation.close <= content.upperBound
            && quotation.close - quotation.open > 3
        }
      }
      if isMixed { reports[index].mode = .mixed }
    }
  }

  /// A report inside what another says is nested in it.
  func nest(
    _ reports: inout [Report], _ syntax: Syntax, _ document: Document, _ flow: Flow
  ) {
    for i in reports.indices
    where reports[i].clause < 0 ? reports[i].pattern < 0 : reports[i].mode == .stance {
      if let comma = asideComma(reports[i], syntax, document, flow)
        ?? insertDash(reports[i], document)
      {
        // "Spain said it had paid, a claim Peru denied": the author's addition.
        for j in reports.indices where j != i {
          reports[j].contents = reports[j].contents.compactMap { content in
            guard content.contains(comma) else { return content }
            return content.lowerBound < comma ? content.lowerBound..<comma : nil
          }
        }
      }
    }
    for i in reports.indices {
      var best = -1
      var size = Int.max
      for j in reports.indices where j != i && reports[j].holds(reports[i].head) {
        // "The move, which critics say is illegal, will be debated": nobody says it of the critics.
        if reports[j].isPassive, reports[j].source.isEmpty, reports[j].label == .none { continue }
        // "issued a statement accusing the mayor", "gave an interview in which she accused him"
        if reports[j].label == .none, namesMedium(reports[j].cueTokens, document) { continue }
        if reports[i].holds(reports[j].head) {
          // "We intend to act, the minister said": the insert holds what stands around it.
          guard reports[j].clause < 0,
            reports[i].clause >= 0 || reports[i].pattern >= 0 && reports[j].pattern < 0
          else { continue }
          reports[i].contents = without(insertRange(reports[j]), reports[i].contents)
        }
        let count = reports[j].contents.reduce(0) { $0 + $1.count }
        if count < size {
          size = count
          best = j
        }
      }
      reports[i].parent = best
    }
  }

  /// `gave a speech`, `issued a statement`: that somebody speaks, not what is said.
  func namesMedium(_ cue: Range<Int>, _ document: Document) -> Bool {
    cue.contains { words.isMedium(document.tokens[$0].word) }
  }

  /// The comma before a noun of saying in apposition that somebody denies or calls something.
  private func asideComma(
    _ report: Report, _ syntax: Syntax, _ document: Document, _ flow: Flow
  ) -> Int? {
    guard report.clause >= 0, report.mode == .stance, let content = report.contents.first,
      report.contents.count == 1, content.lowerBound > syntax.range.lowerBound,
      case let clause = syntax.clauses[report.clause], clause.kind == .relative,
      clause.nounGovernor >= 0
    else { return nil }
    if clause.opener > syntax.range.lowerBound, clause.subject >= 0,
      document.tokens[clause.opener - 1].kind == .comma,
      flow.resolver.mentions.mention(at: syntax.nouns[clause.subject].head) != nil
    {
      // "Congo says Rwanda arms the rebels, which Kigali denies"
      return clause.opener - 1
    }
    guard clause.opener < 0, content.contains(clause.nounGovernor),
      document.tokens[content.lowerBound - 1].kind == .comma,
      document.quotationOfToken[content.lowerBound] < 0
    else { return nil }
    return content.lowerBound - 1
  }

  /// The dash before a quotation that another says: `Norway denied it - "the ferries sail," Berg
  /// said`.
  private func insertDash(_ report: Report, _ document: Document) -> Int? {
    guard report.clause < 0, report.pattern < 0, report.contents.count == 1,
      let first = report.contents.first?.lowerBound, first > 0,
      document.tokens[first].kind == .quoteOpen,
      document.tokens[first - 1].kind == .dash || document.tokens[first - 1].kind == .semicolon
    else { return nil }
    return first - 1
  }

  /// Stretches of text with a part left out.
  private func without(_ part: Range<Int>, _ contents: [Range<Int>]) -> [Range<Int>] {
    contents.flatMap { range in
      [
        range.lowerBound..<max(range.lowerBound, min(range.upperBound, part.lowerBound)),
        min(range.upperBound, max(range.lowerBound, part.upperBound))..<range.upperBound,
      ]
    }.filter { !$0.isEmpty }
  }

  func resolve(
    _ index: Int, _ reports: inout [Report], _ document: Document, _ tags: [Tag],
    _ flow: inout Flow
  ) {
    if let first = reports[index].source.first,
      let name = flow.resolver.mentions.mention(at: first), name.first < first,
      reports[index].cueTokens.upperBound <= name.first
        || reports[index].cueTokens.lowerBound >= reports[index].source.upperBound
    {
      // "South Korea", where "South" was no part of the phrase.
      reports[index].source = name.first..<reports[index].source.upperBound
    }
    if let person = personBeforeWho(reports[index], document, tags, flow) {
      reports[index].source = person.first..<person.last
      reports[index].sourceHeads = [person.last - 1]
    }
    if reports[index].source.isEmpty || reports[index].sourceHeads.isEmpty {
      var side = flow.floor ?? flow.issuer
      side.resolution =
        side.isEmpty ? .unknown : (flow.floor == nil ? .issuer : .carried)
      reports[index].side = side
    } else {
      reports[index].side = flow.resolver.resolve(
        source: reports[index].source, heads: reports[index].sourceHeads, document, tags,
        floor: flow.floor)
      // In its own text the issuer speaks through who signs it.
      let kind = document.metadata.kind ?? .news
      if kind == .statement || kind == .speech, reports[index].side.speakers.isEmpty,
        reports[index].side.parties == flow.issuer.parties
      {
        reports[index].side = flow.issuer
      }
      // "One woman wept, saying": somebody new.
      if reports[index].isParticiple, reports[index].side.isEmpty, let floor = flow.floor,
        !reports[index].sourceHeads.contains(where: {
          features.has(document.tokens[$0].word, .roleNoun)
        })
      {
        reports[index].side = floor
      }
      if !reports[index].side.isActor, reports[index].label == .neutral,
        reports[index].frame == .quote
          || !reports[index].frame.isDisjoint(with: [.that, .bare])
            && words.isSpoken(document.tokens[reports[index].head].word)
      {
        // Words in quotation marks are somebody's, whatever the noun: "the 34-year-old wrote"; so is
        // what is told: "the tech giant told".
        reports[index].side.isActor = reports[index].sourceHeads.allSatisfy {
          !reference.documentNouns.contains(document.tokens[$0].word)
        }
      }
      dropObjectOfOwn(&reports[index], document, tags, &flow)
    }
  }

  /// "They thanked Norway", "the ambassadors urged Georgia to act": no state is thanked, urged or consoled by
  /// itself, where nothing but the rest of the text tells who speaks.
  ///
  /// `He` of two who met is then the other.
  private func dropObjectOfOwn(
    _ report: inout Report, _ document: Document, _ tags: [Tag], _ flow: inout Flow
  ) {
    guard report.side.partyIndices.count == 1, let own = report.side.partyIndices.first, own >= 0,
      parties.isState(own), stateAimedAt(report, document, tags, flow) == own
    else { return }
    if report.side.resolution == .pronoun, let person = report.side.entities.first {
      let met = flow.resolver.participants.entities
      guard flow.floor == nil || flow.resolver.topic != nil, met.count == 2,
        let place = met.firstIndex(of: person),
        case let other = flow.resolver.side(of: met[1 - place], resolution: .pronoun),
        other.partyIndices != [own]
      else { return }
      let gender = flow.resolver.mentions.entities[met[1 - place]].gender
      let word = document.tokens[report.source.lowerBound].word
      if gender != .unknown, gender != (reference.he.contains(word) ? .male : .female) { return }
      report.side = other
      return
    }
    guard own == flow.resolver.home || own == flow.resolver.issuer,
      report.side.entities.allSatisfy({ entity in
        flow.resolver.mentions.entities[entity].party < 0
          && flow.resolver.mentions.entities[entity].body < 0
      }),
      !report.source.contains(where: { token in
        guard let name = flow.resolver.mentions.mention(at: token), case .party = name.referent
        else { return false }
        return true
      })
    else { return }
    report.side.parties = []
    report.side.partyIndices = []
    if flow.issuer.partyIndices == [own], flow.issuer.entities.isEmpty {
      // In its own text nobody speaks to itself either.
      flow.issuer.parties = []
      flow.issuer.partyIndices = []
    }
  }

  /// The state that is thanked, urged or supported, by its name: `thanked the people of Poland`,
  /// `condolences to Turkey`; not what is its own, as in `thanked Turkish farmers`.
  private func stateAimedAt(
    _ report: Report, _ document: Document, _ tags: [Tag], _ flow: Flow
  ) -> Int? {
    let tokens = document.tokens
    var start = report.contents.first?.lowerBound ?? report.cueTokens.upperBound
    if !report.addressee.isEmpty { start = min(start, report.addressee.lowerBound) }
    var isReached = report.cue >= 0 && words.appeals(tokens[report.head].word)
    if case .label = report.label, report.cue >= 0 { isReached = true }
    guard start >= report.cueTokens.upperBound, isReached || words.isAttitudeAhead(start, tokens)
    else { return nil }
    var k = start
    while k < min(start + 9, tokens.count) {
      if let name = flow.resolver.mentions.mention(at: k) {
        guard isReached, name.nameKind == .name, case .party(let party) = name.referent else {
          return nil
        }
        return party
      }
      switch tags[k] {
      case .determiner, .possessive, .adjective, .adverb, .coordinator: break
      case .noun: isReached = isReached && isPeople(tokens[k].word)
      case .preposition, .toInfinitive:
        guard k > start else { break }
        if words.isToward(tokens[k].word), words.isAttitude(tokens[k - 1].word) {
          isReached = true
        } else if !isPeople(tokens[k - 1].word) {
          return nil
        }
      default: return nil
      }
      k += 1
    }
    return nil
  }

  /// `people`, `government`: what a state has that stands for it.
  private func isPeople(_ word: WordID) -> Bool {
    features.has(word, [.governmentBody, .roleNoun, .collective]) || word == reference.people
  }

  /// "by Ann Reid of Leeds University, who said": the person, not the body beside it.
  private func personBeforeWho(
    _ report: Report, _ document: Document, _ tags: [Tag], _ flow: Flow
  ) -> Mention? {
    let tokens = document.tokens
    let mentions = flow.resolver.mentions
    let next = report.source.upperBound
    guard report.sourceHeads.count == 1, let head = report.sourceHeads.first,
      let body = mentions.mention(at: head), report.cueTokens.lowerBound > next,
      reference.who.contains(tokens[tokens[next].kind == .comma ? next + 1 : next].word)
    else { return nil }
    if case .entity(let entity) = body.referent, mentions.entities[entity].kind == .person {
      return nil
    }
    var k = min(body.first, report.source.lowerBound) - 1
    let limit = max(0, k - 10)
    while k >= limit {
      if let mention = mentions.mention(at: k) {
        guard case .entity(let entity) = mention.referent,
          mentions.entities[entity].kind == .person
        else { return nil }
        return mention
      }
      guard !tags[k].isVerbal, tags[k] != .coordinator, !tokens[k].kind.isQuote,
        tokens[k].kind == .comma || tokens[k].kind.isWordLike || tokens[k].kind == .hyphen
      else { return nil }
      k -= 1
    }
    return nil
  }
}
