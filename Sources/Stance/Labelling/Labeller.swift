internal import Rules

/// Predicates and rule matches to acts, by the order of decisions.
struct Labeller {
  let features: WordFeatures
  let file: RuleFile
  let finder: PredicateFinder
  /// Index of the default label.
  let defaultLabel: Int
  /// What a test of the rules file changes.
  var trial = RuleTrial()
  private let ownSubject: [Bool]
  /// Rules whose subject must be of the speaker's own side.
  private let ownSideOnly: [Bool]
  private let would: WordID
  /// What makes `would` a wish: "would like", "would be happy".
  private let politeVerbs: WordSet
  /// What makes a perfect a thing not done: "could have refused".
  private let unrealModals: WordSet
  private let questionVerbs: WordSet
  /// What makes an act a duty: "we must reject hate".
  private let dutyModals: WordSet
  /// Acts that nobody performs by saying that they are due.
  private let dutyVerbs: WordSet
  /// What is a plan only while it is present: "we were going to", "I was prepared to".
  private let planWords: WordSet
  /// What makes `not` more than it denies: "not only".
  private let adding: WordSet
  private let not: WordID
  private let i: WordID

  init(features: WordFeatures, file: RuleFile) {
    self.features = features
    self.file = file
    finder = PredicateFinder(features: features)
    defaultLabel = file.labels.firstIndex { $0.isDefault } ?? 0
    would = features.vocabulary.number(of: "would")
    unrealModals = features.vocabulary.known("could would might")
    dutyModals = features.vocabulary.known("must should ought")
    dutyVerbs = Inflection.words(of: "duty_verbs", in: file, as: .verb, features.vocabulary)
    questionVerbs = Inflection.words(
      of: "question_verbs", in: file, as: .verb, features.vocabulary)
    planWords = Inflection.words(of: "plan_words", in: file, as: .verb, features.vocabulary)
    politeVerbs = features.vocabulary.known("like love be welcome")
    not = features.vocabulary.number(of: "not")
    i = features.vocabulary.number(of: "i")
    adding = features.vocabulary.known("only just merely simply solely")
    ownSideOnly = file.rules.map { rule in
      guard let subject = rule.subject?.value else { return false }
      return Self.names("#Own", in: subject) && !Self.names("#Other", in: subject)
    }
    ownSubject = file.rules.map { rule in
      guard let subject = rule.subject?.value else { return true }
      return Self.names("#Own", in: subject) || Self.names("#Actor", in: subject)
    }
  }

  /// Whether a pattern names a class.
  ///
  /// By bytes: the library's search for a phrase would be a tenth of the start.
  private static func names(_ tokenClass: String, in pattern: String) -> Bool {
    guard pattern.utf8.contains(UInt8(ascii: "#")) else { return false }
    let text = Array(pattern.utf8)
    let name = Array(tokenClass.utf8)
    guard text.count >= name.count else { return false }
    return (0...text.count - name.count).contains { text[$0...].starts(with: name) }
  }

  /// What is judged: a report, or an uncued sentence as a report without cue.
  struct Utterance {
    var report: Report
    var index: Int
    /// The syntax that the content was parsed in.
    var syntax: Syntax
    var mayDefault: Bool
    /// Heads of reports inside the content, whose own contents are margins.
    var nested: [Report]
    var order: Int
  }

