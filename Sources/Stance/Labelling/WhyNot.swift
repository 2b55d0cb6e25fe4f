internal import Rules

/// Why a sentence has no act with some label: the rules that came nearest.
package struct WhyNot: Sendable {
  /// A rule or cue that nearly gave the label.
  package struct NearMiss: Sendable {
    package let rule: String
    package let pattern: String
    /// The element or key that failed.
    package let element: String
    /// What stands in the text where it failed; nil where nothing does.
    package let found: String?
    /// Why, in a sentence.
    package let reason: String
    /// The smallest change after which the rule would match; nil where one change is not enough.
    package let change: String?
  }

  package let label: String
  /// What is to be said of the sentence as a whole.
  package let summary: String
  /// Nearest first.
  package let nearMisses: [NearMiss]
}

/// Tries small changes of all rules of a label on a document.
struct WhyNotSearch {
  /// What a probe is a change of.
  private struct Probe {
    enum Change {
      case edit(PatternEdit)
      /// All patterns, in another zone.
      case zone(Zone)
      /// An element by itself, to know whether it is there.
      case element(way: Int, index: Int)
    }
    let rule: Int
    let pattern: Int
    let change: Change
  }

  /// A near miss with what it is ranked by.
  private struct Ranked {
    let miss: WhyNot.NearMiss
    /// What failed.
    let failures: Int
    /// What did not.
    let matched: Int
    let order: Int
  }

  private static let mostNearMisses = 5

  private let classifier: Classifier
  private let label: String
  private let labelIndex: Int?
  private let probes: [Probe]
  /// Of each sentence.
  private let traces: [MatchTrace]
  private let cueHits: [[CueHit]]
  /// Cues whose words are there, whatever their classes.
  private let possibleHits: [[CueHit]]

  private var file: RuleFile { classifier.rules.file }
  private var firstProbe: Int { file.rules.count }

  init(_ classifier: Classifier, _ label: String, _ bytes: [UInt8], _ metadata: Metadata) {
    self.classifier = classifier
    self.label = label
    labelIndex = classifier.labels.firstIndex(of: label)
    var probes: [Probe] = []
    var rules: [RuleSpec] = []
    for (index, rule) in classifier.rules.file.rules.enumerated()
    where Self.gives(rule, labelIndex) {
      Self.addProbes(index, rule, &probes, &rules)
    }
    self.probes = probes
    let probing = classifier.with(rules, areProbes: true)
    var scratch = Scratch(probing.rules, probing.features)
    scratch.matcher.trace = MatchTrace()
    let analyses = probing.analyse(bytes: bytes, metadata: metadata, scratch: &scratch)
    let sentences = SentenceIndex(analyses, tokenCount: scratch.document.tokens.count)
    let trace = scratch.matcher.trace ?? MatchTrace()
    traces = trace.split(into: analyses.count, by: sentences.sentence)
    cueHits = sentences.grouped(scratch.matcher.cueHits) { Int($0.start) }
    let tokens = scratch.document.tokens
    scratch.matcher.begin(
      text: scratch.document.bytes, tokens: tokens,
      classes: [WordClassMask](repeating: .any, count: tokens.count))
    possibleHits = sentences.grouped(scratch.matcher.cueHits) { Int($0.start) }
  }

  private static func gives(_ rule: RuleSpec, _ label: Int?) -> Bool {
    guard let label else { return false }
    return rule.label == .label(label) || rule.negated == .label(label)
  }

