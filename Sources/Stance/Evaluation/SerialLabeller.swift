internal import Rules

/// Labels text after text, keeping what matching learnt, which a new reading would learn again.
package struct SerialLabeller {
  private let classifier: Classifier
  private var scratch: Scratch

  /// A labeller that has read nothing yet.
  package init(_ classifier: Classifier) {
    self.classifier = classifier
    scratch = Scratch(classifier.rules, classifier.features)
  }

  /// What `Classifier.label` gives.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8.
  ///   - metadata: What is known of the document.
  /// - Returns: Sentences with their acts, and all attributions.
  /// - Complexity: Linear in the length of the text.
  package mutating func label(bytes text: [UInt8], metadata: Metadata = Metadata()) -> Reading {
    classifier.label(bytes: text, metadata: metadata, scratch: &scratch)
  }
}
