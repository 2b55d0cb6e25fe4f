internal import Rules

/// Kinds of bodies that common nouns name.
struct BodyKind: OptionSet, Sendable {
  let rawValue: UInt8

  /// Government, ministry, army, country.
  static let state = BodyKind(rawValue: 1)
  /// City, province, council.
  static let town = BodyKind(rawValue: 2)
  /// Company, airline, bank.
  static let company = BodyKind(rawValue: 4)
  static let union = BodyKind(rawValue: 8)
  /// Party, coalition, campaign.
  static let political = BodyKind(rawValue: 16)
  static let court = BodyKind(rawValue: 32)
  /// What any body may be called: organisation, committee, side.
  static let other = BodyKind(rawValue: 64)

  /// Those whose offices any body may have; a court speaks through its judges.
  static let all: BodyKind = [.state, .town, .company, .union, .political, .other]
}

/// The nouns of bodies by their kinds, and who speaks for which kind.
///
/// A class, since every side that speaks holds them.
final class BodyWords: Sendable {
  private let state: WordSet
  private let town: WordSet
  private let company: WordSet
  private let political: WordSet
  private let court: WordSet
  private let union: WordSet
  /// Offices of a state alone: minister, ambassador.
  private let stateRoles: WordSet
  private let lawyers: WordSet
  /// Those who speak of the side they work for as of others: spokesman, lawyer, aide.
  private let deputies: WordSet
  private let judges: WordSet
  private let secretary: WordID
  /// What makes a secretary a spokesman: press.
  private let staffFields: WordSet
  private let general: WordID
  /// Offices that many kinds of bodies have: president, director, chief.
  private let headRoles: WordSet
  /// Who speaks of companies that are not his own: analyst, economist.
  private let observers: WordSet
  /// Who belongs to another side by what he is called: opponent, rival, critic.
  private let rivals: WordSet
  /// What makes a body another side's: the ruling party, the previous government.
  private let rivalAdjectives: WordSet

  init(_ file: RuleFile, _ vocabulary: Vocabulary) {
    func nouns(_ lexicon: String) -> WordSet {
      Inflection.words(of: lexicon, in: file, as: .noun, vocabulary)
    }
    state = nouns("state_bodies")
    town = nouns("town_bodies")
    union = vocabulary.known("union unions")
    company = nouns("company_nouns")
    political = nouns("party_bodies")
    court = nouns("court_bodies")
    stateRoles = nouns("offices_of_state")
    lawyers = nouns("lawyers")
    deputies = nouns("spokespersons").union(nouns("deputy_speakers")).union(lawyers)
    judges = vocabulary.known("judge justice magistrate")
    secretary = vocabulary.number(of: "secretary")
    general = vocabulary.number(of: "general")
    staffFields = file.words(of: "staff_fields", vocabulary)
    headRoles = nouns("body_offices")
    observers = nouns("observer_roles")
    rivals = nouns("rival_nouns")
    rivalAdjectives = file.words(of: "rival_adjectives", vocabulary)
  }

  /// Whether a noun that heads no names may still name a body: `the state`.
  func isBody(_ noun: WordID) -> Bool {
    !kind(noun).contains(.other) || rivals.contains(noun)
  }

  func kind(_ noun: WordID) -> BodyKind {
    if union.contains(noun) { return .union }
    if state.contains(noun) { return .state }
    if town.contains(noun) { return .town }
    if company.contains(noun) { return .company }
    if political.contains(noun) { return .political }
    return court.contains(noun) ? .court : .other
  }

  func isRivalAdjective(_ word: WordID) -> Bool { rivalAdjectives.contains(word) }

  /// Whether a noun names another side: `our opponent`, `the ruling party`.
  func isRival(_ token: Int, _ document: Document) -> Bool {
    token > 0
      && (rivals.contains(document.tokens[token].word)
        || rivalAdjectives.contains(document.tokens[token - 1].word))
  }

  /// Whether somebody speaks of the side he works for as of others: `his lawyer`, `the press secretary`.
  func speaksForOthers(_ role: WordID, _ fields: WordSet, _ features: WordFeatures) -> Bool {
    deputies.contains(role) || features.has(role, .staffRole)
      || role == secretary && !fields.isDisjoint(with: staffFields)
  }

