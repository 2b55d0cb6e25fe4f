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
    switch reader.next() {
    case .article(let article):
      let classifier = try Classifier.chosen(options, messages)
      let explanation = classifier.explain(
        bytes: article.text, metadata: options.metadata.completed(by: article.metadata))
      try Results.print(
        TerminalSafety.visibleLines(explanation.text(sentence: options.sentence)), to: nil)
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
}
