internal import Rules

/// Verbs for stretches that have none: there a noun that can be a verb is read as one.
extension Tagger {
  /// Reads a noun as the verb of a stretch that has none: "Berlin worries about the price".
  func supplyVerbs(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var start = range.lowerBound
    for i in range.lowerBound...range.upperBound {
      if i < range.upperBound, !endsStretch(i, tokens, tags) { continue }
      if resumes(start, i, tokens, range, tags) {
        tags[start] = .verbPresent
      } else if !goesOn(i, tokens, range, tags) {
        let follows = start > range.lowerBound && tags[start - 1] == .subordinator
        supplyVerb(tokens, start..<i, in: range, follows: follows, &tags)
      }
      start = i + 1
    }
  }

  /// "The tariff, Canada argued, breaks the treaty": a clause that goes on behind who says it.
  private func resumes(
    _ first: Int, _ end: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    guard first + 1 < end, tags[first] == .noun, features.has(tokens[first].word, .verbThird),
      first - 2 > range.lowerBound, tokens[first - 1].kind == .comma, tags[first - 2].isMainVerb,
      features.has(tokens[first - 2].word, .clauseVerb)
    else { return false }
    switch tags[first + 1] {
    case .determiner, .possessive, .pronoun, .properNoun, .number, .adjective: break
    case .noun where features.has(tokens[first + 1].word, .nounPlural): break
    default: return false
    }
    // What says it stands between commas.
    return (max(range.lowerBound, first - 12)..<first - 2).contains {
      tokens[$0].kind == .comma && $0 > range.lowerBound && tags[$0 - 1].isNominal
    }
  }

