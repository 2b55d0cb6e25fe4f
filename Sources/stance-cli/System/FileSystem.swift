#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The name of a file as the system knows it: bytes, which need not be UTF-8.
struct FilePath: Hashable, Comparable, Sendable {
  /// Without NUL.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes.filter { $0 != 0 } }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// The name for people; what is not UTF-8 becomes U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The last part.
  var name: [UInt8] {
    Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
  }

  /// What stands before the last part; `.` where nothing does.
  var folder: FilePath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return FilePath(".") }
    return FilePath(slash == 0 ? [UInt8(ascii: "/")] : Array(bytes[..<slash]))
  }

  func appending(_ name: [UInt8]) -> FilePath {
    let hasSlash = bytes.last == UInt8(ascii: "/")
    return FilePath(bytes + (hasSlash ? [] : [UInt8(ascii: "/")]) + name)
  }

  /// Whether the name ends so, whatever the case of ASCII letters.
  func hasSuffix(_ suffix: String) -> Bool {
    guard bytes.count >= suffix.utf8.count else { return false }
    return zip(bytes.suffix(suffix.utf8.count), suffix.utf8).allSatisfy { byte, wanted in
      byte == wanted || (0x41...0x5A).contains(byte) && byte | 0x20 == wanted
    }
  }

  /// Without so many bytes at the end.
  func dropping(_ count: Int) -> FilePath { FilePath(Array(bytes.dropLast(count))) }

  static func < (first: FilePath, second: FilePath) -> Bool {
    first.bytes.lexicographicallyPrecedes(second.bytes)
  }
}

/// A call to the system that failed.
struct SystemError: Error, Sendable {
  let code: Int32

  /// The error that the system has just reported.
  static var last: SystemError { SystemError(code: errno) }

  /// Whether a name leads to nothing: a link whose target is gone, or that leads to itself.
  var isMissing: Bool { code == ENOENT || code == ELOOP }

  /// Why, for a message.
  var reason: String {
    switch code {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "is a folder"
    case ENOTDIR: "a part of the path is no folder"
    case ELOOP: "too many symbolic links"
    case ENAMETOOLONG: "name too long"
    case EMFILE, ENFILE: "too many open files"
    case ENOSPC: "no space left on the device"
    case EROFS: "read-only file system"
    case EFBIG: "too large for one document (at most 1 GiB); split it"
    default: unsafe String(cString: strerror(code)).lowercased()
    }
  }
}

/// Reads and writes files and folders.
enum FileSystem {
  /// What a path leads to.
  enum Kind: Sendable {
    case file, folder
    /// A pipe, a terminal or another device.
    case other
  }

  /// What tells whether two paths lead to the same thing.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let node: UInt64

    fileprivate init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      node = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  /// What a path leads to, symbolic links followed.
  static func status(_ path: FilePath) throws(SystemError) -> (kind: Kind, identity: Identity) {
    var status = stat()
    guard unsafe withCString(path, { unsafe stat($0, &status) }) == 0 else {
      throw .last
    }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return (kind, Identity(status))
  }

