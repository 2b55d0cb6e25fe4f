internal import Rules

/// Acts of sentences without a report: the words of whoever has the floor.
extension DocumentAnalyser {
  /// A sentence without any report: carried on by who has the floor, or narration.
  func uncued(
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
      if isSalutation(view, document) { return }
      // "Acme apologises. We will refund the price."
      side = flow.issuer.isEmpty && !flow.isUnnamed ? flow.floor ?? Side() : flow.issuer
      side.resolution = .issuer
      // Nobody is known to have issued it: what "we" say in most of it, else what is clearly an act.
      mayDefault =
        (!side.isEmpty || kind == .speech) && !isQuestion(view, document)
        && !isChronicle(analysis.syntax, view, document)
    case .transcript:
      side = flow.floor ?? Side()
      side.resolution = .carried
      mayDefault = true
      if isQuestion(view, document) || isCall(view, tags) { return }
    case .readout:
      guard flow.isOpen, let floor = flow.floor else { return }
      side = floor
      side.resolution = .carried
      mayDefault = isAssessment(analysis.syntax, document, tags)
    case .news:
      guard flow.isOpen, !flow.isUnnamed, let floor = flow.floor else { return }
      side = floor
      side.resolution = .carried
      analysis.isUncued = true
      return
    }
    // "The Leader of the Opposition:" is somebody, whatever the name.
    let isTurn = kind == .transcript && flow.floor != nil
    guard !side.isEmpty || kind == .statement || kind == .speech || isTurn else { return }
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
    let own = ownSide(of: report, document, tags, flow)
    markOwn(own, view.range, document, tags, flow, &matcher)
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

  /// "Yes, Roger.", "Good morning, everybody.": a few words without a verb.
  private func isCall(_ view: SentenceView, _ tags: [Tag]) -> Bool {
    view.range.count <= 8 && !view.range.contains { tags[$0].isVerbal }
  }

  /// `Dear Prime Minister,`, `Yours sincerely,`, `Jane Roe, Salem`: a short line of a letter that says nothing.
  private func isSalutation(_ view: SentenceView, _ document: Document) -> Bool {
    guard view.range.count <= 10, let first = view.range.first, let last = view.range.last,
      document.tokens[first].has(.paragraphBefore) || document.tokens[last].kind == .comma
    else { return false }
    return salutations.contains(document.tokens[first].word)
      || view.range.allSatisfy {
        let token = document.tokens[$0]
        return token.kind != .word || token.has(.capitalised)
          || features.has(token.word, [.preposition, .determiner, .coordinator])
      }
  }

  private func isQuestion(_ view: SentenceView, _ document: Document) -> Bool {
    view.range.last.map { document.tokens[$0].kind == .question } ?? false
  }

  /// "The ministers met in Oslo and signed an agreement": what took place, told of others in a text
  /// that speaks for itself.
  private func isChronicle(_ syntax: Syntax, _ view: SentenceView, _ document: Document) -> Bool {
    guard let main = syntax.clauses.first, let v = main.verbs.first, main.subject >= 0 else {
      return false
    }
    let verb = syntax.verbs[v]
    return verb.isPast && verb.modal == .none && !verb.isPerfect
      && narration.contains(document.tokens[verb.head].word)
      && !view.range.contains { features.has(document.tokens[$0].word, .firstPerson) }
  }

  /// A position or an assessment: present tense or a modal, no plain fact about the past.
  private func isAssessment(_ syntax: Syntax, _ document: Document, _ tags: [Tag]) -> Bool {
    guard let main = syntax.clauses.first, let v = main.verbs.first else { return false }
    let verb = syntax.verbs[v]
    if narration.contains(document.tokens[verb.head].word) { return false }
    return !verb.isPast || verb.modal != .none
  }

  /// The paragraph of one of the last sentences.
  private func paragraph(of token: Int, _ document: Document) -> Int? {
    document.sentences.last { $0.first <= token }?.paragraph
  }

