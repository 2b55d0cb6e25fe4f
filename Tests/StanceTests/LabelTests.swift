import Stance
import Testing

/// Labels and parties of single sentences: the cases of `Labels.txt`.
@Suite struct LabelTests {
  /// The share of sentences whose labels, and whose labels and parties, are right at least.
  private static let floors = (labels: 0.90, both: 0.90)

  @Test func `the share of right sentences does not fall`() throws {
    let classifier = try SharedClassifier.result.get()
    let cases = TextCases.lines(of: "Labels.txt")
    #expect(cases.count >= 100)
    var rightLabels = 0
    var rightBoth = 0
    var failures = ""
    for line in cases {
      let columns = line.text.split(separator: " | ").map(String.init)
      guard columns.count == 3 else {
        Issue.record("'\(line.text)' is not label | party | sentence")
        continue
      }
      let found = answer(columns[2], classifier)
      if found.labels == columns[0] { rightLabels += 1 }
      if found == (columns[0], columns[1]) {
        rightBoth += 1
      } else {
        failures += "  \(line.text)\n    found \(found.labels) | \(found.parties)\n"
      }
    }
    print(
      """

      labels, failures known today:
      \(failures)
      labels right: \(rightLabels) of \(cases.count); with their parties: \(rightBoth)

      """)
    let count = Double(max(1, cases.count))
    #expect(Double(rightLabels) / count >= Self.floors.labels)
    #expect(Double(rightBoth) / count >= Self.floors.both)
  }

  /// The acts of the last sentence, as the table writes them.
  private func answer(
    _ text: String, _ classifier: Classifier
  ) -> (labels: String, parties: String) {
    let reading = classifier.label(text.replacing("\\n", with: "\n"))
    let acts = reading.sentences.last?.acts ?? []
    let labels = acts.isEmpty ? "none" : acts.map(\.label).joined(separator: "+")
    var sides: [String] = []
    for act in acts where sides.last != act.parties.joined(separator: " & ") {
      sides.append(act.parties.joined(separator: " & "))
    }
    let parties = sides.joined(separator: "+")
    return (labels, parties.isEmpty ? "-" : parties)
  }
}
