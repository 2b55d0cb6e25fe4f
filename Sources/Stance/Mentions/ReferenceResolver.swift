internal import Rules

/// A person whom only a noun tells of.
struct Newcomer {
  var noun: WordID
  var side: Side
  /// Where the noun phrase begins.
  var at: Int
}

/// Who a source is: names, later short names, descriptions, pronouns.
struct ReferenceResolver {
  let features: WordFeatures
  let parties: PartyTable
  let words: ReferenceWords
  let mainBody: MainBody

  // MARK: State of one document

  var mentions = Mentions()
  /// The party whose ministry or press service issued the text, or -1.
  var issuer = -1
  /// The state that a bare "officials" or "the prime minister" belongs to, or -1.
  var home = -1
  /// Who speaks in a text of its own: the sides of a joint statement, the signer of a letter.
  var voice = Side()
  /// A readout, statement or speech: offices without a country are the issuer's.
  var isOwnVoice = false
  /// Persons and sides that met, for `they` and `the sides`.
  var participants = Side()
  /// The first of two who met came to the other: `X visited Y`, `X was received by Y`.
  var cameFirst = false
  /// Bodies that have no name but their description, by its head noun: the last one.
  var describedBodies: [WordID: Side] = [:]
  /// Who issued the last report, letter or statement that spoke.
  var lastIssuer = Side()
  /// The state or body that is the subject of the sentence, and where it stands.
  var subject: (side: Side, at: Int)?
  /// The body that was last a source.
  var lastBody = Side()
  /// Persons without a name by the noun that told of them: `a protester`, `a senior EU diplomat`.
  var newcomers: [WordID: Newcomer] = [:]
  /// The one of them that spoke or was told of last, since anybody with a name.
  var newcomer: Newcomer?
  /// The person that the last sentence of narration was about, since anybody spoke.
  var topic: (entity: Int, at: Int)?

  /// The state or body that the last sentence of narration was about, since anybody spoke.
  var bodyTopic: (side: Side, at: Int)?

  /// A named entity as a side.
  func side(of entity: Int, resolution: Resolution) -> Side {
    let e = mentions.entities[entity]
    var side = Side(entities: [entity], resolution: resolution)
    side.speakers = [e.kind == .institution ? e.shortName ?? e.name : e.name]
    if e.kind == .person || e.kind == .unknown && e.words.count > 1 && !e.roles.isEmpty {
      side.persons = [e.canonicalName ?? e.name]
    }
    let (party, index) = partyName(of: entity)
    side.parties = [party]
    side.partyIndices = [index]
    return side
  }

  /// The side an entity speaks for: its own affiliation, the state of its office, else its name.
  func partyName(of entity: Int, depth: Int = 0) -> (name: String, index: Int) {
    if let campaign = mentions.entities[entity].partyName { return (campaign, -1) }
    let party = mentions.entities[entity].party
    if party >= 0 { return (parties.names[party], party) }
    let body = mentions.entities[entity].body
    if body >= 0, depth < 3 { return partyName(of: body, depth: depth + 1) }
    let e = mentions.entities[entity]
    if e.holdsOffice || (isOwnVoice && !e.roles.isEmpty), !e.isFormer, !e.isLegislator {
      if issuer >= 0 { return (parties.names[issuer], issuer) }
      if home >= 0 { return (parties.names[home], home) }
    }
    return (e.shortName ?? e.name, -1)
  }

  func side(ofParty party: Int) -> Side {
    var side = Side(resolution: .explicit)
    side.parties = [parties.names[party]]
    side.partyIndices = [party]
    // Unions and bodies speak in their own name; a state is spoken for.
    if !parties.isState(party), parties.kinds[party] != "union",
      parties.kinds[party] != "political-party"
    {
      side.speakers = [parties.names[party]]
    }
    return side
  }

  // MARK: Sources

