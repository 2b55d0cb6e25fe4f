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
  /// - Complexity: Linear in the file and in the errors, for each level of nesting.
  package static func leavingOut(
    _ errors: [Diagnostic], of loaded: LoadedRuleFile
  ) -> (rest: LoadedRuleFile, leftOut: [LeftOut])? {
    let json = loaded.json
    let errors = errors.filter { $0.severity == .error }.inFileOrder()
    let homes = homes(of: errors, in: json)
    var removed: Set<Node> = []
    var leftOut: [LeftOut] = []
    for (error, home) in zip(errors, homes) {
      // Changes that the merge could not make, or only in part, are not in the tree any more.
      if error.id == "unknown-target" || !hidesMore(error) && !home.isInTree {
        leftOut.append(LeftOut(name: "a change of the base", problem: error))
        continue
      }
      guard !hidesMore(error), let unit = home.unit else { return nil }
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

  /// Where an error stands in the tree.
  private struct Home {
    /// The smallest part that holds it.
    var unit: Unit?
    /// Whether some value or key holds it at all.
    var isInTree = false
  }

  /// The homes of errors that are sorted by place.
  private static func homes(of errors: [Diagnostic], in json: LocatedJSON) -> [Home] {
    var homes = [Home](repeating: Home(), count: errors.count)
    for offset in json.nodes.indices {
      let node = json.nodes[offset]
      let isContainer = node.kind == .object || node.kind == .array
      visit(errors, in: node) { index in
        // Of a merged container only the beginning is sure to be there.
        if !isContainer || errors[index].range.lowerBound == Int(node.start) {
          homes[index].isInTree = true
        }
      }
    }
    for unit in units(of: json) {
      for offset in unit.subtree {
        visit(errors, in: json.nodes[offset]) { index in
          if homes[index].unit.map({ unit.subtree.count < $0.subtree.count }) ?? true {
            homes[index].unit = unit
          }
        }
      }
    }
    return homes
  }

  /// Visits the errors that lie in the place of a node.
  private static func visit(
    _ errors: [Diagnostic], in node: LocatedJSON.Node, _ body: (Int) -> Void
  ) {
    var low = 0
    var high = errors.count
    while low < high {
      let middle = (low + high) / 2
      if errors[middle].range.lowerBound < Int(node.start) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < errors.count, errors[low].range.lowerBound <= Int(node.end) {
      if errors[low].range.upperBound <= Int(node.end) { body(low) }
      low += 1
    }
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
