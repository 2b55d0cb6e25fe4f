internal import Stance

/// Articles as a page to read: the text as written with its acts marked, who speaks at the margin.
///
/// Everything can be read without the script, which adds filters, keys and the marks of a chosen act.
struct ArticlePage: Report {
  private let labels: [String]
  private let palette: LabelPalette
  private let rules: RulesIdentity
  private let labelNumbers: [String: Int]
  private var documentCount = 0
  private var shell: PageShell?

  /// A page without articles.
  ///
  /// - Parameters:
  ///   - labels: All there are.
  ///   - colours: Theirs, as `#rrggbb`.
  ///   - rules: Where the labels come from.
  init(labels: [String], colours: [String], rules: RulesIdentity) {
    self.labels = labels
    self.rules = rules
    palette = LabelPalette(colours)
    labelNumbers = Dictionary(zip(labels, 0...)) { first, _ in first }
  }

  var addsReadings: Bool { true }

  mutating func add(_ document: LabelledDocument, to output: inout [UInt8]) {
    if shell == nil { begin(document, &output) }
    var article = ArticleBody(
      document, number: documentCount, labels: labels, labelNumbers: labelNumbers)
    output += article.html()
    documentCount += 1
  }

  mutating func finish(_ output: inout [UInt8]) {
    guard let shell else { return }
    output.append("</main>\n<footer class=\"foot\"><p>Labelled by stance \(Main.version)")
    output.append(
      " with the rules \(HTMLText.oneLine(rules.name)) \(HTMLText.oneLine(rules.version))")
    output.append(
      " <span class=\"digest\">(SHA-256 \(rules.sha256.prefix(12))…)</span></p></footer>\n")
    output.append(shell.end)
  }

  private mutating func begin(_ document: LabelledDocument, _ output: inout [UInt8]) {
    let title = document.reading.metadata.title ?? document.id
    let shell = PageShell(
      title: title + " – stance",
      style: PageShell.Part.pageStyle.text + palette.style + PageShell.Part.articleStyle.text,
      script: PageShell.Part.articleScript.text)
    self.shell = shell
    output.append(shell.head)
    output.append("<a class=\"skip\" href=\"#text\">To the text</a>\n")
    output.append(controls)
    output.append("<main id=\"text\" tabindex=\"-1\">\n")
  }

  /// Filters, empty and hidden until the script fills them.
  private var controls: String {
    var legend = ""
    for (index, label) in labels.enumerated() {
      legend +=
        "<li class=\"l\(index) k\(index % 5)\"><span class=\"mark\">"
        + "\(HTMLText.oneLine(label))</span></li>"
    }
    return """
      <header class="bar">
      <ul class="legend" aria-label="Labels">\(legend)</ul>
      <form class="filters" hidden aria-label="Filters">
      <fieldset class="labels"><legend>Labels</legend></fieldset>
      <label>Party <select name="party"><option value="">all</option></select></label>
      <label>Speaker <select name="speaker"><option value="">all</option></select></label>
      <label class="jump" hidden>Article <select name="document"></select></label>
      <button type="reset">Show all</button>
      <output aria-live="polite"></output>
      <p class="keys">Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous act, <kbd>Enter</kbd> its reasons, \
      <kbd>Esc</kbd> close</p>
      </form>
      </header>

      """
  }
}

/// One article of the page.
private struct ArticleBody {
  private let document: LabelledDocument
  private let number: Int
  private let labels: [String]
  private let labelNumbers: [String: Int]
  private let marks: ActMarks
  private var firstMark = 0
  private var actNumber = 0

  init(
    _ document: LabelledDocument, number: Int, labels: [String], labelNumbers: [String: Int]
  ) {
    self.document = document
    self.number = number
    self.labels = labels
    self.labelNumbers = labelNumbers
    marks = ActMarks(document.reading)
  }

  private var reading: Reading { document.reading }

