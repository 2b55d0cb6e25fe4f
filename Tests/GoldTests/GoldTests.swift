import Rules
import Stance
import TestSupport
import Testing

/// Scores on the hand-labelled sets: printed, and held above their floors.
@Suite(.serialized) struct GoldTests {
  /// One for all sets: reading the rules takes longest.
  private static let classifier = Result { try Classifier() }

  @Test(arguments: GoldSet.present)
  func `scores do not fall below their floors`(_ set: GoldSet) throws {
    let scores = try set.evaluation(Self.classifier.get()).scores
    let floors = Floors()
    print(report(set, scores, floors))
    for measure in Measure.allCases {
      guard let minimum = floors[set.name, measure] else { continue }
      let value = measure.value(scores) ?? 0
      #expect(
        value >= minimum,
        "\(measure.rawValue) of '\(set.name)' is \(FixedPoint.text(value, places: 4))")
    }
  }

  private func report(_ set: GoldSet, _ scores: Scores, _ floors: Floors) -> String {
    var totals = TextTable(["gold set '\(set.name)'", "score", "floor"])
    for measure in Measure.allCases {
      totals.add([
        measure.rawValue, measure.value(scores).map { FixedPoint.text($0) } ?? "-",
        floors[set.name, measure].map { FixedPoint.text($0) } ?? "-",
      ])
    }
    let size = "\(scores.documentCount) articles, \(scores.goldSentenceCount) sentences\n"
    return "\n" + totals.text + "\n" + (set.isHeldOut ? size : ScoreTable.text(scores))
  }

  @Test func `floors name sets and scores that exist`() {
    #expect(Floors().problems == [])
    #expect(
      Floors(Array(#"{"sead": {}, "dev": {"macro": 0.5, "joint-f1": 7}}"#.utf8)).problems.count == 3
    )
    #expect(Floors(Array(#"{"dev": {"joint-f1": 0.5}}"#.utf8))["dev", .joint] == 0.5)
  }

  @Test func `every article of ours is in one half`() {
    let names = ProjectFiles.names(in: GoldSet.ownFolder)
      .filter { $0.hasSuffix(GoldSet.suffix) }
      .map { String($0.dropLast(GoldSet.suffix.count)) }
    guard ProjectFiles.exists(GoldSplit.path) else { return }
    #expect(GoldSplit.halves.keys.sorted() == names)
    #expect(Set(GoldSplit.halves.values).isSubset(of: ["tune", "test"]))
  }
}
