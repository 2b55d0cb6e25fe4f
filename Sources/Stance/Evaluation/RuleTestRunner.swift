internal import Rules

/// Runs the tests that a rules file brings along, each through the whole pipeline.
///
/// Each sentence is tried alone, after letters of several bytes and in the middle of a paragraph. In
/// a sentence that reports nobody an unnamed party speaks.
package struct RuleTestRunner {
  /// What stands around a sentence under test.
  private enum Setting: String, CaseIterable {
    case alone = ""
    case afterLongLetters = " (after a sentence with letters of several bytes)"
    case insideParagraph = " (in the middle of a paragraph)"

    /// A text without a full stop is a line of its own, which nothing may be put beside.
    private func gap(_ sentence: [UInt8]) -> String {
      let marks: [UInt8] = [0x2E, 0x21, 0x3F, 0x22, 0x27, 0x29, 0x9D, 0x99, 0xA6]
      return sentence.last.map(marks.contains) ?? true ? " " : "\n\n"
    }

    func before(_ sentence: [UInt8]) -> String {
      switch self {
      case .alone: ""
      case .afterLongLetters: "Łódź lies far from Çanakkale — 東京 lies farther." + gap(sentence)
      case .insideParagraph: "The river was high that week." + gap(sentence)
      }
    }

    func after(_ sentence: [UInt8]) -> String {
      self == .insideParagraph ? gap(sentence) + "The night was cold." : ""
    }
  }

  /// What became of a test; nil where it holds.
  private typealias Outcome = (cause: RuleTestFailure.Cause, message: String)?

  private let classifier: Classifier
  private var scratch: Scratch
  private var report = RuleTestReport()
  /// What gave the label in the 'yes' sentences of the rule in hand.
  private var deciders: [String] = []
  /// The part of the text in hand that is under test.
  private var bytes = 0..<0

  private var file: RuleFile { classifier.rules.file }

  /// - Parameter classifier: A classifier with the rules to be tested.
  package init(_ classifier: Classifier) {
    self.classifier = classifier
    scratch = Scratch(classifier.rules, classifier.features)
  }

  /// Runs the tests, in the order of the file.
  ///
  /// - Parameter isWanted: Whose tests to run, by their ids; all when left out.
  /// - Returns: What they gave.
  package mutating func run(where isWanted: (String) -> Bool = { _ in true }) -> RuleTestReport {
    report = RuleTestReport()
    report.ruleCount = file.rules.count
    report.cueCount = file.cues.count
    report.patternCount =
      file.attributionPatterns.count + file.turns.count + file.stops.count
    for (index, cue) in file.cues.enumerated() where isWanted(cue.id.value) { runCue(index) }
    for (index, pattern) in file.attributionPatterns.enumerated() where isWanted(pattern.id.value) {
      runPattern(index)
    }
    for (index, spec) in file.turns.enumerated() where isWanted(spec.id.value) {
      runFloor(spec, index, .turn, .turn)
    }
    for (index, spec) in file.stops.enumerated() where isWanted(spec.id.value) {
      runFloor(spec, index, .stop, .stop)
    }
    for (index, rule) in file.rules.enumerated() where isWanted(rule.id.value) { runRule(index) }
    report.failures.sort { $0.range.lowerBound < $1.range.lowerBound }
    return report
  }

  // MARK: Sentences

  private mutating func analyse(
    _ sentence: String, _ setting: Setting, _ trial: RuleTrial = RuleTrial()
  ) -> [SentenceAnalysis] {
    let own = Array(sentence.utf8)
    let before = Array(setting.before(own).utf8)
    bytes = before.count..<before.count + own.count
    let analyses = classifier.analyse(
      bytes: before + own + Array(setting.after(own).utf8), metadata: Metadata(kind: .news),
      scratch: &scratch, trial: trial)
    let tokens = scratch.document.tokens
    return analyses.filter { analysis in
      let span = analysis.span
      return span.first < span.last && Int(tokens[span.first].start) < bytes.upperBound
        && Int(tokens[span.last - 1].end) > bytes.lowerBound
    }
  }

  private mutating func test(
    _ subject: RuleTestFailure.Subject, _ id: String, _ expectation: RuleTestFailure.Expectation,
    _ sentence: Located<String>, _ body: (inout RuleTestRunner, Setting) -> Outcome
  ) {
    for setting in Setting.allCases {
      report.testCount += 1
      guard let outcome = body(&self, setting) else {
        report.passCount += 1
        continue
      }
      fail(
        subject, id, expectation, sentence, outcome.cause, outcome.message + setting.rawValue)
      // Elsewhere it fails for the same reason.
      if setting == .alone { return }
    }
  }

  private mutating func fail(
    _ subject: RuleTestFailure.Subject, _ id: String,
    _ expectation: RuleTestFailure.Expectation?, _ sentence: Located<String>,
    _ cause: RuleTestFailure.Cause, _ message: String
  ) {
    report.failures.append(
      RuleTestFailure(
        subject: subject, id: id, expectation: expectation, sentence: sentence.value,
        range: sentence.range, cause: cause, message: message))
  }

  // MARK: Rules

  private mutating func runRule(_ rule: Int) {
    let spec = file.rules[rule]
    let id = spec.id.value
    deciders = []
    for sentence in spec.tests.yes {
      test(.rule, id, .yes, sentence) { $0.ruleFires(rule, sentence.value, $1) }
    }
    if !deciders.isEmpty, !deciders.contains(id) {
      report.shadowed.append(.init(rule: rule, deciders: deciders))
    }
    for sentence in spec.tests.no {
      test(.rule, id, .no, sentence) { $0.ruleIsSilent(rule, sentence.value, $1) }
    }
    guard !spec.tests.no.isEmpty else { return }
    if spec.subject != nil { need("subject", rule) { $0.ignoresSubject = true } }
    if !spec.unless.isEmpty { need("unless", rule) { $0.ignoresExclusions = true } }
    if spec.negated != .none { need("negated", rule) { $0.ignoresNegation = true } }
  }

  private mutating func ruleFires(_ rule: Int, _ sentence: String, _ setting: Setting) -> Outcome {
    let spec = file.rules[rule]
    let alone = analyse(sentence, setting, RuleTrial(rule: rule))
    guard firing(rule, alone) != nil else { return silence(rule, sentence, setting, alone) }
    let drafts = analyse(sentence, setting).flatMap(\.drafts)
    guard case .label(let label) = spec.label else { return nil }
    let own = drafts.filter { $0.label == label }.flatMap(\.grounds).map(\.id)
    if !own.isEmpty {
      for id in own where !deciders.contains(id) { deciders.append(id) }
      return nil
    }
    return (.overruled, "it fires alone, but with all rules there is " + acts(drafts))
  }

  private mutating func ruleIsSilent(_ rule: Int, _ sentence: String, _ setting: Setting)
    -> Outcome
  {
    let analyses = analyse(sentence, setting, RuleTrial(rule: rule))
    if let tokens = firing(rule, analyses) {
      return (.unwanted, "it fires on '\(scratch.document.string(tokens))'")
    }
    let entry = EntryPoint.zone(file.rules[rule].zone)
    let isRelated = analyses.contains { analysis in
      scratch.matcher.sharesWord(with: rule, of: entry, over: zone(analysis))
    }
    if isRelated { return nil }
    return (.unrelated, "the sentence has no word of the pattern, so it proves nothing")
  }

  /// Checks that some `no` sentence fires when a key is removed.
  private mutating func need(
    _ key: String, _ rule: Int, _ change: (inout RuleTrial) -> Void
  ) {
    let spec = file.rules[rule]
    var trial = RuleTrial(rule: rule)
    change(&trial)
    let isNeeded = spec.tests.no.contains { sentence in
      let analyses = analyse(sentence.value, .alone, trial)
      return firing(rule, analyses) != nil
    }
    report.testCount += 1
    if isNeeded {
      report.passCount += 1
    } else {
      fail(
        .rule, spec.id.value, nil, spec.id, .untested,
        "no 'no' sentence fires when '\(key)' is removed")
    }
  }

  /// The words that a rule which is on alone takes for its label, or nil.
  private func firing(_ rule: Int, _ analyses: [SentenceAnalysis]) -> Range<Int>? {
    guard case .label(let label) = file.rules[rule].label else { return nil }
    let id = file.rules[rule].id.value
    for draft in analyses.flatMap(\.drafts) where draft.label == label {
      if let ground = draft.grounds.first(where: { $0.id == id }) { return ground.tokens }
    }
    return nil
  }

  /// Why a rule does not fire.
  private mutating func silence(
    _ rule: Int, _ sentence: String, _ setting: Setting, _ analyses: [SentenceAnalysis]
  ) -> Outcome {
    let spec = file.rules[rule]
    let heard = "; " + self.heard(analyses)
    let entry = EntryPoint.zone(spec.zone)
    guard analyses.contains(where: { match(rule, entry, zone($0), anywhere: true) != nil }) else {
      return mistagged(rule, entry, analyses).map { (.mistagged, $0 + heard) }
        ?? (.unmatched, "its pattern is not in the sentence" + heard)
    }
    let trials: [(String, RuleTrial)] = [
      ("'subject' does not hold", RuleTrial(rule: rule, ignoresSubject: true)),
      ("'unless' kills it", RuleTrial(rule: rule, ignoresExclusions: true)),
      ("it is negated", RuleTrial(rule: rule, ignoresNegation: true)),
      (
        "'subject', 'unless' and negation keep it back together",
        RuleTrial(
          rule: rule, ignoresSubject: true, ignoresNegation: true, ignoresExclusions: true)
      ),
    ]
    for (reason, trial) in trials {
      let changed = analyse(sentence, setting, trial)
      if firing(rule, changed) != nil { return (.blocked, reason + heard) }
    }
    return (
      .outside, "its words are in the sentence, but not in zone '\(spec.zone.rawValue)'" + heard
    )
  }

  /// The words that a pattern of an owner takes of a zone, or of a part of it up to the end.
  private mutating func match(
    _ owner: Int, _ entry: EntryPoint, _ zone: [ZoneToken], anywhere: Bool = false
  ) -> [Int]? {
    scratch.matcher.ignoresExclusions = anywhere
    for start in 0..<(anywhere ? zone.count : min(zone.count, 1)) {
      let part = Array(zone[start...])
      var matches: [RuleMatch] = []
      scratch.matcher.run(entry, over: part, into: &matches)
      if let match = matches.first(where: { Int($0.owner) == owner }) {
        return part[Int(match.start)..<Int(match.end)].map { Int($0.token) }
      }
    }
    return nil
  }

  /// Says which words a pattern would take if all had the classes that it asks for.
  private mutating func mistagged(
    _ rule: Int, _ entry: EntryPoint, _ analyses: [SentenceAnalysis]
  ) -> String? {
    let tokens = scratch.document.tokens
    scratch.matcher.begin(
      text: scratch.document.bytes, tokens: tokens,
      classes: Array(repeating: .any, count: tokens.count))
    for analysis in analyses {
      guard let found = match(rule, entry, zone(analysis), anywhere: true) else { continue }
      return tagged(found)
    }
    return nil
  }

  /// A whole sentence as patterns see it.
  private func zone(_ analysis: SentenceAnalysis) -> [ZoneToken] {
    var zone: [ZoneToken] = []
    for index in analysis.span.bodyFirst..<analysis.span.last {
      let kind = scratch.document.tokens[index].kind
      switch kind {
      case .word, .number, .possessive, .comma: zone.append(ZoneToken(token: Int32(index)))
      case .hyphen, .slash, .symbol, .bracketOpen, .bracketClose, .period: break
      case .quoteOpen, .quoteClose, .quoteNeutral:
        let quotation = Int(scratch.document.quotationOfToken[index])
        guard quotation >= 0, scratch.document.quotations[quotation].isSpeech, !zone.isEmpty
        else { break }
        zone.append(ZoneToken(token: Int32(index), isBreak: true))
      default: zone.append(ZoneToken(token: Int32(index), isBreak: true))
      }
    }
    return zone
  }

  // MARK: Cues

  private mutating func runCue(_ cue: Int) {
    let spec = file.cues[cue]
    for sentence in spec.tests.yes {
      test(.cue, spec.id.value, .yes, sentence) { $0.cueIsFound(cue, sentence.value, $1) }
    }
    for sentence in spec.tests.no {
      test(.cue, spec.id.value, .no, sentence) { $0.cueIsAbsent(cue, sentence.value, $1) }
    }
  }

  private mutating func cueIsFound(_ cue: Int, _ sentence: String, _ setting: Setting) -> Outcome {
    let spec = file.cues[cue]
    let analyses = analyse(sentence, setting)
    let drafts = analyses.flatMap(\.drafts)
    let isGround = drafts.contains { $0.grounds.contains { $0.id == spec.id.value } }
    let analysis = analyses.first { $0.reports.contains { $0.cue == cue } }
    guard let analysis, let index = analysis.reports.firstIndex(where: { $0.cue == cue }) else {
      if isGround { return nil }
      let hasWords = scratch.matcher.cueHits.contains { Int($0.cue) == cue }
      let heard = "; " + self.heard(analyses)
      if hasWords { return (.unframed, "its words are there, but it is not found" + heard) }
      return mistaggedCue(cue).map { (.mistagged, $0 + heard) }
        ?? (.unmatched, "its words are not in the sentence" + heard)
    }
    switch spec.label {
    case .neutral: return nil
    case .none:
      let own = analysis.drafts.filter { $0.report == index }
      return own.isEmpty ? nil : (.overruled, "it is found, but there is " + acts(own))
    case .label(let label):
      if drafts.contains(where: { $0.label == label }) { return nil }
      if analysis.reports[index].isNegated { return (.blocked, "it is negated") }
      return (.overruled, "it is found, but there is " + acts(drafts))
    }
  }

  /// Says which words a cue would take if all had the classes that it asks for.
  private mutating func mistaggedCue(_ cue: Int) -> String? {
    let tokens = scratch.document.tokens
    scratch.matcher.begin(
      text: scratch.document.bytes, tokens: tokens,
      classes: Array(repeating: .any, count: tokens.count))
    guard let hit = scratch.matcher.cueHits.first(where: { Int($0.cue) == cue }) else { return nil }
    return tagged(Array(Int(hit.start)..<Int(hit.end)))
  }

  private func tagged(_ tokens: [Int]) -> String {
    let words = tokens.map { "\(scratch.document.string($0..<$0 + 1))/\(scratch.tags[$0])" }
    return "its words are in the sentence, but not of the classes asked for: "
      + words.joined(separator: " ")
  }

  private mutating func cueIsAbsent(_ cue: Int, _ sentence: String, _ setting: Setting) -> Outcome {
    let analyses = analyse(sentence, setting)
    for report in analyses.flatMap(\.reports) where report.cue == cue {
      return (.unwanted, "it is found: " + description(report))
    }
    let id = file.cues[cue].id.value
    let isGround = analyses.flatMap(\.drafts).contains { $0.grounds.contains { $0.id == id } }
    return isGround ? (.unwanted, "it is found in what is said") : nil
  }

  // MARK: Attribution patterns, turns and stops

  private mutating func runPattern(_ pattern: Int) {
    let spec = file.attributionPatterns[pattern]
    for expected in spec.tests {
      test(.pattern, spec.id.value, .yes, expected.text) {
        $0.patternIsRead(pattern, expected, $1)
      }
    }
  }

  private mutating func patternIsRead(
    _ pattern: Int, _ expected: AttributionPatternSpec.Test, _ setting: Setting
  ) -> Outcome {
    let analyses = analyse(expected.text.value, setting)
    let found = analyses.flatMap(\.reports).first { $0.pattern == pattern }
    guard let found else {
      let isThere = analyses.contains { match(pattern, .attribution, zone($0)) != nil }
      let heard = "; " + self.heard(analyses)
      if isThere { return (.overruled, "it matches, but something else is read" + heard) }
      return (.unmatched, "it does not match" + heard)
    }
    let document = scratch.document
    let parts = [
      ("source", expected.source, document.string(found.source)),
      ("cue", expected.cue, document.string(found.cueTokens)),
      ("content", expected.content, found.contents.map(document.string).joined(separator: " ")),
    ]
    for (name, wanted, text) in parts {
      guard let wanted, !text.contains(wanted.value) else { continue }
      return (.misread, "the \(name) is '\(text)', not '\(wanted.value)'")
    }
    return nil
  }

  private mutating func runFloor(
    _ spec: FloorPatternSpec, _ index: Int, _ subject: RuleTestFailure.Subject,
    _ entry: EntryPoint
  ) {
    for sentence in spec.tests.yes {
      test(subject, spec.id.value, .yes, sentence) {
        $0.floorMatches(index, entry, sentence.value, $1)
          ? nil : (.unmatched, "it does not match")
      }
    }
    for sentence in spec.tests.no {
      test(subject, spec.id.value, .no, sentence) {
        $0.floorMatches(index, entry, sentence.value, $1) ? (.unwanted, "it matches") : nil
      }
    }
  }

  private mutating func floorMatches(
    _ index: Int, _ entry: EntryPoint, _ sentence: String, _ setting: Setting
  ) -> Bool {
    analyse(sentence, setting).contains { match(index, entry, zone($0)) != nil }
  }

  // MARK: Words for messages

  private func acts(_ drafts: [Draft]) -> String {
    guard !drafts.isEmpty else { return "no act" }
    return drafts.map { draft in
      let grounds = draft.grounds.map(\.id).joined(separator: ", ")
      return "\(file.labels[draft.label].name.value) by \(grounds)"
    }.joined(separator: "; ")
  }

  private func heard(_ analyses: [SentenceAnalysis]) -> String {
    let reports = analyses.flatMap(\.reports)
    guard !reports.isEmpty else { return "nobody is reported to speak" }
    return reports.map(description).joined(separator: "; ")
  }

  private func description(_ report: Report) -> String {
    let id =
      report.cue >= 0
      ? file.cues[report.cue].id.value
      : report.pattern >= 0 ? file.attributionPatterns[report.pattern].id.value : "quotation"
    let document = scratch.document
    let content = report.contents.map(document.string).joined(separator: " / ")
    return "\(id) '\(document.string(report.cueTokens))' of '\(document.string(report.source))'"
      + " with '\(content)'" + (report.side.isActor ? "" : ", who is no party")
  }
}
