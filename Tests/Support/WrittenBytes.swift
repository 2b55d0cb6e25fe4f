/// Bytes as test files write them: `{{c3}}` is a byte, `{{5b x 64}}` one that stands 64 times.
package enum WrittenBytes {
  /// The bytes that a text stands for.
  package static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      bytes += rest[..<open.lowerBound].utf8
      let parts = rest[open.upperBound...].prefix { $0 != "}" }
      let words = parts.split(separator: " ")
      guard let byte = words.first.flatMap({ UInt8($0, radix: 16) }),
        words.first?.count == 2, rest[parts.endIndex...].hasPrefix("}}")
      else {
        bytes += Array("{{".utf8)
        rest = rest[open.upperBound...]
        continue
      }
      let count = words.count == 3 && words[1] == "x" ? Int(words[2]) ?? 1 : 1
      bytes += [UInt8](repeating: byte, count: count)
      rest = rest[parts.endIndex...].dropFirst(2)
    }
    return bytes + Array(rest.utf8)
  }
}
