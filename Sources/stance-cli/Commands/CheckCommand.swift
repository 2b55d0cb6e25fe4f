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
    let loaded = choice.load()
    var check = RuleFileCheck(loaded, isThorough: options.isThorough)
    var hasFailed = false
    if let gold = options.gold {
      let texts = texts(in: gold, messages)
      hasFailed = texts == nil
      check.findIdle(in: texts ?? [])
    }
    var report = CheckReport(check, loaded.sources, hasWarnings: !options.isQuiet)
    let text =
      switch options.format {
      case .json: report.json()
      case .github: report.annotations()
      default: TerminalSafety.visibleLines(report.text())
      }
    try Results.print(text, to: nil)
    if hasFailed { return .failed }
    return check.errorCount == 0 ? .done : .fellShort
  }

  /// The texts of a folder; nil, after a message, where one cannot be read.
  private static func texts(in folder: FilePath, _ messages: Messages) -> [[UInt8]]? {
    var finder = FileFinder(suffix: ".txt", what: "texts")
    _ = finder.add(folder)
    var hasFailed = !finder.problems.isEmpty
    for problem in finder.problems { messages.error("\(problem.path.text): \(problem.reason)") }
    var texts: [[UInt8]] = []
    for file in finder.files {
      do throws(SystemError) {
        texts.append(try FileSystem.read(file))
      } catch {
        messages.error("\(file.text): \(error.reason)")
        hasFailed = true
      }
    }
    return hasFailed ? nil : texts
  }
}
