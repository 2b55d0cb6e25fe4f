internal import Rules

/// What a description makes of a person.
extension Affiliation {
  func apply(
    _ description: PersonDescription, to index: Int, _ mention: Mention, adjoins: Bool,
    _ document: Document, _ mentions: inout Mentions,
    _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    var description = description
    if !description.hasRole {
      // "Gov. X of Ohio": the office stands on the other side of the name.
      for role in mentions.entities[index].roles { description.features.formUnion(features[role]) }
    }
    let f = description.features
    if description.hasRole {
      mentions.entities[index].roles.formUnion(description.roles)
      mentions.entities[index].fields.formUnion(description.fields)
      // "German manufacturer Volkswagen": the noun may tell a body.
      let isBodyNoun = description.roles.allSatisfy { features.has($0, .institutionHead) }
      if description.isPlural { mentions.entities[index].isOneOfSeveral = true }
      if mentions.entities[index].kind == .unknown, !isBodyNoun || !adjoins {
        mentions.entities[index].kind = .person
      }
      if f.contains(.governmentRole), !description.isShadow, !description.isElect,
        !description.isAgainstState,
        !description.isOfAssociation || !description.candidates.isEmpty,
        // "the union's general secretary" holds no office of a state.
        !description.ownsBody || features.has(description.bodyNoun, .governmentBody)
      {
        mentions.entities[index].holdsOffice = true
      }
      if f.contains(.legislatorRole) || description.isShadow {
        mentions.entities[index].isLegislator = true
      }
    } else if description.isMember {
      // "the top Democrat on the committee, X", "Republican X"
      if mentions.entities[index].kind == .unknown, mentions.entities[index].words.count > 1 {
        mentions.entities[index].kind = .person
      }
    } else if mentions.entities[index].kind == .unknown, !description.works,
      !isGivenName(mentions.entities[index].words[0]),
      description.candidates.allSatisfy({ !isInstitution($0.referent, mentions) })
    {
      // "Sun Life of Canada": a body by all that is known; "Chile's Boric" holds an office there.
      if mentions.entities[index].words.count == 1, let owner = description.candidates.first,
        owner.link == .possessor, case .party(let state) = owner.referent,
        let holder = holders.holder(
          of: mentions.entities[index].words, year: nil, where: { $0 == state })
      {
        mentions.entities[index].kind = .person
        mentions.entities[index].canonicalName = holders.name(holder, file)
        set(index, owner.referent, &mentions)
      }
      return
    } else if !adjoins && !description.works {
      return
    }
    if description.isElect {
      // Who is to take an office speaks for nobody else yet.
      mentions.entities[index].isFormer = true
      return
    }
    if description.isFormer {
      if description.hasRole { mentions.entities[index].isFormer = true }
      return
    }
    if description.isShadow {
      if let party = description.candidates.first(where: { isPoliticalParty($0.referent) }) {
        set(index, party.referent, &mentions)
      }
      return
    }
    if f.contains(.legislatorRole), mentions.entities[index].origin < 0 {
      // "Vermont Sen. X" for a later "the Vermont senator".
      for candidate in description.candidates {
        if case .party(let party) = candidate.referent, parties.kinds[party] == "territory" {
          mentions.entities[index].origin = party
        }
      }
    }
    guard description.hasRole || isPersonal(index, mentions) else { return }
    if description.ownsBefore || description.ownsBody && !description.isOfGovernment {
      // "Its mission chief for Turkey", "the fund's director for Ghana": whose it is, not for where.
      description.candidates.removeAll { $0.link == .of && !isPoliticalParty($0.referent) }
    }
    if let employer = description.candidate, case .entity(let person) = employer.referent,
      person != index, description.hasRole, f.contains(.stateRole),
      mentions.entities[person].holdsOffice
        || mentions.entities[person].party >= 0
          && parties.isState(mentions.entities[person].party)
    {
      // "the president's spokesman": an office of the same state.
      return set(index, .entity(person), &mentions)
    }
    if let employer = description.candidate, case .entity(let person) = employer.referent,
      person != index, description.hasRole, f.contains(.stateRole),
      mentions.entities[person].party >= 0,
      parties.isPoliticalParty(mentions.entities[person].party)
    {
      // "Trump spokesperson X", "the senator's spokesman": the campaign that the text names, else
      // the party.
      if mentions.campaigning.contains(person) {
        mentions.entities[index].partyName =
          document.string(employer.last - 1..<employer.last) + " campaign"
        return
      }
      return set(index, .entity(person), &mentions)
    }
    if let employer = description.candidate, case .entity(let person) = employer.referent,
      person != index, !description.roles.isDisjoint(with: reader.words.lawyers)
    {
      // "Ann Lee, a lawyer for Cole,"
      return set(index, employer.referent, &mentions)
    }
    if description.isPersonsLawyer, let client = personBefore(mention.first, index, mentions) {
      return set(index, .entity(client), &mentions)
    }
    if description.isPersonsStaff, !description.isCampaign,
      let chief = personBefore(mention.first, index, mentions),
      mentions.entities[chief].party >= 0 || mentions.entities[chief].body >= 0
    {
      return set(index, .entity(chief), &mentions)
    }
    if let campaign = campaign(description, mentions),
      description.isCampaign
        || description.candidate.map({ candidate in
          guard case .entity(let person) = candidate.referent else { return true }
          return mentions.campaigning.contains(person)
            || !description.candidateHasTitle && !heldOffice(person, mentions)
        }) ?? true
    {
      if mentions.entities[index].partyName == nil, mentions.entities[index].party < 0 {
        mentions.entities[index].partyName = document.string(campaign) + " campaign"
      }
      return
    }
    if let employer = description.candidate, case .entity(let person) = employer.referent,
      person != index, actsFor(description), mentions.entities[person].kind == .person
    {
      // "X, a spokesman for Sen. Y", "Sen. Y's chief of staff, X"
      return set(index, .entity(person), &mentions)
    }
    if let choice = choose(description, mentions) {
      if let panel = choice.panel {
        if mentions.entities[index].party < 0, mentions.entities[index].body < 0 {
          mentions.entities[index].partyName =
            mentions.entities[index].partyName ?? document.string(panel)
        }
      } else if let body = choice.body, isForceOfPlace(choice) {
        // "Takhar provincial police" is Takhar police.
        mentions.entities[index].partyName =
          description.isRegional
          ? document.string(choice.range) + " police" : document.string(body)
      } else if choice.nameKind == .capital, isMunicipal(f),
        choice.link != .possessor || f.contains(.municipalRole)
      {
        // "Riga Mayor X": the city.
        mentions.entities[index].partyName = document.string(choice.range)
      } else {
        set(index, choice.referent, &mentions)
      }
      return
    }
    if let party = description.partyRun, description.candidates.isEmpty,
      mentions.entities[index].partyName == nil
    {
      // "leader of the right-wing New Hope party"
      mentions.entities[index].partyName = document.string(party)
      return
    }
    if description.isOfGovernment, description.candidates.isEmpty, !description.isOfProvince,
      description.bodyNoun == .none || features.has(description.bodyNoun, .governmentBody)
    {
      // "an army spokesman", "X of the justice ministry": the state that the text speaks of.
      mentions.entities[index].holdsOffice = true
      if mentions.entities[index].kind == .unknown { mentions.entities[index].kind = .person }
      return
    }
    guard description.hasRole, description.candidates.isEmpty || description.ownsBody else {
      return
    }
    if description.ownsBefore,
      let body = subjectBefore(mention.first, document, mentions)
        ?? bodyBefore(mention.first, document, mentions)
    {
      return set(index, body, &mentions)
    }
    if description.isMunicipal || f.contains(.municipalRole)
      || reader.words.police.contains(description.bodyNoun) && f.contains(.localRole)
        && f.isDisjoint(with: [.staffRole]) && !description.roles.contains(reader.words.minister)
    {
      // "Mayor X", "Police Chief X" in the news of a town.
      if isFromCapital(document, mentions), !f.contains(.municipalRole) || description.isMunicipal {
        // "NAIROBI (Reuters) - Police chief X", "Town mayor X": where correspondents sit.
        if reader.words.police.contains(description.bodyNoun) {
          mentions.entities[index].holdsOffice = true
        }
        return
      }
      if let town = document.town, mentions.entities[index].partyName == nil {
        mentions.entities[index].partyName = town
        return
      }
    }
    if description.candidates.isEmpty, description.roles.isSubset(of: reader.words.leader),
      mention.first > 0, reader.words.leader.contains(document.tokens[mention.first - 1].word),
      mention.first < 2 || document.tokens[mention.first - 2].kind != .word,
      let party = mainBody.politicalParty(before: mention.first, mentions)
    {
      // "Leader X" in the news of a party.
      return set(index, party, &mentions)
    }
    if f.contains(.provinceRole) || description.isRegional,
      let region = regionNamed(before: mention.first, document)
    {
      // "provincial police spokesman X", "the governor, X" after "in Takhar province"
      if mentions.entities[index].partyName == nil, mentions.entities[index].party < 0 {
        mentions.entities[index].partyName =
          document.string(region) + (description.isPolice ? " police" : "")
      }
      return
    }
    if f.contains(.provinceRole) || description.isOfProvince, let province = province(mentions) {
      return set(index, .party(province), &mentions)
    }
    if description.isCampaign,
      let campaign = mentions.campaign(
        before: mention.first, reach: 100_000, reader.words.campaign, document)
    {
      mentions.entities[index].partyName = document.string(campaign) + " campaign"
      return
    }
    if description.bodyNoun != .none {
      if reader.words.police.contains(description.bodyNoun),
        !description.roles.contains(reader.words.minister)
      {
        if mentions.entities[index].partyName == nil, mentions.entities[index].body < 0,
          mentions.entities[index].party < 0
        {
          mentions.entities[index].partyName = "Police"
        }
        return
      }
      waiting.append((index, description.bodyNoun, mention.first))
    } else if f.contains(.companyRole) || description.isOfAssociation,
      description.candidates.isEmpty
    {
      waiting.append((index, .none, mention.first))
    }
  }

