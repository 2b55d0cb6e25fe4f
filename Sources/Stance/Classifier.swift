package import Rules

/// Why a rules file could not be used.
public struct RulesError: Error, Sendable {
  /// All problems of the file, one or more lines each: place, reason, remedy.
  public let report: String
  package let diagnostics: [Diagnostic]
}

/// Labels the sentences of news texts by a rules file.
///
/// Immutable and safe to share between threads; the same text gives the same reading.
///
///     let classifier = try Classifier()
///     let reading = classifier.label("Norway denied that it had closed the port.")
///     print(reading.sentences[0].label)  // refutation
public struct Classifier: Sendable {
  package let rules: RuleSet
  let features: WordFeatures
  let parties: PartyTable
  let reader: DocumentReader
  private let tagger: Tagger
  private let mentionFinder: MentionFinder
  private let issuerFinder: IssuerFinder
  private var analyser: DocumentAnalyser
  private let language: LanguageGuess
  private let partyLexicon: LexiconID?
  let confidences: ConfidenceTable
  package let source: [UInt8]
  /// The digest where a snapshot tells it: to compute it would take longer than all of the start.
  private var knownDigest: String?

  /// A classifier with the rules that are built in.
  ///
  /// - Throws: ``RulesError`` if the embedded file is broken, which the tests exclude.
  public init() throws(RulesError) {
    try self.init(rules: BuiltInRules.bytes, path: "rules.json")
  }

  /// A classifier with the rules of a file.
  ///
  /// A file may extend the rules built in (`"extends": "default"`) or other files, which are asked
  /// for one after the other:
  ///
  ///     let classifier = try Classifier(rules: bytes, path: "mine.json") { name, _ in
  ///       name == "base.json" ? baseBytes : nil
  ///     }
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - path: Its name, for messages.
  ///   - open: The content of the file that `extends` names, given the name and the file that
  ///     extends it; nil where there is no such file.
  /// - Throws: ``RulesError`` with every problem of the files.
  public init(
    rules bytes: [UInt8], path: String,
    open: @escaping (_ name: String, _ from: String) -> [UInt8]? = { _, _ in nil }
  ) throws(RulesError) {
    let loaded = RuleFileLoader.load(.init(name: path, bytes: bytes)) { name, from in
      guard let content = open(name, from) else { return .failure(.init("there is no such file")) }
      return .success(.init(name: name, bytes: content))
    }
    try self.init(loaded)
  }

  /// A classifier with rules that were read from one or more files.
  ///
  /// - Parameter loaded: The rules.
  /// - Throws: ``RulesError`` with every problem of the files.
  package init(_ loaded: LoadedRuleFile) throws(RulesError) {
    let (classifier, diagnostics) = Self.load(loaded)
    guard let classifier else {
      let errors = diagnostics.filter { $0.severity == .error }
      var formatter = DiagnosticFormatter(loaded.sources)
      let report = errors.map { formatter.text($0) }.joined(separator: "\n")
      throw RulesError(report: report, diagnostics: diagnostics)
    }
    self = classifier
  }

  /// A classifier with rules that were read from one or more files, unless they have errors, and all
  /// that is wrong with them.
  package static func load(
    _ loaded: LoadedRuleFile
  ) -> (classifier: Classifier?, diagnostics: [Diagnostic]) {
    if var snapshot = loaded.snapshot {
      return (Classifier(loaded, from: &snapshot), loaded.diagnostics)
    }
    var diagnostics = loaded.diagnostics
    let (table, augmented) = PartyTable.build(loaded.file)
    var rules = RuleSet.compile(
      augmented, bytes: loaded.sources.bytes, scanning: ["#parties"], into: &diagnostics)
    let isSound = diagnostics.allSatisfy { $0.severity != .error }
    return (
      isSound ? Classifier(&rules, table, loaded.sources.bytes) : nil, diagnostics.inFileOrder()
    )
  }

