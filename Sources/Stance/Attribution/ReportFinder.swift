internal import Rules

/// What the finder sees of one sentence.
struct SentenceView {
  var span: SentenceSpan
  /// Speech quotations that meet the sentence, clipped to it, marks included.
  var speech: [Range<Int>]
  /// Whether all of the sentence is inside a speech quotation.
  var isAllSpeech: Bool
  /// Brackets and the like, not looked at.
  var asides: [Range<Int>]
  var range: Range<Int> { span.bodyFirst..<span.last }
}

/// Finds reporting clauses: verbs with their frames, passives, participles, inserts, nouns.
struct ReportFinder {
  let features: WordFeatures
  let file: RuleFile
  let words: AttributionWords

  /// Cue hits that begin in the range.
  func hits(_ all: [CueHit], _ range: Range<Int>) -> ArraySlice<CueHit> {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if Int(all[middle].start) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < all.count, Int(all[end].start) < range.upperBound { end += 1 }
    return all[low..<end]
  }

  // MARK: Inserts

  /// `S, X said.`, `A, he added, B`, `"...," said X`: reporting clauses set off by commas or
  /// quotation marks, found before clauses are parsed.
  func inserts(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ hits: ArraySlice<CueHit>,
    _ chunker: Chunker
  ) -> [Report] {
    var found: [Report] = []
    for hit in hits {
      let cue = file.cues[Int(hit.cue)]
      guard !cue.frames.isDisjoint(with: [.bare, .that, .quote]) else { continue }
      let at = Int(hit.start)
      guard tags[at].isVerbal, !view.speech.contains(where: { $0.contains(at) }),
        !found.contains(where: { $0.cueTokens.contains(at) || $0.source.contains(at) })
      else { continue }
      if let report = insert(hit, cue, view, document, tags, chunker) { found.append(report) }
    }
    return found
  }

  private func isEdge(_ i: Int, _ view: SentenceView, _ document: Document) -> Bool {
    guard i >= view.range.lowerBound else { return true }
    let kind = document.tokens[i].kind
    return kind == .comma || kind == .dash || kind == .quoteClose || kind == .semicolon
  }

