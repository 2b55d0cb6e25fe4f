import Foundation
import Testing

/// Reads the tables of cases that stand beside the tests.
enum TextCases {
  /// A block of a table with the heading it stands under.
  struct Case: Sendable, CustomTestStringConvertible {
    let heading: String
    let text: String
    var testDescription: String { "\(heading): \(text)" }
  }

  /// The blocks of a table, divided by empty lines.
  static func blocks(of name: String) -> [Case] {
    cases(name) { $0.isEmpty }
  }

  /// The lines of a table.
  static func lines(of name: String) -> [Case] {
    cases(name) { _ in true }
  }

  private static func cases(_ name: String, endsAt isEnd: (Substring) -> Bool) -> [Case] {
    var found: [Case] = []
    var heading = ""
    var block: [Substring] = []
    func finish() {
      if !block.isEmpty {
        found.append(Case(heading: heading, text: block.joined(separator: "\n")))
      }
      block = []
    }
    for line in contents(of: name).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") {
        finish()
        heading = String(line.dropFirst(3))
      } else if heading.isEmpty {
        continue
      } else {
        if !line.isEmpty { block.append(line) }
        if isEnd(line) { finish() }
      }
    }
    finish()
    return found
  }

  private static func contents(of name: String) -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  /// The text with each `{00A0}` replaced by the character of that number.
  static func unescaped(_ text: String) -> String {
    text.replacing(/\{([0-9A-F]{4,5})\}/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }
}
