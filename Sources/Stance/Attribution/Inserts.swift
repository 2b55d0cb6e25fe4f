internal import Rules

/// Reports put into what is said, or standing before or behind it: `X, he added, Y`, `"X," said Y`.
extension ReportFinder {
  /// `S, X said.`, `A, he added, B`, `"...," said X`: reporting clauses set off by commas or
  /// quotation marks, found before clauses are parsed.
  func inserts(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ hits: ArraySlice<CueHit>,
    _ chunker: Chunker
  ) -> [Report] {
    var found: [Report] = []
    for hit in hits {
      let at = Int(hit.start)
      guard tags[at].isVerbal,
        !file.cues[Int(hit.cue)].frames.isDisjoint(with: [.bare, .that, .quote]),
        !view.speech.contains(where: { $0.contains(at) }),
        !found.contains(where: { $0.cueTokens.contains(at) || $0.source.contains(at) })
      else { continue }
      if let report = insert(hit, view, document, tags, chunker) { found.append(report) }
    }
    return found
  }

  private func isEdge(_ i: Int, _ view: SentenceView, _ document: Document) -> Bool {
    guard i >= view.range.lowerBound else { return true }
    let kind = document.tokens[i].kind
    return kind == .comma || kind == .dash || kind == .quoteClose || kind == .semicolon
  }

  private func insert(
    _ hit: CueHit, _ view: SentenceView, _ document: Document, _ tags: [Tag], _ chunker: Chunker
  ) -> Report? {
    let tokens = document.tokens
    let range = view.range
    // The group with its auxiliaries: walk left over auxiliaries, adverbs and negators.
    var first = Int(hit.start)
    while first > range.lowerBound,
      tags[first - 1].isAuxiliary || tags[first - 1] == .negator
        || (tags[first - 1] == .adverb && first - 2 >= range.lowerBound)
    { first -= 1 }
    let group = chunker.verbGroup(at: first, tokens, range, tags)
    guard group.form == .finite, !group.isPassive else { return nil }
    guard
      let after = trailingEnd(
        Int(hit.end), view, document, tags, chunker,
        takesAddressee: words.takesAddressee(tokens[group.head].word)
          || words.asks(tokens[group.head].word),
        isLast: closesSpeech(first, view))
    else { return nil }
    var report = Report(cueTokens: group.first..<max(group.last, Int(hit.end)), head: Int(hit.head))
    report.cue = Int(hit.cue)
    report.isNegated = group.isNegated
    report.frame = .bare
    var start: Int
    // Nothing but a bare verb stands before its subject: "said X", never "could say X".
    let isInverted =
      isEdge(first - 1, view, document) && first > range.lowerBound
      && !tags[group.first].isAuxiliary
    let takesAddressee =
      words.takesAddressee(tokens[group.head].word) || words.asks(tokens[group.head].word)
    if isEdge(first - 1, view, document), first > range.lowerBound,
      document.tokens[first - 1].kind == .comma,
      after.source.isEmpty || after.isOnlyAddressee && takesAddressee,
      let source = sourceBefore(first, view, document, tags, chunker)
    {
      // `X, the mayor of Y, told reporters`: the comma closes an apposition.
      report.source = source.range
      report.sourceHeads = source.heads
      start = source.range.lowerBound - 1
    } else if isInverted {
      // Inverted: the source follows the verb.
      // "Khazar Farhadov, called on the minister": what a cue's own preposition takes never said it.
      guard after.source.count > 0, tags[Int(hit.end) - 1] != .preposition,
        tokens[first - 1].kind == .quoteClose || canSpeak(after.heads[0], tokens, tags)
      else { return nil }
      report.source = after.source
      report.sourceHeads = after.heads
      start = first - 1
    } else {
      guard let source = sourceBefore(first, view, document, tags, chunker) else { return nil }
      report.source = source.range
      report.sourceHeads = source.heads
      start = source.range.lowerBound - 1
      // What follows must be nothing that the verb takes.
      guard after.source.isEmpty || after.isOnlyAddressee else { return nil }
    }
    // A connective may stand before the source: ", and the official added,".
    while start >= range.lowerBound, tags[start] == .adverb { start -= 1 }
    guard start >= range.lowerBound, isEdge(start, view, document) else { return nil }
    let end = after.end
    var before = range.lowerBound..<(tokens[start].kind == .quoteClose ? start + 1 : start)
    if case let q = Int(document.quotationOfToken[start]), q >= 0,
      case let open = document.quotations[q].open, open > range.lowerBound + 1, open < start,
      tokens[open - 1].kind == .dash || tokens[open - 1].kind == .semicolon,
      hasMainFinite(range.lowerBound..<open - 1, tags, document)
    {
      // "Norway denied it - "the ferries sail," Berg said": what stands before is another's.
      before = open..<before.upperBound
      report.frame = .quote
    }
    let rest = end..<range.upperBound
    // "said that, despite the rain, the match would go on": what is said waits for its verb.
    if let opener = before.last(where: { tags[$0] == .complementizer }),
      !hasFinite(opener..<before.upperBound, tags, document),
      !view.speech.contains(where: { $0.contains(opener) })
    {
      return nil
    }
    let speechAround = view.speech.contains { $0.upperBound <= start + 1 || $0.lowerBound >= end }
    // "Noting that the country was small, the president asked for patience": a margin.
    if !speechAround, tags[range.lowerBound] == .verbIng,
      features.has(tokens[range.lowerBound].word, .cueVerb)
    {
      return nil
    }
    // "Asked whether he sleeps, he smiled": what is only done beside a quotation.
    if !speechAround, words.isManner(tokens[group.head].word) { return nil }
    guard
      speechAround || report.frame == .quote || hasMainFinite(before, tags, document)
        || !hasWords(rest, tokens) && tags[before.lowerBound].isPhraseStart
          // "No deal, he told the programme"
          && (before.count > 3 || tags[report.sourceHeads[0]] == .pronoun)
          && file.cues[Int(hit.cue)].label == .neutral && !endsInRelative(before, tags, document)
        || (hasFinite(rest, tags, document) && hasWords(before, tokens))
    else { return nil }
    report.contents = []
    // "In a letter, X wrote: S": a colon opens all that is said.
    let opensAll =
      end < range.upperBound && tokens[end].kind == .colon && hasWords(rest, tokens)
      && !view.speech.contains { $0.upperBound <= start + 1 }
    if hasWords(before, tokens), !opensAll, !isSetting(before, beside: rest, view, document, tags) {
      report.contents.append(withoutConnective(before, document, tags))
    }
    if hasWords(rest, tokens), !isManner(rest, after: start, view, document, tags) {
      report.contents.append(opensAll ? end + 1..<rest.upperBound : rest)
    }
    report.mode = report.frame == .quote ? .direct : .indirect
    report.label = file.cues[Int(hit.cue)].label
    report.weight = file.cues[Int(hit.cue)].weight
    return report
  }

