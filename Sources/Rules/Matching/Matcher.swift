/// Runs the patterns of a rule set over a document; one for each thread.
///
/// - fixed: the rules
/// - update-only: symbols and their atoms, until there are too many; items, until the next sentence
/// - resettable: tokens, hits and marks, by ``begin(text:tokens:classes:)``
package struct Matcher: Sendable {
  /// The items of all matches since ``forgetItems()``.
  package private(set) var items: [ItemSpan] = []
  /// `unless` patterns kill nothing: for tests of rules.
  package var ignoresExclusions = false
  /// Where to note what becomes of matches, for explanations.
  package var trace: MatchTrace?

  private let tables: RuleTables
  private var document = DocumentTokens()
  /// Word of each token, -1 for words that the rules do not know.
  private var words: [Int32] = []
  /// The symbol of each token outside units.
  private var symbolOfToken: [Int32] = []
  private var shapeOfToken: [UInt8] = []
  /// The entry points to which each token leads, by ``RuleTables/leadsOfAtom``.
  private var leadsOfToken: [UInt16] = []
  private var leadsOfSymbol: [UInt16] = []
  private let triesAll: Bool
  private var scanner = LexiconScanner()
  private var marks = UnitMarks()
  private var symbolTable: SymbolTable
  private var readers: [ZoneReader]
  /// For the patterns of subjects.
  private var subjectReader: ZoneReader
  private var recovery = PatternRecovery()
  /// The zone in hand, as many elements as it has.
  private var symbols = [Int32](repeating: 0, count: longestZone)
  private var shapes = [UInt8](repeating: 0, count: longestZone)
  private var zoneCount = 0
  private var firstEnd = 0
  /// Words that the exclusions of an owner cover, once asked for.
  private var covered = -1
  /// Patterns of one owner with their possible starts.
  private var candidates: [Candidate] = []
  private var exclusions: [Int32] = []

  private struct Candidate {
    var pattern: Int32
    var starts: Int
  }

  /// A matcher that has seen nothing yet.
  ///
  /// - Parameters:
  ///   - rules: The rules.
  ///   - triesAll: Tries also patterns for which a zone lacks words: for tests of the engine.
  package init(_ rules: RuleSet, triesAll: Bool = false) {
    self.triesAll = triesAll
    tables = rules.tables
    symbolTable = SymbolTable(wordCount: rules.tables.wordCount)
    readers = rules.tables.programs.map(ZoneReader.init)
    for index in readers.indices { readers[index].findsAll = triesAll }
    subjectReader = ZoneReader(rules.tables.subjects)
  }

  // MARK: Documents

  /// Lets the items of matches go; nobody may ask for those of earlier matches after that.
  package mutating func forgetItems() { items.removeAll(keepingCapacity: true) }

  /// Takes a document and finds all lexicon and cue hits in it.
  package mutating func begin(text: [UInt8], tokens: [Token], classes: [WordClassMask]) {
    document.text = text
    document.tokens = tokens
    document.classes = classes
    items.removeAll(keepingCapacity: true)
    if symbolTable.isFull {
      symbolTable.removeAll()
      for index in readers.indices { readers[index].removeAll() }
      subjectReader.removeAll()
      leadsOfSymbol.removeAll(keepingCapacity: true)
    }
    let wordCount = tables.wordCount
    words.removeAll(keepingCapacity: true)
    words.reserveCapacity(tokens.count)
    for token in tokens {
      var word = token.word.rawValue < wordCount ? token.word.rawValue : -1
      if word < 0, tables.hasSymbols, token.kind == .symbol || token.kind == .slash {
        word = symbolWord(token)
      }
      words.append(word)
    }
    findSymbols()
    scanner.scan(tables, words, document)
    marks.reset(tokenCount: tokens.count)
    for hit in scanner.hits where hit.end - hit.start > 1 {
      let lexicon = hit.lexicon.rawValue
      if tables.isLexiconUsed[Int(lexicon)] {
        mark(AtomNumber.unit(of: lexicon), Int(hit.start), Int(hit.end))
      }
    }
    // Nobody asks for them after this, and of a long document they are large.
    document.classes = []
    if words.count > Self.mostWordsKept { words = [] }
  }

  private static let mostWordsKept = 1 << 16

  private mutating func mark(_ unit: Int32, _ start: Int, _ end: Int) {
    marks.add(unit: unit, start: start, end: end, document.tokens)
    let leads = tables.leadsOfUnit[Int(unit)]
    if leads != 0 { for token in start..<end { leadsOfToken[token] |= leads } }
  }

  /// What each token is to patterns wherever it stands.
  private mutating func findSymbols() {
    Self.resize(&symbolOfToken, 0, words.count)
    Self.resize(&shapeOfToken, 0, words.count)
    Self.resize(&leadsOfToken, 0, words.count)
    Self.findSymbols(words, document, &symbolTable, tables, &symbolOfToken)
    while leadsOfSymbol.count < symbolTable.atoms.count {
      leadsOfSymbol.append(leads(ofSymbol: Int32(leadsOfSymbol.count)))
    }
    let numberLeads = tables.leadsOfUnit[Int(TokenClass.number.rawValue)]
    Self.findShapes(
      document, symbolOfToken, leadsOfSymbol, numberLeads, &shapeOfToken, &leadsOfToken)
  }

  private static func resize<Number>(_ numbers: inout [Number], _ number: Number, _ count: Int) {
    if numbers.count > count { numbers.removeLast(numbers.count - count) }
    if numbers.count < count {
      numbers.append(contentsOf: repeatElement(number, count: count - numbers.count))
    }
  }

  // An array would ask at each step of these loops whether it is shared.

  private static func findSymbols(
    _ words: [Int32], _ document: DocumentTokens, _ symbolTable: inout SymbolTable,
    _ tables: RuleTables, _ symbolOfToken: inout [Int32]
  ) {
    var symbols = symbolOfToken.mutableSpan
    for token in words.indices {
      symbols[token] = symbolTable.symbol(of: token, word: words[token], document, tables)
    }
  }

  private static func findShapes(
    _ document: DocumentTokens, _ symbolOfToken: [Int32], _ leadsOfSymbol: [UInt16],
    _ numberLeads: UInt16, _ shapeOfToken: inout [UInt8], _ leadsOfToken: inout [UInt16]
  ) {
    var shapes = shapeOfToken.mutableSpan
    var leadsOfToken = leadsOfToken.mutableSpan
    for token in symbolOfToken.indices {
      var leads = leadsOfSymbol[Int(symbolOfToken[token])]
      let kind = document.tokens[token].kind
      var shape = ElementShape.hard
      switch kind {
      case .number:
        leads |= numberLeads
        shape = ElementShape.word | ElementShape.isNumber
      case .comma: shape = ElementShape.comma
      default: if kind.isWordLike { shape = ElementShape.word }
      }
      leadsOfToken[token] = leads
      shapes[token] = shape
    }
  }

  private func leads(ofSymbol symbol: Int32) -> UInt16 {
    var leads: UInt16 = 0
    for place in symbolTable.atoms.range(symbol) {
      leads |= tables.leadsOfAtom[Int(symbolTable.atoms.items[place])]
    }
    return leads
  }

  /// Lets the document go, whose buffers can then be used for the next one.
  package mutating func forgetDocument() { document = DocumentTokens() }

  /// Lets the document go and all room for one; what is known of words stays.
  package mutating func releaseBuffers() {
    forgetDocument()
    items = []
    words = []
    symbolOfToken = []
    shapeOfToken = []
    leadsOfToken = []
    scanner = LexiconScanner()
    marks = UnitMarks()
  }

  private func symbolWord(_ token: Token) -> Int32 {
    let start = Int(token.start)
    let length = Int(token.end) - start
    guard start + length <= document.text.count else { return -1 }
    return tables.word(ofSymbol: document.text, start, length)
  }

  /// Entries of lexicons, by start; those of a lexicon do not overlap.
  package var hits: [LexiconHit] { scanner.hits }

  /// Lets the entries of lexicons go, which of a long document are large.
  package mutating func forgetHits() { scanner.forgetHits() }

  /// Cues, by start; they do not overlap, but several may share the same words.
  package var cueHits: [CueHit] { scanner.cueHits }

  /// Takes cues out of the hits of this document.
  package mutating func removeCues(where isKilled: (CueHit) -> Bool) {
    scanner.cueHits.removeAll(where: isKilled)
  }

  /// Marks a mention; marks of a class must not overlap each other.
  package mutating func mark(_ tokenClass: TokenClass, start: Int, end: Int) {
    guard start >= 0, start < end, end <= document.tokens.count else { return }
    mark(Int32(tokenClass.rawValue), start, end)
    trace?.note(mark: tokenClass, start..<end)
  }

  /// Takes all marks of a class back.
  package mutating func clear(_ tokenClass: TokenClass) { marks.clear(tokenClass) }

  /// Whether a token stands in a mark of a class.
  package func isMarked(_ token: Int, _ tokenClass: TokenClass) -> Bool {
    marks.isMarked(token, Int32(tokenClass.rawValue))
  }

  package func captureName(_ index: Int) -> String { tables.captureNames[index] }

  // MARK: Running

  /// Whether patterns of an entry point may match in a zone of some tokens.
  ///
  /// A no is certain, and much cheaper than a zone.
  package func mayMatch(_ entry: EntryPoint, in tokens: Range<Int>) -> Bool {
    let bit: UInt16 = 1 << UInt16(entry.index)
    if triesAll || tables.leadsAlways & bit != 0 { return true }
    for token in tokens where leadsOfToken[token] & bit != 0 { return true }
    return false
  }

  /// The same of tokens in any order.
  package func mayMatch(_ entry: EntryPoint, in tokens: [Int]) -> Bool {
    let bit: UInt16 = 1 << UInt16(entry.index)
    if triesAll || tables.leadsAlways & bit != 0 { return true }
    for token in tokens where leadsOfToken[token] & bit != 0 { return true }
    return false
  }

  /// Appends all matches of the patterns of an entry point over a zone.
  ///
  /// They are sorted by owner, then by place; matches of an owner do not overlap. A zone of more
  /// than ``longestZone`` elements is matched in pieces of that length, each by itself.
  package mutating func run(
    _ entry: EntryPoint, over zone: [ZoneToken], into matches: inout [RuleMatch]
  ) {
    let index = entry.index
    if tables.programs[index].patterns.isEmpty { return }
    var start = 0
    while start < zone.count {
      let end = min(start + Self.longestZone, zone.count)
      run(index, over: zone, start..<end, &matches)
      start = end
    }
  }

  /// No sentence is longer; the limit keeps matching linear in any text: finding where one of many
  /// matches ends takes time that grows with the zone.
  package static let longestZone = 1024

  private mutating func run(
    _ index: Int, over zone: [ZoneToken], _ piece: Range<Int>, _ matches: inout [RuleMatch]
  ) {
    read(zone, piece)
    readers[index].read(symbols, count: zoneCount, symbolTable)
    if readers[index].found.isEmpty { return }
    let program = tables.programs[index]
    recovery.begin(shapes, zoneCount, isFirst: piece.lowerBound == 0, firstEnd: firstEnd)
    var place = 0
    while place < readers[index].found.count {
      // The patterns of an owner follow each other.
      let owner = program.patterns[Int(readers[index].found[place])].owner
      candidates.removeAll(keepingCapacity: true)
      exclusions.removeAll(keepingCapacity: true)
      while place < readers[index].found.count {
        let pattern = readers[index].found[place]
        let info = program.patterns[Int(pattern)]
        if info.owner != owner { break }
        place += 1
        if info.isExclusion {
          exclusions.append(pattern)
          continue
        }
        let starts = recovery.starts(info.root, program.forest, &readers[index])
        if recovery.firstStart(starts, from: 0) >= 0 {
          candidates.append(Candidate(pattern: pattern, starts: starts))
        }
      }
      if !candidates.isEmpty { recover(owner, index, offset: Int32(piece.lowerBound), &matches) }
      recovery.forgetSets()
    }
  }

  /// Whether the subject pattern of a rule matches so that it covers a position.
  ///
  /// A rule without one takes any subject.
  package mutating func subjectMatches(rule: Int, over zone: [ZoneToken], head: Int) -> Bool {
    let number = tables.subjectOfRule[rule]
    if number < 0 { return tables.hasNoSubject[rule] }
    if zone.isEmpty { return false }
    read(zone, 0..<min(zone.count, Self.longestZone))
    subjectReader.read(symbols, count: zoneCount, symbolTable)
    recovery.begin(shapes, zoneCount, isFirst: true, firstEnd: firstEnd)
    let forest = tables.subjects.forest
    let root = tables.subjects.patterns[Int(number)].root
    let starts = recovery.starts(root, forest, &subjectReader)
    var start = recovery.firstStart(starts, from: 0)
    while start >= 0 && start <= head {
      if recovery.farthestEnd(root, from: start, forest, &subjectReader) > head { return true }
      start = recovery.firstStart(starts, from: start + 1)
    }
    return false
  }

  /// Whether a zone has a word or lexicon entry that patterns of an owner ask for.
  package mutating func sharesWord(
    with owner: Int, of entry: EntryPoint, over zone: [ZoneToken]
  ) -> Bool {
    if zone.isEmpty { return false }
    read(zone, 0..<min(zone.count, Self.longestZone))
    let program = tables.programs[entry.index]
    return program.patterns.contains { pattern in
      pattern.owner == owner && !pattern.isExclusion && isAnywhere(pattern.root, program.forest)
    }
  }

  private func isAnywhere(_ root: Int32, _ forest: PatternForest) -> Bool {
    let node = forest.nodes[Int(root)]
    switch node.kind {
    case .word: return symbols[..<zoneCount].contains { symbolTable.has($0, node.first) }
    case .unit:
      return node.first >= AtomNumber.classCount
        && symbols[..<zoneCount].contains { symbolTable.role($0, node.first) >= 0 }
    case .sequence, .choice: return forest.children(of: root).contains { isAnywhere($0, forest) }
    case .optional, .capture: return isAnywhere(node.first, forest)
    case .not, .comma, .gap, .content, .start, .end: return false
    }
  }

  /// What the items of a match took.
  package func items(_ match: RuleMatch) -> ArraySlice<ItemSpan> {
    items[Int(match.items.lowerBound)..<Int(match.items.upperBound)]
  }

  /// Whether an item of the pattern, not a gap, took the element at a position.
  package func names(_ match: RuleMatch, _ position: Int) -> Bool {
    items(match).contains {
      $0.kind == .atom && Int($0.start) <= position && position < Int($0.end)
    }
  }

  private mutating func read(_ zone: [ZoneToken], _ piece: Range<Int>) {
    zoneCount = piece.count
    Self.fill(
      &symbols, &shapes, &symbolTable, zone, piece, symbolOfToken, shapeOfToken, marks, tables)
    firstEnd = piece.count
    // The edge of a piece is no end.
    if piece.upperBound < zone.count { firstEnd += 1 }
    while firstEnd <= piece.count, firstEnd > 0,
      endsSentence(document.tokens[Int(zone[piece.lowerBound + firstEnd - 1].token)].kind)
    { firstEnd -= 1 }
  }

  private static func fill(
    _ symbols: inout [Int32], _ shapes: inout [UInt8], _ symbolTable: inout SymbolTable,
    _ zone: [ZoneToken], _ piece: Range<Int>, _ symbolOfToken: [Int32], _ shapeOfToken: [UInt8],
    _ marks: UnitMarks, _ tables: RuleTables
  ) {
    // An array would ask at each step whether it is shared.
    var symbols = symbols.mutableSpan
    var shapes = shapes.mutableSpan
    var previous = piece.lowerBound > 0 ? zone[piece.lowerBound - 1].token : -1
    for position in piece {
      let element = zone[position]
      let token = element.token
      var symbol = symbolOfToken[Int(token)]
      let shape = shapeOfToken[Int(token)]
      let isNumber = shape & ElementShape.isNumber != 0
      if isNumber || marks.heads[Int(token)] >= 0 {
        let next = position + 1 < zone.count ? zone[position + 1].token : -1
        symbol = symbolTable.symbol(
          symbol, of: token, after: previous, before: next, isNumber: isNumber, marks, tables)
      }
      symbols[position - piece.lowerBound] = symbol
      shapes[position - piece.lowerBound] =
        element.isBreak ? shape | ElementShape.isBreak : shape
      previous = token
    }
  }

  private func endsSentence(_ kind: TokenKind) -> Bool {
    switch kind {
    case .period, .question, .exclamation, .ellipsis, .quoteClose, .quoteNeutral: true
    default: false
    }
  }

  /// Appends the matches of one owner, leftmost and longest.
  private mutating func recover(
    _ owner: Int32, _ index: Int, offset: Int32, _ matches: inout [RuleMatch]
  ) {
    let program = tables.programs[index]
    let forest = program.forest
    covered = -1
    var position = 0
    while true {
      var start = Int.max
      for candidate in candidates {
        let first = recovery.firstStart(candidate.starts, from: position)
        if first >= 0 { start = min(start, first) }
      }
      if start == Int.max { return }
      var end = -1
      var best: Int32 = -1
      for candidate in candidates where recovery.isStart(candidate.starts, start) {
        let root = program.patterns[Int(candidate.pattern)].root
        let farthest = recovery.farthestEnd(root, from: start, forest, &readers[index])
        if farthest > end {
          end = farthest
          best = candidate.pattern
        }
      }
      position = max(end, start + 1)
      if best < 0 || !ignoresExclusions && isExcluded(start..<end, index) { continue }
      let info = program.patterns[Int(best)]
      let firstItem = items.count
      recovery.items(info.root, start, end, forest, &readers[index], into: &items)
      if offset > 0 {
        for item in firstItem..<items.count {
          items[item].start += offset
          items[item].end += offset
        }
      }
      matches.append(
        RuleMatch(
          owner: owner, pattern: info.index, start: Int32(start) + offset,
          end: Int32(end) + offset, items: Int32(firstItem)..<Int32(items.count)))
    }
  }

  /// Whether a match shares a word with an exclusion of its owner.
  private mutating func isExcluded(_ range: Range<Int>, _ index: Int) -> Bool {
    if exclusions.isEmpty { return false }
    let program = tables.programs[index]
    if covered < 0 {
      covered = recovery.emptySet()
      for exclusion in exclusions {
        let root = program.patterns[Int(exclusion)].root
        recovery.addWords(ofMatches: root, to: covered, program.forest, &readers[index])
      }
    }
    return recovery.hasMember(covered, in: range)
  }
}
