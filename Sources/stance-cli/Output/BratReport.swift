internal import Stance

/// One document as brat standoff: what brat reads beside the text as `NAME.ann`.
///
/// An act is a text-bound annotation of its words with its label as type; source and cue are others,
/// bound to it by relations. A note holds speakers, parties, targets and rules, so that they can be
/// corrected by hand as well.
struct BratReport: Report {
  private let labels: [String: String]

  /// - Parameter labels: All there are.
  init(labels: [String]) {
    self.labels = Dictionary(labels.map { ($0, Self.type($0)) }) { first, _ in first }
  }

  func body(of document: inout LabelledDocument) -> [[UInt8]] {
    var writer = BratWriter()
    for sentence in document.reading.sentences {
      let whole = TextSpan(start: sentence.start, end: sentence.end, text: sentence.text)
      for act in sentence.acts {
        let type = labels[act.label] ?? Self.type(act.label)
        guard let content = writer.act(type, act.content ?? whole) else { continue }
        writer.relation("Cue", from: content, to: act.cue.flatMap { writer.part("Cue", $0) })
        writer.relation(
          "Source", from: content, to: act.source.flatMap { writer.part("Source", $0) })
        writer.note(content, note(act))
      }
    }
    return [writer.bytes]
  }

  func add(_ document: LabelledDocument, to output: inout [UInt8]) {}

  func finish(_ output: inout [UInt8]) {}

  private func note(_ act: Act) -> String {
    var facts = [
      "party=" + (act.parties.isEmpty ? "-" : act.parties.joined(separator: " & ")),
      "speaker=" + (act.speaker ?? "-"),
    ]
    if !act.targets.isEmpty { facts.append("target=" + act.targets.joined(separator: " & ")) }
    if let confidence = act.confidence { facts.append("confidence=\(confidence)") }
    facts.append("rule=" + act.evidence.map(\.rule).joined(separator: " "))
    return facts.joined(separator: "; ")
  }

  /// A label as brat writes types: `Refutation`, letters, digits, `_` and `-` only.
  static func type(_ label: String) -> String {
    let plain = label.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
        byte
      default: UInt8(ascii: "_")
      }
    }
    let text = String(decoding: plain, as: UTF8.self)
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}

/// Numbers and writes annotations.
private struct BratWriter {
  private(set) var bytes: [UInt8] = []
  /// Sources and cues, by type and place: several acts may share them.
  private var shared: [String: Int] = [:]
  private var spanCount = 0
  private var relationCount = 0
  private var noteCount = 0

  /// Writes a text-bound annotation of an act.
  ///
  /// - Returns: Its number; nil for a span without visible text.
  mutating func act(_ type: String, _ span: TextSpan) -> Int? {
    let fragments = Self.fragments(span)
    guard !fragments.isEmpty else { return nil }
    return write(type, fragments)
  }

  /// Writes a text-bound annotation of a source or cue, unless it stands there already.
  ///
  /// - Returns: Its number; nil for a span without visible text.
  mutating func part(_ type: String, _ span: TextSpan) -> Int? {
    let fragments = Self.fragments(span)
    guard !fragments.isEmpty else { return nil }
    let key = "\(type) \(Self.place(fragments))"
    if let number = shared[key] { return number }
    let number = write(type, fragments)
    shared[key] = number
    return number
  }

  private mutating func write(_ type: String, _ fragments: [(start: Int, text: String)]) -> Int {
    spanCount += 1
    let text = fragments.map(\.text).joined(separator: " ")
    line("T\(spanCount)\t\(type) \(Self.place(fragments))\t\(text)")
    return spanCount
  }

  private static func place(_ fragments: [(start: Int, text: String)]) -> String {
    fragments.map { "\($0.start) \($0.start + $0.text.unicodeScalars.count)" }
      .joined(separator: ";")
  }

  mutating func relation(_ type: String, from first: Int, to second: Int?) {
    guard let second else { return }
    relationCount += 1
    line("R\(relationCount)\t\(type) Arg1:T\(first) Arg2:T\(second)")
  }

  mutating func note(_ span: Int, _ text: String) {
    noteCount += 1
    line("#\(noteCount)\tAnnotatorNotes T\(span)\t\(GoldFile.oneLine(text))")
  }

  private mutating func line(_ text: String) { bytes.append(text + "\n") }

  /// The parts of a span; brat has no annotation across the end of a line.
  private static func fragments(_ span: TextSpan) -> [(start: Int, text: String)] {
    let scalars = Array(span.text.unicodeScalars)
    var fragments: [(start: Int, text: String)] = []
    let whole = span.start..<span.start + scalars.count
    for part in span.parts.isEmpty ? [whole] : span.parts.map({ $0.clamped(to: whole) }) {
      for line in scalars[(part.lowerBound - span.start)..<(part.upperBound - span.start)]
        .split(whereSeparator: isLineBreak)
      {
        var line = line
        while line.first?.properties.isWhitespace == true { line.removeFirst() }
        while line.last?.properties.isWhitespace == true { line.removeLast() }
        guard !line.isEmpty else { continue }
        var text = ""
        text.unicodeScalars.append(contentsOf: line)
        fragments.append((span.start + line.startIndex, text))
      }
    }
    return fragments
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\t": true
    default: false
    }
  }
}
