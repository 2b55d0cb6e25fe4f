package import Rules

/// Runs one pattern over a written sentence, for tests.
///
/// In the sentence `{party:Armenia}` marks a mention and `¦` makes the next element a break.
/// Classes are given as `word/v`, `/n` or `/a`; a word without one may be of any class.
package struct PatternBench {
  package var lexicons: [String: [String]] = [:]

  package init(lexicons: [String: [String]] = [:]) { self.lexicons = lexicons }

  package struct Sentence {
    package var text: [UInt8] = []
    package var tokens: [Token] = []
    package var classes: [WordClassMask] = []
    package var zone: [ZoneToken] = []
    package var marks: [(cls: TokenClass, start: Int, end: Int)] = []
  }

  package func file() -> RuleFile {
    var file = RuleFile()
    for (name, entries) in lexicons.sorted(by: { $0.key < $1.key }) {
      file.lexicons.append(
        LexiconSpec(name: Located(name, 0..<0), entries: Self.located(entries)))
    }
    return file
  }

  package static func rule(
    _ match: [String], unless: [String] = [], subject: String? = nil, zone: Zone = .sentence
  ) -> RuleSpec {
    RuleSpec(
      id: Located("rule", 0..<0), label: .neutral, weight: 1, zone: zone,
      subject: subject.map { Located($0, 0..<0) }, match: located(match),
      unless: located(unless), negated: .none, tests: TestSpec())
  }

  /// Texts that stand in no file.
  package static func located(_ texts: [String]) -> LocatedStrings {
    LocatedStrings(texts.map { Located($0, 0..<0) })
  }

  package static func sentence(_ written: String, _ vocabulary: Vocabulary) -> Sentence {
    var result = Sentence()
    var breaks: [Int] = []
    var classes: [(place: Int, mask: WordClassMask)] = []
    var open: [(cls: TokenClass, place: Int)] = []
    var marks: [(cls: TokenClass, start: Int, end: Int)] = []
    var rest = Substring(written)
    while let character = rest.first {
      if character == "¦" {
        breaks.append(result.text.count)
      } else if character == "{", let colon = rest.firstIndex(of: ":"),
        let cls = TokenClass.allCases.first(where: {
          "\($0)" == rest[rest.index(after: rest.startIndex)..<colon]
        })
      {
        open.append((cls, result.text.count))
        rest = rest[rest.index(after: colon)...]
        continue
      } else if character == "}", let last = open.popLast() {
        marks.append((last.cls, last.place, result.text.count))
      } else if character == "/", let mask = mask(rest.dropFirst()) {
        classes.append((result.text.count - 1, mask))
        rest = rest.dropFirst(2)
        continue
      } else {
        result.text.append(contentsOf: String(character).utf8)
      }
      rest = rest.dropFirst()
    }
    var tokenizer = Tokenizer(DocumentNumbering(vocabulary))
    tokenizer.tokenize(result.text, into: &result.tokens)
    for (index, token) in result.tokens.enumerated() {
      let bytes = Int(token.start)..<Int(token.end)
      result.classes.append(classes.first { bytes.contains($0.place) }?.mask ?? .any)
      switch token.kind {
      case .hyphen, .bracketOpen, .bracketClose: break
      default:
        let previous = index > 0 ? Int(result.tokens[index - 1].end) : 0
        let isBreak = breaks.contains { $0 >= previous && $0 <= bytes.lowerBound }
        result.zone.append(ZoneToken(token: Int32(index), isBreak: isBreak))
      }
    }
    for mark in marks {
      let inside = result.tokens.indices.filter {
        result.tokens[$0].start >= mark.start && result.tokens[$0].end <= mark.end
      }
      if let first = inside.first, let last = inside.last {
        result.marks.append((mark.cls, first, last + 1))
      }
    }
    return result
  }

  private static func mask(_ rest: Substring) -> WordClassMask? {
    let letter = rest.first
    if let next = rest.dropFirst().first, next.isLetter { return nil }
    switch letter {
    case "v": return .verb
    case "n": return .noun
    case "a": return .adjective
    default: return nil
    }
  }

  /// The words of each match, captures after it as `[source: Armenia]`.
  package func matches(
    _ patterns: [String], unless: [String] = [], in written: String
  ) -> [String] {
    var file = file()
    file.rules.append(Self.rule(patterns, unless: unless))
    var diagnostics: [Diagnostic] = []
    let rules = RuleSet.compile(file, into: &diagnostics)
    if !diagnostics.isEmpty { return diagnostics.map { "\($0.id): \($0.message)" } }
    let sentence = Self.sentence(written, rules.vocabulary)
    var matcher = Matcher(rules)
    matcher.begin(text: sentence.text, tokens: sentence.tokens, classes: sentence.classes)
    for mark in sentence.marks { matcher.mark(mark.cls, start: mark.start, end: mark.end) }
    var matches: [RuleMatch] = []
    matcher.run(.zone(.sentence), over: sentence.zone, into: &matches)
    return matches.map { match in
      var text = Self.words(sentence, match.start, match.end)
      for item in matcher.items[Int(match.items.lowerBound)..<Int(match.items.upperBound)] {
        guard case .capture(let name) = item.kind else { continue }
        text += " [\(matcher.captureName(name)): \(Self.words(sentence, item.start, item.end))]"
      }
      return text
    }
  }

  package static func words(_ sentence: Sentence, _ start: Int32, _ end: Int32) -> String {
    sentence.zone[Int(start)..<Int(end)].map { element in
      let token = sentence.tokens[Int(element.token)]
      return String(decoding: sentence.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }.joined(separator: " ")
  }
}
