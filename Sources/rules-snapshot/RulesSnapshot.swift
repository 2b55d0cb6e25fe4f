internal import Rules
internal import Stance

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes the tables that compiling the rules built in gives to standard output.
///
/// `make` runs it between two builds and embeds what it writes: see ``Snapshotted``.
@main
struct RulesSnapshot {
  static func main() {
    let loaded = RuleFileLoader.load(.init(name: "rules.json", bytes: BuiltInRules.bytes)) { _, _ in
      .failure(.init("rules with a snapshot extend nothing"))
    }
    guard loaded.snapshot == nil else {
      fail("this build holds a snapshot itself; build it without STANCE_SNAPSHOT")
    }
    do throws(RulesError) {
      let bytes = try Classifier.snapshot(of: loaded)
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
        guard written > 0 else { fail("standard output cannot be written") }
        rest = rest.dropFirst(written)
      }
    } catch {
      fail("rules.json has problems\n\(error.report)")
    }
  }

  private static func fail(_ message: String) -> Never {
    let text = Array("rules-snapshot: \(message)\n".utf8)
    _ = unsafe text.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    exit(1)
  }
}
