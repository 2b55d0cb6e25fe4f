import Testing

@testable import Stance

/// What is read of a web page.
struct TextHTMLTests {
  /// A page and the text in it.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let page: String
    let text: String
    var testDescription: String { name }

    init(_ name: String, _ page: String, _ text: String) {
      self.name = name
      self.page = page
      self.text = text
    }
  }

  private static let rows = [
    Row("plain text", "The talks ended.", "The talks ended."),
    Row("nothing", "", ""),
    Row("paragraphs", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    Row("paragraphs without end", "<p>One.<p>Two.", "One.\n\nTwo."),
    Row("white space", "<p>  One\n  two\t three. </p>\n\n", "One two three."),
    Row("inline", "<p>The <b>big</b> <a href='x'>port</a>.</p>", "The big port."),
    Row("line break", "One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree."),
    Row("heading and list", "<h2>Plan</h2><ul><li>One<li>Two</ul>", "Plan\n\nOne\n\nTwo"),
    Row("table", "<table><tr><td>A<td>1<tr><td>B<td>2</table>", "A\t1\n\nB\t2"),
    Row("raised letters", "the 5<sup>th</sup> day", "the 5th day"),
    Row("quotation", "He said <q>no</q>.", "He said “no”."),
    Row("preformatted", "<pre>one\ntwo</pre>\nthree", "one\ntwo\n\nthree"),
    // The part that is read
    Row(
      "article before main and body", "<body>x<main>y<article><p>One.</p></article></main></body>",
      "One."),
    Row("main before body", "<body>x<main><p>One.</p></main>y</body>", "One."),
    Row(
      "the longest article", "<article>Short.</article><article>A longer one.</article>",
      "A longer one."),
    Row("article without end", "<body>x<article>One.", "One."),
    Row("empty article", "<body>One.<article></article></body>", "One."),
    Row("nested articles", "<article>A <article>b</article> c.</article>", "A\n\nb\n\nc."),
    Row("head", "<head><title>T</title><meta x></head><body>One.</body>", "One."),
    Row("head without end", "<head><title>T</title><body><p>One.", "One."),
    Row("title with a tag in it", "<title>a <p> b</title>One.", "One."),
    Row(
      "furniture",
      "<header>h</header><nav>n<p>n</nav><p>One.</p><aside>a</aside><footer>f</footer>", "One."),
    Row("furniture in furniture", "<nav>a<nav>b</nav>c</nav>One.", "One."),
    Row("furniture that fills an article", "<article><aside>a<p>b</article>c", "c"),
    Row("furniture without end in an article", "<article>One.<aside>a<p>b</article>c", "One."),
    Row("a page that is all header", "<header><p>One.</p></header>", "One."),
    Row("script", "One<script>if (a < b) x('<p>')</script> two.", "One two."),
    Row("script without end", "One.<script>if (a < b)", "One."),
    Row("style in capitals", "<STYLE>p {}</STYLE><P>One.</P>", "One."),
    Row("comment", "One<!-- <p> two -->.", "One."),
    Row("comment without end", "One.<!-- two", "One."),
    Row("empty comment", "One<!-->.", "One."),
    Row("declarations", "<!DOCTYPE html><?xml version='1.0'?>One.", "One."),
    Row("character data", "<![CDATA[One]]>", "One]]>"),
    // Broken markup
    Row("signs of the text", "3 < 5 & 6 > 4, <3", "3 < 5 & 6 > 4, <3"),
    Row("crossed elements", "<p><b>One <i>two</b> three</i>.</div></p>", "One two three."),
    Row("bracket in an attribute", "<a title='x > y'>One</a>.", "One."),
    Row("attribute without closing mark", "<a title=\"x>One</a>.", "One."),
    Row("tag without end", "One.<p class=x", "One."),
    Row("end tags only", "</div></article></nav>One.</p>", "One."),
    Row("byte order mark", "\u{FEFF}<p>One.", "One."),
    // Entities
    Row("names", "&amp;&lt;&gt;&quot;&apos;&nbsp;x&eacute;&Scedil;&hellip;", "&<>\"'\u{A0}xéŞ…"),
    Row("typography", "&ldquo;a&rdquo; &lsquo;b&rsquo; &ndash; &mdash; &laquo;", "“a” ‘b’ – — «"),
    Row("numbers", "&#8220;a&#x201D;&#X41;&#65", "“a”AA"),
    Row("numbers of Windows", "&#147;a&#148;&#150;&#133;", "“a”–…"),
    Row(
      "impossible numbers", "a&#0;&#xD800;&#x110000;&#99999999999;",
      "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    Row("without semicolon", "AT&ampT &copy 2020 &eacutet", "AT&T © 2020 ét"),
    Row("no entity", "R&D &unknown; &; &# &#x; &", "R&D &unknown; &; &# &#x; &"),
    Row("markup by entity", "&lt;p&gt;", "<p>"),
  ]

  @Test(arguments: rows)
  func `the text of a page is what the table says`(_ row: Row) {
    let text = HTMLExtractor.page(Array(row.page.utf8)).text
    #expect(String(decoding: text, as: UTF8.self) == row.text)
  }

  @Test(arguments: [
    ("<title>A &amp; B - Post</title><h1>Post</h1><article><h1>A & B</h1>x", "A & B"),
    ("<title>A - Post</title><header><h1>A</h1></header><article>x", "A"),
    (
      "<title>Front page</title><h1>Post</h1><main><h1>News <b>of</b> the <i>day</i></h1>x",
      "News of the day"
    ),
    ("<title> A\n title </title><p>x", "A title"),
    ("<h1>Only<br>this</h1><p>x", "Only this"),
    ("<p>x", nil),
    ("<h1></h1><title></title>x", nil),
  ])
  func `the title is that of the article`(_ page: String, _ title: String?) {
    #expect(HTMLExtractor.page(Array(page.utf8)).title == title)
  }

  @Test(arguments: [
    ("<meta charset=\"ISO-8859-1\">", "iso-8859-1"),
    ("<meta http-equiv=x content='text/html; charset=windows-1252'>", "windows-1252"),
    ("<meta charset=utf-8>", nil), ("<p>charset</p>", nil), ("charset=", nil),
  ])
  func `a page names its encoding`(_ page: String, _ name: String?) {
    #expect(HTMLExtractor.charset(of: Array(page.utf8)[...]) == name)
  }

  @Test(arguments: [
    "<", "<p ", "<a b='", "<a b=\"", "&", "&amp", "&#", "<!--", "<script>", "</script", "<nav>",
    "<article>", "<q>", "<head>", "<pre>\n", "<![CDATA[", "</article><article>", "<p>&x;",
  ])
  func `a page of one piece many times takes linear time`(_ piece: String) {
    let clock = ContinuousClock()
    func time(count: Int) -> Duration {
      let page = Array(String(repeating: piece, count: count).utf8)
      return clock.measure { _ = HTMLExtractor.page(page) }
    }
    let (short, long) = (time(count: 1_000), time(count: 8_000))
    // Eight times the pieces take a quadratic reader sixty-four times as long.
    #expect(long < short * 24 + .milliseconds(500), "\(short), \(long)")
  }

  @Test(arguments: 1...20)
  func `any mixture of pieces gives a text`(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    for _ in 0..<200 {
      var page: [UInt8] = []
      for _ in 0..<next(30) {
        page += Array(Self.rows[next(Self.rows.count)].page.utf8.prefix(next(40)))
        if next(5) == 0 { page.append(UInt8(next(256))) }
      }
      let text = HTMLExtractor.page(page).text
      // An entity of six bytes is at most three, a tag a line.
      #expect(text.count <= page.count * 2, "seed \(seed)")
    }
  }
}
