internal import Rules

/// Turns analyses by tokens into a reading by code points, one after the other: of a long document
/// they need more room than the reading.
struct ReadingBuilder {
  private let document: Document
  private let file: RuleFile
  private let isEnglish: Bool
  private let offsets: CodePointOffsets
  private var sentences: [Sentence] = []
  private var attributions: [Attribution] = []

  /// A reading without sentences.
  init(document: Document, file: RuleFile, isEnglish: Bool) {
    self.document = document
    self.file = file
    self.isEnglish = isEnglish
    offsets = CodePointOffsets(document.bytes)
    sentences.reserveCapacity(document.sentences.count)
  }

  /// The reading of all sentences at once.
  func reading(_ analyses: [SentenceAnalysis]) -> Reading {
    var builder = self
    for analysis in analyses { builder.add(analysis) }
    return builder.reading(metadata: document.metadata)
  }

  /// The reading of what was added.
  func reading(metadata: Metadata) -> Reading {
    Reading(
      metadata: metadata, language: isEnglish ? "en" : "other", sentences: sentences,
      attributions: attributions)
  }

  /// Adds the next sentence.
  mutating func add(_ analysis: SentenceAnalysis) {
    var ids = [Int](repeating: -1, count: analysis.reports.count)
    for (r, report) in analysis.reports.enumerated() {
      ids[r] = attributions.count
      attributions.append(attribution(report, id: attributions.count, offsets))
    }
    for (r, report) in analysis.reports.enumerated() where report.parent >= 0 {
      attributions[ids[r]].parent = ids[report.parent]
    }
    let span = analysis.span
    let textSpan = self.span(span.first..<span.last, offsets)
    sentences.append(
      Sentence(
        index: sentences.count, paragraph: span.paragraph, start: textSpan.start,
        end: textSpan.end, text: textSpan.text, isForced: span.isForced,
        acts: acts(analysis, ids, offsets)))
  }

  private func acts(_ analysis: SentenceAnalysis, _ ids: [Int], _ offsets: CodePointOffsets)
    -> [Act]
  {
    var acts: [Act] = []
    for draft in analysis.drafts.sorted(by: { $0.order < $1.order }) {
      let side = draft.side
      let label = file.labels[draft.label].name.value
      if acts.contains(where: {
        $0.label == label && $0.speakers == side.speakers && $0.parties == side.parties
      }) {
        continue
      }
      let report = draft.report >= 0 ? analysis.reports[draft.report] : nil
      var act = Act(label: label, weight: draft.weight)
      act.attribution = draft.report >= 0 ? ids[draft.report] : nil
      act.speakers = side.speakers
      act.persons = side.persons
      act.parties = side.parties
      act.targets = draft.targets
      act.mode = draft.mode
      act.resolution = side.isEmpty ? .unknown : side.resolution
      if let id = act.attribution {
        // The same words: their text is kept once.
        act.source = attributions[id].source
        act.cue = attributions[id].cue
      }
      act.content =
        if let id = act.attribution, draft.contents == report?.contents {
          attributions[id].content
        } else {
          joined(draft.contents, offsets)
        }
      act.evidence = draft.grounds.filter { !$0.tokens.isEmpty }.map {
        Evidence(rule: $0.id, span: span($0.tokens, offsets))
      }
      act.confidence = confidence(act.mode, act.resolution, act.weight)
      acts.append(act)
    }
    return acts
  }

  /// From the calibrated table: the row of the mode, resolution and weight band.
  private func confidence(
    _ mode: AttributionMode, _ resolution: Resolution, _ weight: Int
  ) -> Double? {
    var best: ConfidenceRow?
    for row in file.confidence
    where row.mode == mode.rawValue && row.resolution == resolution.rawValue && row.weight <= weight
    {
      if best.map({ row.weight > $0.weight }) ?? true { best = row }
    }
    return best?.confidence
  }

  private func attribution(_ report: Report, id: Int, _ offsets: CodePointOffsets) -> Attribution {
    let resolution: Resolution = report.side.isEmpty ? .unknown : report.side.resolution
    return Attribution(
      id: id, source: report.source.isEmpty ? nil : span(report.source, offsets),
      cue: report.cueTokens.isEmpty ? nil : span(report.cueTokens, offsets),
      content: joined(report.contents, offsets), mode: report.mode,
      speakers: report.side.speakers, parties: report.side.parties,
      resolution: resolution, confidence: confidence(report.mode, resolution, report.weight))
  }

  private func joined(_ ranges: [Range<Int>], _ offsets: CodePointOffsets) -> TextSpan? {
    let ranges = Self.disjoint(ranges)
    guard let first = ranges.first, let last = ranges.last else { return nil }
    var whole = span(first.lowerBound..<last.upperBound, offsets)
    if ranges.count > 1 {
      whole.parts = ranges.map { range in
        let part = span(range, offsets)
        return part.start..<part.end
      }
    }
    return whole
  }

  /// The same tokens in ranges that stand in order and share nothing: in damaged text, a quotation
  /// may be found before the cue and again in what follows it.
  private static func disjoint(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var disjoint: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = disjoint.last, range.lowerBound < last.upperBound {
        disjoint[disjoint.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        disjoint.append(range)
      }
    }
    return disjoint
  }

  private func span(_ tokens: Range<Int>, _ offsets: CodePointOffsets) -> TextSpan {
    let start = Int(document.tokens[tokens.lowerBound].start)
    let end = Int(document.tokens[tokens.upperBound - 1].end)
    return TextSpan(
      start: offsets[start], end: offsets[end],
      text: String(decoding: document.bytes[start..<end], as: UTF8.self))
  }
}

/// Byte offsets to code point offsets, by a count kept every 256 bytes.
struct CodePointOffsets {
  private let bytes: [UInt8]
  private var counts: [Int] = []
  private static let stride = 256

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var count = 0
    for (i, byte) in bytes.enumerated() {
      if i % Self.stride == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    counts.append(count)
  }

  /// The number of code points before a byte.
  subscript(byte: Int) -> Int {
    let block = min(byte / Self.stride, counts.count - 1)
    guard block * Self.stride <= bytes.count else { return counts[counts.count - 1] }
    var count = counts[block]
    if block == counts.count - 1 && block * Self.stride > byte { return count }
    for i in block * Self.stride..<min(byte, bytes.count) where bytes[i] & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
