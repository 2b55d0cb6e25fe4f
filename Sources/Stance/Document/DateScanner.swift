internal import Rules

/// Finds the date of a document in its head and dateline.
struct DateScanner {
  let features: WordFeatures
  let months: [WordID: Int]

  private static let reach = 120

  /// The first full date among the first tokens, as `YYYY-MM-DD`.
  mutating func firstDate(_ document: Document) -> String? {
    let limit = min(document.tokens.count, Self.reach)
    for i in 0..<limit {
      if let date = date(at: i, document) { return date }
    }
    // A closing line: 24 JULY 2023.
    let tail = max(limit, document.tokens.count - 12)
    for i in tail..<max(tail, document.tokens.count) {
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
