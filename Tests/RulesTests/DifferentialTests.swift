import Rules
import Testing
import TestSupport

/// Random patterns over random sentences, against the reference matcher: matches and captures must
/// be identical for more than 100,000 pairs of a pattern and a sentence.
@Suite struct DifferentialTests {
  static let words = ["a", "b", "c", "d", "go", "went", "goes", "B"]
  static let lexicons = [
    "pair": ["a b", "b c d", "c", "d"], "one": ["a", "go"], "long": ["a , b", "a b c a b"],
  ]
  private static let classes: [TokenClass] = [.party, .actor, .quote]

  @Test(arguments: [1, 2, 3, UInt64.random(in: 4...UInt64(UInt32.max))])
  func agree(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var pairs = 0
    var round = 0
    // Four seeds of so many pairs each.
    while pairs < 26_000 {
      round += 1
      let rules = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
        (
          match: (0..<Int.random(in: 1...3, using: &numbers)).map { _ in Self.root(&numbers) },
          unless: (0..<Int.random(in: 0...1, using: &numbers)).map { _ in Self.root(&numbers) }
        )
      }
      var file = PatternBench(lexicons: Self.lexicons).file()
      for rule in rules {
        file.rules.append(
          PatternBench.rule(rule.match.map(\.written), unless: rule.unless.map(\.written)))
      }
      var diagnostics: [Diagnostic] = []
      let set = RuleSet.compile(file, into: &diagnostics)
      let broken = diagnostics.filter { $0.id != "empty-match" }
      #expect(broken.isEmpty, "seed \(seed) round \(round): \(broken)")
      if !diagnostics.isEmpty { continue }
      // One that tries also what a zone lacks words for must find the same.
      var matcher = Matcher(set, triesAll: round % 3 == 0)
      for _ in 0..<10 {
        pairs += rules.reduce(0) { $0 + $1.match.count }
        let problem = Self.difference(rules, set, &matcher, &numbers)
        #expect(problem == nil, "seed \(seed) round \(round): \(problem ?? "")")
        if problem != nil { return }
      }
    }
    print("seed \(seed): \(pairs) pairs of a pattern and a sentence agree")
  }

  /// Runs a random sentence through both.
  private static func difference(
    _ rules: [(match: [SlowPattern], unless: [SlowPattern])], _ set: RuleSet,
    _ matcher: inout Matcher, _ numbers: inout SeededNumbers
  ) -> String? {
    var elements: [SlowElement] = []
    // Zones of 64 elements and more are matched by sets of several words.
    let length = Int.random(in: 0..<20, using: &numbers) == 0 ? 100 : 14
    for _ in 0..<Int.random(in: 1...length, using: &numbers) {
      var element: SlowElement
      switch Int.random(in: 0..<12, using: &numbers) {
      case 0, 1: element = SlowElement(",", .comma)
      case 2: element = SlowElement(";", .hard)
      default: element = SlowElement(words.randomElement(using: &numbers) ?? "a", .word)
      }
      element.isBreak = Int.random(in: 0..<8, using: &numbers) == 0
      element.mask = [.any, .verb, .noun].randomElement(using: &numbers) ?? .any
      elements.append(element)
    }
    if Bool.random(using: &numbers) { elements.append(SlowElement(".", .hard)) }
    var marks: [(cls: TokenClass, range: Range<Int>)] = []
    for cls in classes {
      var position = 0
      while position < elements.count {
        let end = min(elements.count, position + Int.random(in: 1...4, using: &numbers))
        if Int.random(in: 0..<3, using: &numbers) == 0,
          elements[position].kind == .word, elements[end - 1].kind == .word
        {
          marks.append((cls, position..<end))
        }
        position = end
      }
    }

    let text = Array(elements.map(\.text).joined(separator: " ").utf8)
    var tokenizer = Tokenizer(DocumentNumbering(set.vocabulary))
    var tokens: [Token] = []
    tokenizer.tokenize(text, into: &tokens)
    let shown = String(decoding: text, as: UTF8.self)
    guard tokens.count == elements.count else { return "cut in \(tokens.count): \(shown)" }
    matcher.begin(text: text, tokens: tokens, classes: elements.map(\.mask))
    for mark in marks {
      matcher.mark(mark.cls, start: mark.range.lowerBound, end: mark.range.upperBound)
    }
    let zone = elements.enumerated().map { ZoneToken(token: Int32($0), isBreak: $1.isBreak) }
    var found: [RuleMatch] = []
    matcher.run(.zone(.sentence), over: zone, into: &found)

    let slow = SlowMatcher(elements, lexicons: lexicons, marks: marks) { written in
      let mode = written.drop { $0 != "~" }.dropFirst()
      let word = Array(written.prefix { $0 != "~" }.utf8)
      let cls: WordClass = mode == "v" ? .verb : mode == "n" ? .noun : .any
      let forms = Inflection.forms(of: word, as: cls)
      return Set(forms.map { String(decoding: $0.bytes, as: UTF8.self) })
    }
    for (index, rule) in rules.enumerated() {
      let expected = slow.matches(rule.match, unless: rule.unless)
      let actual = found.filter { $0.owner == Int32(index) }.map { match in
        SlowMatcher.Match(
          pattern: Int(match.pattern), start: Int(match.start), end: Int(match.end),
          items: matcher.items(match).map { item in
            let name =
              switch item.kind {
              case .atom: "atom"
              case .gap: "gap"
              case .capture(let name): matcher.captureName(name)
              }
            return "\(name) \(item.start)-\(item.end)"
          })
      }
      if expected != actual {
        return """
          patterns \(rule.match.map(\.written)) unless \(rule.unless.map(\.written)) in '\(shown)' \
          breaks \(zone.indices.filter { zone[$0].isBreak }) marks \(marks): \
          expected \(expected), found \(actual)
          """
      }
    }
    return nil
  }

  // MARK: Random patterns

  static func root(_ numbers: inout SeededNumbers) -> SlowPattern {
    var items = sequence(3, &numbers)
    if Int.random(in: 0..<8, using: &numbers) == 0 { items.insert(.start, at: 0) }
    if Int.random(in: 0..<8, using: &numbers) == 0 { items.append(.end) }
    return .sequence(items)
  }

  private static func sequence(_ depth: Int, _ numbers: inout SeededNumbers) -> [SlowPattern] {
    (0..<Int.random(in: 1...4, using: &numbers)).map { _ in item(depth, &numbers) }
  }

  private static func item(_ depth: Int, _ numbers: inout SeededNumbers) -> SlowPattern {
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0, 1, 2:
      let least = Int.random(in: 0...2, using: &numbers)
      return .gap(
        isFar: Bool.random(using: &numbers), least: least,
        most: least + Int.random(in: 0...3, using: &numbers))
    case 3: return .not((0..<Int.random(in: 1...2, using: &numbers)).map { _ in leaf(&numbers) })
    case 4: return .comma
    case 5: return .optional(.comma)
    case 6: return .optional(leaf(&numbers))
    case 7: return .capture("content", .content)
    case 8 where depth > 0:
      return .capture("x", .sequence(sequence(depth - 1, &numbers)))
    case 9 where depth > 0, 10 where depth > 0:
      let choices = (0..<Int.random(in: 2...3, using: &numbers)).map { _ in
        var items = sequence(depth - 1, &numbers)
        if Int.random(in: 0..<12, using: &numbers) == 0 { items.insert(.start, at: 0) }
        if Int.random(in: 0..<12, using: &numbers) == 0 { items.append(.end) }
        return SlowPattern.sequence(items)
      }
      return .choice(choices)
    case 11 where depth > 0: return .optional(.sequence(sequence(depth - 1, &numbers)))
    default: return leaf(&numbers)
    }
  }

  private static func leaf(_ numbers: inout SeededNumbers) -> SlowPattern {
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: .exact("B")
    case 1: .inflected("go", [nil, .verb, .noun].randomElement(using: &numbers) ?? nil)
    case 2: .lexicon(["pair", "one", "long"].randomElement(using: &numbers) ?? "pair")
    case 3: .tokenClass(classes.randomElement(using: &numbers) ?? .party)
    default: .word(["a", "b", "c", "d"].randomElement(using: &numbers) ?? "a")
    }
  }
}