  /// A classifier with the rules that are sound, the others left out.
  ///
  /// - Parameter loaded: The rules.
  /// - Returns: The classifier and what it lacks.
  /// - Throws: ``RulesError`` where errors are not confined to single rules, words and the like.
  package static func skippingBroken(
    _ loaded: LoadedRuleFile
  ) throws(RulesError) -> (classifier: Classifier, leftOut: [RuleFileRepair.LeftOut]) {
    var loaded = loaded
    var leftOut: [RuleFileRepair.LeftOut] = []
    // What is left out may be missed by others: a lexicon by its rules.
    while true {
      let (classifier, diagnostics) = Self.load(loaded)
      if let classifier { return (classifier, leftOut) }
      guard let (rest, more) = RuleFileRepair.leavingOut(diagnostics, of: loaded), !more.isEmpty
      else { return (try Classifier(loaded), leftOut) }
      loaded = rest
      leftOut += more
    }
  }

  /// The same classifier with more rules, which as probes only show in traces.
  ///
  /// - Complexity: That of loading rules.
  func with(_ more: [RuleSpec], areProbes: Bool) -> Classifier {
    var file = rules.file
    file.lexicons.removeAll { $0.name.value == PartyTable.lexiconName }
    let firstProbe = areProbes ? file.rules.count : .max
    file.rules += more
    let (table, augmented) = PartyTable.build(file)
    var diagnostics: [Diagnostic] = []
    var rules = RuleSet.compile(augmented, scanning: ["#parties"], into: &diagnostics)
    return Classifier(&rules, table, source, firstProbe: firstProbe)
  }

  /// The same classifier without a rule or a cue.
  ///
  /// Of a cue the words count for nothing then: shorter cues among them are not found.
  func leavingOut(rule: Int? = nil, cue: Int? = nil) -> Classifier {
    var copy = self
    copy.analyser.labeller.trial.leftOutRule = rule
    copy.analyser.labeller.trial.leftOutCue = cue
    return copy
  }

  private init(
    _ rules: inout RuleSet, _ table: PartyTable, _ bytes: [UInt8], firstProbe: Int = .max
  ) {
    var features = WordFeatures(&rules)
    let holders = OfficeHolders(rules.file, &features.vocabulary)
    self.init(rules, &features, holders, table, bytes, firstProbe: firstProbe)
  }

  private init(
    _ rules: RuleSet, _ features: inout WordFeatures, _ holders: OfficeHolders,
    _ table: PartyTable, _ bytes: [UInt8], firstProbe: Int = .max
  ) {
    source = bytes
    self.rules = rules
    var table = table
    table.number(features.vocabulary)
    parties = table
    let nicknames = Dictionary(
      PhraseSet.words(rules, features.vocabulary, "nicknames").compactMap {
        $0.count == 2 ? ($0[0], $0[1]) : nil
      }, uniquingKeysWith: { first, _ in first })
    var holders = holders
    holders.nicknames = nicknames
    let affiliation = Affiliation(&features, table, rules.file, holders)
    self.features = features
    let places = PlaceWords(rules.file, features.vocabulary)
    reader = DocumentReader(
      features: features, words: DocumentWords(rules, features.vocabulary, places: places))
    tagger = Tagger(
      features, rules.file, places: places,
      multiwordPrepositions: PhraseSet(
        PhraseSet.words(rules, features.vocabulary, "prepositions_multi")))
    let reference = ReferenceWords(rules, features.vocabulary)
    mentionFinder = MentionFinder(
      features, table, rules.file, places: places, nicknames: nicknames, affiliation: affiliation)
    issuerFinder = IssuerFinder(features, table)
    let words = AttributionWords(rules, features)
    var labeller = Labeller(features: features, file: rules.file)
    labeller.trial.firstProbe = firstProbe
    analyser = DocumentAnalyser(
      features: features, file: rules.file, parties: table,
      reportFinder: ReportFinder(features: features, file: rules.file, words: words),
      clauseParser: ClauseParser(features, rules.file),
      labeller: labeller, targetFinder: TargetFinder(features, rules.file), words: words,
      reference: reference, mainBody: affiliation.mainBody,
      bodies: BodyWords(rules.file, features.vocabulary),
      narration: Inflection.words(
        of: "narration_verbs", in: rules.file, as: .verb, features.vocabulary),
      salutations: features.vocabulary.known(
        "dear sincerely yours respectfully regards faithfully cheers hello greetings sir madam"),
      dear: features.vocabulary.number(of: "dear"),
      joint: Inflection.words(of: "joint_titles", in: rules.file, as: .noun, features.vocabulary),
      meetings: Inflection.words(
        of: "meeting_nouns", in: rules.file, as: .noun, features.vocabulary),
      eventVerbs: Inflection.words(
        of: "event_verbs", in: rules.file, as: .verb, features.vocabulary),
      guestVerbs: Inflection.words(
        of: "guest_verbs", in: rules.file, as: .verb, features.vocabulary),
      hasExceptions: rules.file.cues.map { !$0.except.isEmpty })
    language = LanguageGuess(features.vocabulary)
    partyLexicon = rules.lexicon(PartyTable.lexiconName)
    confidences = ConfidenceTable(rules.file.confidence)
  }

