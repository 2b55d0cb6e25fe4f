internal import Rules
internal import Stance

/// A format of results.
enum OutputFormat: String, CaseIterable, Sendable {
  case text, json, jsonl, csv, tsv, brat, html, github

  /// Whether sentences without a wanted act stay: results that stand beside or for the text.
  var showsWholeText: Bool { self == .brat || self == .html }
}

/// What the command line means.
struct Options: Sendable {
  var command = Command.help
  /// Words that are no flags, without the command.
  var operands: [Word] = []

  var text: String?
  /// What the inputs are; by their names where it is nil.
  var input: InputFormat?
  /// The keys of JSON Lines records that hold the document and its name.
  var textField = "text"
  var idField = "id"
  var format = OutputFormat.text
  var output: FilePath?
  var rules: FilePath?
  var skipsBrokenRules = false
  var id: String?
  var metadata = Metadata()
  var isLossy = false
  /// The sentence to explain, or nil for all.
  var sentence: Int?
  /// The label whose nearest rules are to be explained.
  var whyNot: String?
  var only: [String] = []
  var parties: [String] = []
  var speakers: [String] = []
  var minimumConfidence: Double?
  var colour = ColourChoice.auto
  var isQuiet = false
  /// How many documents to label at a time; as many as there are processors where it is nil.
  var jobs: Int?
  /// More threads than any machine has processors would only cost memory.
  static let mostJobs = 1024

  /// The most sentences that a page of many articles holds.
  var sentenceLimit = 20_000

  /// Ids of the rules whose tests are to be run; all where there are none.
  var names: [String] = []
  var mutates = false
  var gold: FilePath?
  var hasOnlyTotals = false
  /// Scores that must be reached.
  var minima: [(measure: Measure, value: Double)] = []
  /// The other labelling that gold files are compared with.
  var against: FilePath?
  var half: GoldHalf?
  var hasScorecard = false
  /// Whether only the table of confidence is wanted.
  var isCalibrating = false
  /// Suggestions of each kind and label.
  var suggestionCount = 10
  var texts: FilePath?

  /// What 'help' is to print instead.
  var generated: GeneratedFile?

  var wantsSchema = false
  var wantsHelp = false
  var wantsVersion = false

  /// Makes sense of what was typed.
  ///
  /// - Parameter typed: The words, sorted.
  /// - Throws: ``UsageError`` where they make none.
  init(_ typed: TypedArguments) throws(UsageError) {
    for use in typed.uses { try use.flag.effect(&self, use.value ?? Word([])) }
    guard let name = typed.operands.first?.text else {
      if !wantsHelp, !wantsVersion { throw UsageError(Command.missing) }
      return
    }
    operands = Array(typed.operands.dropFirst())
    guard let command = Command(rawValue: name) else {
      throw Command.unknown(typed.operands[0])
    }
    self.command = command
    if wantsHelp || wantsVersion { return }
    for use in typed.uses where !use.flag.commands.contains(command) {
      let others = use.flag.commands.map { "'stance \($0.rawValue)'" }.joined(separator: " and ")
      throw UsageError(
        "'\(use.spelling)' belongs to \(others), not to 'stance \(command.rawValue)'")
    }
    guard command.formats.isEmpty || command.formats.contains(format) else {
      let known = command.formats.map(\.rawValue).joined(separator: ", ")
      throw UsageError(
        "'stance \(command.rawValue)' has no format '\(format.rawValue)'; expected \(known)")
    }
  }
}

/// Values of flags as typed, turned into what they mean.
enum FlagValue {
  /// One of a few words.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: Word, _ flag: String, _: Choice.Type
  ) throws(UsageError) -> Choice {
    if let choice = Choice(rawValue: word.text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw UsageError(
      "unknown value '\(word.text)' for '\(flag)'; expected \(known.joined(separator: ", "))"
        + Suggestion.text(for: word.text, among: known))
  }

  /// A number from 0 to 1.
  static func share(_ word: Word, _ flag: String) throws(UsageError) -> Double {
    guard let value = Double(word.text), (0...1).contains(value) else {
      throw UsageError("'\(flag)' needs a number from 0 to 1, not '\(word.text)'")
    }
    return value
  }

  /// Text that is UTF-8 and not empty.
  static func text(_ word: Word, _ flag: String) throws(UsageError) -> String {
    guard UTF8Code.firstInvalidOffset(word.bytes) == nil else {
      throw UsageError("the value of '\(flag)' is not valid UTF-8")
    }
    guard word.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw UsageError("the value of '\(flag)' is empty")
    }
    return word.text
  }

  static func path(_ word: Word, _ flag: String) throws(UsageError) -> FilePath {
    guard !word.bytes.isEmpty else { throw UsageError("the value of '\(flag)' is empty") }
    return word.path
  }

  /// Words between commas.
  static func list(_ word: Word, _ flag: String) throws(UsageError) -> [String] {
    let text = try text(word, flag)
    return text.split(separator: ",").map { GoldFile.oneLine(String($0)) }.filter { !$0.isEmpty }
  }

  /// `YYYY-MM-DD`.
  static func date(_ word: Word, _ flag: String) throws(UsageError) -> String {
    let parts = word.text.split(separator: "-", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.map(\.utf8.count) == [4, 2, 2], isNumeric, let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { throw UsageError("'\(flag)' needs a date as YYYY-MM-DD, not '\(word.text)'") }
    return word.text
  }
}