  /// Whether the dateline names the capital of a state.
  private func isFromCapital(_ document: Document, _ mentions: Mentions) -> Bool {
    for span in document.sentences.prefix(12)
    where span.bodyFirst > span.first || span.role == .dateline {
      guard let place = mentions.mention(at: span.first), case .party(let party) = place.referent
      else { return false }
      return place.nameKind == .capital && parties.isState(party)
    }
    return false
  }

  private func heldOffice(_ person: Int, _ mentions: Mentions) -> Bool {
    mentions.entities[person].roles.contains { role in
      features.has(role, [.legislatorRole, .governmentRole, .localRole])
        && !reader.words.candidates.contains(role)
    }
  }

  /// Who speaks and acts for a person: spokesman, chief of staff, lawyer.
  private func actsFor(_ description: PersonDescription) -> Bool {
    description.features.contains(.staffRole)
      || !description.roles.isDisjoint(with: reader.words.lawyers.union(reader.words.deputies))
      || description.roles.contains(reader.words.chief)
  }

  func isUniversity(_ word: WordID) -> Bool { word == university }

  /// Notes of whose campaign the text speaks: `the Trump campaign`, `Trump's campaign`.
  func noteCampaigns(_ document: Document, _ mentions: inout Mentions) {
    for mention in mentions.list where mention.last + 1 < document.tokens.count {
      guard case .entity(let person) = mention.referent else { continue }
      let next = document.tokens[mention.last].kind == .possessive ? mention.last + 1 : mention.last
      if reader.words.campaign.contains(document.tokens[next].word) {
        mentions.campaigning.insert(person)
      }
    }
  }

