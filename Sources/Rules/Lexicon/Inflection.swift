/// What a spelling can be among the inflections of a word.
package struct FormKinds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The bare verb: `deny`.
  package static let base = FormKinds(rawValue: 1)
  /// The finite present: `denies`; also `am` and `are` and the present of modals.
  package static let thirdPerson = FormKinds(rawValue: 2)
  package static let past = FormKinds(rawValue: 4)
  package static let pastParticiple = FormKinds(rawValue: 8)
  package static let ing = FormKinds(rawValue: 16)
  package static let singular = FormKinds(rawValue: 32)
  package static let plural = FormKinds(rawValue: 64)
  package static let positive = FormKinds(rawValue: 128)
  package static let comparative = FormKinds(rawValue: 256)
  package static let superlative = FormKinds(rawValue: 512)
}

/// One spelling of a word in lower-case UTF-8, with all that it can be.
package struct WordForm: Hashable, Sendable {
  package let bytes: [UInt8]
  package let kinds: FormKinds

  @inline(__always)
  package init(_ bytes: [UInt8], _ kinds: FormKinds) {
    self.bytes = bytes
    self.kinds = kinds
  }
}

/// Bits for the forms of a word, by what they can be.
package struct FormMarks: Sendable {
  private let always: UInt64
  private let ofPlurals: UInt64
  private let ofOthers: UInt64
  /// The kinds that are bits themselves.
  private let ownKinds: UInt64

  /// - Parameters:
  ///   - always: Of all forms.
  ///   - plurals: Of forms that are plural and not singular.
  ///   - others: Of all but those.
  ///   - kinds: Kinds that stand for themselves: the bits are equal.
  package init(
    always: UInt64 = 0, plurals: UInt64 = 0, others: UInt64 = 0, kinds: FormKinds = []
  ) {
    self.always = always
    ofPlurals = plurals
    ofOthers = others
    ownKinds = UInt64(kinds.rawValue)
  }

  @inline(__always)
  fileprivate subscript(kinds: FormKinds) -> UInt64 {
    let isPlural = kinds.contains(.plural) && !kinds.contains(.singular)
    return always | UInt64(kinds.rawValue) & ownKinds | (isPlural ? ofPlurals : ofOthers)
  }
}

/// How a word in a pattern is meant: `~`, `~v`, `~n`, `~a`.
package enum WordClass: UInt8, Sendable {
  case any, verb, noun, adjective
}

/// English inflection: the forms of a word in British and American spelling.
package enum Inflection {
  /// The forms of a word, without repetition, the word as given first.
  ///
  /// With ``WordClass/any`` these are the forms of every class that the word may belong to, and the
  /// word itself counts as unmarked form of each class. A word that the lists do not hold is
  /// inflected by rule, so any bytes give at least themselves. Where the forms are wanted as numbers
  /// of words, an ``Inflector`` makes them for less.
  package static func forms(of lemma: [UInt8], as wordClass: WordClass) -> [WordForm] {
    var inflector = Inflector()
    var vocabulary = Vocabulary(capacity: 16)
    inflector.inflect(lemma, 0..<lemma.count, as: wordClass, addingTo: &vocabulary)
    return (0..<inflector.count).map { index in
      WordForm(Array(vocabulary.bytes(of: inflector[index].word)), inflector[index].kinds)
    }
  }
}