  /// The classifier of a rules file whose tables are known.
  private init(_ loaded: LoadedRuleFile, from snapshot: inout SnapshotReader) {
    let (table, augmented) = PartyTable.build(loaded.file)
    let rules = RuleSet(augmented, from: &snapshot)
    var features = WordFeatures(from: &snapshot)
    let holders = OfficeHolders(from: &snapshot)
    self.init(rules, &features, holders, table, loaded.sources.bytes)
    knownDigest = snapshot.strings().first
  }

  /// What the tables of a rules file are once it is loaded, for a release build to hold.
  ///
  /// - Parameter loaded: A file that extends nothing.
  /// - Returns: What a ``SnapshotReader`` of the same build takes.
  /// - Throws: ``RulesError`` with every problem of the file; warnings count, since nobody would be
  ///   told of them.
  package static func snapshot(of loaded: LoadedRuleFile) throws(RulesError) -> [UInt8] {
    let classifier = try Classifier(loaded)
    let diagnostics = load(loaded).diagnostics
    guard diagnostics.isEmpty else {
      var formatter = DiagnosticFormatter(loaded.sources)
      let report = diagnostics.map { formatter.text($0) }.joined(separator: "\n")
      throw RulesError(report: report, diagnostics: diagnostics)
    }
    var snapshot = SnapshotWriter(of: loaded.sources.bytes)
    snapshot.write(loaded.json.nodes)
    classifier.rules.writeTables(to: &snapshot)
    classifier.features.write(to: &snapshot)
    classifier.mentionFinder.affiliation.holders.write(to: &snapshot)
    snapshot.write([classifier.rulesDigest])
    return snapshot.bytes
  }

  /// The name that the rules file gives itself.
  public var rulesName: String { rules.file.name }
  /// The version that the rules file gives itself.
  public var rulesVersion: String { rules.file.version }
  /// The labels in the order of the file, which breaks ties.
  public var labels: [String] { rules.file.labels.map(\.name.value) }
  /// A colour for each label, as `#rrggbb`.
  package var labelColours: [String] { rules.file.labels.map(\.colour) }
  /// Short first names and what they stand for, as the rules file lists them.
  package var nicknames: [String: String] {
    let list = rules.file.lexicons.first { $0.name.value == "nicknames" }
    return (list?.entries ?? []).reduce(into: [:]) { names, entry in
      let words = entry.value.split(separator: " ")
      if words.count == 2 { names[String(words[0])] = String(words[1]) }
    }
  }
  /// The SHA-256 digest of the rules file, by which results tell it.
  ///
  /// - Complexity: Linear in the file, but for the rules that a release build holds.
  package var rulesDigest: String { knownDigest ?? SHA256.digest(source) }

  /// Labels a text.
  ///
  /// - Parameters:
  ///   - text: Plain text; a text that is no English gives no acts.
  ///   - metadata: What is known of the document; the rest is inferred.
  /// - Returns: Sentences with their acts, and all attributions. Never fails.
  /// - Complexity: Linear in the length of the text.
  public func label(_ text: String, metadata: Metadata = Metadata()) -> Reading {
    label(bytes: Array(text.utf8), metadata: metadata)
  }