  /// Whether a quotation stands before a verb and none behind it: then what follows the verb and its
  /// subject tells how, when and where it was said.
  private func closesSpeech(_ verb: Int, _ view: SentenceView) -> Bool {
    view.speech.contains { $0.upperBound <= verb } && !view.speech.contains { $0.lowerBound > verb }
  }

  /// Words of the author behind a quotation and who said it: `"...," X said, smiling`, `..., and
  /// left`.
  private func isManner(
    _ rest: Range<Int>, after start: Int, _ view: SentenceView, _ document: Document, _ tags: [Tag]
  ) -> Bool {
    guard document.tokens[start].kind == .quoteClose, closesSpeech(start + 1, view) else {
      return false
    }
    var first = rest.lowerBound
    if tags[first] == .coordinator { first += 1 }
    while first < rest.upperBound, tags[first] == .adverb || tags[first] == .mark { first += 1 }
    guard first < rest.upperBound else { return true }
    switch tags[first] {
    case .verbIng, .verbParticiple, .verbPast, .preposition, .subordinator, .relative: return true
    default: return !hasFinite(rest, tags, document)
    }
  }

  /// Words of the author about when and where, before a quotation: `During a rally, X said, "..."`.
  private func isSetting(
    _ before: Range<Int>, beside rest: Range<Int>, _ view: SentenceView, _ document: Document,
    _ tags: [Tag]
  ) -> Bool {
    var first = before.lowerBound
    while first < before.upperBound, tags[first] == .adverb || tags[first] == .mark { first += 1 }
    guard first < before.upperBound,
      view.speech.contains(where: {
        $0.lowerBound >= rest.lowerBound - 1 && $0.lowerBound <= rest.lowerBound + 1
          && $0.upperBound + 2 >= rest.upperBound
      }),
      !view.speech.contains(where: { $0.overlaps(before) })
    else { return false }
    switch tags[first] {
    case .preposition, .subordinator, .verbIng, .verbParticiple: return true
    default: return !hasFinite(before, tags, document)
    }
  }

