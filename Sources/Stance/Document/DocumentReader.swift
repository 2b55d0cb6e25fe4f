internal import Rules

/// Raw tokens to paragraphs, sentences and their roles.
struct DocumentReader {
  let features: WordFeatures
  let words: DocumentWords

  /// Reads a tokenised text; `document.tokens` and `document.bytes` are set.
  func read(_ document: inout Document) {
    cut(&document)
    assignRoles(&document)
    markScareQuotes(&document)
    indexQuotations(&document)
    inferMetadata(&document)
  }

  /// Finds paragraphs, quotations and sentences.
  func cut(_ document: inout Document) {
    document.sentences.removeAll(keepingCapacity: true)
    document.quotations.removeAll(keepingCapacity: true)
    guard !document.tokens.isEmpty else { return }
    findLandmarks(&document)
    markParagraphs(&document.tokens, document.landmarks)
    QuotationScanner.scan(&document.tokens, document.landmarks, into: &document.quotations)
    let splitter = SentenceSplitter(features: features, words: words)
    let tokens = document.tokens
    let landmarks = document.landmarks
    var paragraph = 0
    var first = 0
    for next in 1...landmarks.count {
      let isLast = next == landmarks.count
      guard isLast || tokens[Int(landmarks[next])].has(.paragraphBefore) else { continue }
      let end = isLast ? tokens.count : Int(landmarks[next])
      splitter.split(
        tokens, document.bytes, paragraph: Int(landmarks[first])..<end, index: paragraph,
        landmarks[first..<next], into: &document.sentences)
      paragraph += 1
      first = next
    }
  }

  private func findLandmarks(_ document: inout Document) {
    document.landmarks.removeAll(keepingCapacity: true)
    for (i, token) in document.tokens.enumerated() {
      let isLandmark =
        switch token.kind {
        case .period, .question, .exclamation, .ellipsis, .quoteOpen, .quoteClose, .quoteNeutral:
          true
        default: !token.flags.isDisjoint(with: [.lineBefore, .dotted])
        }
      // A text begins with one.
      if isLandmark || i == 0 { document.landmarks.append(Int32(i)) }
    }
  }

  // MARK: Paragraphs

  /// A line break ends a paragraph unless the text is hard-wrapped there.
  private func markParagraphs(_ tokens: inout [Token], _ landmarks: [Int32]) {
    tokens[0].flags.insert(.paragraphBefore)
    // A wrapped text has short lines of which many begin in the middle of a sentence.
    var lineStart = 0
    var longest: Int32 = 0
    var lines = 0
    var lowerLines = 0
    for i in landmarks.lazy.map(Int.init) where i > 0 && tokens[i].has(.lineBefore) {
      longest = max(longest, tokens[i - 1].end - tokens[lineStart].start)
      lineStart = i
      guard !tokens[i].has(.paragraphBefore) else { continue }
      lines += 1
      if tokens[i].kind == .word, !tokens[i].has(.capitalised) { lowerLines += 1 }
    }
    longest = max(longest, (tokens.last?.end ?? 0) - tokens[lineStart].start)
    if lowerLines > 1, isBareList(tokens) {
      for i in tokens.indices where tokens[i].has(.lineBefore) {
        tokens[i].flags.insert(.paragraphBefore)
      }
      return
    }
    lineStart = 0
    let isWrapped = longest <= 110 && lowerLines * 4 >= lines && lowerLines > 0
    for i in landmarks.lazy.map(Int.init) where i > 0 && tokens[i].has(.lineBefore) {
      defer { lineStart = i }
      if tokens[i].has(.paragraphBefore) { continue }
      let length = tokens[i - 1].end - tokens[lineStart].start
      if !continuesLine(tokens, i, length: length, longest: longest, isWrapped: isWrapped) {
        tokens[i].flags.insert(.paragraphBefore)
      }
    }
  }

  private func continuesLine(
    _ tokens: [Token], _ i: Int, length: Int32, longest: Int32, isWrapped: Bool
  ) -> Bool {
    let next = tokens[i]
    let previous = tokens[i - 1]
    // Bullets, numbers of a list and speakers of a transcript begin lines of their own.
    if next.kind == .symbol || next.kind == .dash { return false }
    if isListNumber(tokens, i) || isSpeakerLine(tokens, i) { return false }
    if next.kind == .word && !next.has(.capitalised) && !next.has(.address) { return true }
    if previous.kind == .hyphen { return true }
    // A salutation or a signature is much shorter than the lines of the text.
    if previous.kind == .comma { return length * 2 >= longest }
    if previous.kind == .period, i > 1, features.has(tokens[i - 2].word, .courtesyTitle) {
      return true
    }
    // In a wrapped text a full line goes on.
    return isWrapped && length * 10 >= longest * 7
  }

