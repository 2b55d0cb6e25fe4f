internal import Stance

/// Scores and errors of an evaluation.
struct EvaluationReport {
  /// Names that are shown at most in each list of text.
  private static let listLength = 20

  private let evaluation: Evaluation
  private let scorecard: Scorecard?
  /// Whether sentences and names of documents that are not held out are shown.
  private let hasDetails: Bool
  private let isAgreement: Bool
  private let gaps: NameGaps

  /// A report.
  ///
  /// - Parameters:
  ///   - evaluation: What was compared.
  ///   - parties: The parties that the rules list.
  ///   - scorecard: What rules are worth, where that was measured.
  ///   - hasDetails: Whether more than totals is wanted.
  ///   - isAgreement: Whether people made both labellings.
  init(
    _ evaluation: Evaluation, parties: [String], scorecard: Scorecard?, hasDetails: Bool,
    isAgreement: Bool
  ) {
    self.evaluation = evaluation
    self.scorecard = scorecard
    self.hasDetails = hasDetails
    self.isAgreement = isAgreement
    gaps = NameGaps(evaluation.openDocuments, known: parties)
  }

  private var measures: [Measure] {
    [.macroF1, .accuracy] + (isAgreement ? [.kappa] : [])
      + [.labelSets, .joint, .party, .partyOfGoldActs, .speaker, .actRecall]
  }

  private var heldOutCount: Int { evaluation.documents.count { $0.isHeldOut } }

  /// Tables for people, after the list of errors.
  func text() -> String {
    var parts: [String] = []
    if hasDetails {
      let errors = evaluation.openDocuments.map(errors).joined()
      if !errors.isEmpty { parts.append(errors) }
      if heldOutCount > 0 {
        parts.append("\(heldOutCount) documents are held out: only totals are shown of them\n")
      }
    }
    parts.append(ScoreTable.text(evaluation.scores))
    parts.append(ScoreTable.intervals(evaluation, measures))
    parts.append(ScoreTable.groups("kind of document", Breakdown.kinds(evaluation.documents)))
    let names = Breakdown.names(evaluation.documents)
    if !names.isEmpty { parts.append(ScoreTable.groups("name up to the hyphen", names)) }
    if !isAgreement { parts.append(ScoreTable.modes(Breakdown.modes(evaluation.documents))) }
    let reliability = Reliability(evaluation.documents)
    if !reliability.bins.isEmpty { parts.append(ScoreTable.reliability(reliability)) }
    if let scorecard { parts.append(ScoreTable.scorecard(scorecard)) }
    if hasDetails {
      if !gaps.sources.isEmpty {
        parts.append(
          ScoreTable.names(
            "source without speaker or party", gaps.sources, most: Self.listLength))
      }
      if !gaps.parties.isEmpty {
        parts.append(
          ScoreTable.names("gold party unknown to the rules", gaps.parties, most: Self.listLength))
      }
    }
    return TerminalSafety.visibleLines(parts.joined(separator: "\n"))
  }

  private func errors(_ document: Evaluation.Document) -> String {
    document.sentences.filter { !$0.isRight }.map { sentence in
      """
      \(document.name):\(sentence.gold.line): \(GoldFile.oneLine(sentence.gold.text))
        gold   \(Self.acts(sentence.gold.acts))
        \(isAgreement ? "other " : "found ") \(Self.acts(sentence.system))

      """ + sentence.found.map { "  why    \(Self.evidence($0))\n" }.joined()
    }.joined()
  }

  /// What made an act, in a line.
  static func evidence(_ act: Act) -> String {
    var parts = act.evidence.map { "\($0.rule) on '\(GoldFile.oneLine($0.span.text))'" }
    if let source = act.source {
      parts.append("\(act.mode.rawValue) from '\(GoldFile.oneLine(source.text))'")
    } else {
      parts.append("\(act.mode.rawValue), \(act.resolution.rawValue)")
    }
    return "\(act.label): " + parts.joined(separator: ", ")
  }

  /// Acts as a person would note them down.
  static func acts(_ acts: [GoldAct]) -> String {
    guard !acts.isEmpty else { return "none" }
    return acts.map { act in
      "\(act.label) by \(names(act.speakers)) (\(names(act.parties)))"
    }.joined(separator: " + ")
  }

  private static func names(_ names: [String]) -> String {
    names.isEmpty ? "-" : names.joined(separator: " & ")
  }

  // MARK: JSON

