/// What the lists say about one word.
struct InflectionEntry: Sendable {
  var traits: InflectionTraits = []
  /// Rows of the table's irregular forms and spellings, -1 where there is none.
  var verb: Int32 = -1
  var ing: Int32 = -1
  var noun: Int32 = -1
  var adjective: Int32 = -1
  var spelling: Int32 = -1

  @inline(__always) func has(_ trait: InflectionTraits) -> Bool { traits.contains(trait) }
}

/// Which of the ``InflectionLists`` name a word.
struct InflectionTraits: OptionSet, Sendable {
  let rawValue: UInt32

  /// All forms are listed: be, have, do, modals.
  static let paradigm = InflectionTraits(rawValue: 1)
  static let doubles = InflectionTraits(rawValue: 1 << 1)
  static let mayDouble = InflectionTraits(rawValue: 1 << 2)
  static let singleL = InflectionTraits(rawValue: 1 << 3)
  static let takesES = InflectionTraits(rawValue: 1 << 4)
  static let mayTakeES = InflectionTraits(rawValue: 1 << 5)
  static let hardCH = InflectionTraits(rawValue: 1 << 6)
  static let nounAndVerb = InflectionTraits(rawValue: 1 << 7)
  static let plainMan = InflectionTraits(rawValue: 1 << 8)
  static let invariant = InflectionTraits(rawValue: 1 << 9)
  static let uncountable = InflectionTraits(rawValue: 1 << 10)
  static let pluralOnly = InflectionTraits(rawValue: 1 << 11)
  static let gradableOnly = InflectionTraits(rawValue: 1 << 12)
  static let gradableToo = InflectionTraits(rawValue: 1 << 13)
  static let ungradable = InflectionTraits(rawValue: 1 << 14)
  static let uninflected = InflectionTraits(rawValue: 1 << 15)
  static let inflectedLY = InflectionTraits(rawValue: 1 << 16)
  static let fixedISE = InflectionTraits(rawValue: 1 << 17)
}

/// A form of an irregular word: bytes of the lists.
struct IrregularForm: Sendable {
  var start: Int32
  var end: Int32
  var kinds: FormKinds
}

/// The ``InflectionLists``, read once into one table.
final class InflectionTable: Sendable {
  static let shared = InflectionTable(InflectionListReader())

  /// The text of all lists.
  let bytes: [UInt8]
  private let vocabulary: Vocabulary
  private let entries: [InflectionEntry]
  private let irregulars: [IrregularForm]
  private let irregularRows: [Int32]
  /// Words that are spellings of each other.
  private let spellings: [Range<Int32>]
  private let spellingRows: [Int32]

  private init(_ lists: consuming InflectionListReader) {
    bytes = lists.bytes
    vocabulary = lists.vocabulary
    entries = lists.entries
    irregulars = lists.irregulars
    irregularRows = lists.irregularRows
    spellings = lists.spellings
    spellingRows = lists.spellingRows
  }

  /// What the lists say about a word.
  @inline(__always)
  func entry(of lemma: Lemma) -> InflectionEntry {
    let number = lemma.withWords(lemma.count) { vocabulary.find($0.hash(), $0) }
    return number == .none ? InflectionEntry() : entries[Int(number.rawValue)]
  }

  /// The numbers of the forms of an irregular word beside its lemma.
  func irregularForms(_ row: Int32) -> Range<Int> {
    Int(irregularRows[Int(row)])..<Int(irregularRows[Int(row) + 1])
  }

  func irregularForm(_ index: Int) -> IrregularForm { irregulars[index] }

  /// The numbers of the spellings in a row.
  func spellings(_ row: Int32) -> Range<Int> {
    Int(spellingRows[Int(row)])..<Int(spellingRows[Int(row) + 1])
  }

  /// Where a spelling stands in ``bytes``.
  func range(_ spelling: Int) -> Range<Int> {
    Int(spellings[spelling].lowerBound)..<Int(spellings[spelling].upperBound)
  }
}

/// Reads the ``InflectionLists``.
private struct InflectionListReader {
  private(set) var bytes: [UInt8] = []
  private(set) var vocabulary = Vocabulary(capacity: 5000)
  private(set) var entries: [InflectionEntry] = []
  private(set) var irregulars: [IrregularForm] = []
  private(set) var irregularRows: [Int32] = [0]
  private(set) var spellings: [Range<Int32>] = []
  private(set) var spellingRows: [Int32] = [0]

  private enum Column { case verb, ing, noun, adjective }

