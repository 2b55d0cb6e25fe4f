import Testing

@testable import Stance

/// Whose words the sentences of a transcript are, by the marks at the heads of its paragraphs.
@Suite struct TranscriptTests {
  /// A transcript with the marks put in: of the office, the first question, the answer, the second
  /// question, the second answer.
  private static func text(_ opening: String, _ question: String, _ answer: String) -> String {
    """
    Press Briefing by Foreign Ministry Spokeswoman Anna Berg of Norway

    \(opening)The port is open.

    \(question)Will it be closed again? People in Finland are afraid of that.

    \(answer)No decision has been taken. We regret the confusion.

    \(question)When will it be taken?

    \(answer)We will open it in May.
    """
  }

  /// Forms of marks: who opens and answers, and who asks.
  private static let forms: [(opening: String, question: String, answer: String)] = [
    ("MS. BERG: ", "Q: ", "MS. BERG: "),
    ("MS BERG: ", "QUESTION: ", "MS BERG: "),
    ("Ms. Berg: ", "Question: ", "Ms. Berg: "),
    ("SPOKESWOMAN ANNA BERG: ", "REPORTER: ", "SPOKESWOMAN BERG: "),
    ("Anna Berg: ", "Reporter: ", "Anna Berg: "),
    ("MS. BERG (via link): ", "Q (inaudible) ", "MS. BERG: "),
    ("ANNA BERG: ", "Q ", "BERG: "),
    ("Ms ANNA BERG - ", "JOURNALIST: ", "Ms BERG - "),
    ("Ms. BERG. ", "Q. ", "Ms. BERG. "),
    ("MS. BERG: ", "Q: ", "A: "),
  ]

  @Test(arguments: forms.map { Self.text($0.opening, $0.question, $0.answer) })
  func `who answers is quoted, who asks is not`(_ text: String) throws {
    let reading = try SharedClassifier.result.get().label(text)
    #expect(reading.metadata.kind == .transcript, "\(text)")
    func acts(_ part: String) -> [Act] {
      reading.sentences.filter { $0.text.hasSuffix(part) }.flatMap(\.acts)
    }
    for said in ["is open.", "been taken.", "the confusion.", "it in May."] {
      let found = acts(said)
      #expect(found.first?.speakers == ["Anna Berg"], "\(said) \(text)")
      #expect(found.first?.parties == ["Norway"], "\(said) \(text)")
    }
    #expect(acts("the confusion.").first?.label == "concern", "\(text)")
    #expect(acts("it in May.").first?.label == "commitment", "\(text)")
    for asked in ["closed again?", "of that.", "be taken?"] {
      #expect(acts(asked).allSatisfy { $0.speakers != ["Anna Berg"] }, "\(asked) \(text)")
    }
    #expect(acts("be taken?").isEmpty, "\(text)")
  }

  @Test func `who leads through the event and calls without a verb say nothing`() throws {
    let reading = try SharedClassifier.result.get().label(
      """
      Interview with Finance Minister Jan Dahl of Sweden

      MODERATOR: We welcome all of you. The minister has ten minutes.

      MINISTER DAHL: Good morning, everybody. The budget is balanced.

      Q: Thank you. Is it enough?

      MINISTER DAHL: Yes, Tom. It is enough for this year.

      MODERATOR: That is all for today.
      """)
    let labelled = reading.sentences.filter { !$0.acts.isEmpty }.map(\.text)
    #expect(
      labelled
        == [
          "MINISTER DAHL: Good morning, everybody.", "The budget is balanced.",
          "It is enough for this year.",
        ].suffix(2).map { $0 })
  }

  @Test(arguments: [
    "Note: The ferries sail on Monday.",
    "The plan has three parts: money, time and people.",
    "THE RESPONSE: The campaign denied it.",
    "A new port was opened on Friday.",
    "Questions remain about the port.",
  ])
  func `other lines open no turn`(_ line: String) throws {
    let reading = try SharedClassifier.result.get().label(
      [line, "It was a long day.", line, "Nobody complained.", line].joined(separator: "\n\n"))
    #expect(reading.metadata.kind != .transcript, "\(line)")
  }
}
