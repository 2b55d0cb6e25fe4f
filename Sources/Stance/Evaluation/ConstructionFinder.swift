internal import Rules

/// Finds reporting verbs and stance nouns that the rules do not hold, by the constructions they
/// stand in: `NAME verb that`, `"...," NAME verb`, `expressed his noun`.
struct ConstructionFinder {
  /// A word in a sentence.
  struct Find {
    let word: String
    /// The number of the sentence in its text, and what it says.
    let sentence: Int
    let text: String
  }

  private let classifier: Classifier
  private var scratch: Scratch
  /// Words of lexicons that patterns name; the others hold word classes, not stance.
  private let listed: Set<String>
  private let expressing: WordSet
  private let that: WordID
  private(set) var verbs: [Find] = []
  private(set) var nouns: [Find] = []

  /// What expresses a stance that a noun names.
  static let expressingVerbs = ["express", "voice", "convey"]
  private static let furthestNoun = 4

  init(_ classifier: Classifier) {
    self.classifier = classifier
    scratch = Scratch(classifier.rules, classifier.features)
    var listed: Set<String> = []
    for lexicon in classifier.rules.file.lexicons
    where !EngineLexicons.names.contains(lexicon.name.value) {
      for entry in lexicon.entries {
        for word in entry.value.split(separator: " ") {
          listed.insert(String(word.prefix { $0 != "~" && $0 != "=" }))
        }
      }
    }
    self.listed = listed
    let vocabulary = classifier.features.vocabulary
    var expressing: WordSet = []
    for verb in Self.expressingVerbs {
      for form in Inflection.forms(of: Array(verb.utf8), as: .verb) {
        if let word = vocabulary.find(form.bytes) { expressing.insert(word) }
      }
    }
    self.expressing = expressing
    that = vocabulary.find("that") ?? .none
  }

  /// Looks through a text.
  ///
  /// - Returns: The reading of the text.
  /// - Complexity: Linear in its length.
  mutating func read(_ text: [UInt8], _ metadata: Metadata) -> Reading {
    let analyses = classifier.analyse(bytes: text, metadata: metadata, scratch: &scratch)
    let builder = ReadingBuilder(
      document: scratch.document, classifier.rules.file, classifier.confidences)
    let reading = builder.reading(analyses)
    guard reading.language == "en" else { return reading }
    var isCue = [Bool](repeating: false, count: scratch.document.tokens.count)
    for hit in scratch.matcher.cueHits {
      for token in Int(hit.start)..<Int(hit.end) { isCue[token] = true }
    }
    for (index, analysis) in analyses.enumerated() where analysis.span.role.isRead {
      let span = analysis.span
      for token in span.bodyFirst..<span.last {
        if !isCue[token], reports(token, span) { note(token, index, reading, in: \.verbs) }
        if expressing.contains(scratch.document.tokens[token].word), let noun = noun(token, span) {
          note(noun, index, reading, in: \.nouns)
        }
      }
    }
    return reading
  }

  private mutating func note(
    _ token: Int, _ sentence: Int, _ reading: Reading,
    in list: WritableKeyPath<ConstructionFinder, [Find]>
  ) {
    self[keyPath: list].append(
      Find(
        word: scratch.document.string(token..<token + 1), sentence: sentence,
        text: GoldFile.oneLine(reading.sentences[sentence].text)))
  }

  private func isLowerWord(_ token: Int) -> Bool {
    scratch.document.tokens[token].kind == .word
      && scratch.document.text(token).allSatisfy { (0x61...0x7A).contains($0) }
  }

  // MARK: Verbs

  /// Whether a token is a verb that somebody named says something with.
  private func reports(_ token: Int, _ span: SentenceSpan) -> Bool {
    let tags = scratch.tags
    guard isLowerWord(token), tags[token] == .verbPast || tags[token] == .verbPresent else {
      return false
    }
    if token + 1 < span.last, scratch.document.tokens[token + 1].word == that {
      return token > span.bodyFirst && isNameEnd(token - 1, span) && hasClause(token + 2, span)
    }
    return followsQuotation(token, span)
  }

  /// Whether a name ends here, an apposition behind it included.
  private func isNameEnd(_ token: Int, _ span: SentenceSpan) -> Bool {
    if scratch.tags[token] == .properNoun { return true }
    guard scratch.document.tokens[token].kind == .comma else { return false }
    return (span.bodyFirst..<token).contains { scratch.tags[$0] == .properNoun }
  }

