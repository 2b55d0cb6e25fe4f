/// A zone of fewer than 64 elements, as nearly all are: sets of its positions are numbers.
///
/// It tells what ``PatternRecovery`` does of zones of any length.
struct ShortZone: Sendable {
  private var isFirst = true
  /// Positions where the zone may end.
  private var ends: UInt64 = 0
  /// Elements that gaps cross: words and other ones, by `..` and by `...`.
  private(set) var nearWords: UInt64 = 0
  private(set) var nearFree: UInt64 = 0
  private(set) var words: UInt64 = 0
  private(set) var free: UInt64 = 0
  private(set) var commas: UInt64 = 0
  /// All positions.
  private(set) var everything: UInt64 = 1

  init() {}

  /// A zone of so many elements; from position `firstEnd` on it may end.
  init(_ shapes: [UInt8], _ count: Int, isFirst: Bool, firstEnd: Int) {
    self.isFirst = isFirst
    var bit: UInt64 = 1
    var hard: UInt64 = 0
    var breaks: UInt64 = 0
    for position in 0..<count {
      let shape = shapes[position]
      switch shape & 3 {
      case ElementShape.word: words |= bit
      case ElementShape.comma: commas |= bit
      default: hard |= bit
      }
      if shape & ElementShape.isBreak != 0 { breaks |= bit }
      bit <<= 1
    }
    free = commas | hard
    nearWords = words & ~breaks
    nearFree = commas & ~breaks
    everything = bit | (bit - 1)
    ends = everything & (UInt64.max << UInt64(firstEnd))
  }

  /// The words between two positions.
  func words(from start: Int, to end: Int) -> UInt64 {
    end <= start ? 0 : words & (UInt64.max << UInt64(start)) & ~(UInt64.max << UInt64(end))
  }

