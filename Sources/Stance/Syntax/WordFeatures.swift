internal import Rules

/// What the lexicons of a rules file tell about a word, whatever its context.
struct WordFeature: OptionSet, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: Int) { rawValue = 1 << UInt64(bit) }

  // Verb forms.
  static let verbBase = WordFeature(bit: 0)
  static let verbThird = WordFeature(bit: 1)
  static let verbPast = WordFeature(bit: 2)
  static let verbParticiple = WordFeature(bit: 3)
  static let verbIng = WordFeature(bit: 4)
  // Nouns, adjectives, adverbs.
  static let nounSingular = WordFeature(bit: 5)
  static let nounPlural = WordFeature(bit: 6)
  /// A word that is noun and verb, likelier a noun.
  static let mostlyNoun = WordFeature(bit: 7)
  static let adjective = WordFeature(bit: 8)
  static let participleAdjective = WordFeature(bit: 9)
  static let adverb = WordFeature(bit: 10)
  // Closed classes.
  static let determiner = WordFeature(bit: 11)
  static let preposition = WordFeature(bit: 12)
  static let subordinator = WordFeature(bit: 13)
  static let coordinator = WordFeature(bit: 14)
  static let relative = WordFeature(bit: 15)
  static let pronounSubject = WordFeature(bit: 16)
  static let pronounObject = WordFeature(bit: 17)
  static let possessivePronoun = WordFeature(bit: 18)
  static let modal = WordFeature(bit: 19)
  static let be = WordFeature(bit: 20)
  static let have = WordFeature(bit: 21)
  static let `do` = WordFeature(bit: 22)
  static let whWord = WordFeature(bit: 23)
  static let negator = WordFeature(bit: 24)
  static let to = WordFeature(bit: 25)
  static let that = WordFeature(bit: 26)
  // People and bodies.
  static let titleHead = WordFeature(bit: 27)
  static let titleModifier = WordFeature(bit: 28)
  static let roleNoun = WordFeature(bit: 29)
  static let institutionHead = WordFeature(bit: 30)
  static let companySuffix = WordFeature(bit: 31)
  static let maleName = WordFeature(bit: 32)
  static let femaleName = WordFeature(bit: 33)
  static let particle = WordFeature(bit: 34)
  static let nameSuffix = WordFeature(bit: 35)
  static let notName = WordFeature(bit: 36)
  static let collective = WordFeature(bit: 37)
  // Time, abbreviations, reporting.
  static let month = WordFeature(bit: 38)
  static let weekday = WordFeature(bit: 39)
  static let timeNoun = WordFeature(bit: 40)
  static let abbreviation = WordFeature(bit: 41)
  static let abbreviationFinal = WordFeature(bit: 42)
  static let thatNoun = WordFeature(bit: 43)
  /// A finite form of a verb that is a reporting cue: `said`, `says`.
  static let reportingPast = WordFeature(bit: 44)
  static let courtesyTitle = WordFeature(bit: 45)
  static let roleNounPlural = WordFeature(bit: 46)
  /// Any form of a verb that is a cue of its own.
  static let cueVerb = WordFeature(bit: 47)
  static let firstPerson = WordFeature(bit: 48)
  static let governmentRole = WordFeature(bit: 49)
  static let governmentBody = WordFeature(bit: 50)
  static let legalForm = WordFeature(bit: 51)
  /// Whom things are told: reporters, lawmakers, investors.
  static let addressee = WordFeature(bit: 52)
  // What an office tells of the side spoken for.
  /// Speaks for the state whose name stands with it.
  static let stateRole = WordFeature(bit: 53)
  /// Speaks for a political party, never for the state it is elected in.
  static let legislatorRole = WordFeature(bit: 54)
  /// An office below the state: for a city or a province.
  static let localRole = WordFeature(bit: 55)
  /// Works for a candidate: speaks for the campaign.
  static let staffRole = WordFeature(bit: 56)
  /// Speaks for the company that the text is about.
  static let companyRole = WordFeature(bit: 57)
  static let formerWord = WordFeature(bit: 58)

  /// A form of a cue that takes what is said without `that`.
  static let clauseVerb = WordFeature(bit: 53)

  static let anyVerb: WordFeature = [.verbBase, .verbThird, .verbPast, .verbParticiple, .verbIng]
  static let anyNoun: WordFeature = [.nounSingular, .nounPlural]
  static let auxiliary: WordFeature = [.be, .have, .do]
  /// A word that only a clause with its own finite verb holds.
  static let finiteHint: WordFeature = [.modal, .be, .have, .do]
  static let function: WordFeature = [
    .determiner, .preposition, .subordinator, .coordinator, .relative, .pronounSubject,
    .pronounObject, .possessivePronoun, .modal, .be, .have, .do, .whWord, .negator, .to, .that,
  ]
  /// Words that open sentences and seldom follow a name or an abbreviation inside one.
  static let opener: WordFeature = [
    .determiner, .preposition, .subordinator, .coordinator, .pronounSubject, .possessivePronoun,
    .whWord, .negator, .that, .adverb,
  ]
  static let anyGivenName: WordFeature = [.maleName, .femaleName]
}

