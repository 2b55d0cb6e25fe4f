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
  /// inflected by rule, so any bytes give at least themselves. For many words one ``Inflector``
  /// costs less.
  package static func forms(of lemma: [UInt8], as wordClass: WordClass) -> [WordForm] {
    var inflector = Inflector()
    inflector.inflect(lemma, as: wordClass)
    return (0..<inflector.forms.count).map { index in
      WordForm(
        Array(inflector.forms.bytes[inflector.forms.range(index)]), inflector.forms.kinds[index])
    }
  }
}

/// The forms of one word, end to end in one array.
package struct FormList: Sendable {
  package private(set) var bytes: [UInt8] = []
  package private(set) var kinds: [FormKinds] = []
  /// Where each form ends; the first is 0.
  private var ends = [0]

  package var count: Int { kinds.count }

  /// The bytes of a form.
  @inline(__always)
  package func range(_ index: Int) -> Range<Int> { ends[index]..<ends[index + 1] }

  fileprivate mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    ends.append(0)
  }

  fileprivate mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  fileprivate mutating func append(_ word: [UInt8], _ range: Range<Int>) {
    for place in range { bytes.append(word[place]) }
  }

  @inline(__always)
  fileprivate mutating func append(_ ending: StaticString) {
    for place in 0..<ending.utf8CodeUnitCount { unsafe bytes.append(ending.utf8Start[place]) }
  }

  /// Makes what was appended a form, or adds its kinds to an equal one.
  fileprivate mutating func close(_ added: FormKinds) {
    let start = ends[ends.count - 1]
    if let equal = index(ofForm: start..<bytes.count) {
      kinds[equal].formUnion(added)
      bytes.removeLast(bytes.count - start)
    } else {
      kinds.append(added)
      ends.append(bytes.count)
    }
  }

  private func index(ofForm range: Range<Int>) -> Int? {
    let span = unsafe bytes.span.bytes
    for index in 0..<kinds.count where ends[index + 1] - ends[index] == range.count {
      if span.equals(ends[index], span, range.lowerBound, range.count) { return index }
    }
    return nil
  }
}

