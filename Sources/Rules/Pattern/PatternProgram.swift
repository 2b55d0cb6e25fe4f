/// One pattern of a program.
struct PatternInfo: Sendable {
  /// Index of its rule or cue.
  var owner: Int32
  /// Index in the rule's list.
  var index: Int32
  var root: Int32
  /// It kills matches of its owner.
  var isExclusion: Bool
}

/// The patterns of one entry point: their trees, and what a zone must hold for each.
final class PatternProgram: Sendable {
  let forest: PatternForest
  let patterns: [PatternInfo]
  let needs: PatternNeeds
  /// Whether a pattern asks for an atom.
  let isRelevant: [Bool]

  /// `costs` tells how often each atom is thought to stand in a text; patterns are only found in
  /// zones where they are filtered.
  init(_ compiler: consuming PatternCompiler, costs: [Int32], isFiltered: Bool = true) {
    forest = compiler.forest
    patterns = compiler.patterns
    // Most rules files leave some entry points empty.
    let costs = forest.nodes.isEmpty ? [] : costs
    needs = PatternNeeds(forest, isFiltered ? patterns : [], costs: costs)
    isRelevant = Self.relevantAtoms(forest, atomCount: costs.count)
  }

  package init(from snapshot: inout SnapshotReader) {
    forest = PatternForest(nodes: snapshot.array(), children: snapshot.array())
    patterns = snapshot.array()
    needs = PatternNeeds(from: &snapshot)
    isRelevant = snapshot.array()
  }

  private static func relevantAtoms(_ forest: PatternForest, atomCount: Int) -> [Bool] {
    var isRelevant = [Bool](repeating: false, count: atomCount)
    for node in forest.nodes {
      switch node.kind {
      case .word: isRelevant[Int(node.first)] = true
      case .unit:
        for role in 0..<Int32(4) { isRelevant[Int(AtomNumber.unit(node.first, role))] = true }
      default: break
      }
    }
    return isRelevant
  }
}

extension PatternProgram: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(forest.nodes)
    snapshot.write(forest.children)
    snapshot.write(patterns)
    needs.write(to: &snapshot)
    snapshot.write(isRelevant)
  }
}
