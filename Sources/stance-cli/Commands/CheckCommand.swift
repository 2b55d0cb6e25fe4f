internal import Rules
internal import Stance

/// `stance check`: a rules file, its errors and its own tests.
enum CheckCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what is wrong.
  /// - Returns: How it went; errors and failing tests are what a check is for.
  /// - Throws: ``Failure`` where the file cannot be read.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard options.operands.count <= 1 else {
      throw .usage(UsageError("one rules file at a time; there are \(options.operands.count)"))
    }
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(options.operands.first?.path)
    } catch {
      throw .usage(error)
    }
    let (name, bytes) =
      switch choice {
      case .builtIn: ("rules.json", BuiltInRules.bytes)
      case .file(let path, let bytes): (path.text, bytes)
      }
    let check = RuleFileCheck(bytes, path: name, isThorough: options.isThorough)
    var report = CheckReport(check, file: name, bytes: bytes, hasWarnings: !options.isQuiet)
    let text =
      switch options.format {
      case .json: report.json()
      case .github: report.annotations()
      default: TerminalSafety.visibleLines(report.text())
      }
    try Results.print(text, to: nil)
    return check.errorCount == 0 ? .done : .fellShort
  }
}