  /// The acts of one utterance.
  func acts(
    _ utterance: Utterance, _ document: Document, _ tags: [Tag], _ matcher: inout Matcher
  ) -> [Draft] {
    let report = utterance.report
    let tokens = document.tokens
    var predicates = finder.predicates(
      of: report.contents, frame: report.frame, utterance.syntax, tokens, tags)
    if !utterance.nested.isEmpty {
      for index in predicates.indices {
        predicates[index].tokens.removeAll { token in
          // A report of others is a margin; what a side says of its own acts is its predicate.
          utterance.nested.contains {
            !$0.isOwn && !trial.ignoresSubject && $0.holds(token) && !$0.cueTokens.contains(token)
          }
        }
      }
    }
    matcher.trace?.begin(report: utterance.index)
    let whole = wholeMatches(
      report, predicates.first, utterance, document, tags, &matcher)
    var stance: CandidateLabel?
    if case .label(let label) = report.label, !report.isNegated, trial.rule == nil,
      report.verb < 0 || report.frame == .quote
        || !isUnreal(report.verb, utterance.syntax)
          && !isDuty(report.verb, report.cueTokens, utterance.syntax, document)
    {
      stance = CandidateLabel(
        label: label, weight: report.weight, length: report.cueTokens.count, fileOrder: -1,
        ground: Ground(id: cueID(report), tokens: report.cueTokens))
      matcher.trace?.note(
        cue: cueID(report), label: label, weight: report.weight, report.cueTokens)
    }
    var drafts: [Draft] = []
    func add(_ candidate: CandidateLabel, isDefault: Bool, _ position: Int) {
      if drafts.contains(where: { $0.label == candidate.label }) { return }
      drafts.append(
        Draft(
          label: candidate.label, weight: candidate.weight, report: utterance.index,
          side: report.side, mode: report.mode, grounds: [candidate.ground],
          order: utterance.order * 1000 + position, contents: report.contents,
          isDefault: isDefault))
    }
    if predicates.isEmpty { predicates = [Predicate()] }
    var unmatchedFirst = false
    for (position, predicate) in predicates.enumerated() {
      matcher.trace?.begin(predicate: position, predicate.tokens)
      var best = bestMatch(predicate, report, utterance, document, tags, &matcher)
      if let inner = utterance.nested.first(where: { $0.verb >= 0 && $0.verb == predicate.verb }) {
        // The main predicate is itself a report: the speaker's own act, or told of another.
        if !inner.isOwn, !trial.ignoresSubject {
          best = nil
          matcher.trace?.remark(.toldOfAnother)
        } else if case .label(let label) = inner.label, !inner.isNegated, trial.rule == nil,
          stance == nil, !isUnreal(inner.verb, utterance.syntax),
          !isDuty(inner.verb, inner.cueTokens, utterance.syntax, document),
          !isAsked(report, document),
          !isPastPlan(inner.verb, inner.cueTokens, report, utterance.syntax, document, tags)
        {
          // Under a stance cue it is what is denied or praised, no act.
          let own = CandidateLabel(
            label: label, weight: inner.weight, length: inner.cueTokens.count, fileOrder: -1,
            ground: Ground(id: cueID(inner), tokens: inner.cueTokens))
          matcher.trace?.note(
            cue: cueID(inner), label: label, weight: inner.weight, inner.cueTokens)
          if best.map({ !$0.beats(own) }) ?? true { best = own }
        }
      }
      if position == 0 {
        for candidate in whole where best.map({ candidate.beats($0) }) ?? true { best = candidate }
        if let stance, best.map({ !$0.beats(stance) }) ?? true { best = stance }
      } else if stance != nil {
        // What a stance verb governs is its matter, not further acts of the speaker.
        if let found = best, let stance, !(found.weight > stance.weight) {
          best = nil
          matcher.trace?.remark(.governed)
        }
      }
      if let best {
        add(best, isDefault: false, position)
      } else if position == 0 {
        unmatchedFirst = predicates.count == 1 || !isAnnouncement(predicate, document, tags)
      }
    }
    if unmatchedFirst || drafts.isEmpty, utterance.mayDefault {
      let ground = Ground(
        id: "default",
        tokens: report.cueTokens.isEmpty ? (report.contents.first ?? 0..<0) : report.cueTokens)
      let fallback = CandidateLabel(
        label: defaultLabel, weight: 0, length: 0, fileOrder: 0, ground: ground)
      if drafts.isEmpty {
        add(fallback, isDefault: true, 0)
      } else if !drafts.contains(where: { $0.label == defaultLabel }) {
        // The first predicate is a claim where a later one is another act.
        drafts.insert(
          Draft(
            label: defaultLabel, weight: 0, report: utterance.index, side: report.side,
            mode: report.mode, grounds: [ground], order: utterance.order * 1000,
            contents: report.contents, isDefault: true), at: 0)
      }
    }
    return drafts
  }

