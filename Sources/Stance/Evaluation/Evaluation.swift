/// A gold sentence beside what the system made of it.
package struct ComparedSentence: Sendable, Equatable {
  package let gold: GoldSentence
  /// The acts of the system sentence of largest overlap.
  package let system: [GoldAct]

  package var isLabelRight: Bool { gold.label == systemLabel }

  package var systemLabel: String { system.first?.label ?? GoldFile.noLabel }

  /// Whether acts agree in label, party and speaker, in their order.
  package var isRight: Bool {
    gold.acts.count == system.count
      && zip(gold.acts, system).allSatisfy { gold, act in
        gold.label == act.label
          && NameComparison.parties(gold.parties) == NameComparison.parties(act.parties)
          && (gold.speakers.isEmpty == act.speakers.isEmpty)
          && NameComparison.areSameSpeakers(gold.speakers, act.speakers)
      }
  }
}

/// Readings compared with gold documents.
package struct Evaluation: Sendable {
  /// One document with its sentences.
  package struct Document: Sendable {
    package let name: String
    package let sentences: [ComparedSentence]
  }

  package private(set) var scores: Scores
  package private(set) var documents: [Document] = []

  /// Nothing compared yet.
  ///
  /// - Parameter labels: The classes besides `none`, in the order of tables.
  package init(labels: [String]) { scores = Scores(labels: labels) }

  /// Compares one document.
  ///
  /// - Parameters:
  ///   - gold: The hand-made labels.
  ///   - name: What to call the document in lists.
  ///   - text: The text that the gold sentences stand in, without a byte order mark.
  ///   - label: The classifier; it gets the text and what the header of the gold file says.
  /// - Throws: ``GoldFileError`` where gold sentences do not stand in the text.
  package mutating func add(
    _ gold: GoldDocument, name: String, text: String,
    label: (_ text: String, _ metadata: Metadata) -> Reading
  ) throws(GoldFileError) {
    let reading = label(text, gold.metadata)
    let alignment = try Alignment(
      gold: gold.sentences, text: text, sentences: reading.sentences)
    let system = GoldDocument(reading, id: name, metadata: reading.metadata).sentences
    let compared = zip(gold.sentences, alignment.partners).map { sentence, partner in
      ComparedSentence(gold: sentence, system: partner.map { system[$0].acts } ?? [])
    }
    scores.add(alignment)
    for sentence in compared { scores.add(gold: sentence.gold.acts, system: sentence.system) }
    documents.append(Document(name: name, sentences: compared))
  }
}
