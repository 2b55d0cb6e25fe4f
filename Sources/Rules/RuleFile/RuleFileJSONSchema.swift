/// The JSON Schema (draft 2020-12) of rules files, written from the tables of ``RuleFileSchema``.
///
/// It says what the reader says about the form of one file: keys, types, ranges, words. What only
/// the whole file tells (labels that are declared, ids that are unique, patterns that parse) is for
/// `stance check`.
package struct RuleFileJSONSchema {
  /// Which keys a file must have.
  private enum Variant: String {
    /// A file that stands alone.
    case whole = ""
    /// One that changes another.
    case change = "-change"
  }

  /// The address that names the schema.
  package static let address = "https://json-schema.org/draft/2020-12/schema"

  /// Definitions of the kinds of object, in the order in which they are met.
  private var definitions: [(name: String, text: String)] = []

  /// The schema as JSON.
  package static func text() -> String {
    var schema = RuleFileJSONSchema()
    let whole = schema.target(RuleFileSchema.file, .whole)
    let change = schema.target(RuleFileSchema.file, .change)
    let definitions = schema.definitions.map { JSONText.quoted($0.name) + ":" + $0.text }
    let text = Self.object([
      ("$schema", JSONText.quoted(address)),
      ("title", JSONText.quoted("Rules of stance, \(RuleFileSchema.version)")),
      ("type", "\"object\""),
      ("if", #"{"required":["extends"]}"#),
      ("then", Self.object([("$ref", change)])),
      ("else", Self.object([("$ref", whole)])),
      ("$defs", "{" + definitions.joined(separator: ",") + "}"),
    ])
    return JSONPrinter.text(LocatedJSONParser.parse(Array(text.utf8)).json)
  }

  // MARK: Objects

  /// Where the definition of a kind of object stands; it is added where it is new.
  private mutating func target(_ object: ObjectSchema, _ variant: Variant) -> String {
    let name = object.definitionName + variant.rawValue
    if !definitions.contains(where: { $0.name == name }) {
      let index = definitions.count
      definitions.append((name, ""))
      definitions[index].text = definition(object, variant)
    }
    return JSONText.quoted("#/$defs/" + name)
  }

  private mutating func definition(_ object: ObjectSchema, _ variant: Variant) -> String {
    var properties: [String] = []
    var required: [String] = []
    for field in object.fields {
      properties.append(JSONText.quoted(field.key) + ":" + property(field, variant))
      let isRequired =
        switch field.presence {
        case .optional: false
        case .required: variant == .whole
        case .identity: true
        }
      if isRequired { required.append(JSONText.quoted(field.key)) }
    }
    var members = [("type", "\"object\"")]
    if !required.isEmpty {
      members.append(("required", "[" + required.joined(separator: ",") + "]"))
    }
    members.append(("properties", "{" + properties.joined(separator: ",") + "}"))
    members.append(("additionalProperties", "false"))
    return Self.object(members)
  }

  private mutating func property(_ field: FieldSchema, _ variant: Variant) -> String {
    var members = [("description", JSONText.quoted(field.meaning))]
    if let fallback = field.fallback { members.append(("default", fallback)) }
    return Self.object(members + self.members(field.value, variant))
  }

  // MARK: Values

  private mutating func value(_ schema: ValueSchema, _ variant: Variant) -> String {
    Self.object(members(schema, variant))
  }

  private mutating func members(
    _ schema: ValueSchema, _ variant: Variant
  ) -> [(String, String)] {
    switch schema {
    case .text: return [("type", "\"string\"")]
    case .constant(let value): return [("const", JSONText.quoted(value))]
    case .words: return [("type", "\"string\""), ("pattern", #""[^ \\t\\n\\r]""#)]
    case .id: return Self.pattern("^[A-Za-z]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$")
    case .name: return Self.pattern("^[A-Za-z][A-Za-z0-9_-]{0,99}$")
    case .colour: return Self.pattern("^#[0-9A-Fa-f]{6}$")
    case .boolean: return [("type", "\"boolean\"")]
    case .integer(let range):
      return [
        ("type", "\"integer\""), ("minimum", "\(range.lowerBound)"),
        ("maximum", "\(range.upperBound)"),
      ]
    case .fraction(let range):
      return [
        ("type", "\"number\""), ("minimum", "\(range.lowerBound)"),
        ("maximum", "\(range.upperBound)"),
      ]
    case .choice(let words):
      return [("enum", "[" + words.map(JSONText.quoted).joined(separator: ",") + "]")]
    case .list(let element, let count):
      var members = [("type", "\"array\""), ("items", value(element, variant))]
      if count > 0 { members.append(("minItems", "\(count)")) }
      return members
    case .object(let object): return [("$ref", target(object, variant))]
    case .table(let element, _):
      return [
        ("type", "\"object\""), ("propertyNames", value(.name, variant)),
        ("additionalProperties", value(element, variant)),
      ]
    case .changeable(let whole, let change):
      guard variant == .change else { return members(whole, variant) }
      let choices = [value(whole, variant), Self.object([("$ref", target(change, variant))])]
      return [("anyOf", "[" + choices.joined(separator: ",") + "]")]
    }
  }

  private static func pattern(_ pattern: String) -> [(String, String)] {
    [("type", "\"string\""), ("pattern", JSONText.quoted(pattern))]
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.quoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
