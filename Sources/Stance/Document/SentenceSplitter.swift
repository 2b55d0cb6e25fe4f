internal import Rules

/// Decides where sentences end.
///
/// A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an
/// address; closing quotation marks and brackets stay with the sentence on their left. Linear: each
/// decision looks at a bounded number of neighbours.
struct SentenceSplitter {
  let features: WordFeatures

  /// A sentence longer than this is cut, so that work per sentence is bounded.
  static let tokenLimit = 600

  /// Appends the sentences of one paragraph.
  func split(
    _ tokens: [Token], _ bytes: [UInt8], paragraph range: Range<Int>, index: Int,
    into sentences: inout [SentenceSpan]
  ) {
    var start = range.lowerBound
    var i = start
    func finish(_ end: Int, forced: Bool = false) {
      guard end > start else { return }
      sentences.append(
        SentenceSpan(
          first: start, last: end, paragraph: index, role: .body, isForced: forced,
          bodyFirst: start))
      start = end
    }
    while i < range.upperBound {
      if i - start >= Self.tokenLimit {
        finish(i, forced: true)
      }
      if let end = boundary(after: i, from: start, in: range, tokens, bytes) {
        finish(end)
        i = end
      } else {
        i += 1
      }
    }
    finish(range.upperBound)
  }