  private func hasClause(_ first: Int, _ span: SentenceSpan) -> Bool {
    guard first < span.last else { return false }
    return (first..<span.last).contains { scratch.tags[$0].isVerbal }
  }

  /// Whether a quotation stands before the verb, the name before or behind it.
  private func followsQuotation(_ token: Int, _ span: SentenceSpan) -> Bool {
    let document = scratch.document
    var before = token - 1
    var hasName = false
    while before >= span.bodyFirst, token - before < 6, scratch.tags[before] == .properNoun {
      hasName = true
      before -= 1
    }
    guard before >= span.bodyFirst, isQuotationEnd(before) else { return false }
    if hasName { return token + 1 >= span.last || !document.tokens[token + 1].kind.isWordLike }
    return token + 1 < span.last && scratch.tags[token + 1] == .properNoun
  }

  private func isQuotationEnd(_ token: Int) -> Bool {
    switch scratch.document.tokens[token].kind {
    case .quoteClose, .quoteNeutral: scratch.document.quotationOfToken[token] >= 0
    default: false
    }
  }

  // MARK: Nouns

  /// The head of the object of a verb that expresses, where no lexicon holds it.
  private func noun(_ verb: Int, _ span: SentenceSpan) -> Int? {
    var token = verb + 1
    while token < span.last, token - verb <= Self.furthestNoun {
      switch scratch.tags[token] {
      case .determiner, .possessive, .adjective, .adverb: token += 1
      case .noun:
        if token + 1 < span.last, scratch.tags[token + 1] == .noun {
          token += 1
          continue
        }
        guard isLowerWord(token) else { return nil }
        let word = scratch.document.string(token..<token + 1)
        let lemma = WordLemma.noun(word)
        return listed.contains(word) || listed.contains(lemma) ? nil : token
      default: return nil
      }
    }
    return nil
  }
}

/// The dictionary form of an inflected word, as far as its spelling tells.
package enum WordLemma {
  /// A lemma whose inflections hold the form; the form itself where none is found.
  ///
  /// - Parameters:
  ///   - form: Lower case.
  ///   - isKnown: Whether a lemma is known from elsewhere.
  /// - Returns: The form itself where no lemma has it.
  package static func verb(_ form: String, isKnown: (String) -> Bool) -> String {
    var candidates: [String] = []
    if form.hasSuffix("ied") || form.hasSuffix("ies") { candidates.append(form.dropLast(3) + "y") }
    if form.hasSuffix("ed") {
      let stem = String(form.dropLast(2))
      if isDoubled(stem) { candidates.append(String(stem.dropLast())) }
      candidates += endsInE(stem) ? [stem + "e", stem] : [stem, stem + "e"]
    }
    if form.hasSuffix("s") { candidates += [String(form.dropLast()), String(form.dropLast(2))] }
    let sound = candidates.filter { candidate in
      candidate.utf8.count > 1
        && Inflection.forms(of: Array(candidate.utf8), as: .verb).contains {
          $0.bytes == Array(form.utf8)
        }
    }
    return sound.first(where: isKnown) ?? sound.first ?? form
  }

  /// Whether a stem before `ed` ends in a consonant that endings double: quipped, but not passed.
  private static func isDoubled(_ stem: String) -> Bool {
    let bytes = Array(stem.utf8.suffix(2))
    return bytes.count == 2 && bytes[0] == bytes[1] && Array("bdgmnprt".utf8).contains(bytes[0])
  }

  /// Whether a stem before `ed` rather has lost an e: one consonant after one vowel.
  private static func endsInE(_ stem: String) -> Bool {
    let bytes = Array(stem.utf8.suffix(3))
    guard bytes.count == 3, let last = bytes.last else { return false }
    let isVowel = { (byte: UInt8) in Array("aeiou".utf8).contains(byte) }
    if isVowel(last) { return true }
    return !isVowel(last) && isVowel(bytes[1]) && !isVowel(bytes[0])
      && !Array("wxy".utf8).contains(last)
  }

  /// The singular of a noun, the form itself where none is found.
  package static func noun(_ form: String) -> String {
    var candidates: [String] = []
    if form.hasSuffix("ies") { candidates.append(form.dropLast(3) + "y") }
    if form.hasSuffix("s") { candidates += [String(form.dropLast()), String(form.dropLast(2))] }
    return candidates.first { candidate in
      candidate.utf8.count > 1
        && Inflection.forms(of: Array(candidate.utf8), as: .noun).contains {
          $0.bytes == Array(form.utf8)
        }
    } ?? form
  }
}
