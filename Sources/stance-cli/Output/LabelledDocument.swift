internal import Stance

/// A document as the reports get it.
struct LabelledDocument: Sendable {
  let id: String
  /// What the user said of it.
  let metadata: Metadata
  var reading: Reading
  /// What else a JSON Lines record held.
  let record: RecordParts?
  /// The text that offsets refer to, where it is not the input as it is.
  let text: [UInt8]?
  /// Whether the text has acts without confidence, shown or not.
  let hasUnratedActs: Bool
}

/// Writes documents, one after the other, in some format.
///
/// Bodies may be made side by side in several threads; documents are added one after the other.
protocol Report: Sendable {
  /// Whether ``add(_:to:)`` looks at sentences and attributions.
  var addsReadings: Bool { get }
  /// A document in the format, without what depends on the documents before it.
  ///
  /// - Parameter document: Sentences and attributions may be taken out, so that a long document does
  ///   not need the room of both; not where ``addsReadings``.
  /// - Returns: Pieces to be written one behind the other.
  func body(of document: inout LabelledDocument) -> [[UInt8]]
  /// Adds a document; its body is written right behind.
  mutating func add(_ document: LabelledDocument, to output: inout [UInt8])
  /// Adds a record that could not be read.
  ///
  /// - Returns: Whether the format has a place for it.
  mutating func add(_ record: BrokenRecord, to output: inout [UInt8]) -> Bool
  /// Adds what stands behind the last document; not called where there was none.
  mutating func finish(_ output: inout [UInt8])
}

extension Report {
  /// The body tells all as a rule.
  var addsReadings: Bool { false }
  /// Nothing, for formats whose documents depend on those before them.
  func body(of document: inout LabelledDocument) -> [[UInt8]] { [] }
  mutating func add(_ record: BrokenRecord, to output: inout [UInt8]) -> Bool { false }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
