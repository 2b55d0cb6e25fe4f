internal import Rules

/// What a run holds: titles, names and bodies, cut from each other.
extension MentionFinder {
  func analyse(
    _ run: Run, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ partyAt: [Int: (end: Int, name: PartyTable.Name)], _ mentions: inout Mentions,
    _ deferred: inout [Run], _ titledNames: inout Set<Int>
  ) {
    let tokens = document.tokens
    let run = withoutSeat(run, span, tokens)
    // Parties inside the run, and the last of them.
    var segments: [Run] = []
    var start = run.first
    var k = run.first
    var runParties: [(index: Int, at: Int)] = []
    var acronyms: [Run] = []
    while k < run.last {
      if let party = partyAt[k], k == start, isPrefixed(k, tokens) {
        // "the pro-EU Civic Platform", "pro-Russian separatists": for whom somebody is, not who.
        start = party.end
        k = party.end
        continue
      }
      if let party = partyAt[k], k == start, let body = mentions.list.last, body.last == k,
        body.first >= run.first, namesBranch(body, party, run, tokens)
      {
        mentions.list[mentions.list.count - 1].last = party.end
        start = party.end
        k = party.end
        continue
      }
      if let party = partyAt[k] {
        // "Georgia Meloni", "Washington Post": an ambiguous name before a capital is part of it.
        let goesOn =
          party.end < run.last && isCapital(tokens[party.end]) && party.name.isAmbiguous
          && !isOfOffice(k, party.end, run, tokens)
          && features[tokens[party.end].word].isDisjoint(with: [
            .titleHead, .titleModifier, .institutionHead,
          ])
          && !(parties.isPoliticalParty(party.name.party)
            && isMember(from: party.end, run, document))
        var insideName =
          k > start && tokens[k - 1].kind == .word && isCapital(tokens[k - 1])
          && features.has(tokens[k - 1].word, .anyGivenName)
        if party.end == k + 1, k > run.first, isCapital(tokens[k - 1]),
          party.name.kind == .name, party.end + 1 == run.last, isCapital(tokens[party.end]),
          features.has(tokens[k - 1].word, .titleHead), !features.isKnown(tokens[party.end].word)
        {
          // "Defense Minister Israel Katz"
          insideName = true
        }
        if party.end == k + 1,
          isFamilyName(
            k, from: run.first, isCity: party.name.kind == .capital, document, mentions)
        {
          insideName = true
        }
        if k > start + 1, isInBodyName(k, party.end, party.name.kind, from: start, run, document) {
          insideName = true
        }
        // "The Lagos State APC" is the party there.
        if !parties.isPoliticalParty(party.name.party),
          endsName(k, party.end, party.name.kind, from: start, run, span, document)
        {
          insideName = true
        }
        if isShortBody(k, party.end, party.name.kind, document, mentions) {
          deferred.append(Run(first: k, last: party.end))
          start = party.end
          k = party.end
          continue
        }
        if party.end == k + 1, k == start + 1,
          party.name.kind == .capital
            || party.name.kind == .demonym && party.end == run.last
              && hasTitleBefore(start, span, document),
          tokens[k - 1].kind == .word, isCapital(tokens[k - 1]), !tokens[k - 1].has(.allCaps),
          !features.isKnown(tokens[k - 1].word)
        {
          // "Valeska Paris": a given name that no lexicon holds.
          insideName = true
        }
        if party.name.kind == .title, party.end == k + 1 {
          // "Darnell Pope", and "Pope" after him.
          insideName =
            insideName
            || k > start && isCapital(tokens[k - 1]) && !features.isKnown(tokens[k - 1].word)
            || mentions.index.named(tokens[k].word).contains {
              let entity = mentions.entities[$0]
              return entity.words.count > 1 && entity.words.last == tokens[k].word
                && entity.kind != .institution
            }
        }
        // "Mississippi Emergency Management Agency": a province is part of the name of its body.
        let rest = beforeOffice(Run(first: party.end, last: run.last), tokens)
        let namesBody =
          party.end < run.last && isCapital(tokens[party.end]) && endsInBody(rest, document)
          // "the British Foreign Office"
          && !(party.name.kind == .demonym && partyAt[party.end]?.name.kind == .seat)
          && (parties.kinds[party.name.party] == "territory"
            || (party.name.kind == .name || party.name.kind == .demonym
              || party.name.kind == .capital && k == run.first)
              && !isGovernment(rest, document))
        if k > start, party.end > k + 1, let owner = partyAt[start], owner.end == k,
          parties.kinds[owner.name.party] == "territory",
          features.has(tokens[k].word, .governmentBody)
        {
          // "the Texas Department of Education"
          k = party.end
          continue
        }
        if party.end > k + 1,
          k > run.first || k > 0 && mentions.list.last?.last == k,
          let before = mentions.list.last, before.last == k,
          case .party(let owner) = before.referent, owner != party.name.party,
          parties.isState(owner) || parties.kinds[owner] == "territory",
          features.has(tokens[k].word, .governmentBody)
        {
          // "the Victorian Department of Education" is not that of the United States.
          registerBody(
            Run(first: k, last: party.end), [(owner, before.first)], run, span, document, &mentions)
          start = party.end
          k = party.end
          continue
        }
        if isFieldOfOffice(k, party.end, party.name, run, tokens) {
          k = party.end
          continue
        }
        if namesBody, parties.kinds[party.name.party] == "territory",
          (rest.first..<rest.last).contains(where: { tokens[$0].word == ministry })
        {
          // "the Ontario Ministry of Education" speaks for Ontario.
          runParties.append((party.name.party, k))
        }
        if namesBody,
          parties.kinds[party.name.party] == "organization"
            || parties.kinds[party.name.party] == "union",
          outposts.contains(tokens[rest.last - 1].word)
        {
          // "the OSCE Mission" speaks for the OSCE.
          runParties.append((party.name.party, k))
        }
        if k > start, opensBankName(k, party, from: start, run, tokens) { insideName = true }
        // "General Motors Corp."
        let formEnd = isCompanyName(party.name) ? legalFormEnd(party.end, run, tokens) : party.end
        if !goesOn && !insideName
          && (!namesBody || formEnd > party.end || isPaired(k, party.end, partyAt, tokens))
        {
          mentions.list.append(
            Mention(
              first: k, last: formEnd, referent: .party(party.name.party),
              nameKind: party.name.kind, isAmbiguous: party.name.isAmbiguous))
          runParties.append((party.name.party, k))
          notePartyAcronym(after: formEnd, span, document, &mentions)
          if k > start { segments.append(Run(first: start, last: k)) }
          start = formEnd
          k = formEnd
          continue
        }
      }
      // "Biden's Call": what a person owns is no part of the name, but "Coroner's Office" is.
      if tokens[k].kind == .possessive, tags[k] != .properNoun, k > start,
        !opensCollege(k - 1, run.last, document),
        !endsInBody(Run(first: start, last: run.last), document)
      {
        segments.append(Run(first: start, last: k))
        start = k + 1
      }
      // "NSGK Vytautas Bakas": an acronym before a name is a body.
      if k == start, tokens[k].has(.allCaps), k + 2 < run.last, isCapital(tokens[k + 1]),
        !tokens[k + 1].has(.allCaps), isCapital(tokens[k + 2]), !tokens[k + 2].has(.allCaps),
        features[tokens[k].word].isDisjoint(with: [.titleHead, .titleModifier]),
        !endsInBody(Run(first: start, last: run.last), document)
      {
        acronyms.append(Run(first: k, last: k + 1))
        start = k + 1
      }
      k += 1
    }
    for acronym in acronyms {
      registerBody(acronym, [], run, span, document, &mentions)
    }
    if start < run.last { segments.append(Run(first: start, last: run.last)) }
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      nameIn(
        trimmed(withoutHeadlineVerb(segment, span, tokens), tokens, tags), isLast: isLast,
        runParties,
        run, span, document, tags, &mentions,
        &deferred, &titledNames)
    }
  }

  private func isPrefixed(_ k: Int, _ tokens: [Token]) -> Bool {
    k > 1 && tokens[k - 1].kind == .hyphen && !tokens[k].has(.spaceBefore)
      && sidingPrefixes.contains(tokens[k - 2].word)
  }

  /// A listed body that is no state's.
  private func isCompanyName(_ name: PartyTable.Name) -> Bool {
    name.kind == .name && parties.kinds[name.party] == "organization"
  }

  /// One past the legal forms behind a name: `Motor Co.`, `Corp`.
  private func legalFormEnd(_ first: Int, _ run: Run, _ tokens: [Token]) -> Int {
    var k = first
    var end = first
    while k < run.last, isCapital(tokens[k]) || tokens[k].kind == .period {
      guard
        tokens[k].kind == .period || k == first
          || features.has(tokens[k].word, .legalForm)
      else { return first }
      k += 1
      if features.has(tokens[k - 1].word, .legalForm) { end = k }
    }
    return end
  }

  /// "Royal Bank of Canada", "National Bank of Canada": another bank than the one listed.
  private func opensBankName(
    _ k: Int, _ party: (end: Int, name: PartyTable.Name), from start: Int, _ run: Run,
    _ tokens: [Token]
  ) -> Bool {
    party.end - k > 2 && isCompanyName(party.name) && of.contains(tokens[k + 1].word)
      && placeNamed.contains(tokens[k].word) && isCapital(tokens[k - 1])
      && bankOpeners.contains(tokens[k - 1].word)
  }

  /// "State Police" of "Ohio State Police Captain X": a body in front of an office.
  private func beforeOffice(_ run: Run, _ tokens: [Token]) -> Run {
    guard
      let office = (run.first..<run.last).dropFirst().first(where: {
        features.has(tokens[$0].word, .titleHead)
          && features.has(tokens[$0 - 1].word, .institutionHead)
      })
    else { return run }
    return Run(first: run.first, last: office)
  }

  /// "Labour Minister", "Labour Department": what an office is for, no political party.
  private func isFieldOfOffice(
    _ k: Int, _ end: Int, _ name: PartyTable.Name, _ run: Run, _ tokens: [Token]
  ) -> Bool {
    guard end == k + 1, end < run.last, name.isAmbiguous, parties.isPoliticalParty(name.party),
      features.has(tokens[k].word, .titleModifier)
    else { return false }
    if tokens[end].word == and, end + 2 < run.last, isCapital(tokens[end + 1]) {
      // "Health, Labour and Welfare Minister"
      return tokens[end + 2].word == minister
    }
    guard isCapital(tokens[end]) else { return false }
    return tokens[end].word == minister || features.has(tokens[end].word, .governmentBody)
  }

  /// "Foreign Minister of Georgia Maka Botchorishvili": behind an office the state, where a whole name is left.
  private func isOfOffice(_ k: Int, _ end: Int, _ run: Run, _ tokens: [Token]) -> Bool {
    guard k > run.first + 1, of.contains(tokens[k - 1].word),
      features.has(tokens[k - 2].word, [.titleHead, .titleModifier, .anyNoun])
    else { return false }
    return (run.first..<k - 1).contains { features.has(tokens[$0].word, .titleHead) }
      && (end..<run.last).count { isCapital(tokens[$0]) } > 1
  }

  /// "Republican Lena Voss": a person's name behind the word for members of a party, not "Republican
  /// Guard", "Conservative Friends".
  private func isMember(from first: Int, _ run: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard run.last - first >= 2, isCapital(tokens[first]), isCapital(tokens[run.last - 1]),
      !endsInBody(Run(first: first, last: run.last), document)
    else { return false }
    let f = features[tokens[first].word]
    if !f.isDisjoint(with: .anyGivenName) || tokens[first].has(.singleLetter) { return true }
    return run.last - first == 2 && !features.isKnown(tokens[first].word)
      && !features.isKnown(tokens[first + 1].word) && f.isDisjoint(with: .notName)
  }

  /// "Greenpeace UK": a state right behind a listed body is the branch there.
  private func namesBranch(
    _ body: Mention, _ state: (end: Int, name: PartyTable.Name), _ run: Run, _ tokens: [Token]
  ) -> Bool {
    guard case .party(let party) = body.referent, parties.kinds[party] == "organization",
      body.nameKind == .name, state.name.kind == .name, parties.isState(state.name.party)
    else { return false }
    return state.end == run.last || tokens[state.end].kind == .possessive
  }

  /// "Dana Hill Holds a Briefing", "Marco Diaz Remarks to the Press": in a headline what follows a
  /// name is written like one.
  private func withoutHeadlineVerb(_ run: Run, _ span: SentenceSpan, _ tokens: [Token]) -> Run {
    guard span.role == .title || span.role == .heading else { return run }
    if run.last - run.first > 1, features.has(tokens[run.first].word, .verbThird),
      features.has(tokens[run.first].word, .cueVerb),
      features.has(
        tokens[run.first + 1].word, [.titleHead, .titleModifier, .anyGivenName, .courtesyTitle])
    {
      // "The Town Loses a Friend, Says President Ruiz"
      return Run(first: run.first + 1, last: run.last)
    }
    if run.last - run.first == 2, features.has(tokens[run.last - 1].word, .verbThird),
      features.has(tokens[run.last - 1].word, .cueVerb), !features.isKnown(tokens[run.first].word)
    {
      // "Ruiz Hopes Deal Will Hold"
      return Run(first: run.first, last: run.last - 1)
    }
    guard run.last - run.first > 2, run.last < span.last, tokens[run.last].kind == .word,
      features.has(tokens[run.last].word, [.determiner, .preposition, .to, .possessivePronoun])
    else { return run }
    let f = features[tokens[run.last - 1].word]
    guard !f.isDisjoint(with: [.anyVerb, .nounPlural]),
      f.isDisjoint(with: [.anyGivenName, .institutionHead, .titleHead, .companySuffix, .particle]),
      (run.first..<run.last - 1).allSatisfy({ tokens[$0].kind == .word }),
      !features.isKnown(tokens[run.last - 2].word)
    else { return run }
    return Run(first: run.first, last: run.last - 1)
  }

  /// "Ohio Senate candidate X", "Democratic House nominee X": the seat that one runs for is no body's name.
  private func withoutSeat(_ run: Run, _ span: SentenceSpan, _ tokens: [Token]) -> Run {
    guard run.last < span.last, run.last - run.first > 1,
      chambers.contains(tokens[run.last - 1].word), !tokens[run.last].has(.capitalised),
      affiliation.isCandidacy(tokens[run.last].word)
    else { return run }
    return Run(first: run.first, last: run.last - 1)
  }

  /// "Mr German", "Finance Minister Sue Essex", and "German said" after "Mike German": what names a
  /// party elsewhere is somebody's family name.
  private func isFamilyName(
    _ k: Int, from first: Int, isCity: Bool, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let tokens = document.tokens
    var before = k - 1
    if before >= first, tokens[before].kind == .period { before -= 1 }
    if before >= first {
      let f = features[tokens[before].word]
      if f.contains(.courtesyTitle) { return true }
      if before > first, features.has(tokens[before - 1].word, .titleHead),
        tokens[before].kind == .word, tokens[before].has(.capitalised),
        !tokens[before].has(.allCaps),
        f.isDisjoint(with: [
          .titleHead, .titleModifier, .institutionHead, .adjective, .anyNoun, .preposition,
        ])
      {
        return true
      }
    }
    // "Paris claims", "Paris's father" after Valeska Paris; not "in Paris".
    guard k + 1 < tokens.count,
      features.has(tokens[k + 1].word, .reportingPast)
        || isCity && !(k > 0 && affiliation.mainBody.isPlace(after: tokens[k - 1].word))
    else { return false }
    return mentions.index.named(tokens[k].word).contains {
      let entity = mentions.entities[$0]
      return entity.kind != .institution && entity.words.count > 1
        && entity.words.last == tokens[k].word
    }
  }

  /// "Bar Association of Kerala", "City University of Mogadishu", "Bank of Ireland", "Chamber of Turkish
  /// Exporters": the place belongs to the name of a body that is of no government.
  private func isInBodyName(
    _ k: Int, _ end: Int, _ kind: PartyNameKind, from start: Int, _ run: Run, _ document: Document
  ) -> Bool {
    let tokens = document.tokens
    var before = k - 1
    if before > start, tokens[before].word == the { before -= 1 }
    guard before > start, of.contains(tokens[before].word) else { return false }
    let head = features[tokens[before - 1].word]
    if kind == .demonym {
      let others: WordFeature = [.governmentBody, .titleHead]
      return end < run.last && isCapital(tokens[end]) && head.contains(.institutionHead)
        && head.isDisjoint(with: others)
        && !(end..<run.last).contains { features.has(tokens[$0].word, others) }
    }
    return affiliation.civilBodies.contains(tokens[before - 1].word)
      && head.isDisjoint(with: .titleHead)
      && (before > start + 1 || placeNamed.contains(tokens[before - 1].word))
  }

  /// "University College London", "Greenpeace UK", "Deloitte Korea": a place that ends the name of
  /// what is there.
  private func endsName(
    _ k: Int, _ end: Int, _ kind: PartyNameKind, from start: Int, _ run: Run, _ span: SentenceSpan,
    _ document: Document
  ) -> Bool {
    let tokens = document.tokens
    guard k > start, kind == .name || kind == .capital, span.role == .body,
      tokens[k - 1].kind == .word, isCapital(tokens[k - 1]), !tokens[k - 1].has(.singleLetter),
      end == run.last || tokens[end].kind == .possessive
        // "Air France-KLM"
        || tokens[end].kind == .hyphen && placeOpeners.contains(tokens[k - 1].word)
    else { return false }
    let f = features[tokens[k - 1].word]
    // "Air Canada", "Cricket Australia"
    if kind == .name, placeOpeners.contains(tokens[k - 1].word) { return true }
    let others: WordFeature = [
      .titleHead, .titleModifier, .courtesyTitle, .function, .governmentBody, .roleNoun, .adverb,
      .timeNoun, .month, .weekday, .anyGivenName,
    ]
    guard f.isDisjoint(with: others) else { return false }
    // "Cancer Research UK", "Age UK said": a noun that may be a verb takes no object here.
    if f.contains(.nounSingular), end < tokens.count,
      k - 1 > span.bodyFirst || features.has(tokens[end].word, .reportingPast)
    {
      return true
    }
    guard
      k - 1 > span.bodyFirst || !features.isKnown(tokens[k - 1].word)
        || f.contains(.nounSingular) && f.isDisjoint(with: [.adjective, .anyVerb])
    else { return false }
    // "Guards Iran": a common word in capitals is a name only beside another.
    return f.isDisjoint(with: .anyVerb) || affiliation.civilBodies.contains(tokens[k - 1].word)
  }

  /// "American said" after American Airlines: a demonym that opens the name of a body of the text.
  private func isShortBody(
    _ k: Int, _ end: Int, _ kind: PartyNameKind, _ document: Document, _ mentions: Mentions
  ) -> Bool {
    let tokens = document.tokens
    guard kind == .demonym, end == k + 1, end < tokens.count,
      features.has(tokens[end].word, .reportingPast),
      k == 0 || !features.has(tokens[k - 1].word, .determiner)
    else { return false }
    return opensBodyName(tokens[k].word, mentions)
  }

  /// "Foreign Office (FO)": another name of the listed party before the bracket.
  private func notePartyAcronym(
    after i: Int, _ span: SentenceSpan, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    guard i + 2 < span.last, tokens[i].kind == .bracketOpen, tokens[i + 1].has(.allCaps),
      tokens[i + 2].kind == .bracketClose, let party = mentions.list.last,
      party.nameKind == .name || party.nameKind == .seat
    else { return }
    mentions.partyAcronyms[tokens[i + 1].word] = party
  }

  /// "U.S.-Israel", "Armenia-Azerbaijan": two parties joined by a hyphen.
  private func isPaired(
    _ first: Int, _ end: Int, _ partyAt: [Int: (end: Int, name: PartyTable.Name)],
    _ tokens: [Token]
  ) -> Bool {
    if end < tokens.count, tokens[end].kind == .hyphen || tokens[end].kind == .slash,
      partyAt[end + 1] != nil
    {
      return true
    }
    return first > 1 && (tokens[first - 1].kind == .hyphen || tokens[first - 1].kind == .slash)
      && (max(0, first - 5)..<first - 1).contains { partyAt[$0]?.end == first - 1 }
  }

  /// Connectors, possessives and hyphens at the edges are no part of a name.
  private func trimmed(_ run: Run, _ tokens: [Token], _ tags: [Tag]) -> Run {
    var run = run
    while run.first < run.last,
      !(tokens[run.first].kind == .word && tokens[run.first].has(.capitalised))
    { run.first += 1 }
    while run.last > run.first,
      !(tokens[run.last - 1].kind == .word || tokens[run.last - 1].kind == .number
        || tokens[run.last - 1].kind == .possessive && tags[run.last - 1] == .properNoun)
        || of.contains(tokens[run.last - 1].word) || tokens[run.last - 1].word == and
        || tokens[run.last - 1].word == the
        || !tokens[run.last - 1].has(.capitalised)
          && features.has(tokens[run.last - 1].word, .preposition)
    { run.last -= 1 }
    return run
  }

  private func nameIn(
    _ segment: Run, isLast: Bool, _ runParties: [(index: Int, at: Int)], _ run: Run,
    _ span: SentenceSpan, _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ deferred: inout [Run], _ titledNames: inout Set<Int>
  ) {
    let tokens = document.tokens
    var segment = withoutPostNominals(segment, tokens)
    guard segment.first < segment.last else { return }
    if segment.last - segment.first > 1, tokens[segment.last - 1].kind == .possessive {
      // "Moody's said"
      registerBody(segment, runParties, run, span, document, &mentions)
      return
    }
    // "Posted November 23"
    if segment.last - segment.first > 1, features.has(tokens[segment.last - 1].word, .month),
      segment.last < tokens.count, tokens[segment.last].kind == .number
    {
      return
    }
    // "the All Pakistan Teachers Association", where the country was found first.
    if segment.last - segment.first == 1,
      !features[tokens[segment.first].word].isDisjoint(with: .function),
      !tokens[segment.first].has(.allCaps)
    {
      return
    }
    if segment.last - segment.first == 2, isOfContinent(segment.last - 1, segment.last, document) {
      return
    }
    // "NATO Allies", "EU Partners": a common noun for many, not their name.
    if segment.last - segment.first == 1,
      features.has(tokens[segment.first].word, .roleNounPlural), let party = mentions.list.last,
      party.last == segment.first, case .party = party.referent
    {
      return
    }
    // "the envoy, Foreign minister X": the capital belongs to the office.
    if segment.last - segment.first == 1, segment.last < span.last,
      features.has(tokens[segment.first].word, .titleModifier),
      features.has(tokens[segment.last].word, [.titleHead, .roleNoun]),
      !tokens[segment.last].has(.capitalised)
    {
      return
    }
    // "Carmaker Brandt": a common noun that opens the sentence is no part of the name.
    if segment.first == span.bodyFirst, segment.last - segment.first == 2,
      features.has(tokens[segment.first].word, .institutionHead),
      features[tokens[segment.first].word].isDisjoint(with: [.titleHead, .governmentBody]),
      !placeOpeners.contains(tokens[segment.first].word),
      !features.isKnown(tokens[segment.last - 1].word)
    {
      segment.first += 1
    }
    let opensWithOrdinal =
      segment.last - segment.first > 1
      && features[tokens[segment.first].word].isSuperset(of: [.determiner, .titleModifier])
      && features[tokens[segment.first + 1].word].isDisjoint(with: [.titleHead, .titleModifier])
    if opensWithOrdinal
      || (segment.first..<segment.last).contains(where: { isAmpersand($0, document) }),
      !opensTitle(segment, document)
    {
      // "S&P", "Marks & Spencer", "First Bus": firms.
      registerBody(segment, runParties, run, span, document, &mentions)
      return
    }
    if endsInBody(segment, document), !opensTitle(segment, document),
      !isTitledName(segment, span, document)
    {
      if (segment.first..<segment.last).count(where: { tokens[$0].kind == .word }) == 1,
        !tokens[segment.first].has(.allCaps)
      {
        // "the Fund": the short form of a body named in full.
        deferred.append(segment)
        return
      }
      registerBody(segment, runParties, run, span, document, &mentions)
      return
    }
    let split = titleEnd(segment, document)
    let name = trimmed(Run(first: split, last: segment.last), tokens, tags)
    noteOffice(segment.first..<min(split, name.first), document, &mentions)
    // "Chief Executive of Northwind": what an office is of is nobody's name.
    let isOfOffice =
      name.first > segment.first
      && (of.contains(tokens[name.first - 1].word)
        || tokens[name.first - 1].word == the && of.contains(tokens[name.first - 2].word))
    // "Spokesperson on the Death of X": what the office speaks on.
    let isTopic =
      name.first > segment.first && tokens[name.first - 1].word == the
      && features.has(tokens[name.first].word, .anyNoun)
    let titled =
      !isOfOffice && !isTopic
      && (split > segment.first || hasTitleBefore(segment.first, span, document))
    guard name.first < name.last else { return }
    let words = (name.first..<name.last).filter { tokens[$0].kind == .word }
    let body = isBody(segment, document) && !isTitledName(segment, span, document)
    if body, endsInBody(segment, document) || split == segment.first || !titled {
      if let office = (segment.first..<segment.last - 1).first(where: {
        tokens[$0].word == minister && of.contains(tokens[$0 + 1].word)
      }), !isGovernment(Run(first: office, last: segment.last), document) {
        // "Minister of Public Works" heads no works.
        return
      }
      // "The Director of the National Center for Seismology" names the centre.
      let whole = Run(first: bodyOfOffice(segment, document), last: segment.last)
      registerBody(whole, runParties, run, span, document, &mentions)
      return
    }
    registerBodyOfTitle(segment.first..<split, runParties, run, span, document, &mentions)
    registerNameOfTitle(segment.first..<split, document, &mentions)
    let core = withoutCommonWords(name, words, document)
    if core.first != name.first {
      registerName(
        core, words.filter { $0 >= core.first }, isPerson: true, document, &mentions)
      return
    }
    if span.role != .body, words.count >= 2, !titled || words.count > 2,
      let verb = headlineVerb(words, tokens)
    {
      // "Obama Vetoes Bill", "Hillary Clinton Slams Donald Trump": a headline.
      let subject = Run(first: name.first, last: words[verb - 1] + 1)
      if verb == 1 {
        deferred.append(subject)
      } else {
        registerName(subject, Array(words[..<verb]), isPerson: true, document, &mentions)
      }
      return
    }
    if words.count >= 2 {
      let isPerson = titled || looksPersonal(name, words, span, document, tags)
      if span.role != .body, !isPerson,
        features[tokens[words[0]].word].isDisjoint(with: .anyGivenName)
      {
        deferred.append(Run(first: words[words.count - 1], last: name.last))
        return
      }
      if isPerson || features[tokens[words[0]].word].isDisjoint(with: .notName) {
        registerName(
          name, words, isPerson: isPerson, document, &mentions)
        return
      }
    }
    if words.count == 1, mentions.familyNames.contains(tokens[words[0]].word),
      name.first > segment.first,
      isCourtesy(before: name.first, tokens)
        || features.has(tokens[name.first - 1].word, .titleHead)
    {
      // "Mr German", "Cllr Masters"
      titledNames.insert(name.first)
      deferred.append(name)
      return
    }
    if words.count == 1, titled, features.has(tokens[words[0]].word, .anyNoun),
      features[tokens[words[0]].word].isDisjoint(with: .anyGivenName),
      !isCourtesy(before: name.first, tokens)
    {
      // "Vice President of Global Sales"
      return
    }
    if words.count == 1, titled, features[tokens[words[0]].word].isDisjoint(with: .notName) {
      titledNames.insert(name.first)
    }
    deferred.append(name)
  }

  /// "Minister for Arts, Heritage and Culture": one office, however many fields it has.
  private func noteOffice(
    _ title: Range<Int>, _ document: Document, _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    // "Trade and Industry Minister", but "the President and Prime Minister X", "Truro and Falmouth MP X"
    let isOfFields =
      title.last.map { features.has(tokens[$0].word, .titleHead) } ?? false
      && title.dropLast().allSatisfy {
        tokens[$0].kind == .comma || tokens[$0].word == and || isFieldWord($0, tokens)
          || features.has(tokens[$0].word, .governmentBody)
      }
    guard title.contains(where: { tokens[$0].kind == .comma || tokens[$0].word == and }),
      isOfFields || title.contains(where: { of.contains(tokens[$0].word) || tokens[$0].word == on })
    else { return }
    for k in title { mentions.offices[k] = title }
  }

  /// "Tom Hill, QC", "Ann Roe MP": letters behind a name are no part of it.
  private func withoutPostNominals(_ segment: Run, _ tokens: [Token]) -> Run {
    var run = segment
    while run.last - run.first > 2, postNominals.contains(tokens[run.last - 1].word),
      tokens[run.last - 1].has(.capitalised)
    {
      run.last -= 1
      if tokens[run.last - 1].kind == .comma { run.last -= 1 }
    }
    return run
  }

  /// Where the name of a body begins behind an office of it: `Director of the National Center`.
  private func bodyOfOffice(_ segment: Run, _ document: Document) -> Int {
    let tokens = document.tokens
    var k = segment.first
    while k < segment.last,
      tokens[k].kind == .hyphen || features.has(tokens[k].word, [.titleHead, .titleModifier])
    { k += 1 }
    guard k > segment.first, features.has(tokens[k - 1].word, .titleHead), k + 1 < segment.last,
      of.contains(tokens[k].word)
    else { return segment.first }
    k += tokens[k + 1].word == the ? 2 : 1
    return k < segment.last ? k : segment.first
  }

  /// Where a verb stands among the capitals of a headline, by number of words.
  private func headlineVerb(_ words: [Int], _ tokens: [Token]) -> Int? {
    let startsWithGivenName = features.has(tokens[words[0]].word, .anyGivenName)
    return words.indices.first { k in
      k > 0 && (k == 1 || startsWithGivenName)
        && features.has(tokens[words[k]].word, .verbThird)
        && features[tokens[words[k]].word].isDisjoint(with: .anyGivenName)
    }
  }
}
