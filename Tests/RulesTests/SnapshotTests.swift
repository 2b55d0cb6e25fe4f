import Foundation
import Rules
import TestSupport
import Testing

/// Broken rules files and what is said about them, as they stand in the folder `Snapshots`.
///
/// A file holds the rules file, further files behind `----- NAME`, and behind `=====` all
/// diagnostics. With `RECORD_SNAPSHOTS=1` in the environment they are written anew, and the test
/// fails so that nobody forgets to read them.
@Suite struct SnapshotTests {
  private struct Snapshot {
    var files: [(name: String, bytes: [UInt8])]
    var written: String
    var expected: String

    init(_ text: String) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let end = lines.firstIndex(of: "=====") ?? lines.count
      written = lines[..<end].joined(separator: "\n")
      expected = lines[min(end + 1, lines.count)...].joined(separator: "\n")
      files = []
      var name = "rules.json"
      var content: [Substring] = []
      for line in lines[..<end] + ["----- "] {
        guard line.hasPrefix("----- ") else {
          content.append(line)
          continue
        }
        files.append((name, WrittenBytes.bytes(content.joined(separator: "\n"))))
        name = String(line.dropFirst(6))
        content = []
      }
    }
  }

  private static let folder = "Tests/RulesTests/Snapshots"
  private static let names = ProjectFiles.names(in: folder).filter { $0.hasSuffix(".txt") }

  private static func snapshot(_ name: String) -> Snapshot {
    Snapshot(ProjectFiles.text(folder + "/" + name) ?? "")
  }

  private static func diagnostics(_ snapshot: Snapshot) -> (LoadedRuleFile, [Diagnostic]) {
    let main = snapshot.files.first ?? ("rules.json", [])
    let loaded = RuleFileLoader.load(.init(name: main.name, bytes: main.bytes)) { name, _ in
      guard let file = snapshot.files.first(where: { $0.name == name }) else {
        return .failure(.init("no such file or folder"))
      }
      return .success(.init(name: file.name, bytes: file.bytes))
    }
    var diagnostics = loaded.diagnostics
    _ = RuleSet.compile(loaded.file, bytes: loaded.sources.bytes, into: &diagnostics)
    diagnostics += RuleFileLint.warnings(
      of: loaded.file, bytes: loaded.sources.bytes, builtInLexicons: ["negators", "verbs"],
      errors: diagnostics)
    return (loaded, diagnostics.inFileOrder())
  }

  @Test(arguments: names)
  func `a broken file is told as recorded`(_ name: String) throws {
    let snapshot = Self.snapshot(name)
    let (loaded, diagnostics) = Self.diagnostics(snapshot)
    var formatter = DiagnosticFormatter(loaded.sources)
    let actual = diagnostics.map { formatter.text($0) }.joined()
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      let url = URL(fileURLWithPath: ProjectFiles.root + "/" + Self.folder + "/" + name)
      try Data((snapshot.written + "\n=====\n" + actual).utf8).write(to: url)
      Issue.record("recorded \(name); read it and run again without RECORD_SNAPSHOTS")
      return
    }
    #expect(actual == snapshot.expected)
    #expect(!diagnostics.isEmpty)
  }

  @Test func `there are many, and every kind of problem is among them`() {
    #expect(Self.names.count >= 80)
    var ids: Set<String> = []
    for name in Self.names {
      ids.formUnion(Self.diagnostics(Self.snapshot(name)).1.map(\.id))
    }
    let known = Set(DiagnosticCatalog.entries.map(\.id))
    #expect(known.count == DiagnosticCatalog.entries.count)
    #expect(ids.subtracting(known).isEmpty, "not in the catalogue")
    let elsewhere = known.filter {
      $0.hasPrefix("test-") || $0 == "shadowed-rule" || $0 == "unnoticed-deletion"
        || $0 == "file-too-large" || $0 == "never-fires" || $0 == "too-many-problems"
        || $0 == "patterns-too-complex"
    }
    let missing = known.subtracting(ids).subtracting(elsewhere)
    #expect(missing.isEmpty, "no file shows \(missing.sorted())")
  }
}
