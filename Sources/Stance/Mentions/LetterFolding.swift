/// Latin letters with accents written as plain ones, since the same name is printed both ways:
/// `Çavuşoğlu` and `Cavusoglu`.
enum LetterFolding {
  /// Plain letters for U+00C0 to U+017F; a full stop where there is no one plain letter.
  private static let plain = Array(
    ("aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllll"
      + "nnnnnnn..oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.").utf8)

  /// A spelling in small plain letters; what is no accented Latin letter stays.
  ///
  /// - Complexity: linear in the length.
  static func folded(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for scalar in name.unicodeScalars {
      let value = Int(scalar.value)
      if value < 0x80 {
        bytes.append(value >= 0x41 && value <= 0x5A ? UInt8(value | 0x20) : UInt8(value))
      } else if value >= 0xC0, value - 0xC0 < plain.count, plain[value - 0xC0] != 0x2E {
        bytes.append(plain[value - 0xC0])
      } else if value == 0x18F || value == 0x259 {
        bytes.append(0x61)  // the Azerbaijani schwa, written a in other languages
      } else if value < 0x300 || value > 0x36F {
        // Accents that stand as code points of their own are left out.
        bytes.append(contentsOf: String(scalar).lowercased().utf8)
      }
    }
    return bytes
  }
}