/// Features by word number, for the words of the rules and of the inflected lexicons.
struct WordFeatures: Sendable {
  /// The rules' vocabulary and the inflected words added here.
  var vocabulary: Vocabulary
  private var table: [WordFeature]
  private var inflector = Inflector()

  /// Takes the words of the rules over and adds what they inflect to.
  init(_ rules: inout RuleSet) {
    vocabulary = rules.takeVocabulary()
    table = [WordFeature](repeating: [], count: Int(vocabulary.count) * 2)
    addLexicons(rules)
    addCues(rules)
    addFixedWords()
  }

  /// Everything known of a word; empty for unknown words and marks.
  @inline(__always)
  subscript(word: WordID) -> WordFeature {
    let i = Int(word.rawValue)
    return i >= 0 && i < table.count ? table[i] : []
  }

  @inline(__always)
  func has(_ word: WordID, _ feature: WordFeature) -> Bool {
    !self[word].isDisjoint(with: feature)
  }

  func isFunctionWord(_ word: WordID) -> Bool { has(word, .function) }
  func opensSentences(_ word: WordID) -> Bool { has(word, .opener) }
  /// Whether any lexicon tells a part of speech of the word.
  func isKnown(_ word: WordID) -> Bool {
    has(
      word,
      [.anyVerb, .anyNoun, .adjective, .adverb, .function, .roleNoun, .institutionHead])
  }

  // MARK: Building

  private mutating func add(_ feature: WordFeature, to bytes: [UInt8], _ range: Range<Int>) {
    let i = Int(vocabulary.intern(bytes, range.lowerBound, range.count).rawValue)
    if i >= table.count {
      table.append(contentsOf: repeatElement([], count: max(i + 1 - table.count, 4096)))
    }
    table[i].formUnion(feature)
  }

  private mutating func add(_ feature: WordFeature, _ words: String) {
    for word in words.split(separator: " ") {
      let bytes = Array(word.utf8)
      add(feature, to: bytes, 0..<bytes.count)
    }
  }

  /// What the entries of a lexicon are.
  private enum Role {
    case word(WordFeature)
    case verb
    /// A noun, and what its forms are besides.
    case noun(WordFeature)
    /// Something that the forms of a noun are, whether or not a lexicon of nouns holds it.
    case formsOfNoun(WordFeature)
    case adjective
  }

