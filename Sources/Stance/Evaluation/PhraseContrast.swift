/// Words and phrases that set some sentences apart from others: log-odds ratios with an informative
/// Dirichlet prior (Monroe, Colaresi and Quinn 2008), the prior being the counts in all sentences.
package struct PhraseContrast: Sendable {
  /// A phrase with how far it sets the sentences apart.
  package struct Phrase: Sendable {
    /// Lower case, single spaces between words.
    package let text: String
    /// Sentences with it that are to be set apart, and others.
    package let inside: [Int]
    package let outsideCount: Int
    /// Log-odds ratio by its standard deviation.
    package let score: Double
  }

  private static let longestPhrase = 4
  /// The weight of the prior, in phrases.
  private static let priorWeight = 500.0
  /// Fewer sentences are no pattern.
  private static let leastCount = 2
  /// The part of its sentences that a phrase must have inside.
  private static let leastShare = 0.75

  /// The phrases of each sentence, each once.
  private let phrases: [Set<String>]
  private let counts: [String: Int]

  /// Counts the phrases of sentences.
  ///
  /// - Complexity: Linear in the length of the sentences.
  package init(_ sentences: [String]) {
    phrases = sentences.map(Self.phrases)
    var counts: [String: Int] = [:]
    for phrase in phrases.joined() { counts[phrase, default: 0] += 1 }
    self.counts = counts
  }

  /// The phrases that set sentences apart, the strongest first.
  ///
  /// - Parameters:
  ///   - inside: The sentences to be set apart, by number.
  ///   - isOutside: Whether another sentence is what they are set apart from.
  /// - Returns: Phrases of at least two of the sentences that stand in few others.
  package func distinctive(_ inside: [Int], isOutside: (Int) -> Bool) -> [Phrase] {
    var insideOf: [String: [Int]] = [:]
    var outsideCounts: [String: Int] = [:]
    var totals = (inside: 0, outside: 0)
    let members = Set(inside)
    for (index, list) in phrases.enumerated() {
      if members.contains(index) {
        totals.inside += list.count
        for phrase in list { insideOf[phrase, default: []].append(index) }
      } else if isOutside(index) {
        totals.outside += list.count
        for phrase in list { outsideCounts[phrase, default: 0] += 1 }
      }
    }
    let all = Double(phrases.reduce(0) { $0 + $1.count })
    var found: [Phrase] = []
    for (text, sentences) in insideOf where sentences.count >= Self.leastCount {
      let outside = outsideCounts[text] ?? 0
      guard Double(sentences.count) >= Self.leastShare * Double(sentences.count + outside) else {
        continue
      }
      let prior = Self.priorWeight * Double(counts[text] ?? 0) / all
      let score = Self.score(
        (Double(sentences.count), Double(totals.inside)), (Double(outside), Double(totals.outside)),
        prior)
      found.append(
        Phrase(text: text, inside: sentences, outsideCount: outside, score: score))
    }
    found.sort { ($1.score, $0.text) < ($0.score, $1.text) }
    return Self.withoutEchoes(found)
  }

  private static func score(
    _ inside: (count: Double, total: Double), _ outside: (count: Double, total: Double),
    _ prior: Double
  ) -> Double {
    func logOdds(_ part: (count: Double, total: Double)) -> Double {
      let count = part.count + prior
      return naturalLogarithm(count / (part.total + priorWeight - count))
    }
    let variance = 1 / (inside.count + prior) + 1 / (outside.count + prior)
    return (logOdds(inside) - logOdds(outside)) / variance.squareRoot()
  }

  /// Of phrases in the same sentences that hold each other only the longest, which says most.
  private static func withoutEchoes(_ phrases: [Phrase]) -> [Phrase] {
    var groups: [[Int]: [Phrase]] = [:]
    for phrase in phrases { groups[phrase.inside, default: []].append(phrase) }
    return phrases.filter { phrase in
      let padded = " \(phrase.text) "
      return !(groups[phrase.inside] ?? []).contains { other in
        other.text.utf8.count > phrase.text.utf8.count && " \(other.text) ".contains(padded)
      }
    }
  }

  /// All runs of up to four words between marks, names and numbers left out.
  private static func phrases(_ sentence: String) -> Set<String> {
    var phrases: Set<String> = []
    for run in runs(sentence) {
      for start in run.indices {
        var phrase = ""
        for end in start..<min(run.count, start + longestPhrase) {
          phrase += (end == start ? "" : " ") + run[end]
          phrases.insert(phrase)
        }
      }
    }
    return phrases
  }

  /// The words of a sentence, cut at marks, names and numbers; only those that patterns can spell.
  package static func runs(_ sentence: String) -> [[String]] {
    var runs: [[String]] = [[]]
    var isFirst = true
    for part in sentence.utf8.split(whereSeparator: { $0 <= 0x20 }) {
      let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
      let core = part.drop { !isLetter($0) }
      var word = core
      while let last = word.last, !isLetter(last) { word.removeLast() }
      let isCapitalised = word.first.map { $0 < 0x60 } ?? false
      let isPlain =
        !word.isEmpty && word.allSatisfy(isLetter) && (!isCapitalised || isFirst)
        && part.allSatisfy { $0 < 0x80 }
      if core.count != part.count { runs.append([]) }
      if isPlain {
        runs[runs.count - 1].append(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
      } else {
        runs.append([])
      }
      if word.count != core.count { runs.append([]) }
      isFirst = false
    }
    return runs.filter { !$0.isEmpty }
  }

  /// The natural logarithm, by the series of the inverse hyperbolic tangent.
  package static func naturalLogarithm(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "only positive numbers have a logarithm")
    let ratio = (value.significand - 1) / (value.significand + 1)
    var power = ratio
    var sum = 0.0
    for odd in stride(from: 1, through: 41, by: 2) {
      sum += power / Double(odd)
      power *= ratio * ratio
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }
}
