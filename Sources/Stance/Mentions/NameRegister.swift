internal import Rules

/// Names are entered among the mentions: as entities of their own, or as fuller or shorter names of
/// known ones.
extension MentionFinder {
  /// "Supreme Court Justice X", "Energy Department spokesman X": the body in front of an office.
  func registerBodyOfTitle(
    _ title: Range<Int>, _ runParties: [(index: Int, at: Int)], _ run: Run, _ span: SentenceSpan,
    _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    // "Gulf County Sheriff", but "Deputy House Speaker".
    let opensWithModifier =
      title.first.map {
        features.has(tokens[$0].word, [.titleHead, .titleModifier, .institutionHead])
      } ?? true
    guard
      let head = title.last(where: {
        features.has(tokens[$0].word, .institutionHead)
          && features[tokens[$0].word].isDisjoint(
            with: opensWithModifier
              ? [.titleHead, .titleModifier] : .titleHead)
          // "Fulton County District Attorney"
          && !(tokens[$0].word == district && $0 + 1 < title.upperBound
            && attorneys.contains(tokens[$0 + 1].word))
      }), head + 1 < title.upperBound, head > title.lowerBound,
      !title.contains(where: { of.contains(tokens[$0].word) }),
      // "Police Minister", "Small Business Minister": what the office is for.
      tokens[head + 1].word != minister
    else { return }
    registerBody(
      Run(first: title.lowerBound, last: head + 1), runParties, run, span, document, &mentions)
  }

  /// "Northwind Energy CEO X", "Leeds Mayor X": a name in front of an office.
  func registerNameOfTitle(
    _ title: Range<Int>, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    guard
      let head = title.first(where: {
        features.has(tokens[$0].word, .titleHead) && !features.has(tokens[$0].word, .roleNounPlural)
      }), head > title.lowerBound, tokens[title.lowerBound].kind == .word
    else { return }
    let isCompany = title.contains { features.has(tokens[$0].word, .companyRole) }
    // "Weekly Ledger Editor X": an outlet may be named by common words.
    let isOutlet = editors.contains(tokens[head].word)
    var end = title.lowerBound
    while end < head, tokens[end].kind == .word {
      // "Truro and Falmouth MP X"
      if tokens[end].word == and, end > title.lowerBound, end + 1 < head {
        end += 1
        continue
      }
      guard tokens[end].has(.capitalised) else { break }
      let f = features[tokens[end].word]
      if ranks.contains(tokens[end].word) || !f.isDisjoint(with: [.courtesyTitle, .formerWord]) {
        break
      }
      if !f.isDisjoint(with: [.titleModifier, .anyNoun, .adjective]),
        !(isCompany && end > title.lowerBound), !isOutlet,
        // "ACT Leader X", "Apple CEO X"
        !tokens[end].has(.allCaps) || tokens[title.upperBound - 1].has(.allCaps),
        !(end == title.lowerBound
          && bareNames.opensOffice(end, tokens, end..<tokens.count))
      {
        break
      }
      end += 1
    }
    guard end > title.lowerBound,
      // Those of this run were added last.
      !mentions.list.suffix(256).contains(where: {
        $0.first < end && $0.last > title.lowerBound
      })
    else { return }
    let words = Array(title.lowerBound..<end)
    // "Says President Ruiz", in a headline
    let opener = features[tokens[words[0]].word]
    guard opener.isDisjoint(with: [.roleNoun, .anyGivenName, .notName]),
      !(opener.contains(.verbThird) && opener.contains(.cueVerb))
    else { return }
    registerName(
      Run(first: title.lowerBound, last: end), words, isPerson: false, document, &mentions)
  }

  /// "Central Asia Javier Colomina": common words before a given name are no part of the name.
  func withoutCommonWords(_ name: Run, _ words: [Int], _ document: Document) -> Run {
    let tokens = document.tokens
    guard words.count >= 3, features[tokens[words[0]].word].isDisjoint(with: .anyGivenName),
      let given = words.dropFirst().first(where: { features.has(tokens[$0].word, .anyGivenName) }),
      given + 1 < name.last,
      words.contains(where: {
        $0 < given && features.has(tokens[$0].word, [.anyNoun, .adjective, .notName])
      })
    else { return name }
    return Run(first: given, last: name.last)
  }

