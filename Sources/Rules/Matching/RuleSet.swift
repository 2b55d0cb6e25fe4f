/// What all matchers of a rule set share.
final class RuleTables: Sendable {
  /// Words below are those of the rules.
  let wordCount: Int32
  let lexicons: LexiconIndex
  let lexiconCount: Int
  /// Atoms by word.
  let atoms: WordIndex
  let atomCount: Int32
  /// Atoms below are roles in units.
  let firstWordAtom: Int32
  /// Whether the classes or the exact spelling of a word matter.
  let conditions: [UInt8]
  static let asksForClass: UInt8 = 1
  static let asksForSpelling: UInt8 = 2
  /// Lexicons that patterns name.
  let isLexiconUsed: [Bool]
  /// Lexicons that patterns name or the scanner tells.
  let isLexiconFound: [Bool]
  let exactBytes: [[UInt8]]
  /// By ``EntryPoint/index``.
  let programs: [PatternProgram]
  let subjects: PatternProgram
  /// The entry points of which some pattern begins to be looked for at an atom, as bits; of patterns
  /// that are looked for everywhere.
  let leadsOfAtom: [UInt16]
  let leadsAlways: UInt16
  /// The same as ``leadsOfAtom`` by unit.
  let leadsOfUnit: [UInt16]
  /// Pattern of the subject of each rule, or -1.
  let subjectOfRule: [Int32]
  let hasNoSubject: [Bool]
  let captureNames: [String]
  /// The words that are marks, such as `&`.
  private let symbols: Vocabulary
  private let wordsOfSymbols: [Int32]

  init(_ builder: consuming RuleSetBuilder) {
    let forms = builder.parser.forms
    let wordCount = forms.tokenizer.numbering.vocabulary.count
    self.wordCount = wordCount
    var lexicons = builder.lexicons
    lexicons.index(forms, inner: builder.innerForms)
    self.lexicons = lexicons
    lexiconCount = builder.lexiconCount
    var atoms = WordIndex(wordCount: wordCount)
    for (_, form) in builder.atoms.formsOfAtom {
      for place in forms.spellings(form) { atoms.count(forms.words[place]) }
    }
    atoms.endCounting()
    var conditions = [UInt8](repeating: 0, count: Int(wordCount))
    for (atom, form) in builder.atoms.formsOfAtom {
      let entry = forms.entry(form, value: atom)
      let condition =
        (entry.mask != .any ? Self.asksForClass : 0) | (entry.exact >= 0 ? Self.asksForSpelling : 0)
      for place in forms.spellings(form) {
        let word = forms.words[place]
        atoms.add(word, entry)
        if condition != 0 { conditions[Int(word)] |= condition }
      }
    }
    atoms.endAdding()
    self.atoms = atoms
    self.conditions = conditions
    atomCount = builder.atoms.count
    firstWordAtom = AtomNumber.unit(of: Int32(builder.lexiconCount)) * 4
    isLexiconUsed = builder.parser.isLexiconUsed
    isLexiconFound = zip(builder.parser.isLexiconUsed, builder.isScanned).map { $0 || $1 }
    exactBytes = forms.exactBytes
    let costs = Self.costs(
      of: atoms, atomCount: atomCount, builder.compilers, forms.tokenizer.numbering.vocabulary)
    programs = builder.compilers.map { PatternProgram($0, costs: costs) }
    // Which subject is asked for is known.
    subjects = PatternProgram(builder.subjects, costs: costs, isFiltered: false)
    (leadsOfAtom, leadsAlways) = Self.leads(programs, atomCount: atomCount)
    leadsOfUnit = Self.leadsOfUnits(leadsOfAtom, unitCount: firstWordAtom / 4)
    subjectOfRule = builder.subjectOfRule
    hasNoSubject = builder.hasNoSubject
    captureNames = builder.parser.captureNames
    var symbols = Vocabulary(capacity: 16)
    var wordsOfSymbols: [Int32] = []
    for word in builder.parser.symbols {
      let bytes = Array(forms.tokenizer.numbering.vocabulary.bytes(of: word))
      guard symbols.find(bytes) == nil else { continue }
      _ = symbols.intern(bytes)
      wordsOfSymbols.append(word.rawValue)
    }
    self.symbols = symbols
    self.wordsOfSymbols = wordsOfSymbols
  }

