internal import Rules

/// Sources by description: "the Hungarian minister", "both sides", "the embassy".
extension ReferenceResolver {
  /// `the minister`, `the Azerbaijani official`, `his Russian counterpart`, `officials`.
  mutating func description(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?,
    known: Bool
  ) -> Side {
    if let named = epithet(source, head: head, document, floor) { return named }
    let tokens = document.tokens
    let headWord = tokens[head].word
    let f = features[headWord]
    // Parties and bodies named inside the phrase up to its head, and `of X` after it.
    var partyInside = -1
    var bodyInside = -1
    var k = max(source.lowerBound, 0)
    while k < source.upperBound {
      if let mention = mentions.mention(at: k) {
        if isBasedIn(mention, tokens) {
          k = mention.last + 2
          continue
        }
        if k > head, isWhereabouts(mention, of: head, tokens) {
          k = mention.last
          continue
        }
        switch mention.referent {
        case .party(let party):
          if partyInside < 0, k <= head || isOf(before: k, head: head, document) {
            partyInside = party
          } else if partyInside >= 0, parties.kinds[partyInside] == "territory",
            parties.isPoliticalParty(party), mentions.mention(at: k - 1)?.last == k
          {
            // "Ohio GOP officials": the party there.
            partyInside = party
          }
        case .entity(let entity):
          if bodyInside < 0, entity < mentions.entities.count,
            k <= head || isOf(before: k, head: head, document),
            !isPlaceOnly(mention, head: head, tokens)
          {
            bodyInside = entity
          }
        }
        k = mention.last
        continue
      }
      if tokens[k].kind == .comma || tags[k].isVerbal { break }
      k += 1
    }
    let isPlural =
      f.contains(.roleNounPlural) || (f.contains(.nounPlural) && !f.contains(.nounSingular))
    let isPerson = f.contains(.roleNoun) || words.counterpart.contains(headWord)
    // "The Prime Minister" is no other minister.
    let isPrime = head > source.lowerBound && tokens[head - 1].word == words.prime
    if f.contains(.collective) && isPlural
      || (isPlural && isPerson && isDefinite(source, tokens) && isJoint(source, headWord, tokens))
    {
      // "The Timorese leaders" are one side of the talks.
      // "Senate leaders", "party leaders" are none of them.
      let isOfBody =
        bodyInside >= 0
        || head > source.lowerBound && features.has(tokens[head - 1].word, .institutionHead)
      if participants.parties.count > 1, partyInside < 0, !isOfBody {
        var side = participants
        side.resolution = .description
        return side
      }
    }
    if isPerson, partyInside >= 0, parties.kinds[partyInside] == "territory",
      f.contains(.legislatorRole), f.isDisjoint(with: [.governmentRole, .localRole])
    {
      // A senator is elected in a state and holds no office of it.
      var nobody = Side(resolution: .description)
      nobody.isPlural = isPlural
      nobody.isUnnamedPerson = !isPlural
      return legislator(source, head: head, from: partyInside, document, floor) ?? nobody
    }
    if isPerson, let same = newcomer(source, head: head, partyInside, document) { return same }
    if isPerson && !isPlural, known || isDefinite(source, tokens) || partyInside >= 0 {
      // "A British judge" is somebody new, "a Chinese admiral" in the lead who is named below.
      if let entity = describedPerson(
        isPrime ? words.premier : headWord, partyInside, floor,
        isFormer: source.contains { tokens[$0].word == words.former },
        fields: (source.lowerBound..<max(head, source.lowerBound)).reversed()
          .map { tokens[$0].word }
          .filter {
            features.has($0, .titleModifier)
              || words.companyNouns.contains($0) && $0 != words.party
          }, mustHold: isOwned(source, head: head, tokens)),
        !isIndefinite(source, tokens)
          || mentions.entities[entity].firstToken > head
            && holds(mentions.entities[entity], headWord),
        mayBe(entity, source, head: head, inside: bodyInside, document)
      {
        return side(of: entity, resolution: .description)
      }
    }
    if isPerson, isPlural, partyInside < 0, bodyInside < 0, isDefinite(source, tokens),
      let floor, floor.isPlural, floor.speakers.isEmpty, !floor.parties.isEmpty
    {
      // "Two State Department officials said. The officials added"
      var side = floor
      side.resolution = .description
      return side
    }
    if let body = bodyOfTrade(source, head: head, document, tags) { return body }
    var side = Side(resolution: .description)
    if isPerson, let name = apposed(after: head, source, tokens),
      mentions.entities[name].kind == .institution
    {
      // "the port's owner, Northwind Holdings"
      return self.side(of: name, resolution: .description)
    }
    if isPerson, let staff = campaignStaff(source, head: head, bodyInside, document, floor) {
      return staff
    }
    if isPerson {
      side.isUnnamedPerson = !isPlural
      if !isPlural, words.spokes.contains(headWord),
        let body = bodySpokenFor(source, head: head, document)
      {
        side.speakers = [body]
      }
      // A spokesman of a body nobody names: the body's side, no speaker.
      if let company = companySpokenFor(source, head: head, document) {
        // "a spokesman for the Danish brewer"
        side.parties = company.parties
        side.partyIndices = company.partyIndices
      } else if partyInside >= 0 {
        // "British officials" speak for their country, "British forecasters" for nobody known.
        if isOwnVoice || !parties.isState(partyInside) || f.contains(.stateRole) {
          side.parties = [parties.names[partyInside]]
          side.partyIndices = [partyInside]
        }
      } else if bodyInside >= 0 {
        if let campaign = campaignServed(bodyInside, source, head: head, document) {
          side.parties = [campaign]
          side.partyIndices = [-1]
        } else if !isApart(from: bodyInside, source, head: head, document) {
          let (name, index) = partyName(of: bodyInside)
          side.parties = [name]
          side.partyIndices = [index]
        }
      } else if words.lawyers.contains(headWord) {
        // "his lawyers"; prosecutors alone act for a state.
        if let client = client(source, document, floor: floor) {
          side.parties = client.parties
          side.partyIndices = client.partyIndices
        }
      } else if isOfForce(source, head: head, tokens),
        let force = force(before: source.lowerBound, document)
      {
        // "officers", "a force spokesman"
        side.parties = force.parties
        side.partyIndices = force.partyIndices
      } else if let body = ownBody(source, head: head, document) {
        // "a senior company executive", "party officials"
        side.parties = body.parties
        side.partyIndices = body.partyIndices
      } else if words.spokes.contains(headWord), head + 1 >= source.upperBound,
        let subject, subject.at < source.lowerBound, !subject.side.isEmpty
      {
        // "Northwind denied the report, and a spokesman said"
        side.parties = subject.side.parties
        side.partyIndices = subject.side.partyIndices
      } else if isBareSpokesman(source, head: head, document),
        let body = bodyTopic.map(\.side) ?? (lastBody.isEmpty ? nil : lastBody)
      {
        // "Northwind shut two shops. A spokesman said"
        side.parties = body.parties
        side.partyIndices = body.partyIndices
      } else if f.contains(.governmentRole), home >= 0, !words.diplomats.contains(headWord),
        !speaksForCivilBody(source, head: head, document),
        !source.contains(where: { words.rebels.contains(tokens[$0].word) })
      {
        side.parties = [parties.names[home]]
        side.partyIndices = [home]
      }
      side.isPlural = isPlural
      introduce(side, source, head: head, document)
      return side
    }
    if words.campaign.contains(headWord) || isCamp(source, head: head, bodyInside, document),
      let name = campaignName(source, head: head, bodyInside, document, floor)
    {
      // "the Morrow campaign", "her campaign"
      side.speakers = [name]
      side.parties = [name]
      side.partyIndices = [-1]
      return side
    }
    if headWord == words.office, head == source.lowerBound + 1,
      words.he.contains(tokens[source.lowerBound].word)
        || words.she.contains(tokens[source.lowerBound].word)
    {
      // "her office"
      let isMale = words.he.contains(tokens[source.lowerBound].word)
      var office = recentPerson(
        before: source.lowerBound, isMale ? .male : .female, document, floor: floor)
      office.speakers = []
      office.persons = []
      office.entities = []
      office.resolution = office.isEmpty ? .unknown : .description
      return office
    }
    if headWord == words.office, head > source.lowerBound + 1, tokens[head - 1].kind == .possessive,
      let owner = mentions.mention(at: head - 2), case .entity(let person) = owner.referent,
      mentions.entities[person].kind != .institution
    {
      // "Whitmer's office"
      var office = self.side(of: person, resolution: .description)
      office.speakers = [document.string(owner.first..<head + 1)]
      office.persons = []
      return office
    }
    if headWord == words.office, home >= 0, partyInside < 0, bodyInside < 0,
      head > source.lowerBound + 1, tokens[head - 1].kind == .possessive,
      case let owner = features[tokens[head - 2].word], owner.contains(.governmentRole),
      owner.isDisjoint(with: [.municipalRole, .provinceRole])
    {
      // "the attorney general's office"
      side.speakers = [document.string(source.lowerBound + 1..<head + 1)]
      side.parties = [parties.names[home]]
      side.partyIndices = [home]
      lastBody = side
      return side
    }
    if f.contains(.institutionHead) || words.companyNouns.contains(headWord)
      || words.civilBodies.contains(headWord) || f.contains(.collective)
    {
      if let name = apposed(after: head, source, tokens) {
        return self.side(of: name, resolution: .description)
      }
      if f.contains(.nounPlural), isDefinite(source, tokens), words.companies.contains(headWord),
        partyInside < 0, bodyInside < 0, let floor, floor.parties.count > 1,
        floor.partyIndices.allSatisfy({ $0 < 0 || !parties.isState($0) })
      {
        // "Acme and Beta announced a merger. The two companies expect"
        var side = floor
        side.resolution = .description
        return side
      }
      if words.police.contains(headWord), let force = policeForce(source, head: head, document) {
        side.speakers = [force]
        side.parties = [force]
        side.partyIndices = [-1]
        return side
      }
      if partyInside >= 0, words.police.contains(headWord), f.contains(.nounPlural),
        mentions.mention(at: head - 1)?.nameKind == .demonym
      {
        // "British police"
        side.speakers = [bareName(source, head: head, document)]
        side.parties = [bareName(withDemonym(source, head: head), document)]
        side.partyIndices = [-1]
        return side
      }
      if partyInside >= 0, words.courts.contains(headWord), f.contains(.nounSingular) {
        // "a Greek court": no organ of the government.
        side.parties = [bareName(withDemonym(source, head: head), document)]
        side.partyIndices = [-1]
        return side
      }
      if bodyInside >= 0, let own = nameBefore(head, source, tags),
        case .entity(let entity) = own.referent, entity == bodyInside,
        mentions.entities[entity].kind != .person
      {
        // "Japan's Kyodo news agency", "the Lega party"
        return self.side(of: entity, resolution: .description)
      }
      if partyInside >= 0, headWord == words.party, parties.isState(partyInside) {
        // "Kenya's main opposition party": no organ of the state.
        side.parties = [bareName(withDemonym(source, head: head), document)]
        side.partyIndices = [-1]
        return side
      }
      if partyInside >= 0, parties.isState(partyInside), words.companies.contains(headWord),
        head > source.lowerBound,
        tokens[head - 1].word != words.central
      {
        // "Canada's biggest airline", "the Berlin-based drugmaker": a company that nobody names.
        return side
      }
      if partyInside >= 0, parties.kinds[partyInside] == "organization" {
        // "the Unite union"
        side = self.side(ofParty: partyInside)
        side.resolution = .description
        return side
      }
      if partyInside >= 0 {
        // "the Azerbaijani side", "the Turkish ministry"
        side.parties = [parties.names[partyInside]]
        side.partyIndices = [partyInside]
        if f.contains(.collective),
          let entity = describedPerson(headWord, partyInside, floor, isFormer: false)
        {
          return self.side(of: entity, resolution: .description)
        }
        if f.contains(.governmentBody) || f.contains(.institutionHead),
          !parties.isPoliticalParty(partyInside)
        {
          side.speakers = [bareName(source, head: head, document)]
          lastBody = side
        }
        return side
      }
      if isDefinite(source, tokens), mainBody.isPublic(headWord), lastBody.entities.isEmpty,
        lastBody.speakers.count == 1, source.count <= 2
      {
        // "The U.S. Department of Trade announced it. The agency added"
        side = lastBody
        side.resolution = .description
        return side
      }
      if headWord == words.force, isDefinite(source, tokens), head == source.lowerBound + 1,
        let force = force(before: source.lowerBound, document)
      {
        return force
      }
      if isDefinite(source, tokens), !(words.police.contains(headWord) && f.contains(.nounPlural)),
        let body = bodyFor(headWord, document, before: source.lowerBound),
        !isOfAnotherField(source, head: head, than: body, tokens)
      {
        switch body {
        case .entity(let entity): return self.side(of: entity, resolution: .description)
        case .party(let party):
          side = self.side(ofParty: party)
          side.resolution = .description
          return side
        }
      }
      if bodyInside >= 0 {
        let (name, index) = partyName(of: bodyInside)
        side.parties = [name]
        side.partyIndices = [index]
        return side
      }
      let name = bareName(source, head: head, document, tags)
      // "the lower house"
      let isChamber =
        words.chambers.contains(headWord) && head > source.lowerBound
        && words.chamberLevels.contains(tokens[head - 1].word)
      if f.isDisjoint(with: [.governmentBody, .nounPlural]), !isChamber,
        tags[source.lowerBound] != .possessive, let described = described(name, headWord, source)
      {
        return described
      }
      if words.police.contains(headWord), f.contains(.nounPlural) {
        if let force = force(before: source.lowerBound, document) { return force }
        // A force that nobody names.
        side.speakers = [document.string(head..<head + 1)]
        side.parties = ["Police"]
        side.partyIndices = [-1]
        return side
      }
      if f.contains(.governmentBody) || isChamber || words.police.contains(headWord), home >= 0 {
        // "the Defence Ministry" after what Moscow said is Russia's.
        let state = floor?.partyIndices.first { $0 >= 0 && parties.isState($0) } ?? home
        if f.contains(.governmentBody), head > source.lowerBound,
          features.has(tokens[head - 1].word, .titleModifier)
        {
          side.speakers = [bareName(source, head: head, document)]
        }
        side.parties = [parties.names[state]]
        side.partyIndices = [state]
        return side
      }
      side.speakers = []
      return side
    }
    if words.documentNouns.contains(headWord) {
      if partyInside < 0, bodyInside >= 0, head > source.lowerBound,
        mentions.ofToken[head - 1] >= 0
      {
        // "A National Weather Service bulletin warned": the body warns.
        return self.side(of: bodyInside, resolution: .description)
      }
      if let owner = owner(of: source, head: head, document) { return owner }
      side.isActor = false
      if partyInside >= 0 {
        side.parties = [parties.names[partyInside]]
        side.partyIndices = [partyInside]
      }
      return side
    }
    if partyInside >= 0 {
      side.parties = [parties.names[partyInside]]
      side.partyIndices = [partyInside]
      side.isActor = f.contains(.anyNoun) ? false : true
      return side
    }
    if tags[head] == .properNoun || head > source.lowerBound && tags[head - 1] == .properNoun {
      // A name that nothing else tells of speaks for itself.
      var start = tags[head] == .properNoun ? head : head - 1
      while start > source.lowerBound, tags[start - 1] == .properNoun { start -= 1 }
      // "pro-Palestinian voices"
      if start > source.lowerBound, tokens[start - 1].kind == .hyphen, start < head { return side }
      side.speakers = [document.string(start..<head + 1)]
      side.parties = side.speakers
      side.partyIndices = [-1]
      side.resolution = .explicit
      return side
    }
    side.isActor = words.unnamedSpeakers.contains(headWord)
    side.resolution = side.isActor ? .description : .unknown
    return side
  }

