#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Whether the user has asked the command to end (Ctrl-C, a closed terminal), or the system has.
///
/// The first request lets the document in hand be finished, so that results end with a whole record
/// and no half file stays; a second one ends the process at once.
enum Interruption {
  /// Written by the handler only; a reader that sees an old value ends one document later.
  nonisolated(unsafe) private static var number: Int32 = 0

  /// Begins to take notice.
  ///
  /// A process that was started with a signal ignored goes on ignoring it.
  static func notice() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        unsafe Interruption.number = number
        _ = signal(number, SIG_DFL)
      }
      if unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        _ = signal(number, SIG_IGN)
        continue
      }
      // So that waiting for input ends as well.
      var action = sigaction()
      guard unsafe sigaction(number, nil, &action) == 0 else { continue }
      action.sa_flags &= ~SA_RESTART
      _ = unsafe sigaction(number, &action, nil)
    }
  }

  /// Whether it has been asked for.
  static var isRequested: Bool { unsafe number != 0 }
}

/// Waiting without work.
enum Pause {
  /// Waits for so long, or until the process is interrupted.
  static func wait(_ time: Duration) {
    let (seconds, attoseconds) = time.components
    var wanted = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    _ = unsafe nanosleep(&wanted, nil)
  }
}
