internal import Rules

/// Where the description of a person stands, before and behind the name.
extension DescriptionReader {
  /// The phrase before a name, or nil: `Morocco's deputy Foreign Minister` X; with a comma between,
  /// `the head of the delegation`, X.
  func rangeBefore(
    _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: Mentions
  ) -> Range<Int>? {
    let tokens = document.tokens
    var end = mention.first
    guard end > span.bodyFirst else { return nil }
    // "Tom Reid of UBS and Ann Lee": another begins.
    if wordFeatures.has(tokens[end - 1].word, .coordinator), end - 2 > span.bodyFirst,
      mentions.mention(at: end - 2) != nil
    {
      return nil
    }
    let isApposed = tokens[end - 1].kind == .comma
    if isApposed {
      // "In a note to the minister, X said" has no comma or verb of saying before the phrase.
      end -= 1
      guard end > span.bodyFirst else { return nil }
    }
    var k = end - 1
    var first = end
    var sawRole = false
    let limit = max(end - Self.reach, span.bodyFirst)
    let titles = mentions.titleStart(
      before: mention.first, behind: span.bodyFirst, of: words.ofAlone, tokens, wordFeatures)
    while k >= limit {
      if let office = mentions.offices[k], office.upperBound <= end {
        sawRole = true
        first = office.lowerBound
        k = office.lowerBound - 1
        continue
      }
      if let other = mentions.mention(at: k), other.last <= end {
        if isNamedPerson(other, tokens, mentions),
          !(sawRole && other.last - other.first == 1 && opensOffice(other.last, tokens))
        {
          break
        }
        // "moderator Lester Holt fact-check Webb": a name behind an office begins something else.
        // "Incumbent Democrat X" is one phrase.
        if other.first > limit, wordFeatures.has(tokens[other.first - 1].word, .roleNoun),
          !opensOffice(other.last, tokens), tokens[other.last].kind != .possessive,
          !isMember(other)
        {
          break
        }
        first = other.first
        k = other.first - 1
        continue
      }
      // "India's first secretary at its mission": the pronoun opens no phrase of its own.
      let isGoverned =
        k > limit && wordFeatures.has(tokens[k - 1].word, .preposition)
      if words.its.contains(tokens[k].word), !isGoverned {
        first = k
        break
      }
      // "Orlando (CNN) X": where the news comes from.
      if tokens[k].kind == .bracketClose, k + 1 == mention.first,
        !closesShortTitle(k, limit, tokens)
      {
        break
      }
      if tokens[k].kind == .bracketClose, let open = bracketOpen(before: k, limit, tokens) {
        // "the secretary general of the Episcopal Conference (CEI), X"
        k = open - 1
        continue
      }
      // "Danish ministers X and Y": right before a name an office is no verb.
      let isOffice = k + 1 == mention.first && wordFeatures.has(tokens[k].word, .roleNounPlural)
      guard isOffice || continuesPhrase(k, tokens, tags) else { break }
      let f = wordFeatures[tokens[k].word]
      // "Kenya's talks with Prime Minister X": the office ends the phrase that describes.
      if sawRole, !f.isDisjoint(with: [.preposition, .to]), !words.of.contains(tokens[k].word) {
        break
      }
      // "A spokesman for Sen. X": the title begins the phrase.
      if k + 1 == titles, titles < mention.first, words.of.contains(tokens[k].word) { break }
      sawRole = sawRole || !f.isDisjoint(with: [.titleHead, .roleNoun])
      first = k
      k -= 1
    }
    // A phrase begins with a noun, an adjective, a determiner or a name.
    while first < end, tokens[first].kind != .word || isLeadingJunk(tokens[first], tags[first]) {
      first += 1
    }
    // "the owner of Firefly": what stands after a preposition is not described.
    guard first < end, !wordFeatures.has(tokens[end - 1].word, [.preposition, .to]) else {
      return nil
    }
    // "the spokesman on the Death of X"
    if !isApposed, end - 2 >= first, wordFeatures.has(tokens[end - 1].word, .determiner),
      wordFeatures.has(tokens[end - 2].word, [.preposition, .to])
    {
      return nil
    }
    if isApposed {
      let before = first > span.bodyFirst ? tokens[first - 1] : nil
      let follows = mention.last < span.last ? tokens[mention.last].kind : .period
      let isClosed = follows == .comma || follows == .period || follows.isQuote
      let afterPreposition =
        before.map { wordFeatures.has($0.word, [.preposition, .to, .coordinator]) } ?? false
      if afterPreposition, !isClosed { return nil }
      guard beginsDescription(first, tokens, tags, mentions) else { return nil }
    }
    return first..<end
  }

