/// Prints a rules file as it is in effect: with all that it extends laid under it.
package struct RuleFilePrinter {
  private typealias Node = LocatedJSON.NodeIndex

  private let json: LocatedJSON
  private let sources: SourceFiles
  /// The files with their line tables.
  private let texts: [SourceText]
  private let entries: [RuleFileEntry]

  /// - Parameter loaded: A file without errors of syntax.
  package init(_ loaded: LoadedRuleFile) {
    sources = loaded.sources
    texts = loaded.sources.files.indices.map { file in
      SourceText(
        name: loaded.sources.files[file].name,
        bytes: Array(loaded.sources.bytes[loaded.sources.range(file)]))
    }
    // What is merged extends nothing any more.
    let keys = loaded.json.members(.root).map(\.key)
    json = loaded.json.removing(Set(keys.filter { loaded.json.string($0) == "extends" }))
    entries = RuleFileEntry.list(json)
  }

  // MARK: Printing

  /// The file as JSON, which is a rules file again.
  package func text() -> String { JSONPrinter.text(json) }

  /// The file as JSON with comments that tell where its parts came from.
  ///
  /// Each entry tells its file and line, a key or word in it only where it came from another file.
  package func textWithOrigins() -> String {
    let origins = Origins(self)
    return header + JSONPrinter.text(json) { origins.comment($0, in: $1) }
  }

  /// The entries with some names, each with its origin.
  ///
  /// - Parameter names: Ids and names; one that ends in `.` stands for all that begin so.
  /// - Returns: The text, or what to say about the first name that nothing has.
  package func text(of names: [String]) -> Result<String, UnknownName> {
    let origins = Origins(self)
    var text = ""
    for name in names {
      let isPrefix = name.hasSuffix(".")
      let found = entries.filter { isPrefix ? $0.name.hasPrefix(name) : $0.name == name }
      guard !found.isEmpty else {
        return .failure(
          UnknownName(
            name: name,
            suggestion: SpellingSuggestion.phrase(for: name, among: entries.map(\.name))))
      }
      for entry in found {
        text += "// \(entry.kind.rawValue) \(entry.name), \(origins.place(entry.nameNode))\n"
        text += JSONPrinter.text(json, entry.node) { origins.comment($0, in: $1) }
      }
    }
    return .success(text)
  }

  /// A name that no entry has.
  package struct UnknownName: Error, Sendable {
    package let name: String
    package let suggestion: String?
  }

  private var header: String {
    texts.count < 2 ? "" : texts.map { "// \($0.name)\n" }.joined()
  }

  // MARK: Origins

  /// Which file and line each part came from.
  private struct Origins {
    private let printer: RuleFilePrinter
    /// Entries and plain values at the top.
    private var marked: [Node: Node] = [:]
    /// The file of the entry that an object is.
    private var homes: [Node: Int] = [:]

    init(_ printer: RuleFilePrinter) {
      self.printer = printer
      let json = printer.json
      for (key, value) in json.members(.root)
      where json.kind(value) != .object && json.kind(value) != .array {
        marked[key] = key
      }
      for entry in printer.entries {
        marked[entry.removable] = entry.nameNode
        homes[entry.node] = file(entry.nameNode)
      }
    }

    func comment(_ node: Node, in parent: Node?) -> String? {
      if let named = marked[node] { return place(named) }
      guard let parent else { return nil }
      let isInside = homes[parent] != nil || printer.json.kind(parent) == .array
      guard isInside, file(node) != homes[parent] ?? file(parent) else { return nil }
      return place(node)
    }

    func place(_ node: Node) -> String {
      let index = file(node)
      let start = printer.sources.range(index).lowerBound
      let text = printer.texts[index]
      let line = text.position(of: printer.json.range(node).lowerBound - start).line
      return "\(text.name):\(line)"
    }

    private func file(_ node: Node) -> Int {
      printer.sources.fileIndex(of: printer.json.range(node).lowerBound) ?? 0
    }
  }
}
