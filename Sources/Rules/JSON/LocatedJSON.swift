/// A JSON value in which every node, also every key, keeps the bytes it stood in.
///
/// The tree lies flat in one array, parents before children, so that reading a large file costs one
/// allocation and no string is made before somebody asks for it.
package struct LocatedJSON: Sendable {
  /// The position of a node in its tree; the root is `0`.
  package struct NodeIndex: Hashable, Sendable {
    package let offset: Int
    package init(_ offset: Int) { self.offset = offset }
    package static let root = NodeIndex(0)
  }

  /// What a node is.
  package enum Kind: UInt8, BitwiseCopyable, Sendable {
    case null, boolean, number, string, array, object
    /// Stands where no value could be read; the parser has reported why.
    case broken
  }

  /// What the parser noticed about a node.
  package struct Flags: OptionSet, BitwiseCopyable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// A string with at least one backslash.
    package static let hasEscapes = Flags(rawValue: 1)
    /// A key written without quotation marks (an error, but the name is known).
    package static let isUnquoted = Flags(rawValue: 2)
    /// A string without its closing quotation mark.
    package static let isUnterminated = Flags(rawValue: 4)
    /// An array or object with a syntax error inside: what is missing may only be unreadable.
    package static let isDamaged = Flags(rawValue: 8)
    /// A string of nothing but spaces.
    package static let isBlank = Flags(rawValue: 16)
    /// A string of lower-case ASCII letters, at least one, and nothing else.
    package static let isPlain = Flags(rawValue: 32)
    /// An array of strings that are not blank, at least one: they are the nodes that follow.
    package static let holdsWords = Flags(rawValue: 64)
  }

  /// One value or key.
  package struct Node: BitwiseCopyable, Sendable {
    package var start: UInt32
    package var end: UInt32
    /// The index of the first node behind this one and everything in it.
    package var next: UInt32
    package var kind: Kind
    package var flags: Flags

    /// The node at an index, with nothing in it.
    @inline(__always)
    init(_ start: Int, _ end: Int, _ kind: Kind, _ flags: Flags, at index: Int) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
      next = UInt32(truncatingIfNeeded: index + 1)
      self.kind = kind
      self.flags = flags
    }

    /// The bytes between the quotation marks of a string, still with its escapes.
    @inline(__always)
    var content: Range<Int> {
      if flags.contains(.isUnquoted) { return Int(start)..<Int(end) }
      let first = Int(start) + 1
      let last = Int(end) - (flags.contains(.isUnterminated) ? 0 : 1)
      return first..<max(first, last)
    }
  }

  /// One object for both arrays, because lists of strings hold on to their tree by the thousand.
  private final class Storage: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]

    init(_ bytes: [UInt8], _ nodes: [Node]) {
      self.bytes = bytes
      self.nodes = nodes
    }
  }

  private let storage: Storage
  package var bytes: [UInt8] { storage.bytes }
  /// At least one node: the root.
  package var nodes: [Node] { storage.nodes }

  /// Wraps nodes that lie in the order described above.
  package init(bytes: [UInt8], nodes: [Node]) {
    storage = Storage(bytes, nodes.isEmpty ? [Node(0, 0, .broken, [], at: 0)] : nodes)
  }

  /// Whether two trees are the same one, not only equal.
  package static func === (a: LocatedJSON, b: LocatedJSON) -> Bool { a.storage === b.storage }

  package func kind(_ node: NodeIndex) -> Kind { nodes[node.offset].kind }

  package func flags(_ node: NodeIndex) -> Flags { nodes[node.offset].flags }

  /// The index of the first node behind a node and everything in it.
  package func end(of node: NodeIndex) -> Int { Int(nodes[node.offset].next) }

  /// The bytes of the node in the file, quotation marks and brackets included.
  package func range(_ node: NodeIndex) -> Range<Int> {
    let node = nodes[node.offset]
    return Int(node.start)..<Int(node.end)
  }

  /// The bytes between the quotation marks of a string, still with its escapes.
  package func contentRange(_ node: NodeIndex) -> Range<Int> { nodes[node.offset].content }

  /// The decoded text of a string; an unpaired surrogate becomes U+FFFD.
  package func string(_ node: NodeIndex) -> String {
    let content = contentRange(node)
    guard flags(node).contains(.hasEscapes) else {
      return String(decoding: bytes[content], as: UTF8.self)
    }
    return String(decoding: decodedBytes(content), as: UTF8.self)
  }

  /// The text of a node as it stands in the file.
  package func sourceText(_ node: NodeIndex) -> String {
    String(decoding: bytes[range(node)], as: UTF8.self)
  }

  /// Whether a boolean node says `true`.
  package func isTrue(_ node: NodeIndex) -> Bool {
    kind(node) == .boolean && bytes[Int(nodes[node.offset].start)] == UInt8(ascii: "t")
  }

  /// The value of a number, if it is one.
  package func number(_ node: NodeIndex) -> Double? {
    kind(node) == .number ? Double(sourceText(node)) : nil
  }

  /// The value of a number without a fraction (`60`, `6e1`), if it is one and fits.
  package func integer(_ node: NodeIndex) -> Int? {
    guard kind(node) == .number else { return nil }
    var value = 0
    for byte in bytes[range(node)] {
      guard byte >= 0x30, byte <= 0x39, value < 100_000_000 else {
        return wholeNumber(node)
      }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private func wholeNumber(_ node: NodeIndex) -> Int? {
    guard let number = number(node), abs(number) <= 1e9 else { return nil }
    let value = Int(number)
    return Double(value) == number ? value : nil
  }

  private func decodedBytes(_ content: Range<Int>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    var position = content.lowerBound
    while position < content.upperBound {
      if bytes[position] == UInt8(ascii: "\\") {
        let escape = JSONEscape(at: position, in: bytes, end: content.upperBound)
        if escape.isComplete {
          decoded.append(contentsOf: escape.scalar.utf8)
        } else {
          // What is no escape stays as it was written.
          decoded.append(contentsOf: bytes[position..<position + escape.length])
        }
        position += escape.length
      } else {
        let start = position
        while position < content.upperBound, bytes[position] != UInt8(ascii: "\\") {
          position += 1
        }
        decoded.append(contentsOf: bytes[start..<position])
      }
    }
    return decoded
  }
}

// MARK: - Children

extension LocatedJSON {
  /// The elements of an array; empty for every other node.
  package struct Elements: Sequence, IteratorProtocol, Sendable {
    private let json: LocatedJSON
    private var position: Int
    private let end: Int

    fileprivate init(_ json: LocatedJSON, _ node: NodeIndex) {
      self.json = json
      position = node.offset + 1
      end = json.kind(node) == .array ? Int(json.nodes[node.offset].next) : position
    }

    package mutating func next() -> NodeIndex? {
      guard position < end else { return nil }
      defer { position = Int(json.nodes[position].next) }
      return NodeIndex(position)
    }
  }

  /// The keys and values of an object; empty for every other node.
  package struct Members: Sequence, IteratorProtocol, Sendable {
    private let json: LocatedJSON
    private var position: Int
    private let end: Int

    fileprivate init(_ json: LocatedJSON, _ node: NodeIndex) {
      self.json = json
      position = node.offset + 1
      end = json.kind(node) == .object ? Int(json.nodes[node.offset].next) : position
    }

    package mutating func next() -> (key: NodeIndex, value: NodeIndex)? {
      guard position + 1 < end else { return nil }
      let key = position
      position = Int(json.nodes[key + 1].next)
      return (NodeIndex(key), NodeIndex(key + 1))
    }
  }

  package func elements(_ node: NodeIndex) -> Elements { Elements(self, node) }

  package func members(_ node: NodeIndex) -> Members { Members(self, node) }

  /// The value of the first member with this key.
  package func value(_ key: String, of object: NodeIndex) -> NodeIndex? {
    members(object).first { string($0.key) == key }?.value
  }
}

// MARK: - What strings hold

extension LocatedJSON.Flags {
  /// What there is to know about the content of a string without escapes.
  static func content(_ content: some Sequence<UInt8>) -> LocatedJSON.Flags {
    var isBlank = true
    var isPlain = true
    for byte in content {
      if byte != 0x20 { isBlank = false }
      if byte < 0x61 || byte > 0x7A { isPlain = false }
    }
    return isBlank ? .isBlank : isPlain ? .isPlain : []
  }
}

// MARK: - Escapes

/// One escape sequence, or a surrogate pair of two, read leniently.
package struct JSONEscape: Sendable {
  /// What is wrong with an escape.
  package enum Problem: Sendable { case unknown, loneSurrogate }

  /// Bytes of the escape, backslash included; at least 1.
  package let length: Int
  package let scalar: Unicode.Scalar
  package let problem: Problem?
  /// Whether the escape stands for `scalar`, be it as a replacement.
  package var isComplete: Bool { problem != .unknown }

  /// Reads the escape whose backslash is at `position`.
  package init(at position: Int, in bytes: [UInt8], end: Int) {
    guard position + 1 < end else {
      self.init(length: 1, problem: .unknown)
      return
    }
    switch bytes[position + 1] {
    case UInt8(ascii: "\""): self.init(length: 2, scalar: "\"")
    case UInt8(ascii: "\\"): self.init(length: 2, scalar: "\\")
    case UInt8(ascii: "/"): self.init(length: 2, scalar: "/")
    case UInt8(ascii: "b"): self.init(length: 2, scalar: "\u{8}")
    case UInt8(ascii: "f"): self.init(length: 2, scalar: "\u{C}")
    case UInt8(ascii: "n"): self.init(length: 2, scalar: "\n")
    case UInt8(ascii: "r"): self.init(length: 2, scalar: "\r")
    case UInt8(ascii: "t"): self.init(length: 2, scalar: "\t")
    case UInt8(ascii: "u"): self.init(unicodeAt: position, in: bytes, end: end)
    default: self.init(length: 1, problem: .unknown)
    }
  }

  private init(unicodeAt position: Int, in bytes: [UInt8], end: Int) {
    guard let first = Self.unit(at: position, in: bytes, end: end) else {
      self.init(length: 2, problem: .unknown)
      return
    }
    if let scalar = Unicode.Scalar(first) {
      self.init(length: 6, scalar: scalar)
      return
    }
    guard first < 0xDC00, let second = Self.unit(at: position + 6, in: bytes, end: end),
      (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else {
      self.init(length: 6, problem: .loneSurrogate)
      return
    }
    self.init(length: 12, scalar: scalar)
  }

  private init(length: Int, scalar: Unicode.Scalar = "\u{FFFD}", problem: Problem? = nil) {
    self.length = length
    self.scalar = scalar
    self.problem = problem
  }

  /// The code unit of a `\uXXXX` at `position`.
  private static func unit(at position: Int, in bytes: [UInt8], end: Int) -> UInt32? {
    guard position + 6 <= end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[position + 2..<position + 6] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return unit
  }
}

extension Unicode.Scalar {
  fileprivate var utf8: Unicode.UTF8.EncodedScalar {
    // Every scalar has an encoding; the replacement only satisfies the type.
    Unicode.UTF8.encode(self) ?? Unicode.UTF8.encodedReplacementCharacter
  }
}

/// The place in the file of an offset inside the decoded value of a string.
///
/// - Parameters:
///   - offset: UTF-8 bytes into the decoded value; its length stands for the closing mark.
///   - range: The string in the file, quotation marks included.
///   - bytes: The file.
/// - Returns: The byte at which the character, or the escape that stands for it, begins. An offset
///   outside the value is moved to its nearer edge.
package func fileOffset(
  ofValueOffset offset: Int, in range: Range<Int>, of bytes: [UInt8]
) -> Int {
  let range = range.clamped(to: 0..<bytes.count)
  let quote = UInt8(ascii: "\"")
  let isQuoted = !range.isEmpty && bytes[range.lowerBound] == quote
  var position = range.lowerBound + (isQuoted ? 1 : 0)
  let isClosed = isQuoted && range.count > 1 && bytes[range.upperBound - 1] == quote
  let end = range.upperBound - (isClosed ? 1 : 0)
  var valueOffset = 0
  while position < end, valueOffset < offset {
    var fileLength = 1
    var valueLength = 1
    if bytes[position] == UInt8(ascii: "\\") {
      let escape = JSONEscape(at: position, in: bytes, end: end)
      fileLength = escape.length
      valueLength = escape.isComplete ? escape.scalar.utf8.count : escape.length
    }
    if valueOffset + valueLength > offset { return position }
    valueOffset += valueLength
    position += fileLength
  }
  return position
}
