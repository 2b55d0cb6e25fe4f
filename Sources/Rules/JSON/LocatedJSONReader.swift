/// Reads values of known types out of a tree and reports what is missing, unknown or of a wrong
/// type.
package struct LocatedJSONReader {
  package typealias Node = LocatedJSON.NodeIndex

  /// The values of an object by key; what is absent or of a wrong type is missing.
  package struct Fields<Field: SchemaField>: Sendable {
    package let node: Node
    fileprivate var slots = SIMD16<Int32>(repeating: 0)

    /// The value; the root is nobody's value, so `0` stands for none.
    package subscript(_ field: Field) -> Node? {
      let slot = slots[field.rawValue & 15]
      return slot == 0 ? nil : Node(Int(slot))
    }
  }

  package let json: LocatedJSON
  /// Whether keys that only a complete file needs may be absent.
  package let isChange: Bool
  package var diagnostics: [Diagnostic] = []

  package init(_ json: LocatedJSON, isChange: Bool = false) {
    self.json = json
    self.isChange = isChange
  }

  // MARK: Objects

  /// The fields of an object; nothing, and a report, when it is not one.
  package mutating func fields<Field: SchemaField>(
    _ node: Node, _ schema: ObjectSchema, _: Field.Type
  ) -> Fields<Field>? {
    guard json.kind(node) == .object else {
      reportType(node, of: schema.title, expected: "an object")
      return nil
    }
    var fields = Fields<Field>(node: node)
    var present: UInt32 = 0
    let nodes = json.nodes
    let end = Int(nodes[node.offset].next)
    var key = node.offset + 1
    while key + 1 < end {
      let value = key + 1
      read(Node(key), Node(value), nodes, schema, &fields, &present)
      key = Int(nodes[value].next)
    }
    if present & schema.required != schema.required, !json.flags(node).contains(.isDamaged) {
      reportMissing(node, schema, present)
    }
    return fields
  }

  @inline(__always)
  private mutating func read<Field: SchemaField>(
    _ key: Node, _ value: Node, _ nodes: [LocatedJSON.Node], _ schema: ObjectSchema,
    _ fields: inout Fields<Field>, _ present: inout UInt32
  ) {
    guard let index = index(of: key, in: schema) else {
      diagnostics.append(
        .unknownKey(
          json.string(key), of: schema.title, at: json.range(key), known: schema.fields.map(\.key)))
      return
    }
    // Of duplicates the first counts; the parser has reported the second.
    guard present & (1 << index) == 0 else { return }
    present |= 1 << index
    if schema.isPlainlyRight(nodes[value.offset], for: index)
      || check(value, schema.fields[index].value, of: schema.fields[index].key)
    {
      fields.slots[index & 15] = Int32(truncatingIfNeeded: value.offset)
    }
  }

  private mutating func reportMissing(_ node: Node, _ schema: ObjectSchema, _ present: UInt32) {
    for index in schema.fields.indices where present & (1 << index) == 0 {
      switch schema.fields[index].presence {
      case .optional: continue
      case .required: if isChange { continue }
      case .identity: break
      }
      let start = json.range(node).lowerBound
      diagnostics.append(
        .missingKey(schema.fields[index].key, of: schema.title, at: start..<start + 1))
    }
  }

  private func index(of key: Node, in schema: ObjectSchema) -> Int? {
    if json.flags(key).contains(.hasEscapes) {
      let name = json.string(key)
      return schema.fields.firstIndex { $0.key == name }
    }
    let content = json.contentRange(key)
    return schema.index(ofKey: json.bytes, content)
  }

  // MARK: Checks

  /// Whether a value is what it should be; of objects only that they are objects.
  package mutating func check(
    _ node: Node, _ schema: ValueSchema, of key: String, isElement: Bool = false
  ) -> Bool {
    switch schema {
    case .text, .constant, .words, .id, .name, .colour, .choice:
      return checkString(node, schema, of: key, isElement)
    case .boolean: return checkKind(node, .boolean, schema, of: key, isElement)
    case .integer, .fraction: return checkNumber(node, schema, of: key, isElement)
    case .list(.words, _) where json.flags(node).contains(.holdsWords): return true
    case .list(let element, let count):
      return checkList(node, schema, element, atLeast: count, of: key, isElement)
    case .object, .table: return checkKind(node, .object, schema, of: key, isElement)
    case .changeable(let whole, _):
      // Who may change something is for the caller to say.
      return json.kind(node) == .object || check(node, whole, of: key, isElement: isElement)
    }
  }

  private mutating func checkKind(
    _ node: Node, _ kind: LocatedJSON.Kind, _ schema: ValueSchema, of key: String,
    _ isElement: Bool
  ) -> Bool {
    if json.kind(node) == kind { return true }
    reportType(node, of: subject(key, isElement), expected: schema.phrase)
    return false
  }

  private mutating func checkString(
    _ node: Node, _ schema: ValueSchema, of key: String, _ isElement: Bool
  ) -> Bool {
    guard checkKind(node, .string, schema, of: key, isElement) else { return false }
    let range = json.range(node)
    switch schema {
    case .choice(let known):
      let value = json.string(node)
      if known.contains(value) { return true }
      diagnostics.append(
        .unknownValue(value, of: subject(key, isElement), at: range, known: known))
      return false
    case .words:
      if json.hasVisibleCharacter(node) { return true }
      diagnostics.append(.emptyText(subject(key, isElement), at: range))
      return false
    case .id:
      if json.isIdentifier(node, withDots: true) { return true }
      diagnostics.append(.invalidID(json.string(node), at: range))
      return false
    case .name:
      if json.isIdentifier(node, withDots: false) { return true }
      diagnostics.append(
        .invalidName(
          json.string(node), of: key == "name" ? "a label" : subject(key, isElement), at: range))
      return false
    case .colour:
      if json.isColour(node) { return true }
      diagnostics.append(.invalidColour(json.string(node), at: range))
      return false
    default: return true
    }
  }

  private mutating func checkNumber(
    _ node: Node, _ schema: ValueSchema, of key: String, _ isElement: Bool
  ) -> Bool {
    guard checkKind(node, .number, schema, of: key, isElement) else { return false }
    switch schema {
    case .integer(let range):
      guard let value = json.integer(node) else {
        reportType(node, of: subject(key, isElement), expected: schema.phrase)
        return false
      }
      if range.contains(value) { return true }
      diagnostics.append(
        .outOfRange(
          subject(key, isElement), from: "\(range.lowerBound)", to: "\(range.upperBound)",
          at: json.range(node)))
      return false
    case .fraction(let range):
      if let value = json.number(node), range.contains(value) { return true }
      diagnostics.append(
        .outOfRange(
          subject(key, isElement), from: "\(range.lowerBound)", to: "\(range.upperBound)",
          at: json.range(node)))
      return false
    default: return true
    }
  }

  private mutating func checkList(
    _ node: Node, _ schema: ValueSchema, _ element: ValueSchema, atLeast count: Int,
    of key: String, _ isElement: Bool
  ) -> Bool {
    guard json.kind(node) == .array else {
      let isLone = json.kind(node) == .string && schema.phrase == "an array of strings"
      reportType(
        node, of: subject(key, isElement), expected: schema.phrase,
        suggestion: isLone ? "put it between [ and ]" : nil)
      return false
    }
    var found = 0
    for child in json.elements(node) {
      found += 1
      // The elements of a list of objects are read one by one, with better names.
      if case .object = element { continue }
      _ = check(child, element, of: key, isElement: true)
    }
    if found < count, !json.flags(node).contains(.isDamaged) {
      diagnostics.append(.emptyList(subject(key, isElement), at: json.range(node)))
    }
    return true
  }

  private func subject(_ key: String, _ isElement: Bool) -> String {
    let key = DiagnosticCatalog.quoted(key)
    return isElement ? "an element of \(key)" : key
  }

  /// Reports a value of a wrong type, unless the parser has already reported that it is none.
  package mutating func reportType(
    _ node: Node, of subject: String, expected: String, suggestion: String? = nil
  ) {
    guard json.kind(node) != .broken else { return }
    let range = json.range(node)
    // The opening bracket stands for the whole of a value of many lines.
    let isLong = json.kind(node) == .object || json.kind(node) == .array
    diagnostics.append(
      .wrongType(
        subject, expected: expected, found: json.phrase(node),
        at: isLong ? range.lowerBound..<range.lowerBound + 1 : range, suggestion: suggestion))
  }

  // MARK: Values

  /// A string with its place.
  package func located(_ node: Node) -> Located<String> {
    Located(json.string(node), json.range(node))
  }

  /// The usable strings of an array.
  package func strings(_ node: Node?) -> LocatedStrings {
    guard let node else { return [] }
    if json.flags(node).contains(.holdsWords) {
      let first = node.offset + 1
      return LocatedStrings(json, from: first, count: json.end(of: node) - first)
    }
    var nodes: [Int32] = []
    for element in json.elements(node)
    where json.kind(element) == .string && json.hasVisibleCharacter(element) {
      nodes.append(Int32(truncatingIfNeeded: element.offset))
    }
    return nodes.isEmpty ? [] : LocatedStrings(json, at: nodes)
  }
}

