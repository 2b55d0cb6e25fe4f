import Stance
import TestSupport
import Testing

@testable import stance_cli

/// The parts of pages that need no browser; the pages themselves are tested in one (Tests/Browser).
@Suite struct PageTests {
  // MARK: Text and colours

  @Test(arguments: [
    ("a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;"),
    ("\u{202E}x\u{0}", "&lt;U+202E&gt;x\u{2400}"),
    ("caf\u{E9} \u{1F30A}", "caf\u{E9} \u{1F30A}"),
  ])
  func `text is escaped`(_ text: String, _ escaped: String) {
    #expect(HTMLText.escaped(text) == escaped)
  }

  @Test(
    arguments: [
      ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"),
      ([0xFB, 0xFF, 0xFE, 0x00], "+//+AA=="),
    ] as [([UInt8], String)])
  func `digests are written in base 64`(_ bytes: [UInt8], _ text: String) {
    #expect(Base64.text(bytes) == text)
  }

  @Test func `contrast is that of the guidelines`() {
    let white = ScreenColour(255, 255, 255)
    #expect(abs(white.contrast(to: ScreenColour(0, 0, 0)) - 21) < 0.001)
    #expect(abs(white.contrast(to: ScreenColour(0x76, 0x76, 0x76)) - 4.54) < 0.01)
  }

  @Test(arguments: ["#b3261e", "#ffff00", "#000000", "#ffffff", "#777777", "#00ff88"])
  func `any colour becomes readable on any ground`(_ text: String) throws {
    let colour = try #require(ScreenColour(text))
    for ground in ["#ffffff", "#17191e", "#777777", text] {
      let ground = try #require(ScreenColour(ground))
      let readable = LabelPalette.readable(colour, on: ground)
      #expect(readable.contrast(to: ground) >= LabelPalette.leastContrast, "\(text) on \(ground)")
    }
  }

  // MARK: Marks

  @Test func `segments are the sentence, cut where acts begin and end`() {
    let sentence = Sentence(
      index: 0, paragraph: 0, start: 10, end: 26, text: "He denied it all.", isForced: false,
      acts: [
        Act(
          label: "refutation", weight: 70, source: TextSpan(start: 10, end: 12, text: "He"),
          cue: TextSpan(start: 13, end: 19, text: "denied"),
          content: TextSpan(start: 20, end: 26, text: "it all"),
          evidence: [Evidence(rule: "cue.deny", span: TextSpan(start: 13, end: 19, text: "denied"))]
        )
      ])
    let reading = Reading(
      metadata: Metadata(), language: "en", sentences: [sentence], attributions: [])
    var first = 0
    let segments = ActMarks(reading).segments(sentence, from: &first)
    #expect(segments.map(\.text) == ["He", " ", "denied", " ", "it all", "."])
    #expect(segments[2].parts.map(\.role) == [.evidence, .cue])
    #expect(segments[4].parts.map(\.role) == [.content])
    #expect(segments[1].parts.isEmpty)
  }

  // MARK: Time

  @Test func `days are counted by the calendar`() throws {
    let first = try #require(CalendarDate("1999-12-30"))
    for offset in 0..<1000 {
      let date = CalendarDate(dayNumber: first.dayNumber + offset)
      #expect(date.dayNumber == first.dayNumber + offset)
      #expect(CalendarDate(date.text) == date)
    }
    #expect(CalendarDate(dayNumber: first.dayNumber + 62).text == "2000-03-01")
    #expect(CalendarDate("2024-13-01") == nil)
    #expect(CalendarDate("May 2024") == nil)
  }

  @Test(arguments: [
    (["2024-05-01", "2024-05-09"], "day", 9, "2024-05-01"),
    (["2024-01-01", "2024-06-30"], "week", 26, "week of 2024-01-01"),
    (["2023-02-17", "2024-06-30"], "month", 17, "2023-02"),
    (["2014-02-17", "2024-06-30"], "quarter", 42, "2014 Q1"),
    (["1914-02-17", "2024-06-30"], "year", 111, "1914"),
    (["2024-02-29"], "day", 1, "2024-02-29"),
  ])
  func `a scale is as fine as has room`(
    _ days: [String], _ unit: String, _ count: Int, _ name: String
  ) throws {
    let dates = days.compactMap { CalendarDate($0) }
    let scale = try #require(TimeScale(dates))
    #expect(scale.unit.rawValue == unit)
    #expect(scale.count == count)
    #expect(scale.name(0) == name)
    #expect(scale.period(dates[0]) == 0)
    #expect(scale.period(dates[dates.count - 1]) == count - 1)
    for period in 0..<count {
      #expect(scale.period(scale.edges[period]) == period)
      #expect(scale.period(scale.lastDay(period)) == period)
    }
  }

  // MARK: Persons

  /// Names with their sides, and which of them are one person.
  private static let persons: [(names: [(String, Int)], persons: [Int])] = [
    ([("Joe Biden", 1), ("Joseph R. Biden, Jr.", 1), ("Biden", 1)], [0, 0, 0]),
    ([("Joe Biden", 1), ("Hunter Biden", 1), ("Biden", 1)], [0, 1, 2]),
    ([("Anna Berg", 1), ("Anna Berg", 2)], [0, 0]),
    ([("Anna Berg", 1), ("Anna K. Berg", 2)], [0, 1]),
    ([("Anna Maria Berg", 1), ("Anna Berg", 1), ("Anna Karin Berg", 1)], [0, 0, 0]),
    ([("Ministry of Justice", 1), ("Ministry of Defence", 1)], [0, 1]),
    ([("Ministry of Foreign Affairs", 1), ("Ministry of Home Affairs", 1)], [0, 1]),
    ([("Berg", 2), ("Anna Berg", 1)], [0, 1]),
    ([("J. Berg", 1), ("Berg", 1)], [0, 0]),
  ]