  /// "a Shanghai trader": where somebody is that holds no office there.
  private func isPlaceOnly(_ mention: Mention, head: Int, _ tokens: [Token]) -> Bool {
    guard mention.first < head, case .entity(let entity) = mention.referent,
      case let e = mentions.entities[entity], e.kind != .institution, e.words.count == 1,
      words.unattached.contains(tokens[head].word)
    else { return false }
    return words.cities.contains(e.words[0])
  }

  /// `Leeds-based`: where somebody sits, not for whom they speak.
  private func isBasedIn(_ mention: Mention, _ tokens: [Token]) -> Bool {
    mention.last + 1 < tokens.count && tokens[mention.last].kind == .hyphen
      && tokens[mention.last + 1].word == words.based
  }

  /// "witnesses in Aleppo", "two residents of Goma", "a nurse at the hospital in Dori", "a Western diplomat in
  /// Nairobi": where somebody is who holds no office there.
  private func isWhereabouts(_ place: Mention, of head: Int, _ tokens: [Token]) -> Bool {
    var before = place.first - 1
    if before > head, features.has(tokens[before].word, .determiner) { before -= 1 }
    guard before > head - 1, !tokens[before].has(.capitalised),
      words.whereabouts.contains(tokens[before].word)
    else { return false }
    if case .entity(let entity) = place.referent, mentions.entities[entity].kind != .unknown {
      return false
    }
    let f = features[tokens[head].word]
    let isIn = words.inside.contains(tokens[before].word)
    if words.diplomats.contains(tokens[head].word) { return isIn }
    let offices: WordFeature = [
      .stateRole, .governmentRole, .localRole, .municipalRole, .provinceRole, .legislatorRole,
      .staffRole, .companyRole,
    ]
    let bodies: WordFeature = [.institutionHead, .governmentBody, .collective]
    guard f.isDisjoint(with: offices.union(bodies)) else { return false }
    // "a member of Hamas", "the founder of Acme", but "a farmer from Akron"
    return isIn || words.privateRoles.contains(tokens[head].word)
  }

