// Every problem of form that a rules file can have, and its wording.

/// The identities of the problems that reading a rules file can report.
package enum DiagnosticCatalog {
  /// An identity and what it means, for the manual.
  package struct Entry: Sendable {
    package let id: String
    package let meaning: String
  }

  package static let entries =
    syntax + values + rules + overlays + patterns + idle + tests

  /// Whether a problem is one of JSON itself, behind which anything may be out of sight.
  static func isOfSyntax(_ id: String) -> Bool {
    id != "duplicate-key" && syntax.contains { $0.id == id }
  }

  private static let syntax: [Entry] = [
    .init(id: "comment", meaning: "JSON has no comments"),
    .init(id: "control-character", meaning: "a control character stands unescaped in a string"),
    .init(id: "duplicate-key", meaning: "an object has the same key twice"),
    .init(id: "empty-file", meaning: "the file has no value"),
    .init(id: "expected-colon", meaning: "a key is not followed by a colon"),
    .init(id: "expected-comma", meaning: "two values or members follow each other without a comma"),
    .init(id: "expected-key", meaning: "something else stands where a key is due"),
    .init(id: "expected-value", meaning: "a value is missing"),
    .init(id: "extra-comma", meaning: "a comma stands where nothing precedes it"),
    .init(id: "file-too-large", meaning: "the file exceeds the size limit"),
    .init(id: "invalid-escape", meaning: "a backslash begins no escape of JSON"),
    .init(id: "invalid-number", meaning: "a number does not follow the grammar"),
    .init(id: "invalid-utf8", meaning: "bytes are not UTF-8"),
    .init(id: "lone-surrogate", meaning: "an escape is half of a surrogate pair"),
    .init(id: "single-quotes", meaning: "a string stands in single quotation marks"),
    .init(id: "stray-bracket", meaning: "a closing bracket has no opening one"),
    .init(id: "too-deep", meaning: "values are nested beyond the limit"),
    .init(id: "too-many-problems", meaning: "further syntax errors are not shown"),
    .init(id: "trailing-comma", meaning: "a comma stands before a closing bracket"),
    .init(id: "trailing-content", meaning: "text follows the value of the file"),
    .init(id: "unclosed", meaning: "an array or object is not closed"),
    .init(id: "unexpected-character", meaning: "a character begins no value"),
    .init(id: "unexpected-colon", meaning: "a colon stands inside an array"),
    .init(id: "unknown-word", meaning: "a word is not true, false or null"),
    .init(id: "unquoted-key", meaning: "a key has no quotation marks"),
    .init(id: "unterminated-string", meaning: "a string is not closed on its line"),
  ]

  private static let values: [Entry] = [
    .init(id: "empty-list", meaning: "an array needs an element"),
    .init(id: "empty-text", meaning: "a string needs a character"),
    .init(id: "invalid-colour", meaning: "a colour is not #rrggbb"),
    .init(id: "invalid-id", meaning: "an id has characters that ids may not have"),
    .init(id: "invalid-name", meaning: "a name has characters that names may not have"),
    .init(id: "missing-key", meaning: "an object lacks a key that it must have"),
    .init(id: "out-of-range", meaning: "a number lies outside its range"),
    .init(id: "unknown-key", meaning: "an object has a key that means nothing"),
    .init(id: "unknown-value", meaning: "a string is none of the words allowed"),
    .init(id: "wrong-schema", meaning: "the file is of another kind or version"),
    .init(id: "wrong-type", meaning: "a value is of the wrong type"),
  ]

  private static let rules: [Entry] = [
    .init(id: "duplicate-default", meaning: "more than one label is the default"),
    .init(id: "duplicate-id", meaning: "two entries have the same id"),
    .init(id: "duplicate-name", meaning: "two labels or parties have the same name"),
    .init(id: "empty-lexicon", meaning: "a lexicon has no entries"),
    .init(id: "missing-default", meaning: "no label is the default"),
    .init(id: "missing-tests", meaning: "an entry lacks tests of one kind or both"),
    .init(id: "reserved-label", meaning: "a label has a name with a meaning of its own"),
    .init(id: "unknown-label", meaning: "a label is not declared"),
  ]

  private static let overlays: [Entry] = [
    .init(id: "base-not-read", meaning: "the file named by extends cannot be read"),
    .init(id: "extends-cycle", meaning: "files extend each other in a circle"),
    .init(id: "extends-too-deep", meaning: "too many files extend each other"),
    .init(id: "no-base", meaning: "a change is made in a file that extends nothing"),
    .init(id: "unknown-entry", meaning: "an entry to remove is not in the lexicon"),
    .init(id: "unknown-target", meaning: "a change names nothing that the base has"),
  ]

  private static let patterns: [Entry] = [
    .init(id: "bad-class", meaning: "something else than v, n or a follows ~"),
    .init(id: "bad-gap", meaning: "a gap has wrong dots or numbers"),
    .init(id: "bad-word", meaning: "a character cannot stand in a pattern"),
    .init(id: "capture-without-pattern", meaning: "a capture other than content has no pattern"),
    .init(id: "empty-match", meaning: "a pattern can match without a word"),
    .init(id: "entry-too-long", meaning: "an entry has too many words"),
    .init(id: "exact-inflected", meaning: "a word has both = and ~"),
    .init(id: "expected-item", meaning: "an item of a pattern is missing"),
    .init(id: "expected-name", meaning: "a capture has no name"),
    .init(id: "expected-word", meaning: "no word follows !"),
    .init(id: "long-exclusion", meaning: "! stands before more than one word"),
    .init(id: "misplaced-caret", meaning: "^ does not stand at the beginning"),
    .init(id: "misplaced-dollar", meaning: "$ does not stand at the end"),
    .init(id: "misplaced-gap", meaning: "a gap stands where words are due"),
    .init(id: "pattern-too-complex", meaning: "a pattern needs too many states"),
    .init(id: "pattern-too-deep", meaning: "groups are nested beyond the limit"),
    .init(id: "pattern-too-long", meaning: "a pattern exceeds the size limit"),
    .init(
      id: "patterns-too-complex", meaning: "all patterns together need too many states"),
    .init(id: "unclosed-capture", meaning: "a capture is not closed"),
    .init(id: "unclosed-group", meaning: "a group is not closed"),
    .init(id: "unknown-class", meaning: "a class does not exist"),
    .init(id: "unknown-lexicon", meaning: "a lexicon does not exist"),
  ]

  private static let idle: [Entry] = [
    .init(id: "duplicate-entry", meaning: "a list has the same entry twice"),
    .init(id: "idle-rule", meaning: "a rule can give no label"),
    .init(id: "never-fires", meaning: "a rule or cue is not found in any gold text"),
    .init(id: "never-matches", meaning: "a pattern can match nothing"),
    .init(id: "redundant-entry", meaning: "another entry takes all that an entry takes"),
    .init(id: "shadowed-pattern", meaning: "another rule has the same pattern and wins"),
    .init(id: "shadowed-rule", meaning: "others decide in all tests of a rule"),
    .init(id: "unreachable-alternative", meaning: "an alternative is never taken"),
    .init(id: "unused-lexicon", meaning: "nothing uses a lexicon"),
    .init(id: "unused-part", meaning: "a gap or an optional item never takes a word"),
  ]

  private static let tests: [Entry] = [
    .init(id: "test-blocked", meaning: "a condition of a rule keeps it from firing"),
    .init(id: "test-misread", meaning: "an attribution is not the expected one"),
    .init(id: "test-mistagged", meaning: "the words are there in another class"),
    .init(id: "test-outside-zone", meaning: "the words are not where the rule looks"),
    .init(id: "test-overruled", meaning: "the rule fires, but another decides"),
    .init(id: "test-unframed", meaning: "the words of a cue have no complement that it takes"),
    .init(id: "test-unmatched", meaning: "the pattern is not in the sentence"),
    .init(id: "test-unrelated", meaning: "a sentence has no word of the pattern"),
    .init(id: "test-untested-key", meaning: "no sentence needs a condition of the rule"),
    .init(id: "test-unwanted", meaning: "something fires where it must not"),
    .init(id: "unnoticed-deletion", meaning: "all tests hold without some parts of a pattern"),
  ]

  /// Text of the file for a message: long text is cut, so that the message stays one line.
  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 48 else { return "'\(text)'" }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars.prefix(45))
    return "'\(String(shown))…'"
  }

  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

