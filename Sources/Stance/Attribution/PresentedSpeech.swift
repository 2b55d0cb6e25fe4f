internal import Rules

/// Speech that no verb of saying tells: what its subject is ready to say, and words behind a colon.
extension ReportFinder {
  /// Whether the subject of an infinitive does what it tells: `took the floor to thank`, `was quick to
  /// blame`, `did not hesitate to condemn`, `was the first minister to call`; not `is expected to`.
  func takesFloor(before vg: VerbGroup, _ syntax: Syntax, _ document: Document, _ tags: [Tag])
    -> Bool
  {
    guard
      let v = syntax.clauses[vg.clause].verbs.last(where: { syntax.verbs[$0].last <= vg.first }),
      syntax.verbs[v].form == .finite
    else { return false }
    let host = syntax.verbs[v]
    let word = document.tokens[host.head].word
    if words.hesitates(word) { return host.isNegated }
    guard !host.isNegated else { return false }
    if host.isPassive { return words.compels(word) }
    if words.opensSpeech(word) { return true }
    guard features.has(word, .be) || words.feels(word), vg.first >= 2,
      tags[vg.first - 1] == .toInfinitive || tags[vg.first] == .toInfinitive
    else { return false }
    let end = tags[vg.first] == .toInfinitive ? vg.first : vg.first - 1
    // "quick to", "among the first to", "one of the few countries to"
    return host.last < end
      && (words.isReady(document.tokens[end - 1].word)
        || (host.last..<end).contains { words.isFirst(document.tokens[$0].word) })
  }

  /// Whether a gerund behind `by` or `in` is what the subject says: `reacted to the news by praising`,
  /// `joined Norway in condemning`, `wasted no time in blaming`.
  func takesFloor(by vg: VerbGroup, _ syntax: Syntax, _ document: Document) -> Bool {
    guard
      let v = syntax.clauses[vg.clause].verbs.last(where: { syntax.verbs[$0].last <= vg.first }),
      syntax.verbs[v].form == .finite, !syntax.verbs[v].isNegated
    else { return false }
    let host = syntax.verbs[v]
    let word = document.tokens[host.head].word
    guard document.tokens[vg.first - 1].word == words.by else { return words.unites(word) }
    guard words.bracketsSpeech(word) else { return false }
    let object = syntax.noun(of: vg.first - 2)
    // "ended the war by signing" is no speech; "began his speech by thanking" is.
    return host.last == vg.first - 1
      || object >= 0
        && (syntax.nouns[object].preposition >= 0
          || words.isMedium(document.tokens[syntax.nouns[object].head].word))
  }

  /// `X had this to say: "..."`, `Her verdict on the plan: "..."`: the subject, or the possessor, of
  /// what stands before the colon.
  func presentedSpeech(
    _ view: SentenceView, _ document: Document, _ tags: [Tag], _ syntax: Syntax, _ reports: [Report]
  ) -> [Report] {
    let start = view.range.lowerBound
    return view.speech.compactMap { speech in
      guard speech.lowerBound > start + 1, document.tokens[speech.lowerBound - 1].kind == .colon,
        !reports.contains(where: {
          $0.label != .none && $0.cueTokens.lowerBound < speech.upperBound
        })
      else { return nil }
      let before = start..<speech.lowerBound - 1
      let main = syntax.verbs.indices.first {
        let verb = syntax.verbs[$0]
        return verb.form == .finite && before.contains(verb.first)
          && syntax.clauses[verb.clause].kind == .main && syntax.clauses[verb.clause].subject >= 0
      }
      let noun =
        main.map { syntax.clauses[syntax.verbs[$0].clause].subject }
        ?? syntax.nouns.indices.first { syntax.nouns[$0].preposition < 0 }
      guard let noun, before.contains(syntax.nouns[noun].head) else { return nil }
      let phrase = syntax.nouns[noun]
      var report = Report(cueTokens: phrase.head..<phrase.head + 1, head: phrase.head)
      if let main {
        let verb = syntax.verbs[main]
        report = Report(cueTokens: verb.first..<before.upperBound, head: verb.head)
        report.verb = main
        report.clause = verb.clause
      }
      report.contents = [speech]
      report.frame = .quote
      report.mode = .direct
      let word = document.tokens[phrase.head].word
      if let mark = (phrase.first..<phrase.head).last(where: {
        tags[$0] == .possessiveMark || tags[$0] == .possessive
      }) {
        report.source = tags[mark] == .possessive ? mark..<mark + 1 : phrase.first..<mark
        report.sourceHeads = [tags[mark] == .possessive ? mark : mark - 1]
        return report
      }
      guard main != nil,
        tags[phrase.head] == .properNoun || tags[phrase.head] == .pronoun && word != words.it
          || features.has(word, [.roleNoun, .titleHead, .collective, .institutionHead])
      else { return nil }
      report.source = phrase.first..<phrase.last
      report.sourceHeads = [phrase.head]
      return report
    }
  }
}
