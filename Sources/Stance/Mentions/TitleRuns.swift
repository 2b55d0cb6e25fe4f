internal import Rules

/// Titles before names: where they begin and end.
extension MentionFinder {
  func isCourtesy(before k: Int, _ tokens: [Token]) -> Bool {
    var before = k - 1
    if before > 0, tokens[before].kind == .period { before -= 1 }
    return before >= 0 && features.has(tokens[before].word, .courtesyTitle)
  }

  /// "Foreign Minister Qin Gang", "his counterpart Qin Gang": a name of two words behind an office,
  /// though the last is a word for bodies too.
  func isTitledName(_ segment: Run, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let first = segment.last - 2
    guard first >= segment.first, tokens[first].kind == .word,
      tokens[first].has(.capitalised), !tokens[first].has(.allCaps),
      !features.isKnown(tokens[first].word) || features.has(tokens[first].word, .anyGivenName)
    else { return false }
    // "Queen Elizabeth Hospital"
    let last = tokens[segment.last - 1]
    if affiliation.localBodies.contains(last.word) { return false }
    if first == segment.first { return hasTitleBefore(first, span, document) }
    return features.has(tokens[first - 1].word, [.titleHead, .courtesyTitle])
  }

  /// "Minister of the Cabinet Office", "Head of the Press Service": an office, though a body ends
  /// the phrase.
  func opensTitle(_ segment: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    // "Chief Executive"
    if (segment.first..<segment.last).allSatisfy({
      features.has(tokens[$0].word, [.titleHead, .titleModifier])
    }), features.has(tokens[segment.last - 1].word, .titleHead) {
      return true
    }
    for k in segment.first..<segment.last - 1 where tokens[k].kind == .word {
      let f = features[tokens[k].word]
      // "Lady Margaret School" is no title.
      if f.contains(.titleHead), !f.contains(.roleNounPlural),
        of.contains(tokens[k + 1].word)
          || f.contains(.courtesyTitle)
            && !affiliation.localBodies.contains(tokens[segment.last - 1].word)
      {
        return true
      }
      // What stands before the office may be its modifiers only; "Inspector General", "Comptroller-General"
      let next = tokens[k + 1].kind == .hyphen ? k + 2 : k + 1
      let isGeneral =
        f.contains(.titleHead) && next < segment.last && tokens[next].word == general
      if f.isDisjoint(with: [.titleModifier, .courtesyTitle]), !isGeneral { return false }
    }
    return false
  }

  /// Where the title of a segment ends: one past the last office word or courtesy title; in a
  /// title with `of` or `for` common nouns belong to it.
  func titleEnd(_ segment: Run, _ document: Document) -> Int {
    let tokens = document.tokens
    var end = segment.first
    var inOffice = false
    var hasConnector = false
    guard !opensCollege(segment.first, segment.last, document),
      (segment.first..<segment.last).contains(where: {
        features.has(tokens[$0].word, [.titleHead, .courtesyTitle])
      })
    else { return segment.first }
    var k = segment.first
    while k < segment.last {
      let token = tokens[k]
      let f = features[token.word]
      if token.kind == .word {
        // "Flavio Di Maio" holds no detective inspector.
        let isParticle =
          f.contains(.particle) && !token.has(.allCaps) && k > segment.first
          && k + 1 < segment.last && features[tokens[k - 1].word].isDisjoint(with: .titleHead)
        // "Congressman Steve King" is no king.
        let isFamilyName =
          k > segment.first && k + 1 == segment.last && !token.has(.allCaps)
          && features.has(tokens[k - 1].word, .anyGivenName)
        if isFamilyName { break }
        // "He Yadong", "HE the Minister"
        if f.contains(.pronounSubject), !token.has(.allCaps) { break }
        if !f.isDisjoint(with: [.titleHead, .titleModifier, .courtesyTitle]), !isParticle,
          f.isDisjoint(with: .anyGivenName) || k == segment.first
        {
          end = k + 1
          inOffice = true
        } else if inOffice,
          of.contains(token.word)
            || token.word == and && (end == k || !isPlaceAfterOf(k - 1, tokens))
            || token.word == the
        {
          end = k + 1
          hasConnector = true
        } else if inOffice, k == end, token.has(.capitalised),
          // "Prime Minister Mere Tavola": two words after a plain office are a name.
          hasConnector || wordCount(k..<segment.last, tokens) != 2,
          !f.isDisjoint(with: [.anyNoun, .adjective, .participleAdjective, .anyVerb]),
          f.isDisjoint(with: .anyGivenName), k + 1 < segment.last || isAfterConnector(k, tokens)
        {
          end = k + 1
        }
      } else if token.kind == .period || token.kind == .hyphen
        || token.kind == .comma && k + 1 < segment.last, end == k
      {
        end = k + 1
      }
      k += 1
    }
    return max(min(end, segment.last), nameStart(in: segment, from: end, document))
  }

  /// "MP for Sutton and Cheam": an unknown name behind the seat's preposition.
  private func isPlaceAfterOf(_ k: Int, _ tokens: [Token]) -> Bool {
    k > 1 && of.contains(tokens[k - 1].word) && features.has(tokens[k - 2].word, .legislatorRole)
  }

  /// Words, of which those that hyphens join are one: `Park Geun-hye`.
  private func wordCount(_ range: Range<Int>, _ tokens: [Token]) -> Int {
    range.count { k in
      tokens[k].kind == .word && !(k > range.lowerBound && tokens[k - 1].kind == .hyphen)
    }
  }

