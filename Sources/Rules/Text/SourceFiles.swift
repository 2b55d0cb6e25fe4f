/// Several files laid end to end, so that one offset tells the file and the place in it.
///
/// A rules file and those it extends are read as one: every range of the merged model points into
/// `bytes`, and with it at the file that a part came from.
package struct SourceFiles: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Name and first byte of each file.
  package private(set) var files: [(name: String, start: Int)] = []

  package init() {}

  /// One file.
  package init(name: String, bytes: [UInt8]) {
    self.bytes = bytes
    files = [(name, 0)]
  }

  /// Adds a file behind the others.
  ///
  /// - Returns: Where it lies in `bytes`.
  package mutating func append(name: String, bytes added: [UInt8]) -> Range<Int> {
    let start = bytes.count
    files.append((name, start))
    // The first file, as a rule the only one, is not copied.
    if bytes.isEmpty { bytes = added } else { bytes.append(contentsOf: added) }
    return start..<bytes.count
  }

  /// The index of the file that holds an offset.
  package func fileIndex(of offset: Int) -> Int? {
    files.lastIndex { $0.start <= offset }
  }

  /// The name of the file that a part came from.
  package func fileName(of offset: Int) -> String? {
    fileIndex(of: offset).map { files[$0].name }
  }

  /// Where a file lies in `bytes`.
  package func range(_ file: Int) -> Range<Int> {
    guard files.indices.contains(file) else { return bytes.count..<bytes.count }
    let end = file + 1 < files.count ? files[file + 1].start : bytes.count
    return files[file].start..<end
  }
}
