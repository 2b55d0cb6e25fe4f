/// Reads JSON that has nothing wrong with it, as nearly every rules file is.
///
/// It gives up at the first thing out of the ordinary, also at two keys with one hash: finding out
/// what is wrong, and telling it, is for ``LocatedJSONParser``.
struct PlainJSONParser {
  private typealias Nodes = OutputSpan<LocatedJSON.Node>

  /// An array or object that is not closed yet.
  private struct Container {
    var node: Int
    var firstKey: Int
    var isObject: Bool
    /// Whether all elements so far are strings that are not blank.
    var holdsWords: Bool
  }

  private let bytes: [UInt8]
  private let end: Int
  private var open: [Container] = []
  /// Hashes of the keys of the open objects, innermost last.
  private var keys: [UInt32] = []

  /// Parses a file, or the part of a larger array that is one file.
  ///
  /// - Returns: The tree, or nothing when there is anything to report.
  /// - Complexity: Linear in the bytes, for large objects also in their keys times the logarithm of
  ///   their number.
  static func parse(_ bytes: [UInt8], in range: Range<Int>) -> [LocatedJSON.Node]? {
    var isRight = false
    // A file with a value in every fourth byte has none with text in them.
    let nodes = [LocatedJSON.Node](capacity: range.count / 4 + 16) { nodes in
      var parser = PlainJSONParser(bytes, range)
      isRight = unsafe bytes.withUnsafeBytes { buffer in
        let bytes = unsafe ComparedBytes(buffer, end: range.upperBound)
        return parser.parseFile(bytes, from: range.lowerBound, &nodes)
      }
    }
    return isRight ? nodes : nil
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
  }

