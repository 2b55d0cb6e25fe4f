#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// When to write in colour.
enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// How many colours are to be had.
enum ColourDepth: Sendable {
  case none, palette, full
}

/// What standard output is.
struct Terminal: Sendable {
  let isTerminal: Bool
  /// Columns that text may fill.
  let width: Int
  let colours: ColourDepth

  static let standardWidth = 80

  /// A file or a pipe.
  static func plain(_ choice: ColourChoice) -> Terminal {
    Terminal(
      isTerminal: false, width: standardWidth, colours: choice == .always ? depth() : .none)
  }

  /// Whether messages of progress reach a person and do not stand between results.
  ///
  /// - Parameter hasResults: Whether results go to standard output.
  /// - Returns: Whether to tell it.
  static func isShown(besides hasResults: Bool) -> Bool {
    isatty(STDERR_FILENO) == 1 && !(hasResults && isatty(STDOUT_FILENO) == 1)
  }

  /// Looks at standard output and the environment.
  static func standardOutput(_ choice: ColourChoice) -> Terminal {
    guard isatty(STDOUT_FILENO) == 1 else { return plain(choice) }
    let isColourful: Bool =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        Console.environment("NO_COLOR") == nil && Console.environment("TERM") != "dumb"
      }
    return Terminal(
      isTerminal: true, width: columns(), colours: isColourful ? depth() : .none)
  }

  private static func depth() -> ColourDepth {
    switch Console.environment("COLORTERM") {
    case "truecolor", "24bit": .full
    default: .palette
    }
  }

  /// Lines much longer than a hundred columns are hard to read.
  private static func columns() -> Int {
    var size = winsize()
    let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return min(max(isKnown ? Int(size.ws_col) : standardWidth, 40), 110)
  }
}
