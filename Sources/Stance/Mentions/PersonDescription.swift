internal import Rules

/// What a noun phrase tells of the person it stands beside: offices, and the names in it with the
/// words that tie them to the offices.
///
/// `Morocco's deputy foreign minister`, `the head of the Dock Workers' Union`, `a spokeswoman for
/// Kandal police`, `the former minister who is now the UN envoy to Libya`.
struct PersonDescription {
  /// How a name is tied to the office.
  enum Link {
    /// Before the office: `Boeing spokesman`.
    case modifier
    /// `Boeing's spokesman`.
    case possessor
    /// `of`, `for`: who is spoken for.
    case of
    /// `at`, `with`, `from`: a body, but no country.
    case at
    /// `in`, `to`, `on`: where one is posted.
    case place
  }

  struct Candidate {
    var referent: Referent
    var nameKind: PartyNameKind
    var link: Link
    /// Tokens of the name.
    var range: Range<Int>
    /// A ministry, delegation, army: `the Irish government`.
    var isGovernment = false
    /// The whole of a body that has a name before a common noun: `Kandal police`.
    var body: Range<Int>?
    /// The whole of a committee or board that a name opens: `the Commons public accounts committee`.
    var panel: Range<Int>?
    /// Before a common noun: `FX strategy`.
    var isModifier = false
    var isAmbiguous = false
    /// No office stands before it in the phrase.
    var isBeforeRole = true
  }

  var roles: WordSet = []
  /// Words of rank and field before the office: deputy, foreign, health.
  var fields: WordSet = []
  var features: WordFeature = []
  var isFormer = false
  var candidates: [Candidate] = []
  /// `the company's`, `party leader`: a body that the text names elsewhere, by its noun.
  var bodyNoun = WordID.none
  /// `the party's Senate leader`: the noun owns what follows.
  var ownsBody = false
  /// A person whose staff is described: `Morrow's campaign manager`.
  var candidate: Mention?
  /// `a spokesman for Sen. Morrow`.
  var candidateHasTitle = false
  /// `Morrow campaign`.
  var isCampaign = false
  /// `who handles sales for Vitol`.
  var works = false

  /// `a Democrat from Ohio`.
  var isMember = false
  /// `an army spokesman`, `the ministry's deputy head`: a body of the state, no name beside it.
  var isOfGovernment = false
  /// `senators X and Y`.
  var isPlural = false
  /// `county auditor`, `city manager`.
  var isMunicipal = false
  /// `chief minister`, `state health minister`: an office of a province.
  var isOfProvince = false
  /// `provincial police spokesman`, `district officer`: of a province that the text names elsewhere.
  var isRegional = false
  /// `national president`, `branch secretary`: an office of an association.
  var isOfAssociation = false
  /// `his solicitor`, `her lawyer`: who acts for the person named before.
  var isPersonsLawyer = false
  /// `her deputy`, `his spokesman`: of the side of the person named before.
  var isPersonsStaff = false
  /// `police spokesman`.
  var isPolice = false
  /// `president-elect`: not in office yet.
  var isElect = false
  /// `a spokesman for the rebels`, `opposition leader`: of no government.
  var isAgainstState = false
  /// `shadow home secretary`: speaks for the opposition.
  var isShadow = false
  /// `the New Hope party`: the name of a party that no table holds.
  var partyRun: Range<Int>?
  /// `its director`, `whose chairman`: the body named before.
  var ownsBefore = false

  var hasRole: Bool { !roles.isEmpty }
}

/// Reads descriptions of persons.
struct DescriptionReader {
  let wordFeatures: WordFeatures
  let parties: PartyTable
  let words: Words
  static let reach = 16

