internal import Stance

/// How an act came to its speaker and party, in steps for people.
struct AttributionPath {
  /// HTML, escaped, from the reporting words to the side spoken for.
  let steps: [String]

  init(_ act: Act, _ reading: Reading) {
    var steps = [Self.report(act)]
    steps.append(Self.speaker(act))
    steps.append(
      act.parties.isEmpty
        ? "side spoken for: not known"
        : "side spoken for: <b>\(act.parties.map(HTMLText.oneLine).joined(separator: " &amp; "))</b>"
    )
    steps += Self.surroundings(act, reading)
    self.steps = steps
  }

  private static func report(_ act: Act) -> String {
    guard let cue = act.cue else {
      return act.mode == .none
        ? "no reporting words: the sentence carries on what the speaker says"
        : "no reporting words (\(act.mode.rawValue))"
    }
    return "reporting words <q>\(HTMLText.oneLine(cue.text))</q> (\(act.mode.rawValue))"
  }

  private static func speaker(_ act: Act) -> String {
    let source = act.source.map { "<q>\(HTMLText.oneLine($0.text))</q> is " } ?? ""
    var name = act.speaker.map { "<b>\(HTMLText.oneLine($0))</b>" } ?? "nobody named"
    if let person = act.person, person != act.speaker { name += " (\(HTMLText.oneLine(person)))" }
    let way =
      switch act.resolution {
      case .explicit: "named here"
      case .pronoun: "by a pronoun"
      case .description: "by a description"
      case .carried: "carried on from before"
      case .issuer: "the side that issued the text"
      case .unknown: "not resolved"
      }
    return "\(source)\(name), \(way)"
  }

  /// The reports inside which this one stands, the nearest first.
  private static func surroundings(_ act: Act, _ reading: Reading) -> [String] {
    var steps: [String] = []
    var number = act.attribution.flatMap { parent($0, reading) }
    // Parents come before their children, so that this ends.
    while let current = number, reading.attributions.indices.contains(current) {
      let attribution = reading.attributions[current]
      let who = attribution.speaker ?? attribution.source?.text ?? "somebody"
      let cue = attribution.cue.map { " (<q>\(HTMLText.oneLine($0.text))</q>)" } ?? ""
      steps.append("inside what \(HTMLText.oneLine(who)) is reported to say\(cue)")
      let next = attribution.parent
      number = steps.count < reading.attributions.count ? next : nil
    }
    return steps
  }

  private static func parent(_ attribution: Int, _ reading: Reading) -> Int? {
    reading.attributions.indices.contains(attribution)
      ? reading.attributions[attribution].parent : nil
  }
}
