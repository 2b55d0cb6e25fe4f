internal import Rules

/// What a text tells of a person in another sentence: `X apologised. The Supreme Court justice said`.
extension Affiliation {
  /// How far apart a name and a description of it may stand, in sentences.
  private static let distance = 3

  /// Gives persons nothing is known of the party or body that a definite description names which
  /// stands for them in one of the next sentences.
  ///
  /// The description is a subject of its own (`The Fox News host urged`, `," the Ohio Democrat said`)
  /// and the person the first that the nearest sentence before names.
  ///
  /// - Complexity: Linear in the text.
  func learnDescriptions(
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    var last: (mention: Mention, entity: Int, sentence: Int)?
    for (number, span) in document.sentences.enumerated()
    where span.role == .body || span.role == .heading || span.role == .title {
      var named: (mention: Mention, entity: Int, sentence: Int)?
      var i = span.bodyFirst
      if let (mention, entity, phrase) = predicate(span, last, document, tags, mentions),
        isUnknown(entity, mentions)
      {
        let description = reader.read(phrase, document, tags, mentions)
        if description.hasRole || description.isMember,
          description.roles.isDisjoint(with: reader.words.unnamed)
        {
          apply(
            description, to: entity, mention, adjoins: false, document, &mentions, &waiting)
        }
      }
      while i < span.last {
        if let mention = mentions.mention(at: i) {
          if named == nil, case .entity(let entity) = mention.referent,
            mentions.entities[entity].kind == .person
          {
            named = (mention, entity, number)
          }
          i = max(mention.last, i + 1)
          continue
        }
        if named == nil, let known = last, number - known.sentence <= Self.distance,
          isUnknown(known.entity, mentions),
          let phrase = standingAlone(i, span, document, tags, mentions)
        {
          let description = reader.read(phrase, document, tags, mentions)
          if description.roles.isDisjoint(with: reader.words.unnamed) {
            apply(
              description, to: known.entity, known.mention, adjoins: false, document, &mentions,
              &waiting)
          }
          i = phrase.upperBound
          continue
        }
        i += 1
      }
      last = named ?? last
    }
  }

