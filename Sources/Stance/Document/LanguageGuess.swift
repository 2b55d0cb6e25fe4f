internal import Rules

/// Tells English texts from others.
struct LanguageGuess: Sendable {
  /// Words of English grammar that other languages in Latin letters do not share: no `in`, `is`,
  /// `was`, `for`, `of`, which Dutch, German or Danish write as well.
  private static let grammar = """
    the and to that this these those with from which who whose have has been were would could
    should they their them his her he she it its not said after before between about by
    """
  private static let fewestWords = 20
  /// English news holds about one such word in four; lists of names and headlines fewer.
  private static let leastShare = 0.06
  /// Letters beyond ASCII, in bytes, that a text without spaces must hold to count as foreign.
  private static let fewestForeignBytes = 60

  private let words: WordSet

  init(_ vocabulary: Vocabulary) {
    words = vocabulary.known(Self.grammar.split(separator: "\n").joined(separator: " "))
  }

  /// Whether a text is English, as far as it is long enough to tell.
  ///
  /// - Complexity: Linear in the tokens.
  func isEnglish(_ document: Document) -> Bool {
    var count = 0
    var known = 0
    var bytes = 0
    var foreignBytes = 0
    for (i, token) in document.tokens.enumerated() where token.kind == .word {
      count += 1
      if words.contains(token.word) { known += 1 }
      bytes += Int(token.end - token.start)
      if token.has(.nonASCII) {
        foreignBytes += document.text(i).reduce(0) { $0 + ($1 < 0x80 ? 0 : 1) }
      }
    }
    // 和平 and the like are few words for many letters.
    if foreignBytes >= Self.fewestForeignBytes, foreignBytes * 2 > bytes { return false }
    return count < Self.fewestWords || Double(known) >= Double(count) * Self.leastShare
  }
}
