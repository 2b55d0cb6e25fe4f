internal import Rules
internal import Stance

/// `stance compare`: two rules files over the same articles.
enum CompareCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where nothing can be compared.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard options.operands.count > 2 else {
      throw .usage(
        UsageError(
          "nothing to compare; give two rules files and then gold files, articles or folders"))
    }
    let paths = options.operands.map(\.path)
    let first = try Classifier.loaded(from: paths[0])
    let second = try Classifier.loaded(from: paths[1])
    let labels = first.labels + second.labels.filter { !first.labels.contains($0) }
    let articles = MixedArticles(Array(paths[2...]), options, labels: labels, messages)
    var comparison = Comparison(labels: labels)
    var hasFailed = articles.hasFailed
    var one = BufferedClassifier(first)
    var other = BufferedClassifier(second)
    for article in articles.gold {
      let text = Array(article.text.utf8)
      let readings = (
        one.label(bytes: text, metadata: article.gold.metadata),
        other.label(bytes: text, metadata: article.gold.metadata)
      )
      do throws(GoldFileError) {
        try comparison.add(
          article.gold, name: article.name, isHeldOut: article.isHeldOut, text: article.text,
          first: { _, _ in readings.0 }, second: { _, _ in readings.1 })
      } catch {
        hasFailed = true
        for problem in error.problems {
          messages.error("\(article.name):\(problem.line): \(problem.message)")
        }
      }
    }
    for article in articles.texts {
      let metadata = article.metadata
      comparison.add(
        one.label(bytes: article.text, metadata: metadata),
        other.label(bytes: article.text, metadata: metadata), name: article.id)
    }
    guard comparison.documentCount > 0 else {
      if !hasFailed { messages.error("no article is in the half that was asked for") }
      return .failed
    }
    let report = ComparisonReport(
      comparison, names: (paths[0].text, paths[1].text), hasDetails: !options.hasOnlyTotals)
    try Results.print(
      options.format == .json ? report.json() : report.text(), to: options.output)
    return hasFailed ? .failed : .done
  }
}
