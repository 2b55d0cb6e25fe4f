internal import Stance

/// Which acts the user wants to see.
struct ActFilter: Sendable {
  private let labels: [String]
  private let parties: Set<String>
  private let speakers: [String]
  private let minimumConfidence: Double?

  /// The filter that the options ask for.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - labels: The labels there are.
  /// - Throws: ``UsageError`` for a label that there is not.
  init(_ options: Options, labels: [String]) throws(UsageError) {
    let known = labels + ["none"]
    for label in options.only where !known.contains(label) {
      throw UsageError(
        "unknown label '\(label)' for '--only'; expected \(known.joined(separator: ", "))"
          + Suggestion.text(for: label, among: known))
    }
    self.labels = options.only
    parties = NameComparison.parties(options.parties)
    speakers = options.speakers
    minimumConfidence = options.minimumConfidence
  }

  /// Whether everything passes.
  private var isOpen: Bool {
    labels.isEmpty && parties.isEmpty && speakers.isEmpty && minimumConfidence == nil
  }

  /// The reading with the sentences that have a wanted act, and in them only wanted acts.
  func apply(to reading: Reading) -> Reading {
    guard !isOpen else { return reading }
    var selected = reading
    selected.sentences = reading.sentences.compactMap { sentence in
      if sentence.acts.isEmpty { return labels.contains("none") ? sentence : nil }
      var selected = sentence
      selected.acts = sentence.acts.filter(passes)
      return selected.acts.isEmpty ? nil : selected
    }
    return selected
  }

  /// The reading with all its sentences, and in them only wanted acts.
  func selectActs(of reading: Reading) -> Reading {
    guard !isOpen else { return reading }
    var selected = reading
    for index in selected.sentences.indices {
      selected.sentences[index].acts = selected.sentences[index].acts.filter(passes)
    }
    return selected
  }

  private func passes(_ act: Act) -> Bool {
    guard labels.isEmpty || labels.contains(act.label) else { return false }
    guard parties.isEmpty || !NameComparison.parties(act.parties).isDisjoint(with: parties) else {
      return false
    }
    guard
      speakers.isEmpty
        || (act.speakers + act.persons).contains(where: { name in
          speakers.contains { NameComparison.isSameSpeaker($0, name) }
        })
    else { return false }
    return minimumConfidence.map { (act.confidence ?? 0) >= $0 } ?? true
  }
}