  mutating func html() -> [UInt8] {
    var summary = PartySummary(labels: labels)
    summary.add(reading)
    var output: [UInt8] = []
    output.append(
      "<article class=\"doc\" id=\"d\(number)\" aria-labelledby=\"d\(number)t\" data-name=\""
        + HTMLText.oneLine(reading.metadata.title ?? document.id) + "\">\n")
    let sentences = reading.sentences[...]
    let hasTitle = isTitle(sentences.first)
    output.append(header(summary))
    var rest = hasTitle ? sentences.dropFirst() : sentences
    while let first = rest.first {
      let paragraph = rest.prefix { $0.paragraph == first.paragraph }
      write(paragraph, to: &output)
      rest = rest.dropFirst(paragraph.count)
    }
    output.append(table(summary))
    output.append("</article>\n")
    return output
  }

  /// Whether the sentence is the title as it stands in the text, without an act.
  private func isTitle(_ sentence: Sentence?) -> Bool {
    guard let sentence, sentence.acts.isEmpty, let title = reading.metadata.title else {
      return false
    }
    return GoldFile.oneLine(sentence.text) == GoldFile.oneLine(title)
  }

  private func header(_ summary: PartySummary) -> String {
    let metadata = reading.metadata
    let facts = [metadata.kind?.rawValue, metadata.issuer, metadata.date, metadata.source]
      .compactMap { $0.map(HTMLText.oneLine) }
    let title = HTMLText.oneLine(metadata.title ?? document.id)
    let id =
      metadata.title == nil ? [] : ["<span class=\"id\">\(HTMLText.oneLine(document.id))</span>"]
    let line = (id + facts + [summary.total(documentCount: 1)]).joined(separator: " · ")
    let language =
      reading.language == "en"
      ? "" : "<p class=\"warning\">This text does not look English: nothing is labelled.</p>\n"
    return """
      <header class="top">
      <h1 id="d\(number)t">\(title)</h1>
      <p class="facts">\(line)</p>
      \(language)</header>

      """
  }

  // MARK: Text

  private mutating func write(_ sentences: ArraySlice<Sentence>, to output: inout [UInt8]) {
    let firstAct = actNumber
    var text = ""
    var end: Int?
    for sentence in sentences {
      if let end, sentence.start > end { text += " " }
      end = sentence.end
      text += html(sentence)
    }
    output.append("<div class=\"par\">\n<p class=\"text\">\(text)</p>\n")
    let acts = sentences.flatMap(\.acts)
    if !acts.isEmpty {
      output.append("<div class=\"notes\">\n")
      for (index, act) in acts.enumerated() { output.append(note(act, number: firstAct + index)) }
      output.append("</div>\n")
    }
    output.append("</div>\n")
  }

  private mutating func segments(_ sentence: Sentence) -> [MarkedSegment] {
    marks.segments(sentence, from: &firstMark)
  }

  private mutating func html(_ sentence: Sentence) -> String {
    let first = actNumber
    actNumber += sentence.acts.count
    var html = "<span class=\"s\" data-n=\"\(sentence.index)\">"
    var tagged = Set<Int>()
    let segments = segments(sentence)
    for (index, segment) in segments.enumerated() {
      html += markup(segment, sentence, first)
      // The tag of an act stands behind the last segment of its words here.
      for act in sentence.acts.indices {
        let isHere = { (segment: MarkedSegment) in
          segment.parts.contains { $0.act == first + act && $0.role == .content }
        }
        guard isHere(segment), !segments[(index + 1)...].contains(where: isHere) else { continue }
        html += tag(sentence.acts[act], number: first + act)
        tagged.insert(act)
      }
    }
    for act in sentence.acts.indices where !tagged.contains(act) {
      html += tag(sentence.acts[act], number: first + act)
    }
    return html + "</span>"
  }

