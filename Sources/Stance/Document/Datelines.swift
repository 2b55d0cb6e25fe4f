internal import Rules

/// Where a text was filed: `LANSING, Mich. (AP) --`, `RIYADH: `, `LONDON `, before its first sentence.
extension DocumentReader {
  /// A dateline joined by a dash: part of the sentence's range but not read.
  func markDateline(_ span: inout SentenceSpan, _ tokens: [Token]) {
    // The date alone, ended by a full stop, is a sentence of its own.
    if isDatelineOnly(span.first..<span.last, tokens) {
      span.role = .dateline
      return
    }
    // "On 5 April, Air Peru - which flies to" is a sentence.
    if features.has(tokens[span.first].word, [.preposition, .subordinator]) { return }
    var i = span.first
    let limit = min(span.last, span.first + 24)
    var lower = 0
    while i < limit {
      let token = tokens[i]
      let isDash =
        token.kind == .dash
        || token.kind == .hyphen && i + 1 < span.last && tokens[i + 1].has(.spaceBefore)
      if isDash, i > span.first {
        // "Bill Moss - a farmer from Kent - said"
        if isAside(i, span, tokens) { return }
        span.bodyFirst = afterWireAndDate(i + 1, span, tokens)
        return
      }
      switch token.kind {
      case .word:
        if !token.has(.capitalised), !features.has(token.word, [.month, .weekday]) {
          lower += 1
          if lower > 2 || features.has(token.word, [.anyVerb, .pronounSubject]) { return }
        }
      case .comma, .period, .number, .bracketOpen, .bracketClose, .slash, .hyphen, .symbol: break
      default: return
      }
      i += 1
    }
  }

  /// Between two dashes a phrase that begins small.
  private func isAside(_ dash: Int, _ span: SentenceSpan, _ tokens: [Token]) -> Bool {
    guard dash + 2 < span.last, tokens[dash + 1].kind == .word, !tokens[dash + 1].has(.capitalised)
    else { return false }
    return (dash + 2..<min(span.last, dash + 24)).contains { tokens[$0].kind == .dash }
  }

  /// `SAN ANTONIO - (Newswire) - November 12, 2024 - The firm`: the agency and the date may stand
  /// between dashes of their own.
  private func afterWireAndDate(_ first: Int, _ span: SentenceSpan, _ tokens: [Token]) -> Int {
    var body = first
    var i = first
    var inBrackets = false
    while i < min(span.last, first + 16) {
      let token = tokens[i]
      switch token.kind {
      case .dash:
        guard i > body else { return body }
        body = i + 1
      case .bracketOpen: inBrackets = true
      case .bracketClose: inBrackets = false
      case .word where inBrackets || features.has(token.word, [.month, .weekday]): break
      case .number, .comma, .period, .slash: break
      default: return body
      }
      i += 1
    }
    return body
  }

  /// `RIYADH: The coalition said`, in the first paragraph of the body only: elsewhere a name in
  /// capitals before a colon is who speaks in a transcript.
  func markColonDateline(_ span: inout SentenceSpan, _ tokens: [Token]) {
    guard span.bodyFirst == span.first else { return }
    var i = span.first
    while i < span.last, i - span.first < 4, tokens[i].kind == .word, tokens[i].has(.allCaps),
      tokens[i].end - tokens[i].start > 3, features[tokens[i].word].isDisjoint(with: .courtesyTitle)
    { i += 1 }
    if i == span.first { i = endOfTown(span, tokens) }
    guard i > span.first, i + 3 < span.last, tokens[i].kind == .colon,
      tokens[i + 1].has(.capitalised),
      !tokens[i + 1].has(.allCaps) || !tokens[span.first].has(.allCaps)
    else { return }
    span.bodyFirst = i + 1
  }

  /// "Lucknow: Samajwadi Party chief X slammed the bill": a capital, or a name that no lexicon holds before a
  /// report; not "Modi: We will win", "Analysis: The vote".
  private func endOfTown(_ span: SentenceSpan, _ tokens: [Token]) -> Int {
    var i = span.first
    while i < span.last, i - span.first < 3, tokens[i].kind == .word, tokens[i].has(.capitalised) {
      i += 1
    }
    let place = span.first..<i
    guard !place.isEmpty, i + 3 < span.last, tokens[i].kind == .colon else { return span.first }
    if place.allSatisfy({ words.capitals.contains(tokens[$0].word) }) { return i }
    // "New Delhi", "Port Harcourt"
    let isUnknown =
      !features.isKnown(tokens[i - 1].word)
      && place.allSatisfy {
        features[tokens[$0].word].isDisjoint(with: [.anyGivenName, .titleHead, .courtesyTitle])
      }
    let isReport = (i + 2..<span.last).contains {
      features.has(tokens[$0].word, [.reportingPast]) && !tokens[$0].has(.capitalised)
    }
    // A person speaks elsewhere in the text, or is what others tell of.
    let isNamedAgain = tokens.indices.contains { k in
      tokens[k].word == tokens[i - 1].word && k != i - 1 && k > 0
        && !features.has(tokens[k - 1].word, [.preposition, .to])
    }
    return isUnknown && isReport && !isNamedAgain ? i : span.first
  }

  /// `LONDON A senior politician`, `DETROIT (Reuters) Northwind said`: a place in capitals with nothing
  /// behind it, or a wire in brackets alone, in the first paragraph of the body.
  func markBareDateline(_ span: inout SentenceSpan, _ tokens: [Token]) {
    guard span.bodyFirst == span.first else { return }
    var i = span.first
    while i < span.last, i - span.first < 3, tokens[i].kind == .word, tokens[i].has(.allCaps),
      tokens[i].end - tokens[i].start > 3
    { i += 1 }
    let place = span.first..<i
    if place.isEmpty {
      // "Orlando (CNN)"
      while i < span.last, i - span.first < 3, tokens[i].kind == .word, tokens[i].has(.capitalised)
      {
        i += 1
      }
    }
    // An outlet, not the sign of a share: "NVIDIA (NVDA) Chief Executive".
    if i > span.first, i + 3 < span.last, tokens[i].kind == .bracketOpen,
      words.outlets.contains(tokens[i + 1].word), tokens[i + 2].kind == .bracketClose,
      tokens[i + 3].kind == .word, tokens[i + 3].has(.capitalised)
    {
      span.bodyFirst = i + 3
      return
    }
    guard !place.isEmpty, i + 4 < span.last, tokens[i].kind == .word, tokens[i].has(.capitalised),
      !tokens[i].has(.allCaps) || tokens[i].has(.singleLetter)
    else { return }
    // "LONDON A senior", "WASHINGTON Republican", "DETROIT Northwind" where the text has Detroit too;
    // not "NASA Administrator".
    let isPlace =
      place.allSatisfy { words.capitals.contains(tokens[$0].word) }
      || features.has(tokens[i].word, .determiner)
      || tokens.contains {
        $0.word == tokens[span.first].word && $0.has(.capitalised) && !$0.has(.allCaps)
      }
    if isPlace { span.bodyFirst = i }
  }
}