  /// A name, an office or a body: what may follow its verb outside quotations.
  private func canSpeak(_ head: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    // "said this", "said so": what is said.
    tags[head] == .properNoun
      || tags[head] == .pronoun && features.has(tokens[head].word, .pronounSubject)
        && features[tokens[head].word].isDisjoint(with: [.determiner, .that])
      || words.isMedium(tokens[head].word)
      || features.has(
        tokens[head].word, [.roleNoun, .institutionHead, .collective, .titleHead, .addressee])
  }

  private func hasWords(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    range.contains { tokens[$0].kind == .word || tokens[$0].kind == .number }
  }

  private func hasFinite(_ range: Range<Int>, _ tags: [Tag], _ document: Document) -> Bool {
    range.contains {
      switch tags[$0] {
      case .modal, .verbPresent, .verbPast, .do: return true
      case .be, .have: return !features.has(document.tokens[$0].word, .verbIng)
      default: return false
      }
    }
  }

  /// A finite verb outside relative clauses that a comma closes: `The bank, which lends to farmers`
  /// has none.
  private func hasMainFinite(_ range: Range<Int>, _ tags: [Tag], _ document: Document) -> Bool {
    var k = range.lowerBound
    while k < range.upperBound {
      if tags[k] == .relative, k > range.lowerBound, document.tokens[k - 1].kind == .comma {
        while k < range.upperBound, document.tokens[k].kind != .comma { k += 1 }
        continue
      }
      if hasFinite(k..<k + 1, tags, document) { return true }
      k += 1
    }
    return false
  }

  /// "The bank, which lends to farmers": what follows the comma is the verb of the noun.
  private func endsInRelative(_ range: Range<Int>, _ tags: [Tag], _ document: Document) -> Bool {
    var k = range.upperBound - 1
    while k > range.lowerBound, document.tokens[k].kind != .comma { k -= 1 }
    return k + 1 < range.upperBound && tags[k + 1] == .relative
      && document.tokens[k].kind == .comma
  }

