/// How gaps see a zone element.
enum ElementShape {
  static let word: UInt8 = 0
  static let comma: UInt8 = 1
  static let hard: UInt8 = 2
  static let isBreak: UInt8 = 4
}

/// Runs the automaton of a program: deterministic states are built as texts need them.
///
/// It tells which patterns match anywhere in a zone.
///
/// - fixed: the program
/// - update-only: states and transitions seen, until there are too many
/// - resettable: those, by ``removeAll()``; the patterns found, at each run
struct PatternMachine: Sendable {
  let program: PatternProgram
  /// Patterns that matched in the last run, sorted.
  private(set) var found: [Int32] = []

  /// Sets of nondeterministic states.
  private var states = ListTable()
  private var accepts = ListTable()
  private var endAccepts = ListTable()
  private var acceptOfState: [Int32] = []
  private var endAcceptOfState: [Int32] = []
  /// Deterministic states by set and accepted patterns.
  private var stateNumbers = ListTable()
  private var transitions = TransitionTable()
  private var initial: Int32 = -1
  /// Nothing is under way.
  private var resumed: Int32 = -1

  /// What of an element the program can see: shape, then relevant atoms.
  private var letters = ListTable()
  /// By symbol and shape, eight to a symbol.
  private var letterOfSymbol: [Int32] = []
  /// What begins at a letter: states, accepts, accepts at the end; filled when asked for.
  private var startsOfLetter: [Int32] = []
  private var startSets = ListTable()

  /// With more, all are dropped and built again.
  var mostTransitions = 1 << 17
  /// The same for the lengths of all sets of states together.
  private static let mostStateItems = 1 << 20
  private var generation: UInt32 = 0
  // Made when a text first needs them: a document seldom needs all entry points.
  private var seenState: [UInt32] = []
  private var seenAtom: [UInt32] = []
  private var seenPattern: [UInt32] = []
  /// The pattern of each state, and the last state of its gap; -1 for other states.
  private var patternOfState: [Int32] = []
  private var endOfGap: [Int32] = []
  /// The generation in which a pattern was last accepted.
  private var acceptedAt: [UInt32] = []
  private var run: UInt32 = 0
  private var next: [Int32] = []
  private var nextAccepts: [Int32] = []
  private var nextEndAccepts: [Int32] = []
  private var acceptStates: [Int32] = []
  private var scratch: [Int32] = []

  init(_ program: PatternProgram) { self.program = program }

  private mutating func prepare() {
    seenState = [UInt32](repeating: 0, count: program.states.count)
    seenAtom = [UInt32](repeating: 0, count: program.isRelevant.count)
    seenPattern = [UInt32](repeating: 0, count: program.patterns.count)
    patternOfState.reserveCapacity(program.states.count)
    acceptedAt = [UInt32](repeating: 0, count: program.patterns.count)
    endOfGap = [Int32](repeating: -1, count: program.states.count)
    var pattern: Int32 = 0
    for state in program.states {
      // The states of a pattern stand together, the one that accepts it first.
      if state.kind == .accept || state.kind == .acceptAtEnd { pattern = state.argument }
      patternOfState.append(pattern)
    }
    for index in program.states.indices.reversed() where program.states[index].kind == .gap {
      let goesOn = program.states[index].takesWord
      endOfGap[index] = goesOn ? endOfGap[index + 1] : Int32(index)
    }
  }

  mutating func removeAll() {
    removeStates()
    letters.removeAll()
    letterOfSymbol.removeAll(keepingCapacity: true)
    startsOfLetter.removeAll(keepingCapacity: true)
    startSets.removeAll()
  }

  private mutating func removeStates() {
    states.removeAll()
    accepts.removeAll()
    endAccepts.removeAll()
    stateNumbers.removeAll()
    acceptOfState.removeAll(keepingCapacity: true)
    endAcceptOfState.removeAll(keepingCapacity: true)
    transitions.removeAll()
    initial = -1
  }

  /// Deterministic states and transitions built so far.
  var sizes: (states: Int, transitions: Int) { (acceptOfState.count, transitions.count) }

  // MARK: Running

