/// Hits, inventions and misses.
package struct Tally: Sendable, Equatable {
  package var truePositives = 0
  package var falsePositives = 0
  package var falseNegatives = 0

  package init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
  }

  package var precision: Double { Self.share(truePositives, truePositives + falsePositives) }
  package var recall: Double { Self.share(truePositives, truePositives + falseNegatives) }
  package var f1: Double {
    Self.share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
  }

  /// Adds another count so many times; -1 takes it out.
  mutating func add(_ other: Tally, times: Int) {
    truePositives += times * other.truePositives
    falsePositives += times * other.falsePositives
    falseNegatives += times * other.falseNegatives
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

  package init(count: Int = 0, total: Int = 0) {
    self.count = count
    self.total = total
  }

  /// Nil where there are no cases.
  package var value: Double? { total == 0 ? nil : Double(count) / Double(total) }

  mutating func add(_ holds: Bool) {
    count += holds ? 1 : 0
    total += 1
  }

  /// Adds another share so many times; -1 takes it out.
  mutating func add(_ other: Share, times: Int) {
    count += times * other.count
    total += times * other.total
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

  /// Adds another matrix so many times; -1 takes it out.
  mutating func add(_ other: ConfusionMatrix, times: Int) {
    let places =
      other.classes == classes ? Array(classes.indices) : other.classes.map { index(of: $0) }
    for (row, counts) in zip(places, other.rows) {
      for (column, count) in zip(places, counts) { rows[row][column] += times * count }
    }
  }

  package func goldCount(_ label: String) -> Int {
    classes.firstIndex(of: label).map(goldCount) ?? 0
  }

  package func systemCount(_ label: String) -> Int {
    classes.firstIndex(of: label).map(systemCount) ?? 0
  }

  package func tally(_ label: String) -> Tally {
    classes.firstIndex(of: label).map(tally) ?? Tally()
  }

  private func goldCount(_ row: Int) -> Int { rows[row].reduce(0, +) }

  private func systemCount(_ column: Int) -> Int { rows.reduce(0) { $0 + $1[column] } }

  private func tally(_ index: Int) -> Tally {
    let hits = rows[index][index]
    return Tally(
      truePositives: hits, falsePositives: systemCount(index) - hits,
      falseNegatives: goldCount(index) - hits)
  }

  package var total: Int { rows.reduce(0) { $0 + $1.reduce(0, +) } }

  package var accuracy: Double {
    Tally.share(classes.indices.reduce(0) { $0 + rows[$1][$1] }, total)
  }

  /// F1 of each class that occurs in gold.
  private var scoresOfPresent: [Double] {
    classes.indices.filter { goldCount($0) > 0 }.map { tally($0).f1 }
  }

  /// The mean of F1 over the classes that occur in gold.
  package var macroF1: Double {
    let scores = scoresOfPresent
    return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
  }

  /// The lowest F1 of the classes that occur in gold; nil where there are none.
  package var lowestF1: Double? { scoresOfPresent.min() }

  /// Cohen's kappa: agreement beyond what the shares of the classes would give by chance.
  ///
  /// Nil where there is nothing to agree on, or where chance alone would agree always.
  package var kappa: Double? {
    let total = Double(total)
    guard total > 0 else { return nil }
    let chance = classes.indices.reduce(0.0) {
      $0 + Double(goldCount($1)) / total * (Double(systemCount($1)) / total)
    }
    return chance < 1 ? (accuracy - chance) / (1 - chance) : nil
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

  /// Adds other scores so many times; -1 takes them out.
  ///
  /// - Complexity: Quadratic in the count of classes.
  package mutating func add(_ other: Scores, times: Int = 1) {
    documentCount += times * other.documentCount
    systemSentenceCount += times * other.systemSentenceCount
    boundaries.add(other.boundaries, times: times)
    primary.add(other.primary, times: times)
    labelSets.add(other.labelSets, times: times)
    joint.add(other.joint, times: times)
    partyGivenAct.add(other.partyGivenAct, times: times)
    partyOfGoldActs.add(other.partyOfGoldActs, times: times)
    speakerGivenAct.add(other.speakerGivenAct, times: times)
    actRecall.add(other.actRecall, times: times)
    speakersInvented.add(other.speakersInvented, times: times)
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
