internal import Rules

/// Who meets: the sides that "both" and "they" stand for afterwards.
extension ReferenceResolver {
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
    var isVisit = false
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
        if !hasVerb {
          isVisit =
            words.visit.contains(word)
            || tags[k] == .verbParticiple && words.meet.contains(word)
              && k > range.lowerBound && tags[k - 1] == .be
        }
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
    if side.parties.count > 1 { cameFirst = isVisit }
    noteParticipants(side)
  }

  /// "The two", "the pair", "the latter", "the guest": both of those who met, or one of them.
  func memberOfPair(_ source: Range<Int>, head: Int, _ document: Document) -> Side? {
    let tokens = document.tokens
    guard participants.parties.count > 1, head + 1 >= source.upperBound,
      let opener = source.first, opener < head, words.definite.contains(tokens[opener].word),
      mentions.mention(at: head) == nil
    else { return nil }
    let word = tokens[head].word
    if head == opener + 1, words.pairs.contains(word) {
      var side = participants
      side.resolution = .description
      return side
    }
    guard participants.parties.count == 2 else { return nil }
    if head == opener + 1, word == words.latter { return participant(1) }
    if head == opener + 1, word == words.former { return participant(0) }
    let isGuest =
      words.guests.contains(word)
      || features.has(word, .roleNoun) && !features.has(word, .roleNounPlural)
        && (opener..<head).contains { tokens[$0].word == words.visiting }
        && (opener..<head).allSatisfy { mentions.ofToken[$0] < 0 }
    if isGuest { return participant(cameFirst ? 0 : 1) }
    return words.hosts.contains(word) ? participant(cameFirst ? 1 : 0) : nil
  }

  /// One of two who met, with the name of the person who did.
  private func participant(_ place: Int) -> Side {
    let party = participants.parties[place]
    if let entity = participants.entities.first(where: { partyName(of: $0).name == party }) {
      return side(of: entity, resolution: .description)
    }
    var side = Side(resolution: .description)
    side.parties = [party]
    side.partyIndices = [participants.partyIndices[place]]
    return side
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