/// Inflects one word after the other, without making arrays for each.
///
/// - fixed: the lists
/// - resettable: the word and its forms, by each word
package struct Inflector: Sendable {
  package private(set) var forms = FormList()
  private let table = InflectionTable.shared
  private var lemma: [UInt8] = []
  private var entry = InflectionEntry()

  package init() {}

  /// Makes ``forms`` the forms of a word, as ``Inflection/forms(of:as:)`` tells them.
  package mutating func inflect(_ word: [UInt8], as wordClass: WordClass) {
    inflect(word, 0..<word.count, as: wordClass)
  }

  /// Makes ``forms`` the forms of a word that is part of an array.
  package mutating func inflect(_ text: [UInt8], _ range: Range<Int>, as wordClass: WordClass) {
    forms.removeAll()
    take(text, range)
    let spellings = entry.spelling
    addForms(as: wordClass)
    if spellings >= 0 {
      for index in table.spellings(spellings)
      where !table.isEqual(index, text, range) {
        take(table.bytes, table.range(index))
        addForms(as: wordClass)
      }
    } else if swapISE() {
      entry = table.entry(of: lemma, 0..<lemma.count)
      addForms(as: wordClass)
    }
  }

  private mutating func take(_ text: [UInt8], _ range: Range<Int>) {
    lemma.removeAll(keepingCapacity: true)
    for place in range { lemma.append(text[place]) }
    entry = table.entry(of: text, range)
  }

  /// Writes `organise` for `organize` and back, also in -iser, -ised, -ising, -isable, -isation and
  /// -lyse.
  private mutating func swapISE() -> Bool {
    guard let place = lemma.placeOfISE else { return false }
    let letter = lemma[place]
    let next = place + 1 < lemma.count ? lemma[place + 1] : nil
    if next == UInt8(ascii: "e") {
      guard !table.entry(of: lemma, 0..<place + 2).has(.fixedISE) else { return false }
    } else {
      let verb = lemma[...place] + [UInt8(ascii: "e")]
      guard !table.entry(of: Array(verb), 0..<verb.count).has(.fixedISE) else { return false }
    }
    lemma[place] = letter ^ UInt8(ascii: "s") ^ UInt8(ascii: "z")
    return true
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
    forms.append(lemma, 0..<lemma.count - dropped)
    forms.append(ending)
    forms.close(kinds)
  }

  /// Adds the word with its last letter doubled and an ending.
  private mutating func addDoubled(_ ending: StaticString, _ kinds: FormKinds) {
    forms.append(lemma, 0..<lemma.count)
    forms.append(lemma[lemma.count - 1])
    forms.append(ending)
    forms.close(kinds)
  }

  private mutating func addIrregular(_ row: Int32) {
    for form in table.irregular(row) {
      forms.append(table.bytes, Int(form.start)..<Int(form.end))
      forms.close(form.kinds)
    }
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
private enum Doubling {
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

extension [UInt8] {
  /// Letters only, at least two: not `U.S.`, `G7` or a contraction.
  fileprivate var isInflectable: Bool {
    count >= 2 && allSatisfy { $0 >= 0x80 || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) }
  }

  /// The letter at a distance from the end, a space where there is none.
  @inline(__always)
  fileprivate func letter(_ distance: Int) -> Unicode.Scalar {
    distance < count ? Unicode.Scalar(self[count - 1 - distance]) : " "
  }

  /// A vowel letter at a distance from the end; `u` after `q` and a leading `y` are none.
  fileprivate func isVowel(_ distance: Int) -> Bool {
    switch letter(distance) {
    case "a", "e", "i", "o": true
    case "u": letter(distance + 1) != "q"
    case "y": distance + 1 < count
    default: false
    }
  }

  fileprivate var endsInConsonantAndY: Bool {
    letter(0) == "y" && count >= 3 && !isVowel(1)
  }

  /// `panic`, `bivouac`: a `k` keeps the sound.
  fileprivate var endsInVowelAndC: Bool { letter(0) == "c" && isVowel(1) }

  /// A single vowel, then a consonant that can be doubled.
  fileprivate var endsInVowelAndConsonant: Bool {
    switch letter(0) {
    case "a", "c", "e", "h", "i", "o", "u", "w", "x", "y": false
    case let last: last.isASCII && isVowel(1) && letter(1) != "y" && !isVowel(2)
    }
  }

  fileprivate var hasOneVowel: Bool {
    var vowels = 0
    for distance in indices where isVowel(distance) { vowels += 1 }
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

  fileprivate func doubling(_ entry: InflectionEntry) -> Doubling {
    if entry.has(.doubles) { return .always }
    if entry.has(.mayDouble) { return .either }
    if endsInVowelAndConsonant && hasOneVowel { return .always }
    return endsInVowelAndL && !entry.has(.singleL) ? .either : .never
  }

  fileprivate var endsInSIS: Bool { count > 4 && ends("sis") }

  /// `spokesman`, `woman`, but not `human`.
  fileprivate func isManCompound(_ entry: InflectionEntry) -> Bool {
    count > 4 && ends("man") && !entry.has(.plainMan)
  }

  fileprivate var isPersonCompound: Bool { count > 8 && ends("person") }

  /// `sanctions`, `talks`: a lemma that is a plural as it stands.
  fileprivate func looksPlural(_ entry: InflectionEntry) -> Bool {
    guard letter(0) == "s", count > 3, entry.noun < 0, !entry.has(.uncountable),
      !entry.has(.invariant)
    else { return false }
    switch letter(1) {
    case "s", "u", "i", "a", "o": return false
    default: return true
    }
  }

  /// False for adverbs in -ly and for adjectives whose ending tells: `hazardous`, `groundless`.
  fileprivate func mayBeNounOrVerb(_ entry: InflectionEntry) -> Bool {
    if count >= 7 && ends("ly") { return entry.has(.inflectedLY) }
    return !(ends("ous") || (count > 5 && ends("less")))
  }

  /// False where a plain `~` cannot mean a verb: `crisis`, `chairman`, `talks`, `children`.
  fileprivate func mayBeVerb(_ entry: InflectionEntry) -> Bool {
    if entry.has(.nounAndVerb) { return true }
    let isNounOnly =
      entry.noun >= 0 || entry.has(.pluralOnly) || entry.has(.invariant) || endsInSIS
      || isManCompound(entry) || isPersonCompound || looksPlural(entry) || self[count - 1] >= 0x80
    return !isNounOnly
  }

  /// Whether an adjective that the lists do not hold is short enough for -er and -est.
  fileprivate func mayTakeER(_ entry: InflectionEntry) -> Bool {
    if entry.has(.gradableOnly) || entry.has(.gradableToo) { return true }
    if entry.has(.ungradable) || self[count - 1] >= 0x80 { return false }
    let syllables = syllableCount
    return syllables == 1 || (syllables == 2 && endsInConsonantAndY)
  }

  /// Groups of vowels, without a silent `e` at the end.
  private var syllableCount: Int {
    var groups = 0
    for distance in indices where isVowel(distance) && !isVowel(distance + 1) { groups += 1 }
    let isSilentE = groups > 1 && letter(0) == "e" && !isVowel(1) && letter(1) != "l"
    return isSilentE ? groups - 1 : groups
  }

  /// Whether the bytes end so.
  @inline(__always)
  fileprivate func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard length <= count else { return false }
    for offset in 0..<length
    where unsafe self[count - length + offset] != ending.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The place of the `s` or `z` that the spellings with -ise and -ize write differently.
  ///
  /// The stem has three letters and ends in a consonant: `raise`, `noise`, `seize` and `wise` are
  /// out by form; `promise` and `advise` are out by list.
  fileprivate var placeOfISE: Int? {
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
      self[place] == UInt8(ascii: "s") || self[place] == UInt8(ascii: "z"), ends(ending)
    else { return nil }
    switch self[place - 1] {
    case UInt8(ascii: "i"): return isVowelLetter(place - 2) ? nil : place
    case UInt8(ascii: "y"): return self[place - 2] == UInt8(ascii: "l") ? place : nil
    default: return nil
    }
  }

  private func isVowelLetter(_ place: Int) -> Bool {
    switch Unicode.Scalar(self[place]) {
    case "a", "e", "i", "o", "u", "y": true
    default: false
    }
  }
}
