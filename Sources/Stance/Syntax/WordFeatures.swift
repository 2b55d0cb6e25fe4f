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
  static let stateRole = WordFeature(bit: 61)
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
  /// Says that the speaker thinks so and no more: "I think".
  static let hedgeVerb = WordFeature(bit: 62)

  static let anyVerb: WordFeature = [.verbBase, .verbThird, .verbPast, .verbParticiple, .verbIng]
  /// What an ambassador's office makes of a word.
  static let diplomat: WordFeature = [.stateRole, .governmentRole]
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
  /// Sets of features as numbers.
  private var table: [UInt64]
  private var inflector = Inflector()
  private var spelling: [UInt8] = []

  /// Takes the words of the rules over and adds what they inflect to.
  init(_ rules: inout RuleSet) {
    vocabulary = rules.takeVocabulary()
    table = [UInt64](repeating: 0, count: vocabulary.capacity)
    addLexicons(rules)
    addCues(rules)
    addFixedWords()
  }

  /// Everything known of a word; empty for unknown words and marks.
  @inline(__always)
  subscript(word: WordID) -> WordFeature {
    let i = Int(word.rawValue)
    return i >= 0 && i < table.count ? WordFeature(rawValue: table[i]) : []
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

  @inline(__always)
  private mutating func add(_ feature: WordFeature, to word: WordID) {
    let i = Int(word.rawValue)
    if i >= table.count {
      table.append(contentsOf: repeatElement(0, count: max(i + 1 - table.count, 4096)))
    }
    table[i] |= feature.rawValue
  }

  private mutating func add(_ feature: WordFeature, to bytes: [UInt8], _ range: Range<Int>) {
    add(feature, to: vocabulary.intern(bytes, range.lowerBound, range.count))
  }

  private mutating func add(_ feature: WordFeature, _ words: String) {
    for word in words.split(separator: " ") {
      let bytes = Array(word.utf8)
      add(feature, to: bytes, 0..<bytes.count)
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
    ("person_suffixes", .nameSuffix), ("post_nominals", .nameSuffix), ("not_names", .notName),
    ("months", .month),
    ("weekdays", .weekday), ("abbreviations", .abbreviation),
    ("abbreviations_final", .abbreviationFinal), ("courtesy_titles", .courtesyTitle),
    ("government_bodies", .governmentBody), ("legal_forms", .legalForm), ("addressees", .addressee),
    ("titles", .titleHead), ("former_words", .formerWord), ("hedge_verbs", .hedgeVerb),
  ]

  private static let roles: [(String, WordFeature)] = [
    ("government_roles", .governmentRole), ("state_roles", .stateRole),
    ("legislator_roles", .legislatorRole), ("local_roles", .localRole),
    ("staff_roles", .staffRole), ("company_roles", .companyRole),
    ("municipal_roles", .municipalRole), ("province_roles", .provinceRole),
  ]

  /// What the entries of a lexicon are.
  private enum Role {
    case word(WordFeature)
    case forms(WordClass, FormMarks)

    static let verb = Role.forms(.verb, FormMarks(kinds: verbKinds))
    static let adjective = Role.forms(
      .adjective, FormMarks(always: WordFeature.adjective.rawValue))

    /// A noun, and what its forms are besides.
    static func noun(_ extra: WordFeature) -> Role {
      let plural: WordFeature =
        extra.contains(.roleNoun) ? [.nounPlural, .roleNounPlural] : .nounPlural
      return .forms(
        .noun,
        FormMarks(
          always: extra.rawValue, plurals: plural.rawValue,
          others: WordFeature.nounSingular.rawValue))
    }

    /// Something that the forms of a noun are, whether or not a lexicon of nouns holds it.
    static func formsOfNoun(_ feature: WordFeature) -> Role {
      .forms(.noun, FormMarks(always: feature.rawValue))
    }
  }

  private static let entryRoles: [(String, Role)] =
    plain.map { ($0.0, .word($0.1)) } + roles.map { ($0.0, .formsOfNoun($0.1)) } + [
      ("verbs", .verb), ("noun_verbs", .verb), ("noun_verbs", .noun([])), ("nouns", .noun([])),
      ("nouns_in_s", .noun([])), ("nouns_in_ing", .noun([])), ("time_nouns", .noun(.timeNoun)),
      ("that_complement_nouns", .noun(.thatNoun)), ("role_nouns", .noun(.roleNoun)),
      ("title_heads", .noun([.titleHead, .roleNoun])),
      ("institution_heads", .noun(.institutionHead)), ("collective_sides", .noun(.collective)),
      ("mostly_nouns", .formsOfNoun(.mostlyNoun)), ("adjectives", .adjective),
    ]

  private mutating func addLexicons(_ rules: RuleSet) {
    var isRead = [Bool](repeating: false, count: rules.file.lexicons.count)
    for (name, role) in Self.entryRoles {
      guard let number = rules.lexicon(name) else { continue }
      isRead[Int(number.rawValue)] = true
      let entries = rules.file.lexicons[Int(number.rawValue)].entries
      entries.forEachBytes { _, bytes, range, isPlain in
        if isPlain {
          add(role, bytes, range)
        } else if isOneWord(bytes, range) {
          // Entries of several words are the marker's business.
          normalise(bytes, range)
          add(role, spelling, 0..<spelling.count)
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
          learnWords(of: bytes, range)
        }
      }
    }
  }

  private func isOneWord(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    for place in range where bytes[place] == 0x20 { return false }
    return true
  }

  /// Makes the words of a phrase of ASCII letters known.
  private mutating func learnWords(of bytes: [UInt8], _ phrase: Range<Int>) {
    for place in phrase {
      let byte = bytes[place]
      guard byte == 0x20 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) else { return }
    }
    var start = phrase.lowerBound
    for place in phrase.lowerBound...phrase.upperBound
    where place == phrase.upperBound || bytes[place] == 0x20 {
      if place > start { _ = vocabulary.intern(lowercasing: bytes, start..<place) }
      start = place + 1
    }
  }

  /// Takes an entry in lower case, markers of inflection and case dropped, as the word in hand.
  private mutating func normalise(_ bytes: [UInt8], _ range: Range<Int>) {
    spelling.removeAll(keepingCapacity: true)
    for place in range {
      let byte = bytes[place]
      if byte == 0x7E { break }
      if byte == 0x3D { continue }
      spelling.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
    }
  }

  private mutating func add(_ role: Role, _ word: [UInt8], _ range: Range<Int>) {
    switch role {
    case .word(let feature):
      add(feature, to: word, range)
      // Abbreviations are listed with or without their full stop.
      if word[range].last == 0x2E { add(feature, to: word, range.dropLast()) }
    case .forms(let wordClass, let marks):
      inflector.mark(word, range, as: wordClass, addingTo: &vocabulary, marks, in: &table)
    }
  }

  /// The kinds of forms of verbs are the first features, in the same order.
  private static let verbKinds: FormKinds = [.base, .thirdPerson, .past, .pastParticiple, .ing]

  /// Verbs that are cues are verbs, whether or not a lexicon lists them.
  private mutating func addCues(_ rules: RuleSet) {
    for cue in rules.file.cues {
      cue.words.forEachBytes { _, bytes, range, _ in
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
        var end = start
        var mark = -1
        while end < range.upperBound, bytes[end] != 0x20 {
          if mark < 0, bytes[end] == 0x7E { mark = end }
          end += 1
        }
        guard mark >= 0, mark + 1 == end || bytes[mark + 1] != UInt8(ascii: "n") else { return }
        addCue(
          bytes, start..<mark, isAlone: !hasWord(bytes, end..<range.upperBound), cue)
      }
    }
  }

  private func hasWord(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    for place in range where bytes[place] != 0x20 { return true }
    return false
  }

  private static let auxiliaries = ["be", "do", "have"].map { Array($0.utf8) }

  private mutating func addCue(
    _ bytes: [UInt8], _ lemma: Range<Int>, isAlone: Bool, _ cue: CueSpec
  ) {
    guard !Self.auxiliaries.contains(where: { $0.elementsEqual(bytes[lemma]) }) else { return }
    guard isAlone else { return add(.verb, bytes, lemma) }
    let isStance = cue.label != .none
    inflector.inflect(bytes, lemma, as: .verb, addingTo: &vocabulary)
    for index in 0..<inflector.count {
      let form = inflector[index]
      var feature = WordFeature(rawValue: UInt64(form.kinds.intersection(Self.verbKinds).rawValue))
      if isStance, !feature.isDisjoint(with: [.verbPast, .verbThird]) {
        feature.insert(.reportingPast)
      }
      feature.insert(.cueVerb)
      if cue.frames.contains(.bare) { feature.insert(.clauseVerb) }
      add(feature, to: form.word)
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

extension WordFeatures: Snapshotted {
  func write(to snapshot: inout SnapshotWriter) {
    vocabulary.write(to: &snapshot)
    snapshot.write(table)
  }

  init(from snapshot: inout SnapshotReader) {
    vocabulary = Vocabulary(from: &snapshot)
    table = snapshot.array()
  }
}