  /// "Kandal police", "Hong Kong police", not "Moroccan police".
  private func isForceOfPlace(_ choice: PersonDescription.Candidate) -> Bool {
    guard case .party(let party) = choice.referent else { return true }
    return choice.nameKind != .demonym
      && (choice.nameKind == .capital || parties.kinds[party] == "territory")
  }

  private func isGivenName(_ word: WordID) -> Bool { features.has(word, .anyGivenName) }

  private func isInstitution(_ referent: Referent, _ mentions: Mentions) -> Bool {
    switch referent {
    case .party: return !isPlace(referent)
    case .entity(let entity): return mentions.entities[entity].kind == .institution
    }
  }

  private func isPoliticalParty(_ referent: Referent) -> Bool {
    guard case .party(let index) = referent else { return false }
    return parties.isPoliticalParty(index)
  }

  private func isPlace(_ referent: Referent) -> Bool {
    guard case .party(let index) = referent else { return false }
    return parties.kinds[index] == "state" || parties.kinds[index] == "territory"
  }

  /// The person named last before, for `his solicitor`.
  private func personBefore(_ at: Int, _ own: Int, _ mentions: Mentions) -> Int? {
    for mention in mentions.before(at).suffix(40).reversed() {
      if case .entity(let entity) = mention.referent, entity != own,
        mentions.entities[entity].kind == .person
      {
        return entity
      }
    }
    return nil
  }