  func registerName(
    _ name: Run, _ words: [Int], isPerson: Bool, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    var ids = words.map { plain(tokens[$0].word, document.text($0), &mentions) }
    while ids.count > 1, let last = ids.last, features.has(last, .nameSuffix) { ids.removeLast() }
    if isPerson, ids.count > 1, let last = ids.last {
      mentions.familyNames.insert(last)
      if !features.has(ids[0], .anyGivenName), tokens[words[0]].end - tokens[words[0]].start < 6 {
        // "Park said" after Park Geun-hye
        mentions.familyNames.insert(ids[0])
      }
    }
    let index: Int
    if let known = mentions.index.named(ids.last ?? .none).first(where: {
      sameName(mentions.entities[$0].words, ids)
    }) {
      index = known
      if ids.count > mentions.entities[index].words.count {
        mentions.rename(index, cleanName(name, document, isPerson: true), words: ids)
      }
      if isPerson && mentions.entities[index].kind == .unknown {
        mentions.entities[index].kind = .person
      }
    } else if ids.count > 1,
      let known = misspeltPerson(
        given: ids[0], family: words[words.count - 1], count: ids.count, document, mentions)
    {
      index = known
    } else {
      var entity = Entity(
        kind: isPerson ? .person : .unknown, name: cleanName(name, document, isPerson: isPerson),
        words: ids)
      entity.firstToken = name.first
      if features.has(ids[0], .femaleName), !features.has(ids[0], .maleName) {
        entity.gender = .female
      }
      if features.has(ids[0], .maleName), !features.has(ids[0], .femaleName) {
        entity.gender = .male
      }
      index = mentions.add(entity)
    }
    note(index, Run(first: name.first, last: postNominalsEnd(name.last, document)), &mentions)
  }

  /// One past the letters of degrees and honours behind a name: `Tom Hill, QC`, `Ann Roe MP`.
  private func postNominalsEnd(_ end: Int, _ document: Document) -> Int {
    let tokens = document.tokens
    var last = end
    while last < tokens.count {
      let k = tokens[last].kind == .comma ? last + 1 : last
      guard k < tokens.count, tokens[k].kind == .word, tokens[k].has(.capitalised),
        postNominals.contains(tokens[k].word),
        // "Croydon MP Ann Hill": the office of whom the next words name.
        k > last || k + 1 >= tokens.count || !isCapital(tokens[k + 1]),
        // "Ann Hill, MP for Leeds"
        k + 1 >= tokens.count || !of.contains(tokens[k + 1].word)
      else { break }
      last = k + 1
    }
    return last
  }

  /// One word for the spellings of a name with and without accents: the one that came first.
  func plain(_ word: WordID, _ text: ArraySlice<UInt8>, _ mentions: inout Mentions)
    -> WordID
  {
    guard mentions.hasAccents else { return word }
    let key = LetterFolding.folded(String(decoding: text, as: UTF8.self))
    if let known = mentions.plainWords[key] { return known }
    mentions.plainWords[key] = word
    return word
  }

  /// The words of one name end the other, or the first and the last agree.
  private func sameName(_ a: [WordID], _ b: [WordID]) -> Bool {
    guard let lastA = a.last, let lastB = b.last, lastA == lastB else { return false }
    let short = a.count <= b.count ? a : b
    let long = a.count <= b.count ? b : a
    if Array(long.suffix(short.count)) == short { return true }
    return a.count > 1 && b.count > 1
      && (a[0] == b[0] || nicknames[a[0]] == b[0] || nicknames[b[0]] == a[0])
  }

