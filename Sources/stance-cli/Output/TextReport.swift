internal import Stance

/// Documents for people: each sentence with its labels, and what each party did at the end.
struct TextReport: Report {
  private let labels: [String]
  private let colours: Colours
  private let width: Int
  private let labelWidth: Int
  private var summary: PartySummary
  private var count = 0

  init(labels: [String], colours: Colours, width: Int) {
    self.labels = labels
    self.colours = colours
    self.width = width
    labelWidth = min((labels + ["none"]).map { TerminalSafety.width($0) }.max() ?? 4, 20)
    summary = PartySummary(labels: labels)
  }

  var addsReadings: Bool { true }

  func body(of document: inout LabelledDocument) -> [[UInt8]] {
    var output: [UInt8] = []
    output.append(heading(document))
    var paragraph = -1
    for sentence in document.reading.sentences {
      if sentence.paragraph != paragraph { output.append("\n") }
      paragraph = sentence.paragraph
      write(sentence, to: &output)
    }
    return [output]
  }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    if count > 0 { output.append("\n") }
    count += 1
    summary.add(document.reading)
  }

  func finish(_ output: inout [UInt8]) {
    output.append("\n")
    output.append(TerminalSafety.visibleLines(summary.text(documentCount: count)))
  }

  private func heading(_ document: LabelledDocument) -> String {
    let metadata = document.reading.metadata
    let facts = [
      metadata.kind?.rawValue, metadata.issuer, metadata.date, metadata.source,
    ]
    let id = colours.strong(TerminalSafety.visible(document.id))
    let rest = facts.compactMap { $0.map(TerminalSafety.visible) }.joined(separator: ", ")
    let title = metadata.title.map { colours.strong(TerminalSafety.visible($0)) + "\n" } ?? ""
    return rest.isEmpty ? "\(id)\n\(title)" : "\(id)  \(colours.faint(rest))\n\(title)"
  }

  // MARK: Sentences

  private func write(_ sentence: Sentence, to output: inout [UInt8]) {
    for (index, line) in lines(sentence).enumerated() {
      let text = sentence.acts.isEmpty ? colours.faint(line) : line
      output.append(labelColumn(index == 0 ? sentence.label : "") + text + "\n")
    }
    for (index, act) in sentence.acts.enumerated() {
      output.append(labelColumn(index == 0 ? "" : act.label) + colours.faint(speaker(act)) + "\n")
    }
  }

  private func labelColumn(_ label: String) -> String {
    let visible = TerminalSafety.visible(label)
    let padding = max(0, labelWidth - TerminalSafety.width(visible))
    return colours.label(visible, as: label) + String(repeating: " ", count: padding + 2)
  }

  private func speaker(_ act: Act) -> String {
    let speaker = act.speaker ?? "unnamed"
    let parties = act.parties.isEmpty ? "" : " (\(act.parties.joined(separator: " & ")))"
    let targets = act.targets.isEmpty ? "" : " \u{2192} " + act.targets.joined(separator: " & ")
    return TerminalSafety.visible("\u{2013} \(speaker)\(parties)\(targets)")
  }

  /// The text in lines that fit beside the labels; a longer word stands alone.
  private func lines(_ sentence: Sentence) -> [String] {
    let room = max(20, width - labelWidth - 2)
    var lines: [String] = []
    var line = ""
    var column = 0
    for (word, start) in words(sentence) {
      let visible = TerminalSafety.visible(word)
      let width = TerminalSafety.width(visible)
      if column > 0, column + 1 + width > room {
        lines.append(line)
        line = ""
        column = 0
      }
      if column > 0 { line += " " }
      line += dressed(visible, start..<start + word.unicodeScalars.count, sentence)
      column += width + (column > 0 ? 1 : 0)
    }
    return lines + [line]
  }

  /// The words with their offsets in the document.
  private func words(_ sentence: Sentence) -> [(word: String, start: Int)] {
    var words: [(word: String, start: Int)] = []
    var word = ""
    var offset = sentence.start
    for scalar in sentence.text.unicodeScalars {
      if !scalar.properties.isWhitespace {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append((word, offset - word.unicodeScalars.count))
        word = ""
      }
      offset += 1
    }
    return word.isEmpty ? words : words + [(word, offset - word.unicodeScalars.count)]
  }

  /// A word in the colour of the act that it is evidence for.
  private func dressed(_ word: String, _ range: Range<Int>, _ sentence: Sentence) -> String {
    let act = sentence.acts.first { act in
      act.evidence.contains { evidence in
        evidence.rule != "default"
          && range.overlaps(evidence.span.start..<max(evidence.span.start, evidence.span.end))
      }
    }
    return act.map { colours.label(word, as: $0.label) } ?? word
  }
}
