internal import Rules

/// Reads the lines of a gold file and collects what is wrong with them.
///
/// Scalars are compared, never characters: a space or a colon before a combining mark is a part of a
/// character, and a sign of the format all the same.
struct GoldFileReader {
  let labels: [String]?
  private(set) var documents: [GoldDocument] = [GoldDocument()]
  private(set) var problems: [GoldFileError.Problem] = []
  private var paragraph = 0
  private var isAfterEmptyLine = false
  private var line = 0

  init(labels: [String]?) { self.labels = labels }

  mutating func read(_ bytes: [UInt8]) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    for content in bytes.dropFirst(hasMark ? 3 : 0).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      line += 1
      let isCRLF = content.last == UInt8(ascii: "\r")
      read(line: Array(isCRLF ? content.dropLast() : content))
    }
    if documents.allSatisfy(\.sentences.isEmpty), problems.isEmpty {
      report("no sentences: expected lines of label, party, speaker and sentence, tabs between")
    }
  }

  private mutating func read(line bytes: [UInt8]) {
    guard UTF8Code.firstInvalidOffset(bytes) == nil else { return report("invalid UTF-8") }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.isEmpty {
      isAfterEmptyLine = true
    } else if bytes.starts(with: "# ".utf8), !bytes.contains(UInt8(ascii: "\t")) {
      readHeader(String(text.unicodeScalars.dropFirst(2)))
    } else {
      readSentence(text)
    }
  }

  private mutating func report(_ message: String) {
    problems.append(GoldFileError.Problem(line: line, message: message))
  }

  // MARK: Header

  private mutating func readHeader(_ content: String) {
    let parts = content.unicodeScalars.split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let key = GoldFile.oneLine(String(parts[0]))
    let value = parts.count == 2 ? GoldFile.oneLine(String(parts[1])) : ""
    if !last.sentences.isEmpty {
      guard key == "id", parts.count == 2 else {
        return report("a '# ' line after the first sentence; only '# id:' may begin a new document")
      }
      documents.append(GoldDocument())
      paragraph = 0
    } else if key == "id", parts.count == 2, last.id != nil {
      // A document without sentences stands before.
      documents.append(GoldDocument())
    }
    isAfterEmptyLine = false
    guard parts.count == 2, GoldFile.keys.contains(key) else {
      return readComment(content, key: parts.count == 2 ? key : nil)
    }
    guard !value.isEmpty else { return report("'# \(key):' needs a value") }
    set(key, value)
  }

  private mutating func set(_ key: String, _ value: String) {
    switch key {
    case "id": documents[documents.count - 1].id = value
    case "issuer": documents[documents.count - 1].metadata.issuer = value
    case "date": documents[documents.count - 1].metadata.date = value
    case "title": documents[documents.count - 1].metadata.title = value
    default:
      guard let kind = DocumentKind(rawValue: value) else {
        let kinds = DocumentKind.allCases.map(\.rawValue)
        return report(
          "unknown kind '\(value)'; expected \(kinds.joined(separator: ", "))")
      }
      documents[documents.count - 1].metadata.kind = kind
    }
  }

  /// Keeps a line with a key of its own, unless the key is a known one misspelt.
  private mutating func readComment(_ content: String, key: String?) {
    if let key, let nearest = SpellingSuggestion.nearest(to: key, among: GoldFile.keys) {
      return report("unknown key '# \(key):'; did you mean '# \(nearest):'?")
    }
    documents[documents.count - 1].comments.append(content)
  }

  private var last: GoldDocument { documents[documents.count - 1] }

  // MARK: Sentences

  private mutating func readSentence(_ text: String) {
    let columns = parts(text, "\t")
    if isAfterEmptyLine, !last.sentences.isEmpty { paragraph += 1 }
    isAfterEmptyLine = false
    guard columns.count == 4 else {
      return report(
        "\(columns.count) columns; expected label, party, speaker and sentence, tabs between")
    }
    guard !GoldFile.oneLine(columns[3]).isEmpty else { return report("the sentence is empty") }
    guard let acts = acts(columns) else { return }
    documents[documents.count - 1].sentences.append(
      GoldSentence(line: line, paragraph: paragraph, acts: acts, text: columns[3]))
  }

  /// The acts of a line, or nil and a report.
  private mutating func acts(_ columns: [String]) -> [GoldAct]? {
    // A byte order mark that stands before a label belongs to no name.
    let marked = columns[0].unicodeScalars.filter { $0 != "\u{FEFF}" }
    let names = parts(String(marked), "+").map(GoldFile.oneLine)
    if names == [GoldFile.noLabel] {
      guard columns[1] == GoldFile.nothing, columns[2] == GoldFile.nothing else {
        report("a sentence labelled 'none' has '-' for party and speaker")
        return nil
      }
      return []
    }
    for name in names {
      guard isLabel(name) else { return nil }
    }
    guard let parties = values(columns[1], "parties", count: names.count),
      let speakers = values(columns[2], "speakers", count: names.count)
    else { return nil }
    let acts = names.indices.map {
      GoldAct(label: names[$0], parties: parties[$0], speakers: speakers[$0])
    }
    for (index, act) in acts.enumerated() where acts[..<index].contains(act) {
      report("the act '\(act.label)' is listed twice for the same party and speaker")
      return nil
    }
    return acts
  }

  private mutating func isLabel(_ name: String) -> Bool {
    guard !name.isEmpty else {
      report("a label is missing")
      return false
    }
    guard name != GoldFile.noLabel else {
      report("'none' cannot stand beside another label")
      return false
    }
    guard let labels, !labels.contains(name) else { return true }
    if let nearest = SpellingSuggestion.nearest(to: name, among: labels + [GoldFile.noLabel]) {
      report("unknown label '\(name)'; did you mean '\(nearest)'?")
    } else {
      report("unknown label '\(name)'; expected none, \(labels.joined(separator: ", "))")
    }
    return false
  }

  /// One list of names for each act; with one act `+` does not split.
  private mutating func values(_ column: String, _ what: String, count: Int) -> [[String]]? {
    let cells = count == 1 ? [column] : parts(column, "+")
    guard cells.count == 1 || cells.count == count else {
      report("\(cells.count) \(what) for \(count) labels; expected one for all or one for each")
      return nil
    }
    var lists: [[String]] = []
    for cell in cells {
      guard let names = names(cell) else {
        report("a name is missing among the \(what); write '-' where there is none")
        return nil
      }
      lists.append(names)
    }
    return lists.count == count ? lists : Array(repeating: lists[0], count: count)
  }

  /// The names of a cell; none for `-`, nil where one is empty.
  private func names(_ cell: String) -> [String]? {
    let words = GoldFile.oneLine(cell)
    guard words != GoldFile.nothing else { return [] }
    var names: [String] = []
    var name: [String] = []
    for word in words.unicodeScalars.split(separator: " ").map(String.init) + ["&"] {
      guard word == "&" else {
        name.append(word)
        continue
      }
      guard !name.isEmpty else { return nil }
      names.append(name.joined(separator: " "))
      name = []
    }
    return names
  }

  private func parts(_ text: String, _ separator: Unicode.Scalar) -> [String] {
    text.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false)
      .map(String.init)
  }
}
