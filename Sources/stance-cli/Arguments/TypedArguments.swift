internal import Rules

/// Something the user typed that cannot be followed.
struct UsageError: Error, Sendable {
  /// Lower case, no full stop.
  let message: String

  init(_ message: String) { self.message = message }
}

/// A word of the command line.
struct Word: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The word for comparison; what is not UTF-8 becomes U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  var path: FilePath { FilePath(bytes) }
}

/// What was typed, before anything is made of it: flags with their values, and the other words.
struct TypedArguments: Sendable {
  /// A flag as it was used.
  struct Use: Sendable {
    let flag: Flag
    /// As typed: `--format` or `-f`.
    let spelling: String
    let value: Word?
  }

  private(set) var uses: [Use] = []
  private(set) var operands: [Word] = []
  private var rest: ArraySlice<[UInt8]>

  /// Sorts the words of a command line.
  ///
  /// - Parameter arguments: Without the name of the program.
  /// - Throws: ``UsageError`` at the first word that cannot be followed.
  init(_ arguments: [[UInt8]]) throws(UsageError) {
    rest = arguments[...]
    while let argument = rest.popFirst() {
      let word = Word(argument)
      let text = word.text
      if text == "--" {
        operands += rest.map(Word.init)
        rest = []
      } else if text.hasPrefix("--") {
        try readLong(word)
      } else if text.hasPrefix("-"), text != "-" {
        try readShort(argument)
      } else {
        operands.append(word)
      }
    }
  }

  /// `--flag`, `--flag value` or `--flag=value`.
  private mutating func readLong(_ word: Word) throws(UsageError) {
    let sign = word.bytes.firstIndex(of: UInt8(ascii: "="))
    let spelling = Word(Array(word.bytes[..<(sign ?? word.bytes.count)])).text
    guard let flag = Flag.all.first(where: { "--" + $0.name == spelling }) else {
      throw Self.unknown(spelling)
    }
    guard let sign else { return try use(flag, spelling) }
    guard flag.value != nil else { throw UsageError("'\(spelling)' takes no value") }
    uses.append(
      Use(flag: flag, spelling: spelling, value: Word(Array(word.bytes[(sign + 1)...]))))
  }

  /// `-f`, `-f value`, `-fvalue` or several letters in one.
  private mutating func readShort(_ argument: [UInt8]) throws(UsageError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      let spelling = "-" + Word([letter]).text
      guard let flag = Flag.all.first(where: { $0.letter == UnicodeScalar(letter) }) else {
        throw argument.count == 2 ? Self.unknown(spelling) : Self.unknown(Word(argument).text)
      }
      if flag.value != nil, !letters.isEmpty {
        uses.append(Use(flag: flag, spelling: spelling, value: Word(Array(letters))))
        return
      }
      try use(flag, spelling)
    }
  }

  /// Takes the next word for the value, where the flag has one.
  private mutating func use(_ flag: Flag, _ spelling: String) throws(UsageError) {
    guard let placeholder = flag.value else {
      uses.append(Use(flag: flag, spelling: spelling, value: nil))
      return
    }
    let next = rest.first.map { Word($0).text }
    if let next, next == "--" || Flag.all.contains(where: { "--" + $0.name == next }) {
      throw UsageError(
        "'\(spelling)' needs a value (\(placeholder)); write '\(spelling)=\(next)' if it is '\(next)'"
      )
    }
    guard let value = rest.popFirst() else {
      throw UsageError("'\(spelling)' needs a value (\(placeholder))")
    }
    uses.append(Use(flag: flag, spelling: spelling, value: Word(value)))
  }

  private static func unknown(_ spelling: String) -> UsageError {
    let known = Flag.all.map { "--" + $0.name }
    let name = spelling.hasPrefix("--") ? spelling : "-" + spelling
    return UsageError("unknown flag '\(spelling)'" + Suggestion.text(for: name, among: known))
  }
}

/// The end of a message about a word that is not known.
enum Suggestion {
  /// `; did you mean '...'?`, or nothing where no known word is near.
  static func text(for word: String, among known: [String]) -> String {
    SpellingSuggestion.phrase(for: word, among: known).map { "; " + $0 } ?? ""
  }
}