  /// Whether what somebody tells of a company is told of another: `the analyst said it would close`.
  func observes(_ role: WordID) -> Bool { observers.contains(role) }

  /// The bodies that somebody of an office may speak for who is not known to speak for one.
  func kinds(ofRole role: WordID, _ fields: WordSet, _ features: WordFeatures) -> BodyKind {
    if lawyers.contains(role) { return [.town, .company, .union, .political, .other] }
    if deputies.contains(role) { return [.all, .court] }
    if judges.contains(role) { return [.court, .other] }
    if role == secretary, !fields.isEmpty, !fields.contains(general),
      fields.isDisjoint(with: staffFields)
    {
      // "the transport secretary"
      return [.state, .political, .other]
    }
    if stateRoles.contains(role) { return [.state, .political, .other] }
    if features.has(role, .municipalRole) { return [.state, .town, .other] }
    if features.has(role, .legislatorRole) { return [.political, .other] }
    if headRoles.contains(role) { return .all }
    return features.has(role, .companyRole) ? [.company, .union, .other] : []
  }
}

/// What the nouns and pronouns in the words of a side stand for: itself, or others.
///
/// `The ministry said the government would act` binds the government, `the union said` it does not;
/// `"He will resign," the senator said` is told of somebody else.
struct OwnSide {
  let side: Side
  private let contents: [Range<Int>]
  private let bodies: BodyWords
  /// Kinds of bodies that the side may call its own by a common noun.
  private var kinds = BodyKind.all
  /// Words of the names of its own bodies.
  private var names: WordSet = []
  /// `he`, `she`, `they` and `it` may be the side.
  private var he = true
  private var she = true
  private var they = true
  private var it = true
  /// A person of an office in a body that is not known: any body named may be it.
  private(set) var isOfUnnamedBody = false

  /// Whether a common noun names a body of the side.
  func owns(_ token: Int, _ document: Document) -> Bool {
    let noun = document.tokens[token].word
    if bodies.isRival(token, document), !names.contains(document.tokens[token - 1].word) {
      return false
    }
    return names.contains(noun) || !kinds.isDisjoint(with: bodies.kind(noun))
  }

  /// Whether a token stands in what is said.
  func holds(_ token: Int) -> Bool { contents.contains { $0.contains(token) } }

  /// Takes `it` for another: who accuses does not speak of itself.
  mutating func disownIt() { it = false }

  func isOwn(pronoun word: WordID, _ reference: ReferenceWords) -> Bool {
    reference.first.contains(word) || he && reference.he.contains(word)
      || she && reference.she.contains(word) || it && reference.it.contains(word)
      || they && reference.they.contains(word)
  }
}

