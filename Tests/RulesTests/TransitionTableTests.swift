import TestSupport
import Testing

@testable import Rules

@Suite struct TransitionTableTests {
  private struct Step: Hashable {
    var state: Int32
    var letter: Int32
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `steps are found again, others are not`(_ seed: UInt64) {
    var generator = SeededNumbers(seed: seed)
    var table = TransitionTable()
    var expected: [Step: Int32] = [:]
    for round in 0..<2 {
      for _ in 0..<20_000 {
        // Few states with many letters and the reverse; the greatest of both.
        let step = Step(
          state: Int32.random(in: 0...((1 << 20) - 2), using: &generator)
            >> Int32.random(in: 0...20, using: &generator),
          letter: Int32.random(in: 0..<1 << 24, using: &generator)
            >> Int32.random(in: 0...24, using: &generator))
        let next = Int32.random(in: 0...((1 << 20) - 2), using: &generator)
        #expect(table.next(step.state, step.letter) == expected[step] ?? -1, "seed \(seed)")
        guard expected[step] == nil else { continue }
        table.set(step.state, step.letter, to: next)
        expected[step] = next
      }
      #expect(table.count == expected.count)
      let areFound = expected.allSatisfy { table.next($0.key.state, $0.key.letter) == $0.value }
      #expect(areFound, "seed \(seed), round \(round)")
      table.removeAll()
      #expect(table.count == 0)
      let areGone = expected.keys.allSatisfy { table.next($0.state, $0.letter) == -1 }
      #expect(areGone, "seed \(seed), round \(round)")
      expected = [:]
    }
  }

  @Test func `letters beyond the room of a slot are not kept`() {
    var table = TransitionTable()
    table.set(1, 1 << 24, to: 5)
    #expect(table.next(1, 1 << 24) == -1)
    #expect(table.next(2, 0) == -1)
    #expect(table.count == 0)
  }
}
