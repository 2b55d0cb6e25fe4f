import Rules
import Testing

/// How text is cut into tokens, by the table in `Tokens.txt`.
struct TextTokenTests {
  @Test(arguments: TextCases.lines(of: "Tokens.txt"))
  func `tokens are what the table says`(_ row: TextCases.Case) throws {
    let arrow = try #require(row.text.firstRange(of: " => "))
    let text = TextCases.unescaped(String(row.text[..<arrow.lowerBound]))
    let expected = TextCases.unescaped(String(row.text[arrow.upperBound...])).split(separator: " ")
      .map(Expectation.init)
    let bytes = Array(text.utf8)
    var tokenizer = Tokenizer(InterningNumbering(Vocabulary()))
    var tokens: [Token] = []
    tokenizer.tokenize(bytes, into: &tokens)
    let slices = tokens.map {
      String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
    // `. . .` is one token with spaces in it.
    #expect(slices.joined(separator: " ") == expected.map(\.slice).joined(separator: " "))
    guard slices.count == expected.count else { return }
    for (token, expectation) in zip(tokens, expected) {
      guard let spelling = expectation.spelling else { continue }
      // By bytes: strings that differ in the form of their accents are equal.
      let found = tokenizer.numbering.vocabulary.spelling(of: token.word)
      #expect(Array(found.utf8) == Array(spelling.utf8), "\(found), expected \(spelling)")
    }
  }

  @Test func `the table is not small`() {
    #expect(TextCases.lines(of: "Tokens.txt").count >= 90)
  }

  /// A token as the table writes it: `wo{will}`.
  private struct Expectation {
    var slice: String
    var spelling: String?

    init(_ text: Substring) {
      guard text.last == "}", let brace = text.firstIndex(of: "{") else {
        slice = String(text)
        return
      }
      slice = String(text[..<brace])
      spelling = String(text[text.index(after: brace)...].dropLast())
    }
  }
}
