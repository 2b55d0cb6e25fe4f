internal import Rules

/// Whose turn a sentence of a transcript opens.
enum Turn: UInt8, Sendable {
  /// It opens none.
  case none
  /// `Q:`, `QUESTION:`, `Reporter:`, `Reuters:`, and White House style `Q` without a colon.
  case question
  /// `A:`, `Answer:`.
  case answer
  /// `MODERATOR:`, `STAFF:`: who leads through the event.
  case staff
  /// `MR. PRICE:`, `President Biden:`, `SENATOR HILL (via link):`, and as parliaments write it
  /// `Mr PETER HILL - `, `Mr. HILL. `.
  case name
}

/// Marks at the heads of paragraphs that say who speaks.
extension DocumentReader {
  struct SpeakerMark {
    var turn: Turn
    /// One past the mark.
    var end: Int
    /// In capitals, by a letter or a word for it: hardly anything else.
    var isFirm: Bool
  }

  private static let longestMark = 12
  /// What may stand in brackets behind a name: an office, a constituency, a party.
  private static let longestBracket = 24

  /// The mark that begins at a token, if any.
  func speakerMark(_ tokens: [Token], _ i: Int) -> SpeakerMark? {
    guard i + 1 < tokens.count else { return nil }
    if tokens[i].kind == .bracketOpen { return bracketMark(tokens, i) }
    guard tokens[i].kind == .word, tokens[i].has(.capitalised) else { return nil }
    return partMark(tokens, i) ?? nameMark(tokens, i)
  }

  func isSpeakerLine(_ tokens: [Token], _ i: Int) -> Bool { speakerMark(tokens, i) != nil }

  /// `[Host]:`, `[Senator Hill]:`.
  private func bracketMark(_ tokens: [Token], _ i: Int) -> SpeakerMark? {
    let limit = min(i + 8, tokens.count)
    guard tokens[i + 1].kind == .word, tokens[i + 1].has(.capitalised),
      let close = (i + 2..<max(limit, i + 2)).first(where: { tokens[$0].kind == .bracketClose }),
      close + 1 < tokens.count, tokens[close + 1].kind == .colon
    else { return nil }
    let word = tokens[i + 1].word
    let turn: Turn =
      words.questioners.contains(word)
      ? .question
      : words.answerers.contains(word) ? .answer : words.moderators.contains(word) ? .staff : .name
    return SpeakerMark(turn: turn, end: close + 2, isFirm: true)
  }

  /// A word for a part in the conversation.
  private func partMark(_ tokens: [Token], _ i: Int) -> SpeakerMark? {
    let word = tokens[i].word
    let turn: Turn =
      words.questioners.contains(word)
      ? .question
      : words.answerers.contains(word) ? .answer : words.moderators.contains(word) ? .staff : .none
    guard turn != .none else { return nil }
    let isLetter = tokens[i].has(.singleLetter)
    let next = tokens[i + 1]
    if next.kind == .colon { return SpeakerMark(turn: turn, end: i + 2, isFirm: true) }
    guard isLetter else { return nil }
    if next.kind == .period, i + 2 < tokens.count, tokens[i + 2].has(.capitalised) {
      return SpeakerMark(turn: turn, end: i + 2, isFirm: true)
    }
    // `A` is also an article.
    guard turn == .question,
      next.kind == .word || next.kind == .quoteOpen || next.kind == .bracketOpen
    else { return nil }
    return SpeakerMark(turn: turn, end: i + 1, isFirm: true)
  }

