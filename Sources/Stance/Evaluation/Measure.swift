/// The main scores, each a single number, by the names that flags and JSON give them.
package enum Measure: String, CaseIterable, Sendable {
  case macroF1 = "macro-f1"
  case classF1 = "class-f1"
  case accuracy
  case kappa
  case labelSets = "label-sets-f1"
  case joint = "joint-f1"
  case party
  case partyOfGoldActs = "party-of-gold-acts"
  case speaker
  case actRecall = "act-recall"
  case boundaries = "boundary-f1"

  /// What it is, in tables and messages.
  package var title: String {
    switch self {
    case .macroF1: "macro-F1"
    case .classF1: "lowest F1 of a class"
    case .accuracy: "accuracy"
    case .kappa: "kappa of the primary label"
    case .labelSets: "F1 of label sets"
    case .joint: "joint F1"
    case .party: "party, given an act"
    case .partyOfGoldActs: "party of all gold acts"
    case .speaker: "speaker, given an act"
    case .actRecall: "act recall"
    case .boundaries: "F1 of sentence boundaries"
    }
  }

  /// The value; nil where there are no cases.
  package func value(_ scores: Scores) -> Double? {
    switch self {
    case .macroF1: scores.primary.macroF1
    case .classF1: scores.primary.lowestF1
    case .accuracy: scores.primary.accuracy
    case .kappa: scores.primary.kappa
    case .labelSets: scores.labelSets.f1
    case .joint: scores.joint.f1
    case .party: scores.partyGivenAct.value
    case .partyOfGoldActs: scores.partyOfGoldActs.value
    case .speaker: scores.speakerGivenAct.value
    case .actRecall: scores.actRecall.value
    case .boundaries: scores.boundaries.f1
    }
  }
}
