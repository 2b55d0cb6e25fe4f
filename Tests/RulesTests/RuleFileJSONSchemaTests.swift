import Rules
import Testing

/// The published schema against the reader: what one accepts the other accepts.
@Suite struct RuleFileJSONSchemaTests {
  private static let schema = LocatedJSONParser.parse(Array(RuleFileJSONSchema.text().utf8)).json

  /// What a schema of one file can tell; the rest needs the whole file, or the language of patterns.
  private static let form: Set<String> = [
    "empty-list", "empty-text", "invalid-colour", "invalid-id", "invalid-name", "missing-key",
    "out-of-range", "unknown-key", "unknown-value", "wrong-schema", "wrong-type", "no-base",
  ]

  @Test func `the schema is valid JSON with definitions for all kinds of object`() {
    let (json, problems) = LocatedJSONParser.parse(Array(RuleFileJSONSchema.text().utf8))
    #expect(problems.isEmpty)
    let names = json.value("$defs", of: .root).map { json.members($0).map { json.string($0.key) } }
    #expect(names?.count == 23, "\(names ?? [])")
  }

  @Test func `the shipped rules conform`() {
    #expect(SchemaJudge(Self.schema).accepts(BuiltInRules.bytes))
  }

  @Test(arguments: [false, true])
  func `schema and reader agree on every small change of a file`(isOverlay: Bool) {
    let original = Array((isOverlay ? Self.overlay : RuleFileReaderTests.complete).utf8)
    let judge = SchemaJudge(Self.schema)
    var accepted = 0
    var refused = 0
    for bytes in Self.changed(original) {
      let (_, syntax) = LocatedJSONParser.parse(bytes)
      guard syntax.isEmpty else { continue }
      let problems = RuleFileReader.read(bytes).diagnostics.filter { Self.form.contains($0.id) }
      let isAccepted = judge.accepts(bytes)
      if isAccepted { accepted += 1 } else { refused += 1 }
      if isAccepted != problems.isEmpty {
        Issue.record(
          """
          the schema \(isAccepted ? "accepts" : "refuses"), \
          the reader says \(problems.map(\.message)): \(String(decoding: bytes, as: UTF8.self))
          """)
        return
      }
    }
    #expect(accepted > 200 && refused > 2000, "\(accepted) accepted, \(refused) refused")
  }

  private static let overlay = """
    { "$schema": "x.json", "schema": "stance-rules/1", "extends": "default", "name": "o",
      "labels": [{ "name": "claim", "enabled": false }],
      "lexicons": { "groundless": { "add": ["untrue"], "remove": ["baseless"] }, "new": ["a b"] },
      "parties": [{ "name": "Oz", "aliases": ["Emerald City"] }],
      "attribution": {
        "cues": [{ "id": "cue.deny", "weight": 80, "frames": ["that"], "except": ["x"] }],
        "patterns": [{ "id": "attr.p", "mode": "direct", "tests": [{ "text": "A." }] }],
        "turns": [{ "id": "t", "match": ["x"] }], "stops": [{ "id": "s", "enabled": true }] },
      "rules": [{ "id": "refute.lie", "in": "cue", "negated": "none", "tests": { "yes": ["A."] } }],
      "confidence": [{ "mode": "none", "resolution": "issuer", "weight": 0, "confidence": 1 }] }
    """

  // MARK: Changes