  /// The words that the reading turns on.
  struct Words: Sendable {
    let of: WordSet
    let ofAlone: WordID
    let toward: WordID
    let at: WordSet
    /// Of those the one that seldom stands before a town.
    let atBody: WordID
    let place: WordSet
    /// What stands between a person and the body spoken for.
    let representing: WordSet
    let speaking: WordSet
    /// What stands between a lawyer and the client.
    let defending: WordSet
    let behalf: WordSet
    /// Verbs of offices that one holds: heads, founded.
    let heads: WordSet
    let now: WordSet
    let past: WordSet
    let definite: WordSet
    let its: WordSet
    /// What stands before an office of a town: county, city.
    let municipal: WordSet
    /// Who fights or opposes a state: rebel, opposition.
    let rebels: WordSet
    /// What stands before an office of a part of a state: provincial, district.
    let regional: WordSet
    /// What stands before offices of unions and societies: national, branch.
    let association: WordSet
    /// Parts of a state, beside their names: province, district.
    let regions: WordSet
    /// Those and the nouns of towns and the like.
    let localities: WordSet
    /// What members of a party contend for: nomination, primary.
    let contest: WordSet
    /// Short titles of several persons: sens, reps.
    let pluralTitles: WordSet
    /// Verbs of work for a body: handles, covers.
    let work: WordSet
    let police: WordSet
    let campaign: WordSet
    /// Committees, boards and the like.
    let panels: WordSet
    let legislators: WordSet
    let privates: WordSet
    /// Who is told of by somebody's name and is not of his side: critic, opponent.
    let partisans: WordSet
    /// Words in the names of outlets.
    let outlets: WordSet
    /// Offices that associations, unions and companies have alike: chairman, general secretary.
    let associationRoles: WordSet
    /// Words of rank and field before them: chief, deputy, finance.
    let associationFields: WordSet
    /// Those that are such an office only with another word: Secretary General, finance chief.
    let twofoldRoles: WordSet
    /// Offices of states that bodies have too.
    let presidents: WordSet
    let governor: WordSet
    let chancellor: WordSet
    let bank: WordID
    let heOrShe: WordSet
    let hisOrHer: WordSet
    let lawyers: WordSet
    let shadow: WordID
    let elect: WordID
    let state: WordID
    let minister: WordID
    let chief: WordID
    /// What stands for the state that the text speaks of: country, nation.
    let country: WordSet
    /// Who runs for an office.
    let candidates: WordSet
    /// Offices that one state or body sends to another.
    let envoys: WordSet
    /// The office that heads a party.
    let leader: WordSet
    let prime: WordID
    let premier: WordID
    /// What stands before `representative` of a state.
    let diplomatic: WordSet
    /// What texts about elections speak of.
    let contests: WordSet
    /// What the staff of a candidate directs.
    let staffFields: WordSet
    /// The letter of legislators of no party.
    let independent: WordID
    let the: WordID
    let party: WordID
    /// Who passes on what others decide, known by no description: official, aide.
    let unnamed: WordSet
    /// Words before `prime` that make it another office: deputy, vice.
    let deputies: WordSet
    let and: WordID
    let from: WordID
    let bodies: WordSet
    /// Those of companies: bank, brewer.
    let companies: WordSet
    let central: WordID
    /// Offices that tell that what stands before them is a body: director, economist.
    let officesOfBodies: WordSet
    /// What a hyphen ties to the place somebody is at or from: based, born.
    let rooted: WordSet
    /// Large cities, whose traders and lawyers speak for nobody.
    let cities: WordSet
    /// Trades of people who speak for no town: trader, lawyer.
    let unattached: WordSet

