internal import Rules

/// Police forces, which are named by their place, and later "police", "the force", "officers".
extension ReferenceResolver {
  /// "Venice police", "Hong Kong police": a force by its city or province; a state's is the state.
  func policeForce(_ source: Range<Int>, head: Int, _ document: Document) -> String? {
    guard head > source.lowerBound, let place = mentions.mention(at: head - 1),
      place.nameKind != .demonym, place.first >= source.lowerBound
    else { return nil }
    switch place.referent {
    case .party(let party):
      guard place.nameKind == .capital || parties.kinds[party] == "territory" else { return nil }
    case .entity(let entity):
      guard mentions.entities[entity].kind != .person else { return nil }
    }
    return document.string(place.first..<head + 1)
  }

  /// The force that the text named last: `Kent Police`, `Nagpur police`; no unit, command or station of one.
  ///
  /// - Complexity: Constant; it looks back over some sentences only.
  func force(before at: Int, _ document: Document) -> Side? {
    var k = at - 1
    while k > 0, k > at - 600 {
      defer { k -= 1 }
      guard words.police.contains(document.tokens[k].word),
        features.has(document.tokens[k].word, .nounPlural)
      else { continue }
      guard let name = mentions.mention(at: k) else {
        guard let force = policeForce(k - 1..<k + 1, head: k, document) else { continue }
        var side = Side(resolution: .description)
        side.speakers = [force]
        side.parties = [force]
        side.partyIndices = [-1]
        return side
      }
      if case .party(let party) = name.referent, parties.kinds[party] == "organization" {
        var side = side(ofParty: party)
        side.resolution = .description
        return side
      }
      guard case .entity(let entity) = name.referent, case let e = mentions.entities[entity],
        e.kind == .institution, e.words.count > 1,
        e.words.first.map(words.police.contains) ?? false
          || e.words.last.map(words.police.contains) ?? false
          || k + 1 < name.last && words.forceNouns.contains(document.tokens[k + 1].word)
      else { continue }
      return side(of: entity, resolution: .description)
    }
    return nil
  }

  /// "officers", "two officers", "a force spokesman": of the force that the text named.
  func isOfForce(_ source: Range<Int>, head: Int, _ tokens: [Token]) -> Bool {
    if words.officers.contains(tokens[head].word) {
      return !(source.lowerBound..<head).contains {
        features.has(tokens[$0].word, [.anyNoun, .titleModifier, .adjective])
      }
    }
    return words.spokes.contains(tokens[head].word) && head > source.lowerBound
      && (tokens[head - 1].word == words.force || words.police.contains(tokens[head - 1].word))
  }
}
