internal import Rules

/// Follows from the trace of a sentence how each of its predicates got its label.
struct Decisions {
  /// A match or a cue with what became of it.
  struct Outcome {
    let place: MatchTrace.Place
    let id: String
    let zone: Zone
    let pattern: String
    let tokens: Range<Int>
    let label: Int
    let weight: Int
    let length: Int
    let fileOrder: Int
    var result = Explanation.Match.Result.loses
    var reason: String?

    var candidate: CandidateLabel {
      CandidateLabel(
        label: label, weight: weight, length: length, fileOrder: fileOrder,
        ground: Ground(id: id, tokens: tokens))
    }
  }

  private(set) var matches: [Outcome] = []
  private let analysis: SentenceAnalysis
  private let document: Document
  private let file: RuleFile
  private let predicates: [(place: MatchTrace.Place, tokens: [Int])]
  private let remarks: [(place: MatchTrace.Place, first: Int, remark: MatchTrace.Remark)]

  init(
    _ analysis: SentenceAnalysis, _ trace: MatchTrace, _ document: Document, _ file: RuleFile
  ) {
    self.analysis = analysis
    self.document = document
    self.file = file
    predicates = trace.predicates
    remarks = trace.remarks
    for entry in trace.entries { add(entry) }
    for cue in trace.cues { add(cue) }
    decide()
  }

  private mutating func add(_ entry: MatchTrace.Entry) {
    let spec = file.rules[entry.rule]
    var outcome = Outcome(
      place: entry.place, id: spec.id.value, zone: entry.zone,
      pattern: spec.match[entry.pattern].value, tokens: entry.tokens,
      label: entry.outcome == .counts ? entry.label : Self.index(spec.label), weight: spec.weight,
      length: entry.length, fileOrder: entry.rule)
    if entry.outcome != .counts {
      outcome.result = .blocked
      outcome.reason = reason(entry, spec)
    }
    matches.append(outcome)
  }

  private mutating func add(_ cue: MatchTrace.Cue) {
    matches.append(
      Outcome(
        place: cue.place, id: cue.id, zone: .cue, pattern: "", tokens: cue.tokens,
        label: cue.label, weight: cue.weight, length: cue.tokens.count, fileOrder: -1))
  }

  private static func index(_ label: LabelChoice) -> Int {
    if case .label(let index) = label { return index }
    return -1
  }

  private func reason(_ entry: MatchTrace.Entry, _ spec: RuleSpec) -> String {
    switch entry.outcome {
    case .otherSubject:
      let subject = spec.subject?.value ?? ""
      return "the subject is not '\(subject)'"
    case .conditional: return "it is supposed or asked, not told"
    case .negated: return "a negator has it in its scope"
    case .killed: return "'unless' kills it: \(spec.unless.map(\.value).joined(separator: " or "))"
    case .counts: return "it is no position of the speaker"
    }
  }

  // MARK: Deciding

  private mutating func decide() {
    for index in matches.indices where matches[index].result != .blocked {
      let match = matches[index]
      if isWinner(match) {
        matches[index].result = .decides
      } else {
        matches[index].reason = reasonOfLoss(match)
      }
    }
  }

  private func isWinner(_ match: Outcome) -> Bool {
    analysis.drafts.contains { draft in
      draft.report == match.place.report && !draft.isDefault && draft.label == match.label
        && draft.grounds.contains { $0.id == match.id && $0.tokens == match.tokens }
        && (match.place.predicate < 0 || draft.order % 1000 == match.place.predicate)
    }
  }

  /// The act of the predicate that a match competes for.
  private func winner(_ match: Outcome) -> (draft: Draft, outcome: Outcome?)? {
    let position = max(0, match.place.predicate)
    let draft = analysis.drafts.first {
      $0.report == match.place.report && $0.order % 1000 == position && !$0.isDefault
    }
    guard let draft else { return nil }
    let outcome = matches.first { other in
      other.place.report == match.place.report && other.label == draft.label
        && draft.grounds.contains { $0.id == other.id && $0.tokens == other.tokens }
    }
    return (draft, outcome)
  }

  private func reasonOfLoss(_ match: Outcome) -> String {
    guard let (draft, outcome) = winner(match) else {
      let remark = remarks.first { $0.place == match.place }?.remark
      switch remark {
      case .toldOfAnother: return "it is told of another"
      case .governed: return "a stance verb governs it: it is the matter of that act"
      case nil: break
      }
      let name = file.labels[match.label].name.value
      if analysis.drafts.contains(where: {
        $0.report == match.place.report && $0.label == match.label
      }) {
        return "an earlier predicate is \(name) already"
      }
      return "it is no position of the speaker"
    }
    let id = draft.grounds.first?.id ?? ""
    guard let outcome else { return "'\(id)' decides" }
    let mine = match.candidate
    let other = outcome.candidate
    if mine.weight != other.weight {
      return "'\(id)' has the higher weight (\(other.weight) against \(mine.weight))"
    }
    if mine.length != other.length {
      return "'\(id)' of the same weight takes more words (\(other.length) against \(mine.length))"
    }
    if mine.label != other.label {
      return "'\(id)' ties, and its label stands before '\(file.labels[mine.label].name.value)'"
    }
    if mine.fileOrder != other.fileOrder { return "'\(id)' ties and stands earlier in the file" }
    return "it gives the same act"
  }

  // MARK: Steps

  /// What happened in a report, predicate by predicate.
  func steps(report: Int) -> [String] {
    var steps: [String] = []
    for (place, tokens) in predicates where place.report == report {
      steps.append(step(place, tokens))
    }
    let fallback = analysis.drafts.first { $0.report == report && $0.isDefault }
    if let fallback {
      steps.append(
        "the first predicate has no match: the default label '\(file.labels[fallback.label].name.value)'"
          + " is given")
    }
    return steps
  }

  private func step(_ place: MatchTrace.Place, _ tokens: [Int]) -> String {
    let words = tokens.map { document.string($0..<$0 + 1) }.joined(separator: " ")
    let what = tokens.isEmpty ? "what is said" : "predicate \(place.predicate + 1) '\(words)'"
    let rivals = matches.filter { match in
      match.place.report == place.report
        && (match.place.predicate == place.predicate
          || place.predicate == 0 && match.place.predicate < 0)
    }
    if let winner = rivals.first(where: { $0.result == .decides }) {
      let label = file.labels[winner.label].name.value
      let others = rivals.filter { $0.result == .loses && $0.id != winner.id }
      var step = "\(what): \(label) by '\(winner.id)' (weight \(winner.weight))"
      if !others.isEmpty { step += ", before " + Self.list(others.map(\.id)) }
      return step
    }
    guard let first = rivals.first else { return "\(what): no rule matches" }
    let reason = first.reason ?? ""
    let more = rivals.count > 1 ? "; \(rivals.count - 1) more do not count" : ""
    return "\(what): '\(first.id)' matches but does not count: \(reason)\(more)"
  }

  private static func list(_ ids: [String]) -> String {
    var seen: [String] = []
    for id in ids where !seen.contains(id) { seen.append(id) }
    return seen.map { "'\($0)'" }.joined(separator: ", ")
  }
}
