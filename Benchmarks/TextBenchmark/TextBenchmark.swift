import Foundation
internal import Rules
internal import Stance

/// Measures how fast texts are worked on, stage by stage, on one core.
///
///     swift run -c release TextBenchmark [--mb N] [--seed N] [--runs N] [--write FILE] [FILE...]
///
/// Without files the text is made by ``NewsText``; `--write` only writes it to a file, as JSON Lines
/// where its name ends in `.jsonl`, so that other programs can be given the same. Each stage is run
/// over all documents several times; the median is what counts. A stage includes those before it.
@main
struct TextBenchmark {
  private var megabytes = 20
  private var seed: UInt64 = 2020
  private var runs = 5
  private var files: [String] = []
  private var target: String?

  static func main() throws {
    var benchmark = TextBenchmark()
    guard benchmark.read(Array(CommandLine.arguments.dropFirst())) else {
      let usage = "usage: TextBenchmark [--mb N] [--seed N] [--runs N] [--write FILE] [FILE...]\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
    if let target = benchmark.target { return try benchmark.write(to: target) }
    try benchmark.run()
  }

  private mutating func read(_ arguments: [String]) -> Bool {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        files.append(word)
        continue
      }
      guard let value = rest.popFirst() else { return false }
      if word == "--write" {
        target = value
        continue
      }
      guard let number = Int(value), number > 0 else { return false }
      switch word {
      case "--mb": megabytes = number
      case "--seed": seed = UInt64(number)
      case "--runs": runs = number
      default: return false
      }
    }
    return true
  }

  /// Writes document by document, so that a corpus may be larger than memory.
  private func write(to name: String) throws {
    guard FileManager.default.createFile(atPath: name, contents: nil),
      let file = FileHandle(forWritingAtPath: name)
    else { throw CocoaError(.fileWriteUnknown) }
    var generator = NewsText(seed: seed)
    var buffer: [UInt8] = []
    var size = 0
    var count = 0
    while size < megabytes << 20 {
      let text = generator.document()
      size += text.count
      buffer += name.hasSuffix(".jsonl") ? Self.record(text, id: count) + [0x0A] : text
      count += 1
      if buffer.count > 1 << 20 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
    try file.close()
  }

  /// A text as a line of JSON Lines, without its end.
  private static func record(_ text: [UInt8], id: Int) -> [UInt8] {
    var record = Array("{\"id\":\(id),\"text\":\"".utf8)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"): record += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\""): record += [UInt8(ascii: "\\"), byte]
      default: record.append(byte)
      }
    }
    return record + Array("\"}".utf8)
  }

  private func run() throws {
    let documents = try documents()
    let bytes = documents.reduce(0) { $0 + $1.count }
    let classifier = try Classifier()
    var cutter = TextCutter(classifier)
    var tokens = 0
    var sentences = 0
    for document in documents {
      cutter.cut(document)
      tokens += cutter.tokenCount
      sentences += cutter.sentenceCount
    }
    print("\(documents.count) documents, \(bytes) bytes, \(tokens) tokens, \(sentences) sentences")
    let records = documents.enumerated().map { Self.record($1, id: $0) }
    let reader = JSONLinesReader()
    report(
      "records alone", bytes, sentences,
      median { for record in records { _ = try? reader.read(record) } })
    report("tokens", bytes, sentences, median { for text in documents { cutter.tokenize(text) } })
    report(
      "tokens and sentences", bytes, sentences,
      median { for text in documents { cutter.cut(text) } })
    var stages = BufferedClassifier(classifier)
    for stage in BufferedClassifier.Stage.allCases {
      for text in documents.prefix(documents.count / 10 + 1) { stages.run(to: stage, text) }
      report(
        stage.rawValue, bytes, sentences,
        median { for text in documents { stages.run(to: stage, text) } })
    }
  }

  private func documents() throws -> [[UInt8]] {
    guard files.isEmpty else {
      return try files.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    }
    var generator = NewsText(seed: seed)
    return generator.documents(bytes: megabytes << 20)
  }

  /// Seconds of the processor, which others on the machine disturb less than the wall clock.
  private func median(_ body: () -> Void) -> Double {
    let times = (0..<runs).map { _ in
      let start = clock()
      body()
      return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    return times.sorted()[times.count / 2]
  }

  private func report(_ stage: String, _ bytes: Int, _ sentences: Int, _ seconds: Double) {
    let rate = String(format: "%.1f", Double(bytes) / seconds / 1_000_000)
    print("\(stage): \(rate) MB/s, \(Int(Double(sentences) / seconds)) sentences/s")
  }
}
