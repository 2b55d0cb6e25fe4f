/// Which names in many documents belong to one person.
///
/// Names are joined where one is the other without middle names, initials, titles of birth order or
/// with a short first name (`Joe Biden`, `Joseph R. Biden, Jr.`), and a surname alone where a single
/// full name of the same side ends with it. Names of different sides are never joined.
struct PersonIndex: Sendable {
  /// A person with all names.
  struct Person: Sendable {
    /// The one used most often, of equally frequent ones the fullest.
    let name: String
    /// In the order of their first use, without ``name``.
    let otherNames: [String]
  }

  private struct Name: Sendable {
    let text: String
    let words: [String]
    var parties: Set<Int> = []
    var count = 0
  }

  private let nicknames: [String: String]
  private var numbers: [String: Int] = [:]
  private var names: [Name] = []
  /// Pairs of names that belong to one person for sure, in the order in which they were found.
  private var joined: [(Int, Int)] = []
  private var known: Set<[Int]> = []

  /// An index without names.
  ///
  /// - Parameter nicknames: Short first names and what they stand for, in lower case.
  init(nicknames: [String: String]) { self.nicknames = nicknames }

  /// Notes that a name was used for a side.
  ///
  /// - Parameters:
  ///   - name: As it stands in the document.
  ///   - canonical: The name under which the person is known elsewhere, where that is known.
  ///   - parties: The numbers of the sides.
  /// - Returns: The number of the name.
  mutating func add(_ name: String, canonical: String? = nil, parties: [Int]) -> Int {
    let number = number(name)
    names[number].parties.formUnion(parties)
    names[number].count += 1
    if let canonical, canonical != name {
      let other = self.number(canonical)
      names[other].parties.formUnion(parties)
      if known.insert([number, other]).inserted { joined.append((number, other)) }
    }
    return number
  }

  private mutating func number(_ name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(Name(text: name, words: words(name)))
    return names.count - 1
  }

  // MARK: Joining

  /// The persons, and for each name the number of its person.
  ///
  /// - Complexity: O(*n* log *n*) in the number of names, if few share first and last word.
  func persons() -> (persons: [Person], ofName: [Int]) {
    var group = Array(names.indices)
    func root(_ name: Int) -> Int {
      var name = name
      while group[name] != name { name = group[name] }
      return name
    }
    // Names whose sides do not differ from those of the whole group.
    var sides = names.map(\.parties)
    func join(_ first: Int, _ second: Int) {
      let (low, high) = (min(root(first), root(second)), max(root(first), root(second)))
      guard low != high else { return }
      group[high] = low
      sides[low].formUnion(sides[high])
    }
    func areOfOneSide(_ first: Int, _ second: Int) -> Bool {
      let (first, second) = (sides[root(first)], sides[root(second)])
      return first.isEmpty || second.isEmpty || !first.isDisjoint(with: second)
    }
    for (first, second) in joined { join(first, second) }
    for candidates in similarNames().values.sorted(by: { $0[0] < $1[0] }) {
      for (place, name) in candidates.enumerated() {
        let earlier = candidates[..<place].first { other in
          isPart(names[name].words, of: names[other].words) && areOfOneSide(name, other)
        }
        if let earlier { join(earlier, name) }
      }
    }
    let bySurname = Dictionary(
      grouping: names.indices.filter { names[$0].words.count > 1 }, by: { names[$0].words.last })
    for name in names.indices where names[name].words.count == 1 {
      let owners = Set(
        bySurname[names[name].words[0], default: []].filter { areOfOneSide($0, name) }.map(root))
      if let owner = owners.first, owners.count == 1 { join(owner, name) }
    }
    return collect(names.indices.map(root))
  }

  /// Names by their first and last word, in the order of their first use.
  private func similarNames() -> [[String]: [Int]] {
    var found: [[String]: [Int]] = [:]
    for (number, name) in names.enumerated() {
      guard let first = name.words.first, let last = name.words.last else { continue }
      found[name.words.count == 1 ? [last] : [first, last], default: []].append(number)
    }
    return found
  }

  private func collect(_ roots: [Int]) -> (persons: [Person], ofName: [Int]) {
    var numbers: [Int: Int] = [:]
    var members: [[Int]] = []
    var ofName: [Int] = []
    for (name, root) in roots.enumerated() {
      let number = numbers[root] ?? members.count
      if number == members.count {
        numbers[root] = number
        members.append([])
      }
      members[number].append(name)
      ofName.append(number)
    }
    let persons = members.map { members in
      // A surname alone is often used most, but tells less.
      let full = members.filter { names[$0].words.count > 1 }
      let best = (full.isEmpty ? members : full).max { first, second in
        (names[first].count, names[first].words.count, second)
          < (names[second].count, names[second].words.count, first)
      }
      let chosen = best ?? members[0]
      return Person(
        name: names[chosen].text,
        otherNames: members.filter { $0 != chosen && names[$0].count > 0 }.map { names[$0].text })
    }
    return (persons, ofName)
  }

  /// Whether the words of one list stand in the other in the same order.
  private func isPart(_ first: [String], of second: [String]) -> Bool {
    let (short, long) = first.count < second.count ? (first, second) : (second, first)
    var rest = short[...]
    for word in long where rest.first == word { rest.removeFirst() }
    return rest.isEmpty
  }

  // MARK: Words

  private static let birthOrders: Set<String> = ["jr", "sr", "ii", "iii", "iv"]

  /// The words that tell persons apart, in lower case.
  private func words(_ name: String) -> [String] {
    var words = name.lowercased().unicodeScalars
      .split {
        !($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "'"
          || $0 == "\u{2019}")
      }
      .map { String($0) }
    words.removeAll { Self.birthOrders.contains($0) }
    let long = words.filter { $0.unicodeScalars.count > 1 }
    if let last = words.last, long.last == last { words = long }
    if words.count > 1, let formal = nicknames[words[0]] { words[0] = formal }
    return words
  }
}