  package init(from snapshot: inout SnapshotReader) {
    wordCount = snapshot.value()
    lexicons = LexiconIndex(from: &snapshot)
    lexiconCount = snapshot.value()
    atoms = WordIndex(from: &snapshot)
    atomCount = snapshot.value()
    firstWordAtom = snapshot.value()
    conditions = snapshot.array()
    isLexiconUsed = snapshot.array()
    isLexiconFound = snapshot.array()
    exactBytes = snapshot.arrays()
    programs = (0..<EntryPoint.count).map { _ in PatternProgram(from: &snapshot) }
    subjects = PatternProgram(from: &snapshot)
    leadsOfAtom = snapshot.array()
    leadsAlways = snapshot.value()
    leadsOfUnit = snapshot.array()
    subjectOfRule = snapshot.array()
    hasNoSubject = snapshot.array()
    captureNames = snapshot.strings()
    symbols = Vocabulary(from: &snapshot)
    wordsOfSymbols = snapshot.array()
  }

  /// How often each atom is thought to stand in a text.
  ///
  /// A word that patterns name often is a frequent one, and so are short words and the classes.
  private static func costs(
    of atoms: WordIndex, atomCount: Int32, _ compilers: [PatternCompiler], _ words: Vocabulary
  ) -> [Int32] {
    var uses = [Int32](repeating: 0, count: Int(atomCount))
    for compiler in compilers {
      for node in compiler.forest.nodes {
        switch node.kind {
        case .word: uses[Int(node.first)] += 1
        case .unit: uses[Int(AtomNumber.unit(node.first, AtomNumber.Role.single))] += 1
        default: break
        }
      }
    }
    var costs = [Int32](repeating: 0, count: Int(atomCount))
    for tokenClass in TokenClass.allCases {
      for role in 0..<Int32(4) {
        costs[Int(AtomNumber.unit(Int32(tokenClass.rawValue), role))] =
          switch tokenClass {
          case .party, .person, .actor, .pronoun, .number: 4000
          case .role, .own, .other, .date, .quote, .negation: 1000
          }
      }
    }
    for word in 0..<atoms.wordCount {
      let range = atoms.range(word)
      if range.isEmpty { continue }
      let length = words.bytes(of: WordID(word)).count
      let ofLength: Int32 = length < 3 ? 500 : length == 3 ? 100 : length == 4 ? 20 : 2
      let cost = range.reduce(ofLength) { $0 + uses[Int(atoms.entries[$1].value)] }
      for place in range { costs[Int(atoms.entries[place].value)] += cost }
    }
    return costs
  }

  /// Exclusions lead nowhere by themselves.
  private static func leads(
    _ programs: [PatternProgram], atomCount: Int32
  ) -> (ofAtom: [UInt16], always: UInt16) {
    var ofAtom = [UInt16](repeating: 0, count: Int(atomCount))
    var always: UInt16 = 0
    for (entry, program) in programs.enumerated() where !program.patterns.isEmpty {
      func leads(_ pattern: Int32) -> Bool { !program.patterns[Int(pattern)].isExclusion }
      if program.needs.unanchored.contains(where: leads) { always |= 1 << UInt16(entry) }
      for atom in 0..<atomCount {
        let range = program.needs.anchored.range(atom)
        if range.contains(where: { leads(program.needs.anchored.entries[$0].value) }) {
          ofAtom[Int(atom)] |= 1 << UInt16(entry)
        }
      }
    }
    return (ofAtom, always)
  }

  /// The entry points to which each unit leads.
  private static func leadsOfUnits(_ leadsOfAtom: [UInt16], unitCount: Int32) -> [UInt16] {
    (0..<unitCount).map { unit in
      leadsOfAtom[Int(AtomNumber.unit(unit, AtomNumber.Role.begin))]
        | leadsOfAtom[Int(AtomNumber.unit(unit, AtomNumber.Role.single))]
    }
  }

