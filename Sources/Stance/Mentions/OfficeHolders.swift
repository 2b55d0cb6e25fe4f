internal import Rules

/// Heads of state and government and foreign ministers of the rules file, by name and year.
struct OfficeHolders: Sendable {
  struct Holder: Sendable {
    var words: [WordID]
    var party: Int
    var from: Int
    var to: Int
  }

  private var byWord: [WordID: [Int32]] = [:]
  private var holders: [Holder] = []

  /// Reads entries of the form `Name, 2017-2021` or `Name, 2021-`; words no text table knows are
  /// interned.
  init(_ file: RuleFile, _ vocabulary: inout Vocabulary) {
    for (party, spec) in file.parties.enumerated() {
      for person in spec.people {
        guard let holder = Self.parse(person.value, party, &vocabulary) else { continue }
        let index = Int32(holders.count)
        holders.append(holder)
        if let last = holder.words.last { byWord[last, default: []].append(index) }
        if let first = holder.words.first, holder.words.count > 1 {
          byWord[first, default: []].append(index)
        }
      }
    }
  }

  private static func parse(_ text: String, _ party: Int, _ vocabulary: inout Vocabulary)
    -> Holder?
  {
    let bytes = Array(text.utf8)
    guard let comma = bytes.lastIndex(of: 0x2C) else { return nil }
    var years: [Int] = []
    var number: Int?
    for byte in bytes[comma...] {
      if byte >= 0x30, byte <= 0x39 {
        number = (number ?? 0) * 10 + Int(byte - 0x30)
      } else {
        if let known = number { years.append(known) }
        number = nil
      }
    }
    if let number { years.append(number) }
    guard let from = years.first else { return nil }
    var words: [WordID] = []
    for part in Array(String(decoding: bytes[..<comma], as: UTF8.self).lowercased().utf8).split(
      whereSeparator: {
        $0 == 0x20 || $0 == 0x2D
      })
    {
      words.append(vocabulary.intern(Array(part)))
    }
    return words.isEmpty
      ? nil : Holder(words: words, party: party, from: from, to: years.count > 1 ? years[1] : 9999)
  }

  /// The party of a person, by full name or by family name alone; nil where none fits or several
  /// do.
  ///
  /// With a year only who was in office then.
  func party(of words: [WordID], year: Int?) -> Int? {
    guard let last = words.last else { return nil }
    var found: Int?
    for index in (byWord[last] ?? []) + (words.count > 1 ? byWord[words[0]] ?? [] : []) {
      let holder = holders[Int(index)]
      guard fits(words, holder) else { continue }
      if let year, year < holder.from || year > holder.to { continue }
      if let known = found, known != holder.party { return nil }
      found = holder.party
    }
    return found
  }

  private func fits(_ words: [WordID], _ holder: Holder) -> Bool {
    if words.count == 1 {
      return holder.words.last == words[0]
        || holder.words.first == words[0] && holder.words.count > 1
    }
    guard holder.words.count > 1 else { return false }
    // First and last word agree, or the name is written family name first.
    return (holder.words.first == words.first && holder.words.last == words.last)
      || Array(words.suffix(holder.words.count)) == holder.words
      || (holder.words.last == words.last && holder.words.first.map { words.contains($0) } == true)
  }
}
