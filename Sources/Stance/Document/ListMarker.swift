internal import Rules

/// What marks an item of a list at the head of a sentence: `1.`, `(a)`, `iv)`, `2.)`, a bullet.
struct ListMarker {
  enum Sign: Equatable { case number, letter, roman, bullet }

  let sign: Sign
  /// Its place in the list, from 1; 0 for a bullet.
  let value: Int
  /// How many tokens it takes.
  let count: Int
  /// What stands around the sign, or the bullet itself.
  private let form: UInt32

  /// The marker at a token, with something behind it; nil where there is none.
  init?(at i: Int, _ range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]) {
    guard i < range.upperBound else { return nil }
    if tokens[i].kind == .symbol {
      let scalar = UTF8Code.decode(bytes, Int(tokens[i].start)).scalar
      guard Self.bullets.contains(scalar), i + 1 < range.upperBound else { return nil }
      sign = .bullet
      value = 0
      form = scalar
      let number = Self.enclosed(i + 1, range, tokens, bytes)
      count = 1 + (number.map { $0.end - i - 1 } ?? 0)
      return
    }
    guard let found = Self.enclosed(i, range, tokens, bytes) else { return nil }
    (sign, value, form) = (found.sign, found.value, found.form)
    count = found.end - i
  }

  /// Whether this one marks the next item of the same list.
  func follows(_ item: ListMarker) -> Bool {
    guard form == item.form else { return false }
    switch (item.sign, sign) {
    case (.bullet, .bullet): return true
    // The ninth letter is also the number one.
    case (.letter, .roman) where item.value == 8 && value == 1: return true
    default: return sign == item.sign && value == item.value + 1
    }
  }

  private static let bullets: Set<UInt32> = [
    0x2022, 0x2023, 0x2043, 0x25A0, 0x25AA, 0x25CF, 0x25E6, 0x27A2, 0xB7, 0xF0B7,
  ]

  private static func enclosed(
    _ i: Int, _ range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> (sign: Sign, value: Int, form: UInt32, end: Int)? {
    var k = i
    let isBracketed = tokens[k].kind == .bracketOpen
    if isBracketed { k += 1 }
    guard k + 1 < range.upperBound,
      tokens[k + 1].kind == .bracketClose || (tokens[k + 1].kind == .period && !isBracketed),
      let (sign, value) = sign(tokens[k], bytes)
    else { return nil }
    k += 1
    var form: UInt32 = isBracketed ? 1 : 0
    if tokens[k].kind == .period, !isBracketed, !tokens[k].has(.spaceBefore) {
      form |= 2
      k += 1
    }
    if k < range.upperBound, tokens[k].kind == .bracketClose, !tokens[k].has(.spaceBefore) {
      form |= 4
      k += 1
    }
    guard form & 6 != 0, k < range.upperBound, tokens[k].has(.spaceBefore) else { return nil }
    return (sign, value, form, k)
  }

  /// Numbers up to 999, single letters, and Roman numbers up to 39.
  private static func sign(_ token: Token, _ bytes: [UInt8]) -> (Sign, Int)? {
    let text = bytes[Int(token.start)..<Int(token.end)]
    switch token.kind {
    case .number where text.count <= 3:
      var value = 0
      for byte in text {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte) - 0x30
      }
      return (.number, value)
    case .word where text.count <= 7:
      if let value = roman(text) { return (.roman, value) }
      guard text.count == 1, let byte = text.first, (byte | 32) >= 0x61, (byte | 32) <= 0x7A else {
        return nil
      }
      return (.letter, Int(byte | 32) - 0x60)
    default: return nil
    }
  }

  private static func roman(_ text: ArraySlice<UInt8>) -> Int? {
    var tens = 0
    var rest = text
    while rest.first.map({ $0 | 32 }) == 0x78, tens < 3 {
      tens += 1
      rest = rest.dropFirst()
    }
    guard
      let unit = romanUnits.firstIndex(where: { unit in
        unit.count == rest.count && zip(unit, rest).allSatisfy { $0 == $1 | 32 }
      }), tens + unit > 0
    else { return nil }
    return tens * 10 + unit
  }

  private static let romanUnits: [[UInt8]] = [
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix",
  ].map { Array($0.utf8) }
}
