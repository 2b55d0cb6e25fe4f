internal import Rules

/// How far the noun phrase of a source goes.
extension ReportFinder {
  /// A subject without what is said of the moment, not of who it is: `China last week`, `the House on
  /// Thursday`, `Locsin, in a series of tweets,`, `the firm, which`.
  ///
  /// `past` is where the last noun phrase of the subject ends; phrases and appositions behind it stay.
  func sourceRange(
    _ whole: Range<Int>, past head: Int, _ syntax: Syntax, _ document: Document, _ tags: [Tag]
  ) -> Range<Int> {
    let tokens = document.tokens
    var end = whole.upperBound
    // An adverbial between commas.
    var k = max(head, whole.lowerBound + 1)
    while k + 1 < end {
      if tokens[k].kind == .comma, isAdverbial(k + 1, syntax, document, tags) {
        end = k
        break
      }
      k += 1
    }
    trim: while end > whole.lowerBound + 1 {
      switch tags[end - 1] {
      case .mark where tokens[end - 1].kind != .bracketClose, .adverb, .relative: end -= 1
      default:
        let noun = syntax.noun(of: end - 1)
        guard noun >= 0, syntax.nouns[noun].last == end,
          syntax.nouns[noun].first >= max(head, whole.lowerBound + 1)
        else { break trim }
        let phrase = syntax.nouns[noun]
        let preposition = phrase.preposition
        let isTime = features.isTime(phrase, tokens)
        let isMedium =
          preposition >= 0 && features.has(tokens[preposition].word, .preposition)
          && words.isMedium(tokens[phrase.head].word) && !words.isOf(tokens[preposition].word)
        guard isTime || isMedium else { break trim }
        end = preposition >= head && preposition == phrase.first - 1 ? preposition : phrase.first
      }
    }
    return whole.lowerBound..<max(end, whole.lowerBound + 1)
  }

  /// Words behind a comma that tell when, how and where something was said.
  private func isAdverbial(_ i: Int, _ syntax: Syntax, _ document: Document, _ tags: [Tag]) -> Bool
  {
    switch tags[i] {
    case .subordinator, .interrogative, .verbIng: return true
    case .preposition: return !words.isOf(document.tokens[i].word)
    default: return false
    }
  }

  /// A source that a pattern found behind its cue, with the phrases and appositions that belong to it.
  ///
  /// `according to a spokesman for the ministry, S`, `according to Jane Holt, an economist at the bank,
  /// S`. What is said begins behind it.
  func completeSource(_ report: inout Report, _ syntax: Syntax, _ document: Document, _ tags: [Tag])
  {
    let tokens = document.tokens
    guard !report.source.isEmpty, report.cueTokens.upperBound <= report.source.lowerBound,
      report.label == .neutral
    else { return }
    var end = report.source.upperBound
    var noun = syntax.noun(of: end - 1)
    if noun >= 0 { end = max(end, syntax.nouns[noun].last) }
    let limit = syntax.range.upperBound
    // The prepositional phrases on it; "calls from Labour for an inquiry" has what is called for there.
    while end + 1 < limit, tags[end] == .preposition,
      tags[report.head] != .noun || !report.contents.contains(where: { $0.lowerBound == end })
    {
      noun = syntax.noun(of: end + 1)
      guard noun >= 0, syntax.nouns[noun].first == end + 1,
        !features.isTime(syntax.nouns[noun], tokens)
      else { break }
      end = syntax.nouns[noun].last
    }
    if end + 1 < limit, tokens[end].kind == .comma,
      let next = appositionEnd(end, limit: limit, document, tags),
      next > end + 1, tags[end + 1] != .properNoun || next >= limit - 1
    {
      let isLast = next >= limit || tokens[next].kind == .period
      // "According to X, the road is closed, he said": a clause has a verb.
      let hasVerb = (end + 1..<next).contains {
        syntax.verb(of: $0) >= 0 && !isRelative($0, syntax)
      }
      if !hasVerb, isLast || tokens[next].kind == .comma { end = next }
    }
    guard end > report.source.upperBound else { return }
    report.source = report.source.lowerBound..<end
    report.contents = report.contents.compactMap { content in
      guard content.overlaps(report.source) || content.lowerBound == end else { return content }
      if content.lowerBound >= report.source.lowerBound {
        var start = max(content.lowerBound, end)
        if start < content.upperBound, tokens[start].kind == .comma { start += 1 }
        let rest = start..<max(start, content.upperBound)
        return rest.contains { tokens[$0].kind.isWordLike } ? rest : nil
      }
      return content.lowerBound..<report.source.lowerBound
    }
  }

  private func isRelative(_ token: Int, _ syntax: Syntax) -> Bool {
    syntax.clauses[syntax.clause(of: token)].kind == .relative
  }

  /// What is said without a connective of the author before it: `But S, X said`, `Meanwhile, S`.
  func withoutConnective(_ content: Range<Int>, _ document: Document, _ tags: [Tag]) -> Range<Int> {
    var start = content.lowerBound
    guard start < content.upperBound, document.quotationOfToken[start] < 0 else { return content }
    if tags[start] == .coordinator { start += 1 }
    if start + 1 < content.upperBound, tags[start] == .adverb,
      document.tokens[start + 1].kind == .comma
    {
      start += 2
    }
    return start < content.upperBound ? start..<content.upperBound : content
  }
}
