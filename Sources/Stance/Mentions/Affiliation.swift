internal import Rules

/// Learns in the document whom a named person speaks for.
///
/// Forms: `Azerbaijani Foreign Minister X`, `Azerbaijan's X`, `NATO Secretary General X`,
/// `Boeing spokesman X`, `X, foreign minister of Azerbaijan,`, `X of the Democratic Party`,
/// `X (R-Ohio)`. `former` cancels an office.
struct Affiliation {
  let features: WordFeatures
  let parties: PartyTable
  let holders: OfficeHolders

  private static let reach = 14

  func learn(_ document: Document, _ tags: [Tag], _ mentions: inout Mentions) {
    var sentence = 0
    for mention in mentions.list {
      while sentence < document.sentences.count, document.sentences[sentence].last <= mention.first
      {
        sentence += 1
      }
      guard sentence < document.sentences.count, case .entity(let index) = mention.referent,
        mentions.entities[index].kind != .institution
      else { continue }
      let span = document.sentences[sentence]
      before(index, mention, span, document, tags, &mentions)
      after(index, mention, span, document, tags, &mentions)
    }
    let year = document.metadata.date.flatMap { Int($0.prefix(4)) }
    for index in mentions.entities.indices {
      learnOffice(index, year: year, &mentions)
    }
  }

  /// Who is known to hold an office: in the year of the text, or by the office named with the name.
  private func learnOffice(_ index: Int, year: Int?, _ mentions: inout Mentions) {
    let e = mentions.entities[index]
    guard e.kind != .institution, e.party < 0, e.body < 0, !e.isFormer,
      year != nil || e.holdsOffice,
      e.words.count > 1 || e.holdsOffice || year != nil && e.kind == .person,
      let party = holders.party(of: e.words, year: year)
    else { return }
    mentions.entities[index].party = party
    mentions.entities[index].holdsOffice = true
    mentions.entities[index].kind = .person
  }

  private func set(_ index: Int, _ referent: Referent, _ mentions: inout Mentions) {
    if case .party(let party) = referent {
      let old = mentions.entities[index].party
      if parties.isPoliticalParty(party), old >= 0, parties.kinds[old] == "territory",
        !mentions.entities[index].isFormer
      {
        // A governor who stands as a candidate speaks for the party.
        mentions.entities[index].party = party
        return
      }
      // "Iowa" beside a name is a side only for its own officials.
      if parties.kinds[party] == "territory",
        !mentions.entities[index].roles.contains(where: isLocal)
      {
        return
      }
    }
    guard mentions.entities[index].party < 0, mentions.entities[index].body < 0,
      !mentions.entities[index].isFormer
    else { return }
    switch referent {
    case .party(let party): mentions.entities[index].party = party
    case .entity(let body) where body != index: mentions.entities[index].body = body
    default: break
    }
  }

  // MARK: Before the name

