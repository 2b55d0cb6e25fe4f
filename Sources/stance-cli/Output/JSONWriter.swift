internal import Rules

/// Writes JSON into a buffer of bytes; keys stand in the order in which they are written.
struct JSONWriter: ~Copyable {
  /// How much white space there is.
  enum Layout: Sendable {
    /// None: one value a line.
    case compact
    /// A member a line, but small objects whole on theirs.
    case indented
  }

  /// All that was written, but for full pieces.
  private(set) var bytes: [UInt8] = []
  private var fullPieces: [[UInt8]] = []
  private let layout: Layout
  private var depth: Int
  private var inlineDepth = 0
  private var isFirst = true

  /// An empty buffer.
  ///
  /// - Parameters:
  ///   - layout: How to set values.
  ///   - depth: How far the lines are indented from the beginning.
  init(_ layout: Layout, depth: Int = 0) {
    self.layout = layout
    self.depth = depth
  }

  // MARK: Pieces

  private static let pieceSize = 1 << 20

  /// All that was written.
  var pieces: [[UInt8]] { fullPieces + [bytes] }

  /// Begins another piece where this one is long: growing, it would be copied as a whole.
  private mutating func cut() {
    guard bytes.count >= Self.pieceSize else { return }
    fullPieces.append(bytes)
    bytes = []
    bytes.reserveCapacity(Self.pieceSize + Self.pieceSize / 8)
  }

  // MARK: Objects and arrays

  mutating func object(_ body: (inout JSONWriter) -> Void) { group("{", "}", body) }

  /// An object that stays on one line.
  mutating func inlineObject(_ body: (inout JSONWriter) -> Void) {
    inlineDepth += 1
    group("{", "}", body)
    inlineDepth -= 1
  }

  /// An array with an element a line.
  mutating func array<Element>(
    _ elements: some Collection<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return raw("[]") }
    group("[", "]") { writer in
      for element in elements {
        writer.separate()
        body(&writer, element)
      }
    }
  }

  /// An array with an element a line, for very many of them: each is let go when it has been written,
  /// and what is written is cut into ``pieces``.
  mutating func array<Element>(
    takenFrom elements: inout [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return raw("[]") }
    elements.reverse()
    group("[", "]") { writer in
      while let element = elements.popLast() {
        writer.separate()
        body(&writer, element)
        writer.cut()
      }
    }
  }

  /// An array that stays on one line.
  mutating func inlineArray<Element>(
    _ elements: some Collection<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    inlineDepth += 1
    array(elements, body)
    inlineDepth -= 1
  }

  /// An array of strings on one line.
  mutating func array(_ strings: [String]) { inlineArray(strings) { $0.string($1) } }

  private mutating func group(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(UInt8(ascii: close))
    isFirst = false
  }

  /// Begins a member or an element.
  private mutating func separate() {
    if !isFirst {
      bytes.append(UInt8(ascii: ","))
      if layout == .indented, inlineDepth > 0 { bytes.append(UInt8(ascii: " ")) }
    }
    breakLine()
    isFirst = false
  }

  private mutating func breakLine() {
    guard layout == .indented, inlineDepth == 0 else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  /// Begins a member; its value is to follow.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
  }

  /// Begins a member whose key is a JSON string.
  mutating func key(json name: [UInt8]) {
    separate()
    json(name)
    raw(layout == .compact ? ":" : ": ")
  }

  // MARK: Members

  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    string(value)
  }

  mutating func member(_ name: StaticString, _ value: Int?) {
    key(name)
    guard let value else { return null() }
    integer(value)
  }

  /// A member that is a number, or null where it is none that JSON has.
  mutating func member(_ name: StaticString, _ value: Double?) {
    key(name)
    number(value)
  }

  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// A member that is an array of strings, on one line.
  mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    array(values)
  }

  // MARK: Values

  mutating func lineEnd() { raw("\n") }

  mutating func null() { raw("null") }

  mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

  mutating func integer(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var unit: UInt = 1
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// A number; null where it is none that JSON has.
  mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    bytes.append(contentsOf: value.description.utf8)
  }

  mutating func string(_ value: String?) {
    guard let value else { return null() }
    let isPlain = unsafe value.utf8.withContiguousStorageIfAvailable { text in
      unsafe Self.plainEnd(text, from: 0) == text.count
    }
    guard isPlain == true else { return string(utf8: Array(value.utf8)) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: value.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func string(utf8 value: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    escape(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A value that is JSON, without the white space between its parts.
  mutating func json(_ value: [UInt8]) {
    var isInString = false
    var index = 0
    while index < value.count {
      let (scalar, length) = UTF8Code.decode(value, index)
      switch scalar {
      case 0x22:
        isInString.toggle()
        bytes.append(0x22)
      case 0x5C where index + 1 < value.count:
        bytes.append(0x5C)
        bytes.append(value[index + 1])
        index += 1
      case ...0x20 where !isInString: break
      case 0x7F...:
        if let escape = Self.escape(scalar) {
          bytes.append(contentsOf: escape.utf8)
        } else {
          bytes.append(contentsOf: value[index..<index + length])
        }
      default: bytes.append(value[index])
      }
      index += length
    }
  }

  /// The end of the bytes from a place on that are written as they are: ASCII without control
  /// characters, quotation marks and backslashes.
  private static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = 0x80 * ones
    let raw = UnsafeRawBufferPointer(text)
    var place = start
    while place + 8 <= text.count {
      let eight = unsafe UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // Adding to seven bits moves into the eighth what is not below a number, or is not zero.
      let low = eight & ~tops
      let printed = (low &+ 0x60 * ones) & ~(low &+ ones)
      let noQuote = (low ^ 0x22 * ones) &+ 0x7F * ones
      let noBackslash = (low ^ 0x5C * ones) &+ 0x7F * ones
      let others = (printed & noQuote & noBackslash & ~eight & tops) ^ tops
      if others != 0 { return place + others.trailingZeroBitCount >> 3 }
      place += 8
    }
    while place < text.count, unsafe isPlain(text[place]) { place += 1 }
    return place
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
  }

  /// Copies runs of harmless bytes whole.
  private mutating func escape(_ text: [UInt8]) {
    var runStart = 0
    var index = 0
    while true {
      index = unsafe text.withUnsafeBufferPointer { unsafe Self.plainEnd($0, from: index) }
      if index == text.count { break }
      let (value, length) = UTF8Code.decode(text, index)
      if let escape = Self.escape(value) {
        bytes.append(contentsOf: text[runStart..<index])
        bytes.append(contentsOf: escape.utf8)
        runStart = index + length
      }
      index += length
    }
    bytes.append(contentsOf: text[runStart...])
  }

  /// What stands for a character that JSON forbids or a terminal would obey.
  private static func escape(_ value: UInt32) -> String? {
    switch value {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    case 0x2000..., 0x80...0x9F, 0x61C, 0..<0x20, 0x7F:
      guard let scalar = Unicode.Scalar(value), TerminalSafety.isTreacherous(scalar) else {
        return nil
      }
      return String(scalar).utf16.map(hexadecimal).joined()
    default: return nil
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  private mutating func raw(_ text: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