  /// After the verb of an insert: an inverted source, addressees, time and place, then a comma, a
  /// quotation or the end.
  ///
  /// Nil where anything else follows, unless the quotation is over and all of it is the author's.
  private func trailingEnd(
    _ from: Int, _ view: SentenceView, _ document: Document, _ tags: [Tag], _ chunker: Chunker,
    takesAddressee: Bool, isLast: Bool
  ) -> (end: Int, source: Range<Int>, heads: [Int], isOnlyAddressee: Bool)? {
    let tokens = document.tokens
    let range = view.range
    var k = from
    var source = 0..<0
    var heads: [Int] = []
    var preposition = -1
    var hasPhrase = false
    var isOnlyAddressee = true
    while k < range.upperBound {
      let token = tokens[k]
      switch token.kind {
      case .period, .question, .exclamation, .ellipsis:
        if tags[k] == .mark, k + 1 >= range.upperBound || tokens[k + 1].kind.isQuote {
          return (k, source, heads, isOnlyAddressee)
        }
        // "said Gen. Brown"
        if !source.isEmpty, source.upperBound == k,
          tags[heads[0]] == .properNoun || tags[heads[0]] == .noun,
          k + 1 < range.upperBound, tokens[k + 1].has(.capitalised),
          let name = chunker.nounPhrase(at: k + 1, tokens, range, tags)
        {
          source = source.lowerBound..<name.last
          heads = [name.head]
          k = name.last
          continue
        }
        k += 1
        continue
      case .comma:
        // An apposition after an inverted source: `said X, the chief of Y.`
        if !source.isEmpty, !isOnlyAddressee || tags[heads[0]] == .properNoun,
          let end = appositionEnd(k, limit: range.upperBound, document, tags)
        {
          source = source.lowerBound..<end
          k = end
          if k >= range.upperBound || tokens[k].kind == .period {
            return (min(k, range.upperBound), source, heads, isOnlyAddressee)
          }
          return (k + (tokens[k].kind == .comma ? 1 : 0), source, heads, isOnlyAddressee)
        }
        return (k + 1, source, heads, isOnlyAddressee)
      case .semicolon, .dash: return (k, source, heads, isOnlyAddressee)
      case .quoteOpen, .colon: return (k, source, heads, isOnlyAddressee)
      case .bracketOpen:
        while k < range.upperBound, tokens[k].kind != .bracketClose { k += 1 }
        k += 1
        continue
      default: break
      }
      switch tags[k] {
      case .preposition:
        if k + 1 < range.upperBound, tags[k + 1].isVerbal {
          // "told NBC News after being rescued": the insert runs to the end.
          return (range.upperBound, source, heads, isOnlyAddressee)
        }
        preposition = k
        hasPhrase = true
        k += 1
      case .adverb, .negator: k += 1
      // "said late on Sunday", "announced online"
      case .adjective
      where k + 1 >= range.upperBound || tags[k + 1] == .preposition || tags[k + 1] == .mark:
        k += 1
      case .noun, .properNoun, .pronoun, .determiner, .possessive, .number, .adjective:
        guard let phrase = chunker.nounPhrase(at: k, tokens, range, tags) else {
          return isLast ? (range.upperBound, source, heads, isOnlyAddressee) : nil
        }
        if preposition < 0, !isTime(phrase, tokens), source.isEmpty {
          source = phrase.first..<phrase.last
          heads = [phrase.head]
          isOnlyAddressee =
            takesAddressee || words.isAddressee(tokens[phrase.head].word)
            || tags[phrase.head] == .properNoun
        } else if preposition >= 0, !source.isEmpty, preposition == source.upperBound {
          source = source.lowerBound..<phrase.last
        }
        preposition = -1
        k = phrase.last
      case .coordinator:
        guard !source.isEmpty, k + 1 < range.upperBound, source.upperBound == k,
          let phrase = chunker.nounPhrase(at: k + 1, tokens, range, tags)
        else { return nil }
        source = source.lowerBound..<phrase.last
        heads.append(phrase.head)
        k = phrase.last
      case .subordinator where words.isTimeSubordinator(tokens[k].word),
        .verbIng where !source.isEmpty && k > from:
        // "she said as polls closed", "said X, adding": the insert runs to the end.
        return (range.upperBound, source, heads, isOnlyAddressee)
      case .relative where !source.isEmpty && !features.has(token.word, .that):
        return (range.upperBound, source, heads, isOnlyAddressee)
      case .relative, .complementizer, .verbParticiple, .verbIng, .verbPast:
        // "said in a statement carried by the agency", "in a response that told of anger": what hangs
        // on the phrase before belongs to it, up to a comma or the end.
        guard k > from, tags[k - 1].isNominal, hasPhrase else {
          return isLast ? (range.upperBound, source, heads, isOnlyAddressee) : nil
        }
        while k < range.upperBound, tokens[k].kind != .comma, tokens[k].kind != .quoteOpen {
          k += 1
        }
        return (
          min(k < range.upperBound && tokens[k].kind == .comma ? k + 1 : k, range.upperBound),
          source,
          heads, isOnlyAddressee
        )
      // "said in a statement sent to reporters"
      default: return isLast ? (range.upperBound, source, heads, isOnlyAddressee) : nil
      }
    }
    return (range.upperBound, source, heads, isOnlyAddressee)
  }

  /// `, the chief of Y` up to the next comma or the end; nil where a clause follows.
  func appositionEnd(
    _ comma: Int, limit: Int, _ document: Document, _ tags: [Tag]
  ) -> Int? {
    let tokens = document.tokens
    var k = comma + 1
    guard k < limit,
      tags[k] == .determiner || tags[k] == .noun || tags[k] == .properNoun || tags[k] == .possessive
        || tags[k] == .relative || tags[k] == .adjective
    else { return nil }
    var isRelative = false
    while k < limit {
      // "said X, a farmer who fled with his family"
      if tags[k] == .relative { isRelative = true }
      switch tokens[k].kind {
      case .comma:
        // A list of titles goes on; else the apposition ends.
        return k
      case .period where k + 1 >= limit: return k
      case .period, .word, .number, .possessive, .hyphen, .slash: break
      case .quoteOpen: return k
      default: return nil
      }
      if tags[k].isVerbal, !isRelative, tags[k] != .verbParticiple, tags[k] != .verbIng {
        return nil
      }
      k += 1
    }
    return k
  }

