import Foundation
internal import Rules

/// Makes rules files out of the shipped one.
enum RuleCopies {
  private typealias Object = [String: Any]

  /// The shipped rules several times over, every copy with other words and other lexicons.
  static func shipped(times: Int) throws -> [UInt8] {
    var file = try shippedFile()
    let rules = file["rules"] as? [Object] ?? []
    var lexicons = file["lexicons"] as? [String: [String]] ?? [:]
    var all = rules
    for copy in 1..<max(1, times) {
      var named: Set<String> = []
      for var rule in rules {
        for key in ["match", "unless"] {
          rule[key] = (rule[key] as? [String])?.map { pattern($0, copy, &named) }
        }
        if let subject = rule["subject"] as? String {
          rule["subject"] = pattern(subject, copy, &named)
        }
        rule["id"] = (rule["id"] as? String).map { "\($0).copy\(copy)" }
        all.append(rule)
      }
      for name in named {
        lexicons["\(name)-copy\(copy)"] = lexicons[name]?.map { words($0, copy) }
      }
    }
    file["rules"] = all
    file["lexicons"] = lexicons
    return try bytes(file)
  }

  private static func shippedFile() throws -> Object {
    let value = try JSONSerialization.jsonObject(with: Data(BuiltInRules.bytes))
    return value as? Object ?? [:]
  }

  private static func bytes(_ file: Object) throws -> [UInt8] {
    [UInt8](try JSONSerialization.data(withJSONObject: file, options: [.sortedKeys]))
  }

  // MARK: Other words

  private static let endings = ["ab", "eb", "ib", "ob", "ub", "ac", "ec", "ic", "oc", "uc"]

  /// A pattern with other words; the lexicons that it names are noted.
  private static func pattern(_ text: String, _ copy: Int, _ named: inout Set<String>) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      switch first {
      case "@":
        rest = rest.dropFirst()
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        named.insert(String(name))
        result += "@\(name)-copy\(copy)"
        rest = rest[name.endIndex...]
      case "#", "<", "~", "{":
        // A class, a capture, a part of speech or the length of a gap is no word.
        let other = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        result += "\(first)\(other)"
        rest = rest[other.endIndex...]
      default:
        let word = rest.prefix { $0.isASCII && $0.isLetter }
        result += changed(word, copy)
        rest = rest[word.endIndex...]
        if word.isEmpty { result.append(rest.removeFirst()) }
      }
    }
    return result
  }

  /// A lexicon entry with other words.
  private static func words(_ entry: String, _ copy: Int) -> String {
    var ignored: Set<String> = []
    return pattern(entry, copy, &ignored)
  }

  /// A single letter belongs to a mark: `'s`, `U.S.`.
  private static func changed(_ word: Substring, _ copy: Int) -> String {
    word.count < 2 ? String(word) : word + endings[copy % endings.count]
  }

  // MARK: A large file

  /// The shipped rules with so many rules more, and so many entries in lexicons of theirs.
  static func largeFile(rules: Int, entries: Int) throws -> [UInt8] {
    var file = try shippedFile()
    var lexicons = file["lexicons"] as? [String: [String]] ?? [:]
    let size = 500
    let count = entries / size
    for lexicon in 0..<count {
      lexicons["large-\(lexicon)"] = (0..<size).map { entry in
        let number = lexicon * size + entry
        // Every fifth entry has two words, every second one is inflected.
        let word = number % 2 == 0 ? "\(word(number))~" : word(number)
        return number % 5 == 0 ? "\(word) \(self.word(number / 5 + entries))" : word
      }
    }
    var all = file["rules"] as? [Object] ?? []
    for number in 0..<rules {
      let verb = word(2 * entries + number)
      let noun = word(3 * entries + number)
      all.append([
        "id": "large.\(number)", "label": "refutation",
        "match": [
          "\(verb)~v .. @large-\(number % count)",
          "(\(noun)~n|\(word(number))) (of|to) !(the|a) @large-\((number + 7) % count)?",
        ],
        "unless": ["\(verb)~v no \(noun)~n"],
        "tests": [
          "yes": ["They \(verb) all \(word(number % count * size + 1))."],
          "no": ["They \(verb) no \(noun) of it at all."],
        ],
      ])
    }
    file["lexicons"] = lexicons
    file["rules"] = all
    return try bytes(file)
  }

  private static let onsets = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "gr", "pl",
  ]
  private static let vowels = ["a", "e", "i", "o", "u", "ai", "ou"]

  /// A word that can be said; other numbers give other words.
  static func word(_ number: Int) -> String {
    var rest = number
    var word = ""
    repeat {
      word += onsets[rest % onsets.count]
      rest /= onsets.count
      word += vowels[rest % vowels.count]
      rest /= vowels.count
    } while rest > 0
    return word + "nt"
  }
}

/// Text made of the sentences that the rules are tested with, so that rules fire.
struct TestText {
  private let sentences: [[UInt8]]

  /// - Parameter bytes: A rules file.
  init(_ bytes: [UInt8]) {
    let file = RuleFileReader.read(bytes).file
    let tests = file.rules.map(\.tests) + file.cues.map(\.tests)
    sentences = tests.flatMap {
      ($0.yes.map { $0 } + $0.no.map { $0 }).map { Array($0.value.utf8) }
    }
  }

  /// Paragraphs of four sentences with together so many bytes at least.
  func text(bytes: Int) -> [UInt8] {
    var text: [UInt8] = []
    var place = 0
    while text.count < bytes {
      text += sentences[place % sentences.count]
      // Neighbours in the file are tests of one rule.
      place += 37
      text += place % 4 == 0 ? [0x0A, 0x0A] : [0x20]
    }
    return text
  }
}
