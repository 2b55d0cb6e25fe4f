internal import Rules

/// How often acts are right, by how they were found: the table behind ``Act/confidence``.
///
/// An act is right where the gold sentence has one of its label and its parties. A cell is a mode, a
/// way of finding the speaker and a band of weights. Shares of few acts are drawn towards those of
/// all weights of the same mode and resolution, these towards the share of all acts: additive
/// smoothing with ``strength`` acts of the wider class.
package struct Calibration: Sendable {
  /// How many acts of the wider class count as much as the cell's own.
  package static let strength = 12.0
  /// The lowest weights of the bands; 0 is the label by default.
  package static let bands = [0, 1, 50, 60, 70]

  private struct Count {
    var acts = 0.0
    var right = 0.0
    func share(towards prior: Double) -> Double {
      (right + Calibration.strength * prior) / (acts + Calibration.strength)
    }
  }

  private struct Class: Hashable {
    var mode: String
    var resolution: String
  }

  private struct Cell: Hashable {
    var kind: Class
    var band: Int
  }

  private var all = Count()
  private var classes: [Class: Count] = [:]
  private var cells: [Cell: Count] = [:]

  /// Counts the acts of all documents that are not held out.
  ///
  /// - Complexity: linear in the number of acts.
  package init(_ evaluation: Evaluation) {
    for sentence in evaluation.openDocuments.flatMap(\.sentences) {
      for act in sentence.found {
        let right = sentence.holds(act) ? 1.0 : 0.0
        let kind = Class(mode: act.mode.rawValue, resolution: act.resolution.rawValue)
        let band = Self.bands.last { $0 <= act.weight } ?? 0
        all.acts += 1
        all.right += right
        classes[kind, default: Count()].acts += 1
        classes[kind, default: Count()].right += right
        cells[Cell(kind: kind, band: band), default: Count()].acts += 1
        cells[Cell(kind: kind, band: band), default: Count()].right += right
      }
    }
  }

  /// Whether there was no act to learn from.
  package var isEmpty: Bool { all.acts == 0 }

  /// A row for each cell; each mode and resolution has one for the lowest weight.
  var rows: [ConfidenceRow] {
    let overall = all.acts > 0 ? all.right / all.acts : 0
    var rows: [ConfidenceRow] = []
    for mode in RuleFileSchema.modes {
      for resolution in RuleFileSchema.resolutions {
        let kind = Class(mode: mode, resolution: resolution)
        let share = classes[kind, default: Count()].share(towards: overall)
        for band in Self.bands {
          let count = cells[Cell(kind: kind, band: band)]
          guard count != nil || band == 0 else { continue }
          rows.append(
            ConfidenceRow(
              mode: mode, resolution: resolution, weight: band,
              confidence: (count ?? Count()).share(towards: share)))
        }
      }
    }
    return rows
  }

  /// The rows as the value of `confidence` in a rules file, a row a line.
  package var json: String {
    let lines = rows.map { row in
      "    {\"mode\": \"\(row.mode)\", \"resolution\": \"\(row.resolution)\","
        + " \"weight\": \(row.weight),"
        + " \"confidence\": \(FixedPoint.text(row.confidence, places: 2))}"
    }
    return "  \"confidence\": [\n" + lines.joined(separator: ",\n") + "\n  ]\n"
  }
}

/// How far confidence tells the truth: acts by confidence, and how many of them are right.
package struct Reliability: Sendable {
  /// Acts whose confidence lies in a tenth.
  package struct Bin: Sendable, Equatable {
    package let range: Range<Int>
    package var acts = 0
    package var right = 0
    /// The sum of the confidences.
    package var expected = 0.0
  }

  /// The tenths that have acts, lowest first.
  package let bins: [Bin]

  /// Counts the acts of documents; those without confidence are left out.
  package init(_ documents: [Evaluation.Document]) {
    var bins = (0..<10).map { Bin(range: $0 * 10..<$0 * 10 + 10) }
    for sentence in documents.flatMap(\.sentences) {
      for act in sentence.found {
        guard let confidence = act.confidence else { continue }
        let bin = min(9, max(0, Int(confidence * 10)))
        bins[bin].acts += 1
        bins[bin].right += sentence.holds(act) ? 1 : 0
        bins[bin].expected += confidence
      }
    }
    self.bins = bins.filter { $0.acts > 0 }
  }
}

extension ComparedSentence {
  /// Whether the gold sentence has an act of this label and these parties.
  package func holds(_ act: Act) -> Bool {
    let parties = NameComparison.parties(act.parties)
    return gold.acts.contains {
      $0.label == act.label && NameComparison.parties($0.parties) == parties
    }
  }
}
