/// What a test of a rules file, or of what a rule is worth, changes in the pipeline.
struct RuleTrial: Sendable {
  /// The only rule that is on, stance cues then being neutral; nil for all.
  var rule: Int?
  /// A rule that is off.
  var leftOutRule: Int?
  /// A cue that is off.
  var leftOutCue: Int?
  /// Rules from here on are probes: what they match is noted in the trace and decides nothing.
  var firstProbe = Int.max
  /// Neither `subject` nor the engine's own rule that acts of others are only told holds.
  var ignoresSubject = false
  var ignoresNegation = false
  var ignoresExclusions = false
}
