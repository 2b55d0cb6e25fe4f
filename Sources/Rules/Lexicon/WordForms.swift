/// The words that patterns and lexicon entries name, each with the spellings it stands for.
///
/// Used while rules are compiled. A form is a base word with a mode; equal forms share a number.
struct WordForms: Sendable {
  enum Mode: UInt8, Sendable {
    case comma, literal, any, verb, noun, adjective, exact

    var mask: WordClassMask {
      switch self {
      case .verb: .verb
      case .noun: .noun
      case .adjective: .adjective
      default: .any
      }
    }
    var isInflected: Bool { self == .any || self == .verb || self == .noun || self == .adjective }
  }

  /// The number of the comma.
  static let comma: Int32 = 0

  var tokenizer = Tokenizer(InterningNumbering(Vocabulary()))
  private var numbers = NumberTable(capacity: 8192)
  private(set) var modes: [Mode] = []
  /// The number of the exact spelling, -1 for other modes.
  private(set) var exacts: [Int32] = []
  private(set) var offsets: [Int32] = [0]
  private(set) var words: [Int32] = []
  private(set) var kinds: [FormKinds] = []
  private(set) var exactBytes: [[UInt8]] = []
  private var exactNumbers: [[UInt8]: Int32] = [:]

  init() {
    modes.append(.comma)
    exacts.append(-1)
    offsets.append(0)
  }

  var count: Int { modes.count }

  func spellings(_ form: Int32) -> Range<Int> {
    Int(offsets[Int(form)])..<Int(offsets[Int(form) + 1])
  }

  /// What the words of a form are indexed with.
  func entry(_ form: Int32, value: Int32) -> WordIndex.Entry {
    WordIndex.Entry(value: value, exact: exacts[Int(form)], mask: modes[Int(form)].mask)
  }

  /// The form of a word in a mode.
  mutating func number(_ word: WordID, _ mode: Mode) -> Int32 {
    let key = UInt64(UInt32(bitPattern: word.rawValue)) << 8 | UInt64(mode.rawValue)
    if let number = numbers[key] { return number }
    switch mode {
    case .any: addForms(word, .any)
    case .verb: addForms(word, .verb)
    case .noun: addForms(word, .noun)
    case .adjective: addForms(word, .adjective)
    default:
      words.append(word.rawValue)
      kinds.append([])
    }
    let number = finish(mode, -1)
    numbers.set(key, number)
    return number
  }

  /// The form of a word that is spelled exactly so.
  mutating func number(_ word: WordID, exactly bytes: [UInt8]) -> Int32 {
    let exact: Int32
    if let known = exactNumbers[bytes] {
      exact = known
    } else {
      exact = Int32(exactBytes.count)
      exactNumbers[bytes] = exact
      exactBytes.append(bytes)
    }
    let key = 1 << 48 | UInt64(exact)
    if let number = numbers[key] { return number }
    words.append(word.rawValue)
    kinds.append([])
    let number = finish(.exact, exact)
    numbers.set(key, number)
    return number
  }

  private mutating func addForms(_ word: WordID, _ wordClass: WordClass) {
    let lemma = Array(tokenizer.numbering.vocabulary.bytes(of: word))
    for form in Inflection.forms(of: lemma, as: wordClass) {
      words.append(tokenizer.numbering.vocabulary.intern(form.bytes).rawValue)
      kinds.append(form.kinds)
    }
  }

  private mutating func finish(_ mode: Mode, _ exact: Int32) -> Int32 {
    modes.append(mode)
    exacts.append(exact)
    offsets.append(Int32(words.count))
    return Int32(modes.count - 1)
  }
}

/// What a word stands for: forms of lexicon entries or atoms of patterns, by word.
struct WordIndex: Sendable {
  struct Entry: Sendable {
    var value: Int32
    /// The exact spelling demanded, or -1.
    var exact: Int32
    /// One of these classes is demanded; ``WordClassMask/any`` demands none.
    var mask: WordClassMask
  }

  private(set) var entries: [Entry] = []
  private var offsets: [Int32] = [0]

  init() {}

  /// Sorts by word in one pass.
  init(_ pairs: [(word: Int32, entry: Entry)], wordCount: Int32) {
    offsets = [Int32](repeating: 0, count: Int(wordCount) + 2)
    for pair in pairs { offsets[Int(pair.word) + 2] += 1 }
    for word in 2..<offsets.count { offsets[word] += offsets[word - 1] }
    entries = [Entry](
      repeating: Entry(value: 0, exact: -1, mask: .any), count: pairs.count)
    for pair in pairs {
      let place = Int(offsets[Int(pair.word) + 1])
      entries[place] = pair.entry
      offsets[Int(pair.word) + 1] += 1
    }
    offsets.removeLast()
  }

  @inline(__always)
  func range(_ word: Int32) -> Range<Int> {
    Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1])
  }
}