  /// Whether all lines are short and none ends or begins like a sentence: a list without marks.
  private func isBareList(_ tokens: [Token]) -> Bool {
    var words = 0
    var lines = 1
    for i in tokens.indices {
      if i > 0, tokens[i].has(.lineBefore) {
        lines += 1
        words = 0
      }
      words += 1
      let isLineStart = i == 0 || tokens[i].has(.lineBefore)
      guard words <= Self.longestBareItem, tokens[i].kind.isWordLike || tokens[i].kind == .comma,
        !isLineStart || (tokens[i].kind == .word && !tokens[i].has(.capitalised)),
        isLineStart || !features.isFunctionWord(tokens[i].word)
      else { return false }
    }
    return lines > 2
  }

  private static let longestBareItem = 4

  /// `1. The`, `(a) The` at the head of a line, after a line that ends in a mark.
  private func isListNumber(_ tokens: [Token], _ i: Int) -> Bool {
    var k = i
    let isBracketed = tokens[k].kind == .bracketOpen
    if isBracketed { k += 1 }
    guard k + 2 < tokens.count, tokens[k].kind == .number || tokens[k].has(.singleLetter),
      tokens[k].end - tokens[k].start <= 2,
      tokens[k + 1].kind == .bracketClose || (tokens[k + 1].kind == .period && !isBracketed),
      tokens[k + 1].has(.spaceAfter)
    else { return false }
    return !tokens[i - 1].kind.isWordLike && tokens[i - 1].kind != .comma
  }

  // MARK: Roles

  private func assignRoles(_ document: inout Document) {
    let tokens = document.tokens
    var s = 0
    var seenBody = false
    var isClosed = false
    let sentenceCount = document.sentences.count
    let paragraphCount = document.sentences.last.map { $0.paragraph + 1 } ?? 0
    while s < sentenceCount {
      var e = s + 1
      while e < sentenceCount, document.sentences[e].paragraph == document.sentences[s].paragraph {
        e += 1
      }
      let span = document.sentences[s]
      let paragraph = span.first..<document.sentences[e - 1].last
      let role = role(
        of: paragraph, sentenceCount: e - s, tokens, document.bytes,
        isFirst: s == 0, isEarly: !seenBody, isLate: span.paragraph * 3 > paragraphCount * 2,
        paragraphCount: paragraphCount)
      isClosed =
        isClosed
        || seenBody && span.paragraph * 2 >= paragraphCount
          && closesRelease(paragraph, e - s, tokens)
      for k in s..<e {
        document.sentences[k].role = isClosed ? .boilerplate : role
        guard role == .body, !isClosed else { continue }
        if k == s || k == 0 {
          markDateline(&document.sentences[k], tokens)
          if !seenBody {
            markColonDateline(&document.sentences[k], tokens)
            markBareDateline(&document.sentences[k], tokens)
          }
        }
        if isBoilerplate(document.sentences[k].first..<document.sentences[k].last, tokens) {
          document.sentences[k].role = .boilerplate
        }
      }
      if role == .title, document.metadata.title == nil {
        document.metadata.title = document.string(paragraph)
      }
      if role == .body || role == .dateline { seenBody = true }
      s = e
    }
  }

  private func role(
    of range: Range<Int>, sentenceCount: Int, _ tokens: [Token], _ bytes: [UInt8], isFirst: Bool,
    isEarly: Bool, isLate: Bool, paragraphCount: Int
  ) -> SentenceRole {
    if isSourceLine(range, tokens) { return .source }
    if isBoilerplate(range, tokens) { return .boilerplate }
    if startsWith(words.captionStarts, range, tokens) { return .caption }
    if isByline(range, tokens) { return .byline }
    let hasStop = endsWithStop(range, tokens)
    let wordCount = range.reduce(0) { $0 + (tokens[$1].kind == .word ? 1 : 0) }
    if wordCount == 0 { return .boilerplate }
    let isDateline = sentenceCount == 1 && isDatelineOnly(range, tokens)
    // "State Visit of President Luna, 16 May 2020" is no dateline, however it is written.
    let isShortDateline = isDateline && wordCount <= 6
    if isFirst && sentenceCount == 1 && paragraphCount > 1 && !isShortDateline {
      if !hasStop { return .title }
      if paragraphCount > 2, wordCount <= 18, isHeadlineStyle(range, tokens),
        !isSpeakerLine(tokens, range.lowerBound)
      {
        return .title
      }
    }
    if isClosingLine(range, tokens, wordCount) { return .closing }
    if isDateline { return .dateline }
    if sentenceCount == 1 && !hasStop && isHeadingStyle(range, tokens, wordCount) {
      return .heading
    }
    return .body
  }

