internal import Stance

/// A stretch of a sentence in which every character plays the same part in the same acts.
struct MarkedSegment: Sendable {
  /// What a stretch of text is for an act.
  enum Role: String, Sendable {
    case content, evidence, cue, source
  }

  /// The part that it plays in an act of the document.
  struct Part: Hashable, Sendable {
    let act: Int
    let role: Role
  }

  let text: String
  /// In the order of acts.
  let parts: [Part]
}

/// Where the acts of a document stand in its text.
struct ActMarks: Sendable {
  private struct Mark: Sendable {
    let range: Range<Int>
    let part: MarkedSegment.Part
  }

  private var marks: [Mark] = []

  /// The marks of all acts, which are numbered in the order of the text.
  ///
  /// - Complexity: O(*n* log *n*) in the number of acts.
  init(_ reading: Reading) {
    var number = 0
    for sentence in reading.sentences {
      for act in sentence.acts {
        let content = act.content ?? TextSpan(start: sentence.start, end: sentence.end, text: "")
        add(content, number, .content)
        for evidence in act.evidence where evidence.rule != "default" {
          add(evidence.span, number, .evidence)
        }
        if let cue = act.cue { add(cue, number, .cue) }
        if let source = act.source { add(source, number, .source) }
        number += 1
      }
    }
    marks.sort { ($0.range.lowerBound, $0.part.act) < ($1.range.lowerBound, $1.part.act) }
  }

  private mutating func add(_ span: TextSpan, _ act: Int, _ role: MarkedSegment.Role) {
    let ranges =
      span.parts.isEmpty ? [span.start..<max(span.start, span.end)] : span.parts
    for range in ranges where !range.isEmpty {
      marks.append(Mark(range: range, part: MarkedSegment.Part(act: act, role: role)))
    }
  }

  /// A sentence in segments.
  ///
  /// - Parameters:
  ///   - sentence: One of the reading.
  ///   - first: The first mark that may reach it; moved on for the sentence after it.
  /// - Returns: All of its text.
  /// - Complexity: Linear in the sentence and its marks, over all sentences in order.
  func segments(_ sentence: Sentence, from first: inout Int) -> [MarkedSegment] {
    let scalars = Array(sentence.text.unicodeScalars)
    let range = sentence.start..<sentence.start + scalars.count
    while first < marks.count, marks[first].range.upperBound <= range.lowerBound { first += 1 }
    let here = marks[first...].prefix { $0.range.lowerBound < range.upperBound }
      .filter { $0.range.overlaps(range) }
    var edges: Set = [range.lowerBound, range.upperBound]
    for mark in here {
      let clipped = mark.range.clamped(to: range)
      edges.formUnion([clipped.lowerBound, clipped.upperBound])
    }
    let sorted = edges.sorted()
    return zip(sorted, sorted.dropFirst()).map { start, end in
      var text = ""
      text.unicodeScalars.append(
        contentsOf: scalars[(start - range.lowerBound)..<(end - range.lowerBound)])
      let parts = here.filter { $0.range.lowerBound <= start && $0.range.upperBound >= end }
        .map(\.part)
      return MarkedSegment(text: text, parts: parts.sorted { $0.act < $1.act })
    }
  }
}
