internal import Stance

/// A piece of input that can be worked on by itself.
struct LabelJob: Sendable {
  /// The place of its source among all.
  let number: Int
  let source: ArticleSource
  let input: ArticleInput
}

/// What was made of a piece of input.
struct LabelResult: Sendable {
  enum Outcome: Sendable {
    /// Sentences and attributions are left out where the report does not look at them again.
    case document(LabelledDocument, body: [[UInt8]])
    case broken(BrokenRecord)
    /// Lower case, no full stop.
    case failed(String)
  }

  let number: Int
  let source: ArticleSource
  var outcomes: [Outcome] = []
}

/// What all workers share.
struct LabelWork: Sendable {
  let options: Options
  let classifier: Classifier
  let filter: ActFilter
  let report: any Report
}

/// Labels pieces of input and makes bytes of the results, one worker for each thread.
///
/// A class, so that a closure can hold its buffers. What it makes of a piece does not depend on
/// those before it.
final class LabelWorker {
  private let work: LabelWork
  private let decoder: ArticleDecoder
  private var classifier: BufferedClassifier

  init(_ work: LabelWork) {
    self.work = work
    decoder = ArticleDecoder(work.options)
    classifier = BufferedClassifier(work.classifier)
  }

  /// One piece in, what is made of it out.
  func result(of job: LabelJob) -> LabelResult {
    var result = LabelResult(number: job.number, source: job.source)
    decoder.decode(job.input, from: job.source) { item in
      switch item {
      case .article(let article): result.outcomes.append(outcome(article))
      case .broken(let record): result.outcomes.append(.broken(record))
      case .failed(let reason): result.outcomes.append(.failed(reason))
      }
    }
    return result
  }

  private func outcome(_ article: Article) -> LabelResult.Outcome {
    var document = label(article)
    let body = work.report.body(of: &document)
    if !work.report.addsReadings {
      document.reading.sentences = []
      document.reading.attributions = []
    }
    return .document(document, body: body)
  }

  private func label(_ article: Article) -> LabelledDocument {
    let options = work.options
    let metadata = options.metadata.completed(by: article.metadata)
    let reading = classifier.label(bytes: article.text, metadata: metadata)
    return LabelledDocument(
      id: options.id ?? article.id, metadata: metadata,
      reading: options.format.showsWholeText
        ? work.filter.selectActs(of: reading) : work.filter.apply(to: reading),
      record: article.record, text: article.isExtracted ? article.text : nil,
      hasUnratedActs: reading.sentences.contains { $0.acts.contains { $0.confidence == nil } })
  }
}
