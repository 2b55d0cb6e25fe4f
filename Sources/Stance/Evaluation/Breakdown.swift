/// Scores of parts of what was evaluated.
package enum Breakdown {
  /// Documents of one kind together.
  package struct Group: Sendable {
    package let name: String
    package let scores: Scores
  }

  /// Acts whose words reach the reader in one way.
  package struct Mode: Sendable {
    package let mode: AttributionMode
    /// First acts found.
    package internal(set) var label = Share()
    /// Label and parties of the first act.
    package internal(set) var party = Share()
  }

  /// Scores by the kind of document; one whose kind is not known stands under `unknown`.
  package static func kinds(_ documents: [Evaluation.Document]) -> [Group] {
    groups(documents) { $0.kind?.rawValue ?? "unknown" }
  }

  /// Scores by what the names of files begin with, up to the first hyphen.
  ///
  /// - Returns: Empty where names do not sort the documents: all alike, or each on its own.
  package static func names(_ documents: [Evaluation.Document]) -> [Group] {
    let groups = groups(documents) { document in
      let file = document.name.utf8.split(separator: UInt8(ascii: "/")).last ?? [][...]
      let stem = file.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }
      return String(decoding: Array(stem), as: UTF8.self)
    }
    return groups.count > 1 && groups.count < documents.count ? groups : []
  }

  private static func groups(
    _ documents: [Evaluation.Document], by key: (Evaluation.Document) -> String
  ) -> [Group] {
    var groups: [String: Scores] = [:]
    for document in documents {
      groups[key(document), default: Scores(labels: document.scores.primary.classes)]
        .add(document.scores)
    }
    return groups.keys.sorted().map { Group(name: $0, scores: groups[$0] ?? Scores(labels: [])) }
  }

  /// How often first acts are right, by the way their words reach the reader.
  package static func modes(_ documents: [Evaluation.Document]) -> [Mode] {
    var modes = AttributionMode.allCases.map { Mode(mode: $0) }
    for sentence in documents.lazy.flatMap(\.sentences) {
      guard let act = sentence.found.first,
        let index = modes.firstIndex(where: { $0.mode == act.mode })
      else { continue }
      modes[index].label.add(sentence.isLabelRight)
      modes[index].party.add(sentence.isPartyRight)
    }
    return modes.filter { $0.label.total > 0 }
  }
}
