internal import Stance

/// Many articles as one page: who performs which acts, when, towards whom, and in which sentences.
///
/// Tables and chart are written out, so that they can be read without the script; the acts behind
/// them stand in the page as compact data, of which the script shows some at a time.
struct CorpusPage: Report {
  /// Rows of the tables; the rest can be had through the filters.
  private enum Limit {
    static let parties = 25
    static let speakers = 25
    static let targets = 12
    static let pairs = 25
  }

  private var corpus: Corpus
  private let palette: LabelPalette
  private let rules: RulesIdentity
  private let sentenceLimit: Int

  /// A page without articles.
  ///
  /// - Parameters:
  ///   - labels: All there are.
  ///   - colours: Theirs, as `#rrggbb`.
  ///   - nicknames: Short first names and what they stand for.
  ///   - rules: Where the labels come from.
  ///   - sentenceLimit: The most sentences to hold.
  init(
    labels: [String], colours: [String], nicknames: [String: String], rules: RulesIdentity,
    sentenceLimit: Int
  ) {
    corpus = Corpus(labels: labels, nicknames: nicknames)
    palette = LabelPalette(colours)
    self.rules = rules
    self.sentenceLimit = sentenceLimit
  }

  var addsReadings: Bool { true }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    corpus.add(document)
  }

  mutating func finish(_ output: inout [UInt8]) {
    corpus.join()
    let counts = CorpusCounts(corpus)
    let shell = PageShell(
      title: "Stance report – \(Self.count(corpus.documents.count, "document"))",
      style: PageShell.Part.pageStyle.text + palette.style + PageShell.Part.reportStyle.text,
      script: PageShell.Part.reportScript.text)
    output.append(shell.head)
    output.append("<a class=\"skip\" href=\"#content\">To the content</a>\n")
    output.append(header(counts))
    output.append(filters(counts))
    output.append("<main id=\"content\" tabindex=\"-1\">\n")
    output.append(time(counts))
    output.append(parties(counts))
    output.append(targets(counts))
    output.append(speakers(counts))
    output.append(list)
    output.append("</main>\n")
    output.append(footer)
    output.append("<script type=\"application/json\" id=\"data\">")
    output += CorpusData(corpus, counts.scale, sentenceLimit: sentenceLimit).json()
    output.append("</script>\n")
    output.append(shell.end)
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A number with commas between groups of three digits.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = Array(String(number))
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  // MARK: Around the content

  private func header(_ counts: CorpusCounts) -> String {
    let parties = corpus.parties.names.indices.filter { counts.byParty[$0].contains { $0 > 0 } }
    let dates = corpus.documents.compactMap(\.date)
    var facts = [
      Self.count(corpus.documents.count, "document"), Self.count(corpus.sentenceCount, "sentence"),
      Self.count(corpus.acts.count, "act"),
      "\(Self.grouped(parties.count)) \(parties.count == 1 ? "party" : "parties")",
    ]
    if let first = dates.min(), let last = dates.max() {
      facts.append(first == last ? first.text : "\(first.text) to \(last.text)")
    }
    return """
      <header class="top">
      <h1>Stance report</h1>
      <p class="facts">\(facts.joined(separator: " · "))</p>
      <nav aria-label="Sections"><ul>
      <li><a href="#time">Over time</a></li>
      <li><a href="#parties">Parties</a></li>
      <li><a href="#targets">Who refutes whom</a></li>
      <li><a href="#speakers">Speakers</a></li>
      <li><a href="#list">Sentences</a></li>
      </ul></nav>
      </header>

      """
  }

  /// Hidden until the script fills it.
  private func filters(_ counts: CorpusCounts) -> String {
    """
    <form class="filters" hidden aria-label="Filters">
    <label>Label <select name="label"><option value="">all</option></select></label>
    <label>Party <select name="party"><option value="">all</option></select></label>
    <label>Towards <select name="target"><option value="">all</option></select></label>
    <label>Speaker <select name="speaker"><option value="">all</option></select></label>
    <label>From <input type="date" name="from"></label>
    <label>To <input type="date" name="to"></label>
    <label>Search <input type="search" name="query" placeholder="words of a sentence, a title"></label>
    <button type="reset">Show all</button>
    <output aria-live="polite"></output>
    </form>

    """
  }

  private var footer: String {
    """
    <footer class="foot"><p>Labelled by stance \(Main.version) with the rules \
    \(HTMLText.oneLine(rules.name)) \(HTMLText.oneLine(rules.version)) \
    (SHA-256 \(rules.sha256.prefix(12))…). An act of several parties counts once for each of them. \
    Labels are found by rules and are sometimes wrong: read the sentences behind a number before you \
    rely on it.</p></footer>

    """
  }

  private static func section(_ id: String, _ title: String, _ content: String) -> String {
    """
    <section id="\(id)" aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(title)</h2>
    \(content)</section>

    """
  }

  /// A table that scrolls where it is too wide.
  private static func table(
    _ caption: String, _ head: [String], _ rows: [String], isClass name: String
  ) -> String {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="\(name)">
    <caption>\(caption)</caption>
    <thead><tr>\(head.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody></table></div>

    """
  }

  private var labelHeads: [String] {
    corpus.labels.enumerated().map { "<span class=\"lab l\($0)\">\(HTMLText.oneLine($1))</span>" }
  }

  /// A number that leads to its sentences; its key says which they are.
  private static func link(_ key: String, _ count: Int) -> String {
    count == 0
      ? "<a data-k=\"\(key)\">·</a>" : "<a data-k=\"\(key)\" href=\"#list\">\(count)</a>"
  }

  /// How deep the ground of a number is, from 0 to 4.
  static func level(_ count: Int, of most: Int) -> Int {
    guard count > 0, most > 0 else { return 0 }
    return max(1, Int((4 * (Double(count) / Double(most)).squareRoot()).rounded(.up)))
  }

  private func cells(_ key: String, _ counts: [Int], most: Int) -> String {
    counts.enumerated().map { label, count in
      let level = Self.level(count, of: most)
      return "<td class=\"l\(label) h\(level)\">\(Self.link("\(key):\(label)", count))</td>"
    }.joined() + "<td>\(Self.link("\(key):", counts.reduce(0, +)))</td>"
  }

  private func partyName(_ party: Int) -> String {
    party < corpus.parties.names.count
      ? HTMLText.oneLine(corpus.parties.names[party]) : PartySummary.nobody
  }

  // MARK: Sections

  private func parties(_ counts: CorpusCounts) -> String {
    // Acts without party stand last.
    let nobody = corpus.parties.names.count
    let known = CorpusCounts.order(counts.byParty).filter { $0 != nobody }
    let unknown = counts.byParty[nobody].contains { $0 > 0 } ? [nobody] : []
    let order = Array(known.prefix(Limit.parties)) + unknown
    guard !order.isEmpty else {
      return Self.section("parties", "Parties and labels", "<p>There are no acts.</p>\n")
    }
    let most = counts.byParty.joined().max() ?? 0
    let rows = order.map { party in
      let key = "pl:\(party == nobody ? "none" : "\(party)")"
      return "<tr><th scope=\"row\">\(partyName(party))</th>"
        + cells(key, counts.byParty[party], most: most) + "</tr>"
    }
    var content = Self.table(
      "Acts of each party by label", ["party"] + labelHeads + ["acts"], rows, isClass: "counts")
    content += rest(known.count - Limit.parties, "party", "parties")
    return Self.section("parties", "Parties and labels", content)
  }

  private func rest(_ count: Int, _ noun: String, _ nouns: String) -> String {
    count <= 0
      ? ""
      : "<p class=\"more\">\(Self.grouped(count)) more \(count == 1 ? noun : nouns): choose them in the filters.</p>\n"
  }

  private func time(_ counts: CorpusCounts) -> String {
    guard let scale = counts.scale else {
      return Self.section(
        "time", "Acts over time",
        "<p>No document tells its date. JSON Lines may give one in the field <code>date</code>.</p>\n"
      )
    }
    let chart = TimeChart(labels: corpus.labels, scale: scale, counts: counts.byPeriod)
    let most = counts.byPeriod.joined().max() ?? 0
    let rows = counts.byPeriod.indices.map { period in
      "<tr><th scope=\"row\">\(scale.name(period))</th>"
        + cells("cl:\(period)", counts.byPeriod[period], most: most) + "</tr>"
    }
    var content =
      "<figure><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Chart of acts over time\">"
    content += "\(chart.svg)</div><figcaption>Acts in each \(scale.unit.rawValue)"
    content += " by the date of their document; each row has its own scale, its top at the left."
    if counts.undatedCount > 0 {
      content += " \(Self.count(counts.undatedCount, "act")) in documents without a date"
      content += counts.undatedCount == 1 ? " is not shown." : " are not shown."
    }
    content += "</figcaption></figure>\n<details class=\"numbers\"><summary>The numbers</summary>\n"
    content += Self.table(
      "Acts in each \(scale.unit.rawValue) by label", [scale.unit.rawValue] + labelHeads + ["acts"],
      rows, isClass: "counts")
    return Self.section("time", "Acts over time", content + "</details>\n")
  }

  /// The label whose pairs are shown as a matrix.
  private var refutation: Int { corpus.labels.firstIndex(of: "refutation") ?? 0 }

  private func targets(_ counts: CorpusCounts) -> String {
    let label = corpus.labels.isEmpty ? "" : HTMLText.oneLine(corpus.labels[refutation])
    let title = label == "refutation" ? "Who refutes whom" : "Who acts towards whom"
    guard counts.byTarget.contains(where: { !$0.isEmpty }) else {
      return Self.section("targets", title, "<p>No act in these documents has a target.</p>\n")
    }
    let pairs = counts.byTarget[refutation]
    let content = pairs.isEmpty ? "" : matrix(pairs, label)
    return Self.section("targets", title, content + pairTable(counts))
  }

  private func matrix(_ pairs: [CorpusCounts.Pair: Int], _ label: String) -> String {
    let from = Self.most(pairs, \.party)
    let to = Self.most(pairs, \.target)
    let most = pairs.values.max() ?? 0
    let rows = from.map { party in
      let cells = to.map { target in
        let count = pairs[CorpusCounts.Pair(party: party, target: target), default: 0]
        return "<td class=\"l\(refutation) h\(Self.level(count, of: most))\">"
          + Self.link("ptl:\(party):\(target):\(refutation)", count) + "</td>"
      }
      return "<tr><th scope=\"row\">\(partyName(party))</th>\(cells.joined())</tr>"
    }
    return Self.table(
      "Each \(label), from the party of the row to that of the column",
      ["from \\ to"] + to.map(partyName),
      rows, isClass: "counts matrix")
  }

  /// The parties that stand in most pairs at one end.
  private static func most(
    _ pairs: [CorpusCounts.Pair: Int], _ end: KeyPath<CorpusCounts.Pair, Int>
  ) -> [Int] {
    var sums: [Int: Int] = [:]
    for (pair, count) in pairs { sums[pair[keyPath: end], default: 0] += count }
    return sums.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(Limit.targets).map(\.key)
  }

  private func pairTable(_ counts: CorpusCounts) -> String {
    var sums: [CorpusCounts.Pair: Int] = [:]
    for pairs in counts.byTarget { sums.merge(pairs) { $0 + $1 } }
    let order = sums.sorted { first, second in
      (first.value, second.key.party, second.key.target)
        > (second.value, first.key.party, first.key.target)
    }.map(\.key)
    let most = counts.byTarget.flatMap(\.values).max() ?? 0
    let rows = order.prefix(Limit.pairs).map { pair in
      "<tr><th scope=\"row\">\(partyName(pair.party)) <span class=\"arrow\">→</span> \(partyName(pair.target))</th>"
        + cells(
          "ptl:\(pair.party):\(pair.target)", counts.byTarget.map { $0[pair, default: 0] },
          most: most)
        + "</tr>"
    }
    return Self.table(
      "Acts towards others by label", ["from → to"] + labelHeads + ["acts"], rows, isClass: "counts"
    )
      + rest(order.count - Limit.pairs, "pair", "pairs")
  }

  private func speakers(_ counts: CorpusCounts) -> String {
    let order = CorpusCounts.order(counts.byPerson)
    guard !order.isEmpty else {
      return Self.section("speakers", "Speakers", "<p>No speaker is named.</p>\n")
    }
    let most = counts.byPerson.joined().max() ?? 0
    let rows = order.prefix(Limit.speakers).map { person in
      "<tr><th scope=\"row\">\(name(person, counts))</th>"
        + cells("sl:\(person)", counts.byPerson[person], most: most) + "</tr>"
    }
    var content = Self.table(
      "Acts of each speaker by label", ["speaker"] + labelHeads + ["acts"], rows, isClass: "counts")
    content += rest(order.count - Limit.speakers, "speaker", "speakers")
    return Self.section("speakers", "Most frequent speakers", content)
  }

  private func name(_ person: Int, _ counts: CorpusCounts) -> String {
    let others = corpus.persons[person].otherNames.map(HTMLText.oneLine)
    let party = counts.partyOfPerson[person].map { " <span class=\"for\">\(partyName($0))</span>" }
    let also =
      others.isEmpty ? "" : " <span class=\"also\">also \(others.joined(separator: "; "))</span>"
    return HTMLText.oneLine(corpus.persons[person].name) + (party ?? "") + also
  }

  private var list: String {
    Self.section(
      "list", "Sentences",
      """
      <noscript><p>The sentences behind the numbers are shown by a script, which is switched off. \
      <code>stance label --format csv</code> gives them as a table.</p></noscript>
      <div class="results" hidden>
      <div class="tools">
      <label>Order <select name="order"><option value="read">as read</option>\
      <option value="old">oldest first</option><option value="new">newest first</option></select></label>
      <button type="button" class="export">Export as CSV</button>
      <span class="pages"><button type="button" class="previous">Previous</button> \
      <span class="where" aria-live="polite"></span> <button type="button" class="next">Next</button></span>
      </div>
      <ol class="sentences"></ol>
      </div>

      """)
  }
}