  /// A name or an office, and what ends it.
  private func nameMark(_ tokens: [Token], _ i: Int) -> SpeakerMark? {
    var limit = min(i + Self.longestMark, tokens.count)
    var k = i
    var wordCount = 0
    var hasCapitals = false
    var areAllCapitals = true
    while k < limit {
      let token = tokens[k]
      if k > i, token.has(.paragraphBefore) { return nil }
      switch token.kind {
      case .colon:
        guard wordCount > 0, wordCount <= 6 else { return nil }
        // "Reuters:", "China Daily:": who asks at a press conference.
        let isOutlet =
          k - i <= 4 && (i..<k).contains { words.outlets.contains(tokens[$0].word) }
        // "Note: The ferries sail.", "THE RESPONSE: She denied it."
        if wordCount == 1, !areAllCapitals, !isOutlet, features.isKnown(tokens[i].word) {
          return nil
        }
        if features.has(tokens[i].word, .determiner),
          !(hasCapitals && areAllCapitals && wordCount > 2),
          // "The Leader of the Opposition:"
          !(i..<k).contains(where: { features.has(tokens[$0].word, [.titleHead, .roleNoun]) })
        {
          return nil
        }
        return SpeakerMark(
          turn: isOutlet ? .question : .name, end: k + 1, isFirm: areAllCapitals && !isOutlet)
      case .word:
        guard
          token.has(.capitalised) || features.has(token.word, [.particle, .preposition])
            // "The Leader of the Opposition:"
            || k > i && features.has(token.word, .determiner)
              && features.has(tokens[k - 1].word, .preposition)
        else { return nil }
        // "Mr R P Z VAN DEN BERG": initials are no words.
        if !token.has(.singleLetter) { wordCount += 1 }
        let isTitle = features.has(token.word, .courtesyTitle)
        let isCapitals = token.has(.allCaps) && !token.has(.singleLetter)
        if isCapitals && !isTitle { hasCapitals = true }
        // "The CHIEF WHIP OF THE OPPOSITION:"
        let isArticle = k == i && features.has(token.word, .determiner)
        if !token.has(.allCaps), !isTitle, !isArticle, token.has(.capitalised) {
          areAllCapitals = false
        }
      case .dash, .hyphen, .period:
        // `Mr PETER HILL-Thank you`, `Mr. HILL. Madam Speaker`; of `AL-SAYED` the hyphen goes on.
        if hasCapitals, features.has(tokens[i].word, .courtesyTitle), k + 1 < tokens.count,
          tokens[k + 1].has(.capitalised),
          !tokens[k + 1].has(.allCaps) || tokens[k + 1].has(.singleLetter)
        {
          return SpeakerMark(turn: .name, end: k + 1, isFirm: true)
        }
        if token.kind == .dash { return nil }
      case .bracketOpen:
        guard wordCount > 0 else { return nil }
        let open = k
        let end = min(k + Self.longestBracket, tokens.count)
        while k + 1 < end, tokens[k + 1].kind != .bracketClose { k += 1 }
        // `Mr. John Field (West Harbour, Lib.):`
        limit = min(limit + k - open, tokens.count)
      case .bracketClose, .possessive: break
      default: return nil
      }
      k += 1
    }
    return nil
  }

  /// Whether paragraphs open with marks so often, or so firmly, that the text is a transcript.
  func isTranscript(_ document: Document) -> Bool {
    var turns = 0
    var firmTurns = 0
    var sentences = 0
    var hasQuestion = false
    var hasReply = false
    var isAsked = false
    for span in document.sentences where span.role == .body || span.role == .caption {
      sentences += 1
      guard document.tokens[span.first].has(.paragraphBefore),
        let mark = speakerMark(document.tokens, span.first)
      else {
        if document.tokens[span.last - 1].kind != .question { isAsked = false }
        continue
      }
      turns += 1
      if mark.isFirm { firmTurns += 1 }
      hasQuestion = hasQuestion || mark.turn == .question || mark.turn == .staff && mark.isFirm
      // "Reuters: Will China buy oil?" and "Guo Jiakun: It will." right behind it
      hasReply =
        hasReply || (mark.isFirm || isAsked && mark.turn == .name) && mark.turn != .question
      isAsked = mark.turn == .question && document.tokens[span.last - 1].kind == .question
    }
    // One question and its answer are a short transcript.
    return hasQuestion && hasReply && turns * 6 >= sentences || turns >= 3 && turns * 4 >= sentences
      || firmTurns >= 3 && firmTurns * 16 >= sentences
  }

  /// Notes whose turn begins where, and lets sentences begin behind the marks.
  func markTurns(_ document: inout Document) {
    for index in document.sentences.indices {
      let span = document.sentences[index]
      // A name in capitals before a colon or a dash looks like a dateline, too.
      guard span.role == .body || span.role == .heading || span.role == .caption,
        document.tokens[span.first].has(.paragraphBefore),
        let mark = speakerMark(document.tokens, span.first), mark.end <= span.last,
        span.bodyFirst == span.first || span.bodyFirst == mark.end,
        span.role == .body || mark.isFirm || span.role == .caption && mark.turn == .question
      else { continue }
      document.sentences[index].turn = mark.turn
      document.sentences[index].role = .body
      document.sentences[index].bodyFirst = mark.end
    }
  }
}
