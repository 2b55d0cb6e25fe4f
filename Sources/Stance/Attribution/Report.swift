internal import Rules

/// A source, a reporting expression and what is said, by tokens of the document.
struct Report: Sendable {
  /// Index of the cue in the rules file, or -1.
  var cue = -1
  /// Index of the attribution pattern in the rules file, or -1.
  var pattern = -1
  /// The verb group, or the noun, that reports.
  var cueTokens: Range<Int>
  /// The token the cue's own words begin at.
  var head: Int
  /// The whole noun phrase of the source; empty where nobody is named.
  var source: Range<Int> = 0..<0
  /// Heads of the source's noun phrases, co-ordinated ones included.
  var sourceHeads: [Int] = []
  /// Stretches of what is said, in text order.
  var contents: [Range<Int>] = []
  var frame: FrameSet = []
  var mode = AttributionMode.indirect
  /// A participial clause: `Noting ...`, `..., adding that`.
  var isParticiple = false
  var isNegated = false
  var isPassive = false
  /// Clause of the cue in the sentence's syntax, or -1 for inserts and patterns.
  var clause = -1
  var verb = -1
  var label = LabelChoice.neutral
  var weight = 0
  /// The report inside whose content this one stands, or -1.
  var parent = -1
  /// Tokens whose noun phrase is the addressee.
  var addressee: Range<Int> = 0..<0
  var side = Side.nobody
  /// Inside another report: that speaker's own act.
  var isOwn = false

  var first: Int {
    min(
      cueTokens.lowerBound, source.isEmpty ? Int.max : source.lowerBound,
      contents.first?.lowerBound ?? Int.max)
  }

  /// One past the last token of the cue and what is said.
  var end: Int { max(cueTokens.upperBound, contents.last?.upperBound ?? 0) }

  func holds(_ token: Int) -> Bool { contents.contains { $0.contains(token) } }
}