  /// Finds the patterns that match; `^` needs `isFirst`, from position `firstEnd` on the zone may
  /// end.
  mutating func match(
    _ symbols: [Int32], _ shapes: [UInt8], isFirst: Bool, firstEnd: Int, _ table: SymbolTable
  ) {
    found.removeAll(keepingCapacity: true)
    if program.patterns.isEmpty { return }
    if seenPattern.isEmpty { prepare() }
    run &+= 1
    if initial < 0 { makeInitial() }
    var state = isFirst ? initial : resumed
    for position in symbols.indices {
      let letter = letter(symbols[position], shapes[position], table)
      let next = transitions.next(state, letter)
      state = next >= 0 ? next : step(state, letter)
      let accepted = acceptOfState[Int(state)]
      if accepted != 0 { accept(accepts, accepted) }
      if position + 1 >= firstEnd, endAcceptOfState[Int(state)] != 0 {
        accept(endAccepts, endAcceptOfState[Int(state)])
      }
    }
    if found.count > 1 { found.sort() }
  }

  private mutating func accept(_ table: ListTable, _ list: Int32) {
    for place in table.range(list) {
      let pattern = table.items[place]
      if seenPattern[Int(pattern)] != run {
        seenPattern[Int(pattern)] = run
        found.append(pattern)
      }
    }
  }

  @inline(__always)
  private mutating func letter(_ symbol: Int32, _ shape: UInt8, _ table: SymbolTable) -> Int32 {
    let place = Int(symbol) * 8 + Int(shape)
    if place < letterOfSymbol.count {
      let letter = letterOfSymbol[place]
      if letter >= 0 { return letter }
    }
    return newLetter(symbol, shape, table)
  }

  private mutating func newLetter(_ symbol: Int32, _ shape: UInt8, _ table: SymbolTable) -> Int32 {
    let place = Int(symbol) * 8 + Int(shape)
    while letterOfSymbol.count <= place { letterOfSymbol.append(-1) }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(Int32(shape))
    for item in table.atoms.range(symbol) {
      let atom = table.atoms.items[item]
      if program.isRelevant[Int(atom)] { scratch.append(atom) }
    }
    let letter = letters.intern(scratch)
    letterOfSymbol[place] = letter
    while startsOfLetter.count <= Int(letter) { startsOfLetter.append(-1) }
    return letter
  }

  // MARK: Building states

  private mutating func begin() {
    generation &+= 1
    next.removeAll(keepingCapacity: true)
    nextAccepts.removeAll(keepingCapacity: true)
    nextEndAccepts.removeAll(keepingCapacity: true)
    acceptStates.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ state: Int32) {
    guard seenState[Int(state)] != generation else { return }
    seenState[Int(state)] = generation
    let item = program.states[Int(state)]
    switch item.kind {
    case .accept:
      nextAccepts.append(item.argument)
      acceptStates.append(state)
    case .acceptAtEnd:
      nextEndAccepts.append(item.argument)
      acceptStates.append(state)
    default: next.append(state)
    }
  }

  private mutating func addAll(_ list: Int32) {
    for place in program.list(list) { add(program.lists[place]) }
  }

  /// The deterministic state of what was added.
  private mutating func finish() -> Int32 {
    next.sort()
    leaveOutNeedless()
    nextAccepts.sort()
    nextEndAccepts.sort()
    scratch.removeAll(keepingCapacity: true)
    scratch.append(states.intern(next))
    scratch.append(accepts.intern(nextAccepts))
    scratch.append(endAccepts.intern(nextEndAccepts))
    let state = stateNumbers.intern(scratch)
    if Int(state) == acceptOfState.count {
      acceptOfState.append(scratch[1])
      endAcceptOfState.append(scratch[2])
    }
    return state
  }

  /// Leaves out states that cannot tell more than others do: sets become fewer by far.
  ///
  /// A pattern that has matched need not match again. In a gap that may end, one that has taken
  /// fewer words takes all that one with more words can.
  private mutating func leaveOutNeedless() {
    for pattern in nextAccepts { acceptedAt[Int(pattern)] = generation }
    var kept = 0
    var openGap: Int32 = -1
    for place in next.indices {
      let state = next[place]
      if acceptedAt[Int(patternOfState[Int(state)])] == generation { continue }
      let end = endOfGap[Int(state)]
      if end >= 0 {
        if end == openGap { continue }
        if program.states[Int(state)].mayEnd { openGap = end }
      }
      next[kept] = state
      kept += 1
    }
    next.removeLast(next.count - kept)
  }

