internal import Rules

/// Puts into words what the stages left behind.
struct ExplanationBuilder {
  private let classifier: Classifier
  private let document: Document
  private let tags: [Tag]
  private let mentions: Mentions
  /// Of each sentence.
  private let traces: [MatchTrace]
  private let mentionsOfSentence: [[Mention]]
  /// Classes and lexicons with longer entries, by token.
  private let classes: [[String]]
  private let longEntries: [[String]]
  private let analyses: [SentenceAnalysis]
  private let reading: Reading
  private let notes: WordNotes

  private var file: RuleFile { classifier.rules.file }

  init(_ classifier: Classifier, _ scratch: Scratch, _ analyses: [SentenceAnalysis]) {
    self.classifier = classifier
    self.analyses = analyses
    document = scratch.document
    tags = scratch.tags
    mentions = scratch.mentions
    let trace = scratch.matcher.trace ?? MatchTrace()
    let sentences = SentenceIndex(analyses, tokenCount: scratch.document.tokens.count)
    traces = trace.split(into: analyses.count, by: sentences.sentence)
    mentionsOfSentence = sentences.grouped(scratch.mentions.list) { $0.first }
    var classes = [[String]](repeating: [], count: scratch.document.tokens.count)
    for mark in trace.marks {
      for token in mark.tokens where !classes[token].contains(mark.tokenClass.name) {
        classes[token].append(mark.tokenClass.name)
      }
    }
    self.classes = classes
    var entries = [[String]](repeating: [], count: scratch.document.tokens.count)
    for hit in scratch.matcher.hits where hit.end - hit.start > 1 {
      let name = classifier.rules.file.lexicons[Int(hit.lexicon.rawValue)].name.value
      for token in Int(hit.start)..<Int(hit.end) where !name.hasPrefix("#") {
        entries[token].append(name)
      }
    }
    longEntries = entries
    let builder = ReadingBuilder(
      document: scratch.document, classifier.rules.file, classifier.confidences)
    reading = builder.reading(analyses)
    var words: Set<[UInt8]> = []
    for token in scratch.document.tokens.indices {
      let text = String(decoding: scratch.document.text(token), as: UTF8.self)
      words.insert(Array(text.lowercased().utf8))
    }
    notes = WordNotes(classifier.rules, classifier.features.vocabulary, words: words)
  }

  func explanation(only: Int?, _ search: WhyNotSearch?) -> Explanation {
    var sentences: [Explanation.Sentence] = []
    var attribution = 0
    for (index, analysis) in analyses.enumerated() {
      if only == nil || only == index {
        let acts = reading.sentences[index].acts
        sentences.append(
          sentence(
            index, analysis, attribution,
            search?.answer(index, analysis, document, tags, acts)))
      }
      attribution += analysis.reports.count
    }
    return Explanation(
      rulesName: classifier.rulesName, rulesVersion: classifier.rulesVersion,
      metadata: reading.metadata, language: reading.language, names: names, sentences: sentences)
  }

  // MARK: Names

  private var names: [Explanation.Name] {
    mentions.entities.map { entity in
      Explanation.Name(
        name: entity.name, kind: "\(entity.kind)", party: party(entity),
        mentionCount: entity.mentions)
    }
  }

  private func party(_ entity: Entity) -> String? {
    if entity.party >= 0 { return classifier.parties.names[entity.party] }
    if let name = entity.partyName { return name }
    return entity.body >= 0 ? mentions.entities[entity.body].name : nil
  }

  private func mentions(of sentence: Int) -> [Explanation.Mention] {
    mentionsOfSentence[sentence].map { mention in
      let text = document.string(mention.first..<mention.last)
      switch mention.referent {
      case .party(let party):
        let name = classifier.parties.names[party]
        return Explanation.Mention(text: text, name: name, kind: "party", party: name)
      case .entity(let index):
        let entity = mentions.entities[index]
        return Explanation.Mention(
          text: text, name: entity.name, kind: "\(entity.kind)", party: party(entity))
      }
    }
  }

  // MARK: Sentences

