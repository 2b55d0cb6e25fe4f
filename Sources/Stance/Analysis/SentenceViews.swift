internal import Rules

/// A sentence as the rules see it: its tokens without list markers, inserts and quotations.
extension DocumentAnalyser {
  /// A stretch of a sentence as patterns of attributions see it.
  func patternZone(_ range: Range<Int>, _ document: Document) -> [ZoneToken] {
    var zone: [ZoneToken] = []
    zone.reserveCapacity(range.count)
    for t in range {
      switch document.tokens[t].kind {
      case .word, .number, .possessive, .comma: zone.append(ZoneToken(token: Int32(t)))
      case .hyphen, .slash, .symbol, .bracketOpen, .bracketClose, .period: break
      default: zone.append(ZoneToken(token: Int32(t), isBreak: true))
      }
    }
    return zone
  }

  func isParagraphStart(_ index: Int, _ document: Document) -> Bool {
    document.tokens[document.sentences[index].first].has(.paragraphBefore)
  }

  /// Past the number of a list item: `3. The States`, `2) Members`.
  func afterMarker(_ span: SentenceSpan, _ document: Document) -> Int {
    let first = span.bodyFirst
    let tokens = document.tokens
    guard first + 2 < span.last, tokens[first].kind == .number,
      tokens[first + 1].kind == .period || tokens[first + 1].kind == .bracketClose,
      tokens[first + 1].start == tokens[first].end, tokens[first + 2].has(.capitalised)
    else { return first }
    return first + 2
  }

  func insertRange(_ report: Report) -> Range<Int> {
    let first = min(
      report.cueTokens.lowerBound,
      report.source.isEmpty ? report.cueTokens.lowerBound : report.source.lowerBound)
    let last = max(
      report.cueTokens.upperBound,
      report.source.isEmpty ? report.cueTokens.upperBound : report.source.upperBound)
    return first..<last
  }

  func view(_ span: SentenceSpan, _ document: Document) -> SentenceView {
    let range = span.bodyFirst..<span.last
    var speech: [Range<Int>] = []
    var covered = 0
    var last = -1
    for i in range {
      let q = Int(document.quotationOfToken[i])
      guard q >= 0, document.quotations[q].isSpeech else { continue }
      if document.tokens[i].kind.isWordLike { covered += 1 }
      guard q != last else { continue }
      last = q
      let quotation = document.quotations[q]
      speech.append(max(quotation.open, range.lowerBound)..<min(quotation.close, range.upperBound))
    }
    let words = range.reduce(0) { $0 + (document.tokens[$1].kind.isWordLike ? 1 : 0) }
    var asides: [Range<Int>] = []
    var open = -1
    for i in range {
      if document.tokens[i].kind == .bracketOpen, open < 0 { open = i }
      if document.tokens[i].kind == .bracketClose, open >= 0 {
        asides.append(open..<i + 1)
        open = -1
      }
    }
    return SentenceView(
      span: span, speech: speech, isAllSpeech: words > 0 && covered == words, asides: asides)
  }

  func unquoted(_ view: SentenceView) -> SentenceView {
    var view = view
    view.speech = []
    return view
  }
}
