internal import Rules

/// Offices that any body has, behind what the body did: `Ericsson reported a profit. Chief Executive X`,
/// `The school will close. The headteacher, X, said`.
extension Affiliation {
  /// How many sentences without a name at their head stand between at most.
  private static let reach = 3

  /// Gives a person behind a bare office the body that acts in the same sentence or the one before.
  ///
  /// - Returns: Whether there is one.
  func takeOffice(
    _ description: PersonDescription, _ range: Range<Int>, of index: Int, _ mention: Mention,
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions
  ) -> Bool {
    let adjoins = range.upperBound == mention.first
    // "The head, X, said"; without an article the comma joins nothing.
    // "General secretary X of the Dock Union" tells the body itself.
    guard adjoins || reader.words.the == document.tokens[range.lowerBound].word,
      isOfficeOfBody(description),
      mention.last >= document.tokens.count
        || !reader.words.of.contains(document.tokens[mention.last].word)
          && !reader.words.at.contains(document.tokens[mention.last].word),
      let body = bodyActing(before: range.lowerBound, document, tags, mentions),
      isOffice(description, of: body, adjoins: adjoins, index, mentions)
    else { return false }
    mentions.entities[index].roles.formUnion(description.roles)
    mentions.entities[index].fields.formUnion(description.fields)
    mentions.entities[index].kind = .person
    set(index, body, &mentions)
    return true
  }

  /// A bare `Secretary General`, `Chairman`, `finance chief`: no name, no field of a state beside it.
  private func isOfficeOfBody(_ description: PersonDescription) -> Bool {
    let words = reader.words
    guard description.hasRole, description.candidates.isEmpty, description.bodyNoun == .none,
      description.candidate == nil, !description.isFormer, !description.isOfGovernment,
      !description.isPlural, description.roles.isSubset(of: words.associationRoles),
      description.fields.isSubset(of: words.associationFields)
    else { return false }
    // "Secretary X", "General X", "Officer X" and "Chief X" hold offices of a state.
    let isTwofold = description.roles.count > 1 || !description.fields.isEmpty
    return isTwofold || description.roles.isDisjoint(with: words.twofoldRoles)
  }

  /// A president, governor or chancellor without more is a state's; of a union is "The president, X,",
  /// of a bank "Governor X", of a university "Vice-chancellor X".
  private func isOffice(
    _ description: PersonDescription, of body: Referent, adjoins: Bool, _ person: Int,
    _ mentions: Mentions
  ) -> Bool {
    let words = reader.words
    guard !description.roles.isDisjoint(with: words.presidents) else { return true }
    guard
      holders.holder(of: mentions.entities[person].words, year: nil, where: { _ in true }) == nil
    else { return false }
    if !description.roles.isDisjoint(with: words.governor) {
      return names(body, words.bank, mentions)
    }
    if names(body, university, mentions), !description.roles.isDisjoint(with: words.chancellor) {
      return true
    }
    guard case .entity(let entity) = body else { return false }
    return !adjoins && mentions.entities[entity].words.contains { civilBodies.contains($0) }
  }

  private func names(_ body: Referent, _ noun: WordID, _ mentions: Mentions) -> Bool {
    switch body {
    case .party(let party): parties.nameWords[party].contains(noun)
    case .entity(let entity): mentions.entities[entity].words.contains(noun)
    }
  }