  /// The side of a source; `floor` is who spoke last.
  mutating func resolve(
    source: Range<Int>, heads: [Int], _ document: Document, _ tags: [Tag], floor: Side?
  ) -> Side {
    // "the Organization for Security and Co-operation in Europe": one name, however it is joined.
    let heads = withoutParts(heads, document.tokens, tags)
    guard let first = heads.first else { return Side() }
    if let opener = source.first, words.nobody.contains(document.tokens[opener].word),
      mentions.mention(at: opener) == nil, opener + 1 < document.tokens.count,
      // "no less a guru than Ann Lee"
      !words.noLess.contains(document.tokens[opener + 1].word)
    {
      // "Nobody has claimed the attack", "No country has acknowledged it": there is no such act.
      var side = Side()
      side.isActor = false
      return side
    }
    // "The President and Prime Minister Sudani" are two; "Deputy Prime Minister and Minister for
    // Finance Lawrence Wong" is one.
    let isOneTitle =
      heads.count > 1 && features.has(document.tokens[first].word, .titleHead)
      && mentions.mention(at: first) == nil
      && !words.definite.contains(document.tokens[source.lowerBound].word)
      && features.has(document.tokens[heads[1]].word, .titleHead)
    if isOneTitle || isOnePerson(source, heads, document, tags) {
      return resolveOne(source, head: first, document, tags, floor: floor)
    }
    if let named = examples(source, head: first, document, tags) { return named }
    let firstEnd =
      heads.count > 1
      ? min(conjunction(before: heads[1], document.tokens, tags), source.upperBound)
      : source.upperBound
    var result = resolveOne(
      source.lowerBound..<max(firstEnd, first + 1), head: first, document, tags, floor: floor)
    let isDefinite = isDefinite(source, document.tokens)
    for (n, head) in heads.enumerated().dropFirst() {
      let low = max(conjunction(before: head, document.tokens, tags) + 1, source.lowerBound)
      let high =
        n + 1 < heads.count
        ? conjunction(before: heads[n + 1], document.tokens, tags) : source.upperBound
      let other = resolveOne(
        min(low, head)..<max(high, head + 1), head: head, document, tags, floor: floor,
        isDefinite: isDefinite)
      result.add(other)
    }
    if heads.count == 1, result.speakers.isEmpty == false,
      mentions.entities.indices.contains(result.entities.first ?? -1),
      let entity = result.entities.first, mentions.entities[entity].kind == .institution
    {
      lastBody = result
    }
    return result
  }

