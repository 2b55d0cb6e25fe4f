/// Says on standard error what the user must know; one line each.
struct Messages: Sendable {
  /// Whether notes and warnings are left out.
  let isQuiet: Bool

  /// What went wrong.
  func error(_ text: String) { write("error: " + text) }

  /// What the user may not have expected.
  func warning(_ text: String) { if !isQuiet { write("warning: " + text) } }

  /// What is good to know.
  func note(_ text: String) { if !isQuiet { write("note: " + text) } }

  /// A finished report of several lines.
  func report(_ text: String) {
    let lines = TerminalSafety.visibleLines(text)
    Console.writeError(lines.hasSuffix("\n") ? lines : lines + "\n")
  }

  private func write(_ text: String) {
    Console.writeError("stance: " + TerminalSafety.visible(text) + "\n")
  }
}
