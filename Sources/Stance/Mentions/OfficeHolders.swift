internal import Rules

/// Heads of state and government and foreign ministers of the rules file, by name and year.
struct OfficeHolders: Sendable {
  struct Holder: Sendable {
    var words: [WordID]
    var party: Int
    var from: Int
    var to: Int
  }

  /// A holder of a name that begins or ends in a word, and the place of the next one.
  private struct Place: Sendable {
    var holder: Int32
    var next: Int32
  }

  /// First place of each word, -1 for none.
  private var heads: [Int32] = []
  private var places: [Place] = []
  private var holders: [Holder] = []

  /// Reads entries of the form `Name, 2017-2021` or `Name, 2021-`; words no text table knows are
  /// interned.
  init(_ file: RuleFile, _ vocabulary: inout Vocabulary) {
    for (party, spec) in file.parties.enumerated() {
      spec.people.forEachBytes { _, bytes, range, _ in
        guard let holder = Self.parse(bytes, range, party, &vocabulary) else { return }
        let index = Int32(holders.count)
        holders.append(holder)
        add(index, to: holder.words[holder.words.count - 1])
        if holder.words.count > 1 { add(index, to: holder.words[0]) }
      }
    }
  }

  private mutating func add(_ holder: Int32, to word: WordID) {
    let word = Int(word.rawValue)
    if word >= heads.count {
      heads.append(contentsOf: repeatElement(-1, count: max(word + 1 - heads.count, 4096)))
    }
    places.append(Place(holder: holder, next: heads[word]))
    heads[word] = Int32(places.count - 1)
  }

  private static func parse(
    _ text: [UInt8], _ range: Range<Int>, _ party: Int, _ vocabulary: inout Vocabulary
  ) -> Holder? {
    guard let comma = text[range].lastIndex(of: 0x2C) else { return nil }
    var years: [Int] = []
    var number: Int?
    for byte in text[comma..<range.upperBound] {
      if byte >= 0x30, byte <= 0x39 {
        // A longer number is no year, but must not be too large to count either.
        number = min((number ?? 0) * 10 + Int(byte - 0x30), 1_000_000)
      } else {
        if let known = number { years.append(known) }
        number = nil
      }
    }
    if let number { years.append(number) }
    guard let from = years.first else { return nil }
    let name = lowercased(text[range.lowerBound..<comma])
    var words: [WordID] = []
    words.reserveCapacity(3)
    var start = 0
    for place in 0...name.count {
      guard place == name.count || name[place] == 0x20 || name[place] == 0x2D else { continue }
      if place > start { words.append(vocabulary.intern(name, start, place - start)) }
      start = place + 1
    }
    return words.isEmpty
      ? nil : Holder(words: words, party: party, from: from, to: years.count > 1 ? years[1] : 9999)
  }

  private static func lowercased(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var lower: [UInt8] = []
    lower.reserveCapacity(name.count)
    for byte in name {
      guard byte < 0x80 else {
        return Array(String(decoding: name, as: UTF8.self).lowercased().utf8)
      }
      lower.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return lower
  }

  /// The party of a person, by full name or by family name alone; nil where none fits or several
  /// do.
  ///
  /// With a year only who was in office then.
  func party(of words: [WordID], year: Int?) -> Int? {
    guard let last = words.last else { return nil }
    var found: Int?
    for word in words.count > 1 ? [last, words[0]] : [last] {
      var place = head(word)
      while place >= 0 {
        let holder = holders[Int(places[Int(place)].holder)]
        place = places[Int(place)].next
        guard fits(words, holder) else { continue }
        if let year, year < holder.from || year > holder.to { continue }
        if let known = found, known != holder.party { return nil }
        found = holder.party
      }
    }
    return found
  }

  private func head(_ word: WordID) -> Int32 {
    let word = Int(word.rawValue)
    return word >= 0 && word < heads.count ? heads[word] : -1
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
