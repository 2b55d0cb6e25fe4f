/// Reads JSON (RFC 8259) into a located tree, goes on after an error and reports all of them.
///
/// This is the parser for files with something wrong in them; what is plainly right is read by
/// ``PlainJSONParser``, which gives the same tree.
///
/// Any bytes give a tree: where a value cannot be read a `broken` node stands, and an array or
/// object with an error inside is marked as damaged, so that later checks do not complain about
/// what they merely cannot see.
package struct LocatedJSONParser {
  /// Nesting that is refused because no rules file needs it.
  package static let depthLimit = 64
  /// Bytes above which a file is refused.
  package static let sizeLimit = 64 << 20
  /// Syntax errors after which further ones are not reported.
  package static let problemLimit = 100

  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var nodes: [LocatedJSON.Node] = []
  private var diagnostics: [Diagnostic] = []
  private var openObjects = 0
  private var openArrays = 0
  /// Syntax errors so far, duplicate keys not counted.
  private var damage = 0
  /// Nothing more is reported: the end was reached too early, or the limit.
  private var isSilent = false
  /// After an error the next missing comma is its consequence.
  private var expectsNoComma = false
  /// Keys of the open objects, innermost last.
  private var keys: [(hash: UInt32, node: Int)] = []

  /// Parses a file, or the part of a larger array that is one file.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that all ranges refer to.
  ///   - range: The part to parse; everything when `nil`.
  /// - Returns: The tree and all syntax problems in the order of their discovery.
  /// - Complexity: Linear in the bytes.
  package static func parse(
    _ bytes: [UInt8], in range: Range<Int>? = nil
  ) -> (json: LocatedJSON, diagnostics: [Diagnostic]) {
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    guard range.count <= sizeLimit, bytes.count <= Int(UInt32.max) else {
      let place = range.lowerBound..<range.lowerBound
      return (LocatedJSON(bytes: bytes, nodes: []), [.fileTooLarge(range.count, at: place)])
    }
    if let nodes = PlainJSONParser.parse(bytes, in: range) {
      return (LocatedJSON(bytes: bytes, nodes: nodes), [])
    }
    return parseThoroughly(bytes, in: range)
  }

  /// Parses a file without trying the fast way first.
  package static func parseThoroughly(
    _ bytes: [UInt8], in range: Range<Int>
  ) -> (json: LocatedJSON, diagnostics: [Diagnostic]) {
    var parser = LocatedJSONParser(bytes, range)
    parser.parseFile()
    return (LocatedJSON(bytes: bytes, nodes: parser.nodes), parser.diagnostics)
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    nodes.reserveCapacity(range.count / 16 + 16)
  }

  // MARK: File

  private mutating func parseFile() {
    if end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB,
      bytes[position + 2] == 0xBF
    {
      position += 3
    }
    skipSpace()
    guard position < end else {
      report(.emptyFile(at: position..<position))
      appendBroken(position..<position)
      return
    }
    parseValue(depth: 0)
    skipSpace()
    if position < end {
      report(.trailingContent(at: position..<position + characterLength(at: position)))
    }
  }

  // MARK: Values

  /// Appends exactly one value and what belongs to it.
  private mutating func parseValue(depth: Int) {
    guard position < end else {
      report(.expectedValue(at: position..<position, found: nil))
      appendBroken(position..<position)
      return
    }
    switch bytes[position] {
    case UInt8(ascii: "\""): parseString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): parseContainer(depth: depth)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      parseNumber()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): parseWord()
    case UInt8(ascii: "'"): parseSingleQuoted()
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"):
      // Left for the caller, who knows what it closes.
      report(.expectedValue(at: position..<position + 1, found: found(at: position)))
      appendBroken(position..<position)
    default:
      let start = position
      let length = characterLength(at: position)
      report(.unexpectedCharacter(at: start..<start + length, found(at: start)))
      position += length
      skipToNextMember()
      appendBroken(start..<position)
    }
  }

  private mutating func parseContainer(depth: Int) {
    let start = position
    guard depth < Self.depthLimit else {
      report(.tooDeep(at: start..<start + 1))
      skipNested()
      appendBroken(start..<position)
      return
    }
    let isObject = bytes[start] == UInt8(ascii: "{")
    let index = nodes.count
    let damageBefore = damage
    position += 1
    append(isObject ? .object : .array, start..<position)
    if isObject {
      openObjects += 1
      let firstKey = keys.count
      parseMembers(of: start, depth: depth + 1)
      reportDuplicates(from: firstKey)
      keys.removeSubrange(firstKey...)
      openObjects -= 1
    } else {
      openArrays += 1
      parseElements(of: start, depth: depth + 1)
      openArrays -= 1
    }
    nodes[index].end = UInt32(truncatingIfNeeded: position)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    if damage > damageBefore { nodes[index].flags.insert(.isDamaged) }
    if !isObject, holdsWords(index) { nodes[index].flags.insert(.holdsWords) }
  }

  private func holdsWords(_ array: Int) -> Bool {
    let elements = nodes[(array + 1)...]
    return !elements.isEmpty
      && elements.allSatisfy { $0.kind == .string && !$0.flags.contains(.isBlank) }
  }

  private mutating func parseElements(of opening: Int, depth: Int) {
    var comma: Int?
    var hasValue = false
    while let byte = nextByte(inside: opening) {
      switch byte {
      case UInt8(ascii: "]"):
        if let comma { report(.trailingComma(at: comma..<comma + 1)) }
        position += 1
        return
      case UInt8(ascii: "}"):
        if closesOuter(openObjects, opening) { return }
      case UInt8(ascii: ","):
        report(.extraComma(at: position..<position + 1))
        position += 1
      case UInt8(ascii: ":"):
        report(.colonInArray(at: position..<position + 1))
        position += 1
        expectsNoComma = true
      default:
        if hasValue, comma == nil { reportMissingComma() }
        expectsNoComma = false
        parseValue(depth: depth)
        hasValue = true
        comma = takeComma()
      }
    }
  }

  private mutating func parseMembers(of opening: Int, depth: Int) {
    var comma: Int?
    var hasMember = false
    while let byte = nextByte(inside: opening) {
      switch byte {
      case UInt8(ascii: "}"):
        if let comma { report(.trailingComma(at: comma..<comma + 1)) }
        position += 1
        return
      case UInt8(ascii: "]"):
        if closesOuter(openArrays, opening) { return }
      case UInt8(ascii: ","):
        report(.extraComma(at: position..<position + 1))
        position += 1
      default:
        if hasMember, comma == nil { reportMissingComma() }
        expectsNoComma = false
        comma = nil
        guard parseKey() else { continue }
        hasMember = true
        parseColon()
        parseValue(depth: depth)
        comma = takeComma()
      }
    }
  }

  /// The next byte that means something, or nothing at the end of the file, which is reported.
  private mutating func nextByte(inside opening: Int) -> UInt8? {
    skipSpace()
    if position < end { return bytes[position] }
    report(
      .unclosed(found(at: opening), opened: opening..<opening + 1, at: position..<position))
    // One report for the innermost is enough: the outer ones lack the same end.
    damage += 1
    isSilent = true
    return nil
  }

  /// A closing bracket of the other kind: ours was forgotten if an outer one is open.
  private mutating func closesOuter(_ outer: Int, _ opening: Int) -> Bool {
    let place = position..<position + 1
    if outer > 0 {
      report(.unclosed(found(at: opening), opened: opening..<opening + 1, at: place))
      return true
    }
    report(.strayBracket(found(at: position), at: place))
    position += 1
    return false
  }

  /// Consumes a comma; returns where it stood.
  private mutating func takeComma() -> Int? {
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: ",") else { return nil }
    position += 1
    return position - 1
  }

  private mutating func reportMissingComma() {
    guard !expectsNoComma else { return }
    // The place to write it is behind the last value, not at the next one.
    var place = position
    while place > 0, isSpace(bytes[place - 1]) { place -= 1 }
    report(.expectedComma(at: place..<place))
  }

  // MARK: Members

  /// Appends a key; where there is none reports and skips.
  private mutating func parseKey() -> Bool {
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "\""):
      parseString()
    case UInt8(ascii: "'"):
      parseSingleQuoted()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "$"):
      skipWord()
      report(.unquotedKey(text(start..<position), at: start..<position))
      append(.string, start..<position, [.isUnquoted])
    default:
      report(.expectedKey(at: start..<start + characterLength(at: start), found(at: start)))
      position += characterLength(at: start)
      if bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") {
        position = start
        skipNested()
      } else {
        skipToNextMember()
      }
      if position < end, bytes[position] == UInt8(ascii: ",") { position += 1 }
      expectsNoComma = true
      return false
    }
    keys.append((keyHash(nodes.count - 1), nodes.count - 1))
    return true
  }

  private mutating func parseColon() {
    skipSpace()
    if position < end, bytes[position] == UInt8(ascii: ":") {
      position += 1
      skipSpace()
      return
    }
    let place = position..<min(end, position + 1)
    if position < end, bytes[position] == UInt8(ascii: "=") {
      report(.expectedColon(at: place))
      position += 1
      skipSpace()
      return
    }
    report(.expectedColon(at: place))
  }

  private func keyHash(_ index: Int) -> UInt32 {
    let json = nodes[index]
    var hash: UInt32 = 2_166_136_261
    if json.flags.contains(.hasEscapes) {
      let key = LocatedJSON(bytes: bytes, nodes: [json]).string(.root)
      for byte in key.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      return hash
    }
    let isBare = json.flags.contains(.isUnquoted)
    let start = Int(json.start) + (isBare ? 0 : 1)
    let end = Int(json.end) - (isBare || json.flags.contains(.isUnterminated) ? 0 : 1)
    for byte in bytes[start..<max(start, end)] { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }

  private mutating func reportDuplicates(from first: Int) {
    let count = keys.count - first
    guard count > 1 else { return }
    if count <= 16 {
      for later in first + 1..<keys.count {
        for earlier in first..<later where keys[earlier].hash == keys[later].hash {
          if reportDuplicate(keys[earlier].node, keys[later].node) { break }
        }
      }
      return
    }
    var seen: [UInt32: Int] = [:]
    seen.reserveCapacity(count)
    for key in keys[first...] {
      if let earlier = seen[key.hash] {
        reportDuplicate(earlier, key.node)
      } else {
        seen[key.hash] = key.node
      }
    }
  }

  @discardableResult
  private mutating func reportDuplicate(_ earlier: Int, _ later: Int) -> Bool {
    let pair = LocatedJSON(bytes: bytes, nodes: [nodes[earlier], nodes[later]])
    let key = pair.string(.init(1))
    guard pair.string(.root) == key else { return false }
    guard diagnostics.count < Self.problemLimit else { return true }
    diagnostics.append(
      .duplicateKey(key, at: pair.range(.init(1)), first: pair.range(.root)))
    return true
  }

  // MARK: Strings

  private mutating func parseString() {
    let start = position
    var flags: LocatedJSON.Flags = []
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index + 1
        append(.string, start..<position, flags)
        return
      }
      if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") {
        index += 1
      } else if byte == UInt8(ascii: "\\") {
        flags.insert(.hasEscapes)
        index += checkEscape(at: index)
      } else if byte == 0x0A || byte == 0x0D {
        break
      } else if byte < 0x20 {
        report(.controlCharacter(byte, at: index..<index + 1))
        index += 1
      } else {
        index += checkUTF8(at: index)
      }
    }
    position = index
    report(.unterminatedString(at: start..<index))
    append(.string, start..<index, flags.union(.isUnterminated))
    expectsNoComma = true
  }

  private mutating func checkEscape(at index: Int) -> Int {
    let escape = JSONEscape(at: index, in: bytes, end: end)
    switch escape.problem {
    case nil: break
    case .loneSurrogate:
      report(
        .loneSurrogate(text(index..<index + escape.length), at: index..<index + escape.length))
    case .unknown:
      if index + 1 < end, !isLineEnd(bytes[index + 1]) {
        let length = 1 + characterLength(at: index + 1)
        report(.invalidEscape(text(index..<index + length), at: index..<index + length))
      }
    }
    return escape.length
  }

  private mutating func checkUTF8(at index: Int) -> Int {
    let length = utf8Length(at: index)
    if length > 0 { return length }
    report(.invalidUTF8(bytes[index], at: index..<index + 1))
    return 1
  }

  /// `'text'`: an error, but what was meant is clear.
  private mutating func parseSingleQuoted() {
    let start = position
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "'"), !isLineEnd(bytes[position]) {
      position += 1
    }
    let isClosed = position < end && bytes[position] == UInt8(ascii: "'")
    if isClosed { position += 1 }
    report(.singleQuotes(at: start..<position))
    append(.string, start..<position, isClosed ? [] : [.isUnterminated])
  }

  // MARK: Numbers and words

  private mutating func parseNumber() {
    let start = position
    while position < end, Self.isNumberByte(bytes[position]) { position += 1 }
    if Self.isNumber(bytes, start..<position) {
      append(.number, start..<position)
    } else {
      report(.invalidNumber(text(start..<position), at: start..<position))
      appendBroken(start..<position)
    }
  }

  /// Whether the bytes follow the grammar: sign, integer without leading zero, fraction, exponent.
  static func isNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    func digits() -> Int {
      let start = index
      while index < range.upperBound, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      return index - start
    }
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let integer = index
    let count = digits()
    if count == 0 || (count > 1 && bytes[integer] == 0x30) { return false }
    if index < range.upperBound, bytes[index] == UInt8(ascii: ".") {
      index += 1
      if digits() == 0 { return false }
    }
    if index < range.upperBound, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < range.upperBound,
        bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      if digits() == 0 { return false }
    }
    return index == range.upperBound
  }

  private mutating func parseWord() {
    let start = position
    skipWord()
    let word = start..<position
    switch text(word) {
    case "true", "false": append(.boolean, word)
    case "null": append(.null, word)
    default:
      report(.unknownWord(text(word), at: word))
      skipToNextMember()
      appendBroken(word)
    }
  }

  // MARK: Skipping

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        guard skipComment() else { return }
      default: return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    let start = position
    let isBlock =
      position + 1 < end && bytes[position] == UInt8(ascii: "/")
      && bytes[position + 1] == UInt8(ascii: "*")
    let isLine =
      bytes[position] == UInt8(ascii: "#")
      || position + 1 < end && bytes[position + 1] == UInt8(ascii: "/")
    guard isBlock || isLine else { return false }
    position += 1
    if isBlock {
      position += 1
      while position < end,
        !(bytes[position] == UInt8(ascii: "/") && bytes[position - 1] == UInt8(ascii: "*")
          && position > start + 2)
      {
        position += 1
      }
      position = min(end, position + 1)
    } else {
      while position < end, !isLineEnd(bytes[position]) { position += 1 }
    }
    report(.comment(at: start..<position))
    return true
  }

  private mutating func skipWord() {
    while position < end, Self.isWordByte(bytes[position]) { position += 1 }
  }

  /// To the comma, closing bracket or end of line behind something unreadable.
  private mutating func skipToNextMember() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return
      case 0x0A, 0x0D:
        expectsNoComma = true
        return
      default: position += 1
      }
    }
  }

  /// Over an array or object with everything in it, read only for strings and brackets.
  private mutating func skipNested() {
    var depth = 0
    var isInString = false
    while position < end {
      let byte = bytes[position]
      position += 1
      if isInString {
        if byte == UInt8(ascii: "\\") {
          position = min(end, position + 1)
        } else if byte == UInt8(ascii: "\"") || isLineEnd(byte) {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return }
      default: break
      }
    }
  }

  // MARK: Bytes

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  static func isNumberByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
  }

  private func utf8Length(at index: Int) -> Int { Self.utf8Length(at: index, in: bytes, end: end) }

  /// The length of the well-formed character at `index`, or 0.
  static func utf8Length(at index: Int, in bytes: [UInt8], end: Int) -> Int {
    let first = bytes[index]
    func continues(_ offset: Int, from low: UInt8 = 0x80, to high: UInt8 = 0xBF) -> Bool {
      index + offset < end && bytes[index + offset] >= low && bytes[index + offset] <= high
    }
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, from: 0xA0) && continues(2) ? 3 : 0
    case 0xED: return continues(1, to: 0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, from: 0x90) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, to: 0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  private func characterLength(at index: Int) -> Int {
    index < end ? max(1, utf8Length(at: index)) : 0
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func found(at index: Int) -> String {
    text(index..<index + characterLength(at: index))
  }

  // MARK: Results

  private mutating func append(
    _ kind: LocatedJSON.Kind, _ range: Range<Int>, _ flags: LocatedJSON.Flags = []
  ) {
    var node = LocatedJSON.Node(range.lowerBound, range.upperBound, kind, flags, at: nodes.count)
    if kind == .string { node.flags.formUnion(contentFlags(node)) }
    nodes.append(node)
  }

  private func contentFlags(_ node: LocatedJSON.Node) -> LocatedJSON.Flags {
    guard node.flags.contains(.hasEscapes) else { return .content(bytes[node.content]) }
    return LocatedJSON.isBlank(node, bytes) ? .isBlank : []
  }

  private mutating func appendBroken(_ range: Range<Int>) { append(.broken, range) }

  /// Keeps a syntax error; the limit keeps a binary file from flooding the screen.
  private mutating func report(_ diagnostic: Diagnostic) {
    guard !isSilent else { return }
    damage += 1
    diagnostics.append(diagnostic)
    if diagnostics.count >= Self.problemLimit {
      diagnostics.append(.tooManyProblems(at: diagnostic.range))
      isSilent = true
    }
  }
}