  private func before(
    _ index: Int, _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    var k = mention.first - 1
    let limit = max(mention.first - Self.reach, span.bodyFirst)
    var title = false
    var isPossessed = false
    var isLegislator = false
    var crossedPreposition = false
    var candidates: [Referent] = []
    walk: while k >= limit {
      let token = tokens[k]
      let m = mentions.ofToken[k]
      if m >= 0 {
        let other = mentions.list[Int(m)]
        if case .entity(let body) = other.referent {
          // "Boeing spokesman X": a body counts only through an office after it.
          if mentions.entities[body].kind == .person {
            // "Clinton communications director X": the campaign.
            if title, !crossedPreposition, isStaff(mentions.entities[index].roles),
              mentions.entities[index].partyName == nil
            {
              mentions.entities[index].partyName =
                lastName(other, document) + " campaign"
            }
            break walk
          }
          guard mentions.entities[body].kind == .institution || title && !crossedPreposition else {
            break walk
          }
        }
        // "Chinese Ambassador to Ecuador X": where one is posted is no side.
        var before = other.first - 1
        if before > 0, features.has(tokens[before].word, .determiner) { before -= 1 }
        let preposition = before >= 0 ? tokens[before].word : .none
        if word(preposition, in: "to in at with against on") {
          k = before - 1
          continue
        }
        candidates.append(other.referent)
        k = other.first - 1
        continue
      }
      switch token.kind {
      case .word:
        let f = features[token.word]
        if !f.isDisjoint(with: .courtesyTitle) {
          if isMale(token.word) { setGender(index, .male, &mentions) }
          if isFemale(token.word) { setGender(index, .female, &mentions) }
          title = true
        } else if !f.isDisjoint(with: [.titleHead, .roleNoun]), f.isDisjoint(with: .roleNounPlural)
        {
          mentions.entities[index].roles.insert(token.word)
          title = true
          if features.has(token.word, .governmentRole) {
            mentions.entities[index].holdsOffice = true
          }
          if isLegislature(token.word) {
            isLegislator = true
            mentions.entities[index].isLegislator = true
          }
        } else if !f.isDisjoint(with: .titleModifier) {
          if isFormer(token.word) { mentions.entities[index].isFormer = true }
        } else if token.has(.capitalised), title || tags[k] == .properNoun,
          f.isDisjoint(with: .function)
        {
          break
        } else if title || isPossessed || k + 1 < mention.first && tokens[k + 1].kind == .word,
          !f.isDisjoint(with: [.preposition, .coordinator, .determiner, .to])
        {
          // Inside a title: "Minister of Foreign Affairs", "Minister and Minister for".
          if !f.isDisjoint(with: .determiner), !crossedPreposition,
            k == 0 || !word(tokens[k - 1].word, in: "of for")
          {
            break walk
          }
          if !word(token.word, in: "of for to and the in at on") { break walk }
          crossedPreposition = crossedPreposition || f.contains(.preposition)
        } else if title, !f.isDisjoint(with: [.anyNoun, .adjective]), f.isDisjoint(with: .anyVerb) {
          break
        } else {
          break walk
        }
      case .possessive: isPossessed = true
      case .period, .hyphen: break
      default: break walk
      }
      k -= 1
    }
    if title, mentions.entities[index].kind == .unknown { mentions.entities[index].kind = .person }
    guard title || isPossessed || mentions.entities[index].kind == .person else { return }
    if let party = preferred(candidates, isLegislator: isLegislator) {
      set(index, party, &mentions)
    }
  }

  /// A political party before a state; for legislators the state they come from is not their side.
  private func preferred(_ candidates: [Referent], isLegislator: Bool) -> Referent? {
    for candidate in candidates {
      if case .party(let party) = candidate, parties.isPoliticalParty(party) { return candidate }
    }
    if isLegislator {
      return candidates.first {
        if case .party(let party) = $0 { return !parties.isState(party) }
        return false
      }
    }
    return candidates.first
  }

  private func isLocal(_ role: WordID) -> Bool {
    word(
      role,
      in:
        "governor gov mayor premier commissioner sheriff secretary attorney councillor official spokesman spokeswoman spokesperson superintendent director chief prosecutor minister president leader"
    )
  }

  private func isStaff(_ roles: Set<WordID>) -> Bool {
    roles.contains {
      word(
        $0,
        in:
          "director spokesman spokeswoman spokesperson manager adviser advisor aide strategist surrogate staffer"
      )
    }
  }

  private func lastName(_ mention: Mention, _ document: Document) -> String {
    document.string(mention.last - 1..<mention.last)
  }

  private func setGender(_ index: Int, _ gender: Gender, _ mentions: inout Mentions) {
    mentions.entities[index].gender = gender
  }

  private func word(_ id: WordID, in list: String) -> Bool {
    guard id.rawValue >= 0 else { return false }
    let spelling = features.vocabulary.spelling(of: id)
    return list.split(separator: " ").contains { $0 == spelling }
  }

  private func isMale(_ id: WordID) -> Bool { word(id, in: "mr sir lord king prince") }
  private func isFemale(_ id: WordID) -> Bool {
    word(id, in: "mrs ms miss lady queen princess dame")
  }
  private func isFormer(_ id: WordID) -> Bool { word(id, in: "former ex late outgoing onetime") }
  private func isLegislature(_ id: WordID) -> Bool {
    word(
      id,
      in:
        "senator sen representative rep congressman congresswoman lawmaker mp deputy legislator candidate nominee"
    )
  }

  // MARK: After the name

