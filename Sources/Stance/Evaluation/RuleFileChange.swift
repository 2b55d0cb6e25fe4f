package import Rules

/// What differs between two versions of a rules file with all that it extends.
package struct RuleFileChange: Sendable {
  /// A part that was added, removed or changed.
  package struct Part: Sendable, Hashable {
    package let kind: RuleFileEntry.Kind
    package let name: String
  }

  /// In the order of the new file, those removed behind.
  package let parts: [Part]
  /// The rules, cues and patterns of the new file whose own tests the changes may decide: they
  /// changed themselves, or name a lexicon that did.
  package let affected: [String]
  /// Parts that may change the tests of all others: labels, parties, lexicons that the program asks
  /// for by name, and what may win in their place.
  package var reachesFurther: Bool {
    parts.contains {
      switch $0.kind {
      case .label, .party: true
      case .lexicon: EngineLexicons.names.contains($0.name)
      case .cue, .pattern, .turn, .stop, .rule: false
      }
    }
  }

  /// Compares two versions.
  ///
  /// - Complexity: Linear in their sizes.
  package init(from old: LocatedJSON, to new: LocatedJSON) {
    var before: [Part: [UInt8]] = [:]
    for entry in RuleFileEntry.list(old) {
      before[Part(kind: entry.kind, name: entry.name)] = Self.content(entry.node, of: old)
    }
    var parts: [Part] = []
    var contents: [(part: Part, bytes: [UInt8])] = []
    for entry in RuleFileEntry.list(new) {
      let part = Part(kind: entry.kind, name: entry.name)
      let bytes = Self.content(entry.node, of: new)
      contents.append((part, bytes))
      if before.removeValue(forKey: part) != bytes { parts.append(part) }
    }
    parts += before.keys.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
    self.parts = parts
    let changed = Set(parts)
    let lexicons = Set(parts.lazy.filter { $0.kind == .lexicon }.map { Array($0.name.utf8) })
    affected = contents.filter { part, bytes in
      switch part.kind {
      case .label, .lexicon, .party: return false
      case .cue, .pattern, .turn, .stop, .rule: break
      }
      return changed.contains(part) || Self.names(lexicons, in: bytes)
    }.map(\.part.name)
  }

  /// The values of an entry, one after the other, without the white space between them.
  private static func content(_ node: LocatedJSON.NodeIndex, of json: LocatedJSON) -> [UInt8] {
    var content: [UInt8] = []
    for offset in json.subtree(node) {
      let node = LocatedJSON.NodeIndex(offset)
      switch json.kind(node) {
      case .array: content.append(UInt8(ascii: "["))
      case .object: content.append(UInt8(ascii: "{"))
      default: content += json.bytes[json.range(node)]
      }
    }
    return content
  }

  /// Whether patterns in an entry name one of the lexicons with `@`.
  private static func names(_ lexicons: Set<[UInt8]>, in bytes: [UInt8]) -> Bool {
    guard !lexicons.isEmpty else { return false }
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "@") else { continue }
      var end = index + 1
      while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
      if lexicons.contains(Array(bytes[index + 1..<end])) { return true }
      index = end - 1
    }
    return false
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