  /// "Our answer is clear: we will stay", "Make no mistake: they lied": a few words that only
  /// announce what the colon opens.
  private func isAnnouncement(_ predicate: Predicate, _ document: Document, _ tags: [Tag]) -> Bool {
    guard let last = predicate.tokens.last, last + 1 < document.tokens.count,
      document.tokens[last + 1].kind == .colon, predicate.tokens.count <= 4
    else { return false }
    return tags[predicate.first] == .be || predicate.subject < 0
  }

  private func cueID(_ report: Report) -> String {
    if report.cue >= 0 { return file.cues[report.cue].id.value }
    if report.pattern >= 0 { return file.attributionPatterns[report.pattern].id.value }
    return "default"
  }

  // MARK: Zones

  /// Matches in the cue, the whole content, cue and content, and the sentence.
  private func wholeMatches(
    _ report: Report, _ first: Predicate?, _ utterance: Utterance, _ document: Document,
    _ tags: [Tag], _ matcher: inout Matcher
  ) -> [CandidateLabel] {
    var found: [CandidateLabel] = []
    let tokens = document.tokens
    var cue: [Int] = []
    if !report.cueTokens.isEmpty {
      var end = report.cueTokens.upperBound
      // Modifiers between the verb and what it takes: "noted with satisfaction that".
      if let content = report.contents.first, content.lowerBound > end,
        content.lowerBound - end < 12
      {
        end = content.lowerBound
      }
      var start = report.cueTokens.lowerBound
      while start > 0, tags[start - 1] == .adverb, !tokens[start].has(.paragraphBefore) {
        start -= 1
      }
      while end < tokens.count, tags[end] == .adverb, !tokens[end].has(.paragraphBefore) {
        end += 1
      }
      cue = Array(start..<end)
    }
    if !cue.isEmpty { collect(.cue, cue, -1, report, document, tags, &matcher, &found) }
    var content: [Int] = []
    if mayMatch(.content, report.contents, matcher) || mayMatch(.speech, report.contents, matcher)
      || matcher.mayMatch(.zone(.speech), in: cue)
    {
      content.reserveCapacity(report.contents.reduce(0) { $0 + $1.count })
      for range in report.contents {
        for token in range where !report.cueTokens.contains(token) { content.append(token) }
      }
    }
    if !content.isEmpty {
      collect(.content, content, -1, report, document, tags, &matcher, &found)
      // Without a cue the main predicate is what is done by speaking.
      let spoken = cue.isEmpty ? (first?.tokens ?? content) : cue + content
      let others = found.count
      collect(.speech, spoken, -1, report, document, tags, &matcher, &found)
      // "has rejected every offer", told of another: an offer is none of the speaker's either.
      if let first, !trial.ignoresSubject,
        let told = utterance.nested.first(where: {
          $0.verb >= 0 && $0.verb == first.verb && !$0.isOwn
        })
      {
        let range = told.cueTokens.lowerBound..<told.end
        for k in found.indices[others...].reversed()
        where found[k].ground.tokens.clamped(to: range) == found[k].ground.tokens {
          found.remove(at: k)
        }
      }
    }
    let range = utterance.syntax.range
    if !range.isEmpty, mayMatch(.sentence, [range], matcher) {
      collect(.sentence, Array(range), -1, report, document, tags, &matcher, &found)
    }
    return found
  }

