/// How gaps see a zone element.
enum ElementShape {
  static let word: UInt8 = 0
  static let comma: UInt8 = 1
  static let hard: UInt8 = 2
  static let isBreak: UInt8 = 4
  /// A number, which patterns take for a mention.
  static let isNumber: UInt8 = 8
}

/// Finds where exactly a pattern matches, by sets of positions over its tree.
///
/// From the end of a pattern backward it computes the positions from which the rest can match, then
/// walks forward and gives each item the fewest words; nothing is tried twice.
///
/// - fixed: nothing
/// - update-only: nothing
/// - resettable: the zone, by ``begin(_:isFirst:firstEnd:)``
struct PatternRecovery: Sendable {
  private var sets = PositionSets()
  private var count = 0
  /// The shapes of a zone that is not short.
  private var shapes: [UInt8] = []
  /// Whether the zone begins where it begins, and is no later piece.
  private var isFirst = true
  private var firstEnd = 0
  /// The zone once more, where it is short enough.
  private var short = ShortZone()
  private var isShort = true
  private var goals: [UInt64] = []
  /// Elements that gaps cross: words and other ones, by `..` and by `...`.
  private var nearWords = 0
  private var nearFree = 0
  private var farWords = 0
  private var farFree = 0
  private var commas = 0
  /// All positions.
  private var everything = 0
  /// Sets from here on are the caller's.
  private var base = 0

  /// Takes a zone of so many elements, whose atoms the caller has; from position `firstEnd` on it may
  /// end.
  mutating func begin(_ shapes: [UInt8], _ count: Int, isFirst: Bool, firstEnd: Int) {
    self.isFirst = isFirst
    self.firstEnd = firstEnd
    self.count = count
    sets.reset(positionCount: count + 1)
    isShort = count < 64
    if isShort {
      short = ShortZone(shapes, count, isFirst: isFirst, firstEnd: firstEnd)
      base = 0
      return
    }
    self.shapes = Array(shapes[..<count])
    nearWords = sets.push()
    nearFree = sets.push()
    farWords = sets.push()
    farFree = sets.push()
    commas = sets.push()
    everything = sets.push()
    base = sets.top
    for (position, shape) in self.shapes.enumerated() {
      let isNear = shape & ElementShape.isBreak == 0
      switch shape & 3 {
      case ElementShape.word:
        sets.insert(farWords, position)
        if isNear { sets.insert(nearWords, position) }
      case ElementShape.comma:
        sets.insert(farFree, position)
        sets.insert(commas, position)
        if isNear { sets.insert(nearFree, position) }
      default: sets.insert(farFree, position)
      }
    }
    for position in 0...count { sets.insert(everything, position) }
  }

  /// Gives back all sets of the zone.
  mutating func forgetSets() { sets.pop(to: base) }

  // MARK: Questions

  /// The set of positions where a pattern can begin; it stays on the stack.
  mutating func starts(_ root: Int32, _ forest: PatternForest, _ atoms: inout ZoneReader) -> Int {
    let result = sets.push()
    if isShort {
      sets[result, 0] = short.before(root, short.everything, forest, &atoms)
    } else {
      before(root, everything, result, forest, &atoms)
    }
    return result
  }

  func firstStart(_ starts: Int, from position: Int) -> Int {
    sets.first(starts, from: position)
  }

  mutating func emptySet() -> Int { sets.push() }

  func hasMember(_ set: Int, in range: Range<Int>) -> Bool {
    let first = sets.first(set, from: range.lowerBound)
    return first >= 0 && first < range.upperBound
  }

  /// Adds the words of all matches of a pattern to a set.
  mutating func addWords(
    ofMatches root: Int32, to set: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) {
    let starts = starts(root, forest, &atoms)
    var start = sets.first(starts)
    var reached = 0
    while start >= 0 {
      let end = farthestEnd(root, from: start, forest, &atoms)
      if isShort {
        sets[set, 0] |= short.words(from: start, to: end)
        start = sets.first(starts, from: start + 1)
        continue
      }
      var word = sets.first(farWords, from: max(start, reached))
      while word >= 0 && word < end {
        sets.insert(set, word)
        word = sets.first(farWords, from: word + 1)
      }
      reached = max(reached, end)
      start = sets.first(starts, from: start + 1)
    }
    sets.pop(to: starts)
  }