  private static func addProbes(
    _ index: Int, _ rule: RuleSpec, _ probes: inout [Probe], _ rules: inout [RuleSpec]
  ) {
    func add(_ change: Probe.Change, _ pattern: Int, _ body: (inout RuleSpec) -> Void) {
      var probe = rule
      body(&probe)
      probes.append(Probe(rule: index, pattern: pattern, change: change))
      rules.append(probe)
    }
    func located(_ text: String) -> LocatedStrings { [Located(text, 0..<0)] }
    for zone in [Zone.content, .speech, .sentence] where zone != rule.zone {
      add(.zone(zone), 0) { probe in
        probe.zone = zone
        probe.subject = nil
      }
    }
    for (place, pattern) in rule.match.enumerated() {
      for edit in PatternEdit.repairs(of: pattern.value) {
        add(.edit(edit), place) { $0.match = located(edit.text) }
      }
      for (way, elements) in PatternEdit.elements(of: pattern.value).enumerated() {
        for (element, text) in elements.enumerated() {
          add(.element(way: way, index: element), place) { probe in
            probe.match = located(text)
            probe.subject = nil
            probe.unless = []
            probe.negated = probe.label
          }
        }
      }
    }
  }

  // MARK: One sentence

  /// The nearest rules in a sentence.
  func answer(
    _ index: Int, _ analysis: SentenceAnalysis, _ document: Document, _ tags: [Tag], _ acts: [Act]
  ) -> WhyNot {
    func answer(_ summary: String, _ misses: [WhyNot.NearMiss] = []) -> WhyNot {
      WhyNot(label: label, summary: summary, nearMisses: misses)
    }
    guard let labelIndex else { return answer("the rules have no label '\(label)'") }
    if let act = acts.first(where: { $0.label == label }) {
      let rules = act.evidence.map { "'\($0.rule)'" }.joined(separator: ", ")
      return answer("the sentence has an act '\(label)', by \(rules)")
    }
    guard analysis.span.role.isRead else {
      return answer("the sentence is no part of the running text (\(analysis.span.role))")
    }
    var ranked = cues(index, analysis, document, tags, labelIndex)
    guard !traces[index].predicates.isEmpty else {
      let reason =
        analysis.reports.isEmpty
        ? "nobody is reported to speak, so no rule is asked"
        : "no act is looked for in what is reported here"
      return answer(reason, ranked.sorted(by: Self.isNearer).map(\.miss))
    }
    ranked += rules(traces[index], document, tags, analysis)
    let misses = Self.best(ranked)
    if labelIndex == file.labels.firstIndex(where: \.isDefault) {
      let rules = acts.flatMap(\.evidence).map { "'\($0.rule)'" }.joined(separator: ", ")
      return answer(
        "'\(label)' is the default label: it is given where no rule matches, "
          + (acts.isEmpty
            ? "but not to what participles and unquoted narration say"
            : "and here \(rules) decides"),
        misses)
    }
    if misses.isEmpty { return answer("no rule of '\(label)' shares an element with the sentence") }
    return answer("the rules of '\(label)' that came nearest", misses)
  }

  private static func isNearer(_ first: Ranked, _ second: Ranked) -> Bool {
    if first.failures != second.failures { return first.failures < second.failures }
    if first.matched != second.matched { return first.matched > second.matched }
    return first.order < second.order
  }

  /// The nearest, one of each rule.
  private static func best(_ ranked: [Ranked]) -> [WhyNot.NearMiss] {
    var misses: [WhyNot.NearMiss] = []
    for next in ranked.sorted(by: isNearer) where misses.count < mostNearMisses {
      if !misses.contains(where: { $0.rule == next.miss.rule }) { misses.append(next.miss) }
    }
    return misses
  }

  // MARK: Rules