  /// A name as the text has it, line breaks and suffixes set right; of a person in capitals as
  /// `CURTIS MAYHEW` in lower case after the first letters.
  func cleanName(_ name: Run, _ document: Document, isPerson: Bool = false) -> String {
    var bytes: [UInt8] = []
    var previousEnd: Int32 = -1
    let isShouted =
      isPerson && name.last - name.first > 1
      && (name.first..<name.last).allSatisfy {
        let token = document.tokens[$0]
        return token.kind != .word || token.has(.allCaps) || token.has(.singleLetter)
      }
    for k in name.first..<name.last {
      let token = document.tokens[k]
      if previousEnd >= 0, token.start > previousEnd { bytes.append(0x20) }
      for (place, byte) in document.text(k).enumerated() {
        bytes.append(isShouted && place > 0 && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
      previousEnd = token.end
    }
    if features.has(document.tokens[name.last - 1].word, .nameSuffix),
      name.last < document.tokens.count,
      document.tokens[name.last].kind == .period, !document.tokens[name.last].has(.spaceBefore)
    {
      // Joseph R. Biden, Jr.
      bytes.append(0x2E)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func registerBody(
    _ name: Run, _ runParties: [(index: Int, at: Int)], _ run: Run, _ span: SentenceSpan,
    _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    let name = withoutFaculty(name, document)
    let ids = (name.first..<name.last).filter { tokens[$0].kind == .word }.map { tokens[$0].word }
    let index: Int
    if let known = mentions.index.named(ids.first ?? .none).first(where: {
      mentions.entities[$0].kind == .institution && sameBody(mentions.entities[$0].words, ids)
    }) {
      index = known
      if ids.count > mentions.entities[index].words.count {
        mentions.rename(
          index, cleanName(withoutLegalForm(name, document), document), words: ids)
      }
    } else {
      var entity = Entity(
        kind: .institution, name: cleanName(withoutLegalForm(name, document), document), words: ids)
      entity.firstToken = name.first
      index = mentions.add(entity)
    }
    mentions.entities[index].mentions += 1
    mentions.list.append(Mention(first: name.first, last: name.last, referent: .entity(index)))
    if mentions.entities[index].party < 0, !isCivil(name, document),
      ids.contains(where: { features.has($0, .governmentBody) }) || isStateBody(ids)
    {
      // "Azerbaijan's Foreign Ministry", "the Ministry of Foreign Affairs of Azerbaijan".
      if let party = runParties.first(where: { parties.isState($0.index) })?.index
        ?? runParties.first(where: {
          $0.at == name.first && parties.kinds[$0.index] == "territory"
        })?.index
        ?? partyAfter(name.last, span, document, mentions)
      {
        mentions.entities[index].party = party
      }
      mentions.entities[index].holdsOffice = true
    }
    if mentions.entities[index].party < 0, outposts.contains(tokens[name.last - 1].word),
      let owner = runParties.first(where: { $0.at == name.first }),
      !parties.isState(owner.index), !parties.isPoliticalParty(owner.index)
    {
      mentions.entities[index].party = owner.index
    }
    if mentions.entities[index].party < 0, name.first > 0,
      tokens[name.first - 1].kind == .possessive,
      affiliation.stateOrgans.contains(tokens[name.last - 1].word),
      let owner = runParties.last(where: { $0.at < name.first }), parties.isState(owner.index)
    {
      // "Russia's Investigative Committee"
      mentions.entities[index].party = owner.index
    }
    if mentions.entities[index].party < 0,
      let owner = governmentAfter(name, runParties, run, document)
    {
      mentions.entities[index].party = owner
    }
    registerAcronym(after: name.last, span, document, index, &mentions)
  }

  /// "the Commercial Office of the Chinese Embassy": a part of what is a state's.
  private func governmentAfter(
    _ name: Run, _ runParties: [(index: Int, at: Int)], _ run: Run, _ document: Document
  ) -> Int? {
    let tokens = document.tokens
    guard name.last + 1 < run.last, of.contains(tokens[name.last].word),
      let owner = runParties.first(where: { $0.at > name.last && $0.at <= name.last + 2 }),
      parties.isState(owner.index),
      (owner.at..<min(run.last, owner.at + 4)).contains(where: {
        features.has(tokens[$0].word, .governmentBody)
      })
    else { return nil }
    return owner.index
  }

  /// "Welsh Local Government Association": its head noun tells that it is of no government.
  func isCivil(_ name: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    let end = (name.first..<name.last).first { of.contains(tokens[$0].word) } ?? name.last
    return end > name.first && affiliation.civilBodies.contains(tokens[end - 1].word)
  }

  /// "Istanbul Culture University Faculty of Law" is the university.
  private func withoutFaculty(_ name: Run, _ document: Document) -> Run {
    let tokens = document.tokens
    if let mark = (name.first..<name.last).first(where: { tokens[$0].kind == .possessive }),
      mark > name.first + 1,
      features.has(tokens[mark - 1].word, .institutionHead),
      !tokens[mark - 1].has(.allCaps), mark + 2 < name.last
    {
      // "Atlantic Council's Rafik Hariri Center" is the council.
      return Run(first: name.first, last: mark)
    }
    guard
      let part = (name.first..<name.last).first(where: {
        affiliation.universityParts.contains(tokens[$0].word)
      }), part > name.first + 1, affiliation.isUniversity(tokens[part - 1].word)
    else { return name }
    return Run(first: name.first, last: part)
  }

  /// `Equifax Inc` is Equifax.
  private func withoutLegalForm(_ name: Run, _ document: Document) -> Run {
    var run = name
    while run.last - run.first > 1,
      features.has(document.tokens[run.last - 1].word, .legalForm)
        || document.tokens[run.last - 1].kind == .period
        // "Wells Fargo & Co."
        || isAmpersand(run.last - 1, document) || document.tokens[run.last - 1].word == and
    { run.last -= 1 }
    return run
  }

  private func sameBody(_ a: [WordID], _ b: [WordID]) -> Bool {
    a == b || (a.count >= 2 && b.count >= 2 && (a.starts(with: b) || b.starts(with: a)))
  }

  /// `(ICO)` right after a name.
  private func registerAcronym(
    after i: Int, _ span: SentenceSpan, _ document: Document, _ entity: Int,
    _ mentions: inout Mentions
  ) {
    guard i + 2 < span.last, document.tokens[i].kind == .bracketOpen,
      document.tokens[i + 1].has(.allCaps), document.tokens[i + 2].kind == .bracketClose
    else {
      // "CEI (Italian Episcopal Conference)"
      let first = mentions.entities[entity].firstToken
      if i < span.last, document.tokens[i].kind == .bracketClose, first > span.first + 1,
        document.tokens[first - 1].kind == .bracketOpen, document.tokens[first - 2].has(.allCaps)
      {
        mentions.acronyms[document.tokens[first - 2].word] = entity
      }
      return
    }
    mentions.acronyms[document.tokens[i + 1].word] = entity
  }

  /// "of Azerbaijan" after a name.
  private func partyAfter(
    _ i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: Mentions
  ) -> Int? {
    guard i + 1 < span.last, of.contains(document.tokens[i].word) else { return nil }
    let next = document.tokens[i + 1].word == the ? i + 2 : i + 1
    for mention in mentions.list.reversed().prefix(4) where mention.first == next {
      if case .party(let party) = mention.referent { return party }
    }
    return nil
  }

  func note(_ index: Int, _ name: Run, _ mentions: inout Mentions) {
    mentions.entities[index].mentions += 1
    mentions.list.append(Mention(first: name.first, last: name.last, referent: .entity(index)))
  }

  /// A word that no lexicon knows, with what follows names: "Northwind said", "Northwind sued",
  /// "Northwind's".
  func isUnknownName(_ run: Run, _ document: Document) -> Bool {
    guard run.last < document.tokens.count, !features.isKnown(document.tokens[run.first].word)
    else { return false }
    let next = document.tokens[run.last]
    // "Bombastic conservative talk show host": a common word before another.
    if next.kind == .word, !next.has(.capitalised), features.has(next.word, .adjective),
      features[next.word].isDisjoint(
        with: [.modal, .have, .be, .reportingPast, .titleModifier, .titleHead])
    {
      return false
    }
    // "Kharkiv regional governor"
    let isField =
      features.has(next.word, .titleModifier) && !next.has(.capitalised)
      && run.last + 1 < document.tokens.count
      && features.has(document.tokens[run.last + 1].word, .titleHead)
    // "Northwind sees prices rising"
    let isPresent = features.has(next.word, .verbThird) && !features.has(next.word, .nounPlural)
    if opensOfficeOfBody(run.last, document) { return true }
    return next.kind == .possessive || isField || isPresent && !next.has(.capitalised)
      || features.has(
        next.word,
        [
          .reportingPast, .cueVerb, .verbPast, .modal, .have, .be, .roleNoun, .titleHead,
          .institutionHead,
        ])
  }

  /// `marketing director Ann Lee`, `FX analyst Ann Lee`: common words, an office that bodies have, a name.
  private func opensOfficeOfBody(_ first: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    var k = first
    while k + 1 < tokens.count, k < first + 5 {
      guard tokens[k].kind == .hyphen || tokens[k].kind == .word else { return false }
      let f = features[tokens[k].word]
      let next = tokens[k + 1]
      if affiliation.reader.words.officesOfBodies.contains(tokens[k].word), next.kind == .word,
        next.has(.capitalised), !next.has(.allCaps), f.isDisjoint(with: .nounPlural)
      {
        return features[next.word].isDisjoint(with: .function)
      }
      guard
        tokens[k].kind == .hyphen || tokens[k].has(.allCaps)
          || !tokens[k].has(.capitalised)
            && !f.isDisjoint(with: [.anyNoun, .adjective, .titleModifier])
            && f.isDisjoint(with: .function)
          || k + 1 < tokens.count && next.kind == .hyphen
      else { return false }
      k += 1
    }
    return false
  }
}
