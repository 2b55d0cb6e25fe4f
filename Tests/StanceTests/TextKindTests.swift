import Stance
import Testing

/// What kind of text a document is taken for, and what its head tells.
struct TextKindTests {
  private static let classifier = try? Classifier()

  private static let documents: [(DocumentKind, String)] = [
    (
      .readout,
      """
      Official Visit by Minister of Trade Ana Holt to Peru, 3 to 5 March 2020

      Minister Holt called on President Luna today. They reaffirmed the warm relations of both sides.

      MINISTRY OF TRADE
      4 MARCH 2020
      """
    ),
    (
      .readout,
      """
      On March 3, Minister of Trade Ana Holt met with the ambassador of Peru.

      During the meeting, the sides exchanged views on trade. It was noted that exports had grown.

      It was emphasized that our country is ready for talks.
      """
    ),
    (
      .statement,
      """
      Statement by Minister Holt on the Port of Lima

      Our country welcomes the opening of the port. We thank all who took part in the work.
      """
    ),
    (
      .speech,
      """
      Remarks by President Luna at the Port of Lima

      Thank you all. I am glad to be here. We built this port together, and we will keep it open.
      """
    ),
    (
      .news,
      """
      Holt to visit Peru for talks on trade

      LIMA, March 3 (Agency) -- Minister of Trade Ana Holt will visit Peru, an official said on Monday.

      It was noted that exports had grown. The sides exchanged views at the meeting in May.
      """
    ),
    (
      .news,
      """
      Holt to Release Records After Pressure From Rival

      Minister Ana Holt said she would publish her records. "We have nothing to hide," she said.

      The rival told reporters he was glad. The vote is in May.
      """
    ),
    (
      .news,
      """
      Port opens after talks

      By Jane Doe

      We waited for hours at the gate. Nobody came. The port opened at noon.
      """
    ),
    (
      .transcript,
      """
      Q: Who won?

      MR. HOLT: Nobody won. It was a draw.

      Q: When is the next one?

      MR. HOLT: In May. We will be ready.
      """
    ),
    (
      .transcript,
      """
      Press conference of the spokesperson

      Q: Who won?

      A: Nobody won. It was a draw.
      """
    ),
    (
      .news,
      """
      FOR IMMEDIATE RELEASE

      Holt Energy Announces Purchase of Brandt

      "This is a good day for our firm," said Ann Holt, chief executive of Holt Energy. "Brandt has what we need."

      Holt said that the deal would close in May. The shares rose.

      "We are ready," said Tom Brandt, the founder of Brandt.
      """
    ),
  ]

  @Test(arguments: documents)
  func `the kind is told by title, dateline and voice`(_ kind: DocumentKind, _ text: String) throws
  {
    let reading = try #require(Self.classifier).label(text)
    #expect(reading.metadata.kind == kind)
  }

  @Test func `a given kind is kept`() throws {
    let metadata = Metadata(kind: .speech)
    let reading = try #require(Self.classifier).label("The talks ended.", metadata: metadata)
    #expect(reading.metadata.kind == .speech)
  }
}
