internal import Rules
internal import Stance

/// `stance evaluate`: gold files to scores.
struct EvaluateCommand {
  private let options: Options
  private let messages: Messages
  private let classifier: Classifier
  private var labeller: BufferedClassifier
  private var reader: GoldArticles
  private var evaluation: Evaluation
  private var scored: [Scorecard.Article] = []

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where nothing can be evaluated.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard !options.operands.isEmpty else {
      throw .usage(
        UsageError("nothing to evaluate; give gold files (\(GoldArticles.suffix)) or folders"))
    }
    if options.against != nil, options.hasScorecard {
      throw .usage(
        UsageError("'--scorecard' is about rules, of which '--against' compares none"))
    }
    if options.isCalibrating, options.against != nil || options.hasScorecard {
      throw .usage(
        UsageError("'--calibrate' prints a table of its own; leave out --against and --scorecard"))
    }
    let classifier = try Classifier.chosen(options, messages)
    var command = EvaluateCommand(options, messages, classifier)
    return try command.run()
  }

  private init(_ options: Options, _ messages: Messages, _ classifier: Classifier) {
    self.options = options
    self.messages = messages
    self.classifier = classifier
    labeller = BufferedClassifier(classifier)
    reader = GoldArticles(
      labels: classifier.labels, texts: options.texts, half: options.half, messages)
    evaluation = Evaluation(labels: classifier.labels)
  }

  private mutating func run() throws(Failure) -> ExitStatus {
    for operand in options.operands {
      for article in reader.read(operand.path) { add(article) }
    }
    guard !evaluation.documents.isEmpty else {
      if !reader.hasFailed, let half = options.half {
        messages.error("no article is in the half '\(half.rawValue)', by the split.tsv beside it")
      }
      return .failed
    }
    if options.isCalibrating {
      let calibration = Calibration(evaluation)
      guard !calibration.isEmpty else {
        messages.error("no act to learn from: the articles have none, or all are held out")
        return .failed
      }
      try Results.print(calibration.json, to: options.output)
      return reader.hasFailed ? .failed : .done
    }
    let report = EvaluationReport(
      evaluation, parties: classifier.rules.file.parties.map(\.name.value),
      scorecard: scorecard(), hasDetails: !options.hasOnlyTotals,
      isAgreement: options.against != nil)
    try Results.print(
      options.format == .json ? report.json() : report.text(), to: options.output)
    return reader.hasFailed ? .failed : threshold()
  }

  /// Nil unless it was asked for; articles that are held out are no part of it.
  private func scorecard() -> Scorecard? {
    // What does not stand in its text was refused before.
    options.hasScorecard ? try? Scorecard(classifier, scored) : nil
  }

  /// Tells each score that is lower than asked.
  private func threshold() -> ExitStatus {
    var status = ExitStatus.done
    for (measure, minimum) in options.minima {
      let value = measure.value(evaluation.scores)
      if let value, value >= minimum { continue }
      let text = value.map { FixedPoint.text($0, places: 4) } ?? "without cases"
      messages.error("\(measure.title) is \(text), less than \(minimum)")
      status = .fellShort
    }
    return status
  }

  // MARK: One article

  private mutating func add(_ article: GoldArticle) {
    if let path = options.against { return compare(article, with: path) }
    let reading = labeller.label(
      bytes: Array(article.text.utf8), metadata: article.gold.metadata)
    do throws(GoldFileError) {
      try evaluation.add(
        article.gold, name: article.name, isHeldOut: article.isHeldOut, text: article.text
      ) { _, _ in reading }
      if options.hasScorecard, !article.isHeldOut {
        scored.append(Scorecard.Article(gold: article.gold, text: article.text))
      }
    } catch {
      reader.fail(article.file, error)
    }
  }

  /// Compares an article with the labelling of the same name in a folder, or in the file given.
  private mutating func compare(_ article: GoldArticle, with path: FilePath) {
    var file = path
    if let status = try? FileSystem.status(path), status.kind == .folder {
      file = path.appending(article.file.name)
    }
    let others = reader.documents(of: file)
    // A file without documents cannot be read, which was told.
    if others.isEmpty { return }
    guard
      let other = others.count == 1 ? others[0] : others.first(where: { $0.id == article.gold.id })
    else {
      return reader.fail(
        file.text, "no document with the id '\(article.gold.id ?? "")' of \(article.name)")
    }
    do throws(AgreementError) {
      try evaluation.add(
        article.gold, against: other, name: article.name, isHeldOut: article.isHeldOut,
        text: article.text)
    } catch {
      reader.fail(error.isOfOther ? file : article.file, error.error)
    }
  }
}