  /// Labels a text given as UTF-8; invalid parts are read as U+FFFD.
  package func label(bytes: [UInt8], metadata: Metadata = Metadata()) -> Reading {
    var scratch = Scratch(rules, features)
    scratch.isForReading = true
    return label(bytes: bytes, metadata: metadata, scratch: &scratch)
  }

  fileprivate func label(bytes: [UInt8], metadata: Metadata, scratch: inout Scratch) -> Reading {
    read(UTF8Code.repaired(bytes), metadata, &scratch)
    var builder = ReadingBuilder(document: scratch.document, rules.file, confidences)
    analyse(&scratch) { builder.add($0) }
    let reading = builder.reading(metadata: scratch.document.metadata)
    if bytes.count > Scratch.largestKept { scratch.release() }
    return reading
  }

  /// Both passes over a document; its tokens, tags and sentences are left in the scratch.
  ///
  /// In a trial every sentence is read, and an unnamed party speaks where nobody does.
  func analyse(
    bytes: [UInt8], metadata: Metadata, scratch: inout Scratch, trial: RuleTrial? = nil
  ) -> [SentenceAnalysis] {
    read(bytes, metadata, &scratch)
    if trial != nil {
      for index in scratch.document.sentences.indices {
        scratch.document.sentences[index].role = .body
      }
    }
    var analyses: [SentenceAnalysis] = []
    analyse(&scratch, trial: trial) { analyses.append($0) }
    return analyses
  }

  /// What follows the reading of a document: gives the sentences in their order.
  private func analyse(
    _ scratch: inout Scratch, trial: RuleTrial? = nil, _ take: (SentenceAnalysis) -> Void
  ) {
    guard scratch.document.isEnglish else {
      scratch.tags = [Tag](repeating: .mark, count: scratch.document.tokens.count)
      scratch.mentions = Mentions()
      for span in scratch.document.sentences { take(SentenceAnalysis(span: span)) }
      return
    }
    tag(&scratch)
    findHits(&scratch)
    findNames(&scratch)
    if scratch.isForReading, scratch.document.bytes.count > Scratch.largestKept {
      scratch.matcher.forgetHits()
    }
    let mentions = scratch.mentions
    if let trial {
      var analyser = analyser
      analyser.isTest = true
      analyser.labeller.trial = trial
      scratch.matcher.ignoresExclusions = trial.ignoresExclusions
      analyser.analyse(
        scratch.document, scratch.tags, mentions, issuer: -1, home: -1, &scratch.matcher, take)
      return
    }
    let issuer = issuerFinder.issuer(scratch.document, mentions)
    let home = issuerFinder.home(scratch.document, mentions, issuer: issuer)
    if scratch.document.metadata.issuer == nil, issuer >= 0 {
      scratch.document.metadata.issuer = parties.names[issuer]
    }
    analyser.analyse(
      scratch.document, scratch.tags, mentions, issuer: issuer, home: home, &scratch.matcher, take)
  }

  // MARK: The first pass

  fileprivate func read(_ bytes: [UInt8], _ metadata: Metadata, _ scratch: inout Scratch) {
    // What it knows of the last text would keep the buffers from being used again.
    scratch.matcher.forgetDocument()
    scratch.document.reset()
    scratch.document.bytes = bytes
    scratch.document.metadata = metadata
    scratch.tokenizer.tokenize(document: bytes, into: &scratch.document.tokens)
    if let title = metadata.title {
      scratch.tokenizer.tokenize(part: Array(title.utf8), into: &scratch.document.titleTokens)
    }
    reader.read(&scratch.document)
    if bytes.count > Scratch.largestKept { scratch.document.landmarks = [] }
    scratch.document.isEnglish = language.isEnglish(scratch.document)
  }

  fileprivate func tag(_ scratch: inout Scratch) {
    let tokens = scratch.document.tokens
    let bytes = scratch.document.bytes
    scratch.tags.removeAll(keepingCapacity: true)
    scratch.tags.append(contentsOf: repeatElement(.mark, count: tokens.count))
    for span in scratch.document.sentences {
      if span.bodyFirst > span.first {
        tagger.tag(tokens, span.first..<span.bodyFirst, bytes, into: &scratch.tags)
      }
      if span.bodyFirst < span.last {
        tagger.tag(tokens, span.bodyFirst..<span.last, bytes, into: &scratch.tags)
      }
    }
  }

