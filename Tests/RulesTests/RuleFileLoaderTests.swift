import Rules
import Testing

@Suite struct RuleFileLoaderTests {
  private func load(_ overlay: String, base: String = RuleFileReaderTests.complete)
    -> LoadedRuleFile
  {
    let bytes = Array(base.utf8)
    return RuleFileLoader.load(.init(name: "mine.json", bytes: Array(overlay.utf8))) { path, _ in
      path == "base.json"
        ? .success(.init(name: path, bytes: bytes))
        : path == "mine.json"
          ? .success(.init(name: path, bytes: Array(overlay.utf8)))
          : .failure(.init("no such file"))
    }
  }

  private func ids(_ loaded: LoadedRuleFile) -> [String] { loaded.diagnostics.map(\.id) }

  @Test func `an overlay changes lexicons, rules and cues and each part keeps its origin`() throws {
    let loaded = load(
      """
      { "schema": "stance-rules/1", "extends": "base.json",
        "lexicons": { "groundless": { "add": ["untrue"], "remove": ["baseless"] } },
        "attribution": { "cues": [{ "id": "cue.deny", "weight": 80 }] },
        "rules": [{ "id": "refute.lie", "enabled": false }, { "id": "refute.groundless", "weight": 9 }]
      }
      """)
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    let entries = try #require(loaded.file.lexicons.first).entries
    #expect(entries.map(\.value) == ["far from the truth", "untrue"])
    #expect(
      entries.map { loaded.sources.fileName(of: $0.range.lowerBound) } == [
        "base.json", "mine.json",
      ]
    )
    #expect(loaded.file.cues.map(\.weight) == [80, 50])
    #expect(loaded.file.rules.map(\.id.value) == ["refute.groundless"])
    #expect(loaded.file.rules.map(\.weight) == [9])
    #expect(loaded.file.rules.first?.match.map(\.value) == ["be~ .. @groundless"])
  }

  @Test func `a change of what the base does not have is reported`() {
    let loaded = load(
      """
      { "schema": "stance-rules/1", "extends": "base.json",
        "lexicons": { "groundles": { "add": ["untrue"] } },
        "rules": [{ "id": "refute.lies", "enabled": false }] }
      """)
    #expect(ids(loaded) == ["unknown-target", "unknown-target"])
    #expect(loaded.diagnostics.first?.suggestion == "did you mean 'groundless'?")
  }

  @Test func `a circle and a base that is not there are reported`() {
    let circle = load(#"{ "schema": "stance-rules/1", "extends": "mine.json" }"#)
    #expect(ids(circle) == ["extends-cycle"])
    let missing = load(#"{ "schema": "stance-rules/1", "extends": "gone.json" }"#)
    #expect(ids(missing) == ["base-not-read"])
  }

  @Test func `a diagnostic shows the line and the caret`() throws {
    let bytes = Array("{\n  \"schéma\": \"stance-rules/1\",\n  \"labels\": []\n}\n".utf8)
    var formatter = DiagnosticFormatter(name: "rules.json", bytes: bytes)
    let text = RuleFileReader.read(bytes).diagnostics.map { formatter.text($0) }.joined()
    #expect(
      text == """
        rules.json:1:1: error: the file needs the key 'schema' [missing-key]
            1 | {
              | ^
        rules.json:2:3: error: unknown key 'schéma' in the file [unknown-key]
            2 |   "schéma": "stance-rules/1",
              |   ^~~~~~~~ did you mean 'schema'?
        rules.json:3:13: error: 'labels' needs at least one element [empty-list]
            3 |   "labels": []
              |             ^~

        """)
  }

  @Test func `an offset in a value is found again behind escapes`() {
    let bytes = Array(#"  "a\"b\u00e9\ud83d\ude00c" "#.utf8)
    let range = 2..<bytes.count - 1
    let places = (0...9).map { fileOffset(ofValueOffset: $0, in: range, of: bytes) }
    #expect(places == [3, 4, 6, 7, 7, 13, 13, 13, 13, 25])
    #expect(fileOffset(ofValueOffset: 99, in: range, of: bytes) == 26)
  }

  @Test func `what a file says is shown without characters that steer a terminal`() {
    let hidden =
      "\u{1B}\u{7F}\u{9C}\u{61C}\u{200E}\u{202E}\u{206F}\u{FEFF}\u{FFF9}\u{FFFB}\u{E0001}"
    let bytes = Array("{\"schema\": \"stance-rules/1\", \"na\(hidden)me\": 1 1}".utf8)
    var formatter = DiagnosticFormatter(name: "x", bytes: bytes)
    let text = RuleFileReader.read(bytes).diagnostics.map { formatter.text($0) }.joined()
    #expect(!text.isEmpty)
    #expect(!text.unicodeScalars.contains { hidden.unicodeScalars.contains($0) })
  }

  @Test func `no damage to a file makes the reader trap`() {
    for seed in 0..<2000 {
      let bytes = damaged(seed: UInt64(seed))
      var formatter = DiagnosticFormatter(name: "x", bytes: bytes)
      for diagnostic in RuleFileReader.read(bytes).diagnostics {
        #expect(!formatter.text(diagnostic).isEmpty, "seed \(seed)")
        #expect(!formatter.json(diagnostic).isEmpty, "seed \(seed)")
      }
    }
  }

  private func damaged(seed: UInt64) -> [UInt8] {
    var state = seed &* 6_364_136_223_846_793_005 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, limit)
    }
    let marks = Array("{}[]\",:\\/u'#\n".utf8)
    var bytes = Array(RuleFileReaderTests.complete.utf8)
    for _ in 0...next(4) {
      let place = next(bytes.count)
      switch next(3) {
      case 0: bytes[place] = UInt8(next(256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(200)))
      default: bytes.insert(marks[next(marks.count)], at: place)
      }
      if bytes.isEmpty { break }
    }
    return bytes
  }
}
