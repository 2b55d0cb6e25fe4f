/// The words that patterns and lexicon entries name, each with the spellings it stands for.
///
/// Used while rules are compiled. A form is a base word with a mode; equal forms share a number.
struct WordForms: Sendable {
  enum Mode: UInt8, Sendable {
    case comma, literal, any, verb, noun, adjective, exact

    /// The class that a letter behind `~` asks for.
    init?(marker: UInt8) {
      switch marker {
      case UInt8(ascii: "v"): self = .verb
      case UInt8(ascii: "n"): self = .noun
      case UInt8(ascii: "a"): self = .adjective
      default: return nil
      }
    }

    var mask: WordClassMask {
      switch self {
      case .verb: .verb
      case .noun: .noun
      case .adjective: .adjective
      default: .any
      }
    }
    var wordClass: WordClass {
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

  var tokenizer: Tokenizer<InterningNumbering>
  private(set) var modes: [Mode] = []
  /// The number of the exact spelling, -1 for other modes.
  private(set) var exacts: [Int32] = []
  private(set) var offsets: [Int32] = [0]
  private(set) var words: [Int32] = []
  private(set) var exactBytes: [[UInt8]] = []
  private var exactNumbers: [[UInt8]: Int32] = [:]
  /// Numbers of the literal forms by word, -1 for none.
  private var literals: [Int32] = []
  /// Numbers of the other forms by word and mode.
  private var numbers = NumberTable(capacity: 4096)
  private var inflector = Inflector()

  /// Forms over a vocabulary that is expected to have some words.
  init(wordCount: Int) {
    tokenizer = Tokenizer(InterningNumbering(Vocabulary(capacity: wordCount)))
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
    WordIndex.Entry(value, exact: exacts[Int(form)], mask: modes[Int(form)].mask)
  }

  /// The form of a word in a mode.
  mutating func number(_ word: WordID, _ mode: Mode) -> Int32 {
    if mode == .literal { return literal(word) }
    let key = UInt64(UInt32(bitPattern: word.rawValue)) << 8 | UInt64(mode.rawValue)
    if let number = numbers[key] { return number }
    addForms(word, mode.wordClass)
    let number = finish(mode, -1)
    numbers.set(key, number)
    return number
  }

  private mutating func literal(_ word: WordID) -> Int32 {
    let index = Int(word.rawValue)
    if index >= literals.count {
      literals.append(contentsOf: repeatElement(-1, count: max(index + 1 - literals.count, 1024)))
    }
    if literals[index] >= 0 { return literals[index] }
    words.append(word.rawValue)
    let number = finish(.literal, -1)
    literals[index] = number
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
    let number = finish(.exact, exact)
    numbers.set(key, number)
    return number
  }

  private mutating func addForms(_ word: WordID, _ wordClass: WordClass) {
    inflector.inflect(word, as: wordClass, addingTo: &tokenizer.numbering.vocabulary)
    for index in 0..<inflector.count { words.append(inflector[index].word.rawValue) }
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
    let value: Int32
    /// The number of the exact spelling and the classes that will not do; 0 for no condition.
    private let condition: UInt32

    init(_ value: Int32, exact: Int32 = -1, mask: WordClassMask = .any) {
      self.value = value
      condition = UInt32(exact + 1) << 8 | UInt32(WordClassMask.any.subtracting(mask).rawValue)
    }

    @inline(__always) var isUnconditional: Bool { condition == 0 }
    /// The exact spelling demanded, or -1.
    @inline(__always) var exact: Int32 { Int32(condition >> 8) - 1 }
    /// One of these classes is demanded; ``WordClassMask/any`` demands none.
    @inline(__always) var mask: WordClassMask {
      WordClassMask.any.subtracting(WordClassMask(rawValue: UInt8(truncatingIfNeeded: condition)))
    }
  }

  private(set) var entries: [Entry] = []
  /// Where the entries of each word begin; while they are counted, their number two places on, and
  /// while they are added, where the next goes one place on.
  private var offsets: [Int32]

  init() { offsets = [0] }

  /// An index of words below a number.
  ///
  /// First all entries are counted, then the same are added, and at last it is closed: no list of
  /// them lies about in between.
  init(wordCount: Int32) { offsets = [Int32](repeating: 0, count: Int(wordCount) + 2) }

  @inline(__always)
  mutating func count(_ word: Int32) { offsets[Int(word) + 2] += 1 }

  mutating func endCounting() {
    for word in 2..<max(2, offsets.count) { offsets[word] += offsets[word - 1] }
    entries = [Entry](repeating: Entry(0), count: Int(offsets[offsets.count - 1]))
  }

  @inline(__always)
  mutating func add(_ word: Int32, _ entry: Entry) {
    entries[Int(offsets[Int(word) + 1])] = entry
    offsets[Int(word) + 1] += 1
  }

  mutating func endAdding() { offsets.removeLast() }

  var wordCount: Int32 { Int32(offsets.count) - 1 }

  @inline(__always)
  func range(_ word: Int32) -> Range<Int> {
    Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1])
  }
}

extension WordIndex: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(entries)
    snapshot.write(offsets)
  }

  package init(from snapshot: inout SnapshotReader) {
    entries = snapshot.array()
    offsets = snapshot.array()
  }
}
