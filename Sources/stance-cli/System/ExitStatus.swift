/// What the exit status of the command tells scripts.
enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// Done, but a check or an evaluation fell short of what was asked.
  case fellShort = 1
  /// Could not run, or not fully.
  case failed = 2
  /// The user stopped it (Ctrl-C).
  case interrupted = 130

  /// All of them, as help tells.
  static let meanings: [(status: ExitStatus, meaning: String)] = [
    (.done, "done"), (.fellShort, "a check or an evaluation fell short"),
    (.failed, "could not run, or not fully"), (.interrupted, "stopped by Ctrl-C"),
  ]
}
