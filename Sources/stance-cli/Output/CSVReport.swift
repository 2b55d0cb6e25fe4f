internal import Stance

/// Documents as RFC 4180 CSV: one act a row, and a row `none` for a sentence without acts.
struct CSVReport: Report {
  static let header = [
    "id", "sentence", "paragraph", "start", "end", "label", "weight", "confidence", "speaker",
    "person", "parties", "targets", "mode", "resolution", "source", "cue", "content", "rules",
    "evidence",
    "text",
  ]

  /// Whether control characters are to be made visible.
  private let isForTerminal: Bool
  private var isBegun = false

  init(isForTerminal: Bool) { self.isForTerminal = isForTerminal }

  func body(of document: inout LabelledDocument) -> [[UInt8]] {
    var output: [UInt8] = []
    for sentence in document.reading.sentences {
      if sentence.acts.isEmpty { write(row(document.id, sentence, nil), to: &output) }
      for act in sentence.acts { write(row(document.id, sentence, act), to: &output) }
    }
    return [output]
  }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    if !isBegun { write(Self.header, to: &output) }
    isBegun = true
  }

  func finish(_ output: inout [UInt8]) {}

  private func row(_ id: String, _ sentence: Sentence, _ act: Act?) -> [String] {
    var cells = [
      id, "\(sentence.index)", "\(sentence.paragraph)", "\(sentence.start)", "\(sentence.end)",
      act?.label ?? "none",
    ]
    if let act {
      cells += [
        "\(act.weight)", act.confidence?.description ?? "", act.speaker ?? "",
        act.person ?? "",
        act.parties.joined(separator: " & "), act.targets.joined(separator: " & "),
        act.mode.rawValue, act.resolution.rawValue, act.source?.text ?? "", act.cue?.text ?? "",
        act.content?.text ?? "", act.evidence.map(\.rule).joined(separator: " "),
        act.evidence.map(\.span.text).joined(separator: " | "),
      ]
    } else {
      cells += Array(repeating: "", count: 13)
    }
    return cells + [sentence.text]
  }

  private func write(_ cells: [String], to output: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      write(cell: isForTerminal ? TerminalSafety.visible(cell) : cell, to: &output)
    }
    output.append("\r\n")
  }

  private func write(cell: String, to output: inout [UInt8]) {
    let content = Self.isFormula(cell) ? "'" + cell : cell
    let needsQuotes = content.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return output.append(content) }
    output.append(UInt8(ascii: "\""))
    for byte in content.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Whether a spreadsheet could take the cell for a formula.
  static func isFormula(_ cell: String) -> Bool {
    // The id of standard input.
    guard cell != "-" else { return false }
    let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
    switch first {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return cell.utf8.first == 0x09 || cell.utf8.first == 0x0D
    }
  }
}
