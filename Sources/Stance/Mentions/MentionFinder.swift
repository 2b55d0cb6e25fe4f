internal import Rules

/// Finds names by form: capitalised runs with titles, particles, initials and connectors.
struct MentionFinder {
  let features: WordFeatures
  let parties: PartyTable
  let affiliation: Affiliation
  let of: WordSet
  let and: WordID
  let the: WordID
  let on: WordID
  /// Words of rank inside an office: "Chief Executive", "Vice President".
  let ranks: WordSet
  /// Who writes for an outlet: editor, columnist.
  let editors: WordSet
  /// What one may be without being of the party: conservative, liberal.
  let creeds: WordSet
  let civicWords: CivicWords
  let congress: WordID
  /// Words beside which Congress is an Indian party.
  let congressCompany: WordSet
  /// First names that are common words: Hunter, Will, Joy.
  let wordGivenNames: WordSet
  /// Houses of parliaments and councils, for which one runs.
  let chambers: WordSet
  let district: WordID
  let attorneys: WordSet
  let county: WordID
  /// Letters of degrees and honours behind names: QC, MP.
  let postNominals: WordSet
  /// Adjectives of peoples and places.
  let demonyms: WordSet
  let bareNames: BareNames
  /// What ends the names of charities: Refugee Action, Victim Support.
  let charityWords: WordSet
  /// Bodies of a state whose name takes two words: Armed Forces, High Commission.
  let stateBodyHeads: WordSet
  let stateBodyModifiers: WordSet
  let minister: WordID
  let general: WordID
  let ministry: WordID
  /// What stands before whom somebody is for or against: `pro-EU`.
  let sidingPrefixes: WordSet
  /// Bodies that are named by their place alone: Bank of Ireland.
  let placeNamed: WordSet
  /// What stands before them in the names of others: Royal Bank of Canada.
  let bankOpeners: WordSet
  /// What stands before the name of a state in the names of bodies: Air Canada, Cricket Australia.
  let placeOpeners: WordSet
  /// The states whose full names hold a word for what they are: kingdom, sultanate.
  let statesByForm: [WordID: Set<Int>]
  /// Of a continent behind a word for a part of it: South American.
  let continental: WordSet
  let continentParts: WordSet
  /// What ends the name of an office of a union or alliance: mission, presidency.
  let outposts: WordSet
  /// Words for bodies that are family names too: banks, church.
  let surnameBodies: WordSet
  /// Full given names by short ones: Joe for Joseph.
  let nicknames: [WordID: WordID]

  init(
    _ features: WordFeatures, _ parties: PartyTable, _ file: RuleFile,
    places: PlaceWords, nicknames: [WordID: WordID], affiliation: Affiliation
  ) {
    self.nicknames = nicknames
    self.affiliation = affiliation
    self.features = features
    self.parties = parties
    of = features.vocabulary.known("of for")
    and = features.vocabulary.number(of: "and")
    the = features.vocabulary.number(of: "the")
    on = features.vocabulary.number(of: "on")
    creeds = file.words(of: "creeds", features.vocabulary)
    congress = features.vocabulary.number(of: "congress")
    congressCompany = file.words(of: "congress_company", features.vocabulary)
    civicWords = CivicWords(features.vocabulary, file)
    wordGivenNames = file.words(of: "word_given_names", features.vocabulary)
    chambers = features.vocabulary.known(
      "senate house congress council assembly parliament legislature")
    district = features.vocabulary.number(of: "district")
    attorneys = features.vocabulary.known("attorney judge clerk")
    county = features.vocabulary.number(of: "county")
    editors = Inflection.words(of: "editor_roles", in: file, as: .noun, features.vocabulary)
    postNominals = file.words(of: "post_nominals", features.vocabulary)
    demonyms = places.demonyms
    bareNames = BareNames(features, file)
    charityWords = file.words(of: "charity_words", features.vocabulary)
    stateBodyHeads = file.words(of: "state_body_heads", features.vocabulary)
    stateBodyModifiers = file.words(of: "state_body_modifiers", features.vocabulary)
    minister = features.vocabulary.number(of: "minister")
    sidingPrefixes = features.vocabulary.known("pro anti non")
    ministry = features.vocabulary.number(of: "ministry")
    general = features.vocabulary.number(of: "general")
    placeNamed = file.words(of: "place_named_bodies", features.vocabulary)
    bankOpeners = file.words(of: "bank_openers", features.vocabulary)
    placeOpeners = file.words(of: "place_openers", features.vocabulary)
    continental = features.vocabulary.known("american americans island islands")
    continentParts = features.vocabulary.known("latin south north central middle pacific caribbean")
    outposts = features.vocabulary.known(
      "mission delegation presidency secretariat office chairmanship representation bureau")
    statesByForm = Self.statesByForm(file, features.vocabulary)
    surnameBodies = file.words(of: "surname_bodies", features.vocabulary)
    ranks = file.words(of: "rank_words", features.vocabulary)
  }

