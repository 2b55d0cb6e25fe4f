internal import Rules

/// The few words that the syntax of reports is made of.
///
/// A class, since every analysis of a verb holds them.
final class AttributionWords: Sendable {
  let features: WordFeatures
  let for_: WordID
  let by: WordID
  let in_: WordID
  let it: WordID
  let as_: WordID
  let with: WordID
  /// What opens a clause that repeats the verb before: `as did`, `so did`.
  let echoes: WordSet
  let to: WordID
  /// Verbs that tell of speech beside a quotation only: smile, shrug.
  private let manner: WordSet
  private let asking: WordSet
  /// Verbs of passing on what somebody said: quote, cite.
  let quoting: WordSet
  /// Verbs whose `to` has a reader: write, send.
  private let writing: WordSet
  /// Verbs whose object is what one says: issue, sign, give.
  private let issuing: WordSet
  /// Verbs of asking and accusing, which make a participle an act: urging, accusing.
  private let appeals: WordSet
  /// Verbs of accusing alone: accuse, allege.
  private let accusing: WordSet
  /// What joins what one side says to what another says: while, whereas.
  let contrast: WordSet
  /// What else joins a clause to a verb and its object: as, after.
  let circumstance: WordSet
  private let about: WordSet
  private let topics: WordSet
  private let addressees: WordSet
  private let media: WordSet
  /// Words in the names of outlets: news, herald, reuters.
  let outlets: WordSet
  private let timeSubordinators: WordSet
  private let impersonal: WordSet
  private let tellForms: WordSet
  private let speechOpeners: WordSet
  private let brackets: WordSet
  private let hesitating: WordSet
  private let compelling: WordSet
  private let feeling: WordSet
  private let uniting: WordSet
  private let ready: WordSet
  private let leaders: WordSet
  private let attitudes: WordSet
  private let spoken: WordSet
  private let polar: WordSet
  private let topicMarks: WordSet
  private let membership: WordSet
  /// What readouts say without an agent: "was thanked".
  private let courtesies: WordSet
  /// Nouns that take an infinitive: plan, decision.
  private let infinitiveNouns: WordSet
  /// Prepositions that tell who somebody is: of, from, at.
  private let attributive: WordSet
  private let toward: WordSet

  init(_ rules: RuleSet, _ features: WordFeatures) {
    self.features = features
    let file = rules.file
    let vocabulary = features.vocabulary
    for_ = vocabulary.number(of: "for")
    echoes = vocabulary.known("as so")
    with = vocabulary.number(of: "with")
    to = vocabulary.number(of: "to")
    manner = Inflection.words(of: "manner_verbs", in: file, as: .verb, vocabulary)
    asking = Inflection.words(of: "question_verbs", in: file, as: .verb, vocabulary)
    quoting = Inflection.words(of: "quoting_verbs", in: file, as: .verb, vocabulary)
    writing = Inflection.words(of: "writing_verbs", in: file, as: .verb, vocabulary)
    issuing = Inflection.words(of: "issuing_verbs", in: file, as: .verb, vocabulary)
      .union(writing)
    accusing = Inflection.words(of: "accusing_verbs", in: file, as: .verb, vocabulary)
    appeals = Inflection.words(of: "appeal_verbs", in: file, as: .verb, vocabulary).union(accusing)
    contrast = vocabulary.known("while whereas whilst although though")
    circumstance = contrast.union(vocabulary.known("as after when because since"))
    polar = vocabulary.known("whether if")
    membership = vocabulary.known("among one")
    topicMarks = vocabulary.known("on about regarding concerning with")
    courtesies = Inflection.words(of: "courtesy_verbs", in: file, as: .verb, vocabulary)
    infinitiveNouns = file.words(of: "infinitive_nouns", vocabulary)
    by = vocabulary.number(of: "by")
    in_ = vocabulary.number(of: "in")
    it = vocabulary.number(of: "it")
    as_ = vocabulary.number(of: "as")
    attributive = vocabulary.known("of from at with for")
    toward = vocabulary.known("to with toward towards")
    about = vocabulary.known(
      "about of on over against at with in regarding concerning upon toward towards")
    topics = vocabulary.known("about of on over against regarding concerning")
    addressees = file.words(of: "addressees", vocabulary)
    media = file.words(of: "media_nouns", vocabulary)
    outlets = file.words(of: "outlet_words", vocabulary)
    timeSubordinators = vocabulary.known("as when while after before following during since until")
    impersonal = vocabulary.known("it there")
    speechOpeners = WordSet(
      (file.lexicons.first { $0.name.value == "speech_openers" }?.entries ?? []).flatMap {
        entry in
        Inflection.forms(of: Array(entry.value.prefix { $0 != "~" }.utf8), as: .verb).compactMap {
          vocabulary.find(String(decoding: $0.bytes, as: UTF8.self))
        }
      })
    attitudes = file.words(of: "attitude_nouns", vocabulary)
    brackets = Inflection.words(of: "bracketing_verbs", in: file, as: .verb, vocabulary)
    hesitating = Inflection.words(of: "hesitation_verbs", in: file, as: .verb, vocabulary)
    compelling = Inflection.words(of: "compelling_verbs", in: file, as: .verb, vocabulary)
    uniting = Inflection.words(of: "joining_verbs", in: file, as: .verb, vocabulary)
    ready = file.words(of: "ready_words", vocabulary)
    feeling = vocabulary.known("feel feels felt")
    leaders = vocabulary.known("first few only latest lone last")
    tellForms = Inflection.words(of: "telling_verbs", in: file, as: .verb, vocabulary)
    spoken = Inflection.words(of: "spoken_verbs", in: file, as: .verb, vocabulary)
  }

