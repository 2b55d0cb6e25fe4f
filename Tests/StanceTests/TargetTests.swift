import Stance
import Testing

/// Whom acts are aimed at: the cases of `Targets.txt`.
@Suite struct TargetTests {
  private struct Case {
    var text: String
    var label: String
    var targets: String
    /// Listed as failing: the run says so when it holds.
    var isKnownFailure: Bool

    init?(_ line: String) {
      guard !line.hasPrefix("#"), let arrow = line.firstRange(of: " => ") else { return nil }
      let answer = line[arrow.upperBound...].split(separator: "|").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      guard answer.count == 2 else { return nil }
      isKnownFailure = line.hasPrefix("? ")
      text = String(line[..<arrow.lowerBound].dropFirst(isKnownFailure ? 2 : 0))
      label = answer[0]
      targets = answer[1]
    }
  }

  @Test func `acts are aimed at the side that the words name`() throws {
    let classifier = try SharedClassifier.result.get()
    let cases = TextCases.lines(of: "Targets.txt").compactMap { Case($0.text) }
    #expect(cases.count >= 45)
    for one in cases {
      let act = classifier.label(one.text).sentences.flatMap(\.acts).last
      let targets = act.map { $0.targets.isEmpty ? "-" : $0.targets.joined(separator: " & ") }
      let found = "\(act?.label ?? "none") | \(targets ?? "none")"
      let holds = found == "\(one.label) | \(one.targets)"
      #expect(holds != one.isKnownFailure, "\(one.text): \(found)")
    }
  }
}