  /// Reads the forms of states off the names that the rules file gives them: `Kingdom of Bahrain`.
  private static func statesByForm(
    _ file: RuleFile, _ vocabulary: Vocabulary
  ) -> [WordID: Set<Int>] {
    let forms = file.words(of: "state_forms", vocabulary)
    var states: [WordID: Set<Int>] = [:]
    for (index, party) in file.parties.enumerated() where party.kind == "state" {
      for name in party.aliases.map(\.value) {
        let words = name.split(separator: " ")
        guard words.count > 1, words.contains("of") || words.count == 2 else { continue }
        for word in words {
          guard let id = vocabulary.find(word.lowercased()), forms.contains(id) else { continue }
          states[id, default: []].insert(index)
        }
      }
    }
    return states
  }

  /// A run of capitalised words and what joins them.
  struct Run {
    var first: Int
    var last: Int
  }

  /// Finds all names.
  ///
  /// `partyHits` are hits of the lexicon of party names, by start.
  func find(
    _ document: Document, _ tags: [Tag], partyHits: [LexiconHit], into mentions: inout Mentions
  ) {
    mentions.reset(tokenCount: document.tokens.count)
    mentions.hasAccents = document.tokens.indices.contains { i in
      document.tokens[i].has(.nonASCII) && document.tokens[i].kind == .word
        && document.tokens[i].has(.capitalised)
        && document.text(i).contains { $0 >= 0xC3 && $0 <= 0xC9 }
    }
    var partyAt: [Int: (end: Int, name: PartyTable.Name)] = [:]
    // Asked for at each token, for which a dictionary is slow.
    var startsParty = [Bool](repeating: false, count: document.tokens.count)
    // "R-South Dakota" with all its words.
    var constituencies: [Int: Int] = [:]
    let introduced = introducedAcronyms(document, partyHits)
    // "The Congress accused the BJP of lying"
    let isIndian =
      document.tokens.contains { congressCompany.contains($0.word) }
      && !partyHits.contains { affiliation.isAmerican(parties.entries[Int($0.entry)].party) }
    for hit in partyHits {
      let name = parties.entries[Int(hit.entry)]
      guard document.tokens[Int(hit.start)].has(.capitalised) || name.kind == .title else {
        continue
      }
      let end = Int(hit.end)
      if let old = partyAt[Int(hit.start)], old.end >= end { continue }
      if end == Int(hit.start) + 1, introduced.contains(document.tokens[Int(hit.start)].word) {
        continue
      }
      if end == Int(hit.start) + 1, document.tokens[Int(hit.start)].word == congress, !isIndian {
        continue
      }
      if isOfContinent(Int(hit.start), end, document) { continue }
      if isElectedIn(Int(hit.start), document) {
        constituencies[Int(hit.start)] = max(end, constituencies[Int(hit.start)] ?? 0)
        continue
      }
      partyAt[Int(hit.start)] = (end, name)
      startsParty[Int(hit.start)] = true
    }
    var deferred: [Run] = []
    var titledNames = Set<Int>()
    let middleCapitals = capitalsInside(document, tags)
    // Names of the text come first: headlines capitalise other words too.
    let spans =
      document.sentences.filter { $0.role == .body }
      + document.sentences.filter { $0.role != .body && $0.role != .boilerplate }
    for span in spans {
      var i = span.first
      while i < span.last {
        if document.tokens[i].has(.capitalised), let end = civicName(at: i, span, document, partyAt)
        {
          let name = Run(first: i, last: end)
          registerBody(name, [], name, span, document, &mentions)
          mentions.phrases.append(i..<end)
          i = end
          continue
        }
        // Names are capitalised, as most words are not.
        guard document.tokens[i].has(.capitalised) || startsParty[i],
          startsRun(i, span, document, tags) || startsParty[i]
            || isKnownFamilyName(i, span, document, mentions)
            || isShortBodyName(i, span, document, mentions)
            || i + 1 < span.last && startsParty[i + 1]
              && placeOpeners.contains(document.tokens[i].word)
              && isCapital(document.tokens[i])
        else {
          i = constituencies[i] ?? i + 1
          continue
        }
        var run = extend(i, span, document, tags, partyAt)
        let last = run.last
        if let name = nameBehindBody(run, span, document, partyAt) {
          analyse(
            Run(first: run.first, last: name), span, document, tags, partyAt, &mentions, &deferred,
            &titledNames)
          run.first = name
        }
        analyse(run, span, document, tags, partyAt, &mentions, &deferred, &titledNames)
        i = max(last, i + 1)
      }
    }
    for run in deferred {
      resolveShort(
        run, document, isTitled: titledNames.contains(run.first), middleCapitals, &mentions)
    }
    moveAcronyms(document, &mentions)
    mentions.list.sort { $0.first < $1.first }
    nameStatesByForm(document, &mentions)
    dropCreeds(document, &mentions)
    for (index, mention) in mentions.list.enumerated() {
      for t in mention.first..<mention.last { mentions.ofToken[t] = Int32(index) }
      if case .party(let party) = mention.referent { mentions.partyCounts[party, default: 0] += 1 }
    }
    markPlaces(document, &mentions)
    moveSeats(document, &mentions)
    affiliation.learn(document, tags, &mentions)
  }

