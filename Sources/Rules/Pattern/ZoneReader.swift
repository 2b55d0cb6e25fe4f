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
  /// Of each list the bits of its atoms, and the patterns to which they lead.
  private var marksOfList: [UInt64] = []
  private var leadsOfList: [Int32] = []
  private var leads = ListTable()
  private var scratch: [Int32] = []

  /// The lists of the elements.
  private var zone: [Int32] = []
  /// All their atoms, a bit for each: most that are asked for stand nowhere.
  private var atoms: [UInt64] = []
  /// Sets of positions, one after the other; the first is empty.
  private var sets = [UInt64](repeating: 0, count: widest)
  private static let widest = (Matcher.longestZone + 64) / 64
  private var top = widest
  private var width = 1
  /// Where the set of each atom begins; -1 where nobody asked for it yet.
  private var setOfAtom: [Int32] = []
  private var asked: [Int32] = []
  /// The number of the zone in which each pattern was last found.
  private var foundAt: [Int] = []
  private var number = 0

  init(_ program: PatternProgram) { self.program = program }

  // A document seldom needs all entry points.
  private mutating func prepare() {
    foundAt = [Int](repeating: 0, count: program.patterns.count)
    setOfAtom = [Int32](repeating: -1, count: program.isRelevant.count)
    atoms = [UInt64](repeating: 0, count: program.isRelevant.count / 64 + 1)
    // The number 0 stands for none.
    _ = leads.intern([])
  }

  mutating func removeAll() {
    lists.removeAll()
    listOfSymbol.removeAll(keepingCapacity: true)
    marksOfList.removeAll(keepingCapacity: true)
    leadsOfList.removeAll(keepingCapacity: true)
    leads.removeAll()
    _ = leads.intern([])
    zone.removeAll(keepingCapacity: true)
  }

  /// Takes a zone and finds the patterns whose needs it meets.
  mutating func read(_ symbols: [Int32], _ table: SymbolTable) {
    if foundAt.isEmpty { prepare() }
    for atom in asked { setOfAtom[Int(atom)] = -1 }
    asked.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    top = Self.widest
    width = symbols.count / 64 + 1
    number += 1
    if zone.count != symbols.count {
      zone.removeAll(keepingCapacity: true)
      zone.append(contentsOf: repeatElement(0, count: symbols.count))
    }
    for position in symbols.indices {
      let list = list(symbols[position], table)
      zone[position] = list
      let lead = leadsOfList[Int(list)]
      if lead != 0 { follow(lead) }
    }
    for pattern in program.needs.unanchored { found.append(pattern) }
    if findsAll {
      found.removeAll(keepingCapacity: true)
      for pattern in program.patterns.indices { found.append(Int32(pattern)) }
    }
    // Nobody asks for atoms then, but for those of subjects.
    if found.isEmpty && !program.needs.isEmpty { return }
    Self.fill(&atoms, zone, lists)
    if findsAll { return }
    var kept = 0
    for place in found.indices where meetsNeeds(of: found[place]) {
      found[kept] = found[place]
      kept += 1
    }
    found.removeLast(found.count - kept)
    if kept > 1 { found.sort() }
  }

  private mutating func follow(_ lead: Int32) {
    for place in leads.range(lead) {
      let pattern = leads.items[place]
      if foundAt[Int(pattern)] != number {
        foundAt[Int(pattern)] = number
        found.append(pattern)
      }
    }
  }

  /// Notes the atoms of a zone.
  private static func fill(_ atoms: inout [UInt64], _ zone: [Int32], _ lists: ListTable) {
    // An array would ask at each step whether it is shared.
    var atoms = atoms.mutableSpan
    for word in atoms.indices { atoms[word] = 0 }
    for list in zone {
      for place in lists.range(list) {
        let atom = lists.items[place]
        atoms[Int(atom >> 6)] |= 1 << UInt64(atom & 63)
      }
    }
  }

  /// Whether the zone meets the needs of a pattern to which it led.
  private func meetsNeeds(of pattern: Int32) -> Bool {
    var isMet = false
    for place in program.needs.range(pattern) {
      let item = program.needs.items[place]
      if !isMet { isMet = isAnywhere(item < 0 ? ~item : item) }
      if item < 0 {
        if !isMet { return false }
        isMet = false
      }
    }
    return true
  }

  // MARK: Symbols

  @inline(__always)
  private mutating func list(_ symbol: Int32, _ table: SymbolTable) -> Int32 {
    if Int(symbol) < listOfSymbol.count {
      let list = listOfSymbol[Int(symbol)]
      if list >= 0 { return list }
    }
    return newList(symbol, table)
  }

  private mutating func newList(_ symbol: Int32, _ table: SymbolTable) -> Int32 {
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
    return list
  }

  /// One of 64 bits, which atoms share.
  @inline(__always)
  private static func mark(_ atom: Int32) -> UInt64 {
    1 << UInt64((UInt32(bitPattern: atom) &* 0x9E37_79B1) >> 26)
  }

  // MARK: Atoms

  /// 64 positions of an atom.
  subscript(atom: Int32, word: Int) -> UInt64 {
    @inline(__always) mutating get { sets[set(atom) + word] }
  }

  /// Where the set of an atom begins; 0 where it stands nowhere.
  @inline(__always)
  private mutating func set(_ atom: Int32) -> Int {
    guard isAnywhere(atom) else { return 0 }
    let known = setOfAtom[Int(atom)]
    return known >= 0 ? Int(known) : find(atom)
  }

  @inline(__always)
  private func isAnywhere(_ atom: Int32) -> Bool {
    atoms[Int(atom >> 6)] >> UInt64(atom & 63) & 1 != 0
  }

  private mutating func find(_ atom: Int32) -> Int {
    let mark = Self.mark(atom)
    var set = 0
    for position in zone.indices where marksOfList[Int(zone[position])] & mark != 0 {
      guard has(atom, lists.range(zone[position])) else { continue }
      if set == 0 { set = newSet() }
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
