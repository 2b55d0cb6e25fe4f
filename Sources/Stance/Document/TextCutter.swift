internal import Rules

/// Cuts texts into tokens and sentences and does nothing else with them.
///
/// Its buffers are kept from text to text.
package struct TextCutter: Sendable {
  private let reader: DocumentReader
  private var tokenizer: Tokenizer<DocumentNumbering>
  private var document = Document()

  /// A cutter with the words and abbreviations of a classifier.
  package init(_ classifier: Classifier) {
    reader = classifier.reader
    tokenizer = Tokenizer(DocumentNumbering(classifier.features.vocabulary))
  }

  /// Cuts a text.
  ///
  /// - Parameter text: UTF-8.
  /// - Complexity: Linear in the text.
  package mutating func cut(_ text: [UInt8]) {
    tokenize(text)
    reader.cut(&document)
  }

  /// Cuts a text into tokens only.
  package mutating func tokenize(_ text: [UInt8]) {
    document.bytes = text
    document.tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(document: text, into: &document.tokens)
  }

  /// The number of tokens of the last text.
  package var tokenCount: Int { document.tokens.count }

  /// Where the sentences of the last text lie in its bytes.
  package var sentences: [Range<Int>] {
    document.sentences.map { span in
      Int(document.tokens[span.first].start)..<Int(document.tokens[span.last - 1].end)
    }
  }

  /// The number of sentences of the last text.
  package var sentenceCount: Int { document.sentences.count }
}
