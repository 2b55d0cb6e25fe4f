internal import Rules

/// The names of a document: first pass over all sentences.
struct Mentions: Sendable {
  private(set) var index = EntityIndex()
  var entities: [Entity] = []
  /// In the order of the text.
  var list: [Mention] = []
  /// Index into `list` by token, or -1.
  var ofToken: [Int32] = []
  /// How often each party of the table is mentioned.
  var partyCounts: [Int: Int] = [:]
  /// Bodies by the acronym given in brackets after their name.
  var acronyms: [WordID: Int] = [:]
  /// Last words of the names of two and more words.
  var familyNames: Set<WordID> = []
  /// A name in the text is written with accents, so that it may also stand without.
  var hasAccents = false
  /// Words of names by their spelling in plain letters.
  var plainWords: [[UInt8]: WordID] = [:]

  mutating func reset(tokenCount: Int) {
    entities.removeAll(keepingCapacity: true)
    index = EntityIndex()
    list.removeAll(keepingCapacity: true)
    ofToken.removeAll(keepingCapacity: true)
    ofToken.append(contentsOf: repeatElement(-1, count: tokenCount))
    partyCounts.removeAll(keepingCapacity: true)
    acronyms.removeAll(keepingCapacity: true)
    familyNames.removeAll(keepingCapacity: true)
    plainWords.removeAll(keepingCapacity: true)
    hasAccents = false
  }

  /// Adds an entity.
  ///
  /// - Returns: Its number.
  mutating func add(_ entity: Entity) -> Int {
    index.add(entities.count, entity)
    entities.append(entity)
    return entities.count - 1
  }

  /// Gives an entity a fuller name.
  mutating func rename(_ entity: Int, _ name: String, words: [WordID]) {
    entities[entity].name = name
    entities[entity].words = words
    index.add(entity, entities[entity])
  }

  /// The mentions that begin before a token.
  ///
  /// - Complexity: O(log *n*).
  func before(_ token: Int) -> ArraySlice<Mention> {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].first < token { low = middle + 1 } else { high = middle }
    }
    return list[..<low]
  }

  func mention(at token: Int) -> Mention? {
    guard token >= 0, token < ofToken.count, ofToken[token] >= 0 else { return nil }
    return list[Int(ofToken[token])]
  }
}

/// Finds names by form: capitalised runs with titles, particles, initials and connectors.
struct MentionFinder {
  let features: WordFeatures
  let parties: PartyTable
  let affiliation: Affiliation
  let of: Set<WordID>
  let and: WordID
  let the: WordID
  /// Words of rank inside an office: "Chief Executive", "Vice President".
  let ranks: Set<WordID>
  /// Full given names by short ones: Joe for Joseph.
  let nicknames: [WordID: WordID]

  init(
    _ features: WordFeatures, _ parties: PartyTable, nicknames: [WordID: WordID],
    affiliation: Affiliation
  ) {
    self.nicknames = nicknames
    self.affiliation = affiliation
    self.features = features
    self.parties = parties
    func set(_ text: String) -> Set<WordID> {
      Set(text.split(separator: " ").compactMap { features.vocabulary.find(String($0)) })
    }
    of = set("of for")
    and = features.vocabulary.find("and") ?? .none
    the = features.vocabulary.find("the") ?? .none
    ranks = set(
      "chief vice deputy managing executive senior acting interim assistant associate general prime first"
    )
  }