  private func rules(
    _ trace: MatchTrace, _ document: Document, _ tags: [Tag], _ analysis: SentenceAnalysis
  ) -> [Ranked] {
    var ranked: [Ranked] = []
    var present: [Int: [Int: Set<Int>]] = [:]
    for entry in trace.entries {
      if entry.rule < firstProbe {
        if Self.gives(file.rules[entry.rule], labelIndex),
          let miss = condition(entry, document, analysis)
        {
          ranked.append(miss)
        }
        continue
      }
      let number = entry.rule - firstProbe
      let probe = probes[number]
      let words = document.string(entry.tokens)
      switch probe.change {
      case .edit(let edit):
        if let miss = repair(edit, probe, entry, document, tags) { ranked.append(miss) }
      case .zone(let zone):
        guard entry.outcome == .counts else { continue }
        let rule = file.rules[probe.rule]
        ranked.append(
          Ranked(
            miss: WhyNot.NearMiss(
              rule: rule.id.value, pattern: rule.match[entry.pattern].value,
              element: "\"in\": \"\(rule.zone.rawValue)\"", found: words,
              reason: "'\(words)' stands outside the zone '\(rule.zone.rawValue)'",
              change: "\"in\": \"\(zone.rawValue)\""),
            failures: isSpecific(rule.match[entry.pattern].value) ? 0 : 2, matched: entry.length,
            order: probe.rule * 4 + Self.rank(zone)))
      case .element(let way, let index):
        present[probe.rule * 1000 + probe.pattern, default: [:]][way, default: []].insert(index)
      }
    }
    return ranked + partial(present)
  }

  /// The narrowest zone that holds the words comes first.
  private static func rank(_ zone: Zone) -> Int {
    switch zone {
    case .content: 0
    case .speech: 1
    default: 2
    }
  }

  /// A rule that matches, but whose conditions do not hold or which loses.
  private func condition(
    _ entry: MatchTrace.Entry, _ document: Document, _ analysis: SentenceAnalysis
  ) -> Ranked? {
    let rule = file.rules[entry.rule]
    let words = document.string(entry.tokens)
    let element: String
    let reason: String
    let change: String
    switch entry.outcome {
    case .counts:
      guard entry.label == labelIndex else { return nil }
      let winner = analysis.drafts.first { $0.report == entry.place.report }
      guard let winner else { return nil }
      let ids = winner.grounds.map { "'\($0.id)'" }.joined(separator: ", ")
      element = "\"weight\": \(rule.weight)"
      reason = "it matches '\(words)', but \(ids) decides (weight \(winner.weight))"
      change = "\"weight\": \(min(100, winner.weight + 1))"
    case .otherSubject:
      element = "\"subject\": \"\(rule.subject?.value ?? "")\""
      let subject = subject(entry, document, analysis)
      reason =
        "it matches '\(words)', but the subject " + (subject.map { "is '\($0)'" } ?? "is not known")
      change = subject.map { "let \"subject\" allow '\($0)'" } ?? "drop \"subject\""
    case .negated:
      element = "\"negated\": \"none\""
      reason = "it matches '\(words)', but a negator has it in its scope"
      change = "\"negated\": \"\(label)\""
    case .conditional: return nil
    case .killed:
      element = "\"unless\": " + rule.unless.map { "\"\($0.value)\"" }.joined(separator: ", ")
      reason = "it matches '\(words)', but 'unless' kills it"
      change = "narrow \"unless\""
    }
    return Ranked(
      miss: WhyNot.NearMiss(
        rule: rule.id.value, pattern: rule.match[entry.pattern].value, element: element,
        found: words, reason: reason, change: change),
      failures: isSpecific(rule.match[entry.pattern].value) ? 0 : 2, matched: entry.length + 1,
      order: entry.rule * 4)
  }

  private func subject(
    _ entry: MatchTrace.Entry, _ document: Document, _ analysis: SentenceAnalysis
  ) -> String? {
    let syntax = analysis.syntax
    guard syntax.range.contains(entry.tokens.lowerBound) else { return nil }
    let clause = syntax.clauses[syntax.clause(of: entry.tokens.lowerBound)]
    guard clause.subject >= 0 else { return nil }
    let noun = syntax.nouns[clause.subject]
    return document.string(noun.first..<noun.last)
  }

