/// All keys of a rules file with their types and meanings: the reader and the published JSON Schema
/// are both made from these tables.
package enum RuleFileSchema {
  /// The value of the key `schema`.
  package static let version = "stance-rules/1"
  /// The label that stands for no act.
  package static let noLabel = "none"
  package static let defaultWeight = 50
  /// The weight of a cue that carries a label.
  package static let defaultStanceWeight = 70
  package static let defaultFrames: FrameSet = [.that, .bare, .quote, .object]
  package static let modes = [
    "direct", "indirect", "mixed", "passive", "stance", "transcript", "none",
  ]
  package static let resolutions = [
    "explicit", "pronoun", "description", "carried", "issuer", "unknown",
  ]

  static let file = ObjectSchema("the file", FileField.self)
  static let label = ObjectSchema("a label", LabelField.self)
  static let lexiconChange = ObjectSchema("a change of a lexicon", LexiconChangeField.self)
  static let party = ObjectSchema("a party", PartyField.self)
  static let attribution = ObjectSchema("the attribution", AttributionField.self)
  static let cue = ObjectSchema("a cue", CueField.self)
  static let pattern = ObjectSchema("an attribution pattern", PatternField.self)
  static let patternTest = ObjectSchema("a test of a pattern", PatternTestField.self)
  static let floor = ObjectSchema("a floor pattern", FloorField.self)
  static let rule = ObjectSchema("a rule", RuleField.self)
  static let tests = ObjectSchema("the tests", TestField.self)
  static let confidence = ObjectSchema("a row of confidence", ConfidenceField.self)

  static let patterns = ValueSchema.list(of: .words, atLeast: 1)
  static let someWords = ValueSchema.list(of: .words, atLeast: 0)
  static let enabled = FieldSchema(
    "enabled", .boolean, "false takes the entry out, also one of the base file.", fallback: "true")
  static let weight = ValueSchema.integer(1...100)
}

/// The keys of a rules file.
package enum FileField: Int, SchemaField {
  case editorSchema, schema, name, version, extends, labels, lexicons, parties, attribution, rules
  case confidence

  package var field: FieldSchema {
    switch self {
    case .editorSchema:
      .init("$schema", .text, "Where an editor finds the JSON Schema; not read.")
    case .schema:
      .init(
        "schema", .identity, .constant(RuleFileSchema.version),
        "The format and its version.")
    case .name: .init("name", .text, "The name of the rule set, shown with every result.")
    case .version: .init("version", .text, "The version of the rule set.")
    case .extends:
      .init(
        "extends", .words,
        "The file that this one changes: default for the rules built in, or a path.")
    case .labels:
      .init(
        "labels", .required, .list(of: .object(RuleFileSchema.label), atLeast: 1),
        "The labels; their order breaks ties.")
    case .lexicons:
      .init(
        "lexicons",
        .table(
          of: .changeable(RuleFileSchema.someWords, by: RuleFileSchema.lexiconChange),
          keys: "a lexicon"),
        "Lists of words and phrases that patterns name with @.", fallback: "{}")
    case .parties:
      .init(
        "parties", .list(of: .object(RuleFileSchema.party), atLeast: 0),
        "The sides that can speak.", fallback: "[]")
    case .attribution:
      .init(
        "attribution", .object(RuleFileSchema.attribution), "How speakers are found.",
        fallback: "{}")
    case .rules:
      .init(
        "rules", .list(of: .object(RuleFileSchema.rule), atLeast: 0), "The stance rules.",
        fallback: "[]")
    case .confidence:
      .init(
        "confidence", .list(of: .object(RuleFileSchema.confidence), atLeast: 0),
        "Measured probabilities that an act is right, written by evaluate --calibrate.",
        fallback: "[]")
    }
  }
}

