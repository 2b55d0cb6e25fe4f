internal import Rules

/// What made a label: a rule or cue and the tokens it took.
struct Ground: Sendable {
  var id: String
  var tokens: Range<Int>
}

/// An act by tokens of the document, before it is put into words.
struct Draft: Sendable {
  var label: Int
  var weight: Int
  /// Index of the report in its sentence, or -1.
  var report: Int
  var side: Side
  var mode: AttributionMode
  var grounds: [Ground]
  /// Main clause first: 0, then participial and later ones by place.
  var order: Int
  var contents: [Range<Int>]
  var targets: [String] = []
  var isDefault = false
}

/// A rule match as a candidate for the label of a predicate.
struct CandidateLabel: Sendable {
  var label: Int
  var weight: Int
  var length: Int
  var fileOrder: Int
  var ground: Ground

  /// Whether this candidate wins: higher weight, then longer, then label order, then file order.
  func beats(_ other: CandidateLabel) -> Bool {
    if weight != other.weight { return weight > other.weight }
    if length != other.length { return length > other.length }
    if label != other.label { return label < other.label }
    return fileOrder < other.fileOrder
  }
}
