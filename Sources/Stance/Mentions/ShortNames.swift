internal import Rules

/// Family names, bare titles and acronyms, joined to the full names of the text.
extension MentionFinder {
  /// No other name of the document holds the given name.
  private func isOnlyName(_ word: WordID, of index: Int, _ mentions: Mentions) -> Bool {
    !mentions.index.named(word).contains {
      $0 != index && mentions.entities[$0].words.contains(word)
    }
  }

  /// "Delta" after Delta Airlines.
  func opensBodyName(_ word: WordID, _ mentions: Mentions) -> Bool {
    mentions.index.named(word).contains {
      let entity = mentions.entities[$0]
      return entity.kind == .institution && entity.words.count > 1 && entity.words.first == word
    }
  }

  /// One capitalised word: a family name, an acronym, the short form of a body, or a name alone.
  func resolveShort(
    _ run: Run, _ document: Document, isTitled: Bool, _ middleCapitals: WordSet,
    _ mentions: inout Mentions
  ) {
    let tokens = document.tokens
    let words = (run.first..<run.last).filter { tokens[$0].kind == .word }
    guard let lastWord = words.last.map({ plain(tokens[$0].word, document.text($0), &mentions) })
    else { return }
    let isFamilyName = mentions.familyNames.contains(lastWord)
    if features.has(lastWord, .notName), !(isTitled && isFamilyName),
      words.count > 1 || !opensBodyName(lastWord, mentions),
      // "ACT leader X"
      !(words.count == 1 && tokens[words[0]].has(.allCaps)
        && bareNames.opensOffice(words[0], tokens, words[0]..<tokens.count))
    {
      return
    }
    if features.has(lastWord, [.month, .weekday]) {
      // "Sun said" after "Sun Jianguo"; not "on May 5".
      let isDate = run.last < tokens.count && tokens[run.last].kind == .number
      guard !isDate, tokens[run.first].end - tokens[run.first].start < 5,
        mentions.index.named(lastWord).contains(where: {
          let entity = mentions.entities[$0]
          return entity.kind != .institution && entity.words.count > 1
            && (entity.words.first == lastWord || entity.words.last == lastWord)
        })
      else { return }
    }
    if words.count == 1, tokens[words[0]].has(.allCaps),
      let party = mentions.partyAcronyms[lastWord]
    {
      mentions.list.append(
        Mention(
          first: run.first, last: run.last, referent: party.referent, nameKind: party.nameKind,
          isAmbiguous: party.isAmbiguous))
      return
    }
    var best = -1
    for index in mentions.index.named(lastWord) {
      let entity = mentions.entities[index]
      if entity.kind == .institution {
        if entity.words.first == lastWord, words.count == 1, entity.words.count <= 3,
          run.first == 0 || !affiliation.mainBody.isPlace(after: tokens[run.first - 1].word),
          entity.words.dropFirst().contains(where: {
            features.has($0, [.companySuffix, .institutionHead])
          })
        {
          best = index
          // "American" for American Airlines is too short a name.
          if !demonyms.contains(lastWord) {
            mentions.entities[index].shortName = cleanName(run, document)
          }
        }
      } else if entity.words.last == lastWord,
        // "China Economics" is nobody of Harbour Economics.
        entity.kind == .person || isTitled || entity.words.count == 1
          || features[lastWord].isDisjoint(with: .nounPlural)
          || !features.has(lastWord, .nounSingular)
      {
        best = index
        if entity.words.count > 1 { break }
      } else if best < 0, words.count == 1, entity.words.count > 1,
        isTitled || features[lastWord].isDisjoint(with: .anyGivenName)
          || entity.kind == .person && isOnlyName(lastWord, of: index, mentions),
        // "Park" of Park Geun-hye, "Jinhe" of Jinhe Beverage, not "Google" before its Google Earth.
        entity.words.first == lastWord
          && (entity.kind == .person || entity.firstToken < run.first
            || !features.isKnown(entity.words[1])
            || features.has(entity.words[1], .anyGivenName))
          || entity.words.count > 2 && entity.words.dropFirst().dropLast().contains(lastWord)
      {
        // Spanish family names are the middle ones: Camila Restrepo Duarte.
        // Family names come first in Chinese, Korean, Vietnamese and Hungarian.
        best = index
      }
    }
    if best < 0, let acronym = mentions.acronyms[lastWord] { best = acronym }
    if best < 0, words.count == 1, features.has(lastWord, .institutionHead), !isTitled,
      !tokens[words[0]].has(.allCaps)
    {
      // "the Commission": a body named in full elsewhere, else a common noun.
      best =
        mentions.index.named(lastWord).last {
          mentions.entities[$0].kind == .institution
            && mentions.entities[$0].words.contains(lastWord)
        } ?? -1
      if best < 0 { return }
    }
    if best < 0, words.count == 1, tokens[words[0]].has(.allCaps) {
      best = bodyWithInitials(document.text(words[0]), mentions) ?? -1
    }
    if best < 0, words.count == 1, !tokens[words[0]].has(.allCaps),
      let person = misspeltPerson(words[0], document, mentions)
    {
      best = person
    }
    if best < 0 {
      let isInitial =
        document.tokens[run.first].has(.paragraphBefore)
        || run.first > 0 && !document.tokens[run.first - 1].kind.isWordLike
          && document.tokens[run.first - 1].kind != .comma
      let isBare = bareNames.isName(run.first, tokens, run.first..<tokens.count)
      if isInitial, !isTitled, !isBare, words.count == 1, !middleCapitals.contains(lastWord),
        !document.tokens[run.first].has(.allCaps), !isUnknownName(run, document)
      {
        // Any word is capitalised at the start of a sentence.
        return
      }
      if words.allSatisfy({ features.has(document.tokens[$0].word, [.anyNoun, .adjective]) }),
        !isTitled, !isBare, !middleCapitals.contains(lastWord) || isInitial
      {
        return
      }
      var entity = Entity(
        kind: isTitled ? .person : .unknown, name: cleanName(run, document),
        words: words.map { tokens[$0].word })
      entity.firstToken = run.first
      best = mentions.add(entity)
    }
    note(best, run, &mentions)
  }
}
