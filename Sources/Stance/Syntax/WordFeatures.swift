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
  static let municipalRole = WordFeature(bit: 59)
  static let provinceRole = WordFeature(bit: 60)

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

  init(_ rules: RuleSet) {
    vocabulary = rules.vocabulary
    table = []
    addPlainLexicons(rules)
    addInflectedLexicons(rules)
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

  private mutating func add(_ feature: WordFeature, to bytes: [UInt8]) {
    let word = vocabulary.intern(bytes)
    let i = Int(word.rawValue)
    if i >= table.count {
      table.append(contentsOf: repeatElement([], count: max(i + 1 - table.count, 4096)))
    }
    table[i].formUnion(feature)
  }

  private mutating func add(_ feature: WordFeature, _ words: String) {
    for word in words.split(separator: " ") { add(feature, to: Array(word.utf8)) }
  }

  /// The one-word entries of a lexicon, in lower case, markers of inflection and case dropped.
  private static func entries(_ rules: RuleSet, _ name: String) -> [[UInt8]] {
    guard let number = rules.lexicon(name) else { return [] }
    var entries: [[UInt8]] = []
    for entry in rules.file.lexicons[Int(number.rawValue)].entries {
      let text = entry.value.utf8
      // Entries of several words are the marker's business.
      if text.contains(0x20) { continue }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count)
      for byte in text {
        if byte == 0x7E { break }
        if byte == 0x3D { continue }
        bytes.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
      }
      entries.append(bytes)
    }
    return entries
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
    ("titles", .titleHead), ("former_words", .formerWord),
  ]

  private static let roles: [(String, WordFeature)] = [
    ("government_roles", .governmentRole), ("state_roles", .stateRole),
    ("legislator_roles", .legislatorRole), ("local_roles", .localRole),
    ("staff_roles", .staffRole), ("company_roles", .companyRole),
    ("municipal_roles", .municipalRole), ("province_roles", .provinceRole),
  ]

  private mutating func addPlainLexicons(_ rules: RuleSet) {
    for (name, feature) in Self.plain {
      for bytes in Self.entries(rules, name) {
        add(feature, to: bytes)
        // Abbreviations are listed with or without their full stop.
        if bytes.last == 0x2E { add(feature, to: Array(bytes.dropLast())) }
      }
    }
  }

  private mutating func addInflectedLexicons(_ rules: RuleSet) {
    for name in ["verbs", "noun_verbs"] {
      for lemma in Self.entries(rules, name) { addVerb(lemma) }
    }
    for name in [
      "noun_verbs", "nouns", "nouns_in_s", "nouns_in_ing", "time_nouns", "that_complement_nouns",
      "role_nouns", "title_heads", "institution_heads", "collective_sides",
    ] {
      let feature: WordFeature =
        switch name {
        case "time_nouns": .timeNoun
        case "that_complement_nouns": .thatNoun
        case "role_nouns": .roleNoun
        case "title_heads": [.titleHead, .roleNoun]
        case "institution_heads": .institutionHead
        case "collective_sides": .collective
        default: []
        }
      for lemma in Self.entries(rules, name) { addNoun(lemma, feature) }
    }
    for (name, feature) in Self.roles {
      for lemma in Self.entries(rules, name) {
        for form in Inflection.forms(of: lemma, as: .noun) { add(feature, to: form.bytes) }
      }
    }
    for lemma in Self.entries(rules, "mostly_nouns") {
      for form in Inflection.forms(of: lemma, as: .noun) {
        add(.mostlyNoun, to: form.bytes)
      }
    }
    for lemma in Self.entries(rules, "adjectives") {
      for form in Inflection.forms(of: lemma, as: .adjective) {
        add(.adjective, to: form.bytes)
      }
    }
  }

  private mutating func addVerb(_ lemma: [UInt8]) {
    for form in Inflection.forms(of: lemma, as: .verb) {
      add(Self.verbFeatures(form.kinds), to: form.bytes)
    }
  }

  private static func verbFeatures(_ kinds: FormKinds) -> WordFeature {
    var feature: WordFeature = []
    if kinds.contains(.base) { feature.insert(.verbBase) }
    if kinds.contains(.thirdPerson) { feature.insert(.verbThird) }
    if kinds.contains(.past) { feature.insert(.verbPast) }
    if kinds.contains(.pastParticiple) { feature.insert(.verbParticiple) }
    if kinds.contains(.ing) { feature.insert(.verbIng) }
    return feature
  }

  private mutating func addNoun(_ lemma: [UInt8], _ extra: WordFeature) {
    for form in Inflection.forms(of: lemma, as: .noun) {
      let isPlural = form.kinds.contains(.plural) && !form.kinds.contains(.singular)
      var feature = extra.union(isPlural ? .nounPlural : .nounSingular)
      if isPlural && extra.contains(.roleNoun) { feature.insert(.roleNounPlural) }
      add(feature, to: form.bytes)
    }
  }

  /// Verbs that are cues are verbs, whether or not a lexicon lists them.
  private mutating func addCues(_ rules: RuleSet) {
    let auxiliaries = ["be", "do", "have"].map { Array($0.utf8) }
    for cue in rules.file.cues {
      for entry in cue.words {
        let words = entry.value.split(separator: " ")
        guard let first = words.first, let mark = first.firstIndex(of: "~"),
          first[mark...].hasPrefix("~v") || !first[mark...].hasPrefix("~n")
        else { continue }
        let lemma = Array(first[..<mark].utf8)
        guard !auxiliaries.contains(lemma) else { continue }
        for form in Inflection.forms(of: lemma, as: .verb) {
          add(Self.verbFeatures(form.kinds), to: form.bytes)
          guard words.count == 1 else { continue }
          add(.cueVerb, to: form.bytes)
          if cue.frames.contains(.bare) { add(.clauseVerb, to: form.bytes) }
          guard cue.label != .none,
            form.kinds.contains(.past) || form.kinds.contains(.thirdPerson)
          else { continue }
          add(.reportingPast, to: form.bytes)
        }
      }
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