  /// "several banks, including Barclays and HSBC", "some states, among them France and Spain", "two Gulf
  /// states – Kuwait and Oman –": those named of many.
  private func examples(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag]
  ) -> Side? {
    let tokens = document.tokens
    guard features.has(tokens[head].word, .nounPlural), mentions.mention(at: head) == nil,
      let opener = (head + 1..<max(source.upperBound, head + 1)).first(where: {
        words.examples.contains(tokens[$0].word) && tags[$0] == .preposition
          || tokens[$0].kind == .dash
      }),
      tokens[opener - 1].kind == .comma || tokens[opener - 1].kind == .dash
        || opener == head + 1
    else { return nil }
    var side: Side?
    var k = opener + 1
    while k < source.upperBound {
      guard let mention = mentions.mention(at: k), mention.first == k else {
        switch tags[k] {
        case .coordinator, .mark, .determiner, .pronoun: break
        default: return side
        }
        k += 1
        continue
      }
      k = mention.last
      let one =
        switch mention.referent {
        case .entity(let entity): self.side(of: entity, resolution: .explicit)
        case .party(let party): self.side(ofParty: party)
        }
      if side == nil { side = one } else { side?.add(one) }
    }
    return side
  }

  /// Heads of phrases of their own: what a coordinator inside a name joins is none.
  ///
  /// Of `Truro and Falmouth MP X` the last, of `X, director of the Institute for Labour and Trade` the first.
  private func withoutParts(_ heads: [Int], _ tokens: [Token], _ tags: [Tag]) -> [Int] {
    var kept: [Int] = []
    for head in heads {
      if let comma = commaOfConstituency(head, tokens) {
        let name = mentions.mention(at: comma - 1)
        if let name, kept.last.map({ $0 < name.first }) ?? true { kept.append(name.last - 1) }
        continue
      }
      if let office = mentions.offices[head] {
        // "the Minister for Arts, Heritage and Culture" is one.
        if !kept.contains(office.lowerBound) { kept.append(office.lowerBound) }
        continue
      }
      if let before = kept.last, let office = mentions.offices[before],
        mentions.mention(at: head)?.first == office.upperBound
      {
        continue
      }
      guard let before = kept.last, head > before else {
        kept.append(head)
        continue
      }
      let name = mentions.mention(at: head)
      if let name, mentions.mention(at: before)?.first == name.first { continue }
      let join = conjunction(before: head, tokens, tags)
      if join < head, join > before, let joined = mentions.mention(at: join),
        joined.first < join
      {
        guard joined.first <= before else { continue }
        kept.removeLast()
      }
      kept.append(head)
    }
    return kept
  }

  /// The comma before the place where a legislator was elected: `Sens. X, R-Ohio, and Y, D-South Dakota`.
  private func commaOfConstituency(_ head: Int, _ tokens: [Token]) -> Int? {
    var k = head
    while k > 3, tokens[k - 1].kind == .word, tokens[k - 1].has(.capitalised) { k -= 1 }
    guard k > 3, tokens[k - 1].kind == .hyphen, tokens[k - 2].has(.singleLetter),
      tokens[k - 3].kind == .comma
    else { return nil }
    return k - 3
  }

  /// "American academic and author Marc Hill": two words for the one who is named.
  private func isOnePerson(
    _ source: Range<Int>, _ heads: [Int], _ document: Document, _ tags: [Tag]
  ) -> Bool {
    guard heads.count == 2, let first = heads.first, let last = heads.last,
      features.has(document.tokens[first].word, .roleNoun),
      !features.has(document.tokens[first].word, .roleNounPlural),
      mentions.mention(at: first) == nil, !isDefinite(source, document.tokens),
      first + 1 < last, tags[first + 1] == .coordinator,
      features.has(document.tokens[first + 2].word, [.roleNoun, .titleModifier, .titleHead]),
      let name = (first + 2..<source.upperBound).lazy.compactMap({ mentions.mention(at: $0) })
        .first,
      case .entity(let entity) = name.referent
    else { return false }
    return mentions.entities[entity].kind == .person
  }

  /// The coordinator or comma that joins a phrase to the one before; the hyphen of "Jean-Claude" does not.
  private func conjunction(before head: Int, _ tokens: [Token], _ tags: [Tag]) -> Int {
    var k = head - 1
    while k > 0, k > head - 12 {
      if tags[k] == .coordinator || tags[k] == .mark && tokens[k].kind != .hyphen { return k }
      k -= 1
    }
    return head
  }

  mutating func resolveOne(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?,
    isDefinite: Bool = false
  ) -> Side {
    let tokens = document.tokens
    var head = head
    while head > source.lowerBound, mentions.mention(at: head) == nil,
      features.has(tokens[head].word, .legalForm), mentions.mention(at: head - 1) != nil
    { head -= 1 }
    let word = tokens[head].word
    if tags[head] == .pronoun, !words.first.contains(word), !words.he.contains(word),
      !words.she.contains(word), !words.they.contains(word), !words.it.contains(word),
      let named = namedBehind(head, source, document, tags),
      case .entity(let entity) = named.referent
    {
      // "One of the organisers, Ann Lee, said"
      return side(of: entity, resolution: .explicit)
    }
    if tags[head] == .pronoun || tags[head] == .possessive
      || words.first.contains(word) && mentions.mention(at: head) == nil
    {
      return pronoun(word, head, document, floor: floor)
    }
    // "hit back Wednesday": nobody.
    if features.has(word, [.month, .weekday]), mentions.mention(at: head) == nil { return Side() }
    if let issuer = issuer(ofWriting: source, head: head, document, tags, floor: floor) {
      return issuer
    }
    if let met = memberOfPair(source, head: head, document) { return met }
    // The name that the head is, or that an office in front of it belongs to.
    if let mention = nameFor(source, head: head, document, tags) {
      switch mention.referent {
      case .entity(let entity):
        var side = self.side(of: entity, resolution: .explicit)
        if mayBeBody(entity) { lastBody = side }
        side.resolution = .explicit
        return side
      case .party(let party):
        if mention.nameKind == .demonym, head < mention.last,
          let member = member(of: party, source, document, floor)
        {
          return member
        }
        if mention.nameKind == .demonym,
          features.has(word, [.roleNoun, .institutionHead, .collective]) || head >= mention.last
        {
          return description(
            source, head: head, document, tags, floor: floor, known: isDefinite)
        }
        if mention.nameKind == .demonym, head < mention.last,
          let compatriot = compatriot(of: party, source, document, floor)
        {
          return compatriot
        }
        if mention.nameKind == .title, head == mention.last - 1, self.isDefinite(source, tokens),
          features.has(word, [.titleHead, .roleNoun])
        {
          // "The Fed chair said"
          return description(
            source, head: head, document, tags, floor: floor, known: isDefinite)
        }
        var side = side(ofParty: party)
        if mention.nameKind == .seat {
          // The Kremlin speaks in its own name, for Russia.
          side.speakers = [bareName(mention.first..<mention.last, document)]
        }
        return side
      }
    }
    return description(source, head: head, document, tags, floor: floor, known: isDefinite)
  }

  func nameFor(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag]
  ) -> Mention? {
    if let own = mentions.mention(at: head) {
      if isNoPerson(own), let person = personAfter(own.last, source, document) {
        // "Minister of Foreign Affairs of Azerbaijan X", "University of Leiden professor X"
        return person
      }
      return own
    }
    if let named = personAtEnd(source, head: head, document) { return named }
    // An office before the name: "Minister of Foreign Affairs X", "the company's chief executive X".
    let token = document.tokens[head]
    guard
      features.has(
        token.word, [.titleHead, .roleNoun, .titleModifier, .courtesyTitle, .institutionHead])
        || token.has(.capitalised)
    else { return nil }
    var k = mentions.offices[head]?.upperBound ?? head + 1
    while k < source.upperBound {
      if let mention = mentions.mention(at: k) {
        if !isNoPerson(mention), !isObject(mention.first, behind: head, document),
          mentions.campaignNoun(after: mention, words.campaign, document) == nil
        {
          return mention
        }
        k = mention.last
        continue
      }
      let t = document.tokens[k]
      switch t.kind {
      case .comma:
        // "the head of the party, X, said"
        return personApposed(after: k, source, document)
      case .bracketOpen:
        // "Solicitor General (SG) X"
        guard k + 3 < source.upperBound, document.tokens[k + 1].has(.allCaps),
          document.tokens[k + 2].kind == .bracketClose
        else { return nil }
        k += 2
      case .word:
        if tags[k].isVerbal && tags[k] != .verbParticiple { return nil }
        if tags[k] == .relative || tags[k] == .subordinator { return nil }
      case .period, .hyphen, .possessive, .number: break
      default: return nil
      }
      k += 1
    }
    return nil
  }

  /// The person that stands in apposition to a pronoun with its phrases: `another of his rivals, Senator
  /// Rand Hill,`.
  private func namedBehind(
    _ head: Int, _ source: Range<Int>, _ document: Document, _ tags: [Tag]
  ) -> Mention? {
    var k = head + 1
    while k < source.upperBound, document.tokens[k].kind != .comma {
      if tags[k] == .relative || tags[k].isVerbal { return nil }
      k += 1
    }
    k += 1
    while k < source.upperBound {
      if let mention = mentions.mention(at: k) {
        guard case .entity(let entity) = mention.referent,
          mentions.entities[entity].kind == .person
        else { return nil }
        return mention
      }
      guard
        features.has(
          document.tokens[k].word, [.titleHead, .titleModifier, .courtesyTitle, .roleNoun])
          || document.tokens[k].kind == .period
      else { return nil }
      k += 1
    }
    return nil
  }

  /// The person named behind a comma, a party before the name passed over: `the local MP, Labour's X,`, `the
  /// area's MP, Democrat X,`.
  private func personApposed(
    after comma: Int, _ source: Range<Int>, _ document: Document
  ) -> Mention? {
    var k = comma + 1
    if k < source.upperBound, let member = mentions.mention(at: k), member.first == k,
      case .party(let party) = member.referent, parties.isPoliticalParty(party)
    {
      k = member.last
      if k < source.upperBound, document.tokens[k].kind == .possessive { k += 1 }
    }
    guard k < source.upperBound, let mention = mentions.mention(at: k),
      case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person
    else { return nil }
    return mention
  }

  /// The person in apposition that ends a phrase, whatever stands between: `The woman who found the boat,
  /// Ann Lee`, `Its organiser, retired teacher Ann Lee`.
  private func personAtEnd(_ source: Range<Int>, head: Int, _ document: Document) -> Mention? {
    let tokens = document.tokens
    guard let last = source.last, let mention = mentions.mention(at: last),
      mention.last == source.upperBound, case .entity(let entity) = mention.referent,
      mentions.entities[entity].kind == .person,
      !features.has(tokens[head].word, [.nounPlural, .roleNounPlural])
    else { return nil }
    var k = mention.first - 1
    while k > head, tokens[k].kind != .comma {
      guard
        tokens[k].kind == .period
          || features.has(
            tokens[k].word,
            [.titleHead, .titleModifier, .courtesyTitle, .roleNoun, .adjective, .formerWord])
      else { return nil }
      k -= 1
    }
    return k > head ? mention : nil
  }

  private func mayBeBody(_ entity: Int) -> Bool {
    let e = mentions.entities[entity]
    return e.kind == .institution
      || e.kind == .unknown
        && (e.words.count == 1 || !features.has(e.words[0], .anyGivenName) && e.roles.isEmpty)
  }

  private func isNoPerson(_ mention: Mention) -> Bool {
    guard case .entity(let entity) = mention.referent else { return true }
    return mentions.entities[entity].kind == .institution
  }

  /// The person that a phrase goes on to name after the name of a body or state: `University of
  /// Leiden professor X`, `UN envoy for Yemen X`, `White House press secretary, X`.
  private func personAfter(_ i: Int, _ source: Range<Int>, _ document: Document) -> Mention? {
    var k = i
    while k < min(source.upperBound, i + 10) {
      let token = document.tokens[k]
      if let mention = mentions.mention(at: k), mention.first == k {
        guard isNoPerson(mention) else { return isObject(k, behind: i, document) ? nil : mention }
        k = mention.last
        continue
      }
      switch token.kind {
      case .bracketOpen:
        // "the chairman of the Commission (AUC), X"
        while k < source.upperBound, k < i + 10, document.tokens[k].kind != .bracketClose { k += 1 }
      case .comma:
        return personApposed(after: k, source, document)
      case .period, .hyphen, .possessive: break
      case .word:
        let f = features[token.word]
        guard
          !f.isDisjoint(with: [
            .titleHead, .roleNoun, .titleModifier, .courtesyTitle, .anyNoun, .adjective,
            .preposition,
            .determiner, .to,
          ]), f.isDisjoint(with: [.relative, .coordinator]) || !f.isDisjoint(with: .roleNoun)
        else { return nil }
      default: return nil
      }
      k += 1
    }
    return nil
  }

  /// After a preposition, with titles and a state but without an article between: `the mayor of Leeds`, `an aide
  /// to President X`, `the governor of Ukraine's Kharkiv region`; not `the assistant to the President, X`.
  func isObject(_ k: Int, behind head: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    var first = mentions.titleStart(before: k, behind: head, of: words.of, tokens, features)
    if first > 1, tokens[first - 1].kind == .possessive,
      let owner = mentions.mention(at: first - 2), case .party = owner.referent
    {
      first = owner.first
    }
    // "the chief whip of the NDC"
    if first > 1, first == k, features.has(tokens[first - 1].word, .determiner) { first -= 1 }
    guard first > 0 else { return false }
    return features.has(tokens[first - 1].word, [.preposition, .to])
  }

  func issuerSide() -> Side {
    if !voice.isEmpty { return voice }
    guard issuer >= 0 else { return Side() }
    var side = Side(resolution: .issuer)
    side.parties = [parties.names[issuer]]
    side.partyIndices = [issuer]
    return side
  }
}