  /// Whether marks such as `&` are words of the rules.
  var hasSymbols: Bool { !wordsOfSymbols.isEmpty }

  /// The word that a mark is, or -1.
  func word(ofSymbol text: [UInt8], _ start: Int, _ length: Int) -> Int32 {
    let hash = Vocabulary.hash(text, start, length)
    guard let symbol = symbols.find(hash, text, start, length) else { return -1 }
    return wordsOfSymbols[Int(symbol.rawValue)]
  }
}

extension RuleTables: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(wordCount)
    lexicons.write(to: &snapshot)
    snapshot.write(lexiconCount)
    atoms.write(to: &snapshot)
    snapshot.write(atomCount)
    snapshot.write(firstWordAtom)
    snapshot.write(conditions)
    snapshot.write(isLexiconUsed)
    snapshot.write(isLexiconFound)
    snapshot.write(exactBytes)
    for program in programs { program.write(to: &snapshot) }
    subjects.write(to: &snapshot)
    snapshot.write(leadsOfAtom)
    snapshot.write(leadsAlways)
    snapshot.write(leadsOfUnit)
    snapshot.write(subjectOfRule)
    snapshot.write(hasNoSubject)
    snapshot.write(captureNames)
    symbols.write(to: &snapshot)
    snapshot.write(wordsOfSymbols)
  }
}