  /// A rule that matches after one change of its pattern.
  private func repair(
    _ edit: PatternEdit, _ probe: Probe, _ entry: MatchTrace.Entry, _ document: Document,
    _ tags: [Tag]
  ) -> Ranked? {
    let rule = file.rules[probe.rule]
    let pattern = rule.match[probe.pattern].value
    // Words that stand in every sentence are no trace of a rule.
    guard edit.rest.contains(where: hasContent) else { return nil }
    let element = String(decoding: Array(pattern.utf8)[edit.range], as: UTF8.self)
    let captured = entry.captures.first { $0.name == PatternEdit.capture }?.tokens
    let found = captured.map(document.string)
    let reason: String
    var change: String
    var failures = 1
    switch edit.kind {
    case .anyWords:
      guard let captured, let found else { return nil }
      if let class_ = misread(element, captured, document, tags) {
        reason = "'\(found)' is read as \(class_) here, not as '\(element)' asks"
        change = "write '\(element.prefix { $0 != "~" })~' for '\(element)'"
      } else {
        // Where only small words stand, nothing stands for the element.
        guard hasContent(found) || !hasContent(element) else { return nil }
        reason = "where '\(element)' is due there stands '\(found)'"
        change = addition(captured.count > 3 ? "the word meant" : "'\(found)'", to: element, found)
      }
    case .deletion:
      reason = "'\(element)' is not there"
      change = "write '\(element)?' for '\(element)'"
      // Without what it is about the rule is hardly itself.
      if hasContent(element) { failures = 2 }
    case .gapBetween:
      guard let found else { return nil }
      reason = "'\(found)' stands between two elements that must be neighbours"
      change = "write '..' between them"
    case .widerGap:
      guard let found else { return nil }
      reason = "the gap '\(element)' is too short for '\(found)'"
      change = "write '...' for '\(element)'"
    }
    if entry.outcome != .counts {
      failures += 1
      change += ", and '\(entry.outcome.rawValue)' would still keep it back"
    }
    return Ranked(
      miss: WhyNot.NearMiss(
        rule: rule.id.value, pattern: pattern, element: element, found: found, reason: reason,
        change: change),
      failures: failures, matched: edit.rest.count(where: hasContent) * 2 + edit.rest.count,
      order: probe.rule * 4 + Self.rank(edit.kind))
  }

  private func addition(_ words: String, to element: String, _ found: String) -> String {
    if element.hasPrefix("@") { return "add \(words) to the lexicon '\(element.dropFirst())'" }
    if element.hasPrefix("!") { return "drop '\(element)'" }
    if element.hasPrefix("(") { return "add \(words) to the alternatives" }
    return "write '(\(element)|\(found))' for '\(element)'"
  }

  private static func rank(_ kind: PatternEdit.Kind) -> Int {
    switch kind {
    case .gapBetween, .widerGap: 0
    case .anyWords: 1
    case .deletion: 2
    }
  }

  /// The class of a word that an element asks for in another one.
  private func misread(
    _ element: String, _ tokens: Range<Int>, _ document: Document, _ tags: [Tag]
  ) -> String? {
    let parts = element.split(separator: "~", omittingEmptySubsequences: false)
    guard parts.count == 2, tokens.count == 1 else { return nil }
    let kind: WordClass
    switch parts[1] {
    case "v": kind = .verb
    case "n": kind = .noun
    case "a": kind = .adjective
    default: return nil
    }
    let word = Array(document.string(tokens).lowercased().utf8)
    let forms = Inflection.forms(of: Array(parts[0].lowercased().utf8), as: kind)
    return forms.contains { $0.bytes == word } ? "\(tags[tokens.lowerBound])" : nil
  }

  /// Whether a pattern asks for more than the words that hold sentences together.
  private func isSpecific(_ pattern: String) -> Bool {
    PatternEdit.elements(of: pattern).contains { $0.contains(where: hasContent) }
  }

  /// Whether whatever an element takes is more than a word that holds sentences together.
  private func hasContent(_ element: String) -> Bool {
    if element.hasPrefix("#") || element.hasPrefix("!") || element.hasPrefix(",") { return false }
    if element.hasPrefix("@") {
      let lexicon = file.lexicons.first { $0.name.value == element.dropFirst() }
      let entries = lexicon?.entries.map(\.value) ?? []
      return !entries.isEmpty && entries.allSatisfy(isContent)
    }
    if element.hasPrefix("(") || element.hasPrefix("<") {
      let ways = PatternEdit.elements(of: element)
      return ways.allSatisfy { way in
        way.contains { $0.hasPrefix("(") ? $0 != element && hasContent($0) : hasContent($0) }
      }
    }
    return isContent(element)
  }

