internal import Rules

/// Learns in the document whom a named person speaks for.
///
/// Forms: `Azerbaijani Foreign Minister X`, `the head of the delegation, X`, `Azerbaijan's X`,
/// `Boeing spokesman X`, `X, foreign minister of Azerbaijan,`, `X, who runs Boeing,`,
/// `X of the Democratic Party`, `X (R-Ohio)`, `the company's chairwoman, X`. `former` cancels an
/// office.
///
/// A class, since what holds it is copied.
final class Affiliation: Sendable {
  let features: WordFeatures
  let parties: PartyTable
  let holders: OfficeHolders
  let file: RuleFile
  let reader: DescriptionReader
  let mainBody: MainBody
  /// Letters that stand for a party of American legislators.
  private let partyLetters: [WordID: Int]
  private let american: Set<Int>
  /// Nouns that end the names of bodies of no state: association, university, bank.
  let civilBodies: WordSet
  /// Nouns that end the names of a state's own bodies where the state owns them.
  let stateOrgans: WordSet
  /// Nouns of bodies that two places may share: police, council.
  let localBodies: WordSet
  /// Parts of universities, which speak for the whole: faculty, department.
  let universityParts: WordSet
  let university: WordID
  private let male: WordSet
  private let female: WordSet

  /// Words that no lexicon holds are interned.
  init(
    _ features: inout WordFeatures, _ parties: PartyTable, _ file: RuleFile,
    _ holders: OfficeHolders
  ) {
    self.holders = holders
    var letters: [WordID: Int] = [:]
    for (letter, name) in [
      ("r", "Republican Party"), ("d", "Democratic Party"), ("r.", "Republican Party"),
      ("d.", "Democratic Party"), ("lab", "Labour Party"), ("con", "Conservative Party"),
    ] {
      if let index = parties.names.firstIndex(of: name) {
        letters[features.vocabulary.intern(letter)] = index
      }
    }
    partyLetters = letters
    american = Set(
      ["Republican Party", "Democratic Party"].compactMap(parties.names.firstIndex(of:)))
    male = file.words(of: "male_titles", features.vocabulary)
    female = file.words(of: "female_titles", features.vocabulary)
    let words = DescriptionReader.Words(&features.vocabulary, file)
    civilBodies = Inflection.words(of: "civil_bodies", in: file, as: .noun, features.vocabulary)
    localBodies = Inflection.words(of: "local_bodies", in: file, as: .noun, features.vocabulary)
    stateOrgans = Inflection.words(of: "state_organs", in: file, as: .noun, features.vocabulary)
    universityParts = Inflection.words(
      of: "university_parts", in: file, as: .noun, features.vocabulary)
    university = features.vocabulary.intern("university")
    mainBody = MainBody(&features.vocabulary, parties, file)
    self.features = features
    self.parties = parties
    self.file = file
    reader = DescriptionReader(wordFeatures: features, parties: parties, words: words)
  }

  /// One of the two great parties of the United States.
  func isAmerican(_ party: Int) -> Bool { american.contains(party) }

  /// Who runs for a seat, and what he runs in.
  func isCandidacy(_ word: WordID) -> Bool {
    reader.words.candidates.contains(word) || reader.words.contest.contains(word)
  }

  /// Who and what belongs to a party: leader, candidate, campaign.
  func isPartyOffice(_ word: WordID) -> Bool {
    let words = reader.words
    return word == words.party || words.leader.contains(word) || words.candidates.contains(word)
      || words.campaign.contains(word) || words.contest.contains(word)
  }

