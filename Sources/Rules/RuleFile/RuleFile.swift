/// A value of a rules file with the bytes it stood in.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  /// Bytes of the file, quotation marks of a string included.
  package var range: Range<Int>
  package init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}

/// What a rules file says, checked for form but not yet compiled.
package struct RuleFile: Sendable {
  package var name = ""
  package var version = ""
  /// `default` or a path.
  package var extends: Located<String>?
  package var labels: [LabelSpec] = []
  package var lexicons: [LexiconSpec] = []
  package var parties: [PartySpec] = []
  package var cues: [CueSpec] = []
  package var attributionPatterns: [AttributionPatternSpec] = []
  package var turns: [FloorPatternSpec] = []
  package var stops: [FloorPatternSpec] = []
  package var rules: [RuleSpec] = []
  package var confidence: [ConfidenceRow] = []
  package init() {}
}

/// One of the labels that the file declares; their order breaks ties.
package struct LabelSpec: Sendable {
  package var name: Located<String>
  package var description: String
  /// `#rrggbb`, for output.
  package var colour: String
  /// Given where no rule matched.
  package var isDefault: Bool
}

/// A named list of words and phrases.
package struct LexiconSpec: Sendable {
  package var name: Located<String>
  /// Entries in pattern words: `brush~v off`.
  package var entries: LocatedStrings

  package init(name: Located<String>, entries: LocatedStrings) {
    self.name = name
    self.entries = entries
  }
}

/// A side that can speak, with the names it goes by.
package struct PartySpec: Sendable {
  package var name: Located<String>
  /// The name as a list of one.
  package var names: LocatedStrings
  package var kind: String
  package var aliases: LocatedStrings
  package var demonyms: LocatedStrings
  package var capitals: LocatedStrings
  package var seats: LocatedStrings
  package var titles: LocatedStrings
  /// Office holders with their years: `Name, 2017-2021`, open at the end while in office.
  package var people: LocatedStrings
  /// Names that are also other things: a party only as subject, agent, possessor or with a title.
  package var ambiguous: LocatedStrings
}

// Public, unlike the rest of this target, because the compiler inlines only public functions in
// other modules.
/// The complements that a reporting cue may take.
public struct FrameSet: OptionSet, Sendable, Hashable {
  /// A bit for each complement.
  public let rawValue: UInt16
  /// The complements of a number's bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A clause with `that`.
  @inlinable public static var that: FrameSet { FrameSet(rawValue: 1) }
  /// A clause without `that`.
  @inlinable public static var bare: FrameSet { FrameSet(rawValue: 2) }
  /// A noun phrase.
  @inlinable public static var object: FrameSet { FrameSet(rawValue: 4) }
  /// `to` and a verb.
  @inlinable public static var infinitive: FrameSet { FrameSet(rawValue: 8) }
  /// A noun phrase, `to` and a verb.
  @inlinable public static var objectInfinitive: FrameSet { FrameSet(rawValue: 16) }
  /// A verb in `-ing`.
  @inlinable public static var gerund: FrameSet { FrameSet(rawValue: 32) }
  /// A question.
  @inlinable public static var whether: FrameSet { FrameSet(rawValue: 64) }
  /// `for` and a noun phrase.
  @inlinable public static var `for`: FrameSet { FrameSet(rawValue: 128) }
  /// `about` and a noun phrase.
  @inlinable public static var about: FrameSet { FrameSet(rawValue: 256) }
  /// Words in quotation marks.
  @inlinable public static var quote: FrameSet { FrameSet(rawValue: 512) }
  /// An object and what it is called: "called the plan a mistake", "described it as unfair".
  @inlinable public static var complement: FrameSet { FrameSet(rawValue: 1024) }

  /// The names in a rules file, in the order of the bits.
  package static let names = [
    "that", "bare", "object", "infinitive", "object-infinitive", "gerund", "whether", "for",
    "about", "quote", "complement",
  ]
}

/// Sentences that a rule or cue must and must not fire on.
package struct TestSpec: Sendable {
  package var yes: LocatedStrings
  package var no: LocatedStrings
  package init(yes: LocatedStrings = [], no: LocatedStrings = []) {
    self.yes = yes
    self.no = no
  }
}

/// What a cue or rule gives: nothing of its own, the explicit `none`, or a label by index.
public enum LabelChoice: Sendable, Hashable {
  case neutral
  case none
  case label(Int)

  // The function that the compiler would write is called through a table from other modules.
  /// Whether two choices are the same.
  @inlinable public static func == (a: LabelChoice, b: LabelChoice) -> Bool {
    switch (a, b) {
    case (.neutral, .neutral), (.none, .none): true
    case (.label(let one), .label(let other)): one == other
    default: false
    }
  }
}

/// A reporting expression.
package struct CueSpec: Sendable {
  package var id: Located<String>
  package var words: LocatedStrings
  package var label: LabelChoice
  package var weight: Int
  package var frames: FrameSet
  package var except: LocatedStrings
  package var tests: TestSpec

  package init(
    id: Located<String>, words: LocatedStrings, label: LabelChoice, weight: Int,
    frames: FrameSet, except: LocatedStrings, tests: TestSpec
  ) {
    self.id = id
    self.words = words
    self.label = label
    self.weight = weight
    self.frames = frames
    self.except = except
    self.tests = tests
  }
}

/// An attribution recognised by a pattern with captures.
package struct AttributionPatternSpec: Sendable {
  /// One expected reading.
  package struct Test: Sendable {
    package var text: Located<String>
    package var source: Located<String>?
    package var cue: Located<String>?
    package var content: Located<String>?
  }
  package var id: Located<String>
  package var match: LocatedStrings
  package var mode: String
  package var label: LabelChoice
  package var weight: Int
  package var tests: [Test]
}

/// A pattern that hands the floor over (`turns`) or ends it (`stops`).
package struct FloorPatternSpec: Sendable {
  package var id: Located<String>
  package var match: LocatedStrings
  package var tests: TestSpec
}

/// Where a rule looks.
package enum Zone: String, Sendable, CaseIterable {
  case cue, predicate, content, speech, sentence
}

/// A stance rule.
package struct RuleSpec: Sendable {
  package var id: Located<String>
  package var label: LabelChoice
  package var weight: Int
  package var zone: Zone
  package var subject: Located<String>?
  package var match: LocatedStrings
  package var unless: LocatedStrings
  /// The label that a negated match gives; `.none`: the match does not count.
  package var negated: LabelChoice
  package var tests: TestSpec

  package init(
    id: Located<String>, label: LabelChoice, weight: Int, zone: Zone, subject: Located<String>?,
    match: LocatedStrings, unless: LocatedStrings, negated: LabelChoice, tests: TestSpec
  ) {
    self.id = id
    self.label = label
    self.weight = weight
    self.zone = zone
    self.subject = subject
    self.match = match
    self.unless = unless
    self.negated = negated
    self.tests = tests
  }
}

/// One row of the calibrated confidence table.
package struct ConfidenceRow: Sendable, Equatable {
  package var mode: String
  package var resolution: String
  /// Lowest weight of the band.
  package var weight: Int
  package var confidence: Double

  package init(mode: String, resolution: String, weight: Int, confidence: Double) {
    self.mode = mode
    self.resolution = resolution
    self.weight = weight
    self.confidence = confidence
  }
}
