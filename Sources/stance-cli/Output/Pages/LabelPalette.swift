#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A colour of the sRGB space.
struct ScreenColour: Sendable, Equatable {
  /// Red, green and blue from 0 to 255.
  let parts: [Int]

  init(_ red: Int, _ green: Int, _ blue: Int) { parts = [red, green, blue] }

  /// A colour as `#rrggbb`; nil for anything else.
  init?(_ text: String) {
    guard text.hasPrefix("#"), text.utf8.count == 7, let value = Int(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(value >> 16, value >> 8 & 255, value & 255)
  }

  /// As `#rrggbb`.
  var text: String {
    "#"
      + parts.map { part in
        let digits = String(part, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// A share of this colour over another.
  func mixed(_ share: Double, over other: ScreenColour) -> ScreenColour {
    let mixed = zip(parts, other.parts).map { part, ground in
      Int((Double(part) * share + Double(ground) * (1 - share)).rounded())
    }
    return ScreenColour(mixed[0], mixed[1], mixed[2])
  }

  /// The contrast to another colour from 1 to 21, as the accessibility guidelines define it.
  func contrast(to other: ScreenColour) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private var luminance: Double {
    let linear = parts.map { part -> Double in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}

/// The colours of labels on a page, readable on light and dark ground whatever the rules file says.
struct LabelPalette: Sendable {
  /// What text must have against its ground.
  static let leastContrast = 4.5

  private let colours: [ScreenColour]

  /// A palette.
  ///
  /// - Parameter colours: One a label, as `#rrggbb`; others become grey.
  init(_ colours: [String]) {
    self.colours = colours.map { ScreenColour($0) ?? ScreenColour(0x5B, 0x5F, 0x66) }
  }

  /// A class for each label, `l0` and so on, with `--ink` for text and lines, `--tint` for grounds.
  var style: String {
    var style = ""
    for (index, colour) in colours.enumerated() {
      style += Self.rule(index, colour, on: ScreenColour(0xFF, 0xFF, 0xFF), tint: 0.12)
    }
    style += "@media screen and (prefers-color-scheme:dark){\n"
    for (index, colour) in colours.enumerated() {
      style += Self.rule(index, colour, on: ScreenColour(0x17, 0x19, 0x1E), tint: 0.26)
    }
    return style + "}\n"
  }

  private static func rule(
    _ index: Int, _ colour: ScreenColour, on paper: ScreenColour, tint share: Double
  ) -> String {
    let tint = colour.mixed(share, over: paper)
    return ".l\(index){--ink:\(readable(colour, on: tint).text);--tint:\(tint.text)}\n"
  }

  /// The colour, moved towards black or white until it can be read on a ground.
  static func readable(_ colour: ScreenColour, on ground: ScreenColour) -> ScreenColour {
    let white = ScreenColour(255, 255, 255)
    let black = ScreenColour(0, 0, 0)
    let goal = white.contrast(to: ground) > black.contrast(to: ground) ? white : black
    for step in 0..<20 {
      let moved = goal.mixed(Double(step) / 20, over: colour)
      if moved.contrast(to: ground) >= leastContrast { return moved }
    }
    return goal
  }
}
