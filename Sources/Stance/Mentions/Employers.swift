internal import Rules

/// Whom somebody works or speaks for, told right behind the name by a preposition: `X at Northwind Bank`,
/// `X, from the charity Harbour, said`, `X, speaking for the Dock Union,`.
extension Affiliation {
  /// Gives a person of no known side the body behind `at`, `from`, `with` or `representing`.
  ///
  /// Only of who is reported to speak: "Ann Reid met Tom Berg at the Dock Union" tells a place.
  func learnEmployer(
    _ index: Int, _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    if let body = fronted(mention, span, document, tags, mentions),
      // "Speaking for Harbour TV, the foreign minister said": no minister's side.
      !mentions.entities[index].holdsOffice || isCivil(body, mentions)
    {
      mentions.entities[index].kind = .person
      return set(index, body, &mentions)
    }
    let e = mentions.entities[index]
    guard e.kind == .person || e.words.count > 1, e.party < 0, e.body < 0, e.partyName == nil,
      !e.holdsOffice, !e.isLegislator, !e.isFormer, mention.last + 1 < span.last
    else { return }
    let isApposed = tokens[mention.last].kind == .comma
    if isApposed, let client = client(at: mention.last + 1, span, document, mentions) {
      mentions.entities[index].kind = .person
      return set(index, client, &mentions)
    }
    guard
      let first = bodyStart(isApposed ? mention.last + 1 : mention.last, span, document),
      let body = body(at: first, span, document, tags, mentions)
    else { return }
    var next = body.last
    if isApposed {
      guard next < span.last,
        tokens[next].kind == .comma || tokens[next].kind.isQuote
          || tokens[next].kind == .period
      else { return }
      next += 1
    }
    // "X at Northwind also said", "X and Y at Northwind both said"
    let verb =
      next + 1 < span.last && !tags[next].isVerbal && tags[next] != .coordinator
        && tokens[next].kind == .word ? next + 1 : next
    let speaks =
      verb < span.last && tags[verb].isVerbal && features.has(tokens[verb].word, [.cueVerb])
    guard speaks || isInverted(mention, span, document) || isJoined(next, span, tags, mentions)
    else { return }
    mentions.entities[index].kind = .person
    set(index, body.referent, &mentions)
  }

  /// "Ann Lee at Barclays and Tom Reid at UBS said": another person with a body of his own.
  private func isJoined(_ next: Int, _ span: SentenceSpan, _ tags: [Tag], _ mentions: Mentions)
    -> Bool
  {
    guard next + 1 < span.last, tags[next] == .coordinator,
      let other = mentions.mention(at: next + 1), other.first == next + 1, other.last < span.last,
      case .entity(let entity) = other.referent, mentions.entities[entity].kind == .person
    else { return false }
    return tags[other.last] == .preposition
  }

  /// "For the Greens, lawmaker X said", "Speaking for the Dock Union, X said".
  private func fronted(
    _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: Mentions
  ) -> Referent? {
    let tokens = document.tokens
    let isFor = reader.words.of.contains(tokens[span.bodyFirst].word)
    guard mention.first > span.bodyFirst + 2,
      mention.first < span.bodyFirst + DescriptionReader.reach,
      mention.last < span.last, tags[mention.last].isVerbal,
      let first = isFor ? span.bodyFirst + 1 : bodyStart(span.bodyFirst, span, document),
      !reader.words.at.contains(tokens[span.bodyFirst].word),
      let body = body(at: first, span, document, tags, mentions),
      body.last < mention.first, tokens[body.last].kind == .comma,
      // "Speaking for Pink TV, X said": to an outlet.
      !reader.words.outlets.contains(tokens[body.last - 1].word),
      (body.last + 1..<mention.first).allSatisfy({
        features.has(
          tokens[$0].word, [.titleHead, .roleNoun, .titleModifier, .courtesyTitle, .determiner])
          || tokens[$0].kind == .period
      })
    else { return nil }
    // "For Tesco, Ann Lee said, the cut was a blow": for whom something is so.
    let next = mention.last + 1
    guard !isFor || next < span.last && tokens[next].kind != .comma else { return nil }
    return body.referent
  }