/// The keys of a label.
package enum LabelField: Int, SchemaField {
  case name, description, colour, isDefault, enabled

  package var field: FieldSchema {
    switch self {
    case .name: .init("name", .identity, .name, "The name that rules give; none is reserved.")
    case .description: .init("description", .text, "What the label means.", fallback: "\"\"")
    case .colour:
      .init("colour", .colour, "The colour in reports: #rrggbb.", fallback: "\"#808080\"")
    case .isDefault:
      .init("default", .boolean, "Whether it is given where no rule matched.", fallback: "false")
    case .enabled: RuleFileSchema.enabled
    }
  }
}

/// The keys of a change of a lexicon.
package enum LexiconChangeField: Int, SchemaField {
  case add, remove

  package var field: FieldSchema {
    switch self {
    case .add:
      .init("add", RuleFileSchema.someWords, "Entries to put behind the others.", fallback: "[]")
    case .remove:
      .init("remove", RuleFileSchema.someWords, "Entries to take out.", fallback: "[]")
    }
  }
}

/// The keys of a party.
package enum PartyField: Int, SchemaField {
  case name, kind, aliases, demonyms, capitals, seats, titles, people, ambiguous, enabled

  package var field: FieldSchema {
    switch self {
    case .name: .init("name", .identity, .words, "The name in results.")
    case .kind: .init("kind", .text, "What it is: state, organisation or the like.")
    case .aliases: names("aliases", "Other names.")
    case .demonyms: names("demonyms", "Words for its people and what belongs to it.")
    case .capitals: names("capitals", "Its capital.")
    case .seats: names("seats", "Buildings and institutions that stand for its government.")
    case .titles: names("titles", "Offices that only it has.")
    case .people:
      names("people", "Holders of an office as complete dated classes: 'Name, 2017-2021'.")
    case .ambiguous:
      names("ambiguous", "Names that are also other things, read with more caution.")
    case .enabled: RuleFileSchema.enabled
    }
  }

  private func names(_ key: String, _ meaning: String) -> FieldSchema {
    .init(key, RuleFileSchema.someWords, meaning, fallback: "[]")
  }
}

/// The keys of the attribution.
package enum AttributionField: Int, SchemaField {
  case cues, patterns, turns, stops

  package var field: FieldSchema {
    switch self {
    case .cues: entries("cues", RuleFileSchema.cue, "Reporting expressions.")
    case .patterns:
      entries("patterns", RuleFileSchema.pattern, "Attributions told by a pattern with captures.")
    case .turns: entries("turns", RuleFileSchema.floor, "Patterns that hand the floor over.")
    case .stops: entries("stops", RuleFileSchema.floor, "Patterns that end it.")
    }
  }

  private func entries(_ key: String, _ object: ObjectSchema, _ meaning: String) -> FieldSchema {
    .init(key, .list(of: .object(object), atLeast: 0), meaning, fallback: "[]")
  }
}

/// The keys of a cue.
package enum CueField: Int, SchemaField {
  case id, words, label, weight, frames, except, tests, enabled

  package var field: FieldSchema {
    switch self {
    case .id: .init("id", .identity, .id, "The name in explanations.")
    case .words:
      .init("words", .required, RuleFileSchema.patterns, "The expressions, as lexicon entries.")
    case .label:
      .init("label", .text, "The stance it carries; none for no act, without it neutral.")
    case .weight:
      .init("weight", RuleFileSchema.weight, "1 to 100; 70 with a label, else 50.")
    case .frames:
      .init(
        "frames", .list(of: .choice(FrameSet.names), atLeast: 1),
        "The complements it takes; any or none where the key is missing.",
        fallback: "[]")
    case .except:
      .init("except", RuleFileSchema.someWords, "Patterns that kill the cue.", fallback: "[]")
    case .tests: .init("tests", .object(RuleFileSchema.tests), "Sentences with and without it.")
    case .enabled: RuleFileSchema.enabled
    }
  }
}