    /// Function words that no lexicon holds are interned.
    init(_ vocabulary: inout Vocabulary, _ file: RuleFile) {
      of = vocabulary.interned("of for")
      ofAlone = vocabulary.intern("of")
      toward = vocabulary.intern("to")
      at = vocabulary.interned("at with from")
      atBody = vocabulary.intern("at")
      place = vocabulary.interned("in to on against near into under")
      representing = vocabulary.interned("representing")
      speaking = vocabulary.interned("speaking acting appearing")
      defending = vocabulary.interned("representing defending")
      behalf = vocabulary.interned("behalf")
      now = vocabulary.interned("now currently today")
      past = vocabulary.interned("was served were had")
      definite = vocabulary.interned("the its his her their this that our")
      its = vocabulary.interned("its their whose")
      police = vocabulary.interned("police")
      campaign = vocabulary.interned("campaign")
      prime = vocabulary.intern("prime")
      premier = vocabulary.intern("premier")
      and = vocabulary.intern("and")
      from = vocabulary.intern("from")
      heads = file.words(of: "leading_verbs", vocabulary)
      work = file.words(of: "working_verbs", vocabulary)
      regional = vocabulary.interned("provincial regional district prefectural county")
      association = vocabulary.interned("national branch club chapter")
      regions = vocabulary.interned("province region district county prefecture governorate oblast")
      localities = regions.union(
        vocabulary.interned("state city town village area neighborhood neighbourhood suburb island")
      )
      rebels = Inflection.words(of: "rebel_groups", in: file, as: .noun, vocabulary)
      municipal = file.words(of: "municipal_words", vocabulary)
      pluralTitles = file.words(of: "plural_titles", vocabulary)
      contest = file.words(of: "party_contests", vocabulary)
      contests = file.words(of: "election_words", vocabulary)
      candidates = file.words(of: "candidate_roles", vocabulary)
      envoys = file.words(of: "envoy_roles", vocabulary)
      diplomatic = file.words(of: "envoy_modifiers", vocabulary)
      leader = file.words(of: "party_leaders", vocabulary)
      bodies = Inflection.words(of: "body_nouns", in: file, as: .noun, vocabulary)
      companies = Inflection.words(of: "company_nouns", in: file, as: .noun, vocabulary)
      central = vocabulary.intern("central")
      staffFields = file.words(of: "staff_fields", vocabulary)
      panels = file.words(of: "panel_nouns", vocabulary)
      legislators = file.words(of: "legislator_roles", vocabulary)
      outlets = file.words(of: "outlet_words", vocabulary)
      partisans = file.words(of: "partisan_roles", vocabulary)
      privates = file.words(of: "private_roles", vocabulary)
      associationRoles = file.words(of: "association_roles", vocabulary)
      rooted = vocabulary.interned("based born raised educated trained headquartered listed")
      unattached = Inflection.words(of: "unattached_roles", in: file, as: .noun, vocabulary)
      cities = file.words(of: "cities", vocabulary)
      officesOfBodies = associationRoles.union(
        vocabulary.interned("analyst economist strategist spokesman spokeswoman spokesperson"))
      associationFields = file.words(of: "association_fields", vocabulary)
      twofoldRoles = vocabulary.interned("secretary general chief officer")
      presidents = vocabulary.interned("president chancellor governor vice-chancellor")
      governor = vocabulary.interned("governor")
      chancellor = vocabulary.interned("chancellor vice-chancellor")
      bank = vocabulary.intern("bank")
      country = vocabulary.interned("country nation")
      unnamed = file.words(of: "unnamed_roles", vocabulary)
      deputies = file.words(of: "deputy_words", vocabulary)
      independent = vocabulary.intern("i")
      party = vocabulary.intern("party")
      the = vocabulary.intern("the")
      hisOrHer = vocabulary.interned("his her")
      lawyers = file.words(of: "lawyers", vocabulary)
      heOrShe = vocabulary.interned("he she")
      shadow = vocabulary.intern("shadow")
      elect = vocabulary.intern("elect")
      state = vocabulary.intern("state")
      minister = vocabulary.intern("minister")
      chief = vocabulary.intern("chief")
    }
  }

  // MARK: What it says