  /// The body named last before, for `its director` and `whose chairman`.
  private func bodyBefore(_ at: Int, _ document: Document, _ mentions: Mentions) -> Referent? {
    var k = at - 1
    var steps = 0
    while k >= 0, steps < 60 {
      if let mention = mentions.mention(at: k) {
        switch mention.referent {
        case .entity(let entity):
          let e = mentions.entities[entity]
          if e.kind == .institution
            || e.kind == .unknown && e.roles.isEmpty
              && !isAfterPlace(mention.first, document)
          {
            return mention.referent
          }
        case .party(let party):
          if !isPlace(.party(party)), mention.nameKind != .demonym { return mention.referent }
        }
        k = mention.first - 1
      } else {
        k -= 1
      }
      steps += 1
    }
    return nil
  }

  private func isAfterPlace(_ first: Int, _ document: Document) -> Bool {
    first > 0 && reader.words.place.contains(document.tokens[first - 1].word)
      || first > 0 && reader.words.at.contains(document.tokens[first - 1].word)
  }

  /// The province or district that the text named last: `Takhar province`, `the province of Takhar`.
  ///
  /// - Complexity: Constant; it looks back over some sentences only.
  private func regionNamed(before at: Int, _ document: Document) -> Range<Int>? {
    let tokens = document.tokens
    var k = at - 1
    while k > max(0, at - 200) {
      defer { k -= 1 }
      guard reader.words.regions.contains(tokens[k].word) else { continue }
      var first = k
      while first > max(0, k - 6), isNamePart(tokens[first - 1]) { first -= 1 }
      // "Gulf County" keeps its noun, "Takhar province" does not.
      if first < k { return first..<(tokens[k].has(.capitalised) ? k + 1 : k) }
      if k + 2 < at, reader.words.of.contains(tokens[k + 1].word), isNamePart(tokens[k + 2]) {
        var last = k + 3
        while last < min(at, k + 8), isNamePart(tokens[last]) { last += 1 }
        return k + 2..<last
      }
    }
    return nil
  }

  private func isNamePart(_ token: Token) -> Bool {
    token.kind == .word && token.has(.capitalised)
      && features[token.word].isDisjoint(with: .function)
  }

