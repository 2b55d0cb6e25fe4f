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

/// The ``InflectionLists``, read once into one table.
final class InflectionTable: Sendable {
  static let shared = InflectionTable(InflectionListReader())

  let spellings: [[[UInt8]]]
  private let vocabulary: Vocabulary
  private let entries: [InflectionEntry]
  private let irregulars: [[WordForm]]

  private init(_ lists: consuming InflectionListReader) {
    spellings = lists.spellings
    vocabulary = lists.vocabulary
    entries = lists.entries
    irregulars = lists.irregulars
  }

  /// What the lists say about a word.
  func entry(of word: [UInt8]) -> InflectionEntry {
    guard let number = vocabulary.find(Vocabulary.hash(word), word) else {
      return InflectionEntry()
    }
    return entries[Int(number.rawValue)]
  }

  /// The forms of an irregular word beside its lemma.
  func irregular(_ row: Int32) -> [WordForm] { irregulars[Int(row)] }
}

/// Reads the ``InflectionLists``.
private struct InflectionListReader {
  private(set) var spellings: [[[UInt8]]] = []
  private(set) var vocabulary = Vocabulary()
  private(set) var entries: [InflectionEntry] = []
  private(set) var irregulars: [[WordForm]] = []

  init() {
    addWordLists()
    addRows(InflectionLists.paradigms, \.verb, .paradigm, Self.paradigmKinds)
    addRows(InflectionLists.verbs, \.verb, [], [.past, .pastParticiple])
    addRows(InflectionLists.ingForms, \.ing, [], [.ing])
    addRows(InflectionLists.nouns, \.noun, [], [.plural])
    addRows(InflectionLists.adjectives, \.adjective, [], [.comparative, .superlative])
    for row in InflectionLists.spellings.rows {
      for spelling in row { entries[index(of: spelling)].spelling = Int32(spellings.count) }
      spellings.append(row.map(Array.init))
    }
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
    for word in list.words { entries[index(of: word)].traits.insert(trait) }
  }

  /// Adds rows of a lemma and its forms, one column for each of the kinds.
  private mutating func addRows(
    _ list: StaticString, _ column: WritableKeyPath<InflectionEntry, Int32>,
    _ trait: InflectionTraits, _ kinds: [FormKinds]
  ) {
    for row in list.rows {
      var forms: [WordForm] = []
      for (cell, kind) in zip(row.dropFirst(), kinds) where cell != [UInt8(ascii: "-")] {
        for form in cell.split(separator: UInt8(ascii: "/")) {
          forms.append(WordForm(Array(form), kind))
        }
      }
      let index = index(of: row[0])
      entries[index][keyPath: column] = Int32(irregulars.count)
      entries[index].traits.formUnion(trait)
      irregulars.append(forms)
    }
  }

  private mutating func index(of word: ArraySlice<UInt8>) -> Int {
    let index = Int(vocabulary.intern(Array(word)).rawValue)
    while entries.count <= index { entries.append(InflectionEntry()) }
    return index
  }
}

extension StaticString {
  /// All words, whatever their lines.
  fileprivate var words: [ArraySlice<UInt8>] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }
  }

  /// The words of each line.
  fileprivate var rows: [[ArraySlice<UInt8>]] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes.split(separator: UInt8(ascii: "\n")).map { line in
      line.split(separator: UInt8(ascii: " "))
    }
  }
}

// Pieces of static text as bytes, for the inflection files only.
extension [UInt8] {
  @inline(__always)
  mutating func append(_ text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A copy with an ending, after dropping letters.
  @inline(__always)
  func with(_ ending: StaticString, replacing dropped: Int = 0) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(count - dropped + ending.utf8CodeUnitCount)
    bytes.append(contentsOf: self[..<(count - dropped)])
    bytes.append(ending)
    return bytes
  }

  /// Whether the bytes end so.
  @inline(__always)
  func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard length <= count else { return false }
    for offset in 0..<length
    where unsafe self[count - length + offset] != ending.utf8Start[offset] {
      return false
    }
    return true
  }
}
