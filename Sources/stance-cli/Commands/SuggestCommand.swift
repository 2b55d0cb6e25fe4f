internal import Rules
internal import Stance

/// `stance suggest`: what the rules lack, as a rules file that extends them.
enum SuggestCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where there is nothing to learn from.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard !options.operands.isEmpty else {
      throw .usage(UsageError("nothing to learn from; give gold files, articles or folders"))
    }
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(options.rules)
    } catch {
      throw .usage(error)
    }
    let classifier: Classifier
    do throws(RulesError) {
      classifier = try Classifier(choice.load())
    } catch {
      throw .rules(report: error.report)
    }
    let articles = MixedArticles(
      options.operands.map(\.path), options, labels: classifier.labels, messages)
    var hasFailed = articles.hasFailed
    var suggester = Suggester(classifier)
    // Whoever learns from what is held out has nothing left to measure with.
    let open = articles.gold.filter { !$0.isHeldOut }
    for article in open {
      do throws(GoldFileError) {
        try suggester.add(
          .init(
            text: Array(article.text.utf8), metadata: article.gold.metadata,
            gold: article.gold.sentences))
      } catch {
        hasFailed = true
        for problem in error.problems {
          messages.error("\(article.name):\(problem.line): \(problem.message)")
        }
      }
    }
    for article in articles.texts {
      try? suggester.add(.init(text: article.text, metadata: article.metadata, gold: nil))
    }
    if open.count < articles.gold.count {
      messages.note("\(articles.gold.count - open.count) articles are held out and were not read")
    }
    guard !open.isEmpty || !articles.texts.isEmpty else { return .failed }
    let base = choice.base
    let suggestions = suggester.suggestions(most: options.suggestionCount) {
      RulesChoice.file(
        FilePath("suggestions.json"),
        bytes: Array(SuggestedRule.ruleFile($0, extending: base).utf8)
      ).load()
    }
    try print(suggestions, base, options, messages)
    return hasFailed ? .failed : .done
  }

  private static func print(
    _ suggestions: [SuggestedRule], _ base: String, _ options: Options, _ messages: Messages
  ) throws(Failure) {
    if options.format == .json {
      return try Results.print(json(suggestions), to: options.output)
    }
    for suggestion in suggestions {
      let score = suggestion.score.map { ", z = \(FixedPoint.text($0, places: 2))" } ?? ""
      messages.note("\(suggestion.id): \(suggestion.reason)\(score)")
    }
    if suggestions.isEmpty { messages.note("nothing to suggest") }
    try Results.print(SuggestedRule.ruleFile(suggestions, extending: base), to: options.output)
  }

  private static func json(_ suggestions: [SuggestedRule]) -> String {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("schema", "stance-suggestions/1")
      writer.key("suggestions")
      writer.array(suggestions) { writer, suggestion in
        writer.object { writer in
          writer.member("id", suggestion.id)
          writer.key("kind")
          var zone: String?
          if case .rule(let place) = suggestion.kind { zone = place }
          writer.string(zone == nil ? "cue" : "rule")
          writer.member("label", suggestion.label)
          writer.member("in", zone)
          writer.member("patterns", suggestion.patterns)
          writer.member("sentences", suggestion.count)
          writer.member("z", suggestion.score)
          writer.member("reason", suggestion.reason)
          writer.key("yes")
          writer.array(suggestion.yes) { $0.string($1) }
          writer.key("no")
          writer.array(suggestion.no) { $0.string($1) }
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }
}

extension RulesChoice {
  /// What a file beside says to extend these rules.
  fileprivate var base: String {
    switch self {
    case .builtIn: RuleFileLoader.builtInName
    case .file(let path, _): path.text
    }
  }
}
