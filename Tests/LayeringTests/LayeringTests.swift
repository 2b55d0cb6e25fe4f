import TestSupport
import Testing

/// What the compiler does not check: who may import whom, and what every source file holds.
@Suite struct LayeringTests {
  /// The modules that each target may import; of the system only what the command needs.
  private static let allowed: [String: Set<String>] = [
    "RulesData": [],
    "rules-snapshot": ["Stance", "Rules", "Glibc", "Musl", "Darwin"],
    "Rules": ["RulesData"],
    "Stance": ["Rules"],
    "stance-cli": [
      "Stance", "Rules", "PageData", "Heap", "Glibc", "Musl", "Darwin", "FoundationEssentials",
    ],
  ]

  private static let sources = ProjectFiles.files(below: "Sources").filter {
    $0.hasSuffix(".swift")
  }

  @Test func `each target imports only what stands below it`() {
    #expect(Self.sources.count > 50)
    for path in Self.sources {
      let target = String(path.split(separator: "/")[1])
      guard let allowed = Self.allowed[target] else {
        Issue.record("\(path): a target that has no place among the layers")
        continue
      }
      let foreign = Self.imports(path).filter { !allowed.contains($0) }
      #expect(foreign.isEmpty, "\(path) imports \(foreign.joined(separator: ", "))")
    }
  }

  /// A shell takes a script that was cut off for one that has nothing to do.
  @Test func `every gate of the checks is there, and they are run`() throws {
    let script = try #require(ProjectFiles.text("check.sh"))
    let gates = script.split(separator: "\n").first { $0.hasPrefix("gates=(") }
    let names = try #require(gates).dropFirst("gates=(".count).dropLast().split(separator: " ")
    #expect(names.count > 8)
    for name in names { #expect(script.contains("\n\(name)() {"), "no gate \(name)") }
    #expect(script.hasSuffix("\necho \"all passed: ${wanted[*]}\"\n"))
  }

  @Test func `the main type of every source file has a doc comment`() {
    for path in Self.sources where !Self.hasDocumentedType(path) {
      Issue.record("\(path): no doc comment on its first declaration")
    }
  }

  @Test func `no file names a place of one machine`() {
    // Spelt so that this file does not name one itself.
    let places = ["work", "root", "home", "Users"].map { "/" + $0 + "/" }
    for path in Self.projectFiles {
      guard let text = ProjectFiles.text(path) else { continue }
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where places.contains(where: { Self.names($0, in: line) }) {
        Issue.record("\(path):\(index + 1): an absolute path")
      }
    }
  }

  @Test func `the layers have no Foundation below the command`() {
    for path in Self.sources where !path.hasPrefix("Sources/stance-cli/") {
      #expect(!Self.imports(path).contains { $0.hasPrefix("Foundation") }, "\(path)")
    }
  }

  // MARK: Reading

  /// The modules that a file imports.
  private static func imports(_ path: String) -> [String] {
    lines(path).compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let index = words.firstIndex(of: "import"),
        words[..<index].allSatisfy({ accessWords.contains($0) }), index + 1 < words.count
      else { return nil }
      // `import struct Module.Name`
      let name = kinds.contains(words[index + 1]) ? words.last ?? "" : words[index + 1]
      return name.split(separator: ".").first.map(String.init)
    }
  }

  private static let accessWords: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private", "@testable", "@preconcurrency",
    "@_exported", "unsafe",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "enum", "class", "protocol", "func", "var", "let", "typealias", "actor",
  ]

  /// Whether a doc comment stands before the main type: the one named as the file is, else the
  /// first declaration.
  private static func hasDocumentedType(_ path: String) -> Bool {
    let name = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    var hasComment = false
    var isFirstDocumented: Bool?
    for line in lines(path) {
      let text = line.drop(while: \.isWhitespace)
      if text.hasPrefix("///") {
        hasComment = true
      } else if let declared = declaredName(text) {
        if declared == name { return hasComment }
        if isFirstDocumented == nil { isFirstDocumented = hasComment }
        hasComment = false
      } else if text.isEmpty {
        hasComment = false
      }
    }
    return isFirstDocumented ?? false
  }

  /// The name that a line declares, or nil.
  private static func declaredName(_ line: Substring) -> Substring? {
    let words = line.split { !($0.isLetter || $0.isNumber || "@_-/".contains($0)) }
    let modifiers = accessWords.union(["final", "indirect", "nonisolated"])
    guard let index = words.firstIndex(where: { !modifiers.contains($0) && !$0.hasPrefix("@") }),
      index + 1 < words.count, kinds.contains(words[index]) || words[index] == "extension"
    else { return nil }
    return words[index + 1]
  }

  private static func lines(_ path: String) -> [Substring] {
    (ProjectFiles.text(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Text files of the project, without what is built and what git keeps.
  private static let projectFiles: [String] = {
    let folders = ["Sources", "Tests", "Examples", "Benchmarks", "Fuzz", "docs", ".ci"]
    var files: [String] = []
    for folder in folders { files += ProjectFiles.files(below: folder) }
    files.removeAll { $0.contains("/.build") }
    let top = ProjectFiles.names(in: ".").filter { name in
      [".md", ".sh", ".swift", ".json"].contains { name.hasSuffix($0) }
    }
    return files + top
  }()

  /// Whether a line has the place where a path begins, not within a longer path or address.
  private static func names(_ place: String, in line: Substring) -> Bool {
    guard line.utf8.contains(UInt8(ascii: "/")) else { return false }
    var rest = line[...]
    while let range = rest.firstRange(of: place) {
      let before = line[..<range.lowerBound].last
      if before == nil
        || !(before?.isLetter == true || before?.isNumber == true || before == "."
          || before == "/" || before == "-" || before == "_")
      {
        return true
      }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