  /// Whether rules may match in a zone of some stretches or of a part of them; a trace tells also
  /// where nothing matched.
  private func mayMatch(_ zone: Zone, _ stretches: [Range<Int>], _ matcher: Matcher) -> Bool {
    matcher.trace != nil || stretches.contains { matcher.mayMatch(.zone(zone), in: $0) }
  }

  private func bestMatch(
    _ predicate: Predicate, _ report: Report, _ utterance: Utterance, _ document: Document,
    _ tags: [Tag], _ matcher: inout Matcher
  ) -> CandidateLabel? {
    guard !predicate.tokens.isEmpty else { return nil }
    var found: [CandidateLabel] = []
    collect(
      .predicate, predicate.tokens, 0, report, document, tags, &matcher, &found,
      predicate: predicate, syntax: utterance.syntax)
    return found.reduce(nil as CandidateLabel?) { best, next in
      best.map { next.beats($0) ? next : $0 } ?? next
    }
  }

  /// The words of "not only".
  func isAdding(_ t: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    if adding.contains(tokens[t].word) { return t > 0 && tokens[t - 1].word == not }
    return tokens[t].word == not && t + 1 < tokens.count && adding.contains(tokens[t + 1].word)
  }

  /// The words that patterns see of a stretch of tokens.
  private func zone(_ list: [Int], _ document: Document, _ tags: [Tag]) -> [ZoneToken] {
    var zone: [ZoneToken] = []
    zone.reserveCapacity(list.count)
    for t in list {
      let token = document.tokens[t]
      switch token.kind {
      case .word where isAdding(t, document):
        // "is not only an insult but a crime": both are said.
        break
      case .word, .number, .possessive:
        zone.append(ZoneToken(token: Int32(t), isBreak: isClauseBreak(t, document, tags)))
      case .comma:
        zone.append(ZoneToken(token: Int32(t), isBreak: isClauseBreak(t, document, tags)))
      case .hyphen, .slash, .symbol, .bracketOpen, .bracketClose: break
      case .period
      where t + 1 < document.tokens.count && !document.tokens[t + 1].has(.paragraphBefore)
        && !document.tokens[t].has(.spaceAfter):
        break
      case .quoteOpen, .quoteClose, .quoteNeutral:
        let q = t < document.quotationOfToken.count ? Int(document.quotationOfToken[t]) : -1
        if q >= 0, document.quotations[q].isSpeech, !zone.isEmpty {
          zone.append(ZoneToken(token: Int32(t), isBreak: true))
        }
      case .period:
        // A full stop inside is an abbreviation's; at the end it is nothing.
        break
      default: zone.append(ZoneToken(token: Int32(t), isBreak: true))
      }
    }
    while let last = zone.last {
      let kind = document.tokens[Int(last.token)].kind
      guard !kind.isWordLike && kind != .comma else { break }
      zone.removeLast()
    }
    return zone
  }

  /// A comma or a conjunction before a new subject and finite verb.
  private func isClauseBreak(_ t: Int, _ document: Document, _ tags: [Tag]) -> Bool {
    guard tags[t] == .coordinator || document.tokens[t].kind == .comma else { return false }
    var k = t + 1
    let limit = min(document.tokens.count, t + 9)
    var hasNoun = false
    while k < limit {
      switch tags[k] {
      case .noun, .properNoun, .pronoun: hasNoun = true
      case .determiner, .possessive, .adjective, .adverb, .number, .possessiveMark, .coordinator:
        break
      case .modal, .be, .have, .do, .verbPast, .verbPresent: return hasNoun
      case .mark where document.tokens[k].kind == .hyphen: break
      default: return false
      }
      k += 1
    }
    return false
  }