  /// One a line.
  private static let values = #"""
    null
    true
    false
    0
    1
    5
    60.0
    6e1
    100
    101
    -1
    1.5
    0.25
    ""
    " "
    "\t"
    "\u0020"
    "x"
    "\u0061b"
    "a b"
    "a.b"
    "a."
    "9a"
    "none"
    "#c0392b"
    "#C0392"
    "stance-rules/1"
    "stance-rules/2"
    "that"
    "cue"
    "direct"
    "pronoun"
    []
    ["a"]
    ["that", "x"]
    [1]
    [[]]
    [{}]
    [""]
    {}
    {"add": ["a"]}
    {"ad": ["a"]}
    {"yes": ["a"], "no": []}
    {"id": "a"}
    {"name": "a", "default": true}
    """#.split(separator: "\n").map(String.init)

  /// The file with each of its values, keys and members changed in turn.
  private static func changed(_ bytes: [UInt8]) -> [[UInt8]] {
    let (json, _) = LocatedJSONParser.parse(bytes)
    var files = [bytes]
    func replace(_ range: Range<Int>, _ text: String) {
      files.append(
        Array(bytes[..<range.lowerBound]) + Array(text.utf8) + bytes[range.upperBound...])
    }
    func visit(_ node: LocatedJSON.NodeIndex) {
      for value in values { replace(json.range(node), value) }
      let inside = json.range(node).lowerBound + 1
      for element in json.elements(node) { visit(element) }
      let members = Array(json.members(node))
      for (index, member) in members.enumerated() {
        for key in ["\"\"", "\"ids\"", "\"extends\"", "\"1x\""] {
          replace(json.range(member.key), key)
        }
        // Without the member and the comma behind it, or the one before.
        let start =
          index + 1 < members.count || index == 0
          ? json.range(member.key).lowerBound : json.range(members[index - 1].value).upperBound
        let end =
          index + 1 < members.count
          ? json.range(members[index + 1].key).lowerBound : json.range(member.value).upperBound
        replace(start..<end, "")
        visit(member.value)
      }
      if json.kind(node) == .object, !members.isEmpty {
        for member in ["\"more\": 1, ", "\"weight\": 7, ", "\"enabled\": true, "] {
          replace(inside..<inside, member)
        }
      }
    }
    visit(.root)
    return files
  }
}

/// A small evaluator of JSON Schema: the keywords that the schema of rules files uses.
private struct SchemaJudge {
  typealias Node = LocatedJSON.NodeIndex

  private let schema: LocatedJSON
  private var json: LocatedJSON
  private var patterns: [String: Regex<AnyRegexOutput>] = [:]

  init(_ schema: LocatedJSON) {
    self.schema = schema
    json = schema
    for offset in schema.nodes.indices.dropLast() {
      let node = Node(offset)
      guard schema.kind(node) == .string, schema.string(node) == "pattern",
        schema.kind(Node(offset + 1)) == .string
      else { continue }
      let text = schema.string(Node(offset + 1))
      patterns[text] = try? Regex(text)
    }
  }

  func accepts(_ bytes: [UInt8]) -> Bool {
    var judge = self
    judge.json = LocatedJSONParser.parse(bytes).json
    return judge.holds(.root, .root)
  }

  private func holds(_ rule: Node, _ value: Node) -> Bool {
    let keywords = Dictionary(
      uniqueKeysWithValues: schema.members(rule).map { (schema.string($0.key), $0.value) })
    return keywords.allSatisfy { keyword, argument in
      holds(keyword, argument, keywords, value)
    }
  }

  private func holds(
    _ keyword: String, _ argument: Node, _ keywords: [String: Node], _ value: Node
  ) -> Bool {
    let kind = json.kind(value)
    switch keyword {
    case "$schema", "title", "description", "default", "$defs", "then", "else": return true
    case "$ref":
      let name = schema.string(argument).split(separator: "/").last.map(String.init) ?? ""
      guard let definitions = schema.value("$defs", of: .root),
        let definition = schema.value(name, of: definitions)
      else {
        Issue.record("no definition of \(name)")
        return false
      }
      return holds(definition, value)
    case "if":
      guard let branch = keywords[holds(argument, value) ? "then" : "else"] else { return true }
      return holds(branch, value)
    case "anyOf": return schema.elements(argument).contains { holds($0, value) }
    case "type":
      switch schema.string(argument) {
      case "object": return kind == .object
      case "array": return kind == .array
      case "string": return kind == .string
      case "boolean": return kind == .boolean
      case "number": return kind == .number
      case "integer": return json.number(value).map { $0 == $0.rounded() } ?? false
      default: Issue.record("unknown type")
      }
      return false
    case "const": return kind == .string && json.string(value) == schema.string(argument)
    case "enum":
      return kind == .string
        && schema.elements(argument).contains { schema.string($0) == json.string(value) }
    case "minimum": return json.number(value).map { $0 >= schema.number(argument) ?? 0 } ?? true
    case "maximum": return json.number(value).map { $0 <= schema.number(argument) ?? 0 } ?? true
    case "minItems":
      return kind != .array || Array(json.elements(value)).count >= schema.integer(argument) ?? 0
    case "items": return json.elements(value).allSatisfy { holds(argument, $0) }
    case "pattern":
      guard kind == .string else { return true }
      guard let pattern = patterns[schema.string(argument)] else {
        Issue.record("no regular expression")
        return false
      }
      return json.string(value).firstMatch(of: pattern) != nil
    case "required":
      return kind != .object
        || schema.elements(argument).allSatisfy { json.value(schema.string($0), of: value) != nil }
    case "properties":
      return json.members(value).allSatisfy { key, child in
        schema.value(json.string(key), of: argument).map { holds($0, child) } ?? true
      }
    case "additionalProperties":
      let known = keywords["properties"].map { node in
        Set(schema.members(node).map { schema.string($0.key) })
      }
      return json.members(value).allSatisfy { key, child in
        if known?.contains(json.string(key)) ?? false { return true }
        return schema.kind(argument) == .boolean ? schema.isTrue(argument) : holds(argument, child)
      }
    case "propertyNames":
      return json.members(value).allSatisfy { key, _ in holds(argument, key) }
    default:
      Issue.record("unknown keyword \(keyword)")
      return false
    }
  }
}