  /// The positions from which a node leads to one of `targets`.
  func before(
    _ node: Int32, _ targets: UInt64, _ forest: PatternForest, _ atoms: inout ZoneReader
  ) -> UInt64 {
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .word: return targets >> 1 & atoms[item.first, 0]
    case .comma: return targets >> 1 & commas
    case .not: return targets >> 1 & others(item, forest, &atoms)
    case .unit:
      let after = targets >> 1
      var inside = after & atoms[AtomNumber.unit(item.first, AtomNumber.Role.end), 0]
      inside = Self.down(inside, atoms[AtomNumber.unit(item.first, AtomNumber.Role.inside), 0])
      return after & atoms[AtomNumber.unit(item.first, AtomNumber.Role.single), 0]
        | inside >> 1 & atoms[AtomNumber.unit(item.first, AtomNumber.Role.begin), 0]
    case .gap:
      let (words, free) = item.isFar ? (words, free) : (nearWords, nearFree)
      var set = targets
      var result: UInt64 = 0
      var count: Int32 = 0
      while set != 0 {
        set = Self.down(set, free)
        if count >= item.first { result |= set }
        if count == item.count { break }
        set = set >> 1 & words
        count += 1
      }
      return result
    case .content:
      let inner = words & Self.below(targets)
      return inner == 0 ? 0 : UInt64.max >> UInt64(inner.leadingZeroBitCount)
    case .start: return isFirst ? targets & 1 : 0
    case .end: return targets & ends
    case .optional: return before(item.first, targets, forest, &atoms) | targets
    case .capture: return before(item.first, targets, forest, &atoms)
    case .choice:
      var result: UInt64 = 0
      for place in Int(item.first)..<Int(item.first + item.count) {
        result |= before(forest.children[place], targets, forest, &atoms)
      }
      return result
    case .sequence:
      var set = targets
      var place = Int(item.first + item.count)
      while place > Int(item.first), set != 0 {
        place -= 1
        set = before(forest.children[place], set, forest, &atoms)
      }
      return set
    }
  }

  /// The positions to which a node leads from one of `sources`.
  func after(
    _ node: Int32, _ sources: UInt64, _ forest: PatternForest, _ atoms: inout ZoneReader
  ) -> UInt64 {
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .word: return (sources & atoms[item.first, 0]) << 1
    case .comma: return (sources & commas) << 1
    case .not: return (sources & others(item, forest, &atoms)) << 1
    case .unit:
      let single = sources & atoms[AtomNumber.unit(item.first, AtomNumber.Role.single), 0]
      var inside = sources & atoms[AtomNumber.unit(item.first, AtomNumber.Role.begin), 0]
      inside = Self.up(
        inside << 1, atoms[AtomNumber.unit(item.first, AtomNumber.Role.inside), 0])
      inside &= atoms[AtomNumber.unit(item.first, AtomNumber.Role.end), 0]
      return (single | inside) << 1
    case .gap:
      let (words, free) = item.isFar ? (words, free) : (nearWords, nearFree)
      var set = sources
      var result: UInt64 = 0
      var count: Int32 = 0
      while set != 0 {
        set = Self.up(set, free)
        if count >= item.first { result |= set }
        if count == item.count { break }
        set = (set & words) << 1
        count += 1
      }
      return result
    case .content:
      let first = sources & (0 &- sources)
      let inner = first == 0 ? 0 : words & ~(first - 1)
      // Behind the first word there.
      return inner == 0 ? 0 : everything & ~((inner & (0 &- inner)) << 1 &- 1)
    case .start: return isFirst ? sources & 1 : 0
    case .end: return sources & ends
    case .optional: return after(item.first, sources, forest, &atoms) | sources
    case .capture: return after(item.first, sources, forest, &atoms)
    case .choice:
      var result: UInt64 = 0
      for place in Int(item.first)..<Int(item.first + item.count) {
        result |= after(forest.children[place], sources, forest, &atoms)
      }
      return result
    case .sequence:
      var set = sources
      for place in Int(item.first)..<Int(item.first + item.count) {
        if set == 0 { break }
        set = after(forest.children[place], set, forest, &atoms)
      }
      return set
    }
  }

  /// Appends the items of a node that is known to match between two positions.
  ///
  /// `goals` is a stack: for the items of each sequence in hand the positions from which what follows
  /// them can match.
  func walk(
    _ node: Int32, _ start: Int, _ end: Int, _ forest: PatternForest, _ atoms: inout ZoneReader,
    _ goals: inout [UInt64], _ items: inout [ItemSpan]
  ) {
    let item = forest.nodes[Int(node)]
    func append(_ kind: ItemKind) {
      items.append(ItemSpan(start: Int32(start), end: Int32(end), kind: kind))
    }
    switch item.kind {
    case .word, .comma, .unit: append(.atom)
    // What `!x` takes is not named: a negator there keeps its scope.
    case .gap, .not: append(.gap)
    case .content, .start, .end: break
    case .optional:
      if end > start { walk(item.first, start, end, forest, &atoms, &goals, &items) }
    case .capture:
      append(.capture(Int(item.count)))
      walk(item.first, start, end, forest, &atoms, &goals, &items)
    case .choice:
      for child in forest.children(of: node)
      where after(child, 1 << UInt64(start), forest, &atoms) >> UInt64(end) & 1 != 0 {
        return walk(child, start, end, forest, &atoms, &goals, &items)
      }
    case .sequence where forest.takesSingleWords(node):
      // Nothing to find out, which counts where options are nested deep.
      var position = start
      let last = forest.children(of: node).last
      for child in forest.children(of: node).dropLast() {
        walk(child, position, position + 1, forest, &atoms, &goals, &items)
        position += 1
      }
      if let last { walk(last, position, end, forest, &atoms, &goals, &items) }
    case .sequence:
      var goal: UInt64 = 1 << UInt64(end)
      for child in forest.children(of: node).reversed() {
        goals.append(goal)
        goal = before(child, goal, forest, &atoms)
      }
      var position = start
      for child in forest.children(of: node) {
        let reached = after(child, 1 << UInt64(position), forest, &atoms) & goals.removeLast()
        let next = reached.trailingZeroBitCount
        walk(child, position, next, forest, &atoms, &goals, &items)
        position = next
      }
    }
  }

  /// The words that `!` leaves.
  private func others(
    _ node: PatternNode, _ forest: PatternForest, _ atoms: inout ZoneReader
  ) -> UInt64 {
    var result = words
    for place in Int(node.first)..<Int(node.first + node.count) {
      let item = forest.nodes[Int(forest.children[place])]
      if item.kind == .word {
        result &= ~atoms[item.first, 0]
      } else {
        for role in 0..<Int32(4) { result &= ~atoms[AtomNumber.unit(item.first, role), 0] }
      }
    }
    return result
  }

  /// All positions below the highest one.
  private static func below(_ set: UInt64) -> UInt64 {
    set == 0 ? 0 : (UInt64.max >> UInt64(set.leadingZeroBitCount)) >> 1
  }

  /// Adds the positions before a member from which elements of `free` lead to it.
  @inline(__always)
  private static func down(_ set: UInt64, _ free: UInt64) -> UInt64 {
    var set = set
    while true {
      let wider = set | (set >> 1 & free)
      if wider == set { return set }
      set = wider
    }
  }

  /// Adds the positions after a member to which elements of `free` lead.
  @inline(__always)
  private static func up(_ set: UInt64, _ free: UInt64) -> UInt64 {
    var set = set
    while true {
      let wider = set | (set & free) << 1
      if wider == set { return set }
      set = wider
    }
  }
}