private func quoted(_ text: String) -> String { DiagnosticCatalog.quoted(text) }

// MARK: - Syntax

extension Diagnostic {
  static func emptyFile(at range: Range<Int>) -> Self {
    .init("empty-file", at: range, "the file is empty: expected a JSON object")
  }

  static func fileTooLarge(_ count: Int, at range: Range<Int>) -> Self {
    let limit = LocatedJSONParser.sizeLimit >> 20
    return .init(
      "file-too-large", at: range, "the file has \(count) bytes: at most \(limit) MiB are read")
  }

  static func tooDeep(at range: Range<Int>) -> Self {
    .init(
      "too-deep", at: range,
      "values are nested more than \(LocatedJSONParser.depthLimit) levels deep")
  }

  static func tooManyProblems(at range: Range<Int>) -> Self {
    .init(
      "too-many-problems", at: range,
      "further syntax errors after \(LocatedJSONParser.problemLimit) are not shown")
  }

  static func trailingContent(at range: Range<Int>) -> Self {
    .init("trailing-content", at: range, "expected the end of the file after its value")
  }

  static func expectedValue(at range: Range<Int>, found: String?) -> Self {
    .init(
      "expected-value", at: range,
      "expected a value before \(found.map(quoted) ?? "the end of the file")")
  }