/// Inflects one word after the other into numbers of words.
///
/// Each form is written in place over the end of the word and looked up where it stands. A word of
/// more than ``longestWord`` bytes has itself as its only form.
///
/// - fixed: the lists
/// - resettable: the word and its forms, by each word
package struct Inflector: Sendable {
  package static let longestWord = 48

  /// A form of the last word: the number of its spelling, with all that it can be.
  package struct Form: Sendable {
    /// ``WordID/none`` for a spelling that the vocabulary does not know.
    package var word = WordID.none
    package var kinds: FormKinds = []
  }

  /// The number of forms of the last word.
  package private(set) var count = 0
  private static var most: Int { 64 }
  private var forms = InlineArray<64, Form>(repeating: Form())
  private let table = InflectionTable.shared
  private var lemma = Lemma()
  private var entry = InflectionEntry()
  /// The caller's, while a word is inflected.
  private var vocabulary = Vocabulary(capacity: 0)
  private var addsWords = false

  package init() {}

  /// A form of the last word; no two have the same spelling.
  @inline(__always)
  package subscript(index: Int) -> Form { forms[index] }

  /// Inflects a word that is part of an array; spellings that are new are added to the vocabulary.
  package mutating func inflect(
    _ text: [UInt8], _ range: Range<Int>, as wordClass: WordClass,
    addingTo vocabulary: inout Vocabulary
  ) {
    swap(&vocabulary, &self.vocabulary)
    addsWords = true
    text.withWords(range.lowerBound, range.count) { inflect($0, as: wordClass) }
    swap(&vocabulary, &self.vocabulary)
  }

  /// Inflects a word and marks its forms in a table by number of word, which grows as needed.
  ///
  /// Here, not where the marks mean something: a rules file has ten thousands of forms.
  package mutating func mark(
    _ text: [UInt8], _ range: Range<Int>, as wordClass: WordClass,
    addingTo vocabulary: inout Vocabulary, _ marks: FormMarks, in table: inout [UInt64]
  ) {
    inflect(text, range, as: wordClass, addingTo: &vocabulary)
    if Int(vocabulary.count) > table.count {
      table.append(contentsOf: repeatElement(0, count: Int(vocabulary.count) + 4096 - table.count))
    }
    for index in 0..<count {
      table[Int(forms[index].word.rawValue)] |= marks[forms[index].kinds]
    }
  }

  /// Inflects a word of a vocabulary, to which new spellings are added.
  mutating func inflect(
    _ word: WordID, as wordClass: WordClass, addingTo vocabulary: inout Vocabulary
  ) {
    swap(&vocabulary, &self.vocabulary)
    addsWords = true
    lemma.take(self.vocabulary, word)
    if lemma.count > 0 {
      inflectLemma(as: wordClass)
    } else {
      count = 0
      add(word, wordClass.unmarkedKinds)
    }
    swap(&vocabulary, &self.vocabulary)
  }

  /// Inflects a word that is part of an array, as far as the vocabulary knows its forms.
  package mutating func inflect(
    _ text: [UInt8], _ range: Range<Int>, as wordClass: WordClass, knownTo vocabulary: Vocabulary
  ) {
    let own = self.vocabulary
    self.vocabulary = vocabulary
    addsWords = false
    text.withWords(range.lowerBound, range.count) { inflect($0, as: wordClass) }
    self.vocabulary = own
  }

  private mutating func inflect(_ word: ByteWords, as wordClass: WordClass) {
    if lemma.take(word) {
      inflectLemma(as: wordClass)
    } else {
      count = 0
      add(word, wordClass.unmarkedKinds)
    }
  }

  /// Makes the forms of the word that was taken.
  private mutating func inflectLemma(as wordClass: WordClass) {
    count = 0
    entry = table.entry(of: lemma)
    let row = entry.spelling
    if row >= 0 {
      let own = table.spellings(row).first { lemma.equals(table.bytes, table.range($0)) }
      addForms(as: wordClass)
      for spelling in table.spellings(row) where spelling != own {
        lemma.take(table.bytes, table.range(spelling))
        entry = table.entry(of: lemma)
        addForms(as: wordClass)
      }
      return
    }
    addForms(as: wordClass)
    if let place = lemma.placeOfISE, !table.entry(of: lemma.verb(inISEAt: place)).has(.fixedISE) {
      lemma.swapSpelling(at: place)
      entry = table.entry(of: lemma)
      addForms(as: wordClass)
    }
  }

  private mutating func addForms(as wordClass: WordClass) {
    switch wordClass {
    case _ where !lemma.isInflectable: add("", wordClass.unmarkedKinds)
    case .verb: addVerb()
    case .noun: addNoun()
    case .adjective: addAdjective(isGradable: lemma.mayTakeER(entry))
    case .any: addPlausibleForms()
    }
  }

  private mutating func addPlausibleForms() {
    if entry.has(.paradigm) {
      addVerb()
      return
    }
    add("", WordClass.any.unmarkedKinds)
    // `new~` must not find the news, nor `fair~` a fair adverb.
    if entry.has(.uninflected) || entry.has(.gradableOnly) || !lemma.mayBeNounOrVerb(entry) {
      if entry.has(.gradableOnly) { addAdjective(isGradable: true) }
      return
    }
    if lemma.mayBeVerb(entry) { addVerb() }
    addNoun()
    if entry.has(.gradableToo) || entry.adjective >= 0 {
      addAdjective(isGradable: true)
    }
  }

  /// Adds the word with an ending, after dropping letters.
  private mutating func add(_ ending: StaticString, _ kinds: FormKinds, dropping dropped: Int = 0) {
    let length = lemma.write(ending, over: dropped)
    addStart(of: length, kinds)
    if dropped > 0 { lemma.restore(dropped) }
  }

  /// Adds the word with its last letter doubled and an ending.
  private mutating func addDoubled(_ ending: StaticString, _ kinds: FormKinds) {
    addStart(of: lemma.writeDoubled(ending), kinds)
  }

  private mutating func addStart(of length: Int, _ kinds: FormKinds) {
    let word = lemma.withWords(length) { number(of: $0) }
    add(word, kinds)
  }

  private mutating func add(_ text: ByteWords, _ kinds: FormKinds) { add(number(of: text), kinds) }

  @inline(__always)
  private mutating func number(of text: ByteWords) -> WordID {
    addsWords ? vocabulary.intern(text) : vocabulary.find(text.hash(), text)
  }

  private mutating func addIrregular(_ row: Int32) {
    for index in table.irregularForms(row) {
      let form = table.irregularForm(index)
      let word = table.bytes.withWords(Int(form.start), Int(form.end - form.start)) {
        number(of: $0)
      }
      add(word, form.kinds)
    }
  }

  /// Adds a form, or its kinds where the spelling is there already.
  private mutating func add(_ word: WordID, _ added: FormKinds) {
    for index in 0..<count where forms[index].word == word {
      forms[index].kinds.formUnion(added)
      return
    }
    // No word of English comes near.
    guard count < Self.most else { return }
    forms[count] = Form(word: word, kinds: added)
    count += 1
  }
}

