/// Finds what is allowed in a rules file but cannot be meant: parts that do nothing.
package struct RuleFileLint {
  /// A part of a pattern that can match nothing, while the rest can.
  private struct Idle {
    let part: String
    let text: String
    let range: Range<Int>
  }

  private let file: RuleFile
  private let bytes: [UInt8]
  /// Places of errors; patterns with one are not looked at.
  private let broken: [Range<Int>]
  private var coverage: PatternCoverage
  private var diagnostics: [Diagnostic] = []
  private var usedLexicons: Set<String>
  /// Lexicons without any entry.
  private let emptyLexicons: Set<String>

  /// The warnings about a file.
  ///
  /// - Parameters:
  ///   - file: What the reader made of it.
  ///   - bytes: The bytes that its ranges point into.
  ///   - builtInLexicons: Lexicons that the program asks for by name.
  ///   - errors: What is already known to be wrong.
  /// - Returns: Warnings in the order of the file.
  /// - Complexity: Linear in the file, but for patterns of one rule, which are compared with each
  ///   other, as are alternatives of one choice.
  package static func warnings(
    of file: RuleFile, bytes: [UInt8], builtInLexicons: Set<String>, errors: [Diagnostic]
  ) -> [Diagnostic] {
    var lint = RuleFileLint(file, bytes, builtInLexicons, errors)
    lint.checkEntries(builtInLexicons)
    lint.checkRules()
    lint.checkLexicons(builtInLexicons)
    return lint.diagnostics.inFileOrder()
  }

  private init(
    _ file: RuleFile, _ bytes: [UInt8], _ builtInLexicons: Set<String>, _ errors: [Diagnostic]
  ) {
    self.file = file
    self.bytes = bytes
    broken = errors.filter { $0.severity == .error }.map(\.range)
    coverage = PatternCoverage(file)
    usedLexicons = builtInLexicons
    emptyLexicons = Set(file.lexicons.filter(\.entries.isEmpty).map(\.name.value))
  }

  // MARK: Words

  private mutating func checkEntries(_ builtIn: Set<String>) {
    for lexicon in file.lexicons {
      checkDuplicates(lexicon.entries)
      // The program's own lexicons tell more of their entries than which words they are.
      guard !builtIn.contains(lexicon.name.value) else { continue }
      for (entry, other) in coverage.redundantEntries(lexicon.entries.map(\.value)) {
        let (first, second) = (lexicon.entries[other], lexicon.entries[entry])
        if first.value.lowercased() == second.value.lowercased() { continue }
        diagnostics.append(
          .redundantEntry(second.value, because: first.value, at: second.range))
      }
    }
    for cue in file.cues { checkDuplicates(cue.words) }
  }

  private mutating func checkDuplicates(_ entries: LocatedStrings) {
    var first: [String: Range<Int>] = [:]
    for entry in entries {
      // What asks for an exact spelling is told apart by it.
      let isExact = entry.value.utf8.contains(UInt8(ascii: "="))
      let key = isExact ? entry.value : entry.value.lowercased()
      if let known = first[key] {
        diagnostics.append(.duplicateEntry(entry.value, at: entry.range, first: known))
      } else {
        first[key] = entry.range
      }
    }
  }

  private mutating func checkLexicons(_ builtIn: Set<String>) {
    // A pattern that cannot be read may be the one that uses it.
    guard broken.isEmpty else { return }
    let names = Set(file.lexicons.map(\.name.value))
    for lexicon in file.lexicons where !usedLexicons.contains(lexicon.name.value) {
      let missing = builtIn.subtracting(names).sorted()
      diagnostics.append(
        .unusedLexicon(lexicon.name.value, at: lexicon.name.range, known: missing))
    }
  }

  // MARK: Rules

  private mutating func checkRules() {
    for cue in file.cues { _ = check(cue.except) }
    for pattern in file.attributionPatterns { _ = check(pattern.match) }
    for pattern in file.turns + file.stops { _ = check(pattern.match) }
    var owners: [String: Int] = [:]
    for (index, rule) in file.rules.enumerated() {
      let match = check(rule.match)
      let unless = check(rule.unless)
      if let subject = rule.subject { _ = check([subject]) }
      checkUse(rule, match, unless)
      checkShadow(index, &owners)
    }
  }

  /// Looks at the patterns of one list; answers the outlines of those without errors.
  private mutating func check(
    _ patterns: LocatedStrings
  ) -> [(pattern: Located<String>, outline: PatternOutline)] {
    var sound: [(pattern: Located<String>, outline: PatternOutline)] = []
    for pattern in patterns {
      let outline = PatternOutline(pattern.value)
      noteLexicons(outline, pattern.value)
      if broken.contains(where: { pattern.range.overlaps($0) }) { continue }
      var partial: [Idle] = []
      if let reason = impossibility(
        outline, pattern, isFirst: true, isLast: true, partial: &partial)
      {
        diagnostics.append(
          .neverMatches("pattern", reason.text, at: place(reason.range, in: pattern)))
      } else if let other = sound.first(where: { other in
        coverage.covers(other.outline, other.pattern.value, outline, pattern.value)
      }) {
        diagnostics.append(
          .unreachablePattern(at: pattern.range, first: other.pattern.range))
      } else {
        for reason in partial {
          diagnostics.append(
            .neverMatches(reason.part, reason.text, at: place(reason.range, in: pattern)))
        }
      }
      checkParts(outline, pattern, isLast: true)
      sound.append((pattern, outline))
    }
    return sound
  }

  private mutating func noteLexicons(_ outline: PatternOutline, _ text: String) {
    switch outline {
    case .atom(let range):
      let atom = Array(text.utf8)[range]
      if atom.first == UInt8(ascii: "@") {
        usedLexicons.insert(String(decoding: atom.dropFirst(), as: UTF8.self))
      }
    case .exclusion(_, let inner), .optional(_, let inner): noteLexicons(inner, text)
    case .choice(_, let list), .sequence(_, let list):
      for item in list { noteLexicons(item, text) }
    case .capture(_, _, let inner): if let inner { noteLexicons(inner, text) }
    case .edge, .gap: break
    }
  }

  /// Alternatives and gaps that are never taken.
  private mutating func checkParts(
    _ outline: PatternOutline, _ pattern: Located<String>, isLast: Bool
  ) {
    switch outline {
    // A gap of no words still lets marks pass.
    case .atom, .edge, .gap: break
    case .exclusion(_, let inner), .optional(_, let inner):
      checkParts(inner, pattern, isLast: isLast)
    case .capture(_, _, let inner): if let inner { checkParts(inner, pattern, isLast: isLast) }
    case .sequence(_, let items):
      for (index, item) in items.enumerated() {
        checkParts(item, pattern, isLast: isLast && index + 1 == items.count)
        guard isLast, index + 2 == items.count, case .capture(_, _, nil) = items[index + 1],
          item.mayBeEmpty
        else { continue }
        diagnostics.append(.unusedPart(place(item.range, in: pattern)))
      }
    case .choice(_, let choices):
      for (index, choice) in choices.enumerated() {
        checkParts(choice, pattern, isLast: isLast)
        let earlier = choices[..<index].first { earlier in
          coverage.covers(earlier, pattern.value, choice, pattern.value)
        }
        guard let earlier else { continue }
        let text = String(decoding: Array(pattern.value.utf8)[earlier.range], as: UTF8.self)
        diagnostics.append(.unreachableAlternative(text, at: place(choice.range, in: pattern)))
      }
    }
  }

  /// Why an item can match nothing, with its place; nil where it can.
  ///
  /// Alternatives that cannot, while others can, are added to `partial`.
  private func impossibility(
    _ outline: PatternOutline, _ pattern: Located<String>, isFirst: Bool, isLast: Bool,
    partial: inout [Idle]
  ) -> (text: String, range: Range<Int>)? {
    switch outline {
    case .atom(let range):
      let atom = Array(pattern.value.utf8)[range]
      guard atom.first == UInt8(ascii: "@") else { return nil }
      let name = String(decoding: atom.dropFirst(), as: UTF8.self)
      return emptyLexicons.contains(name) ? ("the lexicon '\(name)' has no entries", range) : nil
    case .edge(let range):
      let isStart = Array(pattern.value.utf8)[range].first == UInt8(ascii: "^")
      if isStart { return isFirst ? nil : ("'^' stands behind a word", range) }
      return isLast ? nil : ("'$' stands before a word", range)
    case .gap, .exclusion: return nil
    case .optional(_, let inner):
      var none: [Idle] = []
      if let reason = impossibility(
        inner, pattern, isFirst: isFirst, isLast: isLast, partial: &none)
      {
        partial.append(Idle(part: "option", text: reason.text, range: outline.range))
      } else {
        partial += none
      }
      return nil
    case .capture(_, _, let inner):
      guard let inner else { return nil }
      return impossibility(inner, pattern, isFirst: isFirst, isLast: isLast, partial: &partial)
    case .choice(_, let choices):
      var possible: [Idle] = []
      var reasons: [Idle] = []
      for choice in choices {
        let reason = impossibility(
          choice, pattern, isFirst: isFirst, isLast: isLast, partial: &possible)
        if let reason {
          reasons.append(Idle(part: "alternative", text: reason.text, range: choice.range))
        }
      }
      if reasons.count == choices.count { return reasons.first.map { ($0.text, $0.range) } }
      partial += possible + reasons
      return nil
    case .sequence(_, let items):
      for (index, item) in items.enumerated() {
        let isFirst = isFirst && !items[..<index].contains(where: \.isFirm)
        let isLast = isLast && !items[(index + 1)...].contains(where: \.isFirm)
        if let reason = impossibility(
          item, pattern, isFirst: isFirst, isLast: isLast, partial: &partial)
        {
          return reason
        }
      }
      return nil
    }
  }

  /// Whether a rule as a whole can give its label.
  private mutating func checkUse(
    _ rule: RuleSpec, _ match: [(pattern: Located<String>, outline: PatternOutline)],
    _ unless: [(pattern: Located<String>, outline: PatternOutline)]
  ) {
    if rule.label == .none, rule.negated == .none {
      diagnostics.append(.idleRule("its label is 'none'", rule.id.value, at: rule.id.range))
    }
    if rule.zone != .predicate, let subject = rule.subject,
      !["#Own", "#Actor"].contains(where: subject.value.contains)
    {
      diagnostics.append(
        .idleRule(
          "in zone '\(rule.zone.rawValue)' the speaker is the subject, which is #Own or #Actor",
          rule.id.value, at: subject.range))
    }
    for (pattern, outline) in match {
      let killer = unless.first { other in
        coverage.alwaysStandsIn(other.outline, other.pattern.value, outline, pattern.value)
      }
      guard let killer else { continue }
      diagnostics.append(
        .neverMatches(
          "pattern", "the 'unless' pattern stands in each of its matches", at: pattern.range,
          note: (killer.pattern.range, "this one")))
    }
  }

  /// A rule whose patterns an earlier or heavier one has word for word, without conditions of its
  /// own.
  private mutating func checkShadow(_ index: Int, _ owners: inout [String: Int]) {
    let rule = file.rules[index]
    for pattern in rule.match {
      let key = rule.zone.rawValue + " " + pattern.value
      guard let other = owners[key] else {
        owners[key] = index
        continue
      }
      guard other != index else { continue }
      let earlier = file.rules[other]
      let (strong, weak) = earlier.weight >= rule.weight ? (earlier, rule) : (rule, earlier)
      if strong.weight > earlier.weight { owners[key] = index }
      guard strong.unless.isEmpty, strong.negated == weak.negated,
        strong.subject == nil || strong.subject?.value == weak.subject?.value
      else { continue }
      let place = weak.match.first { $0.value == pattern.value }
      let first = strong.match.first { $0.value == pattern.value }
      diagnostics.append(
        .shadowedPattern(
          strong.id.value, at: place?.range ?? weak.id.range, first: first?.range ?? strong.id.range
        ))
    }
  }

  /// Bytes of the file for bytes of a pattern.
  private func place(_ range: Range<Int>, in pattern: Located<String>) -> Range<Int> {
    let start = fileOffset(ofValueOffset: range.lowerBound, in: pattern.range, of: bytes)
    let end = fileOffset(ofValueOffset: range.upperBound, in: pattern.range, of: bytes)
    return start..<min(max(start + 1, end), max(bytes.count, start))
  }
}
