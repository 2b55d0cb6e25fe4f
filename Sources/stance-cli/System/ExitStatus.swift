/// What the exit status of the command tells scripts.
enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// Done, but a check or an evaluation fell short of what was asked.
  case fellShort = 1
  /// Could not run, or not fully.
  case failed = 2
}