  /// "Clinton communications director": a family name before an office.
  private func bracketOpen(before k: Int, _ limit: Int, _ tokens: [Token]) -> Int? {
    var open = k
    while open > limit, k - open < 8, tokens[open].kind != .bracketOpen { open -= 1 }
    return tokens[open].kind == .bracketOpen && open > limit ? open : nil
  }

  /// "Solicitor General (SG) X": the letters of an office behind it.
  private func closesShortTitle(_ k: Int, _ limit: Int, _ tokens: [Token]) -> Bool {
    k - 3 >= limit && tokens[k - 1].has(.allCaps) && tokens[k - 2].kind == .bracketOpen
      && wordFeatures.has(tokens[k - 3].word, [.titleHead, .institutionHead])
  }

  private func opensOffice(_ i: Int, _ tokens: [Token]) -> Bool {
    tokens[i].kind == .word
      && wordFeatures.has(
        tokens[i].word, [.titleHead, .titleModifier, .roleNoun, .institutionHead])
  }

  /// The word for members of a political party.
  private func isMember(_ mention: Mention) -> Bool {
    guard case .party(let party) = mention.referent else { return false }
    return mention.nameKind == .demonym && parties.isPoliticalParty(party)
  }

  /// A person in its own right, no possessor.
  private func isNamedPerson(_ mention: Mention, _ tokens: [Token], _ mentions: Mentions) -> Bool {
    guard case .entity(let index) = mention.referent, mentions.entities[index].kind == .person
    else { return false }
    return mention.last >= tokens.count || tokens[mention.last].kind != .possessive
  }

  /// Whether a phrase that stands alone between commas describes somebody: `the`, an office, a
  /// possessor first.
  private func beginsDescription(
    _ i: Int, _ tokens: [Token], _ tags: [Tag], _ mentions: Mentions
  ) -> Bool {
    if mentions.mention(at: i) != nil || words.its.contains(tokens[i].word) { return true }
    let f = wordFeatures[tokens[i].word]
    return !f.isDisjoint(with: [
      .determiner, .possessivePronoun, .titleHead, .titleModifier, .roleNoun, .adjective,
      .participleAdjective, .formerWord, .institutionHead,
    ]) || tokens[i].has(.capitalised)
  }

  private func isLeadingJunk(_ token: Token, _ tag: Tag) -> Bool {
    let f = wordFeatures[token.word]
    return !f.isDisjoint(with: [.preposition, .coordinator, .to]) && tag != .noun
      && tag != .properNoun && f.isDisjoint(with: [.roleNoun, .titleModifier])
  }

  private func continuesPhrase(_ k: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    let token = tokens[k]
    switch token.kind {
    case .hyphen, .possessive, .slash: return true
    case .period:
      // An abbreviated title or initial.
      return k > 0 && tokens[k - 1].kind == .word
        && (wordFeatures.has(
          tokens[k - 1].word, [.abbreviation, .titleHead, .courtesyTitle, .legalForm])
          || tokens[k - 1].has(.singleLetter))
        && !token.has(.spaceBefore)
    case .word:
      let f = wordFeatures[token.word]
      if !f.isDisjoint(with: [.titleHead, .roleNoun, .titleModifier, .formerWord]) {
        return f.isDisjoint(with: .anyVerb) || !tags[k].isVerbal || token.has(.capitalised)
      }
      switch tags[k] {
      case .noun, .properNoun, .adjective, .determiner, .possessive, .number: return true
      case .preposition:
        return words.of.contains(token.word) || words.at.contains(token.word)
          || words.place.contains(token.word)
      case .toInfinitive: return true
      case .verbParticiple:
        return !f.isDisjoint(with: .participleAdjective)
          && (k == 0 || !tags[k - 1].isVerbal)
      case .adverb: return words.now.contains(token.word)
      case .coordinator:
        return token.word == words.and && k > 0 && k + 1 < tokens.count
          && (joins(tokens[k - 1].word, tokens[k + 1].word)
            || tokens[k - 1].has(.capitalised) && tokens[k + 1].has(.capitalised))
      default: return false
      }
    default: return false
    }
  }

