package import Rules

/// A pattern as the reference matcher sees it.
package indirect enum SlowPattern {
  case word(String)
  case exact(String)
  /// A word in all forms, as a verb, noun or adjective where a class is given.
  case inflected(String, WordClassMask?)
  case lexicon(String)
  case tokenClass(TokenClass)
  case not([SlowPattern])
  case comma
  case gap(isFar: Bool, least: Int, most: Int)
  case content
  case start
  case end
  case sequence([SlowPattern])
  case choice([SlowPattern])
  case optional(SlowPattern)
  case capture(String, SlowPattern)

  /// As a rules file writes it.
  package var written: String {
    switch self {
    case .word(let word): word
    case .exact(let word): "=\(word)"
    case .inflected(let word, let mask):
      word + (mask == .verb ? "~v" : mask == .noun ? "~n" : mask == .adjective ? "~a" : "~")
    case .lexicon(let name): "@\(name)"
    case .tokenClass(let cls): "#\(cls.name)"
    case .not(let list) where list.count == 1: "!\(list[0].written)"
    case .not(let list): "!(\(list.map(\.written).joined(separator: "|")))"
    case .comma: ","
    case .gap(let isFar, let least, let most): "\(isFar ? "..." : ".."){\(least),\(most)}"
    case .content: "<content>"
    case .start: "^"
    case .end: "$"
    case .sequence(let items): items.map(\.written).joined(separator: " ")
    case .choice(let list): "(\(list.map(\.written).joined(separator: "|")))"
    case .optional(.sequence(let items)):
      "(\(SlowPattern.sequence(items).written))?"
    case .optional(let inner): "\(inner.written)?"
    case .capture(let name, .content): "<\(name)>"
    case .capture(let name, let inner): "<\(name): \(inner.written)>"
    }
  }
}

/// One element of a zone of the reference matcher.
package struct SlowElement {
  package enum Kind { case word, comma, hard }
  package var text: String
  package var kind: Kind
  package var isBreak = false
  package var mask = WordClassMask.any

  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }
}