  /// "The Kingdom stressed" after what Saudi Arabia, or its minister, said: the state whose full name holds the
  /// word, of several the one that the text gives so, else the one it names most.
  private func nameStatesByForm(_ document: Document, _ mentions: inout Mentions) {
    let tokens = document.tokens
    var places: [Int] = []
    for span in document.sentences where span.role == .body {
      for i in span.bodyFirst..<max(span.last - 1, span.bodyFirst)
      where tokens[i].word == the && statesByForm[tokens[i + 1].word] != nil
        && (i + 2 >= tokens.count
          || !isCapital(tokens[i + 2]) && !of.contains(tokens[i + 2].word)
            && tokens[i + 2].kind != .hyphen)
      {
        places.append(i + 1)
      }
    }
    if places.isEmpty { return }
    var counts: [Int: Int] = [:]
    for mention in mentions.list {
      guard case .party(let party) = mention.referent, parties.isState(party) else { continue }
      let isInFull = (mention.first..<mention.last).contains {
        mention.last - mention.first > 1 && statesByForm[tokens[$0].word]?.contains(party) ?? false
      }
      counts[party, default: 0] += isInFull ? 1000 : 1
    }
    for place in places {
      let states = statesByForm[tokens[place].word] ?? []
      let best = counts.filter { states.contains($0.key) }.max {
        ($0.value, -$0.key) < ($1.value, -$1.key)
      }
      guard let best else { continue }
      if let known = mentions.list.firstIndex(where: { $0.first <= place && place < $0.last }) {
        guard mentions.list[known].last - mentions.list[known].first == 1,
          case .entity = mentions.list[known].referent
        else { continue }
        mentions.list[known].referent = .party(best.key)
      } else {
        mentions.list.append(
          Mention(first: place, last: place + 1, referent: .party(best.key)))
      }
    }
    mentions.list.sort { $0.first < $1.first }
  }

  /// "Latin American leaders", "12 South American states": of no one state.
  func isOfContinent(_ first: Int, _ last: Int, _ document: Document) -> Bool {
    last == first + 1 && first > 0 && continental.contains(document.tokens[first].word)
      && continentParts.contains(document.tokens[first - 1].word)
      && document.tokens[first - 1].has(.capitalised)
  }

  /// "CBA" after the Commonwealth Bank of Australia: letters that stand for a listed body elsewhere
  /// are those of a body of the text, where the text never names the listed one in full.
  private func moveAcronyms(_ document: Document, _ mentions: inout Mentions) {
    let named = Set(mentions.list.lazy.filter { $0.last - $0.first > 1 }.map(\.referent))
    for (index, mention) in mentions.list.enumerated() {
      guard case .party(let party) = mention.referent, mention.last - mention.first == 1,
        mention.nameKind == .name, parties.kinds[party] == "organization",
        document.tokens[mention.first].has(.allCaps), !named.contains(mention.referent),
        let body = bodyWithInitials(document.text(mention.first), mentions),
        mentions.entities[body].party < 0
      else { continue }
      mentions.list[index].referent = .entity(body)
      mentions.entities[body].mentions += 1
    }
  }

