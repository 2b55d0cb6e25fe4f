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
  /// inflected by rule, so any bytes give at least themselves.
  package static func forms(of lemma: [UInt8], as wordClass: WordClass) -> [WordForm] {
    let table = InflectionTable.shared
    let entry = table.entry(of: lemma)
    var inflector = Inflector(table: table)
    inflector.addForms(of: lemma, entry, as: wordClass)
    for other in table.otherSpellings(of: lemma, entry) {
      inflector.addForms(of: other, table.entry(of: other), as: wordClass)
    }
    return inflector.forms
  }
}

/// Collects the forms of one word.
private struct Inflector {
  private(set) var forms: [WordForm] = []
  private let table: InflectionTable

  init(table: InflectionTable) {
    self.table = table
    forms.reserveCapacity(8)
  }

  mutating func addForms(of lemma: [UInt8], _ entry: InflectionEntry, as wordClass: WordClass) {
    switch wordClass {
    case _ where !lemma.isInflectable: add(lemma, wordClass.unmarkedKinds)
    case .verb: addVerb(lemma, entry)
    case .noun: addNoun(lemma, entry)
    case .adjective: addAdjective(lemma, entry, isGradable: lemma.mayTakeER(entry))
    case .any: addPlausibleForms(of: lemma, entry)
    }
  }

  private mutating func addPlausibleForms(of lemma: [UInt8], _ entry: InflectionEntry) {
    if entry.has(.paradigm) {
      addVerb(lemma, entry)
      return
    }
    add(lemma, WordClass.any.unmarkedKinds)
    // `new~` must not find the news, nor `fair~` a fair adverb.
    if entry.has(.uninflected) || entry.has(.gradableOnly) || !lemma.mayBeNounOrVerb(entry) {
      if entry.has(.gradableOnly) { addAdjective(lemma, entry, isGradable: true) }
      return
    }
    if lemma.mayBeVerb(entry) { addVerb(lemma, entry) }
    addNoun(lemma, entry)
    if entry.has(.gradableToo) || entry.adjective >= 0 {
      addAdjective(lemma, entry, isGradable: true)
    }
  }

  /// Adds a form, or its kinds when the spelling is there already.
  private mutating func add(_ bytes: [UInt8], _ kinds: FormKinds) {
    for index in forms.indices where forms[index].bytes == bytes {
      forms[index] = WordForm(forms[index].bytes, forms[index].kinds.union(kinds))
      return
    }
    forms.append(WordForm(bytes, kinds))
  }

  private mutating func add(_ irregular: [WordForm]) {
    for form in irregular { add(form.bytes, form.kinds) }
  }
}

// MARK: - Verbs

extension Inflector {
  private mutating func addVerb(_ lemma: [UInt8], _ entry: InflectionEntry) {
    add(lemma, .base)
    if entry.has(.paradigm) {
      add(table.irregular(entry.verb))
      return
    }
    addEndingS(lemma, entry, .thirdPerson)
    let doubling = lemma.doubling(entry)
    if entry.verb >= 0 {
      add(table.irregular(entry.verb))
    } else {
      addEndingED(lemma, doubling)
    }
    if entry.ing >= 0 {
      add(table.irregular(entry.ing))
    } else {
      addEndingING(lemma, doubling)
    }
  }

  private mutating func addEndingED(_ lemma: [UInt8], _ doubling: Doubling) {
    let kinds: FormKinds = [.past, .pastParticiple]
    if lemma.letter(0) == "e" {
      add(lemma.with("d"), kinds)
    } else if lemma.endsInConsonantAndY {
      add(lemma.with("ied", replacing: 1), kinds)
    } else if lemma.endsInVowelAndC {
      add(lemma.with("ked"), kinds)
    } else {
      if doubling != .never { add(lemma.doubled(with: "ed"), kinds) }
      if doubling != .always { add(lemma.with("ed"), kinds) }
    }
  }

