package import Rules

/// All that can be said about a rules file: problems of form, and what its own tests gave.
package struct RuleFileCheck: Sendable {
  package let name: String
  package let version: String
  /// Errors and warnings of the file, then the tests that do not hold, in file order each.
  package private(set) var diagnostics: [Diagnostic]
  /// Nil for a file with errors, whose tests cannot be run.
  package let tests: RuleTestReport?
  /// For a file without errors.
  package let classifier: Classifier?

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// Checks a file.
  ///
  /// - Parameters:
  ///   - loaded: The file with all that it extends.
  ///   - isThorough: Whether each test is also run in other surroundings.
  package init(_ loaded: LoadedRuleFile, isThorough: Bool = false) {
    name = loaded.file.name
    version = loaded.file.version
    var diagnostics = loaded.diagnostics
    let augmented = PartyTable.build(loaded.file).file
    _ = RuleSet.compile(augmented, bytes: loaded.sources.bytes, into: &diagnostics)
    diagnostics += RuleFileLint.warnings(
      of: loaded.file, bytes: loaded.sources.bytes, builtInLexicons: EngineLexicons.names,
      errors: diagnostics)
    diagnostics.sort { $0.range.lowerBound < $1.range.lowerBound }
    for index in diagnostics.indices where diagnostics[index].id == "missing-tests" {
      diagnostics[index].severity = .error
    }
    // Nobody who extends the rules built in can do anything about warnings there.
    diagnostics.removeAll { diagnostic in
      diagnostic.severity != .error && loaded.sources.files.count > 1
        && loaded.sources.fileName(of: diagnostic.range.lowerBound) == RuleFileLoader.builtInName
    }
    let classifier = try? Classifier(loaded)
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

  /// Adds a warning for each rule that labels nothing in texts.
  ///
  /// - Parameters:
  ///   - texts: Texts as the rules are meant for.
  ///   - metadata: What is known of all of them.
  package mutating func findIdle(in texts: [[UInt8]], metadata: Metadata = Metadata()) {
    guard let classifier, !texts.isEmpty else { return }
    var used: Set<String> = []
    for text in texts {
      for sentence in classifier.label(bytes: text, metadata: metadata).sentences {
        for act in sentence.acts { used.formUnion(act.evidence.map(\.rule)) }
      }
    }
    for rule in classifier.rules.file.rules where !used.contains(rule.id.value) {
      diagnostics.append(
        Diagnostic(
          "idle-rule", .warning, at: rule.id.range,
          "rule '\(rule.id.value)' gives no label in \(texts.count) texts"))
    }
  }
}
