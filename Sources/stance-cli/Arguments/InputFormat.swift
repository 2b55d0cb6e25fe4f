/// What inputs are.
enum InputFormat: String, CaseIterable, Sendable {
  case text, html, jsonl

  /// How the names of such files end.
  var suffixes: [String] {
    switch self {
    case .text: [".txt"]
    case .html: [".html", ".htm"]
    case .jsonl: [".jsonl", ".ndjson"]
    }
  }

  /// What a file is by its name; one of another ending is plain text.
  static func of(_ path: FilePath) -> InputFormat {
    allCases.first { $0.suffixes.contains { path.hasSuffix($0) } } ?? .text
  }

  /// The endings of the files that are read in folders, where the user names no format or one.
  static func suffixes(_ format: InputFormat?) -> [String] {
    format?.suffixes ?? allCases.flatMap(\.suffixes)
  }
}
