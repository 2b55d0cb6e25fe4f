internal import Rules

/// Phrases looked for without the engine, before there are marks: document furniture.
struct PhraseSet: Sendable {
  /// Most words of a text begin none.
  private var firsts = WordSet()
  /// Second words of phrases.
  private var seconds = WordSet()
  private var hasSingleWords = false
  private var byFirst: [WordID: [[WordID]]] = [:]

  init(_ phrases: [[WordID]]) {
    for phrase in phrases {
      guard let first = phrase.first else { continue }
      firsts.insert(first)
      if phrase.count > 1 { seconds.insert(phrase[1]) } else { hasSingleWords = true }
      byFirst[first, default: []].append(phrase)
    }
  }

  /// The entries of a lexicon as words, case and marks left out.
  static func words(_ rules: RuleSet, _ vocabulary: Vocabulary, _ name: String) -> [[WordID]] {
    guard let number = rules.lexicon(name) else { return [] }
    var phrases: [[WordID]] = []
    rules.file.lexicons[Int(number.rawValue)].entries.forEachBytes { _, bytes, range, isPlain in
      if isPlain {
        if let word = vocabulary.find(bytes, range) { phrases.append([word]) }
        return
      }
      var text = bytes
      var range = range
      if bytes[range].contains(where: { $0 >= 0x80 }) {
        text = Array(String(decoding: bytes[range], as: UTF8.self).lowercased().utf8)
        range = 0..<text.count
      }
      var words: [WordID] = []
      var start = range.lowerBound
      for place in range.lowerBound...range.upperBound
      where place == range.upperBound || text[place] == 0x20 {
        if place > start {
          guard let word = vocabulary.find(lowercasing: text, start..<place) else { return }
          words.append(word)
        }
        start = place + 1
      }
      phrases.append(words)
    }
    return phrases
  }

  /// Whether a phrase stands at the head of the range.
  func matches(_ tokens: [Token], _ range: Range<Int>) -> Bool {
    var i = range.lowerBound
    while i < range.upperBound, !tokens[i].kind.isWordLike { i += 1 }
    return i < range.upperBound && matches(tokens, at: i, range)
  }

  /// The number of tokens of the longest phrase that stands at `i`, words only; 0 for none.
  @inline(__always)
  func longest(_ tokens: [Token], at i: Int, _ range: Range<Int>) -> Int {
    firsts.contains(tokens[i].word) ? longestOfFirst(tokens, at: i, range) : 0
  }

  private func longestOfFirst(_ tokens: [Token], at i: Int, _ range: Range<Int>) -> Int {
    guard hasSingleWords || i + 1 < range.upperBound && seconds.contains(tokens[i + 1].word),
      let phrases = byFirst[tokens[i].word]
    else { return 0 }
    var best = 0
    for phrase in phrases where phrase.count > best && i + phrase.count <= range.upperBound {
      var k = 0
      while k < phrase.count, tokens[i + k].word == phrase[k] { k += 1 }
      if k == phrase.count { best = k }
    }
    return best
  }

  /// Whether a phrase stands anywhere in the range.
  func matchesInside(_ tokens: [Token], _ range: Range<Int>) -> Bool {
    range.contains { matches(tokens, at: $0, range) }
  }

  private func matches(_ tokens: [Token], at i: Int, _ range: Range<Int>) -> Bool {
    guard firsts.contains(tokens[i].word), let phrases = byFirst[tokens[i].word] else {
      return false
    }
    for phrase in phrases where matches(tokens, at: i, range, phrase) { return true }
    return false
  }

  /// Marks other than words are passed over: `Editor's note`, `read-more`.
  private func matches(_ tokens: [Token], at i: Int, _ range: Range<Int>, _ phrase: [WordID])
    -> Bool
  {
    var k = i
    for word in phrase {
      while k < range.upperBound, !tokens[k].kind.isWordLike { k += 1 }
      guard k < range.upperBound, tokens[k].word == word else { return false }
      k += 1
    }
    return true
  }
}

