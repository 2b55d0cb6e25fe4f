/// The compiled rules of a file; the one entry point of the target. Immutable.
package struct RuleSet: Sendable {
  package let file: RuleFile
  package let vocabulary: Vocabulary
  package internal(set) var captureNames: [String] = []
  let atoms: AtomTable
  let index: LexiconIndex
  let programs: [PatternProgram]
  /// `subject` patterns by rule.
  let subjects: [PatternNode?]
  let lexiconIDs: [String: LexiconID]
  let lexiconAtoms: [[AtomID]]
  /// Lexicons that some pattern names: only these are marked.
  let usedLexicons: [Bool]

  /// Compiles a file; broken patterns are left out and reported.
  ///
  /// - Parameters:
  ///   - file: What the reader made of the rules file.
  ///   - bytes: The file, so that diagnostics point into patterns.
  ///   - diagnostics: Receives all problems.
  package static func compile(
    _ file: RuleFile, bytes: [UInt8] = [], into diagnostics: inout [Diagnostic]
  ) -> RuleSet {
    RuleCompiler(file, bytes).compile(into: &diagnostics)
  }

  package func lexicon(_ name: String) -> LexiconID? { lexiconIDs[name] }

  /// Whether a word, in any class, is an entry of a lexicon by itself.
  package func contains(_ lexicon: LexiconID, _ word: WordID) -> Bool {
    words(of: lexicon).contains { $0.word == word }
  }

  /// One-word entries with the forms they were expanded to.
  package func words(of lexicon: LexiconID) -> [(word: WordID, kinds: FormKinds)] {
    lexiconAtoms[Int(lexicon.rawValue)].flatMap { atoms.forms(of: $0) }
  }
}

/// Patterns of one entry point with the index that tells which can begin at a word.
struct PatternProgram: Sendable {
  struct Entry: Sendable {
    var node: PatternNode
    var owner: Int32
    var pattern: Int32
    /// Kills matches of its owner instead of matching.
    var isUnless: Bool
  }
  var entries: [Entry] = []
  /// Entries by the atom they can begin with.
  var byAtom: [Int32: [Int32]] = [:]
  /// Entries by the unit they can begin with.
  var byUnit: [[Int32]] = []
  /// Entries that can begin anywhere: a gap, a negation or an edge first.
  var anywhere: [Int32] = []
}

/// Builds a rule set.
private struct RuleCompiler {
  let file: RuleFile
  let bytes: [UInt8]
  var atoms = AtomTable()
  var names = PatternParser.Names()
  var programs = [PatternProgram](repeating: PatternProgram(), count: EntryPoint.count)
  var used: [Bool]

  init(_ file: RuleFile, _ bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    for (i, lexicon) in file.lexicons.enumerated() {
      names.lexicons[lexicon.name.value] = LexiconID(Int32(i))
    }
    used = [Bool](repeating: false, count: file.lexicons.count)
  }

  consuming func compile(into diagnostics: inout [Diagnostic]) -> RuleSet {
    var index = LexiconIndex()
    var single: [[AtomID]] = []
    for (i, lexicon) in file.lexicons.enumerated() {
      var alone: [AtomID] = []
      for (e, entry) in lexicon.entries.enumerated() {
        let list = entryAtoms(entry.value)
        guard !list.atoms.isEmpty else { continue }
        if list.atoms.count == 1 { alone.append(AtomID(list.atoms[0])) }
        index.add(
          list.atoms,
          LexiconIndex.Accept(lexicon: Int32(i), index: Int32(e), head: list.head))
      }
      single.append(alone)
    }
    for (i, cue) in file.cues.enumerated() {
      for entry in cue.words {
        let list = entryAtoms(entry.value)
        guard !list.atoms.isEmpty else { continue }
        index.add(list.atoms, LexiconIndex.Accept(lexicon: -1, index: Int32(i), head: list.head))
      }
    }
    var subjects: [PatternNode?] = []
    for (i, rule) in file.rules.enumerated() {
      add(rule.match, .zone(rule.zone), i, isUnless: false, &diagnostics)
      add(rule.unless, .zone(rule.zone), i, isUnless: true, &diagnostics)
      subjects.append(rule.subject.flatMap { parse($0, &diagnostics) })
    }
    for (i, pattern) in file.attributionPatterns.enumerated() {
      add(pattern.match, .attribution, i, isUnless: false, &diagnostics)
    }
    for (i, turn) in file.turns.enumerated() {
      add(turn.match, .turn, i, isUnless: false, &diagnostics)
    }
    for (i, stop) in file.stops.enumerated() {
      add(stop.match, .stop, i, isUnless: false, &diagnostics)
    }
    for (i, cue) in file.cues.enumerated() {
      add(cue.except, .except, i, isUnless: false, &diagnostics)
    }
    // Words that the tokenizer makes of contractions are known to every text.
    for word in ["'s", "not", "will", "have", "are", "am", "'d", "can", "shall"] {
      _ = atoms.atom(Array(word.utf8), .word)
    }
    return RuleSet(
      file: file, vocabulary: atoms.vocabulary, captureNames: names.captureNames, atoms: atoms,
      index: index, programs: programs, subjects: subjects, lexiconIDs: names.lexicons,
      lexiconAtoms: single, usedLexicons: used)
  }