  private func sentence(
    _ index: Int, _ analysis: SentenceAnalysis, _ first: Int, _ whyNot: WhyNot?
  ) -> Explanation.Sentence {
    let span = analysis.span
    let range = span.first..<span.last
    let trace = traces[index]
    let decisions = Decisions(analysis, trace, document, file)
    let numbers = analysis.reports.indices.map { first + $0 }
    return Explanation.Sentence(
      index: index, text: reading.sentences[index].text, role: "\(span.role)",
      words: range.map(word), mentions: mentions(of: index), verbs: verbs(analysis.syntax),
      clauses: clauses(analysis.syntax),
      sources: sources(analysis, trace, first),
      views: trace.views.map { view in
        Explanation.View(
          attribution: number(view.place.report, numbers), zone: view.zone,
          predicate: view.place.predicate >= 0 ? view.place.predicate : nil,
          words: view.tokens.map { document.string($0..<$0 + 1) }.joined(separator: " "))
      },
      matches: decisions.matches.map { match in
        Explanation.Match(
          attribution: number(match.place.report, numbers),
          predicate: match.place.predicate >= 0 ? match.place.predicate : nil, rule: match.id,
          zone: match.zone, pattern: match.pattern, words: document.string(match.tokens),
          label: match.label >= 0 ? file.labels[match.label].name.value : "none",
          weight: match.weight, result: match.result, reason: match.reason)
      },
      steps: steps(analysis, trace, decisions, reading.sentences[index].acts, first),
      acts: reading.sentences[index].acts, whyNot: whyNot)
  }

  private func number(_ report: Int, _ numbers: [Int]) -> Int? {
    numbers.indices.contains(report) ? numbers[report] : nil
  }

  private func word(_ token: Int) -> Explanation.Word {
    let text = document.text(token)
    let mask = Classifier.classMask(tags[token])
    var lexicons = notes.lexicons(document.tokens[token], text, mask)
    for name in longEntries[token] where !lexicons.contains(name) { lexicons.append(name) }
    return Explanation.Word(
      text: String(decoding: text, as: UTF8.self), tag: "\(tags[token])",
      classes: classes[token],
      lexicons: lexicons, forms: notes.inflections(text, tags[token]))
  }

  private func verbs(_ syntax: Syntax) -> [Explanation.VerbGroup] {
    syntax.verbs.map { group in
      let traits = [
        (group.isPassive, "passive"), (group.isNegated, "negated"), (group.isPerfect, "perfect"),
        (group.isProgressive, "progressive"), (group.isPast, "past"),
        (group.modal != .none, "modal"),
      ]
      return Explanation.VerbGroup(
        text: document.string(group.first..<group.last), form: "\(group.form)",
        traits: traits.filter(\.0).map(\.1), clause: group.clause)
    }
  }

  private func clauses(_ syntax: Syntax) -> [Explanation.Clause] {
    syntax.clauses.enumerated().map { index, clause in
      let own = syntax.range.filter { syntax.clause(of: $0) == index }
      let subject =
        clause.subject >= 0
        ? syntax.nouns[clause.subject]
          .first..<syntax.nouns[
            max(clause.subject, clause.subjectLast)
          ].last : nil
      return Explanation.Clause(
        kind: "\(clause.kind)", parent: clause.parent >= 0 ? clause.parent : nil,
        subject: subject.map { document.string($0) },
        verbs: clause.verbs.map { verb in
          document.string(syntax.verbs[verb].first..<syntax.verbs[verb].last)
        },
        text: own.map { document.string($0..<$0 + 1) }.joined(separator: " "))
    }
  }

  // MARK: Reports

  private func sources(
    _ analysis: SentenceAnalysis, _ trace: MatchTrace, _ first: Int
  ) -> [Explanation.Source] {
    analysis.reports.enumerated().map { index, report in
      let label: String? =
        switch report.label {
        case .neutral: nil
        case .none: RuleFileSchema.noLabel
        case .label(let label): file.labels[label].name.value
        }
      return Explanation.Source(
        attribution: reading.attributions[first + index], rule: rule(of: report), label: label,
        isNegated: report.isNegated, refusal: refusal(index, analysis, trace))
    }
  }

