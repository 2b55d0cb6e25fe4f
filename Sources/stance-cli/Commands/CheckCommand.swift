internal import Stance

/// `stance check`: a rules file and its errors.
enum CheckCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what is wrong.
  /// - Returns: How it went; errors in the rules are what a check is for.
  /// - Throws: ``Failure`` where the file cannot be read.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard options.operands.count <= 1 else {
      throw .usage(UsageError("one rules file at a time; there are \(options.operands.count)"))
    }
    var options = options
    if let file = options.operands.first { options.rules = file.path }
    do throws(Failure) {
      let classifier = try Classifier.chosen(options, messages)
      try Results.print(
        "\(classifier.rulesName) \(classifier.rulesVersion): no errors\n", to: nil)
      return .done
    } catch {
      guard case .rules = error else { throw error }
      _ = error.status(messages)
      return .fellShort
    }
  }
}