  /// "The education ministry" is not the Ministry of Health.
  private func isOfAnotherField(
    _ source: Range<Int>, head: Int, than body: Referent, _ tokens: [Token]
  ) -> Bool {
    guard case .entity(let entity) = body, case let e = mentions.entities[entity],
      e.words.contains(tokens[head].word), features.has(tokens[head].word, .governmentBody)
    else { return false }
    return (source.lowerBound..<max(head, source.lowerBound)).contains {
      features.has(tokens[$0].word, .titleModifier) && !e.words.contains(tokens[$0].word)
        && e.words.contains { word in
          word != tokens[head].word && features.has(word, .titleModifier)
        }
    }
  }

  /// Whom `his lawyers` speak for.
  private func client(_ source: Range<Int>, _ document: Document, floor: Side?) -> Side? {
    guard let first = source.first else { return nil }
    let word = document.tokens[first].word
    guard words.he.contains(word) || words.she.contains(word) else { return nil }
    let person = recentPerson(
      before: first, words.he.contains(word) ? .male : .female, document, floor: floor)
    return person.isEmpty ? nil : person
  }

  /// "Morrow's campaign aides", "campaign officials": the campaign that the phrase names, else the one
  /// that the text last named.
  private func campaignStaff(
    _ source: Range<Int>, head: Int, _ inside: Int, _ document: Document, _ floor: Side?
  ) -> Side? {
    let tokens = document.tokens
    if head + 3 < source.upperBound, features.has(tokens[head + 1].word, .preposition),
      words.definite.contains(tokens[head + 2].word),
      words.campaign.contains(tokens[head + 3].word),
      let last = mentions.campaign(
        before: source.lowerBound, reach: 2000, words.campaign, document)
    {
      // "A spokesman for the campaign"
      var side = Side(resolution: .description)
      side.parties = [document.string(last) + " campaign"]
      side.partyIndices = [-1]
      side.isPlural = features.has(tokens[head].word, .nounPlural)
      return side
    }
    guard head > source.lowerBound, words.campaign.contains(tokens[head - 1].word) else {
      return nil
    }
    let named = campaignName(source, head: head - 1, inside, document, floor)
    let last = mentions.campaign(
      before: source.lowerBound, reach: 2000, words.campaign, document)
    guard let name = named ?? last.map({ document.string($0) + " campaign" }) else { return nil }
    var side = Side(resolution: .description)
    side.parties = [name]
    side.partyIndices = [-1]
    side.isPlural = features.has(tokens[head].word, .nounPlural)
    return side
  }

