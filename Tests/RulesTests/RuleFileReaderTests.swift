import Rules
import Testing

@Suite struct RuleFileReaderTests {
  @Test func `a complete file is read with its defaults`() throws {
    let (file, diagnostics) = RuleFileReader.read(Array(Self.complete.utf8))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(file.name == "small")
    #expect(file.version == "3")
    #expect(file.labels.map(\.name.value) == ["refutation", "claim"])
    #expect(file.labels.map(\.isDefault) == [false, true])
    #expect(file.lexicons.map(\.name.value) == ["groundless"])
    #expect(file.lexicons.first?.entries.map(\.value) == ["baseless", "far from the truth"])
    #expect(file.parties.first?.kind == "state")
    #expect(file.parties.first?.ambiguous.map(\.value) == ["Georgia"])

    let deny = try #require(file.cues.first)
    #expect(deny.label == .label(0))
    #expect(deny.weight == 70)
    #expect(deny.frames == [])
    let say = try #require(file.cues.last)
    #expect(say.label == .neutral)
    #expect(say.weight == 50)
    #expect(say.frames == [.that, .objectInfinitive])

    let pattern = try #require(file.attributionPatterns.first)
    #expect(pattern.mode == "indirect")
    #expect(pattern.tests.first?.source?.value == "Ankara")
    #expect(file.turns.map(\.id.value) == ["turn.in-turn"])
    #expect(file.stops.map(\.id.value) == ["stop.background"])

    let rule = try #require(file.rules.first)
    #expect(rule.label == .label(0))
    #expect(rule.weight == 50)
    #expect(rule.zone == .predicate)
    #expect(rule.negated == .none)
    #expect(rule.subject?.value == "allegation~n")
    #expect(rule.unless.map(\.value) == ["far from @groundless"])
    #expect(file.confidence.map(\.mode) == ["indirect"])
    #expect(file.confidence.map(\.resolution) == ["pronoun"])
    #expect(file.confidence.map(\.confidence) == [0.75])
  }

  @Test func `an entry that is not enabled is left out`() {
    let text = Self.complete.replacing("\"weight\": 71", with: "\"enabled\": false")
    #expect(
      RuleFileReader.read(Array(text.utf8)).file.rules.map(\.id.value) == ["refute.groundless"])
  }

  @Test func `every string keeps the bytes it stood in`() {
    let bytes = Array(Self.complete.utf8)
    let file = RuleFileReader.read(bytes).file
    let located = file.rules.flatMap { [$0.id] + $0.match + $0.tests.yes } + file.cues.map(\.id)
    for part in located {
      #expect(String(decoding: bytes[part.range], as: UTF8.self) == "\"\(part.value)\"")
    }
  }

  static let complete = """
    {
      "schema": "stance-rules/1", "name": "small", "version": "3",
      "labels": [
        { "name": "refutation", "description": "denies", "colour": "#c0392b" },
        { "name": "claim", "default": true }
      ],
      "lexicons": { "groundless": ["baseless", "far from the truth"] },
      "parties": [
        { "name": "Georgia", "kind": "state", "demonyms": ["Georgian"], "capitals": ["Tbilisi"],
          "ambiguous": ["Georgia"] }
      ],
      "attribution": {
        "cues": [
          { "id": "cue.deny", "words": ["deny~v"], "label": "refutation",
            "tests": { "yes": ["She denied it."], "no": ["They denied him entry."] } },
          { "id": "cue.say", "words": ["say~v"], "frames": ["that", "object-infinitive"],
            "tests": { "yes": ["He said so."], "no": ["I have no say."] } }
        ],
        "patterns": [
          { "id": "attr.according", "match": ["<cue: according to> <source: #Actor> , <content>"],
            "tests": [{ "text": "According to Ankara, it rained.", "source": "Ankara" }] }
        ],
        "turns": [
          { "id": "turn.in-turn", "match": ["^ in turn , <source: #Actor>"],
            "tests": { "yes": ["In turn, Rome agreed."], "no": ["They took turns."] } }
        ],
        "stops": [
          { "id": "stop.background", "match": ["^ earlier"],
            "tests": { "yes": ["Earlier, it rained."], "no": ["He came earlier."] } }
        ]
      },
      "rules": [
        { "id": "refute.groundless", "label": "refutation", "subject": "allegation~n",
          "match": ["be~ .. @groundless"], "unless": ["far from @groundless"],
          "tests": { "yes": ["They are baseless."], "no": ["They are not baseless."] } },
        { "id": "refute.lie", "label": "refutation", "weight": 71, "match": ["lie~n"],
          "tests": { "yes": ["These are lies."], "no": ["It lies there."] } }
      ],
      "confidence": [
        { "mode": "indirect", "resolution": "pronoun", "weight": 50, "confidence": 0.75 }
      ]
    }
    """
}