  /// The province that a text names most, for a premier or governor of nothing.
  private func province(_ mentions: Mentions) -> Int? {
    mentions.partyCounts.filter { parties.kinds[$0.key] == "territory" && $0.value > 1 }
      .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// An office of a city or province that is none of a state.
  private func isMunicipal(_ f: WordFeature) -> Bool {
    f.contains(.localRole) && !f.contains(.governmentRole)
  }

  private func isPersonal(_ index: Int, _ mentions: Mentions) -> Bool {
    mentions.entities[index].kind == .person || mentions.entities[index].words.count > 1
  }

  /// `Morrow campaign spokeswoman`, `Morrow's campaign manager`, `a spokeswoman for Morrow`: the
  /// name of the candidate.
  func campaign(_ description: PersonDescription, _ mentions: Mentions) -> Range<Int>? {
    if let candidate = description.candidate,
      description.isCampaign || description.features.contains(.staffRole)
    {
      return candidate.last - 1..<candidate.last
    }
    guard description.isCampaign,
      let name = description.candidates.first(where: {
        if case .entity(let index) = $0.referent {
          return mentions.entities[index].kind == .unknown
        }
        return false
      })
    else { return nil }
    return name.range.upperBound - 1..<name.range.upperBound
  }

  /// The name in a description that tells the side.
  ///
  /// A political party before all; then what stands closest before the office, so that `Turkey's
  /// Orchard Party leader` speaks for the party; then the first after it.
  private func choose(
    _ description: PersonDescription, _ mentions: Mentions
  ) -> PersonDescription.Candidate? {
    // "the party's Senate leader": what the leading noun means is found elsewhere.
    var accepted = description.candidates.filter {
      accepts($0, description, mentions) && !isOwnerOfNext($0, description.candidates)
    }
    if description.bodyNoun != .none, description.ownsBody {
      // "the committee's Republican chairwoman"
      return accepted.first { isPoliticalParty($0.referent) && $0.nameKind == .demonym }
    }
    if accepted.count > 1, !description.roles.isDisjoint(with: reader.words.envoys),
      let state = accepted.first(where: { isState($0.referent) && $0.isBeforeRole })
    {
      // "China's U.N. ambassador": who sends counts, not where.
      accepted = [state]
    }
    if let party = accepted.first(where: {
      if case .party(let index) = $0.referent { return parties.isPoliticalParty(index) }
      return false
    }) {
      return party
    }
    // "head of FX strategy at Northwind": the bank, not what is traded.
    let chosen =
      accepted.last { $0.isBeforeRole } ?? accepted.first { !$0.isModifier } ?? accepted.first
    if let chosen, isUniversityPart(chosen.referent, mentions),
      let whole = description.candidates.first(where: { isUniversity($0.referent, mentions) })
    {
      // "dean of the Faculty of Law at Leeds University"
      return whole
    }
    return chosen
  }

  /// "Ukraine" of "the governor of Ukraine's Kharkiv region", "the chairman of Russia's Gazprom": the state tells
  /// where the other is.
  private func isOwnerOfNext(
    _ candidate: PersonDescription.Candidate, _ candidates: [PersonDescription.Candidate]
  ) -> Bool {
    guard candidate.link == .possessor, !candidate.isBeforeRole, isState(candidate.referent) else {
      return false
    }
    return candidates.contains { $0.range.lowerBound == candidate.range.upperBound + 1 }
  }

  private func isUniversityPart(_ referent: Referent, _ mentions: Mentions) -> Bool {
    guard case .entity(let index) = referent else { return false }
    let words = mentions.entities[index].words
    return words.contains { universityParts.contains($0) } && !words.contains(university)
  }

  private func isUniversity(_ referent: Referent, _ mentions: Mentions) -> Bool {
    guard case .entity(let index) = referent else { return false }
    return mentions.entities[index].words.contains(university)
  }

  /// A name that is one word, of a large city.
  private func isCity(_ e: Entity) -> Bool {
    e.words.count == 1 && reader.words.cities.contains(e.words[0])
  }

  private func isState(_ referent: Referent) -> Bool {
    if case .party(let index) = referent { return parties.isState(index) }
    return false
  }

  private func accepts(
    _ candidate: PersonDescription.Candidate, _ description: PersonDescription,
    _ mentions: Mentions
  ) -> Bool {
    let counts = mentions.partyCounts
    let f = description.features
    guard candidate.link != .place else { return false }
    if description.works, !description.hasRole, candidate.link == .modifier { return false }
    guard case .party(let index) = candidate.referent else {
      if f.isDisjoint(with: [.localRole, .municipalRole, .provinceRole]),
        case .entity(let entity) = candidate.referent, mentions.entities[entity].isPlace
      {
        // "FRANKFURT (Reuters) - Frankfurt airport operator X": where it is.
        return false
      }
      // "Reid's opponent, X": of the other side.
      // "X, who is challenging Reid in the GOP primary"
      if !description.roles.isDisjoint(with: reader.words.partisans)
        || description.isMember && !description.hasRole
      {
        return false
      }
      // "X, a nurse at Boeing": private roles belong to a body they work at or stand beside; a
      // "councillor for Bow West" to none.
      if !description.roles.isEmpty, description.roles.isSubset(of: reader.words.privates),
        case .entity(let entity) = candidate.referent
      {
        // "Leeds resident X"
        return mentions.entities[entity].kind == .institution && candidate.link != .modifier
      }
      if candidate.link == .modifier, description.hasRole,
        description.roles.isSubset(of: reader.words.unattached),
        case .entity(let entity) = candidate.referent, isCity(mentions.entities[entity])
      {
        // "Shanghai trader X"
        return false
      }
      if !description.hasRole, !description.works, candidate.link == .at,
        case .entity(let entity) = candidate.referent
      {
        // "X from Greenpeace", not "X from Leeds"
        return mentions.entities[entity].kind == .institution
      }
      // "Croydon South MP X", "the member for Bow West": where one was elected.
      if f.contains(.legislatorRole),
        candidate.link == .of || candidate.link != .at && f.isDisjoint(with: .localRole),
        case .entity(let entity) = candidate.referent
      {
        // "the chief whip of the NDC"
        return mentions.entities[entity].kind == .institution
          || mentions.entities[entity].name.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
      }
      return true
    }
    switch parties.kinds[index] {
    case "state" where description.works && !description.hasRole: return false
    // "Turkish opposition leader X"
    case "state" where description.isAgainstState: return false
    case "state":
      if f.contains(.legislatorRole) && !f.contains(.governmentRole) { return false }
      if candidate.link == .at, !candidate.isGovernment { return false }
      if candidate.nameKind == .title {
        // "Treasury Secretary": of the country that the text names most.
        return !counts.contains { $0.value > counts[index, default: 0] && parties.isState($0.key) }
      }
      if candidate.nameKind == .capital, !candidate.isGovernment, isMunicipal(f) { return true }
      if !description.hasRole { return candidate.link == .possessor || candidate.link == .of }
      return f.contains(.stateRole) || candidate.isGovernment || candidate.nameKind == .seat
    case "territory":
      return f.contains(.localRole) || candidate.isGovernment
    default:
      // "Conservative commentator X": an adjective, but "Conservative leader X".
      if candidate.isAmbiguous, candidate.nameKind == .demonym, description.hasRole,
        !description.isMember,
        f.isDisjoint(with: [.stateRole, .legislatorRole, .staffRole]),
        description.roles.isDisjoint(with: reader.words.candidates)
      {
        return false
      }
      return true
    }
  }

  func set(_ index: Int, _ referent: Referent, _ mentions: inout Mentions) {
    if case .party(let party) = referent {
      let old = mentions.entities[index].party
      if parties.isPoliticalParty(party), old >= 0, parties.kinds[old] == "territory",
        mentions.entities[index].isLegislator, !mentions.entities[index].isFormer
      {
        // A governor who stands as a candidate speaks for the party.
        mentions.entities[index].party = party
        return
      }
    }
    guard mentions.entities[index].party < 0, mentions.entities[index].body < 0,
      mentions.entities[index].partyName == nil, !mentions.entities[index].isFormer
    else { return }
    switch referent {
    case .party(let party): mentions.entities[index].party = party
    case .entity(let body) where body != index: mentions.entities[index].body = body
    default: break
    }
  }
}