// MARK: - Verbs

extension Inflector {
  private mutating func addVerb() {
    add("", .base)
    if entry.has(.paradigm) {
      addIrregular(entry.verb)
      return
    }
    addEndingS(.thirdPerson)
    let doubling = lemma.doubling(entry)
    if entry.verb >= 0 {
      addIrregular(entry.verb)
    } else {
      addEndingED(doubling)
    }
    if entry.ing >= 0 {
      addIrregular(entry.ing)
    } else {
      addEndingING(doubling)
    }
  }

  private mutating func addEndingED(_ doubling: Doubling) {
    let kinds: FormKinds = [.past, .pastParticiple]
    if lemma.letter(0) == "e" {
      add("d", kinds)
    } else if lemma.endsInConsonantAndY {
      add("ied", kinds, dropping: 1)
    } else if lemma.endsInVowelAndC {
      add("ked", kinds)
    } else {
      if doubling != .never { addDoubled("ed", kinds) }
      if doubling != .always { add("ed", kinds) }
    }
  }

  private mutating func addEndingING(_ doubling: Doubling) {
    if lemma.letter(0) == "e" {
      switch lemma.letter(1) {
      case "i": add("ying", .ing, dropping: 2)
      case "e", "o", "y": add("ing", .ing)
      default: add("ing", .ing, dropping: 1)
      }
    } else if lemma.endsInVowelAndC {
      add("king", .ing)
    } else {
      if doubling != .never { addDoubled("ing", .ing) }
      if doubling != .always { add("ing", .ing) }
    }
  }

