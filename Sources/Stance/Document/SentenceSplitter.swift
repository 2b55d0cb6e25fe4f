internal import Rules

/// Decides where sentences end.
///
/// A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an
/// address; closing quotation marks and brackets stay with the sentence on their left. Linear: each
/// decision looks at a bounded number of neighbours.
struct SentenceSplitter {
  let features: WordFeatures
  let words: DocumentWords

  /// A sentence longer than this is cut, so that work per sentence is bounded.
  static let tokenLimit = 600

  /// Appends the sentences of one paragraph.
  ///
  /// - Parameters:
  ///   - tokens: The text.
  ///   - bytes: The text.
  ///   - range: The paragraph.
  ///   - index: Its number.
  ///   - landmarks: Among others, the tokens in it after which a sentence may end.
  ///   - sentences: What is found.
  func split(
    _ tokens: [Token], _ bytes: [UInt8], paragraph range: Range<Int>, index: Int,
    _ landmarks: ArraySlice<Int32>, into sentences: inout [SentenceSpan]
  ) {
    let isHeadline = isTitleCase(range, tokens)
    var start = range.lowerBound
    var list = ListMarker(at: start, range, tokens, bytes)
    var i = start + (list?.count ?? 0)
    func finish(_ end: Int, forced: Bool = false) {
      guard end > start else { return }
      sentences.append(
        SentenceSpan(
          first: start, last: end, paragraph: index, role: .body, isForced: forced,
          bodyFirst: start))
      start = end
      i = end
      // A sentence without a number of its own is part of the item.
      if let next = ListMarker(at: end, range, tokens, bytes) {
        list = next
        i += next.count
      }
    }
    /// Cuts what is too long, and the items of a list in running text, up to a token.
    func cut(upTo end: Int) {
      while let item = list, i < end {
        if i - start >= Self.tokenLimit {
          finish(start + Self.tokenLimit, forced: true)
        } else if i > start + item.count, beginsItem(i, after: item, range, tokens, bytes) {
          finish(i)
        } else {
          i += 1
        }
      }
      while end - start >= Self.tokenLimit { finish(start + Self.tokenLimit, forced: true) }
    }
    for landmark in landmarks.lazy.map(Int.init) where landmark >= i {
      guard isTerminal(tokens[landmark].kind) || tokens[landmark].has(.dotted) else { continue }
      cut(upTo: landmark)
      guard landmark >= i, !(isHeadline && isPartOfHeadline(landmark, range, tokens)) else {
        continue
      }
      i = landmark + 1
      if let end = boundary(after: landmark, from: start, in: range, tokens, bytes) { finish(end) }
    }
    cut(upTo: range.upperBound - 1)
    finish(range.upperBound)
  }

