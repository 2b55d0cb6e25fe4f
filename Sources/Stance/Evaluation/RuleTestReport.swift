package import Rules

/// A test of a rules file that does not hold.
package struct RuleTestFailure: Sendable, Equatable {
  /// Whose test it is.
  package enum Subject: String, Sendable {
    case rule, cue, pattern, turn, stop
  }

  /// The list that the sentence stands in.
  package enum Expectation: String, Sendable {
    case yes, no
  }

  /// What went wrong, in a word that programs can rely on.
  package enum Cause: String, Sendable {
    /// The pattern, or the words of the cue, are not in the sentence.
    case unmatched
    /// They are there, but as words of another class.
    case mistagged
    /// The words are there, but not where the rule looks.
    case outside = "outside-zone"
    /// The words are there, but nothing that the cue takes.
    case unframed
    /// `subject`, `unless` or a negation keeps it from firing.
    case blocked
    /// It fires, but something else decides the label.
    case overruled
    /// It fires where it must not.
    case unwanted
    /// A key that no `no` sentence needs.
    case untested = "untested-key"
    /// A `no` sentence without any word of the pattern.
    case unrelated
    /// Source, cue or content are not the expected ones.
    case misread
  }

  package let subject: Subject
  package let id: String
  /// Nil where it is no single sentence.
  package let expectation: Expectation?
  package let sentence: String
  /// Bytes of the rules file.
  package let range: Range<Int>
  package let cause: Cause
  /// What happened: lower case, no full stop.
  package let message: String

  /// The failure as a problem of the file.
  package var diagnostic: Diagnostic {
    let test = expectation.map { "test '\($0.rawValue)' of " } ?? ""
    return Diagnostic(
      "test-" + cause.rawValue, at: range, "\(test)\(subject.rawValue) '\(id)': \(message)")
  }
}

/// What running the tests of a rules file gave.
package struct RuleTestReport: Sendable {
  /// A rule that fires in its tests, where others give the label.
  package struct Shadowed: Sendable {
    package let rule: Int
    /// What decides.
    package let deciders: [String]
  }

  package internal(set) var failures: [RuleTestFailure] = []
  package internal(set) var shadowed: [Shadowed] = []
  /// Sentences tried, each once for every setting.
  package internal(set) var testCount = 0
  package internal(set) var passCount = 0
  package internal(set) var ruleCount = 0
  package internal(set) var cueCount = 0
  /// Attribution patterns, turns and stops.
  package internal(set) var patternCount = 0
}
