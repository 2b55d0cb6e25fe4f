/// A lexicon of a rules file.
package struct LexiconID: Hashable, Sendable {
  package let rawValue: Int32
  @inline(__always) package init(_ rawValue: Int32) { self.rawValue = rawValue }
}

/// An entry of a lexicon found in a text: tokens `start..<end`.
package struct LexiconHit: Hashable, Sendable {
  package var lexicon: LexiconID
  /// Index in the entries of the lexicon.
  package var entry: Int32
  package var start: Int32
  package var end: Int32
  package init(lexicon: LexiconID, entry: Int32, start: Int32, end: Int32) {
    self.lexicon = lexicon
    self.entry = entry
    self.start = start
    self.end = end
  }
}

/// A reporting cue found in a text: tokens `start..<end`.
package struct CueHit: Hashable, Sendable {
  /// Index in the cues of the file.
  package var cue: Int32
  package var start: Int32
  package var end: Int32
  /// The token of the first inflected word, else the first token.
  package var head: Int32
  package init(cue: Int32, start: Int32, end: Int32, head: Int32) {
    self.cue = cue
    self.start = start
    self.end = end
    self.head = head
  }
}

/// All entries of lexicons and cues in one trie whose edges are word forms.
struct LexiconIndex: Sendable {
  /// An entry that ends in a node.
  struct Output: Sendable {
    /// A lexicon, or the number of lexicons for a cue.
    var group: Int32
    /// Index of the entry or of the cue.
    var entry: Int32
    /// Which word is the head.
    var head: Int32
    var next: Int32
  }
  private struct Node {
    var firstOutput: Int32 = -1
    var hasEdges = false
    /// A full stop may follow, as in `St. John's`.
    var allowsStop = false
  }

  /// Node 0 is the root.
  private var nodes: [Node] = [Node()]
  private var outputs: [Output] = []
  private var edges = NumberTable(capacity: 8192)
  /// Edges of the root by form.
  private var rootEdges: [Int32] = []
  /// First nodes by word.
  private(set) var starts = WordIndex()
  /// Forms after the first word, by word.
  private(set) var forms = WordIndex()

  init() {}

  mutating func add(_ path: [Int32], group: Int32, entry: Int32, head: Int32) {
    var node: Int32 = 0
    for (index, item) in path.enumerated() {
      let form = item < 0 ? ~item : item
      nodes[Int(node)].hasEdges = true
      let child = child(node, form)
      if item < 0 && index + 1 < path.count { nodes[Int(child)].allowsStop = true }
      node = child
    }
    var output = nodes[Int(node)].firstOutput
    while output >= 0 {
      let known = outputs[Int(output)]
      if known.group == group && known.entry == entry { return }
      output = known.next
    }
    outputs.append(
      Output(group: group, entry: entry, head: head, next: nodes[Int(node)].firstOutput))
    nodes[Int(node)].firstOutput = Int32(outputs.count - 1)
  }

  private mutating func child(_ node: Int32, _ form: Int32) -> Int32 {
    if node == 0 {
      if rootEdges.count <= Int(form) {
        rootEdges.append(
          contentsOf: repeatElement(-1, count: max(Int(form) + 1 - rootEdges.count, 1024)))
      }
      if rootEdges[Int(form)] >= 0 { return rootEdges[Int(form)] }
    } else if let known = edges[Self.key(node, form)] {
      return known
    }
    nodes.append(Node())
    let child = Int32(nodes.count - 1)
    if node == 0 {
      rootEdges[Int(form)] = child
    } else {
      edges.set(Self.key(node, form), child)
    }
    return child
  }

  @inline(__always)
  private static func key(_ node: Int32, _ form: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
  }

  /// Makes the tables by word once all entries are added.
  mutating func index(_ forms: WordForms, inner: [Int32]) {
    let wordCount = forms.tokenizer.numbering.vocabulary.count
    var starts = WordIndex(wordCount: wordCount)
    for (form, node) in rootEdges.enumerated() where node >= 0 {
      for place in forms.spellings(Int32(form)) { starts.count(forms.words[place]) }
    }
    starts.endCounting()
    for (form, node) in rootEdges.enumerated() where node >= 0 {
      let entry = forms.entry(Int32(form), value: node)
      for place in forms.spellings(Int32(form)) { starts.add(forms.words[place], entry) }
    }
    starts.endAdding()
    self.starts = starts
    var others = WordIndex(wordCount: wordCount)
    for form in inner {
      for place in forms.spellings(form) { others.count(forms.words[place]) }
    }
    others.endCounting()
    for form in inner {
      let entry = forms.entry(form, value: form)
      for place in forms.spellings(form) { others.add(forms.words[place], entry) }
    }
    others.endAdding()
    self.forms = others
  }

  @inline(__always)
  func child(of node: Int32, _ form: Int32) -> Int32 {
    edges[Self.key(node, form)] ?? -1
  }
  @inline(__always) func hasEdges(_ node: Int32) -> Bool { nodes[Int(node)].hasEdges }
  @inline(__always) func allowsStop(_ node: Int32) -> Bool { nodes[Int(node)].allowsStop }
  @inline(__always) func firstOutput(_ node: Int32) -> Int32 { nodes[Int(node)].firstOutput }
  @inline(__always) func output(_ index: Int32) -> Output { outputs[Int(index)] }
}

extension LexiconIndex: Snapshotted {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(nodes)
    snapshot.write(outputs)
    edges.write(to: &snapshot)
    snapshot.write(rootEdges)
    starts.write(to: &snapshot)
    forms.write(to: &snapshot)
  }

  package init(from snapshot: inout SnapshotReader) {
    nodes = snapshot.array()
    outputs = snapshot.array()
    edges = NumberTable(from: &snapshot)
    rootEdges = snapshot.array()
    starts = WordIndex(from: &snapshot)
    forms = WordIndex(from: &snapshot)
  }
}