  private func markup(_ segment: MarkedSegment, _ sentence: Sentence, _ first: Int) -> String {
    let text = HTMLText.escaped(segment.text)
    guard !segment.parts.isEmpty else { return text }
    let own = segment.parts.filter { part in
      (part.role == .content || part.role == .evidence)
        && (first..<first + sentence.acts.count).contains(part.act)
    }
    var classes = ["g"]
    if let shown = own.first(where: { $0.role == .content }) ?? own.first {
      let label = labelNumber(sentence.acts[shown.act - first])
      classes += ["l\(label)", "k\(label % 5)"]
      if shown.role == .content { classes.append("c") }
      if own.contains(MarkedSegment.Part(act: shown.act, role: .evidence)) { classes.append("e") }
    }
    let parts = segment.parts.map { "\($0.role.rawValue)-\($0.act)" }.joined(separator: " ")
    return "<span class=\"\(classes.joined(separator: " "))\" data-r=\"\(parts)\">\(text)</span>"
  }

  private func tag(_ act: Act, number: Int) -> String {
    "<a class=\"tag l\(labelNumber(act))\" href=\"#\(id(number))\" data-act=\"\(number)\">"
      + HTMLText.oneLine(act.label) + "</a>"
  }

  private func labelNumber(_ act: Act) -> Int { labelNumbers[act.label] ?? 0 }

  private func id(_ act: Int) -> String { "d\(number)a\(act)" }

  // MARK: Margin

  private func note(_ act: Act, number: Int) -> String {
    let label = labelNumber(act)
    let parties = act.parties.map(HTMLText.oneLine)
    let speakers = act.speakers.map(HTMLText.oneLine)
    let targets = act.targets.map(HTMLText.oneLine).joined(separator: " &amp; ")
    var summary = "<span class=\"lab\">\(HTMLText.oneLine(act.label))</span>"
    summary += " <span class=\"who\">"
    summary += speakers.isEmpty ? "unnamed" : speakers.joined(separator: " &amp; ")
    summary += "</span>"
    if !parties.isEmpty, parties != speakers {
      summary += " <span class=\"for\">\(parties.joined(separator: " &amp; "))</span>"
    }
    if !targets.isEmpty {
      summary += " <span class=\"to\"><span class=\"arrow\">→</span> \(targets)</span>"
    }
    return """
      <details class="note l\(label) k\(label % 5)" id="\(id(number))" data-act="\(number)" \
      data-label="\(HTMLText.oneLine(act.label))" data-parties="\(parties.joined(separator: "&#10;"))" \
      data-speakers="\(speakers.joined(separator: "&#10;"))">
      <summary>\(summary)</summary>
      \(reasons(act))</details>

      """
  }

  private func reasons(_ act: Act) -> String {
    var items = ""
    for evidence in act.evidence {
      let words = HTMLText.oneLine(evidence.span.text)
      let quoted = words.isEmpty ? "" : "<q>\(words)</q> "
      items += "<li>\(quoted)<code>\(HTMLText.oneLine(evidence.rule))</code></li>"
    }
    let confidence = act.confidence.map { FixedPoint.text($0, places: 2) } ?? "not calibrated"
    let path = AttributionPath(act, reading).steps.map { "<li>\($0)</li>" }.joined()
    return """
      <dl>
      <dt>Evidence and rule</dt><dd><ul>\(items)</ul></dd>
      <dt>Weight</dt><dd>\(act.weight)</dd>
      <dt>Attribution</dt><dd><ol>\(path)</ol></dd>
      <dt>Confidence</dt><dd>\(confidence)</dd>
      </dl>

      """
  }

  // MARK: Summary

  private func table(_ summary: PartySummary) -> String {
    guard summary.actCount > 0 else { return "" }
    let head = labels.map { "<th scope=\"col\">\(HTMLText.oneLine($0))</th>" }.joined()
    let rows = summary.rows.map { row in
      let cells = row.counts.map { "<td>\($0 == 0 ? "·" : "\($0)")</td>" }.joined()
      return
        "<tr><th scope=\"row\">\(HTMLText.oneLine(row.party))</th>\(cells)<td>\(row.total)</td></tr>"
    }
    return """
      <section class="summary" aria-label="Acts by party"><div class="scroll" tabindex="0" role="region" \
      aria-label="Table of acts by party"><table>
      <caption>Acts by party</caption>
      <thead><tr><th scope="col">party</th>\(head)<th scope="col">acts</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div></section>

      """
  }
}