  /// The same for programs.
  func json() -> String {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("schema", "stance-evaluation/1")
      writer.member("held_out", heldOutCount)
      Self.write(evaluation.scores, &writer)
      writeIntervals(&writer)
      writer.key("kinds")
      writer.array(Breakdown.kinds(evaluation.documents)) { Self.write($1, &$0) }
      writer.key("names")
      writer.array(Breakdown.names(evaluation.documents)) { Self.write($1, &$0) }
      if !isAgreement { writeModes(&writer) }
      if let scorecard { Self.write(scorecard, &writer) }
      guard hasDetails else { return }
      writer.key("unresolved_sources")
      writer.array(gaps.sources) { Self.write($1, &$0) }
      writer.key("unknown_parties")
      writer.array(gaps.parties) { Self.write($1, &$0) }
      writer.key("errors")
      let errors = evaluation.openDocuments.flatMap { document in
        document.sentences.filter { !$0.isRight }.map { (document.name, $0) }
      }
      writer.array(errors) { Self.write($1.1, of: $1.0, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private func writeIntervals(_ writer: inout JSONWriter) {
    let documents = evaluation.documents.map(\.scores)
    let intervals = Bootstrap(documentCount: documents.count).intervals(documents)
    writer.key("bootstrap")
    writer.inlineObject { writer in
      writer.member("method", "percentile")
      writer.member("unit", "document")
      writer.member("level", 0.95)
      writer.member("resamples", Bootstrap.resampleCount)
      writer.member("seed", Int(Bootstrap.seed))
    }
    writer.key("measures")
    writer.array(Measure.allCases) { writer, measure in
      writer.inlineObject { writer in
        writer.member("measure", measure.rawValue)
        writer.member("value", measure.value(evaluation.scores))
        writer.member("low", intervals[measure]?.low)
        writer.member("high", intervals[measure]?.high)
      }
    }
  }

  private static func write(_ group: Breakdown.Group, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("name", group.name)
      writer.member("documents", group.scores.documentCount)
      writer.member("sentences", group.scores.goldSentenceCount)
      writer.member("macro_f1", group.scores.primary.macroF1)
      writer.member("joint_f1", group.scores.joint.f1)
      writer.member("party_given_act", group.scores.partyGivenAct.value)
    }
  }

  private func writeModes(_ writer: inout JSONWriter) {
    writer.key("reliability")
    writer.array(Reliability(evaluation.documents).bins) { writer, bin in
      writer.inlineObject { writer in
        writer.member("from", Double(bin.range.lowerBound) / 100)
        writer.member("acts", bin.acts)
        writer.member("mean", bin.expected / Double(bin.acts))
        writer.member("right", bin.right)
      }
    }
    writer.key("modes")
    writer.array(Breakdown.modes(evaluation.documents)) { writer, mode in
      writer.inlineObject { writer in
        writer.member("mode", mode.mode.rawValue)
        writer.member("found", mode.label.total)
        writer.member("label_right", mode.label.count)
        writer.member("label_and_party_right", mode.party.count)
      }
    }
  }

  private static func write(_ scorecard: Scorecard, _ writer: inout JSONWriter) {
    writer.key("scorecard")
    writer.array(scorecard.rows) { writer, row in
      writer.inlineObject { writer in
        writer.member("id", row.id)
        writer.member("kind", row.isCue ? "cue" : "rule")
        writer.member("fires", row.fires)
        writer.member("right", row.right)
        writer.member("wrong", row.wrong)
        writer.member("macro_f1_change", row.macroF1Change)
        writer.member("joint_f1_change", row.jointF1Change)
      }
    }
  }

  private static func write(_ count: NameGaps.Count, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("name", count.name)
      writer.member("times", count.count)
      writer.member("with_party", count.found)
    }
  }

  private static func write(_ scores: Scores, _ writer: inout JSONWriter) {
    writer.member("documents", scores.documentCount)
    writer.member("sentences", scores.goldSentenceCount)
    writer.member("found_sentences", scores.systemSentenceCount)
    writer.key("boundaries")
    write(scores.boundaries, &writer)
    writer.key("primary")
    writer.object { write(scores.primary, &$0) }
    writer.key("label_sets")
    write(scores.labelSets, &writer)
    writer.key("joint")
    write(scores.joint, &writer)
    writer.key("party_given_act")
    write(scores.partyGivenAct, &writer)
    writer.key("party_of_gold_acts")
    write(scores.partyOfGoldActs, &writer)
    writer.key("speaker_given_act")
    write(scores.speakerGivenAct, &writer)
    writer.key("act_recall")
    write(scores.actRecall, &writer)
    writer.key("speakers_invented")
    write(scores.speakersInvented, &writer)
  }

  private static func write(_ matrix: ConfusionMatrix, _ writer: inout JSONWriter) {
    writer.member("macro_f1", matrix.macroF1)
    writer.member("accuracy", matrix.accuracy)
    writer.key("classes")
    writer.array(matrix.classes) { writer, label in
      let tally = matrix.tally(label)
      writer.inlineObject { writer in
        writer.member("label", label)
        writer.member("precision", tally.precision)
        writer.member("recall", tally.recall)
        writer.member("f1", tally.f1)
        writer.member("gold", matrix.goldCount(label))
        writer.member("found", matrix.systemCount(label))
      }
    }
    writer.key("confusion")
    writer.array(matrix.classes) { writer, gold in
      writer.inlineArray(matrix.classes) { $0.integer(matrix[gold: gold, system: $1]) }
    }
  }

  private static func write(_ tally: Tally, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("precision", tally.precision)
      writer.member("recall", tally.recall)
      writer.member("f1", tally.f1)
    }
  }

  private static func write(_ share: Share, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("share", share.value)
      writer.member("cases", share.count)
      writer.member("of", share.total)
    }
  }

  private static func write(
    _ sentence: ComparedSentence, of document: String, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("file", document)
      writer.member("line", sentence.gold.line)
      writer.member("text", sentence.gold.text)
      writer.key("gold")
      writer.array(sentence.gold.acts) { write($1, nil, &$0) }
      writer.key("found")
      writer.array(Array(sentence.system.enumerated())) { writer, act in
        write(act.element, sentence.found.dropFirst(act.offset).first, &writer)
      }
    }
  }

  /// One act, with its evidence where it was found.
  static func write(_ act: GoldAct, _ found: Act?, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("label", act.label)
      writer.member("parties", act.parties)
      writer.member("speakers", act.speakers)
      guard let found else { return }
      writer.member("mode", found.mode.rawValue)
      writer.member("source", found.source?.text)
      writer.member("cue", found.cue?.text)
      writer.key("evidence")
      writer.inlineArray(found.evidence) { writer, evidence in
        writer.inlineObject { writer in
          writer.member("rule", evidence.rule)
          writer.member("text", evidence.span.text)
        }
      }
    }
  }
}
