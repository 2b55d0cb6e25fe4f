import Stance
import Testing

/// Whom a person speaks for: the cases of `Affiliations.txt`.
@Suite struct AffiliationTests {
  private struct Case {
    var text: String
    var speaker: String
    var party: String
    /// Listed as failing: the run says so when it holds.
    var isKnownFailure: Bool

    init?(_ line: String) {
      guard !line.hasPrefix("#"), let arrow = line.firstRange(of: " => ") else {
        return nil
      }
      let answer = line[arrow.upperBound...].split(separator: "|").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      guard answer.count == 2 else { return nil }
      isKnownFailure = line.hasPrefix("? ")
      text = String(line[..<arrow.lowerBound].dropFirst(isKnownFailure ? 2 : 0))
        .replacing("\\n", with: "\n")
      speaker = answer[0]
      party = answer[1]
    }
  }

  private func joined(_ names: [String]) -> String {
    names.isEmpty ? "-" : names.joined(separator: " & ")
  }

  @Test func `persons speak for the body or state that the text names`() throws {
    let classifier = try SharedClassifier.result.get()
    let cases = TextCases.lines(of: "Affiliations.txt").compactMap { Case($0.text) }
    #expect(cases.count >= 120)
    var failures = 0
    for one in cases {
      let act = classifier.label(one.text).sentences.flatMap(\.acts).last
      let speaker = act.map { joined($0.speakers) } ?? "no act"
      let party = act.map { joined($0.parties) } ?? "no act"
      let holds = speaker == one.speaker && party == one.party
      failures += holds ? 0 : 1
      #expect(holds != one.isKnownFailure, "\(one.text): \(speaker) | \(party)")
    }
    #expect(failures * 100 <= cases.count * 5)
  }
}
