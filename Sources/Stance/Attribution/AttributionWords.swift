internal import Rules

/// The few words that the syntax of reports is made of.
struct AttributionWords: Sendable {
  let for_: WordID
  let by: WordID
  let it: WordID
  let as_: WordID
  private let about: Set<WordID>
  private let topics: Set<WordID>
  private let addressees: Set<WordID>
  private let media: Set<WordID>
  /// Words in the names of outlets: news, herald, reuters.
  let outlets: Set<WordID>
  private let timeSubordinators: Set<WordID>
  private let impersonal: Set<WordID>
  private let tellForms: Set<WordID>
  private let speechOpeners: Set<WordID>
  private let brackets: Set<WordID>
  private let attitudes: Set<WordID>

  init(_ rules: RuleSet, _ vocabulary: Vocabulary) {
    func fixed(_ text: String) -> Set<WordID> {
      Set(text.split(separator: " ").compactMap { vocabulary.find(String($0)) })
    }
    func lexicon(_ name: String) -> Set<WordID> {
      guard let list = rules.file.lexicons.first(where: { $0.name.value == name }) else {
        return []
      }
      return Set(list.entries.compactMap { vocabulary.find($0.value.lowercased()) })
    }
    for_ = vocabulary.find("for") ?? .none
    by = vocabulary.find("by") ?? .none
    it = vocabulary.find("it") ?? .none
    as_ = vocabulary.find("as") ?? .none
    about = fixed("about of on over against at with in regarding concerning upon toward towards")
    topics = fixed("about of on over against regarding concerning")
    addressees = lexicon("addressees")
    media = lexicon("media_nouns")
    outlets = lexicon("outlet_words")
    timeSubordinators = fixed("as when while after before following during since until")
    impersonal = fixed("it there")
    speechOpeners = Set(
      (rules.file.lexicons.first { $0.name.value == "speech_openers" }?.entries ?? []).flatMap {
        entry in
        Inflection.forms(of: Array(entry.value.prefix { $0 != "~" }.utf8), as: .verb).compactMap {
          vocabulary.find(String(decoding: $0.bytes, as: UTF8.self))
        }
      })
    attitudes = lexicon("attitude_nouns")
    brackets = fixed(
      "began begins begin started starts opened opens ended ends closed closes concluded concludes finished finishes responded responds replied replies answered answers reacted reacts retaliated"
    )
    tellForms = fixed(
      "tell tells told inform informs informed assure assures assured remind reminds reminded notify notified advise advises advised warn warns warned"
    )
  }

  func isAbout(_ word: WordID) -> Bool { about.contains(word) }
  /// Prepositions of a topic after an addressee.
  func isTopic(_ word: WordID) -> Bool { topics.contains(word) }
  func isAddressee(_ word: WordID) -> Bool { addressees.contains(word) }
  func isMedium(_ word: WordID) -> Bool { media.contains(word) }
  func isTimeSubordinator(_ word: WordID) -> Bool { timeSubordinators.contains(word) }
  /// Verbs that take the floor for the infinitive after them: use, take, cut in, rise.
  func opensSpeech(_ word: WordID) -> Bool { speechOpeners.contains(word) }
  /// Concern, gratitude, readiness: what is expressed.
  func isAttitude(_ word: WordID) -> Bool { attitudes.contains(word) }
  /// Verbs that open, close or answer a speech: "ended by thanking".
  func bracketsSpeech(_ word: WordID) -> Bool { brackets.contains(word) }
  /// Verbs whose object is whom they are said to.
  func takesAddressee(_ word: WordID) -> Bool { tellForms.contains(word) }
  func isImpersonal(_ word: WordID) -> Bool { impersonal.contains(word) }
}
