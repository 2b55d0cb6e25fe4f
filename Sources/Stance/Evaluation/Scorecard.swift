internal import Rules

/// What each rule and cue is worth on gold documents.
package struct Scorecard: Sendable {
  /// One rule or cue that fired.
  package struct Row: Sendable {
    package let id: String
    package let isCue: Bool
    /// Sentences in which it matched and counted, or in which the cue reports something.
    package fileprivate(set) var fires = 0
    /// Acts that it gave: decided for a rule or a cue with a label, reported for one without.
    package fileprivate(set) var right = 0
    package fileprivate(set) var wrong = 0
    /// Macro-F1 without it less macro-F1 with it: negative where it helps.
    package fileprivate(set) var macroF1Change = 0.0
    /// The same for joint F1.
    package fileprivate(set) var jointF1Change = 0.0
    /// The documents in which it fired.
    fileprivate var documents: [Int] = []
  }

  /// A gold document with its text.
  package struct Article: Sendable {
    package let gold: GoldDocument
    package let text: String

    package init(gold: GoldDocument, text: String) {
      self.gold = gold
      self.text = text
    }
  }

  /// Rules and cues in the order of the file, those that never fire left out.
  package private(set) var rows: [Row] = []

  private let classifier: Classifier
  private let articles: [Article]
  /// For each document its scores with all rules.
  private var scores: [Scores] = []
  private var total: Scores
  /// Cues, then rules.
  private var all: [Row]
  private var places: [String: Int] = [:]

  /// Measures the rules of a classifier.
  ///
  /// Each is left out in turn, in the documents in which it fired: elsewhere it changes nothing.
  ///
  /// - Parameters:
  ///   - classifier: The rules.
  ///   - articles: Gold documents whose sentences stand in their texts.
  /// - Throws: ``GoldFileError`` where gold sentences do not stand in the text.
  /// - Complexity: A reading of a document for each rule and cue that fires in it.
  package init(_ classifier: Classifier, _ articles: [Article]) throws(GoldFileError) {
    self.classifier = classifier
    self.articles = articles
    total = Scores(labels: classifier.labels)
    let file = classifier.rules.file
    all = file.cues.map { Row(id: $0.id.value, isCue: true) }
    all += file.rules.map { Row(id: $0.id.value, isCue: false) }
    for (index, row) in all.enumerated() { places[row.id] = index }
    var scratch = Scratch(classifier.rules, classifier.features)
    for index in articles.indices { try read(index, &scratch) }
    for index in all.indices where !all[index].documents.isEmpty { try leaveOut(index, &scratch) }
    rows = all.filter { $0.fires > 0 }
  }

  // MARK: All rules

  private mutating func read(_ index: Int, _ scratch: inout Scratch) throws(GoldFileError) {
    let article = articles[index]
    scratch.matcher.trace = MatchTrace()
    let (reading, analyses) = classifier.readingWithAnalyses(
      article.text, article.gold.metadata, &scratch)
    let trace = scratch.matcher.trace
    scratch.matcher.trace = nil
    let own = try evaluated(article, reading)
    scores.append(own)
    total.add(own)
    var sentences = [Int](repeating: 0, count: scratch.document.tokens.count)
    for (sentence, analysis) in analyses.enumerated() {
      for token in analysis.span.first..<analysis.span.last { sentences[token] = sentence }
    }
    func fire(_ place: Int, _ sentence: Int, _ seen: inout Set<[Int]>) {
      guard seen.insert([place, sentence]).inserted else { return }
      all[place].fires += 1
      if all[place].documents.last != index { all[place].documents.append(index) }
    }
    var seen: Set<[Int]> = []
    let cueCount = classifier.rules.file.cues.count
    for entry in trace?.entries ?? [] where entry.outcome == .counts {
      fire(cueCount + entry.rule, sentences[entry.tokens.lowerBound], &seen)
    }
    for (sentence, analysis) in analyses.enumerated() {
      for report in analysis.reports where report.cue >= 0 { fire(report.cue, sentence, &seen) }
    }
    judge(analyses, reading, article)
  }

  /// Counts the acts of each rule and cue that gold has as well.
  private mutating func judge(
    _ analyses: [SentenceAnalysis], _ reading: Reading, _ article: Article
  ) {
    guard
      let alignment = try? Alignment(
        gold: article.gold.sentences, text: article.text, sentences: reading.sentences)
    else { return }
    var labels: [Int: Set<String>] = [:]
    for (sentence, partner) in zip(article.gold.sentences, alignment.partners) {
      if let partner { labels[partner, default: []].formUnion(sentence.acts.map(\.label)) }
    }
    for (sentence, analysis) in analyses.enumerated() {
      guard let gold = labels[sentence] else { continue }
      for draft in analysis.drafts {
        let isRight = gold.contains(classifier.rules.file.labels[draft.label].name.value)
        for place in sources(of: draft, in: analysis) {
          if isRight { all[place].right += 1 } else { all[place].wrong += 1 }
        }
      }
    }
  }

  /// What gave an act: the rule or cue that decided, and the cue that reports it.
  private func sources(of draft: Draft, in analysis: SentenceAnalysis) -> Set<Int> {
    var sources = Set(draft.grounds.compactMap { places[$0.id] })
    if draft.report >= 0, analysis.reports[draft.report].cue >= 0 {
      sources.insert(analysis.reports[draft.report].cue)
    }
    return sources
  }

  private func evaluated(_ article: Article, _ reading: Reading) throws(GoldFileError) -> Scores {
    var evaluation = Evaluation(labels: classifier.labels)
    try evaluation.add(article.gold, name: "", text: article.text) { _, _ in reading }
    return evaluation.scores
  }

  // MARK: All but one

  private mutating func leaveOut(_ place: Int, _ scratch: inout Scratch) throws(GoldFileError) {
    let cueCount = classifier.rules.file.cues.count
    let without =
      place < cueCount
      ? classifier.leavingOut(cue: place) : classifier.leavingOut(rule: place - cueCount)
    var changed = total
    for document in all[place].documents {
      let article = articles[document]
      let reading = without.readingWithAnalyses(article.text, article.gold.metadata, &scratch)
        .reading
      changed.add(scores[document], times: -1)
      changed.add(try evaluated(article, reading))
    }
    all[place].macroF1Change = changed.primary.macroF1 - total.primary.macroF1
    all[place].jointF1Change = changed.joint.f1 - total.joint.f1
  }
}

extension Classifier {
  /// A reading with the analyses that it was made of, sentence by sentence.
  func readingWithAnalyses(
    _ text: String, _ metadata: Metadata, _ scratch: inout Scratch
  ) -> (reading: Reading, analyses: [SentenceAnalysis]) {
    let analyses = analyse(bytes: Array(text.utf8), metadata: metadata, scratch: &scratch)
    let builder = ReadingBuilder(document: scratch.document, rules.file, confidences)
    return (builder.reading(analyses), analyses)
  }
}
