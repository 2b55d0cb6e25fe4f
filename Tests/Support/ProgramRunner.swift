package import Foundation

/// What a run of the command left behind.
package struct ProgramResult: Sendable {
  package let status: Int32
  package let output: [UInt8]
  package let errors: String

  /// Standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines on standard error.
  package var errorLines: [String] {
    errors.split(separator: "\n").map(String.init)
  }
}

/// Runs the built `stance` in a fresh folder of its own.
///
/// A class, so that the folder is removed when the last test that uses it is done.
package final class ProgramRunner {
  /// Where the command runs.
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stance-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The command beside the test bundle, or the one that `STANCE_PROGRAM` names.
  package static var program: URL {
    if let path = ProcessInfo.processInfo.environment["STANCE_PROGRAM"] {
      return URL(fileURLWithPath: path)
    }
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      let products = (bundle ?? Bundle.main).bundleURL.deletingLastPathComponent()
    #else
      let products = Bundle.main.bundleURL
    #endif
    return products.appendingPathComponent("stance")
  }

  /// What the sanitizers are told; they take memory as they like, so that limits of it test nothing.
  private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
    $0.key == "ASAN_OPTIONS" || $0.key == "TSAN_OPTIONS"
  }

  /// Whether the command was built with a sanitizer, as `check.sh` tells.
  package static var isSanitized: Bool { !sanitizerOptions.isEmpty }

  /// Writes a file into the folder, with the folders on the way.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  package func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// The content of a file in the folder; nil where there is none.
  package func read(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map { Array($0) }
  }

  /// The names in the folder.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: Without the name of the program.
  ///   - input: What it finds on standard input.
  ///   - environment: All variables that it sees.
  /// - Returns: What it left behind, when it has ended.
  /// - Throws: Where it cannot be started.
  package func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> ProgramResult {
    try run(Self.program, arguments, input: input, environment: environment)
  }

  package func run(_ arguments: String..., input: [UInt8] = []) throws -> ProgramResult {
    try run(arguments, input: input)
  }

  /// Runs a script of the shell in which `$STANCE` is the command.
  package func runShell(_ script: String) throws -> ProgramResult {
    try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", script], input: [],
      environment: ["STANCE": Self.program.path, "PATH": "/usr/bin:/bin"])
  }

  private func run(
    _ program: URL, _ arguments: [String], input: [UInt8], environment: [String: String]
  ) throws -> ProgramResult {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment.merging(Self.sanitizerOptions) { given, _ in given }
    // Files rather than pipes: however much is written, nobody waits for anybody.
    let streams = try ["in", "out", "err"].map { try stream($0, $0 == "in" ? input : []) }
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try process.run()
    process.waitUntilExit()
    let output = try Data(contentsOf: streams[1])
    let errors = try Data(contentsOf: streams[2])
    for stream in streams { try? FileManager.default.removeItem(at: stream) }
    return ProgramResult(
      status: process.terminationStatus, output: Array(output),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// A file for a standard stream, outside the folder.
  private func stream(_ name: String, _ content: [UInt8]) throws -> URL {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("stance-test-\(UUID().uuidString).\(name)")
    try Data(content).write(to: file)
    return file
  }
}
