internal import Rules

/// One document of a JSON Lines file.
package struct JSONLinesRecord: Sendable, Equatable {
  /// A field that is passed through, as JSON.
  package struct Field: Sendable, Equatable {
    /// The key with its quotation marks.
    package var key: [UInt8]
    package var value: [UInt8]
  }

  /// A string or a number.
  package struct ID: Sendable, Equatable {
    /// As it stands in the record.
    package var json: [UInt8]
    /// For formats other than JSON: the string, or the digits of the number.
    package var text: String
  }

  /// Nil where there is none.
  package var id: ID?
  /// The decoded text.
  package var text: [UInt8]
  /// What the fields `title`, `date`, `source`, `kind` and `issuer` tell.
  package var metadata: Metadata
  /// All fields but id and text, in their order.
  package var fields: [Field]
}

/// Why a line is no record.
package struct JSONLinesError: Error, Sendable, Equatable {
  /// Lower case, no full stop: `'text' is a number, expected a string`.
  package var reason: String
  /// The place in the line, in bytes.
  package var offset: Int
  /// The id, where it could be read.
  package var id: JSONLinesRecord.ID?

  package init(reason: String, offset: Int, id: JSONLinesRecord.ID? = nil) {
    self.reason = reason
    self.offset = offset
    self.id = id
  }
}

/// Reads records of JSON Lines.
package struct JSONLinesReader: Sendable {
  private let textField: String
  private let idField: String
  private let isLossy: Bool

  /// A reader of records with certain fields.
  ///
  /// - Parameters:
  ///   - textField: The key of the document.
  ///   - idField: The key of its name.
  ///   - isLossy: Whether halves of surrogate pairs become U+FFFD instead of an error.
  package init(textField: String = "text", idField: String = "id", isLossy: Bool = false) {
    self.textField = textField
    self.idField = idField
    self.isLossy = isLossy
  }

  /// Reads one line.
  ///
  /// - Parameters:
  ///   - bytes: The file, or a part of it.
  ///   - range: The line; everything when nil.
  /// - Returns: The record in it.
  /// - Throws: ``JSONLinesError`` where the line is no JSON object with a text.
  /// - Complexity: Linear in the line.
  package func read(
    _ bytes: [UInt8], in range: Range<Int>? = nil
  ) throws(JSONLinesError) -> JSONLinesRecord {
    let start = range?.lowerBound ?? 0
    let count = range?.count ?? bytes.count
    guard count <= LocatedJSONParser.sizeLimit else {
      throw JSONLinesError(
        reason:
          "the record has \(count) bytes: at most \(LocatedJSONParser.sizeLimit >> 20) MiB are read",
        offset: 0)
    }
    let (json, diagnostics) = LocatedJSONParser.parse(bytes, in: range)
    let bytes = isLossy ? Self.withoutHalfPairs(bytes, diagnostics) : bytes
    let id = Self.id(json, bytes, named: idField)
    if let problem = diagnostics.first(where: isFatal) {
      throw JSONLinesError(
        reason: problem.message, offset: problem.range.lowerBound - start, id: id)
    }
    guard json.kind(.root) == .object else {
      throw JSONLinesError(
        reason: "the line is \(Self.name(json.kind(.root))), expected an object", offset: 0)
    }
    var record = JSONLinesRecord(id: id, text: [], metadata: Metadata(), fields: [])
    var hasText = false
    for (key, value) in json.members(.root) {
      let kind = json.kind(value)
      let offset = json.range(value).lowerBound - start
      switch json.string(key) {
      case textField:
        guard kind == .string else {
          throw JSONLinesError(
            reason: "'\(textField)' is \(Self.name(kind)), expected a string", offset: offset,
            id: id)
        }
        record.text = Array(json.string(value).utf8)
        hasText = true
      case idField:
        guard kind == .string || kind == .number else {
          throw JSONLinesError(
            reason: "'\(idField)' is \(Self.name(kind)), expected a string or a number",
            offset: offset)
        }
      case let field:
        record.fields.append(
          .init(key: Array(bytes[json.range(key)]), value: Array(bytes[json.range(value)])))
        if kind == .string { Self.note(json.string(value), as: field, in: &record.metadata) }
      }
    }
    guard hasText else {
      throw JSONLinesError(
        reason: "no field '\(textField)', which holds the document", offset: 0, id: id)
    }
    return record
  }

  /// A key that stands twice is no error: the last one counts, as with other readers of JSON.
  private func isFatal(_ problem: Diagnostic) -> Bool {
    switch problem.id {
    case "duplicate-key": false
    case "lone-surrogate": !isLossy
    default: problem.severity == .error
    }
  }

  /// The bytes with U+FFFD for each half of a surrogate pair, which has as many digits.
  private static func withoutHalfPairs(_ bytes: [UInt8], _ problems: [Diagnostic]) -> [UInt8] {
    var repaired = bytes
    for problem in problems where problem.id == "lone-surrogate" {
      repaired.replaceSubrange(problem.range, with: Array("\\ufffd".utf8))
    }
    return repaired
  }

  private static func id(
    _ json: LocatedJSON, _ bytes: [UInt8], named field: String
  ) -> JSONLinesRecord.ID? {
    guard json.kind(.root) == .object else { return nil }
    var id: JSONLinesRecord.ID?
    for (key, value) in json.members(.root) where json.string(key) == field {
      let source = Array(bytes[json.range(value)])
      switch json.kind(value) {
      case .string where source.count > 1 && source.last == UInt8(ascii: "\""):
        id = .init(json: source, text: json.string(value))
      case .number: id = .init(json: source, text: String(decoding: source, as: UTF8.self))
      default: break
      }
    }
    return id
  }

  /// Only what has the form that the field needs: another use of the key tells nothing.
  private static func note(_ value: String, as field: String, in metadata: inout Metadata) {
    guard !value.isEmpty else { return }
    switch field {
    case "title": metadata.title = value
    case "date": metadata.date = DateScanner.date(value)
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
