internal import Rules

/// The persons and bodies of the text that a description fits, and names for those it does not have.
extension ReferenceResolver {
  /// The person a description fits best: office and side agree, then who has the floor.
  ///
  /// `the former minister` is nobody who holds the office now. In a text with more persons than a
  /// document has, those named first count.
  func describedPerson(
    _ role: WordID, _ party: Int, _ floor: Side?, isFormer: Bool, fields: [WordID] = [],
    mustHold: Bool = false
  ) -> Int? {
    var best = -1
    var bestScore = 0
    // "The Foreign Secretary" is not the Health Secretary, where the text has one of each.
    let field = fields.first { field in
      mentions.entities.prefix(1024).contains { $0.kind == .person && $0.fields.contains(field) }
    }
    for index in mentions.entities.indices.prefix(1024)
    where mentions.entities[index].kind == .person {
      let e = mentions.entities[index]
      if mustHold, !holds(e, role) { continue }
      let (_, own) = partyName(of: index)
      if isFormer, !e.isFormer, own >= 0 || e.body >= 0 { continue }
      // "Sir X" is no office.
      let hasOffice = e.roles.contains { !features.has($0, .courtesyTitle) }
      if role == words.premier, hasOffice, !e.roles.contains(role) { continue }
      if let field, !e.fields.contains(field) { continue }
      if field == nil, !fields.isEmpty, !e.fields.isEmpty, holds(e, role) { continue }
      var score = isFormer ? (e.isFormer ? 3 : 2) : field == nil ? 0 : 2
      if party >= 0, !isFormer {
        guard own == party || e.origin == party else { continue }
        score += 3
      }
      if holds(e, role) { score += 3 }
      if let floor, floor.entities.first == index, floor.entities.count == 1 {
        // The one who speaks is the likeliest "official" or "minister", unless another fits more.
        let inherits = e.roles.contains { words.counterpart.contains($0) }
        let isLikely =
          holds(e, role) || !hasOffice || isGeneric(role) || inherits || isFormer
        score += isLikely ? 4 : 0
      }
      if let topic, topic.entity == index, floor?.entities.first != index {
        // Whom the text was just telling of.
        let isMember = own >= 0 && parties.isPoliticalParty(own)
        let isLikely =
          holds(e, role) || !hasOffice || isGeneric(role)
          || isMember && features.has(role, .legislatorRole)
        score += isLikely ? 4 : 0
      }
      if score > bestScore {
        bestScore = score
        best = index
      }
    }
    return bestScore >= 2 ? best : nil
  }

  /// Whether a description can mean a person by what stands beside its office.
  ///
  /// "Derby's coach" is none of Leeds, "the school's head" and "the deputy mayor" are no mayor, "the
  /// opposing coach" is another.
  func mayBe(
    _ person: Int, _ source: Range<Int>, head: Int, inside body: Int, _ document: Document
  ) -> Bool {
    let tokens = document.tokens
    let e = mentions.entities[person]
    for k in source.lowerBound..<max(head, source.lowerBound) {
      if words.opposing.contains(tokens[k].word) { return false }
      if words.deputies.contains(tokens[k].word), !e.fields.contains(tokens[k].word) {
        return false
      }
    }
    if body >= 0, e.body >= 0, body != e.body, body != person,
      mentions.entities[body].kind != .person
    {
      return false
    }
    let owner = head - 1
    guard owner > source.lowerBound, tokens[owner].kind == .possessive,
      mentions.ofToken[owner - 1] < 0, case let noun = tokens[owner - 1].word,
      words.civilBodies.contains(noun) || features.has(noun, .roleNoun)
    else { return true }
    // "the company's chief": of that company
    return holds(e, tokens[head].word)
      || bodyFor(noun, document, before: source.lowerBound).map {
        switch $0 {
        case .entity(let entity): e.body == entity
        case .party(let party): e.party == party
        }
      } ?? false
  }

  /// "his mother", "her lawyer": not he or she.
  func isOwned(_ source: Range<Int>, head: Int, _ tokens: [Token]) -> Bool {
    guard let opener = source.first, opener < head else { return false }
    return (words.he.contains(tokens[opener].word) || words.she.contains(tokens[opener].word))
      && !words.counterpart.contains(tokens[head].word)
  }

