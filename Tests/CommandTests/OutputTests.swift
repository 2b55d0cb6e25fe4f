import Rules
import Testing

@testable import stance_cli

/// Pieces of output that are easier to judge without a process.
@Suite struct OutputTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `digests are those of the standard`(_ text: String, _ digest: String) {
    #expect(SHA256.digest(Array(text.utf8)) == digest)
  }

  @Test func `a digest over many blocks is right`() {
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.digest(Array(repeating: UInt8(ascii: "a"), count: 1_000_000)) == digest)
  }

  @Test(arguments: [
    ("=1+1", true), ("  =1", true), ("+1", true), ("-1", true), ("@SUM", true), ("\tx", true),
    ("\u{FF1D}1", true), ("1=1", false), ("a-b", false), ("-", false), ("", false),
  ])
  func `formulas are known`(_ cell: String, _ isFormula: Bool) {
    #expect(CSVReport.isFormula(cell) == isFormula)
  }

  @Test func `long arrays come in pieces, which are the same bytes`() {
    let words = (0..<300_000).map { "word \($0)" }
    for layout in [JSONWriter.Layout.compact, .indented] {
      var whole = JSONWriter(layout)
      whole.object { writer in
        writer.key("words")
        writer.array(words) { $0.string($1) }
      }
      var cut = JSONWriter(layout)
      var rest = words
      cut.object { writer in
        writer.key("words")
        writer.array(takenFrom: &rest) { $0.string($1) }
      }
      #expect(rest.isEmpty)
      let pieces = cut.pieces()
      #expect(pieces.count > 3)
      #expect(Array(pieces.joined()) == whole.bytes)
    }
  }

  @Test func `JSON is laid out for people or in one line`() {
    func text(_ layout: JSONWriter.Layout) -> String {
      var writer = JSONWriter(layout)
      writer.object { writer in
        writer.key("a")
        writer.array([1, 2]) { $0.integer($1) }
        writer.key("b")
        writer.array(["x", "\"\\\n"])
        writer.key("c")
        writer.object { _ in }
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    #expect(text(.compact) == #"{"a":[1,2],"b":["x","\"\\\n"],"c":{}}"#)
    #expect(
      text(.indented) == """
        {
          "a": [
            1,
            2
          ],
          "b": ["x", "\\"\\\\\\n"],
          "c": {}
        }
        """)
  }

  @Test func `width is what a terminal shows`() {
    #expect(TerminalSafety.width("abc") == 3)
    #expect(TerminalSafety.width("e\u{301}") == 1)
    #expect(TerminalSafety.width("\u{65E5}\u{672C}") == 4)
  }
}
