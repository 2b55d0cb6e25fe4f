internal import Rules

/// Words of reference, from lexicons and from English itself.
///
/// A class, since what holds them is copied.
final class ReferenceWords: Sendable {
  let he: WordSet
  let she: WordSet
  let they: WordSet
  let it: WordSet
  let first: WordSet
  /// Any of those five.
  let pronouns: WordSet
  let definite: WordSet
  /// What opens examples of many: including, such as.
  let examples: WordSet
  let the: WordID
  let based: WordID
  let who: WordSet
  let party: WordID
  let of: WordID
  let indefinite: WordSet
  /// What stands behind a hyphen in a second description of somebody: `-old`, `-born`, `-winning`.
  let epithets: WordSet
  /// Before `of two`: father, grandmother.
  let parents: WordSet
  /// Nouns of one gender.
  let males: WordSet
  let females: WordSet
  /// What makes an office another's.
  let opposing: WordSet
  let deputies: WordSet
  let both: WordSet
  /// Those who met, without a noun for what they are: `the two`, `the pair`.
  let pairs: WordSet
  let latter: WordID
  let people: WordID
  let visiting: WordID
  let guests: WordSet
  let hosts: WordSet
  let visit: WordSet
  /// What several sides issue together: a joint statement.
  let joint: WordID
  /// Who meets somebody of the same office: counterpart, host.
  let counterpart: WordSet
  /// Verbs whose object takes part in a meeting.
  let meet: WordSet
  /// Prepositions before who takes part, and before what does not.
  let accompany: WordSet
  let topic: WordSet
  /// Plural descriptions of those who met: `the leaders`, `the ministers`.
  let jointRoles: WordSet
  /// Offices and their short forms before names.
  let shortRoles: [WordID: WordID]
  /// Nouns that take in offices and trades: cleric for bishop, officer for sergeant.
  let roleKinds: [WordID: WordSet]
  let companyNouns: WordSet
  /// Bodies that belong to no state: airline, bank.
  let companies: WordSet
  /// Those and others that tell a company by its trade: major, shipping line.
  let trades: WordSet
  /// Of those the ones that do so with another noun before them only.
  let compounds: WordSet
  /// What an authority that the text names is called later: regulator, watchdog.
  let regulators: WordSet
  private let aloneRegulators: WordSet
  /// What makes a body another than the one named: other, parent.
  let others: WordSet
  /// Of what a body can be the biggest: world, country.
  let worlds: WordSet
  /// Large cities, whose traders and lawyers speak for nobody.
  let cities: WordSet
  /// Trades of people who speak for no town: trader, lawyer.
  let unattached: WordSet
  /// Nouns of bodies of no state: club, hospital, airport.
  let civilBodies: WordSet
  /// Bodies that are spoken of without a name: police.
  let police: WordSet
  /// Who speaks for nobody: resident, witness.
  let privateRoles: WordSet
  /// Prepositions before where somebody is or comes from, and those of them that never tell for whom one works.
  let whereabouts: WordSet
  let inside: WordSet
  /// What opens a subject that nobody is.
  let nobody: WordSet
  let noLess: WordSet
  /// Who fights or opposes a state: rebel, opposition.
  let rebels: WordSet
  /// What stands before the name of what was told of: `known as`, `called`.
  let known: WordSet
  let as_: WordID
  let force: WordID
  let officers: WordSet
  /// What ends the name of a force behind its police: service, department.
  let forceNouns: WordSet
  let campaign: WordSet
  let camp: WordID
  let documentNouns: WordSet
  /// What somebody writes and issues: report, letter, statement.
  let writtenNouns: WordSet
  /// Those that persons issue by speaking: statement, message.
  let statementNouns: WordSet
  /// Prepositions before who issued it.
  let issuing: WordSet
  /// Offices that tell many persons: official, leader.
  let genericRoles: WordSet
  let spokes: WordSet
  let lawyers: WordSet
  /// Who is told of by somebody's name and speaks for nobody: critics, allies, friends.
  let apart: WordSet
  let former: WordID
  let prime: WordID
  let premier: WordID
  let toward: WordID
  let courts: WordSet
  let diplomats: WordSet
  let office: WordID
  let central: WordID
  /// Groups and persons that speak though they hold no office: family, opposition.
  let unnamedSpeakers: WordSet
  /// Halves of a parliament: `the lower house`.
  let chambers: WordSet
  let chamberLevels: WordSet

