import Foundation
internal import Rules
internal import Stance

/// Measures how long rules take to load, and what more rules and hostile ones cost.
///
///     swift build -c release && .build/release/LoadBenchmark [--runs N] [--kb N] [STAGE...]
///
/// The stages are `load`, `start`, `large`, `copies` and `growth`; without any, all are run. Every
/// figure stands beside its limit, and the status is 1 when one is missed. `start` runs the command
/// that was built beside the benchmark and takes its time by the wall clock, the others take that of
/// the processor.
@main
struct LoadBenchmark {
  private var runs = 50
  private var kilobytes = 400
  private var stages: [String] = []
  private var hasFailed = false

  private static let names = ["load", "start", "large", "copies", "growth"]

  static func main() throws {
    var benchmark = LoadBenchmark()
    guard benchmark.read(Array(CommandLine.arguments.dropFirst())) else {
      let usage =
        "usage: LoadBenchmark [--runs N] [--kb N] [STAGE...]\n"
        + "stages: \(names.joined(separator: " "))\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
    try benchmark.run()
    if benchmark.hasFailed { exit(1) }
  }

  private mutating func read(_ arguments: [String]) -> Bool {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if !word.hasPrefix("--") {
        guard Self.names.contains(word) else { return false }
        stages.append(word)
        continue
      }
      guard let number = rest.popFirst().flatMap(Int.init), number > 0 else { return false }
      switch word {
      case "--runs": runs = number
      case "--kb": kilobytes = number
      default: return false
      }
    }
    if stages.isEmpty { stages = Self.names }
    return true
  }

  private mutating func run() throws {
    for stage in stages {
      switch stage {
      case "load": try measureLoad()
      case "start": try measureStart()
      case "large": try measureLarge()
      case "copies": try measureCopies()
      default: try measureGrowth()
      }
    }
  }

  // MARK: Loading

  /// The shipped rules, again and again in one process, and the parts of that.
  private mutating func measureLoad() throws {
    let bytes = BuiltInRules.bytes
    let json = Self.median(runs) { LocatedJSONParser.parse(bytes) }
    let tree = LocatedJSONParser.parse(bytes).json
    let model = Self.median(runs) { RuleFileReader.read(tree) }
    let file = RuleFileReader.read(tree).file
    let compiled = Self.median(runs) {
      var problems: [Diagnostic] = []
      return RuleSet.compile(file, bytes: bytes, scanning: [], into: &problems)
    }
    let loaded = Self.median(runs) { Self.load(bytes) }
    let ready = Self.load(bytes)
    let classifier = try Self.median(runs) { try Classifier(ready) }
    print("shipped rules, \(bytes.count) bytes, median of \(runs) in one process")
    report("  JSON alone", json)
    report("  model alone", model)
    report("  compiler alone", compiled)
    report("  file to model", loaded)
    report("  model to classifier", classifier)
    report("  file to classifier, as for a changed file", loaded + classifier)
    var fresh = ready
    fresh.snapshot = nil
    let tables = try Classifier.snapshot(of: fresh)
    try unsafe tables.withUnsafeBytes { buffer in
      let restored = try Self.median(runs) {
        let snapshot = unsafe SnapshotReader(buffer, of: bytes)
        return try snapshot.map {
          try Classifier(RuleFileLoader.load(.init(name: "rules.json", bytes: bytes), from: $0))
        }
      }
      report("  the same from its snapshot, as `make` builds it in", restored, most: 4)
    }
  }

  private static func load(_ bytes: [UInt8], _ name: String = "rules.json") -> LoadedRuleFile {
    RuleFileLoader.load(.init(name: name, bytes: bytes)) { _, _ in
      .failure(.init("nothing else is read"))
    }
  }

  /// The command as it is called for one article.
  private mutating func measureStart() throws {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let command = folder.appendingPathComponent("stance")
    let article = FileManager.default.temporaryDirectory
      .appendingPathComponent("LoadBenchmark-\(ProcessInfo.processInfo.processIdentifier).txt")
    try Data(TestText(BuiltInRules.bytes).text(bytes: 2500)).write(to: article)
    defer { try? FileManager.default.removeItem(at: article) }
    func start(_ arguments: [String]) throws -> Double {
      try Self.median(runs, clock: Self.seconds) {
        try Self.run(command.path, arguments)
      }
    }
    print("the command, median of \(runs) starts by the wall clock, the starting of it included")
    report("  stance --version", try start(["--version"]), most: 3)
    report(
      "  stance label ARTICLE", try start(["label", "-q", "--rules", "default", article.path]),
      most: 10)
  }

