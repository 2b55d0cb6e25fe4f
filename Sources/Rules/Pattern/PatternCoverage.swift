/// Tells where one part of a pattern matches all that another matches.
///
/// A yes is certain; a no may mean that it could not be told.
struct PatternCoverage {
  /// One atom as a rules file writes it.
  private enum Atom: Hashable {
    case comma
    case literal(String)
    case exact(String)
    case inflected(String, WordClass)
    case lexicon(String)
    case other(String)
  }

  /// The entries of each lexicon.
  private let lexicons: [String: [String]]
  private var formsOfWord: [Atom: Set<String>] = [:]

  init(_ file: RuleFile) {
    lexicons = Dictionary(
      file.lexicons.map { ($0.name.value, $0.entries.map(\.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether every stretch of words that the second takes is one that the first takes too.
  mutating func covers(
    _ first: PatternOutline, _ firstText: String, _ second: PatternOutline, _ secondText: String
  ) -> Bool {
    if text(first, firstText) == text(second, secondText) { return true }
    if case .choice(_, let choices) = second {
      return choices.allSatisfy { covers(first, firstText, $0, secondText) }
    }
    switch (first, second) {
    case (.choice(_, let choices), _):
      return choices.contains { covers($0, firstText, second, secondText) }
    case (.atom, .atom):
      return covers(
        atom(text(first, firstText)), atom(text(second, secondText)))
    case (.optional(_, let inner), .optional(_, let other)):
      return covers(inner, firstText, other, secondText)
    case (.optional(_, let inner), _): return covers(inner, firstText, second, secondText)
    case (.gap(_, let least, let most), .gap(_, let otherLeast, let otherMost)):
      let isFar = text(first, firstText).hasPrefix("...")
      let isOtherFar = text(second, secondText).hasPrefix("...")
      return least <= otherLeast && most >= otherMost && (isFar || !isOtherFar)
    case (.capture(_, _, let inner?), .capture(_, _, let other?)):
      return covers(inner, firstText, other, secondText)
    case (.sequence(_, let items), .sequence(_, let others)):
      return items.count == others.count
        && zip(items, others).allSatisfy { covers($0, firstText, $1, secondText) }
    default: return false
    }
  }

  /// Whether wherever the second pattern matches, the first matches inside.
  mutating func alwaysStandsIn(
    _ first: PatternOutline, _ firstText: String, _ second: PatternOutline, _ secondText: String
  ) -> Bool {
    let items = first.items
    let others = second.items
    guard items.count <= others.count else { return false }
    for start in 0...others.count - items.count {
      let window = others[start..<start + items.count]
      if zip(items, window).allSatisfy({ covers($0, firstText, $1, secondText) && $1.isFirm }) {
        return true
      }
    }
    return false
  }

  private func text(_ outline: PatternOutline, _ text: String) -> String {
    let bytes = Array(text.utf8)[outline.range]
    var normal: [UInt8] = []
    for byte in bytes {
      let byte = byte <= 32 ? 32 : byte
      if byte == 32, normal.last == 32 { continue }
      normal.append(byte)
    }
    return String(decoding: normal, as: UTF8.self)
  }

  // MARK: Atoms

  private func atom(_ text: String) -> Atom {
    let bytes = Array(text.utf8)
    switch bytes.first {
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "@"): return .lexicon(String(text.dropFirst()))
    case UInt8(ascii: "#"): return .other(text)
    case UInt8(ascii: "=") where bytes.count > 1: return .exact(String(text.dropFirst()))
    default: break
    }
    guard let tilde = bytes.firstIndex(of: UInt8(ascii: "~")) else {
      return .literal(text.lowercased())
    }
    let word = String(decoding: bytes[..<tilde], as: UTF8.self).lowercased()
    switch bytes[(tilde + 1)...].first {
    case UInt8(ascii: "v"): return .inflected(word, .verb)
    case UInt8(ascii: "n"): return .inflected(word, .noun)
    case UInt8(ascii: "a"): return .inflected(word, .adjective)
    default: return .inflected(word, .any)
    }
  }

  private mutating func covers(_ first: Atom, _ second: Atom) -> Bool {
    if first == second { return true }
    switch (first, second) {
    case (.literal(let word), .exact(let other)): return word == other.lowercased()
    case (.inflected(_, .any), .literal), (.inflected(_, .any), .exact),
      (.inflected(_, .any), .inflected):
      return forms(second).isSubset(of: forms(first))
    case (.inflected(_, let kind), .inflected(_, let other)):
      return kind == other && forms(second).isSubset(of: forms(first))
    case (.lexicon(let name), .literal), (.lexicon(let name), .exact),
      (.lexicon(let name), .inflected):
      return covers(lexicons[name] ?? [], second)
    default: return false
    }
  }

  /// Whether the entries of a lexicon take a word wherever it stands.
  private mutating func covers(_ entries: [String], _ word: Atom) -> Bool {
    var isCovered = false
    let forms = forms(word)
    for entry in entries {
      let words = entry.split(separator: " ")
      if words.count == 1 {
        if !isCovered { isCovered = covers(atom(entry), word) }
      } else {
        // Inside a longer entry the word is not the lexicon's, but still itself.
        for part in words where !self.forms(atom(String(part))).isDisjoint(with: forms) {
          return false
        }
      }
    }
    return isCovered
  }

  private mutating func forms(_ atom: Atom) -> Set<String> {
    if let known = formsOfWord[atom] { return known }
    let forms: Set<String>
    switch atom {
    case .literal(let word): forms = [word]
    case .exact(let word): forms = [word.lowercased()]
    case .inflected(let word, let kind):
      let list = Inflection.forms(of: Array(word.utf8), as: kind)
      forms = Set(list.map { String(decoding: $0.bytes, as: UTF8.self) })
    case .comma, .lexicon, .other: forms = []
    }
    formsOfWord[atom] = forms
    return forms
  }
}

extension PatternOutline {
  /// Whether it takes at least one word wherever its pattern matches.
  var isFirm: Bool {
    switch self {
    case .atom, .exclusion: true
    case .choice(_, let choices): choices.allSatisfy { $0.items.contains(where: \.isFirm) }
    case .capture(_, _, let inner): inner?.items.contains(where: \.isFirm) ?? true
    case .edge, .gap, .optional: false
    case .sequence(_, let items): items.contains(where: \.isFirm)
    }
  }

  /// Whether it may take nothing where its pattern matches, and then does if it can.
  var mayBeEmpty: Bool {
    switch self {
    case .gap(_, let least, _): least == 0
    case .optional: true
    default: false
    }
  }
}
