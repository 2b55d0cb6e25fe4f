/// Reads zones for the patterns of a program: which of them may match, and where atoms stand.
///
/// - fixed: the program
/// - update-only: atoms of the symbols met, until there are too many symbols; room for sets
/// - resettable: what is known of symbols, by ``removeAll()``; the zone, by ``read(_:_:)``
struct ZoneReader: Sendable {
  let program: PatternProgram
  /// Patterns that may match, sorted.
  private(set) var found: [Int32] = []
  /// For tests: finds all patterns.
  var findsAll = false

  /// Lists of atoms that the program asks for, a list for each symbol.
  private var lists = ListTable()
  private var listOfSymbol: [Int32] = []
  /// Of each list the bits of its atoms, and the patterns to which they lead, if any.
  private var marksOfList: [UInt64] = []
  private var leadsOfList: [Int32] = []
  private var leads = ListTable()
  private var scratch: [Int32] = []

  private struct Element: Sendable {
    var position: Int32
    var list: Int32
  }

  /// The elements that have atoms, as many as the zone has.
  private var zone: [Element] = []
  private var elementCount = 0
  private var isNoted = false
  /// Where each atom stands, by the last six bits of its positions.
  ///
  /// In a zone of fewer than 64 elements, as nearly all are, the set of them; most stand nowhere.
  private var places: [UInt64] = []
  private var isShort = true
  /// Sets of positions in a longer zone, one after the other.
  private var sets: [UInt64] = []
  private var top = 0
  private var width = 1
  /// Where the set of each atom begins; -1 where nobody asked for it yet.
  private var setOfAtom: [Int32] = []
  private var asked: [Int32] = []
  /// Patterns to which elements lead, and the number of the zone in which each was last among them.
  private var led: [Int32] = []
  private var ledAt: [Int] = []
  private var number = 0

  init(_ program: PatternProgram) { self.program = program }

  // A document seldom needs all entry points.
  private mutating func prepare() {
    led = [Int32](repeating: 0, count: program.patterns.count)
    ledAt = [Int](repeating: 0, count: program.patterns.count)
    setOfAtom = [Int32](repeating: -1, count: program.isRelevant.count)
    places = [UInt64](repeating: 0, count: program.isRelevant.count)
    addEmptyLists()
  }

  /// The number 0 stands for none.
  private mutating func addEmptyLists() {
    _ = lists.intern([])
    marksOfList.append(0)
    leadsOfList.append(leads.intern([]))
  }

  mutating func removeAll() {
    forgetZone()
    lists.removeAll()
    listOfSymbol.removeAll(keepingCapacity: true)
    marksOfList.removeAll(keepingCapacity: true)
    leadsOfList.removeAll(keepingCapacity: true)
    leads.removeAll()
    addEmptyLists()
  }

  /// Takes a zone, as many symbols as it has elements, and finds the patterns whose needs it meets.
  mutating func read(_ symbols: [Int32], count: Int, _ table: SymbolTable) {
    if ledAt.isEmpty { prepare() }
    forgetZone()
    found.removeAll(keepingCapacity: true)
    width = count / 64 + 1
    isShort = count < 64
    number += 1
    while zone.count < count { zone.append(Element(position: 0, list: 0)) }
    var ledCount = follow(symbols, count)
    if ledCount < 0 {
      for position in 0..<count where !isKnown(symbols[position]) {
        addList(symbols[position], table)
      }
      number += 1
      ledCount = follow(symbols, count)
    }
    if findsAll {
      for pattern in program.patterns.indices { found.append(Int32(pattern)) }
      note()
      return
    }
    // Nobody asks for atoms then, but for those of subjects.
    if ledCount == 0, program.needs.unanchored.isEmpty, !program.needs.isEmpty { return }
    note()
    for place in 0..<ledCount where Self.isMet(program.needs, led[place], places) {
      found.append(led[place])
    }
    for pattern in program.needs.unanchored where Self.isMet(program.needs, pattern, places) {
      found.append(pattern)
    }
    if found.count > 1 { found.sort() }
  }

  private mutating func follow(_ symbols: [Int32], _ count: Int) -> Int {
    elementCount = 0
    return Self.follow(
      symbols, count, listOfSymbol, leadsOfList, leads, number, &zone, &elementCount, &led, &ledAt)
  }

  private mutating func note() {
    Self.note(zone, elementCount, lists, in: &places)
    isNoted = true
  }

  private mutating func forgetZone() {
    if isNoted { Self.forget(zone, elementCount, lists, in: &places) }
    isNoted = false
    if asked.isEmpty { return }
    for atom in asked { setOfAtom[Int(atom)] = -1 }
    asked.removeAll(keepingCapacity: true)
    top = 0
  }

  // An array would ask at each step of these loops whether it is shared.

