internal import Stance

/// A classifier that lives as long as the process.
private final class KeptClassifier {
  private let classifier: Classifier
  init(_ classifier: Classifier) { self.classifier = classifier }
}

/// `stance label` and `stance report`: texts to acts, document by document or as one page.
struct LabelCommand {
  private let options: Options
  private let messages: Messages
  private let classifier: Classifier
  private let filter: ActFilter
  private var hasFailed = false
  private var documentCount = 0
  private var progress = Progress(total: nil, isShown: false)
  private var hasResult = false
  /// What is about to be written, kept for its capacity.
  private var output: [UInt8] = []
  /// Whether the user knows that acts have no confidence.
  private var hasWarned = false

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what goes wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where no input can be labelled for a reason that they share.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    do throws(UsageError) {
      try checkUsage(options)
    } catch {
      throw .usage(error)
    }
    let classifier = try Classifier.chosen(options, messages)
    // The process ends with the command: taking the rules apart would only cost time.
    _ = unsafe Unmanaged.passRetained(KeptClassifier(classifier))
    let filter: ActFilter
    do throws(UsageError) {
      filter = try ActFilter(options, labels: classifier.labels)
    } catch {
      throw .usage(error)
    }
    var command = LabelCommand(
      options: options, messages: messages, classifier: classifier, filter: filter)
    try command.run()
    return command.hasFailed ? .failed : .done
  }

  private init(options: Options, messages: Messages, classifier: Classifier, filter: ActFilter) {
    self.options = options
    self.messages = messages
    self.classifier = classifier
    self.filter = filter
  }

  private static func checkUsage(_ options: Options) throws(UsageError) {
    if options.text != nil, let path = options.operands.first {
      throw UsageError("'--text' and the path '\(path.text)' exclude each other")
    }
    if options.text == nil, options.operands.isEmpty {
      throw UsageError(
        "nothing to \(options.command.rawValue); give files, folders, - for standard input, or --text"
      )
    }
    if options.operands.filter({ $0.text == "-" }).count > 1 {
      throw UsageError("standard input (-) can be read only once")
    }
  }

  // MARK: Inputs

  /// All sources in the order given, and whether results are several by nature.
  private mutating func sources() -> (sources: [ArticleSource], areSeveral: Bool) {
    if let text = options.text { return ([.text(text)], options.input == .jsonl) }
    var sources: [ArticleSource] = []
    var hasFolder = false
    for operand in options.operands {
      guard operand.text != "-" else {
        sources.append(.standardInput)
        continue
      }
      var finder = FileFinder(
        suffixes: InputFormat.suffixes(options.input), what: "articles")
      if finder.add(operand.path) { hasFolder = true }
      for problem in finder.problems { fail(problem.path.text, problem.reason) }
      sources += finder.files.map { .file($0) }
    }
    let hasRecords = sources.contains { (options.input ?? $0.format) == .jsonl }
    return (sources, hasFolder || hasRecords || options.operands.count > 1)
  }

  private mutating func fail(_ name: String, _ reason: String) {
    hasFailed = true
    progress.clear()
    messages.error("\(name.isEmpty ? "''" : name): \(reason)")
  }

  // MARK: Work

  private mutating func run() throws(Failure) {
    let (sources, areSeveral) = sources()
    if options.id != nil {
      if sources.count > 1 {
        throw .usage(UsageError("'--id' names one document, but there are \(sources.count)"))
      }
      if sources.contains(where: { (options.input ?? $0.format) == .jsonl }) {
        throw .usage(
          UsageError("'--id' names one document, but JSON Lines hold many; see '--id-field'"))
      }
    }
    if options.format == .brat, areSeveral || sources.count > 1 {
      throw .usage(
        UsageError(
          "brat standoff describes one text, but there are \(areSeveral ? "several" : "\(sources.count)");"
            + " label them one by one"))
    }
    do throws(UsageError) {
      let files = sources.compactMap { if case .file(let path) = $0 { path } else { nil } }
      try OutputGuard.check(
        output: options.output, inputs: files + (options.rules.map { [$0] } ?? []))
    } catch {
      throw .usage(error)
    }
    let terminal =
      options.output == nil
      ? Terminal.standardOutput(options.colour) : Terminal.plain(options.colour)
    var report: any Report =
      options.command == .report ? corpusPage : report(terminal, areSeveral: areSeveral)
    var stream: ResultStream
    do throws(SystemError) {
      stream = try openStream(terminal)
    } catch {
      throw .output(.failed(error), name: outputName)
    }
    Interruption.notice()
    let isInterrupted: Bool
    do throws(OutputError) {
      isInterrupted = try write(sources, as: &report, to: &stream)
    } catch {
      throw .output(error, name: outputName)
    }
    if isInterrupted { throw .interrupted(documents: documentCount) }
  }

  /// Labels all there is.
  ///
  /// - Returns: Whether the user stopped it; then standard output has all documents that were
  ///   labelled, and a file is left as it was.
  private mutating func write(
    _ sources: [ArticleSource], as report: inout any Report, to stream: inout ResultStream
  ) throws(OutputError) -> Bool {
    progress = Progress(
      total: sources.count > 1 ? sources.count : nil,
      isShown: !options.isQuiet && Terminal.isShown(besides: options.output == nil))
    let work = LabelWork(
      options: options, classifier: classifier, filter: filter, report: report)
    let pool = WorkerPool<LabelJob, LabelResult>(
      threadCount: options.jobs ?? WorkerThread.processorCount
    ) {
      let worker = LabelWorker(work)
      return { worker.result(of: $0) }
    }
    for (number, source) in sources.enumerated() where !Interruption.isRequested {
      var reader = ArticleReader(source, options)
      while !Interruption.isRequested {
        // Whoever reads the results may be who writes the records.
        if reader.mustWait() {
          while !Interruption.isRequested, let result = pool.next() {
            try take(result, &report, &stream)
          }
          try stream.flush()
        }
        guard let input = reader.next() else { break }
        while !Interruption.isRequested, pool.isFull(for: input.size), let result = pool.next() {
          try take(result, &report, &stream)
          try flush(&stream, besides: pool)
        }
        guard !Interruption.isRequested else { break }
        pool.add(LabelJob(number: number, source: source, input: input), size: input.size)
        while let result = pool.finished() { try take(result, &report, &stream) }
        try flush(&stream, besides: pool)
      }
    }
    while !Interruption.isRequested, let result = pool.next() {
      try take(result, &report, &stream)
      try flush(&stream, besides: pool)
    }
    progress.clear()
    if Interruption.isRequested, options.output != nil { return true }
    if hasResult {
      var output: [UInt8] = []
      report.finish(&output)
      try stream.write(output)
      try stream.finish()
    }
    return Interruption.isRequested
  }

  /// Writes what is done while much is under way: that may end the process for want of memory.
  private func flush(
    _ stream: inout ResultStream, besides pool: WorkerPool<LabelJob, LabelResult>
  ) throws(OutputError) {
    if pool.byteCount > 1 << 18 { try stream.flush() }
  }

  /// Writes what was made of some documents; to be called in their order.
  private mutating func take(
    _ result: LabelResult, _ report: inout any Report, _ stream: inout ResultStream
  ) throws(OutputError) {
    let name = result.source.name
    for outcome in result.outcomes {
      output.removeAll(keepingCapacity: true)
      switch outcome {
      case .document(let document, let body):
        hasResult = true
        documentCount += 1
        warn(of: document)
        report.add(document, to: &output)
        try stream.write(output)
        output.removeAll(keepingCapacity: true)
        for piece in body { try stream.write(piece) }
        progress.add(done: result.number + 1)
      case .broken(let record):
        hasResult = report.add(record, to: &output) || hasResult
        fail("\(name):\(record.line):\(record.column)", record.reason)
      case .failed(let reason):
        // A read that was interrupted is no error of the file.
        if !Interruption.isRequested { fail(name, reason) }
      }
      try stream.write(output)
    }
  }

  private var outputName: String { options.output?.text ?? "standard output" }

  private func openStream(_ terminal: Terminal) throws(SystemError) -> ResultStream {
    guard let path = options.output else {
      return ResultStream(isImmediate: terminal.isTerminal)
    }
    return try ResultStream(file: path)
  }

  private mutating func warn(of document: LabelledDocument) {
    if document.reading.language != "en" {
      progress.clear()
      messages.warning("\(document.id): the text does not look English; nothing is labelled")
    }
    guard options.minimumConfidence != nil, !hasWarned, document.hasUnratedActs else { return }
    hasWarned = true
    progress.clear()
    messages.warning("acts without confidence are left out by '--min-confidence'")
  }

  private func report(_ terminal: Terminal, areSeveral: Bool) -> any Report {
    switch options.format {
    case .text, .github:
      TextReport(
        labels: classifier.labels,
        colours: Colours(
          labels: classifier.labels, colours: classifier.labelColours, depth: terminal.colours),
        width: terminal.width)
    case .json: JSONReport(rules: identity, arrangement: areSeveral ? .array : .object)
    case .jsonl: JSONReport(rules: identity, arrangement: .lines)
    case .csv: CSVReport(isForTerminal: terminal.isTerminal)
    case .tsv: TSVReport(isForTerminal: terminal.isTerminal)
    case .brat: BratReport(labels: classifier.labels)
    case .html:
      ArticlePage(
        labels: classifier.labels, colours: classifier.labelColours, rules: identity)
    }
  }

  private var corpusPage: CorpusPage {
    CorpusPage(
      labels: classifier.labels, colours: classifier.labelColours,
      nicknames: classifier.nicknames, rules: identity, sentenceLimit: options.sentenceLimit)
  }

  private var identity: RulesIdentity {
    RulesIdentity(
      name: classifier.rulesName, version: classifier.rulesVersion,
      sha256: classifier.rulesDigest)
  }
}