  func isStart(_ starts: Int, _ position: Int) -> Bool { sets.contains(starts, position) }

  /// The farthest end of a match that begins at a position, or -1.
  mutating func farthestEnd(
    _ root: Int32, from start: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) -> Int {
    if isShort {
      let ends = short.after(root, 1 << UInt64(start), forest, &atoms)
      return 63 - ends.leadingZeroBitCount
    }
    // Of a long zone hardly anything takes part in a match.
    sets.narrow(to: start...count)
    defer { sets.widen() }
    let from = sets.push()
    sets.insert(from, start)
    let result = sets.push()
    after(root, from, everything, result, forest, &atoms)
    let end = sets.last(result)
    sets.pop(to: from)
    return end
  }

  /// Appends the items of a match between two positions.
  mutating func items(
    _ root: Int32, _ start: Int, _ end: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader, into items: inout [ItemSpan]
  ) {
    if isShort { return short.walk(root, start, end, forest, &atoms, &goals, &items) }
    sets.narrow(to: start...end)
    walk(root, start, end, forest, &atoms, &items)
    sets.widen()
  }

  // MARK: One element

  /// Of 64 positions those whose element an item takes that takes one.
  private mutating func takers(
    _ node: PatternNode, _ word: Int, _ forest: PatternForest, _ atoms: inout ZoneReader
  ) -> UInt64 {
    switch node.kind {
    case .word: return atoms[node.first, word]
    case .comma: return sets[commas, word]
    case .not:
      var result = sets[farWords, word]
      for place in Int(node.first)..<Int(node.first + node.count) {
        let item = forest.nodes[Int(forest.children[place])]
        if item.kind == .word {
          result &= ~atoms[item.first, word]
        } else {
          for role in 0..<Int32(4) { result &= ~atoms[AtomNumber.unit(item.first, role), word] }
        }
      }
      return result
    default: return 0
    }
  }

  /// Puts a role of a unit into a new set.
  private mutating func push(_ unit: Int32, _ role: Int32, _ atoms: inout ZoneReader) -> Int {
    let set = sets.push()
    for word in sets.window { sets[set, word] = atoms[AtomNumber.unit(unit, role), word] }
    return set
  }

  // MARK: Backward

  /// Puts into `result` the positions from which a node leads to one of `targets`.
  private mutating func before(
    _ node: Int32, _ targets: Int, _ result: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) {
    let item = forest.nodes[Int(node)]
    for word in sets.window { sets[result, word] = 0 }
    switch item.kind {
    case .word, .comma, .not:
      for word in sets.window {
        sets[result, word] = sets.down(targets, word) & takers(item, word, forest, &atoms)
      }
    case .unit: unitBefore(item.first, targets, result, &atoms)
    case .gap: gapBefore(item, targets, result)
    case .content:
      let last = sets.last(targets)
      var word = last - 1
      while word >= 0 && shapes[word] & 3 != ElementShape.word { word -= 1 }
      if word >= 0 {
        for position in 0...word { sets.insert(result, position) }
      }
    case .start: if isFirst && sets.contains(targets, 0) { sets.insert(result, 0) }
    case .end:
      var position = sets.first(targets, from: firstEnd)
      while position >= 0 {
        sets.insert(result, position)
        position = sets.first(targets, from: position + 1)
      }
    case .optional:
      before(item.first, targets, result, forest, &atoms)
      sets.formUnion(result, targets)
    case .capture: before(item.first, targets, result, forest, &atoms)
    case .choice:
      let part = sets.push()
      for child in forest.children(of: node) {
        before(child, targets, part, forest, &atoms)
        sets.formUnion(result, part)
      }
      sets.pop(to: part)
    case .sequence:
      var set = sets.push()
      let base = set
      var other = sets.push()
      sets.copy(targets, to: set)
      for child in forest.children(of: node).reversed() {
        before(child, set, other, forest, &atoms)
        swap(&set, &other)
      }
      sets.copy(set, to: result)
      sets.pop(to: base)
    }
  }

