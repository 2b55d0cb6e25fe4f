/// Tables of the compiled rules, laid end to end as they lie in memory.
///
/// Most of the time it takes to load a rules file goes into filling tables that come out the same
/// for the same file. `make` builds them once into the release binary, beside the file itself; a file
/// that differs from it in one byte is compiled as ever. A snapshot belongs to the build that wrote
/// it: nothing in it is converted, and nobody else's is ever read.
package protocol Snapshotted {
  func write(to snapshot: inout SnapshotWriter)
  init(from snapshot: inout SnapshotReader)
}

/// Collects the tables of a snapshot.
package struct SnapshotWriter {
  /// The bytes so far, those that tell the rules file first.
  package private(set) var bytes: [UInt8] = []

  /// A snapshot for a rules file.
  package init(of rules: [UInt8]) {
    write(SnapshotReader.mark)
    write(rules.count)
    write(SnapshotReader.hash(rules))
  }

  package mutating func write<Value: BitwiseCopyable>(_ value: Value) {
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func write<Element: BitwiseCopyable>(_ array: [Element]) {
    write(array.count)
    // What lies between elements is nobody's, and would differ from build to build. Inside them
    // nothing may lie so: their smallest fields come last.
    let gap = MemoryLayout<Element>.stride - MemoryLayout<Element>.size
    for element in array {
      write(element)
      for _ in 0..<gap { bytes.append(0) }
    }
  }

  package mutating func write<Element: BitwiseCopyable>(_ arrays: [[Element]]) {
    write(arrays.count)
    for array in arrays { write(array) }
  }

  package mutating func write(_ strings: [String]) { write(strings.map { Array($0.utf8) }) }
}

/// Gives the tables of a snapshot back, in the order they were written in.
///
/// - fixed: the bytes, which outlive it
/// - update-only: the place reached
@safe
package struct SnapshotReader: @unchecked Sendable {
  /// A number of our own that another order of bytes would show.
  static let mark: UInt64 = 0x3153_5245_4C55_5253

  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// A snapshot of a rules file; nil where it is one of another file.
  ///
  /// - Parameters:
  ///   - bytes: What a ``SnapshotWriter`` of this build wrote; nobody changes it, and it stays.
  ///   - rules: The rules file.
  package init?(_ bytes: UnsafeRawBufferPointer, of rules: [UInt8]) {
    guard bytes.count >= 24 else { return nil }
    unsafe self.bytes = bytes
    guard value(UInt64.self) == Self.mark, value(Int.self) == rules.count,
      value(UInt64.self) == Self.hash(rules)
    else { return nil }
  }

  package mutating func value<Value: BitwiseCopyable>(_ type: Value.Type = Value.self) -> Value {
    let start = advance(by: MemoryLayout<Value>.size)
    return unsafe bytes.loadUnaligned(fromByteOffset: start, as: type)
  }

  package mutating func array<Element: BitwiseCopyable>(
    of type: Element.Type = Element.self
  ) -> [Element] {
    let count = value(Int.self)
    let start = advance(by: count * MemoryLayout<Element>.stride)
    guard count > 0 else { return [] }
    return unsafe [Element](unsafeUninitializedCapacity: count) { target, filled in
      unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: bytes[start..<start + count * MemoryLayout<Element>.stride]))
      filled = count
    }
  }

  package mutating func arrays<Element: BitwiseCopyable>(
    of type: Element.Type = Element.self
  ) -> [[Element]] {
    (0..<value(Int.self)).map { _ in array() }
  }

  package mutating func strings() -> [String] {
    arrays(of: UInt8.self).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func advance(by count: Int) -> Int {
    let start = place
    precondition(unsafe count >= 0 && count <= bytes.count - start, "a snapshot cut short")
    place = start + count
    return start
  }

  /// Tells rules files apart: sixteen bytes a step, in two rows that do not wait for each other.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    var first: UInt64 = 0
    var second: UInt64 = 1
    var place = 0
    while place + 16 <= bytes.count {
      first = Vocabulary.step(first, EightBytes.load(bytes, at: place))
      second = Vocabulary.step(second, EightBytes.load(bytes, at: place + 8))
      place += 16
    }
    for byte in bytes[place...] { first = Vocabulary.step(first, UInt64(byte)) }
    return first ^ (second << 32 | second >> 32)
  }
}