  private func after(
    _ index: Int, _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    var k = mention.last
    guard k + 1 < span.last else { return }
    // What is said of a company or a place is no affiliation.
    guard
      mentions.entities[index].kind == .person
        || mentions.entities[index].kind == .unknown && mentions.entities[index].words.count > 1
    else { return }
    if tokens[k].kind == .bracketOpen {
      // (R-Ohio), (D., N.Y.)
      if word(tokens[k + 1].word, in: "r r."), let party = table("Republican Party") {
        set(index, .party(party), &mentions)
      } else if word(tokens[k + 1].word, in: "d d."), let party = table("Democratic Party") {
        set(index, .party(party), &mentions)
      }
      return
    }
    if features.has(tokens[k].word, .preposition), word(tokens[k].word, in: "of from") {
      // "X of the Democratic Party"; "of Texas" for a legislator is no side.
      let next = features.has(tokens[k + 1].word, .determiner) ? k + 2 : k + 1
      if let other = mentions.mention(at: next) {
        if case .party(let party) = other.referent, parties.isState(party),
          mentions.entities[index].roles.contains(where: isLegislature)
        {
          return
        }
        set(index, other.referent, &mentions)
      }
      return
    }
    guard tokens[k].kind == .comma else { return }
    // ", foreign minister of Azerbaijan," ", who heads the Red Cross,"
    k += 1
    let limit = min(span.last, k + Self.reach)
    var hasOffice = false
    let isRelative = k < span.last && features.has(tokens[k].word, .relative)
    while k < limit {
      let token = tokens[k]
      if let other = mentions.mention(at: k), other.first == k {
        if case .entity(let body) = other.referent, mentions.entities[body].kind == .person {
          // "X, Clinton's communications director"
          if nextIsOffice(other.last, tokens), mentions.entities[index].partyName == nil {
            noteOffices(from: mention.last + 1, index, tokens, &mentions)
            if isStaff(mentions.entities[index].roles) {
              mentions.entities[index].partyName = lastName(other, document) + " campaign"
            }
          }
          break
        }
        if hasOffice || nextIsOffice(other.last, tokens)
          || isRelative
            && word(tokens[other.first - 1].word, in: "for heads leads chairs runs represents")
        {
          // "X, a lawyer in Texas": a place is no side.
          let isBody: Bool
          if case .entity = other.referent { isBody = true } else { isBody = false }
          if word(tokens[other.first - 1].word, in: "in on to against with near")
            || !isBody && word(tokens[other.first - 1].word, in: "at")
          {
            k = other.last
            continue
          }
          noteOffices(from: mention.last + 1, index, tokens, &mentions)
          if case .party(let party) = other.referent, parties.isState(party),
            mentions.entities[index].roles.contains(where: isLegislature)
          {
            break
          }
          set(index, other.referent, &mentions)
          return
        }
        k = other.last
        continue
      }
      let f = features[token.word]
      if token.kind == .comma || token.kind == .period
        || tags[k].isVerbal && !f.contains(.titleHead) && !isRelative
      {
        break
      }
      if isFormer(token.word) { mentions.entities[index].isFormer = true }
      if !f.isDisjoint(with: [.titleHead, .roleNoun]) {
        hasOffice = true
        mentions.entities[index].roles.insert(token.word)
      }
      k += 1
    }
    if hasOffice, mentions.entities[index].kind == .unknown {
      mentions.entities[index].kind = .person
    }
  }

  private func nextIsOffice(_ i: Int, _ tokens: [Token]) -> Bool {
    var k = i
    while k < min(i + 7, tokens.count) {
      if features.has(tokens[k].word, [.titleHead, .roleNoun]) { return true }
      guard
        tokens[k].kind == .possessive
          || tokens[k].kind == .word
            && features[tokens[k].word].isDisjoint(with: [.preposition, .anyVerb, .relative])
          || tokens[k].has(.capitalised)
      else { return false }
      k += 1
    }
    return false
  }

  private func noteOffices(from i: Int, _ index: Int, _ tokens: [Token], _ mentions: inout Mentions)
  {
    var k = i
    while k < min(i + 8, tokens.count), tokens[k].kind != .comma {
      if features.has(tokens[k].word, [.titleHead, .roleNoun]) {
        mentions.entities[index].roles.insert(tokens[k].word)
        if features.has(tokens[k].word, .governmentRole) {
          mentions.entities[index].holdsOffice = true
        }
      }
      k += 1
    }
  }

  private func table(_ name: String) -> Int? { parties.names.firstIndex(of: name) }
}
