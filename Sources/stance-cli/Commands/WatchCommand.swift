internal import Rules
internal import Stance

/// `stance watch`: says on each save of a rules file what the change does.
struct WatchCommand {
  /// The rules as they were last read without errors, and what they make of the articles.
  private struct State {
    let json: LocatedJSON
    let gold: [Reading]
    let texts: [Reading]
  }

  /// How often files are looked at.
  private static let period: Duration = .milliseconds(10)
  /// Looks until a save counts as ended, come what may.
  private static let patience = 100
  /// Changed sentences that are shown at most.
  private static let shownCount = 20
  /// Names of changed parts that are shown at most.
  private static let namedCount = 8
  private static let measures: [Measure] = [.macroF1, .joint, .party, .speaker]

  private let path: FilePath
  private let options: Options
  private let messages: Messages
  private var articles: MixedArticles?
  private var state: State?
  /// The rules file and those it extends, as they were when they were read.
  private var stamps: [(file: FilePath, stamp: FileSystem.Stamp?)] = []

  /// Runs the command until it is interrupted.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: That it was interrupted.
  /// - Throws: ``Failure`` where there is nothing to watch.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard let path = options.operands.first?.path else {
      throw .usage(UsageError("nothing to watch; give a rules file, then gold files or articles"))
    }
    guard path.text != RuleFileLoader.builtInName else {
      throw .usage(UsageError("the rules built in do not change; give a rules file"))
    }
    var command = WatchCommand(path: path, options: options, messages: messages)
    Interruption.notice()
    let clock = ContinuousClock()
    let start = clock.now
    try Results.print(try command.read() + command.took(clock.now - start), to: nil)
    while !Interruption.isRequested {
      Pause.wait(Self.period)
      guard !Interruption.isRequested, command.hasChanged else { continue }
      let start = clock.now
      command.waitForEndOfSave()
      let report = try command.read()
      try Results.print(report + command.took(clock.now - start), to: nil)
    }
    return .interrupted
  }

  private init(path: FilePath, options: Options, messages: Messages) {
    self.path = path
    self.options = options
    self.messages = messages
  }

  private func took(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    return "took \(seconds * 1_000 + attoseconds / 1_000_000_000_000_000) ms\n\n"
  }

  // MARK: Files

  /// Whether a file is another than the one that was read.
  ///
  /// A file that is away for a moment, as when an editor replaces it, is waited for.
  private var hasChanged: Bool {
    stamps.contains { file, stamp in
      guard let now = FileSystem.stamp(file) else { return false }
      return now != stamp
    }
  }

  /// Waits until nothing was written between two looks; an empty file is one that is being written,
  /// unless it stays so.
  private func waitForEndOfSave() {
    var before: [FileSystem.Stamp?] = []
    for _ in 0..<Self.patience where !Interruption.isRequested {
      let now = stamps.map { FileSystem.stamp($0.file) }
      if now == before, now.allSatisfy({ $0.map { $0.size > 0 } ?? false }) { return }
      before = now
      Pause.wait(Self.period)
    }
  }

  /// Reads the rules anew.
  ///
  /// - Returns: What to tell.
  /// - Throws: ``Failure`` where the rules or, the first time, the articles cannot be read.
  private mutating func read() throws(Failure) -> String {
    // Before the content, so that a save in between is seen as one.
    stamps = stamps.map { ($0.file, FileSystem.stamp($0.file)) }
    let first = stamps.isEmpty ? FileSystem.stamp(path) : nil
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(path)
    } catch {
      // Replaced in this very moment: the next look finds it.
      if state != nil { return error.message + "\n" }
      throw .usage(error)
    }
    let loaded = choice.load()
    var known: [FilePath: FileSystem.Stamp?] = [path: first]
    for (file, stamp) in stamps { known[file] = stamp }
    stamps = loaded.sources.files.filter { $0.name != RuleFileLoader.builtInName }.map {
      let file = FilePath($0.name)
      return (file, known[file] ?? FileSystem.stamp(file))
    }
    return try report(loaded)
  }

  // MARK: One version

  private mutating func report(_ loaded: LoadedRuleFile) throws(Failure) -> String {
    let change = state.map { RuleFileChange(from: $0.json, to: loaded.json) }
    // Without the warnings of 'stance check', which take longer than all the rest.
    let (sound, diagnostics) = Classifier.load(loaded)
    var formatter = DiagnosticFormatter(loaded.sources)
    let errors = diagnostics.filter { $0.severity == .error }
    var text = errors.map { formatter.text($0) }.joined()
    guard let classifier = sound else {
      let kept = state == nil ? "" : "; what follows will be compared with the last sound version"
      return text + "\(Self.several(errors.count, "error"))\(kept)\n"
    }
    let affected = Set(change?.affected ?? [])
    var runner = RuleTestRunner(classifier)
    let tests = runner.run { affected.contains($0) }
    text += tests.failures.map { formatter.text($0.diagnostic) }.joined()
    let first = articles == nil
    let articles = try articles(classifier)
    var labeller = BufferedClassifier(classifier)
    let next = State(
      json: loaded.json,
      gold: articles.gold.map {
        labeller.label(bytes: Array($0.text.utf8), metadata: $0.gold.metadata)
      },
      texts: articles.texts.map { labeller.label(bytes: $0.text, metadata: $0.metadata) })
    defer { state = next }
    guard let state, let change else {
      if first { text += introduction(loaded, articles) }
      return text + (try scores(nil, next, classifier))
    }
    text += Self.summary(change, tests)
    return text + (try difference(state, next, classifier))
  }

  /// The articles, read once.
  private mutating func articles(_ classifier: Classifier) throws(Failure) -> MixedArticles {
    if let articles { return articles }
    let read = MixedArticles(
      options.operands.dropFirst().map(\.path), options, labels: classifier.labels, messages)
    guard !read.hasFailed else {
      throw .usage(UsageError("not all articles can be read: see above"))
    }
    articles = read
    return read
  }

  private func introduction(_ loaded: LoadedRuleFile, _ articles: MixedArticles) -> String {
    "watching \(stamps.map(\.file.text).joined(separator: ", "));"
      + " \(Self.several(articles.gold.count, "gold article")),"
      + " \(Self.several(articles.texts.count, "other article")); Ctrl-C ends\n"
  }

  /// Which parts changed and what tests say of them.
  private static func summary(_ change: RuleFileChange, _ tests: RuleTestReport) -> String {
    guard !change.parts.isEmpty else { return "saved: nothing changed that labels depend on\n" }
    let names = change.parts.prefix(namedCount).map { "\($0.kind.rawValue) \($0.name)" }
    let rest = change.parts.count - names.count
    var text =
      "saved: " + names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "") + "\n"
    text +=
      "tests of \(several(change.affected.count, "rule or cue", "rules and cues")) that changed or"
      + " name a changed lexicon: \(tests.testCount) run, \(tests.failures.count) failed;"
      + " all others were not run"
      + (change.reachesFurther ? ", though this change may reach them" : "")
      + ": 'stance check'\n"
    return text
  }

  private func difference(
    _ before: State, _ after: State, _ classifier: Classifier
  ) throws(Failure) -> String {
    guard let articles else { return "" }
    var comparison = Comparison(labels: classifier.labels)
    for (index, article) in articles.gold.enumerated() {
      try attempt(article) { () throws(GoldFileError) in
        try comparison.add(
          article.gold, name: article.name, isHeldOut: article.isHeldOut, text: article.text,
          first: { _, _ in before.gold[index] }, second: { _, _ in after.gold[index] })
      }
    }
    for (index, article) in articles.texts.enumerated() {
      comparison.add(before.texts[index], after.texts[index], name: article.id)
    }
    var text = comparison.changes.prefix(Self.shownCount).map { ComparisonReport.text($0) }.joined()
    let rest = comparison.changes.count - Self.shownCount
    if rest > 0 { text += "and \(rest) more sentences\n" }
    if comparison.documentCount > 0 {
      text += "\(Self.several(comparison.changedCount, "sentence")) changed"
      if !articles.gold.isEmpty {
        let counts = Comparison.Verdict.allCases.map {
          "\(comparison.verdicts[$0] ?? 0) \($0.rawValue)"
        }
        text += ", by gold " + counts.joined(separator: ", ")
      }
      text += "\n"
    }
    return TerminalSafety.visibleLines(
      text + Self.scores(comparison.first.scores, comparison.second.scores))
  }

  /// Scores of a first version.
  private func scores(
    _ before: Scores?, _ state: State, _ classifier: Classifier
  ) throws(Failure) -> String {
    guard let articles else { return "" }
    var evaluation = Evaluation(labels: classifier.labels)
    for (index, article) in articles.gold.enumerated() {
      try attempt(article) { () throws(GoldFileError) in
        try evaluation.add(article.gold, name: article.name, text: article.text) { _, _ in
          state.gold[index]
        }
      }
    }
    return Self.scores(before, evaluation.scores)
  }

  private func attempt(
    _ article: GoldArticle, _ body: () throws(GoldFileError) -> Void
  ) throws(Failure) {
    do throws(GoldFileError) {
      try body()
    } catch {
      let problem = error.problems.first
      throw .usage(UsageError("\(article.name):\(problem?.line ?? 0): \(problem?.message ?? "")"))
    }
  }

  private static func scores(_ before: Scores?, _ after: Scores) -> String {
    guard after.documentCount > 0 else { return "" }
    return measures.map { measure in
      let now = measure.value(after)
      var text = "\(measure.title) " + (now.map { FixedPoint.text($0, places: 4) } ?? "-")
      if let now, let old = before.flatMap(measure.value) {
        text += " (\(ScoreTable.signed(now - old)))"
      }
      return text
    }.joined(separator: "; ") + "\n"
  }

  private static func several(_ count: Int, _ word: String, _ words: String? = nil) -> String {
    "\(count) " + (count == 1 ? word : words ?? word + "s")
  }
}
