/// A lexicon entry found in a text.
package struct LexiconHit: Sendable {
  package var lexicon: LexiconID
  /// Index in the lexicon's entries.
  package var entry: Int32
  package var start: Int32
  package var end: Int32
}

/// A cue found in a text.
package struct CueHit: Sendable {
  /// Index in the file's cues.
  package var cue: Int32
  package var start: Int32
  package var end: Int32
  /// The token of the first inflected word, else the first.
  package var head: Int32
}

/// All lexicon entries and cue words in one trie; one pass over the tokens finds every entry.
struct LexiconIndex: Sendable {
  /// What ends at a node.
  struct Accept: Sendable {
    /// The lexicon, or -1 for a cue.
    var lexicon: Int32
    /// Entry of the lexicon, or the cue.
    var index: Int32
    /// Word of the entry that is inflected first.
    var head: Int32
  }

  private static let comma: Int32 = -2
  private var root: [Int32] = []
  private var edges: [UInt64: Int32] = [:]
  private var accepts: [[Accept]] = [[]]
  private var hasCue: [Bool] = [false]

  private func key(_ node: Int32, _ atom: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: atom))
  }

  /// Adds an entry given as atoms, -2 for a comma.
  mutating func add(_ atoms: [Int32], _ accept: Accept) {
    guard let first = atoms.first, first >= 0 else { return }
    while root.count <= Int(first) { root.append(-1) }
    if root[Int(first)] < 0 {
      root[Int(first)] = Int32(accepts.count)
      accepts.append([])
      hasCue.append(false)
    }
    var node = root[Int(first)]
    if accept.lexicon < 0 { hasCue[Int(node)] = true }
    for atom in atoms.dropFirst() {
      let k = key(node, atom)
      if let next = edges[k] {
        node = next
      } else {
        let next = Int32(accepts.count)
        accepts.append([])
        hasCue.append(false)
        edges[k] = next
        node = next
      }
      if accept.lexicon < 0 { hasCue[Int(node)] = true }
    }
    accepts[Int(node)].append(accept)
  }

  /// An accepted entry at one start, before the longest are chosen.
  struct Found {
    var accept: Accept
    var end: Int
    var headToken: Int
    var skippedAdverb: Bool
  }

  /// Finds the entries that begin at token `i`.
  func find(
    at i: Int, _ tokens: [Token], _ classes: [WordClassMask], _ text: [UInt8],
    _ atoms: AtomTable, into found: inout [Found]
  ) {
    atoms.forEachAtom(tokens[i], classes[i], text) { atom in
      let a = Int(atom.rawValue)
      guard a < root.count, root[a] >= 0 else { return }
      walk(
        root[a], i, [i], tokens, classes, text, atoms, skipped: false, depth: 0, into: &found)
    }
  }

  private static let maximumDepth = 24

  private func walk(
    _ node: Int32, _ at: Int, _ path: [Int], _ tokens: [Token], _ classes: [WordClassMask],
    _ text: [UInt8], _ atoms: AtomTable, skipped: Bool, depth: Int, into found: inout [Found]
  ) {
    for accept in accepts[Int(node)] where !skipped || accept.lexicon < 0 {
      let head = min(Int(accept.head), path.count - 1)
      found.append(
        Found(accept: accept, end: at + 1, headToken: path[max(head, 0)], skippedAdverb: skipped))
    }
    guard depth < Self.maximumDepth else { return }
    var next = at + 1
    while next < tokens.count,
      tokens[next].kind == .hyphen || tokens[next].kind == .bracketOpen
        || tokens[next].kind == .bracketClose
        || (tokens[next].kind == .period && !tokens[next].has(.spaceBefore) && tokens[at].end - tokens[at].start <= 3)
    { next += 1 }
    guard next < tokens.count, !tokens[next].has(.paragraphBefore) else { return }
    if tokens[next].kind == .comma {
      if let target = edges[key(node, Self.comma)] {
        walk(
          target, next, path, tokens, classes, text, atoms, skipped: skipped, depth: depth + 1,
          into: &found)
      }
      return
    }
    guard tokens[next].kind.isWordLike else { return }
    atoms.forEachAtom(tokens[next], classes[next], text) { atom in
      if let target = edges[key(node, atom.rawValue)] {
        walk(
          target, next, path + [next], tokens, classes, text, atoms, skipped: skipped,
          depth: depth + 1, into: &found)
      }
    }
    // Cues bear an adverb inside: "is deeply concerned", "did not immediately say".
    if hasCue[Int(node)], classes[next].contains(.adverb), !skipped {
      walk(node, next, path, tokens, classes, text, atoms, skipped: true, depth: depth + 1, into: &found, acceptHere: false)
    }
  }

  /// The same step with the accepts of the node left out: an adverb was passed over.
  private func walk(
    _ node: Int32, _ at: Int, _ path: [Int], _ tokens: [Token], _ classes: [WordClassMask],
    _ text: [UInt8], _ atoms: AtomTable, skipped: Bool, depth: Int, into found: inout [Found],
    acceptHere: Bool
  ) {
    let next = at + 1
    guard next < tokens.count, tokens[next].kind.isWordLike else { return }
    atoms.forEachAtom(tokens[next], classes[next], text) { atom in
      if let target = edges[key(node, atom.rawValue)] {
        walk(
          target, next, path + [next], tokens, classes, text, atoms, skipped: true,
          depth: depth + 1, into: &found)
      }
    }
  }
}
