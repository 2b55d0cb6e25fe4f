/// Other spellings of the same word: by list (`favour`, `favor`) or by the safe rule for -ise.
extension InflectionTable {
  /// The spellings of a lemma other than the one given.
  func otherSpellings(of lemma: [UInt8], _ entry: InflectionEntry) -> [[UInt8]] {
    if entry.spelling >= 0 {
      return spellings[Int(entry.spelling)].filter { $0 != lemma }
    }
    return swappedISE(lemma).map { [$0] } ?? []
  }

  /// `organise` for `organize` and back, also in -iser, -ised, -ising, -isable, -isation and -lyse.
  private func swappedISE(_ lemma: [UInt8]) -> [UInt8]? {
    guard let letter = lemma.placeOfISE else { return nil }
    let isS = lemma[letter] == UInt8(ascii: "s")
    var swapped = lemma
    swapped[letter] = UInt8(ascii: isS ? "z" : "s")
    let verb = Array(lemma[...letter]) + [UInt8(ascii: "e")]
    guard !entry(of: verb).has(.fixedISE) else { return nil }
    return swapped
  }
}

extension [UInt8] {
  /// The place of the `s` or `z` that the two spellings write differently.
  ///
  /// The stem has three letters and ends in a consonant: `raise`, `noise`, `seize` and `wise` are
  /// out by form; `promise` and `advise` are out by list.
  fileprivate var placeOfISE: Int? {
    for ending in Self.afterISE where count > 4 && endsAfterSibilant(ending) {
      let place = count - ending.utf8CodeUnitCount - 1
      switch self[place - 1] {
      case UInt8(ascii: "i"): return place >= 4 && !isVowelLetter(place - 2) ? place : nil
      case UInt8(ascii: "y"):
        return place >= 4 && self[place - 2] == UInt8(ascii: "l") ? place : nil
      default: return nil
      }
    }
    return nil
  }

  private static var afterISE: [StaticString] {
    ["e", "ed", "er", "ing", "able", "ation", "ational"]
  }

  private func endsAfterSibilant(_ ending: StaticString) -> Bool {
    let place = count - ending.utf8CodeUnitCount - 1
    guard place >= 2 else { return false }
    return (self[place] == UInt8(ascii: "s") || self[place] == UInt8(ascii: "z")) && ends(ending)
  }

  private func isVowelLetter(_ place: Int) -> Bool {
    switch Unicode.Scalar(self[place]) {
    case "a", "e", "i", "o", "u", "y": true
    default: false
    }
  }
}
