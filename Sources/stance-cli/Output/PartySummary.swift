internal import Stance

/// How often each party performed each act.
struct PartySummary: Sendable {
  /// A party with its counts, one a label.
  struct Row: Sendable {
    let party: String
    let counts: [Int]
    let total: Int
  }

  static let nobody = "(no party)"

  let labels: [String]
  private(set) var sentenceCount = 0
  private(set) var actCount = 0
  private var parties: [String] = []
  private var counts: [String: [String: Int]] = [:]

  init(labels: [String]) { self.labels = labels }

  mutating func add(_ reading: Reading) {
    sentenceCount += reading.sentences.count
    for act in reading.sentences.flatMap(\.acts) {
      actCount += 1
      for party in act.parties.isEmpty ? [Self.nobody] : act.parties {
        if counts[party] == nil { parties.append(party) }
        counts[party, default: [:]][act.label, default: 0] += 1
      }
    }
  }

  /// Parties with most acts first, of equal ones the first to speak.
  var rows: [Row] {
    let rows = parties.map { party in
      let row = labels.map { counts[party, default: [:]][$0, default: 0] }
      return Row(party: party, counts: row, total: row.reduce(0, +))
    }
    return rows.indices.sorted { (rows[$0].total, $1) > (rows[$1].total, $0) }.map { rows[$0] }
  }

  /// Such as `2 documents, 40 sentences, 31 acts`; one document is not counted.
  func total(documentCount: Int) -> String {
    let documents = documentCount > 1 ? "\(documentCount) documents, " : ""
    let sentences = sentenceCount == 1 ? "1 sentence" : "\(sentenceCount) sentences"
    return "\(documents)\(sentences), \(actCount == 1 ? "1 act" : "\(actCount) acts")"
  }

  /// A table for terminals, with the totals below it.
  func text(documentCount: Int) -> String {
    var table = TextTable(["party"] + labels + ["acts"])
    for row in rows {
      table.add([row.party] + row.counts.map { $0 == 0 ? "." : "\($0)" } + ["\(row.total)"])
    }
    return (parties.isEmpty ? "" : table.text) + total(documentCount: documentCount) + "\n"
  }
}
