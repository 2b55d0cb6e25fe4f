internal import Stance

/// Documents in the format of gold files, to be corrected by hand.
struct TSVReport: Report {
  /// Whether control characters are to be made visible.
  private let isForTerminal: Bool
  private var count = 0

  init(isForTerminal: Bool) { self.isForTerminal = isForTerminal }

  func body(of document: inout LabelledDocument) -> [[UInt8]] {
    let text = GoldFile.text(
      GoldDocument(document.reading, id: document.id, metadata: document.metadata))
    return [Array((isForTerminal ? TerminalSafety.visibleLines(text) : text).utf8)]
  }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    if count > 0 { output.append("\n") }
    count += 1
  }

  func finish(_ output: inout [UInt8]) {}
}
