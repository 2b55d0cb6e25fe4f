import Stance
import Testing

@Suite struct ScoresTests {
  private static let labels = ["refutation", "commitment", "praise", "concern", "claim"]

  /// A reading whose sentences are the given parts of the text.
  private func reading(_ text: String, _ parts: [(String, [Act])]) -> Reading {
    var sentences: [Sentence] = []
    var rest = Array(text.unicodeScalars)[...]
    for (part, acts) in parts {
      let scalars = Array(part.unicodeScalars)
      while !rest.isEmpty, !rest.starts(with: scalars) { rest.removeFirst() }
      let start = rest.startIndex
      rest.removeFirst(min(scalars.count, rest.count))
      sentences.append(
        Sentence(
          index: sentences.count, paragraph: 0, start: start, end: start + scalars.count,
          text: part, isForced: false, acts: acts))
    }
    return Reading(metadata: Metadata(), language: "en", sentences: sentences, attributions: [])
  }

  private func act(_ label: String, _ parties: [String] = [], _ speakers: [String] = []) -> Act {
    Act(label: label, weight: 50, speakers: speakers, parties: parties)
  }

  private func evaluate(
    _ text: String, gold: String, found: [(String, [Act])]
  ) throws -> Evaluation {
    var evaluation = Evaluation(labels: Self.labels)
    let document = try GoldFile.read(Array(gold.utf8))[0]
    let reading = reading(text, found)
    try evaluation.add(document, name: "a", text: text) { _, _ in reading }
    return evaluation
  }

  private let text = "One.  Two.\nThree.\r\nFour.\u{A0}Five."
  private let gold = """
    claim\tThe United States\tJoe Biden\tOne.
    concern+claim\tNorway & Sweden\tJens Holm\tTwo.
    praise\tNorway\t-\tThree.
    none\t-\t-\tFour. Five.
    """

  private func sample() throws -> Scores {
    try evaluate(
      text, gold: gold,
      found: [
        ("One.", [act("claim", ["united states"], ["Biden"])]),
        ("Two.", [act("concern", ["Sweden", "Norway"], ["Eva Lind"]), act("praise", ["Norway"])]),
        ("Three.", [act("claim", ["Denmark"], ["Jens Holm"])]),
        ("Four.", []), ("Five.", [act("claim", ["Norway"])]),
      ]
    ).scores
  }

  @Test func `boundaries are ends of sentences`() throws {
    let tally = try sample().boundaries
    #expect(tally == Tally(truePositives: 4, falsePositives: 1, falseNegatives: 0))
  }

  @Test func `the primary label is that of the first act`() throws {
    let matrix = try sample().primary
    #expect(matrix[gold: "claim", system: "claim"] == 1)
    #expect(matrix[gold: "concern", system: "concern"] == 1)
    #expect(matrix[gold: "praise", system: "claim"] == 1)
    #expect(matrix[gold: "none", system: "none"] == 1)
    #expect(matrix.accuracy == 0.75)
    // claim 2/3, concern 1, praise 0, none 1; refutation and commitment are not in gold.
    #expect(abs(matrix.macroF1 - (2.0 / 3 + 1 + 0 + 1) / 4) < 1e-12)
  }

  @Test func `label sets and joint pairs are counted without none`() throws {
    let scores = try sample()
    #expect(
      scores.labelSets == Tally(truePositives: 2, falsePositives: 2, falseNegatives: 2))
    #expect(scores.joint == Tally(truePositives: 2, falsePositives: 2, falseNegatives: 2))
  }

  @Test func `parties and speakers are those of first acts`() throws {
    let scores = try sample()
    #expect(scores.partyGivenAct == Share(count: 2, total: 3))
    #expect(scores.partyOfGoldActs == Share(count: 2, total: 3))
    #expect(scores.speakerGivenAct == Share(count: 1, total: 2))
    #expect(scores.actRecall == Share(count: 3, total: 3))
    #expect(scores.speakersInvented == Share(count: 1, total: 1))
  }

  @Test func `a missing act counts against the party of all gold acts only`() throws {
    let scores = try evaluate(
      "One. Two.", gold: "claim\tNorway\t-\tOne.\nnone\t-\t-\tTwo.",
      found: [("One.", []), ("Two.", [act("claim", ["Norway"])])]
    ).scores
    #expect(scores.partyGivenAct.value == nil)
    #expect(scores.partyOfGoldActs == Share(count: 0, total: 1))
    #expect(scores.actRecall == Share(count: 0, total: 1))
  }

  @Test func `each gold sentence meets the one it overlaps most`() throws {
    let document = try GoldFile.read(
      Array("none\t-\t-\tAa bb.\nnone\t-\t-\tCcc ddd eee.".utf8))[0]
    let text = "Aa bb. Ccc ddd eee."
    let parts = reading(text, [("Aa", []), ("bb. Ccc", []), ("ddd eee.", [])])
    let alignment = try Alignment(
      gold: document.sentences, text: text, sentences: parts.sentences)
    #expect(alignment.partners == [1, 2])
    let none = try Alignment(gold: document.sentences, text: text, sentences: [])
    #expect(none.partners == [nil, nil])
  }

  @Test func `a sentence that does not stand in the text is named`() throws {
    let document = try GoldFile.read(
      Array("none\t-\t-\tTwo.\nnone\t-\t-\tOne.\nnone\t-\t-\tThrew.".utf8))[0]
    let error = #expect(throws: GoldFileError.self) {
      try Alignment(gold: document.sentences, text: "One. Two. Three.", sentences: [])
    }
    #expect(
      error?.problems.map(\.message) == [
        "the sentence stands earlier in the text than the line before it",
        "the sentence does not stand in the text; it differs from it at 'ew.'",
      ])
  }

  @Test(arguments: [
    (["Biden"], ["Joe Biden"], true), (["joe biden"], ["Joe Biden"], true),
    (["Joe Biden"], ["Hunter Biden"], false), (["Joe"], ["Joe Biden"], false),
    (["The Foreign Ministry"], ["Foreign Ministry"], true), (["A"], [], false),
    (["Jens Holm", "Eva Lind"], ["Lind", "Holm"], true),
    (["Jens Holm", "Eva Lind"], ["Holm", "Holm"], false),
  ])
  func `speakers are compared by the words that end a name`(
    _ first: [String], _ second: [String], _ areSame: Bool
  ) {
    #expect(NameComparison.areSameSpeakers(first, second) == areSame)
    #expect(NameComparison.areSameSpeakers(second, first) == areSame)
  }

  @Test func `tables show all scores`() throws {
    let text = ScoreTable.text(try sample())
    #expect(text.hasPrefix("1 document, 4 gold sentences, 5 found\n\nprimary label"))
    #expect(text.contains("\nmacro-F1                          0.667\n"))
    #expect(text.contains("\nclaim              0.500   1.000  0.667     1      2\n"))
  }

  @Test(arguments: [
    (0.0, "0.000"), (1, "1.000"), (0.0005, "0.001"), (2.0 / 3, "0.667"), (-0.1, "-0.100"),
  ])
  func `numbers have fixed decimals`(_ value: Double, _ text: String) {
    #expect(FixedPoint.text(value) == text)
  }
}
