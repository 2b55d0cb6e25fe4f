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

  /// Whether a whole line stands in the buffer, so that the next one need not be waited for.
  var hasLine: Bool { Self.lineEnd(buffer, from: position) != nil }

  /// The next line without its end.
  ///
  /// - Returns: Its place in ``buffer``, which holds until the next call; nil at the end.
  func next() throws(SystemError) -> Range<Int>? {
    var searched = position
    while true {
      if let end = Self.lineEnd(buffer, from: searched) {
        return line(to: end, next: end + 1)
      }
      searched = buffer.count - position
      guard try refill() else { break }
      searched += position
    }
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
    guard let descriptor else { return false }
    guard buffer.count - position <= FileSystem.sizeLimit else {
      throw SystemError(code: EFBIG)
    }
    let piece = try FileSystem.read(descriptor, upTo: Self.chunk)
    guard !piece.isEmpty else { return false }
    bufferOffset += position
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
