internal import Rules

/// Whether a name is one of a person or of a body.
extension MentionFinder {
  /// A ministry, party, company: the name holds the head noun of a body.
  func isBody(_ name: Run, _ document: Document) -> Bool {
    var found = false
    for k in name.first..<name.last where document.tokens[k].kind == .word {
      let f = features[document.tokens[k].word]
      if !f.isDisjoint(with: [.institutionHead, .companySuffix]) {
        // A family name that is also a body ("Banks", "House") after a given name.
        if k > name.first, features.has(document.tokens[k - 1].word, .anyGivenName),
          name.last - name.first == 2
        {
          continue
        }
        if isFamilyNameOfBody(k, in: name, document) { continue }
        found = true
      }
    }
    return found
  }

  func isGovernment(_ name: Run, _ document: Document) -> Bool {
    (name.first..<name.last).contains { features.has(document.tokens[$0].word, .governmentBody) }
      || isStateBody((name.first..<name.last).map { document.tokens[$0].word })
  }

  /// "Permanent Mission", "High Commission", "Armed Forces", "Joint Chiefs of Staff".
  func isStateBody(_ words: [WordID]) -> Bool {
    words.indices.dropFirst().contains { k in
      guard stateBodyHeads.contains(words[k]) else { return false }
      let before = k > 1 && of.contains(words[k - 1]) ? k - 2 : k - 1
      return stateBodyModifiers.contains(words[before])
    }
  }

  /// The head noun of a body stands last, or before `of` and `for`: "Information Commissioner's
  /// Office", "Office of the Prosecutor", not "Police Commissioner Jane Doe".
  func endsInBody(_ name: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    for k in name.first..<name.last where tokens[k].kind == .word {
      guard features.has(tokens[k].word, [.institutionHead, .companySuffix]) else { continue }
      if isFamilyNameOfBody(k, in: name, document) { continue }
      if k + 1 >= name.last || of.contains(tokens[k + 1].word) { return true }
    }
    return false
  }

  /// "Tim Steel", "MP Lena Banks": a family name that is also a word for bodies, behind a given name or,
  /// where an office stands before it, any name.
  private func isFamilyNameOfBody(_ k: Int, in name: Run, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard k + 1 == name.last, k > name.first, surnameBodies.contains(tokens[k].word),
      tokens[k - 1].kind == .word, !tokens[k - 1].has(.allCaps)
    else { return false }
    let given = features[tokens[k - 1].word]
    if !given.isDisjoint(with: .anyGivenName) { return given.isDisjoint(with: .adjective) }
    guard k - 2 >= 0, !features.isKnown(tokens[k - 1].word) else { return false }
    let before = tokens[k - 2].kind == .period && k - 3 >= 0 ? tokens[k - 3] : tokens[k - 2]
    return features.has(before.word, [.titleHead, .courtesyTitle])
  }

  func looksPersonal(
    _ name: Run, _ words: [Int], _ span: SentenceSpan, _ document: Document, _ tags: [Tag]
  ) -> Bool {
    let tokens = document.tokens
    guard words.count <= 5 else { return false }
    // "Keller Slams Webb": a headline.
    if words.count > 3,
      words.dropFirst().dropLast().contains(where: {
        features.has(tokens[$0].word, .anyVerb)
          && features[tokens[$0].word].isDisjoint(with: [.anyGivenName, .particle])
      })
    {
      return false
    }
    if features.has(tokens[words[0]].word, .anyGivenName) { return true }
    if words.dropFirst().contains(where: { tokens[$0].has(.singleLetter) }) { return true }
    if words.contains(where: {
      features.has(tokens[$0].word, .particle) && !tokens[$0].has(.capitalised)
    }) {
      return true
    }
    // Common words make a body or a place.
    if words.contains(where: {
      features.has(tokens[$0].word, [.anyNoun, .adjective])
        && !features.has(tokens[$0].word, .anyGivenName)
    }) {
      return false
    }
    // "X, 45, said", "X, a lawyer,"; or the subject of a verb of saying.
    let after = name.last
    if after < span.last, features.has(tokens[after].word, .reportingPast) { return true }
    if after + 1 < span.last, tokens[after].kind == .comma,
      tokens[after + 1].kind == .number
        || features.has(tokens[after + 1].word, [.determiner, .roleNoun, .relative])
    {
      return true
    }
    if name.first > span.first, features.has(tokens[name.first - 1].word, .reportingPast) {
      return true
    }
    return false
  }
}