  func learn(_ document: Document, _ tags: [Tag], _ mentions: inout Mentions) {
    var sentence = 0
    var waiting: [(entity: Int, noun: WordID, at: Int)] = []
    var previous: (last: Int, entity: Int)?
    noteCampaigns(document, &mentions)
    for mention in mentions.list {
      while sentence < document.sentences.count, document.sentences[sentence].last <= mention.first
      {
        sentence += 1
      }
      guard sentence < document.sentences.count, case .entity(let index) = mention.referent,
        mentions.entities[index].kind != .institution
      else { continue }
      let span = document.sentences[sentence]
      if mention.last < span.last,
        reader.words.localities.contains(document.tokens[mention.last].word)
      {
        // "the governor of Ukraine's Kharkiv region": a place.
        continue
      }
      if let range = reader.rangeBefore(mention, span, document, tags, mentions) {
        courtesy(range, index, document, &mentions)
        let description = reader.read(range, document, tags, mentions, isBefore: true)
        if !takeOffice(description, range, of: index, mention, document, tags, &mentions) {
          let adjoins = range.upperBound == mention.first
          apply(
            description, to: index, mention, adjoins: adjoins, document, &mentions, &waiting)
        }
        applyBeforeRank(range, index, mention, span, document, tags, &mentions, &waiting)
      }
      inherit(index, mention, previous, document, tags, &mentions)
      previous = (mention.last, index)
      if bracket(mention, index, span, document, &mentions) { continue }
      speakerBracket(mention, index, span, document, tags, &mentions, &waiting)
      // What is said of a company or a place is no affiliation.
      guard
        mentions.entities[index].kind == .person
          || mentions.entities[index].kind == .unknown && mentions.entities[index].words.count > 1
      else { continue }
      var place = mention
      // "X of New York, a Democrat"
      for _ in 0..<2 {
        guard let range = reader.rangeAfter(place, span, document, tags, mentions) else { break }
        let opener = document.tokens[range.lowerBound].word
        let isOf = reader.words.of.contains(opener) || opener == reader.words.from
        let others = joined(before: mention, in: span, document, tags, mentions)
        let description = reader.read(
          range, document, tags, mentions, isShared: !others.isEmpty && !isOf)
        apply(description, to: index, mention, adjoins: isOf, document, &mentions, &waiting)
        if isOf || description.isPlural {
          for other in others where isUnattached(other.entity, mentions) {
            apply(
              description, to: other.entity, other.mention, adjoins: isOf, document, &mentions,
              &waiting)
          }
        }
        guard isOf else { break }
        place.last = range.upperBound
      }
      learnEmployer(index, mention, span, document, tags, &mentions)
    }
    learnOffices(document, &mentions)
    learnPoliticians(document, &mentions)
    learnFromLead(document, tags, &mentions, &waiting)
    learnSignatures(document, tags, &mentions, &waiting)
    learnDescriptions(document, tags, &mentions, &waiting)
    for (entity, noun, at) in waiting {
      guard mentions.entities[entity].party < 0, mentions.entities[entity].body < 0,
        mentions.entities[entity].partyName == nil,
        !mentions.entities[entity].isFormer
      else { continue }
      if let body = mainBody.referent(noun, before: at, document, mentions) {
        set(entity, body, &mentions)
      } else if let name = bodyOfMembers(noun, before: at, document) {
        mentions.entities[entity].partyName = name
      }
    }
  }

  /// The persons that stand before one in a list: whom `X, Y and Z, analysts at Barclays,` and `X and Y of
  /// Barclays` tell of too.
  private func joined(
    before mention: Mention, in span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: Mentions
  ) -> [(mention: Mention, entity: Int)] {
    var found: [(mention: Mention, entity: Int)] = []
    var k = mention.first - 1
    guard k > span.bodyFirst, tags[k] == .coordinator else { return [] }
    while k > span.bodyFirst, found.count < 8 {
      if document.tokens[k - 1].kind == .comma, tags[k] == .coordinator { k -= 1 }
      guard k > span.bodyFirst, let other = mentions.mention(at: k - 1), other.last == k,
        case .entity(let entity) = other.referent,
        mentions.entities[entity].kind != .institution, mentions.entities[entity].words.count > 1
      else { break }
      found.append((other, entity))
      k = other.first - 1
      guard k > span.bodyFirst, document.tokens[k].kind == .comma else { break }
    }
    return found
  }

  /// Nothing tells yet whom somebody speaks for.
  private func isUnattached(_ entity: Int, _ mentions: Mentions) -> Bool {
    let e = mentions.entities[entity]
    return e.party < 0 && e.body < 0 && e.partyName == nil && !e.holdsOffice && !e.isFormer
      && e.roles.isEmpty
  }

