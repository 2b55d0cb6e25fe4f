internal import Rules

/// Words of reference, from lexicons and from English itself.
struct ReferenceWords: Sendable {
  let he: Set<WordID>
  let she: Set<WordID>
  let they: Set<WordID>
  let it: Set<WordID>
  let first: Set<WordID>
  let definite: Set<WordID>
  let indefinite: Set<WordID>
  let both: Set<WordID>
  let counterpart: Set<WordID>
  /// Verbs whose object takes part in a meeting.
  let meet: Set<WordID>
  /// Prepositions before who takes part, and before what does not.
  let accompany: Set<WordID>
  let topic: Set<WordID>
  /// Plural descriptions of those who met: `the leaders`, `the ministers`.
  let jointRoles: Set<WordID>
  /// Offices and their short forms before names.
  let shortRoles: [WordID: WordID]
  let companyNouns: Set<WordID>
  let police: Set<WordID>
  let campaign: Set<WordID>
  let documentNouns: Set<WordID>
  let spokes: Set<WordID>
  let former: WordID
  let prime: WordID
  let premier: WordID
  let toward: WordID
  let courts: Set<WordID>

  init(_ rules: RuleSet, _ vocabulary: Vocabulary) {
    func set(_ text: String) -> Set<WordID> {
      Set(text.split(separator: " ").compactMap { vocabulary.find(String($0)) })
    }
    police = set("police team")
    prime = vocabulary.find("prime") ?? .none
    premier = vocabulary.find("premier") ?? .none
    toward = vocabulary.find("to") ?? .none
    former = vocabulary.find("former") ?? .none
    courts = set("court tribunal")
    spokes = set("spokesman spokeswoman spokesperson")
    campaign = set("campaign")
    meet = Inflection.words(of: "meeting_verbs", in: rules.file, as: .verb, vocabulary)
    accompany = set("with between by")
    topic = set(
      "in on about regarding for at during over after against within under concerning following before amid around since"
    )
    var short: [WordID: WordID] = [:]
    for (long, brief) in [
      ("governor", "gov"), ("senator", "sen"), ("congressman", "rep"), ("congresswoman", "rep"),
      ("representative", "rep"), ("general", "gen"), ("professor", "prof"), ("doctor", "dr"),
    ] {
      if let a = vocabulary.find(long), let b = vocabulary.find(brief) { short[a] = b }
    }
    shortRoles = short
    jointRoles = Inflection.words(of: "joint_roles", in: rules.file, as: .noun, vocabulary)
    he = set("he him his himself")
    she = set("she her hers herself")
    they = set("they them their themselves")
    it = set("it its itself")
    first = set("we our us i my me")
    definite = set("the this that his her its their")
    indefinite = set("a an another one")
    both = set("both two three four all sides")
    counterpart = set("counterpart counterparts colleague interlocutor host guest")
    companyNouns = Inflection.words(of: "body_nouns", in: rules.file, as: .noun, vocabulary)
    documentNouns = Inflection.words(of: "document_nouns", in: rules.file, as: .noun, vocabulary)
  }
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
  /// Bodies that have no name but their description, by its head noun: the last one.
  var describedBodies: [WordID: Side] = [:]
  /// The state or body that is the subject of the sentence, and where it stands.
  var subject: (side: Side, at: Int)?
  /// The body that was last a source.
  var lastBody = Side()
  /// The person that the last sentence of narration was about, since anybody spoke.
  var topic: (entity: Int, at: Int)?

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
    let e = mentions.entities[entity]
    if let campaign = e.partyName { return (campaign, -1) }
    if e.party >= 0 { return (parties.names[e.party], e.party) }
    if e.body >= 0, depth < 3 { return partyName(of: e.body, depth: depth + 1) }
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
    guard let first = heads.first else { return Side() }
    // "The President and Prime Minister Sudani" are two; "Deputy Prime Minister and Minister for
    // Finance Lawrence Wong" is one.
    let isOneTitle =
      heads.count > 1 && features.has(document.tokens[first].word, .titleHead)
      && mentions.mention(at: first) == nil
      && !words.definite.contains(document.tokens[source.lowerBound].word)
      && features.has(document.tokens[heads[1]].word, .titleHead)
    if isOneTitle {
      return resolveOne(source, head: first, document, tags, floor: floor)
    }
    let firstEnd =
      heads.count > 1
      ? min(conjunction(before: heads[1], tags), source.upperBound) : source.upperBound
    var result = resolveOne(
      source.lowerBound..<max(firstEnd, first + 1), head: first, document, tags, floor: floor)
    let isDefinite = isDefinite(source, document.tokens)
    for (n, head) in heads.enumerated().dropFirst() {
      let low = max(conjunction(before: head, tags) + 1, source.lowerBound)
      let high = n + 1 < heads.count ? conjunction(before: heads[n + 1], tags) : source.upperBound
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

  /// The coordinator or comma that joins a phrase to the one before.
  private func conjunction(before head: Int, _ tags: [Tag]) -> Int {
    var k = head - 1
    while k > 0, k > head - 12 {
      if tags[k] == .coordinator || tags[k] == .mark { return k }
      k -= 1
    }
    return head
  }

  private mutating func resolveOne(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?,
    isDefinite: Bool = false
  ) -> Side {
    let tokens = document.tokens
    let word = tokens[head].word
    if tags[head] == .pronoun || tags[head] == .possessive || words.first.contains(word) {
      return pronoun(word, head, document, floor: floor)
    }
    // The name that the head is, or that an office in front of it belongs to.
    if let mention = nameFor(source, head: head, document, tags) {
      switch mention.referent {
      case .entity(let entity):
        var side = self.side(of: entity, resolution: .explicit)
        if mayBeBody(entity) { lastBody = side }
        side.resolution = .explicit
        return side
      case .party(let party):
        if mention.nameKind == .demonym,
          features.has(word, [.roleNoun, .institutionHead, .collective]) || head >= mention.last
        {
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

  private func nameFor(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag]
  ) -> Mention? {
    if let own = mentions.mention(at: head) {
      if isNoPerson(own), let person = personAfter(own.last, source, document) {
        // "Minister of Foreign Affairs of Azerbaijan X", "University of Leiden professor X"
        return person
      }
      return own
    }
    // An office before the name: "Minister of Foreign Affairs X", "the company's chief executive X".
    let token = document.tokens[head]
    guard
      features.has(
        token.word, [.titleHead, .roleNoun, .titleModifier, .courtesyTitle, .institutionHead])
        || token.has(.capitalised)
    else { return nil }
    var k = head + 1
    while k < source.upperBound {
      if let mention = mentions.mention(at: k) {
        if !isNoPerson(mention), !isObject(mention.first, document) { return mention }
        k = mention.last
        continue
      }
      let t = document.tokens[k]
      switch t.kind {
      case .comma:
        // "the head of the party, X, said"
        guard k + 1 < source.upperBound, let mention = mentions.mention(at: k + 1),
          case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person
        else { return nil }
        return mention
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
        guard isNoPerson(mention) else { return isObject(k, document) ? nil : mention }
        k = mention.last
        continue
      }
      switch token.kind {
      case .bracketOpen:
        // "the chairman of the Commission (AUC), X"
        while k < source.upperBound, k < i + 10, document.tokens[k].kind != .bracketClose { k += 1 }
      case .comma:
        guard k + 1 < source.upperBound, let mention = mentions.mention(at: k + 1),
          case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person
        else { return nil }
        return mention
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

  /// After a preposition: `the mayor of Leeds`.
  private func isObject(_ k: Int, _ document: Document) -> Bool {
    guard k > 0 else { return false }
    return features.has(document.tokens[k - 1].word, [.preposition, .to])
  }

  // MARK: Pronouns

  private func pronoun(_ word: WordID, _ at: Int, _ document: Document, floor: Side?) -> Side {
    var side: Side
    if words.first.contains(word) {
      side = floor ?? issuerSide()
    } else if words.he.contains(word) || words.she.contains(word) {
      let gender: Gender = words.he.contains(word) ? .male : .female
      side = recentPerson(before: at, gender, document, floor: floor)
    } else if words.they.contains(word) {
      if let floor, floor.speakers.count + floor.parties.count > 2 || floor.isPlural {
        side = floor
      } else if participants.parties.count > 1 {
        side = participants
      } else {
        side = floor ?? Side()
      }
    } else if words.it.contains(word) {
      if let subject, subject.at < at, !subject.side.isEmpty {
        // "The government presented what it called": the subject of the same sentence.
        side = subject.side
      } else if let floor, floor.entities.allSatisfy({ mentions.entities[$0].kind != .person }),
        !floor.isEmpty
      {
        side = floor
      } else if !lastBody.isEmpty {
        side = lastBody
      } else {
        side = Side()
        if let floor { side.parties = floor.parties; side.partyIndices = floor.partyIndices }
      }
    } else {
      // some, many, others: nobody in particular.
      side = Side()
      side.isActor = !features.has(word, .determiner)
    }
    side.resolution = side.isEmpty ? .unknown : .pronoun
    return side
  }

  /// The person who has the floor, if the gender allows, else the person last named before.
  private func recentPerson(
    before at: Int, _ gender: Gender, _ document: Document, floor: Side?
  ) -> Side {
    func fits(_ entity: Int) -> Bool {
      let e = mentions.entities[entity]
      return e.kind != .institution && (e.gender == .unknown || e.gender == gender)
    }
    if let topic, topic.at < at, fits(topic.entity) {
      return side(of: topic.entity, resolution: .pronoun)
    }
    if let floor, floor.entities.count == 1, let entity = floor.entities.first, fits(entity) {
      var side = floor
      side.isPlural = false
      return side
    }
    // "A spokesman for the Home Office said. He added": somebody without a name goes on.
    if let floor, floor.isUnnamedPerson, !floor.isEmpty { return floor }
    var low = 0
    var high = mentions.list.count
    while low < high {
      let middle = (low + high) / 2
      if mentions.list[middle].first < at { low = middle + 1 } else { high = middle }
    }
    var k = low - 1
    while k >= 0, k > low - 30 {
      if case .entity(let entity) = mentions.list[k].referent, fits(entity),
        mentions.entities[entity].kind == .person
      {
        return side(of: entity, resolution: .pronoun)
      }
      k -= 1
    }
    return floor ?? Side()
  }

  func issuerSide() -> Side {
    if !voice.isEmpty { return voice }
    guard issuer >= 0 else { return Side() }
    var side = Side(resolution: .issuer)
    side.parties = [parties.names[issuer]]
    side.partyIndices = [issuer]
    return side
  }

  // MARK: Descriptions

  /// `the minister`, `the Azerbaijani official`, `his Russian counterpart`, `officials`.
  private mutating func description(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag], floor: Side?,
    known: Bool
  ) -> Side {
    let tokens = document.tokens
    let headWord = tokens[head].word
    let f = features[headWord]
    // Parties and bodies named inside the phrase up to its head, and `of X` after it.
    var partyInside = -1
    var bodyInside = -1
    var k = max(source.lowerBound, 0)
    while k < source.upperBound {
      if let mention = mentions.mention(at: k) {
        switch mention.referent {
        case .party(let party):
          if partyInside < 0, k <= head || isOf(before: k, tokens) { partyInside = party }
        case .entity(let entity):
          if bodyInside < 0, entity < mentions.entities.count, k <= head || isOf(before: k, tokens)
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
      if participants.parties.count > 1, partyInside < 0 {
        var side = participants
        side.resolution = .description
        return side
      }
    }
    if isPerson && !isPlural, known || isDefinite(source, tokens) || partyInside >= 0 {
      // "A British judge" is somebody new, "a Chinese admiral" in the lead who is named below.
      if let entity = describedPerson(
        isPrime ? words.premier : headWord, partyInside, floor,
        isFormer: source.contains { tokens[$0].word == words.former }),
        !isIndefinite(source, tokens)
          || mentions.entities[entity].firstToken > head
            && holds(mentions.entities[entity], headWord)
      {
        return side(of: entity, resolution: .description)
      }
    }
    var side = Side(resolution: .description)
    if isPerson {
      side.isUnnamedPerson = !isPlural
      if !isPlural, words.spokes.contains(headWord),
        let body = bodySpokenFor(source, head: head, document)
      {
        side.speakers = [body]
      }
      // A spokesman of a body nobody names: the body's side, no speaker.
      if partyInside >= 0 {
        // "British officials" speak for their country, "British forecasters" for nobody known.
        if isOwnVoice || !parties.isState(partyInside) || f.contains(.stateRole) {
          side.parties = [parties.names[partyInside]]
          side.partyIndices = [partyInside]
        }
      } else if bodyInside >= 0 {
        let (name, index) = partyName(of: bodyInside)
        side.parties = [name]
        side.partyIndices = [index]
      } else if f.contains(.governmentRole), home >= 0 {
        side.parties = [parties.names[home]]
        side.partyIndices = [home]
      }
      side.isPlural = isPlural
      return side
    }
    if words.campaign.contains(headWord),
      let name = campaignName(source, head: head, bodyInside, document, floor)
    {
      // "the Morrow campaign", "her campaign"
      side.speakers = [name]
      side.parties = [name]
      side.partyIndices = [-1]
      return side
    }
    if f.contains(.institutionHead) || words.companyNouns.contains(headWord)
      || f.contains(.collective)
    {
      if partyInside >= 0, words.courts.contains(headWord), f.contains(.nounSingular) {
        // "a Greek court": no organ of the government.
        side.parties = [bareName(withDemonym(source, head: head), document)]
        side.partyIndices = [-1]
        return side
      }
      if bodyInside >= 0, head > source.lowerBound, let own = mentions.mention(at: head - 1),
        case .entity(let entity) = own.referent, entity == bodyInside,
        mentions.entities[entity].kind != .person
      {
        // "Japan's Kyodo news agency", "the Lega party"
        return self.side(of: entity, resolution: .description)
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
        if f.contains(.governmentBody) || f.contains(.institutionHead) {
          side.speakers = [bareName(source, head: head, document)]
        }
        return side
      }
      if isDefinite(source, tokens),
        let body = bodyFor(headWord, document, before: source.lowerBound)
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
      if f.isDisjoint(with: [.governmentBody, .nounPlural]),
        tags[source.lowerBound] != .possessive, let described = described(name, headWord, source)
      {
        return described
      }
      if f.contains(.governmentBody) || words.police.contains(headWord), home >= 0 {
        // "the Defence Ministry" after what Moscow said is Russia's.
        let state = floor?.partyIndices.first { $0 >= 0 && parties.isState($0) } ?? home
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
      side.speakers = [document.string(start..<head + 1)]
      side.parties = side.speakers
      side.partyIndices = [-1]
      side.resolution = .explicit
      return side
    }
    side.isActor = false
    side.resolution = .unknown
    return side
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

  private func isOf(before k: Int, _ tokens: [Token]) -> Bool {
    guard k > 0 else { return false }
    var n = k - 1
    if features.has(tokens[n].word, .determiner), n > 0 { n -= 1 }
    // "the ambassador to Vanuatu" is not Vanuatu's.
    return features.has(tokens[n].word, .preposition) && tokens[n].word != words.toward
  }

  private func isDefinite(_ source: Range<Int>, _ tokens: [Token]) -> Bool {
    guard !source.isEmpty else { return false }
    let word = tokens[source.lowerBound].word
    return words.definite.contains(word) || words.both.contains(word)
      || features.has(word, .titleHead) || tokens[source.lowerBound].has(.capitalised)
  }

  /// "his group, the Civil Assembly Team, said": the name that stands in apposition.
  private func apposed(after head: Int, _ source: Range<Int>, _ tokens: [Token]) -> Int? {
    var k = head + 1
    guard k + 1 < source.upperBound, tokens[k].kind == .comma else { return nil }
    k += 1
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
      guard mention.last <= head || isOf(before: mention.first, document.tokens) else { continue }
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

  /// The person a description fits best: office and side agree, then who has the floor.
  ///
  /// `the former minister` is nobody who holds the office now. In a text with more persons than a
  /// document has, those named first count.
  private func describedPerson(
    _ role: WordID, _ party: Int, _ floor: Side?, isFormer: Bool
  ) -> Int? {
    var best = -1
    var bestScore = 0
    for index in mentions.entities.indices.prefix(1024)
    where mentions.entities[index].kind == .person {
      let e = mentions.entities[index]
      let (_, own) = partyName(of: index)
      if isFormer, !e.isFormer, own >= 0 || e.body >= 0 { continue }
      if role == words.premier, !e.roles.isEmpty, !e.roles.contains(role) { continue }
      var score = isFormer ? (e.isFormer ? 3 : 2) : 0
      if party >= 0, !isFormer {
        guard own == party || e.origin == party else { continue }
        score += 3
      }
      if holds(e, role) { score += 3 }
      if let floor, floor.entities.first == index, floor.entities.count == 1 {
        // The one who speaks is the likeliest "official" or "minister", unless another fits more.
        let inherits = e.roles.contains { words.counterpart.contains($0) }
        let isLikely =
          holds(e, role) || e.roles.isEmpty || isGeneric(role) || inherits || isFormer
        score += isLikely ? 4 : 0
      }
      if score > bestScore {
        bestScore = score
        best = index
      }
    }
    return bestScore >= 2 ? best : nil
  }

  /// Whether somebody holds an office, which the text may have in short, as `Gov.` has governor.
  private func holds(_ e: Entity, _ role: WordID) -> Bool {
    e.roles.contains(role) || words.shortRoles[role].map { e.roles.contains($0) } ?? false
  }

  private func isGeneric(_ role: WordID) -> Bool {
    let spelling = features.vocabulary.spelling(of: role)
    return ["official", "diplomat", "politician", "leader", "head", "chief", "side", "speaker"]
      .contains(spelling)
  }

  /// The body a noun like "the company" or "the ministry" stands for: its name holds the noun, or
  /// it was the last body named.
  private func bodyFor(_ head: WordID, _ document: Document, before at: Int) -> Referent? {
    for index in mentions.index.named(head)
    where mentions.entities[index].kind == .institution
      && mentions.entities[index].words.contains(head)
    {
      return .entity(index)
    }
    guard features[head].isDisjoint(with: [.governmentBody, .nounPlural]),
      words.companyNouns.contains(head), !words.police.contains(head)
    else { return nil }
    if let last = lastBody.entities.first, !isOffice(last) { return .entity(last) }
    return mainBody.referent(head, before: at, document, mentions)
  }

  /// The campaign of a person named before the noun or meant by `his` and `her`.
  private func campaignName(
    _ source: Range<Int>, head: Int, _ inside: Int, _ document: Document, _ floor: Side?
  ) -> String? {
    var person = inside
    if person < 0 {
      let first = document.tokens[source.lowerBound].word
      guard words.he.contains(first) || words.she.contains(first) else { return nil }
      let gender: Gender = words.he.contains(first) ? .male : .female
      let owner = recentPerson(before: source.lowerBound, gender, document, floor: floor)
      guard let entity = owner.entities.first else { return nil }
      person = entity
    }
    let e = mentions.entities[person]
    guard e.kind != .institution, let family = e.name.split(separator: " ").last else { return nil }
    return family + " campaign"
  }

  /// A committee, court or ministry is no company.
  private func isOffice(_ entity: Int) -> Bool {
    mentions.entities[entity].words.contains {
      features.has($0, .institutionHead) && !words.companyNouns.contains($0)
        || features.has($0, .governmentBody)
    }
  }

  /// An institution by description, without article, possessor and demonym: `Foreign Ministry`.
  ///
  /// With tags, without the adjectives in front too: `home affairs committee`.
  private func bareName(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag] = []
  ) -> String {
    var start = head
    while start > source.lowerBound, mentions.ofToken[start - 1] < 0,
      document.tokens[start - 1].kind == .word,
      features[document.tokens[start - 1].word].isDisjoint(with: .function)
    { start -= 1 }
    while start < head, !tags.isEmpty, tags[start] == .adjective { start += 1 }
    return document.string(start..<head + 1)
  }

  /// From the name of a party inside a phrase to its head: `Greek appeals court`.
  private func withDemonym(_ source: Range<Int>, head: Int) -> Range<Int> {
    let first = (source.lowerBound..<head).first { mentions.ofToken[$0] >= 0 }
    return (first ?? source.lowerBound)..<head + 1
  }

  /// A name without its article.
  private func bareName(_ range: Range<Int>, _ document: Document) -> String {
    let hasArticle =
      range.count > 1 && features.has(document.tokens[range.lowerBound].word, .determiner)
    return document.string(hasArticle ? range.lowerBound + 1..<range.upperBound : range)
  }

  // MARK: Participants

  /// Remembers who met, by a sentence of narration or a title: `X met Y in Z`, `talks between X and
  /// Y`, `Readout of X's Call with Y`.
  ///
  /// Whom the verb of meeting takes and what stands after `with` or `between` takes part; places
  /// and topics do not.
  mutating func noteParticipants(
    _ range: Range<Int>, _ document: Document, _ tags: [Tag], isTitle: Bool = false
  ) {
    let tokens = document.tokens
    var side = Side(resolution: .description)
    var isOutside = false
    var hasVerb = false
    var k = range.lowerBound
    while k < range.upperBound {
      let word = tokens[k].word
      if let mention = mentions.mention(at: k), mention.first == k {
        if !isOutside { addParticipant(mention, tokens, to: &side) }
        k = mention.last
        continue
      }
      if tags[k] == .toInfinitive || tags[k] == .relative, hasVerb { break }
      if tags[k].isMainVerb, !isTitle, tags[k] != .verbParticiple || !hasVerb {
        if hasVerb, tags[k] != .verbIng { break }
        hasVerb = true
        isOutside = !words.meet.contains(word)
      } else if words.accompany.contains(word) {
        isOutside = false
      } else if words.topic.contains(word) || tags[k] == .toInfinitive {
        isOutside = true
      } else if features.has(word, .to), k > range.lowerBound {
        // "spoke to X", not "the ambassador to X".
        isOutside = features.has(tokens[k - 1].word, [.roleNoun, .titleHead])
      }
      k += 1
    }
    noteParticipants(side)
  }

  /// Remembers a joint source; the same sides without names do not replace named persons.
  mutating func noteParticipants(_ side: Side) {
    guard side.parties.count > 1 else { return }
    let isSame = side.parties.allSatisfy { participants.parties.contains($0) }
    if isSame, side.parties.count == participants.parties.count,
      side.speakers.count < participants.speakers.count
    {
      return
    }
    participants = side
  }

  private func addParticipant(_ mention: Mention, _ tokens: [Token], to side: inout Side) {
    switch mention.referent {
    case .entity(let entity):
      let e = mentions.entities[entity]
      guard e.kind == .person, e.party >= 0 || e.body >= 0 || !e.roles.isEmpty else { return }
      side.add(self.side(of: entity, resolution: .description))
    case .party(let party):
      guard !side.partyIndices.contains(party) else { return }
      if mention.nameKind == .demonym || mention.nameKind == .capital {
        // "the Israeli delegation", not "Israeli attacks".
        var k = mention.last
        while k < tokens.count, k < mention.last + 4,
          features[tokens[k].word].isDisjoint(with: [.roleNoun, .collective, .institutionHead])
        { k += 1 }
        guard k < min(tokens.count, mention.last + 4) else { return }
        // The office of a person who is named next tells no side of its own.
        if let next = mentions.mention(at: k + 1), case .entity = next.referent { return }
      }
      side.add(self.side(ofParty: party))
    }
  }
}