  /// "Conservative groups cheered": a common adjective that opens the sentence is no party's name, unless the
  /// text speaks of the parties of such a country, or of its lawmakers.
  private func dropCreeds(_ document: Document, _ mentions: inout Mentions) {
    let tokens = document.tokens
    func isCreed(_ mention: Mention) -> Bool {
      mention.nameKind == .demonym && creeds.contains(tokens[mention.first].word)
    }
    guard mentions.list.contains(where: isCreed) else { return }
    var isAmerican = false
    for mention in mentions.list {
      guard case .party(let party) = mention.referent, parties.isPoliticalParty(party),
        !isCreed(mention)
      else { continue }
      guard affiliation.isAmerican(party) else { return }
      isAmerican = true
    }
    let starts = Set(document.sentences.lazy.map(\.bodyFirst))
    mentions.list.removeAll { mention in
      guard isCreed(mention), mention.last < tokens.count,
        starts.contains(mention.first)
          || mention.first > 0 && tokens[mention.first - 1].kind == .quoteOpen,
        tokens[mention.last].kind == .word
      else { return false }
      let next = features[tokens[mention.last].word]
      let office: WordFeature = [.legislatorRole, .governmentRole, .governmentBody]
      return isAmerican
        || !features.has(tokens[mention.first].word, .nounPlural)
          && !next.isDisjoint(with: .anyNoun) && next.isDisjoint(with: office)
          && !affiliation.isPartyOffice(tokens[mention.last].word)
    }
  }

  /// What a dateline names is a place: `DETROIT (Reuters) -`.
  private func markPlaces(_ document: Document, _ mentions: inout Mentions) {
    for span in document.sentences where span.turn == .none {
      guard let mention = mentions.mention(at: span.first),
        case .entity(let entity) = mention.referent,
        span.bodyFirst > span.first || opensDate(mention.last, span, document)
      else { continue }
      mentions.entities[entity].isPlace = true
    }
    // "LONDON (AFP) -": who sends the news is nobody in it.
    for mention in mentions.list {
      guard case .entity(let entity) = mention.referent, mention.first > 0,
        document.tokens[mention.first - 1].kind == .bracketOpen,
        isInDateline(mention, document)
      else { continue }
      mentions.entities[entity].isPlace = true
    }
  }

  /// - Complexity: O(log *n*) in the sentences.
  private func isInDateline(_ mention: Mention, _ document: Document) -> Bool {
    var low = 0
    var high = document.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].last <= mention.first {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < document.sentences.count else { return false }
    let span = document.sentences[low]
    return span.turn == .none && mention.first >= span.first && mention.last <= span.bodyFirst
  }

  /// "HULL, 14 January (Prut News)." as a sentence of its own: a comma and a date behind the place.
  private func opensDate(_ comma: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard comma + 2 < span.last, tokens[span.first].has(.paragraphBefore),
      tokens[comma].kind == .comma
    else { return false }
    let hasMonth = (comma + 1...comma + 2).contains { features.has(tokens[$0].word, .month) }
    return hasMonth && (comma + 1...comma + 2).contains { tokens[$0].kind == .number }
  }

  /// "Foreign Office" in a text that never names Britain: the ministry of the state it names most.
  private func moveSeats(_ document: Document, _ mentions: inout Mentions) {
    var seats: [Int: [Int]] = [:]
    for (index, mention) in mentions.list.enumerated()
    where mention.nameKind == .seat && mention.isAmbiguous {
      if case .party(let party) = mention.referent { seats[party, default: []].append(index) }
    }
    if seats.isEmpty { return }
    // "Pakistan's Foreign Office", "the Pakistani Foreign Office": whose it is, whatever else is named.
    var owned = Set<Int>()
    for (party, places) in seats {
      for place in places {
        guard let owner = stateBefore(place, document, mentions) else { continue }
        owned.insert(place)
        if owner == party { continue }
        mentions.list[place].referent = .party(owner)
        mentions.partyCounts[owner, default: 0] += 1
        mentions.partyCounts[party] = mentions.partyCounts[party].flatMap { $0 > 1 ? $0 - 1 : nil }
        seats[party]?.removeAll { $0 == place }
      }
    }
    // A country is meant by its name rather than by what belongs to it.
    var weights: [Int: Int] = [:]
    for mention in mentions.list {
      guard case .party(let party) = mention.referent, parties.isState(party) else { continue }
      weights[party, default: 0] += mention.nameKind == .demonym ? 1 : 2
    }
    if let dateline = document.sentences.first(where: { $0.bodyFirst > $0.first }),
      let place = mentions.list.first(where: { $0.first >= dateline.first }),
      place.first < dateline.bodyFirst, place.nameKind == .capital,
      case .party(let party) = place.referent
    {
      // "ISLAMABAD: The Foreign Office": the news of a capital is of its state.
      weights[party, default: 0] += mentions.list.count * 2
    }
    for (party, places) in seats where mentions.partyCounts[party] == places.count {
      var best = -1
      for (other, weight) in weights where other != party && weight > 1 {
        let known = best < 0 ? 0 : weights[best, default: 0]
        if weight > known || weight == known && other < best { best = other }
      }
      guard best >= 0 else { continue }
      for place in places where !owned.contains(place) {
        mentions.list[place].referent = .party(best)
      }
      mentions.partyCounts[best, default: 0] += places.count
      mentions.partyCounts[party] = nil
    }
  }

