import Stance

/// One classifier for all tests of the pipeline: reading the rules takes longest.
enum SharedClassifier {
  static let result = Result { try Classifier() }
}
