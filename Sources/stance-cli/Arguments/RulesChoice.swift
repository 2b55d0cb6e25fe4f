internal import Rules

/// The rules file to use.
enum RulesChoice: Sendable {
  case builtIn
  case file(FilePath, bytes: [UInt8])

  static let localFile = FilePath("./rules.json")

  /// The file named, else `./rules.json` unless it is somebody else's, else the rules built in.
  ///
  /// - Parameter named: What the user gave.
  /// - Returns: The choice, with the bytes of the file.
  /// - Throws: ``UsageError`` for a file that cannot be read.
  static func find(_ named: FilePath?) throws(UsageError) -> RulesChoice {
    if let named { return .file(named, bytes: try read(named)) }
    guard let status = try? FileSystem.status(localFile), status.kind == .file else {
      return .builtIn
    }
    let bytes = try read(localFile)
    return isOfAnotherSchema(bytes) ? .builtIn : .file(localFile, bytes: bytes)
  }

  private static func read(_ path: FilePath) throws(UsageError) -> [UInt8] {
    do throws(SystemError) {
      return try FileSystem.read(path)
    } catch {
      throw UsageError("\(path.text): \(error.reason)")
    }
  }

  /// Whether the file is valid JSON that does not claim to be a rules file of ours.
  private static func isOfAnotherSchema(_ bytes: [UInt8]) -> Bool {
    let (json, problems) = LocatedJSONParser.parse(bytes)
    guard problems.isEmpty else { return false }
    guard let schema = json.value("schema", of: .root), json.kind(schema) == .string else {
      return true
    }
    return !json.string(schema).hasPrefix("stance-rules/")
  }
}