  private func isTime(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    features.isTime(phrase, tokens)
  }

  /// The source before a verb: noun phrases with their prepositional phrases and appositions, back
  /// to a comma, a quotation or the start.
  private func sourceBefore(
    _ verb: Int, _ view: SentenceView, _ document: Document, _ tags: [Tag], _ chunker: Chunker
  ) -> (range: Range<Int>, heads: [Int])? {
    let tokens = document.tokens
    let low = view.range.lowerBound
    var start = verb
    var commas = 0
    // A finite verb between the commas needs a relative pronoun.
    var hasVerb = false
    var k = verb - 1
    while k >= low {
      let kind = tokens[k].kind
      if kind == .comma {
        if commas == 1, hasVerb { return nil }
        // A name suffix or an apposition right before the verb: `Hill, a doctor, said`.
        if k == verb - 1 || commas == 1 {
          commas += 1
          k -= 1
          continue
        }
        if commas >= 2 { break }
        break
      }
      if kind == .quoteClose || kind == .quoteOpen || kind == .dash || kind == .semicolon
        || kind == .colon
      {
        break
      }
      // "Abbot, who told": no reporting clause of its own.
      if k == verb - 1, tags[k] == .relative { return nil }
      if tags[k].isVerbal {
        // A relative clause in an apposition.
        guard commas == 1 else { return nil }
        if tags[k] != .verbIng, tags[k] != .verbParticiple { hasVerb = true }
      }
      if tags[k] == .relative { hasVerb = false }
      if tags[k] == .subordinator || tags[k] == .complementizer { return nil }
      start = k
      k -= 1
    }
    guard start < verb, commas != 1 || tokens[verb - 1].kind != .comma else { return nil }
    while start < verb,
      tags[start] == .adverb || tags[start] == .coordinator
        || tags[start] == .mark
    { start += 1 }
    // ", allegations it denies": a noun and what is said of it.
    if start + 1 < verb, tags[verb - 1] == .pronoun, tags[verb - 2] == .noun { return nil }
    guard start < verb, tags[start] != .preposition,
      let phrase = chunker.nounPhrase(at: start, tokens, start..<verb, tags)
    else { return nil }
    if isContactClause(start, verb, tokens, tags) { return nil }
    var end = verb
    while end > start, tags[end - 1] == .mark || tags[end - 1] == .adverb,
      tokens[end - 1].kind != .bracketClose
    { end -= 1 }
    var heads = [phrase.head]
    if phrase.last + 1 < end, tags[phrase.last] == .coordinator,
      let second = chunker.nounPhrase(at: phrase.last + 1, tokens, start..<end, tags)
    {
      heads.append(second.head)
    }
    return (start..<end, heads)
  }

  /// ", a claim Ukraine denied": the noun is what the verb takes, and what follows it the subject.
  private func isContactClause(
    _ start: Int, _ verb: Int, _ tokens: [Token], _ tags: [Tag]
  ) -> Bool {
    // ", something Spain denied"
    if tags[start] == .pronoun, start + 1 < verb {
      switch tags[start + 1] {
      case .determiner, .possessive, .properNoun: return true
      default: return false
      }
    }
    // ", allegations the firm denies"
    if features.has(tokens[start].word, .nounPlural), features.has(tokens[start].word, .thatNoun),
      start > 0, tokens[start - 1].kind == .comma, start + 1 < verb, tags[start] == .noun
    {
      switch tags[start + 1] {
      case .determiner, .possessive, .properNoun, .pronoun: return true
      default: break
      }
    }
    guard tags[start] == .determiner || tags[start] == .possessive else { return false }
    return (start + 1..<verb).contains { k in
      guard features.has(tokens[k].word, .thatNoun), k + 1 < verb else { return false }
      switch tags[k + 1] {
      case .determiner, .possessive, .properNoun, .pronoun: return true
      default: return false
      }
    }
  }
}
