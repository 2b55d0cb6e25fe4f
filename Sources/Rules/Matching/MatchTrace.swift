/// What became of the matches in a document: written by who decides, read by who explains.
package struct MatchTrace: Sendable {
  /// Why a match counts or does not.
  package enum Outcome: String, Sendable {
    case counts
    /// `subject` does not hold.
    case otherSubject = "subject"
    case negated
    /// It is a condition or a wish.
    case conditional
    /// An `unless` pattern shares a word with it.
    case killed = "unless"
  }

  /// Where matches are looked for.
  package struct Place: Hashable, Sendable {
    /// The report judged, or -1 for words without one.
    package var report = -1
    /// The predicate by its place among those of the report, or -1 for zones of the whole.
    package var predicate = -1
  }

  /// A zone as the patterns saw it.
  package struct View: Sendable {
    package let place: Place
    package let zone: Zone
    package let tokens: [Int]
  }

  /// A match and what became of it.
  package struct Entry: Sendable {
    package let place: Place
    package let zone: Zone
    package let rule: Int
    package let pattern: Int
    /// From the first to the last token taken.
    package let tokens: Range<Int>
    /// Elements of the zone that it took.
    package let length: Int
    /// The label by its index, or -1 where it does not count.
    package let label: Int
    package let outcome: Outcome
    /// Captures with the tokens they took.
    package let captures: [(name: String, tokens: Range<Int>)]

    package init(
      place: Place, zone: Zone, rule: Int, pattern: Int, tokens: Range<Int>, length: Int,
      label: Int, outcome: Outcome, captures: [(name: String, tokens: Range<Int>)]
    ) {
      self.place = place
      self.zone = zone
      self.rule = rule
      self.pattern = pattern
      self.tokens = tokens
      self.length = length
      self.label = label
      self.outcome = outcome
      self.captures = captures
    }
  }

  /// A cue that is a candidate for the label itself.
  package struct Cue: Sendable {
    package let place: Place
    package let id: String
    package let label: Int
    package let weight: Int
    package let tokens: Range<Int>
  }

  /// Why matches in a predicate do not count whatever they are.
  package enum Remark: String, Sendable {
    /// It reports what another says.
    case toldOfAnother = "told-of-another"
    /// A stance verb governs it, whose matter it is.
    case governed
  }

  package private(set) var place = Place()
  package private(set) var views: [View] = []
  package private(set) var entries: [Entry] = []
  package private(set) var cues: [Cue] = []
  package private(set) var predicates: [(place: Place, tokens: [Int])] = []
  package private(set) var remarks: [(place: Place, first: Int, remark: Remark)] = []

  /// Classes of stretches of tokens, those of one speaker after those of another.
  package private(set) var marks: [(tokenClass: TokenClass, tokens: Range<Int>)] = []

  package init() {}

  mutating func note(mark tokenClass: TokenClass, _ tokens: Range<Int>) {
    marks.append((tokenClass, tokens))
  }

  package mutating func begin(report: Int) { place = Place(report: report, predicate: -1) }

  package mutating func begin(predicate: Int, _ tokens: [Int]) {
    place.predicate = predicate
    predicates.append((place, tokens))
  }

  package mutating func see(_ zone: Zone, _ elements: [ZoneToken]) {
    views.append(View(place: place, zone: zone, tokens: elements.map { Int($0.token) }))
  }

  package mutating func note(_ entry: Entry) { entries.append(entry) }

  package mutating func note(cue id: String, label: Int, weight: Int, _ tokens: Range<Int>) {
    cues.append(Cue(place: place, id: id, label: label, weight: weight, tokens: tokens))
  }

  package mutating func remark(_ remark: Remark) {
    remarks.append((place, predicates.last?.tokens.first ?? 0, remark))
  }
}
