internal import Rules

/// The body that `the company`, `the party` or a bare `Chief Executive X` means: the one that the
/// text names most before.
///
/// A class, since what holds it is copied.
final class MainBody: Sendable {
  private let parties: PartyTable
  private let party: WordID
  private let place: WordSet
  /// Nouns that stand for a name nothing else is known of: company, airline, band.
  private let companies: WordSet
  /// Nouns that the names of what they stand for hold: committee, court, ministry.
  private let namedForms: WordSet
  /// Nouns that end the names of bodies of no company: agency, service, board.
  private let publicBodies: WordSet
  private let union: WordID
  /// What bodies as well as places stand behind: at.
  private let preposition: WordID
  /// Words in the names of unions.
  private let unionWords: WordSet

  /// Words that no lexicon holds are interned.
  init(_ vocabulary: inout Vocabulary, _ parties: PartyTable, _ file: RuleFile) {
    companies = Inflection.words(of: "company_nouns", in: file, as: .noun, vocabulary)
      .union(Inflection.words(of: "trade_nouns", in: file, as: .noun, vocabulary))
    namedForms = Inflection.words(of: "body_forms", in: file, as: .noun, vocabulary)
    publicBodies = Inflection.words(of: "public_bodies", in: file, as: .noun, vocabulary)
    union = vocabulary.intern("union")
    preposition = vocabulary.intern("at")
    unionWords = Inflection.words(of: "union_words", in: file, as: .noun, vocabulary)
    self.parties = parties
    party = vocabulary.intern("party")
    place = vocabulary.interned("in at near from to outside around")
  }

  /// The body for a noun, none for any company, or nil.
  ///
  /// - Complexity: Linear in the number of mentions before, of which the last 4,096 count.
  func referent(
    _ noun: WordID, before at: Int, _ document: Document, _ mentions: Mentions
  ) -> Referent? {
    if let named = named(noun, before: at, mentions) { return .entity(named) }
    if noun != .none, let listed = listed(noun, before: at, mentions) { return listed }
    var counts: [Referent: Int] = [:]
    var best: Referent?
    for mention in mentions.before(at).suffix(4096) {
      guard fits(mention.referent, noun, mentions) else { continue }
      // A place: "in Leeds".
      if case .entity(let index) = mention.referent, mentions.entities[index].kind == .unknown,
        mention.first > 0, place.contains(document.tokens[mention.first - 1].word),
        // "a row at Leeds United"
        mentions.entities[index].words.count == 1
          || document.tokens[mention.first - 1].word != preposition
      {
        continue
      }
      counts[mention.referent, default: 0] += 1
      if let known = best, known != mention.referent,
        counts[known, default: 0] >= counts[mention.referent, default: 0]
      {
        continue
      }
      best = mention.referent
    }
    if case .entity(let index) = best, mentions.entities[index].kind == .unknown,
      counts[.entity(index), default: 0] < 2, counts.count > 1 || noun == .none
    {
      return noun == .none ? nil : namedLater(counts.keys, mentions)
    }
    return best
  }

  /// The body named before a place whose name holds a noun: "the bank" after Deutsche Bank.
  func named(_ noun: WordID, before at: Int, _ mentions: Mentions) -> Int? {
    guard noun != .none else { return nil }
    return mentions.index.named(noun).last {
      mentions.entities[$0].kind == .institution && mentions.entities[$0].firstToken < at
        && mentions.entities[$0].words.contains(noun)
    }
  }

  /// Of names that stand once before a place, the one that the text goes on to name most.
  private func namedLater(
    _ referents: Dictionary<Referent, Int>.Keys, _ mentions: Mentions
  ) -> Referent? {
    var best: Referent?
    var most = 1
    for referent in referents {
      guard case .entity(let index) = referent else { continue }
      let count = mentions.entities[index].mentions
      if count > most {
        most = count
        best = referent
      } else if count == most {
        best = nil
      }
    }
    return best
  }

  /// Whether a body can be `the union`, by its name.
  func isUnion(_ e: Entity) -> Bool { e.words.contains { unionWords.contains($0) } }

  /// The same by the words of a listed name.
  func isUnion(_ name: WordSet) -> Bool { !name.isDisjoint(with: unionWords) }

  /// Whether `the union`, `the agency` or another noun can stand for what was last a source.
  func mayBe(_ noun: WordID, _ e: Entity) -> Bool {
    if noun == union { return isUnion(e) }
    // The "Food Safety Service" is no company; "the committee" is none of BBC News.
    if companies.contains(noun) { return !isPublic(e) }
    if publicBodies.contains(noun), isPublic(e) { return true }
    return !namedForms.contains(noun) || hasShortName(e)
  }

  /// Whether a noun stands for bodies of no company: `the agency`.
  func isPublic(_ noun: WordID) -> Bool { publicBodies.contains(noun) }

  /// A body by what ends its name or stands before `of`: the Inspection Service, the Department of Trade.
  func isPublic(_ e: Entity) -> Bool { e.words.contains { publicBodies.contains($0) } }

  /// An acronym, which tells nothing of what it stands for.
  private func hasShortName(_ e: Entity) -> Bool {
    !e.name.utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7A })
  }

  /// Whether a word comes before places: `in Leeds`.
  func isPlace(after word: WordID) -> Bool { place.contains(word) }

  /// The political party that the text names most before a place, for a bare `Leader X`.
  ///
  /// - Complexity: Linear in the number of mentions before.
  func politicalParty(before at: Int, _ mentions: Mentions) -> Referent? {
    var counts: [Int: Int] = [:]
    var best = -1
    for mention in mentions.list {
      if mention.first >= at { break }
      guard case .party(let index) = mention.referent, parties.isPoliticalParty(index) else {
        continue
      }
      counts[index, default: 0] += 1
      if best < 0 || counts[index, default: 0] > counts[best, default: 0] { best = index }
    }
    return best < 0 ? nil : .party(best)
  }

  /// "the bank" after the Bank of England: a listed body whose name holds the noun.
  private func listed(_ noun: WordID, before at: Int, _ mentions: Mentions) -> Referent? {
    for mention in mentions.before(at).suffix(4096).reversed() {
      guard case .party(let index) = mention.referent, parties.kinds[index] == "organization",
        parties.nameWords[index].contains(noun)
      else { continue }
      return mention.referent
    }
    return nil
  }

  private func fits(_ referent: Referent, _ noun: WordID, _ mentions: Mentions) -> Bool {
    switch referent {
    case .party(let index):
      return noun == party && parties.isPoliticalParty(index)
        || noun != party && parties.kinds[index] == "organization"
    case .entity(let index):
      let e = mentions.entities[index]
      guard e.kind != .person, e.party < 0, !e.holdsOffice, !e.isPlace else { return false }
      if noun == party { return e.words.contains(party) }
      if noun == union { return isUnion(e) }
      // "the committee" is no BBC News; what only an acronym names may be one.
      if namedForms.contains(noun), !hasShortName(e) { return false }
      if companies.contains(noun), isPublic(e) { return false }
      return e.kind == .institution
        || e.roles.isEmpty && (noun == .none || companies.contains(noun))
    }
  }
}
