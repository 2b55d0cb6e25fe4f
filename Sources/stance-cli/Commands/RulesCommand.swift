internal import Rules
internal import Stance

/// `stance rules`: the rules in effect, or the schema of rules files.
enum RulesCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what is wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where the rules cannot be read or have errors of form.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    if options.wantsSchema {
      guard options.operands.isEmpty, options.rules == nil else {
        throw .usage(UsageError("'--schema' is the same for all rules; it takes no file or name"))
      }
      try Results.print(RuleFileJSONSchema.text(), to: options.output)
      return .done
    }
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(options.rules)
    } catch {
      throw .usage(error)
    }
    let loaded = choice.load()
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      var formatter = DiagnosticFormatter(loaded.sources)
      throw .rules(report: errors.map { formatter.text($0) }.joined())
    }
    let printer = RuleFilePrinter(loaded)
    try Results.print(try text(printer, options), to: options.output)
    return .done
  }

  private static func text(
    _ printer: RuleFilePrinter, _ options: Options
  ) throws(Failure) -> String {
    let names = options.operands.map(\.text)
    if options.format == .json {
      guard names.isEmpty else {
        throw .usage(UsageError("'--format json' prints the whole file; it takes no names"))
      }
      return printer.text()
    }
    guard !names.isEmpty else { return TerminalSafety.visibleLines(printer.textWithOrigins()) }
    switch printer.text(of: names) {
    case .success(let text): return TerminalSafety.visibleLines(text)
    case .failure(let unknown):
      let suggestion = unknown.suggestion.map { "; " + $0 } ?? ""
      throw .usage(UsageError("the rules have nothing named '\(unknown.name)'" + suggestion))
    }
  }
}