  /// Whether the next item of a list in running text begins: `1. First point 2. Second point`.
  private func beginsItem(
    _ i: Int, after item: ListMarker, _ range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> Bool {
    guard tokens[i].has(.spaceBefore),
      tokens[i].kind != .word || tokens[i].end - tokens[i].start < 5,
      let next = ListMarker(at: i, range, tokens, bytes), next.follows(item)
    else { return false }
    if item.sign == .bullet { return true }
    // "on May 2. The crowd", "see Article 2. The port": a number of its own.
    let before = tokens[i - 1]
    guard before.kind != .comma, before.kind != .symbol, tokens[i + next.count].has(.capitalised)
    else { return false }
    return before.kind != .word
      || !features.has(before.word, [.month, .abbreviation, .preposition, .determiner])
  }

  /// `U.S.` and the number of `Section 4.` in a headline.
  private func isPartOfHeadline(_ i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    tokens[i].has(.dotted)
      || (tokens[i].kind == .period && i == range.lowerBound + 2 && tokens[i - 1].kind == .number)
  }

  /// Whether a paragraph is a headline with capitals, where abbreviations end no sentence: a short
  /// line without a full stop like `U.S. And China Sign Pact`.
  private func isTitleCase(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard range.count <= 30, tokens[range.upperBound - 1].kind == .word else { return false }
    var capitalised = 0
    var count = 0
    for i in range where tokens[i].kind == .word {
      count += 1
      if tokens[i].has(.capitalised) { capitalised += 1 }
    }
    return capitalised * 3 >= count * 2
  }

  // MARK: One boundary

  /// One past the last token of a sentence that token `i` ends, or nil.
  private func boundary(
    after i: Int, from start: Int, in range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> Int? {
    let token = tokens[i]
    let isDottedWord = token.kind == .word && token.has(.dotted)
    guard isTerminal(token.kind) || isDottedWord else { return nil }
    let tail = tail(after: i, range, tokens, bytes)
    let end = tail.end
    guard end < range.upperBound else { return end }
    let next = tokens[end]
    guard mayStart(next, tokens, end, bytes) || startsSmall(i, end, start, tokens) else {
      return nil
    }
    // "[...]" stands for words left out.
    if token.kind == .ellipsis, i > start, tokens[i - 1].kind == .bracketOpen { return nil }
    if tail.closesBracket, !tail.closesQuotation, bracketInterrupts(i, start, tokens),
      !opens(next.word)
    {
      return nil
    }
    if tail.closesQuotation {
      let isAsked = token.kind != .period && !isDottedWord
      return isAsked && reportingFollows(end, i, start, range, tokens) ? nil : end
    }
    if tail.closesBracket { return end }
    if isDottedWord { return endsAtDottedWord(i, end, start, range, tokens) ? end : nil }
    switch token.kind {
    case .period where end == i + 1:
      if belongsToAbbreviation(i, end, start, range, tokens) { return nil }
      if !next.has(.spaceBefore), !isMissingSpace(i, end, tokens) { return nil }
      // "we came . . . I mean, we went": `I` is always a capital.
      if next.has(.singleLetter), isSpacedEllipsis(i, start, tokens) { return nil }
    case .exclamation where end == i + 1:
      if isNameWithMark(i, start, next, tokens) { return nil }
    case .ellipsis:
      if !next.has(.spaceBefore) { return nil }
      if token.has(.spaceBefore), next.has(.singleLetter) { return nil }
    default: break
    }
    return end
  }

  /// What stays left of a boundary: further marks, closing quotation marks and brackets, note
  /// numbers, emoji.
  private func tail(
    after i: Int, _ range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> (end: Int, closesQuotation: Bool, closesBracket: Bool) {
    var end = i + 1
    var closesQuotation = false
    var closesBracket = false
    while end < range.upperBound {
      let token = tokens[end]
      let isAttached = !token.has(.spaceBefore)
      if isAttached && isTerminal(token.kind) {
        end += 1
      } else if token.kind == .quoteClose && (isAttached || standsAlone(token)) {
        closesQuotation = true
        end += 1
      } else if token.kind == .bracketClose && isAttached {
        closesBracket = true
        end += 1
      } else if isAttached, let note = noteEnd(end, range, tokens) {
        end = note
      } else if isTrailingSign(token, bytes) {
        end += 1
      } else {
        break
      }
    }
    return (end, closesQuotation, closesBracket)
  }

  /// `« We agree. »`: a closing mark may stand apart.
  private func standsAlone(_ token: Token) -> Bool {
    token.has(.spaceAfter) && !token.has(.singleQuote)
  }

  /// `[12]` right after a full stop.
  private func noteEnd(_ i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Int? {
    guard i + 2 < range.upperBound, tokens[i].kind == .bracketOpen, tokens[i + 1].kind == .number,
      tokens[i + 2].kind == .bracketClose
    else { return nil }
    return i + 3
  }

  /// Whether three stops with spaces between them end here, not four.
  private func isSpacedEllipsis(_ i: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    guard i > start + 3 else { return false }
    return (i - 2...i).allSatisfy { tokens[$0].kind == .period && tokens[$0].has(.spaceBefore) }
      && tokens[i - 3].kind != .period
  }

  /// Emoji, and raised numbers and daggers of notes.
  private func isTrailingSign(_ token: Token, _ bytes: [UInt8]) -> Bool {
    guard token.kind == .symbol else { return false }
    switch UTF8Code.decode(bytes, Int(token.start)).scalar {
    case 0x1F000..., 0x2600...0x27BF: return true
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079, 0x2020, 0x2021: return !token.has(.spaceBefore)
    default: return false
    }
  }

  private func isTerminal(_ kind: TokenKind) -> Bool {
    kind == .period || kind == .question || kind == .exclamation || kind == .ellipsis
  }

  /// Whether a token can be the first of a sentence.
  private func mayStart(_ token: Token, _ tokens: [Token], _ i: Int, _ bytes: [UInt8]) -> Bool {
    switch token.kind {
    case .word:
      if token.has(.address) { return !isWebAddress(token, bytes) }
      return token.has(.capitalised) || hasInnerCapital(token, bytes)
    case .number: return true
    case .quoteOpen, .quoteNeutral:
      // What is quoted must begin like a sentence.
      guard i + 1 < tokens.count else { return true }
      let inner = tokens[i + 1]
      return inner.kind != .word || inner.has(.capitalised)
    case .dash:
      // "Is it open? -- is new"
      return i + 1 == tokens.count || tokens[i + 1].kind != .word || tokens[i + 1].has(.capitalised)
    case .bracketOpen, .symbol, .ellipsis: return true
    default: return false
    }
  }

  /// `iPhone`, `eBay`.
  private func hasInnerCapital(_ token: Token, _ bytes: [UInt8]) -> Bool {
    let first = Int(token.start)
    return token.end - token.start > 3 && !token.has(.nonASCII) && bytes[first + 1] < 0x5B
      && bytes[first + 1] > 0x40
  }

  /// Whether a sentence begins with a small letter: in a text that is written so, or by mistake
  /// before a word that hardly follows an abbreviation.
  private func startsSmall(_ i: Int, _ end: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    guard tokens[i].kind == .period, end == i + 1, i > start, tokens[end].kind == .word,
      tokens[end].has(.spaceBefore), !tokens[i].has(.spaceBefore)
    else { return false }
    let before = tokens[i - 1]
    guard before.kind == .word, !before.has(.capitalised), features.isKnown(before.word),
      before.end - before.start > 2 || features.isFunctionWord(before.word),
      !features.has(before.word, [.abbreviation, .abbreviationFinal])
    else { return false }
    let next = tokens[end].word
    let isSmallText = tokens[start].kind == .word && !tokens[start].has(.capitalised)
    return isSmallText
      ? features.isKnown(next) : features.has(next, [.determiner, .pronounSubject])
  }

  /// A link is no subject: `Thank you all. https://example.org`.
  private func isWebAddress(_ token: Token, _ bytes: [UInt8]) -> Bool {
    bytes[Int(token.start)..<Int(token.end)].starts(with: [0x68, 0x74, 0x74, 0x70])
  }

  /// Whether a word opens sentences and seldom follows a name, or asks: `Did you`.
  private func opens(at i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    opensFirmly(i, range, tokens)
      || (features.has(tokens[i].word, .finiteHint) && i + 1 < range.upperBound
        && features.has(
          tokens[i + 1].word, [.pronounSubject, .determiner, .possessivePronoun])
        && !tokens[i + 1].has(.capitalised))
  }

  /// Adverbs and numbers are also parts of names: `U.S. First Lady`, `U.S. Far East Fleet`.
  private func opensFirmly(_ i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard opens(tokens[i].word) else { return false }
    let isWeak =
      words.numerals.contains(tokens[i].word)
      || !features.has(tokens[i].word, WordFeature.opener.subtracting(.adverb))
    guard isWeak, i + 1 < range.upperBound, tokens[i + 1].kind == .word else { return true }
    return !tokens[i + 1].has(.capitalised)
      || features.has(tokens[i + 1].word, [.weekday, .month, .pronounSubject])
  }

  /// Whether a noun that is no part of a name begins a clause: `Officials said`, `Ana lives`.
  private func beginsClause(
    _ i: Int, _ range: Range<Int>, _ tokens: [Token], with nouns: WordFeature
  ) -> Bool {
    i + 1 < range.upperBound && features.has(tokens[i].word, nouns)
      && tokens[i + 1].kind == .word && !tokens[i + 1].has(.capitalised)
      && features.has(
        tokens[i + 1].word, [.verbPast, .verbThird, .verbBase, .modal, .be, .have, .do])
  }

  /// Whether a word opens sentences and seldom follows a name; `South` and `West` are parts of names.
  private func opens(_ word: WordID) -> Bool {
    words.openers.contains(word)
      || (features.opensSentences(word) && !words.compass.contains(word)
        && (features.isFunctionWord(word) || !features.has(word, .anyNoun)))
  }

  // MARK: Abbreviations

  /// Whether a sentence ends after a word with dots.
  ///
  /// Only before a word that opens sentences and seldom follows a name: `in the U.S. The minister`
  /// against `the U.S. Gulf Coast`.
  private func endsAtDottedWord(
    _ i: Int, _ end: Int, _ start: Int, _ range: Range<Int>, _ tokens: [Token]
  ) -> Bool {
    let next = tokens[end]
    let word = tokens[i].word
    if isElectedIn(i, start, tokens) { return next.kind == .quoteOpen || next.has(.capitalised) }
    if features.has(word, .abbreviation) { return false }
    if next.kind == .quoteOpen {
      // "in the U.S. "We must talk"", but "the U.S. "Green Zone"".
      return end + 1 < range.upperBound && opens(at: end + 1, range, tokens)
    }
    if next.kind == .bracketOpen {
      // "in the U.S. (The vote is over.)", but "11:45 a.m. (local time)".
      return end + 1 < range.upperBound && opens(at: end + 1, range, tokens)
    }
    guard next.has(.capitalised) else { return false }
    if tokens[i].has(.singleLetter) { return false }
    if words.timeMarks.contains(word) {
      // "At 5 a.m. Mr. Baker opened the shop."
      return !continuesTime(end, range, tokens)
        && (opens(at: end, range, tokens) || hasVerb(start..<i, tokens))
    }
    if opens(at: end, range, tokens) { return true }
    // "in the U.S. Officials said", "in the U.S. Ana lives", but "E.W. Scott said"
    return beginsClause(
      end, range, tokens,
      with: features.has(word, .abbreviationFinal)
        ? [.roleNounPlural, .maleName, .femaleName] : .roleNounPlural)
  }

  private func hasVerb(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    range.contains {
      features.has(tokens[$0].word, [.verbPast, .verbThird, .verbBase, .modal, .be, .have])
    }
  }

  /// Whether the time of day goes on: `Monday`, `EST`, `Beijing time` after `10 a.m.`.
  private func continuesTime(_ i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    let next = tokens[i]
    if features.has(next.word, [.month, .weekday]) { return true }
    if next.has(.allCaps), next.end - next.start <= 4, !opens(next.word) { return true }
    return (i + 1..<min(i + 4, range.upperBound)).contains { words.time == tokens[$0].word }
  }

  private func belongsToAbbreviation(
    _ i: Int, _ end: Int, _ start: Int, _ range: Range<Int>, _ tokens: [Token]
  ) -> Bool {
    guard i > start else { return true }
    let word = tokens[i - 1]
    let next = tokens[end]
    guard !tokens[i].has(.spaceBefore) else { return false }
    if word.kind == .number {
      // A number at the head of a line numbers it: "1. The sides agreed".
      return i - 1 == start && word.end - word.start <= 3
    }
    // "at N°. 5"
    if word.kind == .symbol { return next.kind == .number && !word.has(.spaceBefore) }
    guard word.kind == .word else { return false }
    if isElectedIn(i - 1, start, tokens) { return false }
    let isOpener = opens(at: end, range, tokens)
    let length = word.end - word.start
    if words.platform == word.word, word.has(.capitalised), i - 1 > start,
      words.on.contains(tokens[i - 2].word)
    {
      // "in a post on X. We": the platform, no initial.
      return false
    }
    if word.has(.singleLetter) {
      // "c. 1890", "p. 4", "Doe v. Holt"
      if !word.has(.capitalised) {
        return next.kind == .number
          || (words.versus == word.word && i - 1 > start && tokens[i - 2].has(.capitalised))
      }
      return i - 1 == start
        || (isInitial(i - 1, before: end, start, tokens) && !isOpener)
    }
    if features.has(word.word, .abbreviation) {
      return isAbbreviated(i - 1, end, start, tokens, isOpener: isOpener)
    }
    if features.has(word.word, .abbreviationFinal) {
      // "pens, paper, etc. Come early": what follows "etc." is no name.
      if words.etCetera == word.word { return false }
      if next.kind == .quoteOpen || next.kind == .quoteNeutral {
        // "said Ana Reed of Norcom Corp. "I am proud"", but "Ken Doe Jr. "Bud" Moss".
        return
          !(end + 1 < range.upperBound && opens(at: end + 1, range, tokens)
          && tokens[end + 1].has(.capitalised))
      }
      // "Norcom Inc. Shares rose"
      if beginsClause(end, range, tokens, with: [.nounPlural, .maleName, .femaleName]) {
        return false
      }
      // "Cairo, Ill. Mayor Hale", but "he fell ill. Mayor Hale".
      return !isOpener && (word.has(.capitalised) || !features.isKnown(word.word))
    }
    // "Sat. Jan. 5"
    if features.has(word.word, .weekday), features.has(next.word, .month) { return true }
    // Sh. Baghirov: the initial of a name written with two letters.
    return length == 2 && word.has(.capitalised) && !features.isKnown(word.word)
      && !word.has(.allCaps) && next.has(.capitalised) && !isOpener
  }

  /// Whether a word is where a legislator was elected, behind which no name goes on.
  ///
  /// `said Senator X, D-Ore. "You know it."`
  private func isElectedIn(_ i: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    i - 3 >= start && tokens[i].has(.capitalised) && tokens[i - 1].kind == .hyphen
      && tokens[i - 2].has(.singleLetter) && tokens[i - 3].kind == .comma
  }

  /// Whether a full stop after a listed abbreviation ends no sentence.
  private func isAbbreviated(
    _ i: Int, _ end: Int, _ start: Int, _ tokens: [Token], isOpener: Bool
  ) -> Bool {
    let word = tokens[i]
    let next = tokens[end]
    let isAlsoWord = features.has(word.word, [.anyNoun, .anyVerb, .adjective])
    // "No. 5", "Art. 5", but "modern art. 5 people".
    if next.kind == .number { return word.has(.capitalised) || !isAlsoWord }
    // "He said no."
    if features.isFunctionWord(word.word) { return false }
    // "at 3:15 p.m. EST. It was"
    if word.has(.allCaps), word.end - word.start > 2 || isOpener, next.has(.capitalised),
      !next.has(.allCaps)
    {
      return false
    }
    // "on Elm St. His wife", "on Elm St. St. Luke's"
    if words.street == word.word, i > start, tokens[i - 1].has(.capitalised) {
      return !isOpener && next.word != word.word
    }
    let isUnit = i > start && tokens[i - 1].kind == .number
    if isUnit || isAlsoWord || features.has(word.word, [.month, .weekday]) { return !isOpener }
    return true
  }

  /// Whether a capital letter is an initial, as in `Vladimir V. Putin`.
  ///
  /// One after a noun is a label: "the council prefers plan B. Mayor Holt".
  private func isInitial(_ i: Int, before end: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    guard i > start, tokens[i - 1].kind == .word else { return true }
    let before = tokens[i - 1]
    if before.has(.capitalised), i - 1 > start || !features.has(before.word, .anyNoun) {
      return true
    }
    return features.isFunctionWord(before.word) || !features.has(before.word, .anyNoun)
      || features.has(before.word, [.roleNoun, .titleHead, .courtesyTitle])
      || features.has(tokens[end].word, .anyGivenName) || tokens[end].has(.singleLetter)
  }

  /// "The search firm Yahoo! News": a name that ends in a mark, inside a sentence.
  private func isNameWithMark(_ i: Int, _ start: Int, _ next: Token, _ tokens: [Token]) -> Bool {
    guard i > start + 1, next.kind == .word, next.has(.spaceBefore) else { return false }
    let name = tokens[i - 1]
    if features.has(next.word, .companySuffix) { return true }
    return name.has(.capitalised) && !name.has(.allCaps) && !features.isKnown(name.word)
      && !opens(next.word) && tokens[i - 2].kind == .word
      && !tokens[i - 2].has(.capitalised)
  }

  /// `environment.The forum`: a full stop without a space still ends a sentence after a lower-case
  /// word and before a capital.
  private func isMissingSpace(_ i: Int, _ end: Int, _ tokens: [Token]) -> Bool {
    guard i > 0 else { return false }
    let word = tokens[i - 1]
    let next = tokens[end]
    if tokens[i].has(.spaceBefore) || next.kind == .quoteOpen { return true }
    if next.kind == .bracketOpen {
      return word.kind == .bracketClose
        || (end + 1 < tokens.count && tokens[end + 1].has(.capitalised))
    }
    return next.has(.capitalised) && next.end - next.start > 1
      && (word.kind == .bracketClose || word.kind == .quoteClose || word.kind == .number
        || (word.kind == .word && word.end - word.start > 1))
  }

  // MARK: Quotations and brackets

  private static let reach = 14

  /// Whether a reporting clause carries the sentence on after a quoted question or exclamation:
  /// `"Why?" Holt asked`, but not `"Why?" The minister asked` nor `"Why?" Holt said he knew`.
  private func reportingFollows(
    _ from: Int, _ mark: Int, _ start: Int, _ range: Range<Int>, _ tokens: [Token]
  ) -> Bool {
    let first = tokens[from]
    // Capitals tell nothing where all are.
    let isShouted = first.has(.allCaps) && mark > start && tokens[mark - 1].has(.allCaps)
    guard first.kind == .word, !opens(first.word) || first.has(.singleLetter) || isShouted,
      !isIntroduced(mark, start, tokens)
    else { return false }
    var i = from + 1
    let limit = min(range.upperBound, from + Self.reach)
    while i < limit {
      let token = tokens[i]
      switch token.kind {
      case .word:
        if features.has(token.word, .reportingPast), !token.has(.capitalised) || isShouted {
          return !contentFollows(i + 1, range, tokens)
        }
        if token.has(.capitalised), !isShouted { break }
        if features.has(token.word, [.modal, .be, .have, .do, .pronounSubject]) { return false }
      case .comma where i + 1 < limit && features.has(tokens[i + 1].word, .relative):
        // "Holt, who won the seat in May, told reporters"
        i += 1
        while i < limit, tokens[i].kind != .comma, !isTerminal(tokens[i].kind) { i += 1 }
        continue
      case .number, .possessive, .hyphen, .comma: break
      // Mr. Holt, J. K. Holt
      case .period where tokens[i - 1].has(.capitalised) && isTitleOrInitial(tokens[i - 1]): break
      default: return false
      }
      i += 1
    }
    return false
  }

  private func isTitleOrInitial(_ token: Token) -> Bool {
    token.has(.singleLetter) || features.has(token.word, .abbreviation)
  }

  /// A clause of its own after the verb: "said that", "said he", "said the".
  private func contentFollows(_ i: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard i < range.upperBound, tokens[i].kind == .word,
      features.has(tokens[i].word, [.that, .pronounSubject, .determiner, .whWord])
    else { return false }
    return !words.asking.contains(tokens[i - 1].word) || !isAddressee(i, range, tokens)
  }

  /// "asked the lawyer.", "told the officers on Monday.": nobody is asked to do anything, and nothing is told.
  private func isAddressee(_ first: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    var k = first
    while k < min(range.upperBound, first + Self.reach) {
      if isTerminal(tokens[k].kind) { return true }
      if k > first,
        features.has(
          tokens[k].word, [.to, .that, .whWord, .modal, .be, .have, .do, .pronounSubject])
          || words.topics.contains(tokens[k].word)
      {
        return false
      }
      k += 1
    }
    return false
  }

  /// `He asked, "Who won?"`: what is quoted already has its reporting clause.
  private func isIntroduced(_ mark: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    // What closes after the mark opened before it: ‘…?’” closes two.
    var depth = 0
    var k = mark + 1
    while k < tokens.count, tokens[k].kind == .quoteClose {
      depth += 1
      k += 1
    }
    k = mark
    while k > start {
      if tokens[k].kind == .quoteClose { depth += 1 }
      if tokens[k].kind == .quoteOpen {
        depth -= 1
        if depth == 0 { break }
      }
      k -= 1
    }
    guard k > start else { return false }
    return tokens[k - 1].kind == .comma || tokens[k - 1].kind == .colon
  }

  /// Whether the bracket that closes after `i` opened inside the sentence: "(Norcom Inc.) Monday".
  private func bracketInterrupts(_ i: Int, _ start: Int, _ tokens: [Token]) -> Bool {
    var k = i
    while k > start, tokens[k].kind != .bracketOpen { k -= 1 }
    return tokens[k].kind == .bracketOpen && k > start
  }
}