  /// The body whose doings stand before an office: in the same sentence, a comma between (`Ford cut its
  /// forecast, finance chief X said`), else in the nearest sentence before that opens with a name.
  ///
  /// - Complexity: O(log *n*) in the sentences, linear in those looked at.
  private func bodyActing(
    before at: Int, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Referent? {
    let low = sentence(of: at, document)
    guard low < document.sentences.count else { return nil }
    let own = document.sentences[low]
    for k in own.bodyFirst..<max(at, own.bodyFirst)
    where mentions.ofToken[k] >= 0 && document.quotationOfToken[k] < 0 {
      // "Ford cut its forecast, finance chief X said"; "At Nokia, chief executive X" is another's.
      guard document.tokens[at - 1].kind == .comma else { return nil }
      return bodyOpening(own, document, tags, mentions) ?? bodyBehindAt(own, at, document, mentions)
    }
    var number = low - 1
    while number >= 0, low - number <= Self.reach {
      let span = document.sentences[number]
      guard span.role == .body else { return nil }
      if opensWithName(span, mentions) { return bodyOpening(span, document, tags, mentions) }
      number -= 1
    }
    return nil
  }

  /// Whose doings the sentence before tells, where a sentence opens with `its`.
  ///
  /// `The Alliance for Fair Taxes has backed Labour. Its director, X, said`
  func subjectBefore(_ at: Int, _ document: Document, _ mentions: Mentions) -> Referent? {
    let tokens = document.tokens
    let number = sentence(of: at, document)
    guard number > 0, number < document.sentences.count,
      reader.words.its.contains(tokens[document.sentences[number].bodyFirst].word),
      case let span = document.sentences[number - 1], span.role == .body,
      case let first = features.has(tokens[span.bodyFirst].word, .determiner)
        ? span.bodyFirst + 1 : span.bodyFirst,
      let mention = mentions.mention(at: first), mention.first == first, mention.last < span.last,
      tokens[mention.last].kind == .word, document.quotationOfToken[first] < 0
    else { return nil }
    switch mention.referent {
    case .party: return mention.nameKind == .demonym ? nil : mention.referent
    case .entity(let entity):
      return mentions.entities[entity].kind == .institution ? mention.referent : nil
    }
  }

  /// The number of the sentence that holds a token.
  private func sentence(of token: Int, _ document: Document) -> Int {
    var low = 0
    var high = document.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].last <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// "At Nokia, chief executive X said".
  private func bodyBehindAt(
    _ span: SentenceSpan, _ at: Int, _ document: Document, _ mentions: Mentions
  ) -> Referent? {
    guard reader.words.at.contains(document.tokens[span.bodyFirst].word),
      let mention = (span.bodyFirst + 1..<min(at, span.bodyFirst + 3)).lazy
        .compactMap({ mentions.mention(at: $0) }).first, mention.last == at - 1,
      case .entity(let entity) = mention.referent, mentions.entities[entity].kind != .person
    else { return nil }
    return mention.referent
  }

  private func opensWithName(_ span: SentenceSpan, _ mentions: Mentions) -> Bool {
    (span.bodyFirst..<min(span.last, span.bodyFirst + 3)).contains { mentions.ofToken[$0] >= 0 }
  }

  /// The body that opens a sentence as its subject.
  private func bodyOpening(
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: Mentions
  ) -> Referent? {
    for k in span.bodyFirst..<min(span.last, span.bodyFirst + 3) {
      guard let mention = mentions.mention(at: k) else { continue }
      guard mention.last < span.last, document.tokens[mention.last].kind != .possessive,
        document.quotationOfToken[k] < 0
      else { return nil }
      if case .party(let place) = mention.referent, parties.kinds[place] == "territory",
        let branch = mentions.mention(at: mention.last), case .party(let party) = branch.referent,
        parties.isPoliticalParty(party), branch.nameKind == .name
      {
        // "The Ohio Republican Party"
        return branch.referent
      }
      switch mention.referent {
      case .party(let party):
        if mention.nameKind == .name, !mention.isAmbiguous, parties.isPoliticalParty(party) {
          return mention.referent
        }
        return mention.nameKind == .name && parties.kinds[party] == "organization"
          ? mention.referent : nil
      case .entity(let entity):
        let e = mentions.entities[entity]
        guard e.party < 0 else { return nil }
        if e.kind == .institution { return mention.referent }
        // A company that nothing else tells of: "Ericsson reported a profit".
        guard e.kind == .unknown, e.roles.isEmpty, !e.isPlace,
          !features.has(e.words[0], .anyGivenName),
          k == span.bodyFirst || features.has(document.tokens[k - 1].word, .determiner),
          tags[mention.last].isVerbal || tags[mention.last] == .adverb
        else { return nil }
        return mention.referent
      }
    }
    return nil
  }
}
