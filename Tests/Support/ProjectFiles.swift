internal import Foundation

/// The files of the project, for tests that read them.
package enum ProjectFiles {
  /// The folder that holds `Package.swift`, without a slash at its end.
  package static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The content of a file, by its path from the root; nil where there is none.
  package static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root + "/" + path).map { Array($0) }
  }

  /// The content of a file as text; nil where there is none.
  package static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in a folder, sorted; none where there is no such folder.
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []).sorted()
  }

  /// All files in a folder and below, by their paths from the root, sorted.
  package static func files(below folder: String) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)) ?? [])
      .filter { !isFolder(folder + "/" + $0) }
      .map { folder + "/" + $0 }
      .sorted()
  }

  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}