  /// One past the last token of a sentence that token `i` ends, or nil.
  private func boundary(
    after i: Int, from start: Int, in range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> Int? {
    let token = tokens[i]
    let isDottedWord = token.kind == .word && token.has(.dotted)
    switch token.kind {
    case .period, .question, .exclamation, .ellipsis: break
    case .word where isDottedWord: break
    default: return nil
    }
    var end = i + 1
    while end < range.upperBound, isTerminal(tokens[end].kind), !tokens[end].has(.spaceBefore) {
      end += 1
    }
    var closedQuote = false
    var closedBracket = false
    while end < range.upperBound, isCloser(tokens[end]), !tokens[end].has(.spaceBefore) {
      closedQuote = closedQuote || tokens[end].kind == .quoteClose
      closedBracket = closedBracket || tokens[end].kind == .bracketClose
      end += 1
    }
    // A full stop may also follow what closes: (…).” or U.S.”.
    while end < range.upperBound, tokens[end].kind == .period, !tokens[end].has(.spaceBefore),
      end > i + 1
    { end += 1 }
    guard end < range.upperBound else { return end }
    let next = tokens[end]
    if isDottedWord && !closedQuote && !closedBracket {
      return endsAtDottedWord(i, next, tokens) ? end : nil
    }
    guard mayStart(next, tokens, end) else { return nil }
    if token.kind == .period && end == i + 1 {
      if belongsToAbbreviation(i, next, start, tokens) { return nil }
      if !next.has(.spaceBefore), !isMissingSpace(i, next, tokens) { return nil }
    }
    if token.kind == .question || token.kind == .exclamation || token.kind == .ellipsis {
      if closedQuote && reportingFollows(end, range, tokens) { return nil }
      // "Yahoo! Inc": a name goes on.
      if token.kind == .exclamation, !closedQuote, features.has(next.word, .companySuffix) {
        return nil
      }
      if !next.has(.spaceBefore), token.kind == .ellipsis { return nil }
    }
    if token.kind == .period && closedQuote && reportingFollows(end, range, tokens) { return nil }
    if closedBracket, !closedQuote, isInsideSentence(i, start, tokens) { return nil }
    return end
  }

  private func isTerminal(_ kind: TokenKind) -> Bool {
    kind == .period || kind == .question || kind == .exclamation || kind == .ellipsis
  }

  private func isCloser(_ token: Token) -> Bool {
    token.kind == .quoteClose || token.kind == .bracketClose
      || (token.kind == .quoteNeutral && !token.has(.spaceBefore))
  }

  /// Whether a token can be the first of a sentence.
  private func mayStart(_ token: Token, _ tokens: [Token], _ i: Int) -> Bool {
    switch token.kind {
    case .word:
      return token.has(.capitalised) || token.has(.address)
    case .number: return true
    case .quoteOpen, .bracketOpen, .quoteNeutral:
      // What is quoted or bracketed must begin like a sentence.
      guard i + 1 < tokens.count else { return true }
      let inner = tokens[i + 1]
      return inner.kind != .word || inner.has(.capitalised) || token.kind == .bracketOpen
    case .dash, .symbol, .ellipsis: return true
    default: return false
    }
  }

  /// After `U.S.` or `p.m.` a sentence ends only where the next word is one that opens sentences
  /// and seldom follows a name: "in the U.S. The minister" against "the U.S. Gulf Coast".
  private func endsAtDottedWord(_ i: Int, _ next: Token, _ tokens: [Token]) -> Bool {
    guard next.has(.capitalised) || next.kind == .quoteOpen else { return false }
    if next.kind == .quoteOpen { return true }
    if tokens[i].has(.singleLetter) { return false }
    return features.opensSentences(next.word)
  }

  private func belongsToAbbreviation(
    _ i: Int, _ next: Token, _ start: Int, _ tokens: [Token]
  ) -> Bool {
    guard i > start else { return true }
    let word = tokens[i - 1]
    guard !tokens[i].has(.spaceBefore) else { return false }
    if word.kind == .number {
      // A number at the head of a line numbers it: "1. The sides agreed".
      return i - 1 == start && word.end - word.start <= 3
    }
    guard word.kind == .word else { return false }
    if features.has(word.word, .abbreviation) {
      // "No. 5", but "He said no."
      if next.kind == .number { return true }
      if !word.has(.capitalised) && features.isFunctionWord(word.word) { return false }
      if features.has(word.word, .abbreviationFinal) {
        return !features.opensSentences(next.word)
      }
      return next.kind == .word
        && !(features.has(word.word, .month) && features.opensSentences(next.word))
    }
    if features.has(word.word, .abbreviationFinal) { return !features.opensSentences(next.word) }
    // J. Smith, Vladimir V. Putin, Sh. Baghirov: initials before a name.
    let length = word.end - word.start
    if word.has(.singleLetter) && word.has(.capitalised) {
      return !features.opensSentences(next.word) || i - 1 == start
    }
    if length == 2, word.has(.capitalised), !features.isKnown(word.word), !word.has(.allCaps),
      next.has(.capitalised), !features.opensSentences(next.word)
    {
      return true
    }
    return false
  }

  /// `environment.The forum`: a full stop without a space still ends a sentence after a lower-case
  /// word and before a capital.
  private func isMissingSpace(_ i: Int, _ next: Token, _ tokens: [Token]) -> Bool {
    guard i > 0 else { return false }
    let word = tokens[i - 1]
    if next.kind == .quoteOpen { return true }
    return next.has(.capitalised) && next.end - next.start > 1
      && (word.kind == .bracketClose || word.kind == .quoteClose || word.kind == .number
        || (word.kind == .word && word.end - word.start > 1))
  }

  private static let reportingReach = 14

  /// Whether a reporting clause carries the sentence on after a closed quotation:
  /// `"Why?" he asked`, `"Go!" the minister of the interior told reporters`.
  private func reportingFollows(_ from: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    var i = from
    let limit = min(range.upperBound, from + Self.reportingReach)
    while i < limit {
      let token = tokens[i]
      switch token.kind {
      case .word:
        if features.has(token.word, .reportingPast) { return i > from || !token.has(.capitalised) }
        if features.has(token.word, .finiteHint) { return false }
        if features.has(token.word, .pronounSubject), i > from { return false }
      case .number, .possessive, .hyphen, .comma: break
      default: return false
      }
      i += 1
    }
    return false
  }

  /// A bracket that opened in this sentence and does not open it: its full stop is inside.
  private func isInsideSentence(_ i: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    var k = i
    while k > start {
      if tokens[k].kind == .bracketOpen { return false }
      k -= 1
    }
    return false
  }
}
