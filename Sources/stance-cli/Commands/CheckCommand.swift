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
    let ids = RuleFileEntry.list(loaded.json).map(\.name)
    for name in options.names
    where !ids.contains(where: { $0 == name || name.hasSuffix(".") && $0.hasPrefix(name) }) {
      throw .usage(
        UsageError(
          "the rules have nothing named '\(name)'" + Suggestion.text(for: name, among: ids)))
    }
    var check = RuleFileCheck(loaded, testing: options.names)
    var hasFailed = false
    if let gold = options.gold {
      let texts = texts(gold, messages)
      hasFailed = texts == nil
      check.findIdle(in: texts ?? [])
    }
    if options.mutates { check.findUnnoticedDeletions() }
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

  /// A text or the texts of a folder, with what the gold file beside each tells of it; nil, after a
  /// message, where one cannot be read.
  private static func texts(
    _ path: FilePath, _ messages: Messages
  ) -> [(text: [UInt8], metadata: Metadata)]? {
    var finder = FileFinder(suffix: ".txt", what: "texts")
    _ = finder.add(path)
    var hasFailed = !finder.problems.isEmpty
    for problem in finder.problems { messages.error("\(problem.path.text): \(problem.reason)") }
    var texts: [(text: [UInt8], metadata: Metadata)] = []
    for file in finder.files {
      do throws(SystemError) {
        let bytes = try FileSystem.read(file)
        do throws(InputError) {
          texts.append((try TextDecoder.decode(bytes, isLossy: false), metadata(beside: file)))
        } catch {
          messages.error("\(file.text): \(error.reason)")
          hasFailed = true
        }
      } catch {
        messages.error("\(file.text): \(error.reason)")
        hasFailed = true
      }
    }
    return hasFailed ? nil : texts
  }

  /// What the gold file of a text says of it as a whole.
  private static func metadata(beside text: FilePath) -> Metadata {
    let gold = FilePath(text.dropping(4).bytes + Array(GoldArticles.suffix.utf8))
    guard let bytes = try? FileSystem.read(gold) else { return Metadata() }
    return (try? GoldFile.read(bytes))?.first?.metadata ?? Metadata()
  }
}
