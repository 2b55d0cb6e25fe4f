/// What a zone must hold for each pattern of a program, so that most patterns are never tried.
///
/// A need is a list of atoms of which one has to stand somewhere in the zone. One need of each
/// pattern, its anchor, leads from atoms to the pattern; the others are asked for afterwards.
struct PatternNeeds: Sendable {
  /// The patterns that each atom leads to.
  let anchored: WordIndex
  /// Patterns without any need.
  let unanchored: [Int32]
  /// The needs of all patterns but for their anchors; the last atom of each as its complement.
  let items: [Int32]
  private let offsets: [Int32]

  /// Finds the needs of patterns; `costs` tells how often each atom is thought to stand in a text, as
  /// anchors should be rare.
  init(_ forest: PatternForest, _ patterns: [PatternInfo], costs: [Int32]) {
    var finder = Finder(forest: forest, costs: costs)
    var items: [Int32] = []
    var offsets: [Int32] = [0]
    var unanchored: [Int32] = []
    var anchors: [(atom: Int32, pattern: Int32)] = []
    for (number, pattern) in patterns.enumerated() {
      finder.items.removeAll(keepingCapacity: true)
      finder.find(pattern.root)
      if let anchor = finder.cheapest(from: 0) {
        for place in anchor {
          let item = finder.items[place]
          anchors.append((item < 0 ? ~item : item, Int32(number)))
        }
        finder.items.removeSubrange(anchor)
      } else {
        unanchored.append(Int32(number))
      }
      items += finder.items
      offsets.append(Int32(items.count))
    }
    var anchored = WordIndex(wordCount: Int32(costs.count))
    for (atom, _) in anchors { anchored.count(atom) }
    anchored.endCounting()
    for (atom, pattern) in anchors { anchored.add(atom, WordIndex.Entry(pattern)) }
    anchored.endAdding()
    self.anchored = anchored
    self.unanchored = unanchored
    self.items = items
    self.offsets = offsets
  }

  /// Whether there are no patterns.
  var isEmpty: Bool { offsets.count == 1 }

  /// The place of the needs of a pattern in ``items``.
  @inline(__always)
  func range(_ pattern: Int32) -> Range<Int> {
    Int(offsets[Int(pattern)])..<Int(offsets[Int(pattern) + 1])
  }

  /// Collects the needs of one pattern.
  private struct Finder {
    let forest: PatternForest
    let costs: [Int32]
    var items: [Int32] = []

    mutating func find(_ node: Int32) {
      let item = forest.nodes[Int(node)]
      switch item.kind {
      case .word: items.append(~item.first)
      case .unit:
        items.append(AtomNumber.unit(item.first, AtomNumber.Role.begin))
        items.append(~AtomNumber.unit(item.first, AtomNumber.Role.single))
      case .sequence: for child in forest.children(of: node) { find(child) }
      case .capture: find(item.first)
      case .choice: findChoice(node)
      case .not, .comma, .gap, .content, .start, .end, .optional: break
      }
    }

    /// Of each choice one need, and of those one or another must be met.
    private mutating func findChoice(_ node: Int32) {
      let start = items.count
      for child in forest.children(of: node) {
        let first = items.count
        find(child)
        guard let best = cheapest(from: first) else {
          items.removeLast(items.count - start)
          return
        }
        items.removeLast(items.count - best.upperBound)
        items.removeSubrange(first..<best.lowerBound)
        items[items.count - 1] = ~items[items.count - 1]
      }
      items[items.count - 1] = ~items[items.count - 1]
    }

    /// The place of the need that is met most seldom.
    func cheapest(from start: Int) -> Range<Int>? {
      var best: Range<Int>?
      var least = Int.max
      var first = start
      var cost = 0
      for place in start..<items.count {
        let item = items[place]
        cost += Int(costs[Int(item < 0 ? ~item : item)])
        if item < 0 {
          if cost < least {
            least = cost
            best = first..<place + 1
          }
          first = place + 1
          cost = 0
        }
      }
      return best
    }
  }
}

extension PatternNeeds: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    anchored.write(to: &snapshot)
    snapshot.write(unanchored)
    snapshot.write(items)
    snapshot.write(offsets)
  }

  package init(from snapshot: inout SnapshotReader) {
    anchored = WordIndex(from: &snapshot)
    unanchored = snapshot.array()
    items = snapshot.array()
    offsets = snapshot.array()
  }
}
