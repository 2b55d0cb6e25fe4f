/// What a clause is to the one that holds it.
enum ClauseKind: UInt8, Sendable {
  /// The sentence itself, or a clause coordinated with it.
  case main
  /// What a verb, noun or adjective takes: `that ...`, also without `that`.
  case complement
  /// `whether`, `how`, `why` after a verb.
  case interrogative
  case relative
  /// Adverbial: although, because, if, as, while.
  case subordinate
  /// `Noting ..., ` and `..., adding that`.
  case participial
  /// `to` or `in order to` as purpose.
  case purpose

  /// A margin of the clause around it: not part of its main predicate.
  var isMargin: Bool { self != .main && self != .complement }
}

/// A clause: its verb, its subject and where it hangs.
struct Clause: Sendable {
  var kind: ClauseKind
  var first: Int
  /// One past the last token, clauses inside included.
  var last: Int
  var parent: Int
  /// The word that opens it, or -1.
  var opener = -1
  /// Verb groups: the first is the clause's own, further ones are coordinated with it.
  var verbs: [Int] = []
  /// The subject noun phrase, or -1.
  var subject = -1
  /// The last of coordinated subjects.
  var subjectLast = -1
  /// Opened after a comma.
  var isAfterComma = false
  /// The verb group that takes it, or -1.
  var governor = -1
  /// The token of the noun that takes it, or -1.
  var nounGovernor = -1
}

/// The shallow syntax of one sentence.
struct Syntax: Sendable {
  var range: Range<Int> = 0..<0
  var verbs: [VerbGroup] = []
  var nouns: [NounPhrase] = []
  var clauses: [Clause] = []
  // These three are as long as the longest range before: longer ones cost more to make than to fill.
  /// Clause of each token, by offset in `range`.
  var clauseOfToken: [Int32] = []
  /// Noun phrase of each token or -1, by offset in `range`.
  var nounOfToken: [Int32] = []
  /// Verb group of each token or -1, by offset in `range`.
  var verbOfToken: [Int32] = []

  func clause(of token: Int) -> Int { Int(clauseOfToken[token - range.lowerBound]) }
  /// Also -1 outside of `range`: what a cue takes may be looked for behind the end of its clause.
  func noun(of token: Int) -> Int {
    range.contains(token) ? Int(nounOfToken[token - range.lowerBound]) : -1
  }
  func verb(of token: Int) -> Int {
    range.contains(token) ? Int(verbOfToken[token - range.lowerBound]) : -1
  }

  /// Whether `clause` is `ancestor` or stands inside it.
  func isInside(_ clause: Int, _ ancestor: Int) -> Bool {
    var c = clause
    while c >= 0 {
      if c == ancestor { return true }
      c = clauses[c].parent
    }
    return false
  }

  mutating func reset(_ range: Range<Int>) {
    self.range = range
    verbs.removeAll(keepingCapacity: true)
    nouns.removeAll(keepingCapacity: true)
    clauses.removeAll(keepingCapacity: true)
    Self.fill(&clauseOfToken, 0, range.count)
    Self.fill(&nounOfToken, -1, range.count)
    Self.fill(&verbOfToken, -1, range.count)
  }

  private static func fill(_ numbers: inout [Int32], _ number: Int32, _ count: Int) {
    if numbers.count < count {
      numbers.append(contentsOf: repeatElement(number, count: count - numbers.count))
    }
    var numbers = numbers.mutableSpan
    for place in 0..<count { numbers[place] = number }
  }
}