  /// What tells whether a file was written since.
  struct Stamp: Equatable, Sendable {
    let identity: Identity
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// The stamp of a file; nil where there is none.
  static func stamp(_ path: FilePath) -> Stamp? {
    var status = stat()
    guard unsafe withCString(path, { unsafe stat($0, &status) }) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      identity: Identity(status),
      size: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// As many bytes as are read of one file at most: a device may give without end.
  static let sizeLimit = 1 << 30

  /// The whole content of a file.
  ///
  /// - Throws: ``SystemError`` where the system refuses, and for more than ``sizeLimit``.
  static func read(_ path: FilePath) throws(SystemError) -> [UInt8] {
    let descriptor = try open(path)
    defer { _ = systemClose(descriptor) }
    return try read(descriptor)
  }

  /// All that standard input gives.
  static func readStandardInput() throws(SystemError) -> [UInt8] { try read(STDIN_FILENO) }

  private static func read(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
    var status = stat()
    let size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var content: [UInt8] = []
    // One byte more than the size, so that a regular file needs a single further call to see its end.
    var capacity = max(size + 1, 1 << 14)
    while true {
      guard size <= sizeLimit, content.count <= sizeLimit else { throw SystemError(code: EFBIG) }
      let chunk = try read(descriptor, upTo: capacity)
      if chunk.isEmpty { return content }
      if content.isEmpty { content = chunk } else { content += chunk }
      capacity = 1 << 16
    }
  }

  /// Opens a file to be read piece by piece.
  ///
  /// - Returns: Its descriptor.
  static func open(_ path: FilePath) throws(SystemError) -> Int32 {
    let descriptor = unsafe withCString(path) { unsafe systemOpen($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// The next bytes of an open file.
  ///
  /// - Parameters:
  ///   - descriptor: The file.
  ///   - capacity: How many bytes are wanted at most.
  /// - Returns: Empty at the end.
  /// - Throws: ``SystemError`` where the system refuses.
  static func read(_ descriptor: Int32, upTo capacity: Int) throws(SystemError) -> [UInt8] {
    var count = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      repeat {
        count = unsafe systemRead(descriptor, buffer.baseAddress, capacity)
      } while count < 0 && errno == EINTR && !Interruption.isRequested
      filled = max(count, 0)
    }
    guard count >= 0 else { throw .last }
    return chunk
  }

  /// Whether reading would not have to wait: there are bytes, an end or an error.
  static func isReady(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 0) != 0
  }

  /// The size of a regular file, symbolic links followed; nil for all else.
  static func sizeOfRegularFile(_ path: FilePath) -> Int? {
    var status = stat()
    guard unsafe withCString(path, { unsafe stat($0, &status) }) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  /// The names in a folder, sorted, without `.` and `..`.
  static func names(in path: FilePath) throws(SystemError) -> [[UInt8]] {
    guard let folder = unsafe withCString(path, { unsafe opendir($0) }) else { throw .last }
    defer { _ = unsafe closedir(folder) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Opens a file to be written from its beginning.
  ///
  /// - Returns: Its descriptor.
  static func create(_ path: FilePath, mustBeNew: Bool = false) throws(SystemError) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mustBeNew ? O_EXCL : O_TRUNC)
    let descriptor = unsafe withCString(path) { unsafe systemOpen($0, flags, 0o666) }
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  static func rename(_ old: FilePath, to new: FilePath) throws(SystemError) {
    let result = unsafe withCString(old) { old in
      unsafe withCString(new) { new in unsafe systemRename(old, new) }
    }
    guard result == 0 else { throw .last }
  }

  static func remove(_ path: FilePath) {
    _ = unsafe withCString(path) { unsafe unlink($0) }
  }

  /// Writes all bytes, however many calls it takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0 {
        guard errno == EINTR else { throw .last }
      } else {
        written += count
      }
    }
  }

  /// Waits until the device has what was written; devices that cannot tell are as good.
  static func synchronize(_ descriptor: Int32) throws(SystemError) {
    guard fsync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP else { return }
    throw .last
  }

  /// Gives a file that is about to replace another one the permissions of that.
  static func copyMode(of path: FilePath, to descriptor: Int32) {
    var status = stat()
    guard unsafe withCString(path, { unsafe stat($0, &status) }) == 0 else { return }
    _ = fchmod(descriptor, status.st_mode & 0o777)
  }

  /// The identity of what a descriptor writes to, where that is a regular file.
  static func identityOfRegularFile(_ descriptor: Int32) -> Identity? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Identity(status)
  }

  static func close(_ descriptor: Int32) throws(SystemError) {
    guard systemClose(descriptor) == 0 else { throw .last }
  }

  private static func withCString<Result>(
    _ path: FilePath, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    let characters = path.bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe characters.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { preconditionFailure("never empty") }
      return unsafe body(address)
    }
  }
}

// Names that methods of `FileSystem` would hide.

private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
  unsafe open(path, flags, mode)
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(file, buffer, count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(file, buffer, count)
}

private func systemRename(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 {
  unsafe rename(old, new)
}

private func systemClose(_ file: Int32) -> Int32 { close(file) }