  private func rule(of report: Report) -> String? {
    if report.cue >= 0 { return file.cues[report.cue].id.value }
    return report.pattern >= 0 ? file.attributionPatterns[report.pattern].id.value : nil
  }

  /// Why a report is not asked for acts.
  private func refusal(
    _ index: Int, _ analysis: SentenceAnalysis, _ trace: MatchTrace
  ) -> String? {
    let report = analysis.reports[index]
    if trace.predicates.contains(where: { $0.place.report == index })
      || analysis.drafts.contains(where: { $0.report == index })
    {
      return nil
    }
    if report.parent >= 0 {
      return "it stands inside what is said in another, whose speaker is judged"
    }
    if !report.side.isActor { return "the source is no party" }
    if report.label == .none { return "its cue is marked as no act: agenda, procedure or refusal" }
    if analysis.isAllSpeech { return "it stands inside a quotation, whose speaker is judged" }
    return "what is said is narration"
  }

  // MARK: Steps

  private func steps(
    _ analysis: SentenceAnalysis, _ trace: MatchTrace, _ decisions: Decisions, _ acts: [Act],
    _ first: Int
  ) -> [String] {
    guard reading.language == "en" else { return ["the text does not look English: no acts"] }
    guard analysis.span.role.isRead else {
      return ["the sentence is no part of the running text (\(analysis.span.role)): no acts"]
    }
    var steps: [String] = []
    for (index, report) in analysis.reports.enumerated() {
      var step = "attribution \(first + index): " + description(report)
      if let refusal = refusal(index, analysis, trace) {
        step += "; no act is looked for: " + refusal
      }
      steps.append(step)
      steps += decisions.steps(report: index)
    }
    let own = decisions.steps(report: -1)
    if !own.isEmpty {
      steps.append(
        analysis.isAllSpeech
          ? "the sentence stands in a quotation: its words are those of the speaker"
          : "nobody is reported to speak: the sentence is judged as the words of the side that has"
            + " the floor or issued the text")
      steps += own
    } else if analysis.reports.isEmpty {
      steps.append(
        analysis.isUncued
          ? "nobody is reported to speak; the words of the last speaker may go on, but in news that"
            + " makes no act outside a quotation"
          : "nobody is reported to speak, and nobody has the floor: no acts")
    }
    if acts.count < analysis.drafts.count {
      steps.append("acts with the same label, speaker and party are merged")
    }
    if acts.isEmpty, !analysis.reports.isEmpty { steps.append("no act") }
    return steps
  }

  private func description(_ report: Report) -> String {
    let cue = report.cueTokens.isEmpty ? "no cue" : "'\(document.string(report.cueTokens))'"
    let rule = rule(of: report).map { " (\($0))" } ?? ""
    let side =
      report.side.isEmpty
      ? "nobody known"
      : [
        report.side.speakers.joined(separator: " & "), report.side.parties.joined(separator: " & "),
      ]
      .filter { !$0.isEmpty }.joined(separator: " for ")
    let source = report.source.isEmpty ? "no source" : "'\(document.string(report.source))'"
    return "\(cue)\(rule) of \(source), resolved to \(side) (\(report.side.resolution.rawValue))"
  }
}

/// Which sentence each token stands in.
struct SentenceIndex {
  private var sentences: [Int32]

  init(_ analyses: [SentenceAnalysis], tokenCount: Int) {
    sentences = [Int32](repeating: -1, count: tokenCount)
    for (index, analysis) in analyses.enumerated() {
      for token in analysis.span.first..<analysis.span.last { sentences[token] = Int32(index) }
    }
    count = analyses.count
  }

  private let count: Int

  func sentence(_ token: Int) -> Int? {
    guard sentences.indices.contains(token), sentences[token] >= 0 else { return nil }
    return Int(sentences[token])
  }

  /// Elements by the sentence of one of their tokens.
  func grouped<Element>(_ elements: [Element], by token: (Element) -> Int) -> [[Element]] {
    var groups = [[Element]](repeating: [], count: count)
    for element in elements {
      if let sentence = sentence(token(element)) { groups[sentence].append(element) }
    }
    return groups
  }
}
