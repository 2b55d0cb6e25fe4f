import Rules
import Stance
import TestSupport
import Testing

/// What holds for the sentences of any text, however broken.
struct TextPropertyTests {
  private static let classifier = try? Classifier()
  private static let seeds = (0..<40).map { UInt64(20_240 + $0) }

  @Test(arguments: seeds)
  func `sentences stand in order and cover the text`(_ seed: UInt64) throws {
    let classifier = try #require(Self.classifier)
    var generator = TextGenerator(seed: seed)
    for _ in 0..<25 {
      let text = generator.text()
      let problem = Self.problem(text, classifier.label(text))
      #expect(problem == nil, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(arguments: seeds)
  func `a changed case of the table keeps its text`(_ seed: UInt64) throws {
    let classifier = try #require(Self.classifier)
    var generator = TextGenerator(seed: seed)
    let cases = TextCases.blocks(of: "Splitting.txt")
    for _ in 0..<25 {
      let text = generator.mutation(of: TextCases.unescaped(generator.pick(cases).text))
      let problem = Self.problem(text, classifier.label(text))
      #expect(problem == nil, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(arguments: [
    "\"", "'", "“", "”", "‘", "’", "„", "«", "»", "‹", "›", "`", "``", "''", "(", ")", "[", "]",
  ])
  func `a mark without a partner breaks nothing`(_ mark: String) throws {
    let classifier = try #require(Self.classifier)
    let words = ["The", "talks", "ended.", "They", "failed,", "he", "said."]
    for place in 0...words.count {
      for glue in ["", " "] {
        var marked = words
        if place < words.count { marked[place] = mark + glue + words[place] }
        if place > 0 { marked[place - 1] += glue + mark }
        for text in [marked.joined(separator: " "), marked.joined(separator: "\n\n")] {
          #expect(Self.problem(text, classifier.label(text)) == nil, "\(text.debugDescription)")
        }
      }
    }
  }

  /// The texts of the in-house gold set, which are as long and as mixed as articles are.
  private static let articles = ProjectFiles.names(in: "Tests/Gold")
    .filter { $0.hasSuffix(".txt") }

  @Test func `there are articles to read`() { #expect(Self.articles.count >= 70) }

  @Test(arguments: articles)
  func `an article keeps its text, whole and damaged`(_ name: String) throws {
    let classifier = try #require(Self.classifier)
    let text = try #require(ProjectFiles.text("Tests/Gold/" + name))
    #expect(Self.problem(text, classifier.label(text)) == nil)
    var cutter = TextCutter(classifier)
    var generator = TextGenerator(seed: UInt64(text.utf8.count))
    for _ in 0..<8 {
      let damaged = generator.mutation(of: generator.part(of: text))
      #expect(Self.problem(damaged, &cutter) == nil, "\(name): \(damaged.debugDescription)")
    }
  }

  @Test(arguments: articles)
  func `kinds of line ends and a mark before the text change no sentence`(_ name: String) throws {
    var cutter = TextCutter(try #require(Self.classifier))
    let text = try #require(ProjectFiles.text("Tests/Gold/" + name))
    let expected = Self.sentences(text, &cutter)
    #expect(!expected.isEmpty)
    for changed in [
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"), "\u{FEFF}" + text,
      "\n\n  " + text + "\n\n", text.replacing(" ", with: "\u{A0}"),
      text.replacing(" ", with: "  "),
    ] {
      #expect(Self.sentences(changed, &cutter) == expected)
    }
  }

  @Test(arguments: seeds)
  func `tokens stand in order and cover any bytes`(_ seed: UInt64) {
    var generator = TextGenerator(seed: seed)
    var tokenizer = Tokenizer(InterningNumbering(Vocabulary()))
    for _ in 0..<60 {
      let bytes = UTF8Code.repaired(
        generator.isHeads ? generator.bytes() : Array(generator.text().utf8))
      var tokens: [Token] = []
      tokenizer.tokenize(bytes, into: &tokens)
      let problem = Self.problem(bytes, tokens.map { Int($0.start)..<Int($0.end) })
      #expect(
        problem == nil, "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test func `a sentence without an end is cut`() throws {
    let classifier = try #require(Self.classifier)
    let text = String(repeating: "and so on ", count: 1000)
    let reading = classifier.label(text)
    #expect(Self.problem(text, reading) == nil)
    #expect(reading.sentences.contains { $0.isForced })
    #expect(reading.sentences.count < 20)
  }

  /// What is wrong with the sentences of a text, or nil.
  private static func problem(_ text: String, _ reading: Reading) -> String? {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    for (index, sentence) in reading.sentences.enumerated() {
      if sentence.index != index { return "index \(sentence.index)" }
      if sentence.start < position || sentence.end <= sentence.start
        || sentence.end > scalars.count
      {
        return "range \(sentence.start)..<\(sentence.end)"
      }
      if let lost = scalars[position..<sentence.start].first(where: { !isBlank($0) }) {
        return "lost \(lost)"
      }
      var slice = String.UnicodeScalarView()
      slice.append(contentsOf: scalars[sentence.start..<sentence.end])
      if Array(String(slice).utf8) != Array(sentence.text.utf8) { return "slice \(slice)" }
      position = sentence.end
    }
    return scalars[position...].first { !isBlank($0) }.map { "lost \($0)" }
  }

  /// What is wrong with the ranges of bytes that a text is cut into, or nil.
  private static func problem(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> String? {
    var position = 0
    for range in ranges {
      guard range.lowerBound >= position, !range.isEmpty, range.upperBound <= bytes.count else {
        return "\(range) after \(position)"
      }
      if let lost = lost(bytes[position..<range.lowerBound]) { return lost }
      position = range.upperBound
    }
    return lost(bytes[position...])
  }

  private static func lost(_ gap: ArraySlice<UInt8>) -> String? {
    String(decoding: gap, as: UTF8.self).unicodeScalars.first { !isBlank($0) }.map { "lost \($0)" }
  }

  private static func problem(_ text: String, _ cutter: inout TextCutter) -> String? {
    let bytes = Array(text.utf8)
    cutter.cut(bytes)
    return problem(bytes, cutter.sentences)
  }

  /// The sentences without white space.
  private static func sentences(_ text: String, _ cutter: inout TextCutter) -> [String] {
    let bytes = Array(text.utf8)
    cutter.cut(bytes)
    return cutter.sentences.map { range in
      var kept = String.UnicodeScalarView()
      for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars
      where !isBlank(scalar) { kept.append(scalar) }
      return String(kept)
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar.value <= 32 || scalar.value == 127
      : [.space, .newline, .invisible].contains(CharacterTable.beyondASCII(scalar.value))
  }
}

/// Texts made of pieces that are hard to cut, the same for the same seed.
private struct TextGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  mutating func pick<T>(_ list: [T]) -> T { list[next(below: list.count)] }

  private static let pieces = [
    "The", "minister", "said", "that", "he", "Peru", "U.S.", "a.m.", "Mr.", "J.", "etc.", "No.",
    "5",
    "3.5", "16:58", "News.Az", "https://a.example/x.", "#tag", "@name", "can't", "don’t", "Peru's",
    "ministers'", "'90s", "I", "told", "asked", "1.", "•", "-", "--", "—", "...", "…", "?", "!",
    ".",
    ",", ":", ";", "\"", "'", "“", "”", "‘", "’", "„", "«", "»", "`", "``", "''", "(", ")", "[",
    "]",
    "[1]", "/", "é", "Ə", "İ", "和平", "🎉", "👩‍🚀", "e\u{301}", "\u{AD}", "\u{200B}", "\u{FEFF}",
    "\u{FFFD}", "\u{0}", "\u{7F}", "\u{1B}", "_", "&", "$", "%", "LIMA, March 3 (Agency) --", "Q:",
  ]
  private static let spaces = [
    "", "", " ", " ", " ", " ", "\n", "\r\n", "\n\n", "\t", "\u{A0}", "\u{2028}", "\u{85}",
  ]

  var isHeads: Bool { mutating get { next(below: 2) == 0 } }

  /// Bytes of any value, half of them of ASCII.
  mutating func bytes() -> [UInt8] {
    (0..<next(below: 300)).map { _ in UInt8(isHeads ? next(below: 128) : next(below: 256)) }
  }

  /// A part of a text.
  mutating func part(of text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = next(below: scalars.count)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<min(scalars.count, start + next(below: 2000) + 1)])
    return String(view)
  }

  mutating func text() -> String {
    var text = ""
    for _ in 0..<next(below: 60) { text += pick(Self.pieces) + pick(Self.spaces) }
    return text
  }

  /// The text with a few characters removed, doubled, swapped or put in.
  mutating func mutation(of text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0...next(below: 8) where !scalars.isEmpty {
      let place = next(below: scalars.count)
      switch next(below: 4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(scalars[place], at: place)
      case 2: scalars.swapAt(place, next(below: scalars.count))
      default: scalars.insert(contentsOf: pick(Self.pieces).unicodeScalars, at: place)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
