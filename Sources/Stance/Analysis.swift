internal import Rules

/// One sentence after analysis: what is reported in it and the acts found.
struct SentenceAnalysis: Sendable {
  var span: SentenceSpan
  var reports: [Report] = []
  var drafts: [Draft] = []
  var syntax = Syntax()
  /// All of it stands inside a speech quotation.
  var isAllSpeech = false
  /// It carries on without a cue.
  var isUncued = false
}

/// Scratch for one document at a time: reset, not rebuilt.
struct Scratch {
  var tokenizer: Tokenizer<DocumentNumbering>
  var document = Document()
  var tags: [Tag] = []
  var classes: [WordClassMask] = []
  var matcher: Matcher
  /// Names found with what they refer to, for explanations.
  var mentions = Mentions()

  init(_ rules: RuleSet, _ features: WordFeatures) {
    tokenizer = Tokenizer(DocumentNumbering(features.vocabulary))
    matcher = Matcher(rules)
  }
}

/// The second pass: who says what in each sentence, and which acts that makes.
struct DocumentAnalyser {
  let features: WordFeatures
  let file: RuleFile
  let parties: PartyTable
  let reportFinder: ReportFinder
  let clauseParser: ClauseParser
  var labeller: Labeller
  let targetFinder: TargetFinder
  let words: AttributionWords
  let reference: ReferenceWords
  let mainBody: MainBody
  let narration: Set<WordID>
  /// Words of joint texts: joint, communiqué.
  let joint: Set<WordID>
  /// Nouns of meetings: talks, consultations, a session.
  let meetings: Set<WordID>
  /// Verbs of narration that take other objects than meetings too: hold, open, join.
  let eventVerbs: Set<WordID>
  /// An unnamed party speaks in sentences that report nobody.
  var isTest = false

  /// State that goes from sentence to sentence.
  private struct Flow {
    var resolver: ReferenceResolver
    /// Who spoke last.
    var floor: Side?
    /// The floor's words may go on without a cue: no narration since.
    var isOpen = false
    /// Who speaks in a quotation, by its number.
    var quotationSide: [Int: (side: Side, report: Int, sentence: Int)] = [:]
    var issuer = Side()
    /// Somebody was reported to speak in this paragraph.
    var hasSpeakerInParagraph = false
  }

  /// Adds to each act whom it is aimed at.
  private func findTargets(
    _ analysis: inout SentenceAnalysis, _ document: Document, _ tags: [Tag], _ flow: Flow
  ) {
    guard !analysis.drafts.isEmpty else { return }
    let scene = TargetFinder.Scene(
      syntax: analysis.syntax, reports: analysis.reports, resolver: flow.resolver,
      document: document, tags: tags)
    for index in analysis.drafts.indices {
      let draft = analysis.drafts[index]
      analysis.drafts[index].targets = targetFinder.targets(
        of: draft, isDefault: draft.label == labeller.defaultLabel, scene)
    }
  }