  /// Whether a comma holds an addition whose clause has its verb behind it: "the issues, as well as
  /// the prices, were raised".
  private func goesOn(_ i: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]) -> Bool {
    guard i + 1 < range.upperBound, tokens[i].kind == .comma else { return false }
    switch tags[i + 1] {
    case .preposition, .adverb, .verbIng, .verbParticiple, .modal, .be, .have, .do, .verbPast,
      .verbPresent:
      break
    default: return false
    }
    for k in i + 1..<range.upperBound {
      switch tags[k] {
      case .modal, .be, .have, .do, .verbPresent, .verbPast: return true
      case .complementizer, .subordinator, .relative: return false
      default: break
      }
    }
    return false
  }

  private func endsStretch(_ i: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    switch tags[i] {
    case .complementizer, .subordinator, .relative: return true
    case .mark: return tokens[i].kind != .hyphen && tokens[i].kind != .period
    default: return false
    }
  }

  /// `follows` tells whether a word that opens a clause stands before the stretch.
  private func supplyVerb(
    _ tokens: [Token], _ range: Range<Int>, in sentence: Range<Int>, follows: Bool,
    _ tags: inout [Tag]
  ) {
    var subject = false
    var isInPhrase = false
    // "The results of the probe leave an impression"
    var isPluralHead = false
    var place = -1
    var participle = -1
    for i in range {
      switch tags[i] {
      case .verbPast
      where place >= 0 && features.has(tokens[i].word, .verbParticiple)
        && !features.has(tokens[i].word, .reportingPast) && tags[i - 1] == .noun
        && i + 1 < range.upperBound && tags[i + 1] == .preposition:
        // "stands by the agreement initialled in March"
        participle = i
      case .modal, .be, .have, .do, .verbPresent, .verbPast: return
      case .verbIng where place < 0 && !subject: return
      case .noun, .adjective:
        let f = features[tokens[i].word]
        let canBeVerb =
          f.contains(.verbThird) || f.contains(.verbPast)
          || f.contains(.verbBase) && i > range.lowerBound
            && (features.has(tokens[i - 1].word, .nounPlural)
              || isPluralHead && isInPhrase && tags[i - 1] == .noun
                && i + 1 < range.upperBound && opensObject(tags[i + 1]))
        let isLast = i + 1 == range.upperBound
        let opens = range.lowerBound == sentence.lowerBound && f.contains(.verbThird)
        // "about pay, work rules and leave": an item of a list.
        let isListed =
          range.lowerBound > sentence.lowerBound && !follows && !isLast
          && tags[i + 1] == .coordinator
        if place < 0, subject, canBeVerb, !isLast || follows, !isListed,
          tokens[i - 1].kind != .hyphen,
          isLast || tags[i + 1] != .noun || f.contains(.verbPast)
            || opens && features.has(tokens[i - 1].word, .nounSingular),
          !isInPhrase || tags[i - 1].isNominal && !f.contains(.mostlyNoun)
        {
          place = i
        }
        if tags[i] == .noun || f.contains(.nounSingular) { subject = true }
      case .properNoun, .pronoun: subject = true
      case .preposition where place < 0:
        // "each of our navies takes": the phrase on the subject is passed over.
        if !subject { return }
        if !isInPhrase {
          isPluralHead = i > range.lowerBound && features.has(tokens[i - 1].word, .nounPlural)
        }
        isInPhrase = true
      case .toInfinitive where place < 0: return
      default: break
      }
    }
    if place >= 0 {
      if tags[place - 1] == .adjective, features.has(tokens[place - 1].word, .nounSingular) {
        // "The firm plans to sell"
        tags[place - 1] = .noun
      }
      tags[place] = features.has(tokens[place].word, .verbThird) ? .verbPresent : .verbPast
      if participle >= 0 { tags[participle] = .verbParticiple }
    }
  }

  private func opensObject(_ tag: Tag) -> Bool {
    tag == .determiner || tag == .possessive || tag == .pronoun
  }

  /// "The fact that prices fell surprised analysts", "Those who oppose the law fear arrest", "The
  /// lender, which employs thousands, plans to": where the clauses on the subject took all finite
  /// verbs, a word behind them that can be one is one.
  func supplyMain(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var openers = 0
    var opener = -1
    var verbs = 0
    var verb = -1
    var commas = 0
    for i in range {
      switch tags[i] {
      case .relative, .complementizer:
        guard i > range.lowerBound else { return }
        if verbs == 0 {
          let before = tokens[i - 1].kind == .comma && i - 2 >= range.lowerBound ? i - 2 : i - 1
          guard tags[before].isNominal || tags[before] == .pronoun || tags[before] == .determiner
          else { return }
          if opener < 0 { opener = before }
        }
        openers += 1
      case .modal, .be, .have, .do, .verbPresent, .verbPast:
        if previousTag(i, range, tags).isAuxiliary { continue }
        verbs += 1
        if verb < 0 { verb = i }
        guard openers >= verbs else { return }
      case .verbIng where i > range.lowerBound && tags[i - 1] == .preposition: break
      case .subordinator, .interrogative, .verbIng: return
      case .verbBase where previousTag(i, range, tags) != .toInfinitive: return
      case .mark:
        switch tokens[i].kind {
        case .comma: commas += 1
        case .semicolon, .colon, .quoteOpen, .quoteClose, .dash: return
        default: break
        }
      default: break
      }
    }
    guard verbs == openers, verbs > 0 || commas == 2 else { return }
    let isPlural =
      opener >= 0
      && features.has(tokens[opener].word, [.nounPlural, .pronounSubject, .determiner])
    var k = max(verb, range.lowerBound) + 1
    while k + 1 < range.upperBound {
      let f = features[tokens[k].word]
      let canBeFinite =
        !f.isDisjoint(with: [.verbPast, .verbThird]) || isPlural && f.contains(.verbBase)
      if canBeFinite, tags[k] == .noun || tags[k] == .adjective || tags[k] == .verbParticiple,
        !previousTag(k, range, tags).isAuxiliary
      {
        let next = features[tokens[k + 1].word]
        let isBehindComma =
          tokens[k - 1].kind == .comma && commas > 1
          && (startsObject(tokens[k + 1], next) || next.contains(.to))
        if isBehindComma
          || verbs > 0 && commas == 0 && tokens[k - 1].kind.isWordLike
            && !isPhraseOpen(tags[k - 1])
            && (tokens[k + 1].kind.isWordLike || f.contains(.verbPast))
        {
          tags[k] = f.contains(.verbPast) ? .verbPast : .verbPresent
          return
        }
      }
      k += 1
    }
  }

  /// "said the security lapses raise serious questions": what is said has a verb; where none is
  /// left, the noun behind another that can be one is it.
  func supplySaid(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var verb = -1
    for i in range {
      switch tags[i] {
      case .verbPast, .verbPresent: verb = i
      case .modal, .be, .have, .do, .complementizer, .relative, .subordinator, .interrogative:
        verb = -1
      case .mark where !tokens[i].kind.isWordLike && tokens[i].kind != .hyphen:
        if verb >= 0, tokens[i].kind == .comma, !isBehindMark(verb, tokens, range) {
          // "said the deal covers pay, rules and leave"
          supplySaid(by: verb, tokens, range.lowerBound..<i, &tags)
        }
        if verb >= 0, tokens[i].kind != .period || i + 1 < range.upperBound { verb = -1 }
      default: break
      }
    }
    if verb >= 0 { supplySaid(by: verb, tokens, range, &tags) }
  }

  /// Said behind what is said, not before it.
  private func isBehindMark(_ verb: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    verb > range.lowerBound && !tokens[verb - 1].kind.isWordLike
  }

  private func supplySaid(
    by verb: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]
  ) {
    guard sayForms.contains(tokens[verb].word), verb + 1 < range.upperBound,
      isPhrasePart(tags[verb + 1])
    else { return }
    var k = verb + 3
    while k + 1 < range.upperBound {
      let f = features[tokens[k].word]
      let before = features[tokens[k - 1].word]
      let endsThere = k + 2 >= range.upperBound || !isPhrasePart(tags[k + 2])
      let agrees =
        before.contains(.nounPlural)
        ? f.contains(.verbBase)
        : f.contains(.verbThird) && (tags[k + 1] != .noun || endsThere)
      if tags[k] == .noun, tags[k - 1] == .noun, agrees,
        tags[k + 1] == .preposition || tags[k + 1] == .toInfinitive || isPhrasePart(tags[k + 1]),
        !isBehindPreposition(k, range, tags)
      {
        tags[k] = .verbPresent
        return
      }
      k += 1
    }
  }

  /// Before a head.
  private func isPhraseOpen(_ tag: Tag) -> Bool {
    switch tag {
    case .determiner, .possessive, .possessiveMark, .preposition, .toInfinitive, .adjective,
      .coordinator:
      true
    default: false
    }
  }

  /// "Will the council act?", "Nor did the club pay": the verb behind the subject.
  func supplyInverted(_ tokens: [Token], _ range: Range<Int>, _ tags: inout [Tag]) {
    var k = range.lowerBound
    while k < range.upperBound,
      tags[k] == .interrogative || tags[k] == .adverb
        || tags[k] == .negator || tokens[k].kind.isQuote
    { k += 1 }
    if k == range.lowerBound, tags[k] == .have, tokens[k].word == had,
      isCondition(k, tokens, range, tags)
    {
      tags[k] = .subordinator
      return
    }
    guard k < range.upperBound, tags[k] == .modal || tags[k] == .do else { return }
    var place = -1
    var head = false
    k += 1
    while k < range.upperBound {
      switch tags[k] {
      case .noun, .adjective:
        if head, features.has(tokens[k].word, .verbBase) { place = k }
        head = head || tags[k] == .noun
      case .properNoun, .pronoun, .number: head = true
      case .determiner, .possessive, .possessiveMark: break
      case .preposition, .mark, .adverb, .toInfinitive:
        if place >= 0 { tags[place] = .verbBase }
        return
      default: return
      }
      k += 1
    }
    if place >= 0 { tags[place] = .verbBase }
  }

  /// "Had the court acted, lives would": a phrase and a participle, and a comma before the verb.
  private func isCondition(
    _ had: Int, _ tokens: [Token], _ range: Range<Int>, _ tags: [Tag]
  ) -> Bool {
    var k = had + 1
    while k < range.upperBound, isPhrasePart(tags[k]) || tags[k] == .pronoun { k += 1 }
    guard k > had + 1, k < range.upperBound, tags[k] == .verbPast || tags[k] == .verbParticiple
    else { return false }
    while k < range.upperBound, tokens[k].kind != .comma { k += 1 }
    return k < range.upperBound && tokens[range.upperBound - 1].kind != .question
  }
}
