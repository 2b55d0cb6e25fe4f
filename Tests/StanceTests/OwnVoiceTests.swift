import Stance
import Testing

/// Whose words the sentences of statements and letters are, and that authors who tell of themselves take no
/// position.
@Suite struct OwnVoiceTests {
  /// A text, and for each sentence that is an act its label and party, in order.
  private static let texts: [(String, [String])] = [
    (
      """
      Greenpeace statement on Japan's whaling plan

      We are appalled by the plan. Japan must stop. We will take it to court.
      """, ["concern Greenpeace", "claim Greenpeace", "commitment Greenpeace"]
    ),
    (
      """
      Statement by the Library Union

      We are appalled by the cuts. They must be stopped. We will take the minister to court.
      """, ["concern Library Union", "claim Library Union", "commitment Library Union"]
    ),
    (
      """
      Labour Party statement on the budget

      This budget is a betrayal of working people. The Government must think again.
      """, ["concern Labour Party", "claim Labour Party"]
    ),
    (
      """
      Statement by the President of Kenya

      We condemn the attack. We will act.
      """, ["concern Kenya", "commitment Kenya"]
    ),
    (
      """
      Open letter on press freedom in Kenya

      Dear President Ruto,

      We, the undersigned organisations, are deeply concerned by the arrest of two journalists. We urge you to \
      release them at once.
      """, ["concern -", "claim -"]
    ),
    (
      """
      Open letter to the Prime Minister of Canada

      Dear Prime Minister,

      We are writing to express our alarm at the cuts.

      Sincerely,

      Jane Roe
      """, ["concern Jane Roe"]
    ),
    (
      """
      Letters to the editor

      I was shocked to read that the library will close. I urge the council to think again.

      Anne Moss, Salem

      I welcome the new bridge. It will serve us all.

      Tom Berg, Dayton
      """, ["concern Anne Moss", "claim Anne Moss", "praise Tom Berg", "claim Tom Berg"]
    ),
    (
      """
      A day in the mine

      The mine opened in 1902. I went down with Joe, who has worked here for 20 years. I was scared of the dark. \
      France buys most of the coal.
      """, []
    ),
    (
      """
      How the Moon shapes tides

      The Moon pulls on our oceans. We see the effect twice a day. France built a tidal plant in 1966. Tides are \
      slow to change.
      """, []
    ),
    (
      """
      Spain 2-1 Italy

      Spain began well. Italy pressed high. We saw two goals in five minutes. Spain deserved the win.
      """, []
    ),
    (
      """
      Acme opens new depot

      “We are thrilled,” said Dana Lowe, chief executive of Acme Freight.

      About Acme Freight

      Acme Freight moves goods in 12 states. The company is committed to a clean fleet.
      """, ["praise Acme"]
    ),
    (
      """
      Recall notice

      Acme is recalling its C4 kettle. Acme apologises for the inconvenience. We will refund the full price.
      """, ["claim Acme", "concern Acme", "commitment Acme"]
    ),
    (
      """
      Reaction

      Gareth Holt summed up the mood. “We are gutted. We let people down.”
      """, ["concern Gareth Holt", "concern Gareth Holt"]
    ),
    (
      """
      President Ostrom Signs New Forest Law

      President Ostrom signed the law on Monday. “This is a great day,” said President Ostrom.
      """, ["praise Ostrom"]
    ),
  ]

  @Test(arguments: texts)
  func `acts are those of who issued the text`(_ text: String, _ acts: [String]) throws {
    let reading = try SharedClassifier.result.get().label(text)
    let found = reading.sentences.compactMap { sentence in
      sentence.acts.first.map { act in
        "\(act.label) \(act.parties.isEmpty ? "-" : act.parties.joined(separator: " & "))"
      }
    }
    #expect(found == acts)
  }
}