  /// `Prime Minister and Minister`, `Foreign Affairs and Trade`: one title goes on.
  private func joins(_ a: WordID, _ b: WordID) -> Bool {
    let common: WordFeature = [.anyNoun, .adjective, .titleHead, .titleModifier, .institutionHead]
    return wordFeatures.has(a, common) && wordFeatures.has(b, common)
      && wordFeatures[b].isDisjoint(with: .anyGivenName)
  }

  /// Whether a name, with what stands before it in its phrase, is behind a preposition.
  private func isObject(
    _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag]
  ) -> Bool {
    var k = mention.first - 1
    while k > span.bodyFirst, mention.first - k < 8,
      tags[k].isNominal || tags[k] == .possessiveMark || tags[k] == .determiner
        || tags[k] == .adjective || tags[k] == .possessive
    { k -= 1 }
    return k >= span.bodyFirst && tags[k] == .preposition
  }

  /// A body or political party that a phrase names, common nouns before the name passed over.
  private func namesBody(
    _ first: Int, _ span: SentenceSpan, _ tokens: [Token], _ tags: [Tag], _ mentions: Mentions
  ) -> Bool {
    var k = first
    var noun = Token?.none
    while k < min(span.last, first + 6) {
      if let mention = mentions.mention(at: k) {
        switch mention.referent {
        case .party(let party): return !parties.isState(party)
        case .entity(let entity):
          return mentions.entities[entity].kind == .institution
            || noun.map { wordFeatures.has($0.word, .institutionHead) } ?? false
        }
      }
      guard tags[k] == .determiner || tags[k] == .adjective || tags[k] == .noun else {
        return false
      }
      noun = tokens[k]
      k += 1
    }
    return false
  }

  /// The phrase after a name: `, the head of the delegation,`, `of the Doctors' Union`, `, 54,
  /// president of X,`, `, who runs X,`.
  func rangeAfter(
    _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: Mentions
  ) -> Range<Int>? {
    let tokens = document.tokens
    var k = mention.last
    guard k + 1 < span.last else { return nil }
    // "X of the Dockers' Union", "X, of the Dockers' Union,"
    // "X, from the Orchard Party,"
    if tokens[k].kind == .comma, k + 2 < span.last,
      words.of.contains(tokens[k + 1].word)
        || tokens[k + 1].word == words.from && namesBody(k + 2, span, tokens, tags, mentions)
    {
      k += 1
    }
    let isOf = words.of.contains(tokens[k].word) || tokens[k].word == words.from
    if !isOf {
      // "X - who runs the port - said"
      guard tokens[k].kind == .comma || tokens[k].kind == .dash else { return nil }
      k += 1
      if tokens[k].kind == .number, k + 2 < span.last, tokens[k + 1].kind == .comma { k += 2 }
      guard
        beginsDescription(k, tokens, tags, mentions)
          || wordFeatures.has(tokens[k].word, .relative)
      else { return nil }
    }
    if isOf {
      // "stripped X of his medal"
      if wordFeatures.has(tokens[k + 1].word, .possessivePronoun) { return nil }
      // "X of Canada"; "Visit of the Minister" describes nobody.
      var next = wordFeatures.has(tokens[k + 1].word, .determiner) ? k + 2 : k + 1
      // "of the ruling Orchard Party", "of the far-right Alternative"
      while next < min(span.last - 1, k + 6), mentions.mention(at: next) == nil,
        tags[next] == .adjective || tokens[next].kind == .hyphen || tags[next] == .verbIng
          || tags[next] == .noun && tokens[next + 1].kind == .hyphen
      { next += 1 }
      // "of the conservation group Oceano Vivo", "of the human rights body Casa Abierta"
      var noun = next
      while noun < min(span.last - 1, k + 7), tags[noun] == .noun, tokens[noun].kind == .word,
        !tokens[noun].has(.capitalised), mentions.mention(at: noun) == nil
      { noun += 1 }
      if noun > next, wordFeatures.has(tokens[noun - 1].word, .institutionHead),
        mentions.mention(at: noun)?.first == noun
      {
        next = noun
      }
      let isMinistry = (next..<min(next + 3, span.last)).contains {
        wordFeatures.has(tokens[$0].word, .governmentBody)
      }
      if !isMinistry {
        guard let other = mentions.mention(at: next), other.first == next else { return nil }
      }
    }
    if !isOf, wordFeatures.has(tokens[k].word, .determiner),
      isObject(mention, span, document, tags)
    {
      // "In an interview with X, the minister said": the subject, no apposition.
      var end = k + 1
      while end < span.last, tags[end].isNominal || tags[end] == .adjective { end += 1 }
      if end < span.last, wordFeatures.has(tokens[end].word, .reportingPast) { return nil }
    }
    let first = k
    let isRelative = wordFeatures.has(tokens[k].word, .relative)
    var sawRelative = isRelative
    let limit = min(span.last, first + Self.reach + (isRelative ? 4 : 0))
    while k < limit {
      if let other = mentions.mention(at: k), other.first == k || k == first {
        // "a spokesman for Sen. X"
        let start =
          k == first
          ? k
          : mentions.titleStart(before: k, behind: first, of: words.ofAlone, tokens, wordFeatures)
        if isNamedPerson(other, tokens, mentions),
          k == first || !wordFeatures.has(tokens[start - 1].word, [.preposition, .to])
        {
          // A list of persons: "X of Greece and Y of Cyprus", "X, the mayor, Y".
          if isOf, k > first + 2, wordFeatures.has(tokens[k - 1].word, .coordinator) {
            return first..<k - 1
          }
          return k == first || tokens[k - 1].kind != .comma ? nil : first..<k
        }
        k = other.last
        continue
      }
      let token = tokens[k]
      if token.kind == .comma, !isRelative, k + 1 < span.last,
        wordFeatures.has(tokens[k - 1].word, .titleHead),
        let body = mentions.mention(at: k + 1), body.first == k + 1,
        body.last >= span.last || !tokens[body.last].kind.isWordLike,
        (first..<k).allSatisfy({ tokens[$0].has(.capitalised) || tokens[$0].kind != .word })
      {
        // "Helen Marsh, Chief Executive, Brightloom"
        return first..<body.last
      }
      if token.kind == .comma || token.kind.isQuote || token.kind == .semicolon
        || token.kind == .colon || token.kind == .dash || token.kind == .bracketOpen
      {
        break
      }
      if token.kind == .period,
        token.has(.spaceBefore)
          || !wordFeatures.has(tokens[k - 1].word, [.abbreviation, .titleHead])
            && !tokens[k - 1].has(.singleLetter)
      {
        break
      }
      if isOf, k > first + 1, tags[k] == .coordinator, k + 1 < limit,
        let next = mentions.mention(at: k + 1), case .entity(let entity) = next.referent,
        mentions.entities[entity].kind != .institution
      {
        // "X of Greece and Y of Cyprus"
        break
      }
      // "X of Canada in Los Angeles"
      if isOf, k > first, tags[k] == .preposition, !words.of.contains(token.word) { break }
      if wordFeatures.has(token.word, .relative) { sawRelative = true }
      let f = wordFeatures[token.word]
      // "X of Canada assured Fiji of help"
      let isPredicate = isOf && tags[k] == .verbPast && mentions.mention(at: k - 1)?.last == k
      if tags[k].isVerbal, !sawRelative,
        isPredicate
          || f.isDisjoint(with: [.titleHead, .roleNoun, .titleModifier, .participleAdjective])
      {
        break
      }
      // The main verb after a relative clause.
      if sawRelative, wordFeatures.has(token.word, .reportingPast), k > first + 1,
        !wordFeatures.has(tokens[k - 1].word, .relative),
        f.isDisjoint(with: [.roleNoun, .titleHead])
      {
        break
      }
      k += 1
    }
    return k > first ? first..<k : nil
  }
}
