import Foundation
import Rules
import Stance
import TestSupport
import Testing

/// What holds for the reading of any bytes.
@Suite struct ReadingPropertyTests {
  private static let classifier = try? Classifier()
  private static let seeds = [1, UInt64.random(in: 2...UInt64(UInt32.max))]
  private static let articles = ProjectFiles.names(in: "Tests/Gold").filter { $0.hasSuffix(".txt") }

  @Test(arguments: seeds)
  func `offsets point into the text whatever its bytes are`(_ seed: UInt64) throws {
    print("seed \(seed)")
    let classifier = try #require(Self.classifier)
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<60 {
      let name = try #require(Self.articles.randomElement(using: &numbers))
      var bytes = try #require(ProjectFiles.bytes("Tests/Gold/" + name))
      let start = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes = Array(bytes[start...].prefix(Int.random(in: 1...1500, using: &numbers)))
      for _ in 0..<Int.random(in: 0...30, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      let reading = classifier.label(bytes: bytes)
      #expect(throws: Never.self, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))") {
        try ReadingPromises.check(reading, text: bytes)
      }
      #expect(classifier.label(bytes: bytes) == reading, "seed \(seed)")
    }
  }

  @Test func `what the fuzzer found stays mended`() throws {
    let classifier = try #require(Self.classifier)
    let files = ProjectFiles.files(below: "Fuzz/Corpus")
    #expect(files.count >= 20)
    for file in files {
      let bytes = UTF8Code.repaired(try #require(ProjectFiles.bytes(file)))
      for text in [bytes, HTMLExtractor.page(bytes).text] {
        #expect(throws: Never.self, "\(file)") {
          try ReadingPromises.check(classifier.label(bytes: text), text: text)
        }
      }
      let loaded = RuleFileLoader.load(.init(name: file, bytes: bytes)) { _, _ in
        .failure(.init("there is no such file"))
      }
      for diagnostic in Classifier.load(loaded).diagnostics {
        #expect(
          diagnostic.range.upperBound <= loaded.sources.bytes.count,
          "\(file): \(diagnostic.id) at \(diagnostic.range)")
      }
    }
  }

  /// Pieces that would show work that is not linear in the text.
  private static let pieces = [
    "Norway denied it. ", "\"", "“", "(", "'", ",", ";", "—", "he said ", "and ", "Peru's ", "Mr. ",
    "Foreign Minister Kari Berg, ", "told reporters that ", "according to ", "- a\n", "1. ", "\n\n",
    "“We will,” she said, “not pay.” ", "Q: Why?\nA: No.\n", "said ", "not ", "é", "\u{200B}",
    "A. ",
  ]

  @Test(arguments: pieces)
  func `a text of one piece many times takes linear time`(_ piece: String) throws {
    let classifier = try #require(Self.classifier)
    // English all around it, so that it is read.
    let frame = "The ministry said on Monday that it would not close the port of the city. "
    func time(_ count: Int) -> Double {
      let text = Array((frame + String(repeating: piece, count: count / piece.utf8.count)).utf8)
      var best = Double.infinity
      for _ in 0..<2 {
        let start = Self.processorTime
        _ = classifier.label(bytes: text)
        best = min(best, Self.processorTime - start)
      }
      return best
    }
    _ = time(500)
    let short = time(2000)
    let long = time(16000)
    // Eight times the text; where work were quadratic, 64 times the time.
    #expect(long < 24 * short + 0.05, "\(short) s, then \(long) s")
  }

  private static var processorTime: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
