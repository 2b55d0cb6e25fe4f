#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Reads a file line by line, in memory that does not grow with the file.
///
/// A class, so that the file is closed when nobody reads on.
final class LineReader {
  /// The part of the file in hand.
  private(set) var buffer: [UInt8] = []
  /// The number of the line that was read last, from 1.
  private(set) var lineNumber = 0
  /// The first byte of that line in the file.
  private(set) var lineOffset = 0

  /// Nil where all there is stands in the buffer.
  private let descriptor: Int32?
  private let isOwner: Bool
  /// The first byte of the next line in the buffer.
  private var position = 0
  /// The first byte of the buffer in the file.
  private var bufferOffset = 0
  /// Bytes of the buffer before this have no line end, but for lines that were read.
  private var searched = 0
  /// The end of the next line, if it has been found; before ``position`` otherwise.
  private var lineEnd = -1
  private var isAtEnd = false

  private static let chunk = 1 << 18

  /// The lines of a file.
  init(file: FilePath) throws(SystemError) {
    descriptor = try FileSystem.open(file)
    isOwner = true
  }

  /// The lines that standard input gives.
  init(standardInput: Void) {
    descriptor = STDIN_FILENO
    isOwner = false
  }

  /// The lines of a text.
  init(bytes: [UInt8]) {
    buffer = bytes
    descriptor = nil
    isOwner = false
  }

  deinit {
    if isOwner, let descriptor { try? FileSystem.close(descriptor) }
  }

  /// The first bytes of the file, before any line is read.
  ///
  /// - Parameter count: How many are wanted; fewer are given where there are not so many at once.
  /// - Returns: The bytes, which the next line begins with.
  /// - Throws: ``SystemError`` where the file cannot be read.
  func prefix(_ count: Int) throws(SystemError) -> ArraySlice<UInt8> {
    if buffer.isEmpty { _ = try refill() }
    return buffer.prefix(count)
  }

  /// The end of the next line, where the whole of it stands in the buffer.
  private func findLine() -> Int? {
    if lineEnd >= position { return lineEnd }
    guard let end = Self.lineEnd(buffer, from: max(searched, position)) else {
      searched = buffer.count
      return nil
    }
    lineEnd = end
    return end
  }

  /// Whether a whole line stands in the buffer.
  var hasLine: Bool { findLine() != nil }

  /// Whether ``next()`` has to wait for whoever writes; takes what has been written so far.
  ///
  /// - Throws: ``SystemError`` where the file cannot be read.
  func mustWait() throws(SystemError) -> Bool {
    guard let descriptor else { return false }
    while !isAtEnd, findLine() == nil {
      guard FileSystem.isReady(descriptor) else { return true }
      _ = try refill()
    }
    return false
  }

  /// The next line without its end.
  ///
  /// - Returns: Its place in ``buffer``, which holds until the next call; nil at the end.
  func next() throws(SystemError) -> Range<Int>? {
    repeat {
      if let end = findLine() { return line(to: end, next: end + 1) }
    } while try refill()
    return position < buffer.count ? line(to: buffer.count, next: buffer.count) : nil
  }

  private func line(to end: Int, next: Int) -> Range<Int> {
    let start = position
    lineNumber += 1
    lineOffset = bufferOffset + start
    position = next
    return start..<end
  }

  private static func lineEnd(_ buffer: [UInt8], from start: Int) -> Int? {
    var i = start
    while i < buffer.count {
      if buffer[i] == 0x0A { return i }
      i += 1
    }
    return nil
  }

  /// Drops the lines that were read and appends what comes next; false at the end.
  private func refill() throws(SystemError) -> Bool {
    guard let descriptor, !isAtEnd else { return false }
    guard buffer.count - position <= FileSystem.sizeLimit else {
      throw SystemError(code: EFBIG)
    }
    let piece = try FileSystem.read(descriptor, upTo: Self.chunk)
    guard !piece.isEmpty else {
      // A terminal could give more after its end.
      isAtEnd = true
      return false
    }
    bufferOffset += position
    searched = max(searched - position, 0)
    lineEnd = -1
    if position == buffer.count {
      buffer = piece
    } else {
      buffer.removeFirst(position)
      buffer += piece
    }
    position = 0
    return true
  }
}
