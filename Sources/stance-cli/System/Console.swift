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

  /// Takes the places of standard streams that were closed before the command began, so that no file
  /// that it opens is taken for one of them; reading and writing them fail as before.
  static func fillClosedStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

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
    (descriptor, target, temporary) = try Self.open(file)
    limit = 1 << 16
  }

  private static func open(
    _ file: FilePath
  ) throws(SystemError) -> (descriptor: Int32, target: FilePath?, temporary: FilePath?) {
    if let status = try? FileSystem.status(file), status.kind != .file {
      guard status.kind == .other else { throw SystemError(code: EISDIR) }
      return (try FileSystem.create(file), nil, nil)
    }
    let (name, descriptor) = try createTemporary(beside: file)
    return (descriptor, file, name)
  }

  /// A new file whose name begins as the target's; one that a killed run left is not touched.
  private static func createTemporary(
    beside file: FilePath
  ) throws(SystemError) -> (name: FilePath, descriptor: Int32) {
    var number = 0
    while true {
      let suffix = number == 0 ? ".part" : ".\(number).part"
      let name = FilePath(file.bytes + Array(".\(getpid())\(suffix)".utf8))
      do throws(SystemError) {
        let descriptor = try FileSystem.create(name, mustBeNew: true)
        FileSystem.copyMode(of: file, to: descriptor)
        return (name, descriptor)
      } catch {
        guard error.code == EEXIST, number < 100 else { throw error }
        number += 1
      }
    }
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    guard bytes.count <= limit else {
      // Long enough for a call of its own.
      try flush()
      return try writeNow(bytes)
    }
    buffer += bytes
    if buffer.count > limit { try flush() }
  }

  /// Writes what is in the buffer.
  mutating func flush() throws(OutputError) {
    try writeNow(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeNow(_ bytes: [UInt8]) throws(OutputError) {
    do throws(SystemError) {
      try FileSystem.write(bytes, to: descriptor)
    } catch {
      throw OutputError(error)
    }
  }

  /// Writes what is left and gives a file its name.
  mutating func finish() throws(OutputError) {
    try flush()
    guard descriptor != STDOUT_FILENO else { return }
    do throws(SystemError) {
      if target != nil { try FileSystem.synchronize(descriptor) }
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
