internal import Rules

/// Bodies by what they do: "Toyota cut output. The Japanese carmaker said", "The SEC fined Acme. The
/// regulator said", "BP's profit fell. The oil major said".
extension ReferenceResolver {
  /// The named body that a definite phrase of a trade or a kind of authority stands for, or nil.
  mutating func bodyOfTrade(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag]
  ) -> Side? {
    let tokens = document.tokens
    let noun = tokens[head].word
    guard let first = source.first, tokens[first].word == words.the, head > first,
      !features.has(noun, .nounPlural) || features.has(noun, .nounSingular),
      describedBodies[noun] == nil, mentions.ofToken[head] < 0,
      endsPhrase(head, source, tags, tokens),
      // "the fund manager", "the oil major", "the shipping line"
      head > first + 1 || !features.has(noun, .titleHead) && !words.compounds.contains(noun),
      let state = stateInside(first + 1..<head, tags, document)
    else { return nil }
    if words.regulators.contains(noun),
      words.isRegulatorAlone(noun) || state >= 0 || !words.companyNouns.contains(noun)
        || lastBody.isEmpty && bodyFor(noun, document, before: first) == nil,
      let body = authority(before: first, of: state, noun, document)
    {
      lastBody = body
      return body
    }
    guard words.trades.contains(noun), tokens[head - 1].word != words.central else { return nil }
    if let bodyTopic, bodyTopic.at < first, let entity = bodyTopic.side.entities.first,
      mainBody.mayBe(noun, mentions.entities[entity]),
      mainBody.named(noun, before: first, mentions) == nil
    {
      return side(of: entity, resolution: .description)
    }
    let found =
      words.companies.contains(noun)
      ? bodyFor(noun, document, before: first)
      : mainBody.referent(noun, before: first, document, mentions)
    switch found {
    case .entity(let entity)?: return side(of: entity, resolution: .description)
    case .party(let party)?:
      var side = side(ofParty: party)
      side.resolution = .description
      return side
    case nil: return nil
    }
  }

  /// Nothing follows the head that tells of another: `the maker of drugs`, `the bank where`.
  private func endsPhrase(
    _ head: Int, _ source: Range<Int>, _ tags: [Tag], _ tokens: [Token]
  ) -> Bool {
    guard head + 1 < source.upperBound else { return true }
    // "the carmaker, which is based in Turin, said"
    return tokens[head + 1].kind == .comma && head + 2 < source.upperBound
      && (tags[head + 2] == .relative || tags[head + 2] == .verbParticiple)
  }

  /// The state by whose adjective or name a phrase tells of a body, -1 where there is none; nil where
  /// something in it makes the body another's or another.
  private func stateInside(_ range: Range<Int>, _ tags: [Tag], _ document: Document) -> Int? {
    let tokens = document.tokens
    var state = -1
    var k = range.lowerBound
    while k < range.upperBound {
      if let mention = mentions.mention(at: k) {
        k = mention.last
        // "the Anglo-Dutch bank"
        if k + 1 < range.upperBound, tokens[k].kind == .hyphen,
          mentions.mention(at: k + 1)?.nameKind == .demonym
        {
          k += 1
          continue
        }
        // "the Paris-based bank"
        if k + 1 < range.upperBound, tokens[k].kind == .hyphen, tokens[k + 1].word == words.based {
          k += 2
          continue
        }
        guard case .party(let party) = mention.referent, state < 0,
          parties.isState(party) || parties.kinds[party] == "union",
          k >= tokens.count || tokens[k].kind != .possessive && tokens[k].kind != .hyphen
        else { return nil }
        state = party
        continue
      }
      let token = tokens[k]
      if words.others.contains(token.word) || words.opposing.contains(token.word) { return nil }
      // "the world's biggest bank", but "the dockers' union"
      if token.kind == .possessive, !words.worlds.contains(tokens[k - 1].word) { return nil }
      k += 1
    }
    return state
  }

  /// The regulator, court of auditors, institute or union of states that the text named last.
  private func authority(
    before at: Int, of state: Int, _ noun: WordID, _ document: Document
  ) -> Side? {
    for mention in mentions.before(at).suffix(40).reversed() {
      switch mention.referent {
      case .entity(let index):
        let e = mentions.entities[index]
        guard e.kind != .person, state < 0 || e.party < 0 || e.party == state,
          e.words.contains(noun) || mainBody.isPublic(e) || isAuthority(e)
            || isAcronymWithArticle(mention, document)
            // "the Ifo institute"
            || mention.last < at && words.regulators.contains(document.tokens[mention.last].word)
        else { continue }
        return side(of: index, resolution: .description)
      case .party(let party):
        let isBody = !parties.isState(party) && parties.kinds[party] == "organization"
        if isBody, state < 0, mention.nameKind == .name {
          var side = side(ofParty: party)
          side.resolution = .description
          return side
        }
        guard mention.nameKind == .seat, state < 0 || state == party,
          document.tokens[mention.last - 1].has(.allCaps)
            || features.has(document.tokens[mention.last - 1].word, .institutionHead)
        else { continue }
        var side = side(ofParty: party)
        side.speakers = [bareName(mention.first..<mention.last, document)]
        side.resolution = .description
        return side
      }
    }
    return nil
  }

  private func isAuthority(_ e: Entity) -> Bool {
    e.words.contains { words.regulators.contains($0) }
  }

  /// "the SEC", "the FCA": companies go without an article.
  private func isAcronymWithArticle(_ mention: Mention, _ document: Document) -> Bool {
    mention.last - mention.first == 1 && mention.first > 0
      && document.tokens[mention.first].has(.allCaps)
      && document.tokens[mention.first].end - document.tokens[mention.first].start > 2
      && document.tokens[mention.first - 1].word == words.the
  }
}
