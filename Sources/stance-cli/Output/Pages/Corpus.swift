internal import Stance

/// Names that are numbered in the order of their first use.
struct NameTable: Sendable {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(_ name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }
}

/// What many readings say: documents, and their acts in numbers.
struct Corpus: Sendable {
  /// A document without its text.
  struct Document: Sendable {
    let id: String
    let title: String?
    let date: CalendarDate?
  }

  /// One act; parties, targets and speakers by their numbers.
  struct Act: Sendable {
    let document: Int
    let sentence: Int
    let label: Int
    let parties: [Int]
    let targets: [Int]
    /// Numbers of names, of persons once ``Corpus/join()`` has been called.
    var speakers: [Int]
    /// Into ``Corpus/texts``.
    let text: Int
  }

  let labels: [String]
  private let labelNumbers: [String: Int]
  private(set) var documents: [Document] = []
  private(set) var sentenceCount = 0
  private(set) var acts: [Act] = []
  /// Sentences with acts.
  private(set) var texts: [String] = []
  private(set) var parties = NameTable()
  private(set) var persons: [PersonIndex.Person] = []
  private var names: PersonIndex

  /// A corpus without documents.
  ///
  /// - Parameters:
  ///   - labels: All there are.
  ///   - nicknames: Short first names and what they stand for, in lower case.
  init(labels: [String], nicknames: [String: String]) {
    self.labels = labels
    labelNumbers = Dictionary(zip(labels, 0...)) { first, _ in first }
    names = PersonIndex(nicknames: nicknames)
  }

  mutating func add(_ document: LabelledDocument) {
    let reading = document.reading
    let metadata = reading.metadata
    documents.append(
      Document(
        id: document.id, title: metadata.title.map { GoldFile.oneLine($0) },
        date: metadata.date.flatMap { CalendarDate($0) }))
    sentenceCount += reading.sentences.count
    for sentence in reading.sentences where !sentence.acts.isEmpty {
      texts.append(GoldFile.oneLine(sentence.text))
      for act in sentence.acts { add(act, sentence.index) }
    }
  }

  private mutating func add(_ act: Stance.Act, _ sentence: Int) {
    let sides = act.parties.map { parties.number($0) }
    // Bodies among the speakers have no canonical name: then nobody knows which name is whose.
    let canonical = act.persons.count == act.speakers.count ? act.persons : act.speakers
    acts.append(
      Act(
        document: documents.count - 1, sentence: sentence, label: labelNumbers[act.label] ?? 0,
        parties: sides, targets: act.targets.map { parties.number($0) },
        speakers: zip(act.speakers, canonical).map { names.add($0, canonical: $1, parties: sides) },
        text: texts.count - 1))
  }

  /// Joins the names of each person; to be called once, after the last document.
  mutating func join() {
    let (persons, ofName) = names.persons()
    self.persons = persons
    for index in acts.indices { acts[index].speakers = acts[index].speakers.map { ofName[$0] } }
  }

  // MARK: Choice of sentences

  /// Which texts a page is to hold when not all can be: of every party's acts of each label some,
  /// as many for each as the limit allows, spread evenly over the documents.
  ///
  /// - Parameter limit: The most texts to keep.
  /// - Returns: Their numbers.
  /// - Complexity: O(*n* log *n*) in the number of acts.
  func chosenTexts(limit: Int) -> Set<Int> {
    guard texts.count > limit else { return Set(texts.indices) }
    let cells = Dictionary(grouping: acts.indices) { index -> [Int] in
      [acts[index].parties.first ?? -1, acts[index].label]
    }
    let sizes = cells.values.map(\.count)
    // The largest share for each cell with which all fit.
    var (low, high) = (0, sizes.max() ?? 0)
    while low < high {
      let middle = (low + high + 1) / 2
      if sizes.reduce(0, { $0 + min($1, middle) }) <= limit {
        low = middle
      } else {
        high = middle - 1
      }
    }
    var chosen = Set<Int>()
    for indices in cells.values {
      let count = min(low, indices.count)
      for place in 0..<count { chosen.insert(acts[indices[place * indices.count / count]].text) }
    }
    return chosen
  }
}

