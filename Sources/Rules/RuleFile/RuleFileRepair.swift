/// Leaves out what is broken in a rules file, so that the rest can be used.
package struct RuleFileRepair {
  private typealias Node = LocatedJSON.NodeIndex

  /// A part that was left out.
  package struct LeftOut: Sendable {
    /// How to name it: `rule 'refute.x'`.
    package let name: String
    /// Why.
    package let problem: Diagnostic
  }

  /// Something that can be taken out by itself.
  private struct Unit {
    let name: String
    let removable: Node
    /// All its nodes.
    let subtree: Range<Int>
  }

  /// The file without the smallest parts that hold the errors: an entry of a lexicon, a rule, cue,
  /// pattern or party, a key that means nothing.
  ///
  /// - Parameters:
  ///   - errors: What is wrong with it.
  ///   - loaded: The file.
  /// - Returns: The rest, read again, and what was left out; nil where an error lies outside all
  ///   such parts, so that nothing sure remains.
  /// - Complexity: Linear in the file for each error.
  package static func leavingOut(
    _ errors: [Diagnostic], of loaded: LoadedRuleFile
  ) -> (rest: LoadedRuleFile, leftOut: [LeftOut])? {
    let json = loaded.json
    let units = units(of: json)
    var removed: Set<Node> = []
    var leftOut: [LeftOut] = []
    for error in errors where error.severity == .error {
      // Changes that the merge could not make, or only in part, are not in the tree any more.
      if error.id == "unknown-target" || !hidesMore(error) && !isInTree(error, json) {
        leftOut.append(LeftOut(name: "a change of the base", problem: error))
        continue
      }
      guard !hidesMore(error), let unit = smallest(units, error, json) else {
        return nil
      }
      guard removed.insert(unit.removable).inserted else { continue }
      leftOut.append(LeftOut(name: unit.name, problem: error))
    }
    let rest = json.removing(removed)
    let (file, diagnostics) = RuleFileReader.read(rest)
    let loaded = LoadedRuleFile(
      file: file, sources: loaded.sources, json: rest, diagnostics: diagnostics)
    return (loaded, leftOut)
  }

  /// Whether there may be more than is seen: behind errors of JSON and files that are not read.
  private static func hidesMore(_ error: Diagnostic) -> Bool {
    DiagnosticCatalog.isOfSyntax(error.id)
      || ["base-not-read", "extends-cycle", "extends-too-deep"].contains(error.id)
  }

  /// Whether some value or key in the tree holds the place of an error.
  private static func isInTree(_ error: Diagnostic, _ json: LocatedJSON) -> Bool {
    // Of what is merged only the plain values and keys are sure to be there with all their bytes.
    json.nodes.contains { node in
      Int(node.start) <= error.range.lowerBound && error.range.upperBound <= Int(node.end)
        && node.kind != .object && node.kind != .array
    } || json.nodes.contains { Int($0.start) == error.range.lowerBound }
  }

  private static func smallest(
    _ units: [Unit], _ error: Diagnostic, _ json: LocatedJSON
  ) -> Unit? {
    units.filter { unit in
      unit.subtree.contains { offset in
        let range = json.range(Node(offset))
        return range.lowerBound <= error.range.lowerBound
          && error.range.upperBound <= range.upperBound
      }
    }.min { $0.subtree.count < $1.subtree.count }
  }

  private static func units(of json: LocatedJSON) -> [Unit] {
    var units: [Unit] = []
    func add(_ name: String, _ removable: Node, _ subtree: Range<Int>) {
      units.append(Unit(name: name, removable: removable, subtree: subtree))
    }
    for entry in RuleFileEntry.list(json) where entry.kind != .label {
      let nodes = json.subtree(entry.node)
      let name = "\(entry.kind.rawValue) \(DiagnosticCatalog.quoted(entry.name))"
      add(name, entry.removable, min(nodes.lowerBound, entry.removable.offset)..<nodes.upperBound)
      guard entry.kind == .lexicon else { continue }
      for element in json.elements(entry.node) {
        let word = DiagnosticCatalog.quoted(json.string(element))
        add("the entry \(word) of \(name)", element, json.subtree(element))
      }
    }
    // Keys that mean nothing, at the places where entries stand.
    let attribution = json.value("attribution", of: .root)
    for object in [.root, attribution].compactMap({ $0 }) {
      let known: [String]
      if object == .root {
        known = FileField.allCases.map(\.field.key)
      } else {
        known = AttributionField.allCases.map(\.field.key)
      }
      var seen: Set<String> = []
      for (key, value) in json.members(object) {
        let name = json.string(key)
        let isFirst = seen.insert(name).inserted
        guard !known.contains(name) || !isFirst else { continue }
        let place = key.offset..<json.subtree(value).upperBound
        add("the key \(DiagnosticCatalog.quoted(name))", key, place)
      }
    }
    for list in ["rules", "parties", "confidence"].compactMap({ json.value($0, of: .root) }) {
      addNameless(list, json, &units)
    }
    if let attribution {
      for member in json.members(attribution) { addNameless(member.value, json, &units) }
    }
    return units
  }

  /// Elements that are known by their place only, because they have no name or are no objects.
  private static func addNameless(_ list: Node, _ json: LocatedJSON, _ units: inout [Unit]) {
    let named = Set(units.map(\.removable))
    for element in json.elements(list) where !named.contains(element) {
      units.append(
        Unit(name: "an element without a name", removable: element, subtree: json.subtree(element)))
    }
  }
}
