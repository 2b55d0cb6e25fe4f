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
  /// Listed parties by another acronym given in brackets after their name: `Foreign Office (FO)`.
  var partyAcronyms: [WordID: Mention] = [:]
  /// The extents of offices that list several fields, by token: `Minister for Arts, Heritage and Culture`.
  var offices: [Int: Range<Int>] = [:]
  /// Where names stand that are made like sentences: `Save Our Schools`.
  var phrases: [Range<Int>] = []
  /// Entities of whose campaign the text speaks.
  var campaigning: Set<Int> = []
  /// Last words of the names of two and more words.
  var familyNames: WordSet = []
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
    partyAcronyms.removeAll(keepingCapacity: true)
    phrases.removeAll(keepingCapacity: true)
    campaigning.removeAll(keepingCapacity: true)
    familyNames.removeAll()
    offices.removeAll(keepingCapacity: true)
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

  /// The noun of a campaign behind the name of the candidate: `the Reid campaign`, `Reid's reelection
  /// campaign`.
  func campaignNoun(after mention: Mention, _ campaign: WordSet, _ document: Document) -> Int? {
    let tokens = document.tokens
    var k = mention.last
    guard k < tokens.count else { return nil }
    let isOwner = tokens[k].kind == .possessive
    if isOwner { k += 1 }
    while k < min(tokens.count, mention.last + 6), tokens[k].kind != .comma {
      if campaign.contains(tokens[k].word) { return k }
      guard isOwner,
        tokens[k].kind == .number || tokens[k].kind == .hyphen || tokens[k].kind == .word
      else { return nil }
      k += 1
    }
    return nil
  }

  /// The name before the last `campaign` before a token: `the Halloran campaign`, `Halloran's campaign`.
  ///
  /// - Complexity: Linear in `reach`; farther back it is the campaign of another text.
  func campaign(before at: Int, reach: Int, _ campaign: WordSet, _ document: Document) -> Range<
    Int
  >? {
    var k = at - 1
    while k > max(1, at - reach) {
      if campaign.contains(document.tokens[k].word) {
        let before = document.tokens[k - 1].kind == .possessive ? k - 2 : k - 1
        if let mention = mention(at: before), case .entity = mention.referent {
          return mention.last - 1..<mention.last
        }
      }
      k -= 1
    }
    return nil
  }
}
