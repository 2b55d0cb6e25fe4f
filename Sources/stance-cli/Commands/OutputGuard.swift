/// Keeps results from replacing what they are made of.
enum OutputGuard {
  /// Refuses to write to a file that is also read.
  ///
  /// - Parameters:
  ///   - output: The file for results; nil for standard output, which may lead to a file as well.
  ///   - inputs: All files that are read, under any of their names.
  /// - Throws: ``UsageError`` that names the file.
  static func check(output: FilePath?, inputs: [FilePath]) throws(UsageError) {
    let identity: FileSystem.Identity?
    if let output {
      let status = try? FileSystem.status(output)
      identity = status?.kind == .file ? status?.identity : nil
    } else {
      identity = FileSystem.identityOfRegularFile(1)
    }
    guard let identity else { return }
    for input in inputs where (try? FileSystem.status(input))?.identity == identity {
      throw UsageError(
        "\(input.text) is both read and written; give another name for the results")
    }
  }
}
