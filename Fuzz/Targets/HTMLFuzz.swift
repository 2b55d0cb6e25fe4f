import Rules
import Stance

/// Web pages: any bytes give a text.
enum HTMLFuzz {
  @Sendable static func run(_ input: Input) {
    let bytes = UTF8Code.repaired(input.perhapsRepeated)
    let page = HTMLExtractor.page(bytes)
    check(UTF8Code.firstInvalidOffset(page.text) == nil, "the text of a page is no UTF-8")
    // An entity may be shorter than its character, by a byte or two at most.
    check(page.text.count <= 2 * bytes.count, "the text is longer than the page")
    check(!page.text.contains(0), "NUL in the text of a page")
    if input.isOne(of: 8, salt: 1) {
      check(HTMLExtractor.page(bytes) == page, "the same page was read otherwise the second time")
    }
    _ = HTMLExtractor.charset(of: bytes.prefix(1024))
  }
}
