#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Tries very many inputs, made of seeds by chance and not led by what code they reach.
///
/// Each input follows from the seed and its number alone, so that one that breaks a promise can be
/// made again: `storm TARGET SEED FIRST COUNT SECONDS WORDS FILE...`.
@main
enum Storm {
  /// For the handler of signals; nothing else may be read there.
  nonisolated(unsafe) private static var number: UInt64 = 0
  private static let mostMegabytes = 500

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 7, let seed = UInt64(arguments[2]), let first = UInt64(arguments[3]),
      let count = UInt64(arguments[4]), let seconds = Int(arguments[5])
    else { fail("usage: storm TARGET SEED FIRST COUNT SECONDS WORDS FILE...") }
    let target = Target.named(arguments[1])
    let mutator = Mutator(
      seeds: arguments.dropFirst(7).map(content), words: words(content(arguments[6])))
    watchSignals()
    let end = time(nil) + seconds
    unsafe number = first
    var done: UInt64 = 0
    while done < count {
      if done % 1024 == 0 {
        if time(nil) >= end { break }
        // Whoever runs into this hangs beyond any doubt.
        alarm(600)
        check(memory < mostMegabytes, "\(memory) MB of memory")
      }
      let input = mutator.input(seed: seed, unsafe number)
      // Unbuffered: what follows may be the end.
      if count == 1 { _ = unsafe write(STDOUT_FILENO, input, input.count) }
      target.tryOne(input)
      unsafe number += 1
      done += 1
    }
    print(
      "\(arguments[1]): \(done) inputs of seed \(seed) from number \(first) on,"
        + " at most \(memory) MB")
  }

  private static func watchSignals() {
    for signalNumber in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGALRM] {
      _ = signal(signalNumber) { signalNumber in
        signal(signalNumber, SIG_DFL)
        // Nothing here may ask for memory.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
          var place = 31
          unsafe digits[place] = 0x0A
          var rest = unsafe Storm.number
          repeat {
            place -= 1
            unsafe digits[place] = 0x30 + UInt8(rest % 10)
            rest /= 10
          } while rest > 0
          _ = unsafe write(STDERR_FILENO, "broken by number ", 17)
          _ = unsafe write(STDERR_FILENO, digits.baseAddress.map { unsafe $0 + place }, 32 - place)
        }
        raise(signalNumber)
      }
    }
  }

  private static var memory: Int {
    var usage = rusage()
    #if canImport(Darwin)
      _ = unsafe getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss) >> 20
    #else
      _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) >> 10
    #endif
  }

  private static func content(_ path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { fail("cannot read \(path)") }
    defer { _ = unsafe fclose(file) }
    var content = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe fread(&content, 1, content.count, file)
    return Array(content.prefix(count))
  }

  /// The words of a dictionary of libFuzzer: `"text"` a line, bytes as `\x0A`.
  private static func words(_ dictionary: [UInt8]) -> [[UInt8]] {
    dictionary.split(separator: 0x0A).compactMap { line in
      guard line.first == UInt8(ascii: "\""), line.count > 2 else { return nil }
      var word: [UInt8] = []
      var rest = line.dropFirst().dropLast()
      while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
          word.append(byte)
          continue
        }
        if next == UInt8(ascii: "x") {
          word.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
          rest = rest.dropFirst(2)
        } else {
          word.append(next)
        }
      }
      return word
    }
  }
}