  /// Reads a phrase; a shared one, of several persons, has its office in the plural: `X and Y, analysts at
  /// Barclays`.
  func read(
    _ range: Range<Int>, _ document: Document, _ tags: [Tag], _ mentions: Mentions,
    isBefore: Bool = false, isShared: Bool = false
  ) -> PersonDescription {
    let tokens = document.tokens
    var found = PersonDescription()
    var link = PersonDescription.Link.modifier
    var isRelative = false
    var k = range.lowerBound
    while k < range.upperBound {
      let token = tokens[k]
      if let mention = mentions.mention(at: k), mention.first == k {
        k = min(mention.last, range.upperBound)
        if k + 1 < range.upperBound, tokens[k].kind == .hyphen,
          words.rooted.contains(tokens[k + 1].word)
        {
          // "an Istanbul-based economist"
          k += 2
          continue
        }
        // "Attorney General (AG) X": another name of what stands before.
        if mention.first > range.lowerBound, tokens[mention.first - 1].kind == .bracketOpen {
          continue
        }
        note(mention, link, next: k, range, document, mentions, &found)
        // The office may stand inside the name of a party: "White House press secretary".
        if mention.nameKind == .demonym, case .party(let party) = mention.referent,
          parties.isPoliticalParty(party), k >= range.upperBound || endsNoun(k, tokens, tags)
        {
          found.isMember = true
        }
        if mention.nameKind == .title {
          found.roles.insert(tokens[mention.last - 1].word)
          found.features.formUnion(wordFeatures[tokens[mention.last - 1].word])
        }
        continue
      }
      if let principal = principal(at: k, isFirst: k == range.lowerBound, range, document, mentions)
      {
        k = principal
        continue
      }
      k += 1
      guard token.kind == .word else { continue }
      let word = token.word
      let f = wordFeatures[word]
      if word == words.shadow { found.isShadow = true }
      if words.rebels.contains(word) { found.isAgainstState = true }
      if words.regional.contains(word), found.roles.isEmpty { found.isRegional = true }
      if words.police.contains(word), !token.has(.capitalised) { found.isPolice = true }
      if word == words.elect { found.isElect = true }
      if word == words.state, !token.has(.capitalised), k < range.upperBound,
        wordFeatures.has(tokens[k].word, [.titleHead, .titleModifier])
      {
        found.isOfProvince = true
      }
      if word == words.minister, k - 2 >= range.lowerBound, tokens[k - 2].word == words.chief {
        found.isOfProvince = true
      }
      if !f.isDisjoint(with: .formerWord) {
        if found.hasRole, !found.isFormer, isCoordinated(k - 1, range, tokens) {
          // "director-general of the WHO and a former minister": the office that lasts counts.
          break
        }
        found.isFormer = true
      }
      if words.now.contains(word) {
        // "the former minister who is now the envoy"
        found = PersonDescription()
        link = .modifier
        continue
      }
      if !f.isDisjoint(with: .relative) {
        isRelative = true
        link = .modifier
        continue
      }
      if isRelative, words.past.contains(word) { found.isFormer = true }
      if isRelative, words.work.contains(word) { found.works = true }
      if isRelative, words.heads.contains(word) {
        if found.isFormer { found = PersonDescription() }
        found.roles.insert(word)
        link = .of
        continue
      }
      if words.of.contains(word) {
        link = .of
      } else if words.at.contains(word) {
        link = .at
      } else if words.place.contains(word) || tags[k - 1] == .preposition {
        link = .place
      }
      if words.campaign.contains(word) { found.isCampaign = true }
      if words.municipal.contains(word), found.candidates.isEmpty { found.isMunicipal = true }
      if isRelative, words.contest.contains(word), !found.candidates.isEmpty {
        // "who is seeking the Republican nomination"
        found.isMember = true
      }
      if words.its.contains(word), k - 1 == range.lowerBound { found.ownsBefore = true }
      if words.country.contains(word), k < range.upperBound, tokens[k].kind == .possessive {
        // "the head of the country's anti-corruption agency"
        found.isOfGovernment = true
      }
      if f.contains(.governmentBody), found.candidates.isEmpty, !token.has(.capitalised) {
        found.isOfGovernment = true
      }
      if f.contains(.roleNoun), words.bodies.contains(word), k < range.upperBound,
        tokens[k].kind == .possessive
      {
        // "the retailer's chief executive"
        noteBody(k - 1, link, range, document, &found)
        continue
      }
      if !f.isDisjoint(with: [.titleHead, .roleNoun]), !isModifier(k - 1, range, tokens),
        f.isDisjoint(with: .roleNounPlural) || isShared || isBefore && k == range.upperBound
          || isBefore && k + 1 == range.upperBound && tokens[k].kind == .period
      {
        found.isPlural = f.contains(.roleNounPlural) || words.pluralTitles.contains(word)
        if words.lawyers.contains(word),
          words.hisOrHer.contains(tokens[range.lowerBound].word)
            || k >= range.lowerBound + 2 && words.hisOrHer.contains(tokens[k - 2].word)
        {
          found.isPersonsLawyer = true
        }
        if f.contains(.staffRole) || words.deputies.contains(word),
          words.hisOrHer.contains(tokens[range.lowerBound].word)
        {
          found.isPersonsStaff = true
        }
        // A body that is also an office ("the chair of the council") counts by what it heads.
        found.roles.insert(word)
        var field = k - 2
        while field >= range.lowerBound,
          wordFeatures.has(tokens[field].word, .titleModifier)
            || words.bodies.contains(tokens[field].word) && tokens[field].kind == .word
        {
          found.fields.insert(tokens[field].word)
          field -= 1
        }
        let before = k - 1 > range.lowerBound ? tokens[k - 2].word : .none
        if before == words.prime,
          k - 2 <= range.lowerBound || !words.deputies.contains(tokens[k - 3].word)
        {
          found.roles.insert(words.premier)
        }
        if words.association.contains(before) { found.isOfAssociation = true }
        if words.staffFields.contains(before), found.candidate != nil {
          // "Clinton communications director": no director of a company.
          found.features.formUnion(f.union(.staffRole))
        } else if words.diplomatic.contains(before) {
          // "the permanent representative to the UN" sits in no parliament.
          found.features.formUnion(f.subtracting(.legislatorRole).union(.diplomat))
        } else {
          found.features.formUnion(f)
        }
        continue
      }
      if word == words.party, !token.has(.capitalised), found.partyRun == nil {
        var first = k - 1
        while first > range.lowerBound, tokens[first - 1].kind == .word,
          tokens[first - 1].has(.capitalised), mentions.mention(at: first - 1) == nil,
          wordFeatures[tokens[first - 1].word].isDisjoint(with: .function)
        { first -= 1 }
        if first < k - 1 { found.partyRun = first..<k - 1 }
      }
      if words.bodies.contains(word), !token.has(.capitalised) || k - 1 == range.lowerBound {
        noteBody(k - 1, link, range, document, &found)
      }
    }
    return found
  }

