/// What the tables and the chart of a corpus count.
struct CorpusCounts: Sendable {
  /// By party, and one more row for acts without party; then by label.
  private(set) var byParty: [[Int]]
  /// By person and label.
  private(set) var byPerson: [[Int]]
  /// By stretch of time and label; empty without dates.
  private(set) var byPeriod: [[Int]]
  /// By label, party and target.
  private(set) var byTarget: [[Pair: Int]]
  /// The party that a person speaks for most often.
  private(set) var partyOfPerson: [Int?]
  private(set) var undatedCount = 0
  let scale: TimeScale?

  /// Who acts towards whom.
  struct Pair: Hashable, Sendable {
    let party: Int
    let target: Int
  }

  /// Counts all acts.
  ///
  /// - Complexity: Linear in the number of acts.
  init(_ corpus: Corpus) {
    let none = [Int](repeating: 0, count: corpus.labels.count)
    let partyCount = corpus.parties.names.count
    byParty = Array(repeating: none, count: partyCount + 1)
    byPerson = Array(repeating: none, count: corpus.persons.count)
    byTarget = Array(repeating: [:], count: corpus.labels.count)
    let scale = TimeScale(corpus.documents.compactMap(\.date))
    self.scale = scale
    byPeriod = Array(repeating: none, count: scale?.count ?? 0)
    var sides: [[Int: Int]] = Array(repeating: [:], count: corpus.persons.count)
    for act in corpus.acts {
      for party in act.parties.isEmpty ? [partyCount] : act.parties {
        byParty[party][act.label] += 1
      }
      for person in Set(act.speakers) {
        byPerson[person][act.label] += 1
        for party in act.parties { sides[person][party, default: 0] += 1 }
      }
      for party in act.parties {
        for target in act.targets {
          byTarget[act.label][Pair(party: party, target: target), default: 0] += 1
        }
      }
      if let scale, let date = corpus.documents[act.document].date {
        byPeriod[scale.period(date)][act.label] += 1
      } else {
        undatedCount += 1
      }
    }
    partyOfPerson = sides.map { counts in
      counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }

  /// The numbers of the rows with most acts, of equal ones the first.
  static func order(_ rows: [[Int]]) -> [Int] {
    let sums = rows.map { $0.reduce(0, +) }
    return rows.indices.filter { sums[$0] > 0 }.sorted { (sums[$0], $1) > (sums[$1], $0) }
  }
}
