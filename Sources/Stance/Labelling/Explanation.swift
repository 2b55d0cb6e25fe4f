package import Rules

/// How the classifier came to its acts, sentence by sentence.
package struct Explanation: Sendable {
  /// Somebody or some body that the text names.
  package struct Name: Sendable {
    package let name: String
    /// Person, institution or unknown.
    package let kind: String
    /// The side it speaks for, where that is known.
    package let party: String?
    package let mentionCount: Int
  }

  /// One token.
  package struct Word: Sendable {
    package let text: String
    /// The word class in its context.
    package let tag: String
    /// Classes that patterns name: `Party`, `Own`.
    package let classes: [String]
    /// Lexicons that patterns name and that hold it, in the longest entry where there are several.
    package let lexicons: [String]
    /// What it is an inflection of: `deny~v, third person`.
    package let forms: [String]
  }

  /// A name in the text.
  package struct Mention: Sendable {
    package let text: String
    /// Whom it refers to.
    package let name: String
    /// Party, person, institution or unknown.
    package let kind: String
    package let party: String?
  }

  /// A verb with its auxiliaries.
  package struct VerbGroup: Sendable {
    package let text: String
    /// Finite, infinitive, ing or participle.
    package let form: String
    /// What it is besides: passive, negated, perfect, progressive, past, modal.
    package let traits: [String]
    /// The clause it stands in by its place.
    package let clause: Int
  }

  package struct Clause: Sendable {
    package let kind: String
    /// The clause around it by its place, or nil.
    package let parent: Int?
    /// The subject, all of it where several are joined.
    package let subject: String?
    package let verbs: [String]
    package let text: String
  }

  /// A report and what became of it.
  package struct Source: Sendable {
    package let attribution: Attribution
    /// The cue or pattern that found it; nil for a quotation alone.
    package let rule: String?
    /// The label it carries, or `none` for a cue that is no act; nil where it is neutral.
    package let label: String?
    package let isNegated: Bool
    /// Why no act is looked for in it; nil where one is.
    package let refusal: String?
  }

  /// Words that patterns see.
  package struct View: Sendable {
    /// The attribution by its number, or nil for words without one.
    package let attribution: Int?
    package let zone: Zone
    /// The predicate by its place, or nil.
    package let predicate: Int?
    package let words: String
  }

  /// A rule that matched.
  package struct Match: Sendable {
    /// What became of it.
    package enum Result: String, Sendable {
      /// It gives the label.
      case decides
      case loses
      /// A condition of its own keeps it back.
      case blocked
    }
    package let attribution: Int?
    package let predicate: Int?
    package let rule: String
    package let zone: Zone
    package let pattern: String
    package let words: String
    /// The label that it gives or would give.
    package let label: String
    package let weight: Int
    package let result: Result
    /// Why it does not decide; nil where it does.
    package let reason: String?
  }

  package struct Sentence: Sendable {
    package let index: Int
    package let text: String
    /// Body, or what else it is: title, heading, dateline.
    package let role: String
    package let words: [Word]
    package let mentions: [Mention]
    package let verbs: [VerbGroup]
    package let clauses: [Clause]
    package let sources: [Source]
    package let views: [View]
    package let matches: [Match]
    /// The decision, step by step.
    package let steps: [String]
    package let acts: [Act]
    /// For the label asked for, where one was.
    package let whyNot: WhyNot?
  }

  package let rulesName: String
  package let rulesVersion: String
  package let metadata: Metadata
  package let language: String
  package let names: [Name]
  package let sentences: [Sentence]
}

extension Classifier {
  /// Labels a text and tells what led to it.
  ///
  /// - Parameters:
  ///   - bytes: Valid UTF-8.
  ///   - metadata: What is known of the document.
  ///   - label: A label whose nearest rules are to be told for each sentence.
  ///   - sentence: The only sentence to be told, counted from 0; nil for all.
  /// - Returns: The explanation.
  package func explain(
    bytes: [UInt8], metadata: Metadata = Metadata(), whyNot label: String? = nil,
    sentence: Int? = nil
  ) -> Explanation {
    var scratch = Scratch(rules, features)
    scratch.matcher.trace = MatchTrace()
    let analyses = analyse(bytes: bytes, metadata: metadata, scratch: &scratch)
    let builder = ExplanationBuilder(self, scratch, analyses)
    var search: WhyNotSearch?
    if let label { search = WhyNotSearch(self, label, bytes, metadata) }
    return builder.explanation(only: sentence, search)
  }
}
