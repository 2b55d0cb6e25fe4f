/// Where in a zone each atom stands, as sets of positions.
///
/// - fixed: nothing
/// - update-only: room for sets
/// - resettable: the zone, by ``begin(width:)``
struct AtomPlaces: Sendable {
  /// The sets one after the other; the first is empty and belongs to all atoms that stand nowhere.
  private(set) var bits = [UInt64](repeating: 0, count: widest)
  private static let widest = (Matcher.longestZone + 64) / 64
  /// Where the set of each atom begins.
  private var setOfAtom: [Int32]
  /// The atoms of the zone.
  private var atoms: [Int32] = []
  private var width = 1
  private var top = widest

  init(atomCount: Int32) { setOfAtom = [Int32](repeating: 0, count: Int(atomCount)) }

  /// Takes a zone whose sets have so many words.
  mutating func begin(width: Int) {
    for atom in atoms { setOfAtom[Int(atom)] = 0 }
    atoms.removeAll(keepingCapacity: true)
    self.width = width
    top = Self.widest
  }

  /// Notes that an atom stands at a position, and tells whether that is the first.
  @inline(__always)
  mutating func insert(_ atom: Int32, _ position: Int) -> Bool {
    let set = Int(setOfAtom[Int(atom)])
    if set > 0 {
      bits[set + position >> 6] |= 1 << UInt64(position & 63)
      return false
    }
    setOfAtom[Int(atom)] = Int32(top)
    atoms.append(atom)
    let end = top + width
    while bits.count < end { bits.append(0) }
    for word in top..<end { bits[word] = 0 }
    bits[top + position >> 6] = 1 << UInt64(position & 63)
    top = end
    return true
  }

  @inline(__always)
  func has(_ atom: Int32) -> Bool { setOfAtom[Int(atom)] > 0 }

  /// 64 positions of an atom.
  @inline(__always)
  subscript(atom: Int32, word: Int) -> UInt64 { bits[Int(setOfAtom[Int(atom)]) + word] }
}
