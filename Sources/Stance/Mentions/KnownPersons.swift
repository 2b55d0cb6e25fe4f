internal import Rules

/// Who is known by name from the rules file: office holders and politicians of the year.
extension Affiliation {
  /// Who is known to hold an office in the year of the text.
  ///
  /// Where the text has no year, those whose office it names tell in which years it may have been
  /// written, and others are known by full name if they were in office then.
  func learnOffices(_ document: Document, _ mentions: inout Mentions) {
    if let year = document.metadata.date.flatMap({ Int($0.prefix(4)) }) {
      for index in mentions.entities.indices { learnOffice(index, year: year, &mentions) }
      return
    }
    var years = (from: 0, to: 9999)
    for index in mentions.entities.indices where mentions.entities[index].holdsOffice {
      guard let holder = learnOffice(index, year: nil, &mentions) else { continue }
      years.from = max(years.from, holder.from)
      years.to = min(years.to, holder.to)
    }
    if isCampaign(document) { return }
    let campaigners = campaigners(document, mentions)
    let namesParties = mentions.partyCounts.keys.contains { parties.isPoliticalParty($0) }
    for index in mentions.entities.indices
    where !mentions.entities[index].holdsOffice && !campaigners.contains(index) {
      // Who is given no office in a text about parties speaks for one.
      if namesParties, isListedMember(mentions.entities[index]) { continue }
      learnOffice(index, year: nil, within: years, &mentions)
    }
  }

  /// Legislators, candidates and party leaders that the rules list, for the party they speak for.
  ///
  /// Who holds an office of the state in the year of the text is known before.
  func learnPoliticians(_ document: Document, _ mentions: inout Mentions) {
    let year = document.metadata.date.flatMap { Int($0.prefix(4)) }
    let isCampaign = year == nil && isCampaign(document)
    for index in mentions.entities.indices {
      let e = mentions.entities[index]
      guard e.kind != .institution, e.party < 0, e.body < 0 || isPanel(e.body, mentions),
        e.partyName == nil || e.isLegislator, !e.isIndependent, isPolitical(e),
        // "Interior Minister X" of whatever state is no member of a parliament of that name.
        e.isLegislator || !e.roles.contains(reader.words.minister),
        // "former Secretary of State X" may be a candidate now.
        !e.isFormer || year != nil || isCampaign,
        e.words.count > 1 || e.kind == .person && (isCampaign || year != nil && !e.roles.isEmpty)
      else { continue }
      let words =
        e.name.utf8.allSatisfy { $0 < 0x80 }
        ? e.words : OfficeHolders.plainWords(of: e.name, features.vocabulary)
      guard let words,
        let holder = holders.holder(of: words, year: year, where: parties.isPoliticalParty),
        // The chair of a committee speaks for it in a text that names no party.
        e.body < 0 && e.partyName == nil || mentions.partyCounts[holder.party, default: 0] > 0
      else { continue }
      mentions.entities[index].party = holder.party
      mentions.entities[index].partyName = nil
      mentions.entities[index].canonicalName = holders.name(holder, file)
      mentions.entities[index].kind = .person
    }
  }

  /// A committee of a parliament: its members speak for their parties.
  private func isPanel(_ body: Int, _ mentions: Mentions) -> Bool {
    mentions.entities.indices.contains(body)
      && mentions.entities[body].words.contains { reader.words.panels.contains($0) }
  }

  private func isListedMember(_ e: Entity) -> Bool {
    e.words.count > 1
      && holders.holder(of: e.words, year: nil, where: parties.isPoliticalParty) != nil
  }

  /// Whether what a text calls a person can be said of a politician.
  private func isPolitical(_ e: Entity) -> Bool {
    e.roles.isEmpty
      || e.roles.contains {
        features.has($0, [.stateRole, .legislatorRole, .governmentRole])
          || reader.words.candidates.contains($0)
      }
  }

  /// A text about an election, in which who holds an office cannot be told from names alone.
  func isCampaign(_ document: Document) -> Bool {
    var count = 0
    for token in document.tokens where reader.words.contests.contains(token.word) {
      count += 1
      if count > 1 { return true }
    }
    return false
  }

  /// Who runs for an office speaks for no state: `Clinton's campaign`, `the Trump campaign`, `the
  /// Republican nominee`.
  private func campaigners(_ document: Document, _ mentions: Mentions) -> Set<Int> {
    var found = Set<Int>()
    for mention in mentions.list {
      guard case .entity(let index) = mention.referent else { continue }
      var next = mention.last
      if next < document.tokens.count, document.tokens[next].kind == .possessive { next += 1 }
      if next < document.tokens.count,
        reader.words.campaign.contains(document.tokens[next].word)
      {
        found.insert(index)
      }
    }
    for index in mentions.entities.indices
    where !mentions.entities[index].roles.isDisjoint(with: reader.words.candidates) {
      found.insert(index)
    }
    return found
  }

  @discardableResult
  private func learnOffice(
    _ index: Int, year: Int?, within years: (from: Int, to: Int) = (0, 9999),
    _ mentions: inout Mentions
  ) -> (from: Int, to: Int)? {
    let e = mentions.entities[index]
    guard e.kind != .institution, e.body < 0, e.partyName == nil, !e.isFormer,
      e.words.count > 1 || e.holdsOffice || year != nil && e.kind == .person
    else { return nil }
    let words =
      e.name.utf8.allSatisfy { $0 < 0x80 }
      ? e.words : OfficeHolders.plainWords(of: e.name, features.vocabulary)
    guard let words,
      let holder = holders.holder(
        of: words, year: year, where: { !parties.isPoliticalParty($0) }),
      e.party < 0 || e.party == holder.party
    else { return nil }
    let own = (from: Int(holder.years.from), to: Int(holder.years.to))
    // Who left when another came was not in office with that one.
    let from = max(own.from, years.from)
    let to = min(own.to, years.to)
    guard from < to || from == to && own.from == own.to else { return nil }
    mentions.entities[index].party = holder.party
    mentions.entities[index].canonicalName = holders.name(holder, file)
    mentions.entities[index].holdsOffice = true
    mentions.entities[index].kind = .person
    return own
  }
}
