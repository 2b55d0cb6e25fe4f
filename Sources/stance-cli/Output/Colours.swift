/// Dresses text for a terminal.
struct Colours: Sendable {
  private let depth: ColourDepth
  private let codes: [String: String]

  /// The colours of labels, to be shown as well as the terminal can.
  ///
  /// - Parameters:
  ///   - labels: Names of labels.
  ///   - colours: Theirs, as `#rrggbb`.
  ///   - depth: What the terminal can.
  init(labels: [String], colours: [String], depth: ColourDepth) {
    self.depth = depth
    var codes: [String: String] = [:]
    for (label, colour) in zip(labels, colours) { codes[label] = Self.code(colour, depth) }
    self.codes = codes
  }

  func label(_ text: String, as label: String) -> String {
    codes[label].map { style(text, $0) } ?? faint(text)
  }

  func strong(_ text: String) -> String { style(text, "1") }

  func faint(_ text: String) -> String { style(text, "2") }

  private func style(_ text: String, _ code: String) -> String {
    depth == .none || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func code(_ colour: String, _ depth: ColourDepth) -> String? {
    guard colour.hasPrefix("#"), colour.utf8.count == 7,
      let value = Int(colour.dropFirst(), radix: 16)
    else { return nil }
    let (red, green, blue) = (value >> 16, value >> 8 & 255, value & 255)
    if depth == .full { return "1;38;2;\(red);\(green);\(blue)" }
    func level(_ part: Int) -> Int { part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40 }
    return "1;38;5;\(16 + 36 * level(red) + 6 * level(green) + level(blue))"
  }
}
