internal import Rules

/// Heads of state and government and foreign ministers of the rules file, by name and year.
struct OfficeHolders: Sendable {
  struct Holder: Sendable {
    var words: [WordID]
    var party: Int
    var from: Int
    var to: Int
    /// Its number among the people of the party.
    var number: Int
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
  /// Full given names by short ones: Joe for Joseph.
  private let nicknames: [WordID: WordID]

  /// Reads entries of the form `Name, 2017-2021` or `Name, 2021-`; words no text table knows are
  /// interned.
  init(_ file: RuleFile, _ vocabulary: inout Vocabulary, nicknames: [WordID: WordID]) {
    self.nicknames = nicknames
    for (party, spec) in file.parties.enumerated() {
      for (number, person) in spec.people.enumerated() {
        guard let holder = Self.parse(person.value, party, number, &vocabulary) else { continue }
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
    _ text: String, _ party: Int, _ number: Int, _ vocabulary: inout Vocabulary
  ) -> Holder? {
    var bytes = Array(text.utf8)
    guard let comma = bytes.lastIndex(of: 0x2C) else { return nil }
    var years: [Int] = []
    var year: Int?
    for byte in bytes[comma...] {
      if byte >= 0x30, byte <= 0x39 {
        year = (year ?? 0) * 10 + Int(byte - 0x30)
      } else {
        if let known = year { years.append(known) }
        year = nil
      }
    }
    if let year { years.append(year) }
    guard let from = years.first else { return nil }
    bytes.removeLast(bytes.count - comma)
    lowercase(&bytes)
    var words: [WordID] = []
    words.reserveCapacity(3)
    var start = 0
    for place in 0...bytes.count {
      guard place == bytes.count || bytes[place] == 0x20 || bytes[place] == 0x2D else { continue }
      if place > start { words.append(vocabulary.intern(bytes, start, place - start)) }
      start = place + 1
    }
    return words.isEmpty
      ? nil
      : Holder(
        words: words, party: party, from: from, to: years.count > 1 ? years[1] : 9999,
        number: number)
  }

  private static func lowercase(_ bytes: inout [UInt8]) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for place in bytes.indices where bytes[place] >= 0x41 && bytes[place] <= 0x5A {
        bytes[place] |= 0x20
      }
    } else {
      bytes = Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
    }
  }

  /// The office holder a name means, by full name or by family name alone; nil where none fits or
  /// holders of several parties do.
  ///
  /// With a year only who was in office then.
  func holder(of words: [WordID], year: Int?) -> Holder? {
    guard let last = words.last else { return nil }
    var found: Holder?
    for word in words.count > 1 ? [last, words[0]] : [last] {
      var place = head(word)
      while place >= 0 {
        let holder = holders[Int(places[Int(place)].holder)]
        place = places[Int(place)].next
        guard fits(words, holder) else { continue }
        if let year, year < holder.from || year > holder.to { continue }
        if let known = found, known.party != holder.party { return nil }
        found = holder
      }
    }
    return found
  }

  /// The name as the rules file gives it.
  func name(_ holder: Holder, _ file: RuleFile) -> String {
    let entry = file.parties[holder.party].people[holder.number].value
    return String(entry[..<(entry.lastIndex(of: ",") ?? entry.endIndex)])
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
    return (isSameGivenName(holder.words[0], words[0]) && holder.words.last == words.last)
      || Array(words.suffix(holder.words.count)) == holder.words
      || (holder.words.last == words.last && holder.words.first.map { words.contains($0) } == true)
  }

  private func isSameGivenName(_ a: WordID, _ b: WordID) -> Bool {
    a == b || nicknames[a] == b || nicknames[b] == a
  }
}