  /// "the dockers' union" for "the union's leader": a body that only its members name.
  private func bodyOfMembers(_ noun: WordID, before at: Int, _ document: Document) -> String? {
    let tokens = document.tokens
    var k = at - 1
    while k > max(1, at - 400) {
      if tokens[k].word == noun, tokens[k - 1].kind == .possessive,
        features.has(tokens[k - 2].word, .nounPlural)
      {
        return document.string(k - 2..<k + 1)
      }
      k -= 1
    }
    return nil
  }

  /// "The army's spokesman, Brigadier X": a rank before the name, the office before the comma.
  private func applyBeforeRank(
    _ rank: Range<Int>, _ index: Int, _ mention: Mention, _ span: SentenceSpan,
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions,
    _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    guard rank.lowerBound > span.bodyFirst, document.tokens[rank.lowerBound - 1].kind == .comma,
      rank.allSatisfy({
        document.tokens[$0].kind == .period
          || features.has(document.tokens[$0].word, [.titleHead, .titleModifier, .courtesyTitle])
      })
    else { return }
    var titled = mention
    titled.first = rank.lowerBound
    guard let range = reader.rangeBefore(titled, span, document, tags, mentions) else { return }
    let description = reader.read(range, document, tags, mentions)
    apply(description, to: index, mention, adjoins: false, document, &mentions, &waiting)
  }

  /// "Republican senators X, Y and Z": an office in the plural belongs to every name joined to the
  /// first.
  private func inherit(
    _ index: Int, _ mention: Mention, _ previous: (last: Int, entity: Int)?,
    _ document: Document, _ tags: [Tag], _ mentions: inout Mentions
  ) {
    guard let previous, previous.entity != index, mentions.entities[previous.entity].isOneOfSeveral,
      previous.last < mention.first, mention.first - previous.last < 8
    else { return }
    // "ministers X of Greece and Y of Cyprus" share the office only.
    let model = mentions.entities[previous.entity]
    let isOfParty = model.party >= 0 && parties.isPoliticalParty(model.party)
    var hasOwnSides = false
    for k in previous.last..<mention.first
    where tags[k] != .coordinator && document.tokens[k].kind != .comma {
      guard
        reader.words.of.contains(document.tokens[k].word) || mentions.mention(at: k) != nil
          || features.has(document.tokens[k].word, .determiner)
      else { return }
      // "Republican Sens. X of Ohio and Y of Maine": where one was elected is no side.
      hasOwnSides = hasOwnSides || !isOfParty || !isConstituency(k, document, mentions)
    }
    mentions.entities[index].isOneOfSeveral = true
    mentions.entities[index].kind = .person
    mentions.entities[index].roles.formUnion(model.roles)
    mentions.entities[index].holdsOffice = mentions.entities[index].holdsOffice || model.holdsOffice
    if !hasOwnSides, mentions.entities[index].party < 0, mentions.entities[index].body < 0,
      mentions.entities[index].partyName == nil
    {
      mentions.entities[index].party = model.party
      mentions.entities[index].body = model.body
      mentions.entities[index].partyName = model.partyName
    }
  }

  /// A state or province, and the preposition before it.
  private func isConstituency(_ k: Int, _ document: Document, _ mentions: Mentions) -> Bool {
    let place = reader.words.of.contains(document.tokens[k].word) ? k + 1 : k
    guard case .party(let party)? = mentions.mention(at: place)?.referent else { return false }
    return parties.kinds[party] == "territory"
  }

  private func courtesy(
    _ range: Range<Int>, _ index: Int, _ document: Document, _ mentions: inout Mentions
  ) {
    for k in range {
      if male.contains(document.tokens[k].word) { mentions.entities[index].gender = .male }
      if female.contains(document.tokens[k].word) { mentions.entities[index].gender = .female }
      if features.has(document.tokens[k].word, .courtesyTitle),
        mentions.entities[index].kind == .unknown
      {
        mentions.entities[index].kind = .person
      }
    }
  }

  // MARK: Brackets

