import Rules
import Stance
import TestSupport

@testable import stance_cli

/// Rules files from strangers: every problem has a place and a reason; what is sound labels texts.
enum RuleFileFuzz {
  private static let text = Array(
    """
    Norway denied on Monday that it had closed the port. "We will not pay," the minister said. \
    According to Peru, talks failed; she told reporters they had rejected the plan.
    """.utf8)

  /// What `"extends": "base"` finds: the files must be small to be many.
  private static let base = Array(
    """
    {"schema": "stance-rules/1", "name": "base", "version": "1",
     "labels": [{"name": "promise"}, {"name": "denial", "default": true}],
     "lexicons": {"thing_nouns": ["plan", "port~n", "peace talk~n"]},
     "cues": [{"id": "deny", "words": ["deny~v"], "label": "denial", "frames": ["that", "object"]}],
     "rules": [{"id": "will", "label": "promise", "weight": 10, "match": ["will .. @thing_nouns"],
       "tests": {"yes": ["We will open the port."], "no": ["The port will do."]}}]}
    """.utf8)

  @Sendable static func run(_ input: Input) {
    // The rules built in are large: a file that extends them takes as long as thousands of others.
    if input.bytes.contains(builtInName), !input.isOne(of: 256, salt: 1) { return }
    let loaded = RuleFileLoader.load(.init(name: "a.json", bytes: input.bytes)) { name, _ in
      name == "base"
        ? .success(.init(name: name, bytes: base)) : .failure(.init("there is no such file"))
    }
    let (classifier, diagnostics) = Classifier.load(loaded)
    var formatter = DiagnosticFormatter(loaded.sources)
    for diagnostic in diagnostics {
      check(
        diagnostic.range.lowerBound >= 0
          && diagnostic.range.upperBound <= loaded.sources.bytes.count,
        "\(diagnostic.id) at \(diagnostic.range) of \(loaded.sources.bytes.count)")
      check(!diagnostic.message.isEmpty, "a problem without a message")
    }
    if input.isOne(of: 32, salt: 2) {
      for diagnostic in diagnostics.prefix(20) {
        keep(try OutputPromises.checkTerminal(Array(formatter.text(diagnostic).utf8)))
      }
    }
    guard let classifier else {
      check(diagnostics.contains { $0.severity == .error }, "refused without an error")
      if input.isOne(of: 16, salt: 3) { checkRepair(loaded) }
      return
    }
    checkLabelling(classifier)
    if input.isOne(of: 8, salt: 4) { checkPrinting(loaded, classifier) }
    if input.isOne(of: 32, salt: 5) {
      let result = RuleFileCheck(loaded)
      var report = CheckReport(result, loaded.sources, hasWarnings: true)
      keep(try OutputPromises.checkJSON(Array(report.json().utf8)))
      keep(try OutputPromises.checkTerminal(Array(report.text().utf8)))
    }
  }

  private static func checkLabelling(_ classifier: Classifier) {
    let reading = classifier.label(bytes: text)
    keep(try ReadingPromises.check(reading, text: text))
    let labels = Set(classifier.labels)
    for act in reading.sentences.flatMap(\.acts) {
      check(labels.contains(act.label), "label '\(act.label)' is not in the file")
    }
  }

  /// What is left when the broken parts are left out is sound.
  private static func checkRepair(_ loaded: LoadedRuleFile) {
    do throws(RulesError) {
      let (classifier, leftOut) = try Classifier.skippingBroken(loaded)
      check(!leftOut.isEmpty, "a broken file lost nothing")
      checkLabelling(classifier)
    } catch {
      check(!error.report.isEmpty, "refused without a report")
    }
  }

  /// The file as it is in effect reads the same.
  private static func checkPrinting(_ loaded: LoadedRuleFile, _ classifier: Classifier) {
    let printed = Array(RuleFilePrinter(loaded).text().utf8)
    let again = RuleFileLoader.load(.init(name: "b.json", bytes: printed)) { _, _ in
      fail("a printed file extends another")
    }
    let (second, diagnostics) = Classifier.load(again)
    guard let second else {
      fail("a printed file has errors: \(diagnostics.map(\.message))")
    }
    check(
      second.label(bytes: text) == classifier.label(bytes: text), "printing changed what rules do")
  }

  private static let builtInName = Array("default\"".utf8)
}

extension [UInt8] {
  /// Whether the bytes stand anywhere in these.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard count >= part.count else { return false }
    return (0...count - part.count).contains { self[$0...].starts(with: part) }
  }
}