  /// The ending that plurals and the third person share.
  private mutating func addEndingS(_ kinds: FormKinds) {
    switch lemma.letter(0) {
    case "s", "x": add("es", kinds)
    case "z":
      if lemma.doubling(entry) == .always { addDoubled("es", kinds) } else { add("es", kinds) }
    case "h" where lemma.letter(1) == "s", "h" where lemma.letter(1) == "c" && !entry.has(.hardCH):
      add("es", kinds)
    case "y" where lemma.endsInConsonantAndY: add("ies", kinds, dropping: 1)
    case "o" where entry.has(.takesES): add("es", kinds)
    case "o" where entry.has(.mayTakeES):
      add("s", kinds)
      add("es", kinds)
    default: add("s", kinds)
    }
  }
}

// MARK: - Nouns and adjectives

extension Inflector {
  private mutating func addNoun() {
    if entry.has(.pluralOnly) || lemma.looksPlural(entry) {
      add("", .plural)
      if lemma.ends("people") { add("s", .plural) }
      return
    }
    add("", entry.has(.invariant) ? [.singular, .plural] : .singular)
    if entry.noun >= 0 {
      addIrregular(entry.noun)
    } else if entry.has(.invariant) || entry.has(.uncountable) {
      return
    } else if lemma.isManCompound(entry) {
      add("en", .plural, dropping: 2)
    } else if lemma.isPersonCompound {
      add("s", .plural)
      add("people", .plural, dropping: 6)
    } else if lemma.endsInSIS {
      add("es", .plural, dropping: 2)
    } else {
      addEndingS(.plural)
    }
  }

  private mutating func addAdjective(isGradable: Bool) {
    add("", .positive)
    if entry.adjective >= 0 {
      addIrregular(entry.adjective)
    } else if isGradable {
      if lemma.letter(0) == "e" {
        add("r", .comparative)
        add("st", .superlative)
      } else if lemma.endsInConsonantAndY {
        add("ier", .comparative, dropping: 1)
        add("iest", .superlative, dropping: 1)
      } else if lemma.hasOneVowel && lemma.endsInVowelAndConsonant {
        addDoubled("er", .comparative)
        addDoubled("est", .superlative)
      } else {
        add("er", .comparative)
        add("est", .superlative)
      }
    }
  }
}

// MARK: - The shape of a word

/// Whether the last letter is doubled before a vowel: `stopped`, `travelled` or `traveled`, `visited`.
enum Doubling {
  case always, either, never
}

extension WordClass {
  fileprivate var unmarkedKinds: FormKinds {
    switch self {
    case .any: [.base, .singular, .positive]
    case .verb: .base
    case .noun: .singular
    case .adjective: .positive
    }
  }
}

/// The word that is inflected, with room for endings behind it.
struct Lemma: Sendable {
  private var bytes = InlineArray<64, UInt8>(repeating: 0)
  private(set) var count = 0
  /// The last letters, which endings may be written over.
  private var last: UInt64 = 0

  // MARK: Taking

  /// Takes a word unless it is too long.
  mutating func take(_ word: ByteWords) -> Bool {
    guard word.count <= Inflector.longestWord else { return false }
    count = word.count
    var span = bytes.mutableSpan
    unsafe span.withUnsafeMutableBytes { target in
      unsafe word.write(to: target, at: 0, lowercasing: false)
    }
    return true
  }

  /// Takes a word of a vocabulary; it is empty when it is too long.
  mutating func take(_ vocabulary: Vocabulary, _ word: WordID) {
    count = 0
    vocabulary.withBytes(of: word) { text, range in take(text, range) }
  }

  mutating func take(_ text: [UInt8], _ range: Range<Int>) {
    _ = text.withWords(range.lowerBound, range.count) { take($0) }
  }

  /// Calls with the first bytes, endings included.
  @inline(__always)
  func withWords<Result>(_ length: Int, _ body: (ByteWords) -> Result) -> Result {
    unsafe bytes.span.withUnsafeBytes { buffer in unsafe body(ByteWords(buffer, 0, length)) }
  }

  func equals(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    withWords(count) { own in
      text.withWords(range.lowerBound, range.count) { own.equals($0) }
    }
  }

