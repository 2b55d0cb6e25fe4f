/// Reads JSON that has nothing wrong with it, as nearly every rules file is.
///
/// It gives up at the first thing out of the ordinary, also at two keys with one hash: finding out
/// what is wrong, and telling it, is for ``LocatedJSONParser``.
struct PlainJSONParser {
  /// An array or object that is not closed yet.
  private struct Container {
    var node: Int
    var isObject: Bool
    var firstKey: Int
    /// Whether all elements so far are strings that are not blank.
    var holdsWords = true
  }

  private let bytes: [UInt8]
  private let end: Int
  private var nodes: [LocatedJSON.Node] = []
  private var open: [Container] = []
  /// Hashes of the keys of the open objects, innermost last.
  private var keys: [UInt32] = []

  /// Parses a file, or the part of a larger array that is one file.
  ///
  /// - Returns: The tree, or nothing when there is anything to report.
  /// - Complexity: Linear in the bytes, for large objects also in their keys times the logarithm of
  ///   their number.
  static func parse(_ bytes: [UInt8], in range: Range<Int>) -> [LocatedJSON.Node]? {
    var parser = PlainJSONParser(bytes, range)
    let span = unsafe bytes.span.bytes
    return parser.parseFile(span, from: range.lowerBound) ? parser.nodes : nil
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    nodes.reserveCapacity(range.count / 16 + 16)
  }

  private mutating func parseFile(_ span: RawSpan, from start: Int) -> Bool {
    var place = start
    if end - place >= 3, bytes[place] == 0xEF, bytes[place + 1] == 0xBB, bytes[place + 2] == 0xBF {
      place += 3
    }
    while parseValue(span, &place) {
      while true {
        skipSpace(span, &place)
        guard let container = open.last else { return place == end }
        guard place < end else { return false }
        let byte = span.byte(at: place)
        place += 1
        if byte == UInt8(ascii: ",") {
          if container.isObject, !parseKey(span, &place) { return false }
          break
        }
        let closing = container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard byte == closing, close(container, at: place) else { return false }
      }
    }
    return false
  }

  /// Takes a value, of an array or object all that comes before its first value.
  @inline(__always)
  private mutating func parseValue(_ span: RawSpan, _ place: inout Int) -> Bool {
    while true {
      skipSpace(span, &place)
      guard place < end else { return false }
      switch span.byte(at: place) {
      case UInt8(ascii: "\""):
        guard parseString(span, &place) else { return false }
        if nodes[nodes.count - 1].flags.contains(.isBlank) { noteNoWord() }
        return true
      case UInt8(ascii: "{"):
        noteNoWord()
        guard begin(isObject: true, &place) else { return false }
        skipSpace(span, &place)
        if place < end, span.byte(at: place) == UInt8(ascii: "}") { return closeEmpty(&place) }
        guard parseKey(span, &place) else { return false }
      case UInt8(ascii: "["):
        noteNoWord()
        guard begin(isObject: false, &place) else { return false }
        skipSpace(span, &place)
        if place < end, span.byte(at: place) == UInt8(ascii: "]") { return closeEmpty(&place) }
      default:
        noteNoWord()
        return parseScalar(&place)
      }
    }
  }

  private mutating func noteNoWord() {
    if !open.isEmpty { open[open.count - 1].holdsWords = false }
  }