  private func isCivil(_ body: Referent, _ mentions: Mentions) -> Bool {
    switch body {
    case .party(let party): parties.isPoliticalParty(party)
    case .entity(let entity):
      mentions.entities[entity].words.contains { civilBodies.contains($0) }
    }
  }

  /// Behind `at`, `representing`, `speaking for`, `on behalf of`.
  private func bodyStart(_ at: Int, _ span: SentenceSpan, _ document: Document) -> Int? {
    let tokens = document.tokens
    let words = reader.words
    var k = at
    guard k + 1 < span.last else { return nil }
    if words.at.contains(tokens[k].word) || words.representing.contains(tokens[k].word) {
      return k + 1
    }
    if words.speaking.contains(tokens[k].word) { k += 1 }
    if k > at, words.of.contains(tokens[k].word) { return k + 1 }
    let isOnBehalf =
      k + 3 < span.last && words.behalf.contains(tokens[k + 1].word)
      && words.of.contains(tokens[k + 2].word)
    return isOnBehalf ? k + 3 : nil
  }

  /// "Ann Lee, representing Tom Berg,", "Ann Lee, acting for the Berg family,": the person that a lawyer speaks for.
  private func client(
    at first: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Referent? {
    let tokens = document.tokens
    guard first + 1 < span.last else { return nil }
    var name = first + 1
    if !reader.words.defending.contains(tokens[first].word) {
      guard reader.words.speaking.contains(tokens[first].word), first + 2 < span.last,
        reader.words.of.contains(tokens[name].word)
      else { return nil }
      name += 1
    }
    while name + 1 < span.last, features.has(tokens[name].word, [.courtesyTitle, .titleHead]) {
      name += 1
    }
    guard let mention = mentions.mention(at: name), mention.first == name, mention.last < span.last,
      case .entity(let entity) = mention.referent, mentions.entities[entity].kind != .institution,
      tokens[mention.last].kind == .comma
    else { return nil }
    return mention.referent
  }

  /// The name of a body, articles, adjectives and what it is called by in front: `the charity Harbour`.
  private func body(
    at first: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Mention? {
    let tokens = document.tokens
    var k = first
    while k < min(span.last, first + 6), mentions.mention(at: k) == nil {
      guard
        tags[k] == .determiner || tags[k] == .adjective || tags[k] == .noun
          || tokens[k].kind == .hyphen
      else { return nil }
      k += 1
    }
    guard k < span.last, let mention = mentions.mention(at: k), mention.first == k,
      mention.last >= span.last || tokens[mention.last].kind != .possessive
    else { return nil }
    switch mention.referent {
    case .party(let party):
      let isBody = !parties.isState(party) && mention.nameKind == .name
      return isBody ? mention : nil
    case .entity(let entity):
      // "the charity Harbour", "Harbour Economics", "at Barclays"; a name alone may be a place.
      let e = mentions.entities[entity]
      let isAt =
        k == first && tokens[k - 1].word == reader.words.atBody && e.words.count == 1
        && !e.isPlace && e.roles.isEmpty && !reader.words.cities.contains(e.words[0])
      let isCalled =
        isAt || k > first
        ? isAt || features.has(tokens[k - 1].word, .institutionHead)
        : e.words.count > 1 && tokens[k - 1].word != reader.words.from
          && e.words.last.map { features.has($0, .anyNoun) } ?? false
      return e.kind == .institution || e.kind == .unknown && isCalled ? mention : nil
    }
  }

  /// `said Ann Lee`, titles between.
  private func isInverted(_ mention: Mention, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    var k = mention.first - 1
    while k > span.bodyFirst,
      features.has(tokens[k].word, [.courtesyTitle, .titleHead, .titleModifier])
        || tokens[k].kind == .period && !tokens[k].has(.spaceBefore)
    { k -= 1 }
    return k > span.bodyFirst && features.has(tokens[k].word, .reportingPast)
  }
}
