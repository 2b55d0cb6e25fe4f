/// The bytes of a file with a table of its lines.
package struct SourceText: Sendable {
  /// A place as people count: both from 1, columns in code points.
  package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int
  }

  package let name: String
  package let bytes: [UInt8]
  /// Offsets at which lines begin.
  private let lineStarts: [Int]

  /// - Complexity: Linear in the bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    // A byte order mark belongs to no line.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineStarts = [start]
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      lineStarts.append(index)
    }
    self.lineStarts = lineStarts
  }

  /// The line, counted from 0, that holds a byte; an offset outside is moved to the nearer end.
  ///
  /// - Complexity: Logarithmic in the lines.
  package func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line without its end, counted from 0.
  package func lineRange(_ index: Int) -> Range<Int> {
    guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The offset moved back to the first byte of its character.
  package func characterStart(_ offset: Int) -> Int {
    var start = min(max(0, offset), bytes.count)
    while start > 0, start < bytes.count, offset - start < 4, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    return start
  }

  /// The line and column of a byte.
  package func position(of offset: Int) -> Position {
    let index = lineIndex(of: offset)
    let start = lineStarts[index]
    let prefix = bytes[start..<max(start, min(offset, bytes.count))]
    // Counting the bytes that begin a code point also works in text that is not valid UTF-8.
    let count = prefix.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Position(line: index + 1, column: count + 1)
  }
}
