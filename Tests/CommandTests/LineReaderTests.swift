import Foundation
import TestSupport
import Testing

@testable import stance_cli

/// Lines of files larger than the buffer.
@Suite struct LineReaderTests {
  @Test(arguments: 1...20)
  func `lines are those of the file, with their places`(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    var content: [UInt8] = []
    for _ in 0..<next(60) {
      content += repeatElement(UInt8(97 + next(26)), count: next(4) == 0 ? next(400_000) : next(90))
      if next(6) > 0 { content.append(0x0A) }
    }
    let runner = try ProgramRunner()
    try runner.write(content, to: "a")
    let reader = try LineReader(file: FilePath(runner.folder.path + "/a"))
    var offset = 0
    var number = 0
    while let range = try reader.next() {
      number += 1
      let rest = content[offset...]
      let end = rest.firstIndex(of: 0x0A) ?? content.count
      #expect(Array(reader.buffer[range]) == Array(content[offset..<end]), "seed \(seed)")
      #expect(reader.lineOffset == offset && reader.lineNumber == number, "seed \(seed)")
      offset = min(end + 1, content.count)
    }
    #expect(offset == content.count, "seed \(seed)")
  }

  @Test func `memory does not grow with the file`() throws {
    let runner = try ProgramRunner()
    let line = Array(repeating: UInt8(ascii: "x"), count: 999) + [0x0A]
    try runner.write(Array(repeatElement(line, count: 8_000).joined()), to: "a")
    let reader = try LineReader(file: FilePath(runner.folder.path + "/a"))
    var largest = 0
    var count = 0
    while try reader.next() != nil {
      count += 1
      largest = max(largest, reader.buffer.count)
    }
    #expect(count == 8_000)
    #expect(largest < 600_000)
  }
}