  /// Where the name begins behind the titles of another: `a spokesman for Sen. X`, `Sen. X's chief of staff`.
  private func principal(
    at k: Int, isFirst: Bool, _ range: Range<Int>, _ document: Document, _ mentions: Mentions
  ) -> Int? {
    let tokens = document.tokens
    guard isFirst || words.of.contains(tokens[k - 1].word) || tokens[k - 1].word == words.toward,
      let name = (k..<min(range.upperBound, k + 8)).first(where: { place in
        guard case .entity(let entity)? = mentions.mention(at: place)?.referent else {
          return false
        }
        return mentions.entities[entity].kind == .person
      }), name > k, let mention = mentions.mention(at: name), mention.first == name,
      mention.last < range.upperBound || !isFirst,
      !isFirst || tokens[mention.last].kind == .possessive,
      mentions.titleStart(
        before: name, behind: k - 1, of: words.ofAlone, tokens, wordFeatures) == k
    else { return nil }
    return name
  }

  /// What follows a noun and is none: `a Democrat from Ohio`, `a Republican who`, `the Democrat running`.
  private func endsNoun(_ k: Int, _ tokens: [Token], _ tags: [Tag]) -> Bool {
    tags[k] == .preposition || tags[k] == .relative || wordFeatures.has(tokens[k].word, .verbIng)
  }

  /// Right after a coordinator, an article between at most.
  private func isCoordinated(_ k: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    var before = k - 1
    if before > range.lowerBound, wordFeatures.has(tokens[before].word, .determiner) { before -= 1 }
    return before > range.lowerBound && wordFeatures.has(tokens[before].word, .coordinator)
  }

  /// "deputy spokesperson", "chief economist": a word of rank before the office.
  private func isModifier(_ k: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard wordFeatures.has(tokens[k].word, .titleModifier) else { return false }
    // "deputy cabinet chairman", "chief China economist"
    var next = k + 1
    while next < min(range.upperBound, k + 4), tokens[next].kind == .word {
      let f = wordFeatures[tokens[next].word]
      if tokens[next].has(.capitalised), !tokens[k].has(.capitalised), f.isDisjoint(with: .function)
      {
        next += 1
        continue
      }
      if !f.isDisjoint(with: [.titleHead, .roleNoun]) { return true }
      if f.isDisjoint(with: [.anyNoun, .adjective, .titleModifier])
        || !f.isDisjoint(with: .function)
      {
        return false
      }
      next += 1
    }
    return false
  }

