internal import Rules

/// Finds the side that issued a text and the state that its bare offices belong to.
struct IssuerFinder {
  let features: WordFeatures
  let parties: PartyTable
  let citing: WordSet
  let our: WordSet
  let with: WordSet
  /// What stands in a title before whom one writes to and what it is about, and before who issued it.
  let topic: WordSet
  let by: WordSet
  let we: WordSet
  /// What is ours where a state speaks.
  let ownNouns: WordSet

  init(_ features: WordFeatures, _ parties: PartyTable) {
    self.features = features
    self.parties = parties
    citing = features.vocabulary.known("citing quoting")
    our = features.vocabulary.known("our my")
    we = features.vocabulary.known("we")
    ownNouns = features.vocabulary.known(
      """
      country nation state republic people citizens economy army troops forces soldiers diplomats allies \
      president minister ambassador embassy territory border borders sovereignty constitution armed foreign \
      national neighbours neighbors compatriots countrymen
      """)
    with = features.vocabulary.known("with")
    topic = features.vocabulary.known("on about regarding to against")
    by = features.vocabulary.known("by from")
  }

  /// The issuing state or body, or -1.
  func issuer(_ document: Document, _ mentions: Mentions) -> Int {
    if let given = document.metadata.issuer {
      return parties.names.firstIndex { $0 == given } ?? -1
    }
    let kind = document.metadata.kind ?? .news
    if let cited = citedBody(document, mentions) { return cited }
    if let closing = closingParty(document, mentions) { return closing }
    guard kind != .news else { return pressService(document, mentions) ?? -1 }
    if let title = titleParty(document, mentions) { return title }
    if kind != .readout, let voice = ownVoice(document, mentions) { return voice }
    // "We saw two goals", "We ask you to stay": an author's own, of no state.
    let ownsState = kind == .readout || saysOurState(document)
    guard ownsState || namesOffice(document) else { return -1 }
    let guests = guests(document, mentions)
    let host = dominantState(document, mentions, weightFirst: true, except: guests)
    // "The Prime Minister's statement on the floods in Kenya": what it is about is one's own.
    if host >= 0 { return host }
    return dominantState(document, mentions, weightFirst: true)
  }

  /// The state of "officials" and "the prime minister": the dateline's, else the issuer's, else the
  /// one named most.
  func home(_ document: Document, _ mentions: Mentions, issuer: Int) -> Int {
    for span in document.sentences.prefix(12) {
      guard span.bodyFirst > span.first || span.role == .dateline else { continue }
      let end = span.bodyFirst > span.first ? span.bodyFirst : span.last
      for i in span.first..<end {
        if let mention = mentions.mention(at: i), case .party(let party) = mention.referent,
          parties.isState(party)
        {
          return party
        }
      }
    }
    if issuer >= 0 { return issuer }
    let state = dominantState(document, mentions, weightFirst: false)
    return dominantProvince(mentions, over: state) ?? state
  }

