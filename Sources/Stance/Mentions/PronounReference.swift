internal import Rules

/// Whom "he", "she", "they" and "it" stand for.
extension ReferenceResolver {
  func pronoun(_ word: WordID, _ at: Int, _ document: Document, floor: Side?) -> Side {
    var side: Side
    if words.first.contains(word) {
      side = floor ?? issuerSide()
    } else if words.he.contains(word) || words.she.contains(word) {
      let gender: Gender = words.he.contains(word) ? .male : .female
      if let newcomer, newcomer.at < at, words.fits(newcomer.noun, gender),
        !namesPerson(between: newcomer.at, at, gender)
      {
        // "A protester disagreed. She said": nobody who has a name; but "a reporter asked Ann Lee. She".
        side = newcomer.side
      } else {
        side = recentPerson(before: at, gender, document, floor: floor)
      }
    } else if words.they.contains(word) {
      if let floor, floor.speakers.count + floor.parties.count > 2 || floor.isPlural {
        side = floor
      } else if let bodyTopic, bodyTopic.at < at, bodyTopic.side.isPlural {
        // "G7 leaders met. Their statement"
        side = bodyTopic.side
      } else if participants.parties.count > 1 {
        side = participants
      } else {
        side = floor ?? Side()
      }
    } else if words.it.contains(word) {
      if let subject, subject.at < at, !subject.side.isEmpty {
        // "The government presented what it called": the subject of the same sentence.
        side = subject.side
      } else if let bodyTopic, bodyTopic.at < at {
        // "The Dockers' Union met. It rejected the offer."
        side = bodyTopic.side
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
      let isOneOf = at + 1 < document.tokens.count && document.tokens[at + 1].word == words.of
      side.isActor = isOneOf || !features.has(word, .determiner)
      side.isUnnamedPerson = isOneOf && words.indefinite.contains(word)
      if isOneOf, let floor, floor.isPlural, floor.speakers.isEmpty {
        // "Three officials said. One of them added"
        side.parties = floor.parties
        side.partyIndices = floor.partyIndices
      }
    }
    side.resolution = side.isEmpty ? .unknown : .pronoun
    return side
  }

  /// Whether somebody is named in a stretch whom a pronoun of a gender can mean.
  private func namesPerson(between first: Int, _ last: Int, _ gender: Gender) -> Bool {
    for mention in mentions.before(last).suffix(30).reversed() {
      if mention.first < first { break }
      guard case .entity(let entity) = mention.referent, case let e = mentions.entities[entity],
        e.kind == .person
      else { continue }
      if e.gender == .unknown || e.gender == gender { return true }
    }
    return false
  }

  /// The only person of a gender named in a stretch, or nil.
  private func person(between first: Int, _ last: Int, _ gender: Gender) -> Int? {
    var found: Int?
    for mention in mentions.before(last).suffix(30).reversed() {
      if mention.first < first { break }
      guard case .entity(let entity) = mention.referent,
        mentions.entities[entity].kind == .person, mentions.entities[entity].gender == gender
      else { continue }
      if let found, found != entity { return nil }
      found = entity
    }
    return found
  }

  /// The person who has the floor, if the gender allows, else the person last named before.
  func recentPerson(
    before at: Int, _ gender: Gender, _ document: Document, floor: Side?
  ) -> Side {
    func fits(_ entity: Int) -> Bool {
      let e = mentions.entities[entity]
      return e.kind != .institution && (e.gender == .unknown || e.gender == gender)
    }
    if let topic, topic.at < at, fits(topic.entity) {
      if mentions.entities[topic.entity].gender == .unknown,
        let other = person(between: topic.at + 1, at, gender)
      {
        // "President Luka Horvat met minister Claire Dubois. She": only one of them is known to fit.
        return side(of: other, resolution: .pronoun)
      }
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
}
