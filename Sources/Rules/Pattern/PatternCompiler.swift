/// Turns parsed patterns into the automaton of one entry point.
///
/// A pattern is compiled from its end: each item is given the list of states that may follow it and
/// answers the list of states that begin it, so there are no empty transitions. Lists that are being
/// made lie on one stack.
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
  /// Children of the nodes and lists of the states in hand, innermost last.
  private var stack = NumberStack()
  /// Words of the choices in hand, innermost last.
  private var choiceWords = NumberStack()
  private var mostStates = Int.max
  private var mostListed = Int.max
  /// Whether all patterns together are too complex, which is told once.
  private var isFull = false

  init(runsAutomaton: Bool) { self.runsAutomaton = runsAutomaton }

  /// Adds a parsed pattern, copied from the parser's forest with the atoms of its words.
  mutating func add(
    _ root: Int32, of source: PatternForest, owner: Int32, index: Int32, isExclusion: Bool,
    atoms: inout PatternAtoms
  ) throws(PatternError) {
    if isFull { return }
    let root = copy(root, source, &atoms)
    let number = Int32(patterns.count)
    patterns.append(
      PatternInfo(owner: owner, index: index, root: root, isExclusion: isExclusion))
    guard runsAutomaton else { return }
    let stateCount = states.count
    let listCount = listOffsets.count
    mostStates = min(stateCount + PatternLimits.states, PatternLimits.allStates)
    mostListed = min(lists.count + PatternLimits.listed, PatternLimits.allListed)
    let atEnd = endsAtEdge(root)
    states.append(PatternState(argument: number, kind: atEnd ? .acceptAtEnd : .accept))
    stack.append(Int32(states.count - 1))
    compile(root, 0..<1)
    defer { stack.removeAll(from: 0) }
    if isTooLarge {
      isFull = mostStates == PatternLimits.allStates || mostListed == PatternLimits.allListed
      patterns.removeLast()
      states.removeLast(states.count - stateCount)
      listOffsets.removeLast(listOffsets.count - listCount)
      lists.removeLast(lists.count - Int(listOffsets[listOffsets.count - 1]))
      throw isFull
        ? PatternError(
          "patterns-too-complex", 0,
          "the patterns up to this one are too complex together; further ones are not read",
          length: PatternLimits.bytes)
        : PatternError(
          "pattern-too-complex", 0, "pattern has too many optional items, choices or gaps",
          length: PatternLimits.bytes)
    }
    let isAnchored = beginsAtEdge(root)
    for place in 1..<stack.count {
      if isAnchored { anchored.append(stack[place]) } else { starts.append(stack[place]) }
    }
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
      let first = stack.count
      for place in Int(item.first)..<Int(item.first + item.count) {
        let child = copy(source.children[place], source, &atoms)
        stack.append(child)
      }
      return forest.add(item.kind, children: &stack, from: first)
    case .choice:
      let first = stack.count
      copyChoices(item, source, &atoms)
      guard stack.count == first + 1 else {
        return forest.add(.choice, children: &stack, from: first)
      }
      let child = stack[first]
      stack.removeAll(from: first)
      return child
    case .unit, .comma, .gap, .content, .start, .end: break
    }
    forest.nodes.append(item)
    return Int32(forest.nodes.count - 1)
  }

  /// Copies the children of a choice; words become one atom where their order tells nothing.
  private mutating func copyChoices(
    _ choice: PatternNode, _ source: PatternForest, _ atoms: inout PatternAtoms
  ) {
    let firstWord = choiceWords.count
    // Where the group of words in hand stands among the children, -1 when none is open.
    var place = -1
    for index in Int(choice.first)..<Int(choice.first + choice.count) {
      let child = source.children[index]
      let item = source.nodes[Int(child)]
      if item.kind == .word {
        if place < 0 {
          place = stack.count
          stack.append(-1)
        }
        choiceWords.append(item.first)
      } else {
        let copied = copy(child, source, &atoms)
        stack.append(copied)
        // What takes one word and is more than one item would come before later words.
        let isAtom = item.kind == .unit || item.kind == .not
        if !isAtom && source.fewestElements(child) < 2 {
          closeWords(from: firstWord, at: &place, &atoms)
        }
      }
    }
    closeWords(from: firstWord, at: &place, &atoms)
  }

  /// Makes one atom of the words of a group.
  private mutating func closeWords(
    from first: Int, at place: inout Int, _ atoms: inout PatternAtoms
  ) {
    guard place >= 0 else { return }
    let isOne = choiceWords.count == first + 1
    let atom = isOne ? atoms.atom(choiceWords[first]) : atoms.choice(choiceWords, from: first)
    stack[place] = forest.add(.word, atom)
    choiceWords.removeAll(from: first)
    place = -1
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

  /// The number of a list of states that is part of the stack.
  private mutating func list(_ range: Range<Int>) -> Int32 {
    // Choices follow each other with the same list.
    if isLastList(range) { return Int32(listOffsets.count - 2) }
    for place in range { lists.append(stack[place]) }
    return closeList()
  }

  /// The number of a list.
  mutating func list(_ items: [Int32]) -> Int32 {
    lists.append(contentsOf: items)
    return closeList()
  }

  private mutating func closeList() -> Int32 {
    listOffsets.append(Int32(lists.count))
    return Int32(listOffsets.count - 2)
  }

  private func isLastList(_ range: Range<Int>) -> Bool {
    guard listOffsets.count > 1 else { return false }
    let start = Int(listOffsets[listOffsets.count - 2])
    guard lists.count - start == range.count else { return false }
    for offset in 0..<range.count where lists[start + offset] != stack[range.lowerBound + offset] {
      return false
    }
    return true
  }

  private var isTooLarge: Bool { states.count > mostStates || lists.count > mostListed }

  /// Puts the states that begin a node on the stack, given where those lie that follow it.
  private mutating func compile(_ node: Int32, _ follow: Range<Int>) {
    if isTooLarge { return }
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .word: push(state(.word, item.first, list(follow)))
    case .comma: push(state(.comma, 0, list(follow)))
    case .unit: compileTwo(.unit, .unitRest, item.first, follow)
    case .content: compileTwo(.content, .contentRest, 0, follow)
    case .not:
      let excluded = list(excludedAtoms(node))
      push(state(.not, excluded, list(follow)))
    case .gap: compileGap(item, follow)
    case .start, .end: pushAll(follow)
    case .optional:
      let first = stack.count
      compile(item.first, follow)
      let end = stack.count
      for place in follow where !stack.contains(stack[place], in: first..<end) {
        push(stack[place])
      }
    case .capture: compile(item.first, follow)
    case .choice: compileChoice(item, follow)
    case .sequence:
      let first = stack.count
      var next = follow
      for place in (Int(item.first)..<Int(item.first + item.count)).reversed() {
        let start = stack.count
        compile(forest.children[place], next)
        // What began the items behind is not needed any more.
        stack.remove(first..<start)
        next = first..<stack.count
      }
    }
  }

  private mutating func compileTwo(
    _ kind: PatternState.Kind, _ rest: PatternState.Kind, _ argument: Int32, _ follow: Range<Int>
  ) {
    let next = list(follow)
    push(state(kind, argument, next))
    _ = state(rest, argument, next)
  }

  private mutating func compileGap(_ item: PatternNode, _ follow: Range<Int>) {
    let next = list(follow)
    push(Int32(states.count))
    for words in 0...item.count {
      states.append(
        PatternState(
          next: next, kind: .gap, isFar: item.isFar, takesWord: words < item.count,
          mayEnd: words >= item.first, mayEndAfterWord: words + 1 >= item.first))
    }
    if item.first == 0 { pushAll(follow) }
  }

  private mutating func compileChoice(_ item: PatternNode, _ follow: Range<Int>) {
    let first = stack.count
    for place in Int(item.first)..<Int(item.first + item.count) {
      let start = stack.count
      let firstNew = Int32(states.count)
      compile(forest.children[place], follow)
      if start == first { continue }
      // States of this choice cannot be among those of the others; states that follow can.
      var kept = start
      for place in start..<stack.count {
        let state = stack[place]
        if state < firstNew, stack.contains(state, in: first..<start) { continue }
        stack[kept] = state
        kept += 1
      }
      stack.removeAll(from: kept)
    }
  }

  private mutating func push(_ state: Int32) { stack.append(state) }

  private mutating func pushAll(_ range: Range<Int>) {
    for place in range { stack.append(stack[place]) }
  }

  private mutating func state(_ kind: PatternState.Kind, _ argument: Int32, _ next: Int32) -> Int32
  {
    states.append(PatternState(argument: argument, next: next, kind: kind))
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
}

/// Atoms of the words in patterns, collected while rules are compiled.
struct PatternAtoms {
  /// Forms of each word atom; lexicons and classes come before the words.
  private(set) var formsOfAtom: [(atom: Int32, form: Int32)] = []
  private(set) var count: Int32
  private var atomOfForm: [Int32] = []

  init(unitCount: Int32) { count = unitCount * 4 }

  mutating func atom(_ form: Int32) -> Int32 {
    if atomOfForm.count <= Int(form) {
      atomOfForm.append(
        contentsOf: repeatElement(-1, count: max(Int(form) + 1 - atomOfForm.count, 1024)))
    }
    if atomOfForm[Int(form)] >= 0 { return atomOfForm[Int(form)] }
    let atom = count
    count += 1
    formsOfAtom.append((atom, form))
    atomOfForm[Int(form)] = atom
    return atom
  }

  /// An atom of all forms that lie on top of a stack.
  mutating func choice(_ forms: NumberStack, from first: Int) -> Int32 {
    let atom = count
    count += 1
    for place in first..<forms.count { formsOfAtom.append((atom, forms[place])) }
    return atom
  }

  mutating func add(_ form: Int32, to atom: Int32) { formsOfAtom.append((atom, form)) }
}
