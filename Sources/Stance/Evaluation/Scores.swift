/// Hits, inventions and misses.
package struct Tally: Sendable, Equatable {
  package var truePositives = 0
  package var falsePositives = 0
  package var falseNegatives = 0

  package var precision: Double { Self.share(truePositives, truePositives + falsePositives) }
  package var recall: Double { Self.share(truePositives, truePositives + falseNegatives) }
  package var f1: Double {
    Self.share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
  }

  /// Compares two sets.
  mutating func add<Element: Hashable>(gold: Set<Element>, system: Set<Element>) {
    let common = gold.intersection(system).count
    truePositives += common
    falsePositives += system.count - common
    falseNegatives += gold.count - common
  }

  /// Nothing of nothing is nothing.
  static func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}

/// A part of a whole, in cases.
package struct Share: Sendable, Equatable {
  package var count = 0
  package var total = 0

  /// Nil where there are no cases.
  package var value: Double? { total == 0 ? nil : Double(count) / Double(total) }

  mutating func add(_ holds: Bool) {
    count += holds ? 1 : 0
    total += 1
  }
}

/// How often each label was given for each label: rows gold, columns system.
package struct ConfusionMatrix: Sendable, Equatable {
  package private(set) var classes: [String]
  private var rows: [[Int]]

  package init(classes: [String]) {
    self.classes = classes
    rows = classes.map { _ in classes.map { _ in 0 } }
  }

  package subscript(gold gold: String, system system: String) -> Int {
    guard let row = classes.firstIndex(of: gold), let column = classes.firstIndex(of: system) else {
      return 0
    }
    return rows[row][column]
  }

  mutating func add(gold: String, system: String) {
    let row = index(of: gold)
    rows[row][index(of: system)] += 1
  }

  private mutating func index(of label: String) -> Int {
    if let index = classes.firstIndex(of: label) { return index }
    classes.append(label)
    for row in rows.indices { rows[row].append(0) }
    rows.append(classes.map { _ in 0 })
    return classes.count - 1
  }

  package func goldCount(_ label: String) -> Int {
    classes.reduce(0) { $0 + self[gold: label, system: $1] }
  }

  package func systemCount(_ label: String) -> Int {
    classes.reduce(0) { $0 + self[gold: $1, system: label] }
  }

  package func tally(_ label: String) -> Tally {
    let hits = self[gold: label, system: label]
    return Tally(
      truePositives: hits, falsePositives: systemCount(label) - hits,
      falseNegatives: goldCount(label) - hits)
  }

  package var total: Int { rows.reduce(0) { $0 + $1.reduce(0, +) } }

  package var accuracy: Double {
    Tally.share(classes.reduce(0) { $0 + self[gold: $1, system: $1] }, total)
  }

  /// The mean of F1 over the classes that occur in gold.
  package var macroF1: Double {
    let present = classes.filter { goldCount($0) > 0 }
    guard !present.isEmpty else { return 0 }
    return present.reduce(0) { $0 + tally($1).f1 } / Double(present.count)
  }
}

/// All scores that the codebook defines, over any number of documents.
package struct Scores: Sendable, Equatable {
  package private(set) var documentCount = 0
  package private(set) var systemSentenceCount = 0
  /// End positions of sentences.
  package private(set) var boundaries = Tally()
  /// First act or none.
  package private(set) var primary: ConfusionMatrix
  /// Distinct labels of each sentence, without none.
  package private(set) var labelSets = Tally()
  /// Distinct pairs of label and set of parties of each sentence.
  package private(set) var joint = Tally()
  /// First acts, where gold and system both have an act.
  package private(set) var partyGivenAct = Share()
  /// First acts, over all gold sentences with an act.
  package private(set) var partyOfGoldActs = Share()
  /// First acts, where both have an act and gold names a speaker.
  package private(set) var speakerGivenAct = Share()
  /// Gold sentences with an act for which the system has one.
  package private(set) var actRecall = Share()
  /// Where both have an act and gold names no speaker: the system names one.
  package private(set) var speakersInvented = Share()

  package var goldSentenceCount: Int { primary.total }

  /// No documents yet.
  ///
  /// - Parameter labels: The classes besides `none`, in the order of tables.
  package init(labels: [String]) {
    primary = ConfusionMatrix(
      classes: labels.filter { $0 != GoldFile.noLabel } + [GoldFile.noLabel])
  }

  mutating func add(_ alignment: Alignment) {
    documentCount += 1
    systemSentenceCount += alignment.systemRanges.count
    boundaries.add(
      gold: Set(alignment.goldRanges.map(\.upperBound)),
      system: Set(alignment.systemRanges.map(\.upperBound)))
  }

  mutating func add(gold: [GoldAct], system: [GoldAct]) {
    primary.add(
      gold: gold.first?.label ?? GoldFile.noLabel, system: system.first?.label ?? GoldFile.noLabel)
    labelSets.add(gold: Set(gold.map(\.label)), system: Set(system.map(\.label)))
    joint.add(
      gold: Set(gold.map(LabelAndParties.init)), system: Set(system.map(LabelAndParties.init)))
    guard let goldAct = gold.first else { return }
    actRecall.add(!system.isEmpty)
    guard let act = system.first else { return partyOfGoldActs.add(false) }
    let isPartyRight =
      NameComparison.parties(goldAct.parties) == NameComparison.parties(act.parties)
    partyOfGoldActs.add(isPartyRight)
    partyGivenAct.add(isPartyRight)
    if goldAct.speakers.isEmpty {
      speakersInvented.add(!act.speakers.isEmpty)
    } else {
      speakerGivenAct.add(NameComparison.areSameSpeakers(goldAct.speakers, act.speakers))
    }
  }
}

/// What joint F1 counts.
private struct LabelAndParties: Hashable {
  let label: String
  let parties: Set<String>

  init(_ act: GoldAct) {
    label = act.label
    parties = NameComparison.parties(act.parties)
  }
}
