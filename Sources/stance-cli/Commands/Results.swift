/// Results that are one piece of text.
enum Results {
  /// Writes them to a file, or to standard output where there is none.
  static func print(_ text: String, to file: FilePath?) throws(Failure) {
    let name = file?.text ?? "standard output"
    do throws(OutputError) {
      var stream: ResultStream
      do throws(SystemError) {
        if let file {
          stream = try ResultStream(file: file)
        } else {
          stream = ResultStream(isImmediate: false)
        }
      } catch {
        throw OutputError.failed(error)
      }
      try stream.write(Array(text.utf8))
      try stream.finish()
    } catch {
      throw .output(error, name: name)
    }
  }
}
