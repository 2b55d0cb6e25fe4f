#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The command `stance`.
@main
enum Main {
  static let version = "0.1.0"

  static func main() {
    Console.ignoreClosedPipes()
    Console.fillClosedStreams()
    let status = run()
    exit(status.rawValue)
  }

  private static func run() -> ExitStatus {
    do throws(UsageError) {
      let options = try Options(TypedArguments(Console.arguments))
      let messages = Messages(isQuiet: options.isQuiet)
      do throws(Failure) {
        return try run(options, messages)
      } catch {
        return error.status(messages)
      }
    } catch {
      return Failure.usage(error).status(Messages(isQuiet: false))
    }
  }

  private static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    if options.wantsVersion {
      try Results.print("stance \(version)\n", to: nil)
      return .done
    }
    if options.wantsHelp { return try help(options.command) }
    switch options.command {
    case .label, .report: return try LabelCommand.run(options, messages)
    case .explain: return try ExplainCommand.run(options, messages)
    case .check: return try CheckCommand.run(options, messages)
    case .rules: return try RulesCommand.run(options, messages)
    case .initialize: return try InitCommand.run(options, messages)
    case .evaluate: return try EvaluateCommand.run(options, messages)
    case .compare: return try CompareCommand.run(options, messages)
    case .watch: return try WatchCommand.run(options, messages)
    case .suggest: return try SuggestCommand.run(options, messages)
    case .help:
      guard let generated = options.generated else { return try help(about: options.operands) }
      try Results.print(generated.text, to: nil)
      return .done
    }
  }

  private static func help(_ command: Command) throws(Failure) -> ExitStatus {
    try Results.print(command == .help ? Help.overview : Help.text(command), to: nil)
    return .done
  }

  private static func help(about words: [Word]) throws(Failure) -> ExitStatus {
    guard let word = words.first else { return try help(.help) }
    guard let command = Command(rawValue: word.text) else {
      throw .usage(Command.unknown(word))
    }
    return try help(command)
  }
}
