internal import Stance

/// Articles with and without gold labels, from the paths that a user names.
struct MixedArticles {
  private(set) var gold: [GoldArticle] = []
  private(set) var texts: [Article] = []
  private(set) var hasFailed = false

  var isEmpty: Bool { gold.isEmpty && texts.isEmpty }

  /// Reads files and folders.
  ///
  /// Gold files are read with their texts; a text with a gold file beside it counts as that. What
  /// cannot be read is told.
  ///
  /// - Parameters:
  ///   - paths: What the user named.
  ///   - options: The command line.
  ///   - labels: The labels that may occur in gold besides `none`.
  ///   - messages: Where to tell what goes wrong.
  init(_ paths: [FilePath], _ options: Options, labels: [String], _ messages: Messages) {
    var reader = GoldArticles(labels: labels, texts: options.texts, half: options.half, messages)
    var seen: Set<FilePath> = []
    for path in paths {
      var finder = FileFinder(
        suffixes: [GoldArticles.suffix] + InputFormat.suffixes(nil), what: "gold files or articles")
      _ = finder.add(path)
      for problem in finder.problems { reader.fail(problem.path.text, problem.reason) }
      for file in finder.files {
        let source = Self.goldFile(of: file) ?? file
        guard seen.insert(source).inserted else { continue }
        if source.hasSuffix(GoldArticles.suffix) {
          gold += reader.articles(of: source)
        } else {
          read(source, options, &reader)
        }
      }
    }
    hasFailed = reader.hasFailed
  }

  /// The gold file that a path names or that stands beside a text.
  private static func goldFile(of file: FilePath) -> FilePath? {
    if file.hasSuffix(GoldArticles.suffix) { return file }
    guard file.hasSuffix(".txt") else { return nil }
    let gold = FilePath(file.dropping(4).bytes + Array(GoldArticles.suffix.utf8))
    return (try? FileSystem.status(gold)) == nil ? nil : gold
  }

  private mutating func read(
    _ file: FilePath, _ options: Options, _ problems: inout GoldArticles
  ) {
    let source = ArticleSource.file(file)
    let decoder = ArticleDecoder(options)
    var reader = ArticleReader(source, options)
    while let input = reader.next() {
      decoder.decode(input, from: source) { item in
        switch item {
        case .article(let article): texts.append(article)
        case .broken(let record):
          problems.fail("\(file.text):\(record.line):\(record.column)", record.reason)
        case .failed(let reason): problems.fail(file.text, reason)
        }
      }
    }
  }
}
