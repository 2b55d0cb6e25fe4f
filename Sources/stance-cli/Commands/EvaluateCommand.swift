internal import Stance

/// `stance evaluate`: gold files to scores.
struct EvaluateCommand {
  private let options: Options
  private let messages: Messages
  private let classifier: Classifier
  private var evaluation: Evaluation
  private var hasFailed = false

  static let goldSuffix = ".gold.tsv"

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where nothing can be evaluated.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard !options.operands.isEmpty else {
      throw .usage(UsageError("nothing to evaluate; give gold files (\(goldSuffix)) or folders"))
    }
    let classifier = try Classifier.chosen(options, messages)
    var command = EvaluateCommand(options, messages, classifier)
    return try command.run()
  }

  private init(_ options: Options, _ messages: Messages, _ classifier: Classifier) {
    self.options = options
    self.messages = messages
    self.classifier = classifier
    evaluation = Evaluation(labels: classifier.labels)
  }

  private mutating func run() throws(Failure) -> ExitStatus {
    for operand in options.operands {
      var finder = FileFinder(suffix: Self.goldSuffix, what: "gold files")
      _ = finder.add(operand.path)
      for problem in finder.problems { fail(problem.path.text, problem.reason) }
      for file in finder.files { evaluate(file) }
    }
    guard !evaluation.documents.isEmpty else { return .failed }
    try Results.print(results, to: options.output)
    return hasFailed ? .failed : threshold()
  }

  private var results: String {
    switch options.format {
    case .json: EvaluationReport.json(evaluation, hasErrors: !options.hasOnlyTotals)
    default: EvaluationReport.text(evaluation, hasErrors: !options.hasOnlyTotals)
    }
  }

  private func threshold() -> ExitStatus {
    let macroF1 = evaluation.scores.primary.macroF1
    guard let minimum = options.minimumMacroF1, macroF1 < minimum else { return .done }
    messages.error("macro-F1 is \(FixedPoint.text(macroF1, places: 4)), less than \(minimum)")
    return .fellShort
  }

  private mutating func fail(_ name: String, _ reason: String) {
    hasFailed = true
    messages.error("\(name): \(reason)")
  }

  // MARK: One file

  private mutating func evaluate(_ file: FilePath) {
    do throws(SystemError) {
      let bytes = try FileSystem.read(file)
      do throws(GoldFileError) {
        for gold in try GoldFile.read(bytes, labels: classifier.labels) { try add(gold, file) }
      } catch {
        for problem in error.problems { fail("\(file.text):\(problem.line)", problem.message) }
      }
    } catch {
      fail(file.text, error.reason)
    }
  }

  private mutating func add(_ gold: GoldDocument, _ file: FilePath) throws(GoldFileError) {
    guard let text = text(gold, file) else { return }
    let classifier = classifier
    try evaluation.add(gold, name: file.text, text: text) { text, metadata in
      classifier.label(text, metadata: metadata)
    }
  }

  /// The text that a gold document is about, or nil after a message.
  private mutating func text(_ gold: GoldDocument, _ file: FilePath) -> String? {
    let candidates = textFiles(gold, file)
    guard let path = candidates.first(where: { (try? FileSystem.status($0)) != nil }) else {
      let names = candidates.map { "'\($0.text)'" }.joined(separator: " or ")
      fail(file.text, "no text at \(names); --texts FOLDER tells where texts are")
      return nil
    }
    do throws(SystemError) {
      let bytes = try FileSystem.read(path)
      do throws(InputError) {
        return String(
          decoding: try TextDecoder.decode(bytes, isLossy: false), as: UTF8.self)
      } catch {
        fail(path.text, error.reason)
      }
    } catch {
      fail(path.text, error.reason)
    }
    return nil
  }

  /// Beside the gold file, then in the folder of texts; by its name, then by its id.
  private func textFiles(_ gold: GoldDocument, _ file: FilePath) -> [FilePath] {
    let stem =
      file.hasSuffix(Self.goldSuffix) ? file.dropping(Self.goldSuffix.utf8.count) : file
    var names = [stem.name]
    if let id = gold.id, !id.utf8.contains(UInt8(ascii: "/")) { names.append(Array(id.utf8)) }
    let folders = [file.folder] + (options.texts.map { [$0] } ?? [])
    return folders.flatMap { folder in
      names.map { folder.appending($0 + Array(".txt".utf8)) }
    }
  }
}
