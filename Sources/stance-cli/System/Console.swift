#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Why results could not be written.
enum OutputError: Error, Sendable {
  /// The reader has seen enough: no error for the user.
  case closedPipe
  case failed(SystemError)

  init(_ error: SystemError) { self = error.code == EPIPE ? .closedPipe : .failed(error) }
}

/// The standard streams.
enum Console {
  /// Makes a closed pipe an error of the write instead of the end of the process.
  static func ignoreClosedPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Writes a message; where that fails there is nobody to tell.
  static func writeError(_ text: String) {
    try? FileSystem.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// The value of an environment variable, unless it is absent or empty.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The arguments of the process as bytes, without its name.
  static var arguments: [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
      return unsafe Array(UnsafeBufferPointer(start: argument, count: strlen(argument)))
        .map { UInt8(bitPattern: $0) }
    }
  }
}

/// Where results go: standard output or a file, through a buffer.
///
/// A file appears under its name only when all is written, so that no half result replaces a whole
/// one; when the stream ends before it is finished, nothing of it stays.
struct ResultStream: ~Copyable {
  private let descriptor: Int32
  private let target: FilePath?
  private let temporary: FilePath?
  private var buffer: [UInt8] = []
  private let limit: Int
  private var isFinished = false

  /// Standard output.
  ///
  /// - Parameter isImmediate: Whether somebody watches, so that each piece is to appear at once.
  init(isImmediate: Bool) {
    descriptor = STDOUT_FILENO
    target = nil
    temporary = nil
    limit = isImmediate ? 0 : 1 << 16
  }

  /// A file, made beside its target; devices and pipes are written directly.
  init(file: FilePath) throws(SystemError) {
    limit = 1 << 16
    if let status = try? FileSystem.status(file), status.kind != .file {
      target = nil
      temporary = nil
      guard status.kind == .other else { throw SystemError(code: EISDIR) }
      descriptor = try FileSystem.create(file)
      return
    }
    target = file
    let name = FilePath(file.bytes + Array(".\(getpid()).part".utf8))
    temporary = name
    descriptor = try FileSystem.create(name, mustBeNew: true)
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer += bytes
    if buffer.count > limit { try flush() }
  }

  /// Writes what is in the buffer.
  mutating func flush() throws(OutputError) {
    do throws(SystemError) {
      try FileSystem.write(buffer, to: descriptor)
    } catch {
      throw OutputError(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and gives a file its name.
  mutating func finish() throws(OutputError) {
    try flush()
    guard descriptor != STDOUT_FILENO else { return }
    do throws(SystemError) {
      try FileSystem.close(descriptor)
      if let temporary, let target { try FileSystem.rename(temporary, to: target) }
    } catch {
      throw OutputError(error)
    }
    isFinished = true
  }

  deinit {
    if !isFinished, let temporary { FileSystem.remove(temporary) }
  }
}
