import Stance
import Testing

/// Verb groups, clauses, subjects and margins: the cases of `Syntax.txt`, which tells the notation.
@Suite struct SyntaxTests {
  /// A clause as the table or the parser has it.
  private struct Clause {
    var kind: String
    /// The words of its own, without those of the clauses inside.
    var words = ""
    var subject = ""
    /// The verb groups that make the clause, then the others: letters, a stroke, traits.
    var verbs: [String] = []
    var others: [String] = []
    var parent: Int?

    /// What is compared; subjects count where the verb is finite.
    func key(_ clauses: [Clause]) -> String {
      let traits = verbs.first.map { $0.drop { $0 != "/" } } ?? "/e"
      let isFinite = !traits.contains { "ige".contains($0) }
      let outer = parent.map { clauses[$0].kind + " " + letters(clauses[$0].words) } ?? "-"
      return [
        kind, letters(words), isFinite ? letters(subject) : "",
        verbs.sorted().joined(separator: "+"),
        others.sorted().joined(separator: "+"), outer,
      ].joined(separator: " | ")
    }
  }

  /// A sentence of the table.
  private struct Case {
    var line: String
    var text = ""
    var clauses: [Clause] = []
    /// Reporting clauses set in: source and cue.
    var inserts: [Clause] = []
    var isKnownFailure: Bool

    private static let kinds = [
      "main": "main", "comp": "complement", "int": "interrogative", "rel": "relative",
      "sub": "subordinate", "part": "participial", "purp": "purpose", "ins": "insert",
    ]

    init?(_ line: String) {
      guard !line.hasPrefix("#") else { return nil }
      isKnownFailure = line.hasPrefix("? ")
      self.line = isKnownFailure ? String(line.dropFirst(2)) : line
      var all = [Clause(kind: "main")]
      var open = [0]
      var subject: String?
      var rest = self.line[...]
      while let mark = rest.popFirst() {
        let top = open[open.count - 1]
        switch mark {
        case "[":
          let name = rest.prefix { $0 != " " }
          guard let kind = Self.kinds[String(name)] else { return nil }
          rest = rest.dropFirst(name.count + 1)
          all[top].words += " "
          open.append(all.count)
          all.append(Clause(kind: kind, parent: kind == "main" ? all[top].parent : top))
        case "]":
          guard open.count > 1 else { return nil }
          let closed = open.removeLast()
          all[open[open.count - 1]].words += " "
          if all[closed].kind == "insert" { all[open[open.count - 1]].words += all[closed].words }
        case "_":
          if let words = subject { all[top].subject = words }
          subject = subject == nil ? "" : nil
        case "*", "+":
          let words = rest.prefix { $0 != mark }
          rest = rest.dropFirst(words.count + 1)
          var traits: Substring = ""
          if rest.first == "/" {
            traits = rest.dropFirst().prefix { "igepnhr".contains($0) }
            rest = rest.dropFirst(traits.count + 1)
          }
          // The marker of an infinitive stands outside its group.
          let group =
            traits.contains("i") ? words.replacing(#/\bto /#, with: "", maxReplacements: 1) : words
          let verb = group.filter { $0.isLetter || $0.isNumber } + "/" + String(traits.sorted())
          if mark == "*" { all[top].verbs.append(verb) } else { all[top].others.append(verb) }
          all[top].words += words
          subject? += words
          text += words
        default:
          all[top].words.append(mark)
          subject?.append(mark)
          text.append(mark)
        }
      }
      inserts = all.filter { $0.kind == "insert" }
      clauses = all
    }

    /// The clauses that the parser is to find, in an order of their own.
    var keys: [String] {
      clauses.filter { $0.kind != "insert" }.map { $0.key(clauses) }.sorted()
    }
  }

  private static let traits = [
    "passive": "p", "negated": "n", "perfect": "h", "progressive": "r", "infinitive": "i",
    "ing": "g", "participle": "e",
  ]

  private func clauses(_ sentence: Explanation.Sentence) -> [Clause] {
    var found = sentence.clauses.map {
      Clause(kind: $0.kind, words: $0.text, subject: $0.subject ?? "", parent: $0.parent)
    }
    var own = sentence.clauses.map(\.verbs)
    for group in sentence.verbs {
      let traits = ([group.form] + group.traits).compactMap { Self.traits[$0] }.sorted().joined()
      let verb = group.text.filter { $0.isLetter || $0.isNumber } + "/" + traits
      if let place = own[group.clause].firstIndex(of: group.text) {
        own[group.clause].remove(at: place)
        found[group.clause].verbs.append(verb)
      } else {
        found[group.clause].others.append(verb)
      }
    }
    return found
  }

  /// Whether a report was found whose source begins with the subject and whose cue holds the verb.
  private func holds(_ insert: Clause, in sentence: Explanation.Sentence) -> Bool {
    sentence.sources.contains { source in
      let words = letters(source.attribution.source?.text ?? "")
      let cue = letters(source.attribution.cue?.text ?? "")
      return words.hasPrefix(letters(insert.subject))
        && insert.verbs.allSatisfy { cue.contains($0.prefix { $0 != "/" }) }
    }
  }

  @Test func `sentences have the clauses, verbs and subjects that the table says`() throws {
    let classifier = try SharedClassifier.result.get()
    let cases = TextCases.lines(of: "Syntax.txt").compactMap { Case($0.text) }
    #expect(cases.count >= 500)
    let text = cases.map(\.text).joined(separator: "\n\n") + "\n"
    let explanation = classifier.explain(bytes: Array(text.utf8), metadata: Metadata(kind: .news))
    let sentences = explanation.sentences
    try #require(sentences.count == cases.count)
    var failures = 0
    for (one, sentence) in zip(cases, sentences) {
      let clauses = clauses(sentence)
      let found = clauses.map { $0.key(clauses) }.sorted()
      let isRight = found == one.keys && one.inserts.allSatisfy { holds($0, in: sentence) }
      failures += isRight ? 0 : 1
      #expect(
        isRight != one.isKnownFailure,
        "\(one.line)\n  is to have \(one.keys)\n  has \(found)")
    }
    #expect(failures * 100 <= cases.count * 3)
  }

  /// The comparison itself tells kinds, traits, subjects and places apart.
  @Test func `a table line with another kind, verb, subject or extent differs`() throws {
    let line = "_The mayor_ *said* [comp that _the tunnel_ *was closed*/p in May]."
    let right = try #require(Case(line)).keys
    for other in [
      "_The mayor_ *said* [sub that _the tunnel_ *was closed*/p in May].",
      "_The mayor_ *said* [comp that _the tunnel_ *was closed* in May].",
      "_The mayor_ *said* [comp that the tunnel *was closed*/p in May].",
      "_The mayor_ *said* [comp that _the tunnel_ *was closed*/p] in May.",
      "_The mayor_ *said* [comp that _the tunnel_ +was closed+/p in May].",
    ] {
      #expect(try #require(Case(other)).keys != right)
    }
    #expect(try #require(Case("? " + line)).keys == right)
  }
}

/// Words without marks and spaces; coordinators count for none.
private func letters(_ text: String) -> String {
  text.replacing(/\b(?:and|or|but|nor|yet)\b/, with: " ").filter { $0.isLetter || $0.isNumber }
}