// MARK: - Looking at strings in place

extension LocatedJSON {
  /// How a message names the type of a value.
  package func phrase(_ node: NodeIndex) -> String {
    switch kind(node) {
    case .null: "null"
    case .boolean: sourceText(node)
    case .number: "the number \(sourceText(node).prefix(24))"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    case .broken: "nothing"
    }
  }

  /// Whether a string has anything but spaces.
  package func hasVisibleCharacter(_ node: NodeIndex) -> Bool { !flags(node).contains(.isBlank) }

  /// Whether a string with escapes stands for nothing but spaces.
  static func isBlank(_ node: Node, _ bytes: [UInt8]) -> Bool {
    let text = LocatedJSON(bytes: bytes, nodes: [node]).string(.root)
    return text.unicodeScalars.allSatisfy { [" ", "\t", "\n", "\r"].contains($0) }
  }

  /// Whether a string has letters, digits, `-` and `_` only, a letter first.
  package func isIdentifier(_ node: NodeIndex, withDots: Bool) -> Bool {
    if flags(node).contains(.hasEscapes) {
      return Self.isIdentifier(Array(string(node).utf8)[...], withDots: withDots)
    }
    return Self.isIdentifier(bytes[contentRange(node)], withDots: withDots)
  }

  private static func isIdentifier(_ content: ArraySlice<UInt8>, withDots: Bool) -> Bool {
    guard let first = content.first, let last = content.last, content.count <= 100 else {
      return false
    }
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard letters.contains(first | 0x20), last != UInt8(ascii: ".") else { return false }
    return content.allSatisfy { byte in
      letters.contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || withDots && byte == UInt8(ascii: ".")
    }
  }

  fileprivate func isColour(_ node: NodeIndex) -> Bool {
    let content = Array(string(node).utf8)
    guard content.count == 7, content[0] == UInt8(ascii: "#") else { return false }
    return content.dropFirst().allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
  }
}