  /// What stands behind a copula before those whom one belongs to.
  func isMembership(_ word: WordID) -> Bool { membership.contains(word) }
  /// Prepositions of a topic in a title: `Statement on`.
  func isTopicMark(_ word: WordID) -> Bool { topicMarks.contains(word) }
  /// What opens a question of yes or no: whether, if.
  func isPolar(_ word: WordID) -> Bool { polar.contains(word) }
  /// Verbs of thanks and esteem: thank, appreciate.
  func thanks(_ word: WordID) -> Bool { courtesies.contains(word) }
  func takesInfinitive(_ word: WordID) -> Bool { infinitiveNouns.contains(word) }
  func isOf(_ word: WordID) -> Bool { attributive.contains(word) }
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
  /// `hesitate`: who does not hesitate to say it does.
  func hesitates(_ word: WordID) -> Bool { hesitating.contains(word) }
  /// `force`, `oblige`: who is forced to say it does.
  func compels(_ word: WordID) -> Bool { compelling.contains(word) }
  /// Whether a noun of attitude stands among the next words: `its condolences`, `deep gratitude`.
  func isAttitudeAhead(_ start: Int, _ tokens: [Token]) -> Bool {
    (start..<min(start + 4, tokens.count)).contains { attitudes.contains(tokens[$0].word) }
  }
  /// What stands before whom an attitude is shown to.
  func isToward(_ word: WordID) -> Bool { toward.contains(word) }
  func feels(_ word: WordID) -> Bool { feeling.contains(word) }
  /// Verbs before `in` and what is done together: join, follow.
  func unites(_ word: WordID) -> Bool { uniting.contains(word) }
  /// `quick`, `careful`, `at pains`: who is quick to say it does.
  func isReady(_ word: WordID) -> Bool { ready.contains(word) }
  /// Words that tell of one among those who act: the first, one of the few.
  func isFirst(_ word: WordID) -> Bool { leaders.contains(word) }
  /// Verbs that persons and bodies alone are the subjects of: tell, add, insist; not suggest, show.
  func isSpoken(_ word: WordID) -> Bool { spoken.contains(word) }
  /// Verbs whose object is whom they are said to.
  func takesAddressee(_ word: WordID) -> Bool { tellForms.contains(word) }
  /// Verbs of asking: "asked the lawyer".
  func asks(_ word: WordID) -> Bool { asking.contains(word) }
  /// Verbs that tell of speech beside a quotation only: smile.
  func isManner(_ word: WordID) -> Bool { manner.contains(word) }
  /// Whether `to` behind a verb has a reader: `wrote to`, `sent a letter to`.
  func writes(_ word: WordID) -> Bool { writing.contains(word) }
  /// Whether the object of a verb is what is said: `issued a statement`.
  func issues(_ word: WordID) -> Bool { issuing.contains(word) }
  /// Verbs of accusing: accuse, allege.
  func accuses(_ word: WordID) -> Bool { accusing.contains(word) }
  /// Verbs of asking and accusing: urge, demand, accuse.
  func appeals(_ word: WordID) -> Bool { appeals.contains(word) }
  func isImpersonal(_ word: WordID) -> Bool { impersonal.contains(word) }
}
