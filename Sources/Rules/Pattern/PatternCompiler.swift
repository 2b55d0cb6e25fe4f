/// Turns parsed patterns into the automaton of one entry point.
///
/// A pattern is compiled from its end: each item is given the list of states that may follow it and
/// answers the list of states that begin it, so there are no empty transitions.
struct PatternCompiler {
  var forest = PatternForest()
  private(set) var patterns: [PatternInfo] = []
  private(set) var states: [PatternState] = []
  private(set) var lists: [Int32] = []
  private(set) var listOffsets: [Int32] = [0]
  /// States that may begin a match anywhere, and at the first position only.
  private(set) var starts: [Int32] = []
  private(set) var anchored: [Int32] = []
  private let runsAutomaton: Bool
  private var mostStates = Int.max
  private var mostListed = Int.max

  init(runsAutomaton: Bool) { self.runsAutomaton = runsAutomaton }

  /// Adds a parsed pattern, copied from the parser's forest with the atoms of its words.
  mutating func add(
    _ root: Int32, of source: PatternForest, owner: Int32, index: Int32, isExclusion: Bool,
    atoms: inout PatternAtoms
  ) throws(PatternError) {
    let root = copy(root, source, &atoms)
    let number = Int32(patterns.count)
    patterns.append(
      PatternInfo(owner: owner, index: index, isExclusion: isExclusion, root: root))
    guard runsAutomaton else { return }
    let stateCount = states.count
    let listCount = listOffsets.count
    mostStates = stateCount + PatternLimits.states
    mostListed = lists.count + PatternLimits.listed
    let atEnd = endsAtEdge(root)
    states.append(PatternState(kind: atEnd ? .acceptAtEnd : .accept, argument: number))
    let entry = compile(root, [Int32(states.count - 1)])
    if isTooLarge {
      patterns.removeLast()
      states.removeLast(states.count - stateCount)
      listOffsets.removeLast(listOffsets.count - listCount)
      lists.removeLast(lists.count - Int(listOffsets[listOffsets.count - 1]))
      throw PatternError(
        "pattern-too-complex", 0, "pattern has too many optional items, choices or gaps",
        length: PatternLimits.bytes)
    }
    if beginsAtEdge(root) { anchored += entry } else { starts += entry }
  }

  // MARK: Trees

  private mutating func copy(
    _ node: Int32, _ source: PatternForest, _ atoms: inout PatternAtoms
  ) -> Int32 {
    var item = source.nodes[Int(node)]
    switch item.kind {
    case .word: item.first = atoms.atom(item.first)
    case .optional, .capture: item.first = copy(item.first, source, &atoms)
    case .sequence, .not:
      var children: [Int32] = []
      for child in source.children(of: node) { children.append(copy(child, source, &atoms)) }
      return forest.add(item.kind, children: children)
    case .choice:
      let children = copyChoices(node, source, &atoms)
      return children.count == 1 ? children[0] : forest.add(.choice, children: children)
    case .unit, .comma, .gap, .content, .start, .end: break
    }
    forest.nodes.append(item)
    return Int32(forest.nodes.count - 1)
  }

  /// Copies the children of a choice; words become one atom where their order tells nothing.
  private mutating func copyChoices(
    _ node: Int32, _ source: PatternForest, _ atoms: inout PatternAtoms
  ) -> [Int32] {
    var children: [Int32] = []
    var groups: [(place: Int, words: [Int32])] = []
    var isOpen = false
    for child in source.children(of: node) {
      let item = source.nodes[Int(child)]
      if item.kind == .word {
        if isOpen {
          groups[groups.count - 1].words.append(item.first)
        } else {
          groups.append((children.count, [item.first]))
          children.append(-1)
          isOpen = true
        }
      } else {
        children.append(copy(child, source, &atoms))
        // What takes one word and is more than one item would come before later words.
        let isAtom = item.kind == .unit || item.kind == .not
        if !isAtom && source.fewestElements(child) < 2 { isOpen = false }
      }
    }
    for group in groups {
      let atom = group.words.count == 1 ? atoms.atom(group.words[0]) : atoms.choice(group.words)
      children[group.place] = forest.add(.word, atom)
    }
    return children
  }