extension OwnSide {
  /// What the words of a report's speaker stand for.
  ///
  /// No initializer, for which the document and the resolver would be copied.
  static func of(
    _ report: Report, _ document: Document, _ tags: [Tag], _ resolver: ReferenceResolver,
    _ bodies: BodyWords
  ) -> OwnSide {
    let side = report.side
    let source = report.source
    var own = OwnSide(side: side, contents: report.contents, bodies: bodies)
    let features = resolver.features
    let entities = resolver.mentions.entities
    var roles: [WordID] = []
    var fields: WordSet = []
    var namesBody = false
    // "a union official": kinds of the bodies that describe who speaks
    var described: BodyKind = []
    for token in source where document.tokens[token].kind == .word {
      let word = document.tokens[token].word
      if features.has(word, .roleNoun), tags[token].isNominal { roles.append(word) }
      if features.has(word, .titleModifier) { fields.insert(word) }
      if bodies.isRivalAdjective(word) { own.names.insert(word) }
      if features.has(word, .institutionHead) {
        own.names.insert(word)
        namesBody = true
        described.formUnion(bodies.kind(word))
      }
      if case .entity(let entity) = resolver.mentions.mention(at: token)?.referent,
        entities[entity].kind != .person
      {
        namesBody = true
      }
    }
    var isPerson = !side.persons.isEmpty || side.isUnnamedPerson
    if side.speakers.isEmpty,
      report.sourceHeads.contains(where: { features.has(document.tokens[$0].word, .roleNoun) })
    {
      isPerson = true
    }
    var body = side.entities.first ?? -1
    var depth = 0
    while body >= 0, depth < 3 {
      let entity = entities[body]
      if depth == 0 {
        roles += entity.roles
        fields.formUnion(entity.fields)
      }
      if entity.kind != .person { own.names.formUnion(entity.words) }
      body = entity.body
      depth += 1
    }
    own.kinds = kinds(side, isPerson: isPerson, roles, fields, resolver, bodies)
    if side.isEmpty, let first = source.first, tags[first] == .possessive {
      // "The guild will strike, its organiser said."
      own.kinds = .all
    }
    if isPerson, side.parties.isEmpty, described == .union || described == .company {
      own.kinds.formIntersection([described, .other])
    }
    // "Barclays analyst Ann Lee said the company would cut its dividend": not Barclays.
    if isPerson, roles.contains(where: { bodies.observes($0) }) {
      own.kinds.subtract([.company, .other])
    }
    own.isOfUnnamedBody =
      isPerson && own.kinds.contains(.company)
      && side.partyIndices.allSatisfy { $0 < 0 } && side.parties == side.speakers
    let speaksForOthers = roles.contains { bodies.speaksForOthers($0, fields, features) }
    let isQuoted = report.frame == .quote
    if isPerson {
      // "Northwind's director said it would appeal"; a minister's or a senator's `it` is a thing.
      own.it =
        speaksForOthers || !own.kinds.isDisjoint(with: [.company, .union]) && !own.isOfUnnamedBody
        || namesBody && roles.contains { features.has($0, .companyRole) }
      own.they = !isQuoted
      if let entity = side.entities.first, side.entities.count == 1 {
        own.he = entities[entity].gender != .female
        own.she = entities[entity].gender != .male
      }
      if isQuoted { (own.he, own.she) = (false, false) }
      if speaksForOthers { (own.he, own.she) = (true, true) }
    } else if side.isPlural, side.parties.isEmpty {
      // "Supporters say it will help": no group of persons.
      own.it = false
    } else if !side.isEmpty, side.resolution != .pronoun,
      side.entities.allSatisfy({ entities[$0].kind == .institution }),
      zip(side.parties, side.partyIndices).allSatisfy({ party, index in
        (index < 0 || resolver.parties.kinds[index] == "organization")
          && !party.hasSuffix(" campaign")
      })
    {
      // "Police said he refused to stop"; states, parties and campaigns have one man for all.
      (own.he, own.she) = (false, false)
    }
    return own
  }

  private static func kinds(
    _ side: Side, isPerson: Bool, _ roles: [WordID], _ fields: WordSet,
    _ resolver: ReferenceResolver, _ bodies: BodyWords
  ) -> BodyKind {
    let features = resolver.features
    var kinds: BodyKind = []
    let parties = resolver.parties
    for (place, index) in side.partyIndices.enumerated() {
      if index >= 0 {
        switch parties.kinds[index] {
        case "political-party": kinds.formUnion([.political, .other])
        case "organization" where resolver.mainBody.isUnion(parties.nameWords[index]):
          kinds.formUnion([.union, .other])
        case "organization": kinds.formUnion([.company, .political, .other])
        case "territory": kinds.formUnion([.state, .town, .political, .other])
        default: kinds.formUnion([.state, .political, .other])
        }
      } else if !isPerson || place >= side.speakers.count
        || side.parties[place] != side.speakers[place]
      {
        let isUnion = place < side.entities.count && isUnion(side.entities[place], resolver)
        kinds.formUnion(isUnion ? [.union, .other] : [.company, .political, .other])
      }
    }
    if isPerson, kinds.isEmpty || side.partyIndices.allSatisfy({ $0 < 0 }) {
      for role in roles { kinds.formUnion(bodies.kinds(ofRole: role, fields, features)) }
    }
    if side.isEmpty, !isPerson { return .all }
    return kinds
  }

  /// The union that an entity is or speaks for.
  private static func isUnion(_ entity: Int, _ resolver: ReferenceResolver) -> Bool {
    let entities = resolver.mentions.entities
    let body = entities[entity].body >= 0 ? entities[entity].body : entity
    return resolver.mainBody.isUnion(entities[body])
  }
}