  init() {
    bytes.reserveCapacity(1 << 15)
    entries.reserveCapacity(5000)
    addWordLists()
    addRows(InflectionLists.paradigms, .verb, .paradigm, Self.paradigmKinds)
    addRows(InflectionLists.verbs, .verb, [], [.past, .pastParticiple])
    addRows(InflectionLists.ingForms, .ing, [], [.ing])
    addRows(InflectionLists.nouns, .noun, [], [.plural])
    addRows(InflectionLists.adjectives, .adjective, [], [.comparative, .superlative])
    addSpellings(InflectionLists.spellings)
  }

  private static let paradigmKinds: [FormKinds] = [.thirdPerson, .past, .pastParticiple, .ing]

  private mutating func addWordLists() {
    addWords(InflectionLists.doublingVerbs, .doubles)
    addWords(InflectionLists.optionalDoublingVerbs, .mayDouble)
    addWords(InflectionLists.singleLVerbs, .singleL)
    addWords(InflectionLists.takesES, .takesES)
    addWords(InflectionLists.mayTakeES, .mayTakeES)
    addWords(InflectionLists.hardCH, .hardCH)
    addWords(InflectionLists.irregularNounsThatAreVerbs, .nounAndVerb)
    addWords(InflectionLists.plainMan, .plainMan)
    addWords(InflectionLists.invariantNouns, .invariant)
    addWords(InflectionLists.uncountableNouns, .uncountable)
    addWords(InflectionLists.pluralNouns, .pluralOnly)
    addWords(InflectionLists.gradableOnly, .gradableOnly)
    addWords(InflectionLists.gradableToo, .gradableToo)
    addWords(InflectionLists.ungradable, .ungradable)
    addWords(InflectionLists.uninflected, .uninflected)
    addWords(InflectionLists.inflectedLY, .inflectedLY)
    addWords(InflectionLists.fixedISE, .fixedISE)
  }

  private mutating func addWords(_ list: StaticString, _ trait: InflectionTraits) {
    var place = append(list)
    while place < bytes.count {
      while let word = nextCell(&place) { entries[index(of: word)].traits.insert(trait) }
      place += 1
    }
  }

  /// Adds rows of a lemma and its forms, one column for each of the kinds.
  private mutating func addRows(
    _ list: StaticString, _ column: Column, _ trait: InflectionTraits, _ kinds: [FormKinds]
  ) {
    var place = append(list)
    while place < bytes.count {
      if let lemma = nextCell(&place) {
        for kind in kinds {
          guard let cell = nextCell(&place) else { break }
          addForms(cell, kind)
        }
        let row = Int32(irregularRows.count - 1)
        irregularRows.append(Int32(irregulars.count))
        let index = index(of: lemma)
        entries[index].traits.formUnion(trait)
        switch column {
        case .verb: entries[index].verb = row
        case .ing: entries[index].ing = row
        case .noun: entries[index].noun = row
        case .adjective: entries[index].adjective = row
        }
      }
      place += 1
    }
  }

  /// Adds the equal choices of a cell.
  private mutating func addForms(_ cell: Range<Int>, _ kinds: FormKinds) {
    if cell.count == 1, bytes[cell.lowerBound] == UInt8(ascii: "-") { return }
    var start = cell.lowerBound
    for place in cell where bytes[place] == UInt8(ascii: "/") {
      irregulars.append(IrregularForm(start: Int32(start), end: Int32(place), kinds: kinds))
      start = place + 1
    }
    irregulars.append(
      IrregularForm(start: Int32(start), end: Int32(cell.upperBound), kinds: kinds))
  }

  private mutating func addSpellings(_ list: StaticString) {
    var place = append(list)
    while place < bytes.count {
      let row = Int32(spellingRows.count - 1)
      while let word = nextCell(&place) {
        entries[index(of: word)].spelling = row
        spellings.append(Int32(word.lowerBound)..<Int32(word.upperBound))
      }
      spellingRows.append(Int32(spellings.count))
      place += 1
    }
  }

  /// Adds a text and answers where it begins.
  private mutating func append(_ text: StaticString) -> Int {
    let start = bytes.count
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    return start
  }

  /// The next word of a line; nil at its end.
  private func nextCell(_ place: inout Int) -> Range<Int>? {
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    let start = place
    while place < bytes.count, bytes[place] > UInt8(ascii: " ") { place += 1 }
    return place > start ? start..<place : nil
  }

  private mutating func index(of word: Range<Int>) -> Int {
    let index = Int(vocabulary.intern(bytes, word.lowerBound, word.count).rawValue)
    while entries.count <= index { entries.append(InflectionEntry()) }
    return index
  }
}
