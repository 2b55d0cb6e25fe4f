/// One thing that a rules file declares under a name: a rule, a lexicon, a party.
package struct RuleFileEntry: Sendable {
  /// What it is.
  package enum Kind: String, Sendable {
    case label, lexicon, party, cue, pattern, turn, stop, rule
  }

  package let kind: Kind
  package let name: String
  /// The key or string that says the name.
  package let nameNode: LocatedJSON.NodeIndex
  /// The object, or the list of a lexicon.
  package let node: LocatedJSON.NodeIndex
  /// What to take out of the tree to take out the entry: its key in an object, else itself.
  package let removable: LocatedJSON.NodeIndex

  /// The entries of a parsed file in its order; what has no name is left out.
  package static func list(_ json: LocatedJSON) -> [RuleFileEntry] {
    var entries: [RuleFileEntry] = []
    func add(_ kind: Kind, _ list: LocatedJSON.NodeIndex, by key: String) {
      for element in json.elements(list) {
        guard let name = json.value(key, of: element), json.kind(name) == .string else { continue }
        entries.append(
          RuleFileEntry(
            kind: kind, name: json.string(name), nameNode: name, node: element,
            removable: element))
      }
    }
    for (key, value) in json.members(.root) {
      switch json.string(key) {
      case "labels": add(.label, value, by: "name")
      case "lexicons":
        for (key, value) in json.members(value) {
          entries.append(
            RuleFileEntry(
              kind: .lexicon, name: json.string(key), nameNode: key, node: value, removable: key))
        }
      case "parties": add(.party, value, by: "name")
      case "attribution":
        for (key, value) in json.members(value) {
          switch json.string(key) {
          case "cues": add(.cue, value, by: "id")
          case "patterns": add(.pattern, value, by: "id")
          case "turns": add(.turn, value, by: "id")
          case "stops": add(.stop, value, by: "id")
          default: break
          }
        }
      case "rules": add(.rule, value, by: "id")
      default: break
      }
    }
    return entries
  }
}

extension LocatedJSON {
  /// The tree without some elements, and without the members that some keys begin.
  ///
  /// - Complexity: Linear in the nodes.
  package func removing(_ removed: Set<NodeIndex>) -> LocatedJSON {
    var kept: [Node] = []
    kept.reserveCapacity(nodes.count)
    func copy(_ node: NodeIndex) {
      let place = kept.count
      kept.append(nodes[node.offset])
      switch kind(node) {
      case .array: for element in elements(node) where !removed.contains(element) { copy(element) }
      case .object:
        for (key, value) in members(node) where !removed.contains(key) {
          copy(key)
          copy(value)
        }
      default: break
      }
      kept[place].next = UInt32(truncatingIfNeeded: kept.count)
    }
    copy(.root)
    return LocatedJSON(bytes: bytes, nodes: kept)
  }

  /// The nodes of a value and of everything in it.
  package func subtree(_ node: NodeIndex) -> Range<Int> {
    node.offset..<Int(nodes[node.offset].next)
  }
}