  /// "Reid's camp", "the camp of Sen. Tom Reid"
  private func isCamp(_ source: Range<Int>, head: Int, _ person: Int, _ document: Document) -> Bool
  {
    guard document.tokens[head].word == words.camp, head > source.lowerBound else { return false }
    return document.tokens[head - 1].kind == .possessive
      || words.he.union(words.she).contains(document.tokens[head - 1].word)
      || person >= 0 && mentions.entities[person].kind == .person
  }

  /// The campaign that a phrase names: `a spokesman for the Reid campaign`, `the Reid campaign's lawyers`.
  private func campaignServed(
    _ person: Int, _ source: Range<Int>, head: Int, _ document: Document
  ) -> String? {
    let name = source.lazy.compactMap { mentions.mention(at: $0) }
      .first { $0.referent == .entity(person) }
    guard let name, let noun = mentions.campaignNoun(after: name, words.campaign, document),
      noun < source.upperBound, mentions.entities[person].kind != .institution,
      !(source.lowerBound..<head).contains(where: {
        features.has(document.tokens[$0].word, .formerWord)
      })
    else { return nil }
    return document.string(name.last - 1..<name.last) + " campaign"
  }

  /// The company, party or union that a common noun stands for before an office or behind it: `a company
  /// executive`, `a spokesman for the company`.
  func ownBody(_ source: Range<Int>, head: Int, _ document: Document) -> Side? {
    let tokens = document.tokens
    guard
      let body = bodyNouns(source, head: head, document).lazy.compactMap({ place -> Referent? in
        let f = features[tokens[place].word]
        guard f.isDisjoint(with: .governmentBody),
          words.companyNouns.contains(tokens[place].word) || f.contains(.institutionHead)
            || words.trades.contains(tokens[place].word),
          !words.police.contains(tokens[place].word)
        else { return nil }
        return bodyFor(tokens[place].word, document, before: source.lowerBound)
          ?? (words.trades.contains(tokens[place].word)
            ? mainBody.referent(tokens[place].word, before: source.lowerBound, document, mentions)
            : nil)
      }).first
    else { return nil }
    switch body {
    case .entity(let entity): return self.side(of: entity, resolution: .description)
    case .party(let party): return self.side(ofParty: party)
    }
  }