  private mutating func unitBefore(
    _ unit: Int32, _ targets: Int, _ result: Int, _ atoms: inout ZoneReader
  ) {
    let inside = push(unit, AtomNumber.Role.inside, &atoms)
    let reached = push(unit, AtomNumber.Role.end, &atoms)
    for word in sets.window { sets[reached, word] &= sets.down(targets, word) }
    sets.extendDown(reached, through: inside)
    for word in sets.window {
      sets[result, word] =
        sets.down(targets, word) & atoms[AtomNumber.unit(unit, AtomNumber.Role.single), word]
        | sets.down(reached, word) & atoms[AtomNumber.unit(unit, AtomNumber.Role.begin), word]
    }
    sets.pop(to: inside)
  }

  private mutating func gapBefore(_ gap: PatternNode, _ targets: Int, _ result: Int) {
    let words = gap.isFar ? farWords : nearWords
    let free = gap.isFar ? farFree : nearFree
    var set = sets.push()
    let base = set
    var other = sets.push()
    sets.copy(targets, to: set)
    for count in 0...gap.count {
      sets.extendDown(set, through: free)
      if count >= gap.first { sets.formUnion(result, set) }
      if count == gap.count { break }
      for word in sets.window { sets[other, word] = sets.down(set, word) & sets[words, word] }
      swap(&set, &other)
    }
    sets.pop(to: base)
  }

  // MARK: Forward

  /// Puts into `result` those of `targets` to which a node leads from one of `sources`.
  private mutating func after(
    _ node: Int32, _ sources: Int, _ targets: Int, _ result: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) {
    let item = forest.nodes[Int(node)]
    for word in sets.window { sets[result, word] = 0 }
    switch item.kind {
    case .word, .comma, .not:
      var carry: UInt64 = 0
      for word in sets.window {
        let taken = sets[sources, word] & takers(item, word, forest, &atoms)
        sets[result, word] = (taken << 1 | carry) & sets[targets, word]
        carry = taken >> 63
      }
    case .unit: unitAfter(item.first, sources, targets, result, &atoms)
    case .gap:
      gapAfter(item, sources, result)
      sets.formIntersection(result, targets)
    case .content:
      var word = sets.first(sources)
      guard word >= 0 else { return }
      while word < shapes.count && shapes[word] & 3 != ElementShape.word { word += 1 }
      guard word < shapes.count else { return }
      var position = sets.first(targets, from: word + 1)
      while position >= 0 {
        sets.insert(result, position)
        position = sets.first(targets, from: position + 1)
      }
    case .start:
      if isFirst && sets.contains(sources, 0) && sets.contains(targets, 0) {
        sets.insert(result, 0)
      }
    case .end:
      var position = sets.first(sources, from: firstEnd)
      while position >= 0 {
        if sets.contains(targets, position) { sets.insert(result, position) }
        position = sets.first(sources, from: position + 1)
      }
    case .optional:
      after(item.first, sources, targets, result, forest, &atoms)
      for word in sets.window { sets[result, word] |= sets[sources, word] & sets[targets, word] }
    case .capture: after(item.first, sources, targets, result, forest, &atoms)
    case .choice:
      let part = sets.push()
      for child in forest.children(of: node) {
        after(child, sources, targets, part, forest, &atoms)
        sets.formUnion(result, part)
      }
      sets.pop(to: part)
    case .sequence:
      // What cannot lead to a target drops out at the end: few positions are ever reached, while
      // those from which targets can be reached are as many as the zone has.
      var set = sets.push()
      let base = set
      var other = sets.push()
      sets.copy(sources, to: set)
      for child in forest.children(of: node) {
        after(child, set, everything, other, forest, &atoms)
        swap(&set, &other)
      }
      sets.copy(set, to: result)
      sets.formIntersection(result, targets)
      sets.pop(to: base)
    }
  }

