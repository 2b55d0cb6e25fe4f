internal import Rules

/// Where runs of capitalised words begin and how far they go.
extension MentionFinder {
  /// Where a legislator was elected: `Senator X, R-TX`, `X (D-Vt)`.
  func isElectedIn(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i > 2, tokens[i - 1].kind == .hyphen, tokens[i - 2].has(.singleLetter) else {
      return false
    }
    return tokens[i - 3].kind == .comma || tokens[i - 3].kind == .bracketOpen
  }

  /// "Summers replied" after Larry Summers: a common word elsewhere.
  func isKnownFamilyName(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let token = document.tokens[i]
    guard token.kind == .word, token.has(.capitalised), !token.has(.singleLetter),
      features[token.word].isDisjoint(with: .function)
    else { return false }
    return mentions.familyNames.contains(token.word)
  }

  func startsRun(_ i: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag])
    -> Bool
  {
    let token = document.tokens[i]
    guard token.kind == .word, token.has(.capitalised), !token.has(.address) else { return false }
    if i + 2 < span.last, isAmpersand(i + 1, document), isCapital(document.tokens[i + 2]) {
      // "Marks & Spencer", "AT&T", "S&P"
      return true
    }
    if token.has(.singleLetter) {
      // "I" is no name; "J." may begin one.
      return i + 1 < span.last
        && (document.tokens[i + 1].kind == .period || isBareInitial(i, span, document))
    }
    if isElectedIn(i, document) { return false }
    let f = features[token.word]
    // "Tuesday", but "Sun Jianguo".
    if f.contains(.weekday), token.end - token.start > 5 { return false }
    if f.contains(.month), f.isDisjoint(with: .anyGivenName) { return false }
    // "the All Harbour Schools Association"
    let opensName =
      i > span.bodyFirst && document.tokens[i - 1].kind == .word && i + 1 < span.last
      && isCapital(document.tokens[i + 1]) && features.has(document.tokens[i - 1].word, .determiner)
      && f.contains(.determiner)
    if opensName || opensWithOrdinal(i, span, document) || opensGivenName(i, span, document) {
      return true
    }
    if i + 1 < span.last, document.tokens[i + 1].kind == .comma,
      officeBehindFields(from: i, span, document) != nil
    {
      return true
    }
    // "He Yadong"
    let isSurname =
      f.contains(.pronounSubject) && tags[i] == .properNoun && i + 1 < span.last
      && isCapital(document.tokens[i + 1])
    if !f.isDisjoint(with: .function), !isSurname,
      !token.has(.allCaps) || tags[i] != .properNoun
    {
      return false
    }
    if tags[i] == .properNoun { return true }
    // At the start of a sentence common words are capitalised too; a title or a body is a name
    // where another capital follows.
    guard i + 1 < span.last else { return false }
    return !f.isDisjoint(with: [.titleHead, .titleModifier, .institutionHead, .anyGivenName])
      && isCapital(document.tokens[i + 1]) || nextIsOf(i, span, document)
      || opensBody(i, span, document) || opensPerson(i, span, document)
      || opensCollege(i, span.last, document) || opensPair(i, span, document)
      || opensFieldsOfBody(i, span, document)
      // "Cook County officials"
      || i + 2 < span.last && document.tokens[i + 1].word == county
        && isCapital(document.tokens[i + 1])
  }

  /// "Hunter Biden denied", "Will Cole, 54, said": a common word that is a first name too, before a family name
  /// that speaks.
  private func opensGivenName(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i >= span.bodyFirst, i + 2 < span.last, span.role == .body,
      wordGivenNames.contains(tokens[i].word),
      i == span.bodyFirst || tokens[i - 1].kind == .quoteOpen,
      isCapital(tokens[i + 1]), !tokens[i + 1].has(.allCaps),
      !demonyms.contains(tokens[i + 1].word),
      features[tokens[i + 1].word].isDisjoint(with: [
        .institutionHead, .titleHead, .titleModifier, .companySuffix, .nounPlural, .function,
        .month,
        .weekday,
      ])
    else { return false }
    var next = i + 2
    while next < span.last, isCapital(tokens[next]), next < i + 4 { next += 1 }
    guard next < span.last else { return false }
    if tokens[next].kind == .comma {
      return next + 1 < span.last
        && (tokens[next + 1].kind == .number
          || features.has(
            tokens[next + 1].word, [.determiner, .relative, .roleNoun, .titleModifier]))
    }
    return tokens[next].kind == .word && !tokens[next].has(.capitalised)
      && features.has(tokens[next].word, [.reportingPast, .verbPast])
  }

  /// "Food and Drug Administration said", "Industrial and Commercial Bank of China said".
  private func opensFieldsOfBody(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i + 3 < span.last, tokens[i + 1].word == and else { return false }
    return joinsFields(i + 1, i, span, document, [:])
  }

  /// "Refugee Action condemned", "Women's Aid said": two common words in capitals before a verb of saying.
  private func opensPair(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let others: WordFeature = [
      .adverb, .timeNoun, .titleHead, .titleModifier, .institutionHead, .anyGivenName, .formerWord,
      .notName, .function, .month, .weekday, .courtesyTitle,
    ]
    let first = features[tokens[i].word]
    let next = i + 1 < span.last && tokens[i + 1].kind == .possessive ? i + 2 : i + 1
    guard i == span.bodyFirst, next + 1 < span.last, isCapital(tokens[next]),
      !tokens[next].has(.allCaps), !first.isDisjoint(with: [.anyNoun, .adjective]),
      first.isDisjoint(with: others),
      // "Singer Pink said", but "Victim Support"
      first.isDisjoint(with: .roleNoun) || charityWords.contains(tokens[next].word),
      tokens[next + 1].kind == .word, !tokens[next + 1].has(.capitalised),
      features.has(tokens[next + 1].word, .reportingPast)
    else { return false }
    let second = features[tokens[next].word]
    return (second.contains(.nounSingular) || charityWords.contains(tokens[next].word))
      && second.isDisjoint(with: others.union(.roleNoun))
  }

  /// "King's College London", "Women's Aid": a title that owns a school of the name, many that own a charity.
  func opensCollege(_ i: Int, _ last: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i >= 0, i + 2 < last, tokens[i + 1].kind == .possessive, isCapital(tokens[i + 2]) else {
      return false
    }
    return features.has(tokens[i].word, .titleHead)
      && affiliation.localBodies.contains(tokens[i + 2].word)
      || features.has(tokens[i].word, .nounPlural) && charityWords.contains(tokens[i + 2].word)
  }

  func isAmpersand(_ i: Int, _ document: Document) -> Bool {
    document.tokens[i].kind == .symbol && document.text(i).elementsEqual([0x26])
  }

  /// "First Bus", "Third Point Capital": a number that begins the name of a body, no office.
  private func opensWithOrdinal(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let office: WordFeature = [
      .titleHead, .titleModifier, .anyGivenName, .notName, .month, .weekday, .timeNoun,
    ]
    guard i + 2 < span.last, span.role == .body,
      features[tokens[i].word].isSuperset(of: [.determiner, .titleModifier]),
      isCapital(tokens[i + 1]), features[tokens[i + 1].word].isDisjoint(with: office),
      features.has(tokens[i + 1].word, [.anyNoun, .adjective])
    else { return false }
    var end = i + 2
    while end < span.last, isCapital(tokens[end]) { end += 1 }
    // "First Nations leaders" are no body.
    return features[tokens[end - 1].word].isDisjoint(with: .nounPlural)
      && (tokens[end].kind == .comma || tokens[end].kind == .possessive
        || features.has(tokens[end].word, [.reportingPast, .cueVerb, .modal, .have, .be]))
  }

  /// "Delta said" after Delta Airlines: a common word that opens the sentence and the name of a body.
  func isShortBodyName(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let tokens = document.tokens
    guard i == span.bodyFirst, i + 1 < span.last, isCapital(tokens[i]),
      !features[tokens[i].word].isDisjoint(with: .anyNoun),
      features[tokens[i].word].isDisjoint(with: [
        .institutionHead, .governmentBody, .roleNoun, .nounPlural, .function, .titleHead,
      ]),
      tokens[i + 1].kind == .possessive
        || features.has(tokens[i + 1].word, [.reportingPast, .cueVerb, .modal, .have])
    else { return false }
    return opensBodyName(tokens[i].word, mentions)
  }

  /// "Slim Gharbi, the minister, said": a common word that is somebody's first name.
  private func opensPerson(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let f = features[tokens[i].word]
    guard i + 2 < span.last, !f.isDisjoint(with: [.anyNoun, .adjective]),
      f.isDisjoint(with: [.adverb, .timeNoun, .roleNoun, .participleAdjective, .institutionHead]),
      isCapital(tokens[i + 1]), !features.isKnown(tokens[i + 1].word)
    else { return false }
    let next = tokens[i + 2]
    return next.kind == .comma && i + 3 < span.last
      && features.has(tokens[i + 3].word, [.determiner, .relative, .roleNoun, .titleModifier])
  }

  /// "Harbour Research", "Dock Workers' Union", "Red Pines frontwoman": a common word that opens
  /// the sentence and the name of a body.
  private func opensBody(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    let f = features[tokens[i].word]
    guard !f.isDisjoint(with: [.anyNoun, .adjective]),
      f.isDisjoint(with: [.adverb, .timeNoun, .roleNoun]) || f.contains(.roleNounPlural)
    else { return false }
    var k = i + 1
    var capitals = 0
    var hasBody = false
    while k < min(span.last, i + 7) {
      if isCapital(tokens[k]), features[tokens[k].word].isDisjoint(with: .anyGivenName) {
        capitals += 1
        hasBody = hasBody || features.has(tokens[k].word, [.institutionHead, .companySuffix])
      } else if tokens[k].kind != .possessive && tokens[k].kind != .hyphen {
        break
      }
      k += 1
    }
    return capitals > 0
      && (hasBody || k < span.last && features.has(tokens[k].word, .roleNoun))
  }

  /// "B Rajesham", "K Chandrasekhar Rao": an initial without its full stop before a name that is
  /// no common word.
  private func isBareInitial(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i + 1 < span.last, isCapital(tokens[i + 1]), !tokens[i + 1].has(.allCaps),
      !features.isKnown(tokens[i + 1].word), tokens[i].kind == .word,
      features[tokens[i].word].isDisjoint(with: .function)
    else { return false }
    let before = i > span.first ? tokens[i - 1] : nil
    // "Vitamin B Research", "Plan B"
    return before.map { !($0.kind == .word && $0.has(.capitalised)) } ?? true
  }

  private func nextIsOf(_ i: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i + 2 < span.last, of.contains(tokens[i + 1].word),
      features.has(tokens[i].word, [.titleHead, .institutionHead])
    else { return false }
    // "Head of the National Gallery"
    let next = tokens[i + 2].word == the ? i + 3 : i + 2
    return next < span.last && isCapital(tokens[next])
  }

  func isCapital(_ token: Token) -> Bool {
    token.kind == .word && token.has(.capitalised) && !token.has(.contraction)
  }

  /// The second half of a given name such as Lok-chun.
  private func isSyllable(_ token: Token) -> Bool {
    token.end - token.start <= 5
      && features[token.word].isDisjoint(with: [.anyVerb, .adjective, .anyNoun, .preposition])
  }

  /// "Ng Lok-man": two short halves behind a family name, of which the first is no word.
  private func isGivenNameOfTwo(_ hyphen: Int, _ first: Int, _ tokens: [Token]) -> Bool {
    let half = tokens[hyphen - 1]
    let next = tokens[hyphen + 1]
    return hyphen - 2 >= first && isCapital(tokens[hyphen - 2]) && isCapital(half)
      && !features.isKnown(half.word) && half.end - half.start <= 5
      && next.end - next.start <= 5
      && features[next.word].isDisjoint(with: [.adjective, .verbPast])
  }

  func extend(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Run {
    let tokens = document.tokens
    var span = span
    // "Mr PETER O'NEILL-Thank you": no name goes on behind the mark of a speaker or a dateline.
    if i < span.bodyFirst { span.last = span.bodyFirst }
    var k = i
    var last = i + 1
    var hasHead = false
    if let party = partyAt[i] {
      last = party.end
      k = party.end
    }
    while k < span.last {
      let token = tokens[k]
      if let party = partyAt[k] {
        last = party.end
        k = party.end
        continue
      }
      if isCapital(token), !token.has(.address) {
        let f = features[token.word]
        let isInitial =
          token.has(.singleLetter) && k + 1 < span.last && tokens[k + 1].kind == .period && k > i
        // "Washington Post": a preposition elsewhere.
        let isParticle =
          f.contains(.particle) && k > i && k + 1 < span.last && isCapital(tokens[k + 1])
          && isCapital(tokens[k - 1])
        if k > i, !isInitial, !isParticle, !f.isDisjoint(with: .function), !token.has(.allCaps),
          tags[k] != .properNoun, f.isDisjoint(with: .companySuffix)
        {
          break
        }
        if !f.isDisjoint(with: [.weekday]) && k > i { break }
        hasHead = hasHead || !f.isDisjoint(with: [.titleHead, .institutionHead, .titleModifier])
        last = k + 1
        k += 1
        continue
      }
      guard k + 1 < span.last else { break }
      let next = tokens[k + 1]
      switch token.kind {
      case .symbol:
        // "Marks & Spencer", "AT&T"
        if isAmpersand(k, document), isCapital(next), isCapital(tokens[k - 1]) {
          last = k + 2
          k += 2
          continue
        }
      case .hyphen:
        // Jean-Claude, al-Thani, Vice-President.
        // "WASHINGTON, D.C.- Congressman": a dash, whatever is written.
        guard !token.has(.spaceBefore), !next.has(.spaceBefore), next.kind == .word else { break }
        // "Miami-based", "British-born"
        if !next.has(.capitalised), features.has(next.word, [.anyVerb, .adjective]) { break }
        if next.has(.capitalised) || k - 1 == i || features.has(tokens[k - 1].word, .particle)
          || isSyllable(next) && isCapital(tokens[k - 1])
            && (!features.isKnown(tokens[k - 1].word) || !features.isKnown(next.word))
          || isGivenNameOfTwo(k, i, tokens)
        {
          last = k + 2
          k += 2
          continue
        }
      case .period:
        // Initials and abbreviated titles.
        if tokens[k - 1].has(.singleLetter) || features.has(tokens[k - 1].word, .abbreviation)
          || tokens[k - 1].end - tokens[k - 1].start <= 2,
          isCapital(next)
        {
          k += 1
          continue
        }
      case .possessive:
        if tags[k] == .properNoun {
          // "Moody's said"
          last = k + 1
          k += 1
          continue
        }
        // "Azerbaijan's Foreign Minister", "Coroner's Office".
        if isCapital(next), features[next.word].isDisjoint(with: .function) {
          k += 1
          continue
        }
      case .quoteOpen:
        // Joko "Jokowi" Widodo
        if k + 3 < span.last, isCapital(next), tokens[k + 2].kind == .quoteClose,
          isCapital(tokens[k + 3]), isCapital(tokens[k - 1])
        {
          k += 3
          continue
        }
      case .comma:
        if let office = officeBehindFields(from: k - 1, span, document) {
          k = office
          continue
        }
        if features.has(next.word, .nameSuffix), next.has(.capitalised), !next.has(.singleLetter) {
          last = k + 2
          k += 2
          if k < span.last, tokens[k].kind == .period { k += 1 }
          continue
        }
      case .word:
        if features.has(token.word, .particle), !token.has(.capitalised), k > i {
          // "Hafez al Assad", "Hafez al-Assad"
          let isJoined =
            next.kind == .hyphen && !next.has(.spaceBefore) && k + 2 < span.last
            && isCapital(tokens[k + 2]) && !tokens[k + 2].has(.spaceBefore)
          // "Ursula von der Leyen"
          let isChained =
            features.has(next.word, .particle) && k + 2 < span.last && isCapital(tokens[k + 2])
          if isCapital(next) || isJoined || isChained {
            k += isJoined || isChained ? 2 : 1
            continue
          }
        }
        // Ministry of Foreign Affairs, Secretary of State for Health, Finance and Trade.
        // A name ends before `of`: "Inspector Henrik Bach of North Jutland Police".
        // "President Deborah Lynch of the union" ends at the family name, whatever it means elsewhere.
        // "Christian Association of Nigeria" has none.
        let isFamilyName =
          k - 2 >= i && features.has(tokens[k - 2].word, .anyGivenName)
          && features[tokens[k - 2].word].isDisjoint(with: [.adjective, .notName])
        if token.word == and,
          namesForce(k, i, span, document, partyAt) || joinsFields(k, i, span, document, partyAt)
            || joinsSeat(k, i, span, document)
        {
          k += 1
          continue
        }
        if hasHead, let end = fieldsEnd(after: k, span, document, partyAt) {
          k = end
          last = end
          continue
        }
        if hasHead,
          token.word == and || isCommon(tokens[k - 1]) && !isFamilyName
            || mentionsParty(k - 1, partyAt),
          of.contains(token.word) || token.word == and
            || features.has(token.word, .preposition)
              && features.has(tokens[k - 1].word, .institutionHead)
              && !features.has(token.word, .subordinator)
              // "Director of Communications for the NPP"
              && !(k - 3 >= i && of.contains(tokens[k - 2].word)
                && features.has(tokens[k - 3].word, .titleHead))
        {
          var n = k + 1
          if tokens[n].word == the, n + 1 < span.last { n += 1 }
          if isCapital(tokens[n]), features[tokens[n].word].isDisjoint(with: .function),
            token.word != and || joinsTitle(k, i, span, document)
          {
            k = n
            continue
          }
        }
      default: break
      }
      break
    }
    return Run(first: i, last: last)
  }

  /// "Lothian and Borders Police", "Brighton and Hove City Council": two places that share a body.
  private func namesForce(
    _ and: Int, _ first: Int, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Bool {
    let tokens = document.tokens
    guard and == first + 1, and + 2 < span.last, isCapital(tokens[and + 1]),
      partyAt[first] == nil, partyAt[and + 1] == nil,
      features[tokens[first].word].isDisjoint(with: [.anyGivenName, .titleHead]),
      features[tokens[and + 1].word].isDisjoint(with: .anyGivenName),
      first == 0 || tokens[first - 1].kind != .comma
    else { return false }
    var k = and + 2
    while k < span.last, k < and + 4, isCapital(tokens[k]) {
      if affiliation.localBodies.contains(tokens[k].word) { return true }
      k += 1
    }
    return false
  }

  /// "Truro and Falmouth MP", "MP for Sutton and Cheam": two places that elect together.
  private func joinsSeat(
    _ and: Int, _ first: Int, _ span: SentenceSpan, _ document: Document
  ) -> Bool {
    let tokens = document.tokens
    guard and + 1 < span.last, isCapital(tokens[and + 1]), isCapital(tokens[and - 1]) else {
      return false
    }
    var start = and - 1
    while start > span.first, start > and - 4, isCapital(tokens[start - 1]) { start -= 1 }
    if start - 2 >= span.first, of.contains(tokens[start - 1].word),
      features.has(tokens[start - 2].word, .legislatorRole)
    {
      return true
    }
    var end = and + 2
    while end < span.last, end < and + 4, isCapital(tokens[end]) {
      if features.has(tokens[end].word, .legislatorRole), features.has(tokens[end].word, .titleHead)
      {
        return start == first && end + 1 < span.last && isCapital(tokens[end + 1])
          && features[tokens[start].word].isDisjoint(with: .anyGivenName)
      }
      end += 1
    }
    return false
  }

  /// "Food and Drug Administration", "Health and Safety Executive": two common nouns before the head of a
  /// body.
  private func joinsFields(
    _ and: Int, _ first: Int, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Bool {
    let tokens = document.tokens
    guard and > first, and + 2 < span.last, isCapital(tokens[and + 1]), partyAt[and - 1] == nil,
      partyAt[and + 1] == nil
    else { return false }
    // "Industrial and Commercial Bank"
    if features.has(tokens[and - 1].word, .adjective),
      features.has(tokens[and + 1].word, .adjective),
      isCapital(tokens[and + 2]), features.has(tokens[and + 2].word, .institutionHead),
      features[tokens[and - 1].word].isDisjoint(with: .titleHead)
    {
      return true
    }
    guard isField(tokens[and - 1]),
      isField(tokens[and + 1])
        || features.has(tokens[and + 1].word, .roleNoun)
          && features[tokens[and + 1].word].isDisjoint(with: .titleHead)
    else { return false }
    // "Competition and Consumer Protection Commission"
    let head =
      isCapital(tokens[and + 2]) && isField(tokens[and + 2]) && and + 3 < span.last
      ? and + 3 : and + 2
    return isCapital(tokens[head]) && features.has(tokens[head].word, .institutionHead)
      && features[tokens[head].word].isDisjoint(with: .titleHead)
  }

  /// A common noun that tells what a body is for or who its members are.
  private func isField(_ token: Token) -> Bool {
    let f = features[token.word]
    return !f.isDisjoint(with: .anyNoun)
      && f.isDisjoint(with: [.anyGivenName, .institutionHead, .titleHead])
      && (f.isDisjoint(with: .roleNoun) || !f.isDisjoint(with: [.roleNounPlural, .titleModifier]))
  }

  /// Where a list of what a ministry or minister is for ends: `of Culture, Media and Sport`; nil where there
  /// is no list.
  ///
  /// Each field is one of common nouns; a body, an office or a name among them makes it a list of speakers.
  private func fieldsEnd(
    after connector: Int, _ span: SentenceSpan, _ document: Document,
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Int? {
    let tokens = document.tokens
    guard of.contains(tokens[connector].word) || tokens[connector].word == on,
      features.has(tokens[connector - 1].word, [.institutionHead, .titleHead])
    else { return nil }
    var k = connector + 1
    var fields = 0
    while k < span.last {
      if tokens[k].word == the { k += 1 }
      let first = k
      while k < span.last, k < first + 5, partyAt[k] == nil || isAmbiguousParty(k, partyAt) {
        if isFieldWord(k, tokens) {
          k += 1
        } else if k > first, features.has(tokens[k].word, .preposition), k + 1 < span.last,
          isFieldWord(k + 1, tokens), !of.contains(tokens[k].word)
        {
          // "Persons with Disabilities"
          k += 2
        } else {
          break
        }
      }
      guard k > first, k < span.last else { return nil }
      // "the Ministry of Trade and Finance Minister X"
      if isCapital(tokens[k]), features.has(tokens[k].word, [.titleHead, .institutionHead]) {
        return nil
      }
      fields += 1
      if fields > 1, tokens[first - 1].word == and { return k }
      if tokens[k].kind == .comma {
        k += 1
        if k < span.last, tokens[k].word == and { k += 1 }
      } else if tokens[k].word == and {
        k += 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// "Economy, Trade and Industry Minister X": where the office stands that several fields open; nil where
  /// there is none.
  private func officeBehindFields(
    from first: Int, _ span: SentenceSpan, _ document: Document
  ) -> Int? {
    let tokens = document.tokens
    var k = first
    var isLast = false
    while k < span.last, k < first + 14 {
      let start = k
      while k < span.last, k < start + 3, isFieldWord(k, tokens) { k += 1 }
      guard k > start, k + 1 < span.last else { return nil }
      if isLast {
        let isOffice =
          isCapital(tokens[k]) && features.has(tokens[k].word, .titleHead)
          && features.has(tokens[k].word, .governmentRole) && isCapital(tokens[k + 1])
        return isOffice ? k : nil
      }
      if tokens[k].kind == .comma {
        k += 1
        if tokens[k].word == and { isLast = true; k += 1 }
      } else if tokens[k].word == and {
        isLast = true
        k += 1
      } else {
        return nil
      }
    }
    return nil
  }

  func isFieldWord(_ k: Int, _ tokens: [Token]) -> Bool {
    guard isCapital(tokens[k]), !tokens[k].has(.allCaps) else { return false }
    let f = features[tokens[k].word]
    // "Local Government"
    if f.contains(.institutionHead) {
      return f.contains(.governmentBody) && k > 0
        && features.has(tokens[k - 1].word, .titleModifier) && tokens[k - 1].has(.capitalised)
    }
    return !f.isDisjoint(with: [.anyNoun, .adjective, .titleModifier, .verbParticiple])
      && f.isDisjoint(with: [.titleHead, .function])
      && (f.isDisjoint(with: .anyGivenName) || f.contains(.titleModifier))
  }

  private func isAmbiguousParty(
    _ k: Int, _ partyAt: [Int: (end: Int, name: PartyTable.Name)]
  ) -> Bool {
    partyAt[k].map { $0.name.isAmbiguous && $0.end == k + 1 } ?? true
  }

  private func isCommon(_ token: Token) -> Bool {
    features.has(
      token.word,
      [.anyNoun, .adjective, .titleHead, .titleModifier, .institutionHead, .anyVerb])
      && features[token.word].isDisjoint(with: .anyGivenName)
  }

  private func mentionsParty(_ i: Int, _ partyAt: [Int: (end: Int, name: PartyTable.Name)]) -> Bool
  {
    partyAt[i].map { $0.end == i + 1 } ?? false
  }

  /// "Foreign Affairs and Trade", "Deputy Prime Minister and Minister for Finance": `and` inside a
  /// title or a body, not between two names.
  private func joinsTitle(_ k: Int, _ start: Int, _ span: SentenceSpan, _ document: Document)
    -> Bool
  {
    let before = features[document.tokens[k - 1].word]
    let after = features[document.tokens[k + 1].word]
    let common: WordFeature = [.anyNoun, .adjective, .titleHead, .titleModifier, .institutionHead]
    return !before.isDisjoint(with: common) && !after.isDisjoint(with: common)
      && after.isDisjoint(with: .anyGivenName)
  }
}