  private func endsWithStop(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    var i = range.upperBound - 1
    while i > range.lowerBound, tokens[i].kind.isQuote || tokens[i].kind == .bracketClose { i -= 1 }
    switch tokens[i].kind {
    case .period, .question, .exclamation, .ellipsis, .colon, .semicolon: return true
    case .comma: return true
    default: return false
    }
  }

  /// Headlines name actors without article and stand in the present tense; a sentence with an
  /// article before its first noun, a first person or an auxiliary is none.
  private func isHeadlineStyle(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    for i in range where tokens[i].kind == .word {
      let word = tokens[i].word
      if features.has(word, [.firstPerson]) { return false }
      if i > range.lowerBound, features.has(word, [.be, .have, .modal]),
        features.has(word, [.verbPast, .modal]) || word == words.has
      {
        return false
      }
      if words.saidForms.contains(word) { return false }
    }
    let first = tokens[range.lowerBound]
    if first.kind.isQuote { return false }
    return !features.has(first.word, [.determiner, .pronounSubject, .preposition, .subordinator])
  }

  /// Short, without a full stop, and not a clause in the past or perfect.
  private func isHeadingStyle(_ range: Range<Int>, _ tokens: [Token], _ wordCount: Int) -> Bool {
    guard wordCount <= 25 else { return false }
    if tokens[range.lowerBound].kind.isQuote { return false }
    var capitalised = 0
    var content = 0
    var finite = false
    for i in range where tokens[i].kind == .word {
      let word = tokens[i].word
      if !features.isFunctionWord(word) {
        content += 1
        if tokens[i].has(.capitalised) { capitalised += 1 }
      }
      if features.has(word, [.be, .have, .modal]) || words.saidForms.contains(word) {
        finite = finite || !tokens[i].has(.capitalised)
      }
    }
    if capitalised * 3 >= content * 2 { return true }
    return wordCount <= 14 && !finite
  }

  /// `MINISTRY OF FOREIGN AFFAIRS`, `SINGAPORE`, `24 JULY 2023`, `# # #`.
  private func isClosingLine(_ range: Range<Int>, _ tokens: [Token], _ wordCount: Int) -> Bool {
    guard wordCount <= 12 else { return false }
    for i in range where tokens[i].kind == .word {
      if !tokens[i].has(.allCaps) && !(tokens[i].has(.singleLetter) && tokens[i].has(.capitalised))
      {
        return false
      }
    }
    return true
  }

  private func startsWith(_ set: WordSet, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    set.contains(tokens[range.lowerBound].word)
  }

  private func isBoilerplate(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    words.boilerplate.matches(tokens, range)
  }

  /// `About Acme Freight`, `Notes to editors:`: what follows these lines of a release is no part of the news.
  private func closesRelease(_ range: Range<Int>, _ sentenceCount: Int, _ tokens: [Token]) -> Bool {
    guard sentenceCount == 1, range.count <= 8, !endsWithStop(range, tokens) else { return false }
    if words.notes.matches(tokens, range) { return true }
    return tokens[range.lowerBound].word == words.about && range.count >= 2
      && range.dropFirst().allSatisfy {
        tokens[$0].kind != .word || tokens[$0].has(.capitalised)
          || features.has(tokens[$0].word, [.preposition, .determiner, .coordinator])
      }
  }

  /// `By Jane Smith`, `BY JANE SMITH | Reporter`.
  private func isByline(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard range.count <= 14, range.count >= 2, tokens[range.lowerBound].word == words.by,
      !endsWithStop(range, tokens)
    else { return false }
    return tokens[range.lowerBound + 1].has(.capitalised)
  }

  private func isSourceLine(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard range.count <= 30, range.count > 2, tokens[range.lowerBound].word == words.source else {
      return false
    }
    return tokens[range.lowerBound + 1].kind == .colon
  }