  static func expectedKey(at range: Range<Int>, _ found: String) -> Self {
    .init(
      "expected-key", at: range, "expected a key in double quotation marks, found \(quoted(found))")
  }

  static func expectedColon(at range: Range<Int>) -> Self {
    .init("expected-colon", at: range, "expected ':' after the key")
  }

  static func expectedComma(at range: Range<Int>) -> Self {
    .init("expected-comma", at: range, "expected ',' after this value", suggestion: "add ','")
  }

  static func trailingComma(at range: Range<Int>) -> Self {
    .init("trailing-comma", at: range, "unexpected ',' after the last value", suggestion: "drop it")
  }

  static func extraComma(at range: Range<Int>) -> Self {
    .init("extra-comma", at: range, "unexpected ',' with no value before it", suggestion: "drop it")
  }

  static func colonInArray(at range: Range<Int>) -> Self {
    .init("unexpected-colon", at: range, "unexpected ':' in an array: only objects have keys")
  }

  static func unclosed(_ bracket: String, opened: Range<Int>, at range: Range<Int>) -> Self {
    let closing = bracket == "{" ? "}" : "]"
    return .init(
      "unclosed", at: range, "expected '\(closing)' to close '\(bracket)'",
      notes: [.init(range: opened, message: "'\(bracket)' was opened here")])
  }

  static func strayBracket(_ bracket: String, at range: Range<Int>) -> Self {
    .init("stray-bracket", at: range, "'\(bracket)' closes nothing")
  }

  static func unexpectedCharacter(at range: Range<Int>, _ found: String) -> Self {
    .init("unexpected-character", at: range, "expected a value, found \(quoted(found))")
  }

  static func unknownWord(_ word: String, at range: Range<Int>) -> Self {
    let known = ["true", "false", "null"]
    var suggestion = SpellingSuggestion.phrase(for: word, among: known)
    if word == "None" || word == "nil" { suggestion = "did you mean 'null'?" }
    return .init(
      "unknown-word", at: range, "expected a value, found the word \(quoted(word))",
      suggestion: suggestion ?? "strings stand in double quotation marks")
  }

  static func comment(at range: Range<Int>) -> Self {
    .init("comment", at: range, "JSON has no comments", suggestion: "drop it")
  }

