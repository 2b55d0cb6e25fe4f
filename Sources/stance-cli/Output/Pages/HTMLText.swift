/// Text from outside as a part of an HTML page.
enum HTMLText {
  /// The text so that a browser shows it and obeys nothing in it, also inside an attribute.
  ///
  /// Controls become pictures; signs that turn the direction of writing become their numbers.
  static func escaped(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy(isPlain) { return String(text) }
    var escaped = ""
    for scalar in text.unicodeScalars { append(scalar, to: &escaped) }
    return escaped
  }

  /// The same with every run of white space as one space.
  static func oneLine(_ text: String) -> String {
    escaped(
      text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        .map { String($0) }.joined(separator: " "))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    default: byte >= 0x20 && byte < 0x7F
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "&": text += "&amp;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    case "\n", "\t", "\r": text.unicodeScalars.append(scalar)
    // Marks that belong to right-to-left writing: harmless, since sentences are isolated.
    case "\u{200E}", "\u{200F}", "\u{61C}": text.unicodeScalars.append(scalar)
    case _ where TerminalSafety.isTreacherous(scalar):
      text += escaped(TerminalSafety.visible(String(scalar)))
    default: text.unicodeScalars.append(scalar)
    }
  }
}
