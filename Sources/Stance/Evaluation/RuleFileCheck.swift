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

  /// What `findUnnoticedDeletions` gave.
  package private(set) var mutation: RuleMutation.Report?
  private let sources: SourceFiles
  private let names: [String]

  /// Checks a file and runs its tests.
  ///
  /// - Parameters:
  ///   - loaded: The file with all that it extends.
  ///   - names: Whose tests to run, by their ids, where a name that ends in `.` stands for all that
  ///     begin so; all tests when empty.
  package init(_ loaded: LoadedRuleFile, testing names: [String] = []) {
    self.names = names
    name = loaded.file.name
    version = loaded.file.version
    sources = loaded.sources
    let (classifier, problems) = Classifier.load(loaded)
    self.classifier = classifier
    var diagnostics = problems
    diagnostics += RuleFileLint.warnings(
      of: loaded.file, bytes: loaded.sources.bytes, builtInLexicons: EngineLexicons.names,
      errors: diagnostics)
    for index in diagnostics.indices where diagnostics[index].id == "missing-tests" {
      diagnostics[index].severity = .error
    }
    var report: RuleTestReport?
    if let classifier {
      var runner = RuleTestRunner(classifier)
      report = runner.run { id in Self.isNamed(id, names) }
      for shadowed in report?.shadowed ?? [] {
        let id = loaded.file.rules[shadowed.rule].id
        diagnostics.append(.shadowedRule(id.value, by: shadowed.deciders, at: id.range))
      }
    }
    tests = report
    self.diagnostics = []
    self.diagnostics =
      diagnostics.inFileOrder().filter { $0.severity == .error || isOwn($0.range.lowerBound) }
      + (report?.failures.map(\.diagnostic) ?? [])
  }

  private static func isNamed(_ id: String, _ names: [String]) -> Bool {
    names.isEmpty || names.contains { $0 == id || $0.hasSuffix(".") && id.hasPrefix($0) }
  }

  /// Whether a part of the file is the user's: of the rules built in, where they are only extended,
  /// nobody can change anything.
  private func isOwn(_ offset: Int) -> Bool {
    sources.files.count < 2 || sources.fileName(of: offset) != RuleFileLoader.builtInName
  }

  /// Adds a warning for each rule and cue that never fires in texts.
  ///
  /// - Parameter texts: Texts as the rules are meant for, with what is known of them.
  package mutating func findIdle(in texts: [(text: [UInt8], metadata: Metadata)]) {
    guard let classifier, !texts.isEmpty else { return }
    var scratch = Scratch(classifier.rules, classifier.features)
    var rules: Set<Int> = []
    var cues: Set<Int> = []
    for (text, metadata) in texts {
      scratch.matcher.trace = MatchTrace()
      let analyses = classifier.analyse(bytes: text, metadata: metadata, scratch: &scratch)
      cues.formUnion(analyses.flatMap(\.reports).map(\.cue))
      for entry in scratch.matcher.trace?.entries ?? [] where entry.outcome == .counts {
        rules.insert(entry.rule)
      }
    }
    var idle: [Diagnostic] = []
    for (index, cue) in classifier.rules.file.cues.enumerated() where !cues.contains(index) {
      idle.append(.neverFires("cue", cue.id.value, in: texts.count, at: cue.id.range))
    }
    for (index, rule) in classifier.rules.file.rules.enumerated() where !rules.contains(index) {
      idle.append(.neverFires("rule", rule.id.value, in: texts.count, at: rule.id.range))
    }
    diagnostics += idle.filter { isOwn($0.range.lowerBound) }
  }

  /// Adds a warning for each part of a rule that can be deleted without any test noticing.
  package mutating func findUnnoticedDeletions() {
    guard let classifier else { return }
    let report = RuleMutation.run(classifier) { rule in
      isOwn(rule.id.range.lowerBound) && Self.isNamed(rule.id.value, names)
    }
    mutation = report
    diagnostics += report.diagnostics
  }
}
