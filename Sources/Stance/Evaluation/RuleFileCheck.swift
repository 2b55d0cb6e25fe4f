package import Rules

/// All that can be said about a rules file: problems of form, and what its own tests gave.
package struct RuleFileCheck: Sendable {
  package let name: String
  package let version: String
  /// Errors and warnings of the file, then the tests that do not hold, in file order each.
  package let diagnostics: [Diagnostic]
  /// Nil for a file with errors, whose tests cannot be run.
  package let tests: RuleTestReport?
  /// For a file without errors.
  package let classifier: Classifier?

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// Checks a file.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - path: Its name.
  ///   - isThorough: Whether each test is also run in other surroundings.
  package init(_ bytes: [UInt8], path: String, isThorough: Bool = false) {
    let (file, problems) = RuleFileReader.read(bytes)
    name = file.name
    version = file.version
    var diagnostics = problems
    let augmented = PartyTable.build(file).file
    _ = RuleSet.compile(augmented, bytes: bytes, into: &diagnostics)
    diagnostics.sort { $0.range.lowerBound < $1.range.lowerBound }
    for index in diagnostics.indices where diagnostics[index].id == "missing-tests" {
      diagnostics[index].severity = .error
    }
    let classifier = try? Classifier(rules: bytes, path: path)
    self.classifier = classifier
    if let classifier {
      var runner = RuleTestRunner(classifier, isThorough: isThorough)
      let report = runner.run()
      tests = report
      diagnostics += report.failures.map(\.diagnostic)
    } else {
      tests = nil
    }
    self.diagnostics = diagnostics
  }
}
