/// Collects the parsed patterns of one entry point, each of bounded size.
struct PatternCompiler {
  var forest = PatternForest()
  private(set) var patterns: [PatternInfo] = []
  /// Subjects are as many as rules, and each is only tried by itself.
  private let limitsAll: Bool
  /// Children of the nodes in hand, innermost last.
  private var stack = NumberStack()
  /// Words of the choices in hand, innermost last.
  private var choiceWords = NumberStack()
  /// The size of all patterns.
  private var size = PatternSize()
  /// Whether all patterns together are too complex, which is told once.
  private var isFull = false

  init(limitsAll: Bool) { self.limitsAll = limitsAll }

  /// Adds a parsed pattern, copied from the parser's forest with the atoms of its words.
  mutating func add(
    _ root: Int32, of source: PatternForest, owner: Int32, index: Int32, isExclusion: Bool,
    atoms: inout PatternAtoms
  ) throws(PatternError) {
    if isFull { return }
    let root = copy(root, source, &atoms)
    patterns.append(
      PatternInfo(owner: owner, index: index, root: root, isExclusion: isExclusion))
    guard limitsAll else { return }
    let before = size
    size.mostStates = min(size.states + PatternLimits.states, PatternLimits.allStates)
    size.mostFollowers = min(size.followers + PatternLimits.followers, PatternLimits.allFollowers)
    size.add(root, of: forest)
    guard size.isTooLarge else { return }
    isFull =
      size.mostStates == PatternLimits.allStates
      || size.mostFollowers == PatternLimits.allFollowers
    size = before
    patterns.removeLast()
    throw isFull
      ? PatternError(
        "patterns-too-complex", 0,
        "the patterns up to this one are too complex together; further ones are not read",
        length: PatternLimits.bytes)
      : PatternError(
        "pattern-too-complex", 0, "pattern has too many optional items, choices or gaps",
        length: PatternLimits.bytes)
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
}

/// How much work patterns can make, counted as an automaton would need states for them.
struct PatternSize {
  private(set) var states = 0
  /// For each state those that can follow it; states with the same ones share them.
  private(set) var followers = 0
  var mostStates = Int.max
  var mostFollowers = Int.max
  /// The states that can follow a node.
  private struct Follow {
    var count: Int
    /// Tells it from others.
    var number: Int
  }
  private var numbers = 0
  private var lastShared = -1

  var isTooLarge: Bool { states > mostStates || followers > mostFollowers }

  /// Adds a pattern.
  mutating func add(_ root: Int32, of forest: PatternForest) {
    states += 1
    numbers += 1
    _ = add(root, before: Follow(count: 1, number: numbers), forest)
  }

  /// Counts a node; answers how many states begin it, and whether what follows may begin instead.
  private mutating func add(
    _ node: Int32, before follow: Follow, _ forest: PatternForest
  ) -> (own: Int, isOptional: Bool) {
    if isTooLarge { return (0, false) }
    let item = forest.nodes[Int(node)]
    switch item.kind {
    case .start, .end: return (0, true)
    case .word, .comma: return (take(1, follow), false)
    case .unit, .content:
      _ = take(2, follow)
      return (1, false)
    case .not:
      for child in forest.children(of: node) {
        followers += forest.nodes[Int(child)].kind == .word ? 1 : 4
      }
      lastShared = -1
      return (take(1, follow), false)
    case .gap:
      _ = take(Int(item.count) + 1, follow)
      return (1, item.first == 0)
    case .optional: return (add(item.first, before: follow, forest).own, true)
    case .capture: return add(item.first, before: follow, forest)
    case .choice:
      var own = 0
      var isOptional = false
      for place in Int(item.first)..<Int(item.first + item.count) {
        let part = add(forest.children[place], before: follow, forest)
        own += part.own
        isOptional = isOptional || part.isOptional
      }
      return (own, isOptional)
    case .sequence:
      var next = follow
      var own = 0
      var isOptional = true
      for place in (Int(item.first)..<Int(item.first + item.count)).reversed() {
        let part = add(forest.children[place], before: next, forest)
        own = part.isOptional ? own + part.own : part.own
        isOptional = isOptional && part.isOptional
        numbers += 1
        next = Follow(count: own + (isOptional ? follow.count : 0), number: numbers)
      }
      return (own, isOptional)
    }
  }

  /// Counts states with what follows them.
  private mutating func take(_ count: Int, _ follow: Follow) -> Int {
    states += count
    if lastShared != follow.number { followers += follow.count }
    lastShared = follow.number
    return count
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