/// The keys of an attribution pattern.
package enum PatternField: Int, SchemaField {
  case id, match, mode, label, weight, tests, enabled

  package var field: FieldSchema {
    switch self {
    case .id: .init("id", .identity, .id, "The name in explanations.")
    case .match: .init("match", .required, RuleFileSchema.patterns, "The patterns, with captures.")
    case .mode:
      .init(
        "mode", .choice(RuleFileSchema.modes), "How the words are given.",
        fallback: "\"indirect\"")
    case .label:
      .init("label", .text, "The stance it carries; none for no act, without it neutral.")
    case .weight: .init("weight", RuleFileSchema.weight, "1 to 100; 70 with a label, else 50.")
    case .tests:
      .init(
        "tests", .list(of: .object(RuleFileSchema.patternTest), atLeast: 0),
        "Texts with the reading expected.")
    case .enabled: RuleFileSchema.enabled
    }
  }
}

/// The keys of a test of an attribution pattern.
package enum PatternTestField: Int, SchemaField {
  case text, source, cue, content

  package var field: FieldSchema {
    switch self {
    case .text: .init("text", .identity, .words, "The sentence.")
    case .source: .init("source", .text, "Who must be found to speak.")
    case .cue: .init("cue", .text, "The words that must be found to report.")
    case .content: .init("content", .text, "What must be found to be said.")
    }
  }
}

/// The keys of a pattern for the floor.
package enum FloorField: Int, SchemaField {
  case id, match, tests, enabled

  package var field: FieldSchema {
    switch self {
    case .id: .init("id", .identity, .id, "The name in explanations.")
    case .match: .init("match", .required, RuleFileSchema.patterns, "The patterns.")
    case .tests: .init("tests", .object(RuleFileSchema.tests), "Sentences with and without it.")
    case .enabled: RuleFileSchema.enabled
    }
  }
}

/// The keys of a rule.
package enum RuleField: Int, SchemaField {
  case id, label, weight, zone, subject, match, unless, negated, tests, enabled

  package var field: FieldSchema {
    switch self {
    case .id: .init("id", .identity, .id, "The name in explanations.")
    case .label: .init("label", .required, .text, "The label that a match gives.")
    case .weight:
      .init("weight", RuleFileSchema.weight, "1 to 100; the heavier match wins.", fallback: "50")
    case .zone:
      .init(
        "in", .choice(Zone.allCases.map(\.rawValue)), "Where the rule looks.",
        fallback: "\"predicate\"")
    case .subject:
      .init("subject", .words, "A pattern that the head of the subject must satisfy.")
    case .match: .init("match", .required, RuleFileSchema.patterns, "The patterns.")
    case .unless:
      .init(
        "unless", RuleFileSchema.someWords, "Patterns that kill a match they overlap.",
        fallback: "[]")
    case .negated:
      .init(
        "negated", .text, "The label of a negated match; none: it does not count.",
        fallback: "\"none\"")
    case .tests:
      .init("tests", .object(RuleFileSchema.tests), "Sentences it must and must not fire on.")
    case .enabled: RuleFileSchema.enabled
    }
  }
}

/// The keys of the tests of a cue, rule or floor pattern.
package enum TestField: Int, SchemaField {
  case yes, no

  package var field: FieldSchema {
    switch self {
    case .yes:
      .init("yes", RuleFileSchema.someWords, "Sentences that must fire.", fallback: "[]")
    case .no:
      .init("no", RuleFileSchema.someWords, "Sentences that must not fire.", fallback: "[]")
    }
  }
}

/// The keys of a row of the confidence table.
package enum ConfidenceField: Int, SchemaField {
  case mode, resolution, weight, confidence

  package var field: FieldSchema {
    switch self {
    case .mode:
      .init("mode", .identity, .choice(RuleFileSchema.modes), "The mode of the attribution.")
    case .resolution:
      .init(
        "resolution", .identity, .choice(RuleFileSchema.resolutions), "How the speaker was found.")
    case .weight: .init("weight", .identity, .integer(0...100), "The lowest weight of the band.")
    case .confidence:
      .init("confidence", .identity, .fraction(0...1), "The share of acts that were right.")
    }
  }
}
