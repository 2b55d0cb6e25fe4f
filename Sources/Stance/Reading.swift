/// What a classifier makes of one text: its sentences, the acts in them and who performs them.
///
/// All offsets are Unicode code points in the text as given (a byte order mark is not counted, CRLF
/// is two), so that slices in Python agree.
public struct Reading: Sendable, Equatable {
  /// What is known of the document as a whole.
  public var metadata: Metadata
  /// `en`, or `other` for a text that is not English; then there are no acts.
  public var language: String
  /// Sentences in the order of the text.
  public var sentences: [Sentence]
  /// Every attribution found, act or not, in the order of the text.
  public var attributions: [Attribution]

  /// A reading with all its parts.
  public init(
    metadata: Metadata, language: String, sentences: [Sentence], attributions: [Attribution]
  ) {
    self.metadata = metadata
    self.language = language
    self.sentences = sentences
    self.attributions = attributions
  }
}

/// What kind of text a document is.
public enum DocumentKind: String, Sendable, CaseIterable {
  case readout, statement, speech, news, transcript
}

/// Facts about a document, given by the caller or inferred from its text.
public struct Metadata: Sendable, Equatable {
  /// The headline.
  public var title: String?
  /// As `YYYY-MM-DD` where the text tells.
  public var date: String?
  /// The outlet or agency.
  public var source: String?
  /// What kind of text it is.
  public var kind: DocumentKind?
  /// The side that issued the text, by its usual short English name.
  public var issuer: String?

  /// Facts about a document; what is left out is inferred from the text.
  public init(
    title: String? = nil, date: String? = nil, source: String? = nil, kind: DocumentKind? = nil,
    issuer: String? = nil
  ) {
    self.title = title
    self.date = date
    self.source = source
    self.kind = kind
    self.issuer = issuer
  }
}

/// A stretch of text: code points, `end` exclusive.
public struct TextSpan: Sendable, Equatable {
  /// First code point.
  public var start: Int
  /// One past the last code point.
  public var end: Int
  /// The exact slice.
  public var text: String
  /// The parts of a span that is broken, in order and disjoint; empty for one that is whole.
  public var parts: [Range<Int>]

  /// Makes the value of its parts.
  public init(start: Int, end: Int, text: String, parts: [Range<Int>] = []) {
    self.start = start
    self.end = end
    self.text = text
    self.parts = parts
  }
}

/// One sentence with the acts performed in it.
public struct Sentence: Sendable, Equatable {
  /// Its number in the document, from 0.
  public var index: Int
  /// The number of its paragraph, from 0.
  public var paragraph: Int
  /// First code point.
  public var start: Int
  /// One past the last code point.
  public var end: Int
  /// The exact slice, line breaks included.
  public var text: String
  /// Whether a token limit cut it.
  public var isForced: Bool
  /// Main clause first, then in text order.
  public var acts: [Act]

  /// The label of the first act, or `none`.
  public var label: String { acts.first?.label ?? "none" }

  /// Makes the value of its parts.
  public init(
    index: Int, paragraph: Int, start: Int, end: Int, text: String, isForced: Bool, acts: [Act]
  ) {
    self.index = index
    self.paragraph = paragraph
    self.start = start
    self.end = end
    self.text = text
    self.isForced = isForced
    self.acts = acts
  }
}

/// How the words of a source reach the reader.
public enum AttributionMode: String, Sendable, CaseIterable {
  case direct, indirect, mixed, passive, stance, transcript, none
}

/// How the speaker was found.
public enum Resolution: String, Sendable, CaseIterable {
  case explicit, pronoun, description, carried, issuer, unknown
}

/// Words that made a rule or cue fire.
public struct Evidence: Sendable, Equatable {
  /// The id of the rule or cue; `default` for the default label.
  public var rule: String
  /// The words.
  public var span: TextSpan

  /// Makes the value of its parts.
  public init(rule: String, span: TextSpan) {
    self.rule = rule
    self.span = span
  }
}

/// One stance act: a label with the speaker and the sides it is performed for.
public struct Act: Sendable, Equatable {
  /// The label, one of the rules file.
  public var label: String
  /// The weight of what decided.
  public var weight: Int
  /// Probability that label and parties are both right; nil without a calibrated table.
  public var confidence: Double?
  /// Index into ``Reading/attributions``; nil for an uncued act outside a quotation.
  public var attribution: Int?
  /// Fullest names in the document; several for a joint act, none where no speaker is named.
  public var speakers: [String]
  /// Canonical names of the speakers that are persons: one for every form of a name.
  public var persons: [String]
  /// The sides spoken for, by their usual short English names.
  public var parties: [String]
  /// Whose words are refuted, who is praised, criticised or accused, to whom a commitment is made.
  public var targets: [String]
  /// How the words of the source reach the reader.
  public var mode: AttributionMode
  /// How the speaker was found.
  public var resolution: Resolution
  /// The source, where one is named.
  public var source: TextSpan?
  /// The reporting expression.
  public var cue: TextSpan?
  /// The part of what is said that stands in this sentence.
  public var content: TextSpan?
  /// What made the label.
  public var evidence: [Evidence]

  /// The names joined by ` & `, or nil.
  public var speaker: String? { speakers.isEmpty ? nil : speakers.joined(separator: " & ") }
  /// The canonical names joined by ` & `, or nil.
  public var person: String? { persons.isEmpty ? nil : persons.joined(separator: " & ") }

  /// Makes the value of its parts.
  public init(
    label: String, weight: Int, confidence: Double? = nil, attribution: Int? = nil,
    speakers: [String] = [], persons: [String] = [], parties: [String] = [],
    targets: [String] = [],
    mode: AttributionMode = .none, resolution: Resolution = .unknown, source: TextSpan? = nil,
    cue: TextSpan? = nil, content: TextSpan? = nil, evidence: [Evidence] = []
  ) {
    self.label = label
    self.weight = weight
    self.confidence = confidence
    self.attribution = attribution
    self.speakers = speakers
    self.persons = persons
    self.parties = parties
    self.targets = targets
    self.mode = mode
    self.resolution = resolution
    self.source = source
    self.cue = cue
    self.content = content
    self.evidence = evidence
  }
}

/// A source, a reporting expression and what is said.
public struct Attribution: Sendable, Equatable {
  /// Its number in the document, from 0.
  public var id: Int
  /// The whole noun phrase with title and apposition; nil where nobody is named.
  public var source: TextSpan?
  /// The verb group with its auxiliaries.
  public var cue: TextSpan?
  /// What is said, `that` and quotation marks included.
  public var content: TextSpan?
  /// How the words of the source reach the reader.
  public var mode: AttributionMode
  /// Fullest names; none where nobody is named.
  public var speakers: [String]
  /// The sides spoken for.
  public var parties: [String]
  /// How the speaker was found.
  public var resolution: Resolution
  /// Probability that the parties are right; nil without a table.
  public var confidence: Double?
  /// The attribution inside whose content this one stands.
  public var parent: Int?

  /// The names joined by ` & `, or nil.
  public var speaker: String? { speakers.isEmpty ? nil : speakers.joined(separator: " & ") }

  /// Makes the value of its parts.
  public init(
    id: Int, source: TextSpan?, cue: TextSpan?, content: TextSpan?, mode: AttributionMode,
    speakers: [String], parties: [String], resolution: Resolution, confidence: Double? = nil,
    parent: Int? = nil
  ) {
    self.id = id
    self.source = source
    self.cue = cue
    self.content = content
    self.mode = mode
    self.speakers = speakers
    self.parties = parties
    self.resolution = resolution
    self.confidence = confidence
    self.parent = parent
  }
}
