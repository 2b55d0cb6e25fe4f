/// Finds the files that paths stand for: files themselves, and those in folders and below.
struct FileFinder {
  private let suffixes: [String]
  private let what: String
  private var folders: Set<FileSystem.Identity> = []
  private(set) var files: [FilePath] = []
  private(set) var problems: [(path: FilePath, reason: String)] = []

  /// A finder that has looked nowhere yet.
  ///
  /// - Parameters:
  ///   - suffixes: How the names of wanted files in folders end: `.txt`.
  ///   - what: What to call them: `articles`.
  init(suffixes: [String], what: String) {
    self.suffixes = suffixes
    self.what = what
  }

  /// A finder of files with one ending.
  init(suffix: String, what: String) { self.init(suffixes: [suffix], what: what) }

  /// Adds a path that the user named.
  ///
  /// - Returns: Whether it is a folder.
  mutating func add(_ path: FilePath) -> Bool {
    do throws(SystemError) {
      let (kind, identity) = try FileSystem.status(path)
      guard kind == .folder else {
        files.append(path)
        return false
      }
      let before = (files.count, problems.count)
      folders = [identity]
      try search(path)
      if before == (files.count, problems.count) {
        let wanted = suffixes.joined(separator: ", ")
        problems.append((path, "no \(what) in this folder (\(wanted) files)"))
      }
      return true
    } catch {
      problems.append((path, error.reason))
      return false
    }
  }

  /// Hidden names are left out, and folders that were entered before, so that links cannot loop.
  private mutating func search(_ folder: FilePath) throws(SystemError) {
    for name in try FileSystem.names(in: folder) where name.first != UInt8(ascii: ".") {
      let path = folder.appending(name)
      do throws(SystemError) {
        let (kind, identity) = try FileSystem.status(path)
        if kind == .folder {
          if folders.insert(identity).inserted { try search(path) }
        } else if isWanted(path), kind == .file {
          files.append(path)
        }
      } catch {
        // What may hold wanted files is not passed over in silence.
        if isWanted(path) || !error.isMissing { problems.append((path, error.reason)) }
      }
    }
  }

  private func isWanted(_ path: FilePath) -> Bool { suffixes.contains { path.hasSuffix($0) } }
}
