internal import Rules

/// A rule or a cue that the rules lack, with tests.
package struct SuggestedRule: Sendable {
  /// What it would be in a rules file.
  package enum Kind: Sendable {
    case cue
    case rule(zone: String)
  }

  package var kind: Kind
  package let id: String
  /// Nil for a cue that only reports.
  package let label: String?
  /// Words of a cue, or patterns of a rule.
  package let patterns: [String]
  /// Sentences of the texts that must fire, and sentences that must not.
  package var yes: [String]
  package var no: [String]
  /// Sentences that it was found in.
  package let count: Int
  /// Standard deviations of the log-odds from zero; nil for what a construction gave.
  package let score: Double?
  /// How it was found, in a line.
  package let reason: String

  /// Suggestions as a rules file that extends another.
  ///
  /// - Parameters:
  ///   - suggestions: What it is to hold.
  ///   - base: The value of `extends`.
  /// - Returns: JSON, with a line break at its end.
  package static func ruleFile(_ suggestions: [SuggestedRule], extending base: String) -> String {
    var cues: [String] = []
    var rules: [String] = []
    for suggestion in suggestions {
      switch suggestion.kind {
      case .cue: cues.append(suggestion.json)
      case .rule: rules.append(suggestion.json)
      }
    }
    var parts = [
      "  \"schema\": \"stance-rules/1\"", "  \"extends\": \(JSONText.quoted(base))",
      "  \"name\": \"suggestions\"", "  \"version\": \"1\"",
    ]
    if !cues.isEmpty {
      parts.append(
        "  \"attribution\": {\n    \"cues\": [\n" + cues.joined(separator: ",\n") + "\n    ]\n  }")
    }
    if !rules.isEmpty {
      parts.append("  \"rules\": [\n" + rules.joined(separator: ",\n") + "\n  ]")
    }
    return "{\n" + parts.joined(separator: ",\n") + "\n}\n"
  }

  private var json: String {
    let margin: String
    var text: String
    switch kind {
    case .cue:
      margin = "      "
      text = "\(margin){ \"id\": \(JSONText.quoted(id)), \"words\": \(Self.list(patterns)),"
      if let label { text += " \"label\": \(JSONText.quoted(label))," }
      text += "\n\(margin)  \"frames\": [\"that\", \"bare\", \"quote\"],"
    case .rule(let zone):
      margin = "    "
      text =
        "\(margin){ \"id\": \(JSONText.quoted(id)), \"label\": \(JSONText.quoted(label ?? "")),"
      text += " \"in\": \(JSONText.quoted(zone)),\n\(margin)  \"match\": \(Self.list(patterns)),"
    }
    return text
      + "\n\(margin)  \"tests\": { \"yes\": \(Self.list(yes)),\n\(margin)             \"no\": "
      + Self.list(no) + " } }"
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(JSONText.quoted).joined(separator: ", ") + "]"
  }
}
