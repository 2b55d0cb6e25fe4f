import Testing

@testable import Rules
@testable import Stance
@testable import TestSupport

/// A classifier from the tables of a release build reads as one that compiled the rules itself.
@Suite struct RulesSnapshotTests {
  private static let rules = BuiltInRules.bytes
  private static let snapshot = Result { try Classifier.snapshot(of: load(rules)) }

  private static func load(_ bytes: [UInt8]) -> LoadedRuleFile {
    RuleFileLoader.load(.init(name: "rules.json", bytes: bytes)) { _, _ in .failure(.init("none")) }
  }

  @Test func `readings are the same to the last field`() throws {
    let compiled = try Classifier(Self.load(Self.rules))
    let articles = ProjectFiles.files(below: "Tests/Gold").filter { $0.hasSuffix(".txt") }
    try #require(articles.count > 50)
    try unsafe Self.snapshot.get().withUnsafeBytes { bytes in
      let snapshot = try #require(unsafe SnapshotReader(bytes, of: Self.rules))
      let loaded = RuleFileLoader.load(
        .init(name: "rules.json", bytes: Self.rules), from: snapshot)
      let restored = try Classifier(loaded)
      for path in articles {
        let text = try #require(ProjectFiles.text(path))
        #expect(
          String(reflecting: restored.label(text)) == String(reflecting: compiled.label(text)),
          "\(path)")
      }
      #expect(restored.labels == compiled.labels)
      #expect(restored.nicknames == compiled.nicknames)
    }
  }

  @Test func `another file has no use for it`() throws {
    try unsafe Self.snapshot.get().withUnsafeBytes { bytes in
      for place in [0, Self.rules.count / 2, Self.rules.count - 1] {
        var changed = Self.rules
        changed[place] ^= 1
        #expect(unsafe SnapshotReader(bytes, of: changed) == nil)
      }
      #expect(unsafe SnapshotReader(bytes, of: Self.rules + [0x0A]) == nil)
      #expect(unsafe SnapshotReader(bytes, of: []) == nil)
      let cut = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<16])
      #expect(unsafe SnapshotReader(cut, of: Self.rules) == nil)
    }
  }

  @Test func `the same file gives the same bytes`() throws {
    let first = try Self.snapshot.get()
    #expect(try Classifier.snapshot(of: Self.load(Self.rules)) == first)
    // Small enough to be worth its place in the command.
    #expect(first.count < 12 << 20)
  }

  @Test func `rules with problems give none`() {
    let broken = Array(#"{"schema": "stance-rules/1", "rules": [{"id": "x"}]}"#.utf8)
    #expect(throws: RulesError.self) { try Classifier.snapshot(of: Self.load(broken)) }
  }
}
