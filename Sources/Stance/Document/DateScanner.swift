internal import Rules

/// Finds the date of a document.
struct DateScanner {
  let features: WordFeatures
  let months: [WordID: Int]

  /// The date of a text as `YYYY-MM-DD`.
  ///
  /// Told by its head or by its closing line. A text in an issuer's own voice is also dated by the
  /// first full date in it; news tells of other days as well, and captions of older pictures.
  func date(_ document: Document) -> String? {
    let tokens = document.tokens
    let head: [SentenceRole] = [.dateline, .source, .byline, .title, .heading]
    for span in document.sentences.prefix(Self.headLength) {
      let isHead = head.contains(span.role)
      if let date = firstDate(span.first..<(isHead ? span.last : span.bodyFirst), document) {
        return date
      }
    }
    for span in document.sentences.suffix(Self.tailLength) where span.role == .closing {
      if let date = firstDate(span.first..<span.last, document) { return date }
    }
    guard document.metadata.kind != .news else { return nil }
    for span in document.sentences where span.first < Self.reach && span.role == .body {
      if let date = firstDate(span.first..<span.last, document) { return date }
    }
    return firstDate(max(0, tokens.count - Self.tailReach)..<tokens.count, document)
  }

  private static let headLength = 12
  private static let tailLength = 4
  /// Tokens in which the date of a statement stands.
  private static let reach = 120
  private static let tailReach = 12

  private func firstDate(_ range: Range<Int>, _ document: Document) -> String? {
    for i in range {
      if let date = date(at: i, document) { return date }
    }
    return nil
  }

  /// The day that a text begins with: `2020-03-05`, also before a time, `2020-03-05T16:58Z`.
  static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || bytes[10] == 0x54 || bytes[10] == 0x20
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte) - 0x30
      }
      return value
    }
    guard number(0..<4) != nil, let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return String(decoding: bytes[..<10], as: UTF8.self)
  }

  private func date(at i: Int, _ document: Document) -> String? {
    let tokens = document.tokens
    func number(_ k: Int) -> Int? {
      guard k < tokens.count, tokens[k].kind == .number else { return nil }
      var value = 0
      for byte in document.text(k) {
        guard byte >= 0x30, byte <= 0x39 else { break }
        value = value * 10 + Int(byte) - 0x30
        if value > 9999 { return nil }
      }
      return value
    }
    func skipMarks(_ k: Int) -> Int {
      var k = k
      while k < tokens.count, tokens[k].kind == .comma || tokens[k].kind == .period { k += 1 }
      return k
    }
    // 2023-01-19
    if let year = number(i), (1900...2100).contains(year), i + 4 < tokens.count,
      tokens[i + 1].kind == .hyphen, let month = number(i + 2), tokens[i + 3].kind == .hyphen,
      let day = number(i + 4)
    {
      return format(year, month, day)
    }
    // 19 January 2023
    if let day = number(i), i + 2 < tokens.count, let month = months[tokens[i + 1].word] {
      if let year = number(skipMarks(i + 2)), year >= 1900 { return format(year, month, day) }
    }
    // January 19, 2023
    if let month = months[tokens[i].word] {
      let dayAt = skipMarks(i + 1)
      if let day = number(dayAt), day <= 31, let year = number(skipMarks(dayAt + 1)), year >= 1900 {
        return format(year, month, day)
      }
    }
    return nil
  }

  private func format(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1...12).contains(month), (1...31).contains(day), (1900...2100).contains(year) else {
      return nil
    }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
