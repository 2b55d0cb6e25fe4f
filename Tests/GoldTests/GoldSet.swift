import Rules
import Stance
import TestSupport
import Testing

/// Gold files that are scored together.
struct GoldSet: Sendable, CustomTestStringConvertible {
  /// A gold file with its text, by their paths from the root of the project.
  struct Article: Sendable {
    let name: String
    let gold: String
    let text: String
  }

  /// By which its floors are found.
  let name: String
  /// Nobody writes rules while looking at these sentences: only totals are printed.
  let isHeldOut: Bool
  let articles: [Article]

  var testDescription: String { name }
}

extension GoldSet {
  static let ownFolder = "Tests/Gold"
  static let suffix = ".gold.tsv"
  private static let sharedFolder = "../shared/gold"

  /// The sets that are there: ours, and those beside the project.
  static let present: [GoldSet] = [own, ownTest, seeds, dev, check].filter { !$0.articles.isEmpty }

  static let names = [own, ownTest, seeds, dev, check].map(\.name)

  private static let own = GoldSet(
    name: "ours", isHeldOut: false, articles: articles(ownFolder) { !GoldSplit.isTest($0) })
  private static let ownTest = GoldSet(
    name: "ours.test", isHeldOut: true, articles: articles(ownFolder, where: GoldSplit.isTest))
  private static let seeds = GoldSet(
    name: "seeds", isHeldOut: false,
    articles: articles(sharedFolder + "/seeds", texts: "../shared/seeds"))
  private static let dev = GoldSet(
    name: "dev", isHeldOut: false, articles: articles(sharedFolder + "/dev"))
  private static let check = GoldSet(
    name: "check", isHeldOut: true, articles: articles(sharedFolder + "/check"))

  private static func articles(
    _ folder: String, texts: String? = nil, where isMember: (String) -> Bool = { _ in true }
  ) -> [Article] {
    ProjectFiles.names(in: folder).filter { $0.hasSuffix(suffix) }.map { file in
      let name = String(file.dropLast(suffix.count))
      return Article(
        name: name, gold: folder + "/" + file, text: (texts ?? folder) + "/" + name + ".txt")
    }.filter { isMember($0.name) }
  }
}

/// Which articles of ours are held out, as `Tests/Gold/split.tsv` says.
///
/// A line holds a name, a tab and `tune` or `test`; lines that begin with `#` are comments.
enum GoldSplit {
  static let path = GoldSet.ownFolder + "/split.tsv"

  static let halves: [String: String] = {
    var halves: [String: String] = [:]
    for line in (ProjectFiles.text(path) ?? "").split(separator: "\n")
    where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t").map(String.init)
      guard columns.count > 1 else { continue }
      halves[columns[0]] = columns[1]
    }
    return halves
  }()

  static func isTest(_ name: String) -> Bool { halves[name] == "test" }
}

extension GoldSet {
  /// A gold file of which nothing can be scored.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// The scores of a classifier on this set.
  func evaluation(_ classifier: Classifier) throws -> Evaluation {
    var evaluation = Evaluation(labels: classifier.labels)
    for article in articles {
      do {
        try add(article, to: &evaluation, classifier)
      } catch let error as GoldFileError {
        let lines = error.problems.map { "\(article.gold):\($0.line): \($0.message)" }
        throw Problem(description: lines.joined(separator: "\n"))
      }
    }
    return evaluation
  }

  private func add(
    _ article: Article, to evaluation: inout Evaluation, _ classifier: Classifier
  ) throws {
    guard let gold = ProjectFiles.bytes(article.gold), let text = ProjectFiles.text(article.text)
    else { throw Problem(description: "\(article.gold): no text at \(article.text)") }
    for document in try GoldFile.read(gold, labels: classifier.labels) {
      try evaluation.add(document, name: article.name, text: withoutMark(text)) { text, metadata in
        classifier.label(text, metadata: metadata)
      }
    }
  }

  private func withoutMark(_ text: String) -> String {
    text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }
}
