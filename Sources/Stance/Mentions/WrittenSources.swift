internal import Rules

/// What is written speaks for who issued it: "Oxfam's report says", "a letter from the ministry",
/// "a U.N. study", and later "the report".
extension ReferenceResolver {
  /// The side of a writing, or nil where nobody is known to have issued it.
  mutating func issuer(
    ofWriting source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?
  ) -> Side? {
    guard words.writtenNouns.contains(document.tokens[head].word) else { return nil }
    if participants.parties.count > 1,
      (source.lowerBound..<head).contains(where: { document.tokens[$0].word == words.joint }),
      (source.lowerBound..<head).allSatisfy({ mentions.ofToken[$0] < 0 })
    {
      // "X met Y. A joint statement condemned it"
      var side = participants
      side.resolution = .description
      return side
    }
    if let named = namedIssuer(source, head: head, document, tags, floor: floor) {
      guard !named.isEmpty else { return nil }
      lastIssuer = named
      return named
    }
    guard isDefinite(source, document.tokens),
      !(source.lowerBound..<head).contains(where: { token in
        // "a police statement" is no other body's
        mentions.ofToken[token] >= 0 || words.companyNouns.contains(document.tokens[token].word)
          || features.has(document.tokens[token].word, .institutionHead)
      })
    else { return nil }
    // "NORAID published a study on Monday. The study says", "the bank said in a letter … The letter
    // says"; a report that an outlet tells of is no person's who spoke.
    var side = bodyTopic?.side ?? Side()
    if side.isEmpty { side = lastIssuer }
    if side.isEmpty, floor == nil, participants.parties.count > 1 {
      // "X met Y. The document called for talks"
      side = participants
    }
    if side.isEmpty, let floor,
      floor.persons.isEmpty || words.statementNouns.contains(document.tokens[head].word)
    {
      side = floor
    }
    guard !side.isEmpty else { return nil }
    side.resolution = .description
    return side
  }

  /// The possessor, the agent or the name before the noun.
  private mutating func namedIssuer(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?
  ) -> Side? {
    let tokens = document.tokens
    if let first = source.first, first < head, tags[first] == .possessive {
      // "its report", "his letter"
      let owner = resolveOne(first..<first + 1, head: first, document, tags, floor: floor)
      return owner.isActor ? owner : nil
    }
    if let mark = (source.lowerBound..<head).last(where: { tokens[$0].kind == .possessive }),
      mark > source.lowerBound
    {
      return side(inside: source.lowerBound..<mark, document, tags, floor: floor)
    }
    // "a report by X", "the report, by X,"
    var issuing =
      head + 1 < source.upperBound && tokens[head + 1].kind == .comma ? head + 2 : head + 1
    // "a statement issued on Monday by X"
    if issuing < source.upperBound, tags[issuing] == .verbParticiple,
      let by = (issuing + 1..<source.upperBound).first(where: {
        words.issuing.contains(tokens[$0].word) && tags[$0] == .preposition
      }), by - issuing < 6
    {
      issuing = by
    }
    if issuing < source.upperBound, words.issuing.contains(tokens[issuing].word) {
      return side(inside: issuing + 1..<source.upperBound, document, tags, floor: floor)
    }
    guard head > source.lowerBound else { return nil }
    // "a Finance Ministry report", "a World Bank report"; a "Chinese report" is nobody's.
    guard let mention = mentions.mention(at: head - 1) else {
      // "a club statement"
      if let body = ownBody(source, head: head, document) { return body }
      return features.has(tokens[head - 1].word, .governmentBody)
        ? side(inside: source.lowerBound..<head, document, tags, floor: floor) : nil
    }
    switch mention.referent {
    case .party(let party):
      guard !parties.isState(party) || mention.nameKind == .seat else { return nil }
      var side = side(ofParty: party)
      if mention.nameKind == .seat {
        side.speakers = [bareName(mention.first..<mention.last, document)]
      }
      return side
    case .entity(let entity):
      guard mentions.entities[entity].kind != .person else { return nil }
      return side(of: entity, resolution: .description)
    }
  }

  private mutating func side(
    inside range: Range<Int>, _ document: Document, _ tags: [Tag], floor: Side?
  ) -> Side? {
    guard let head = range.last(where: { tags[$0].isNominal || mentions.ofToken[$0] >= 0 }),
      !features.has(document.tokens[head].word, .timeNoun)
    else { return nil }
    let side = resolveOne(range, head: head, document, tags, floor: floor)
    return side.isActor ? side : nil
  }
}