  func analyse(
    _ document: Document, _ tags: [Tag], _ mentions: Mentions, issuer: Int, home: Int,
    _ matcher: inout Matcher
  ) -> [SentenceAnalysis] {
    var flow = Flow(
      resolver: ReferenceResolver(
        features: features, parties: parties, words: reference, mainBody: mainBody))
    flow.resolver.mentions = mentions
    flow.resolver.issuer = issuer
    flow.resolver.home = home
    flow.resolver.isOwnVoice = document.metadata.kind != .news
    flow.issuer = flow.resolver.issuerSide()
    if let name = document.metadata.issuer, issuer < 0 {
      flow.issuer = Side(parties: [name], partyIndices: [-1], resolution: .issuer)
    }
    markClasses(document, tags, mentions, &matcher)
    applyExceptions(document, &matcher)
    if let cue = labeller.trial.leftOutCue { matcher.removeCues { Int($0.cue) == cue } }
    speakerOfDocument(document, &flow)
    jointIssuer(document, tags, &flow)
    flow.resolver.voice = flow.issuer
    if document.metadata.kind == .readout {
      for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
        flow.resolver.noteParticipants(span.first..<span.last, document, tags, isTitle: true)
      }
    }
    return document.sentences.indices.map { index in
      if isParagraphStart(index, document) { flow.hasSpeakerInParagraph = false }
      lookAhead(index, document, tags, &flow, &matcher)
      var analysis = sentence(document.sentences[index], document, tags, &flow, &matcher)
      if analysis.reports.contains(where: { !$0.side.isEmpty }) {
        flow.hasSpeakerInParagraph = true
      }
      findTargets(&analysis, document, tags, flow)
      return analysis
    }
  }

  /// Kills cues that share a word with an `except` pattern of theirs.
  private func applyExceptions(_ document: Document, _ matcher: inout Matcher) {
    guard file.cues.contains(where: { !$0.except.isEmpty }) else { return }
    var killed: [Int32: [Range<Int32>]] = [:]
    var matches: [RuleMatch] = []
    for span in document.sentences where span.role.isRead && span.bodyFirst < span.last {
      let zone = patternZone(span.bodyFirst..<span.last, document)
      matches.removeAll(keepingCapacity: true)
      matcher.run(.except, over: zone, into: &matches)
      for match in matches {
        let range = zone[Int(match.start)].token..<zone[Int(match.end) - 1].token + 1
        killed[match.owner, default: []].append(range)
      }
    }
    if killed.isEmpty { return }
    matcher.removeCues { hit in
      killed[hit.cue]?.contains { $0.overlaps(hit.start..<hit.end) } ?? false
    }
  }

  /// A stretch of a sentence as patterns of attributions see it.
  private func patternZone(_ range: Range<Int>, _ document: Document) -> [ZoneToken] {
    var zone: [ZoneToken] = []
    for t in range {
      switch document.tokens[t].kind {
      case .word, .number, .possessive, .comma: zone.append(ZoneToken(token: Int32(t)))
      case .hyphen, .slash, .symbol, .bracketOpen, .bracketClose, .period: break
      default: zone.append(ZoneToken(token: Int32(t), isBreak: true))
      }
    }
    return zone
  }

  private func isParagraphStart(_ index: Int, _ document: Document) -> Bool {
    document.tokens[document.sentences[index].first].has(.paragraphBefore)
  }

  // MARK: Speakers named after what they say

  /// How many sentences of a quotation are looked at for who says it.
  private static let furthestTag = 12

  /// Finds who says a quotation that is attributed only further on.
  ///
  /// `"The wells are dry. Nobody helps us," Keller said.`
  /// Looks to the end of the quotation; where it opens a paragraph, also at the quotations that
  /// follow in the paragraph, up to the first that somebody is named for.
  private func lookAhead(
    _ index: Int, _ document: Document, _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let span = document.sentences[index]
    guard span.role.isRead, span.bodyFirst < span.last else { return }
    let q = Int(document.quotationOfToken[span.bodyFirst])
    guard q >= 0, document.quotations[q].isSpeech, flow.quotationSide[q] == nil,
      view(span, document).isAllSpeech
    else { return }
    let end = document.quotations[q].close
    let last = min(index + Self.furthestTag, document.sentences.count - 1)
    var next = index + 1
    while next <= last {
      let other = document.sentences[next]
      guard other.role.isRead, other.bodyFirst < other.last else { return }
      let isSameQuotation = other.bodyFirst < end
      guard
        isSameQuotation || !flow.hasSpeakerInParagraph && !isParagraphStart(next, document)
      else { return }
      if !view(other, document).isAllSpeech {
        // What the sentence itself changes, it changes when its turn comes.
        var trial = flow
        let reports = sentence(other, document, tags, &trial, &matcher).reports
        let report = reports.first { report in
          report.frame == .quote && report.parent < 0
            && report.contents.contains { content in
              isSameQuotation
                ? content.lowerBound < end
                : document.quotationOfToken[content.lowerBound] >= 0
                  && content.lowerBound == other.bodyFirst
            }
        }
        if let side = report?.side, !side.isEmpty, side.isActor {
          flow.quotationSide[q] = (side, 0, 0)
        }
        return
      }
      next += 1
    }
  }

  // MARK: One sentence

  private func sentence(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ flow: inout Flow,
    _ matcher: inout Matcher
  ) -> SentenceAnalysis {
    var span = span
    var analysis = SentenceAnalysis(span: span)
    span.bodyFirst = afterMarker(span, document)
    guard span.role.isRead, span.bodyFirst < span.last else {
      if span.role == .heading { flow.isOpen = false }
      return analysis
    }
    if document.metadata.kind == .transcript { takeTurn(span, document, tags, &flow) }
    let view = view(span, document)
    let hits = reportFinder.hits(matcher.cueHits, view.range)
    analysis.isAllSpeech = view.isAllSpeech
    var reports: [Report] = []
    if view.isAllSpeech {
      clauseParser.parse(
        document.tokens, view.range, tags, skipping: view.asides, into: &analysis.syntax)
      let nested = reportFinder.clauseReports(
        unquoted(view), document, tags, analysis.syntax, hits, taken: [])
      analysis.reports = nested
      continuedSpeech(&analysis, view, nested, document, tags, &flow, &matcher)
      return analysis
    }
    handFloorOver(view, document, tags, analysis, &flow, &matcher)
    let inserts = reportFinder.inserts(view, document, tags, hits, clauseParser.chunker)
    let skipped = (view.speech + view.asides + inserts.map { insertRange($0) })
      .sorted { $0.lowerBound < $1.lowerBound }
    clauseParser.parse(document.tokens, view.range, tags, skipping: skipped, into: &analysis.syntax)
    reports = inserts
    reports += patternReports(view, document, tags, analysis.syntax, &matcher)
    reports += reportFinder.clauseReports(
      view, document, tags, analysis.syntax, hits, taken: reports)
    reports.sort { $0.cueTokens.lowerBound < $1.cueTokens.lowerBound }
    attachSpeech(&reports, view, document)
    nest(&reports, analysis.syntax)
    noteSubject(analysis.syntax, document, &flow)
    for index in reports.indices { resolve(index, &reports, document, tags, &flow) }
    analysis.reports = reports
    judge(&analysis, view, document, tags, &flow, &matcher)
    rememberQuotations(analysis, view, document, &flow)
    if analysis.drafts.isEmpty, endsFloor(view, document, &matcher) { flow.isOpen = false }
    return analysis
  }

  /// The state or body that the sentence is about, for `it` in the same sentence.
  private func noteSubject(_ syntax: Syntax, _ document: Document, _ flow: inout Flow) {
    flow.resolver.subject = nil
    guard let main = syntax.clauses.first, main.subject >= 0, main.subject == main.subjectLast
    else { return }
    let noun = syntax.nouns[main.subject]
    let f = features[document.tokens[noun.head].word]
    guard
      let token = (noun.first..<noun.last).first(where: {
        flow.resolver.mentions.mention(at: $0) != nil
      }),
      let mention = flow.resolver.mentions.mention(at: token)
    else { return }
    switch mention.referent {
    case .party(let party):
      // "The Venezuelan government", "Ottawa"; not "the Russian attack".
      guard noun.head < mention.last || f.contains(.governmentBody) else { return }
      flow.resolver.subject = (flow.resolver.side(ofParty: party), noun.first)
    case .entity(let entity):
      guard noun.head < mention.last, flow.resolver.mentions.entities[entity].kind == .institution
      else { return }
      flow.resolver.subject = (flow.resolver.side(of: entity, resolution: .pronoun), noun.first)
    }
  }

  /// `In turn, the Georgian minister`, `the Uzbek side`: who has the floor from here on, by the
  /// patterns of the rules file.
  private func handFloorOver(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ analysis: SentenceAnalysis,
    _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    guard !file.turns.isEmpty else { return }
    let zone = patternZone(view.range, document)
    var matches: [RuleMatch] = []
    matcher.run(.turn, over: zone, into: &matches)
    for match in matches {
      for item in matcher.items(match) {
        guard case .capture(let name) = item.kind, matcher.captureName(name) == "source",
          item.end > item.start
        else { continue }
        let source =
          Int(zone[Int(item.start)].token)..<Int(zone[Int(item.end) - 1].token) + 1
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
  private func endsFloor(_ view: SentenceView, _ document: Document, _ matcher: inout Matcher)
    -> Bool
  {
    guard !file.stops.isEmpty else { return false }
    var matches: [RuleMatch] = []
    matcher.run(.stop, over: patternZone(view.range, document), into: &matches)
    return !matches.isEmpty
  }

  /// Past the number of a list item: `3. The States`, `2) Members`.
  private func afterMarker(_ span: SentenceSpan, _ document: Document) -> Int {
    let first = span.bodyFirst
    let tokens = document.tokens
    guard first + 2 < span.last, tokens[first].kind == .number,
      tokens[first + 1].kind == .period || tokens[first + 1].kind == .bracketClose,
      tokens[first + 1].start == tokens[first].end, tokens[first + 2].has(.capitalised)
    else { return first }
    return first + 2
  }

  private func insertRange(_ report: Report) -> Range<Int> {
    let first = min(
      report.cueTokens.lowerBound,
      report.source.isEmpty ? report.cueTokens.lowerBound : report.source.lowerBound)
    let last = max(
      report.cueTokens.upperBound,
      report.source.isEmpty ? report.cueTokens.upperBound : report.source.upperBound)
    return first..<last
  }

  private func view(_ span: SentenceSpan, _ document: Document) -> SentenceView {
    let range = span.bodyFirst..<span.last
    var speech: [Range<Int>] = []
    var covered = 0
    var last = -1
    for i in range {
      let q = Int(document.quotationOfToken[i])
      guard q >= 0, document.quotations[q].isSpeech else { continue }
      if document.tokens[i].kind.isWordLike { covered += 1 }
      guard q != last else { continue }
      last = q
      let quotation = document.quotations[q]
      speech.append(max(quotation.open, range.lowerBound)..<min(quotation.close, range.upperBound))
    }
    let words = range.reduce(0) { $0 + (document.tokens[$1].kind.isWordLike ? 1 : 0) }
    var asides: [Range<Int>] = []
    var open = -1
    for i in range {
      if document.tokens[i].kind == .bracketOpen, open < 0 { open = i }
      if document.tokens[i].kind == .bracketClose, open >= 0 {
        asides.append(open..<i + 1)
        open = -1
      }
    }
    return SentenceView(
      span: span, speech: speech, isAllSpeech: words > 0 && covered == words, asides: asides)
  }

  private func unquoted(_ view: SentenceView) -> SentenceView {
    var view = view
    view.speech = []
    return view
  }

  // MARK: Reports of a sentence

  /// `according to X` and the like, by the patterns of the rules file.
  private func patternReports(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ matcher: inout Matcher
  ) -> [Report] {
    var zone: [ZoneToken] = []
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
      if let token = report.source.last(where: { tags[$0].isNominal || tags[$0] == .pronoun }) {
        report.sourceHeads = [headOfSource(report.source, token, syntax)]
      }
      if view.speech.contains(where: { $0.contains(report.head) }) { continue }
      if reports.contains(where: {
        $0.cueTokens.overlaps(report.cueTokens) || $0.source.overlaps(report.source)
      }) {
        continue
      }
      report.source = extended(report.source, syntax)
      useSubject(&report, syntax)
      reports.append(report)
    }
    return reports
  }

  /// "X, who chairs the guild, had kind words": the actor next to the cue is none where it stands in
  /// a relative clause; the subject is.
  private func useSubject(_ report: inout Report, _ syntax: Syntax) {
    guard !report.source.isEmpty, report.source.upperBound <= report.cueTokens.lowerBound,
      syntax.range.contains(report.source.lowerBound),
      syntax.range.contains(report.cueTokens.lowerBound)
    else { return }
    let own = syntax.clause(of: report.source.lowerBound)
    let cue = syntax.clause(of: report.cueTokens.lowerBound)
    guard own != cue, syntax.clauses[own].kind == .relative, syntax.clauses[cue].subject >= 0 else {
      return
    }
    let noun = syntax.nouns[syntax.clauses[cue].subject]
    guard noun.last <= report.source.lowerBound else { return }
    report.source = noun.first..<noun.last
    report.sourceHeads = [noun.head]
  }

  private func headOfSource(_ source: Range<Int>, _ token: Int, _ syntax: Syntax) -> Int {
    let noun = syntax.noun(of: source.lowerBound)
    return noun >= 0 ? syntax.nouns[noun].head : token
  }

  /// The whole noun phrase around a captured source.
  private func extended(_ source: Range<Int>, _ syntax: Syntax) -> Range<Int> {
    guard !source.isEmpty, syntax.range.contains(source.lowerBound) else { return source }
    let noun = syntax.noun(of: source.lowerBound)
    guard noun >= 0 else { return source }
    return min(source.lowerBound, syntax.nouns[noun].first)..<source.upperBound
  }

  /// Gives quotations to the report that stands beside them.
  private func attachSpeech(_ reports: inout [Report], _ view: SentenceView, _ document: Document) {
    for speech in view.speech {
      if let holder = reports.firstIndex(where: { report in
        report.contents.contains {
          $0.lowerBound <= speech.lowerBound && speech.upperBound <= $0.upperBound
        }
      }) {
        // All quoted: direct; part of what is said: mixed.
        let words = reports[holder].contents.reduce(0) { $0 + $1.count }
        let isWhole = speech.count * 10 >= words * 8
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

  /// A report inside what another says is nested in it.
  private func nest(_ reports: inout [Report], _ syntax: Syntax) {
    for i in reports.indices {
      var best = -1
      var size = Int.max
      for j in reports.indices where j != i && reports[j].holds(reports[i].head) {
        if reports[i].holds(reports[j].head) {
          // "We intend to act, the minister said": the insert holds what stands around it.
          guard reports[j].clause < 0, reports[i].clause >= 0 else { continue }
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

  /// Stretches of text with a part left out.
  private func without(_ part: Range<Int>, _ contents: [Range<Int>]) -> [Range<Int>] {
    contents.flatMap { range in
      [
        range.lowerBound..<max(range.lowerBound, min(range.upperBound, part.lowerBound)),
        min(range.upperBound, max(range.lowerBound, part.upperBound))..<range.upperBound,
      ]
    }.filter { !$0.isEmpty }
  }

  private func resolve(
    _ index: Int, _ reports: inout [Report], _ document: Document, _ tags: [Tag],
    _ flow: inout Flow
  ) {
    let report = reports[index]
    if report.source.isEmpty || report.sourceHeads.isEmpty {
      var side = flow.floor ?? flow.issuer
      side.resolution =
        side.isEmpty ? .unknown : (flow.floor == nil ? .issuer : .carried)
      reports[index].side = side
    } else {
      reports[index].side = flow.resolver.resolve(
        source: report.source, heads: report.sourceHeads, document, tags, floor: flow.floor)
      // In its own text the issuer speaks through who signs it.
      let kind = document.metadata.kind ?? .news
      if kind == .statement || kind == .speech, reports[index].side.speakers.isEmpty,
        reports[index].side.parties == flow.issuer.parties
      {
        reports[index].side = flow.issuer
      }
      if report.isParticiple, reports[index].side.isEmpty, let floor = flow.floor {
        reports[index].side = floor
      }
      if !reports[index].side.isActor, report.frame == .quote, report.label == .neutral {
        // Words in quotation marks are somebody's, whatever the noun: "the poster wrote".
        reports[index].side.isActor = report.sourceHeads.allSatisfy {
          !reference.documentNouns.contains(document.tokens[$0].word)
        }
      }
    }
  }

  // MARK: Acts

  private func judge(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let reports = analysis.reports
    var acted = false
    var reported = false
    for outer in reports.indices where reports[outer].parent < 0 {
      let index = toldByOutlet(outer, reports, document) ?? outer
      let report = reports[index]
      guard report.side.isActor, !isOthersInOwnText(report, document, flow) else { continue }
      if report.label == .none {
        if !report.side.isEmpty, !report.isPassive { setFloor(report.side, &flow) }
        flow.resolver.noteParticipants(report.side)
        reported = true
        continue
      }
      reported = true
      if isNarrated(index, reports, analysis.syntax, document, tags, flow) { continue }
      markOwn(report.side, view.range, document, tags, flow, &matcher)
      var utterance = Labeller.Utterance(
        report: report, index: index, syntax: analysis.syntax,
        mayDefault: !report.isParticiple,
        nested: nested(in: index, reports).map { owned($0, by: report.side, document, flow) },
        order: report.isParticiple ? 500 + index : index)
      if report.frame == .quote, let speech = report.contents.first {
        // What is quoted is parsed by itself.
        let whole = speech.lowerBound..<(report.contents.last?.upperBound ?? speech.upperBound)
        var syntax = Syntax()
        clauseParser.parse(
          document.tokens, whole, tags, skipping: gaps(report.contents), into: &syntax)
        utterance.syntax = syntax
        let inner = reportFinder.clauseReports(
          unquoted(view), document, tags, syntax, reportFinder.hits(matcher.cueHits, whole),
          taken: [])
        utterance.nested = inner.map { owned($0, by: report.side, document, flow) }
      }
      let drafts = labeller.acts(utterance, document, tags, &matcher)
      analysis.drafts += drafts
      acted = acted || !drafts.isEmpty
      if !report.side.isEmpty { setFloor(report.side, &flow) }
      flow.resolver.noteParticipants(report.side)
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
          && !report.frame.isDisjoint(with: [.that, .bare, .quote])
      }),
      !reports.contains(where: { $0.parent < 0 && !$0.isParticiple && $0.label != .none })
    else { return false }
    markOwn(reports[index].side, view.range, document, tags, flow, &matcher)
    let utterance = Labeller.Utterance(
      report: reports[index], index: index, syntax: analysis.syntax, mayDefault: true,
      nested: nested(in: index, reports).map { owned($0, by: reports[index].side, document, flow) },
      order: 500 + index)
    analysis.drafts += labeller.acts(utterance, document, tags, &matcher)
    return !analysis.drafts.isEmpty
  }

  /// A report inside what a side says, with whether the side reports its own act: "said it was
  /// ready", "we condemn".
  private func owned(_ report: Report, by side: Side, _ document: Document, _ flow: Flow) -> Report
  {
    var report = report
    report.isOwn = report.sourceHeads.contains { [report] head in
      let word = document.tokens[head].word
      if reference.first.contains(word) || reference.he.contains(word)
        || reference.she.contains(word) || reference.it.contains(word)
        || reference.they.contains(word)
      {
        return true
      }
      guard let mention = flow.resolver.mentions.mention(at: head) else {
        // "the cabinet stands by the deal", "our union supports it"
        return !report.isPassive && features.has(word, .institutionHead)
          && !features.has(word, .nounPlural)
      }
      switch mention.referent {
      case .party(let party): return side.partyIndices.contains(party)
      case .entity(let entity):
        return side.entities.contains(entity)
          || side.parties.contains(flow.resolver.partyName(of: entity).name)
      }
    }
    return report
  }

  private func gaps(_ contents: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for (a, b) in zip(contents, contents.dropFirst()) where a.upperBound < b.lowerBound {
      found.append(a.upperBound..<b.lowerBound)
    }
    return found
  }

  private func nested(in index: Int, _ reports: [Report]) -> [Report] {
    // Things report nothing: "such remarks aim to distort the facts".
    reports.enumerated().filter {
      $0.offset != index && $0.element.parent == index
        && ($0.element.side.isActor || $0.element.isPassive || $0.element.label == .none)
    }.map(\.element)
  }

  /// "According to the Herald, the minister said": the outlet only passes on who speaks.
  private func toldByOutlet(_ index: Int, _ reports: [Report], _ document: Document) -> Int? {
    let report = reports[index]
    guard report.label == .neutral, report.frame != .quote,
      report.source.contains(where: { words.outlets.contains(document.tokens[$0].word) })
    else { return nil }
    return reports.indices.first {
      reports[$0].parent == index && !reports[$0].side.isEmpty && reports[$0].side.isActor
        && reports[$0].frame != .object && reports[$0].label != .none
        && reports[$0].side != report.side
    }
  }

  /// What is said is itself narration: an agenda, a meeting.
  private func isNarrated(
    _ index: Int, _ reports: [Report], _ syntax: Syntax, _ document: Document, _ tags: [Tag],
    _ flow: Flow
  ) -> Bool {
    let report = reports[index]
    guard report.cue < 0 || report.label == .neutral, report.frame != .quote else { return false }
    let top = labeller.finder.predicates(
      of: report.contents, frame: report.frame, syntax, document.tokens, tags)
    guard let first = top.first, first.verb >= 0 else { return false }
    let head = syntax.verbs[first.verb].head
    // A meeting to come is news that they give.
    guard syntax.verbs[first.verb].modal == .none else { return false }
    // "said that the sides had discussed"; not "said that the probe did not look into it".
    if reports.contains(where: {
      $0.parent == index && $0.label == .none && $0.verb == first.verb && !$0.isNegated
        && ($0.side.isActor || $0.isPassive)
    }) {
      return true
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
    guard narration.contains(document.tokens[head].word), report.side.resolution != .pronoun,
      isBody(report, document, tags, flow)
    else { return false }
    guard eventVerbs.contains(document.tokens[head].word),
      let object = syntax.nouns.first(where: { $0.first >= syntax.verbs[first.verb].last }),
      object.preposition < 0, tags[object.head] == .noun
    else { return true }
    // "opened the talks", "received the envoy"; not "opened an inquiry", "held two men".
    let word = document.tokens[object.head].word
    return meetings.contains(word) || features.has(word, [.roleNoun, .titleHead, .collective])
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
  private func isOthersInOwnText(_ report: Report, _ document: Document, _ flow: Flow) -> Bool {
    let kind = document.metadata.kind ?? .news
    guard kind == .statement || kind == .speech, !flow.issuer.isEmpty,
      !report.source.isEmpty
    else { return false }
    if report.side.isEmpty { return true }
    return !report.side.parties.contains { flow.issuer.parties.contains($0) }
      && !report.side.speakers.contains { flow.issuer.speakers.contains($0) }
  }

  private func setFloor(_ side: Side, _ flow: inout Flow) {
    flow.resolver.topic = nil
    flow.floor = side
    flow.isOpen = true
  }

  /// A sentence without any report: carried on by who has the floor, or narration.
  private func uncued(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    if isTest {
      guard analysis.reports.isEmpty else { return }
      let unnamed = Side()
      return judgeUncued(
        &analysis, unnamed, .none, mayDefault: true, view, document, tags, &flow, &matcher)
    }
    let kind = document.metadata.kind ?? .news
    var side: Side
    var mayDefault = false
    switch kind {
    case .statement, .speech:
      side = flow.issuer
      side.resolution = .issuer
      mayDefault = true
    case .transcript:
      side = flow.floor ?? Side()
      side.resolution = .carried
      mayDefault = !isQuestion(view, document)
      if isQuestion(view, document) { return }
    case .readout:
      guard flow.isOpen, let floor = flow.floor else { return }
      side = floor
      side.resolution = .carried
      mayDefault = isAssessment(analysis.syntax, document, tags)
    case .news:
      guard flow.isOpen, let floor = flow.floor else { return }
      side = floor
      side.resolution = .carried
      analysis.isUncued = true
      return
    }
    guard !side.isEmpty else { return }
    judgeUncued(
      &analysis, side, kind == .transcript ? .transcript : .none, mayDefault: mayDefault, view,
      document, tags, &flow, &matcher)
  }

  /// Judges a sentence as the words of a side.
  private func judgeUncued(
    _ analysis: inout SentenceAnalysis, _ side: Side, _ mode: AttributionMode, mayDefault: Bool,
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ flow: inout Flow,
    _ matcher: inout Matcher
  ) {
    var report = Report(cueTokens: 0..<0, head: view.range.lowerBound)
    report.contents = [view.range]
    report.frame = .bare
    report.mode = mode
    report.side = side
    markOwn(side, view.range, document, tags, flow, &matcher)
    let utterance = Labeller.Utterance(
      report: report, index: -1, syntax: analysis.syntax, mayDefault: mayDefault, nested: [],
      order: 0)
    analysis.drafts = labeller.acts(utterance, document, tags, &matcher)
    if document.metadata.kind == .readout, isSchedule(analysis.syntax, document, tags, flow) {
      // "Minister X will depart this evening": the author's own note.
      analysis.drafts.removeAll { $0.label == labeller.defaultLabel }
    }
    analysis.isUncued = true
  }

  /// A person will do something: the plan of a visit.
  private func isSchedule(_ syntax: Syntax, _ document: Document, _ tags: [Tag], _ flow: Flow)
    -> Bool
  {
    guard let main = syntax.clauses.first, let v = main.verbs.first, main.subject >= 0,
      syntax.verbs[v].modal != .none
    else { return false }
    let noun = syntax.nouns[main.subject]
    return (noun.first..<noun.last).contains { token in
      guard let mention = flow.resolver.mentions.mention(at: token),
        case .entity(let entity) = mention.referent
      else { return false }
      return flow.resolver.mentions.entities[entity].kind == .person
    }
  }

  private func isQuestion(_ view: SentenceView, _ document: Document) -> Bool {
    view.range.last.map { document.tokens[$0].kind == .question } ?? false
  }

  /// A position or an assessment: present tense or a modal, no plain fact about the past.
  private func isAssessment(_ syntax: Syntax, _ document: Document, _ tags: [Tag]) -> Bool {
    guard let main = syntax.clauses.first, let v = main.verbs.first else { return false }
    let verb = syntax.verbs[v]
    if narration.contains(document.tokens[verb.head].word) { return false }
    return !verb.isPast || verb.modal != .none
  }

  /// A sentence inside a quotation that began or ends elsewhere.
  private func continuedSpeech(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ nested: [Report],
    _ document: Document, _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let q = Int(document.quotationOfToken[view.range.lowerBound])
    var side = flow.floor ?? flow.issuer
    if let known = flow.quotationSide[q] { side = known.side }
    side.resolution = .carried
    var report = Report(cueTokens: 0..<0, head: view.range.lowerBound)
    report.contents = [view.range]
    report.frame = .quote
    report.mode = .direct
    report.side = side
    markOwn(side, view.range, document, tags, flow, &matcher)
    let utterance = Labeller.Utterance(
      report: report, index: -1, syntax: analysis.syntax, mayDefault: true,
      nested: nested.map { owned($0, by: side, document, flow) }, order: 0)
    analysis.drafts = labeller.acts(utterance, document, tags, &matcher)
    analysis.isUncued = true
    for index in analysis.reports.indices {
      resolve(index, &analysis.reports, document, tags, &flow)
    }
  }

  private func rememberQuotations(
    _ analysis: SentenceAnalysis, _ view: SentenceView, _ document: Document, _ flow: inout Flow
  ) {
    for report in analysis.reports where report.frame == .quote && report.parent < 0 {
      for content in report.contents {
        for t in [content.lowerBound, content.upperBound - 1] {
          let q = Int(document.quotationOfToken[t])
          if q >= 0 { flow.quotationSide[q] = (report.side, 0, 0) }
        }
      }
    }
  }

  // MARK: Flow

  /// The named person that a sentence of narration is about: `he` in the next is likelier this one
  /// than who spoke before.
  private func noteTopic(_ syntax: Syntax, _ flow: inout Flow) {
    guard let main = syntax.clauses.first, main.subject >= 0, main.subject == main.subjectLast,
      !main.verbs.isEmpty
    else { return }
    let noun = syntax.nouns[main.subject]
    for token in noun.first..<noun.last {
      guard let mention = flow.resolver.mentions.mention(at: token),
        case .entity(let entity) = mention.referent,
        flow.resolver.mentions.entities[entity].kind == .person
      else { continue }
      flow.resolver.topic = (entity, token)
    }
  }

  /// Remembers who met, for a later `they`.
  ///
  /// Narration of an agenda closes what goes on without a cue.
  private func noteNarration(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ flow: inout Flow, closes: Bool
  ) {
    guard !view.range.isEmpty else { return }
    if closes { noteTopic(syntax, &flow) }
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

  /// A joint statement or communiqué speaks for every side that its title or first sentences name.
  private func jointIssuer(_ document: Document, _ tags: [Tag], _ flow: inout Flow) {
    guard document.metadata.kind == .statement || document.metadata.kind == .readout else { return }
    let head = document.sentences.prefix(3)
    guard
      head.contains(where: { span in
        span.role != .body
          && (span.first..<span.last).contains { joint.contains(document.tokens[$0].word) }
      })
    else { return }
    for span in document.sentences.prefix(8) where span.first < span.last {
      let before = flow.resolver.participants
      flow.resolver.participants = Side()
      flow.resolver.noteParticipants(
        span.first..<span.last, document, tags, isTitle: span.role != .body)
      let found = flow.resolver.participants
      guard found.parties.count > 1 else {
        flow.resolver.participants = before
        continue
      }
      var side = found
      side.resolution = .issuer
      side.isPlural = true
      flow.issuer = side
      if span.role == .body { return }
    }
  }

  /// In a statement or speech the person named in the title speaks.
  private func speakerOfDocument(_ document: Document, _ flow: inout Flow) {
    let kind = document.metadata.kind ?? .news
    guard kind == .statement || kind == .speech else { return }
    for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
      for i in span.first..<span.last {
        guard let mention = flow.resolver.mentions.mention(at: i), mention.first == i,
          case .entity(let entity) = mention.referent,
          flow.resolver.mentions.entities[entity].kind == .person
        else { continue }
        var side = flow.resolver.side(of: entity, resolution: .issuer)
        if !flow.issuer.parties.isEmpty {
          side.parties = flow.issuer.parties
          side.partyIndices = flow.issuer.partyIndices
        }
        flow.issuer = side
        return
      }
    }
    nameIssuingBody(document, &flow)
  }

  /// `MINISTRY OF FOREIGN AFFAIRS` under a statement: the ministry speaks.
  private func nameIssuingBody(_ document: Document, _ flow: inout Flow) {
    for span in document.sentences.reversed().prefix(6) where span.role == .closing {
      let words = (span.first..<span.last).prefix {
        flow.resolver.mentions.mention(at: $0).map { mention in
          if case .party = mention.referent { return false }
          return true
        } ?? true
      }
      guard words.contains(where: { features.has(document.tokens[$0].word, .institutionHead) })
      else { continue }
      let name = words.filter { document.tokens[$0].kind == .word }.map { token in
        titleCase(
          document.text(token), isFunction: features.isFunctionWord(document.tokens[token].word))
      }
      flow.issuer.speakers = [name.joined(separator: " ")]
      return
    }
  }

  private func titleCase(_ bytes: ArraySlice<UInt8>, isFunction: Bool) -> String {
    let lower = String(decoding: bytes, as: UTF8.self).lowercased()
    guard !isFunction, let first = lower.first else { return lower }
    return first.uppercased() + lower.dropFirst()
  }

  /// `MR. PRICE:` or `Q:` at the head of a paragraph hands the floor over.
  private func takeTurn(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ flow: inout Flow
  ) {
    guard document.tokens[span.first].has(.paragraphBefore) else { return }
    var k = span.first
    while k < min(span.first + 7, span.last), document.tokens[k].kind != .colon { k += 1 }
    guard k < span.last, document.tokens[k].kind == .colon, k > span.first else { return }
    for i in span.first..<k {
      if let mention = flow.resolver.mentions.mention(at: i),
        case .entity(let entity) = mention.referent
      {
        setFloor(flow.resolver.side(of: entity, resolution: .explicit), &flow)
        return
      }
    }
    flow.floor = document.tokens[k - 1].has(.singleLetter) ? nil : flow.issuer
  }

  // MARK: Classes for the engine

  private func markClasses(
    _ document: Document, _ tags: [Tag], _ mentions: Mentions, _ matcher: inout Matcher
  ) {
    for mention in mentions.list {
      switch mention.referent {
      case .party: matcher.mark(.party, start: mention.first, end: mention.last)
      case .entity: matcher.mark(.person, start: mention.first, end: mention.last)
      }
    }
    var i = 0
    let tokens = document.tokens
    while i < tokens.count {
      // An actor is a whole phrase: article, description and name.
      if let end = actorEnd(i, tokens, tags, mentions) {
        matcher.mark(.actor, start: i, end: end)
        i = end
        continue
      }
      i += 1
    }
    for i in tokens.indices where tokens[i].kind == .word {
      if tags[i] == .pronoun { matcher.mark(.pronoun, start: i, end: i + 1) }
      if features.has(tokens[i].word, .roleNoun), tags[i].isNominal {
        matcher.mark(.role, start: i, end: i + 1)
      }
      if features.has(tokens[i].word, .negator) { matcher.mark(.negation, start: i, end: i + 1) }
      if features.has(tokens[i].word, [.month, .weekday]) {
        matcher.mark(.date, start: i, end: i + 1)
      }
    }
    for i in tokens.indices where tokens[i].kind == .number {
      matcher.mark(.number, start: i, end: i + 1)
    }
    for quotation in document.quotations where quotation.isSpeech {
      matcher.mark(.quote, start: quotation.open, end: quotation.close)
    }
  }

  private func actorEnd(_ i: Int, _ tokens: [Token], _ tags: [Tag], _ mentions: Mentions) -> Int? {
    guard tokens[i].kind == .word else { return nil }
    var k = i
    var end = -1
    let limit = min(tokens.count, i + 12)
    while k < limit {
      if let mention = mentions.mention(at: k) {
        k = mention.last
        end = k
        continue
      }
      switch tags[k] {
      case .determiner, .possessive, .adjective, .number:
        guard end < 0 || k > end - 1 else { return end > 0 ? end : nil }
        if end > 0, tags[k] == .determiner { return end }
        k += 1
      case .possessiveMark: k += 1
      case .noun, .properNoun:
        let f = features[tokens[k].word]
        if !f.isDisjoint(with: [.roleNoun, .institutionHead, .collective, .titleHead]) {
          end = k + 1
        }
        k += 1
      case .pronoun: return k == i ? k + 1 : (end > 0 ? end : nil)
      case .mark where tokens[k].kind == .hyphen: k += 1
      default: return end > i ? end : nil
      }
    }
    return end > i ? end : nil
  }

  /// The end of `our volunteers`, `his side`, `their union`: people and bodies of who speaks.
  private func ownBodyEnd(
    _ i: Int, _ range: Range<Int>, _ document: Document, _ tags: [Tag]
  ) -> Int? {
    guard tags[i] == .possessive else { return nil }
    var k = i + 1
    while k < range.upperBound, tags[k] == .adjective || tags[k] == .noun {
      k += 1
    }
    guard k > i + 1, tags[k - 1] == .noun,
      k == range.upperBound
        || document.tokens[k].kind != .possessive && tags[k] != .properNoun
    else { return nil }
    return features.has(
      document.tokens[k - 1].word, [.institutionHead, .collective, .roleNoun]) ? k : nil
  }

  /// Marks `#Own` and `#Other` in a stretch of text, as seen by a side.
  private func markOwn(
    _ side: Side, _ range: Range<Int>, _ document: Document, _ tags: [Tag], _ flow: Flow,
    _ matcher: inout Matcher
  ) {
    matcher.clear(.own)
    matcher.clear(.other)
    let mentions = flow.resolver.mentions
    // Of a speaker whose side is unknown, bodies are likelier the own than others.
    let isUnaffiliated = side.partyIndices.allSatisfy { $0 < 0 } && side.parties == side.speakers
    var i = range.lowerBound
    while i < range.upperBound {
      if let mention = mentions.mention(at: i) {
        let isOwn: Bool
        switch mention.referent {
        case .party(let party): isOwn = side.partyIndices.contains(party)
        case .entity(let entity):
          isOwn =
            side.entities.contains(entity)
            || side.parties.contains(flow.resolver.partyName(of: entity).name)
            || isUnaffiliated && mentions.entities[entity].kind != .person
        }
        matcher.mark(
          isOwn ? .own : .other, start: mention.first, end: min(mention.last, document.tokens.count)
        )
        i = mention.last
        continue
      }
      if let end = ownBodyEnd(i, range, document, tags) {
        matcher.mark(.own, start: i, end: end)
        i = end
        continue
      }
      let token = document.tokens[i]
      if token.kind == .word {
        let word = token.word
        if reference.first.contains(word) || reference.he.contains(word)
          || reference.she.contains(word) || reference.it.contains(word)
          || (reference.they.contains(word) && (side.isPlural || side.parties.count > 1))
        {
          matcher.mark(.own, start: i, end: i + 1)
        } else if features.has(word, .collective), tags[i].isNominal, side.parties.count > 1 {
          matcher.mark(.own, start: i, end: i + 1)
        }
      }
      i += 1
    }
  }
}