  /// A sentence inside a quotation that began or ends elsewhere.
  func continuedSpeech(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ nested: [Report],
    _ document: Document, _ tags: [Tag], _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    let q = Int(document.quotationOfToken[view.range.lowerBound])
    var side = flow.isUnnamed ? Side() : flow.floor ?? flow.issuer
    analysis.continues = flow.quotationReport[q] ?? flow.lastQuotation
    analysis.continued = view.range
    if let known = flow.quotationSide[q] { side = known }
    if side.isEmpty, !flow.isUnnamed, let topic = flow.resolver.topic,
      flow.sentence > 0,
      document.sentences[max(0, flow.sentence - 3)].first <= topic.at,
      document.sentences[flow.sentence].paragraph == paragraph(of: topic.at, document)
    {
      // "Ann Lee summed up the mood. “We are gutted.”"
      side = flow.resolver.side(of: topic.entity, resolution: .carried)
    }
    side.resolution = .carried
    var report = Report(cueTokens: 0..<0, head: view.range.lowerBound)
    report.contents = [view.range]
    report.frame = .quote
    report.mode = .direct
    report.side = side
    let own = ownSide(of: report, document, tags, flow)
    markOwn(own, view.range, document, tags, flow, &matcher)
    let utterance = Labeller.Utterance(
      report: report, index: -1, syntax: analysis.syntax, mayDefault: true,
      nested: nested.map { owned($0, by: own, document, flow) }, order: 0)
    analysis.drafts = labeller.acts(utterance, document, tags, &matcher)
    analysis.isUncued = true
    // Of whom the speaker tells is nobody that the author goes on about: `"A man told me," he said`.
    let newcomer = flow.resolver.newcomer
    for index in analysis.reports.indices {
      resolve(index, &analysis.reports, document, tags, &flow)
    }
    flow.resolver.newcomer = newcomer
  }

  /// The end of a quotation that began in a sentence before, where the author goes on without saying
  /// whose it is.
  ///
  /// `Keller said: "It is late. We must leave," pointing at the clock.`
  func finishQuotation(
    _ analysis: inout SentenceAnalysis, _ view: SentenceView, _ document: Document, _ tags: [Tag],
    _ flow: inout Flow, _ matcher: inout Matcher
  ) {
    guard let speech = view.speech.first, speech.lowerBound == view.range.lowerBound,
      case let q = Int(document.quotationOfToken[speech.lowerBound]), q >= 0,
      document.quotations[q].open < speech.lowerBound, let report = flow.quotationReport[q],
      report.sentence < flow.sentence, speech.upperBound < view.range.upperBound,
      !analysis.reports.contains(where: { report in
        report.contents.contains { $0.overlaps(speech) }
      })
    else { return }
    analysis.continues = report
    analysis.continued = speech
    guard analysis.drafts.isEmpty else { return }
    var span = view.span
    span.last = speech.upperBound
    let quoted = self.view(span, document)
    var syntax = Syntax()
    clauseParser.parse(document.tokens, quoted.range, tags, skipping: quoted.asides, into: &syntax)
    var rest = SentenceAnalysis(span: span)
    rest.syntax = syntax
    continuedSpeech(&rest, quoted, [], document, tags, &flow, &matcher)
    analysis.drafts = rest.drafts
  }

  func rememberQuotations(
    _ analysis: SentenceAnalysis, _ view: SentenceView, _ document: Document, _ flow: inout Flow
  ) {
    let reports = analysis.reports
    for number in reports.indices
    where reports[number].parent < 0
      && !reports[number].frame.isDisjoint(with: [.quote, .that, .bare])
    {
      let place = QuotationReport(sentence: flow.sentence, report: number)
      // `She said that the law was clear. "It always was."`
      flow.lastQuotation = place
      guard reports[number].frame == .quote else { continue }
      for content in reports[number].contents {
        for t in [content.lowerBound, content.upperBound - 1] {
          let q = Int(document.quotationOfToken[t])
          guard q >= 0 else { continue }
          flow.quotationSide[q] = reports[number].side
          flow.quotationReport[q] = place
        }
      }
    }
  }
}
