internal import Rules

/// What the rules file knows of single words: their lexicons and what they are inflections of.
struct WordNotes {
  private let lookup: LexiconLookup
  /// Base forms by spelling.
  private var forms: [[UInt8]: [(name: String, mask: WordClassMask)]] = [:]

  /// - Parameters:
  ///   - rules: The rules.
  ///   - vocabulary: The words of texts.
  ///   - words: The words that will be asked for, in lower case.
  /// - Complexity: Linear in the lexicons and cues.
  init(_ rules: RuleSet, _ vocabulary: Vocabulary, words: Set<[UInt8]>) {
    lookup = LexiconLookup(rules.file, vocabulary) {
      !$0.hasPrefix("#") && !EngineLexicons.names.contains($0)
    }
    for lexicon in rules.file.lexicons {
      let wordClass = EngineLexicons.inflected[lexicon.name.value]
      for entry in lexicon.entries { add(entry.value, wordClass, words) }
    }
    for cue in rules.file.cues {
      for entry in cue.words { add(entry.value, nil, words) }
    }
  }

  /// Notes the inflections of the words of an entry that the text has.
  private mutating func add(_ entry: String, _ wordClass: WordClass?, _ words: Set<[UInt8]>) {
    for word in entry.split(separator: " ") {
      let parts = word.split(separator: "~", omittingEmptySubsequences: false)
      let lemma = Array(parts[0].lowercased().utf8)
      let kind: WordClass
      switch parts.count > 1 ? parts[1] : "-" {
      case "v": kind = .verb
      case "n": kind = .noun
      case "a": kind = .adjective
      default:
        guard let wordClass else { continue }
        kind = wordClass
      }
      let sign = kind == .verb ? "v" : kind == .noun ? "n" : "a"
      let mask: WordClassMask = kind == .verb ? .verb : kind == .noun ? .noun : .adjective
      for form in Inflection.forms(of: lemma, as: kind) where words.contains(form.bytes) {
        let name =
          "\(String(decoding: lemma, as: UTF8.self))~\(sign), \(Self.description(form.kinds))"
        if forms[form.bytes]?.contains(where: { $0.name == name }) ?? false { continue }
        forms[form.bytes, default: []].append((name, mask))
      }
    }
  }

  private static func description(_ kinds: FormKinds) -> String {
    let names: [(FormKinds, String)] = [
      (.base, "base form"), (.thirdPerson, "present"), (.past, "past"),
      (.pastParticiple, "past participle"), (.ing, "-ing form"), (.singular, "singular"),
      (.plural, "plural"), (.positive, "positive"), (.comparative, "comparative"),
      (.superlative, "superlative"),
    ]
    return names.filter { kinds.contains($0.0) }.map(\.1).joined(separator: " or ")
  }

  func lexicons(_ token: Token, _ text: ArraySlice<UInt8>, _ mask: WordClassMask) -> [String] {
    lookup.lexicons(of: token.word, spelled: text, as: mask)
  }

  /// The inflections that agree with the class of the word here.
  func inflections(_ text: ArraySlice<UInt8>, _ tag: Tag) -> [String] {
    let mask: WordClassMask
    switch tag {
    case .noun: mask = .noun
    case .adjective: mask = .adjective
    case _ where tag.isVerbal: mask = .verb
    default: return []
    }
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    return (forms[Array(lower.utf8)] ?? []).filter { !$0.mask.isDisjoint(with: mask) }.map(\.name)
  }
}
