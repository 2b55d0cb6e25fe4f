import Rules
import TestSupport
import Testing

/// What is said to do nothing does nothing: the same matches without it, on random sentences.
@Suite struct RuleFileLintTests {
  /// A rule whose patterns stand in bytes, so that warnings point into them.
  private struct Written {
    var patterns: [String]
    var bytes: [UInt8] = []
    var match: LocatedStrings = []

    init(_ patterns: [String]) {
      self.patterns = patterns
      for pattern in patterns {
        let start = bytes.count
        bytes += Array("\"\(pattern)\"".utf8)
        match.append(Located(pattern, start..<bytes.count))
      }
    }

    /// Whether a stretch of bytes is all of an alternative.
    func isAlternative(_ range: Range<Int>) -> Bool {
      "(|".utf8.contains(bytes[range.lowerBound - 1]) && "|)".utf8.contains(bytes[range.upperBound])
    }

    /// The patterns without a stretch of bytes, and the bar that it leaves behind.
    func without(_ range: Range<Int>) -> [String] {
      match.compactMap { pattern in
        guard pattern.range.lowerBound <= range.lowerBound,
          range.upperBound <= pattern.range.upperBound
        else { return pattern.value }
        guard pattern.range != range else { return nil }
        var bytes = Array(pattern.value.utf8)
        let start = range.lowerBound - pattern.range.lowerBound - 1
        let end = start + range.count
        // Of a whole alternative a bar goes along.
        let bar = UInt8(ascii: "|")
        let isAlternative = isAlternative(range)
        let first = isAlternative && bytes[start - 1] == bar ? start - 1 : start
        let last = isAlternative && first == start && bytes[end] == bar ? end + 1 : end
        bytes.removeSubrange(first..<last)
        return String(decoding: bytes, as: UTF8.self)
      }
    }

    func file() -> RuleFile {
      var file = PatternBench(lexicons: DifferentialTests.lexicons).file()
      file.rules.append(PatternBench.rule(patterns))
      file.rules[0].match = match
      return file
    }
  }

  private static func warnings(_ rule: Written) -> [Diagnostic] {
    RuleFileLint.warnings(
      of: rule.file(), bytes: rule.bytes, builtInLexicons: ["one", "pair", "long"], errors: [])
  }

  /// Start and end of all matches in sentences of their own.
  private static func matches(_ patterns: [String], _ sentences: [[String]]) -> [[Range<Int32>]]? {
    var file = PatternBench(lexicons: DifferentialTests.lexicons).file()
    file.rules.append(PatternBench.rule(patterns))
    var diagnostics: [Diagnostic] = []
    let rules = RuleSet.compile(file, into: &diagnostics)
    guard diagnostics.isEmpty else { return nil }
    var matcher = Matcher(rules)
    return sentences.map { sentence in
      let text = Array(sentence.joined(separator: " ").utf8)
      var tokenizer = Tokenizer(DocumentNumbering(rules.vocabulary))
      var tokens: [Token] = []
      tokenizer.tokenize(text, into: &tokens)
      matcher.begin(
        text: text, tokens: tokens, classes: [WordClassMask](repeating: .any, count: tokens.count))
      let zone = tokens.indices.map { ZoneToken(token: Int32($0)) }
      var found: [RuleMatch] = []
      matcher.run(.zone(.sentence), over: zone, into: &found)
      return found.map { $0.start..<$0.end }
    }
  }

  @Test(arguments: [5, 6, UInt64.random(in: 7...UInt64(UInt32.max))])
  func `what is said to do nothing can be deleted`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var counts: [String: Int] = [:]
    for round in 0..<1500 {
      let patterns = (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
        DifferentialTests.root(&numbers).written
      }
      let rule = Written(patterns)
      let warnings = Self.warnings(rule)
      guard !warnings.isEmpty else { continue }
      let sentences = (0..<40).map { _ in
        (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
          Int.random(in: 0..<9, using: &numbers) == 0
            ? "," : DifferentialTests.words.randomElement(using: &numbers) ?? "a"
        }
      }
      guard let before = Self.matches(patterns, sentences) else { continue }
      for warning in warnings {
        let isWhole = warning.message.contains("this pattern can never")
        if isWhole {
          let place = rule.match.firstIndex { $0.range.overlaps(warning.range) } ?? 0
          let alone = Self.matches([patterns[place]], sentences)
          counts[warning.id, default: 0] += 1
          #expect(
            alone?.allSatisfy(\.isEmpty) ?? true,
            "seed \(seed) round \(round): \(patterns[place]) \(warning.message)")
          continue
        }
        let isOption = warning.message.contains("this option")
        // As a whole alternative an option also lets nothing stand there.
        if isOption, rule.isAlternative(warning.range) { continue }
        let rest = rule.without(warning.range)
        guard !rest.isEmpty, let after = Self.matches(rest, sentences) else { continue }
        counts[warning.id, default: 0] += 1
        if before != after {
          Issue.record("seed \(seed) round \(round): \(patterns) as \(rest): \(warning.message)")
          return
        }
      }
    }
    for id in ["unreachable-alternative", "never-matches", "unused-part"] {
      #expect(counts[id, default: 0] > 10, "seed \(seed): \(counts)")
    }
  }

  @Test func `no text makes the tools for patterns trap`() {
    var numbers = SeededNumbers(seed: 11)
    let signs = Array("ab ~vn@#!?.,(){}<>|:$^='0129 \u{e9}\u{2019}").map(String.init)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...14, using: &numbers)).map { _ in
        signs.randomElement(using: &numbers) ?? "a"
      }.joined()
      let outline = PatternOutline(text)
      #expect(outline.range.upperBound <= text.utf8.count)
      for edit in PatternEdit.repairs(of: text) + PatternEdit.deletions(of: text) {
        #expect(edit.range.upperBound <= text.utf8.count)
      }
      _ = PatternEdit.elements(of: text)
      _ = Self.warnings(Written([text.replacing("\"", with: "")]))
    }
    let deep = String(repeating: "(", count: 5000) + String(repeating: "<a: ", count: 5000)
    #expect(PatternOutline(deep).range.upperBound <= deep.utf8.count)
    #expect(PatternEdit.deletions(of: deep).count >= 0)
  }
}
