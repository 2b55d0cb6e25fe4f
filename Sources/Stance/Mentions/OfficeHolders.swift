internal import Rules

/// Heads of state and government, foreign ministers and leading members of political parties of the
/// rules file, by name and year.
struct OfficeHolders: Sendable {
  struct Holder: Sendable {
    /// Where the words of the name begin and end.
    fileprivate var firstWord: Int32
    fileprivate var endOfWords: Int32
    /// First and last year in office.
    var years: (from: Int32, to: Int32)
    fileprivate var partyNumber: Int32
    /// Its number among the people of the party.
    fileprivate var number: Int32

    var party: Int { Int(partyNumber) }
    fileprivate var words: Range<Int> { Int(firstWord)..<Int(endOfWords) }
  }

  /// A holder of a name that begins or ends in a word, and the place of the next one.
  private struct Place: Sendable {
    var word: WordID
    var holder: Int32
    /// The next place of the word, -1 for none.
    var next: Int32
  }

  /// Last place of each word, found by its number: a table with open addressing, -1 for none.
  private var heads = [Int32](repeating: -1, count: 1024)
  private var wordCount = 0
  private var places: [Place] = []
  private var holders: [Holder] = []
  private var words: [WordID] = []
  /// Full given names by short ones: Joe for Joseph.
  var nicknames: [WordID: WordID] = [:]

  /// Reads entries of the form `Name, 2017-2021` or `Name, 2021-`; words no text table knows are
  /// interned.
  init(_ file: RuleFile, _ vocabulary: inout Vocabulary) {
    for party in file.parties.indices {
      file.parties[party].people.forEachBytes { number, bytes, range, _ in
        guard let holder = holder(bytes, range, &vocabulary, party: party, number: number) else {
          return
        }
        let index = Int32(holders.count)
        holders.append(holder)
        add(index, to: words[words.count - 1])
        if holder.words.count > 1 { add(index, to: words[holder.words.lowerBound]) }
      }
    }
  }

  private mutating func add(_ holder: Int32, to word: WordID) {
    let slot = slot(of: word)
    let next = heads[slot]
    heads[slot] = Int32(places.count)
    places.append(Place(word: word, holder: holder, next: next))
    if next < 0 {
      wordCount += 1
      if wordCount * 2 > heads.count { grow() }
    }
  }