/// Rules ready to run; immutable and shared by all threads.
package struct RuleSet: Sendable {
  package let file: RuleFile
  let tables: RuleTables
  private let lexiconNumbers: NameTable
  /// All words of patterns, lexicons and cues with their inflections; but of lexicons whose entries
  /// nobody looks for only what is written in more than one word or otherwise than in plain letters.
  package private(set) var vocabulary: Vocabulary

  /// Compiles a rules file; what is wrong is reported and left out.
  ///
  /// - Parameters:
  ///   - file: What the reader made of the file.
  ///   - bytes: The file, so that diagnostics point into patterns.
  ///   - scanned: The lexicons whose entries ``Matcher/hits`` tells; all when left out.
  ///   - diagnostics: Receives all problems.
  /// - Returns: What could be compiled.
  package static func compile(
    _ file: RuleFile, bytes: [UInt8] = [], scanning scanned: [String]? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> RuleSet {
    var builder = RuleSetBuilder(file, bytes, scanned)
    builder.build(file)
    diagnostics += builder.diagnostics
    return RuleSet(file, builder)
  }

  private init(_ file: RuleFile, _ builder: consuming RuleSetBuilder) {
    self.file = file
    lexiconNumbers = builder.parser.lexicons
    vocabulary = builder.parser.forms.tokenizer.numbering.vocabulary
    tables = RuleTables(builder)
  }

  /// The rules of a file from the tables that its compilation gave; the vocabulary is the caller's
  /// to restore.
  package init(_ file: RuleFile, from snapshot: inout SnapshotReader) {
    self.file = file
    lexiconNumbers = NameTable(file.lexicons.map(\.name.value))
    vocabulary = Vocabulary(capacity: 0)
    tables = RuleTables(from: &snapshot)
  }

  package func writeTables(to snapshot: inout SnapshotWriter) { tables.write(to: &snapshot) }

  package func lexicon(_ name: String) -> LexiconID? { lexiconNumbers[name].map(LexiconID.init) }

  /// Whether all words of a lexicon are in the vocabulary, also those in plain letters.
  package func knowsAllWords(of lexicon: LexiconID) -> Bool {
    tables.isLexiconFound[Int(lexicon.rawValue)]
  }

  /// Hands the words over to be added to: the rules stay bound to their numbers.
  package mutating func takeVocabulary() -> Vocabulary {
    let taken = vocabulary
    vocabulary = Vocabulary(capacity: 0)
    return taken
  }
}

/// Collects what a rules file says into tables.
struct RuleSetBuilder {
  var parser: PatternParser
  var lexicons = LexiconIndex()
  let lexiconCount: Int
  var atoms: PatternAtoms
  var compilers: [PatternCompiler]
  var subjects = PatternCompiler(limitsAll: false)
  var subjectOfRule: [Int32] = []
  var hasNoSubject: [Bool] = []
  /// Forms in entries after the first word, each once.
  var innerForms: [Int32] = []
  var diagnostics: [Diagnostic] = []
  /// Lexicons whose entries the scanner tells.
  let isScanned: [Bool]
  private let bytes: [UInt8]
  /// The tree whose text the parser has in use.
  private var source: LocatedJSON?
  private var isInnerForm: [Bool] = []
  private var path: [Int32] = []

  init(_ file: RuleFile, _ bytes: [UInt8], _ scanned: [String]?) {
    self.bytes = bytes
    isScanned = file.lexicons.map { scanned?.contains($0.name.value) ?? true }
    parser = PatternParser(
      lexicons: file.lexicons.map(\.name.value), wordCount: bytes.count / 24)
    lexiconCount = file.lexicons.count
    atoms = PatternAtoms(unitCount: AtomNumber.unit(of: Int32(file.lexicons.count)))
    compilers = []
    for _ in 0..<EntryPoint.count { compilers.append(PatternCompiler(limitsAll: true)) }
  }

  mutating func build(_ file: RuleFile) {
    for (index, cue) in file.cues.enumerated() {
      addCue(cue.words, Int32(index))
      add(cue.except, .except, owner: index)
    }
    for (index, pattern) in file.attributionPatterns.enumerated() {
      add(pattern.match, .attribution, owner: index)
    }
    for (index, pattern) in file.turns.enumerated() { add(pattern.match, .turn, owner: index) }
    for (index, pattern) in file.stops.enumerated() { add(pattern.match, .stop, owner: index) }
    for (index, rule) in file.rules.enumerated() {
      add(rule.match, .zone(rule.zone), owner: index)
      add(rule.unless, .zone(rule.zone), owner: index, isExclusion: true)
      subjectOfRule.append(rule.subject.map { subject(LocatedStrings([$0]), owner: index) } ?? -1)
      hasNoSubject.append(rule.subject == nil)
    }
    // Patterns come first: they tell which lexicons must be found in texts.
    for (index, lexicon) in file.lexicons.enumerated() { addLexicon(lexicon, Int32(index)) }
    // Words that the tokenizer makes of contractions are known to every text.
    for word in [
      "'s", "not", "will", "have", "are", "am", "can", "shall", "is", "has", "would", "had",
    ] {
      _ = parser.forms.tokenizer.numbering.vocabulary.intern(word)
    }
  }

  // MARK: Texts

  /// Gives texts to the parser one after the other and reports what is wrong with them.
  @inline(__always)
  private mutating func forEach(
    _ texts: LocatedStrings,
    _ body: (
      _ builder: inout RuleSetBuilder, _ index: Int, _ range: Range<Int>, _ isPlain: Bool
    ) throws(PatternError) -> Void
  ) {
    guard let json = texts.json else {
      source = nil
      for index in texts.indices {
        let bytes = Array(texts[index].value.utf8)
        parser.use(bytes)
        attempt(texts, index, 0..<bytes.count, false, body)
      }
      return
    }
    if source.map({ $0 === json }) != true {
      source = json
      parser.use(json.bytes)
    }
    let nodes = json.nodes
    for index in texts.indices {
      let node = nodes[texts.node(index)]
      guard node.flags.contains(.hasEscapes) else {
        attempt(texts, index, node.content, node.flags.contains(.isPlain), body)
        continue
      }
      let bytes = Array(texts[index].value.utf8)
      parser.use(bytes)
      attempt(texts, index, 0..<bytes.count, false, body)
      parser.use(json.bytes)
    }
  }

  @inline(__always)
  private mutating func attempt(
    _ texts: LocatedStrings, _ index: Int, _ range: Range<Int>, _ isPlain: Bool,
    _ body: (
      _ builder: inout RuleSetBuilder, _ index: Int, _ range: Range<Int>, _ isPlain: Bool
    ) throws(PatternError) -> Void
  ) {
    do throws(PatternError) {
      try body(&self, index, range, isPlain)
    } catch {
      report(error, from: range.lowerBound, texts[index])
    }
  }

  /// Reports what is wrong with a text that begins at a byte of what the parser read.
  private mutating func report(_ error: PatternError, from start: Int, _ text: Located<String>) {
    var range = text.range
    if !bytes.isEmpty && !range.isEmpty {
      let offset = error.offset - start
      let start = fileOffset(ofValueOffset: offset, in: range, of: bytes)
      let end = fileOffset(ofValueOffset: offset + error.length, in: range, of: bytes)
      // A string that is not closed may end with the file.
      range = start..<min(max(end, start + 1), max(bytes.count, start))
    }
    diagnostics.append(
      Diagnostic(error.id, at: range, error.message, suggestion: error.suggestion))
  }

  // MARK: Entries

  private mutating func addLexicon(_ lexicon: LexiconSpec, _ group: Int32) {
    let isUsed = parser.isLexiconUsed[Int(group)]
    let isScanned = isScanned[Int(group)]
    let atom = AtomNumber.unit(AtomNumber.unit(of: group), AtomNumber.Role.single)
    forEach(lexicon.entries) { builder, index, range, isPlain throws(PatternError) in
      // Of a lexicon that nobody looks for only what is wrong with it is of interest.
      if !isUsed, !isScanned, isPlain || builder.parser.isPlainlyRight(range) { return }
      if isPlain {
        builder.path.removeAll(keepingCapacity: true)
        builder.path.append(builder.parser.plainEntry(range))
      } else {
        try builder.parser.entry(range, into: &builder.path)
      }
      // Patterns know single words by their atoms; the scanner finds the longer entries for them.
      if isUsed, builder.path.count == 1 { builder.atoms.add(builder.path[0], to: atom) }
      if isScanned || (isUsed && builder.path.count > 1) {
        builder.addPath(group, entry: Int32(index))
      }
    }
  }

  private mutating func addCue(_ words: LocatedStrings, _ cue: Int32) {
    forEach(words) { builder, _, range, _ throws(PatternError) in
      try builder.parser.entry(range, into: &builder.path)
      builder.addPath(Int32(builder.lexiconCount), entry: cue)
    }
  }

  private mutating func addPath(_ group: Int32, entry: Int32) {
    var head = 0
    for (index, item) in path.enumerated().reversed() {
      let form = item < 0 ? ~item : item
      if parser.forms.modes[Int(form)].isInflected { head = index }
      if index == 0 { break }
      while isInnerForm.count <= Int(form) { isInnerForm.append(false) }
      if !isInnerForm[Int(form)] {
        isInnerForm[Int(form)] = true
        innerForms.append(form)
      }
    }
    lexicons.add(path, group: group, entry: entry, head: Int32(head))
  }

  // MARK: Patterns

  private mutating func add(
    _ texts: LocatedStrings, _ entryPoint: EntryPoint, owner: Int, isExclusion: Bool = false
  ) {
    forEach(texts) { builder, index, range, _ throws(PatternError) in
      let root = try builder.parser.pattern(range)
      do throws(PatternError) {
        try builder.compilers[entryPoint.index].add(
          root, of: builder.parser.forest, owner: Int32(owner), index: Int32(index),
          isExclusion: isExclusion, atoms: &builder.atoms)
      } catch {
        throw error.shifted(by: range.lowerBound)
      }
    }
  }

  /// The number of a subject pattern, -1 where it is wrong.
  private mutating func subject(_ text: LocatedStrings, owner: Int) -> Int32 {
    var number: Int32 = -1
    forEach(text) { builder, _, range, _ throws(PatternError) in
      let root = try builder.parser.pattern(range)
      try builder.subjects.add(
        root, of: builder.parser.forest, owner: Int32(owner), index: 0, isExclusion: false,
        atoms: &builder.atoms)
      number = Int32(builder.subjects.patterns.count - 1)
    }
    return number
  }
}
