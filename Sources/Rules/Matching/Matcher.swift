/// Runs compiled rules over one document at a time; per-thread scratch, reset by `begin`.
///
/// - fixed: the rules
/// - resettable: everything about the document
package struct Matcher {
  package let rules: RuleSet
  private var text: [UInt8] = []
  private var tokens: [Token] = []
  private var classes: [WordClassMask] = []
  package private(set) var hits: [LexiconHit] = []
  package private(set) var cueHits: [CueHit] = []
  package private(set) var items: [ItemSpan] = []
  /// For each unit: the end of the unit that begins at a token, 0 for none; by token.
  private var unitEnds: [Int32: [Int32: Int32]] = [:]
  /// For each unit and token whether a unit covers it.
  private var unitCover: [Int32: [Int32: Int32]] = [:]
  /// Units that begin at a token.
  private var unitsAt: [[Int32]] = []

  package init(_ rules: RuleSet) { self.rules = rules }

  package func captureName(_ index: Int) -> String { rules.captureNames[index] }

  /// Takes a document and finds all lexicon entries and cues in one pass.
  package mutating func begin(text: [UInt8], tokens: [Token], classes: [WordClassMask]) {
    self.text = text
    self.tokens = tokens
    self.classes = classes
    hits.removeAll(keepingCapacity: true)
    cueHits.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    unitEnds.removeAll(keepingCapacity: true)
    unitCover.removeAll(keepingCapacity: true)
    unitsAt = [[Int32]](repeating: [], count: tokens.count)
    var coveredBy: [Int32: Int] = [:]
    var found: [LexiconIndex.Found] = []
    for i in tokens.indices where rules.atoms.hasAtoms(tokens[i].word) {
      found.removeAll(keepingCapacity: true)
      rules.index.find(at: i, tokens, classes, text, rules.atoms, into: &found)
      guard !found.isEmpty else { continue }
      keepLongest(found, at: i, &coveredBy)
    }
  }

  private mutating func keepLongest(
    _ found: [LexiconIndex.Found], at i: Int, _ coveredBy: inout [Int32: Int]
  ) {
    // Per lexicon the longest entry that begins here, unless one that began before covers it.
    for entry in found {
      let lexicon = entry.accept.lexicon
      if coveredBy[lexicon, default: 0] > i { continue }
      let longest = found.reduce(0) { $1.accept.lexicon == lexicon ? max($0, $1.end) : $0 }
      guard entry.end == longest else { continue }
      if lexicon < 0 {
        cueHits.append(
          CueHit(
            cue: entry.accept.index, start: Int32(i), end: Int32(entry.end),
            head: Int32(entry.headToken)))
        continue
      }
      hits.append(
        LexiconHit(
          lexicon: LexiconID(lexicon), entry: entry.accept.index, start: Int32(i),
          end: Int32(entry.end)))
      if rules.usedLexicons[Int(lexicon)] {
        setUnit(Units.unit(LexiconID(lexicon)), i, entry.end)
      }
    }
    for entry in found {
      let lexicon = entry.accept.lexicon
      if coveredBy[lexicon, default: 0] > i { continue }
      let longest = found.reduce(0) { $1.accept.lexicon == lexicon ? max($0, $1.end) : $0 }
      coveredBy[lexicon] = longest
    }
  }

  // MARK: Units

  private mutating func setUnit(_ unit: UnitID, _ start: Int, _ end: Int) {
    guard start < end, end <= tokens.count else { return }
    unitEnds[unit.rawValue, default: [:]][Int32(start)] = Int32(end)
    for t in start..<end { unitCover[unit.rawValue, default: [:]][Int32(t)] = Int32(end) }
    if !unitsAt[start].contains(unit.rawValue) { unitsAt[start].append(unit.rawValue) }
  }

  /// Marks a stretch of tokens as one of a class; marks of a class do not overlap.
  package mutating func mark(_ cls: TokenClass, start: Int, end: Int) {
    setUnit(Units.unit(cls), start, end)
  }

  /// Forgets all marks of a class.
  package mutating func clear(_ cls: TokenClass) {
    let unit = Units.unit(cls).rawValue
    for start in (unitEnds[unit] ?? [:]).keys {
      unitsAt[Int(start)].removeAll { $0 == unit }
    }
    unitEnds[unit] = [:]
    unitCover[unit] = [:]
  }

  // MARK: Running

  /// All matches of the patterns of an entry point in a zone, `unless` applied.
  package mutating func run(
    _ entry: EntryPoint, over zone: [ZoneToken], into matches: inout [RuleMatch]
  ) {
    let program = rules.programs[entry.index]
    guard !zone.isEmpty, !program.entries.isEmpty else { return }
    // Where each pattern could begin.
    var starts: [Int32: [Int]] = [:]
    for (position, element) in zone.enumerated() {
      let t = Int(element.token)
      if rules.atoms.hasAtoms(tokens[t].word) {
        rules.atoms.forEachAtom(tokens[t], classes[t], text) { atom in
          guard let list = program.byAtom[atom.rawValue] else { return }
          for number in list { starts[number, default: []].append(position) }
        }
      }
      for unit in unitsAt[t] where Int(unit) < program.byUnit.count {
        for number in program.byUnit[Int(unit)] { starts[number, default: []].append(position) }
      }
    }
    for number in program.anywhere { starts[number] = Array(0..<zone.count) }
    var found: [RuleMatch] = []
    var killers: [(owner: Int32, start: Int, end: Int)] = []
    for number in starts.keys.sorted() {
      let pattern = program.entries[Int(number)]
      var covered = -1
      var last = -1
      for start in starts[number, default: []] where start != last && start >= covered {
        last = start
        let ends = advance(pattern.node, [start], zone)
        guard let end = ends.last(where: { $0 > start }) else { continue }
        covered = end
        if pattern.isUnless {
          killers.append((pattern.owner, start, end))
        } else {
          found.append(
            RuleMatch(
              owner: pattern.owner, pattern: pattern.pattern, start: Int32(start),
              end: Int32(end), items: number..<number))
        }
      }
    }
    found.sort {
      ($0.owner, $0.start, -$0.end, $0.pattern) < ($1.owner, $1.start, -$1.end, $1.pattern)
    }
    var owner: Int32 = -1
    var covered: Int32 = -1
    for var match in found {
      if match.owner != owner {
        owner = match.owner
        covered = -1
      }
      guard match.start >= covered else { continue }
      covered = match.end
      if killers.contains(where: {
        $0.owner == match.owner && $0.start < Int(match.end) && Int(match.start) < $0.end
      }) {
        continue
      }
      let entry = program.entries[Int(match.items.lowerBound)]
      let first = Int32(items.count)
      recover(entry.node, Int(match.start), Int(match.end), zone)
      match.items = first..<Int32(items.count)
      matches.append(match)
    }
  }

  /// What the items of a match took.
  package func items(_ match: RuleMatch) -> ArraySlice<ItemSpan> {
    items[Int(match.items.lowerBound)..<Int(match.items.upperBound)]
  }

  /// Whether an item of the pattern, not a gap, names the word at a position.
  package func names(_ match: RuleMatch, _ position: Int) -> Bool {
    items(match).contains { $0.kind == .atom && Int($0.start) <= position && position < Int($0.end) }
  }

  /// Whether a rule's subject pattern matches in a noun phrase so that it covers the head.
  package mutating func subjectMatches(rule: Int, over zone: [ZoneToken], head: Int) -> Bool {
    guard let node = rules.subjects[rule] else { return true }
    for start in 0...min(head, zone.count - 1) {
      if advance(node, [start], zone).contains(where: { $0 > head }) { return true }
    }
    return false
  }

  // MARK: Positions

  /// Positions reachable from `positions` through a node, sorted.
  private func advance(_ node: PatternNode, _ positions: [Int], _ zone: [ZoneToken]) -> [Int] {
    guard !positions.isEmpty else { return [] }
    switch node {
    case .atom(let atom):
      return positions.compactMap { p in
        guard p < zone.count else { return nil }
        let t = Int(zone[p].token)
        return rules.atoms.has(atom, tokens[t], classes[t], text) ? p + 1 : nil
      }
    case .unit(let unit):
      return unique(positions.compactMap { unitEnd(unit, $0, zone) })
    case .not(let list):
      return positions.compactMap { p in
        guard p < zone.count, isWord(p, zone) else { return nil }
        return list.contains { covers($0, p, zone) } ? nil : p + 1
      }
    case .comma:
      return positions.compactMap { p in
        p < zone.count && tokens[Int(zone[p].token)].kind == .comma ? p + 1 : nil
      }
    case .sequence(let list):
      var current = positions
      for inner in list {
        current = advance(inner, current, zone)
        if current.isEmpty { break }
      }
      return current
    case .choice(let list):
      return unique(list.flatMap { advance($0, positions, zone) })
    case .optional(let inner):
      return unique(positions + advance(inner, positions, zone))
    case .gap(let minimum, let maximum, let crosses):
      return unique(positions.flatMap { gapEnds($0, minimum, maximum, crosses, zone) })
    case .capture(_, .some(let inner)): return advance(inner, positions, zone)
    case .capture(_, nil):
      guard let first = positions.min(), first < zone.count else { return [] }
      return Array(first + 1...zone.count)
    case .start: return positions.filter { $0 == 0 }
    case .end: return positions.filter { $0 == zone.count }
    }
  }

  private func unique(_ list: [Int]) -> [Int] {
    guard list.count > 1 else { return list }
    var sorted = list.sorted()
    var kept = 1
    for k in 1..<sorted.count where sorted[k] != sorted[kept - 1] {
      sorted[kept] = sorted[k]
      kept += 1
    }
    sorted.removeSubrange(kept...)
    return sorted
  }

  private func isWord(_ p: Int, _ zone: [ZoneToken]) -> Bool {
    tokens[Int(zone[p].token)].kind.isWordLike
  }

  private func unitEnd(_ unit: UnitID, _ p: Int, _ zone: [ZoneToken]) -> Int? {
    guard p < zone.count, let end = unitEnds[unit.rawValue]?[zone[p].token] else { return nil }
    var q = p
    while q < zone.count, zone[q].token < end, zone[q].token >= zone[p].token { q += 1 }
    return q > p ? q : nil
  }

  /// Whether the word at a position is or belongs to what a negated item names.
  private func covers(_ node: PatternNode, _ p: Int, _ zone: [ZoneToken]) -> Bool {
    if case .unit(let unit) = node { return unitCover[unit.rawValue]?[zone[p].token] != nil }
    return !advance(node, [p], zone).isEmpty
  }

  private func gapEnds(
    _ p: Int, _ minimum: Int, _ maximum: Int, _ crosses: Bool, _ zone: [ZoneToken]
  ) -> [Int] {
    var ends: [Int] = minimum == 0 ? [p] : []
    var words = 0
    var q = p
    while q < zone.count {
      if !crosses && zone[q].isBreak { break }
      if isWord(q, zone) {
        words += 1
        if words > maximum { break }
      }
      q += 1
      if words >= minimum, words <= maximum { ends.append(q) }
    }
    return ends
  }

  // MARK: Items

  /// Walks a node over exactly `start..<end`: each item from the left takes the fewest words.
  private mutating func recover(_ node: PatternNode, _ start: Int, _ end: Int, _ zone: [ZoneToken]) {
    switch node {
    case .sequence(let list): recoverSequence(list, start, end, zone)
    case .choice(let list):
      for inner in list where advance(inner, [start], zone).contains(end) {
        recover(inner, start, end, zone)
        return
      }
    case .optional(let inner): if end > start { recover(inner, start, end, zone) }
    case .capture(let name, let inner):
      items.append(ItemSpan(start: Int32(start), end: Int32(end), kind: .capture(name)))
      if let inner { recover(inner, start, end, zone) }
    case .gap: items.append(ItemSpan(start: Int32(start), end: Int32(end), kind: .gap))
    case .start, .end: break
    default: items.append(ItemSpan(start: Int32(start), end: Int32(end), kind: .atom))
    }
  }

  private mutating func recoverSequence(
    _ list: [PatternNode], _ start: Int, _ end: Int, _ zone: [ZoneToken]
  ) {
    var memo: [Int: Bool] = [:]
    func reaches(_ item: Int, _ p: Int) -> Bool {
      if item == list.count { return p == end }
      let key = item * (zone.count + 2) + p
      if let known = memo[key] { return known }
      let result = advance(list[item], [p], zone).contains { $0 <= end && reaches(item + 1, $0) }
      memo[key] = result
      return result
    }
    var p = start
    for (i, inner) in list.enumerated() {
      guard let q = advance(inner, [p], zone).first(where: { $0 <= end && reaches(i + 1, $0) })
      else { return }
      recover(inner, p, q, zone)
      p = q
    }
  }
}
