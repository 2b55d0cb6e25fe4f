internal import Rules

/// The rules file to use.
enum RulesChoice: Sendable {
  case builtIn
  case file(FilePath, bytes: [UInt8])

  static let localFile = FilePath("./rules.json")

  /// The file named, else `./rules.json` unless it is somebody else's, else the rules built in.
  ///
  /// - Parameter named: What the user gave; `default` means the rules built in.
  /// - Returns: The choice, with the bytes of the file.
  /// - Throws: ``UsageError`` for a file that cannot be read.
  static func find(_ named: FilePath?) throws(UsageError) -> RulesChoice {
    if let named, named.text == RuleFileLoader.builtInName { return .builtIn }
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
    // Nearly every file of ours says so at once, and need not be read twice for that.
    if beginsAsOurs(bytes) { return false }
    let (json, problems) = LocatedJSONParser.parse(bytes)
    guard problems.isEmpty else { return false }
    guard let schema = json.value("schema", of: .root), json.kind(schema) == .string else {
      return true
    }
    return !json.string(schema).hasPrefix("stance-rules/")
  }

  /// Whether the first key of the file is the schema, and ours.
  private static func beginsAsOurs(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    for part in ["{", "\"schema\"", ":", "\"stance-rules/"] {
      rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      guard rest.starts(with: part.utf8) else { return false }
      rest = rest.dropFirst(part.utf8.count)
    }
    return true
  }

  /// The file as the user calls it.
  var name: String {
    switch self {
    case .builtIn: "rules.json"
    case .file(let path, _): path.text
    }
  }

  /// Reads the file with all that it extends; what is wrong with them stands in the result.
  func load() -> LoadedRuleFile {
    switch self {
    case .builtIn:
      return RuleFileLoader.load(.init(name: name, bytes: BuiltInRules.bytes)) { _, _ in
        .failure(.init("the rules built in extend nothing"))
      }
    case .file(let path, let bytes):
      let identity = try? FileSystem.status(path).identity
      let opener = BaseOpener(path, identity)
      return RuleFileLoader.load(.init(name: path.text, bytes: bytes)) { opener.open($0, from: $1) }
    }
  }
}

/// Finds the files that rules files extend: by paths from the folder of the file that names them.
///
/// A class, because it must know a file again that was opened under another name.
private final class BaseOpener {
  private var names: [(identity: FileSystem.Identity, name: String)] = []
  private var paths: [String: FilePath] = [:]

  init(_ path: FilePath, _ identity: FileSystem.Identity?) {
    paths[path.text] = path
    if let identity { names.append((identity, path.text)) }
  }

  func open(
    _ name: String, from file: String
  ) -> Result<RuleFileLoader.Input, RuleFileLoader.Failure> {
    let path = resolved(FilePath(name), from: paths[file] ?? FilePath(file))
    do throws(SystemError) {
      let (kind, identity) = try FileSystem.status(path)
      guard kind != .folder else { return .failure(.init("'\(path.text)' is a folder")) }
      // A rules file from a stranger must not make the command wait for a pipe or read a device.
      guard kind == .file else { return .failure(.init("'\(path.text)' is no regular file")) }
      let known = names.first { $0.identity == identity }?.name
      let input = RuleFileLoader.Input(
        name: known ?? path.text, bytes: try FileSystem.read(path))
      if known == nil { names.append((identity, path.text)) }
      paths[input.name] = path
      return .success(input)
    } catch {
      return .failure(.init("'\(path.text)': \(error.reason)"))
    }
  }

  private func resolved(_ path: FilePath, from file: FilePath) -> FilePath {
    if path.bytes.first == UInt8(ascii: "/") || !file.bytes.contains(UInt8(ascii: "/")) {
      return path
    }
    return file.folder.appending(path.bytes)
  }
}