  // MARK: Endings

  /// Writes an ending over the last letters and answers where it ends.
  @inline(__always)
  mutating func write(_ ending: StaticString, over dropped: Int) -> Int {
    let place = count - dropped
    if dropped > 0 {
      last = 0
      for offset in 0..<dropped { last = last << 8 | UInt64(bytes[count - 1 - offset]) }
    }
    return write(ending, at: place)
  }

  /// Writes the last letter again and an ending behind it, and answers where it ends.
  @inline(__always)
  mutating func writeDoubled(_ ending: StaticString) -> Int {
    bytes[count] = bytes[count - 1]
    return write(ending, at: count + 1)
  }

  @inline(__always)
  private mutating func write(_ ending: StaticString, at place: Int) -> Int {
    for offset in 0..<ending.utf8CodeUnitCount {
      unsafe bytes[place + offset] = ending.utf8Start[offset]
    }
    return place + ending.utf8CodeUnitCount
  }

  /// Puts letters back that an ending was written over.
  mutating func restore(_ dropped: Int) {
    for offset in 0..<dropped {
      bytes[count - dropped + offset] = UInt8(truncatingIfNeeded: last >> UInt64(offset * 8))
    }
  }

  /// The verb in -ise that a word with such an ending comes from.
  func verb(inISEAt place: Int) -> Lemma {
    var verb = self
    verb.bytes[place + 1] = UInt8(ascii: "e")
    verb.count = place + 2
    return verb
  }

  /// Makes `organise` of `organize` and back.
  mutating func swapSpelling(at place: Int) {
    bytes[place] ^= UInt8(ascii: "s") ^ UInt8(ascii: "z")
  }

  // MARK: Shape

  /// Letters only, at least two: not `U.S.`, `G7` or a contraction.
  var isInflectable: Bool {
    for place in 0..<count where bytes[place] < 0x61 || (bytes[place] > 0x7A && bytes[place] < 0x80)
    {
      return false
    }
    return count >= 2
  }

  /// The letter at a distance from the end, a space where there is none.
  @inline(__always)
  func letter(_ distance: Int) -> Unicode.Scalar {
    distance < count ? Unicode.Scalar(bytes[count - 1 - distance]) : " "
  }

  /// A vowel letter at a distance from the end; `u` after `q` and a leading `y` are none.
  func isVowel(_ distance: Int) -> Bool {
    switch letter(distance) {
    case "a", "e", "i", "o": true
    case "u": letter(distance + 1) != "q"
    case "y": distance + 1 < count
    default: false
    }
  }

  var endsInConsonantAndY: Bool {
    letter(0) == "y" && count >= 3 && !isVowel(1)
  }

  /// `panic`, `bivouac`: a `k` keeps the sound.
  var endsInVowelAndC: Bool { letter(0) == "c" && isVowel(1) }

  /// A single vowel, then a consonant that can be doubled.
  var endsInVowelAndConsonant: Bool {
    switch letter(0) {
    case "a", "c", "e", "h", "i", "o", "u", "w", "x", "y": false
    case let last: last.isASCII && isVowel(1) && letter(1) != "y" && !isVowel(2)
    }
  }

  var hasOneVowel: Bool {
    var vowels = 0
    for distance in 0..<count where isVowel(distance) { vowels += 1 }
    return vowels == 1
  }

  /// `fuel`, `dial`, `equal`, `travel`, but not `reveal`.
  private var endsInVowelAndL: Bool {
    guard letter(0) == "l", isVowel(1) else { return false }
    switch (letter(2), letter(1)) {
    case ("u", "e"), ("i", "a"), ("u", "a"), ("i", "o"): return true
    default: return !isVowel(2)
    }
  }

  func doubling(_ entry: InflectionEntry) -> Doubling {
    if entry.has(.doubles) { return .always }
    if entry.has(.mayDouble) { return .either }
    if endsInVowelAndConsonant && hasOneVowel { return .always }
    return endsInVowelAndL && !entry.has(.singleL) ? .either : .never
  }