  private func beginsAtEdge(_ node: Int32) -> Bool {
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .start: return true
    case .sequence: return item.count > 0 && beginsAtEdge(forest.children[Int(item.first)])
    case .capture: return beginsAtEdge(item.first)
    default: return false
    }
  }

  /// `$`, or a `<content>` that takes the rest.
  private func endsAtEdge(_ node: Int32) -> Bool {
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .end, .content: return true
    case .sequence:
      return item.count > 0 && endsAtEdge(forest.children[Int(item.first + item.count) - 1])
    case .capture: return endsAtEdge(item.first)
    default: return false
    }
  }

  // MARK: States

  /// The number of a list.
  mutating func list(_ items: [Int32]) -> Int32 {
    // Choices follow each other with the same list.
    if isLastList(items) { return Int32(listOffsets.count - 2) }
    lists.append(contentsOf: items)
    listOffsets.append(Int32(lists.count))
    return Int32(listOffsets.count - 2)
  }

  private func isLastList(_ items: [Int32]) -> Bool {
    guard listOffsets.count > 1 else { return false }
    let start = Int(listOffsets[listOffsets.count - 2])
    guard lists.count - start == items.count else { return false }
    for index in items.indices where lists[start + index] != items[index] { return false }
    return true
  }

  private var isTooLarge: Bool { states.count > mostStates || lists.count > mostListed }

  private mutating func compile(_ node: Int32, _ follow: [Int32]) -> [Int32] {
    if isTooLarge { return [] }
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .word: return [state(.word, item.first, list(follow))]
    case .comma: return [state(.comma, 0, list(follow))]
    case .unit:
      let next = list(follow)
      let first = state(.unit, item.first, next)
      _ = state(.unitRest, item.first, next)
      return [first]
    case .not:
      let excluded = list(excludedAtoms(node))
      return [state(.not, excluded, list(follow))]
    case .content:
      let next = list(follow)
      let first = state(.content, 0, next)
      _ = state(.contentRest, 0, next)
      return [first]
    case .gap:
      let next = list(follow)
      let first = Int32(states.count)
      for words in 0...item.count {
        states.append(
          PatternState(
            kind: .gap, isFar: item.isFar, takesWord: words < item.count,
            mayEnd: words >= item.first, mayEndAfterWord: words + 1 >= item.first, next: next))
      }
      return item.first == 0 ? [first] + follow : [first]
    case .start, .end: return follow
    case .optional:
      var entry = compile(item.first, follow)
      merge(follow, into: &entry, from: Int32(states.count))
      return entry
    case .capture: return compile(item.first, follow)
    case .choice:
      var entry: [Int32] = []
      for place in Int(item.first)..<Int(item.first + item.count) {
        let firstNew = Int32(states.count)
        let more = compile(forest.children[place], follow)
        merge(more, into: &entry, from: firstNew)
      }
      return entry
    case .sequence:
      var entry = follow
      for place in (Int(item.first)..<Int(item.first + item.count)).reversed() {
        entry = compile(forest.children[place], entry)
      }
      return entry
    }
  }

  private mutating func state(_ kind: PatternState.Kind, _ argument: Int32, _ next: Int32) -> Int32
  {
    states.append(PatternState(kind: kind, argument: argument, next: next))
    return Int32(states.count - 1)
  }

  private func excludedAtoms(_ node: Int32) -> [Int32] {
    var atoms: [Int32] = []
    for child in forest.children(of: node) {
      let item = forest.nodes[Int(child)]
      if item.kind == .word {
        atoms.append(item.first)
      } else {
        for role in 0..<Int32(4) { atoms.append(AtomNumber.unit(item.first, role)) }
      }
    }
    return atoms
  }

  /// Adds the states that a list lacks; those from `firstNew` on cannot be in it.
  private func merge(_ more: [Int32], into list: inout [Int32], from firstNew: Int32) {
    if list.isEmpty {
      list = more
      return
    }
    let count = list.count
    for state in more where state >= firstNew || !list[..<count].contains(state) {
      list.append(state)
    }
  }
}

/// Atoms of the words in patterns, collected while rules are compiled.
struct PatternAtoms {
  /// Forms of each word atom; lexicons and classes come before the words.
  private(set) var formsOfAtom: [(atom: Int32, form: Int32)] = []
  private(set) var count: Int32
  private var atomOfForm: [Int32] = []

  init(unitCount: Int32) { count = unitCount * 4 }

  mutating func atom(_ form: Int32) -> Int32 {
    while atomOfForm.count <= Int(form) { atomOfForm.append(-1) }
    if atomOfForm[Int(form)] >= 0 { return atomOfForm[Int(form)] }
    let atom = choice([form])
    atomOfForm[Int(form)] = atom
    return atom
  }

  mutating func choice(_ forms: [Int32]) -> Int32 {
    let atom = count
    count += 1
    for form in forms { formsOfAtom.append((atom, form)) }
    return atom
  }

  mutating func add(_ form: Int32, to atom: Int32) { formsOfAtom.append((atom, form)) }
}
