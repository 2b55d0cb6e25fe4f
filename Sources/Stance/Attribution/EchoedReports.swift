internal import Rules

/// Who did the same: "Labour condemned the raid, as did the Greens", "Peru has paid, and so has Chile".
extension ReportFinder {
  /// For each `as did X` and `so did X` the report before it once more, with X for its source.
  ///
  /// What the report before takes ends in front of it.
  ///
  /// - Complexity: Linear in the sentence and in its reports.
  func addEchoes(
    _ reports: inout [Report], _ view: SentenceView, _ document: Document, _ tags: [Tag],
    _ chunker: Chunker
  ) {
    let range = view.range
    var k = range.lowerBound
    while k + 2 < range.upperBound {
      defer { k += 1 }
      guard words.echoes.contains(document.tokens[k].word), tags[k + 1].isAuxiliary,
        tags[k + 1] != .modal, tags[k + 1] != .toInfinitive,
        let phrase = chunker.nounPhrase(at: k + 2, document.tokens, range, tags),
        tags[phrase.head] != .pronoun,
        phrase.last >= range.upperBound || !tags[phrase.last].isVerbal,
        let base = reports.lastIndex(where: {
          $0.cueTokens.upperBound <= k && !$0.source.isEmpty && $0.label != .none
            // "confirmed they would oppose it, as did X": who confirmed.
            && (tags[$0.sourceHeads[0]] != .pronoun || reports.count == 1)
        })
      else { continue }
      var end = k
      while end > range.lowerBound,
        tags[end - 1] == .coordinator || document.tokens[end - 1].kind == .comma
      { end -= 1 }
      for index in reports.indices {
        reports[index].contents = reports[index].contents.compactMap { content in
          guard content.upperBound > end, content.lowerBound <= k,
            reports[index].cueTokens.upperBound <= end
          else { return content }
          return content.lowerBound < end ? content.lowerBound..<end : nil
        }
      }
      var echo = reports[base]
      echo.cueTokens = k..<k + 2
      echo.head = k
      echo.clause = -1
      echo.verb = -1
      echo.source = phrase.first..<phrase.last
      echo.sourceHeads = [phrase.head]
      reports.insert(echo, at: base + 1)
    }
  }
}
