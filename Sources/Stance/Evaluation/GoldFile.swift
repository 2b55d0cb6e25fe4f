internal import Rules

/// One act as a person labelled it.
package struct GoldAct: Sendable, Equatable {
  package var label: String
  /// Empty where the file says `-`.
  package var parties: [String]
  /// Empty where the file says `-`.
  package var speakers: [String]

  package init(label: String, parties: [String] = [], speakers: [String] = []) {
    self.label = label
    self.parties = parties
    self.speakers = speakers
  }
}

/// One sentence as a person labelled it.
package struct GoldSentence: Sendable, Equatable {
  /// The line of the file it stands in, from 1.
  package var line: Int
  /// The number of its paragraph, from 0.
  package var paragraph: Int
  /// Empty for `none`.
  package var acts: [GoldAct]
  package var text: String

  /// The label of the first act, or `none`.
  package var label: String { acts.first?.label ?? GoldFile.noLabel }

  package init(line: Int, paragraph: Int, acts: [GoldAct], text: String) {
    self.line = line
    self.paragraph = paragraph
    self.acts = acts
    self.text = text
  }
}

/// One text labelled by hand.
package struct GoldDocument: Sendable, Equatable {
  package var id: String?
  /// What the header lines say, to be passed on to the classifier.
  package var metadata: Metadata
  /// Header lines with other keys, without the leading `# `.
  package var comments: [String]
  package var sentences: [GoldSentence]

  package init(
    id: String? = nil, metadata: Metadata = Metadata(), comments: [String] = [],
    sentences: [GoldSentence] = []
  ) {
    self.id = id
    self.metadata = metadata
    self.comments = comments
    self.sentences = sentences
  }
}

/// Everything that is wrong with a gold file.
package struct GoldFileError: Error, Sendable, Equatable {
  /// One thing that is wrong.
  package struct Problem: Sendable, Equatable {
    /// From 1.
    package let line: Int
    /// Lower case, no full stop.
    package let message: String
  }

  package let problems: [Problem]
}

/// The file format of hand-labelled sets: label, party, speaker and sentence, tabs between them.
///
/// A file may hold several documents; each but the first begins with its `# id:` line.
package enum GoldFile {
  package static let noLabel = "none"
  static let nothing = "-"
  static let keys = ["id", "kind", "issuer", "date", "title"]

  /// Reads a gold file.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - labels: The labels that may occur besides `none`; nil for any.
  /// - Returns: The documents in the order of the file, at least one.
  /// - Throws: ``GoldFileError`` with every problem of the file.
  package static func read(
    _ bytes: [UInt8], labels: [String]? = nil
  ) throws(GoldFileError) -> [GoldDocument] {
    var reader = GoldFileReader(labels: labels)
    reader.read(bytes)
    guard reader.problems.isEmpty else { throw GoldFileError(problems: reader.problems) }
    return reader.documents
  }

  /// The text of a gold file with one document.
  package static func text(_ document: GoldDocument) -> String {
    var lines: [String] = []
    for (key, value) in header(document) { lines.append("# \(key): \(oneLine(value))") }
    lines += document.comments.map { "# " + oneLine($0) }
    var paragraph = document.sentences.first?.paragraph
    for sentence in document.sentences {
      if sentence.paragraph != paragraph { lines.append("") }
      paragraph = sentence.paragraph
      lines.append(line(sentence))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func header(_ document: GoldDocument) -> [(String, String)] {
    let metadata = document.metadata
    let values = [
      document.id, metadata.kind?.rawValue, metadata.issuer, metadata.date, metadata.title,
    ]
    return zip(keys, values).compactMap { key, value in
      guard let value else { return nil }
      guard oneLine(value).isEmpty else { return (key, value) }
      // The line of the id begins a document, also of one whose id is empty.
      return key == "id" ? (key, nothing) : nil
    }
  }

  private static func line(_ sentence: GoldSentence) -> String {
    let acts = sentence.acts
    let labels = acts.isEmpty ? noLabel : acts.map(\.label).joined(separator: "+")
    let columns = [
      labels, column(acts.map(\.parties)), column(acts.map(\.speakers)), oneLine(sentence.text),
    ]
    return columns.joined(separator: "\t")
  }

  /// One value for each act, or one for all where they agree.
  private static func column(_ values: [[String]]) -> String {
    let cells = values.map { names in
      names.isEmpty ? nothing : names.map(plainName).joined(separator: " & ")
    }
    guard let first = cells.first else { return nothing }
    return cells.allSatisfy { $0 == first } ? first : cells.joined(separator: "+")
  }

  /// A name without the signs that separate names: `+`, and `&` as a word.
  private static func plainName(_ name: String) -> String {
    var spelled = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if scalar == "+" {
        spelled.append(contentsOf: " Plus".unicodeScalars)
      } else {
        spelled.append(scalar)
      }
    }
    return oneLine(String(spelled)).unicodeScalars.split(separator: " ")
      .map { $0.elementsEqual(["&"]) ? "and" : String($0) }.joined(separator: " ")
  }

  /// The text with every run of white space as one space and none at its edges.
  package static func oneLine(_ text: String) -> String {
    text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String($0) }.joined(separator: " ")
  }
}

extension GoldDocument {
  /// What a classifier made of a text, in the form of a gold document.
  ///
  /// - Parameters:
  ///   - reading: The classifier's answer.
  ///   - id: The name of the document.
  ///   - metadata: What the header is to say.
  package init(_ reading: Reading, id: String, metadata: Metadata) {
    let sentences = reading.sentences.map { sentence in
      GoldSentence(
        line: sentence.index + 1, paragraph: sentence.paragraph,
        acts: sentence.acts.map {
          GoldAct(label: $0.label, parties: $0.parties, speakers: $0.speakers)
        },
        text: sentence.text)
    }
    self.init(id: id, metadata: metadata, sentences: sentences)
  }
}