  static func unquotedKey(_ key: String, at range: Range<Int>) -> Self {
    .init(
      "unquoted-key", at: range, "expected the key \(quoted(key)) in double quotation marks",
      suggestion: "write \"\(key)\"")
  }

  static func singleQuotes(at range: Range<Int>) -> Self {
    .init(
      "single-quotes", at: range, "expected double quotation marks around a string",
      suggestion: "write \"…\"")
  }

  static func unterminatedString(at range: Range<Int>) -> Self {
    .init("unterminated-string", at: range, "expected '\"' to close the string on its line")
  }

  static func controlCharacter(_ byte: UInt8, at range: Range<Int>) -> Self {
    let digits = String(byte, radix: 16)
    let escape =
      byte == 9 ? "\\t" : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    return .init(
      "control-character", at: range, "control character in a string must be escaped",
      suggestion: "write \(escape)")
  }

  static func invalidEscape(_ escape: String, at range: Range<Int>) -> Self {
    .init(
      "invalid-escape", at: range, "unknown escape \(quoted(escape)) in a string",
      suggestion: escape.hasPrefix("\\u")
        ? "write four hexadecimal digits after \\u" : "write \\\\ for a backslash")
  }

  static func loneSurrogate(_ escape: String, at range: Range<Int>) -> Self {
    .init(
      "lone-surrogate", at: range,
      "\(quoted(escape)) is half of a surrogate pair: expected a pair of escapes")
  }

  static func invalidUTF8(_ byte: UInt8, at range: Range<Int>) -> Self {
    .init(
      "invalid-utf8", at: range, "byte 0x\(String(byte, radix: 16)) is not valid UTF-8 here",
      suggestion: "save the file as UTF-8")
  }

  static func invalidNumber(_ text: String, at range: Range<Int>) -> Self {
    .init("invalid-number", at: range, "\(quoted(text)) is not a number of JSON")
  }

  static func duplicateKey(_ key: String, at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "duplicate-key", at: range, "the key \(quoted(key)) stands twice in this object",
      notes: [.init(range: first, message: "it stands here first")])
  }
}

// MARK: - Values

extension Diagnostic {
  static func wrongType(
    _ subject: String, expected: String, found: String, at range: Range<Int>,
    suggestion: String? = nil
  ) -> Self {
    .init(
      "wrong-type", at: range, "expected \(expected) for \(subject), found \(found)",
      suggestion: suggestion)
  }

  static func missingKey(_ key: String, of object: String, at range: Range<Int>) -> Self {
    .init("missing-key", at: range, "\(object) needs the key \(quoted(key))")
  }

  static func unknownKey(
    _ key: String, of object: String, at range: Range<Int>, known: [String]
  ) -> Self {
    let suggestion = SpellingSuggestion.phrase(for: key, among: known)
    let notes = [Note(message: "known keys: \(known.joined(separator: ", "))")]
    return .init(
      "unknown-key", at: range, "unknown key \(quoted(key)) in \(object)", suggestion: suggestion,
      notes: suggestion == nil ? notes : [])
  }

  static func unknownValue(
    _ value: String, of subject: String, at range: Range<Int>, known: [String]
  ) -> Self {
    .init(
      "unknown-value", at: range,
      "unknown value \(quoted(value)) for \(subject): expected \(DiagnosticCatalog.list(known))",
      suggestion: SpellingSuggestion.phrase(for: value, among: known))
  }

  static func outOfRange(_ subject: String, from low: String, to high: String, at range: Range<Int>)
    -> Self
  {
    .init("out-of-range", at: range, "\(subject) must lie between \(low) and \(high)")
  }

  static func emptyText(_ subject: String, at range: Range<Int>) -> Self {
    .init("empty-text", at: range, "\(subject) must not be empty")
  }

  static func emptyList(_ subject: String, at range: Range<Int>) -> Self {
    .init("empty-list", at: range, "\(subject) needs at least one element")
  }

  static func invalidColour(_ colour: String, at range: Range<Int>) -> Self {
    .init(
      "invalid-colour", at: range, "\(quoted(colour)) is not a colour: expected #rrggbb",
      suggestion: "write \"#c0392b\" or the like")
  }

