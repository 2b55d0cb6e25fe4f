/// What all matchers of a rule set share.
final class RuleTables: Sendable {
  let vocabulary: Vocabulary
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
  let exactBytes: [[UInt8]]
  /// By ``EntryPoint/index``.
  let programs: [PatternProgram]
  let subjects: PatternProgram
  /// Pattern of the subject of each rule, or -1.
  let subjectOfRule: [Int32]
  let hasNoSubject: [Bool]
  let captureNames: [String]
  /// Words of marks such as `&`.
  let hasSymbols: Bool

  init(_ builder: consuming RuleSetBuilder) {
    let forms = builder.parser.forms
    let wordCount = forms.tokenizer.numbering.vocabulary.count
    vocabulary = forms.tokenizer.numbering.vocabulary
    var lexicons = builder.lexicons
    lexicons.index(forms, inner: builder.innerForms)
    self.lexicons = lexicons
    lexiconCount = builder.lexiconCount
    var atoms: [(word: Int32, entry: WordIndex.Entry)] = []
    var conditions = [UInt8](repeating: 0, count: Int(wordCount))
    for (atom, form) in builder.atoms.formsOfAtom {
      let mask = forms.modes[Int(form)].mask
      let exact = forms.exacts[Int(form)]
      for place in forms.spellings(form) {
        let word = forms.words[place]
        atoms.append((word, WordIndex.Entry(value: atom, exact: exact, mask: mask)))
        if mask != .any { conditions[Int(word)] |= Self.asksForClass }
        if exact >= 0 { conditions[Int(word)] |= Self.asksForSpelling }
      }
    }
    self.atoms = WordIndex(atoms, wordCount: wordCount)
    self.conditions = conditions
    atomCount = builder.atoms.count
    firstWordAtom = AtomNumber.unit(of: Int32(builder.lexiconCount)) * 4
    isLexiconUsed = builder.parser.isLexiconUsed
    exactBytes = forms.exactBytes
    let atomCount = builder.atoms.count
    programs = builder.compilers.map { PatternProgram($0, atomCount: atomCount) }
    subjects = PatternProgram(builder.subjects, atomCount: atomCount)
    subjectOfRule = builder.subjectOfRule
    hasNoSubject = builder.hasNoSubject
    captureNames = builder.parser.captureNames
    hasSymbols = builder.parser.hasSymbols
  }
}

/// Rules ready to run; immutable and shared by all threads.
package struct RuleSet: Sendable {
  package let file: RuleFile
  let tables: RuleTables
  private let lexiconNumbers: [String: Int32]
  /// Forms of the entries of one word, by lexicon.
  let singles: [[Int32]]
  let forms: WordForms

  /// All words of patterns, lexicons and cues with their inflections.
  package var vocabulary: Vocabulary { tables.vocabulary }

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

  private init(_ file: RuleFile, _ builder: RuleSetBuilder) {
    self.file = file
    lexiconNumbers = builder.parser.lexicons
    forms = builder.parser.forms
    singles = builder.singles
    tables = RuleTables(builder)
  }

  package func lexicon(_ name: String) -> LexiconID? { lexiconNumbers[name].map(LexiconID.init) }

  /// Whether a word is an entry of one word, in any class; entries of exact spelling do not count.
  package func contains(_ lexicon: LexiconID, _ word: WordID) -> Bool {
    words(of: lexicon).contains { $0.word == word }
  }

  /// The entries of one word with the forms that they were expanded to.
  package func words(of lexicon: LexiconID) -> [(word: WordID, kinds: FormKinds)] {
    var list: [(word: WordID, kinds: FormKinds)] = []
    for form in singles[Int(lexicon.rawValue)] where forms.modes[Int(form)] != .exact {
      for place in forms.spellings(form) {
        list.append((WordID(forms.words[place]), forms.kinds[place]))
      }
    }
    return list
  }
}

/// Collects what a rules file says into tables.
struct RuleSetBuilder {
  var parser: PatternParser
  var lexicons = LexiconIndex()
  let lexiconCount: Int
  var atoms: PatternAtoms
  var compilers: [PatternCompiler]
  var subjects = PatternCompiler(runsAutomaton: false)
  var subjectOfRule: [Int32] = []
  var hasNoSubject: [Bool] = []
  /// Forms in entries after the first word, each once.
  var innerForms: [Int32] = []
  /// Forms of the entries of one word, by lexicon.
  var singles: [[Int32]]
  var diagnostics: [Diagnostic] = []
  /// Lexicons whose entries the scanner tells.
  private var isScanned: [Bool]
  private let bytes: [UInt8]
  private var isInnerForm: [Bool] = []
  private var path: [Int32] = []