  /// A paragraph of place and date only: `BAKU, Azerbaijan, January 19.`,
  /// `18 September 2024 16:58 (UTC+04:00)`.
  func isDatelineOnly(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard range.count <= 22 else { return false }
    var hasDate = false
    for i in range {
      let token = tokens[i]
      switch token.kind {
      case .number: hasDate = true
      case .word:
        if features.has(token.word, [.month, .weekday]) { hasDate = true; continue }
        if token.has(.capitalised) { continue }
        if words.dateWords.contains(token.word) { continue }
        return false
      case .comma, .period, .bracketOpen, .bracketClose, .slash, .hyphen, .dash, .symbol, .colon:
        break
      default: return false
      }
    }
    return hasDate
  }

  // MARK: Quotations

  /// Up to six quoted words without a clause of their own are a name, a term or a scare quote.
  private func markScareQuotes(_ document: inout Document) {
    for q in document.quotations.indices {
      let quotation = document.quotations[q]
      let tokens = document.tokens
      var wordCount = 0
      var hasFinite = false
      for i in quotation.open..<quotation.close where tokens[i].kind.isWordLike {
        wordCount += 1
        if features.has(tokens[i].word, .finiteHint) || tokens[i].has(.contraction) {
          hasFinite = true
        }
      }
      // A comma, a question or a stop before the closing mark belongs to speech.
      let inner = max(quotation.close - (quotation.goesOn ? 1 : 2), quotation.open)
      let kind = tokens[inner].kind
      let endsLikeSpeech =
        kind == .comma || kind == .question || kind == .exclamation || kind == .period
        || kind == .ellipsis
      let startsSentence = quotation.open == 0 || tokens[quotation.open].has(.paragraphBefore)
      document.quotations[q].isSpeech =
        wordCount > 6 && (hasFinite || endsLikeSpeech || wordCount > 12)
        || (endsLikeSpeech && isUtterance(quotation, tokens) && (wordCount > 0))
        || (startsSentence && hasFinite)
        || hasFinite && endsLikeSpeech && kind != .comma && isBehindDottedWord(quotation, document)
    }
  }

  /// `said X, D-N.Y. "You know it."`: the stop is the abbreviation's.
  private func isBehindDottedWord(_ quotation: Quotation, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard quotation.open > 0, tokens[quotation.open - 1].kind == .word,
      quotation.open + 1 < tokens.count, tokens[quotation.open + 1].has(.capitalised)
    else { return false }
    return document.text(quotation.open - 1).last == UInt8(ascii: ".")
  }

  /// A comma inside the marks alone does not make a title speech; something must stand outside that
  /// can report it, or the quotation is the sentence.
  private func isUtterance(_ quotation: Quotation, _ tokens: [Token]) -> Bool {
    let first = quotation.open + 1
    guard first < tokens.count else { return false }
    let before = quotation.open > 0 ? tokens[quotation.open - 1].kind : .period
    let startsCapital = tokens[first].has(.capitalised)
    if quotation.open == 0 || tokens[quotation.open].has(.paragraphBefore) { return true }
    switch before {
    case .comma, .colon, .period, .question, .exclamation, .ellipsis, .quoteClose:
      return startsCapital || before == .comma || before == .colon
    default: return false
    }
  }

  private func indexQuotations(_ document: inout Document) {
    document.quotationOfToken.removeAll(keepingCapacity: true)
    document.quotationOfToken.append(
      contentsOf: repeatElement(-1, count: document.tokens.count))
    for (q, quotation) in document.quotations.enumerated() {
      for i in quotation.open..<quotation.close { document.quotationOfToken[i] = Int32(q) }
    }
  }

  // MARK: Metadata

  private func inferMetadata(_ document: inout Document) {
    if document.metadata.kind == nil { document.metadata.kind = kind(of: document) }
    if document.metadata.kind == .transcript { markTurns(&document) }
    if document.metadata.date == nil {
      let scanner = DateScanner(features: features, months: words.monthNumbers)
      document.metadata.date = scanner.date(document)
    }
    if document.metadata.source == nil { document.metadata.source = source(of: document) }
  }