  /// The company that `a spokesman for the Danish brewer` speaks for: none of Denmark, where nobody names it.
  private func companySpokenFor(
    _ source: Range<Int>, head: Int, _ document: Document
  ) -> Side? {
    let tokens = document.tokens
    guard
      let noun = bodyNouns(source, head: head, document).last(where: {
        $0 > 0 && words.trades.contains(tokens[$0].word) && tokens[$0 - 1].word != words.central
          && mentions.mention(at: $0 - 1)?.nameKind == .demonym
      }), noun > head || tokens[noun + 1].kind == .possessive
    else { return nil }
    return ownBody(source, head: head, document) ?? Side()
  }

  /// The noun before an office, that which owns it and that behind `for the`.
  private func bodyNouns(_ source: Range<Int>, head: Int, _ document: Document) -> [Int] {
    let tokens = document.tokens
    var places = source.contains(head - 1) ? [head - 1] : []
    if let mark = (source.lowerBound..<max(head, source.lowerBound)).last(where: {
      tokens[$0].kind == .possessive
    }), mark > source.lowerBound {
      // "the company's chief executive"
      places.append(mark - 1)
    }
    if head + 3 <= source.upperBound, words.spokes.contains(tokens[head].word),
      features.has(tokens[head + 1].word, .preposition),
      words.definite.contains(tokens[head + 2].word), head + 3 < source.upperBound
    {
      var place = head + 3
      while place + 1 < source.upperBound, features.has(tokens[place + 1].word, .anyNoun) {
        place += 1
      }
      places.append(place)
    }
    return places
  }

