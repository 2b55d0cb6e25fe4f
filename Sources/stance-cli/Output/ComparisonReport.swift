internal import Stance

/// What changes between two rules files.
struct ComparisonReport {
  private let comparison: Comparison
  private let names: (first: String, second: String)
  private let hasDetails: Bool

  /// Measures whose change is told.
  private static let measures: [Measure] = [.macroF1, .joint, .party, .speaker, .actRecall]
  /// A difference that chance gives less often than this is called more than chance.
  private static let level = 0.05

  /// A report.
  ///
  /// - Parameters:
  ///   - comparison: What was compared.
  ///   - names: What to call the two rules files.
  ///   - hasDetails: Whether sentences are shown.
  init(_ comparison: Comparison, names: (first: String, second: String), hasDetails: Bool) {
    self.comparison = comparison
    self.names = names
    self.hasDetails = hasDetails
  }

  private var hasGold: Bool { !comparison.first.documents.isEmpty }

  // MARK: Text

  /// The sentences that change, then counts and tests.
  func text() -> String {
    var text = ""
    if hasDetails {
      text += comparison.changes.map { Self.text($0) + "\n" }.joined()
      if comparison.heldOutCount > 0 {
        text +=
          "\(comparison.heldOutCount) documents are held out: their sentences are not shown\n\n"
      }
    }
    text += "A  \(names.first)\nB  \(names.second)\n\n"
    text += counts
    if hasGold { text += "\n" + scores + "\n" + test }
    return TerminalSafety.visibleLines(text)
  }

  /// One change, in lines.
  static func text(_ change: Comparison.Change) -> String {
    let place = change.line.map { "line \($0)" } ?? "sentence \(change.sentence)"
    var lines = [
      "\(change.document), \(place): \(GoldFile.oneLine(change.text))",
      "  A      \(EvaluationReport.acts(Comparison.goldActs(change.first)))",
      "  B      \(EvaluationReport.acts(Comparison.goldActs(change.second)))",
    ]
    if let gold = change.gold, let verdict = change.verdict {
      lines.append("  gold   \(EvaluationReport.acts(gold)): B is \(words(verdict))")
    }
    lines += change.second.map { "  why B  \(EvaluationReport.evidence($0))" }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func words(_ verdict: Comparison.Verdict) -> String {
    verdict == .neither ? "neither better nor worse" : verdict.rawValue
  }

  private var counts: String {
    func several(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    var text =
      "\(several(comparison.sentenceCount, "sentence")) in"
      + " \(several(comparison.documentCount, "document")): \(comparison.changedCount) changed,"
      + " \(comparison.relabelledCount) of them in the primary label\n"
    if hasGold {
      let counts = Comparison.Verdict.allCases.map {
        "\(comparison.verdicts[$0] ?? 0) \($0.rawValue)"
      }
      text += "by gold: " + counts.joined(separator: ", ") + "\n"
    }
    return text
  }

  private var differences: [Measure: Bootstrap.Interval] {
    let first = comparison.first.documents.map(\.scores)
    let second = comparison.second.documents.map(\.scores)
    return Bootstrap(documentCount: first.count).differences(first, second)
  }

  private var scores: String {
    let differences = differences
    var table = TextTable(["", "A", "B", "change", "from", "to"])
    for measure in Self.measures {
      let first = measure.value(comparison.first.scores)
      let second = measure.value(comparison.second.scores)
      var change: Double?
      if let first, let second { change = second - first }
      table.add([
        measure.title, first.map { FixedPoint.text($0) } ?? "-",
        second.map { FixedPoint.text($0) } ?? "-", change.map(ScoreTable.signed) ?? "-",
        differences[measure].map { ScoreTable.signed($0.low) } ?? "-",
        differences[measure].map { ScoreTable.signed($0.high) } ?? "-",
      ])
    }
    let documents = comparison.first.documents.count
    guard documents >= Bootstrap.leastDocuments else { return table.text }
    return table.text
      + "from, to: 95 % interval of the change, paired percentile bootstrap, "
      + "\(Bootstrap.resampleCount) resamples of \(documents) documents, seed \(Bootstrap.seed)\n"
  }

  private var isMoreThanChance: Bool { comparison.pValue < Self.level }

  private var test: String {
    "primary label right only with A: \(comparison.onlyFirstRight), only with B:"
      + " \(comparison.onlySecondRight); exact McNemar test, two-sided: p = "
      + FixedPoint.text(comparison.pValue, places: 4)
      + (isMoreThanChance ? ", more than chance" : ", no more than chance gives") + "\n"
  }

  // MARK: JSON

  /// The same for programs.
  func json() -> String {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("schema", "stance-comparison/1")
      writer.member("first", names.first)
      writer.member("second", names.second)
      for (key, count) in counted {
        writer.key(json: Array("\"\(key)\"".utf8))
        writer.integer(count)
      }
      if hasGold { write(&writer) }
      guard hasDetails else { return }
      writer.key("changes")
      writer.array(comparison.changes) { Self.write($1, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private var counted: [(String, Int)] {
    [
      ("documents", comparison.documentCount), ("held_out", comparison.heldOutCount),
      ("sentences", comparison.sentenceCount), ("changed", comparison.changedCount),
      ("relabelled", comparison.relabelledCount),
    ]
  }

  private func write(_ writer: inout JSONWriter) {
    writer.key("verdicts")
    writer.inlineObject { writer in
      for verdict in Comparison.Verdict.allCases {
        writer.key(json: Array("\"\(verdict.rawValue)\"".utf8))
        writer.integer(comparison.verdicts[verdict] ?? 0)
      }
    }
    writer.key("mcnemar")
    writer.inlineObject { writer in
      writer.member("only_first_right", comparison.onlyFirstRight)
      writer.member("only_second_right", comparison.onlySecondRight)
      writer.member("p", comparison.pValue)
      writer.member("more_than_chance", isMoreThanChance)
    }
    let differences = differences
    writer.key("measures")
    writer.array(Self.measures) { writer, measure in
      writer.inlineObject { writer in
        writer.member("measure", measure.rawValue)
        writer.member("first", measure.value(comparison.first.scores))
        writer.member("second", measure.value(comparison.second.scores))
        writer.member("change_low", differences[measure]?.low)
        writer.member("change_high", differences[measure]?.high)
      }
    }
  }

  private static func write(_ change: Comparison.Change, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("document", change.document)
      writer.member("line", change.line)
      writer.member("sentence", change.sentence)
      writer.member("text", change.text)
      for (key, acts) in [("first", change.first), ("second", change.second)] {
        writer.key(json: Array("\"\(key)\"".utf8))
        writer.array(acts) { writer, act in
          EvaluationReport.write(Comparison.goldActs([act])[0], act, &writer)
        }
      }
      guard let gold = change.gold else { return }
      writer.key("gold")
      writer.array(gold) { EvaluationReport.write($1, nil, &$0) }
      writer.member("verdict", change.verdict?.rawValue)
    }
  }
}