  static func invalidID(_ id: String, at range: Range<Int>) -> Self {
    .init(
      "invalid-id", at: range,
      "\(quoted(id)) is not an id: expected letters, digits, '.', '-' and '_', a letter first")
  }

  static func invalidName(_ name: String, of subject: String, at range: Range<Int>) -> Self {
    .init(
      "invalid-name", at: range,
      "\(quoted(name)) is no name for \(subject): expected letters, digits, '-' and '_', a letter "
        + "first")
  }

  static func wrongSchema(_ schema: String, expected: String, at range: Range<Int>) -> Self {
    .init(
      "wrong-schema", at: range, "the schema is \(quoted(schema)): expected '\(expected)'",
      suggestion: "write \"\(expected)\"")
  }
}

// MARK: - Rules

extension Diagnostic {
  static func duplicateID(_ id: String, at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "duplicate-id", at: range, "the id \(quoted(id)) is used twice",
      notes: [.init(range: first, message: "it is used here first")])
  }

  static func duplicateName(
    _ name: String, of subject: String, at range: Range<Int>, first: Range<Int>
  ) -> Self {
    .init(
      "duplicate-name", at: range, "two \(subject) have the name \(quoted(name))",
      notes: [.init(range: first, message: "the first one")])
  }

  static func unknownLabel(_ name: String, at range: Range<Int>, known: [String]) -> Self {
    .init(
      "unknown-label", at: range,
      "unknown label \(quoted(name)): expected \(DiagnosticCatalog.list(known))",
      suggestion: SpellingSuggestion.phrase(for: name, among: known))
  }

  static func reservedLabel(at range: Range<Int>) -> Self {
    .init("reserved-label", at: range, "the name 'none' is reserved: it means that no act is made")
  }

  static func missingDefault(at range: Range<Int>) -> Self {
    .init(
      "missing-default", at: range, "one label must be the default",
      suggestion: "add \"default\": true to it")
  }

  static func duplicateDefault(at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "duplicate-default", at: range, "more than one label is the default",
      notes: [.init(range: first, message: "the first one")])
  }

  static func emptyLexicon(_ name: String, at range: Range<Int>) -> Self {
    .init("empty-lexicon", .warning, at: range, "the lexicon \(quoted(name)) has no entries")
  }

  static func missingTests(_ id: String, kinds: String, at range: Range<Int>) -> Self {
    .init("missing-tests", .warning, at: range, "\(quoted(id)) has no \(kinds)")
  }
}

// MARK: - Overlays

extension Diagnostic {
  static func baseNotRead(_ path: String, reason: String, at range: Range<Int>) -> Self {
    .init("base-not-read", at: range, "cannot extend \(quoted(path)): \(reason)")
  }

  static func extendsCycle(_ names: [String], at range: Range<Int>) -> Self {
    .init(
      "extends-cycle", at: range,
      "files extend each other in a circle: \(names.joined(separator: " → "))")
  }

  static func extendsTooDeep(_ limit: Int, at range: Range<Int>) -> Self {
    .init("extends-too-deep", at: range, "more than \(limit) files extend each other")
  }

  static func noBase(_ lexicon: String, at range: Range<Int>) -> Self {
    .init(
      "no-base", at: range,
      "expected an array of strings for \(quoted(lexicon)): there is no base file whose lexicon "
        + "could be changed",
      suggestion: "add \"extends\": \"default\" to the file, or write an array")
  }

  static func unknownTarget(
    _ name: String, of subject: String, at range: Range<Int>, known: some Sequence<String>,
    needs key: String?
  ) -> Self {
    let new = key.map { [Note(message: "a new one needs the key '\($0)'")] }
    return .init(
      "unknown-target", at: range, "the base has no \(subject) \(quoted(name)) to change",
      suggestion: SpellingSuggestion.phrase(for: name, among: known), notes: new ?? [])
  }