  /// "for the Caucasus and Central Asia Javier Colomina": after a title with connectors the name
  /// begins at a given name, or is the last two words of many.
  private func nameStart(in segment: Run, from end: Int, _ document: Document) -> Int {
    let tokens = document.tokens
    guard end > segment.first, end < segment.last else { return end }
    var connector = -1
    for k in segment.first..<segment.last where of.contains(tokens[k].word) || tokens[k].word == and
    {
      connector = k
      // "MP for Sutton and Cheam"
      if k > segment.first, of.contains(tokens[k].word),
        features.has(tokens[k - 1].word, .legislatorRole), !features.isKnown(tokens[k + 1].word)
      {
        return k + 1
      }
    }
    guard connector >= segment.first else { return end }
    let tail = (max(connector + 1, end)..<segment.last).filter { tokens[$0].kind == .word }
    guard tail.count >= 3 else { return max(end, connector + 1) }
    if let given = tail.dropFirst().first(where: { features.has(tokens[$0].word, .anyGivenName) }),
      !features.has(tokens[tail[0]].word, .anyGivenName)
    {
      // "of Police Sudhir Kumar Rao"
      let isFamily =
        given > tail[0] + 1 && !features.isKnown(tokens[given - 1].word)
        && features.has(tokens[given - 2].word, .institutionHead)
      return isFamily ? given - 1 : given
    }
    return tail.count >= 4 ? tail[tail.count - 2] : max(end, connector + 1)
  }

  /// Where a person's name begins behind the body of an office: `the head of the Law Society` Ann Hill,
  /// `Mayor of Derby` Ann Hill.
  func nameBehindBody(
    _ run: Run, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Int? {
    let tokens = document.tokens
    guard span.role == .body, run.last - run.first >= 3,
      let body = bodyStart(of: run, span, document, partyAt)
    else { return nil }
    let words = (body..<run.last).filter { tokens[$0].kind == .word }
    if words.count > 3, case let name = words[words.count - 3], partyAt[name] == nil,
      words.suffix(3).allSatisfy({ isNamePart($0, tokens) }),
      !features.isKnown(tokens[name].word) || features.has(tokens[name].word, .anyGivenName),
      features[tokens[name].word].isDisjoint(with: .adjective),
      features.has(tokens[name + 1].word, .anyGivenName)
        || !features.isKnown(tokens[name + 1].word),
      features.has(tokens[name - 1].word, .institutionHead)
    {
      // "Superintendent of Police Sudhir Kumar Rao"
      return name
    }
    for count in [2, 3] where words.count > count {
      let name = words[words.count - count]
      let tail = words.suffix(count)
      guard tail.allSatisfy({ isNamePart($0, tokens) }), partyAt[name] == nil,
        count == 2 || features[tokens[run.last - 1].word].isDisjoint(with: .nounPlural)
      else { continue }
      let part = Run(first: body, last: name)
      let holdsBody = isBody(part, document)
      if features.has(tokens[name].word, .anyGivenName) {
        // "Minister of Defence" needs no cut; "Derby" is where the office is.
        if holdsBody || !features.isKnown(tokens[body].word),
          !features.has(tokens[name - 1].word, .anyGivenName)
        {
          return name
        }
      } else if count == 2, holdsBody, tail.allSatisfy({ !features.isKnown(tokens[$0].word) }),
        !of.contains(tokens[name - 1].word), tokens[name - 1].word != the, run.last < span.last,
        features.has(tokens[run.last].word, [.reportingPast, .cueVerb, .modal, .have])
      {
        return name
      }
    }
    return nil
  }

  private func isNamePart(_ k: Int, _ tokens: [Token]) -> Bool {
    isCapital(tokens[k]) && !tokens[k].has(.allCaps)
      && features[tokens[k].word].isDisjoint(with: [
        .function, .institutionHead, .companySuffix, .courtesyTitle, .notName,
      ]) || features.has(tokens[k].word, .anyGivenName)
  }

  /// Where the name of the body begins that an office is of, inside a run or behind `the head of the`.
  private func bodyStart(
    of run: Run, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Int? {
    let tokens = document.tokens
    var connector = run.first
    while connector < run.last, !of.contains(tokens[connector].word) {
      if connector == run.first, let party = partyAt[connector] {
        // "Labour MP for Leeds"
        connector = party.end
        continue
      }
      guard
        tokens[connector].kind != .word
          || features.has(tokens[connector].word, [.titleHead, .titleModifier, .courtesyTitle])
      else { break }
      connector += 1
    }
    if connector < run.last, of.contains(tokens[connector].word) {
      let next = connector + 1
      return next < run.last && tokens[next].word == the ? next + 1 : next
    }
    var before = run.first - 1
    if before > span.first, tokens[before].word == the { before -= 1 }
    guard before > span.first, of.contains(tokens[before].word) else { return nil }
    let office = features[tokens[before - 1].word]
    return office.isDisjoint(with: [.titleHead, .roleNoun]) || office.contains(.roleNounPlural)
      ? nil : run.first
  }

  private func isAfterConnector(_ k: Int, _ tokens: [Token]) -> Bool {
    k > 0 && (of.contains(tokens[k - 1].word) || tokens[k - 1].word == and)
  }

  /// Whether an office stands right before, as in `spokesman Scott McClellan`.
  func hasTitleBefore(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    var k = i - 1
    while k >= span.first, document.tokens[k].kind == .period { k -= 1 }
    if k - 3 >= span.first, document.tokens[k].kind == .bracketClose,
      document.tokens[k - 1].has(.allCaps), document.tokens[k - 2].kind == .bracketOpen
    {
      // "Solicitor General (SG) X"
      k -= 3
    }
    guard k >= span.first, document.tokens[k].kind == .word else { return false }
    return features.has(document.tokens[k].word, [.titleHead, .roleNoun, .courtesyTitle])
      && features[document.tokens[k].word].isDisjoint(with: .roleNounPlural)
  }
}