  /// "a spokesman", "the spokeswoman": of whom is told elsewhere.
  private func isBareSpokesman(_ source: Range<Int>, head: Int, _ document: Document) -> Bool {
    words.spokes.contains(document.tokens[head].word) && head + 1 >= source.upperBound
      && !bodyNouns(source, head: head, document).contains {
        features.has(document.tokens[$0].word, [.anyNoun, .titleModifier, .institutionHead])
      }
  }

  /// "an airport spokeswoman", "a spokesman for the band": of no state.
  private func speaksForCivilBody(_ source: Range<Int>, head: Int, _ document: Document) -> Bool {
    words.spokes.contains(document.tokens[head].word)
      && bodyNouns(source, head: head, document).contains {
        let word = document.tokens[$0].word
        return words.civilBodies.contains(word)
          && !features.has(word, [.governmentBody, .titleModifier])
      }
  }

  /// The name right before a common noun: "Kyodo news agency", "the Lega party".
  private func nameBefore(_ head: Int, _ source: Range<Int>, _ tags: [Tag]) -> Mention? {
    var k = head - 1
    while k > source.lowerBound, k > head - 3, mentions.mention(at: k) == nil, tags[k] == .noun {
      k -= 1
    }
    return k >= source.lowerBound ? mentions.mention(at: k) : nil
  }

