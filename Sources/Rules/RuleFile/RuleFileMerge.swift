/// Lays a rules file over the one it extends.
///
/// Both trees point into the same bytes, so the merged one does too and every part of it still
/// tells which file it came from. Lexicons are changed by `add` and `remove` or replaced whole;
/// labels and parties are known by name, cues, patterns, turns, stops and rules by id: keys given
/// replace those of the base, arrays whole, and what the base does not have is put behind its own.
package struct RuleFileMerge {
  private typealias Node = LocatedJSON.NodeIndex

  private let base: LocatedJSON
  private let overlay: LocatedJSON
  private var nodes: [LocatedJSON.Node] = []
  private var diagnostics: [Diagnostic] = []

  /// Merges two parsed files.
  ///
  /// - Parameters:
  ///   - base: The file extended.
  ///   - overlay: The file that extends it, in the same bytes.
  /// - Returns: The merged tree, and the changes that could not be made.
  package static func merge(
    base: LocatedJSON, overlay: LocatedJSON
  ) -> (json: LocatedJSON, diagnostics: [Diagnostic]) {
    guard base.kind(.root) == .object, overlay.kind(.root) == .object else {
      return (overlay.kind(.root) == .object ? overlay : base, [])
    }
    var merge = RuleFileMerge(base: base, overlay: overlay)
    merge.mergeFile()
    let json = LocatedJSON(bytes: overlay.bytes, nodes: merge.nodes)
    return (json, merge.diagnostics.inFileOrder())
  }

  private init(base: LocatedJSON, overlay: LocatedJSON) {
    self.base = base
    self.overlay = overlay
  }

  // MARK: Objects

  private mutating func mergeFile() {
    if overlay.value("schema", of: .root) == nil, !overlay.flags(.root).contains(.isDamaged) {
      let start = overlay.range(.root).lowerBound
      diagnostics.append(
        .missingKey("schema", of: RuleFileSchema.file.title, at: start..<start + 1))
    }
    mergeMembers(.root, .root) { merge, key, old, new in
      switch key {
      case "schema":
        // Of two schemas the wrong one is kept, for the reader to report.
        let isRight = merge.base.string(old) == RuleFileSchema.version
        merge.copy(isRight ? new : old, from: isRight ? merge.overlay : merge.base)
      case "lexicons": merge.mergeLexicons(old, new)
      case "labels": merge.mergeEntries(old, new, of: "label", by: "name", needs: nil)
      case "parties": merge.mergeEntries(old, new, of: "party", by: "name", needs: nil)
      case "rules": merge.mergeEntries(old, new, of: "rule", by: "id", needs: "match")
      case "attribution": merge.mergeAttribution(old, new)
      default: merge.copy(new, from: merge.overlay)
      }
    }
  }

  private mutating func mergeAttribution(_ old: Node, _ new: Node) {
    guard base.kind(old) == .object, overlay.kind(new) == .object else {
      return copy(new, from: overlay)
    }
    mergeMembers(old, new) { merge, key, old, new in
      switch key {
      case "cues": merge.mergeEntries(old, new, of: "cue", by: "id", needs: "words")
      case "patterns": merge.mergeEntries(old, new, of: "pattern", by: "id", needs: "match")
      case "turns": merge.mergeEntries(old, new, of: "turn", by: "id", needs: "match")
      case "stops": merge.mergeEntries(old, new, of: "stop", by: "id", needs: "match")
      default: merge.copy(new, from: merge.overlay)
      }
    }
  }

  /// Writes an object with the keys of both; `both` writes the value of a key that both have, but
  /// for the one that is kept as the base has it.
  private mutating func mergeMembers(
    _ old: Node, _ new: Node, keeping kept: String? = nil,
    both: (inout RuleFileMerge, _ key: String, _ old: Node, _ new: Node) -> Void
  ) {
    var changes: [String: (key: Node, value: Node)] = [:]
    for member in overlay.members(new) where changes[overlay.string(member.key)] == nil {
      changes[overlay.string(member.key)] = member
    }
    let start = open(new)
    nodes[start].flags.formUnion(base.flags(old).intersection(.isDamaged))
    var written: Set<String> = []
    for (key, value) in base.members(old) {
      let name = base.string(key)
      guard written.insert(name).inserted else { continue }
      if name != kept, let change = changes[name] {
        copy(change.key, from: overlay)
        both(&self, name, value, change.value)
      } else {
        copy(key, from: base)
        copy(value, from: base)
      }
    }
    for (key, value) in overlay.members(new) {
      guard written.insert(overlay.string(key)).inserted else { continue }
      copy(key, from: overlay)
      copy(value, from: overlay)
    }
    close(start)
  }

  // MARK: Entries

  /// Writes an array whose objects are told apart by a key.
  private mutating func mergeEntries(
    _ old: Node, _ new: Node, of kind: String, by key: String, needs content: String?
  ) {
    guard base.kind(old) == .array, overlay.kind(new) == .array else {
      return copy(new, from: overlay)
    }
    var changes: [String: Node] = [:]
    var isUsed: Set<Node> = []
    for entry in overlay.elements(new) {
      guard let name = name(entry, key, overlay), changes[name] == nil else { continue }
      changes[name] = entry
    }
    let start = open(new)
    var known: [String] = []
    for entry in base.elements(old) {
      guard let name = name(entry, key, base) else {
        copy(entry, from: base)
        continue
      }
      known.append(name)
      guard let change = changes[name], !isUsed.contains(change) else {
        copy(entry, from: base)
        continue
      }
      isUsed.insert(change)
      // The name stays where the entry was born; what is changed comes from the overlay.
      mergeMembers(entry, change, keeping: key) { merge, _, _, new in
        merge.copy(new, from: merge.overlay)
      }
    }
    for entry in overlay.elements(new) where !isUsed.contains(entry) {
      guard let name = name(entry, key, overlay),
        isChangeOnly(entry, needs: content), !overlay.flags(entry).contains(.isDamaged),
        let place = overlay.value(key, of: entry)
      else {
        copy(entry, from: overlay)
        continue
      }
      diagnostics.append(
        .unknownTarget(name, of: kind, at: overlay.range(place), known: known, needs: content))
    }
    close(start)
  }

  private func name(_ entry: Node, _ key: String, _ json: LocatedJSON) -> String? {
    guard let value = json.value(key, of: entry), json.kind(value) == .string else { return nil }
    return json.string(value)
  }

  /// Whether an entry only makes sense over another: it lacks what a new one needs, or is switched
  /// off.
  private func isChangeOnly(_ entry: Node, needs content: String?) -> Bool {
    if let enabled = overlay.value("enabled", of: entry), overlay.kind(enabled) == .boolean,
      !overlay.isTrue(enabled)
    {
      return true
    }
    return content.map { overlay.value($0, of: entry) == nil } ?? false
  }

  // MARK: Lexicons

  private mutating func mergeLexicons(_ old: Node, _ new: Node) {
    guard base.kind(old) == .object, overlay.kind(new) == .object else {
      return copy(new, from: overlay)
    }
    let known = base.members(old).map { base.string($0.key) }
    let names = Set(known)
    let start = open(new)
    var changes: [String: Node] = [:]
    for (key, value) in overlay.members(new) where changes[overlay.string(key)] == nil {
      changes[overlay.string(key)] = value
    }
    for (key, value) in base.members(old) {
      copy(key, from: base)
      if let change = changes[base.string(key)] {
        mergeLexicon(value, change, named: base.string(key))
      } else {
        copy(value, from: base)
      }
    }
    for (key, value) in overlay.members(new) where !names.contains(overlay.string(key)) {
      if overlay.kind(value) == .object {
        diagnostics.append(
          .unknownTarget(
            overlay.string(key), of: "lexicon", at: overlay.range(key), known: known,
            needs: nil))
      } else {
        copy(key, from: overlay)
        copy(value, from: overlay)
      }
    }
    close(start)
  }

  private mutating func mergeLexicon(_ old: Node, _ change: Node, named name: String) {
    guard overlay.kind(change) == .object else { return copy(change, from: overlay) }
    var reader = LocatedJSONReader(overlay, isChange: true)
    let fields = reader.fields(change, RuleFileSchema.lexiconChange, LexiconChangeField.self)
    diagnostics += reader.diagnostics
    let removed = fields.map { reader.strings($0[.remove]) } ?? []
    let entries = Set(base.elements(old).map { base.string($0) })
    for entry in removed where !entries.contains(entry.value) {
      diagnostics.append(
        .unknownEntry(entry.value, lexicon: name, at: entry.range, known: entries.sorted()))
    }
    let out = Set(removed.map(\.value))
    let start = nodes.count
    copyHead(old, from: base)
    for entry in base.elements(old) where !out.contains(base.string(entry)) {
      copy(entry, from: base)
    }
    if let added = fields?[.add] {
      let kept = entries.subtracting(out)
      for entry in overlay.elements(added) where !isKnown(entry, kept) {
        // The reader above has reported what is no usable entry.
        if overlay.kind(entry) == .string, overlay.hasVisibleCharacter(entry) {
          copy(entry, from: overlay)
        }
      }
    }
    close(start)
  }

  private func isKnown(_ entry: Node, _ entries: Set<String>) -> Bool {
    overlay.kind(entry) == .string && entries.contains(overlay.string(entry))
  }

  // MARK: Nodes

  /// Begins an object or array of the overlay.
  private mutating func open(_ node: Node) -> Int {
    copyHead(node, from: overlay)
    return nodes.count - 1
  }

  private mutating func close(_ start: Int) {
    nodes[start].next = UInt32(truncatingIfNeeded: nodes.count)
    // True of the one list, perhaps, but not of what it has become.
    nodes[start].flags.remove(.holdsWords)
  }

  private mutating func copyHead(_ node: Node, from json: LocatedJSON) {
    nodes.append(json.nodes[node.offset])
  }

  /// Copies a value with everything in it.
  private mutating func copy(_ node: Node, from json: LocatedJSON) {
    let first = node.offset
    let shift = nodes.count - first
    for var copied in json.nodes[first..<Int(json.nodes[first].next)] {
      copied.next = UInt32(truncatingIfNeeded: Int(copied.next) + shift)
      nodes.append(copied)
    }
  }
}
