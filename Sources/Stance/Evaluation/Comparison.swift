/// What two sets of rules make of the same texts.
package struct Comparison: Sendable {
  /// What gold says of a change.
  package enum Verdict: String, CaseIterable, Sendable {
    case better, worse, neither
  }

  /// A sentence whose acts differ.
  package struct Change: Sendable {
    package let document: String
    /// The line of the gold file; nil where there is no gold.
    package let line: Int?
    /// The number of the sentence from 0, as the first rules cut the text; in gold, as gold does.
    package let sentence: Int
    package let text: String
    package let first: [Act]
    package let second: [Act]
    /// The acts of gold; nil where there is none.
    package let gold: [GoldAct]?
    package let verdict: Verdict?
  }

  /// Changes that may be shown, in the order of the texts.
  package private(set) var changes: [Change] = []
  package private(set) var documentCount = 0
  package private(set) var sentenceCount = 0
  package private(set) var changedCount = 0
  /// Changes of the primary label.
  package private(set) var relabelledCount = 0
  package private(set) var heldOutCount = 0
  package private(set) var verdicts: [Verdict: Int] = [:]
  /// Gold sentences whose primary label only the first rules have right.
  package private(set) var onlyFirstRight = 0
  /// Gold sentences whose primary label only the second rules have right.
  package private(set) var onlySecondRight = 0
  /// The scores of both, document by document, where there is gold.
  package private(set) var first: Evaluation
  package private(set) var second: Evaluation

  /// Nothing compared yet.
  ///
  /// - Parameter labels: The classes besides `none` of both.
  package init(labels: [String]) {
    first = Evaluation(labels: labels)
    second = Evaluation(labels: labels)
  }

  /// Compares what two sets of rules make of a text, without gold.
  ///
  /// - Complexity: Linear in the sentences.
  package mutating func add(_ first: Reading, _ second: Reading, name: String) {
    documentCount += 1
    let partners = Alignment.partners(
      of: first.sentences.map { $0.start..<$0.end },
      among: second.sentences.map { $0.start..<$0.end })
    for (sentence, partner) in zip(first.sentences, partners) {
      note(
        Change(
          document: name, line: nil, sentence: sentence.index, text: sentence.text,
          first: sentence.acts, second: partner.map { second.sentences[$0].acts } ?? [], gold: nil,
          verdict: nil), isShown: true)
    }
  }

  /// Compares what two sets of rules make of a gold document.
  ///
  /// - Parameters:
  ///   - gold: The hand-made labels.
  ///   - name: What to call the document.
  ///   - isHeldOut: Whether nobody may look at its sentences, so that changes are only counted.
  ///   - text: The text that the gold sentences stand in.
  ///   - labelFirst: The first classifier; it gets the text and what the header of the gold file says.
  ///   - labelSecond: The second one.
  /// - Throws: ``GoldFileError`` where gold sentences do not stand in the text.
  package mutating func add(
    _ gold: GoldDocument, name: String, isHeldOut: Bool, text: String,
    first labelFirst: (_ text: String, _ metadata: Metadata) -> Reading,
    second labelSecond: (_ text: String, _ metadata: Metadata) -> Reading
  ) throws(GoldFileError) {
    try first.add(gold, name: name, isHeldOut: isHeldOut, text: text, label: labelFirst)
    try second.add(gold, name: name, isHeldOut: isHeldOut, text: text, label: labelSecond)
    guard let one = first.documents.last, let other = second.documents.last else { return }
    documentCount += 1
    if isHeldOut { heldOutCount += 1 }
    for (index, (one, other)) in zip(one.sentences, other.sentences).enumerated() {
      if one.isLabelRight != other.isLabelRight {
        if one.isLabelRight { onlyFirstRight += 1 } else { onlySecondRight += 1 }
      }
      let verdict: Verdict =
        one.rank == other.rank ? .neither : one.rank < other.rank ? .better : .worse
      note(
        Change(
          document: name, line: one.gold.line, sentence: index, text: one.gold.text,
          first: one.found, second: other.found, gold: one.gold.acts, verdict: verdict),
        isShown: !isHeldOut)
    }
  }

  private mutating func note(_ change: Change, isShown: Bool) {
    sentenceCount += 1
    guard Self.goldActs(change.first) != Self.goldActs(change.second) else { return }
    changedCount += 1
    if change.first.first?.label != change.second.first?.label { relabelledCount += 1 }
    if let verdict = change.verdict { verdicts[verdict, default: 0] += 1 }
    if isShown { changes.append(change) }
  }

  /// Acts with what gold tells of them: label, parties and speakers.
  package static func goldActs(_ acts: [Act]) -> [GoldAct] {
    acts.map { GoldAct(label: $0.label, parties: $0.parties, speakers: $0.speakers) }
  }

  /// The two-sided p-value of McNemar's exact test on the primary label.
  package var pValue: Double { Self.exactTest(onlyFirstRight, onlySecondRight) }

  /// How probable a split at least as uneven is where each case may fall to either side alike.
  ///
  /// - Complexity: Linear in the cases.
  package static func exactTest(_ first: Int, _ second: Int) -> Double {
    let count = first + second
    guard first != second else { return 1 }
    // Binomial coefficients as parts of the largest, from the middle outwards.
    var weight = 1.0
    var total = 0.0
    var tail = 0.0
    let middle = count / 2
    for index in stride(from: middle, through: 0, by: -1) {
      let isCentre = count % 2 == 0 && index == middle
      total += isCentre ? weight : 2 * weight
      if index <= min(first, second) { tail += 2 * weight }
      weight *= Double(index) / Double(count - index + 1)
    }
    return min(1, tail / total)
  }
}

extension ComparedSentence {
  /// How near the acts are to gold: nothing, label, label with party, everything.
  var rank: Int {
    guard isLabelRight else { return 0 }
    guard isPartyRight else { return 1 }
    return isRight ? 3 : 2
  }
}
