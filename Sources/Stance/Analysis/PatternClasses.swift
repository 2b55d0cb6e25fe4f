internal import Rules

/// Classes of words that patterns ask for: actors, and those whose words are judged.
extension DocumentAnalyser {
  func markClasses(
    _ document: Document, _ tags: [Tag], _ mentions: Mentions, _ matcher: inout Matcher
  ) {
    for mention in mentions.list {
      switch mention.referent {
      case .party: matcher.mark(.party, start: mention.first, end: mention.last)
      case .entity: matcher.mark(.person, start: mention.first, end: mention.last)
      }
    }
    var i = 0
    let tokens = document.tokens
    while i < tokens.count {
      // An actor is a whole phrase: article, description and name.
      if let end = actorEnd(i, tokens, tags, mentions) {
        matcher.mark(.actor, start: i, end: end)
        i = end
        continue
      }
      i += 1
    }
    for i in tokens.indices where tokens[i].kind == .word {
      if tags[i] == .pronoun { matcher.mark(.pronoun, start: i, end: i + 1) }
      if features.has(tokens[i].word, .roleNoun), tags[i].isNominal {
        matcher.mark(.role, start: i, end: i + 1)
      }
      if features.has(tokens[i].word, .negator) { matcher.mark(.negation, start: i, end: i + 1) }
      if features.has(tokens[i].word, [.month, .weekday]) {
        matcher.mark(.date, start: i, end: i + 1)
      }
    }
    for i in tokens.indices where tokens[i].kind == .number {
      matcher.mark(.number, start: i, end: i + 1)
    }
    for quotation in document.quotations where quotation.isSpeech {
      matcher.mark(.quote, start: quotation.open, end: quotation.close)
    }
  }

  private func actorEnd(_ i: Int, _ tokens: [Token], _ tags: [Tag], _ mentions: Mentions) -> Int? {
    guard tokens[i].kind == .word else { return nil }
    var k = i
    var end = -1
    let limit = min(tokens.count, i + 12)
    while k < limit {
      if let mention = mentions.mention(at: k) {
        k = mention.last
        end = k
        continue
      }
      switch tags[k] {
      case .determiner, .possessive, .adjective, .number:
        guard end < 0 || k > end - 1 else { return end > 0 ? end : nil }
        if end > 0, tags[k] == .determiner { return end }
        k += 1
      case .possessiveMark: k += 1
      case .noun, .properNoun:
        let f = features[tokens[k].word]
        if !f.isDisjoint(with: [.roleNoun, .institutionHead, .collective, .titleHead])
          || reference.unnamedSpeakers.contains(tokens[k].word)
        {
          end = k + 1
        }
        k += 1
      case .pronoun: return k == i ? k + 1 : (end > 0 ? end : nil)
      case .mark where tokens[k].kind == .hyphen: k += 1
      default: return end > i ? end : nil
      }
    }
    return end > i ? end : nil
  }

  /// The end of `our volunteers`, `his side`, `their union`: people and bodies of who speaks.
  private func ownBodyEnd(
    _ i: Int, _ range: Range<Int>, _ document: Document, _ tags: [Tag]
  ) -> Int? {
    guard tags[i] == .possessive else { return nil }
    var k = i + 1
    while k < range.upperBound, tags[k] == .adjective || tags[k] == .noun {
      k += 1
    }
    guard k > i + 1, tags[k - 1] == .noun,
      !bodies.isRival(k - 1, document),
      k == range.upperBound
        || document.tokens[k].kind != .possessive && tags[k] != .properNoun
    else { return nil }
    return features.has(
      document.tokens[k - 1].word, [.institutionHead, .collective, .roleNoun]) ? k : nil
  }

  /// A person of whom no side is known, before a body that the speaker may call his own: the government
  /// goes by its head.
  private func isHolder(
    _ mention: Mention, _ own: OwnSide, _ document: Document, _ flow: Flow
  ) -> Bool {
    guard case .entity(let entity) = mention.referent,
      flow.resolver.mentions.entities[entity].kind == .person,
      flow.resolver.partyName(of: entity).index < 0
    else { return false }
    var head = mention.last
    if head < document.tokens.count, document.tokens[head].kind == .possessive { head += 1 }
    guard head < document.tokens.count, document.tokens[head].kind == .word else { return false }
    return bodies.kind(document.tokens[head].word) == .state && own.owns(head, document)
  }

  /// Marks `#Own` and `#Other` in a stretch of text, as seen by a side.
  func markOwn(
    _ own: OwnSide, _ range: Range<Int>, _ document: Document, _ tags: [Tag],
    _ flow: Flow, _ matcher: inout Matcher
  ) {
    matcher.clear(.own)
    matcher.clear(.other)
    let side = own.side
    // "told them the council had a plan and it would act"
    var hasOwnBody = false
    var i = range.lowerBound
    while i < range.upperBound {
      if let mention = flow.resolver.mentions.mention(at: i) {
        let isOwn: Bool
        switch mention.referent {
        case .party(let party): isOwn = side.partyIndices.contains(party)
        case .entity(let entity):
          isOwn =
            side.entities.contains(entity)
            || side.parties.contains(flow.resolver.partyName(of: entity).name)
            || own.isOfUnnamedBody && flow.resolver.mentions.entities[entity].kind != .person
        }
        if !isOwn, isHolder(mention, own, document, flow) {
          // "the Biden administration remains", said by its spokesman
          i = mention.last
          continue
        }
        matcher.mark(
          isOwn ? .own : .other, start: mention.first, end: min(mention.last, document.tokens.count)
        )
        i = mention.last
        continue
      }
      if let end = ownBodyEnd(i, range, document, tags) {
        matcher.mark(.own, start: i, end: end)
        i = end
        continue
      }
      let token = document.tokens[i]
      if token.kind == .word {
        let word = token.word
        if reference.pronouns.contains(word),
          own.isOwn(pronoun: word, reference) || hasOwnBody && reference.it.contains(word),
          // "The company said they would": more often others.
          !reference.they.contains(word) || side.isPlural || side.parties.count > 1
        {
          matcher.mark(.own, start: i, end: i + 1)
        } else if features.has(word, .collective), tags[i].isNominal, side.parties.count > 1 {
          matcher.mark(.own, start: i, end: i + 1)
        } else if tags[i].isNominal, features.has(word, .institutionHead) || bodies.isBody(word) {
          if own.owns(i, document) {
            hasOwnBody = hasOwnBody || own.holds(i)
          } else {
            // "the company", said by a minister
            matcher.mark(.other, start: i, end: i + 1)
          }
        }
      }
      i += 1
    }
  }
}