  /// "the Commons home affairs committee", later "the committee": a body that has no name but its
  /// description.
  private mutating func described(_ name: String, _ head: WordID, _ source: Range<Int>) -> Side? {
    if !name.utf8.contains(0x20) {
      guard var known = describedBodies[head] else { return nil }
      known.resolution = .description
      return known
    }
    var side = Side(resolution: .description)
    side.speakers = [name]
    side.parties = [name]
    side.partyIndices = [-1]
    describedBodies[head] = side
    return side
  }

  private func isOf(before k: Int, head: Int, _ document: Document) -> Bool {
    guard k > 0 else { return false }
    let tokens = document.tokens
    var n = mentions.titleStart(before: k, behind: head, of: words.of, tokens, features) - 1
    guard n >= 0 else { return false }
    // "leaders of the pro-EU Civic Platform"
    if n == k - 1, k > 3, tokens[k - 2].kind == .hyphen { n = k - 4 }
    if features.has(tokens[n].word, .determiner), n > 0 { n -= 1 }
    // "the ambassador to Vanuatu" is not Vanuatu's; "an aide to X" is of X's side.
    return features.has(tokens[n].word, .preposition)
      && (tokens[n].word != words.toward
        || features.has(tokens[head].word, .staffRole) && isServed(k, document))
  }