  static func unknownEntry(
    _ entry: String, lexicon: String, at range: Range<Int>, known: some Sequence<String>
  ) -> Self {
    .init(
      "unknown-entry", .warning, at: range,
      "the lexicon \(quoted(lexicon)) has no entry \(quoted(entry)) to remove",
      suggestion: SpellingSuggestion.phrase(for: entry, among: known))
  }
}

// MARK: - Parts that do nothing

extension Diagnostic {
  static func duplicateEntry(_ entry: String, at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "duplicate-entry", .warning, at: range,
      "the entry \(quoted(entry)) stands twice in its list", suggestion: "drop it",
      notes: [.init(range: first, message: "it stands here first")])
  }

  static func redundantEntry(_ entry: String, because other: String, at range: Range<Int>) -> Self {
    .init(
      "redundant-entry", .warning, at: range,
      "the entry \(quoted(entry)) adds nothing: \(quoted(other)) takes all that it takes",
      suggestion: "drop it")
  }

  static func unusedLexicon(_ name: String, at range: Range<Int>, known: [String]) -> Self {
    .init(
      "unused-lexicon", .warning, at: range, "nothing uses the lexicon \(quoted(name))",
      suggestion: SpellingSuggestion.phrase(for: name, among: known))
  }

  static func unreachableAlternative(_ earlier: String, at range: Range<Int>) -> Self {
    .init(
      "unreachable-alternative", .warning, at: range,
      "this alternative is never taken: \(quoted(earlier)) before it matches all that it matches",
      suggestion: "drop it")
  }

  static func unreachablePattern(at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "unreachable-alternative", .warning, at: range,
      "this pattern is never taken: an earlier one matches all that it matches",
      suggestion: "drop it", notes: [.init(range: first, message: "the earlier one")])
  }

  static func neverMatches(
    _ part: String, _ reason: String, at range: Range<Int>,
    note: (range: Range<Int>, message: String)? = nil
  ) -> Self {
    .init(
      "never-matches", .warning, at: range, "this \(part) can never match: \(reason)",
      notes: note.map { [.init(range: $0.range, message: $0.message)] } ?? [])
  }

  static func unusedPart(_ range: Range<Int>) -> Self {
    .init(
      "unused-part", .warning, at: range,
      "this never takes a word: the capture behind it takes all words to the end",
      suggestion: "drop it")
  }

  static func idleRule(_ reason: String, _ id: String, at range: Range<Int>) -> Self {
    .init("idle-rule", .warning, at: range, "rule \(quoted(id)) can give no label: \(reason)")
  }

  static func shadowedPattern(_ id: String, at range: Range<Int>, first: Range<Int>) -> Self {
    .init(
      "shadowed-pattern", .warning, at: range,
      "rule \(quoted(id)) has the same pattern and always wins",
      notes: [.init(range: first, message: "the same pattern")])
  }

  /// A rule whose label others give in all its tests.
  package static func shadowedRule(_ id: String, by deciders: [String], at range: Range<Int>)
    -> Self
  {
    let others = DiagnosticCatalog.list(deciders.prefix(4).map(quoted))
    return .init(
      "shadowed-rule", .warning, at: range,
      "rule \(quoted(id)) decides none of its 'yes' tests: the label comes from \(others)")
  }

  /// A rule or cue that is not found in gold texts.
  package static func neverFires(
    _ subject: String, _ id: String, in texts: Int, at range: Range<Int>
  ) -> Self {
    .init(
      "never-fires", .warning, at: range,
      "\(subject) \(quoted(id)) never fires in \(texts) \(texts == 1 ? "text" : "texts")")
  }

  /// Parts of a pattern that no test needs.
  package static func unnoticedDeletions(
    _ parts: [String], of id: String, at range: Range<Int>
  ) -> Self {
    let most = 24
    var list = parts.prefix(most).map(quoted).joined(separator: ", ")
    if parts.count > most { list += " and \(parts.count - most) more" }
    return .init(
      "unnoticed-deletion", .warning, at: range,
      "no test of rule \(quoted(id)) notices when any of these is deleted: \(list)")
  }
}
