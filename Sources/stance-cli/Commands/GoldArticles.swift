internal import Rules
internal import Stance

/// Which half of a gold set is wanted.
enum GoldHalf: String, CaseIterable, Sendable {
  case tune, test
}

/// A gold document with its text.
struct GoldArticle: Sendable {
  /// The gold file.
  let name: String
  let file: FilePath
  let gold: GoldDocument
  /// Without byte order mark.
  let text: String
  /// Whether the set keeps it for measuring, so that nobody may look at its sentences.
  let isHeldOut: Bool
}

/// Reads gold files and the texts that they are about.
struct GoldArticles {
  static let suffix = ".gold.tsv"
  private static let splitName = "split.tsv"

  private let labels: [String]?
  private let texts: FilePath?
  private let half: GoldHalf?
  private let messages: Messages
  private var splits: [FilePath: Set<[UInt8]>] = [:]
  private(set) var hasFailed = false

  /// A reader that has read nothing yet.
  ///
  /// - Parameters:
  ///   - labels: The labels that may occur besides `none`; nil for any.
  ///   - texts: A folder with texts that do not stand beside their gold files.
  ///   - half: The half of each set that is wanted; nil for all.
  ///   - messages: Where to tell what goes wrong.
  init(labels: [String]?, texts: FilePath?, half: GoldHalf? = nil, _ messages: Messages) {
    self.labels = labels
    self.texts = texts
    self.half = half
    self.messages = messages
  }

  /// The articles of a gold file or of a folder of them; what is wrong with others is told.
  mutating func read(_ path: FilePath) -> [GoldArticle] {
    var finder = FileFinder(suffix: Self.suffix, what: "gold files")
    _ = finder.add(path)
    for problem in finder.problems { fail(problem.path.text, problem.reason) }
    return finder.files.flatMap { articles(of: $0) }
  }

  mutating func fail(_ name: String, _ reason: String) {
    hasFailed = true
    messages.error("\(name): \(reason)")
  }

  /// The articles of one gold file.
  mutating func articles(of file: FilePath) -> [GoldArticle] {
    let isHeldOut = isHeldOut(file)
    guard half == nil || (half == .test) == isHeldOut else { return [] }
    return documents(of: file).compactMap { gold in
      text(gold, file).map {
        GoldArticle(name: file.text, file: file, gold: gold, text: $0, isHeldOut: isHeldOut)
      }
    }
  }

  /// The documents of one gold file, without their texts.
  mutating func documents(of file: FilePath) -> [GoldDocument] {
    do throws(SystemError) {
      let bytes = try FileSystem.read(file)
      do throws(GoldFileError) {
        return try GoldFile.read(bytes, labels: labels)
      } catch {
        fail(file, error)
      }
    } catch {
      fail(file.text, error.reason)
    }
    return []
  }

  mutating func fail(_ file: FilePath, _ error: GoldFileError) {
    for problem in error.problems { fail("\(file.text):\(problem.line)", problem.message) }
  }

  // MARK: Halves

  /// Whether `split.tsv` beside a gold file gives it to the half `test`.
  mutating func isHeldOut(_ file: FilePath) -> Bool {
    let folder = file.folder
    let split = splits[folder] ?? readSplit(folder)
    splits[folder] = split
    return split.contains(stem(file).name)
  }

  /// The names of articles that are held out; a line holds a name, a tab and `tune` or `test`.
  private func readSplit(_ folder: FilePath) -> Set<[UInt8]> {
    guard let bytes = try? FileSystem.read(folder.appending(Array(Self.splitName.utf8))) else {
      return []
    }
    var names: Set<[UInt8]> = []
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let columns = line.split(separator: 0x09)
      if columns.count > 1, Array(columns[1]) == Array(GoldHalf.test.rawValue.utf8) {
        names.insert(Array(columns[0]))
      }
    }
    return names
  }

  // MARK: Texts

  /// The text that a gold document is about, or nil after a message.
  private mutating func text(_ gold: GoldDocument, _ file: FilePath) -> String? {
    let candidates = textFiles(gold, file)
    guard let path = candidates.first(where: { (try? FileSystem.status($0)) != nil }) else {
      let names = candidates.map { "'\($0.text)'" }.joined(separator: " or ")
      fail(file.text, "no text at \(names); --texts FOLDER tells where texts are")
      return nil
    }
    do throws(SystemError) {
      let bytes = try FileSystem.read(path)
      do throws(InputError) {
        return String(
          decoding: try TextDecoder.decode(bytes, isLossy: false), as: UTF8.self)
      } catch {
        fail(path.text, error.reason)
      }
    } catch {
      fail(path.text, error.reason)
    }
    return nil
  }

  private func stem(_ file: FilePath) -> FilePath {
    let suffix = [Self.suffix, ".tsv"].first { file.hasSuffix($0) } ?? ""
    return file.dropping(suffix.utf8.count)
  }

  /// Beside the gold file, then in the folder of texts; by its name, then by its id.
  private func textFiles(_ gold: GoldDocument, _ file: FilePath) -> [FilePath] {
    var names = [stem(file).name]
    if let id = gold.id, !id.utf8.contains(UInt8(ascii: "/")) { names.append(Array(id.utf8)) }
    let folders = [file.folder] + (texts.map { [$0] } ?? [])
    return folders.flatMap { folder in
      names.map { folder.appending($0 + Array(".txt".utf8)) }
    }
  }
}
