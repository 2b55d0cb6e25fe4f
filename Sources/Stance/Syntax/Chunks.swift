internal import Rules

/// A verb with its auxiliaries, negators and adverbs between them.
struct VerbGroup: Sendable {
  enum Form: UInt8, Sendable {
    case finite, infinitive, ing, participle
  }
  var first: Int
  /// One past the last token.
  var last: Int
  /// The lexical verb, or the auxiliary that stands for it.
  var head: Int
  var form: Form
  var isPassive = false
  var isPerfect = false
  var isProgressive = false
  var isNegated = false
  /// Past tense of its first verb.
  var isPast = false
  /// The modal, or none.
  var modal = WordID.none
  /// Clause the group stands in.
  var clause = 0
}

/// A noun phrase without what follows its head.
struct NounPhrase: Sendable {
  var first: Int
  var last: Int
  var head: Int
  /// A preposition stands right before it.
  var preposition = -1
  /// Joined to the phrase before by a coordinator or a list comma.
  var isConjunct = false
}

extension WordFeatures {
  /// Whether a noun phrase is a point or stretch of time: `Tuesday`, `last May`, not `Theresa May`.
  func isTime(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    let f = self[tokens[phrase.head].word]
    if tokens[phrase.head].kind == .number { return isDate(phrase, tokens) }
    guard f.contains(.month) else { return !f.isDisjoint(with: [.timeNoun, .weekday]) }
    guard phrase.head > phrase.first else { return true }
    let before = tokens[phrase.head - 1]
    return before.kind != .word || !before.has(.capitalised)
      || !self[before.word].isDisjoint(with: [.month, .weekday, .determiner, .adjective])
  }
}

extension WordFeatures {
  /// "4 March 2025", and "2024" behind "May 3,".
  private func isDate(_ phrase: NounPhrase, _ tokens: [Token]) -> Bool {
    let first = phrase.first
    let isYear = tokens[phrase.head].end - tokens[phrase.head].start == 4
    if first == phrase.head, isYear, first > 2, tokens[first - 1].kind == .comma,
      tokens[first - 2].kind == .number, self[tokens[first - 3].word].contains(.month)
    {
      return true
    }
    return (first..<phrase.last).contains { self[tokens[$0].word].contains(.month) }
      && (first..<phrase.last).allSatisfy {
        tokens[$0].kind == .number || self[tokens[$0].word].contains(.month)
      }
  }
}

enum Chunk: Sendable {
  case verb(Int)
  case noun(Int)
  case token(Int)
}

/// Tags to verb groups and noun phrases; one pass.
struct Chunker {
  let features: WordFeatures