  private mutating func parseFile(_ text: ComparedBytes, from start: Int, _ nodes: inout Nodes)
    -> Bool
  {
    var place = start
    if end - place >= 3, bytes[place] == 0xEF, bytes[place + 1] == 0xBB, bytes[place + 2] == 0xBF {
      place += 3
    }
    // The innermost container; the first stands for the file.
    var inner = Container(node: -1, firstKey: 0, isObject: false, holdsWords: false)
    while true {
      // A value, of an array or object all that comes before its first value.
      skipSpace(text, &place)
      guard place < end, nodes.freeCapacity > 2 else { return false }
      let first = text[place]
      if first == UInt8(ascii: "\"") {
        guard let flags = parseString(text, &place, &nodes) else { return false }
        if flags.contains(.isBlank) { inner.holdsWords = false }
        // Most strings stand in lists of them.
        if place + 2 < end, !inner.isObject, inner.node >= 0, text[place] == UInt8(ascii: ","),
          text[place + 1] == 0x20, text[place + 2] == UInt8(ascii: "\"")
        {
          place += 2
          continue
        }
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        inner.holdsWords = false
        guard open.count < LocatedJSONParser.depthLimit else { return false }
        open.append(inner)
        let isObject = first == UInt8(ascii: "{")
        inner = Container(
          node: nodes.count, firstKey: keys.count, isObject: isObject, holdsWords: !isObject)
        nodes.append(.init(place, place + 1, isObject ? .object : .array, [], at: nodes.count))
        place += 1
        skipSpace(text, &place)
        guard place < end else { return false }
        // Opening and closing brackets are two apart.
        guard text[place] == first + 2 else {
          if isObject, !parseKey(text, &place, &nodes) { return false }
          continue
        }
        inner.holdsWords = false
      } else {
        inner.holdsWords = false
        guard parseScalar(&place, &nodes) else { return false }
      }
      // What stands behind it.
      while true {
        skipSpace(text, &place)
        if open.isEmpty { return place == end }
        guard place < end else { return false }
        let byte = text[place]
        place += 1
        if byte == UInt8(ascii: ",") {
          if inner.isObject, !parseKey(text, &place, &nodes) { return false }
          break
        }
        guard byte == (inner.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")),
          close(inner, at: place, &nodes), let outer = open.popLast()
        else { return false }
        inner = outer
      }
    }
  }

  @inline(__always)
  private func skipSpace(_ text: ComparedBytes, _ place: inout Int) {
    while place < end {
      let byte = text[place]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      place += 1
    }
  }

  // MARK: Arrays and objects

  private mutating func close(_ container: Container, at end: Int, _ nodes: inout Nodes) -> Bool {
    nodes[container.node].end = UInt32(truncatingIfNeeded: end)
    nodes[container.node].next = UInt32(truncatingIfNeeded: nodes.count)
    if container.isObject {
      guard keysDiffer(from: container.firstKey) else { return false }
      keys.removeLast(keys.count - container.firstKey)
    } else if container.holdsWords {
      nodes[container.node].flags = .holdsWords
    }
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
  @inline(__always)
  private mutating func parseKey(
    _ text: ComparedBytes, _ place: inout Int, _ nodes: inout Nodes
  ) -> Bool {
    skipSpace(text, &place)
    let start = place
    guard place < end, text[place] == UInt8(ascii: "\""),
      let flags = parseString(text, &place, &nodes),
      // Two ways to write one key: let the other parser compare them.
      !flags.contains(.hasEscapes)
    else { return false }
    keys.append(bytes.withWords(start + 1, place - start - 2) { $0.hash() })
    skipSpace(text, &place)
    guard place < end, text[place] == UInt8(ascii: ":") else { return false }
    place += 1
    return true
  }

  // MARK: Strings

  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bit of the first zero byte, and perhaps of bytes behind it.
  @inline(__always)
  private static func zeros(_ chunk: UInt64) -> UInt64 { (chunk &- each(1)) & ~chunk }

  /// Takes a string and answers what is known of it.
  @inline(__always)
  private func parseString(
    _ text: ComparedBytes, _ place: inout Int, _ nodes: inout Nodes
  ) -> LocatedJSON.Flags? {
    let start = place
    var index = start + 1
    guard nodes.freeCapacity > 0 else { return nil }
    // Most strings are one word of small letters.
    while index + 8 <= end {
      let chunk = text.eight(at: index)
      let isLower = (chunk &+ Self.each(0x1F)) & ~(chunk &+ Self.each(0x05)) & ~chunk
      let other = ~isLower & Self.each(0x80)
      guard other == 0 else {
        index += other.trailingZeroBitCount / 8
        break
      }
      index += 8
    }
    guard index + 8 <= end else { return parseRest(text, start, from: start + 1, &place, &nodes) }
    let first = text[index]
    if first == UInt8(ascii: "\"") {
      place = index + 1
      let flags: LocatedJSON.Flags = index == start + 1 ? .isBlank : .isPlain
      nodes.append(.init(start, place, .string, flags, at: nodes.count))
      return flags
    }
    // What begins with a space may be nothing but spaces.
    guard first != 0x20 || index > start + 1 else {
      return parseRest(text, start, from: index, &place, &nodes)
    }
    while index + 8 <= end {
      let chunk = text.eight(at: index)
      let controls = (chunk &- Self.each(0x20)) & ~chunk
      let marks = Self.zeros(chunk ^ Self.each(0x22)) | Self.zeros(chunk ^ Self.each(0x5C))
      let special = (marks | controls | chunk) & Self.each(0x80)
      if special == 0 {
        index += 8
        continue
      }
      index += special.trailingZeroBitCount / 8
      guard text[index] == UInt8(ascii: "\"") else { break }
      place = index + 1
      nodes.append(.init(start, place, .string, [], at: nodes.count))
      return []
    }
    return parseRest(text, start, from: index, &place, &nodes)
  }

  /// Takes a string with something other than plain characters, or at the end of the file.
  private func parseRest(
    _ text: ComparedBytes, _ start: Int, from first: Int, _ place: inout Int, _ nodes: inout Nodes
  ) -> LocatedJSON.Flags? {
    var index = first
    var flags: LocatedJSON.Flags = []
    var isASCII = true
    while index < end {
      switch text[index] {
      case UInt8(ascii: "\""):
        place = index + 1
        var node = LocatedJSON.Node(start, place, .string, flags, at: nodes.count)
        if flags.isEmpty {
          // A character beyond ASCII is neither a space nor a plain letter.
          if isASCII { node.flags = .content(bytes[node.content]) }
        } else if !isVisible(text[start + 1]), LocatedJSON.isBlank(node, bytes) {
          node.flags.insert(.isBlank)
        }
        nodes.append(node)
        return node.flags
      case UInt8(ascii: "\\"):
        let escape = JSONEscape(at: index, in: bytes, end: end)
        guard escape.problem == nil else { return nil }
        flags = .hasEscapes
        index += escape.length
      case 0x20..<0x80: index += 1
      case 0x80...:
        let length = LocatedJSONParser.utf8Length(at: index, in: bytes, end: end)
        guard length > 0 else { return nil }
        isASCII = false
        index += length
      default: return nil
      }
    }
    return nil
  }

  private func isVisible(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\\")
  }

  // MARK: Numbers and words

  private func parseScalar(_ place: inout Int, _ nodes: inout Nodes) -> Bool {
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
    nodes.append(.init(start, place, kind, [], at: nodes.count))
    return true
  }
}

/// Bytes whose reader compares each place with the end before it reads; only debug builds check it.
@safe
private struct ComparedBytes {
  private let base: UnsafeRawPointer?
  private let end: Int

  init(_ buffer: UnsafeRawBufferPointer, end: Int) {
    precondition(end <= buffer.count, "an end behind the bytes")
    unsafe base = buffer.baseAddress
    self.end = end
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 {
    assert(place >= 0 && place < end)
    return unsafe base.unsafelyUnwrapped.load(fromByteOffset: place, as: UInt8.self)
  }

  /// Eight bytes, the first in the lowest place.
  @inline(__always)
  func eight(at place: Int) -> UInt64 {
    assert(place >= 0 && place + 8 <= end)
    return unsafe ByteWords.eight(base.unsafelyUnwrapped + place)
  }
}
