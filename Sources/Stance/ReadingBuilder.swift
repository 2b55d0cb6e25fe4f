internal import Rules

/// Turns analyses by tokens into a reading by code points, one after the other: of a long document
/// they need more room than the reading.
struct ReadingBuilder {
  private let document: Document
  private let file: RuleFile
  private let confidences: ConfidenceTable
  private let offsets: CodePointOffsets
  private var sentences: [Sentence] = []
  private var attributions: [Attribution] = []
  /// First and last token of the parts said in each attribution, those of other sentences left out,
  /// and where the parts of each begin.
  private var contents: [(first: Int32, last: Int32)] = []
  private var contentStarts: [Int32] = []
  /// The first attribution of each sentence.
  private var firstAttributions: [Int32] = []
  /// Sentences that hold more of the quotation of a report in another, before or behind them.
  private var continuations: [(report: QuotationReport, tokens: Range<Int>)] = []

  /// A reading without sentences.
  init(document: Document, _ file: RuleFile, _ confidences: ConfidenceTable) {
    self.document = document
    self.file = file
    self.confidences = confidences
    offsets = CodePointOffsets(document.bytes)
    sentences.reserveCapacity(document.sentences.count)
    // Growing, the many of a long document would stand there twice.
    attributions.reserveCapacity(document.sentences.count)
  }

  /// The reading of all sentences at once.
  func reading(_ analyses: [SentenceAnalysis]) -> Reading {
    var builder = self
    for analysis in analyses { builder.add(analysis) }
    return builder.reading(metadata: document.metadata)
  }

  /// The reading of what was added.
  mutating func reading(metadata: Metadata) -> Reading {
    var more: [Int: [Range<Int>]] = [:]
    for (report, tokens) in continuations
    where firstAttributions.indices.contains(report.sentence) {
      let id = Int(firstAttributions[report.sentence]) + report.report
      if attributions.indices.contains(id) { more[id, default: []].append(tokens) }
    }
    for (id, tokens) in more {
      attributions[id].content = joined(contents(of: id) + tokens, offsets)
    }
    return Reading(
      metadata: metadata, language: document.isEnglish ? "en" : "other", sentences: sentences,
      attributions: attributions)
  }

  /// Adds the next sentence.
  mutating func add(_ analysis: SentenceAnalysis) {
    firstAttributions.append(Int32(attributions.count))
    if let report = analysis.continues, !analysis.continued.isEmpty {
      continuations.append((report, analysis.continued))
    }
    var ids = [Int](repeating: -1, count: analysis.reports.count)
    for r in analysis.reports.indices {
      ids[r] = attributions.count
      attributions.append(attribution(analysis.reports[r], id: attributions.count, offsets))
      contentStarts.append(Int32(contents.count))
      for part in analysis.reports[r].contents {
        contents.append((Int32(part.lowerBound), Int32(part.upperBound)))
      }
    }
    for r in analysis.reports.indices where analysis.reports[r].parent >= 0 {
      attributions[ids[r]].parent = ids[analysis.reports[r].parent]
    }
    let span = analysis.span
    let textSpan = self.span(span.first..<span.last, offsets)
    sentences.append(
      Sentence(
        index: sentences.count, paragraph: span.paragraph, start: textSpan.start,
        end: textSpan.end, text: textSpan.text, isForced: span.isForced,
        acts: acts(analysis, ids, offsets)))
  }

  private func contents(of attribution: Int) -> [Range<Int>] {
    let end =
      attribution + 1 < contentStarts.count
      ? Int(contentStarts[attribution + 1]) : contents.count
    return contents[Int(contentStarts[attribution])..<end].map { Int($0.first)..<Int($0.last) }
  }

  private func acts(_ analysis: SentenceAnalysis, _ ids: [Int], _ offsets: CodePointOffsets)
    -> [Act]
  {
    var acts: [Act] = []
    let drafts =
      analysis.drafts.count > 1
      ? analysis.drafts.sorted { $0.order < $1.order } : analysis.drafts
    acts.reserveCapacity(drafts.count)
    for index in drafts.indices {
      let label = file.labels[drafts[index].label].name.value
      if acts.contains(where: {
        $0.label == label && $0.speakers == drafts[index].side.speakers
          && $0.parties == drafts[index].side.parties
      }) {
        continue
      }
      acts.append(act(drafts[index], label, analysis.reports, ids, offsets))
    }
    return acts
  }