/// A day of the calendar.
struct CalendarDate: Sendable, Comparable, Hashable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day as `YYYY-MM-DD`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else {
      return nil
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    (first.year, first.month, first.day) < (second.year, second.month, second.day)
  }

  /// Days since a fixed day (proleptic Gregorian calendar).
  var dayNumber: Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  /// The day with a number.
  init(dayNumber: Int) {
    let era = dayNumber >= 0 ? dayNumber / 146_097 : (dayNumber - 146_096) / 146_097
    let dayOfEra = dayNumber - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// As `YYYY-MM-DD`.
  var text: String { "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))" }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}

/// Equal stretches of the calendar that cover all dates of a corpus.
struct TimeScale: Sendable {
  /// How long one stretch is.
  enum Unit: String, Sendable {
    case day, week, month, quarter, year
  }

  /// The most stretches that a chart shows side by side.
  static let mostPeriods = 62

  let unit: Unit
  /// The first day of each stretch, and the day after the last.
  let edges: [CalendarDate]

  var count: Int { edges.count - 1 }

  /// The finest scale with few enough stretches; nil without dates.
  init?(_ dates: [CalendarDate]) {
    guard let first = dates.min(), let last = dates.max() else { return nil }
    for unit in [Unit.day, .week, .month, .quarter, .year] {
      let edges = Self.edges(unit, first, last)
      if edges.count - 1 <= Self.mostPeriods || unit == .year {
        self.unit = unit
        self.edges = edges
        return
      }
    }
    return nil
  }

  /// The number of the stretch that holds a day.
  func period(_ date: CalendarDate) -> Int {
    var (low, high) = (0, max(count - 1, 0))
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= date { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The last day of a stretch.
  func lastDay(_ period: Int) -> CalendarDate {
    CalendarDate(dayNumber: edges[period + 1].dayNumber - 1)
  }

  /// The name of a stretch for people.
  func name(_ period: Int) -> String {
    let date = edges[period]
    switch unit {
    case .day: return date.text
    case .week: return "week of " + date.text
    case .month: return String(date.text.prefix(7))
    case .quarter: return "\(date.year) Q\((date.month + 2) / 3)"
    case .year: return "\(date.year)"
    }
  }

  private static func edges(
    _ unit: Unit, _ first: CalendarDate, _ last: CalendarDate
  ) -> [CalendarDate] {
    var edge = start(unit, first)
    var edges = [edge]
    // One more than fits is enough to see that a unit is too fine.
    while edge <= last, unit == .year || edges.count <= mostPeriods + 1 {
      edge = next(unit, edge)
      edges.append(edge)
    }
    return edges
  }

  private static func start(_ unit: Unit, _ date: CalendarDate) -> CalendarDate {
    switch unit {
    case .day: date
    // Day number 0 is a Wednesday; weeks begin on Mondays.
    case .week: CalendarDate(dayNumber: date.dayNumber - (((date.dayNumber + 2) % 7) + 7) % 7)
    case .month: CalendarDate(year: date.year, month: date.month, day: 1)
    case .quarter: CalendarDate(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1)
    case .year: CalendarDate(year: date.year, month: 1, day: 1)
    }
  }

  private static func next(_ unit: Unit, _ date: CalendarDate) -> CalendarDate {
    switch unit {
    case .day: CalendarDate(dayNumber: date.dayNumber + 1)
    case .week: CalendarDate(dayNumber: date.dayNumber + 7)
    case .month, .quarter:
      months(date, unit == .month ? 1 : 3)
    case .year: CalendarDate(year: date.year + 1, month: 1, day: 1)
    }
  }

  private static func months(_ date: CalendarDate, _ count: Int) -> CalendarDate {
    let month = date.year * 12 + date.month - 1 + count
    return CalendarDate(year: month / 12, month: month % 12 + 1, day: 1)
  }
}