  /// Verb groups of a range, in order.
  func verbGroup(at i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> VerbGroup {
    var group = VerbGroup(first: i, last: i + 1, head: i, form: .finite)
    var k = i
    var previousAuxiliary: Tag? = nil
    loop: while k < range.upperBound {
      let tag = tags[k]
      switch tag {
      case .negator:
        group.isNegated = true
        k += 1
      case .adverb:
        k += 1
      case .coordinator
      where previousAuxiliary != nil && tags[k - 1] == .adverb && k + 1 < range.upperBound
        && tags[k + 1] == .adverb:
        // "has repeatedly and publicly criticised"
        k += 1
      case .mark where tokens[k].kind == .quoteOpen && previousAuxiliary != nil:
        // She "did not "want to" go".
        k += 1
      case .modal:
        guard previousAuxiliary == nil, group.last == i + 1 || k == i else { break loop }
        group.modal = tokens[k].word
        if features.has(tokens[k].word, .negator) { group.isNegated = true }
        previousAuxiliary = .modal
        group.head = k
        group.last = k + 1
        k += 1
      case .do where previousAuxiliary == .do && features.has(tokens[k].word, .verbBase):
        // "did not do"
        group.head = k
        group.last = k + 1
        break loop
      case .do:
        guard previousAuxiliary == nil || previousAuxiliary == .modal else { break loop }
        if previousAuxiliary == nil {
          group.isPast = features.has(tokens[k].word, .verbPast)
          group.form = form(of: tokens[k].word, tag)
        }
        previousAuxiliary = .do
        group.head = k
        group.last = k + 1
        k += 1
      case .have
      where previousAuxiliary == .have
        && features.has(tokens[k].word, .verbParticiple):
        // "had had no hand in it"
        group.isPerfect = true
        group.head = k
        group.last = k + 1
        break loop
      case .have where previousAuxiliary == .do && features.has(tokens[k].word, .verbBase):
        // "do not have any faith in it"
        group.head = k
        group.last = k + 1
        break loop
      case .have:
        guard previousAuxiliary == nil || previousAuxiliary == .modal else { break loop }
        if previousAuxiliary == nil {
          group.isPast = features.has(tokens[k].word, .verbPast)
          group.form = form(of: tokens[k].word, tag)
        }
        previousAuxiliary = .have
        group.head = k
        group.last = k + 1
        k += 1
      case .be:
        guard previousAuxiliary != .do else { break loop }
        if previousAuxiliary == .be {
          guard features.has(tokens[k].word, [.verbIng, .verbParticiple]) else { break loop }
          group.isProgressive = features.has(tokens[k].word, .verbIng)
        }
        if previousAuxiliary == .have {
          guard features.has(tokens[k].word, .verbParticiple) else { break loop }
          group.isPerfect = true
        }
        if previousAuxiliary == nil {
          group.isPast = features.has(tokens[k].word, .verbPast)
          group.form = form(of: tokens[k].word, tag)
        }
        previousAuxiliary = .be
        group.head = k
        group.last = k + 1
        k += 1
      case .verbBase, .verbPresent, .verbPast, .verbParticiple, .verbIng:
        guard accepts(tag, after: previousAuxiliary, features[tokens[k].word]) else { break loop }
        switch (previousAuxiliary, tag) {
        case (.be?, .verbParticiple): group.isPassive = true
        case (.be?, .verbPast): group.isPassive = true
        case (.be?, .verbIng): group.isProgressive = true
        case (.have?, _): group.isPerfect = true
        case (nil, _):
          group.form = form(of: tokens[k].word, tag)
          group.isPast = tag == .verbPast
        default: break
        }
        group.head = k
        group.last = k + 1
        break loop
      default: break loop
      }
    }
    return group
  }

  private func accepts(_ tag: Tag, after auxiliary: Tag?, _ f: WordFeature) -> Bool {
    switch auxiliary {
    case nil: return true
    case .modal?, .do?: return tag == .verbBase
    case .have?: return tag == .verbParticiple || (tag == .verbPast && f.contains(.verbParticiple))
    case .be?:
      return tag == .verbParticiple || tag == .verbIng
        || (tag == .verbPast && f.contains(.verbParticiple))
    default: return false
    }
  }

  private func form(of word: WordID, _ tag: Tag) -> VerbGroup.Form {
    switch tag {
    case .verbBase: return .infinitive
    case .verbIng: return .ing
    case .verbParticiple: return .participle
    case .verbPresent, .verbPast: return .finite
    default:
      let f = features[word]
      if f.contains(.verbIng) { return .ing }
      if f.contains(.verbPast) || f.contains(.verbThird) { return .finite }
      if f.contains(.be) {
        return f.contains(.verbBase)
          ? .infinitive : (f.contains(.verbParticiple) ? .participle : .finite)
      }
      return .finite
    }
  }

  /// The noun phrase that begins at `i`, or nil.
  func nounPhrase(at i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> NounPhrase? {
    var k = i
    var head = -1
    var last = i
    if tags[i] == .pronoun { return NounPhrase(first: i, last: i + 1, head: i) }
    loop: while k < range.upperBound {
      let tag = tags[k]
      switch tag {
      case .noun, .properNoun:
        // "On Tuesday Keller said": a day ends its phrase.
        if head >= 0, endsAtDay(head, k, tokens) { break loop }
        // "The House Thursday passed": a day before the verb.
        if head >= 0, features.has(tokens[k].word, .weekday), k + 1 < range.upperBound,
          tags[k + 1].isVerbal
        {
          break loop
        }
        // "the claims Armenia made": a name seldom follows a plural that is no title.
        if head >= 0, tag == .properNoun, k == head + 1, tags[head] == .noun,
          features.has(tokens[head].word, .nounPlural),
          !features.has(tokens[head].word, [.nounSingular, .roleNoun, .titleHead, .timeNoun]),
          k + 1 < range.upperBound, tags[k + 1] == .verbPast
        {
          break loop
        }
        // "a claim Uruguay denied": what is said, and who has a verb of it.
        if head >= 0, tag == .properNoun, k == head + 1, tags[head] == .noun,
          tags[i] == .determiner, k + 1 < range.upperBound,
          tags[k + 1] == .verbPast || tags[k + 1] == .verbPresent,
          features.has(tokens[head].word, .thatNoun)
            || i > range.lowerBound && tokens[i - 1].kind == .comma
              && features.has(tokens[k + 1].word, .cueVerb)
              && features[tokens[head].word].isDisjoint(with: [.roleNoun, .titleHead])
        {
          break loop
        }
        head = k
        last = k + 1
      case .number:
        if head < 0 || tags[k - 1] != .noun { head = k }
        last = k + 1
      case .determiner
      where k > i && tags[k - 1] == .number && head == k - 1
        && features.has(tokens[k].word, .anyNoun):
        // "3 million"
        head = k
        last = k + 1
      case .determiner, .possessive:
        // A determiner after a head opens another phrase, but "the Irish no-frills carrier".
        if head >= 0, !opensCompound(k, tokens, range, tags) { break loop }
      case .adjective:
        if head >= 0, !(tags[head] == .properNoun || isBeforeNoun(k, tokens, range, tags)) {
          break loop
        }
      case .adverb:
        // "the highly appreciated work"; an adverb after the head is none of it.
        guard head < 0, k > i, k + 1 < range.upperBound,
          tags[k + 1] == .adjective || tags[k + 1] == .verbParticiple || tags[k + 1] == .adverb
        else { break loop }
      case .coordinator:
        // "stronger and deeper cooperation"
        guard head < 0, k > i, tags[k - 1] == .adjective, k + 1 < range.upperBound,
          tags[k + 1] == .adjective, isBeforeNoun(k + 1, tokens, range, tags)
        else { break loop }
      case .possessiveMark:
        guard head >= 0 else { break loop }
        last = k + 1
        head = -1
        // A possessive without a noun after it is itself the phrase.
        guard k + 1 < range.upperBound, continues(tags[k + 1]) || tokens[k + 1].kind.isQuote else {
          head = k - 1
          break loop
        }
      case .verbParticiple, .verbIng:
        // "ongoing", "increased" before a noun, after a determiner.
        guard head < 0, k > i, isBeforeNoun(k, tokens, range, tags) else { break loop }
      case .mark:
        switch tokens[k].kind {
        case .hyphen, .slash:
          guard k > i, k + 1 < range.upperBound else { break loop }
        case .symbol:
          guard k + 1 < range.upperBound, tokens[k].end == tokens[k + 1].start || head >= 0 else {
            break loop
          }
        case .quoteOpen, .quoteClose:
          // Scare quotes inside the phrase: an alleged "blockade" of residents.
          guard k > i, k + 1 < range.upperBound,
            continues(tags[k + 1]) || tokens[k].kind == .quoteClose
          else { break loop }
          if tokens[k].kind == .quoteClose, head >= 0, !continues(tags[k + 1]) {
            last = k + 1
            break loop
          }
        case .period:
          // An abbreviation inside a name: Sen. Smith.
          guard k > i, tags[k - 1] == .properNoun, k + 1 < range.upperBound,
            tags[k + 1] == .properNoun || tags[k + 1] == .number
          else { break loop }
        case .comma where isYear(after: k, head, tokens, range):
          // "January 26, 2012"
          break
        case .comma:
          // Joseph R. Biden, Jr.
          guard k + 1 < range.upperBound, features.has(tokens[k + 1].word, .nameSuffix),
            tokens[k + 1].has(.capitalised), !tokens[k + 1].has(.singleLetter)
          else { break loop }
        default: break loop
        }
      default: break loop
      }
      k += 1
    }
    if head < 0 {
      // Adjectives or a determiner alone: "the injured", "this".
      var end = k
      while end > i, tags[end - 1] == .mark || tags[end - 1] == .adverb { end -= 1 }
      guard end > i, tags[end - 1] == .adjective || tags[end - 1] == .determiner,
        tags[i] == .determiner || tags[i] == .possessive
      else { return nil }
      return NounPhrase(first: i, last: end, head: end - 1)
    }
    return NounPhrase(first: i, last: max(last, head + 1), head: head)
  }

  /// "no-frills", "all-party": a determiner that is half of an adjective before a noun.
  private func opensCompound(_ k: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag])
    -> Bool
  {
    k + 3 < range.upperBound && tokens[k + 1].kind == .hyphen && !tokens[k + 1].has(.spaceBefore)
      && !tokens[k + 2].has(.spaceBefore) && tags[k + 3].isNominal
  }

  private func isYear(after comma: Int, _ head: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool
  {
    guard comma + 1 < range.upperBound, comma - 2 >= range.lowerBound, head >= 0,
      tokens[comma - 1].kind == .number, tokens[comma + 1].kind == .number,
      tokens[comma + 1].end - tokens[comma + 1].start == 4
    else { return false }
    return features.has(tokens[comma - 2].word, .month)
  }

  private func endsAtDay(_ head: Int, _ next: Int, _ tokens: [Token]) -> Bool {
    features.has(tokens[head].word, .weekday)
      && features[tokens[next].word].isDisjoint(with: [.timeNoun, .weekday])
      && tokens[next].has(.capitalised)
  }

  private func continues(_ tag: Tag) -> Bool {
    switch tag {
    case .noun, .properNoun, .number, .adjective, .verbParticiple, .verbIng, .adverb: true
    default: false
    }
  }

  private func isBeforeNoun(_ k: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag])
    -> Bool
  {
    var n = k + 1
    while n < range.upperBound, n < k + 4 {
      if tags[n].isNominal { return true }
      guard tags[n] == .adjective || tags[n] == .verbParticiple || tokens[n].kind == .hyphen else {
        return false
      }
      n += 1
    }
    return false
  }
}
