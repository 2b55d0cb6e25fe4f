internal import Rules

/// Titles right before names, found from the name backwards.
extension Mentions {
  /// Where the titles right before a name begin, with what stands before them: `then-Ohio Gov.`, `former
  /// Republican Sen.`, `Secretary of State`.
  ///
  /// - Parameters:
  ///   - name: Where the name begins.
  ///   - head: The noun of the phrase, which is no such title: `a spokesman for Sen. X`.
  ///   - of: The preposition.
  ///   - tokens: The text.
  ///   - features: What is known of its words.
  /// - Returns: The start of the name where it has none.
  func titleStart(
    before name: Int, behind head: Int, of: WordID, _ tokens: [Token], _ features: WordFeatures
  ) -> Int {
    var first = name
    var k = name - 1
    while k > head {
      if let mention = mention(at: k) {
        // "the Governor of Ohio Dr. X" is governor of the state.
        guard first < name, case .party = mention.referent, mention.first > max(head, 0),
          !features.has(tokens[first].word, .courtesyTitle),
          tokens[mention.first - 1].word != of || !features.has(tokens[head].word, .titleHead)
        else { return first }
        first = mention.first
        k = first - 1
        continue
      }
      let f = features[tokens[k].word]
      switch tokens[k].kind {
      case .period:
        guard !tokens[k].has(.spaceBefore) else { return first }
      case .hyphen where first == k + 1 && k - 1 > head && !tokens[k].has(.spaceBefore):
        // "then-President X"
        first = k - 1
        k -= 1
      case .word where !f.isDisjoint(with: [.titleHead, .courtesyTitle]):
        // "Chairman of the Board of Directors X"
        guard !f.contains(.roleNounPlural) || tokens[k + 1].kind == .period else { return first }
        first = k
      case .word where first < name && !f.isDisjoint(with: [.titleModifier, .formerWord]):
        // "Foreign Minister X", but "Minister of Foreign Affairs Dr. X"
        guard !features.has(tokens[first].word, .courtesyTitle) else { return first }
        first = k
      case .word
      where k - 2 > head && first == name && tokens[k - 1].word == of
        && features.has(tokens[k - 2].word, .titleHead):
        // "Secretary of State X"
        first = k - 2
        k -= 2
      default: return first
      }
      k -= 1
    }
    return first
  }
}
