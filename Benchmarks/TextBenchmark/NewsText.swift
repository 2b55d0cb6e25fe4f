/// Makes text that looks like news to a program.
///
/// Words are as frequent as in English, sentences, paragraphs and marks as long and as frequent as in
/// newswire. The same seed gives the same bytes.
struct NewsText {
  private var state: UInt64
  private let common = Frequencies(words: Self.functionWords)
  private let content = Frequencies(words: Self.contentWords)
  private var names: [String] = []

  /// - Parameter seed: Not 0.
  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    // Names are the long tail of a vocabulary.
    names = (0..<20_000).map { _ in name() }
  }

  /// Documents of about 1,700 bytes with together at least so many bytes.
  mutating func documents(bytes: Int) -> [[UInt8]] {
    var documents: [[UInt8]] = []
    var sum = 0
    while sum < bytes {
      documents.append(document())
      sum += documents[documents.count - 1].count
    }
    return documents
  }

  // MARK: Text

  /// The next document.
  mutating func document() -> [UInt8] {
    var text = "\(title())\n\n"
    if chance(60) { text += "\(anyName().uppercased()), \(month()) \(below(28) + 1) (Agency) - " }
    for paragraph in 0..<5 + below(5) {
      if paragraph > 0 { text += "\n\n" }
      for sentence in 0..<1 + below(3) {
        if sentence > 0 { text += " " }
        text += self.sentence()
      }
    }
    return Array((text + "\n").utf8)
  }

  private mutating func title() -> String {
    (0..<6 + below(4)).map { _ in capitalised(content.word(random())) }.joined(separator: " ")
  }

  private mutating func sentence() -> String {
    // About 22 words, few very short or very long.
    let count = 4 + below(13) + below(13) + below(13)
    let quotation = below(100)
    if quotation >= 65 { return report() }
    let marks = chance(40) ? ("“", "”") : ("\"", "\"")
    var words = (0..<count).map { _ in word() }
    words[0] = capitalised(words[0])
    for place in words.indices where place + 1 < count && below(11) == 0 { words[place] += "," }
    let end = chance(3) ? "?" : "."
    switch quotation {
    case 0..<12:
      // A quotation with its report behind it.
      words[0] = marks.0 + words[0]
      words[count - 1] += "," + marks.1
      return words.joined(separator: " ") + " \(chance(50) ? "he" : anyName()) said."
    case 12..<20:
      let place = below(count - 2)
      words[place] = marks.0 + words[place]
      words[place + 2] += marks.1
      return words.joined(separator: " ") + end
    default: return words.joined(separator: " ") + end
    }
  }

  // MARK: Reports

  /// A sentence in which somebody says something, as in a third of newswire.
  private mutating func report() -> String {
    let content = (0..<6 + below(16)).map { _ in word() }.joined(separator: " ")
    let act = one(Self.acts) + " " + party()
    switch below(8) {
    case 0: return "\(source()) said that \(content)."
    case 1: return "\(source()) denied that \(party()) \(content)."
    case 2: return "\(source()) \(act) over \(content)."
    case 3: return "\(source()) \(one(Self.promises)) \(content)."
    case 4: return "According to \(source()), \(content)."
    case 5: return "“\(capitalised(content)),” \(source()) said, adding that it \(act)."
    case 6: return "\(chance(50) ? "He" : "She") \(one(Self.verbs)) that \(content)."
    default: return "\(capitalised(content)), \(source()) \(one(Self.verbs))."
    }
  }

  private mutating func source() -> String {
    switch below(6) {
    case 0: "\(party())'s foreign minister, \(anyName()) \(anyName()),"
    case 1: "President \(anyName()) \(anyName()) of \(party())"
    case 2: "Foreign Ministry spokeswoman \(anyName()) \(anyName())"
    case 3: anyName()
    case 4: "the government of \(party())"
    default: "\(anyName()) \(anyName()), who leads \(party())"
    }
  }

  private mutating func party() -> String { one(Self.parties) }

  private mutating func one(_ words: [String]) -> String { words[below(words.count)] }

  private static let parties = [
    "Norway", "Sweden", "Azerbaijan", "Armenia", "France", "Hungary", "Turkey", "China", "Japan",
    "Brazil", "the United States", "Russia", "Georgia", "Finland", "Kenya", "the European Union",
  ]
  private static let acts = [
    "accused", "condemned", "praised", "welcomed", "criticised", "rejected claims by", "thanked",
    "expressed concern about", "rebuked", "dismissed the charges of",
  ]
  private static let promises = [
    "promised to", "pledged to", "vowed that it would", "called for", "proposed that",
    "reaffirmed its readiness to", "expressed regret that", "insisted on",
  ]
  private static let verbs = [
    "said", "added", "stressed", "noted", "claimed", "warned", "told reporters", "argued",
  ]

  private mutating func word() -> String {
    switch below(1000) {
    case 0..<470: common.word(random())
    case 470..<860: content.word(random())
    case 860..<950: anyName()
    case 950..<970: anyName() + possessive()
    case 970..<985: number()
    case 985..<992: abbreviation()
    case 992..<996: "\(content.word(random()))-\(content.word(random()))"
    default: contraction()
    }
  }

  private mutating func possessive() -> String { chance(40) ? "’s" : "'s" }

  private mutating func number() -> String {
    switch below(5) {
    case 0: "\(below(99) + 1)"
    case 1: "\(below(90) + 10).\(below(10))"
    case 2: "\(below(900) + 100),\(below(900) + 100)"
    case 3: "\(1990 + below(35))"
    default: "$\(below(90) + 1)"
    }
  }

  private mutating func abbreviation() -> String {
    switch below(6) {
    case 0: "U.S."
    case 1: "Mr. \(anyName())"
    case 2: "Dr. \(anyName())"
    case 3: "\(below(11) + 1) a.m."
    case 4: "Gen. \(anyName())"
    default: "\(anyName()) Inc."
    }
  }

  private mutating func contraction() -> String {
    let words = ["didn't", "don’t", "can't", "it's", "we’ll", "they've", "isn't", "won’t"]
    return words[below(words.count)]
  }

  private mutating func month() -> String {
    let months = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct."]
    return months[below(months.count)]
  }

  /// Of many names few are frequent.
  private mutating func anyName() -> String {
    let place = Double(random() >> 11) / Double(1 << 53)
    return names[min(Int(place * place * place * Double(names.count)), names.count - 1)]
  }

  private mutating func name() -> String {
    let onsets = ["b", "d", "k", "l", "m", "n", "p", "r", "s", "t", "v", "h", "g", "st", "br", "z"]
    // One name in eight is spelt with letters beyond ASCII.
    let isForeign = chance(12)
    let vowels =
      isForeign ? ["a", "e", "ə", "ö", "ü", "i"] : ["a", "e", "i", "o", "u", "a", "e", "o", "ei"]
    let codas = isForeign ? ["", "ş", "n", "r", "ç"] : ["", "", "n", "r", "l", "v", "s", "ck"]
    var text = ""
    for _ in 0..<2 + below(2) {
      text += onsets[below(onsets.count)] + vowels[below(vowels.count)] + codas[below(codas.count)]
    }
    return capitalised(text)
  }

  private func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  // MARK: Chance

  private mutating func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private mutating func below(_ limit: Int) -> Int { Int(random() % UInt64(limit)) }

  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  // MARK: Words

  /// Words in the order of their frequency, which falls with the rank as in any language.
  private struct Frequencies {
    private let words: [String]
    private var sums: [Double] = []

    init(words text: String) {
      words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
      var sum = 0.0
      for rank in words.indices {
        sum += 1 / (Double(rank) + 2.7)
        sums.append(sum)
      }
    }

    func word(_ random: UInt64) -> String {
      let target = Double(random >> 11) / Double(1 << 53) * (sums.last ?? 0)
      var low = 0
      var high = sums.count - 1
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] < target { low = middle + 1 } else { high = middle }
      }
      return words[low]
    }
  }

  private static let functionWords = """
    the of to and a in that for is on was with he it as at by from his have be has are not an this
    who they but would which been will their were had more its we or about also after one I she
    than there when if would her out up all no so into some over could can what him them other two
    before while because under against between our during only first last where through those these
    being such then now most new should do did may any how my me us you your back down off since
    until without within both each few many much own same too very just still even however although
    """

  private static let contentWords = """
    said government president minister people country year state party police officials percent week
    world million group company official time talks war peace security market city court told leader
    election law plan report deal oil attack military force forces trade foreign former national
    public political economic international local general prime military called made take agreed
    killed announced expected asked added meeting members support power house office day month part
    work long right number case way home end need help policy army border region south north east west
    capital bank price prices rate rates growth demand supply industry energy gas power plant project
    program budget tax taxes cut cuts debt billion dollar dollars euro share shares stock investors
    analysts economy business businesses workers union strike strikes jobs job pay school schools
    students children women men family families hospital health water food aid disaster storm flood
    rain fire damage victims rescue search road bridge airport train ship flight plane passengers
    crash investigation charges charge trial judge lawyer prison sentence evidence suspect victim
    crime drug drugs gun weapons nuclear missile missiles test tests sanctions embassy ambassador
    diplomat diplomats visit summit conference agreement treaty resolution statement spokesman
    spokeswoman secretary senator congress parliament vote votes voters campaign candidate opposition
    reform reforms rights human freedom press media newspaper television interview question questions
    answer decision issue issues problem problems change changes effort efforts process progress
    pressure concern concerns threat threats risk risks crisis conflict violence protest protests
    rally crowd street streets square building houses town village area areas province district
    soldiers troops rebels militants fighters commander operation offensive ceasefire negotiations
    proposal proposals offer demands claim claims denied rejected accused accusing condemned warned
    praised welcomed urged pledged promised vowed insisted stressed noted explained argued believed
    thought knew found left returned arrived began started continued ended closed opened built sold
    bought paid spent raised lowered increased decreased rose fell dropped gained lost won beat
    played scored team teams game games season coach player players fans league cup match final
    history culture language art music film book books church religious community society system
    technology computer internet data network science research scientists study studies climate
    environment species forest river lake sea ocean island coast mountain winter summer spring
    morning afternoon evening night hour hours minute minutes century decade moment future past
    present recent early late high low large small great important serious strong weak heavy light
    open close free full empty clear dark cold hot old young rich poor good bad better best worse
    worst big little main major minor common special single double private personal social financial
    commercial industrial agricultural central federal regional global domestic bilateral joint
    senior junior chief deputy acting former current next previous several various similar different
    possible likely unlikely certain sure ready able willing necessary difficult easy hard simple
    groundless unacceptable readiness determination cooperation importance respect regard framework
    """
}
