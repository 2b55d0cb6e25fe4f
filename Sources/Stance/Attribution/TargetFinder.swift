internal import Rules

/// Whom an act is aimed at: whose words are refuted, who is praised, criticised or accused, to whom
/// a commitment is made.
///
/// Forms: the object of a stance verb (`thanked Kazakhstan`), its possessor (`rejected Armenia's
/// claims`), its agent (`condemned the attack by X`), the subject of a judging predicate (`X's
/// actions are unacceptable`), what a commitment goes to (`ready to help X`, `assured X`).
struct TargetFinder {
  let features: WordFeatures
  /// Verbs that accuse; their label is the default one.
  let accusing: WordSet
  /// Prepositions before a place or a matter, never before a target.
  let placing: WordSet

  init(_ features: WordFeatures, _ file: RuleFile) {
    self.features = features
    accusing = Inflection.words(of: "accusing_verbs", in: file, as: .verb, features.vocabulary)
    placing = features.vocabulary.known("in at on near into during within under than")
  }

  /// The targets of a draft, in text order; none where the words name no other side.
  ///
  /// - Complexity: Linear in the sentence.
  func targets(
    of draft: Draft, isDefault: Bool, _ analysis: SentenceAnalysis, _ resolver: ReferenceResolver,
    _ document: Document, _ tags: [Tag]
  ) -> [String] {
    func first(in range: Range<Int>) -> [String]? {
      self.first(in: range, draft.side, resolver, document, tags)
    }
    if isDefault {
      guard draft.report >= 0,
        analysis.reports[draft.report].cueTokens.contains(where: {
          accusing.contains(document.tokens[$0].word)
        })
      else { return [] }
    }
    let syntax = analysis.syntax
    let report = draft.report >= 0 ? analysis.reports[draft.report] : nil
    if let report, !report.addressee.isEmpty,
      let found = first(in: report.addressee)
    {
      return found
    }
    guard let ground = draft.grounds.first, !ground.tokens.isEmpty else { return [] }
    if let report, ground.tokens == report.cueTokens || ground.tokens.overlaps(report.cueTokens) {
      // The cue itself is the stance: its object.
      guard let content = report.contents.first else { return [] }
      if report.mode != .stance, !report.frame.isDisjoint(with: [.that, .bare, .quote, .whether]) {
        // "denied accusations by Sudan that": what its clause hangs on.
        guard !report.frame.isDisjoint(with: [.that, .bare]),
          report.cueTokens.upperBound < content.lowerBound
        else { return [] }
        return first(in: report.cueTokens.upperBound..<content.lowerBound) ?? []
      }
      return first(in: content) ?? []
    }
    guard syntax.range.contains(ground.tokens.lowerBound) else { return [] }
    let clause = syntax.clauses[syntax.clause(of: ground.tokens.lowerBound)]
    if clause.subject >= 0 {
      let noun = syntax.nouns[clause.subject]
      let end = max(noun.last, min(ground.tokens.lowerBound, noun.last + 8))
      if let found = first(in: noun.first..<end) { return found }
    }
    if let report, report.frame == .quote,
      let content = report.contents.first(where: { $0.contains(ground.tokens.lowerBound) })
    {
      // In what is quoted the subject is what stands before: "Turkey's claims are baseless".
      var start = ground.tokens.lowerBound
      while start > content.lowerBound,
        document.tokens[start - 1].kind.isWordLike
          || document.tokens[start - 1].kind == .possessive
      { start -= 1 }
      if let found = first(in: start..<ground.tokens.lowerBound) {
        return found
      }
    }
    let end = min(clause.last, syntax.range.upperBound)
    guard ground.tokens.lowerBound < end else { return [] }
    return first(in: ground.tokens.lowerBound..<end) ?? []
  }

  /// The first other side named in a stretch and those joined to it.
  private func first(
    in range: Range<Int>, _ own: Side, _ resolver: ReferenceResolver, _ document: Document,
    _ tags: [Tag]
  ) -> [String]? {
    let tokens = document.tokens
    var found: [String] = []
    var lastEnd = -1
    var k = range.lowerBound
    while k < range.upperBound {
      guard let mention = resolver.mentions.mention(at: k) else {
        if tags[k] == .relative || tags[k] == .subordinator { break }
        k += 1
        continue
      }
      defer { k = max(mention.last, k + 1) }
      if lastEnd >= 0 {
        let joined = (lastEnd..<mention.first).allSatisfy {
          tokens[$0].kind == .comma || tags[$0] == .coordinator
            || tags[$0] == .determiner
        }
        guard joined else { break }
      } else if isPlace(mention, range, tokens) {
        continue
      }
      guard let name = name(mention, own, resolver) else { continue }
      if !found.contains(name) { found.append(name) }
      lastEnd = mention.last
    }
    return found.isEmpty ? nil : found
  }

  private func isPlace(_ mention: Mention, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    // "outrage at Albania's decision"
    if mention.last < tokens.count, tokens[mention.last].kind == .possessive { return false }
    var before = mention.first - 1
    if before > 0, features.has(tokens[before].word, .determiner) { before -= 1 }
    return before >= range.lowerBound && placing.contains(tokens[before].word)
  }

  private func name(_ mention: Mention, _ own: Side, _ resolver: ReferenceResolver) -> String? {
    switch mention.referent {
    case .party(let party):
      if own.partyIndices.contains(party) { return nil }
      return resolver.parties.names[party]
    case .entity(let entity):
      if own.entities.contains(entity) { return nil }
      let e = resolver.mentions.entities[entity]
      // A place or a thing by all that is known.
      if e.kind == .unknown, e.party < 0, e.body < 0 { return nil }
      let name = resolver.partyName(of: entity).name
      return own.parties.contains(name) ? nil : name
    }
  }
}
