internal import Rules

/// How the classifier came to its acts, sentence by sentence: tokens with their classes, clauses,
/// attributions and how they were resolved, rules that fired and the words they took.
package struct Explanation {
  private let document: Document
  private let tags: [Tag]
  private let analyses: [SentenceAnalysis]
  private let reading: Reading
  private let names: [String]

  fileprivate init(
    document: Document, tags: [Tag], analyses: [SentenceAnalysis], reading: Reading,
    names: [String]
  ) {
    self.document = document
    self.tags = tags
    self.analyses = analyses
    self.reading = reading
    self.names = names
  }

  /// The explanation as text; of one sentence where its number is given.
  package func text(sentence only: Int? = nil) -> String {
    var out = "kind \(document.metadata.kind?.rawValue ?? "-")"
    out += ", issuer \(document.metadata.issuer ?? "-")\n"
    if !names.isEmpty { out += "names: " + names.joined(separator: "; ") + "\n" }
    var attribution = 0
    for (index, analysis) in analyses.enumerated() {
      let first = attribution
      attribution += analysis.reports.count
      if let only, only != index { continue }
      out += "\n[\(index)] \(reading.sentences[index].text)\n"
      out += tokens(analysis)
      out += clauses(analysis)
      for a in reading.attributions[first..<attribution] { out += line(a) }
      for act in reading.sentences[index].acts { out += line(act) }
      if reading.sentences[index].acts.isEmpty {
        out += "  none: \(reason(analysis))\n"
      }
    }
    return out
  }

  private func tokens(_ analysis: SentenceAnalysis) -> String {
    let words = (analysis.span.first..<analysis.span.last).map { i in
      "\(document.string(i..<i + 1))/\(tags[i])"
    }
    return "  tokens: " + words.joined(separator: " ") + "\n"
  }

  private func clauses(_ analysis: SentenceAnalysis) -> String {
    let syntax = analysis.syntax
    var out = ""
    for (index, clause) in syntax.clauses.enumerated() {
      let verbs = clause.verbs.map { v in
        document.string(syntax.verbs[v].first..<syntax.verbs[v].last)
      }
      let subject =
        clause.subject >= 0
        ? document.string(syntax.nouns[clause.subject].first..<syntax.nouns[clause.subject].last)
        : "-"
      let own = syntax.range.filter { syntax.clause(of: $0) == index }
      let text = own.map { document.string($0..<$0 + 1) }.joined(separator: " ")
      out += "  clause \(index) \(clause.kind) in \(clause.parent): subject '\(subject)', verbs \(verbs): \(text)\n"
    }
    return out
  }

  private func line(_ a: Attribution) -> String {
    "  attribution \(a.id): source '\(a.source?.text ?? "-")', cue '\(a.cue?.text ?? "-")', content '\(a.content?.text ?? "-")', \(a.mode), \(a.parties.joined(separator: " & ")) / \(a.speaker ?? "-"), \(a.resolution)"
      + (a.parent.map { ", inside \($0)" } ?? "") + "\n"
  }

  private func line(_ act: Act) -> String {
    let evidence = act.evidence.map { "\($0.rule) '\($0.span.text)'" }.joined(separator: ", ")
    return
      "  act \(act.label) (weight \(act.weight)): \(act.parties.joined(separator: " & ")) / \(act.speaker ?? "-"), \(act.mode), \(act.resolution), by \(evidence)\n"
  }

  private func reason(_ analysis: SentenceAnalysis) -> String {
    if !analysis.span.role.isRead { return "the sentence is a \(analysis.span.role)" }
    if analysis.reports.isEmpty { return "nobody is reported to speak" }
    if analysis.reports.allSatisfy({ $0.label == .none }) { return "agenda, procedure or refusal" }
    if !analysis.reports.contains(where: { $0.side.isActor }) { return "the source is no party" }
    return "no act in what is said"
  }
}

extension Classifier {
  /// Labels a text and keeps what led to it.
  package func explain(bytes: [UInt8], metadata: Metadata = Metadata()) -> Explanation {
    var scratch = Scratch(rules, features)
    let analyses = analyse(bytes: bytes, metadata: metadata, scratch: &scratch)
    let builder = ReadingBuilder(
      document: scratch.document, file: rules.file, parties: parties,
      isEnglish: LanguageGuess.isEnglish(scratch.document, features))
    return Explanation(
      document: scratch.document, tags: scratch.tags, analyses: analyses,
      reading: builder.reading(analyses), names: scratch.names)
  }
}
