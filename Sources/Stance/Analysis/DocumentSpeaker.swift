internal import Rules

/// Whose words a document is: who issued it, jointly or alone, and under which name.
extension DocumentAnalyser {
  /// A joint statement or communiqué speaks for every side that its title or first sentences name.
  func jointIssuer(_ document: Document, _ tags: [Tag], _ flow: inout Flow) {
    guard document.metadata.kind == .statement || document.metadata.kind == .readout else { return }
    let head = document.sentences.prefix(3)
    guard
      head.contains(where: { span in
        span.role != .body
          && (span.first..<span.last).contains { joint.contains(document.tokens[$0].word) }
      })
    else { return }
    for span in document.sentences.prefix(8) where span.first < span.last {
      let before = flow.resolver.participants
      flow.resolver.participants = Side()
      flow.resolver.noteParticipants(
        span.first..<span.last, document, tags, isTitle: span.role != .body)
      let found = flow.resolver.participants
      guard found.parties.count > 1 else {
        flow.resolver.participants = before
        continue
      }
      var side = found
      side.resolution = .issuer
      side.isPlural = true
      flow.issuer = side
      if span.role == .body { return }
    }
  }

  /// In a statement or speech the person named in the title speaks.
  func speakerOfDocument(_ document: Document, _ flow: inout Flow) {
    let kind = document.metadata.kind ?? .news
    guard kind == .statement || kind == .speech || kind == .transcript else { return }
    for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
      for i in span.first..<span.last {
        // "Statement by X on the Death of Y": Y is what it is about.
        if reportFinder.words.isTopicMark(document.tokens[i].word) { break }
        guard let mention = flow.resolver.mentions.mention(at: i), mention.first == i else {
          continue
        }
        if let body = issuingBody(mention, span, document, flow) {
          flow.issuer = body
          flow.resolver.issuer = body.partyIndices.first ?? -1
          return
        }
        guard case .entity(let entity) = mention.referent,
          flow.resolver.mentions.entities[entity].kind == .person
        else { continue }
        var side = flow.resolver.side(of: entity, resolution: .issuer)
        // Whoever speaks as the leader of a party speaks for it, not for the state of the parliament.
        let isPartisan =
          side.partyIndices.first.map { $0 >= 0 && parties.isPoliticalParty($0) } ?? false
          && !flow.resolver.mentions.entities[entity].holdsOffice
        if !flow.issuer.parties.isEmpty, !isPartisan {
          side.parties = flow.issuer.parties
          side.partyIndices = flow.issuer.partyIndices
        }
        flow.issuer = side
        return
      }
    }
    nameIssuingBody(document, &flow)
    if flow.issuer.isEmpty { flow.letters = letters(document, flow) }
  }

  /// What single persons wrote.
  ///
  /// Letters that end in a signature (`Yours sincerely, Jane Roe`; `Jane Roe, Salem`), else all that stands below
  /// `By Jane Roe` or `Mr. MOSS of Ohio.` A letter begins at its `Dear`, if it has one, else behind the letter
  /// before.
  private func letters(_ document: Document, _ flow: Flow) -> [Letter] {
    let sentences = document.sentences
    var letters: [Letter] = []
    var start = 0
    var opener: Letter?
    var lines = 0
    for (number, span) in sentences.enumerated() {
      let word = document.tokens[span.first].word
      if word == dear { start = number }
      if span.role == .body, span.last - span.first > 4 { lines += 1 }
      guard span.last - span.first <= 12 else { continue }
      var author = namedAlone(span, document, flow)
      if author == nil, word != dear, salutations.contains(word) {
        let isShort =
          number + 1 < sentences.count
          && sentences[number + 1].last - sentences[number + 1].first <= 12
        author = person(in: span.first..<(isShort ? sentences[number + 1].last : span.last), flow)
      }
      guard let author, span.role != .title || reference.issuing.contains(word) else { continue }
      let side = flow.resolver.side(of: author, resolution: .issuer)
      if lines == 0 {
        opener = opener ?? Letter(sentences: number + 1..<sentences.count, author: side)
      } else {
        letters.append(Letter(sentences: start..<number, author: side))
      }
      start = number + 1
    }
    if letters.count == 1, letters[0].sentences.count * 2 < sentences.count {
      // "By Jane Roe" under a lead: what follows is hers.
      let end = letters[0].sentences.upperBound
      return [Letter(sentences: end + 1..<sentences.count, author: letters[0].author)]
    }
    return letters.isEmpty ? opener.map { [$0] } ?? [] : letters
  }

  /// The person whose name a line holds, with titles and a place at most.
  private func namedAlone(_ span: SentenceSpan, _ document: Document, _ flow: Flow) -> Int? {
    let tokens = document.tokens
    guard tokens[span.first].has(.paragraphBefore) || span.first == 0 || span.role != .body else {
      return nil
    }
    var i = span.first
    if reference.issuing.contains(tokens[i].word) { i += 1 }
    while i < span.last,
      tokens[i].kind == .period || features.has(tokens[i].word, [.courtesyTitle, .titleHead])
    { i += 1 }
    guard i < span.last, let name = flow.resolver.mentions.mention(at: i), name.first == i,
      (name.last..<span.last).allSatisfy({
        tokens[$0].kind != .word || tokens[$0].has(.capitalised)
          || features.has(tokens[$0].word, [.preposition, .determiner, .coordinator])
      })
    else { return nil }
    return person(in: i..<name.last, flow)
  }

  private func person(in range: Range<Int>, _ flow: Flow) -> Int? {
    for i in range {
      guard let name = flow.resolver.mentions.mention(at: i), name.first == i,
        case .entity(let entity) = name.referent,
        flow.resolver.mentions.entities[entity].kind == .person
      else { continue }
      return entity
    }
    return nil
  }

  /// `Greenpeace statement on whaling`, `Statement by the Library Union`: a body of no state.
  private func issuingBody(
    _ mention: Mention, _ span: SentenceSpan, _ document: Document, _ flow: Flow
  ) -> Side? {
    let tokens = document.tokens
    // "Oxfam's statement", "Oxfam calls for": the writing follows or comes before `by`.
    let next =
      mention.last < span.last && tokens[mention.last].kind == .possessive
      ? mention.last + 1 : mention.last
    let follows = next < span.last && reference.writtenNouns.contains(tokens[next].word)
    var before = mention.first - 1
    if before > span.first, features.has(tokens[before].word, .determiner) { before -= 1 }
    let isIssued =
      before > span.first && reference.issuing.contains(tokens[before].word)
      && reference.writtenNouns.contains(tokens[before - 1].word)
    guard follows || isIssued else { return nil }
    var side: Side
    switch mention.referent {
    case .party(let party):
      guard parties.kinds[party] == "organization" || parties.isPoliticalParty(party) else {
        return nil
      }
      side = flow.resolver.side(ofParty: party)
    case .entity(let entity):
      let e = flow.resolver.mentions.entities[entity]
      guard e.kind == .institution, e.party < 0, !e.holdsOffice else { return nil }
      side = flow.resolver.side(of: entity, resolution: .issuer)
    }
    side.resolution = .issuer
    return side
  }

  /// `MINISTRY OF FOREIGN AFFAIRS` under a statement: the ministry speaks.
  private func nameIssuingBody(_ document: Document, _ flow: inout Flow) {
    for span in document.sentences.reversed().prefix(6) where span.role == .closing {
      let words = (span.first..<span.last).prefix {
        flow.resolver.mentions.mention(at: $0).map { mention in
          if case .party = mention.referent { return false }
          return true
        } ?? true
      }
      guard words.contains(where: { features.has(document.tokens[$0].word, .institutionHead) })
      else { continue }
      let name = words.filter { document.tokens[$0].kind == .word }.map { token in
        titleCase(
          document.text(token), isFunction: features.isFunctionWord(document.tokens[token].word))
      }
      flow.issuer.speakers = [name.joined(separator: " ")]
      return
    }
  }

  private func titleCase(_ bytes: ArraySlice<UInt8>, isFunction: Bool) -> String {
    let lower = String(decoding: bytes, as: UTF8.self).lowercased()
    guard !isFunction, let first = lower.first else { return lower }
    return first.uppercased() + lower.dropFirst()
  }
}