  private static let roles: [(String, Role)] =
    plain.map { ($0.0, .word($0.1)) } + [
      ("verbs", .verb), ("noun_verbs", .verb), ("noun_verbs", .noun([])), ("nouns", .noun([])),
      ("nouns_in_s", .noun([])), ("nouns_in_ing", .noun([])), ("time_nouns", .noun(.timeNoun)),
      ("that_complement_nouns", .noun(.thatNoun)), ("role_nouns", .noun(.roleNoun)),
      ("title_heads", .noun([.titleHead, .roleNoun])),
      ("institution_heads", .noun(.institutionHead)), ("collective_sides", .noun(.collective)),
      ("government_roles", .formsOfNoun(.governmentRole)),
      ("mostly_nouns", .formsOfNoun(.mostlyNoun)), ("adjectives", .adjective),
    ]

  private mutating func addLexicons(_ rules: RuleSet) {
    var isRead = [Bool](repeating: false, count: rules.file.lexicons.count)
    for (name, role) in Self.roles {
      guard let number = rules.lexicon(name) else { continue }
      isRead[Int(number.rawValue)] = true
      let entries = rules.file.lexicons[Int(number.rawValue)].entries
      entries.forEachBytes { _, bytes, range, isPlain in
        if isPlain {
          add(role, bytes, range)
        } else if !bytes[range].contains(0x20) {
          // Entries of several words are the marker's business.
          let word = Self.normalised(bytes[range])
          add(role, word, 0..<word.count)
        }
      }
    }
    for (index, lexicon) in rules.file.lexicons.enumerated()
    where !rules.knowsAllWords(of: LexiconID(Int32(index))) {
      let isRead = isRead[index]
      lexicon.entries.forEachBytes { _, bytes, range, isPlain in
        if isPlain {
          if !isRead { _ = vocabulary.intern(bytes, range.lowerBound, range.count) }
        } else {
          learnWords(of: bytes[range])
        }
      }
    }
  }

  /// Makes the words of a phrase of ASCII letters known.
  private mutating func learnWords(of phrase: ArraySlice<UInt8>) {
    for byte in phrase {
      guard byte == 0x20 || (byte | 32 >= 0x61 && byte | 32 <= 0x7A) else { return }
    }
    for word in phrase.split(separator: 0x20) { _ = vocabulary.intern(word.map { $0 | 32 }) }
  }

