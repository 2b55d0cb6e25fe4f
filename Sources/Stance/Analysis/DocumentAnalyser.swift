internal import Rules

/// The report that says whose words a quotation holds.
struct QuotationReport: Hashable, Sendable {
  var sentence: Int
  var report: Int
}

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
  /// The report whose quotation goes on here, by sentence and number.
  var continues: QuotationReport?
  /// The tokens that go on with it.
  var continued: Range<Int> = 0..<0
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
  /// Only the reading is asked for: what just explanations need of a long document may go before.
  var isForReading = false

  init(_ rules: RuleSet, _ features: WordFeatures) {
    tokenizer = Tokenizer(DocumentNumbering(features.vocabulary))
    matcher = Matcher(rules)
  }

  /// The buffers of a longer document, in bytes, are not kept for the next one.
  static let largestKept = 4 << 20

  /// Lets all buffers go that grow with a document.
  mutating func release() {
    document = Document()
    tags = []
    classes = []
    mentions = Mentions()
    matcher.releaseBuffers()
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
  let bodies: BodyWords
  let narration: WordSet
  /// What opens the first and last lines of letters.
  let salutations: WordSet
  let dear: WordID
  /// Words of joint texts: joint, communiqué.
  let joint: WordSet
  /// Nouns of meetings: talks, consultations, a session.
  let meetings: WordSet
  /// Verbs of narration that take other objects than meetings too: hold, open, join.
  let eventVerbs: WordSet
  /// Those whose object may be who came: receive, host, call.
  let guestVerbs: WordSet
  /// Whether each cue has patterns that except it.
  let hasExceptions: [Bool]
  /// An unnamed party speaks in sentences that report nobody.
  var isTest = false

  /// Sentences that one person wrote.
  struct Letter {
    var sentences: Range<Int>
    var author: Side
  }

  /// State that goes from sentence to sentence.
  struct Flow {
    /// In the order of the text; empty where the text has one issuer.
    var letters: [Letter] = []
    var resolver: ReferenceResolver
    /// Who spoke last.
    var floor: Side?
    /// Somebody without a name spoke since.
    var isUnnamed = false
    /// The floor's words may go on without a cue: no narration since.
    var isOpen = false
    /// Who speaks in a quotation, by its number.
    var quotationSide: [Int: Side] = [:]
    /// The report that tells whose words a quotation holds, by its number.
    var quotationReport: [Int: QuotationReport] = [:]
    /// The last quotation with a cue in this paragraph, for those that follow it without one.
    var lastQuotation: QuotationReport?
    /// Marks say who speaks.
    var hasTurns = false
    /// Who was the last to answer.
    var answerer: Side?
    /// Who asks, or leads through a transcript, has the word.
    var isAsking = false
    /// The sentence at hand.
    var sentence = 0
    var issuer = Side()
    /// Somebody was reported to speak in this paragraph.
    var hasSpeakerInParagraph = false
    /// The syntax of the last sentence, whose buffers the next one uses.
    var syntax = Syntax()
  }

  /// Adds to each act whom it is aimed at.
  private func findTargets(
    _ analysis: inout SentenceAnalysis, _ document: Document, _ tags: [Tag], _ flow: Flow
  ) {
    guard !analysis.drafts.isEmpty else { return }
    for index in analysis.drafts.indices {
      let draft = analysis.drafts[index]
      analysis.drafts[index].targets = targetFinder.targets(
        of: draft, isDefault: draft.label == labeller.defaultLabel, analysis, flow.resolver,
        document, tags)
    }
  }

  /// Goes through the sentences and gives each as soon as it is done.
  func analyse(
    _ document: Document, _ tags: [Tag], _ mentions: Mentions, issuer: Int, home: Int,
    _ matcher: inout Matcher, _ take: (SentenceAnalysis) -> Void
  ) {
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
    for index in document.sentences.indices {
      if isParagraphStart(index, document) {
        flow.hasSpeakerInParagraph = false
        flow.lastQuotation = nil
      }
      flow.sentence = index
      if !flow.letters.isEmpty {
        flow.issuer = flow.letters.first { $0.sentences.contains(index) }?.author ?? Side()
      }
      matcher.forgetItems()
      lookAhead(index, document, tags, &flow, &matcher)
      var analysis = sentence(document.sentences[index], document, tags, &flow, &matcher)
      if flow.isAsking { dropQuestion(&analysis, document) }
      if analysis.reports.contains(where: { !$0.side.isEmpty }) {
        flow.hasSpeakerInParagraph = true
      }
      findTargets(&analysis, document, tags, flow)
      take(analysis)
      flow.syntax = analysis.syntax
    }
  }

  /// Kills cues that share a word with an `except` pattern of theirs.
  private func applyExceptions(_ document: Document, _ matcher: inout Matcher) {
    var killed: [Int32: [Range<Int32>]] = [:]
    var matches: [RuleMatch] = []
    let hits = matcher.cueHits
    var next = 0
    for span in document.sentences where span.role.isRead && span.bodyFirst < span.last {
      while next < hits.count, Int(hits[next].end) <= span.bodyFirst { next += 1 }
      let hasException = hits[next...].prefix { Int($0.start) < span.last }
        .contains { hasExceptions[Int($0.cue)] }
      guard hasException, matcher.mayMatch(.except, in: span.bodyFirst..<span.last) else {
        continue
      }
      let zone = patternZone(span.bodyFirst..<span.last, document)
      matches.removeAll(keepingCapacity: true)
      matcher.forgetItems()
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

  func sentence(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ flow: inout Flow,
    _ matcher: inout Matcher
  ) -> SentenceAnalysis {
    var span = span
    var analysis = SentenceAnalysis(span: span)
    swap(&analysis.syntax, &flow.syntax)
    analysis.syntax.reset(0..<0)
    span.bodyFirst = afterMarker(span, document)
    // "Mr. HILL." may be a sentence by itself.
    if document.metadata.kind == .transcript { takeTurn(span, document, tags, &flow) }
    guard span.role.isRead, span.bodyFirst < span.last else {
      if span.role == .heading { flow.isOpen = false }
      return analysis
    }
    let view = view(span, document)
    let hits = reportFinder.hits(matcher.cueHits, view.range)
    analysis.isAllSpeech = view.isAllSpeech
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
    var skipped: [Range<Int>] = []
    if !view.speech.isEmpty || !view.asides.isEmpty || !inserts.isEmpty {
      skipped = (view.speech + view.asides + inserts.map { insertRange($0) })
        .sorted { $0.lowerBound < $1.lowerBound }
    }
    clauseParser.parse(document.tokens, view.range, tags, skipping: skipped, into: &analysis.syntax)
    var reports = inserts
    let patterned = patternReports(view, document, tags, analysis.syntax, &matcher)
    if !patterned.isEmpty { reports += patterned }
    let clausal = reportFinder.clauseReports(
      view, document, tags, analysis.syntax, hits, taken: reports)
    if reports.isEmpty { reports = clausal } else { reports += clausal }
    endBeforeInserts(&reports, inserts, document)
    if reports.count > 1 { reports.sort { $0.cueTokens.lowerBound < $1.cueTokens.lowerBound } }
    reportFinder.addEchoes(&reports, view, document, tags, clauseParser.chunker)
    dropDescribing(&reports, document)
    dropAsked(&reports, document, analysis.syntax)
    shareSources(&reports)
    let presented = reportFinder.presentedSpeech(view, document, tags, analysis.syntax, reports)
    if !presented.isEmpty { reports += presented }
    attachSpeech(&reports, view, document)
    markMixed(&reports, document)
    nest(&reports, analysis.syntax, document, flow)
    noteSubject(analysis.syntax, document, &flow)
    for index in reports.indices {
      let newcomer = flow.resolver.newcomer
      resolve(index, &reports, document, tags, &flow)
      // "Reid said a man had told him"
      if reports[index].parent >= 0 { flow.resolver.newcomer = newcomer }
    }
    analysis.reports = reports
    judge(&analysis, view, document, tags, &flow, &matcher)
    finishQuotation(&analysis, view, document, tags, &flow, &matcher)
    rememberQuotations(analysis, view, document, &flow)
    if analysis.drafts.isEmpty, endsFloor(view, document, &matcher) { flow.isOpen = false }
    introduceSpeaker(analysis, view, document, tags, &flow)
    return analysis
  }
}
