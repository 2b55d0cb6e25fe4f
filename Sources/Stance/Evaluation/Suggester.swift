package import Rules

/// Makes rules of what gold has and the rules miss, and of words in telling constructions.
///
/// Whatever it suggests was tried: a suggestion whose tests do not hold together with all rules is
/// left out.
package struct Suggester {
  /// A text, with gold where there is some.
  package struct Source: Sendable {
    package let text: [UInt8]
    package let metadata: Metadata
    package let gold: [GoldSentence]?

    package init(text: [UInt8], metadata: Metadata, gold: [GoldSentence]?) {
      self.text = text
      self.metadata = metadata
      self.gold = gold
    }
  }

  /// A sentence of gold, or of a text without it.
  private struct Case {
    let text: String
    /// Labels of gold; nil where there is none.
    let gold: Set<String>?
    let found: Set<String>
  }

  /// How often tests are tried anew after those that failed were left out.
  private static let roundCount = 4
  private static let testCount = 3
  /// A label is suggested where so much of gold agrees on it.
  private static let leastAgreement = 2.0 / 3
  private static let zones = ["predicate", "speech", "sentence"]

  private let classifier: Classifier
  private var finder: ConstructionFinder
  private var cases: [Case] = []
  /// The gold labels of sentences by their words.
  private var labels: [String: Set<String>] = [:]
  private let defaultLabel: String
  private let knownIDs: Set<String>

  /// Nothing read yet.
  package init(_ classifier: Classifier) {
    self.classifier = classifier
    finder = ConstructionFinder(classifier)
    let file = classifier.rules.file
    defaultLabel = file.labels.first { $0.isDefault }?.name.value ?? GoldFile.noLabel
    knownIDs = Set(file.rules.map(\.id.value) + file.cues.map(\.id.value))
  }

  /// Reads a text.
  ///
  /// - Throws: ``GoldFileError`` where gold sentences do not stand in it.
  package mutating func add(_ source: Source) throws(GoldFileError) {
    let reading = finder.read(source.text, source.metadata)
    guard let gold = source.gold else {
      for sentence in reading.sentences {
        cases.append(
          Case(
            text: GoldFile.oneLine(sentence.text), gold: nil,
            found: Set(sentence.acts.map(\.label))))
      }
      return
    }
    let alignment = try Alignment(
      gold: gold, text: String(decoding: source.text, as: UTF8.self), sentences: reading.sentences)
    for (sentence, partner) in zip(gold, alignment.partners) {
      let wanted = Set(sentence.acts.map(\.label))
      let text = GoldFile.oneLine(sentence.text)
      let acts = partner.map { reading.sentences[$0].acts } ?? []
      cases.append(Case(text: text, gold: wanted, found: Set(acts.map(\.label))))
      labels[text] = wanted
      if let partner { labels[GoldFile.oneLine(reading.sentences[partner].text)] = wanted }
    }
  }

  /// What the rules lack, by kind: cues, then rules of each label, the strongest first.
  ///
  /// - Parameters:
  ///   - most: Suggestions of each kind and label.
  ///   - load: Reads a rules file with these suggestions that extends the rules.
  /// - Returns: Those whose tests hold.
  package func suggestions(most: Int, load: ([SuggestedRule]) -> LoadedRuleFile) -> [SuggestedRule]
  {
    var accepted: [SuggestedRule] = []
    for group in [verbs(), nouns()] + classifier.labels.map(phrases) where !group.isEmpty {
      // More than wanted, since some will not hold.
      var wanted = Array(group.prefix(4 * most))
      var sound: [SuggestedRule] = []
      for zone in Self.zones where !wanted.isEmpty && sound.count < most {
        let tried = wanted.map { suggestion in
          var changed = suggestion
          if case .rule = suggestion.kind { changed.kind = .rule(zone: zone) }
          return changed
        }
        sound += Self.tested(tried, load)
        wanted.removeAll { suggestion in sound.contains { $0.id == suggestion.id } }
        guard case .rule = group[0].kind else { break }
      }
      let order = Dictionary(
        group.enumerated().map { ($0.element.id, $0.offset) },
        uniquingKeysWith: { first, _ in first })
      sound.sort { (order[$0.id] ?? 0) < (order[$1.id] ?? 0) }
      accepted += sound.prefix(most)
    }
    // Together they may outdo each other.
    return Self.tested(accepted, load)
  }

  // MARK: Trying

  /// Those whose tests hold, without the sentences that do not.
  private static func tested(
    _ suggestions: [SuggestedRule], _ load: ([SuggestedRule]) -> LoadedRuleFile
  ) -> [SuggestedRule] {
    var left = suggestions
    for round in 0..<roundCount where !left.isEmpty {
      let loaded = load(left)
      let ids = Dictionary(
        left.enumerated().map { ($0.element.id, $0.offset) },
        uniquingKeysWith: { first, _ in first })
      let check = RuleFileCheck(loaded, testing: left.map(\.id))
      guard let tests = check.tests else {
        left = withoutBroken(left, check.diagnostics, loaded)
        continue
      }
      if check.errorCount == 0 { return left.map(shortened) }
      for failure in tests.failures {
        guard let index = ids[failure.id] else { continue }
        switch failure.expectation {
        case .yes: left[index].yes.removeAll { $0 == failure.sentence }
        case .no: left[index].no.removeAll { $0 == failure.sentence }
        case nil: left[index].yes = []
        }
        if round == roundCount - 2 { left[index].yes = [] }
      }
      left.removeAll { $0.yes.isEmpty || $0.no.isEmpty }
    }
    return []
  }

  /// Without those in which errors stand; none where errors stand elsewhere.
  private static func withoutBroken(
    _ suggestions: [SuggestedRule], _ diagnostics: [Diagnostic], _ loaded: LoadedRuleFile
  ) -> [SuggestedRule] {
    let places = RuleFileEntry.list(loaded.json).map { ($0.name, loaded.json.range($0.node)) }
    var broken: Set<String> = []
    for problem in diagnostics where problem.severity == .error {
      for (name, range) in places where range.contains(problem.range.lowerBound) {
        broken.insert(name)
      }
    }
    let left = suggestions.filter { !broken.contains($0.id) }
    return left.count < suggestions.count ? left : []
  }

  private static func shortened(_ suggestion: SuggestedRule) -> SuggestedRule {
    var short = suggestion
    short.yes = Array(short.yes.prefix(testCount))
    short.no = Array(short.no.prefix(testCount))
    return short
  }

  // MARK: Constructions

  private func isVerb(_ word: String) -> Bool {
    classifier.features.vocabulary.find(word).map {
      classifier.features.has($0, .anyVerb)
    } ?? false
  }

  private func verbs() -> [SuggestedRule] {
    grouped(finder.verbs) { WordLemma.verb($0, isKnown: isVerb) }.compactMap { lemma, finds in
      guard isNew("suggest.cue.\(lemma)") else { return nil }
      let label = label(of: finds)
      let word = finds[0].word
      return SuggestedRule(
        kind: .cue, id: "suggest.cue.\(lemma)", label: label == defaultLabel ? nil : label,
        patterns: [lemma == word && !word.hasSuffix("e") ? word : lemma + "~v"],
        yes: unique(finds.map(\.text)),
        no: ["The guests \(word) in the hall.", "The clerk had \(word) them for years."],
        count: finds.count, score: nil,
        reason: "a name and '\(word) that', or a quotation with it")
    }
  }

  private func nouns() -> [SuggestedRule] {
    grouped(finder.nouns) { WordLemma.noun($0) }.compactMap { lemma, finds in
      let label = label(of: finds) ?? defaultLabel
      let id = "suggest.\(label).express-\(lemma)"
      guard isNew(id) else { return nil }
      let verbs = ConstructionFinder.expressingVerbs.map { $0 + "~v" }.joined(separator: "|")
      let hasLabel = self.label(of: finds) != nil
      return SuggestedRule(
        kind: .rule(zone: "speech"), id: id, label: label, patterns: ["(\(verbs)) .. \(lemma)~n"],
        yes: unique(finds.map(\.text)),
        no: [
          "The parcels held \(finds[0].word) of every kind.",
          "The train took them to the coast with \(finds[0].word).",
        ],
        count: finds.count, score: nil,
        reason: "'express' with this object"
          + (hasLabel ? "" : "; no gold tells its label: choose it"))
    }
  }

  private func isNew(_ id: String) -> Bool { !knownIDs.contains(id) }

  /// The finds of each lemma, the most frequent first.
  private func grouped(
    _ finds: [ConstructionFinder.Find], by lemma: (String) -> String
  ) -> [(lemma: String, finds: [ConstructionFinder.Find])] {
    var groups: [String: [ConstructionFinder.Find]] = [:]
    for find in finds { groups[lemma(find.word), default: []].append(find) }
    return groups.map { ($0.key, $0.value) }
      .sorted { ($1.finds.count, $0.lemma) < ($0.finds.count, $1.lemma) }
  }

  /// The label that gold gives most of the sentences; nil where there is none.
  private func label(of finds: [ConstructionFinder.Find]) -> String? {
    let known = finds.compactMap { labels[$0.text] }
    guard !known.isEmpty else { return nil }
    return classifier.labels.first { label in
      Double(known.count { $0.contains(label) }) >= Self.leastAgreement * Double(known.count)
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(texts.filter { seen.insert($0).inserted }.prefix(2 * Self.testCount))
  }

  // MARK: Phrases

  /// Phrases of sentences in which a label was missed, against those that gold gives other labels.
  private func phrases(_ label: String) -> [SuggestedRule] {
    guard label != defaultLabel else { return [] }
    let missed = cases.indices.filter { index in
      cases[index].gold.map { $0.contains(label) } ?? false && !cases[index].found.contains(label)
    }
    guard !missed.isEmpty else { return [] }
    let contrast = PhraseContrast(cases.map(\.text))
    let phrases = contrast.distinctive(missed) { index in
      cases[index].gold.map { !$0.contains(label) } ?? false
    }
    return phrases.compactMap { phrase in
      let words = phrase.text.split(separator: " ").map(String.init)
      let id = "suggest.\(label)." + words.joined(separator: "-")
      guard isNew(id), id.utf8.count < 100, words.contains(where: isContentWord) else { return nil }
      return SuggestedRule(
        kind: .rule(zone: "predicate"), id: id, label: label, patterns: [phrase.text],
        yes: unique(phrase.inside.map { cases[$0].text }),
        no: negatives(words, label) + ["The clerk who spoke of \(phrase.text) went home."],
        count: phrase.inside.count, score: phrase.score,
        reason: "missed in \(phrase.inside.count) sentences, in \(phrase.outsideCount) others")
    }
  }

  private func isContentWord(_ word: String) -> Bool {
    classifier.features.vocabulary.find(word).map {
      !classifier.features.isFunctionWord($0)
    } ?? true
  }

  /// Sentences of other labels that share a content word with a phrase.
  private func negatives(_ words: [String], _ label: String) -> [String] {
    let wanted = Set(words.filter(isContentWord))
    var found: [String] = []
    for item in cases where found.count < 2 * Self.testCount {
      guard let gold = item.gold, !gold.contains(label) else { continue }
      if PhraseContrast.runs(item.text).joined().contains(where: wanted.contains) {
        found.append(item.text)
      }
    }
    return found
  }
}
