import Foundation

/// An evaluator of the keywords of JSON Schema that the published schema of the output uses.
///
/// Stricter than the standard in one point: a property that the schema does not name is wrong, so
/// that nothing is written that is not described.
struct OutputSchema {
  private let root: [String: Any]

  init(_ bytes: [UInt8]) throws {
    root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
  }

  /// What is wrong with a value, with its place; nothing where it conforms.
  func problems(of value: Any) -> [String] { problems(of: value, root, "$") }

  private func problems(of value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    schema.keys.sorted().flatMap { problems(of: value, $0, schema[$0] ?? NSNull(), schema, place) }
  }

  private func problems(
    of value: Any, _ keyword: String, _ argument: Any, _ schema: [String: Any], _ place: String
  ) -> [String] {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": return []
    case "$ref":
      let name = (argument as? String)?.split(separator: "/").last.map(String.init) ?? ""
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["no definition of \(name)"]
      }
      return problems(of: value, target, place)
    case "oneOf", "anyOf":
      let all = (argument as? [[String: Any]] ?? []).map { problems(of: value, $0, place) }
      let fitting = all.filter(\.isEmpty).count
      if fitting == 1 || (fitting > 1 && keyword == "anyOf") { return [] }
      // What is wrong with the branch that fits best.
      return fitting > 1
        ? ["\(place): fits several"] : all.min { $0.count < $1.count } ?? ["\(place): fits nothing"]
    case "type":
      let types = argument as? [String] ?? [argument as? String ?? ""]
      return types.contains { isOf($0, value) } ? [] : ["\(place): no \(types)"]
    case "const": return isSame(value, argument) ? [] : ["\(place): not \(argument)"]
    case "enum":
      let values = argument as? [Any] ?? []
      return values.contains { isSame(value, $0) } ? [] : ["\(place): not among \(values)"]
    case "minimum", "maximum":
      guard let number = value as? Double, let limit = argument as? Double else { return [] }
      return (keyword == "minimum" ? number >= limit : number <= limit)
        ? [] : ["\(place): \(number) beyond \(limit)"]
    case "minLength", "maxLength":
      guard let text = value as? String, let limit = argument as? Int else { return [] }
      let count = text.unicodeScalars.count
      return (keyword == "minLength" ? count >= limit : count <= limit)
        ? [] : ["\(place): length \(count)"]
    case "items":
      return (value as? [Any] ?? []).enumerated().flatMap {
        problems(of: $1, argument as? [String: Any] ?? [:], "\(place)[\($0)]")
      }
    case "required":
      guard let object = value as? [String: Any] else { return [] }
      return (argument as? [String] ?? []).filter { object[$0] == nil }
        .map { "\(place): no '\($0)'" }
    case "properties":
      guard let object = value as? [String: Any] else { return [] }
      let known = argument as? [String: [String: Any]] ?? [:]
      return object.keys.sorted().flatMap { key in
        known[key].map { problems(of: object[key] ?? NSNull(), $0, "\(place).\(key)") }
          ?? ["\(place): '\(key)' is not described"]
      }
    default: return ["the schema has an unknown keyword '\(keyword)'"]
    }
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": isBoolean(value)
    case "number": value is Double && !isBoolean(value)
    case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false && !isBoolean(value)
    default: false
    }
  }

  /// Numbers and booleans come as the same type, with different codes.
  private func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return ["c", "B"].contains(unsafe String(cString: number.objCType))
  }

  private func isSame(_ first: Any, _ second: Any) -> Bool {
    if first is NSNull || second is NSNull { return first is NSNull && second is NSNull }
    return "\(first)" == "\(second)"
  }
}
