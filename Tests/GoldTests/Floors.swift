import Rules
import Stance
import TestSupport

/// Measures below which no gold set may fall, by their names, read from `Tests/Gold/floors.json`.
struct Floors {
  static let path = GoldSet.ownFolder + "/floors.json"

  /// What is wrong with the file, by place.
  private(set) var problems: [String] = []
  private var minima: [String: [Measure: Double]] = [:]

  /// Reads the file of the project; no floors where there is none.
  init() { self.init(ProjectFiles.bytes(Self.path) ?? Array("{}".utf8)) }

  init(_ bytes: [UInt8]) {
    let (json, diagnostics) = LocatedJSONParser.parse(bytes)
    problems = diagnostics.map { "\(Self.path): \($0.message)" }
    for (key, scores) in json.members(.root) {
      let name = json.string(key)
      guard GoldSet.names.contains(name) else {
        problems.append("\(Self.path): unknown gold set '\(name)'")
        continue
      }
      for (key, value) in json.members(scores) { read(json, name, key, value) }
    }
  }

  private mutating func read(
    _ json: LocatedJSON, _ set: String, _ key: LocatedJSON.NodeIndex, _ value: LocatedJSON.NodeIndex
  ) {
    guard let measure = Measure(rawValue: json.string(key)), let minimum = json.number(value),
      (0...1).contains(minimum)
    else {
      problems.append("\(Self.path): '\(json.string(key))' of '\(set)' is no score from 0 to 1")
      return
    }
    minima[set, default: [:]][measure] = minimum
  }

  subscript(set: String, measure: Measure) -> Double? { minima[set]?[measure] }
}