  @Test(arguments: persons.indices)
  func `names of a person are joined`(_ row: Int) {
    let (names, expected) = Self.persons[row]
    var index = PersonIndex(nicknames: ["joe": "joseph"])
    let numbers = names.map { index.add($0.0, parties: [$0.1]) }
    let (persons, ofName) = index.persons()
    #expect(numbers.map { ofName[$0] } == expected)
    #expect(persons.count == Set(expected).count)
  }

  @Test func `names that are known as one are joined, whatever they look like`() {
    var index = PersonIndex(nicknames: [:])
    let first = index.add("Lula", canonical: "Luiz Silva", parties: [0])
    let second = index.add("President Silva", canonical: "Luiz Silva", parties: [1])
    let (persons, ofName) = index.persons()
    #expect(ofName[first] == ofName[second])
    #expect(persons[ofName[first]].name == "President Silva")
    #expect(persons[ofName[first]].otherNames == ["Lula"])
  }

  @Test func `a person goes by the full name used most`() {
    var index = PersonIndex(nicknames: [:])
    for name in ["Berg", "Anna Karin Berg", "Anna Berg", "Anna Berg", "Berg", "Berg"] {
      _ = index.add(name, parties: [0])
    }
    let person = index.persons().persons.first
    #expect(person?.name == "Anna Berg")
    #expect(person?.otherNames == ["Berg", "Anna Karin Berg"])
  }

  // MARK: Choice of sentences

  @Test func `of every party and label some sentences are held`() {
    var corpus = Corpus(labels: ["refutation", "claim"], nicknames: [:])
    for number in 0..<100 {
      let party = number < 97 ? "Norway" : "Sweden"
      let act = Act(label: number % 10 == 0 ? "refutation" : "claim", weight: 0, parties: [party])
      let sentence = Sentence(
        index: 0, paragraph: 0, start: 0, end: 1, text: "\(number)", isForced: false, acts: [act])
      corpus.add(
        LabelledDocument(
          id: "\(number)", metadata: Metadata(),
          reading: Reading(
            metadata: Metadata(), language: "en", sentences: [sentence], attributions: []),
          record: nil, text: nil, hasUnratedActs: false))
    }
    for limit in [3, 10, 50, 100, 1000] {
      let chosen = corpus.chosenTexts(limit: limit)
      #expect(chosen.count <= limit)
      #expect(chosen.count > min(limit, 100) - 3, "\(limit): \(chosen.count)")
      let cells = Set(chosen.map { ($0 < 97 ? 0 : 1) * 2 + ($0 % 10 == 0 ? 0 : 1) })
      #expect(cells.count == 3)
    }
  }

  // MARK: Targets and confidence

  /// A document with one act.
  private func document(_ id: String, _ act: Act) -> LabelledDocument {
    let sentence = Sentence(
      index: 0, paragraph: 0, start: 0, end: 6, text: "Words.", isForced: false, acts: [act])
    return LabelledDocument(
      id: id, metadata: Metadata(),
      reading: Reading(
        metadata: Metadata(), language: "en", sentences: [sentence], attributions: []),
      record: nil, text: nil, hasUnratedActs: false)
  }

  private static let identity = RulesIdentity(name: "r", version: "1", sha256: "0123456789abcdef")

  @Test func `a report tells who refutes whom`() {
    var page = CorpusPage(
      labels: ["refutation", "claim"], colours: ["#b3261e", "#5b5f66"], nicknames: [:],
      rules: Self.identity, sentenceLimit: 10)
    var output: [UInt8] = []
    for (number, target) in ["Sweden", "Sweden", "Oman", nil].enumerated() {
      let act = Act(
        label: number == 2 ? "claim" : "refutation", weight: 0, parties: ["Norway"],
        targets: target.map { [$0] } ?? [])
      page.add(document("\(number)", act), to: &output)
    }
    page.finish(&output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("Who refutes whom</h2>"))
    // Norway is party 0, Sweden 1, Oman 2; refutation is label 0.
    #expect(text.contains("<a data-k=\"ptl:0:1:0\" href=\"#list\">2</a>"))
    #expect(text.contains("<a data-k=\"ptl:0:2:1\" href=\"#list\">1</a>"))
    #expect(text.contains("<a data-k=\"ptl:0:2:0\">·</a>"))
    #expect(text.contains("\"target\":[1,1,2,-1]"))
  }

  @Test func `a note tells target and confidence`() {
    var page = ArticlePage(labels: ["refutation"], colours: ["#b3261e"], rules: Self.identity)
    var output: [UInt8] = []
    let act = Act(
      label: "refutation", weight: 70, confidence: 0.876, speakers: ["<b>"], parties: ["Norway"],
      targets: ["Sweden", "Oman"])
    page.add(document("a", act), to: &output)
    page.finish(&output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("</span> Sweden &amp; Oman</span>"))
    #expect(text.contains("<dt>Confidence</dt><dd>0.88</dd>"))
    #expect(text.contains("&lt;b&gt;") && !text.contains("<b></b>"))
  }
}