  /// The state whose name, with the mark of the possessive, or demonym stands right before a mention.
  private func stateBefore(_ place: Int, _ document: Document, _ mentions: Mentions) -> Int? {
    guard place > 0, case let owner = mentions.list[place - 1],
      case .party(let party) = owner.referent, parties.isState(party)
    else { return nil }
    let first = mentions.list[place].first
    let isPossessor =
      owner.last + 1 == first && document.tokens[owner.last].kind == .possessive
    return isPossessor || owner.last == first && owner.nameKind == .demonym ? party : nil
  }

  /// Acronyms that the text gives in brackets after a name that is no listed party.
  ///
  /// `Commonwealth Bank of Australia (CBA)`: what the table knows by these letters is another.
  private func introducedAcronyms(_ document: Document, _ partyHits: [LexiconHit]) -> WordSet {
    let tokens = document.tokens
    var found = WordSet()
    var ends: Set<Int32>?
    for i in tokens.indices.dropFirst().dropLast(2)
    where tokens[i].kind == .bracketOpen && tokens[i + 1].has(.allCaps)
      && tokens[i + 2].kind == .bracketClose && tokens[i - 1].has(.capitalised)
    {
      if ends == nil {
        ends = Set(partyHits.filter { $0.end - $0.start > 1 }.map(\.end))
      }
      // "U.N. Environment Programme (UNEP)": the acronym is the listed body's where its name begins
      // with a listed name.
      let isListed =
        ends?.contains(Int32(i)) == true
        || partyHits.contains { Int($0.start) >= i - 6 && Int($0.end) <= i && $0.start < $0.end }
      // "Ann Hill (SPD)" is a member.
      let isMembership =
        partyHits.contains {
          Int($0.start) == i + 1 && parties.isPoliticalParty(parties.entries[Int($0.entry)].party)
        } && !sharesInitial(i + 1, document)
      if !isListed ? !isMembership : isAnother(i, partyHits) { found.insert(tokens[i + 1].word) }
    }
    return found
  }

  /// "International Cricket Council (ICC)": letters that the table has for another listed body.
  private func isAnother(_ bracket: Int, _ partyHits: [LexiconHit]) -> Bool {
    guard
      let own = partyHits.first(where: { Int($0.end) == bracket && $0.end - $0.start > 1 }),
      let other = partyHits.first(where: { Int($0.start) == bracket + 1 })
    else { return false }
    return parties.entries[Int(own.entry)].party != parties.entries[Int(other.entry)].party
  }

  /// Whether a name before a bracket holds a word with the first letter of the acronym in it.
  private func sharesInitial(_ acronym: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    let letter = document.text(acronym).first
    var k = acronym - 2
    while k >= 0, k > acronym - 12, tokens[k].kind == .word || tokens[k].kind == .hyphen {
      let isJoined = of.contains(tokens[k].word) || tokens[k].word == and || tokens[k].word == the
      guard tokens[k].has(.capitalised) || tokens[k].kind == .hyphen || isJoined else { break }
      if document.text(k).first == letter { return true }
      k -= 1
    }
    return false
  }

  /// NWS for National Weather Service.
  func bodyWithInitials(_ acronym: ArraySlice<UInt8>, _ mentions: Mentions) -> Int? {
    mentions.index.abbreviated(acronym).first {
      EntityIndex.initials(mentions.entities[$0]).elementsEqual(acronym)
    }
  }

  /// Words that stand capitalised inside a sentence of the document.
  private func capitalsInside(_ document: Document, _ tags: [Tag]) -> WordSet {
    var found = WordSet()
    for span in document.sentences where span.role == .body {
      for i in span.first..<span.last
      where i > span.first && tags[i] == .properNoun
        && (document.tokens[i - 1].kind == .word || document.tokens[i - 1].kind == .comma)
      {
        found.insert(document.tokens[i].word)
      }
    }
    return found
  }
}