  var endsInSIS: Bool { count > 4 && ends("sis") }

  /// `spokesman`, `woman`, but not `human`.
  func isManCompound(_ entry: InflectionEntry) -> Bool {
    count > 4 && ends("man") && !entry.has(.plainMan)
  }

  var isPersonCompound: Bool { count > 8 && ends("person") }

  /// `sanctions`, `talks`: a lemma that is a plural as it stands.
  func looksPlural(_ entry: InflectionEntry) -> Bool {
    guard letter(0) == "s", count > 3, entry.noun < 0, !entry.has(.uncountable),
      !entry.has(.invariant)
    else { return false }
    switch letter(1) {
    case "s", "u", "i", "a", "o": return false
    default: return true
    }
  }

  /// False for adverbs in -ly and for adjectives whose ending tells: `hazardous`, `groundless`.
  func mayBeNounOrVerb(_ entry: InflectionEntry) -> Bool {
    if count >= 7 && ends("ly") { return entry.has(.inflectedLY) }
    return !(ends("ous") || (count > 5 && ends("less")))
  }

  /// False where a plain `~` cannot mean a verb: `crisis`, `chairman`, `talks`, `children`.
  func mayBeVerb(_ entry: InflectionEntry) -> Bool {
    if entry.has(.nounAndVerb) { return true }
    let isNounOnly =
      entry.noun >= 0 || entry.has(.pluralOnly) || entry.has(.invariant) || endsInSIS
      || isManCompound(entry) || isPersonCompound || looksPlural(entry) || bytes[count - 1] >= 0x80
    return !isNounOnly
  }

  /// Whether an adjective that the lists do not hold is short enough for -er and -est.
  func mayTakeER(_ entry: InflectionEntry) -> Bool {
    if entry.has(.gradableOnly) || entry.has(.gradableToo) { return true }
    if entry.has(.ungradable) || bytes[count - 1] >= 0x80 { return false }
    let syllables = syllableCount
    return syllables == 1 || (syllables == 2 && endsInConsonantAndY)
  }

  /// Groups of vowels, without a silent `e` at the end.
  private var syllableCount: Int {
    var groups = 0
    for distance in 0..<count where isVowel(distance) && !isVowel(distance + 1) { groups += 1 }
    let isSilentE = groups > 1 && letter(0) == "e" && !isVowel(1) && letter(1) != "l"
    return isSilentE ? groups - 1 : groups
  }

  /// Whether the bytes end so.
  @inline(__always)
  func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard length <= count else { return false }
    for offset in 0..<length
    where unsafe bytes[count - length + offset] != ending.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The place of the `s` or `z` that the spellings with -ise and -ize write differently.
  ///
  /// The stem has three letters and ends in a consonant: `raise`, `noise`, `seize` and `wise` are
  /// out by form; `promise` and `advise` are out by list.
  var placeOfISE: Int? {
    switch letter(0) {
    case "e": placeOfISE(before: "e") ?? placeOfISE(before: "able")
    case "d": placeOfISE(before: "ed")
    case "r": placeOfISE(before: "er")
    case "g": placeOfISE(before: "ing")
    case "n": placeOfISE(before: "ation")
    case "l": placeOfISE(before: "ational")
    default: nil
    }
  }

  private func placeOfISE(before ending: StaticString) -> Int? {
    let place = count - ending.utf8CodeUnitCount - 1
    guard count > 4, place >= 4,
      bytes[place] == UInt8(ascii: "s") || bytes[place] == UInt8(ascii: "z"), ends(ending)
    else { return nil }
    switch bytes[place - 1] {
    case UInt8(ascii: "i"): return isVowelLetter(place - 2) ? nil : place
    case UInt8(ascii: "y"): return bytes[place - 2] == UInt8(ascii: "l") ? place : nil
    default: return nil
    }
  }

  private func isVowelLetter(_ place: Int) -> Bool {
    switch Unicode.Scalar(bytes[place]) {
    case "a", "e", "i", "o", "u", "y": true
    default: false
    }
  }
}
