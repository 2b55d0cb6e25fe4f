internal import Rules

/// Persons whom only a noun tells of: "A protester disagreed. She said", "A senior EU diplomat said. The
/// diplomat added".
extension ReferenceResolver {
  /// Notes somebody new: `a protester`, `another lawyer`, `one woman`.
  mutating func introduce(
    _ side: Side, _ source: Range<Int>, head: Int, _ document: Document
  ) {
    guard let first = source.first, words.indefinite.contains(document.tokens[first].word),
      side.isUnnamedPerson
    else { return }
    let noun = document.tokens[head].word
    let one = Newcomer(noun: noun, side: side, at: first)
    newcomers[noun] = one
    newcomer = one
  }

  /// Whether a token belongs to the name of a person.
  func namesPerson(at token: Int) -> Bool {
    guard case .entity(let entity) = mentions.mention(at: token)?.referent else { return false }
    return mentions.entities[entity].kind == .person
  }

  /// "the diplomat" after "a senior EU diplomat", unless somebody with a name has come to be one since.
  func newcomer(
    _ source: Range<Int>, head: Int, _ party: Int, _ document: Document
  ) -> Side? {
    guard let first = source.first, document.tokens[first].word == words.the,
      let one = newcomers[document.tokens[head].word], one.at < first,
      head + 1 >= source.upperBound,
      party < 0 || one.side.partyIndices.contains(party)
    else { return nil }
    for mention in mentions.before(first).suffix(60).reversed() {
      if mention.first < one.at { break }
      if case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person,
        holds(mentions.entities[entity], one.noun)
      {
        return nil
      }
    }
    var side = one.side
    side.resolution = .description
    return side
  }
}
