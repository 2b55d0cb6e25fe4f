/// A gold sentence beside what the system made of it.
package struct ComparedSentence: Sendable, Equatable {
  package let gold: GoldSentence
  /// The acts of the system sentence of largest overlap.
  package let system: [GoldAct]
  /// The same acts with all that is known of them; empty where people made both labellings.
  package let found: [Act]

  package var isLabelRight: Bool { gold.label == systemLabel }

  package var systemLabel: String { system.first?.label ?? GoldFile.noLabel }

  /// Whether label and parties of the first acts agree.
  package var isPartyRight: Bool {
    isLabelRight
      && NameComparison.parties(gold.acts.first?.parties ?? [])
        == NameComparison.parties(system.first?.parties ?? [])
  }

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
    /// Whether nobody may look at its sentences, so that only totals are shown.
    package let isHeldOut: Bool
    /// The kind of document as the gold file tells, else as it was inferred.
    package let kind: DocumentKind?
    package let sentences: [ComparedSentence]
    package let scores: Scores
  }

  package private(set) var scores: Scores
  package private(set) var documents: [Document] = []
  private let labels: [String]

  /// Nothing compared yet.
  ///
  /// - Parameter labels: The classes besides `none`, in the order of tables.
  package init(labels: [String]) {
    self.labels = labels
    scores = Scores(labels: labels)
  }

  /// The documents whose sentences may be shown.
  package var openDocuments: [Document] { documents.filter { !$0.isHeldOut } }

  /// Compares one document.
  ///
  /// - Parameters:
  ///   - gold: The hand-made labels.
  ///   - name: What to call the document in lists.
  ///   - isHeldOut: Whether nobody may look at its sentences.
  ///   - text: The text that the gold sentences stand in, without a byte order mark.
  ///   - label: The classifier; it gets the text and what the header of the gold file says.
  /// - Throws: ``GoldFileError`` where gold sentences do not stand in the text.
  package mutating func add(
    _ gold: GoldDocument, name: String, isHeldOut: Bool = false, text: String,
    label: (_ text: String, _ metadata: Metadata) -> Reading
  ) throws(GoldFileError) {
    let reading = label(text, gold.metadata)
    let alignment = try Alignment(
      gold: gold.sentences, text: text, sentences: reading.sentences)
    let system = GoldDocument(reading, id: name, metadata: reading.metadata).sentences
    let compared = zip(gold.sentences, alignment.partners).map { sentence, partner in
      ComparedSentence(
        gold: sentence, system: partner.map { system[$0].acts } ?? [],
        found: partner.map { reading.sentences[$0].acts } ?? [])
    }
    add(
      compared, alignment, name: name, isHeldOut: isHeldOut,
      kind: gold.metadata.kind ?? reading.metadata.kind)
  }

  /// Compares two labellings of one document by people.
  ///
  /// - Parameters:
  ///   - gold: The labels that count as right.
  ///   - other: The others.
  ///   - name: What to call the document in lists.
  ///   - isHeldOut: Whether nobody may look at its sentences.
  ///   - text: The text that both are about, without a byte order mark.
  /// - Throws: ``AgreementError`` where sentences do not stand in the text.
  package mutating func add(
    _ gold: GoldDocument, against other: GoldDocument, name: String, isHeldOut: Bool = false,
    text: String
  ) throws(AgreementError) {
    let alignment = try Alignment(gold: gold.sentences, other: other.sentences, text: text)
    let compared = zip(gold.sentences, alignment.partners).map { sentence, partner in
      ComparedSentence(
        gold: sentence, system: partner.map { other.sentences[$0].acts } ?? [], found: [])
    }
    add(compared, alignment, name: name, isHeldOut: isHeldOut, kind: gold.metadata.kind)
  }

  private mutating func add(
    _ sentences: [ComparedSentence], _ alignment: Alignment, name: String, isHeldOut: Bool,
    kind: DocumentKind?
  ) {
    var own = Scores(labels: labels)
    own.add(alignment)
    for sentence in sentences { own.add(gold: sentence.gold.acts, system: sentence.system) }
    scores.add(own)
    documents.append(
      Document(
        name: name, isHeldOut: isHeldOut, kind: kind, sentences: sentences, scores: own))
  }
}
