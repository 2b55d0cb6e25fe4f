import Rules
import Stance
import TestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is fuzzed: takes any bytes and ends the process where a promise is broken.
struct Target {
  private let run: @Sendable (Input) -> Void

  static let all: [String: Target] = [
    "documents": Target(run: DocumentFuzz.run), "html": Target(run: HTMLFuzz.run),
    "json": Target(run: JSONFuzz.run), "rules": Target(run: RuleFileFuzz.run),
    "patterns": Target(run: PatternFuzz.run), "gold": Target(run: GoldFuzz.run),
  ]

  static func named(_ name: String) -> Target {
    guard let target = all[name] else {
      fail("no target '\(name)'; expected \(all.keys.sorted().joined(separator: ", "))")
    }
    return target
  }

  /// The processor time that one input may take.
  private static let limit = 1.0

  /// Tries one input.
  func tryOne(_ bytes: [UInt8]) {
    // Not the clock on the wall: the machine may have other things to do.
    let start = Self.processorTime
    run(Input(bytes))
    let seconds = Self.processorTime - start
    check(seconds < Self.limit, "it took \(seconds) s of processor time")
  }

  private static var processorTime: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Ends the process with a reason, so that the input is kept.
func fail(_ reason: String) -> Never {
  let line = Array("broken promise: \(reason)\n".utf8)
  _ = unsafe write(STDERR_FILENO, line, line.count)
  abort()
}

func check(_ condition: Bool, _ reason: @autoclosure () -> String) {
  if !condition { fail(reason()) }
}

/// Ends the process with the promise that does not hold.
func keep(_ promise: @autoclosure () throws(BrokenPromise) -> Void) {
  do throws(BrokenPromise) {
    try promise()
  } catch {
    fail(error.description)
  }
}

/// An input with choices that depend on nothing else.
struct Input {
  let bytes: [UInt8]
  private let hash: UInt64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    hash = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// Whether this is one of about so many inputs; another `salt` gives another choice.
  func isOne(of count: UInt64, salt: UInt64) -> Bool {
    var mixed = (hash ^ salt &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    return mixed % count == 0
  }

  /// Now and then the input many times over, so that work that is not linear shows as a hang.
  var perhapsRepeated: [UInt8] {
    guard isOne(of: 1024, salt: 99), !bytes.isEmpty else { return bytes }
    return Self.repeated(bytes)
  }

  static func repeated(_ bytes: [UInt8]) -> [UInt8] {
    var many: [UInt8] = []
    while many.count < 1 << 15 { many += bytes }
    return many
  }
}