  /// "He is a member of the Orchard Party", "Berg is the chief executive of Northwind": who somebody is,
  /// as a sentence of its own.
  private func predicate(
    _ span: SentenceSpan, _ last: (mention: Mention, entity: Int, sentence: Int)?,
    _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> (mention: Mention, entity: Int, phrase: Range<Int>)? {
    let tokens = document.tokens
    var k = span.bodyFirst
    var subject = last
    if let mention = mentions.mention(at: k) {
      guard case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person
      else { return nil }
      subject = (mention, entity, 0)
      k = mention.last
    } else {
      guard k < span.last, reader.words.heOrShe.contains(tokens[k].word) else { return nil }
      k += 1
    }
    while k < span.last, tags[k] == .adverb { k += 1 }
    guard let subject, k + 2 < span.last, tags[k] == .be,
      features.has(tokens[k].word, .verbThird), !features.has(tokens[k].word, .verbPast)
    else { return nil }
    k += 1
    while k < span.last, tags[k] == .adverb { k += 1 }
    let first = k
    while k < span.last, k < first + DescriptionReader.reach {
      switch tags[k] {
      case .noun, .properNoun, .adjective, .determiner, .possessive, .possessiveMark, .number:
        k += 1
      case .preposition: k += 1
      case .coordinator where k + 1 < span.last && tags[k + 1].isNominal: k += 1
      case .mark where tokens[k].kind == .hyphen: k += 1
      default: return k > first ? (subject.mention, subject.entity, first..<k) : nil
      }
    }
    return k > first ? (subject.mention, subject.entity, first..<k) : nil
  }

  private func isUnknown(_ entity: Int, _ mentions: Mentions) -> Bool {
    let e = mentions.entities[entity]
    return e.party < 0 && e.body < 0 && e.partyName == nil && !e.isFormer && !e.isIndependent
      && !e.holdsOffice
  }

  /// A phrase of `the`, the name of a party or body and an office or membership, that is the subject
  /// of a verb; nil where there is none at a place.
  private func standingAlone(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Range<Int>? {
    let tokens = document.tokens
    guard tokens[i].word == reader.words.the else { return nil }
    if i > span.bodyFirst {
      let before = tokens[i - 1]
      guard
        before.kind == .comma || before.kind.isQuote
          || features.has(before.word, [.coordinator, .subordinator])
      else { return nil }
    }
    var k = i + 1
    var hasName = false
    var head = -1
    while k < min(span.last, i + 9) {
      if let mention = mentions.mention(at: k), mention.first == k {
        if case .entity(let entity) = mention.referent, mentions.entities[entity].kind == .person {
          return nil
        }
        hasName = true
        head = mention.last - 1
        k = mention.last
        continue
      }
      if tokens[k].kind == .hyphen, !tokens[k].has(.spaceBefore) {
        k += 1
        continue
      }
      guard tokens[k].kind == .word,
        tags[k] == .noun || tags[k] == .adjective || tags[k] == .properNoun
      else { break }
      head = k
      k += 1
    }
    guard hasName, head > i, k < span.last, isOfficeOrMember(head, tokens, mentions) else {
      return nil
    }
    if tags[k].isVerbal { return i..<k }
    // "the justice, who said", "the host -- who said"
    var next = k
    while next < min(span.last, k + 3),
      tokens[next].kind == .comma || tokens[next].kind == .dash || tokens[next].kind == .hyphen
    { next += 1 }
    guard next > k, next < span.last, features.has(tokens[next].word, .relative) else { return nil }
    return i..<k
  }

  /// `justice`, `host`; a `Republican`.
  private func isOfficeOrMember(_ head: Int, _ tokens: [Token], _ mentions: Mentions) -> Bool {
    if let mention = mentions.mention(at: head) {
      guard case .party(let party) = mention.referent else { return false }
      return mention.nameKind == .demonym && parties.isPoliticalParty(party)
        && !features.has(tokens[head].word, .nounPlural)
    }
    let f = features[tokens[head].word]
    return f.contains(.roleNoun) && !f.contains(.roleNounPlural)
  }

  // MARK: Before the name

  /// The lead tells the office of whom the next sentence names.
  ///
  /// `Kenya's interior minister defended the fence. Joseph Otieno told lawmakers`.
  ///
  /// - Complexity: Linear in the first sentences of the text.
  func learnFromLead(
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    let body = Array(
      document.sentences.indices.lazy.filter { document.sentences[$0].role == .body }.prefix(4))
    for (number, next) in zip(body, body.dropFirst()) {
      let span = document.sentences[number]
      let follows = document.sentences[next]
      let start = speakerStart(follows, document)
      guard start < follows.last, let name = nameBehindTitle(start, follows, document, mentions),
        case let mention = name.mention, case .entity(let entity) = mention.referent,
        mentions.entities[entity].kind != .institution,
        mentions.entities[entity].words.count > 1,
        mentions.entities[entity].firstToken == mention.first, isUnknown(entity, mentions),
        mention.last < follows.last, tags[mention.last].isVerbal,
        !namesPerson(span.bodyFirst..<span.last, mentions),
        let phrase = officeAtStart(span, document, tags, mentions)
      else { continue }
      let description = reader.read(phrase, document, tags, mentions, isBefore: true)
      guard description.hasRole, !description.isPlural,
        description.roles.isDisjoint(with: reader.words.unnamed),
        name.title.map({ description.roles.contains($0) }) ?? true
      else { continue }
      mentions.entities[entity].kind = .person
      apply(
        description, to: entity, mention, adjoins: false, document, &mentions, &waiting)
    }
  }

  /// Where a sentence begins, or goes on behind the quotation it opens with: `"…," X told reporters`.
  private func speakerStart(_ span: SentenceSpan, _ document: Document) -> Int {
    guard span.bodyFirst < span.last, document.tokens[span.bodyFirst].kind == .quoteOpen,
      case let q = Int(document.quotationOfToken[span.bodyFirst]), q >= 0
    else { return span.bodyFirst }
    return min(document.quotations[q].close, span.last)
  }

  /// The name at a place, or behind one title there: `Commissioner X`.
  private func nameBehindTitle(
    _ at: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> (mention: Mention, title: WordID?)? {
    if let mention = mentions.mention(at: at) {
      return mention.first == at ? (mention, nil) : nil
    }
    let title = document.tokens[at].word
    guard at + 1 < span.last, features.has(title, .titleHead),
      let mention = mentions.mention(at: at + 1), mention.first == at + 1
    else { return nil }
    return (mention, title)
  }

  private func namesPerson(_ range: Range<Int>, _ mentions: Mentions) -> Bool {
    range.contains { token in
      guard let mention = mentions.mention(at: token), case .entity(let entity) = mention.referent
      else { return false }
      return mentions.entities[entity].kind == .person
    }
  }

  /// The noun phrase that opens a sentence, where it is an office with the name of a state or body and a
  /// verb stands behind it.
  private func officeAtStart(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Range<Int>? {
    let tokens = document.tokens
    if let first = insertStart(span, document),
      let phrase = officePhrase(from: first, span, document, tags, mentions)
    {
      // "The deal will pass, the EU's trade commissioner said."
      return phrase.upperBound < span.last && tags[phrase.upperBound].isVerbal ? phrase : nil
    }
    guard let phrase = officePhrase(from: span.bodyFirst, span, document, tags, mentions) else {
      return nil
    }
    let k = phrase.upperBound
    // "on Tuesday defended", "has defended"
    var next = k
    while next < min(span.last, k + 4), !tags[next].isVerbal {
      guard
        tags[next] == .adverb || tags[next] == .preposition
          || features.has(tokens[next].word, [.weekday, .timeNoun, .month])
      else { return nil }
      next += 1
    }
    return next < span.last && tags[next].isVerbal ? phrase : nil
  }

  /// Behind the last comma or quotation of a sentence, where who said it may stand.
  private func insertStart(_ span: SentenceSpan, _ document: Document) -> Int? {
    let last = (span.bodyFirst..<span.last).last {
      document.tokens[$0].kind == .comma || document.tokens[$0].kind == .quoteClose
    }
    return last.map { $0 + 1 }
  }

  /// A noun phrase from a place on that ends in an office and holds a name: `Kenya's energy minister`,
  /// `the head of Northwind`.
  private func officePhrase(
    from first: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Range<Int>? {
    let tokens = document.tokens
    var k = first
    var hasName = false
    while k < span.last, k < first + DescriptionReader.reach {
      switch tags[k] {
      case .determiner, .possessive, .adjective, .noun, .properNoun, .possessiveMark:
        hasName = hasName || mentions.ofToken[k] >= 0
        k += 1
        continue
      case .mark where tokens[k].kind == .hyphen:
        k += 1
        continue
      default: break
      }
      break
    }
    guard k > first, k < span.last, features.has(tokens[k - 1].word, .roleNoun),
      mentions.ofToken[k - 1] < 0
    else { return nil }
    if hasName { return first..<k }
    guard reader.words.of.contains(tokens[k].word), k + 2 < span.last else { return nil }
    let next = features.has(tokens[k + 1].word, .determiner) ? k + 2 : k + 1
    guard let name = mentions.mention(at: next), name.first == next else { return nil }
    return first..<name.last
  }

  // MARK: Lines of their own

  /// "Ann Lee" on a line, "Chief Executive, Northwind Energy" on the next: the byline of a speech, the
  /// end of a letter.
  ///
  /// - Complexity: Linear in the number of sentences.
  func learnSignatures(
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    let tokens = document.tokens
    for (number, span) in document.sentences.enumerated().dropLast()
    where span.last - span.first < 9 {
      let next = document.sentences[number + 1]
      guard next.last - next.first < 15, tokens[next.first].has(.paragraphBefore),
        span.first == 0 || tokens[span.first].has(.paragraphBefore),
        let mention = signature(span, document, mentions),
        case .entity(let entity) = mention.referent,
        isUnknown(entity, mentions),
        !(next.first..<next.last).contains(where: { tags[$0].isVerbal })
      else { continue }
      let description = reader.read(
        next.first..<next.last, document, tags, mentions, isBefore: true)
      if description.hasRole {
        apply(description, to: entity, mention, adjoins: false, document, &mentions, &waiting)
      }
    }
  }

  /// The person whose name is all that a line holds, titles apart.
  private func signature(_ span: SentenceSpan, _ document: Document, _ mentions: Mentions)
    -> Mention?
  {
    var found: Mention?
    var k = span.first
    while k < span.last {
      if let mention = mentions.mention(at: k) {
        guard found == nil, case .entity(let entity) = mention.referent,
          mentions.entities[entity].kind == .person
        else { return nil }
        found = mention
        k = mention.last
        continue
      }
      let token = document.tokens[k]
      guard
        token.kind == .period || token.kind == .comma
          || features.has(token.word, [.titleHead, .titleModifier, .courtesyTitle])
      else { return nil }
      k += 1
    }
    return found
  }
}
