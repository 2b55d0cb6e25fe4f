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

  /// The first of these were written, and were not cut off; the others are room for more.
  private var buffer: [UInt8]
  private var count = 0
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
  ///   - expected: How many bytes there may be; more are no error.
  init(_ layout: Layout, depth: Int = 0, expecting expected: Int = 1 << 12) {
    self.layout = layout
    self.depth = depth
    buffer = [UInt8](repeating: 0, count: min(expected, Self.pieceSize + Self.pieceSize / 8))
  }

  // MARK: Pieces

  private static let pieceSize = 1 << 20
  /// So many are let go one by one.
  private static let manyElements = 1 << 10

  /// All that was written, but for full pieces.
  var bytes: [UInt8] { Array(buffer[..<count]) }

  /// All that was written.
  consuming func pieces() -> [[UInt8]] {
    buffer.removeLast(buffer.count - count)
    return fullPieces + [buffer]
  }

  /// Begins another piece where this one is long: growing, it would be copied as a whole.
  private mutating func cut() {
    guard count >= Self.pieceSize else { return }
    buffer.removeLast(buffer.count - count)
    fullPieces.append(buffer)
    buffer = [UInt8](repeating: 0, count: Self.pieceSize + Self.pieceSize / 8)
    count = 0
  }

  // MARK: Bytes

  /// Makes room for more bytes and gives the place of the first.
  @inline(__always)
  private mutating func room(for more: Int) -> Int {
    let place = count
    if place + more > buffer.count { grow(to: place + more) }
    count = place + more
    return place
  }

  private mutating func grow(to size: Int) {
    let more = max(size, 2 * buffer.count) - buffer.count
    buffer.append(contentsOf: repeatElement(0, count: more))
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    let place = room(for: 1)
    buffer[place] = byte
  }

  /// Appends a text between two marks.
  @inline(__always)
  private mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, between mark: UInt8, and end: UInt8
  ) {
    let place = room(for: text.count + 2)
    buffer[place] = mark
    unsafe copy(text, to: place + 1)
    buffer[place + 1 + text.count] = end
  }

  /// Copies a text to a place for which there is room.
  @inline(__always)
  private mutating func copy(_ text: UnsafeBufferPointer<UInt8>, to place: Int) {
    unsafe buffer.withUnsafeMutableBytes { buffer in
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[place..<place + text.count])
        .copyMemory(from: UnsafeRawBufferPointer(text))
    }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let place = room(for: text.count)
    unsafe copy(text, to: place)
  }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe append($0) }
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
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
      // By place: an element taken out would be copied.
      for place in elements.indices {
        writer.separate()
        body(&writer, elements[place])
      }
    }
  }

  /// An array with an element a line, for very many of them: each is let go when it has been written,
  /// and what is written is cut into ``pieces``.
  mutating func array<Element>(
    takenFrom elements: inout [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return raw("[]") }
    if elements.count < Self.manyElements {
      group("[", "]") { writer in
        for place in elements.indices {
          writer.separate()
          body(&writer, elements[place])
          writer.cut()
        }
      }
      elements = []
      return
    }
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
    append(UInt8(ascii: open))
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    append(UInt8(ascii: close))
    isFirst = false
  }

  /// Begins a member or an element.
  @inline(__always)
  private mutating func separate() {
    if !isFirst { append(UInt8(ascii: ",")) }
    if layout == .indented { space() }
    isFirst = false
  }

  private mutating func space() {
    if !isFirst, inlineDepth > 0 { append(UInt8(ascii: " ")) }
    breakLine()
  }

  private mutating func breakLine() {
    guard layout == .indented, inlineDepth == 0 else { return }
    append(UInt8(ascii: "\n"))
    for _ in 0..<2 * depth { append(UInt8(ascii: " ")) }
  }

  /// Begins a member; its value is to follow.
  mutating func key(_ name: StaticString) {
    let isCompact = layout == .compact
    if !isCompact { separate() }
    let text = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    let start = room(for: text.count + 4)
    count = unsafe Self.write(text, isSeparated: isCompact && !isFirst, to: &buffer, at: start)
    isFirst = false
    if !isCompact { append(UInt8(ascii: " ")) }
  }

  /// Writes a key with its marks, behind a comma where there are members before.
  ///
  /// - Returns: One past the last byte.
  private static func write(
    _ key: UnsafeBufferPointer<UInt8>, isSeparated: Bool, to buffer: inout [UInt8], at start: Int
  ) -> Int {
    precondition(start + key.count + 4 <= buffer.count, "no room for a key")
    return unsafe buffer.withUnsafeMutableBufferPointer { bytes in
      var place = start
      if isSeparated {
        unsafe bytes[place] = UInt8(ascii: ",")
        place += 1
      }
      unsafe bytes[place] = UInt8(ascii: "\"")
      place += 1
      let name = unsafe UnsafeMutableBufferPointer(rebasing: bytes[place..<place + key.count])
      _ = unsafe name.update(fromContentsOf: key)
      place += key.count
      unsafe bytes[place] = UInt8(ascii: "\"")
      unsafe bytes[place + 1] = UInt8(ascii: ":")
      return place + 2
    }
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
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var digits = 1
    var limit: UInt = 10
    while rest >= limit, digits < 19 {
      digits += 1
      limit *= 10
    }
    if rest >= limit { digits += 1 }
    let first = room(for: digits)
    var span = buffer.mutableSpan
    var place = first + digits
    while place > first {
      place -= 1
      span[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// A number; null where it is none that JSON has.
  mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    let thousandths = (value * 1000).rounded()
    if thousandths > 0, thousandths < 1_000_000, thousandths / 1000 == value {
      return number(thousandths: Int(thousandths))
    }
    append(value.description)
  }

  /// What the library writes of a number of three digits behind the point, as those of rules files
  /// are: it takes its time to find out how few digits tell it.
  private mutating func number(thousandths: Int) {
    integer(thousandths / 1000)
    append(UInt8(ascii: "."))
    var rest = thousandths % 1000
    var unit = 100
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    } while rest > 0
  }

  mutating func string(_ value: String?) {
    guard var value else { return null() }
    value.withUTF8 { text in
      if unsafe Self.plainEnd(text, from: 0) == text.count {
        unsafe append(text, between: UInt8(ascii: "\""), and: UInt8(ascii: "\""))
      } else {
        unsafe string(utf8: Array(text))
      }
    }
  }

  mutating func string(utf8 value: [UInt8]) {
    append(UInt8(ascii: "\""))
    escape(value)
    append(UInt8(ascii: "\""))
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
        append(0x22)
      case 0x5C where index + 1 < value.count:
        append(0x5C)
        append(value[index + 1])
        index += 1
      case ...0x20 where !isInString: break
      case 0x7F...:
        if let escape = Self.escape(scalar) {
          append(escape)
        } else {
          append(value[index..<index + length])
        }
      default: append(value[index])
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
        append(text[runStart..<index])
        append(escape)
        runStart = index + length
      }
      index += length
    }
    append(text[runStart...])
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
    unsafe append(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