  /// A run of capitalised words and what joins them.
  private struct Run {
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
      document.tokens[i].kind == .word && document.tokens[i].has(.capitalised)
        && document.text(i).contains { $0 >= 0xC3 && $0 <= 0xC9 }
    }
    var partyAt: [Int: (end: Int, name: PartyTable.Name)] = [:]
    let introduced = introducedAcronyms(document, partyHits)
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
      if isElectedIn(Int(hit.start), document) { continue }
      partyAt[Int(hit.start)] = (end, name)
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
        guard
          startsRun(i, span, document, tags) || partyAt[i] != nil
            || isKnownFamilyName(i, span, document, mentions)
        else {
          i += 1
          continue
        }
        let run = extend(i, span, document, tags, partyAt)
        analyse(run, span, document, tags, partyAt, &mentions, &deferred, &titledNames)
        i = max(run.last, i + 1)
      }
    }
    for run in deferred {
      resolveShort(
        run, document, isTitled: titledNames.contains(run.first), middleCapitals, &mentions)
    }
    mentions.list.sort { $0.first < $1.first }
    for (index, mention) in mentions.list.enumerated() {
      for t in mention.first..<mention.last { mentions.ofToken[t] = Int32(index) }
      if case .party(let party) = mention.referent { mentions.partyCounts[party, default: 0] += 1 }
    }
    moveSeats(&mentions)
    affiliation.learn(document, tags, &mentions)
  }

  /// "Foreign Office" in a text that never names Britain: the ministry of the state it names most.
  private func moveSeats(_ mentions: inout Mentions) {
    var seats: [Int: [Int]] = [:]
    for (index, mention) in mentions.list.enumerated()
    where mention.nameKind == .seat && mention.isAmbiguous {
      if case .party(let party) = mention.referent { seats[party, default: []].append(index) }
    }
    for (party, places) in seats where mentions.partyCounts[party] == places.count {
      var best = -1
      for (other, count) in mentions.partyCounts
      where other != party && parties.isState(other) && count > 1 {
        let known = best < 0 ? 0 : mentions.partyCounts[best, default: 0]
        if count > known || count == known && other < best { best = other }
      }
      guard best >= 0 else { continue }
      for place in places { mentions.list[place].referent = .party(best) }
      mentions.partyCounts[best, default: 0] += places.count
      mentions.partyCounts[party] = nil
    }
  }

  /// Acronyms that the text gives in brackets after a name that is no listed party.
  ///
  /// `Commonwealth Bank of Australia (CBA)`: what the table knows by these letters is another.
  private func introducedAcronyms(_ document: Document, _ partyHits: [LexiconHit]) -> Set<WordID> {
    let tokens = document.tokens
    var found = Set<WordID>()
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
      if !isListed { found.insert(tokens[i + 1].word) }
    }
    return found
  }

  /// NWS for National Weather Service.
  private func bodyWithInitials(_ acronym: ArraySlice<UInt8>, _ mentions: Mentions) -> Int? {
    mentions.index.abbreviated(acronym).first {
      EntityIndex.initials(mentions.entities[$0]).elementsEqual(acronym)
    }
  }

  /// Words that stand capitalised inside a sentence of the document.
  private func capitalsInside(_ document: Document, _ tags: [Tag]) -> Set<WordID> {
    var found = Set<WordID>()
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

  // MARK: Runs

  /// Where a legislator was elected: `Senator X, R-TX`, `X (D-Vt)`.
  private func isElectedIn(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i > 2, tokens[i - 1].kind == .hyphen, tokens[i - 2].has(.singleLetter) else {
      return false
    }
    return tokens[i - 3].kind == .comma || tokens[i - 3].kind == .bracketOpen
  }

  /// "Summers replied" after Larry Summers: a common word elsewhere.
  private func isKnownFamilyName(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let token = document.tokens[i]
    guard token.kind == .word, token.has(.capitalised), !token.has(.singleLetter),
      features[token.word].isDisjoint(with: .function)
    else { return false }
    return mentions.familyNames.contains(token.word)
  }

  private func startsRun(_ i: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag])
    -> Bool
  {
    let token = document.tokens[i]
    guard token.kind == .word, token.has(.capitalised), !token.has(.address) else { return false }
    if token.has(.singleLetter) {
      // "I" is no name; "J." may begin one.
      return i + 1 < span.last
        && (document.tokens[i + 1].kind == .period || isBareInitial(i, span, document))
    }
    if isElectedIn(i, document) { return false }
    let f = features[token.word]
    // "Tuesday", but "Sun Jianguo".
    if f.contains(.weekday), token.end - token.start > 5 { return false }
    if f.contains(.month), f.isDisjoint(with: .anyGivenName) { return false }
    if !f.isDisjoint(with: .function), !token.has(.allCaps) || tags[i] != .properNoun {
      return false
    }
    if tags[i] == .properNoun { return true }
    // At the start of a sentence common words are capitalised too; a title or a body is a name
    // where another capital follows.
    guard i + 1 < span.last else { return false }
    return !f.isDisjoint(with: [.titleHead, .titleModifier, .institutionHead, .anyGivenName])
      && isCapital(document.tokens[i + 1]) || nextIsOf(i, span, document)
      || opensBody(i, span, document) || opensPerson(i, span, document)
  }

  /// "Slim Gharbi, the minister, said": a common word that is somebody's first name.
  private func opensPerson(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let f = features[tokens[i].word]
    guard i + 2 < span.last, !f.isDisjoint(with: [.anyNoun, .adjective]),
      f.isDisjoint(with: [.adverb, .timeNoun, .roleNoun, .participleAdjective, .institutionHead]),
      isCapital(tokens[i + 1]), !features.isKnown(tokens[i + 1].word)
    else { return false }
    let next = tokens[i + 2]
    return next.kind == .comma && i + 3 < span.last
      && features.has(tokens[i + 3].word, [.determiner, .relative, .roleNoun, .titleModifier])
  }

  /// "Harbour Research", "Dock Workers' Union", "Red Pines frontwoman": a common word that opens
  /// the sentence and the name of a body.
  private func opensBody(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let f = features[tokens[i].word]
    guard !f.isDisjoint(with: [.anyNoun, .adjective]),
      f.isDisjoint(with: [.adverb, .timeNoun, .roleNoun]) || f.contains(.roleNounPlural)
    else { return false }
    var k = i + 1
    var capitals = 0
    var hasBody = false
    while k < min(span.last, i + 7) {
      if isCapital(tokens[k]), features[tokens[k].word].isDisjoint(with: .anyGivenName) {
        capitals += 1
        hasBody = hasBody || features.has(tokens[k].word, [.institutionHead, .companySuffix])
      } else if tokens[k].kind != .possessive && tokens[k].kind != .hyphen {
        break
      }
      k += 1
    }
    return capitals > 0
      && (hasBody || k < span.last && features.has(tokens[k].word, .roleNoun))
  }

  /// "B Rajesham", "K Chandrasekhar Rao": an initial without its full stop before a name that is
  /// no common word.
  private func isBareInitial(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i + 1 < span.last, isCapital(tokens[i + 1]), !tokens[i + 1].has(.allCaps),
      !features.isKnown(tokens[i + 1].word), tokens[i].kind == .word,
      features[tokens[i].word].isDisjoint(with: .function)
    else { return false }
    let before = i > span.first ? tokens[i - 1] : nil
    // "Vitamin B Research", "Plan B"
    return before.map { !($0.kind == .word && $0.has(.capitalised)) } ?? true
  }

  private func nextIsOf(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    i + 2 < span.last && of.contains(document.tokens[i + 1].word)
      && features.has(document.tokens[i].word, [.titleHead, .institutionHead])
      && isCapital(document.tokens[i + 2])
  }

  private func isCapital(_ token: Token) -> Bool {
    token.kind == .word && token.has(.capitalised) && !token.has(.contraction)
  }

  /// The second half of a given name such as Lok-chun.
  private func isSyllable(_ token: Token) -> Bool {
    token.end - token.start <= 5
      && features[token.word].isDisjoint(with: [.anyVerb, .adjective, .anyNoun, .preposition])
  }

  private func extend(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Run {
    let tokens = document.tokens
    var k = i
    var last = i + 1
    var hasHead = false
    if let party = partyAt[i] {
      last = party.end
      k = party.end
    }
    while k < span.last {
      let token = tokens[k]
      if let party = partyAt[k] {
        last = party.end
        k = party.end
        continue
      }
      if isCapital(token), !token.has(.address) {
        let f = features[token.word]
        let isInitial =
          token.has(.singleLetter) && k + 1 < span.last && tokens[k + 1].kind == .period && k > i
        // "Washington Post": a preposition elsewhere.
        if !isInitial, !f.isDisjoint(with: .function), !token.has(.allCaps),
          tags[k] != .properNoun, f.isDisjoint(with: .companySuffix)
        {
          break
        }
        if !f.isDisjoint(with: [.weekday]) && k > i { break }
        hasHead = hasHead || !f.isDisjoint(with: [.titleHead, .institutionHead, .titleModifier])
        last = k + 1
        k += 1
        continue
      }
      guard k + 1 < span.last else { break }
      let next = tokens[k + 1]
      switch token.kind {
      case .hyphen:
        // Jean-Claude, al-Thani, Vice-President.
        guard !token.has(.spaceBefore), next.kind == .word else { break }
        // "Miami-based", "British-born"
        if !next.has(.capitalised), features.has(next.word, [.anyVerb, .adjective]) { break }
        if next.has(.capitalised) || k - 1 == i || features.has(tokens[k - 1].word, .particle)
          || isSyllable(next) && isCapital(tokens[k - 1])
            && !features.isKnown(tokens[k - 1].word)
        {
          last = k + 2
          k += 2
          continue
        }
      case .period:
        // Initials and abbreviated titles.
        if tokens[k - 1].has(.singleLetter) || features.has(tokens[k - 1].word, .abbreviation)
          || tokens[k - 1].end - tokens[k - 1].start <= 2,
          isCapital(next)
        {
          k += 1
          continue
        }
      case .possessive:
        // "Azerbaijan's Foreign Minister", "Coroner's Office".
        if isCapital(next), features[next.word].isDisjoint(with: .function) {
          k += 1
          continue
        }
      case .comma:
        if features.has(next.word, .nameSuffix), next.has(.capitalised), !next.has(.singleLetter) {
          last = k + 2
          k += 2
          if k < span.last, tokens[k].kind == .period { k += 1 }
          continue
        }
      case .word:
        if features.has(token.word, .particle), !token.has(.capitalised), k > i {
          // "Hafez al Assad", "Hafez al-Assad"
          let isJoined =
            next.kind == .hyphen && !next.has(.spaceBefore) && k + 2 < span.last
            && isCapital(tokens[k + 2]) && !tokens[k + 2].has(.spaceBefore)
          if isCapital(next) || isJoined {
            k += isJoined ? 2 : 1
            continue
          }
        }
        // Ministry of Foreign Affairs, Secretary of State for Health, Finance and Trade.
        // A name ends before `of`: "Inspector Henrik Bach of North Jutland Police".
        if hasHead, token.word == and || isCommon(tokens[k - 1]) || mentionsParty(k - 1, partyAt),
          of.contains(token.word) || token.word == and
            || features.has(token.word, .preposition)
              && features.has(tokens[k - 1].word, .institutionHead)
              && !features.has(token.word, .subordinator)
        {
          var n = k + 1
          if tokens[n].word == the, n + 1 < span.last { n += 1 }
          if isCapital(tokens[n]), features[tokens[n].word].isDisjoint(with: .function),
            token.word != and || joinsTitle(k, i, span, document)
          {
            k = n
            continue
          }
        }
      default: break
      }
      break
    }
    return Run(first: i, last: last)
  }

  private func isCommon(_ token: Token) -> Bool {
    features.has(
      token.word,
      [.anyNoun, .adjective, .titleHead, .titleModifier, .institutionHead, .anyVerb])
      && features[token.word].isDisjoint(with: .anyGivenName)
  }

  private func mentionsParty(_ i: Int, _ partyAt: [Int: (end: Int, name: PartyTable.Name)]) -> Bool
  {
    partyAt[i].map { $0.end == i + 1 } ?? false
  }

  /// "Foreign Affairs and Trade", "Deputy Prime Minister and Minister for Finance": `and` inside a
  /// title or a body, not between two names.
  private func joinsTitle(_ k: Int, _ start: Int, _ span: SentenceSpan, _ document: Document)
    -> Bool
  {
    let before = features[document.tokens[k - 1].word]
    let after = features[document.tokens[k + 1].word]
    let common: WordFeature = [.anyNoun, .adjective, .titleHead, .titleModifier, .institutionHead]
    return !before.isDisjoint(with: common) && !after.isDisjoint(with: common)
      && after.isDisjoint(with: .anyGivenName)
  }

  // MARK: What a run holds

  private func analyse(
    _ run: Run, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)], _ mentions: inout Mentions,
    _ deferred: inout [Run], _ titledNames: inout Set<Int>
  ) {
    let tokens = document.tokens
    // Parties inside the run, and the last of them.
    var segments: [Run] = []
    var start = run.first
    var k = run.first
    var runParties: [(index: Int, at: Int)] = []
    var acronyms: [Run] = []
    while k < run.last {
      if let party = partyAt[k] {
        // "Georgia Meloni", "Washington Post": an ambiguous name before a capital is part of it.
        let goesOn =
          party.end < run.last && isCapital(tokens[party.end]) && party.name.isAmbiguous
          && features[tokens[party.end].word].isDisjoint(with: [
            .titleHead, .titleModifier, .institutionHead,
          ])
        var insideName =
          k > start && tokens[k - 1].kind == .word && isCapital(tokens[k - 1])
          && features.has(tokens[k - 1].word, .anyGivenName)
        if party.end == k + 1, isFamilyName(k, from: run.first, document, mentions) {
          insideName = true
        }
        if party.end == k + 1, k == start + 1, party.name.kind == .capital,
          tokens[k - 1].kind == .word, isCapital(tokens[k - 1]), !tokens[k - 1].has(.allCaps),
          !features.isKnown(tokens[k - 1].word)
        {
          // "Valeska Paris": a given name that no lexicon holds.
          insideName = true
        }
        if party.name.kind == .title, party.end == k + 1 {
          // "Darnell Pope", and "Pope" after him.
          insideName =
            insideName
            || k > start && isCapital(tokens[k - 1]) && !features.isKnown(tokens[k - 1].word)
            || mentions.index.named(tokens[k].word).contains {
              let entity = mentions.entities[$0]
              return entity.words.count > 1 && entity.words.last == tokens[k].word
                && entity.kind != .institution
            }
        }
        // "Mississippi Emergency Management Agency": a province is part of the name of its body.
        let rest = Run(first: party.end, last: run.last)
        let namesBody =
          party.end < run.last && isCapital(tokens[party.end]) && endsInBody(rest, document)
          && (parties.kinds[party.name.party] == "territory"
            || (party.name.kind == .name || party.name.kind == .demonym)
              && !isGovernment(rest, document))
        if !goesOn && !insideName && (!namesBody || isPaired(k, party.end, partyAt, tokens)) {
          mentions.list.append(
            Mention(
              first: k, last: party.end, referent: .party(party.name.party),
              nameKind: party.name.kind, isAmbiguous: party.name.isAmbiguous))
          runParties.append((party.name.party, k))
          if k > start { segments.append(Run(first: start, last: k)) }
          start = party.end
          k = party.end
          continue
        }
      }
      // "Biden's Call": what a person owns is no part of the name, but "Coroner's Office" is.
      if tokens[k].kind == .possessive, k > start,
        !endsInBody(Run(first: start, last: run.last), document)
      {
        segments.append(Run(first: start, last: k))
        start = k + 1
      }
      // "NSGK Vytautas Bakas": an acronym before a name is a body.
      if k == start, tokens[k].has(.allCaps), k + 2 < run.last, isCapital(tokens[k + 1]),
        !tokens[k + 1].has(.allCaps), isCapital(tokens[k + 2]), !tokens[k + 2].has(.allCaps),
        features[tokens[k].word].isDisjoint(with: [.titleHead, .titleModifier]),
        !endsInBody(Run(first: start, last: run.last), document)
      {
        acronyms.append(Run(first: k, last: k + 1))
        start = k + 1
      }
      k += 1
    }
    for acronym in acronyms {
      registerBody(acronym, [], run, span, document, &mentions)
    }
    if start < run.last { segments.append(Run(first: start, last: run.last)) }
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      nameIn(
        trimmed(segment, tokens), isLast: isLast, runParties, run, span, document, tags, &mentions,
        &deferred, &titledNames)
    }
  }

  /// "Mr German", "Finance Minister Sue Essex", and "German said" after "Mike German": what names a
  /// party elsewhere is somebody's family name.
  private func isFamilyName(
    _ k: Int, from first: Int, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let tokens = document.tokens
    var before = k - 1
    if before >= first, tokens[before].kind == .period { before -= 1 }
    if before >= first {
      let f = features[tokens[before].word]
      if f.contains(.courtesyTitle) { return true }
      if before > first, features.has(tokens[before - 1].word, .titleHead),
        tokens[before].kind == .word, tokens[before].has(.capitalised),
        !tokens[before].has(.allCaps),
        f.isDisjoint(with: [
          .titleHead, .titleModifier, .institutionHead, .adjective, .anyNoun, .preposition,
        ])
      {
        return true
      }
    }
    guard k + 1 < tokens.count, features.has(tokens[k + 1].word, .reportingPast) else {
      return false
    }
    return mentions.index.named(tokens[k].word).contains {
      let entity = mentions.entities[$0]
      return entity.kind == .person && entity.words.count > 1
        && entity.words.last == tokens[k].word
    }
  }

  /// "U.S.-Israel", "Armenia-Azerbaijan": two parties joined by a hyphen.
  private func isPaired(
    _ first: Int, _ end: Int, _ partyAt: [Int: (end: Int, name: PartyTable.Name)],
    _ tokens: [Token]
  ) -> Bool {
    if end < tokens.count, tokens[end].kind == .hyphen || tokens[end].kind == .slash,
      partyAt[end + 1] != nil
    {
      return true
    }
    return first > 1 && (tokens[first - 1].kind == .hyphen || tokens[first - 1].kind == .slash)
      && (max(0, first - 5)..<first - 1).contains { partyAt[$0]?.end == first - 1 }
  }

  /// Connectors, possessives and hyphens at the edges are no part of a name.
  private func trimmed(_ run: Run, _ tokens: [Token]) -> Run {
    var run = run
    while run.first < run.last,
      !(tokens[run.first].kind == .word && tokens[run.first].has(.capitalised))
    { run.first += 1 }
    while run.last > run.first,
      !(tokens[run.last - 1].kind == .word || tokens[run.last - 1].kind == .number)
        || of.contains(tokens[run.last - 1].word) || tokens[run.last - 1].word == and
        || tokens[run.last - 1].word == the
    { run.last -= 1 }
    return run
  }

  private func nameIn(
    _ segment: Run, isLast: Bool, _ runParties: [(index: Int, at: Int)], _ run: Run,
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ deferred: inout [Run], _ titledNames: inout Set<Int>
  ) {
    guard segment.first < segment.last else { return }
    let tokens = document.tokens
    // "Posted November 23"
    if segment.last - segment.first > 1, features.has(tokens[segment.last - 1].word, .month),
      segment.last < tokens.count, tokens[segment.last].kind == .number
    {
      return
    }
    // "Carmaker Brandt": a common noun that opens the sentence is no part of the name.
    var segment = segment
    if segment.first == span.bodyFirst, segment.last - segment.first == 2,
      features.has(tokens[segment.first].word, .institutionHead),
      features[tokens[segment.first].word].isDisjoint(with: [.titleHead, .governmentBody]),
      !features.isKnown(tokens[segment.last - 1].word)
    {
      segment.first += 1
    }
    if endsInBody(segment, document), !opensTitle(segment, document),
      !isTitledName(segment, span, document)
    {
      if (segment.first..<segment.last).count(where: { tokens[$0].kind == .word }) == 1,
        !tokens[segment.first].has(.allCaps)
      {
        // "the Fund": the short form of a body named in full.
        deferred.append(segment)
        return
      }
      registerBody(segment, runParties, run, span, document, &mentions)
      return
    }
    let split = titleEnd(segment, document)
    let name = trimmed(Run(first: split, last: segment.last), tokens)
    let titled = split > segment.first || hasTitleBefore(segment.first, span, document)
    guard name.first < name.last else { return }
    let words = (name.first..<name.last).filter { tokens[$0].kind == .word }
    let body = isBody(segment, document) && !isTitledName(segment, span, document)
    if body, endsInBody(segment, document) || split == segment.first || !titled {
      let whole = Run(first: segment.first, last: segment.last)
      registerBody(whole, runParties, run, span, document, &mentions)
      return
    }
    registerBodyOfTitle(segment.first..<split, runParties, run, span, document, &mentions)
    registerNameOfTitle(segment.first..<split, document, &mentions)
    let core = withoutCommonWords(name, words, document)
    if core.first != name.first {
      registerName(
        core, words.filter { $0 >= core.first }, isPerson: true, document, &mentions)
      return
    }
    if span.role != .body, words.count >= 2, !titled,
      let verb = headlineVerb(words, tokens)
    {
      // "Obama Vetoes Bill", "Hillary Clinton Slams Donald Trump": a headline.
      let subject = Run(first: name.first, last: words[verb - 1] + 1)
      if verb == 1 {
        deferred.append(subject)
      } else {
        registerName(subject, Array(words[..<verb]), isPerson: true, document, &mentions)
      }
      return
    }
    if words.count >= 2 {
      let isPerson = titled || looksPersonal(name, words, span, document, tags)
      if span.role != .body, !isPerson,
        features[tokens[words[0]].word].isDisjoint(with: .anyGivenName)
      {
        deferred.append(Run(first: words[words.count - 1], last: name.last))
        return
      }
      if isPerson || features[tokens[words[0]].word].isDisjoint(with: .notName) {
        registerName(
          name, words, isPerson: isPerson, document, &mentions)
        return
      }
    }
    if words.count == 1, mentions.familyNames.contains(tokens[words[0]].word),
      name.first > segment.first, isCourtesy(before: name.first, tokens)
    {
      // "Mr German"
      titledNames.insert(name.first)
      deferred.append(name)
      return
    }
    if words.count == 1, titled, features.has(tokens[words[0]].word, .anyNoun),
      features[tokens[words[0]].word].isDisjoint(with: .anyGivenName)
    {
      // "Vice President of Global Sales"
      return
    }
    if words.count == 1, titled, features[tokens[words[0]].word].isDisjoint(with: .notName) {
      titledNames.insert(name.first)
    }
    deferred.append(name)
  }

  /// Where a verb stands among the capitals of a headline, by number of words.
  private func headlineVerb(_ words: [Int], _ tokens: [Token]) -> Int? {
    let startsWithGivenName = features.has(tokens[words[0]].word, .anyGivenName)
    return words.indices.first { k in
      k > 0 && (k == 1 || startsWithGivenName)
        && features.has(tokens[words[k]].word, .verbThird)
        && features[tokens[words[k]].word].isDisjoint(with: .anyGivenName)
    }
  }

  private func isCourtesy(before k: Int, _ tokens: [Token]) -> Bool {
    var before = k - 1
    if before > 0, tokens[before].kind == .period { before -= 1 }
    return before >= 0 && features.has(tokens[before].word, .courtesyTitle)
  }

  /// "Foreign Minister Qin Gang", "his counterpart Qin Gang": a name of two words behind an office,
  /// though the last is a word for bodies too.
  private func isTitledName(_ segment: Run, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let first = segment.last - 2
    guard first >= segment.first, tokens[first].kind == .word,
      tokens[first].has(.capitalised), !tokens[first].has(.allCaps),
      !features.isKnown(tokens[first].word) || features.has(tokens[first].word, .anyGivenName)
    else { return false }
    if first == segment.first { return hasTitleBefore(first, span, document) }
    return features.has(tokens[first - 1].word, [.titleHead, .courtesyTitle])
  }

  /// "Minister of the Cabinet Office", "Head of the Press Service": an office, though a body ends
  /// the phrase.
  private func opensTitle(_ segment: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    // "Chief Executive"
    if (segment.first..<segment.last).allSatisfy({
      features.has(tokens[$0].word, [.titleHead, .titleModifier])
    }), features.has(tokens[segment.last - 1].word, .titleHead) {
      return true
    }
    for k in segment.first..<segment.last - 1 where tokens[k].kind == .word {
      let f = features[tokens[k].word]
      if f.contains(.titleHead), !f.contains(.roleNounPlural),
        of.contains(tokens[k + 1].word) || f.contains(.courtesyTitle)
      {
        return true
      }
      // What stands before the office may be its modifiers only.
      if f.isDisjoint(with: [.titleModifier, .courtesyTitle]) { return false }
    }
    return false
  }

  /// Where the title of a segment ends: one past the last office word or courtesy title; in a
  /// title with `of` or `for` common nouns belong to it.
  private func titleEnd(_ segment: Run, _ document: Document) -> Int {
    let tokens = document.tokens
    var end = segment.first
    var inOffice = false
    guard
      (segment.first..<segment.last).contains(where: {
        features.has(tokens[$0].word, [.titleHead, .courtesyTitle])
      })
    else { return segment.first }
    var k = segment.first
    while k < segment.last {
      let token = tokens[k]
      let f = features[token.word]
      if token.kind == .word {
        if !f.isDisjoint(with: [.titleHead, .titleModifier, .courtesyTitle]),
          f.isDisjoint(with: .anyGivenName) || k == segment.first
        {
          end = k + 1
          inOffice = true
        } else if inOffice, of.contains(token.word) || token.word == and || token.word == the {
          end = k + 1
        } else if inOffice, k == end, token.has(.capitalised),
          !f.isDisjoint(with: [.anyNoun, .adjective, .participleAdjective, .anyVerb]),
          f.isDisjoint(with: .anyGivenName), k + 1 < segment.last || isAfterConnector(k, tokens)
        {
          end = k + 1
        }
      } else if token.kind == .period || token.kind == .hyphen, end == k {
        end = k + 1
      }
      k += 1
    }
    return max(min(end, segment.last), nameStart(in: segment, from: end, document))
  }

  /// "for the Caucasus and Central Asia Javier Colomina": after a title with connectors the name
  /// begins at a given name, or is the last two words of many.
  private func nameStart(in segment: Run, from end: Int, _ document: Document) -> Int {
    let tokens = document.tokens
    guard end > segment.first, end < segment.last else { return end }
    var connector = -1
    for k in segment.first..<segment.last where of.contains(tokens[k].word) || tokens[k].word == and
    {
      connector = k
    }
    guard connector >= segment.first else { return end }
    let tail = (max(connector + 1, end)..<segment.last).filter { tokens[$0].kind == .word }
    guard tail.count >= 3 else { return max(end, connector + 1) }
    if let given = tail.dropFirst().first(where: { features.has(tokens[$0].word, .anyGivenName) }),
      !features.has(tokens[tail[0]].word, .anyGivenName)
    {
      return given
    }
    return tail.count >= 4 ? tail[tail.count - 2] : max(end, connector + 1)
  }

  private func isAfterConnector(_ k: Int, _ tokens: [Token]) -> Bool {
    k > 0 && (of.contains(tokens[k - 1].word) || tokens[k - 1].word == and)
  }

  /// Whether an office stands right before, as in `spokesman Scott McClellan`.
  private func hasTitleBefore(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    var k = i - 1
    while k >= span.first, document.tokens[k].kind == .period { k -= 1 }
    guard k >= span.first, document.tokens[k].kind == .word else { return false }
    return features.has(document.tokens[k].word, [.titleHead, .roleNoun, .courtesyTitle])
      && features[document.tokens[k].word].isDisjoint(with: .roleNounPlural)
  }

  /// A ministry, party, company: the name holds the head noun of a body.
  private func isBody(_ name: Run, _ document: Document) -> Bool {
    var found = false
    for k in name.first..<name.last where document.tokens[k].kind == .word {
      let f = features[document.tokens[k].word]
      if !f.isDisjoint(with: [.institutionHead, .companySuffix]) {
        // A family name that is also a body ("Banks", "House") after a given name.
        if k > name.first, features.has(document.tokens[k - 1].word, .anyGivenName),
          name.last - name.first == 2
        {
          continue
        }
        found = true
      }
    }
    return found
  }

  private func isGovernment(_ name: Run, _ document: Document) -> Bool {
    (name.first..<name.last).contains { features.has(document.tokens[$0].word, .governmentBody) }
  }

  /// The head noun of a body stands last, or before `of` and `for`: "Information Commissioner's
  /// Office", "Office of the Prosecutor", not "Police Commissioner Jane Doe".
  private func endsInBody(_ name: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    for k in name.first..<name.last where tokens[k].kind == .word {
      guard features.has(tokens[k].word, [.institutionHead, .companySuffix]) else { continue }
      if k + 1 >= name.last || of.contains(tokens[k + 1].word) { return true }
    }
    return false
  }

  private func looksPersonal(
    _ name: Run, _ words: [Int], _ span: SentenceSpan, _ document: Document, _ tags: [Tag]
  ) -> Bool {
    let tokens = document.tokens
    guard words.count <= 5 else { return false }
    // "Keller Slams Webb": a headline.
    if words.count > 3,
      words.dropFirst().dropLast().contains(where: {
        features.has(tokens[$0].word, .anyVerb)
          && features[tokens[$0].word].isDisjoint(with: [.anyGivenName, .particle])
      })
    {
      return false
    }
    if features.has(tokens[words[0]].word, .anyGivenName) { return true }
    if words.dropFirst().contains(where: { tokens[$0].has(.singleLetter) }) { return true }
    if words.contains(where: {
      features.has(tokens[$0].word, .particle) && !tokens[$0].has(.capitalised)
    }) {
      return true
    }
    // Common words make a body or a place.
    if words.contains(where: {
      features.has(tokens[$0].word, [.anyNoun, .adjective])
        && !features.has(tokens[$0].word, .anyGivenName)
    }) {
      return false
    }
    // "X, 45, said", "X, a lawyer,"; or the subject of a verb of saying.
    let after = name.last
    if after < span.last, features.has(tokens[after].word, .reportingPast) { return true }
    if after + 1 < span.last, tokens[after].kind == .comma,
      tokens[after + 1].kind == .number
        || features.has(tokens[after + 1].word, [.determiner, .roleNoun, .relative])
    {
      return true
    }
    if name.first > span.first, features.has(tokens[name.first - 1].word, .reportingPast) {
      return true
    }
    return false
  }

  // MARK: Registering

  /// "Supreme Court Justice X", "Energy Department spokesman X": the body in front of an office.
  private func registerBodyOfTitle(
    _ title: Range<Int>, _ runParties: [(index: Int, at: Int)], _ run: Run, _ span: SentenceSpan,
    _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    // "Gulf County Sheriff", but "Deputy House Speaker".
    let opensWithModifier =
      title.first.map {
        features.has(tokens[$0].word, [.titleHead, .titleModifier, .institutionHead])
      } ?? true
    guard
      let head = title.last(where: {
        features.has(tokens[$0].word, .institutionHead)
          && features[tokens[$0].word].isDisjoint(
            with: opensWithModifier
              ? [.titleHead, .titleModifier] : .titleHead)
      }), head + 1 < title.upperBound, head > title.lowerBound,
      !title.contains(where: { of.contains(tokens[$0].word) })
    else { return }
    registerBody(
      Run(first: title.lowerBound, last: head + 1), runParties, run, span, document, &mentions)
  }

  /// "Northwind Energy CEO X", "Leeds Mayor X": a name in front of an office.
  private func registerNameOfTitle(
    _ title: Range<Int>, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    guard
      let head = title.first(where: {
        features.has(tokens[$0].word, .titleHead) && !features.has(tokens[$0].word, .roleNounPlural)
      }), head > title.lowerBound, tokens[title.lowerBound].kind == .word
    else { return }
    let isCompany = title.contains { features.has(tokens[$0].word, .companyRole) }
    var end = title.lowerBound
    while end < head, tokens[end].kind == .word, tokens[end].has(.capitalised) {
      let f = features[tokens[end].word]
      if ranks.contains(tokens[end].word) || !f.isDisjoint(with: [.courtesyTitle, .formerWord]) {
        break
      }
      if !f.isDisjoint(with: [.titleModifier, .anyNoun, .adjective]),
        !(isCompany && end > title.lowerBound)
      {
        break
      }
      end += 1
    }
    guard end > title.lowerBound,
      // Those of this run were added last.
      !mentions.list.suffix(256).contains(where: {
        $0.first < end && $0.last > title.lowerBound
      })
    else { return }
    let words = Array(title.lowerBound..<end)
    guard features[tokens[words[0]].word].isDisjoint(with: [.roleNoun, .anyGivenName, .notName])
    else { return }
    registerName(
      Run(first: title.lowerBound, last: end), words, isPerson: false, document, &mentions)
  }

  /// "Central Asia Javier Colomina": common words before a given name are no part of the name.
  private func withoutCommonWords(_ name: Run, _ words: [Int], _ document: Document) -> Run {
    let tokens = document.tokens
    guard words.count >= 3, features[tokens[words[0]].word].isDisjoint(with: .anyGivenName),
      let given = words.dropFirst().first(where: { features.has(tokens[$0].word, .anyGivenName) }),
      given + 1 < name.last,
      words.contains(where: {
        $0 < given && features.has(tokens[$0].word, [.anyNoun, .adjective, .notName])
      })
    else { return name }
    return Run(first: given, last: name.last)
  }

  private func registerName(
    _ name: Run, _ words: [Int], isPerson: Bool, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    var ids = words.map { plain(tokens[$0].word, document.text($0), &mentions) }
    while ids.count > 1, let last = ids.last, features.has(last, .nameSuffix) { ids.removeLast() }
    if isPerson, ids.count > 1, let last = ids.last { mentions.familyNames.insert(last) }
    let index: Int
    if let known = mentions.index.named(ids.last ?? .none).first(where: {
      sameName(mentions.entities[$0].words, ids)
    }) {
      index = known
      if ids.count > mentions.entities[index].words.count {
        mentions.rename(index, cleanName(name, document, isPerson: true), words: ids)
      }
      if isPerson && mentions.entities[index].kind == .unknown {
        mentions.entities[index].kind = .person
      }
    } else {
      var entity = Entity(
        kind: isPerson ? .person : .unknown, name: cleanName(name, document, isPerson: isPerson),
        words: ids)
      entity.firstToken = name.first
      if features.has(ids[0], .femaleName), !features.has(ids[0], .maleName) {
        entity.gender = .female
      }
      if features.has(ids[0], .maleName), !features.has(ids[0], .femaleName) {
        entity.gender = .male
      }
      index = mentions.add(entity)
    }
    note(index, name, &mentions)
  }

  /// One word for the spellings of a name with and without accents: the one that came first.
  private func plain(_ word: WordID, _ text: ArraySlice<UInt8>, _ mentions: inout Mentions)
    -> WordID
  {
    guard mentions.hasAccents else { return word }
    let key = LetterFolding.folded(String(decoding: text, as: UTF8.self))
    if let known = mentions.plainWords[key] { return known }
    mentions.plainWords[key] = word
    return word
  }

  /// The words of one name end the other, or the first and the last agree.
  private func sameName(_ a: [WordID], _ b: [WordID]) -> Bool {
    guard let lastA = a.last, let lastB = b.last, lastA == lastB else { return false }
    let short = a.count <= b.count ? a : b
    let long = a.count <= b.count ? b : a
    if Array(long.suffix(short.count)) == short { return true }
    return a.count > 1 && b.count > 1
      && (a[0] == b[0] || nicknames[a[0]] == b[0] || nicknames[b[0]] == a[0])
  }

  /// A name as the text has it, line breaks and suffixes set right; of a person in capitals as
  /// `CURTIS MAYHEW` in lower case after the first letters.
  private func cleanName(_ name: Run, _ document: Document, isPerson: Bool = false) -> String {
    var bytes: [UInt8] = []
    var previousEnd: Int32 = -1
    let isShouted =
      isPerson && name.last - name.first > 1
      && (name.first..<name.last).allSatisfy {
        let token = document.tokens[$0]
        return token.kind != .word || token.has(.allCaps) || token.has(.singleLetter)
      }
    for k in name.first..<name.last {
      let token = document.tokens[k]
      if previousEnd >= 0, token.start > previousEnd { bytes.append(0x20) }
      for (place, byte) in document.text(k).enumerated() {
        bytes.append(isShouted && place > 0 && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
      previousEnd = token.end
    }
    if features.has(document.tokens[name.last - 1].word, .nameSuffix),
      name.last < document.tokens.count,
      document.tokens[name.last].kind == .period, !document.tokens[name.last].has(.spaceBefore)
    {
      // Joseph R. Biden, Jr.
      bytes.append(0x2E)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func registerBody(
    _ name: Run, _ runParties: [(index: Int, at: Int)], _ run: Run, _ span: SentenceSpan,
    _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    let ids = (name.first..<name.last).filter { tokens[$0].kind == .word }.map { tokens[$0].word }
    let index: Int
    if let known = mentions.index.named(ids.first ?? .none).first(where: {
      mentions.entities[$0].kind == .institution && sameBody(mentions.entities[$0].words, ids)
    }) {
      index = known
      if ids.count > mentions.entities[index].words.count {
        mentions.rename(
          index, cleanName(withoutLegalForm(name, document), document), words: ids)
      }
    } else {
      var entity = Entity(
        kind: .institution, name: cleanName(withoutLegalForm(name, document), document), words: ids)
      entity.firstToken = name.first
      index = mentions.add(entity)
    }
    mentions.entities[index].mentions += 1
    mentions.list.append(Mention(first: name.first, last: name.last, referent: .entity(index)))
    if mentions.entities[index].party < 0,
      ids.contains(where: { features.has($0, .governmentBody) })
    {
      // "Azerbaijan's Foreign Ministry", "the Ministry of Foreign Affairs of Azerbaijan".
      if let party = runParties.first(where: { parties.isState($0.index) })?.index
        ?? partyAfter(name.last, span, document, mentions)
      {
        mentions.entities[index].party = party
      }
      mentions.entities[index].holdsOffice = true
    }
    registerAcronym(after: name.last, span, document, index, &mentions)
  }

  /// `Equifax Inc` is Equifax.
  private func withoutLegalForm(_ name: Run, _ document: Document) -> Run {
    var run = name
    while run.last - run.first > 1,
      features.has(document.tokens[run.last - 1].word, .legalForm)
        || document.tokens[run.last - 1].kind == .period
    { run.last -= 1 }
    return run
  }

  private func sameBody(_ a: [WordID], _ b: [WordID]) -> Bool {
    a == b || (a.count >= 2 && b.count >= 2 && (a.starts(with: b) || b.starts(with: a)))
  }

  /// `(ICO)` right after a name.
  private func registerAcronym(
    after i: Int, _ span: SentenceSpan, _ document: Document, _ entity: Int,
    _ mentions: inout Mentions
  ) {
    guard i + 2 < span.last, document.tokens[i].kind == .bracketOpen,
      document.tokens[i + 1].has(.allCaps), document.tokens[i + 2].kind == .bracketClose
    else { return }
    mentions.acronyms[document.tokens[i + 1].word] = entity
  }

  /// "of Azerbaijan" after a name.
  private func partyAfter(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Int? {
    guard i + 1 < span.last, of.contains(document.tokens[i].word) else { return nil }
    let next = document.tokens[i + 1].word == the ? i + 2 : i + 1
    for mention in mentions.list.reversed().prefix(4) where mention.first == next {
      if case .party(let party) = mention.referent { return party }
    }
    return nil
  }

  private func note(_ index: Int, _ name: Run, _ mentions: inout Mentions) {
    mentions.entities[index].mentions += 1
    mentions.list.append(Mention(first: name.first, last: name.last, referent: .entity(index)))
  }

  /// A word that no lexicon knows, with what follows names: "Northwind said", "Northwind's".
  private func isUnknownName(_ run: Run, _ document: Document) -> Bool {
    guard run.last < document.tokens.count, !features.isKnown(document.tokens[run.first].word)
    else { return false }
    let next = document.tokens[run.last]
    return next.kind == .possessive
      || features.has(
        next.word,
        [.reportingPast, .cueVerb, .modal, .have, .be, .roleNoun, .titleHead, .institutionHead])
  }

  // MARK: Short names

  /// No other name of the document holds the given name.
  private func isOnlyName(_ word: WordID, of index: Int, _ mentions: Mentions) -> Bool {
    !mentions.index.named(word).contains {
      $0 != index && mentions.entities[$0].words.contains(word)
    }
  }

  /// One capitalised word: a family name, an acronym, the short form of a body, or a name alone.
  private func resolveShort(
    _ run: Run, _ document: Document, isTitled: Bool, _ middleCapitals: Set<WordID>,
    _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    let words = (run.first..<run.last).filter { tokens[$0].kind == .word }
    guard let lastWord = words.last.map({ plain(tokens[$0].word, document.text($0), &mentions) })
    else { return }
    let isFamilyName = mentions.familyNames.contains(lastWord)
    if features.has(lastWord, .notName), !(isTitled && isFamilyName) { return }
    if features.has(lastWord, [.month, .weekday]) {
      // "Sun said" after "Sun Jianguo"; not "on May 5".
      let isDate = run.last < tokens.count && tokens[run.last].kind == .number
      guard !isDate, tokens[run.first].end - tokens[run.first].start < 5,
        mentions.index.named(lastWord).contains(where: {
          let entity = mentions.entities[$0]
          return entity.kind != .institution && entity.words.count > 1
            && (entity.words.first == lastWord || entity.words.last == lastWord)
        })
      else { return }
    }
    var best = -1
    for index in mentions.index.named(lastWord) {
      let entity = mentions.entities[index]
      if entity.kind == .institution {
        if entity.words.first == lastWord, words.count == 1, entity.words.count <= 3,
          run.first == 0 || !affiliation.mainBody.isPlace(after: tokens[run.first - 1].word),
          entity.words.dropFirst().contains(where: {
            features.has($0, [.companySuffix, .institutionHead])
          })
        {
          best = index
          mentions.entities[index].shortName = cleanName(run, document)
        }
      } else if entity.words.last == lastWord {
        best = index
        if entity.words.count > 1 { break }
      } else if best < 0, words.count == 1, entity.words.count > 1,
        isTitled || features[lastWord].isDisjoint(with: .anyGivenName)
          || entity.kind == .person && isOnlyName(lastWord, of: index, mentions),
        entity.words.first == lastWord
          || entity.words.count > 2 && entity.words.dropFirst().dropLast().contains(lastWord)
      {
        // Spanish family names are the middle ones: Camila Restrepo Duarte.
        // Family names come first in Chinese, Korean, Vietnamese and Hungarian.
        best = index
      }
    }
    if best < 0, let acronym = mentions.acronyms[lastWord] { best = acronym }
    if best < 0, words.count == 1, features.has(lastWord, .institutionHead), !isTitled,
      !tokens[words[0]].has(.allCaps)
    {
      // "the Commission": a body named in full elsewhere, else a common noun.
      best =
        mentions.index.named(lastWord).last {
          mentions.entities[$0].kind == .institution
            && mentions.entities[$0].words.contains(lastWord)
        } ?? -1
      if best < 0 { return }
    }
    if best < 0, words.count == 1, tokens[words[0]].has(.allCaps) {
      best = bodyWithInitials(document.text(words[0]), mentions) ?? -1
    }
    if best < 0 {
      let isInitial =
        document.tokens[run.first].has(.paragraphBefore)
        || run.first > 0 && !document.tokens[run.first - 1].kind.isWordLike
          && document.tokens[run.first - 1].kind != .comma
      if isInitial, !isTitled, words.count == 1, !middleCapitals.contains(lastWord),
        !document.tokens[run.first].has(.allCaps), !isUnknownName(run, document)
      {
        // Any word is capitalised at the start of a sentence.
        return
      }
      if words.allSatisfy({ features.has(document.tokens[$0].word, [.anyNoun, .adjective]) }),
        !isTitled, !middleCapitals.contains(lastWord) || isInitial
      {
        return
      }
      var entity = Entity(
        kind: isTitled ? .person : .unknown, name: cleanName(run, document),
        words: words.map { tokens[$0].word })
      entity.firstToken = run.first
      best = mentions.add(entity)
    }
    note(best, run, &mentions)
  }
}