  /// A lexicon entry as atoms, -2 for a comma, and the place of its first inflected word.
  private mutating func entryAtoms(_ entry: String) -> (atoms: [Int32], head: Int32) {
    var list: [Int32] = []
    var head: Int32 = -1
    for part in Array(entry.utf8).split(separator: 0x20) {
      var bytes = Array(part)
      var demand = AtomTable.Demand.word
      if bytes.first == 0x3D, bytes.count > 1 {
        demand = .exact
        bytes.removeFirst()
      }
      var comma = false
      if bytes.last == 0x2C {
        bytes.removeLast()
        comma = true
      }
      if let mark = bytes.lastIndex(of: 0x7E), mark >= bytes.count - 2, mark > 0 {
        let wordClass: WordClass =
          switch bytes.count - 1 == mark ? 0 : bytes[mark + 1] {
          case 0x76: .verb
          case 0x6E: .noun
          case 0x61: .adjective
          default: .any
          }
        bytes.removeSubrange(mark...)
        demand = .form(wordClass)
        if head < 0 { head = Int32(list.count) }
      }
      if !bytes.isEmpty {
        collect(PatternParser.atoms(of: bytes, demand, &atoms), into: &list)
      }
      if comma { list.append(-2) }
    }
    return (list, max(head, 0))
  }

  private func collect(_ node: PatternNode, into list: inout [Int32]) {
    switch node {
    case .atom(let atom): list.append(atom.rawValue)
    case .sequence(let nodes): for node in nodes { collect(node, into: &list) }
    default: break
    }
  }

  private mutating func parse(_ source: Located<String>, _ diagnostics: inout [Diagnostic])
    -> PatternNode?
  {
    let content = bytes
    let range = source.range
    let node = PatternParser.parse(source, &atoms, &names, into: &diagnostics) { offset in
      content.isEmpty || range.isEmpty
        ? range.lowerBound
        : fileOffset(ofValueOffset: offset, in: range, of: content)
    }
    if let node { markUsed(node) }
    return node
  }

  private mutating func markUsed(_ node: PatternNode) {
    switch node {
    case .unit(let unit):
      let lexicon = Int(unit.rawValue - Units.classCount)
      if lexicon >= 0, lexicon < used.count { used[lexicon] = true }
    case .sequence(let list), .choice(let list), .not(let list): for n in list { markUsed(n) }
    case .optional(let inner), .capture(_, .some(let inner)): markUsed(inner)
    default: break
    }
  }

  private mutating func add(
    _ patterns: [Located<String>], _ entry: EntryPoint, _ owner: Int, isUnless: Bool,
    _ diagnostics: inout [Diagnostic]
  ) {
    for (p, source) in patterns.enumerated() {
      guard let node = parse(source, &diagnostics) else { continue }
      let number = Int32(programs[entry.index].entries.count)
      programs[entry.index].entries.append(
        PatternProgram.Entry(
          node: node, owner: Int32(owner), pattern: Int32(p), isUnless: isUnless))
      var first = First()
      firsts(of: node, into: &first)
      if first.isOpen || first.isNullable {
        programs[entry.index].anywhere.append(number)
        continue
      }
      for atom in first.atoms { programs[entry.index].byAtom[atom, default: []].append(number) }
      for unit in first.units {
        while programs[entry.index].byUnit.count <= Int(unit) {
          programs[entry.index].byUnit.append([])
        }
        programs[entry.index].byUnit[Int(unit)].append(number)
      }
    }
  }

  /// What a pattern can begin with.
  private struct First {
    var atoms = Set<Int32>()
    var units = Set<Int32>()
    /// A gap, a negation, a comma or an edge can come first.
    var isOpen = false
    var isNullable = true
  }

  private func firsts(of node: PatternNode, into first: inout First) {
    switch node {
    case .atom(let atom):
      first.atoms.insert(atom.rawValue)
      first.isNullable = false
    case .unit(let unit):
      first.units.insert(unit.rawValue)
      first.isNullable = false
    case .not, .comma, .gap, .start, .end, .capture(_, nil):
      first.isOpen = true
      first.isNullable = false
    case .capture(_, .some(let inner)): firsts(of: inner, into: &first)
    case .sequence(let list):
      for inner in list {
        var own = First()
        firsts(of: inner, into: &own)
        first.atoms.formUnion(own.atoms)
        first.units.formUnion(own.units)
        first.isOpen = first.isOpen || own.isOpen
        if !own.isNullable {
          first.isNullable = false
          return
        }
      }
    case .choice(let list):
      var nullable = false
      for inner in list {
        var own = First()
        firsts(of: inner, into: &own)
        first.atoms.formUnion(own.atoms)
        first.units.formUnion(own.units)
        first.isOpen = first.isOpen || own.isOpen
        nullable = nullable || own.isNullable
      }
      first.isNullable = nullable
    case .optional(let inner):
      var own = First()
      firsts(of: inner, into: &own)
      first.atoms.formUnion(own.atoms)
      first.units.formUnion(own.units)
      first.isOpen = first.isOpen || own.isOpen
    }
  }
}
