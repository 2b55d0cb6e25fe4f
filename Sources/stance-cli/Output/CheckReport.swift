internal import Rules
internal import Stance

/// What `stance check` says about a rules file.
struct CheckReport {
  private let check: RuleFileCheck
  private let diagnostics: [Diagnostic]
  private var formatter: DiagnosticFormatter

  /// - Parameters:
  ///   - check: What was found.
  ///   - sources: The files that it was read from.
  ///   - hasWarnings: Whether warnings are shown.
  init(_ check: RuleFileCheck, _ sources: SourceFiles, hasWarnings: Bool) {
    self.check = check
    diagnostics = check.diagnostics.filter { hasWarnings || $0.severity == .error }
    formatter = DiagnosticFormatter(sources)
  }

  /// Each problem with its line and a caret, then the summary.
  mutating func text() -> String {
    diagnostics.map { formatter.text($0) }.joined() + summary + "\n"
  }

  /// One annotation a line, as build services show them beside the file.
  mutating func annotations() -> String {
    diagnostics.map { diagnostic in
      let place = formatter.place(of: diagnostic.range)
      let kind = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      var message = diagnostic.message
      if let suggestion = diagnostic.suggestion { message += "\n" + suggestion }
      for note in diagnostic.notes { message += "\nnote: " + note.message }
      return "::\(kind) file=\(Self.property(place.file)),line=\(place.line),col=\(place.column),"
        + "endLine=\(place.endLine),endColumn=\(place.endColumn),"
        + "title=\(Self.property(diagnostic.id))::\(Self.escaped(message))\n"
    }.joined() + summary + "\n"
  }

  /// Everything as one object.
  mutating func json() -> String {
    var writer = JSONWriter(.indented)
    let places = diagnostics.map { formatter.place(of: $0.range) }
    writer.object { writer in
      writer.member("schema", "stance-check/1")
      writer.key("rules")
      writer.inlineObject { writer in
        writer.member("name", check.name)
        writer.member("version", check.version)
      }
      writer.member("errors", check.errorCount - failureCount)
      writer.member("warnings", warningCount)
      writer.key("tests")
      Self.write(check.tests, &writer)
      writer.key("deletions")
      Self.write(check.mutation, &writer)
      writer.key("diagnostics")
      writer.array(zip(diagnostics, places).map { $0 }) { writer, item in
        Self.write(item.0, item.1, &writer)
      }
      writer.key("failures")
      writer.array(check.tests?.failures ?? []) { Self.write($1, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  // MARK: Parts

  private var failureCount: Int { check.tests?.failures.count ?? 0 }
  private var warningCount: Int { check.diagnostics.count { $0.severity == .warning } }

  private var summary: String {
    let title = "\(check.name) \(check.version)".trimmingSpaces
    let errors = Self.count(check.errorCount - failureCount, "error")
    let warnings = Self.count(warningCount, "warning")
    let head = (title.isEmpty ? "" : title + ": ") + "\(errors), \(warnings)"
    guard let tests = check.tests else { return head + "; tests not run" }
    return head
      + "; \(Self.count(tests.ruleCount, "rule")), \(Self.count(tests.cueCount, "cue")),"
      + " \(Self.count(tests.patternCount, "attribution pattern")),"
      + " \(Self.count(tests.testCount, "test")) run, \(tests.failures.count) failed"
      + (check.mutation.map {
        "; \(Self.count($0.count, "deletion")) tried, \($0.unnoticedCount) unnoticed"
      } ?? "")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number == 0 ? "no" : String(number)) \(noun)s"
  }

  private static func write(_ mutation: RuleMutation.Report?, _ writer: inout JSONWriter) {
    guard let mutation else { return writer.null() }
    writer.inlineObject { writer in
      writer.member("tried", mutation.count)
      writer.member("unnoticed", mutation.unnoticedCount)
    }
  }

  private static func write(_ tests: RuleTestReport?, _ writer: inout JSONWriter) {
    guard let tests else { return writer.null() }
    writer.inlineObject { writer in
      writer.member("rules", tests.ruleCount)
      writer.member("cues", tests.cueCount)
      writer.member("patterns", tests.patternCount)
      writer.member("run", tests.testCount)
      writer.member("failed", tests.failures.count)
    }
  }

  private static func write(
    _ diagnostic: Diagnostic, _ place: DiagnosticFormatter.Place, _ writer: inout JSONWriter
  ) {
    writer.inlineObject { writer in
      writer.member("file", place.file)
      writer.member("line", place.line)
      writer.member("column", place.column)
      writer.member("endLine", place.endLine)
      writer.member("endColumn", place.endColumn)
      writer.member("severity", diagnostic.severity.rawValue)
      writer.member("id", diagnostic.id)
      writer.member("message", diagnostic.message)
      writer.member("suggestion", diagnostic.suggestion)
      writer.member("notes", diagnostic.notes.map(\.message))
    }
  }

  private static func write(_ failure: RuleTestFailure, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("subject", failure.subject.rawValue)
      writer.member("id", failure.id)
      writer.member("test", failure.expectation?.rawValue)
      writer.member("cause", failure.cause.rawValue)
      writer.member("sentence", failure.expectation == nil ? nil : failure.sentence)
      writer.member("message", failure.message)
    }
  }

  // MARK: Annotations

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func property(_ text: String) -> String {
    var property = ""
    for scalar in escaped(text).unicodeScalars {
      switch scalar {
      case ":": property += "%3A"
      case ",": property += "%2C"
      default: property.unicodeScalars.append(scalar)
      }
    }
    return property
  }
}

extension String {
  /// Without spaces at either end.
  fileprivate var trimmingSpaces: String {
    var scalars = unicodeScalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