  @inline(__always)
  private func skipSpace(_ span: RawSpan, _ place: inout Int) {
    while place < end {
      switch span.byte(at: place) {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }

  // MARK: Arrays and objects

  private mutating func begin(isObject: Bool, _ place: inout Int) -> Bool {
    guard open.count < LocatedJSONParser.depthLimit else { return false }
    open.append(Container(node: nodes.count, isObject: isObject, firstKey: keys.count))
    nodes.append(.init(place..<place + 1, isObject ? .object : .array, [], at: nodes.count))
    place += 1
    return true
  }

  private mutating func closeEmpty(_ place: inout Int) -> Bool {
    place += 1
    open[open.count - 1].holdsWords = false
    return close(open[open.count - 1], at: place)
  }

  private mutating func close(_ container: Container, at end: Int) -> Bool {
    nodes[container.node].end = UInt32(truncatingIfNeeded: end)
    nodes[container.node].next = UInt32(truncatingIfNeeded: nodes.count)
    if container.isObject {
      guard keysDiffer(from: container.firstKey) else { return false }
      keys.removeLast(keys.count - container.firstKey)
    } else if container.holdsWords {
      nodes[container.node].flags = .holdsWords
    }
    open.removeLast()
    return true
  }

  private func keysDiffer(from first: Int) -> Bool {
    if keys.count - first > 16 {
      let sorted = keys[first...].sorted()
      for index in 1..<sorted.count where sorted[index] == sorted[index - 1] { return false }
      return true
    }
    for later in first..<keys.count {
      for earlier in first..<later where keys[earlier] == keys[later] { return false }
    }
    return true
  }

  /// Takes a key and its colon.
  private mutating func parseKey(_ span: RawSpan, _ place: inout Int) -> Bool {
    skipSpace(span, &place)
    guard place < end, span.byte(at: place) == UInt8(ascii: "\""), parseString(span, &place) else {
      return false
    }
    let key = nodes[nodes.count - 1]
    // Two ways to write one key: let the other parser compare them.
    if key.flags.contains(.hasEscapes) { return false }
    keys.append(span.hash(Int(key.start) + 1, Int(key.end) - Int(key.start) - 2))
    skipSpace(span, &place)
    guard place < end, span.byte(at: place) == UInt8(ascii: ":") else { return false }
    place += 1
    return true
  }

  // MARK: Strings

  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bit of the first zero byte, and perhaps of bytes behind it.
  @inline(__always)
  private static func zeros(_ chunk: UInt64) -> UInt64 {
    (chunk &- each(1)) & ~chunk & each(0x80)
  }

  @inline(__always)
  private mutating func parseString(_ span: RawSpan, _ place: inout Int) -> Bool {
    let start = place
    var index = start + 1
    var nonSpace: UInt64 = 0
    var nonLower: UInt64 = 0
    while index + 8 <= end {
      let chunk = span.eightBytes(at: index)
      let controls = (chunk &- Self.each(0x20)) & ~chunk
      let special =
        (Self.zeros(chunk ^ Self.each(0x22)) | Self.zeros(chunk ^ Self.each(0x5C)) | controls
          | chunk) & Self.each(0x80)
      // All bits below the byte that is no plain character; all bits where there is none.
      let before = special == 0 ? UInt64.max : ((special & (0 &- special)) &- 1) >> 7
      nonSpace |= (chunk ^ Self.each(0x20)) & before
      let isLower = (chunk &+ Self.each(0x1F)) & ~(chunk &+ Self.each(0x05))
      nonLower |= ~isLower & Self.each(0x80) & before
      if special == 0 {
        index += 8
        continue
      }
      index += special.trailingZeroBitCount / 8
      guard span.byte(at: index) == UInt8(ascii: "\"") else {
        return parseRest(span, start, from: index, &place)
      }
      place = index + 1
      let flags: LocatedJSON.Flags =
        nonSpace == 0 ? .isBlank : nonLower == 0 ? .isPlain : []
      nodes.append(.init(start..<place, .string, flags, at: nodes.count))
      return true
    }
    return parseRest(span, start, from: start + 1, &place)
  }

  /// Takes a string with something other than plain characters, or at the end of the file.
  private mutating func parseRest(
    _ span: RawSpan, _ start: Int, from first: Int, _ place: inout Int
  ) -> Bool {
    var index = first
    var flags: LocatedJSON.Flags = []
    while index < end {
      switch span.byte(at: index) {
      case UInt8(ascii: "\""):
        place = index + 1
        var node = LocatedJSON.Node(start..<place, .string, flags, at: nodes.count)
        if flags.isEmpty {
          node.flags = .content(bytes[node.content])
        } else if LocatedJSON.isBlank(node, bytes) {
          node.flags.insert(.isBlank)
        }
        nodes.append(node)
        return true
      case UInt8(ascii: "\\"):
        let escape = JSONEscape(at: index, in: bytes, end: end)
        guard escape.problem == nil else { return false }
        flags = .hasEscapes
        index += escape.length
      case 0x20..<0x80: index += 1
      case 0x80...:
        let length = LocatedJSONParser.utf8Length(at: index, in: bytes, end: end)
        guard length > 0 else { return false }
        index += length
      default: return false
      }
    }
    return false
  }

  // MARK: Numbers and words

  private mutating func parseScalar(_ place: inout Int) -> Bool {
    let start = place
    while place < end, LocatedJSONParser.isNumberByte(bytes[place]) { place += 1 }
    let kind: LocatedJSON.Kind
    switch bytes[start..<place] {
    case [0x74, 0x72, 0x75, 0x65], [0x66, 0x61, 0x6C, 0x73, 0x65]: kind = .boolean
    case [0x6E, 0x75, 0x6C, 0x6C]: kind = .null
    default:
      guard place > start, LocatedJSONParser.isNumber(bytes, start..<place) else { return false }
      kind = .number
    }
    nodes.append(.init(start..<place, kind, [], at: nodes.count))
    return true
  }
}
