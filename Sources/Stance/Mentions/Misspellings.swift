internal import Rules

/// Names of persons that the text spells in two ways, as newspapers do with foreign ones: `Jeroen Brandsma`
/// and later `Brandmsa`, `Hanna Lindqvist` and `Hanna Lindquist`.
extension MentionFinder {
  /// The only person of the text with a fuller name whose family name is nearly the same.
  ///
  /// - Complexity: Linear in the number of entities, and not tried where there are more than 256.
  func misspeltPerson(_ token: Int, _ document: Document, _ mentions: Mentions) -> Int? {
    guard mentions.entities.count <= 256, !features.isKnown(document.tokens[token].word) else {
      return nil
    }
    let name = document.text(token)
    var found: Int?
    for (index, entity) in mentions.entities.enumerated()
    where entity.kind != .institution && entity.words.count > 1 {
      guard Self.mayBeMisspelling(entity, name), let family = Self.familyName(entity),
        Self.isMisspelling(family, name)
      else { continue }
      guard found == nil else { return nil }
      found = index
    }
    return found
  }

  /// A person of the same given name whose family name is nearly the same.
  func misspeltPerson(
    given: WordID, family token: Int, count: Int, _ document: Document, _ mentions: Mentions
  ) -> Int? {
    guard !features.isKnown(document.tokens[token].word) else { return nil }
    let name = document.text(token)
    return mentions.index.named(given).first {
      let entity = mentions.entities[$0]
      return entity.kind != .institution && entity.words.count == count && entity.words[0] == given
        && Self.familyName(entity).map { Self.isMisspelling($0, name) } ?? false
    }
  }

  /// Most names end otherwise: nothing is copied to see that.
  private static func mayBeMisspelling(_ entity: Entity, _ name: ArraySlice<UInt8>) -> Bool {
    name.count >= 6 && entity.name.utf8.last == name.last
  }

  private static func familyName(_ entity: Entity) -> ArraySlice<UInt8>? {
    let bytes = Array(entity.name.utf8)
    guard let space = bytes.lastIndex(of: 0x20) else { return nil }
    return bytes[(space + 1)...]
  }

  /// One letter more, less or another, or two letters exchanged, inside a name of six letters and more.
  ///
  /// What differs at the end is the name of another: `Petrov` and `Petrova`.
  static func isMisspelling(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    guard a.count >= 6, b.count >= 6, abs(a.count - b.count) <= 1, a.first == b.first,
      a.last == b.last
    else { return false }
    var prefix = 0
    while prefix < min(a.count, b.count), a[a.startIndex + prefix] == b[b.startIndex + prefix] {
      prefix += 1
    }
    var suffix = 0
    while suffix < min(a.count, b.count) - prefix,
      a[a.endIndex - 1 - suffix] == b[b.endIndex - 1 - suffix]
    { suffix += 1 }
    let left = a[(a.startIndex + prefix)..<(a.endIndex - suffix)]
    let right = b[(b.startIndex + prefix)..<(b.endIndex - suffix)]
    switch (left.count, right.count) {
    case (1, 1), (0, 1), (1, 0): return true
    case (2, 2): return left.elementsEqual(right.reversed())
    default: return false
    }
  }
}