/// The words that tell title, kind and furniture of a document, from lexicons of the rules file.
struct DocumentWords: Sendable {
  let boilerplate: PhraseSet
  /// What opens the notes under a release.
  let notes: PhraseSet
  let about: WordID
  let captionStarts: WordSet
  /// Who asks, answers and leads in a transcript.
  let questioners: WordSet
  let answerers: WordSet
  let moderators: WordSet
  let readoutTitles: WordSet
  let statementTitles: WordSet
  let speechTitles: WordSet
  let readoutPhrases: PhraseSet
  let saidForms: WordSet
  let toldForms: WordSet
  /// Verbs of meeting in titles of readouts: met, holds, received.
  let meetingForms: WordSet
  /// What stands behind a call that is an appeal, and before talks that are an aim.
  let appealPrepositions: WordSet
  let aimPrepositions: WordSet
  let dateWords: WordSet
  /// Capitals of one word, which open datelines.
  let capitals: WordSet
  let outlets: WordSet
  let monthNumbers: [WordID: Int]
  /// The words `a.m.` and `p.m.`.
  let timeMarks: WordSet
  let time: WordID
  /// The words `v`, `etc` and `st`, which take a full stop.
  let versus: WordID
  /// Titles of what companies give to the press.
  let releases: WordSet
  /// Verbs of speech whose object is an addressee.
  let asking: WordSet
  /// What opens what is asked for or told of.
  let topics: WordSet
  let platform: WordID
  /// What stands before the name of a platform.
  let on: WordSet
  let etCetera: WordID
  let street: WordID
  /// Numbers and ranks among the determiners.
  let numerals: WordSet
  /// Adverbs that open sentences although some of them are also nouns.
  let openers: WordSet
  /// Adverbs that are parts of names: `the U.S. South`.
  let compass: WordSet
  let by: WordID
  let source: WordID
  let has: WordID

  init(_ rules: RuleSet, _ vocabulary: Vocabulary, places: PlaceWords) {
    func words(_ name: String) -> [[WordID]] { PhraseSet.words(rules, vocabulary, name) }
    func single(_ name: String) -> WordSet { WordSet(words(name).compactMap(\.first)) }
    questioners = single("questioners")
    answerers = single("answerers")
    moderators = single("moderators")
    boilerplate = PhraseSet(words("boilerplate"))
    notes = PhraseSet(words("release_notes"))
    about = vocabulary.number(of: "about")
    captionStarts = single("caption_starts")
    readoutTitles = single("readout_titles")
    statementTitles = single("statement_titles")
    speechTitles = single("speech_titles")
    readoutPhrases = PhraseSet(words("readout_phrases"))
    saidForms = vocabulary.known("said says told tells added")
    toldForms = vocabulary.known("said told says")
    meetingForms = Inflection.words(of: "meeting_verbs", in: rules.file, as: .verb, vocabulary)
      .union(Inflection.words(of: "event_verbs", in: rules.file, as: .verb, vocabulary))
    appealPrepositions = vocabulary.known("on for")
    aimPrepositions = vocabulary.known("for on amid after before despite")
    capitals = places.capitals
    outlets = single("outlet_words")
    dateWords = vocabulary.known(
      "date of the on at utc gmt a.m. p.m. am pm updated published local time th")
    timeMarks = vocabulary.known("a.m. p.m.")
    time = vocabulary.number(of: "time")
    platform = vocabulary.number(of: "x")
    on = vocabulary.known("on via")
    asking = vocabulary.known("asked told")
    topics = vocabulary.known("about for if of")
    releases = vocabulary.known("release announcement announces")
    versus = vocabulary.number(of: "v")
    etCetera = vocabulary.number(of: "etc")
    street = vocabulary.number(of: "st")
    numerals = vocabulary.known(
      """
      one two three four five six seven eight nine ten first second third fourth fifth sixth seventh \
      eighth ninth tenth last next most
      """)
    openers = vocabulary.known("then there now here later still again also meanwhile however")
    compass = vocabulary.known("north south east west")
    by = vocabulary.number(of: "by")
    source = vocabulary.number(of: "source")
    has = vocabulary.number(of: "has")
    var numbers: [WordID: Int] = [:]
    let names = [
      "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
      "august aug", "september sep sept", "october oct", "november nov", "december dec",
    ]
    for (i, list) in names.enumerated() {
      for word in vocabulary.known(list) { numbers[word] = i + 1 }
    }
    monthNumbers = numbers
  }
}