  /// Runs a program to its end, its output thrown away.
  ///
  /// Foundation would ask only now and then whether it has ended.
  private static func run(_ path: String, _ arguments: [String]) throws -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var process = pid_t()
    var status: Int32 = 0
    let failure = unsafe posix_spawn(&process, path, &actions, nil, &words, nil)
    guard failure == 0, unsafe waitpid(process, &status, 0) == process, status == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ECHILD)
    }
    return status
  }

  /// A file that nobody writes by hand.
  private mutating func measureLarge() throws {
    let bytes = try RuleCopies.largeFile(rules: 10_000, entries: 100_000)
    let loaded = Self.median(5) { Self.load(bytes) }
    let ready = Self.load(bytes)
    let classifier = try Self.median(5) { try Classifier(ready) }
    print(
      "10000 rules with 100000 lexicon entries, \(bytes.count) bytes, on top of the shipped ones")
    report("  file to classifier", loaded + classifier, most: 500)
  }

  // MARK: Labelling

  private mutating func measureCopies() throws {
    let text = TestText(BuiltInRules.bytes).text(bytes: kilobytes << 10)
    print("labelling \(text.count) bytes by copies of the shipped rules with other words")
    let counts = [1, 3, 10]
    let classifiers = try counts.map {
      try Classifier(rules: RuleCopies.shipped(times: $0), path: "rules.json")
    }
    // Turn and turn about, so that what else the machine does hits all alike.
    var times = counts.map { _ in [Double]() }
    for _ in 0..<7 {
      for (place, classifier) in classifiers.enumerated() {
        times[place].append(Self.time { classifier.label(bytes: text).sentences.count })
      }
    }
    let best = times.map { $0.min() ?? 0 }
    for (count, time) in zip(counts, best) { report("  \(count) x the rules", time) }
    report(ratio: "  3 x", best[1] / best[0], most: 1.1)
    report(ratio: "  10 x", best[2] / best[0], most: 1.5)
  }

  private mutating func measureGrowth() throws {
    print("time of twice the input over once the input")
    for test in try GrowthTest.all() {
      // The least disturbed of several runs.
      var once = Double.infinity
      var twice = Double.infinity
      for _ in 0..<3 {
        once = min(once, Self.time { test.once() })
        twice = min(twice, Self.time { test.twice() })
      }
      let name = "  \(test.name), \(Self.text(once)) and \(Self.text(twice)) ms"
      // What the clock and the machine add by chance is no growth.
      report(ratio: name, twice / once, most: 2.2)
    }
  }

  // MARK: Figures

  /// Milliseconds of the processor.
  private static func processor() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) * 1000 }

  /// Milliseconds since the machine started.
  private static func seconds() -> Double { ProcessInfo.processInfo.systemUptime * 1000 }

  private static func time<Result>(
    clock: () -> Double = processor, _ body: () throws -> Result
  ) rethrows -> Double {
    let start = clock()
    let result = try body()
    let end = clock()
    return withExtendedLifetime(result) { end - start }
  }

  private static func median<Result>(
    _ runs: Int, clock: () -> Double = processor, _ body: () throws -> Result
  ) rethrows -> Double {
    let times = try (0..<runs).map { _ in try time(clock: clock, body) }
    return times.sorted()[runs / 2]
  }

  private static func text(_ milliseconds: Double) -> String {
    String(format: "%.2f", milliseconds)
  }

  private mutating func report(_ name: String, _ milliseconds: Double, most: Double? = nil) {
    show(name, "\(Self.text(milliseconds)) ms", most.map { "\(Int($0)) ms" })
    if let most, milliseconds > most { miss() }
  }

  private mutating func report(ratio name: String, _ ratio: Double, most: Double) {
    show(name, Self.text(ratio), "\(most)")
    if ratio > most { miss() }
  }

  private func show(_ name: String, _ value: String, _ limit: String?) {
    print("\(name): \(value)" + (limit.map { " (at most \($0))" } ?? ""))
  }

  private mutating func miss() {
    hasFailed = true
    print("    MISSED")
  }
}
