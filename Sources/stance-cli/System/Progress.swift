/// Tells on a terminal how far a long work is: once a second has passed, on one line that is wiped
/// at the end.
struct Progress {
  private let isShown: Bool
  /// How much there is to do; nil where that is not known.
  private let total: Int?
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var count = 0
  private var hasLine = false

  /// Begins to count.
  ///
  /// - Parameters:
  ///   - total: How many documents there are; nil where that is not known.
  ///   - isShown: Whether to tell at all.
  init(total: Int?, isShown: Bool) {
    self.total = total
    self.isShown = isShown
    start = .now
    last = start
  }

  /// Counts a document.
  ///
  /// - Parameter done: How many of the total are done with it.
  mutating func add(done: Int) {
    count += 1
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .seconds(1), now - last > .milliseconds(200) else { return }
    last = now
    hasLine = true
    let line = Self.line(count: count, done: done, total: total, after: now - start)
    Console.writeError("\r\u{1B}[K" + line)
  }

  /// Wipes the line, so that other messages begin on a line of their own.
  mutating func clear() {
    if hasLine { Console.writeError("\r\u{1B}[K") }
    hasLine = false
  }

  /// What is told: documents, rate and, where the total is known, the time left.
  static func line(count: Int, done: Int, total: Int?, after time: Duration) -> String {
    let seconds = max(Double(time.components.seconds), 1)
    let rate = Double(count) / seconds
    var line = "\(count) document\(count == 1 ? "" : "s")"
    if let total { line += ", \(done * 100 / max(total, 1)) %" }
    line += ", \(Int(rate.rounded())) a second"
    guard let total, done > 0 else { return line }
    let left = Int((seconds * Double(max(total - done, 0)) / Double(done)).rounded())
    return line + ", \(Self.span(left)) left"
  }

  private static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}