  init(_ rules: RuleSet, _ vocabulary: Vocabulary) {
    let file = rules.file
    police = file.words(of: "nameless_bodies", vocabulary)
    office = vocabulary.number(of: "office")
    central = vocabulary.number(of: "central")
    diplomats = vocabulary.known("diplomat diplomats")
    courts = file.words(of: "courts", vocabulary)
    spokes = file.words(of: "spokespersons", vocabulary)
    lawyers = Inflection.words(of: "lawyers", in: file, as: .noun, vocabulary)
    privateRoles = Inflection.words(of: "private_roles", in: file, as: .noun, vocabulary)
    apart = privateRoles.union(
      Inflection.words(of: "partisan_roles", in: file, as: .noun, vocabulary))
    counterpart = file.words(of: "counterparts", vocabulary)
    genericRoles = file.words(of: "generic_roles", vocabulary)
    meet = Inflection.words(of: "meeting_verbs", in: file, as: .verb, vocabulary)
    jointRoles = Inflection.words(of: "joint_roles", in: file, as: .noun, vocabulary)
    companyNouns = Inflection.words(of: "body_nouns", in: file, as: .noun, vocabulary)
    companies = Inflection.words(of: "company_nouns", in: file, as: .noun, vocabulary)
    unattached = Inflection.words(of: "unattached_roles", in: file, as: .noun, vocabulary)
    cities = file.words(of: "cities", vocabulary)
    trades = companies.union(Inflection.words(of: "trade_nouns", in: file, as: .noun, vocabulary))
    compounds = vocabulary.known("line paper manager")
    regulators = Inflection.words(of: "regulator_nouns", in: file, as: .noun, vocabulary)
    aloneRegulators = vocabulary.known("regulator watchdog supervisor")
    others = vocabulary.known(
      "other another parent combined merged new unnamed joint holding second third same target former own"
    )
    worlds = vocabulary.known("world country nation region continent state city sector industry")
    civilBodies = Inflection.words(of: "civil_bodies", in: file, as: .noun, vocabulary)
      .union(companies)
      .union(Inflection.words(of: "public_premises", in: file, as: .noun, vocabulary))
    documentNouns = Inflection.words(of: "document_nouns", in: file, as: .noun, vocabulary)
    statementNouns = Inflection.words(of: "statement_nouns", in: file, as: .noun, vocabulary)
    writtenNouns = Inflection.words(of: "written_nouns", in: file, as: .noun, vocabulary)
      .union(statementNouns)
    issuing = vocabulary.known("by from")
    shortRoles = Dictionary(
      PhraseSet.words(rules, vocabulary, "short_titles").compactMap {
        $0.count == 2 ? ($0[1], $0[0]) : nil
      }, uniquingKeysWith: { first, _ in first })
    var kinds: [WordID: WordSet] = [:]
    for entry in PhraseSet.words(rules, vocabulary, "role_kinds") {
      guard let noun = entry.first else { continue }
      for role in entry.dropFirst() { kinds[noun, default: []].insert(role) }
    }
    roleKinds = kinds
    campaign = vocabulary.known("campaign")
    noLess = vocabulary.known("less fewer other")
    nobody = vocabulary.known("no nobody none neither")
    rebels = Inflection.words(of: "rebel_groups", in: file, as: .noun, vocabulary)
    known = vocabulary.known("known called named dubbed")
    as_ = vocabulary.number(of: "as")
    force = vocabulary.number(of: "force")
    officers = vocabulary.known("officers detectives")
    forceNouns = vocabulary.known("service department force bureau")
    whereabouts = vocabulary.known("in from of near outside")
    inside = vocabulary.known("in near outside")
    camp = vocabulary.number(of: "camp")
    prime = vocabulary.number(of: "prime")
    premier = vocabulary.number(of: "premier")
    former = vocabulary.number(of: "former")
    toward = vocabulary.number(of: "to")
    accompany = vocabulary.known("with between by")
    topic = vocabulary.known(
      """
      in on about regarding for at during over after against within under concerning following \
      before amid around since
      """)
    he = vocabulary.known("he him his himself")
    she = vocabulary.known("she her hers herself")
    they = vocabulary.known("they them their themselves")
    it = vocabulary.known("it its itself")
    first = vocabulary.known("we our us i my me")
    pronouns = he.union(she).union(they).union(it).union(first)
    unnamedSpeakers = Inflection.words(of: "unnamed_speakers", in: file, as: .noun, vocabulary)
    chambers = vocabulary.known("house chamber")
    chamberLevels = vocabulary.known("lower upper")
    definite = vocabulary.known("the this that his her its their")
    party = vocabulary.number(of: "party")
    examples = vocabulary.known("including among as like")
    who = vocabulary.known("who")
    based = vocabulary.number(of: "based")
    the = vocabulary.number(of: "the")
    of = vocabulary.number(of: "of")
    epithets = vocabulary.known("old born raised winning nominated turned educated")
    parents = vocabulary.known("father mother dad mum mom grandfather grandmother parent")
    indefinite = vocabulary.known("a an another one")
    males = vocabulary.known(
      """
      man boy father dad son brother husband uncle grandfather nephew boyfriend widower gentleman \
      businessman policeman fisherman schoolboy salesman spokesman chairman statesman
      """)
    females = vocabulary.known(
      """
      woman girl mother mum mom daughter sister wife aunt grandmother niece girlfriend widow lady \
      businesswoman policewoman schoolgirl saleswoman spokeswoman chairwoman actress waitress
      """)
    opposing = vocabulary.known("opposing opposite rival")
    deputies = file.words(of: "deputy_words", vocabulary)
    pairs = vocabulary.known("two three four pair duo trio both")
    people = vocabulary.number(of: "people")
    latter = vocabulary.number(of: "latter")
    visiting = vocabulary.number(of: "visiting")
    guests = vocabulary.known("guest visitor")
    hosts = vocabulary.known("host")
    visit = vocabulary.known("visit visits visited visiting")
    joint = vocabulary.number(of: "joint")
    both = vocabulary.known("both two three four all sides")
  }

  /// Whether a noun means an authority though it could mean a person: regulator, watchdog.
  func isRegulatorAlone(_ noun: WordID) -> Bool { aloneRegulators.contains(noun) }

  /// Whether a noun can tell of a person of a gender.
  func fits(_ noun: WordID, _ gender: Gender) -> Bool {
    !(gender == .male ? females : males).contains(noun)
  }
}