  /// Whether somebody holds an office, which the text may have in short, as `Gov.` has governor.
  func holds(_ e: Entity, _ role: WordID) -> Bool {
    e.roles.contains(role) || words.shortRoles[role].map { e.roles.contains($0) } ?? false
      || words.roleKinds[role].map { !$0.isDisjoint(with: e.roles) } ?? false
  }

  private func isGeneric(_ role: WordID) -> Bool {
    words.genericRoles.contains(role)
  }

  /// The body a noun like "the company" or "the ministry" stands for: its name holds the noun, or
  /// it was the last body named.
  func bodyFor(_ head: WordID, _ document: Document, before at: Int) -> Referent? {
    for index in mentions.index.named(head)
    where mentions.entities[index].kind == .institution
      && mentions.entities[index].words.contains(head)
    {
      return .entity(index)
    }
    guard features[head].isDisjoint(with: [.governmentBody, .nounPlural]),
      words.companyNouns.contains(head) || words.civilBodies.contains(head),
      !words.police.contains(head)
    else { return nil }
    if let last = lastBody.entities.first, mainBody.mayBe(head, mentions.entities[last]),
      !isOffice(last) || mainBody.isPublic(mentions.entities[last])
    {
      return .entity(last)
    }
    return mainBody.referent(head, before: at, document, mentions)
  }

  /// The campaign of a person named before the noun or meant by `his` and `her`.
  func campaignName(
    _ source: Range<Int>, head: Int, _ inside: Int, _ document: Document, _ floor: Side?
  ) -> String? {
    var person = inside
    if person < 0 {
      let first = document.tokens[source.lowerBound].word
      guard words.he.contains(first) || words.she.contains(first) else { return nil }
      let gender: Gender = words.he.contains(first) ? .male : .female
      let owner = recentPerson(before: source.lowerBound, gender, document, floor: floor)
      guard let entity = candidateBefore(source.lowerBound, document) ?? owner.entities.first else {
        return nil
      }
      person = entity
    }
    let e = mentions.entities[person]
    guard e.kind != .institution, let family = e.name.split(separator: " ").last else { return nil }
    return family + " campaign"
  }

  /// "Reid's campaign disputed it, according to his campaign": that named before in the sentence.
  private func candidateBefore(_ at: Int, _ document: Document) -> Int? {
    var k = at - 1
    while k > 0, at - k < 60, document.tokens[k].kind != .period {
      if words.campaign.contains(document.tokens[k].word),
        let name = mentions.mention(
          at: document.tokens[k - 1].kind == .possessive ? k - 2 : k - 1),
        case .entity(let person) = name.referent
      {
        return person
      }
      k -= 1
    }
    return nil
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
  func bareName(
    _ source: Range<Int>, head: Int, _ document: Document, _ tags: [Tag] = []
  ) -> String {
    var start = head
    func goesBack() -> Bool {
      start > source.lowerBound && mentions.ofToken[start - 1] < 0
        && document.tokens[start - 1].kind == .word
        && features[document.tokens[start - 1].word].isDisjoint(with: .function)
        && document.tokens[start - 1].word != words.based
    }
    while goesBack() { start -= 1 }
    if start < head, start > source.lowerBound, document.tokens[start - 1].kind == .hyphen {
      // "the 27-nation bloc", "the Berlin-based drugmaker"
      start += 1
    }
    if start - 2 >= source.lowerBound, document.tokens[start - 1].kind == .possessive,
      mentions.ofToken[start - 2] < 0,
      features.has(document.tokens[start - 2].word, .nounPlural)
    {
      // "the dockers' union": its members name it.
      start -= 2
      while goesBack() { start -= 1 }
    }
    while start < head, !tags.isEmpty, tags[start] == .adjective { start += 1 }
    return document.string(start..<head + 1)
  }

  /// From the name of a party inside a phrase to its head: `Greek appeals court`.
  func withDemonym(_ source: Range<Int>, head: Int) -> Range<Int> {
    let first = (source.lowerBound..<head).first { mentions.ofToken[$0] >= 0 }
    return (first ?? source.lowerBound)..<head + 1
  }

  /// A name without its article.
  func bareName(_ range: Range<Int>, _ document: Document) -> String {
    let hasArticle =
      range.count > 1 && features.has(document.tokens[range.lowerBound].word, .determiner)
    return document.string(hasArticle ? range.lowerBound + 1..<range.upperBound : range)
  }
}