  private func collect(
    _ entry: Zone, _ list: [Int], _ position: Int, _ report: Report, _ document: Document,
    _ tags: [Tag], _ matcher: inout Matcher, _ found: inout [CandidateLabel],
    predicate: Predicate? = nil, syntax: Syntax? = nil
  ) {
    // A trace tells also where nothing matched.
    guard matcher.trace != nil || matcher.mayMatch(.zone(entry), in: list) else { return }
    let zone = zone(list, document, tags)
    guard !zone.isEmpty else { return }
    var matches: [RuleMatch] = []
    matcher.run(.zone(entry), over: zone, into: &matches)
    matcher.trace?.see(entry, zone)
    if matcher.trace != nil { noteKilled(entry, zone, matches, &matcher) }
    for match in matches {
      let rule = Int(match.owner)
      if let only = trial.rule, only != rule, rule < trial.firstProbe { continue }
      if rule == trial.leftOutRule { continue }
      let hasSubject = file.rules[rule].subject != nil
      if hasSubject, !trial.ignoresSubject,
        !subjectHolds(rule, predicate, report, syntax, document, tags, &matcher)
      {
        note(match, .otherSubject, entry, zone, &matcher)
        continue
      }
      if hasSubject,
        isConditional(match, zone, report, document)
          || ownSideOnly[rule]
            && (isUnreal(predicate, syntax) || isAsked(report, document)
              || isDuty(predicate, match, zone, syntax, document)
              || isPastPlan(predicate, match, zone, report, syntax, document, tags))
      {
        note(match, .conditional, entry, zone, &matcher)
        continue
      }
      var label = file.rules[rule].label
      if !trial.ignoresNegation,
        isNegated(match, zone, document, tags, matcher)
          || hasNegativeSubject(predicate, syntax, document)
      {
        label = file.rules[rule].negated
      }
      guard case .label(let index) = label else {
        note(match, .negated, entry, zone, &matcher)
        continue
      }
      note(match, .counts, entry, zone, &matcher, label: index)
      // A probe tells what would match, and decides nothing.
      if rule >= trial.firstProbe { continue }
      // A speech zone puts the cue first, whatever the order of the text.
      var first = Int(zone[Int(match.start)].token)
      var last = first
      for element in zone[Int(match.start)..<Int(match.end)] {
        first = min(first, Int(element.token))
        last = max(last, Int(element.token))
      }
      found.append(
        CandidateLabel(
          label: index, weight: file.rules[rule].weight, length: Int(match.end - match.start),
          fileOrder: rule,
          ground: Ground(id: file.rules[rule].id.value, tokens: first..<last + 1)))
    }
  }

  /// `would` in one's own words is no future.
  ///
  /// "We would build it if we could"; reported, it is one.
  private func isConditional(
    _ match: RuleMatch, _ zone: [ZoneToken], _ report: Report, _ document: Document
  ) -> Bool {
    guard report.frame == .quote || report.cueTokens.isEmpty else { return false }
    let first = Int(zone[Int(match.start)].token)
    guard document.tokens[first].word == would, match.start + 1 < match.end else { return false }
    return !politeVerbs.contains(document.tokens[Int(zone[Int(match.start) + 1].token)].word)
  }

  /// "We could have rejected the offer": what was not done.
  private func isUnreal(_ predicate: Predicate?, _ syntax: Syntax?) -> Bool {
    guard let predicate, let syntax, predicate.verb >= 0 else { return false }
    return isUnreal(predicate.verb, syntax)
  }

  private func isUnreal(_ verb: Int, _ syntax: Syntax) -> Bool {
    let group = syntax.verbs[verb]
    return group.isPerfect && !group.isNegated && unrealModals.contains(group.modal)
  }

  /// "We must reject hate", "we should promise them better": an appeal, where "I must reject that" is
  /// the act.
  private func isDuty(
    _ verb: Int, _ matched: Range<Int>, _ syntax: Syntax, _ document: Document
  ) -> Bool {
    let group = syntax.verbs[verb]
    guard dutyModals.contains(group.modal), matched.contains(group.head),
      dutyVerbs.contains(document.tokens[group.head].word)
    else { return false }
    let subject = syntax.clauses[group.clause].subject
    return subject < 0 || document.tokens[syntax.nouns[subject].head].word != i
  }