  private func insert(
    _ hit: CueHit, _ cue: CueSpec, _ view: SentenceView, _ document: Document, _ tags: [Tag],
    _ chunker: Chunker
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
        takesAddressee: words.takesAddressee(tokens[group.head].word),
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
    let takesAddressee = words.takesAddressee(tokens[group.head].word)
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
      guard after.source.count > 0,
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
    let before = range.lowerBound..<(tokens[start].kind == .quoteClose ? start + 1 : start)
    let rest = end..<range.upperBound
    let speechAround = view.speech.contains { $0.upperBound <= start + 1 || $0.lowerBound >= end }
    // "Noting that the country was small, the president asked for patience": a margin.
    if !speechAround, tags[range.lowerBound] == .verbIng,
      features.has(tokens[range.lowerBound].word, .cueVerb)
    {
      return nil
    }
    guard
      speechAround || hasMainFinite(before, tags, document)
        || !hasWords(rest, tokens) && before.count > 3 && tags[before.lowerBound].isPhraseStart
          && cue.label == .neutral && !endsInRelative(before, tags, document)
        || (hasFinite(rest, tags, document) && hasWords(before, tokens))
    else { return nil }
    report.contents = []
    // "In a letter, X wrote: S": a colon opens all that is said.
    let opensAll =
      end < range.upperBound && tokens[end].kind == .colon && hasWords(rest, tokens)
      && !view.speech.contains { $0.upperBound <= start + 1 }
    if hasWords(before, tokens), !opensAll, !isSetting(before, beside: rest, view, document, tags) {
      report.contents.append(before)
    }
    if hasWords(rest, tokens), !isManner(rest, after: start, view, document, tags) {
      report.contents.append(opensAll ? end + 1..<rest.upperBound : rest)
    }
    report.mode = .indirect
    report.label = cue.label
    report.weight = cue.weight
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
    tags[head] == .properNoun
      || tags[head] == .pronoun && features.has(tokens[head].word, .pronounSubject)
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
          let end = appositionEnd(k, view, document, tags, chunker)
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
        k += 1
      case .adverb, .negator: k += 1
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
      // "said in a statement sent to reporters"
      default: return isLast ? (range.upperBound, source, heads, isOnlyAddressee) : nil
      }
    }
    return (range.upperBound, source, heads, isOnlyAddressee)
  }

  /// `, the chief of Y` up to the next comma or the end; nil where a clause follows.
  private func appositionEnd(
    _ comma: Int, _ view: SentenceView, _ document: Document, _ tags: [Tag], _ chunker: Chunker
  ) -> Int? {
    let tokens = document.tokens
    var k = comma + 1
    guard k < view.range.upperBound,
      tags[k] == .determiner || tags[k] == .noun || tags[k] == .properNoun || tags[k] == .possessive
        || tags[k] == .relative || tags[k] == .adjective
    else { return nil }
    let isRelative = tags[k] == .relative
    while k < view.range.upperBound {
      switch tokens[k].kind {
      case .comma:
        // A list of titles goes on; else the apposition ends.
        return k
      case .period where k + 1 >= view.range.upperBound: return k
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
    guard start < verb, tags[start] != .preposition,
      let phrase = chunker.nounPhrase(at: start, tokens, start..<verb, tags)
    else { return nil }
    var end = verb
    while end > start, tags[end - 1] == .mark || tags[end - 1] == .adverb { end -= 1 }
    var heads = [phrase.head]
    if phrase.last + 1 < end, tags[phrase.last] == .coordinator,
      let second = chunker.nounPhrase(at: phrase.last + 1, tokens, start..<end, tags)
    {
      heads.append(second.head)
    }
    return (start..<end, heads)
  }

  // MARK: Clauses

  /// Reports whose verb stands in the parsed clauses.
  func clauseReports(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax,
    _ hits: ArraySlice<CueHit>, taken: [Report]
  ) -> [Report] {
    var reports: [Report] = []
    var index = hits.startIndex
    while index < hits.endIndex {
      // Cues that share words stand side by side; the frame picks one.
      var end = index + 1
      while end < hits.endIndex, hits[end].start == hits[index].start { end += 1 }
      let group = hits[index..<end]
      index = end
      let at = Int(group[group.startIndex].head)
      guard !view.speech.contains(where: { $0.contains(at) }),
        !view.asides.contains(where: { $0.contains(at) }),
        !taken.contains(where: { $0.cueTokens.contains(at) })
      else { continue }
      let verb = syntax.verb(of: at)
      if verb >= 0 {
        if let report = verbReport(group, verb, view, document, tags, syntax) {
          reports.append(report)
        }
      } else if tags[at].isNominal {
        if let report = nounReport(group, at, view, document, tags, syntax) {
          reports.append(report)
        }
      }
    }
    return reports
  }

  private func verbReport(
    _ group: ArraySlice<CueHit>, _ verb: Int, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ syntax: Syntax
  ) -> Report? {
    guard let hit = group.first else { return nil }
    let vg = syntax.verbs[verb]
    guard
      vg.head == Int(hit.head) || vg.head == Int(hit.start)
        || (vg.first..<vg.last).contains(Int(hit.head))
    else { return nil }
    let cueEnd = max(vg.last, Int(hit.end))
    let passive =
      vg.isPassive || (vg.form == .participle && !vg.isPerfect && isReducedPassive(vg, syntax))
    let analysis = FrameAnalysis(
      features: features, words: words, view: view, document: document, tags: tags, syntax: syntax)
    var report = Report(cueTokens: vg.first..<cueEnd, head: Int(hit.start))
    report.verb = verb
    report.clause = vg.clause
    report.isNegated = vg.isNegated
    report.isParticiple = vg.form == .ing && syntax.clauses[vg.clause].kind == .participial
    // A purpose or a complement is no report of its own: "met to reaffirm", "wants to announce".
    // "by supporting the mission" tells how; "ended by thanking" and "by saying that" are speech.
    let isMeans =
      vg.form == .ing && vg.first > view.range.lowerBound && tags[vg.first - 1] == .preposition
    let isBy = isMeans && document.tokens[vg.first - 1].word == words.by
    if isMeans, !isBy { return nil }
    let mustSpeak = isBy && !frames(by: vg, syntax, document)
    // "used the speech to condemn", "cut in to say" take the floor.
    if vg.form == .infinitive, !view.isAllSpeech, syntax.clauses[vg.clause].kind != .complement,
      !takesFloor(before: vg, syntax, document)
    {
      return nil
    }
    let spelledPassive = passive && features.has(document.tokens[Int(hit.start)].word, .be)
    if passive && !spelledPassive {
      return passiveReport(group, report, vg, analysis, syntax, document, tags)
    }
    let candidates = analysis.frames(after: cueEnd, verb: verb)
    for candidate in candidates {
      guard let cue = group.first(where: { accepts(file.cues[Int($0.cue)], candidate.frame) })
      else { continue }
      let spec = file.cues[Int(cue.cue)]
      if mustSpeak, spec.label != .neutral || candidate.frame != .that && candidate.frame != .quote
      {
        return nil
      }
      report.cue = Int(cue.cue)
      if let first = candidate.contents.first, first.lowerBound == cueEnd - 1,
        first.lowerBound > vg.first
      {
        // "agreed to act": the infinitive is what is agreed.
        report.cueTokens = vg.first..<first.lowerBound
      }
      report.isNegated = vg.isNegated && !spellsNegation(cue, document)
      report.frame = candidate.frame
      report.contents = candidate.contents
      report.addressee = candidate.addressee
      report.label = spec.label
      report.weight = spec.weight
      report.mode = candidate.frame == .quote ? .direct : .indirect
      if spec.label != .neutral, spec.label != .none,
        candidate.frame == .object || candidate.frame == .gerund || candidate.frame == .infinitive
          || candidate.frame == .about || candidate.frame == .for
      {
        report.mode = .stance
      }
      setSource(&report, vg, syntax, document, tags)
      return report
    }
    // A cue without frames needs no complement: "declined to comment", "pleaded guilty".
    if let cue = group.first(where: { file.cues[Int($0.cue)].frames.isEmpty }) {
      fill(&report, cue, [], candidates.first?.contents ?? [])
      report.isNegated = vg.isNegated && !spellsNegation(cue, document)
      if report.label != .neutral, report.label != .none { report.mode = .stance }
      setSource(&report, vg, syntax, document, tags)
      return report
    }
    return nil
  }

  /// A verb of beginning, ending or answering right before `by`.
  private func frames(by vg: VerbGroup, _ syntax: Syntax, _ document: Document) -> Bool {
    guard vg.first >= syntax.range.lowerBound + 2 else { return false }
    return words.bracketsSpeech(document.tokens[vg.first - 2].word)
  }

  /// Whether the infinitive hangs on a verb of beginning to speak.
  private func takesFloor(before vg: VerbGroup, _ syntax: Syntax, _ document: Document) -> Bool {
    guard
      let v = syntax.clauses[vg.clause].verbs.last(where: { syntax.verbs[$0].last <= vg.first }),
      syntax.verbs[v].form == .finite, !syntax.verbs[v].isPassive, !syntax.verbs[v].isNegated
    else { return false }
    return words.opensSpeech(document.tokens[syntax.verbs[v].head].word)
  }

  /// "do not like", "could not say enough about": the negator is the cue's own.
  private func spellsNegation(_ hit: CueHit, _ document: Document) -> Bool {
    (Int(hit.start)..<Int(hit.end)).contains {
      features.has(document.tokens[$0].word, .negator)
    }
  }

  /// No frames at all: any complement or none.
  private func accepts(_ cue: CueSpec, _ frame: FrameSet) -> Bool {
    cue.frames.isEmpty || cue.frames.contains(frame)
  }

  private func isReducedPassive(_ vg: VerbGroup, _ syntax: Syntax) -> Bool {
    let kind = syntax.clauses[vg.clause].kind
    return kind == .relative || kind == .participial
  }

  /// `It was noted that S`, `The importance of X was emphasized`, `was welcomed by Y`.
  private func passiveReport(
    _ group: ArraySlice<CueHit>, _ base: Report, _ vg: VerbGroup, _ analysis: FrameAnalysis,
    _ syntax: Syntax, _ document: Document, _ tags: [Tag]
  ) -> Report? {
    var report = base
    let clause = syntax.clauses[vg.clause]
    guard vg.form == .finite else { return nil }
    report.isPassive = true
    report.mode = .passive
    let subject = clause.subject
    let complement = analysis.complement(of: report.verb)
    let isImpersonal =
      subject >= 0 && words.isImpersonal(document.tokens[syntax.nouns[subject].head].word)
    let isTold =
      complement != nil && words.takesAddressee(document.tokens[vg.head].word)
      && analysis.agent(after: vg.last) != nil
    if let complement, isImpersonal || subject < 0 || isTold {
      guard
        let cue = group.first(where: {
          accepts(file.cues[Int($0.cue)], .that) || accepts(file.cues[Int($0.cue)], .bare)
        })
      else { return nil }
      fill(&report, cue, .that, complement)
    } else if subject >= 0, !isImpersonal {
      let noun = syntax.nouns[subject]
      guard noun.first < vg.first else { return nil }
      // "is expected to win", "was forecast to linger": nobody reports.
      if vg.last < syntax.range.upperBound, tags[vg.last] == .toInfinitive { return nil }
      let agent = analysis.agent(after: vg.last)
      // "Concern was expressed over the fate of the crew": an attitude is somebody's.
      if document.metadata.kind == .news, agent == nil,
        !words.isAttitude(document.tokens[noun.head].word),
        group.allSatisfy({
          file.cues[Int($0.cue)].label == .neutral
        })
      {
        return nil
      }
      // "was told that": the subject is the addressee.
      guard
        let cue = group.first(where: {
          !file.cues[Int($0.cue)].frames.isDisjoint(with: [.object])
            || file.cues[Int($0.cue)].frames.isEmpty
        })
      else { return nil }
      var end = vg.first
      while end > noun.first, tags[end - 1] == .adverb || tags[end - 1] == .mark { end -= 1 }
      fill(&report, cue, .object, [noun.first..<end])
    } else {
      return nil
    }
    if let agent = analysis.agent(after: vg.last) {
      report.source = agent.range
      report.sourceHeads = agent.heads
    }
    return report
  }

  private func fill(
    _ report: inout Report, _ hit: CueHit, _ frame: FrameSet, _ contents: [Range<Int>]
  ) {
    let spec = file.cues[Int(hit.cue)]
    report.cue = Int(hit.cue)
    report.frame = frame
    report.contents = contents
    report.label = spec.label
    report.weight = spec.weight
  }

  /// The subject of a verb, at any distance.
  private func setSource(
    _ report: inout Report, _ vg: VerbGroup, _ syntax: Syntax, _ document: Document, _ tags: [Tag]
  ) {
    var c = vg.clause
    var subject = syntax.clauses[c].subject
    var last = syntax.clauses[c].subjectLast
    if syntax.clauses[c].kind == .participial || vg.form != .finite {
      // The subject of the clause around it: `Noting that ..., X stressed`.
      while c >= 0, syntax.clauses[c].kind == .participial || syntax.clauses[c].subject < 0 {
        c = syntax.clauses[c].parent
      }
      subject = c >= 0 ? syntax.clauses[c].subject : -1
      last = c >= 0 ? syntax.clauses[c].subjectLast : -1
    } else if syntax.clauses[c].kind == .relative,
      syntax.clauses[c].subject < 0, syntax.clauses[c].nounGovernor >= 0
    {
      // "the minister, who noted": the antecedent.
      subject = syntax.noun(of: syntax.clauses[c].nounGovernor)
      last = subject
    }
    guard subject >= 0 else { return }
    var heads: [Int] = []
    for n in subject...max(subject, last)
    where n == subject || (syntax.nouns[n].isConjunct && syntax.nouns[n].preposition < 0) {
      heads.append(syntax.nouns[n].head)
    }
    let start = syntax.nouns[subject].first
    var end = max(syntax.nouns[max(subject, last)].last, start)
    if c >= 0, let first = syntax.clauses[c].verbs.first, syntax.verbs[first].first > start {
      end = max(end, syntax.verbs[first].first)
    }
    while end > start + 1, tags[end - 1] == .mark || tags[end - 1] == .adverb,
      document.tokens[end - 1].kind != .bracketClose
    { end -= 1 }
    report.source = start..<end
    report.sourceHeads = heads
  }

  // MARK: Nouns

  /// `Trump's threats to sue`, `the claim by Armenia that`: a noun that reports for its possessor.
  private func nounReport(
    _ group: ArraySlice<CueHit>, _ at: Int, _ view: SentenceView, _ document: Document,
    _ tags: [Tag], _ syntax: Syntax
  ) -> Report? {
    let noun = syntax.noun(of: at)
    guard noun >= 0, syntax.nouns[noun].head == at else { return nil }
    let phrase = syntax.nouns[noun]
    var report = Report(cueTokens: at..<at + 1, head: at)
    report.clause = syntax.clause(of: at)
    report.mode = .stance
    let analysis = FrameAnalysis(
      features: features, words: words, view: view, document: document, tags: tags, syntax: syntax)
    var end = phrase.last
    if let mark = (phrase.first..<at).last(where: {
      tags[$0] == .possessiveMark || tags[$0] == .possessive
    }) {
      report.source = tags[mark] == .possessive ? mark..<mark + 1 : phrase.first..<mark
      report.sourceHeads = [tags[mark] == .possessive ? mark : mark - 1]
    } else if let agent = analysis.agent(after: phrase.last), !agent.range.isEmpty,
      agent.range.upperBound < view.range.upperBound,
      tags[agent.range.upperBound] == .complementizer
        || tags[agent.range.upperBound] == .toInfinitive
    {
      // "the claim by Sudan that the bridge was bombed"
      report.source = agent.range
      report.sourceHeads = agent.heads
      end = agent.range.upperBound
    } else {
      return nil
    }
    for candidate in analysis.nounFrames(after: end, noun: at) {
      guard let cue = group.first(where: { accepts(file.cues[Int($0.cue)], candidate.frame) })
      else { continue }
      fill(&report, cue, candidate.frame, candidate.contents)
      return report
    }
    return nil
  }
}