  private mutating func makeInitial() {
    // The number 0 stands for nothing accepted.
    _ = accepts.intern([])
    _ = endAccepts.intern([])
    begin()
    resumed = finish()
    begin()
    addAll(program.anchored)
    initial = finish()
  }

  private mutating func step(_ state: Int32, _ letter: Int32) -> Int32 {
    let starts = starts(letter)
    var state = state
    if transitions.count > mostTransitions || states.items.count > Self.mostStateItems {
      state = forgetAll(but: state)
    }
    begin()
    let letterRange = letters.range(letter)
    let shape = UInt8(letters.items[letterRange.lowerBound])
    for place in letterRange.dropFirst() { seenAtom[Int(letters.items[place])] = generation }
    let set = stateNumbers.items[stateNumbers.range(state).lowerBound]
    for place in states.range(set) { advance(states.items[place], shape) }
    for place in startSets.range(starts) { add(startSets.items[place]) }
    let result = finish()
    transitions.set(state, letter, to: result)
    return result
  }

  /// Drops all states but one and answers its new number.
  private mutating func forgetAll(but state: Int32) -> Int32 {
    let set = stateNumbers.items[stateNumbers.range(state).lowerBound]
    let kept = Array(states.items[states.range(set)])
    removeStates()
    makeInitial()
    begin()
    for state in kept { add(state) }
    return finish()
  }

  /// What can follow a first element.
  private mutating func starts(_ letter: Int32) -> Int32 {
    if startsOfLetter[Int(letter)] >= 0 { return startsOfLetter[Int(letter)] }
    begin()
    let letterRange = letters.range(letter)
    let shape = UInt8(letters.items[letterRange.lowerBound])
    for place in letterRange.dropFirst() { seenAtom[Int(letters.items[place])] = generation }
    for place in letterRange.dropFirst() {
      for start in program.starts.range(letters.items[place]) {
        advance(program.starts.entries[start].value, shape)
      }
    }
    for state in program.otherStarts { advance(state, shape) }
    next.append(contentsOf: acceptStates)
    let set = startSets.intern(next)
    startsOfLetter[Int(letter)] = set
    return set
  }

  private mutating func advance(_ state: Int32, _ shape: UInt8) {
    let item = program.states[Int(state)]
    let kind = shape & 3
    switch item.kind {
    case .word:
      if seenAtom[Int(item.argument)] == generation { addAll(item.next) }
    case .unit:
      if has(item.argument, AtomNumber.Role.single) { addAll(item.next) }
      if has(item.argument, AtomNumber.Role.begin) { add(state + 1) }
    case .unitRest:
      if has(item.argument, AtomNumber.Role.inside) { add(state) }
      if has(item.argument, AtomNumber.Role.end) { addAll(item.next) }
    case .not:
      guard kind == ElementShape.word else { return }
      for place in program.list(item.argument)
      where seenAtom[Int(program.lists[place])] == generation { return }
      addAll(item.next)
    case .comma:
      if kind == ElementShape.comma { addAll(item.next) }
    case .gap:
      guard item.isFar || (kind != ElementShape.hard && shape & ElementShape.isBreak == 0) else {
        return
      }
      if kind == ElementShape.word {
        if item.takesWord {
          add(state + 1)
          if item.mayEndAfterWord { addAll(item.next) }
        }
      } else {
        add(state)
        if item.mayEnd { addAll(item.next) }
      }
    case .content:
      if kind == ElementShape.word {
        add(state + 1)
        addAll(item.next)
      } else {
        add(state)
      }
    case .contentRest:
      add(state)
      addAll(item.next)
    case .accept, .acceptAtEnd: return
    }
  }

  @inline(__always)
  private func has(_ unit: Int32, _ role: Int32) -> Bool {
    seenAtom[Int(AtomNumber.unit(unit, role))] == generation
  }
}