/// Finds the entries of a ``LexiconIndex`` in the tokens of a document.
///
/// - fixed: nothing
/// - update-only: hits, in the order of their start
/// - resettable: everything, at the start of each document
struct LexiconScanner: Sendable {
  private(set) var hits: [LexiconHit] = []
  var cueHits: [CueHit] = []
  /// End of the last hit of each group.
  private var lastEnds: [Int32] = []
  /// The output taken of each group, -1 between starts.
  private var bestOfGroup: [Int32] = []
  private var active: [Int32] = []
  private var successors: [Int32] = []
  private var path: [Int32] = []
  /// Outputs at the start in hand, longest last.
  private var found: [(output: LexiconIndex.Output, end: Int32, head: Int32)] = []

  mutating func forgetHits() { hits = [] }

  mutating func scan(_ tables: RuleTables, _ words: [Int32], _ document: DocumentTokens) {
    hits.removeAll(keepingCapacity: true)
    cueHits.removeAll(keepingCapacity: true)
    lastEnds.removeAll(keepingCapacity: true)
    for _ in 0...tables.lexiconCount { lastEnds.append(0) }
    while bestOfGroup.count <= tables.lexiconCount { bestOfGroup.append(-1) }
    let index = tables.lexicons
    for start in words.indices where words[start] >= 0 {
      let range = index.starts.range(words[start])
      if range.isEmpty { continue }
      // To empty an array takes longer than all else that most words need.
      if !found.isEmpty { found.removeAll(keepingCapacity: true) }
      if !active.isEmpty { active.removeAll(keepingCapacity: true) }
      if path.count == 1 {
        path[0] = Int32(start)
      } else {
        path.removeAll(keepingCapacity: true)
        path.append(Int32(start))
      }
      for place in range {
        let entry = index.starts.entries[place]
        if document.satisfies(entry, start, tables) { reach(entry.value, index, start + 1) }
      }
      if !active.isEmpty { extend(index, tables, words, document, from: start + 1) }
      if !found.isEmpty { choose(start, lexiconCount: tables.lexiconCount) }
    }
  }

  private mutating func reach(_ node: Int32, _ index: LexiconIndex, _ end: Int) {
    if index.hasEdges(node) { active.append(node) }
    var output = index.firstOutput(node)
    while output >= 0 {
      let entry = index.output(output)
      found.append((entry, Int32(end), path[Int(entry.head)]))
      output = entry.next
    }
  }

  private mutating func extend(
    _ index: LexiconIndex, _ tables: RuleTables, _ words: [Int32], _ document: DocumentTokens,
    from first: Int
  ) {
    var place = first
    while place < words.count && !active.isEmpty {
      let token = document.tokens[place]
      if token.has(.paragraphBefore) { return }
      switch token.kind {
      case .hyphen, .bracketOpen, .bracketClose:
        place += 1
        continue
      case .period:
        // Only an entry that has a full stop here goes on.
        if token.has(.spaceBefore) { return }
        active.removeAll { !index.allowsStop($0) }
        place += 1
        continue
      default: break
      }
      let isComma = token.kind == .comma
      let range = !isComma && words[place] >= 0 ? index.forms.range(words[place]) : 0..<0
      if range.isEmpty && !isComma { return }
      swap(&active, &successors)
      if !active.isEmpty { active.removeAll(keepingCapacity: true) }
      path.append(Int32(place))
      if isComma {
        for node in successors {
          let child = index.child(of: node, WordForms.comma)
          if child >= 0 { reach(child, index, place + 1) }
        }
      } else {
        for item in range {
          let entry = index.forms.entries[item]
          guard document.satisfies(entry, place, tables) else { continue }
          for node in successors {
            let child = index.child(of: node, entry.value)
            if child >= 0 { reach(child, index, place + 1) }
          }
        }
      }
      place += 1
    }
  }

  /// Takes the longest output of each group, the first entry among equals.
  private mutating func choose(_ start: Int, lexiconCount: Int) {
    var longestCue: Int32 = -1
    for index in found.indices {
      let (output, end, _) = found[index]
      let group = Int(output.group)
      if group == lexiconCount {
        longestCue = max(longestCue, end)
        continue
      }
      let best = Int(bestOfGroup[group])
      if best < 0 || end > found[best].end
        || (end == found[best].end && output.entry < found[best].output.entry)
      {
        bestOfGroup[group] = Int32(index)
      }
    }
    let firstHit = hits.count
    for index in found.indices {
      let (output, end, _) = found[index]
      let group = Int(output.group)
      guard group != lexiconCount, Int(bestOfGroup[group]) == index else { continue }
      bestOfGroup[group] = -1
      guard Int(lastEnds[group]) <= start else { continue }
      lastEnds[group] = end
      var place = hits.count
      while place > firstHit && hits[place - 1].lexicon.rawValue > output.group { place -= 1 }
      hits.insert(
        LexiconHit(
          lexicon: LexiconID(output.group), entry: output.entry, start: Int32(start), end: end),
        at: place)
    }
    guard longestCue >= 0, Int(lastEnds[lexiconCount]) <= start else { return }
    lastEnds[lexiconCount] = longestCue
    let first = cueHits.count
    for (output, end, head) in found where Int(output.group) == lexiconCount && end == longestCue {
      if cueHits[first...].contains(where: { $0.cue == output.entry }) { continue }
      var place = cueHits.count
      while place > first && cueHits[place - 1].cue > output.entry { place -= 1 }
      cueHits.insert(
        CueHit(cue: output.entry, start: Int32(start), end: end, head: head), at: place)
    }
  }
}