  /// An entry in lower case, markers of inflection and case dropped.
  private static func normalised(_ entry: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entry.count)
    for byte in entry {
      if byte == 0x7E { break }
      if byte == 0x3D { continue }
      bytes.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
    }
    return bytes
  }

  private mutating func add(_ role: Role, _ word: [UInt8], _ range: Range<Int>) {
    switch role {
    case .word(let feature):
      add(feature, to: word, range)
      // Abbreviations are listed with or without their full stop.
      if word[range].last == 0x2E { add(feature, to: word, range.dropLast()) }
    case .verb:
      addForms(of: word, range, as: .verb) { Self.verbFeatures($0) }
    case .noun(let extra):
      addForms(of: word, range, as: .noun) { kinds in
        let isPlural = kinds.contains(.plural) && !kinds.contains(.singular)
        var feature = extra.union(isPlural ? .nounPlural : .nounSingular)
        if isPlural && extra.contains(.roleNoun) { feature.insert(.roleNounPlural) }
        return feature
      }
    case .formsOfNoun(let feature): addForms(of: word, range, as: .noun) { _ in feature }
    case .adjective: addForms(of: word, range, as: .adjective) { _ in .adjective }
    }
  }

  @inline(__always)
  private mutating func addForms(
    of word: [UInt8], _ range: Range<Int>, as wordClass: WordClass,
    _ feature: (FormKinds) -> WordFeature
  ) {
    inflector.inflect(word, range, as: wordClass)
    for index in 0..<inflector.forms.count {
      add(
        feature(inflector.forms.kinds[index]), to: inflector.forms.bytes,
        inflector.forms.range(index))
    }
  }

  private static let plain: [(String, WordFeature)] = [
    ("ed_adjectives", .participleAdjective), ("adverbs", .adverb), ("determiners", .determiner),
    ("prepositions", .preposition), ("subordinators", .subordinator),
    ("coordinators", .coordinator), ("relative_pronouns", .relative),
    ("pronouns_subject", .pronounSubject), ("pronouns_object", .pronounObject),
    ("possessive_pronouns", .possessivePronoun), ("modals", .modal), ("wh_words", .whWord),
    ("negators", .negator), ("title_modifiers", .titleModifier),
    ("company_suffixes", .companySuffix), ("male_given_names", .maleName),
    ("female_given_names", .femaleName), ("person_particles", .particle),
    ("person_suffixes", .nameSuffix), ("not_names", .notName), ("months", .month),
    ("weekdays", .weekday), ("abbreviations", .abbreviation),
    ("abbreviations_final", .abbreviationFinal), ("courtesy_titles", .courtesyTitle),
    ("government_bodies", .governmentBody), ("legal_forms", .legalForm), ("addressees", .addressee),
    ("titles", .titleHead), ("state_roles", .stateRole), ("legislator_roles", .legislatorRole),
    ("local_roles", .localRole), ("staff_roles", .staffRole), ("company_roles", .companyRole),
    ("former_words", .formerWord),
  ]

  private static func verbFeatures(_ kinds: FormKinds) -> WordFeature {
    var feature: WordFeature = []
    if kinds.contains(.base) { feature.insert(.verbBase) }
    if kinds.contains(.thirdPerson) { feature.insert(.verbThird) }
    if kinds.contains(.past) { feature.insert(.verbPast) }
    if kinds.contains(.pastParticiple) { feature.insert(.verbParticiple) }
    if kinds.contains(.ing) { feature.insert(.verbIng) }
    return feature
  }

  /// Verbs that are cues are verbs, whether or not a lexicon lists them.
  private mutating func addCues(_ rules: RuleSet) {
    for cue in rules.file.cues {
      cue.words.forEachBytes { _, bytes, range, _ in
        let words = bytes[range].split(separator: 0x20, maxSplits: 1)
        guard let first = words.first, let mark = first.firstIndex(of: 0x7E),
          mark + 1 == first.endIndex || bytes[mark + 1] != UInt8(ascii: "n")
        else { return }
        addCue(bytes, first.startIndex..<mark, isAlone: words.count == 1, cue)
      }
    }
  }

  private static let auxiliaries = ["be", "do", "have"].map { Array($0.utf8) }

  private mutating func addCue(
    _ bytes: [UInt8], _ lemma: Range<Int>, isAlone: Bool, _ cue: CueSpec
  ) {
    guard !Self.auxiliaries.contains(where: { $0.elementsEqual(bytes[lemma]) }) else { return }
    let isClauseVerb = cue.frames.contains(.bare)
    addForms(of: bytes, lemma, as: .verb) { kinds in
      var feature = Self.verbFeatures(kinds)
      if isAlone {
        feature.insert(.cueVerb)
        if isClauseVerb { feature.insert(.clauseVerb) }
        if cue.label != .none, kinds.contains(.past) || kinds.contains(.thirdPerson) {
          feature.insert(.reportingPast)
        }
      }
      return feature
    }
  }

  /// The words that English syntax itself is made of.
  private mutating func addFixedWords() {
    add(.be, "be am is are was were been being")
    add(.have, "have has had having")
    add(.do, "do does did done doing")
    add(.to, "to")
    add(.that, "that")
    add([.verbBase], "be have do")
    add(.verbThird, "is has does")
    add(.verbPast, "was were had did")
    add(.verbParticiple, "been had done")
    add(.verbIng, "being having doing")
    add(.firstPerson, "we our us ours i my me mine ourselves myself")
    add(.modal, "will would can could may might must shall should 'd cannot")
    add([.coordinator], "and or but nor yet")
    add(.relative, "which who whom whose that")
    add(.negator, "not no never neither nor none nobody nothing cannot")
  }
}
