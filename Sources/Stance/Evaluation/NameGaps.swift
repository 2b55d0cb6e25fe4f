/// Names that the system did not know what to do with, the most frequent first.
package struct NameGaps: Sendable {
  /// A name and how often it occurs.
  package struct Count: Sendable, Equatable {
    package let name: String
    package let count: Int
    /// How many of these were found all the same.
    package let found: Int
  }

  /// Sources of acts, as the text has them, for which no speaker or no party was found.
  package let sources: [Count]
  /// Parties of gold acts that the rules do not list.
  package let parties: [Count]

  /// Collects the names.
  ///
  /// - Parameters:
  ///   - documents: What was evaluated, of documents that may be looked at.
  ///   - known: The parties that the rules list.
  package init(_ documents: [Evaluation.Document], known: [String]) {
    let known = NameComparison.parties(known)
    var sources: [String: (Int, Int)] = [:]
    var parties: [String: (Int, Int)] = [:]
    for sentence in documents.lazy.flatMap(\.sentences) {
      for act in sentence.found {
        guard let source = act.source, act.speakers.isEmpty || act.parties.isEmpty else { continue }
        sources[GoldFile.oneLine(source.text), default: (0, 0)].0 += 1
        if !act.parties.isEmpty { sources[GoldFile.oneLine(source.text), default: (0, 0)].1 += 1 }
      }
      let found = NameComparison.parties(sentence.system.flatMap(\.parties))
      for party in sentence.gold.acts.flatMap(\.parties) {
        let name = NameComparison.parties([party])
        guard known.isDisjoint(with: name) else { continue }
        parties[party, default: (0, 0)].0 += 1
        if found.isSuperset(of: name) { parties[party, default: (0, 0)].1 += 1 }
      }
    }
    self.sources = Self.sorted(sources)
    self.parties = Self.sorted(parties)
  }

  private static func sorted(_ counts: [String: (count: Int, found: Int)]) -> [Count] {
    counts.map { Count(name: $0.key, count: $0.value.count, found: $0.value.found) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
