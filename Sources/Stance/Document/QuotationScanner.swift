internal import Rules

/// Pairs quotation marks, decides the side of straight ones, and tells speech from scare quotes.
///
/// A quotation ends at its closing mark or with its paragraph: an unbalanced mark spoils no more
/// than that. A paragraph that opens with a mark while the one before is still open carries the
/// quotation on. Linear in the tokens.
enum QuotationScanner {
  /// Resolves straight marks in `tokens` and appends the outermost quotations in order.
  ///
  /// - Parameters:
  ///   - tokens: The text.
  ///   - landmarks: Among others, the quotation marks and where paragraphs begin.
  ///   - quotations: What is found.
  static func scan(
    _ tokens: inout [Token], _ landmarks: [Int32], into quotations: inout [Quotation]
  ) {
    var open: Int? = nil
    var openIsSingle = false
    func close(_ at: Int, unclosed: Bool) {
      guard let start = open else { return }
      quotations.append(Quotation(open: start, close: at, isSpeech: true, goesOn: unclosed))
      open = nil
    }
    for i in landmarks.lazy.map(Int.init) {
      let token = tokens[i]
      if token.has(.paragraphBefore) && i > 0 { close(i, unclosed: true) }
      guard token.kind.isQuote else { continue }
      let isSingle = token.has(.singleQuote)
      var kind = token.kind
      if kind == .quoteNeutral {
        kind = side(of: i, tokens, isOpen: open != nil && !openIsSingle)
        tokens[i].kind = kind
      } else if isTurned(i, tokens, isOpen: open != nil && openIsSingle == isSingle) {
        // “We agree.“ and ”We agree”: a mark of the wrong side.
        kind = kind == .quoteOpen ? .quoteClose : .quoteOpen
        tokens[i].kind = kind
      }
      if kind == .quoteOpen {
        if open == nil {
          // A lone single mark needs a partner soon, else it is an apostrophe or a foot mark.
          if isSingle && !hasSingleClose(i, tokens) { continue }
          open = i
          openIsSingle = isSingle
        } else if !isSingle && openIsSingle {
          close(i, unclosed: true)
          open = i
          openIsSingle = false
        }
      } else if open != nil, isSingle == openIsSingle {
        close(i + 1, unclosed: false)
      } else if open == nil, !isSingle {
        // A closing mark without an opening one closes nothing.
        continue
      }
    }
    close(tokens.count, unclosed: true)
  }

  /// A straight mark opens after white space or an opening bracket, closes before one; where both
  /// or neither hold, whatever is due.
  private static func side(of i: Int, _ tokens: [Token], isOpen: Bool) -> TokenKind {
    let before = tokens[i].has(.spaceBefore) || (i > 0 && opens(tokens[i - 1].kind))
    let after =
      tokens[i].has(.spaceAfter) || (i + 1 < tokens.count && !tokens[i + 1].kind.isWordLike)
    if before && !after { return .quoteOpen }
    if after && !before { return .quoteClose }
    return isOpen ? .quoteClose : .quoteOpen
  }

  /// Whether the white space around a double mark and the open quotation both say that it stands for
  /// its partner; `„We agree.“` closes with what opens elsewhere.
  private static func isTurned(_ i: Int, _ tokens: [Token], isOpen: Bool) -> Bool {
    let token = tokens[i]
    guard !token.has(.singleQuote) else { return false }
    let before = token.has(.spaceBefore) || (i > 0 && opens(tokens[i - 1].kind))
    let after =
      token.has(.spaceAfter) || (i + 1 < tokens.count && !tokens[i + 1].kind.isWordLike)
    return token.kind == .quoteOpen
      ? isOpen && !before && after : !isOpen && before && !token.has(.spaceAfter)
  }

  private static func opens(_ kind: TokenKind) -> Bool {
    kind == .bracketOpen || kind == .dash || kind == .quoteOpen
  }

  private static let singleReach = 80

  private static func hasSingleClose(_ i: Int, _ tokens: [Token]) -> Bool {
    var k = i + 1
    while k < tokens.count, k < i + singleReach, !tokens[k].has(.paragraphBefore) {
      if tokens[k].kind == .quoteClose, tokens[k].has(.singleQuote) { return true }
      k += 1
    }
    return false
  }
}
