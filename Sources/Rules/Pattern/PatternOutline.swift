/// The items of a pattern with the bytes they stand in, as written.
///
/// For tools that talk about patterns or change them; matching needs none of this.
package indirect enum PatternOutline: Sendable {
  /// `^` or `$`.
  case edge(Range<Int>)
  /// A word, lexicon, class or comma, with its signs: `deny~v`, `@groundless`.
  case atom(Range<Int>)
  /// `!x`; the item is x.
  case exclusion(Range<Int>, PatternOutline)
  /// `..`, `...`, with the fewest and most words.
  case gap(Range<Int>, least: Int, most: Int)
  /// A group with its brackets; of one alternative where it has no bars.
  case choice(Range<Int>, [PatternOutline])
  /// `<name: ...>`; nothing inside where it has no pattern.
  case capture(Range<Int>, name: Range<Int>, PatternOutline?)
  /// `x?`, with the question mark.
  case optional(Range<Int>, PatternOutline)
  case sequence(Range<Int>, [PatternOutline])

  /// Bytes of the pattern.
  package var range: Range<Int> {
    switch self {
    case .edge(let range), .atom(let range), .exclusion(let range, _), .gap(let range, _, _),
      .choice(let range, _), .capture(let range, _, _), .optional(let range, _),
      .sequence(let range, _):
      range
    }
  }

  /// The outline of a pattern that the parser accepts; of others what can be made out.
  ///
  /// - Complexity: Linear in the pattern.
  package init(_ pattern: String) {
    var scanner = OutlineScanner(Array(pattern.utf8))
    self = scanner.sequence(depth: 0)
  }

  /// The items of a sequence; of another item itself.
  package var items: [PatternOutline] {
    if case .sequence(_, let items) = self { return items }
    return [self]
  }
}

/// Cuts a pattern at the same places as ``PatternParser``.
private struct OutlineScanner {
  private let text: [UInt8]
  private var place = 0

  init(_ text: [UInt8]) { self.text = text }

  private var peek: UInt8? { place < text.count ? text[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 32 { place += 1 }
  }

  mutating func sequence(depth: Int) -> PatternOutline {
    skipSpace()
    let start = place
    var end = place
    var items: [PatternOutline] = []
    while true {
      skipSpace()
      guard let byte = peek, depth == 0 || !"|)>".utf8.contains(byte) else { break }
      items.append(item(depth: depth))
      end = place
    }
    return items.count == 1 ? items[0] : .sequence(start..<end, items)
  }

  private mutating func item(depth: Int) -> PatternOutline {
    let start = place
    switch text[place] {
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      place += 1
      return .edge(start..<place)
    case UInt8(ascii: "!"):
      place += 1
      let inner = peek.map { $0 > 32 } ?? false ? atom(depth: depth) : .atom(place..<place)
      return .exclusion(start..<place, inner)
    case UInt8(ascii: ".") where place + 1 < text.count && text[place + 1] == UInt8(ascii: "."):
      return gap()
    case UInt8(ascii: "<"): return capture(depth: depth)
    default:
      let inner = atom(depth: depth)
      guard peek == UInt8(ascii: "?") else { return inner }
      place += 1
      return .optional(start..<place, inner)
    }
  }

  private mutating func atom(depth: Int) -> PatternOutline {
    let start = place
    switch text[place] {
    case UInt8(ascii: ","): place += 1
    case UInt8(ascii: "@"), UInt8(ascii: "#"):
      place += 1
      while let byte = peek, isName(byte) { place += 1 }
    case UInt8(ascii: "(") where depth < PatternLimits.nesting: return group(depth: depth)
    default: word()
    }
    // A sign that means nothing here is still passed over.
    if place == start { place += 1 }
    return .atom(start..<place)
  }

  private mutating func word() {
    if peek == UInt8(ascii: "=") { place += 1 }
    while let byte = peek, !endsWord(byte) { place += 1 }
    guard peek == UInt8(ascii: "~") else { return }
    place += 1
    if let byte = peek, "vna".utf8.contains(byte) { place += 1 }
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, UInt8(ascii: "~"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"):
      true
    case UInt8(ascii: ","):
      // 500,000
      !(place > 0 && place + 1 < text.count && isDigit(text[place - 1]) && isDigit(text[place + 1]))
    default: false
    }
  }

  private mutating func gap() -> PatternOutline {
    let start = place
    while peek == UInt8(ascii: ".") { place += 1 }
    var numbers: [Int] = []
    if peek == UInt8(ascii: "{") {
      var digits = -1
      while let byte = peek, byte != UInt8(ascii: "}") {
        if isDigit(byte) {
          digits = min(max(digits, 0) * 10 + Int(byte) - 0x30, 9999)
        } else if digits >= 0, byte == UInt8(ascii: ",") {
          numbers.append(digits)
          digits = -1
        }
        place += 1
      }
      numbers.append(max(digits, 0))
      if peek != nil { place += 1 }
    }
    let isBraced = numbers.count == 2
    return .gap(
      start..<place, least: isBraced ? numbers[0] : 0,
      most: isBraced ? numbers[1] : text[start..<place].count > 2 ? 12 : 3)
  }

  private mutating func capture(depth: Int) -> PatternOutline {
    let start = place
    place += 1
    skipSpace()
    let first = place
    while let byte = peek, isName(byte) { place += 1 }
    let name = first..<place
    skipSpace()
    var inner: PatternOutline?
    if peek == UInt8(ascii: ":"), depth < PatternLimits.nesting {
      place += 1
      inner = sequence(depth: depth + 1)
    }
    if peek == UInt8(ascii: ">") { place += 1 }
    return .capture(start..<place, name: name, inner)
  }

  private mutating func group(depth: Int) -> PatternOutline {
    let start = place
    place += 1
    var choices: [PatternOutline] = []
    while true {
      choices.append(sequence(depth: depth + 1))
      guard let byte = peek else { break }
      place += 1
      if byte != UInt8(ascii: "|") { break }
    }
    return .choice(start..<place, choices)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 32 >= 0x61 && byte | 32 <= 0x7A) || byte == 0x5F || byte == 0x2D
  }
}