  private func isContent(_ entry: String) -> Bool {
    entry.split(separator: " ").contains { word in
      let lemma = word.prefix { $0 != "~" }.drop { $0 == "=" }.lowercased()
      guard let number = classifier.features.vocabulary.find(lemma) else { return true }
      return !classifier.features.isFunctionWord(number)
        && !classifier.features.has(number, .adverb)
    }
  }

  /// Rules with some elements in the sentence, where one change is not enough.
  private func partial(_ present: [Int: [Int: Set<Int>]]) -> [Ranked] {
    var ranked: [Ranked] = []
    for (key, ways) in present.sorted(by: { $0.key < $1.key }) {
      let rule = file.rules[key / 1000]
      let pattern = rule.match[key % 1000].value
      let elements = PatternEdit.elements(of: pattern)
      for (way, found) in ways.sorted(by: { $0.key < $1.key }) {
        let there = elements[way].indices.filter { found.contains($0) }.map { elements[way][$0] }
        let missing = elements[way].indices.filter { !found.contains($0) }.map { elements[way][$0] }
        guard there.contains(where: hasContent) else { continue }
        let list = missing.map { "'\($0)'" }.joined(separator: " and ")
        ranked.append(
          Ranked(
            miss: WhyNot.NearMiss(
              rule: rule.id.value, pattern: pattern,
              element: missing.first ?? pattern, found: nil,
              reason: missing.isEmpty
                ? "all its elements are there, but not in this order and distance"
                : "it lacks \(list); there is " + there.map { "'\($0)'" }.joined(separator: ", "),
              change: nil),
            failures: 2 + missing.count, matched: there.count(where: hasContent) * 2 + there.count,
            order: key / 1000 * 4 + 3))
      }
    }
    return ranked
  }

  // MARK: Cues

  /// Cues of the label whose words are there, but which are not its cue here.
  private func cues(
    _ index: Int, _ analysis: SentenceAnalysis, _ document: Document, _ tags: [Tag], _ label: Int
  ) -> [Ranked] {
    var ranked: [Ranked] = []
    for hit in possibleHits[index] {
      let cue = file.cues[Int(hit.cue)]
      guard cue.label == .label(label) else { continue }
      let words = document.string(Int(hit.start)..<Int(hit.end))
      let report = analysis.reports.first { $0.cue == Int(hit.cue) }
      let reason: String
      var change: String?
      if let report {
        if report.isNegated {
          reason = "'\(words)' is its cue here, but negated, and then it is neutral"
        } else if !report.side.isActor {
          reason = "'\(words)' is its cue here, but its source is no party"
        } else {
          continue
        }
      } else if !cueHits[index].contains(hit) {
        let classes = (Int(hit.start)..<Int(hit.end)).map {
          "\(document.string($0..<$0 + 1)) as \(tags[$0])"
        }
        reason = "'\(words)' is there, but read otherwise: " + classes.joined(separator: ", ")
      } else {
        let frames = FrameSet.names.enumerated().filter { bit, _ in
          cue.frames.contains(FrameSet(rawValue: 1 << UInt16(bit)))
        }.map(\.1)
        let asked = frames.isEmpty ? "any or no complement" : frames.joined(separator: ", ")
        reason = "'\(words)' is there, but not as a report with what it takes (\(asked))"
        change = "add the frame meant to \"frames\""
      }
      ranked.append(
        Ranked(
          miss: WhyNot.NearMiss(
            rule: cue.id.value, pattern: cue.words.map(\.value).joined(separator: ", "),
            element: words, found: words, reason: reason, change: change),
          failures: 1, matched: 3, order: -1))
    }
    return ranked
  }
}
