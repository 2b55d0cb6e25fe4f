internal import Stance

/// `stance explain`: why each sentence got its acts, or none.
enum ExplainCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what is wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where the text or the rules cannot be read.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    let source = try source(options)
    guard (options.input ?? source.format) != .jsonl else {
      throw .usage(UsageError("explain takes one text or page, not JSON Lines"))
    }
    var reader = ArticleReader(source, options)
    var items: [ArticleDecoder.Item] = []
    if let input = reader.next() {
      ArticleDecoder(options).decode(input, from: source) { items.append($0) }
    }
    switch items.first {
    case .article(let article):
      let classifier = try Classifier.chosen(options, messages)
      try print(
        classifier.explain(
          bytes: article.text, metadata: options.metadata.completed(by: article.metadata),
          whyNot: options.whyNot, sentence: options.sentence), classifier, options)
      return .done
    case .failed(let reason): messages.error("\(source.name): \(reason)")
    case .broken, nil: break
    }
    return .failed
  }

  private static func source(_ options: Options) throws(Failure) -> ArticleSource {
    if let text = options.text { return .text(text) }
    guard let operand = options.operands.first, options.operands.count == 1 else {
      throw .usage(UsageError("explain takes one file or --text"))
    }
    return operand.text == "-" ? .standardInput : .file(operand.path)
  }

  private static func print(
    _ explanation: Explanation, _ classifier: Classifier, _ options: Options
  ) throws(Failure) {
    if let label = options.whyNot, !classifier.labels.contains(label) {
      let known = classifier.labels
      throw .usage(
        UsageError(
          "unknown label '\(label)' for '--why-not'"
            + (Suggestion.text(for: label, among: known).isEmpty
              ? "; expected \(known.joined(separator: ", "))"
              : Suggestion.text(for: label, among: known))))
    }
    if let sentence = options.sentence, explanation.sentences.isEmpty {
      throw .usage(UsageError("there is no sentence \(sentence); they are counted from 0"))
    }
    let report = ExplainReport(explanation)
    let text =
      options.format == .json ? report.json() : TerminalSafety.visibleLines(report.text())
    try Results.print(text, to: options.output)
  }
}
