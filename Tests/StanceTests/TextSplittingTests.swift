import Rules
import Stance
import Testing

/// Where sentences end, by the table in `Splitting.txt`.
struct TextSplittingTests {
  private static let classifier = try? Classifier()

  @Test(arguments: TextCases.blocks(of: "Splitting.txt"))
  func `sentences end where the table says`(_ row: TextCases.Case) throws {
    let classifier = try #require(Self.classifier)
    let (text, expected) = Self.parse(row.text)
    let found = classifier.label(text).sentences.map(\.text)
    #expect(found == expected, "\(row.heading)")
  }

  @Test func `the table is not small`() {
    #expect(TextCases.blocks(of: "Splitting.txt").count >= 220)
  }

  /// The text of a case and its sentences.
  private static func parse(_ block: String) -> (text: String, sentences: [String]) {
    let bar = "\u{E000}"
    let end = "\u{E001}"
    var marked = block.replacing("\\|", with: bar)
    // A line `¶` is an empty line, and every paragraph ends a sentence.
    marked = marked.replacing("\n¶\n", with: "|\n\n")
    marked = marked.replacing(" |\n", with: end + "\n").replacing(" | ", with: end + " ")
    marked = TextCases.unescaped(marked.replacing("|", with: end)).replacing(bar, with: "|")
    let sentences = marked.split(separator: end).map { trimmed($0) }
    return (marked.replacing(end, with: ""), sentences.filter { !$0.isEmpty })
  }

  /// Without white space and invisible characters at both ends.
  private static func trimmed(_ text: Substring) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x80
        ? scalar.value <= 32
        : [.space, .newline, .invisible].contains(CharacterTable.beyondASCII(scalar.value))
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
