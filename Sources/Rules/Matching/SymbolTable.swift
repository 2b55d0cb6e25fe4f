/// The tokens of the document in hand.
struct DocumentTokens: Sendable {
  var text: [UInt8] = []
  var tokens: [Token] = []
  var classes: [WordClassMask] = []

  /// Whether a token meets the conditions of an entry of its word.
  @inline(__always)
  func satisfies(_ entry: WordIndex.Entry, _ token: Int, _ tables: RuleTables) -> Bool {
    if entry.isUnconditional { return true }
    if entry.mask != .any && entry.mask.isDisjoint(with: classes[token]) { return false }
    return entry.exact < 0 || isSpelled(tables.exactBytes[Int(entry.exact)], token)
  }

  private func isSpelled(_ bytes: [UInt8], _ token: Int) -> Bool {
    let start = Int(tokens[token].start)
    let end = Int(tokens[token].end)
    guard end - start == bytes.count, end <= text.count else { return false }
    for k in bytes.indices where text[start + k] != bytes[k] { return false }
    return true
  }
}

/// Mentions and entries of several words, which patterns take whole.
///
/// - fixed: nothing
/// - update-only: units and their places, until the document or a class is cleared
/// - resettable: a class, or everything
struct UnitMarks: Sendable {
  private struct Unit {
    var unit: Int32
    var start: Int32
    var end: Int32
    /// The outermost words inside; quotation marks at the edges need not be visible.
    var firstWord: Int32
    var lastWord: Int32
  }
  fileprivate struct Place {
    /// The number of a mark, or for one of a single word, as most are, the complement of its unit.
    var mark: Int32
    var next: Int32
  }

  private var marks: [Unit] = []
  /// Numbers of marks that were cleared: who speaks is marked anew for each sentence.
  private var freeMarks: [Int32] = []
  fileprivate var places: [Place] = []
  private var freePlaces: Int32 = -1
  /// First place of each token, ordered by unit.
  private(set) var heads: [Int32] = []
  /// Marks of each class; of those of one word the complement of the token.
  private var marksOfClass: [[Int32]] = Array(repeating: [], count: TokenClass.allCases.count)

  mutating func reset(tokenCount: Int) {
    marks.removeAll(keepingCapacity: true)
    freeMarks.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    freePlaces = -1
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(-1, count: tokenCount))
    for index in marksOfClass.indices { marksOfClass[index].removeAll(keepingCapacity: true) }
  }

  mutating func add(unit: Int32, start: Int, end: Int, _ tokens: [Token]) {
    for token in start..<end where isMarked(token, unit) { return }
    if end - start == 1 {
      if unit < AtomNumber.classCount { marksOfClass[Int(unit)].append(~Int32(start)) }
      return link(~unit, unit, start)
    }
    var first = start
    while first < end - 1 && !tokens[first].kind.isWordLike { first += 1 }
    var last = end - 1
    while last > first && !tokens[last].kind.isWordLike { last -= 1 }
    let mark = Unit(
      unit: unit, start: Int32(start), end: Int32(end), firstWord: Int32(first),
      lastWord: Int32(last))
    let number = freeMarks.popLast() ?? Int32(marks.count)
    if Int(number) < marks.count { marks[Int(number)] = mark } else { marks.append(mark) }
    if unit < AtomNumber.classCount { marksOfClass[Int(unit)].append(number) }
    for token in start..<end { link(number, unit, token) }
  }

  private func unit(of place: Int32) -> Int32 {
    let mark = places[Int(place)].mark
    return mark < 0 ? ~mark : marks[Int(mark)].unit
  }

  /// Of overlapping marks of a class the first counts.
  func isMarked(_ token: Int, _ unit: Int32) -> Bool {
    var place = heads[token]
    while place >= 0 {
      if self.unit(of: place) == unit { return true }
      place = places[Int(place)].next
    }
    return false
  }

  private mutating func link(_ mark: Int32, _ unit: Int32, _ token: Int) {
    var previous: Int32 = -1
    var next = heads[token]
    while next >= 0, self.unit(of: next) < unit {
      previous = next
      next = places[Int(next)].next
    }
    let place: Int32
    if freePlaces >= 0 {
      place = freePlaces
      freePlaces = places[Int(place)].next
      places[Int(place)] = Place(mark: mark, next: next)
    } else {
      place = Int32(places.count)
      places.append(Place(mark: mark, next: next))
    }
    if previous < 0 { heads[token] = place } else { places[Int(previous)].next = place }
  }

  mutating func clear(_ tokenClass: TokenClass) {
    let unit = Int32(tokenClass.rawValue)
    for number in marksOfClass[Int(unit)] {
      guard number >= 0 else {
        unlink(~unit, Int(~number))
        continue
      }
      let mark = marks[Int(number)]
      for token in Int(mark.start)..<Int(mark.end) { unlink(number, token) }
      freeMarks.append(number)
    }
    marksOfClass[Int(unit)].removeAll(keepingCapacity: true)
  }

  private mutating func unlink(_ mark: Int32, _ token: Int) {
    var previous: Int32 = -1
    var place = heads[token]
    while place >= 0 {
      let next = places[Int(place)].next
      if places[Int(place)].mark == mark {
        if previous < 0 { heads[token] = next } else { places[Int(previous)].next = next }
        places[Int(place)].next = freePlaces
        freePlaces = place
        return
      }
      previous = place
      place = next
    }
  }

  /// Whether a token belongs to a mark.
  @inline(__always)
  private func isInside(_ mark: Unit, _ token: Int32) -> Bool {
    token >= mark.start && token < mark.end
  }

  /// The role atom that a place gives a token between its neighbours in a zone (-1 for none).
  @inline(__always)
  fileprivate func role(_ place: Place, of token: Int32, after previous: Int32, before next: Int32)
    -> Int32
  {
    if place.mark < 0 { return AtomNumber.unit(~place.mark, AtomNumber.Role.single) }
    let mark = marks[Int(place.mark)]
    var role = AtomNumber.Role.inside
    if token <= mark.firstWord && !isInside(mark, previous) { role |= AtomNumber.Role.begin }
    if token >= mark.lastWord && !isInside(mark, next) { role |= AtomNumber.Role.end }
    return AtomNumber.unit(mark.unit, role)
  }
}

