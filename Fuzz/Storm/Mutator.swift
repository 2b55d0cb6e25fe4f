/// Makes inputs of seeds and words by chance.
struct Mutator {
  let seeds: [[UInt8]]
  let words: [[UInt8]]
  private static let longest = 600

  /// The input with a number, which follows from nothing but that and the seed.
  func input(seed: UInt64, _ number: UInt64) -> [UInt8] {
    var chance = Chance(state: seed &* 0xA076_1D64_78BD_642F ^ number)
    var input = chance.part(of: chance.pick(seeds), upTo: Self.longest)
    for _ in 0...chance.next(below: 6) { change(&input, &chance) }
    return Array(input.prefix(Self.longest))
  }

  private func change(_ input: inout [UInt8], _ chance: inout Chance) {
    let place = chance.next(below: input.count + 1)
    let end = min(input.count, place + chance.next(below: 1 << chance.next(below: 7)))
    switch chance.next(below: 9) {
    case 0, 1, 2: input.insert(contentsOf: chance.pick(words), at: place)
    case 3: input.replaceSubrange(place..<end, with: chance.pick(words))
    case 4: input.removeSubrange(place..<end)
    case 5: input.insert(contentsOf: Array(input[place..<end]), at: place)
    case 6: input.insert(contentsOf: chance.part(of: chance.pick(seeds), upTo: 100), at: place)
    case 7 where place < input.count: input[place] = UInt8(chance.next(below: 256))
    case 8 where place < input.count: input[place] ^= 1 << UInt8(chance.next(below: 8))
    default: input.insert(UInt8(chance.next(below: 256)), at: place)
    }
  }
}

/// Numbers by chance, the same for the same beginning.
private struct Chance {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(max(1, limit)))
  }

  mutating func pick(_ list: [[UInt8]]) -> [UInt8] {
    list.isEmpty ? [] : list[next(below: list.count)]
  }

  /// Mostly all of it, else some bytes from somewhere.
  mutating func part(of bytes: [UInt8], upTo longest: Int) -> [UInt8] {
    if bytes.count <= longest, next(below: 3) > 0 { return bytes }
    let start = next(below: bytes.count)
    return Array(bytes[start...].prefix(1 + next(below: longest)))
  }
}