  /// A person, or whose campaign is named.
  private func isServed(_ k: Int, _ document: Document) -> Bool {
    guard let name = mentions.mention(at: k), case .entity(let entity) = name.referent else {
      return false
    }
    return mentions.entities[entity].kind == .person
      || mentions.campaignNoun(after: name, words.campaign, document) != nil
  }

  /// Who has no voice of a person's though named by it: a friend, a critic, and who was once an aide.
  private func isApart(
    from person: Int, _ source: Range<Int>, head: Int, _ document: Document
  ) -> Bool {
    guard mentions.entities[person].kind == .person else { return false }
    let isFormer = (source.lowerBound..<max(head, source.lowerBound)).contains {
      features.has(document.tokens[$0].word, .formerWord)
    }
    return isFormer || words.apart.contains(document.tokens[head].word)
  }

  func isDefinite(_ source: Range<Int>, _ tokens: [Token]) -> Bool {
    guard !source.isEmpty else { return false }
    let word = tokens[source.lowerBound].word
    // "A local group" that opens a sentence is somebody new.
    if words.indefinite.contains(word) { return false }
    return words.definite.contains(word) || words.both.contains(word)
      || features.has(word, .titleHead) || tokens[source.lowerBound].has(.capitalised)
  }

  /// "his group, the Civil Assembly Team, said": the name that stands in apposition.
  private func apposed(after head: Int, _ source: Range<Int>, _ tokens: [Token]) -> Int? {
    var k = head + 1
    guard k + 1 < source.upperBound, tokens[k].kind == .comma else { return nil }
    k += 1
    // "The group, known as JNIM,"
    if words.known.contains(tokens[k].word), k + 1 < source.upperBound {
      k += words.as_ == tokens[k + 1].word ? 2 : 1
    }
    guard k < source.upperBound else { return nil }
    if features.has(tokens[k].word, .determiner), k + 1 < source.upperBound { k += 1 }
    guard let mention = mentions.mention(at: k), mention.first == k,
      mention.last >= source.upperBound || tokens[mention.last].kind == .comma,
      case .entity(let entity) = mention.referent, mentions.entities[entity].kind != .person
    else { return nil }
    return entity
  }

  /// "PC World's analysis concluded": a body speaks through what it publishes.
  private func owner(of source: Range<Int>, head: Int, _ document: Document) -> Side? {
    var k = source.lowerBound
    while k < head {
      guard let mention = mentions.mention(at: k) else {
        k += 1
        continue
      }
      k = mention.last
      guard k < head, document.tokens[k].kind == .possessive,
        case .entity(let entity) = mention.referent, mentions.entities[entity].kind != .person
      else { continue }
      return side(of: entity, resolution: .description)
    }
    return nil
  }

  /// The body that a spokesman without a name speaks for: `a spokesman for the Home Office`.
  private func bodySpokenFor(_ source: Range<Int>, head: Int, _ document: Document) -> String? {
    var k = source.lowerBound
    while k < source.upperBound {
      guard let mention = mentions.mention(at: k) else {
        if document.tokens[k].kind == .comma { return nil }
        k += 1
        continue
      }
      k = mention.last
      guard mention.last <= head || isOf(before: mention.first, head: head, document) else {
        continue
      }
      switch mention.referent {
      case .entity(let entity):
        if mentions.entities[entity].kind == .institution { return mentions.entities[entity].name }
      case .party:
        if mention.nameKind == .seat, mention.last - mention.first > 1 {
          return document.string(mention.first..<mention.last)
        }
      }
    }
    return nil
  }

  private func isIndefinite(_ source: Range<Int>, _ tokens: [Token]) -> Bool {
    guard let first = source.first else { return false }
    return words.indefinite.contains(tokens[first].word)
  }

  private func isJoint(_ source: Range<Int>, _ head: WordID, _ tokens: [Token]) -> Bool {
    words.both.contains { word in source.contains { tokens[$0].word == word } }
      || words.definite.contains(tokens[source.lowerBound].word) && words.jointRoles.contains(head)
  }
}
