import Rules
import Stance
import TestSupport

/// Scores below which no gold set may fall, read from `Tests/Gold/floors.json`.
struct Floors {
  static let path = GoldSet.ownFolder + "/floors.json"

  /// What is wrong with the file, by place.
  private(set) var problems: [String] = []
  private var minima: [String: [Score: Double]] = [:]

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
    guard let score = Score(rawValue: json.string(key)), let minimum = json.number(value),
      (0...1).contains(minimum)
    else {
      problems.append("\(Self.path): '\(json.string(key))' of '\(set)' is no score from 0 to 1")
      return
    }
    minima[set, default: [:]][score] = minimum
  }

  subscript(set: String, score: Score) -> Double? { minima[set]?[score] }
}

/// The scores that have floors, in the order of tables.
enum Score: String, CaseIterable {
  case boundaries, macroF1, labelSets, joint, party, partyOfGoldActs, speaker, actRecall

  /// The value; nil where there are no cases.
  func value(_ scores: Scores) -> Double? {
    switch self {
    case .boundaries: scores.boundaries.f1
    case .macroF1: scores.primary.macroF1
    case .labelSets: scores.labelSets.f1
    case .joint: scores.joint.f1
    case .party: scores.partyGivenAct.value
    case .partyOfGoldActs: scores.partyOfGoldActs.value
    case .speaker: scores.speakerGivenAct.value
    case .actRecall: scores.actRecall.value
    }
  }
}