  fileprivate func findHits(_ scratch: inout Scratch) {
    scratch.classes.removeAll(keepingCapacity: true)
    for tag in scratch.tags { scratch.classes.append(Self.classMask(tag)) }
    scratch.matcher.begin(
      text: scratch.document.bytes, tokens: scratch.document.tokens, classes: scratch.classes)
    if scratch.document.bytes.count > Scratch.largestKept { scratch.classes = [] }
  }

  fileprivate func findNames(_ scratch: inout Scratch) {
    scratch.mentions = Mentions()
    let partyHits = partyLexicon.map { lexicon in
      scratch.matcher.hits.filter { $0.lexicon == lexicon }
    }
    mentionFinder.find(
      scratch.document, scratch.tags, partyHits: partyHits ?? [], into: &scratch.mentions)
    retag(&scratch)
  }

  /// The words of names like `Save Our Schools` are no verbs, and what follows them may be one.
  private func retag(_ scratch: inout Scratch) {
    for name in scratch.mentions.phrases {
      for k in name where scratch.document.tokens[k].kind == .word { scratch.tags[k] = .properNoun }
      if name.upperBound < scratch.tags.count, scratch.tags[name.upperBound] == .verbParticiple {
        scratch.tags[name.upperBound] = .verbPast
      }
    }
  }

  private static let nounOrAdjective: WordClassMask = [.noun, .adjective]

  static func classMask(_ tag: Tag) -> WordClassMask {
    switch tag {
    case .noun: .noun
    case .properNoun: nounOrAdjective
    case .adjective: .adjective
    case .adverb: .adverb
    case .modal, .be, .have, .do, .verbPresent, .verbPast, .verbBase, .verbParticiple: .verb
    case .verbIng: .verb
    default: .any
    }
  }
}

/// A classifier with buffers that are kept from text to text: one for each thread.
///
/// A text gives the same reading whatever was read before it.
package struct BufferedClassifier {
  private let classifier: Classifier
  private var scratch: Scratch

  /// Buffers that have seen nothing yet.
  package init(_ classifier: Classifier) {
    self.classifier = classifier
    scratch = Scratch(classifier.rules, classifier.features)
    scratch.isForReading = true
  }

  /// Labels a text given as UTF-8; invalid parts are read as U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - metadata: What is known of it.
  /// - Returns: What ``Classifier/label(_:metadata:)`` gives.
  package mutating func label(bytes: [UInt8], metadata: Metadata = Metadata()) -> Reading {
    classifier.label(bytes: bytes, metadata: metadata, scratch: &scratch)
  }
  /// What a text goes through, for measurements; each stage includes those before it.
  package enum Stage: String, CaseIterable {
    case document = "document"
    case tags = "tags"
    case hits = "lexicons and cues"
    case names = "names"
    /// All patterns over whole sentences, and no attribution.
    case rules = "names and rules"
    case acts = "attribution, rules and acts"
    case reading = "reading"
  }

  /// Takes an English text as far as a stage.
  package mutating func run(to last: Stage, _ bytes: [UInt8]) {
    switch last {
    case .reading:
      _ = label(bytes: bytes)
      return
    case .acts:
      _ = classifier.analyse(bytes: bytes, metadata: Metadata(), scratch: &scratch)
      return
    case .document, .tags, .hits, .names, .rules: break
    }
    classifier.read(bytes, Metadata(), &scratch)
    if last == .document { return }
    classifier.tag(&scratch)
    if last == .tags { return }
    classifier.findHits(&scratch)
    if last == .hits { return }
    classifier.findNames(&scratch)
    if last == .rules { matchRules() }
  }

  private mutating func matchRules() {
    var zone: [ZoneToken] = []
    var matches: [RuleMatch] = []
    for span in scratch.document.sentences {
      zone.removeAll(keepingCapacity: true)
      for token in span.first..<span.last { zone.append(ZoneToken(token: Int32(token))) }
      matches.removeAll(keepingCapacity: true)
      for kind in Zone.allCases { scratch.matcher.run(.zone(kind), over: zone, into: &matches) }
    }
  }
}
