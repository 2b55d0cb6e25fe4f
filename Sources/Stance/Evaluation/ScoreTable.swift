/// Scores as plain text tables.
package enum ScoreTable {
  /// All tables, an empty line between them.
  package static func text(_ scores: Scores) -> String {
    [counts(scores), primary(scores), confusion(scores.primary), others(scores)]
      .joined(separator: "\n")
  }

  private static func counts(_ scores: Scores) -> String {
    let documents = scores.documentCount == 1 ? "1 document" : "\(scores.documentCount) documents"
    return "\(documents), \(scores.goldSentenceCount) gold sentences, "
      + "\(scores.systemSentenceCount) found\n"
  }

  private static func primary(_ scores: Scores) -> String {
    let matrix = scores.primary
    var table = TextTable(["primary label", "precision", "recall", "F1", "gold", "found"])
    for label in matrix.classes {
      let tally = matrix.tally(label)
      let gold = matrix.goldCount(label)
      let found = matrix.systemCount(label)
      table.add([
        label, found == 0 ? "-" : FixedPoint.text(tally.precision),
        gold == 0 ? "-" : FixedPoint.text(tally.recall),
        gold == 0 ? "-" : FixedPoint.text(tally.f1), "\(gold)", "\(found)",
      ])
    }
    table.add(["macro-F1", "", "", FixedPoint.text(matrix.macroF1)])
    table.add(["accuracy", "", "", FixedPoint.text(matrix.accuracy)])
    return table.text
  }

  private static func confusion(_ matrix: ConfusionMatrix) -> String {
    var table = TextTable(["gold \\ found"] + matrix.classes)
    for gold in matrix.classes {
      table.add(
        [gold]
          + matrix.classes.map { system in
            let count = matrix[gold: gold, system: system]
            return count == 0 ? "." : "\(count)"
          })
    }
    return table.text
  }

  private static func others(_ scores: Scores) -> String {
    var tallies = TextTable(["", "precision", "recall", "F1"])
    for (name, tally) in [
      ("sentence boundaries", scores.boundaries), ("label sets", scores.labelSets),
      ("label and party jointly", scores.joint),
    ] {
      tallies.add([
        name, FixedPoint.text(tally.precision), FixedPoint.text(tally.recall),
        FixedPoint.text(tally.f1),
      ])
    }
    var shares = TextTable(["", "share", "cases", "of"])
    for (name, share) in [
      ("act recall", scores.actRecall), ("party, given an act", scores.partyGivenAct),
      ("party of all gold acts", scores.partyOfGoldActs),
      ("speaker, given an act", scores.speakerGivenAct),
      ("speakers invented for '-'", scores.speakersInvented),
    ] {
      shares.add([
        name, share.value.map { FixedPoint.text($0) } ?? "-", "\(share.count)", "\(share.total)",
      ])
    }
    return tallies.text + "\n" + shares.text
  }

  // MARK: Further tables

  /// Main scores with their intervals, and how these were made.
  ///
  /// - Parameters:
  ///   - evaluation: What was compared.
  ///   - measures: The rows.
  /// - Returns: A note instead where there are too few documents.
  package static func intervals(_ evaluation: Evaluation, _ measures: [Measure]) -> String {
    let count = evaluation.documents.count
    guard count >= Bootstrap.leastDocuments else {
      return "no intervals: they need \(Bootstrap.leastDocuments) documents or more\n"
    }
    let intervals = Bootstrap(documentCount: count).intervals(evaluation.documents.map(\.scores))
    var table = TextTable(["", "score", "from", "to"])
    for measure in measures {
      table.add([
        measure.title, measure.value(evaluation.scores).map { FixedPoint.text($0) } ?? "-",
        intervals[measure].map { FixedPoint.text($0.low) } ?? "-",
        intervals[measure].map { FixedPoint.text($0.high) } ?? "-",
      ])
    }
    return "95 % intervals: percentile bootstrap, \(Bootstrap.resampleCount) resamples of the"
      + " \(count) documents, seed \(Bootstrap.seed)\n" + table.text
  }

  /// Scores of groups of documents.
  package static func groups(_ title: String, _ groups: [Breakdown.Group]) -> String {
    var table = TextTable([title, "articles", "sentences", "macro-F1", "joint F1", "party"])
    for group in groups {
      let scores = group.scores
      table.add([
        group.name, "\(scores.documentCount)", "\(scores.goldSentenceCount)",
        FixedPoint.text(scores.primary.macroF1), FixedPoint.text(scores.joint.f1),
        scores.partyGivenAct.value.map { FixedPoint.text($0) } ?? "-",
      ])
    }
    return table.text
  }

  /// Right acts by attribution mode.
  package static func modes(_ modes: [Breakdown.Mode]) -> String {
    var table = TextTable(["first acts by mode", "found", "label right", "with party"])
    for mode in modes {
      table.add([
        mode.mode.rawValue, "\(mode.label.total)",
        mode.label.value.map { FixedPoint.text($0) } ?? "-",
        mode.party.value.map { FixedPoint.text($0) } ?? "-",
      ])
    }
    return table.text
  }

  /// Acts by confidence, and the share of them that are right.
  package static func reliability(_ reliability: Reliability) -> String {
    var table = TextTable(["confidence", "acts", "mean", "label and party right"])
    for bin in reliability.bins {
      table.add([
        "\(FixedPoint.text(Double(bin.range.lowerBound) / 100, places: 1)) to "
          + FixedPoint.text(Double(bin.range.upperBound) / 100, places: 1),
        "\(bin.acts)", FixedPoint.text(bin.expected / Double(bin.acts)),
        FixedPoint.text(Double(bin.right) / Double(bin.acts)),
      ])
    }
    return table.text
  }

  /// Rules and cues, those first that hurt most.
  package static func scorecard(_ scorecard: Scorecard) -> String {
    var table = TextTable([
      "rule or cue", "fires", "right", "wrong", "macro-F1 without", "joint F1 without",
    ])
    let rows = scorecard.rows.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      if one.macroF1Change != other.macroF1Change {
        return one.macroF1Change > other.macroF1Change
      }
      if one.jointF1Change != other.jointF1Change {
        return one.jointF1Change > other.jointF1Change
      }
      return first.offset < second.offset
    }
    for row in rows.map(\.element) {
      table.add([
        row.id, "\(row.fires)", "\(row.right)", "\(row.wrong)", signed(row.macroF1Change),
        signed(row.jointF1Change),
      ])
    }
    return table.text
  }

  /// A difference with its sign.
  package static func signed(_ value: Double) -> String {
    let text = FixedPoint.text(value, places: 4)
    return value > 0 && text != "0.0000" ? "+" + text : text
  }

  /// Names with their counts, the first of many.
  package static func names(_ title: String, _ counts: [NameGaps.Count], most: Int) -> String {
    var table = TextTable([title, "times", "of these with party"])
    for count in counts.prefix(most) {
      table.add([count.name, "\(count.count)", "\(count.found)"])
    }
    let rest = counts.count - most
    return table.text + (rest > 0 ? "and \(rest) more\n" : "")
  }
}
