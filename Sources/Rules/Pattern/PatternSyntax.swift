/// The tree of a pattern.
package indirect enum PatternNode: Sendable {
  /// One word that has the atom.
  case atom(AtomID)
  /// A whole lexicon entry or mention.
  case unit(UnitID)
  /// One word that is none of these.
  case not([PatternNode])
  case comma
  case sequence([PatternNode])
  case choice([PatternNode])
  case optional(PatternNode)
  /// From `min` to `max` words; `crosses` hard marks or stops at them.
  case gap(min: Int, max: Int, crosses: Bool)
  /// A capture; without a pattern it takes any words.
  case capture(Int, PatternNode?)
  /// The edge of the zone.
  case start
  case end
}

/// A property of a single word: its spelling, exact spelling, or a form of a lemma.
package struct AtomID: Hashable, Sendable {
  package let rawValue: Int32
  package init(_ rawValue: Int32) { self.rawValue = rawValue }
}

/// A lexicon or a token class, matched as a whole.
package struct UnitID: Hashable, Sendable {
  package let rawValue: Int32
  package init(_ rawValue: Int32) { self.rawValue = rawValue }
}

/// A lexicon by its place in the rules file.
package struct LexiconID: Hashable, Sendable {
  package let rawValue: Int32
  package init(_ rawValue: Int32) { self.rawValue = rawValue }
}

/// Classes that the caller marks.
package enum TokenClass: UInt8, CaseIterable, Sendable {
  case party, person, role, pronoun, actor, own, other, number, date, quote, negation

  /// As written in patterns, without the `#`.
  package var name: String {
    switch self {
    case .party: "Party"
    case .person: "Person"
    case .role: "Role"
    case .pronoun: "Pronoun"
    case .actor: "Actor"
    case .own: "Own"
    case .other: "Other"
    case .number: "Number"
    case .date: "Date"
    case .quote: "Quote"
    case .negation: "Negation"
    }
  }
}

/// The classes a word may have after tagging.
package struct WordClassMask: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let verb = WordClassMask(rawValue: 1)
  package static let noun = WordClassMask(rawValue: 2)
  package static let adjective = WordClassMask(rawValue: 4)
  package static let adverb = WordClassMask(rawValue: 8)
  package static let any: WordClassMask = [.verb, .noun, .adjective]
}
