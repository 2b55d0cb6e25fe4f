package import Rules

/// Finds parts of rules that can be deleted without any test of the rule noticing.
package struct RuleMutation {
  /// A part that was deleted.
  private struct Mutant {
    let rule: Int
    /// The list that holds the pattern, and the part of the pattern; nil for all of it.
    let pattern: Located<String>
    let part: Range<Int>?
    let text: String
  }

  /// What the deletions gave.
  package struct Report: Sendable {
    /// Deletions tried.
    package internal(set) var count = 0
    package internal(set) var unnoticedCount = 0
    /// One for each part that no test needs, in file order.
    package internal(set) var diagnostics: [Diagnostic] = []
  }

  /// Rules whose mutants are tried together.
  private static let rulesAtOnce = 40

  private let classifier: Classifier
  private var mutants: [Mutant] = []
  private var specs: [RuleSpec] = []
  private var report = Report()

  /// Tries the deletions of the rules that have both kinds of tests.
  ///
  /// - Parameters:
  ///   - classifier: A classifier with the rules.
  ///   - isWanted: Which rules.
  /// - Returns: What no test notices.
  /// - Complexity: Linear in the sentences of the tests; all deletions of a rule are tried at once.
  package static func run(
    _ classifier: Classifier, where isWanted: (RuleSpec) -> Bool = { _ in true }
  ) -> Report {
    var mutation = RuleMutation(classifier: classifier)
    let rules = classifier.rules.file.rules.indices.filter { rule in
      let spec = classifier.rules.file.rules[rule]
      return !spec.tests.yes.isEmpty && !spec.tests.no.isEmpty && isWanted(spec)
    }
    for start in stride(from: 0, to: rules.count, by: rulesAtOnce) {
      mutation.run(Array(rules[start..<min(start + rulesAtOnce, rules.count)]))
    }
    mutation.report.diagnostics = mutation.report.diagnostics.inFileOrder()
    return mutation.report
  }

  private init(classifier: Classifier) { self.classifier = classifier }

  // MARK: Mutants

  private mutating func run(_ rules: [Int]) {
    mutants = []
    specs = []
    for rule in rules { addMutants(rule) }
    let probing = classifier.with(specs, areProbes: true)
    var scratch = Scratch(probing.rules, probing.features)
    var first = 0
    for rule in rules {
      let last = mutants[first...].firstIndex { $0.rule != rule } ?? mutants.count
      judge(rule, first..<last, probing, &scratch)
      first = last
    }
  }

  private mutating func addMutants(_ rule: Int) {
    let spec = classifier.rules.file.rules[rule]
    func add(
      _ pattern: Located<String>, _ part: Range<Int>?, _ text: String,
      _ body: (inout RuleSpec) -> Void
    ) {
      var changed = spec
      body(&changed)
      mutants.append(Mutant(rule: rule, pattern: pattern, part: part, text: text))
      specs.append(changed)
    }
    let lists: [WritableKeyPath<RuleSpec, LocatedStrings>] = [\.match, \.unless]
    for list in lists {
      for (place, pattern) in spec[keyPath: list].enumerated() {
        if spec[keyPath: list].count > 1 || list == \.unless {
          add(pattern, nil, pattern.value) { $0[keyPath: list].remove(at: place) }
        }
        for edit in PatternEdit.deletions(of: pattern.value) {
          let part = String(decoding: Array(pattern.value.utf8)[edit.range], as: UTF8.self)
          add(pattern, edit.range, part) {
            $0[keyPath: list][place] = Located(edit.text, pattern.range)
          }
        }
      }
    }
    guard let subject = spec.subject else { return }
    for edit in PatternEdit.deletions(of: subject.value) {
      let part = String(decoding: Array(subject.value.utf8)[edit.range], as: UTF8.self)
      add(subject, edit.range, part) { $0.subject = Located(edit.text, subject.range) }
    }
  }

  // MARK: Tests

  private mutating func judge(
    _ rule: Int, _ own: Range<Int>, _ probing: Classifier, _ scratch: inout Scratch
  ) {
    let spec = classifier.rules.file.rules[rule]
    let firstProbe = classifier.rules.file.rules.count
    var isNoticed = [Bool](repeating: false, count: own.count)
    for sentence in spec.tests.yes + spec.tests.no {
      scratch.matcher.trace = MatchTrace()
      _ = probing.analyse(
        bytes: Array(sentence.value.utf8), metadata: Metadata(kind: .news), scratch: &scratch,
        trial: RuleTrial(rule: rule, firstProbe: firstProbe))
      let firing = Self.firing(scratch.matcher.trace ?? MatchTrace())
      for (index, mutant) in own.enumerated()
      where firing.contains(firstProbe + mutant) != firing.contains(rule) {
        isNoticed[index] = true
      }
    }
    let unnoticed = own.enumerated().filter { !isNoticed[$0.offset] }.map { mutants[$0.element] }
    report.count += own.count
    report.unnoticedCount += unnoticed.count
    tell(unnoticed, spec.id.value)
  }

  /// The rules whose matches count.
  private static func firing(_ trace: MatchTrace) -> Set<Int> {
    var firing: Set<Int> = []
    for entry in trace.entries where entry.outcome == .counts {
      let isTold = trace.remarks.contains {
        $0.place == entry.place && $0.remark == .toldOfAnother
      }
      if !isTold { firing.insert(entry.rule) }
    }
    return firing
  }

  // MARK: Telling

  /// One warning for each pattern, with all of its parts that no test needs.
  private mutating func tell(_ unnoticed: [Mutant], _ id: String) {
    var groups: [(pattern: Located<String>, parts: [String])] = []
    for mutant in unnoticed {
      if mutant.part != nil, let last = groups.indices.last,
        groups[last].pattern.range == mutant.pattern.range
      {
        groups[last].parts.append(mutant.text)
      } else {
        groups.append((mutant.pattern, [mutant.part == nil ? "all of it" : mutant.text]))
      }
    }
    for (pattern, parts) in groups {
      report.diagnostics.append(.unnoticedDeletions(parts, of: id, at: pattern.range))
    }
  }
}
