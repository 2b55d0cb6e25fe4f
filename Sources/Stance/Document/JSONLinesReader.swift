internal import Rules

/// One document of a JSON Lines file.
package struct JSONLinesRecord: Sendable, Equatable {
  /// A field that is passed through, as JSON.
  package struct Field: Sendable, Equatable {
    /// The key with its quotation marks.
    package var key: [UInt8]
    package var value: [UInt8]
  }

  /// The `id`, a string or a number, as JSON; nil where there is none.
  package var id: [UInt8]?
  /// The decoded `text`.
  package var text: [UInt8]
  /// What the fields `title`, `date`, `source`, `kind` and `issuer` tell.
  package var metadata: Metadata
  /// All fields but `id` and `text`, in their order.
  package var fields: [Field]
}

/// Why a line is no record.
package struct JSONLinesError: Error, Sendable, Equatable {
  /// Lower case, no full stop: `'text' is a number, expected a string`.
  package var reason: String
  /// The place in the line, in bytes.
  package var offset: Int
}

/// Reads records of JSON Lines.
package enum JSONLinesReader {
  /// Reads one line.
  ///
  /// - Parameters:
  ///   - bytes: The file, or a part of it.
  ///   - range: The line; everything when nil.
  /// - Returns: The record in it.
  /// - Throws: ``JSONLinesError`` where the line is no JSON object with a `text`.
  /// - Complexity: Linear in the line.
  package static func read(
    _ bytes: [UInt8], in range: Range<Int>? = nil
  ) throws(JSONLinesError) -> JSONLinesRecord {
    let start = range?.lowerBound ?? 0
    let (json, diagnostics) = LocatedJSONParser.parse(bytes, in: range)
    if let problem = diagnostics.first(where: { $0.severity == .error }) {
      throw JSONLinesError(reason: problem.message, offset: problem.range.lowerBound - start)
    }
    guard json.kind(.root) == .object else {
      throw JSONLinesError(
        reason: "the line is \(name(json.kind(.root))), expected an object", offset: 0)
    }
    var record = JSONLinesRecord(id: nil, text: [], metadata: Metadata(), fields: [])
    var hasText = false
    for (key, value) in json.members(.root) {
      let kind = json.kind(value)
      let offset = json.range(value).lowerBound - start
      switch json.string(key) {
      case "text":
        guard kind == .string else {
          throw JSONLinesError(
            reason: "'text' is \(name(kind)), expected a string", offset: offset)
        }
        record.text = Array(json.string(value).utf8)
        hasText = true
      case "id":
        guard kind == .string || kind == .number else {
          throw JSONLinesError(
            reason: "'id' is \(name(kind)), expected a string or a number", offset: offset)
        }
        record.id = Array(bytes[json.range(value)])
      case let field:
        record.fields.append(
          .init(key: Array(bytes[json.range(key)]), value: Array(bytes[json.range(value)])))
        if kind == .string { note(json.string(value), as: field, in: &record.metadata) }
      }
    }
    guard hasText else {
      throw JSONLinesError(reason: "no field 'text', which holds the document", offset: 0)
    }
    return record
  }

  private static func note(_ value: String, as field: String, in metadata: inout Metadata) {
    guard !value.isEmpty else { return }
    switch field {
    case "title": metadata.title = value
    case "date": metadata.date = value
    case "source": metadata.source = value
    case "issuer": metadata.issuer = value
    case "kind": metadata.kind = DocumentKind(rawValue: value)
    default: break
    }
  }

  private static func name(_ kind: LocatedJSON.Kind) -> String {
    switch kind {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    case .broken: "no value"
    }
  }
}
