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

/// One state of the nondeterministic automaton; each consumes one element.
struct PatternState: Sendable {
  enum Kind: UInt8, Sendable {
    /// The atom `argument`, or the unit in one word or at its first.
    case word, unit
    /// Inside the unit `argument`.
    case unitRest
    /// A word without the atoms of the list `argument`.
    case not
    case comma
    /// A gap after some words; the state for one word more stands next.
    case gap
    /// `<content>` before and after its first word.
    case content, contentRest
    /// Nothing: the pattern `argument` has matched.
    case accept
    /// Nothing: it has matched where the zone ends.
    case acceptAtEnd
  }

  var argument: Int32 = 0
  /// List of the states that follow.
  var next: Int32 = 0
  var kind: Kind
  /// Of a gap: `...`.
  var isFar = false
  /// Of a gap: another word may follow.
  var takesWord = false
  /// Of a gap: what follows may come now, or after one word more.
  var mayEnd = false
  var mayEndAfterWord = false
}

/// The patterns of one entry point: their trees, for exact recovery, and one automaton of all.
final class PatternProgram: Sendable {
  let forest: PatternForest
  let patterns: [PatternInfo]
  let states: [PatternState]
  /// Lists of states and of excluded atoms.
  let lists: [Int32]
  let listOffsets: [Int32]
  /// States of the patterns that begin with `^`.
  let anchored: Int32
  /// States that begin a pattern with a word, by atom.
  let starts: WordIndex
  /// States that begin a pattern otherwise.
  let otherStarts: [Int32]
  /// Whether the automaton asks for an atom.
  let isRelevant: [Bool]

  init(_ compiler: consuming PatternCompiler, atomCount: Int32) {
    // Most rules files leave some entry points empty.
    if compiler.states.isEmpty {
      starts = WordIndex()
      otherStarts = []
      isRelevant = []
    } else {
      (starts, otherStarts) = Self.starts(compiler, atomCount)
      isRelevant = Self.relevantAtoms(compiler, atomCount)
    }
    anchored = compiler.list(compiler.anchored)
    forest = compiler.forest
    patterns = compiler.patterns
    states = compiler.states
    lists = compiler.lists
    listOffsets = compiler.listOffsets
  }

  package init(from snapshot: inout SnapshotReader) {
    forest = PatternForest(nodes: snapshot.array(), children: snapshot.array())
    patterns = snapshot.array()
    states = snapshot.array()
    lists = snapshot.array()
    listOffsets = snapshot.array()
    anchored = snapshot.value()
    starts = WordIndex(from: &snapshot)
    otherStarts = snapshot.array()
    isRelevant = snapshot.array()
  }

  /// The states that begin patterns: by atom, and those without one.
  private static func starts(
    _ compiler: PatternCompiler, _ atomCount: Int32
  ) -> (byAtom: WordIndex, others: [Int32]) {
    var starts = WordIndex(wordCount: atomCount)
    var others: [Int32] = []
    for number in compiler.starts {
      let state = compiler.states[Int(number)]
      switch state.kind {
      case .word: starts.count(state.argument)
      case .unit:
        starts.count(AtomNumber.unit(state.argument, AtomNumber.Role.begin))
        starts.count(AtomNumber.unit(state.argument, AtomNumber.Role.single))
      default: others.append(number)
      }
    }
    starts.endCounting()
    for number in compiler.starts {
      let state = compiler.states[Int(number)]
      let entry = WordIndex.Entry(number)
      switch state.kind {
      case .word: starts.add(state.argument, entry)
      case .unit:
        starts.add(AtomNumber.unit(state.argument, AtomNumber.Role.begin), entry)
        starts.add(AtomNumber.unit(state.argument, AtomNumber.Role.single), entry)
      default: break
      }
    }
    starts.endAdding()
    return (starts, others)
  }

  private static func relevantAtoms(_ compiler: PatternCompiler, _ atomCount: Int32) -> [Bool] {
    var isRelevant = [Bool](repeating: false, count: Int(atomCount))
    for state in compiler.states {
      switch state.kind {
      case .word: isRelevant[Int(state.argument)] = true
      case .unit:
        for role in 0..<Int32(4) {
          isRelevant[Int(AtomNumber.unit(state.argument, role))] = true
        }
      case .not:
        let list = Int(state.argument)
        for place in Int(compiler.listOffsets[list])..<Int(compiler.listOffsets[list + 1]) {
          isRelevant[Int(compiler.lists[place])] = true
        }
      default: break
      }
    }
    return isRelevant
  }

  @inline(__always)
  func list(_ number: Int32) -> Range<Int> {
    Int(listOffsets[Int(number)])..<Int(listOffsets[Int(number) + 1])
  }
}

extension PatternProgram: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(forest.nodes)
    snapshot.write(forest.children)
    snapshot.write(patterns)
    snapshot.write(states)
    snapshot.write(lists)
    snapshot.write(listOffsets)
    snapshot.write(anchored)
    starts.write(to: &snapshot)
    snapshot.write(otherStarts)
    snapshot.write(isRelevant)
  }
}
