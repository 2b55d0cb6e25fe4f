/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below `limit`, which is positive and far below 2^32.
  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(((mixed >> 32) * UInt64(limit)) >> 32)
  }
}

/// How far scores may be off because other documents might have been chosen: the percentile
/// bootstrap, in which whole documents are drawn anew with replacement.
///
/// Sentences of a document share its speakers and its style, so drawing sentences would make
/// intervals too narrow.
package struct Bootstrap: Sendable {
  package static let seed: UInt64 = 2_024
  package static let resampleCount = 1_000
  /// Fewer documents tell nothing of the spread among documents.
  package static let leastDocuments = 2

  /// The middle 95 % of what resamples gave.
  package struct Interval: Sendable, Equatable {
    package let low: Double
    package let high: Double
  }

  /// How often each document was drawn in each resample.
  private let draws: [[(document: Int, times: Int)]]

  /// Draws the resamples.
  ///
  /// - Parameter documentCount: How many documents there are to draw from.
  package init(documentCount: Int) {
    guard documentCount >= Self.leastDocuments else {
      draws = []
      return
    }
    var generator = SeededGenerator(seed: Self.seed)
    draws = (0..<Self.resampleCount).map { _ in
      var times = [Int](repeating: 0, count: documentCount)
      for _ in 0..<documentCount { times[generator.next(below: documentCount)] += 1 }
      return times.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
    }
  }

  /// The interval of each measure; those without cases, and all where there are too few documents,
  /// are missing.
  ///
  /// - Complexity: Linear in documents and resamples.
  package func intervals(_ documents: [Scores]) -> [Measure: Interval] {
    var values: [Measure: [Double]] = [:]
    for scores in resampled(documents) {
      for measure in Measure.allCases {
        if let value = measure.value(scores) { values[measure, default: []].append(value) }
      }
    }
    return values.compactMapValues(Self.middle)
  }

  /// The interval of the difference of two labellings of the same documents, second less first.
  package func differences(_ first: [Scores], _ second: [Scores]) -> [Measure: Interval] {
    let pairs = zip(resampled(first), resampled(second))
    var values: [Measure: [Double]] = [:]
    for (first, second) in pairs {
      for measure in Measure.allCases {
        guard let first = measure.value(first), let second = measure.value(second) else { continue }
        values[measure, default: []].append(second - first)
      }
    }
    return values.compactMapValues(Self.middle)
  }

  private func resampled(_ documents: [Scores]) -> [Scores] {
    draws.map { draw in
      var scores = Scores(labels: documents[0].primary.classes)
      for (document, times) in draw { scores.add(documents[document], times: times) }
      return scores
    }
  }

  private static func middle(_ values: [Double]) -> Interval? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let tail = sorted.count / 40
    return Interval(low: sorted[tail], high: sorted[sorted.count - 1 - tail])
  }
}