  /// Pushes one set more than a sequence has items: the positions from which the rest can match.
  private mutating func pushGoals(
    _ node: Int32, _ targets: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) -> Int {
    let children = forest.children(of: node)
    let goals = sets.push()
    for _ in children { _ = sets.push() }
    sets.copy(targets, to: goals + children.count * sets.width)
    for (index, child) in children.enumerated().reversed() {
      let goal = goals + index * sets.width
      before(child, goal + sets.width, goal, forest, &atoms)
    }
    return goals
  }

  private mutating func unitAfter(
    _ unit: Int32, _ sources: Int, _ targets: Int, _ result: Int, _ atoms: inout ZoneReader
  ) {
    let inside = push(unit, AtomNumber.Role.inside, &atoms)
    let begun = push(unit, AtomNumber.Role.begin, &atoms)
    for word in sets.window { sets[begun, word] &= sets[sources, word] }
    let reached = sets.push()
    for word in sets.window { sets[reached, word] = sets.up(begun, word) }
    sets.extendUp(reached, through: inside)
    var carry: UInt64 = 0
    for word in sets.window {
      let taken =
        sets[reached, word] & atoms[AtomNumber.unit(unit, AtomNumber.Role.end), word]
        | sets[sources, word] & atoms[AtomNumber.unit(unit, AtomNumber.Role.single), word]
      sets[result, word] = (taken << 1 | carry) & sets[targets, word]
      carry = taken >> 63
    }
    sets.pop(to: inside)
  }

  private mutating func gapAfter(_ gap: PatternNode, _ sources: Int, _ result: Int) {
    let words = gap.isFar ? farWords : nearWords
    let free = gap.isFar ? farFree : nearFree
    var set = sets.push()
    let base = set
    var other = sets.push()
    let masked = sets.push()
    sets.copy(sources, to: set)
    for count in 0...gap.count {
      sets.extendUp(set, through: free)
      if count >= gap.first { sets.formUnion(result, set) }
      if count == gap.count { break }
      for word in sets.window { sets[masked, word] = sets[set, word] & sets[words, word] }
      for word in sets.window { sets[other, word] = sets.up(masked, word) }
      swap(&set, &other)
    }
    sets.pop(to: base)
  }

  // MARK: Items

  /// Appends the items of a node that is known to match between two positions.
  private mutating func walk(
    _ node: Int32, _ start: Int, _ end: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader, _ items: inout [ItemSpan]
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
    case .optional: if end > start { walk(item.first, start, end, forest, &atoms, &items) }
    case .capture:
      append(.capture(Int(item.count)))
      walk(item.first, start, end, forest, &atoms, &items)
    case .choice:
      for child in forest.children(of: node) where leads(child, start, end, forest, &atoms) {
        walk(child, start, end, forest, &atoms, &items)
        return
      }
    case .sequence where forest.takesSingleWords(node):
      // Nothing to find out, which counts where options are nested deep.
      var position = start
      let last = forest.children(of: node).last
      for child in forest.children(of: node).dropLast() {
        walk(child, position, position + 1, forest, &atoms, &items)
        position += 1
      }
      if let last { walk(last, position, end, forest, &atoms, &items) }
    case .sequence:
      let target = sets.push()
      sets.insert(target, end)
      let goals = pushGoals(node, target, forest, &atoms)
      let source = sets.push()
      let reached = sets.push()
      var position = start
      for (index, child) in forest.children(of: node).enumerated() {
        for word in sets.window { sets[source, word] = 0 }
        sets.insert(source, position)
        after(child, source, goals + (index + 1) * sets.width, reached, forest, &atoms)
        let next = sets.first(reached)
        walk(child, position, next, forest, &atoms, &items)
        position = next
      }
      sets.pop(to: target)
    }
  }

  private mutating func leads(
    _ node: Int32, _ start: Int, _ end: Int, _ forest: PatternForest,
    _ atoms: inout ZoneReader
  ) -> Bool {
    let source = sets.push()
    sets.insert(source, start)
    let target = sets.push()
    sets.insert(target, end)
    let result = sets.push()
    after(node, source, target, result, forest, &atoms)
    let leads = !sets.isEmpty(result)
    sets.pop(to: source)
    return leads
  }
}