  /// Where the first place of a word is noted, or could be.
  private func slot(of word: WordID) -> Int {
    let mask = heads.count - 1
    var slot = Int(
      truncatingIfNeeded: (UInt64(UInt32(bitPattern: word.rawValue)) &* 0x9E37_79B9) >> 8)
    slot &= mask
    while heads[slot] >= 0, places[Int(heads[slot])].word != word { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let known = heads.filter { $0 >= 0 }
    heads = [Int32](repeating: -1, count: heads.count * 2)
    for place in known { heads[slot(of: places[Int(place)].word)] = place }
  }

  /// Reads an entry; what has no year is none.
  private mutating func holder(
    _ text: [UInt8], _ range: Range<Int>, _ vocabulary: inout Vocabulary, party: Int, number: Int
  ) -> Holder? {
    var comma = range.upperBound - 1
    while comma >= range.lowerBound, text[comma] != 0x2C { comma -= 1 }
    guard comma >= range.lowerBound, let years = Self.years(text, comma..<range.upperBound) else {
      return nil
    }
    let first = words.count
    if text[range.lowerBound..<comma].allSatisfy({ $0 < 0x80 }) {
      addWords(of: text, range.lowerBound..<comma, &vocabulary)
    } else {
      let name = String(decoding: text[range.lowerBound..<comma], as: UTF8.self)
      let plain = LetterFolding.folded(name)
      addWords(of: plain, 0..<plain.count, &vocabulary)
    }
    guard words.count > first else { return nil }
    return Holder(
      firstWord: Int32(first), endOfWords: Int32(words.count), years: years,
      partyNumber: Int32(party),
      number: Int32(number))
  }

  /// The first two numbers, the second open where there is none; nil where there is no number.
  private static func years(_ text: [UInt8], _ range: Range<Int>) -> (from: Int32, to: Int32)? {
    var from: Int32?
    var number: Int32 = -1
    for place in range.lowerBound...range.upperBound {
      let byte = place < range.upperBound ? text[place] : 0
      if byte >= 0x30, byte <= 0x39 {
        // A longer number is no year, but must not be too large to count either.
        number = min(max(number, 0) * 10 + Int32(byte - 0x30), 1_000_000)
      } else if number >= 0 {
        if let from { return (from, number) }
        from = number
        number = -1
      }
    }
    return from.map { ($0, 9999) }
  }

  private mutating func addWords(
    of name: [UInt8], _ range: Range<Int>, _ vocabulary: inout Vocabulary
  ) {
    var start = range.lowerBound
    for place in range.lowerBound...range.upperBound {
      guard place == range.upperBound || name[place] == 0x20 || name[place] == 0x2D else {
        continue
      }
      if place > start { words.append(vocabulary.intern(lowercasing: name, start..<place)) }
      start = place + 1
    }
  }

  /// The words of a name with accents as the table holds them; nil where it holds one of them not.
  static func plainWords(of name: String, _ vocabulary: Vocabulary) -> [WordID]? {
    let plain = LetterFolding.folded(name)
    var words: [WordID] = []
    for part in plain.split(whereSeparator: { $0 == 0x20 || $0 == 0x2D }) {
      guard let word = vocabulary.find(Array(part)) else { return nil }
      words.append(word)
    }
    return words
  }

  /// The office holder a name means, by full name or by family name alone; nil where none fits or
  /// holders of several parties do.
  ///
  /// With a year only who was in office then; `accepts` tells by the party which offices count.
  func holder(of words: [WordID], year: Int?, where accepts: (Int) -> Bool) -> Holder? {
    guard let last = words.last else { return nil }
    var found: Holder?
    for word in words.count > 1 ? [last, words[0]] : [last] {
      var place = heads[slot(of: word)]
      while place >= 0 {
        let holder = holders[Int(places[Int(place)].holder)]
        place = places[Int(place)].next
        guard accepts(holder.party), fits(words, holder) else { continue }
        if let year, year < Int(holder.years.from) || year > Int(holder.years.to) { continue }
        if let known = found, known.party != holder.party { return nil }
        found = holder
      }
    }
    return found
  }

  /// The name as the rules file gives it.
  func name(_ holder: Holder, _ file: RuleFile) -> String {
    let entry = file.parties[holder.party].people[Int(holder.number)].value
    return String(entry[..<(entry.lastIndex(of: ",") ?? entry.endIndex)])
  }

  private func fits(_ name: [WordID], _ holder: Holder) -> Bool {
    let own = words[holder.words]
    guard let first = own.first, let last = own.last else { return false }
    if name.count == 1 { return last == name[0] || first == name[0] && own.count > 1 }
    guard own.count > 1 else { return false }
    // First and last word agree, or the name is written family name first.
    return (isSameGivenName(first, name[0]) && last == name.last) || name.suffix(own.count) == own
      || (last == name.last && name.contains(first))
  }

  private func isSameGivenName(_ a: WordID, _ b: WordID) -> Bool {
    a == b || nicknames[a] == b || nicknames[b] == a
  }
}

extension OfficeHolders: Snapshotted {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(heads)
    snapshot.write(wordCount)
    snapshot.write(places)
    snapshot.write(holders)
    snapshot.write(words)
  }

  init(from snapshot: inout SnapshotReader) {
    heads = snapshot.array()
    wordCount = snapshot.value()
    places = snapshot.array()
    holders = snapshot.array()
    words = snapshot.array()
  }
}