  init(_ file: RuleFile, _ bytes: [UInt8], _ scanned: [String]?) {
    self.bytes = bytes
    isScanned = file.lexicons.map { scanned?.contains($0.name.value) ?? true }
    parser = PatternParser(lexicons: file.lexicons.map(\.name.value))
    lexiconCount = file.lexicons.count
    atoms = PatternAtoms(unitCount: AtomNumber.unit(of: Int32(file.lexicons.count)))
    compilers = []
    for _ in 0..<EntryPoint.count { compilers.append(PatternCompiler(runsAutomaton: true)) }
    singles = [[Int32]](repeating: [], count: file.lexicons.count)
  }

  mutating func build(_ file: RuleFile) {
    for (index, cue) in file.cues.enumerated() {
      for text in cue.words { add(text, group: Int32(lexiconCount), entry: Int32(index)) }
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
      var subject: Int32 = -1
      if let text = rule.subject, let root = parse(text) {
        subject = Int32(subjects.patterns.count)
        do throws(PatternError) {
          try subjects.add(
            root, of: parser.forest, owner: Int32(index), index: 0, isExclusion: false,
            atoms: &atoms)
        } catch {
          report(error, text)
          subject = -1
        }
      }
      subjectOfRule.append(subject)
      hasNoSubject.append(rule.subject == nil)
    }
    // Patterns come first: they tell which lexicons must be found in texts.
    for (index, lexicon) in file.lexicons.enumerated() {
      for (entry, text) in lexicon.entries.enumerated() {
        add(text, group: Int32(index), entry: Int32(entry))
      }
    }
    // Words that the tokenizer makes of contractions are known to every text.
    for word in ["'s", "'d", "not", "will", "have", "are", "am", "can", "shall"] {
      _ = parser.forms.tokenizer.numbering.vocabulary.intern(word)
    }
    for (index, isUsed) in parser.isLexiconUsed.enumerated() where isUsed {
      let atom = AtomNumber.unit(AtomNumber.unit(of: Int32(index)), AtomNumber.Role.single)
      for form in singles[index] { atoms.add(form, to: atom) }
    }
  }

  private mutating func add(_ text: Located<String>, group: Int32, entry: Int32) {
    do throws(PatternError) {
      try parser.entry(text.value, into: &path)
    } catch {
      report(error, text)
      return
    }
    if Int(group) < lexiconCount {
      if path.count == 1 { singles[Int(group)].append(path[0]) }
      // Patterns know single words by their atoms; the scanner finds the longer entries for them.
      let isNeeded = path.count > 1 && parser.isLexiconUsed[Int(group)]
      if !isScanned[Int(group)] && !isNeeded { return }
    }
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

  private mutating func add(
    _ texts: [Located<String>], _ entryPoint: EntryPoint, owner: Int, isExclusion: Bool = false
  ) {
    for (index, text) in texts.enumerated() {
      guard let root = parse(text) else { continue }
      do throws(PatternError) {
        try compilers[entryPoint.index].add(
          root, of: parser.forest, owner: Int32(owner), index: Int32(index),
          isExclusion: isExclusion, atoms: &atoms)
      } catch {
        report(error, text)
      }
    }
  }

  private mutating func parse(_ text: Located<String>) -> Int32? {
    do throws(PatternError) {
      return try parser.pattern(text.value)
    } catch {
      report(error, text)
      return nil
    }
  }

  private mutating func report(_ error: PatternError, _ text: Located<String>) {
    var range = text.range
    if !bytes.isEmpty && !range.isEmpty {
      let start = fileOffset(ofValueOffset: error.offset, in: range, of: bytes)
      let end = fileOffset(ofValueOffset: error.offset + error.length, in: range, of: bytes)
      range = start..<max(end, start + 1)
    }
    diagnostics.append(
      Diagnostic(error.id, at: range, error.message, suggestion: error.suggestion))
  }
}