  private func isDuty(
    _ predicate: Predicate?, _ match: RuleMatch, _ zone: [ZoneToken], _ syntax: Syntax?,
    _ document: Document
  ) -> Bool {
    guard let predicate, let syntax, predicate.verb >= 0, match.start < match.end else {
      return false
    }
    let matched = Int(zone[Int(match.start)].token)..<Int(zone[Int(match.end) - 1].token) + 1
    return isDuty(predicate.verb, matched, syntax, document)
  }

  private func isPastPlan(
    _ predicate: Predicate?, _ match: RuleMatch, _ zone: [ZoneToken], _ report: Report,
    _ syntax: Syntax?, _ document: Document, _ tags: [Tag]
  ) -> Bool {
    guard let predicate, let syntax, predicate.verb >= 0, match.start < match.end else {
      return false
    }
    let matched = Int(zone[Int(match.start)].token)..<Int(zone[Int(match.end) - 1].token) + 1
    return isPastPlan(predicate.verb, matched, report, syntax, document, tags)
  }

  /// "We were going to close", "I had planned to sell": in one's own words a past plan binds nobody.
  ///
  /// Told by others, "were going to" is what they said then: "said they were going to close". The
  /// plan must be in the match: "we wanted to thank you" is thanks.
  private func isPastPlan(
    _ verb: Int, _ matched: Range<Int>, _ report: Report, _ syntax: Syntax, _ document: Document,
    _ tags: [Tag]
  ) -> Bool {
    let group = syntax.verbs[verb]
    guard group.isPast, group.modal == .none else { return false }
    let isOwnWords = report.frame == .quote || report.cueTokens.isEmpty
    guard isOwnWords || group.isPerfect else { return false }
    var plan = group.head
    if tags[plan] == .be {
      // "was always prepared to"
      plan = group.last
      while plan < syntax.range.upperBound, tags[plan] == .adverb { plan += 1 }
    }
    return matched.contains(plan) && planWords.contains(document.tokens[plan].word)
  }

  /// "Who will pay for it?", "asked how they would pay": nobody promises anything.
  private func isAsked(_ report: Report, _ document: Document) -> Bool {
    if report.frame == .whether, !report.cueTokens.isEmpty,
      questionVerbs.contains(document.tokens[report.head].word)
    {
      return true
    }
    guard let last = report.contents.last?.last else { return false }
    var token = last
    while token > last - 3, token > 0, document.tokens[token].kind != .question {
      if document.tokens[token].kind == .word { return false }
      token -= 1
    }
    return document.tokens[token].kind == .question
  }

  // MARK: Traces

  private func note(
    _ match: RuleMatch, _ outcome: MatchTrace.Outcome, _ entry: Zone, _ zone: [ZoneToken],
    _ matcher: inout Matcher, label: Int = -1
  ) {
    guard let place = matcher.trace?.place else { return }
    func tokens(_ range: Range<Int>) -> Range<Int> {
      let tokens = zone[range].map { Int($0.token) }
      return (tokens.min() ?? 0)..<(tokens.max() ?? -1) + 1
    }
    var captures: [(name: String, tokens: Range<Int>)] = []
    for item in matcher.items(match) {
      guard case .capture(let name) = item.kind, item.start < item.end else { continue }
      captures.append(
        (matcher.captureName(name), tokens(Int(item.start)..<Int(item.end))))
    }
    matcher.trace?.note(
      MatchTrace.Entry(
        place: place, zone: entry, rule: Int(match.owner), pattern: Int(match.pattern),
        tokens: tokens(Int(match.start)..<Int(match.end)), length: Int(match.end - match.start),
        label: label, outcome: outcome, captures: captures))
  }