  /// The province or nation within a state that a text is about: named more than twice, and more
  /// than any state; twice where no state is named.
  private func dominantProvince(_ mentions: Mentions, over state: Int) -> Int? {
    let limit = state >= 0 ? max(2, mentions.partyCounts[state, default: 0]) : 1
    return mentions.partyCounts
      .filter { parties.kinds[$0.key] == "territory" && $0.value > limit }
      .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The state of a cited ministry: `citing the Azerbaijani MFA`.
  private func citedBody(_ document: Document, _ mentions: Mentions) -> Int? {
    for i in document.tokens.indices where citing.contains(document.tokens[i].word) {
      for k in i + 1..<min(i + 6, document.tokens.count) {
        if let mention = mentions.mention(at: k), case .party(let party) = mention.referent {
          return party
        }
      }
    }
    return nil
  }

  /// `MINISTRY OF FOREIGN AFFAIRS`, `SINGAPORE` at the end.
  private func closingParty(_ document: Document, _ mentions: Mentions) -> Int? {
    for span in document.sentences.reversed().prefix(10) where span.role == .closing {
      for i in span.first..<span.last {
        if let mention = mentions.mention(at: i), case .party(let party) = mention.referent {
          return party
        }
      }
    }
    return nil
  }

  /// "the press service of the Ministry of Foreign Affairs reported", "our country".
  private func pressService(_ document: Document, _ mentions: Mentions) -> Int? {
    guard
      document.sentences.contains(where: { span in
        span.role == .body
          && (span.first..<span.last).contains { i in
            our.contains(document.tokens[i].word) && document.quotationOfToken[i] < 0
              && i + 1 < span.last
              && features.has(document.tokens[i + 1].word, [.anyNoun])
          }
      })
    else { return nil }
    let best = dominantState(document, mentions, weightFirst: true)
    return best >= 0 ? best : nil
  }

  private func titleParty(_ document: Document, _ mentions: Mentions) -> Int? {
    for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
      var isTopic = false
      for i in span.first..<span.last {
        // "Secretary X's Call with Y of Z": whom one meets is a guest; "Remarks to the Council by X"
        if with.contains(document.tokens[i].word) { break }
        isTopic =
          topic.contains(document.tokens[i].word)
          || isTopic && !by.contains(document.tokens[i].word)
        guard !isTopic, let mention = mentions.mention(at: i) else { continue }
        switch mention.referent {
        case .party(let party):
          if mention.nameKind == .seat { return party }
          // "ASEAN Chair's Statement"
          if parties.kinds[party] == "union", mention.nameKind == .name { return party }
          // "U.S.-Israel Consultative Group": one's own side comes first.
          if mention.last + 1 < span.last, document.tokens[mention.last].kind == .hyphen,
            parties.isState(party), let other = mentions.mention(at: mention.last + 1),
            case .party = other.referent
          {
            return party
          }
        case .entity(let entity):
          if mentions.entities[entity].party >= 0, parties.isState(mentions.entities[entity].party),
            !followedByOf(mention.last, document, mentions, but: mentions.entities[entity].party)
          {
            return mentions.entities[entity].party
          }
        }
      }
    }
    return nil
  }

