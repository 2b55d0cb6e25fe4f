internal import Rules

/// The light word class of a token in its context.
enum Tag: UInt8, Sendable {
  case mark  // punctuation
  case noun, properNoun, pronoun, possessive, determiner, adjective, adverb, number
  case preposition
  /// `to` before an infinitive.
  case toInfinitive
  case coordinator
  /// Opens an adverbial clause: although, because, if.
  case subordinator
  /// `that` before a clause that is a complement.
  case complementizer
  /// Opens a relative clause: which, who, `that` after a noun.
  case relative
  /// Opens an interrogative clause: how, what, why.
  case interrogative
  case negator
  case possessiveMark
  case modal, be, have, `do`
  /// Present tense, third person or base form.
  case verbPresent
  case verbPast
  case verbBase
  case verbParticiple
  case verbIng

  /// A verb or an auxiliary.
  var isVerbal: Bool { rawValue >= Tag.modal.rawValue }
  /// A lexical verb.
  var isMainVerb: Bool { rawValue >= Tag.verbPresent.rawValue }
  var isAuxiliary: Bool { isVerbal && !isMainVerb }
  /// May open a noun phrase.
  var isPhraseStart: Bool {
    switch self {
    case .noun, .properNoun, .pronoun, .number, .determiner, .possessive, .adjective: true
    default: false
    }
  }
  /// May stand in a noun phrase before its head or as the head.
  var isNominal: Bool { self == .noun || self == .properNoun || self == .number }
}
