import Stance
import Testing

/// Who says what: the cases of `AttributionTable.txt`, right by column.
@Suite struct AttributionTests {
  /// What a table row says of an attribution, in the order of the table.
  private enum Column: Int, CaseIterable {
    case source, cue, content, speaker, party, label, mode, target
  }

  /// The shares below which no column may fall; known failures are printed by the run.
  private static let floors: [Column: Double] = [
    .source: 0.99, .cue: 0.985, .content: 0.99, .speaker: 0.99, .party: 0.985, .label: 0.95,
    .mode: 0.985, .target: 0.99,
  ]

  /// The columns of one attribution.
  private struct Row {
    var cells: [String]

    subscript(_ column: Column) -> String { cells[column.rawValue] }

    init(_ line: Substring) {
      cells = line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
      // Most rows do not judge the target.
      if cells.count == Column.target.rawValue { cells.append("*") }
    }

    /// An attribution of a reading.
    init(_ attribution: Attribution, _ reading: Reading, _ text: String) {
      let act = reading.sentences.lazy.flatMap(\.acts).first { $0.attribution == attribution.id }
      cells = [
        name(attribution.source?.text), name(attribution.cue?.text),
        name(attribution.content.map { words($0, text) }), list(attribution.speakers),
        list(attribution.parties), act?.label ?? "none", attribution.mode.rawValue,
        list(act?.targets ?? []),
      ]
    }

    /// An uncued act.
    init(_ act: Act) {
      cells = [
        "-", "-", "-", list(act.speakers), list(act.parties), act.label, act.mode.rawValue,
        list(act.targets),
      ]
    }

    /// Nothing was found.
    static let missing = Row("- | - | - | - | - | none | none | -")

    /// What one row gets right of another; a cue that is right tells which one is meant.
    func agreement(with found: Row) -> Int {
      Column.allCases.reduce(0) { sum, column in
        sum + (isRight(column, found) ? (column == .cue || column == .content ? 3 : 1) : 0)
      }
    }

    func isRight(_ column: Column, _ found: Row) -> Bool {
      matches(self[column], found[column])
    }
  }

  @Test func `the share of right columns does not fall`() throws {
    let classifier = try SharedClassifier.result.get()
    var right: [Column: Int] = [:]
    var judged: [Column: Int] = [:]
    var failures = ""
    let cases = TextCases.blocks(of: "AttributionTable.txt")
    #expect(cases.count >= 400)
    for block in cases {
      let lines = block.text.split(separator: "\n")
      let isKnownFailure = lines[0].hasPrefix("? ")
      let text = String(lines[0].dropFirst(isKnownFailure ? 2 : 0)).replacing("\\n", with: "\n")
      let rows = lines.dropFirst().map { Row($0) }
      guard rows.allSatisfy({ $0.cells.count == Column.allCases.count }) else {
        Issue.record("a row of '\(lines[0])' has not \(Column.allCases.count) columns")
        continue
      }
      let found = rowsFound(text, classifier)
      var wrong = ""
      var fails = false
      for (row, answer) in pairs(rows, found) {
        for column in Column.allCases where row[column] != "*" {
          judged[column, default: 0] += 1
          if row.isRight(column, answer) {
            right[column, default: 0] += 1
          } else {
            fails = fails || column != .label
            wrong += "    \(column): expected '\(row[column])', found '\(answer[column])'\n"
          }
        }
      }
      // Labels have tables of their own.
      #expect(fails == isKnownFailure, "\(lines[0])\n\(wrong)")
      if !wrong.isEmpty { failures += "  \(block.heading): \(lines[0])\n" + wrong }
    }
    print("\nattribution, failures known today:\n\(failures)\n\(table(right, judged))")
    for column in Column.allCases {
      let share = share(right[column], judged[column])
      #expect(share >= Self.floors[column, default: 0], "\(column)")
    }
  }

  private func rowsFound(_ text: String, _ classifier: Classifier) -> [Row] {
    let reading = classifier.label(text)
    let uncued = reading.sentences.flatMap(\.acts).filter { $0.attribution == nil }
    return reading.attributions.map { Row($0, reading, text) } + uncued.map { Row($0) }
  }

  /// Each row with the attribution that agrees best, no attribution twice.
  ///
  /// A row that judges only the label `none` is right where the text has no act.
  private func pairs(_ rows: [Row], _ found: [Row]) -> [(Row, Row)] {
    var rest = found
    return rows.map { row in
      if row[.label] == "none", row[.cue] == "*" {
        return (row, found.first { $0[.label] != "none" } ?? .missing)
      }
      var best: (index: Int, agreement: Int)?
      for (index, candidate) in rest.enumerated() {
        let agreement = row.agreement(with: candidate)
        if agreement > best?.agreement ?? -1 { best = (index, agreement) }
      }
      return (row, best.map { rest.remove(at: $0.index) } ?? .missing)
    }
  }

  private func table(_ right: [Column: Int], _ judged: [Column: Int]) -> String {
    var table = TextTable(["attribution", "right", "of", "share", "floor"])
    for column in Column.allCases {
      table.add([
        "\(column)", "\(right[column] ?? 0)", "\(judged[column] ?? 0)",
        FixedPoint.text(share(right[column], judged[column])),
        FixedPoint.text(Self.floors[column, default: 0]),
      ])
    }
    return table.text
  }

  private func share(_ part: Int?, _ whole: Int?) -> Double {
    Double(part ?? 0) / Double(max(1, whole ?? 0))
  }
}

/// Whether a cell holds what is expected; `*` stands for anything, also inside.
private func matches(_ expected: String, _ found: String) -> Bool {
  let parts = expected.split(separator: "*", omittingEmptySubsequences: false).map(trimmed)
  guard parts.count > 1 else { return expected == found }
  return found.hasPrefix(parts[0]) && found.hasSuffix(parts[parts.count - 1])
}

private func name(_ text: String?) -> String { text.map(trimmed) ?? "-" }

private func list(_ names: [String]) -> String {
  names.isEmpty ? "-" : names.joined(separator: " & ")
}

/// The words of a span; the parts of a broken one in order.
private func words(_ span: TextSpan, _ text: String) -> String {
  guard !span.parts.isEmpty else { return span.text }
  let scalars = Array(text.unicodeScalars)
  return span.parts.map { part in
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars[part.clamped(to: 0..<scalars.count)])
    return trimmed(String(words))
  }.joined(separator: " ")
}

/// Without spaces at its edges, and without a comma or full stop outside quotation marks.
private func trimmed(_ text: some StringProtocol) -> String {
  var text = Substring(text)
  while let first = text.first, first.isWhitespace || first == "," { text.removeFirst() }
  while let last = text.last, last.isWhitespace || last == "," || last == "." { text.removeLast() }
  return String(text)
}
