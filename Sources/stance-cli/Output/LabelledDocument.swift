internal import Stance

/// A document as the reports get it.
struct LabelledDocument: Sendable {
  let id: String
  /// What the user said of it.
  let metadata: Metadata
  let reading: Reading
}

/// Writes documents, one after the other, in some format.
protocol Report {
  /// Adds a document.
  mutating func add(_ document: LabelledDocument, to output: inout [UInt8])
  /// Adds what stands behind the last document; not called where there was none.
  mutating func finish(_ output: inout [UInt8])
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
