internal import Rules

/// Second descriptions of somebody the text has named: "the 29-year-old", "the Leeds-born singer", "the
/// German", "the Ohio Democrat".
extension ReferenceResolver {
  /// Who speaks, else whom the text tells of, else who was named last, among those that fit.
  ///
  /// - Complexity: Constant; it looks back over thirty mentions.
  private func personInFocus(
    before at: Int, _ floor: Side?, where fits: (Int) -> Bool
  ) -> Side? {
    if let topic, fits(topic.entity) { return side(of: topic.entity, resolution: .description) }
    if let floor, floor.entities.count == 1, let entity = floor.entities.first, fits(entity) {
      var side = floor
      side.resolution = .description
      return side
    }
    for mention in mentions.before(at).suffix(30).reversed() {
      if case .entity(let entity) = mention.referent, fits(entity) {
        return side(of: entity, resolution: .description)
      }
    }
    return nil
  }

  /// "the Ohio Democrat", "the Republican": the member of a party who speaks or whom the text tells
  /// of; nil where there is none.
  func member(
    of party: Int, _ source: Range<Int>, _ document: Document, _ floor: Side?
  ) -> Side? {
    guard parties.isPoliticalParty(party), isSingular(source, document) else { return nil }
    let place = source.lazy.compactMap { token -> Int? in
      guard let mention = mentions.mention(at: token), case .party(let place) = mention.referent,
        parties.kinds[place] == "territory"
      else { return nil }
      return place
    }.first
    return personInFocus(before: source.lowerBound, floor) { entity in
      let e = mentions.entities[entity]
      return e.kind == .person && partyName(of: entity).index == party
        && (place.map { mayComeFrom($0, e, document) } ?? true)
    }
  }

  /// "the Texas senator", "the Ohio congresswoman": the legislator in focus who was elected there.
  func legislator(
    _ source: Range<Int>, head: Int, from place: Int, _ document: Document, _ floor: Side?
  ) -> Side? {
    let role = document.tokens[head].word
    guard parties.kinds[place] == "territory", isSingular(source.lowerBound..<head + 1, document)
    else { return nil }
    return personInFocus(before: source.lowerBound, floor) { entity in
      let e = mentions.entities[entity]
      let hasSeat = e.roles.contains { features.has($0, .legislatorRole) }
      return e.kind == .person && mayComeFrom(place, e, document)
        && (hasSeat ? holds(e, role) : e.isLegislator || e.roles.isEmpty && !e.holdsOffice)
    }
  }

  /// Whether a legislator may have been elected in a state, as far as the text tells: `D-Calif.` is California.
  private func mayComeFrom(_ place: Int, _ e: Entity, _ document: Document) -> Bool {
    if e.origin >= 0 || e.constituency < 0 { return e.origin < 0 || e.origin == place }
    // "Fla." and "FL", "Ga." and "GA"
    let token = document.tokens[e.constituency]
    let name = parties.names[place].utf8
    let isShort = token.has(.allCaps) || token.end - token.start < 3
    return document.text(e.constituency).prefix(isShort ? 1 : 2)
      .elementsEqual(name.prefix(isShort ? 1 : 2))
  }

  /// "the German said": the person in focus, where nobody else can speak for the state.
  ///
  /// A demonym in `-an` and the like is one person's; "the Portuguese" may be all of them, and is the one
  /// only who holds no office of a state.
  func compatriot(
    of state: Int, _ source: Range<Int>, _ document: Document, _ floor: Side?
  ) -> Side? {
    guard parties.isState(state), source.count == 2, isSingular(source, document) else {
      return nil
    }
    let text = document.text(source.upperBound - 1)
    let isCollective = Self.collectiveEndings.contains { text.suffix($0.count).elementsEqual($0) }
    return personInFocus(before: source.lowerBound, floor) { entity in
      let e = mentions.entities[entity]
      let own = partyName(of: entity).index
      return e.kind == .person
        && (own < 0 || own == state && !isCollective || !parties.isState(own))
    }
  }

  private static let collectiveEndings = ["ese", "ish", "sh", "ch", "ss"].map { Array($0.utf8) }

  /// "the 29-year-old midfielder", "the Leeds-born singer", "the father of two", "the Oscar-winning actor":
  /// what tells of a person beside the office and is said only of one named before.
  func epithet(
    _ source: Range<Int>, head: Int, _ document: Document, _ floor: Side?
  ) -> Side? {
    let tokens = document.tokens
    guard let first = source.first, tokens[first].word == words.the,
      !features.has(tokens[head].word, .nounPlural)
    else { return nil }
    let isTold = source.dropFirst().contains { k in
      guard k + 1 < source.upperBound else { return false }
      if tokens[k].kind == .hyphen {
        return words.epithets.contains(tokens[k + 1].word)
          || words.parents.contains(tokens[k - 1].word) && tokens[k + 1].word == words.of
      }
      return words.parents.contains(tokens[k].word) && tokens[k + 1].word == words.of
        && k + 2 < source.upperBound && features.has(tokens[k + 2].word, .determiner)
    }
    guard isTold else { return nil }
    return personInFocus(before: first, floor) { mentions.entities[$0].kind == .person }
  }

  /// `the`, and no plural at the end.
  private func isSingular(_ source: Range<Int>, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard let head = source.last, words.definite.contains(tokens[source.lowerBound].word),
      !features.has(tokens[head].word, .nounPlural)
    else { return false }
    return tokens[head].end > tokens[head].start && document.text(head).last != 0x73
  }
}
