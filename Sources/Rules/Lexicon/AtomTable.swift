/// What a word of the vocabulary can be to patterns and lexicons.
///
/// Each distinct pattern word (`claim`, `claim~`, `claim~v`, `=US`) is an atom. For every word of
/// the vocabulary the table holds the atoms its spelling satisfies, with the word class or the exact
/// spelling they ask for.
package struct AtomTable: Sendable {
  package struct Entry: Sendable {
    var atom: AtomID
    /// Classes of which the token must have one; empty: any.
    var classes: WordClassMask
    /// Index into `exactSpellings`, or -1.
    var exact: Int32
  }

  private struct Key: Hashable {
    var bytes: [UInt8]
    var kind: UInt8
  }

  package private(set) var vocabulary = Vocabulary()
  private var ids: [Key: AtomID] = [:]
  private var count: Int32 = 0
  private var pending: [[Entry]] = []
  private var exactSpellings: [[UInt8]] = []
  /// Forms that a one-word atom was expanded to, for `words(of:)`.
  private var formsOfAtom: [AtomID: [(word: WordID, kinds: FormKinds)]] = [:]

  package var atomCount: Int { Int(count) }

  package init() {}

  /// What a pattern word asks for.
  package enum Demand: Sendable {
    case word
    case exact
    case form(WordClass)
  }

  /// The atom of a pattern word given in lower case (exact ones as written).
  package mutating func atom(_ bytes: [UInt8], _ demand: Demand) -> AtomID {
    let kind: UInt8 =
      switch demand {
      case .word: 0
      case .exact: 1
      case .form(let wordClass): 2 + wordClass.rawValue
      }
    let key = Key(bytes: bytes, kind: kind)
    if let known = ids[key] { return known }
    let atom = AtomID(count)
    count += 1
    ids[key] = atom
    switch demand {
    case .word: add(bytes, Entry(atom: atom, classes: [], exact: -1), [], atom)
    case .exact:
      exactSpellings.append(bytes)
      add(
        Self.lowercased(bytes),
        Entry(atom: atom, classes: [], exact: Int32(exactSpellings.count - 1)), [], atom)
    case .form(let wordClass):
      for form in Inflection.forms(of: bytes, as: wordClass) {
        add(
          form.bytes, Entry(atom: atom, classes: Self.mask(wordClass), exact: -1), form.kinds, atom)
      }
    }
    return atom
  }

  private static func mask(_ wordClass: WordClass) -> WordClassMask {
    switch wordClass {
    case .any: []
    case .verb: .verb
    case .noun: .noun
    case .adjective: .adjective
    }
  }

  private mutating func add(_ bytes: [UInt8], _ entry: Entry, _ kinds: FormKinds, _ atom: AtomID) {
    let word = vocabulary.intern(bytes)
    let i = Int(word.rawValue)
    while pending.count <= i { pending.append([]) }
    pending[i].append(entry)
    formsOfAtom[atom, default: []].append((word, kinds))
  }

  /// Simple lower case of UTF-8 bytes.
  package static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte < 0x80 {
        out.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
        i += 1
      } else {
        let (scalar, length) = UTF8Code.decode(bytes, i)
        UTF8Code.append(CharacterTable.lowercase(scalar), to: &out)
        i += length
      }
    }
    return out
  }

  package func forms(of atom: AtomID) -> [(word: WordID, kinds: FormKinds)] {
    formsOfAtom[atom] ?? []
  }

  /// Calls `body` with every atom that a token satisfies.
  @inline(__always)
  package func forEachAtom(
    _ token: Token, _ classes: WordClassMask, _ text: [UInt8], _ body: (AtomID) -> Void
  ) {
    let i = Int(token.word.rawValue)
    guard i >= 0, i < pending.count else { return }
    for entry in pending[i] where satisfies(entry, token, classes, text) { body(entry.atom) }
  }

  @inline(__always)
  package func hasAtoms(_ word: WordID) -> Bool {
    let i = Int(word.rawValue)
    return i >= 0 && i < pending.count && !pending[i].isEmpty
  }

  package func has(
    _ atom: AtomID, _ token: Token, _ classes: WordClassMask, _ text: [UInt8]
  ) -> Bool {
    let i = Int(token.word.rawValue)
    guard i >= 0, i < pending.count else { return false }
    return pending[i].contains { $0.atom == atom && satisfies($0, token, classes, text) }
  }

  @inline(__always)
  private func satisfies(
    _ entry: Entry, _ token: Token, _ classes: WordClassMask, _ text: [UInt8]
  ) -> Bool {
    if !entry.classes.isEmpty && entry.classes.isDisjoint(with: classes) { return false }
    guard entry.exact >= 0 else { return true }
    let exact = exactSpellings[Int(entry.exact)]
    let start = Int(token.start)
    guard Int(token.end) - start == exact.count else { return false }
    for k in exact.indices where text[start + k] != exact[k] { return false }
    return true
  }
}