/// Numbers for what a zone element is to patterns: its atoms.
///
/// - fixed: nothing
/// - update-only: symbols seen, until there are too many
/// - resettable: everything, by ``removeAll()``
struct SymbolTable: Sendable {
  /// A zone element that patterns cannot match.
  static let plain: Int32 = 0

  private(set) var atoms = ListTable()
  /// First of the symbols of each word that was met, or -1.
  private var rowOfWord: [Int32] = []
  /// Symbols of words outside units, by classes, eight to a word.
  private var symbolOfWord: [Int32] = []
  /// Symbols of words inside units, by the symbol without a role and the role.
  private var symbolInUnits = NumberTable(capacity: 256)
  private var list: [Int32] = []

  init(wordCount: Int32) {
    rowOfWord = [Int32](repeating: -1, count: Int(wordCount))
    _ = atoms.intern([])
  }

  var isFull: Bool { atoms.count > 1 << 16 }

  mutating func removeAll() {
    atoms.removeAll()
    symbolInUnits.removeAll()
    for word in rowOfWord.indices { rowOfWord[word] = -1 }
    symbolOfWord.removeAll(keepingCapacity: true)
    _ = atoms.intern([])
  }

  @inline(__always)
  func has(_ symbol: Int32, _ atom: Int32) -> Bool {
    for place in atoms.range(symbol) where atoms.items[place] == atom { return true }
    return false
  }

  /// The role of a symbol in a unit, or -1.
  @inline(__always)
  func role(_ symbol: Int32, _ unit: Int32) -> Int32 {
    for place in atoms.range(symbol) where atoms.items[place] >> 2 == unit {
      return atoms.items[place] & 3
    }
    return -1
  }

  /// The symbol of a token outside units.
  @inline(__always)
  mutating func symbol(
    of token: Int, word: Int32, _ document: DocumentTokens, _ tables: RuleTables
  ) -> Int32 {
    if word < 0 { return Self.plain }
    let condition = tables.conditions[Int(word)]
    let classes =
      condition & RuleTables.asksForClass == 0 ? 0 : document.classes[token].rawValue & 7
    if rowOfWord[Int(word)] < 0 {
      rowOfWord[Int(word)] = Int32(symbolOfWord.count)
      for _ in 0..<8 { symbolOfWord.append(-1) }
    }
    let place = Int(rowOfWord[Int(word)]) + Int(classes)
    let known = symbolOfWord[place]
    if known >= 0 && condition & RuleTables.asksForSpelling == 0 { return known }
    let symbol = newSymbol(Int32(token), word, document, tables)
    symbolOfWord[place] = symbol
    return symbol
  }

  /// The symbol of a token in units between its neighbours in a zone.
  mutating func symbol(
    _ base: Int32, of token: Int32, after previous: Int32, before next: Int32, isNumber: Bool,
    _ marks: UnitMarks, _ tables: RuleTables
  ) -> Int32 {
    var symbol = base
    // A number is one even where nobody marked it.
    var isMissing = isNumber
    var place = marks.heads[Int(token)]
    while place >= 0 {
      let item = marks.places[Int(place)]
      let role = marks.role(item, of: token, after: previous, before: next)
      if role >> 2 == Self.number { isMissing = false }
      symbol = self.symbol(symbol, with: role, tables)
      place = item.next
    }
    guard isMissing else { return symbol }
    return self.symbol(symbol, with: AtomNumber.unit(Self.number, AtomNumber.Role.single), tables)
  }

  private static let number = Int32(TokenClass.number.rawValue)

  @inline(__always)
  private mutating func symbol(_ base: Int32, with role: Int32, _ tables: RuleTables) -> Int32 {
    let key = UInt64(UInt32(bitPattern: base)) << 32 | UInt64(UInt32(bitPattern: role))
    return symbolInUnits[key] ?? newSymbol(base, with: role, key, tables)
  }

  private mutating func newSymbol(
    _ token: Int32, _ word: Int32, _ document: DocumentTokens, _ tables: RuleTables
  ) -> Int32 {
    list.removeAll(keepingCapacity: true)
    for place in tables.atoms.range(word) {
      let entry = tables.atoms.entries[place]
      if document.satisfies(entry, Int(token), tables) { list.append(entry.value) }
    }
    sortUnique()
    return atoms.intern(list)
  }

  private mutating func newSymbol(
    _ base: Int32, with role: Int32, _ key: UInt64, _ tables: RuleTables
  ) -> Int32 {
    list.removeAll(keepingCapacity: true)
    for place in atoms.range(base) {
      let atom = atoms.items[place]
      // A word inside a longer entry is not the entry of one word.
      if atom >= tables.firstWordAtom || atom >> 2 != role >> 2 { list.append(atom) }
    }
    list.append(role)
    sortUnique()
    let symbol = atoms.intern(list)
    symbolInUnits.set(key, symbol)
    return symbol
  }

  private mutating func sortUnique() {
    guard list.count > 1 else { return }
    list.sort()
    var kept = 1
    for index in 1..<list.count where list[index] != list[kept - 1] {
      list[kept] = list[index]
      kept += 1
    }
    list.removeLast(list.count - kept)
  }
}