  /// `Hon. Ann Hill (Minister of Trade, Lib.):`, `Mr. Roy (North Bay, NDP):` at the head of a turn: an
  /// office, else a party.
  private func speakerBracket(
    _ mention: Mention, _ index: Int, _ span: SentenceSpan, _ document: Document, _ tags: [Tag],
    _ mentions: inout Mentions, _ waiting: inout [(entity: Int, noun: WordID, at: Int)]
  ) {
    let tokens = document.tokens
    guard span.turn == .name, mention.last < span.bodyFirst,
      tokens[mention.last].kind == .bracketOpen,
      let end = (mention.last..<span.bodyFirst).first(where: { tokens[$0].kind == .bracketClose }),
      end > mention.last + 1
    else { return }
    let inside = mention.last + 1..<end
    mentions.entities[index].kind = .person
    let description = reader.read(inside, document, tags, mentions)
    if description.hasRole {
      apply(description, to: index, mention, adjoins: false, document, &mentions, &waiting)
      return
    }
    for k in inside {
      guard let name = mentions.mention(at: k), case .party(let party) = name.referent,
        parties.isPoliticalParty(party)
      else { continue }
      mentions.entities[index].isLegislator = true
      return set(index, name.referent, &mentions)
    }
  }

  /// A political party, or a body of the text's own.
  private func isBody(_ referent: Referent, _ mentions: Mentions) -> Bool {
    switch referent {
    case .party(let party): parties.isPoliticalParty(party)
    case .entity(let entity): mentions.entities[entity].kind == .institution
    }
  }

  /// What follows the party of a legislator: `Ohio` in `(R-Ohio)` and `(R., Ohio)`.
  private func noteConstituency(
    _ index: Int, after mark: Int, _ span: SentenceSpan, _ document: Document,
    _ mentions: inout Mentions
  ) {
    guard mentions.entities[index].constituency < 0,
      let place = (mark..<min(span.last, mark + 3)).first(where: {
        document.tokens[$0].kind == .word && document.tokens[$0].has(.capitalised)
      })
    else { return }
    mentions.entities[index].constituency = place
  }

  /// `(R-Ohio)`, `(D., Vermont)`, `, D-N.Y.,`, `(Labour)`, `(Dock Union)`.
  private func bracket(
    _ mention: Mention, _ index: Int, _ span: SentenceSpan, _ document: Document,
    _ mentions: inout Mentions
  ) -> Bool {
    let tokens = document.tokens
    let k = mention.last
    guard k + 2 < span.last, tokens[k].kind == .bracketOpen || tokens[k].kind == .comma else {
      return false
    }
    if tokens[k + 1].word == reader.words.independent, tokens[k + 1].has(.capitalised),
      tokens[k + 2].kind == .hyphen
    {
      // "(I-Vt.)": a legislator of no party.
      noteConstituency(index, after: k + 2, span, document, &mentions)
      mentions.entities[index].isIndependent = true
      mentions.entities[index].kind = .person
      mentions.entities[index].isLegislator = true
      return true
    }
    if let party = partyLetters[tokens[k + 1].word], tokens[k + 1].has(.capitalised),
      tokens[k + 2].kind == .hyphen || tokens[k + 2].kind == .period
        || tokens[k + 2].kind == .comma
        || tokens[k + 2].kind == .bracketClose && mentions.entities[index].isLegislator
    {
      set(index, .party(party), &mentions)
      mentions.entities[index].kind = .person
      mentions.entities[index].isLegislator = true
      noteConstituency(index, after: k + 2, span, document, &mentions)
      return true
    }
    // "(Labour)", "(Labour, Bow West)"
    guard tokens[k].kind == .bracketOpen else { return false }
    if let party = partyLetters[tokens[k + 1].word], tokens[k + 1].has(.capitalised),
      tokens[k + 2].kind == .comma || tokens[k + 2].kind == .bracketClose
    {
      set(index, .party(party), &mentions)
      mentions.entities[index].kind = .person
      return true
    }
    guard let inside = mentions.mention(at: k + 1), inside.last < span.last,
      tokens[inside.last].kind == .bracketClose || tokens[inside.last].kind == .comma,
      isBody(inside.referent, mentions)
    else { return false }
    set(index, inside.referent, &mentions)
    return true
  }
}
