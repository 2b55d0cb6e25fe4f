/// Gold sentences found in their text, each with the system sentence that it is compared with.
///
/// All positions count characters other than white space, so that kinds and amounts of white space
/// never matter.
package struct Alignment: Sendable {
  package let goldRanges: [Range<Int>]
  package let systemRanges: [Range<Int>]
  /// For each gold sentence the system sentence of largest overlap, if any overlaps.
  package let partners: [Int?]

  /// Pairs the sentences of a gold document with those of a reading.
  ///
  /// - Parameters:
  ///   - gold: The sentences in the order of the text.
  ///   - text: The text both are about.
  ///   - sentences: The system's sentences; their offsets are code points of the text.
  /// - Throws: ``GoldFileError`` with each gold sentence that does not stand in the text where it
  ///   should.
  package init(
    gold: [GoldSentence], text: String, sentences: [Sentence]
  ) throws(GoldFileError) {
    let text = TextWithoutSpace(text)
    goldRanges = try Self.locate(gold, in: text)
    let ranges = sentences.map { text.range($0.start..<max($0.start, $0.end)) }
    systemRanges = ranges
    partners = Self.partners(of: goldRanges, among: ranges)
  }

  /// Pairs the sentences of two labellings of a text.
  ///
  /// - Parameters:
  ///   - gold: The sentences of the first in the order of the text.
  ///   - other: Those of the second.
  ///   - text: The text both are about.
  /// - Throws: ``AgreementError`` with the sentences that do not stand in the text where they should.
  package init(
    gold: [GoldSentence], other: [GoldSentence], text: String
  ) throws(AgreementError) {
    let text = TextWithoutSpace(text)
    do throws(GoldFileError) {
      goldRanges = try Self.locate(gold, in: text)
    } catch {
      throw AgreementError(isOfOther: false, error: error)
    }
    let ranges: [Range<Int>]
    do throws(GoldFileError) {
      ranges = try Self.locate(other, in: text)
    } catch {
      throw AgreementError(isOfOther: true, error: error)
    }
    systemRanges = ranges
    partners = Self.partners(of: goldRanges, among: ranges)
  }

  private static func locate(
    _ gold: [GoldSentence], in text: TextWithoutSpace
  ) throws(GoldFileError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var problems: [GoldFileError.Problem] = []
    var position = 0
    for sentence in gold {
      let wanted = TextWithoutSpace.characters(sentence.text)
      guard let start = text.firstIndex(of: wanted, from: position) else {
        problems.append(
          GoldFileError.Problem(
            line: sentence.line, message: text.reasonForAbsence(of: wanted, from: position)))
        continue
      }
      position = start + wanted.count
      ranges.append(start..<position)
    }
    guard problems.isEmpty else { throw GoldFileError(problems: problems) }
    return ranges
  }

  /// For each range the candidate of largest overlap, of equal overlaps the first.
  ///
  /// - Parameters:
  ///   - ranges: In order, without overlaps among them.
  ///   - candidates: The same.
  /// - Returns: Nil where none overlaps.
  /// - Complexity: Linear in both.
  static func partners(of ranges: [Range<Int>], among candidates: [Range<Int>]) -> [Int?] {
    var start = 0
    return ranges.map { range in
      while start < candidates.count, candidates[start].upperBound <= range.lowerBound {
        start += 1
      }
      var best: Int?
      var most = 0
      var index = start
      while index < candidates.count, candidates[index].lowerBound < range.upperBound {
        let candidate = candidates[index]
        let overlap =
          min(range.upperBound, candidate.upperBound) - max(range.lowerBound, candidate.lowerBound)
        if overlap > most {
          most = overlap
          best = index
        }
        index += 1
      }
      return best
    }
  }
}

/// Why two labellings of a text cannot be compared.
package struct AgreementError: Error, Sendable {
  /// Whether the second labelling is to blame.
  package let isOfOther: Bool
  package let error: GoldFileError
}

/// The characters of a text other than white space.
private struct TextWithoutSpace {
  let characters: [Unicode.Scalar]
  /// For each code point of the text, and its end, how many characters stand before it.
  private let countBefore: [Int]

  init(_ text: String) {
    var characters: [Unicode.Scalar] = []
    var countBefore: [Int] = []
    characters.reserveCapacity(text.utf8.count)
    countBefore.reserveCapacity(text.utf8.count + 1)
    for scalar in text.unicodeScalars {
      countBefore.append(characters.count)
      if !Self.isSpace(scalar) { characters.append(scalar) }
    }
    countBefore.append(characters.count)
    self.characters = characters
    self.countBefore = countBefore
  }

  static func characters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !isSpace($0) }
  }

  /// White space, and the marks without width that editors put beside it.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }

  /// The range of code points in characters.
  func range(_ codePoints: Range<Int>) -> Range<Int> {
    let last = countBefore.count - 1
    let start = countBefore[min(max(codePoints.lowerBound, 0), last)]
    return start..<max(start, countBefore[min(max(codePoints.upperBound, 0), last)])
  }

  func firstIndex(of wanted: [Unicode.Scalar], from start: Int) -> Int? {
    guard let first = wanted.first, wanted.count <= characters.count else { return nil }
    var index = start
    while index + wanted.count <= characters.count {
      if characters[index] == first, agreement(with: wanted, at: index) == wanted.count {
        return index
      }
      index += 1
    }
    return nil
  }

  /// How many characters agree from there on.
  private func agreement(with wanted: [Unicode.Scalar], at index: Int) -> Int {
    var count = 0
    while count < wanted.count, index + count < characters.count,
      characters[index + count] == wanted[count]
    {
      count += 1
    }
    return count
  }

  func reasonForAbsence(of wanted: [Unicode.Scalar], from start: Int) -> String {
    if firstIndex(of: wanted, from: 0) != nil {
      return "the sentence stands earlier in the text than the line before it"
    }
    let count = agreement(with: wanted, at: start)
    guard count > 0 else { return "the sentence does not stand in the text" }
    return
      "the sentence does not stand in the text; it differs from it at '\(excerpt(wanted, count))'"
  }

  private func excerpt(_ wanted: [Unicode.Scalar], _ start: Int) -> String {
    var excerpt = ""
    // One step back, so that there is something to see where the sentence is too long by a mark.
    for scalar in wanted[max(0, start - 1)...].prefix(16) {
      excerpt.unicodeScalars.append(scalar)
    }
    return excerpt
  }
}