  func note(
    _ mention: Mention, _ link: PersonDescription.Link, next: Int, _ range: Range<Int>,
    _ document: Document, _ mentions: Mentions, _ found: inout PersonDescription
  ) {
    let tokens = document.tokens
    var link = link
    if next < range.upperBound, tokens[next].kind == .possessive { link = .possessor }
    if case .entity(let index) = mention.referent, mentions.entities[index].kind == .person {
      // "an aide to X", but "in a note to X" is in no description.
      let start = mentions.titleStart(
        before: mention.first, behind: range.lowerBound, of: words.ofAlone, tokens, wordFeatures)
      let isServed =
        start > range.lowerBound && tokens[start - 1].word == words.toward
        && (found.features.contains(.staffRole) || found.roles.contains(words.chief))
      if found.candidate == nil, link != .place && link != .at || isServed {
        found.candidate = mention
        found.candidateHasTitle = (start..<mention.first).contains {
          wordFeatures.has(tokens[$0].word, .titleHead)
            && wordFeatures[tokens[$0].word].isDisjoint(with: .courtesyTitle)
        }
      }
      return
    }
    var candidate = PersonDescription.Candidate(
      referent: mention.referent, nameKind: mention.nameKind, link: link,
      range: mention.first..<mention.last, isAmbiguous: mention.isAmbiguous,
      isBeforeRole: found.roles.isEmpty)
    candidate.isModifier =
      link != .possessor && next < range.upperBound && tokens[next].kind == .word
      && (!tokens[next].has(.capitalised) || link == .of)
      && wordFeatures[tokens[next].word].isDisjoint(
        with: [.function, .preposition, .titleHead, .roleNoun, .institutionHead, .titleModifier])
      && wordFeatures.has(tokens[next].word, .anyNoun)
    // What follows up to the office: "the Irish government", "India's defence ministry".
    var k = next
    while k < range.upperBound, mentions.mention(at: k) == nil {
      if tokens[k].kind == .word {
        let f = wordFeatures[tokens[k].word]
        if !f.isDisjoint(with: [.preposition, .relative, .to]) { break }
        if !f.isDisjoint(with: [.governmentBody]) || isDelegation(f) {
          candidate.isGovernment = true
        }
        if words.police.contains(tokens[k].word), !tokens[k].has(.capitalised),
          k == next || k == next + 1 && words.regional.contains(tokens[next].word)
        {
          candidate.body = mention.first..<k + 1
        }
        if words.panels.contains(tokens[k].word), !tokens[k].has(.capitalised),
          link == .of || link == .at || link == .modifier, mention.nameKind != .demonym
        {
          // "the Commons public accounts committee"
          candidate.panel = mention.first..<k + 1
        }
        if !f.isDisjoint(with: [.titleHead, .roleNoun]), f.isDisjoint(with: .titleModifier) {
          break
        }
      }
      k += 1
    }
    found.candidates.append(candidate)
  }

  private func isDelegation(_ f: WordFeature) -> Bool { f.contains(.collective) }

  /// `the company's`, `Company spokesman`, `the party leader`: no name before the noun.
  func noteBody(
    _ k: Int, _ link: PersonDescription.Link, _ range: Range<Int>, _ document: Document,
    _ found: inout PersonDescription
  ) {
    let tokens = document.tokens
    guard found.bodyNoun == .none else { return }
    let owns = k + 1 < range.upperBound && tokens[k + 1].kind == .possessive
    if owns, words.companies.contains(tokens[k].word), isDescribed(k, range, tokens) {
      // "the Danish brewer's chief executive": none of Denmark.
      found.candidates = []
      found.bodyNoun = tokens[k].word
      found.ownsBody = true
      return
    }
    guard found.candidates.isEmpty || link != .modifier else { return }
    // "state party chairman"
    let opens =
      k == range.lowerBound
      || k == range.lowerBound + 1 && tokens[k].word == words.party
        && wordFeatures.has(tokens[k - 1].word, .titleModifier)
    let isDefinite = k > range.lowerBound && words.definite.contains(tokens[k - 1].word)
    guard opens || isDefinite else { return }
    found.bodyNoun = tokens[k].word
    found.ownsBody = owns
  }

  /// Whether a phrase opens with an article and goes on to a noun with nothing but what tells of its kind:
  /// `the Danish brewer`, `the Paris-based drugs group`, but `the Turkish central bank`.
  private func isDescribed(_ k: Int, _ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard words.definite.contains(tokens[range.lowerBound].word), k > range.lowerBound + 1 else {
      return false
    }
    return (range.lowerBound + 1..<k).allSatisfy {
      tokens[$0].kind == .hyphen
        || tokens[$0].kind == .word && tokens[$0].word != words.central
          && wordFeatures[tokens[$0].word].isDisjoint(with: .function)
    }
  }
}