  /// The agency in a dateline, `LIMA (Agency) -`, what a source line names, or the outlet that ends a
  /// title, `Port opens - Agency`.
  private func source(of document: Document) -> String? {
    let tokens = document.tokens
    for span in document.sentences.prefix(Self.headLength) {
      var range = span.first..<span.first
      switch span.role {
      case .source:
        // Source: Agency | 2020-01-02
        range = span.first + 2..<span.last
        let end = range.first { !tokens[$0].kind.isWordLike && tokens[$0].kind != .hyphen }
        range = range.lowerBound..<(end ?? range.upperBound)
      case .body where span.bodyFirst > span.first:
        let prefix = span.first..<span.bodyFirst
        guard let open = prefix.last(where: { tokens[$0].kind == .bracketOpen }),
          let close = prefix.last(where: { tokens[$0].kind == .bracketClose }), open < close
        else { continue }
        range = open + 1..<close
      default: continue
      }
      if let first = range.first, tokens[first].kind == .word { return document.string(range) }
    }
    guard let title = document.sentences.first, title.role == .title,
      let dash = (title.first..<title.last).last(where: { tokens[$0].kind == .dash }),
      (1...3).contains(title.last - dash - 1), dash - title.first > 3,
      (dash + 1..<title.last).allSatisfy({ tokens[$0].has(.capitalised) })
    else { return nil }
    return document.string(dash + 1..<title.last)
  }

  /// Sentences among which title, dateline, byline and source line are looked for.
  private static let headLength = 12

  private func kind(of document: Document) -> DocumentKind {
    let tokens = document.tokens
    var firstPerson = 0
    var sentences = 0
    var reporting = 0
    // What the author says and wills, and what he tells of himself.
    var positions = 0
    var memories = 0
    for span in document.sentences where span.role == .body {
      sentences += 1
      for i in span.first..<span.last where tokens[i].kind == .word {
        let quotation = Int(document.quotationOfToken[i])
        // "The US has called" says nothing of us.
        let isName = tokens[i].has(.allCaps) && !tokens[i].has(.singleLetter)
        if features.has(tokens[i].word, .firstPerson), !isName,
          quotation < 0 || !document.quotations[quotation].isSpeech
        {
          firstPerson += 1
          switch takesPosition(i, span, tokens) {
          case true?: positions += 1
          case false?: memories += 1
          case nil: break
          }
          break
        }
      }
      if (span.first..<span.last).contains(where: { words.saidForms.contains(tokens[$0].word) }) {
        reporting += 1
      }
    }
    if isTranscript(document) { return .transcript }
    if isAgencyReport(document) { return .news }
    if titleNames(words.readoutTitles, document), !isHeadline(document) { return .readout }
    let isOwnVoice = firstPerson * 5 >= sentences && firstPerson > 0
    if titleNames(words.speechTitles, document), isOwnVoice { return .speech }
    // A release that quotes who speaks for the company is told like news.
    let isQuoting =
      reporting > 1 && titleNames(words.releases, document)
      && document.quotations.contains { $0.isSpeech }
    if titleNames(words.statementTitles, document), reporting * 3 < sentences + 1, !isQuoting {
      return .statement
    }
    if isReadout(document) { return .readout }
    // A text that a ministry signs is no news.
    let isSigned = document.sentences.dropFirst(2).contains { isSignature($0, tokens) }
    // "I reached Cusco by bus" is a travel piece.
    if isOwnVoice && reporting * 4 <= sentences, positions >= max(1, memories) || isSigned {
      return firstPerson * 2 > sentences ? .speech : .statement
    }
    if reporting == 0, sentences > 1, opensInOwnName(document) { return .statement }
    return isSigned ? .readout : .news
  }

  /// Whether `we` or `I` says or wills something (`we condemn`, `we will act`) or tells of what was (`I went
  /// down`); nil for another form of the pronoun and all else.
  private func takesPosition(_ pronoun: Int, _ span: SentenceSpan, _ tokens: [Token]) -> Bool? {
    guard features.has(tokens[pronoun].word, .pronounSubject) else { return nil }
    var k = pronoun + 1
    // "We, the undersigned, condemn"
    if k < span.last, tokens[k].kind == .comma,
      let close = (k + 1..<min(span.last, k + 12)).first(where: { tokens[$0].kind == .comma })
    {
      k = close + 1
    }
    let limit = k + 4
    while k < min(span.last, limit) {
      let f = features[tokens[k].word]
      if tokens[k].kind != .word || f.contains(.adverb) || f.contains(.negator) {
        k += 1
        continue
      }
      if !f.isDisjoint(with: .modal) { return true }
      if f.contains(.verbBase) { return f.contains(.cueVerb) ? true : nil }
      if f.contains(.verbPast) { return f.contains(.cueVerb) ? nil : false }
      return f.isDisjoint(with: [.be, .have]) ? nil : true
    }
    return nil
  }