  private mutating func addEndingING(_ lemma: [UInt8], _ doubling: Doubling) {
    if lemma.letter(0) == "e" {
      switch lemma.letter(1) {
      case "i": add(lemma.with("ying", replacing: 2), .ing)
      case "e", "o", "y": add(lemma.with("ing"), .ing)
      default: add(lemma.with("ing", replacing: 1), .ing)
      }
    } else if lemma.endsInVowelAndC {
      add(lemma.with("king"), .ing)
    } else {
      if doubling != .never { add(lemma.doubled(with: "ing"), .ing) }
      if doubling != .always { add(lemma.with("ing"), .ing) }
    }
  }

  /// The ending that plurals and the third person share.
  private mutating func addEndingS(
    _ lemma: [UInt8], _ entry: InflectionEntry, _ kinds: FormKinds
  ) {
    switch lemma.letter(0) {
    case "s", "x": add(lemma.with("es"), kinds)
    case "z":
      add(lemma.doubling(entry) == .always ? lemma.doubled(with: "es") : lemma.with("es"), kinds)
    case "h" where lemma.letter(1) == "s", "h" where lemma.letter(1) == "c" && !entry.has(.hardCH):
      add(lemma.with("es"), kinds)
    case "y" where lemma.endsInConsonantAndY: add(lemma.with("ies", replacing: 1), kinds)
    case "o" where entry.has(.takesES): add(lemma.with("es"), kinds)
    case "o" where entry.has(.mayTakeES):
      add(lemma.with("s"), kinds)
      add(lemma.with("es"), kinds)
    default: add(lemma.with("s"), kinds)
    }
  }
}

// MARK: - Nouns and adjectives

extension Inflector {
  private mutating func addNoun(_ lemma: [UInt8], _ entry: InflectionEntry) {
    if entry.has(.pluralOnly) || lemma.looksPlural(entry) {
      add(lemma, .plural)
      if lemma.ends("people") { add(lemma.with("s"), .plural) }
      return
    }
    add(lemma, entry.has(.invariant) ? [.singular, .plural] : .singular)
    if entry.noun >= 0 {
      add(table.irregular(entry.noun))
    } else if entry.has(.invariant) || entry.has(.uncountable) {
      return
    } else if lemma.isManCompound(entry) {
      add(lemma.with("en", replacing: 2), .plural)
    } else if lemma.isPersonCompound {
      add(lemma.with("s"), .plural)
      add(lemma.with("people", replacing: 6), .plural)
    } else if lemma.endsInSIS {
      add(lemma.with("es", replacing: 2), .plural)
    } else {
      addEndingS(lemma, entry, .plural)
    }
  }

  private mutating func addAdjective(
    _ lemma: [UInt8], _ entry: InflectionEntry, isGradable: Bool
  ) {
    add(lemma, .positive)
    if entry.adjective >= 0 {
      add(table.irregular(entry.adjective))
    } else if isGradable {
      addCompared(lemma, "er", "r", .comparative)
      addCompared(lemma, "est", "st", .superlative)
    }
  }

  private mutating func addCompared(
    _ lemma: [UInt8], _ ending: StaticString, _ endingAfterE: StaticString, _ kind: FormKinds
  ) {
    if lemma.letter(0) == "e" {
      add(lemma.with(endingAfterE), kind)
    } else if lemma.endsInConsonantAndY {
      var stem = lemma
      stem[stem.count - 1] = UInt8(ascii: "i")
      add(stem.with(ending), kind)
    } else if lemma.hasOneVowel && lemma.endsInVowelAndConsonant {
      add(lemma.doubled(with: ending), kind)
    } else {
      add(lemma.with(ending), kind)
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

  fileprivate func doubled(with ending: StaticString) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(count + 1 + ending.utf8CodeUnitCount)
    bytes.append(contentsOf: self)
    bytes.append(self[count - 1])
    bytes.append(ending)
    return bytes
  }
}