/// Matches by trying everything; the definition that the engine is held against.
package struct SlowMatcher {
  package struct Match: Equatable, CustomStringConvertible {
    package var pattern: Int
    package var start: Int
    package var end: Int
    package var items: [String]
    package var description: String { "\(pattern):\(start)-\(end) \(items)" }
    package init(pattern: Int, start: Int, end: Int, items: [String]) {
      self.pattern = pattern
      self.start = start
      self.end = end
      self.items = items
    }
  }

  package var elements: [SlowElement]
  /// Entries of several words and mentions, by `@name` or `#Name`.
  private var units: [String: [Range<Int>]] = [:]
  private let forms: (String) -> Set<String>

  package init(
    _ elements: [SlowElement], lexicons: [String: [String]],
    marks: [(cls: TokenClass, range: Range<Int>)], forms: @escaping (String) -> Set<String>
  ) {
    self.elements = elements
    self.forms = forms
    for (name, entries) in lexicons {
      let lists = entries.map { $0.split(separator: " ").map(String.init) }
      var position = 0
      var ranges: [Range<Int>] = []
      while position < elements.count {
        let longest = lists.filter { entry in
          position + entry.count <= elements.count
            && entry.enumerated().allSatisfy { matches($1, elements[position + $0]) }
        }.map(\.count).max()
        if let longest {
          ranges.append(position..<position + longest)
          position += longest
        } else {
          position += 1
        }
      }
      units["@\(name)"] = ranges
    }
    for cls in TokenClass.allCases {
      units["#\(cls.name)"] = marks.filter { $0.cls == cls }.map(\.range)
    }
  }

  private func matches(_ word: String, _ element: SlowElement) -> Bool {
    if word == "," { return element.kind == .comma }
    return element.kind == .word && element.text.lowercased() == word
  }

  // MARK: One pattern

  private func isWord(_ position: Int) -> Bool {
    position < elements.count && elements[position].kind == .word
  }

  private func isEnd(_ position: Int) -> Bool {
    elements[position...].allSatisfy { $0.text == "." }
  }

  /// All positions where a pattern that begins at a position can end.
  private func ends(_ pattern: SlowPattern, _ start: Int) -> Set<Int> {
    let next: Set<Int> = [start + 1]
    switch pattern {
    case .word(let word):
      return isWord(start) && elements[start].text.lowercased() == word ? next : []
    case .exact(let word): return isWord(start) && elements[start].text == word ? next : []
    case .inflected(let word, let mask):
      guard isWord(start), forms(pattern.written).contains(elements[start].text.lowercased()) else {
        return []
      }
      _ = word
      if let mask, elements[start].mask.isDisjoint(with: mask) { return [] }
      return next
    case .lexicon, .tokenClass:
      return Set(
        units[pattern.written, default: []].filter { $0.lowerBound == start }.map(\.upperBound))
    case .not(let list):
      guard isWord(start) else { return [] }
      for item in list {
        switch item {
        case .lexicon, .tokenClass:
          if units[item.written, default: []].contains(where: { $0.contains(start) }) { return [] }
        default: if !ends(item, start).isEmpty { return [] }
        }
      }
      return next
    case .comma: return start < elements.count && elements[start].kind == .comma ? next : []
    case .gap(let isFar, let least, let most):
      var result = Set<Int>()
      var words = 0
      var position = start
      while true {
        if words >= least { result.insert(position) }
        guard position < elements.count else { break }
        let element = elements[position]
        if !isFar && (element.isBreak || element.kind == .hard) { break }
        if element.kind == .word { words += 1 }
        if words > most { break }
        position += 1
      }
      return result
    case .content:
      return Set(
        (start...elements.count).filter { end in (start..<end).contains { isWord($0) } })
    case .start: return start == 0 ? [0] : []
    case .end: return isEnd(start) ? [start] : []
    case .sequence(let items):
      return items.reduce([start] as Set<Int>) { from, item in
        from.reduce(into: Set<Int>()) { $0.formUnion(ends(item, $1)) }
      }
    case .choice(let list):
      return list.reduce(into: Set<Int>()) { $0.formUnion(ends($1, start)) }
    case .optional(let inner): return ends(inner, start).union([start])
    case .capture(_, let inner): return ends(inner, start)
    }
  }

  /// What the items took, each from the left the fewest words, of equal choices the first.
  private func items(_ pattern: SlowPattern, _ start: Int, _ end: Int, into list: inout [String]) {
    switch pattern {
    case .word, .exact, .inflected, .lexicon, .tokenClass, .comma:
      list.append("atom \(start)-\(end)")
    case .gap, .not: list.append("gap \(start)-\(end)")
    case .content, .start, .end: break
    case .capture(let name, let inner):
      list.append("\(name) \(start)-\(end)")
      items(inner, start, end, into: &list)
    case .optional(let inner): if end > start { items(inner, start, end, into: &list) }
    case .choice(let choices):
      if let first = choices.first(where: { ends($0, start).contains(end) }) {
        items(first, start, end, into: &list)
      }
    case .sequence(let sequence):
      var position = start
      for (index, item) in sequence.enumerated() {
        let rest = SlowPattern.sequence(Array(sequence[(index + 1)...]))
        let possible = ends(item, position).sorted()
        guard let next = possible.first(where: { ends(rest, $0).contains(end) }) else { return }
        items(item, position, next, into: &list)
        position = next
      }
    }
  }

  // MARK: One rule

  package func matches(_ patterns: [SlowPattern], unless: [SlowPattern]) -> [Match] {
    var result: [Match] = []
    var position = 0
    while position < elements.count {
      var best: Match?
      for (index, pattern) in patterns.enumerated() {
        guard let end = ends(pattern, position).max(), end > best?.end ?? position else { continue }
        var list: [String] = []
        items(pattern, position, end, into: &list)
        best = Match(pattern: index, start: position, end: end, items: list)
      }
      guard let match = best else {
        position += 1
        continue
      }
      position = match.end
      if !unless.contains(where: { overlaps($0, match) }) { result.append(match) }
    }
    return result
  }

  private func overlaps(_ pattern: SlowPattern, _ match: Match) -> Bool {
    elements.indices.contains { start in
      ends(pattern, start).contains { end in
        (max(start, match.start)..<max(start, match.start, min(end, match.end))).contains {
          isWord($0)
        }
      }
    }
  }
}

/// Numbers that a seed determines.
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  package init(seed: UInt64) { state = seed }
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