  /// "The Ministry of Foreign Affairs regrets": a ministry that says what it does, in the first sentence
  /// of a text in which nobody is reported to speak.
  private func opensInOwnName(_ document: Document) -> Bool {
    let tokens = document.tokens
    guard let first = document.sentences.first(where: { $0.role == .body }) else { return false }
    var hasBody = false
    for i in first.bodyFirst..<min(first.last, first.bodyFirst + 16) where tokens[i].kind == .word {
      let f = features[tokens[i].word]
      if f.contains(.governmentBody), tokens[i].has(.capitalised) { hasBody = true }
      if hasBody, f.contains(.verbThird), f.contains(.cueVerb) { return true }
      if !f.isDisjoint(with: [.verbPast, .relative]), f.isDisjoint(with: .anyNoun) { return false }
    }
    return false
  }

  /// `MINISTRY OF FOREIGN AFFAIRS`: a closing line that names an office.
  private func isSignature(_ span: SentenceSpan, _ tokens: [Token]) -> Bool {
    span.role == .closing && span.last - span.first > 1
      && (span.first..<span.last).contains {
        features.has(tokens[$0].word, [.governmentBody, .institutionHead])
      }
  }

  /// Whether the title tells what happened, as headlines do.
  ///
  /// `Delegation arrives in Minsk for talks`,
  /// `Senate calls on Oslo`. That a side met, held or received is told of itself.
  private func isHeadline(_ document: Document) -> Bool {
    let tokens = document.tokens
    guard let title = document.sentences.first, title.role != .body else { return false }
    return (title.first..<title.last).contains { i in
      let f = features[tokens[i].word]
      if words.readoutTitles.contains(tokens[i].word) {
        // "call on", "phone calls for"; "for talks", "amid talks"
        return i + 1 < title.last && tokens[i + 1].kind == .word
          && words.appealPrepositions.contains(tokens[i + 1].word)
          || i > title.first && words.aimPrepositions.contains(tokens[i - 1].word)
      }
      return !f.isDisjoint(with: [.verbThird, .verbPast]) && i > title.first
        && f.isDisjoint(with: [.anyNoun, .adjective, .participleAdjective, .function])
        && !words.meetingForms.contains(tokens[i].word)
    }
  }

  /// Whether the text has a byline, or a dateline with an agency: `LIMA, March 3 (Agency) --`.
  private func isAgencyReport(_ document: Document) -> Bool {
    document.sentences.prefix(Self.headLength).contains { span in
      span.role == .byline
        || (span.bodyFirst > span.first
          && (span.first..<span.bodyFirst).contains { document.tokens[$0].kind == .bracketOpen })
    }
  }

  /// Whether the title calls the text by one of the nouns: `Readout of`, `Official Visit by`,
  /// `Press Release`; a verb (`to Release Records`) calls it nothing.
  private func titleNames(_ nouns: WordSet, _ document: Document) -> Bool {
    names(nouns, document.titleTokens, document.titleTokens.indices)
      || document.sentences.prefix(2).contains { span in
        span.role != .body && names(nouns, document.tokens, span.first..<span.last)
      }
  }

  private func names(_ nouns: WordSet, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    range.contains { i in
      guard nouns.contains(tokens[i].word) else { return false }
      if i > range.lowerBound, features.has(tokens[i - 1].word, [.to, .modal]) { return false }
      let next = i + 1
      return next == range.upperBound || tokens[next].kind != .word
        || features.has(
          tokens[next].word, [.preposition, .verbParticiple, .coordinator, .timeNoun])
        || nouns.contains(tokens[next].word)
    }
  }

  /// Meetings told in a ministry's voice: a closing line, agendas, agentless reports.
  private func isReadout(_ document: Document) -> Bool {
    let tokens = document.tokens
    var signs = 0
    var phrases = 0
    var said = 0
    for (index, span) in document.sentences.enumerated() {
      if index > 1, isSignature(span, tokens) { signs += 2 }
      guard span.role == .body else { continue }
      let range = span.first..<span.last
      if words.readoutPhrases.matchesInside(tokens, range) { phrases += 1 }
      if range.contains(where: { words.toldForms.contains(tokens[$0].word) }) { said += 1 }
    }
    return phrases > 0 && signs + phrases >= max(2, said)
  }
}
