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
      table.add([
        label, FixedPoint.text(tally.precision), FixedPoint.text(tally.recall),
        FixedPoint.text(tally.f1), "\(matrix.goldCount(label))", "\(matrix.systemCount(label))",
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
}