  private func act(
    _ draft: Draft, _ label: String, _ reports: [Report], _ ids: [Int],
    _ offsets: CodePointOffsets
  ) -> Act {
    let id = draft.report >= 0 ? ids[draft.report] : nil
    let resolution: Resolution = draft.side.isEmpty ? .unknown : draft.side.resolution
    var evidence: [Evidence] = []
    for ground in draft.grounds where !ground.tokens.isEmpty {
      evidence.append(Evidence(rule: ground.id, span: span(ground.tokens, offsets)))
    }
    let content: TextSpan? =
      if let id, draft.contents == reports[draft.report].contents {
        attributions[id].content
      } else {
        joined(draft.contents, offsets)
      }
    return Act(
      label: label, weight: draft.weight,
      confidence: confidences.confidence(draft.mode, resolution, draft.weight), attribution: id,
      speakers: draft.side.speakers, persons: draft.side.persons, parties: draft.side.parties,
      targets: draft.targets, mode: draft.mode, resolution: resolution,
      // The same words: their text is kept once.
      source: id.flatMap { attributions[$0].source }, cue: id.flatMap { attributions[$0].cue },
      content: content, evidence: evidence)
  }

  private func attribution(_ report: Report, id: Int, _ offsets: CodePointOffsets) -> Attribution {
    let resolution: Resolution = report.side.isEmpty ? .unknown : report.side.resolution
    return Attribution(
      id: id, source: report.source.isEmpty ? nil : span(report.source, offsets),
      cue: report.cueTokens.isEmpty ? nil : span(report.cueTokens, offsets),
      content: joined(report.contents, offsets), mode: report.mode,
      speakers: report.side.speakers, parties: report.side.parties,
      resolution: resolution,
      confidence: confidences.confidence(report.mode, resolution, report.weight))
  }

  private func joined(_ ranges: [Range<Int>], _ offsets: CodePointOffsets) -> TextSpan? {
    if ranges.count == 1 { return ranges[0].isEmpty ? nil : span(ranges[0], offsets) }
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

  /// The same tokens in ranges that stand in order and do not touch: in damaged text, a quotation
  /// may be found before the cue and again in what follows it.
  private static func disjoint(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var disjoint: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = disjoint.last, range.lowerBound <= last.upperBound {
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

/// The calibrated table: by mode and resolution, the bands of weight.
struct ConfidenceTable: Sendable {
  private var bands: [[ConfidenceRow]]

  init(_ rows: [ConfidenceRow]) {
    bands = Array(
      repeating: [], count: AttributionMode.allCases.count * Resolution.allCases.count)
    for row in rows {
      guard let mode = AttributionMode(rawValue: row.mode),
        let resolution = Resolution(rawValue: row.resolution)
      else { continue }
      bands[Self.index(mode, resolution)].append(row)
    }
    for index in bands.indices { bands[index].sort { $0.weight < $1.weight } }
  }

  private static func index(_ mode: AttributionMode, _ resolution: Resolution) -> Int {
    mode.number * Resolution.allCases.count + resolution.number
  }

  /// That of the highest band whose weight is reached, nil where there is none.
  func confidence(
    _ mode: AttributionMode, _ resolution: Resolution, _ weight: Int
  ) -> Double? {
    bands[Self.index(mode, resolution)].last { $0.weight <= weight }?.confidence
  }
}

extension AttributionMode {
  fileprivate var number: Int {
    switch self {
    case .direct: 0
    case .indirect: 1
    case .mixed: 2
    case .passive: 3
    case .stance: 4
    case .transcript: 5
    case .none: 6
    }
  }
}

extension Resolution {
  fileprivate var number: Int {
    switch self {
    case .explicit: 0
    case .pronoun: 1
    case .description: 2
    case .carried: 3
    case .issuer: 4
    case .unknown: 5
    }
  }
}

/// Byte offsets to code point offsets, by a count kept every 64 bytes; in a text of ASCII they are
/// the same.
struct CodePointOffsets {
  private let bytes: [UInt8]
  /// Empty for a text of ASCII.
  private var counts: [Int32] = []
  private static let stride = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    if all < 0x80 { return }
    counts.reserveCapacity(bytes.count / Self.stride + 1)
    var count: Int32 = 0
    var place = 0
    while place < bytes.count {
      counts.append(count)
      let end = min(place + Self.stride, bytes.count)
      while place < end {
        if bytes[place] & 0xC0 != 0x80 { count += 1 }
        place += 1
      }
    }
  }

  /// The number of code points before a byte.
  subscript(byte: Int) -> Int {
    let byte = min(byte, bytes.count)
    if counts.isEmpty { return byte }
    let block = min(byte / Self.stride, counts.count - 1)
    var count = Int(counts[block])
    for place in block * Self.stride..<byte where bytes[place] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
