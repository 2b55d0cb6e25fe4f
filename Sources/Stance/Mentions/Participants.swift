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
