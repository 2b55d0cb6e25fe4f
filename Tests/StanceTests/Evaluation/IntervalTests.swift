import Rules
import Stance
import Testing

/// Intervals, tests of differences and the worth of rules.
@Suite struct IntervalTests {
  /// A document of one sentence that is right or wrong.
  private func document(_ isRight: Bool) throws -> Scores {
    var evaluation = Evaluation(labels: ["claim"])
    let gold = try GoldFile.read(Array("claim\tNorway\t-\tOne.".utf8))[0]
    let acts = isRight ? [Act(label: "claim", weight: 50, parties: ["Norway"])] : []
    let sentence = Sentence(
      index: 0, paragraph: 0, start: 0, end: 4, text: "One.", isForced: false, acts: acts)
    try evaluation.add(gold, name: "a", text: "One.") { _, _ in
      Reading(metadata: Metadata(), language: "en", sentences: [sentence], attributions: [])
    }
    return evaluation.scores
  }

  private func width(_ count: Int) throws -> (Double, Bootstrap.Interval) {
    let documents = try (0..<count).map { try document($0 % 4 != 0) }
    let interval = try #require(
      Bootstrap(documentCount: count).intervals(documents)[.accuracy])
    return (0.75, interval)
  }

  @Test func `an interval holds the score and narrows with more documents`() throws {
    let (score, few) = try width(20)
    let (_, many) = try width(320)
    #expect(few.low < score && score < few.high)
    #expect(many.low < score && score < many.high)
    // Four times as narrow; a binomial share of 0.75 has 0.75 +- 1.96 * sqrt(0.1875 / 20).
    #expect(abs((few.high - few.low) - 2 * 1.96 * 0.0968) < 0.06)
    #expect(many.high - many.low < (few.high - few.low) / 3)
    #expect(try width(20).1 == few)
  }

  @Test func `documents that agree give no spread, and one gives no interval`() throws {
    let same = [Scores](repeating: try document(true), count: 5)
    let interval = Bootstrap(documentCount: 5).intervals(same)[.accuracy]
    #expect(interval?.low == 1 && interval?.high == 1)
    #expect(Bootstrap(documentCount: 1).intervals([same[0]]).isEmpty)
    let difference = Bootstrap(documentCount: 5).differences(same, same)[.accuracy]
    #expect(difference?.low == 0 && difference?.high == 0)
  }

  @Test(arguments: [
    (0, 0, 1.0), (3, 3, 1.0), (0, 1, 1.0), (0, 5, 0.0625), (1, 5, 0.21875), (2, 10, 0.03857421875),
    (10, 2, 0.03857421875),
  ])
  func `the exact test is the binomial one`(_ first: Int, _ second: Int, _ p: Double) {
    #expect(abs(Comparison.exactTest(first, second) - p) < 1e-12)
  }

  @Test func `many cases do not underflow`() {
    #expect(Comparison.exactTest(4_000, 4_000) == 1)
    #expect(Comparison.exactTest(3_900, 4_100) > 0.02)
    #expect(Comparison.exactTest(1_000, 7_000) < 1e-100)
  }

  // MARK: Scorecard

  private static let text = """
    Norway denied that it had closed the port. Kari Berg, the Norwegian foreign minister, said that
    the reports are groundless. Sweden praised the work of the guards. Sweden rejected the offer.
    """
  private static let gold = """
    refutation\tNorway\t-\tNorway denied that it had closed the port.
    refutation\tNorway\tKari Berg\tKari Berg, the Norwegian foreign minister, said that the reports are groundless.
    none\t-\t-\tSweden praised the work of the guards.
    refutation\tSweden\t-\tSweden rejected the offer.
    """

  private func evaluation(_ classifier: Classifier) throws -> Evaluation {
    var evaluation = Evaluation(labels: classifier.labels)
    let gold = try GoldFile.read(Array(Self.gold.utf8))[0]
    try evaluation.add(gold, name: "a", text: Self.text) { classifier.label($0, metadata: $1) }
    return evaluation
  }

  @Test func `leaving out is what a file without the rule gives`() throws {
    let classifier = try Classifier()
    let gold = try GoldFile.read(Array(Self.gold.utf8))[0]
    let scorecard = try Scorecard(classifier, [.init(gold: gold, text: Self.text)])
    let all = try evaluation(classifier).scores
    let ids = scorecard.rows.map(\.id)
    #expect(ids.contains("cue.deny") && ids.contains("cue.praise"))
    let rule = try #require(scorecard.rows.first { !$0.isCue })
    // Each takes a reading of the rules, which is slow.
    for row in scorecard.rows where ["cue.deny", "cue.praise", rule.id].contains(row.id) {
      let key = row.isCue ? "\"attribution\": {\"cues\": [" : "\"rules\": ["
      let end = row.isCue ? "]}" : "]"
      let change = """
        {"schema": "stance-rules/1", "extends": "default",
         \(key){"id": "\(row.id)", "enabled": false}\(end)}
        """
      let without = try evaluation(Classifier(rules: Array(change.utf8), path: "less.json")).scores
      #expect(
        abs(row.macroF1Change - (without.primary.macroF1 - all.primary.macroF1)) < 1e-9,
        "\(row.id)")
      #expect(abs(row.jointF1Change - (without.joint.f1 - all.joint.f1)) < 1e-9, "\(row.id)")
    }
    let praise = try #require(scorecard.rows.first { $0.id == "cue.praise" })
    #expect(praise.wrong == 1 && praise.right == 0 && praise.macroF1Change > 0)
  }

  @Test func `names that were not resolved are counted`() throws {
    let gaps = NameGaps(try evaluation(Classifier()).openDocuments, known: ["norway"])
    #expect(gaps.parties.map(\.name) == ["Sweden"])
    #expect(gaps.parties.first?.count == 1 && gaps.parties.first?.found == 1)
  }
}
