/// How bad a diagnostic is.
package enum Severity: String, Sendable {
  case error, warning, note
}

/// One problem of a rules file: what, where, why and, where it can be told, the remedy.
package struct Diagnostic: Sendable, Equatable {
  /// A stable name for the kind of problem: `unknown-lexicon`.
  package var id: String
  package var severity: Severity
  /// Bytes in the rules file, already mapped through JSON escapes.
  package var range: Range<Int>
  /// Lower case, no full stop, names the thing in quotes, says what was expected.
  package var message: String
  /// Replacement or hint shown at the caret: `did you mean 'denial_verbs'?`.
  package var suggestion: String?
  package var notes: [Note]

  /// A second place that explains the first.
  package struct Note: Sendable, Equatable {
    package var range: Range<Int>?
    package var message: String
    package init(range: Range<Int>? = nil, message: String) {
      self.range = range
      self.message = message
    }
  }

  package init(
    _ id: String, _ severity: Severity = .error, at range: Range<Int>, _ message: String,
    suggestion: String? = nil, notes: [Note] = []
  ) {
    self.id = id
    self.severity = severity
    self.range = range
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
  }
}