  /// Notes the matches that would be there without `unless`.
  private func noteKilled(
    _ entry: Zone, _ zone: [ZoneToken], _ matches: [RuleMatch], _ matcher: inout Matcher
  ) {
    guard !matcher.ignoresExclusions else { return }
    matcher.ignoresExclusions = true
    var all: [RuleMatch] = []
    matcher.run(.zone(entry), over: zone, into: &all)
    matcher.ignoresExclusions = false
    for match in all {
      let isAlive = matches.contains {
        $0.owner == match.owner && $0.start == match.start && $0.end == match.end
      }
      if !isAlive { note(match, .killed, entry, zone, &matcher) }
    }
  }

  // MARK: Subjects

  private func subjectHolds(
    _ rule: Int, _ predicate: Predicate?, _ report: Report, _ syntax: Syntax?,
    _ document: Document, _ tags: [Tag], _ matcher: inout Matcher
  ) -> Bool {
    guard let predicate, let syntax else { return ownSubject[rule] }
    if predicate.clauseSubject >= 0 {
      return matcher.subjectMatches(
        rule: rule, over: zone([predicate.clauseSubject], document, tags), head: 0)
    }
    guard predicate.subject >= 0 else {
      return predicate.isOwnSubject ? ownSubject[rule] : false
    }
    let noun = syntax.nouns[predicate.subject]
    if ownSideOnly[rule], isForeign(noun, matcher) { return false }
    let end = max(noun.last, min(predicate.subjectEnd, noun.last + 12))
    let list = zone(Array(noun.first..<end), document, tags)
    guard let head = list.firstIndex(where: { Int($0.token) == noun.head }) else { return false }
    return matcher.subjectMatches(rule: rule, over: list, head: head)
  }

  /// `the Chinese government`, `Iran's army`, `the union`, said by somebody else: a body of another
  /// side.
  private func isForeign(_ noun: NounPhrase, _ matcher: Matcher) -> Bool {
    var isForeign = matcher.isMarked(noun.head, .other)
    for token in noun.first..<noun.head {
      if matcher.isMarked(token, .own) { return false }
      if matcher.isMarked(token, .other) { isForeign = true }
    }
    return isForeign && !matcher.isMarked(noun.head, .own)
  }

  // MARK: Negation

  /// `Nobody was grateful`, `no one has disproved it`: the subject negates its predicate.
  private func hasNegativeSubject(
    _ predicate: Predicate?, _ syntax: Syntax?, _ document: Document
  ) -> Bool {
    guard let predicate, let syntax, predicate.subject >= 0 else { return false }
    let noun = syntax.nouns[predicate.subject]
    return noun.preposition < 0
      && features.has(document.tokens[noun.first].word, .negator)
  }

  /// Whether a negator that no item of the pattern names has the match in its scope.
  private func isNegated(
    _ match: RuleMatch, _ zone: [ZoneToken], _ document: Document, _ tags: [Tag],
    _ matcher: Matcher
  ) -> Bool {
    let start = Int(match.start)
    let end = Int(match.end)
    var k = end - 1
    var reach = 0
    while k >= 0 {
      let token = Int(zone[k].token)
      if k < start {
        // Leftwards out of the match up to a clause break.
        if zone[k].isBreak { return false }
        reach += 1
        if reach > 8 { return false }
      }
      if features.has(document.tokens[token].word, .negator), document.tokens[token].kind == .word {
        let isNamed = k >= start && matcher.names(match, k)
        if !isNamed {
          if features.has(document.tokens[token].word, .determiner) {
            // `no`, `neither`: the noun phrase after it.
            return phraseReaches(from: k, to: max(start, k + 1), zone, tags)
          }
          return true
        }
      }
      k -= 1
    }
    return false
  }

  private func phraseReaches(from k: Int, to start: Int, _ zone: [ZoneToken], _ tags: [Tag]) -> Bool
  {
    var n = k + 1
    while n < start {
      let tag = tags[Int(zone[n].token)]
      guard
        tag == .adjective || tag == .noun || tag == .adverb || tag == .properNoun
          || tag == .verbParticiple
      else { return false }
      n += 1
    }
    return true
  }
}