  /// In its own text a state is the subject of what it does: "The United States condemns", "we and
  /// our allies", where its office holders sign.
  private func ownVoice(_ document: Document, _ mentions: Mentions) -> Int? {
    var counts: [Int: Int] = [:]
    for span in document.sentences where span.role == .body {
      for i in span.first..<span.last - 1 {
        // "we, the EU, have"
        if let mention = mentions.mention(at: i), mention.first == i,
          case .party(let party) = mention.referent, parties.kinds[party] != "political-party",
          saysWe(before: i, span, document)
        {
          return party
        }
        guard let mention = mentions.mention(at: i), mention.first == i,
          case .party(let party) = mention.referent,
          parties.isState(party) || parties.kinds[party] == "union",
          mention.nameKind == .name || mention.nameKind == .seat, mention.last < span.last,
          features.has(document.tokens[mention.last].word, [.cueVerb, .modal, .have])
            || mention.last + 1 < span.last
              && features.has(document.tokens[mention.last + 1].word, .cueVerb)
        else { continue }
        // The subject of the sentence, an article before it at most.
        guard i <= span.bodyFirst + 1 else { continue }
        counts[party, default: 0] += 1
      }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// `we` and a comma, an article at most, before a name.
  private func saysWe(before i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    var k = i - 1
    if k > span.first, features.has(document.tokens[k].word, .determiner) { k -= 1 }
    return k > span.first && document.tokens[k].kind == .comma
      && we.contains(document.tokens[k - 1].word)
  }

  /// `our country`, `my government`.
  private func saysOurState(_ document: Document) -> Bool {
    let tokens = document.tokens
    return document.sentences.contains { span in
      span.role == .body
        && (span.first..<span.last).contains { i in
          i + 1 < span.last && our.contains(tokens[i].word)
            && (ownNouns.contains(tokens[i + 1].word)
              || features.has(tokens[i + 1].word, .governmentBody))
        }
    }
  }

  /// A title, source or closing line that names an office or body of a state, not as whom one writes to.
  private func namesOffice(_ document: Document) -> Bool {
    document.sentences.contains { span in
      switch span.role {
      case .title, .heading, .closing, .source:
        (span.first..<span.last).prefix { !topic.contains(document.tokens[$0].word) }.contains {
          features.has(document.tokens[$0].word, [.governmentBody, .stateRole])
        }
      default: false
      }
    }
  }

  /// The states of those whom the title says that somebody met.
  private func guests(_ document: Document, _ mentions: Mentions) -> Set<Int> {
    var found = Set<Int>()
    for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
      var isGuest = false
      for i in span.first..<span.last {
        isGuest =
          topic.contains(document.tokens[i].word) || with.contains(document.tokens[i].word)
          || isGuest && !by.contains(document.tokens[i].word)
        guard isGuest, let mention = mentions.mention(at: i) else { continue }
        switch mention.referent {
        case .party(let party): if parties.isState(party) { found.insert(party) }
        case .entity(let entity):
          let party = mentions.entities[entity].party
          if party >= 0, parties.isState(party) { found.insert(party) }
        }
      }
    }
    return found
  }

  /// Before `of` and a name that is not its own party's: "the Ministry of Foreign Affairs of Vietnam".
  private func followedByOf(
    _ i: Int, _ document: Document, _ mentions: Mentions, but own: Int
  ) -> Bool {
    guard i + 1 < document.tokens.count, features.has(document.tokens[i].word, .preposition),
      let next = mentions.mention(at: i + 1)
    else { return false }
    return next.referent != .party(own)
  }

  /// The state named most; what stands early and by seat or possessive counts more.
  private func dominantState(
    _ document: Document, _ mentions: Mentions, weightFirst: Bool, except guests: Set<Int> = []
  ) -> Int {
    var scores: [Int: Int] = [:]
    for (position, mention) in mentions.list.enumerated() {
      guard case .party(let party) = mention.referent, parties.kinds[party] == "state" else {
        continue
      }
      // The subject of a sentence counts more, a place in a prepositional phrase less.
      let before = mention.first > 0 ? document.tokens[mention.first - 1] : nil
      let isPlace = before.map { features.has($0.word, .preposition) } ?? false
      let opens =
        before.map { $0.kind == .period || document.tokens[mention.first].has(.paragraphBefore) }
        ?? true
      var score = isPlace ? 1 : 2
      if opens
        || before?.kind == .word && features.has(before?.word ?? .none, .determiner)
          && mention.first > 1 && !document.tokens[mention.first - 2].kind.isWordLike
      {
        score += 3
      }
      if mention.nameKind == .seat, !isPlace { score += 3 }
      if weightFirst && position < 4 { score += 4 - position }
      if mention.first > 0, our.contains(document.tokens[mention.first - 1].word) { score += 3 }
      scores[party, default: 0] += score
    }
    // A state that only other people's offices belong to is a guest's: "Israel's foreign minister".
    let firstPerson = mentions.list.lazy.compactMap { mention -> Int? in
      if case .entity(let e) = mention.referent, mentions.entities[e].kind == .person { return e }
      return nil
    }.first
    for (index, entity) in mentions.entities.enumerated()
    where weightFirst && entity.party >= 0 && index != firstPerson && entity.kind == .person {
      if let score = scores[entity.party],
        firstPerson.map({ mentions.entities[$0].party != entity.party }) ?? true
      {
        scores[entity.party] = score / 3
      }
    }
    var best = -1
    for (party, score) in scores.sorted(by: { $0.key < $1.key }) where !guests.contains(party) {
      if best < 0 || score > scores[best, default: 0] { best = party }
    }
    return best
  }
}