  /// Takes the lists of the elements; finds the patterns to which they lead and tells their number,
  /// or -1 where the list of a symbol is not known yet.
  private static func follow(
    _ symbols: [Int32], _ count: Int, _ listOfSymbol: [Int32], _ leadsOfList: [Int32],
    _ leads: ListTable, _ number: Int, _ zone: inout [Element], _ elementCount: inout Int,
    _ led: inout [Int32], _ ledAt: inout [Int]
  ) -> Int {
    var zone = zone.mutableSpan
    var led = led.mutableSpan
    var ledAt = ledAt.mutableSpan
    var ledCount = 0
    var element = 0
    for position in 0..<count {
      let symbol = Int(symbols[position])
      let list = symbol < listOfSymbol.count ? listOfSymbol[symbol] : -1
      if list == 0 { continue }
      if list < 0 { return -1 }
      zone[element] = Element(position: Int32(position), list: list)
      element += 1
      for place in leads.range(leadsOfList[Int(list)]) {
        let pattern = leads.items[place]
        if ledAt[Int(pattern)] != number {
          ledAt[Int(pattern)] = number
          led[ledCount] = pattern
          ledCount += 1
        }
      }
    }
    elementCount = element
    return ledCount
  }

  /// Notes where the atoms of a zone stand.
  private static func note(
    _ zone: [Element], _ elementCount: Int, _ lists: ListTable, in places: inout [UInt64]
  ) {
    var places = places.mutableSpan
    for number in 0..<elementCount {
      let element = zone[number]
      let bit: UInt64 = 1 << UInt64(element.position & 63)
      for place in lists.range(element.list) { places[Int(lists.items[place])] |= bit }
    }
  }

  private static func forget(
    _ zone: [Element], _ elementCount: Int, _ lists: ListTable, in places: inout [UInt64]
  ) {
    var places = places.mutableSpan
    for number in 0..<elementCount {
      for place in lists.range(zone[number].list) { places[Int(lists.items[place])] = 0 }
    }
  }

  /// Whether the zone meets the needs of a pattern to which it led.
  @inline(__always)
  private static func isMet(_ needs: PatternNeeds, _ pattern: Int32, _ places: [UInt64]) -> Bool {
    var isMet = false
    for place in needs.range(pattern) {
      let item = needs.items[place]
      if !isMet { isMet = places[Int(item < 0 ? ~item : item)] != 0 }
      if item < 0 {
        if !isMet { return false }
        isMet = false
      }
    }
    return true
  }

  // MARK: Symbols

  @inline(__always)
  private func isKnown(_ symbol: Int32) -> Bool {
    Int(symbol) < listOfSymbol.count && listOfSymbol[Int(symbol)] >= 0
  }

  private mutating func addList(_ symbol: Int32, _ table: SymbolTable) {
    while listOfSymbol.count <= Int(symbol) { listOfSymbol.append(-1) }
    scratch.removeAll(keepingCapacity: true)
    for item in table.atoms.range(symbol) {
      let atom = table.atoms.items[item]
      if program.isRelevant[Int(atom)] { scratch.append(atom) }
    }
    let list = lists.intern(scratch)
    listOfSymbol[Int(symbol)] = list
    if Int(list) == marksOfList.count {
      marksOfList.append(scratch.reduce(0) { $0 | Self.mark($1) })
      scratch.removeAll(keepingCapacity: true)
      for place in lists.range(list) {
        for entry in program.needs.anchored.range(lists.items[place]) {
          scratch.append(program.needs.anchored.entries[entry].value)
        }
      }
      leadsOfList.append(leads.intern(scratch))
    }
  }

  /// One of 64 bits, which atoms share.
  @inline(__always)
  private static func mark(_ atom: Int32) -> UInt64 {
    1 << UInt64((UInt32(bitPattern: atom) &* 0x9E37_79B1) >> 26)
  }

  // MARK: Atoms

  /// 64 positions of an atom.
  subscript(atom: Int32, word: Int) -> UInt64 {
    @inline(__always) mutating get {
      let known = places[Int(atom)]
      return isShort || known == 0 ? known : sets[set(atom) + word]
    }
  }

  /// Where the set of an atom begins that stands somewhere.
  private mutating func set(_ atom: Int32) -> Int {
    let known = setOfAtom[Int(atom)]
    return known >= 0 ? Int(known) : find(atom)
  }

  private mutating func find(_ atom: Int32) -> Int {
    let mark = Self.mark(atom)
    let set = newSet()
    for number in 0..<elementCount where marksOfList[Int(zone[number].list)] & mark != 0 {
      guard has(atom, lists.range(zone[number].list)) else { continue }
      let position = Int(zone[number].position)
      sets[set + position >> 6] |= 1 << UInt64(position & 63)
    }
    setOfAtom[Int(atom)] = Int32(set)
    asked.append(atom)
    return set
  }

  /// Whether a sorted list has an atom.
  @inline(__always)
  private func has(_ atom: Int32, _ list: Range<Int>) -> Bool {
    for place in list where lists.items[place] >= atom { return lists.items[place] == atom }
    return false
  }

  private mutating func newSet() -> Int {
    let set = top
    top += width
    while sets.count < top { sets.append(0) }
    for word in set..<top { sets[word] = 0 }
    return set
  }
}
