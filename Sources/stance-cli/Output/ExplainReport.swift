internal import Rules
internal import Stance

/// What `stance explain` says about a text.
struct ExplainReport {
  private let explanation: Explanation

  init(_ explanation: Explanation) { self.explanation = explanation }

  // MARK: For people

  /// Sentence after sentence, each with all that led to its acts.
  func text() -> String {
    let metadata = explanation.metadata
    var lines = [
      "kind \(metadata.kind?.rawValue ?? "-"), issuer \(metadata.issuer ?? "-"), language "
        + explanation.language
    ]
    if !explanation.names.isEmpty {
      lines.append("names")
      lines += explanation.names.map { name in
        let times = name.mentionCount == 1 ? "once" : "\(name.mentionCount) times"
        return "  \(name.name): \(name.kind), \(name.party ?? "no side known"), \(times)"
      }
    }
    for sentence in explanation.sentences { lines += Self.lines(sentence) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ sentence: Explanation.Sentence) -> [String] {
    var lines = ["", "[\(sentence.index)] \(sentence.text)"]
    if sentence.role != "body" { lines.append("  \(sentence.role)") }
    add("words", columns(sentence.words.map(cells)), &lines)
    add(
      "names",
      sentence.mentions.map { mention in
        "'\(mention.text)': \(mention.kind) \(mention.name)"
          + (mention.party == nil || mention.party == mention.name
            ? "" : ", for \(mention.party ?? "")")
      }, &lines)
    add("verbs", sentence.verbs.map(verb), &lines)
    add("clauses", sentence.clauses.enumerated().map(clause), &lines)
    add("attributions", sentence.sources.map(source), &lines)
    add(
      "zones",
      sentence.views.map { view in
        let place = view.attribution.map { "attribution \($0), " } ?? ""
        let predicate = view.predicate.map { " \($0 + 1)" } ?? ""
        return "\(place)\(view.zone.rawValue)\(predicate): \(view.words)"
      }, &lines)
    add("rules", sentence.matches.map(match), &lines)
    add(
      "decision", sentence.steps.enumerated().map { "\($0.offset + 1). \($0.element)" }, &lines)
    add("acts", sentence.acts.map(act), &lines)
    if let whyNot = sentence.whyNot {
      add("why not \(whyNot.label)", [whyNot.summary] + whyNot.nearMisses.flatMap(nearMiss), &lines)
    }
    return lines
  }

  private static func add(_ title: String, _ body: [String], _ lines: inout [String]) {
    guard !body.isEmpty else { return }
    lines.append("  " + title)
    lines += body.map { "    " + $0 }
  }

  private static func cells(_ word: Explanation.Word) -> [String] {
    let classes = word.classes.map { "#" + $0 } + word.lexicons.map { "@" + $0 }
    return [
      word.text, word.tag, word.forms.joined(separator: "; "), classes.joined(separator: " "),
    ]
  }

  /// Rows with their cells below each other.
  private static func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { TerminalSafety.width($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() where !cell.isEmpty {
        let start = widths[..<column].reduce(0) { $0 + $1 + 2 }
        line += String(repeating: " ", count: max(0, start - TerminalSafety.width(line))) + cell
      }
      return line
    }
  }

  private static func verb(_ group: Explanation.VerbGroup) -> String {
    "'\(group.text)': \(([group.form] + group.traits).joined(separator: ", ")), in \(group.clause)"
  }

  private static func clause(_ number: Int, _ clause: Explanation.Clause) -> String {
    let parent = clause.parent.map { " in \($0)" } ?? ""
    let verbs = clause.verbs.map { "'\($0)'" }.joined(separator: ", ")
    return "\(number). \(clause.kind)\(parent): subject "
      + (clause.subject.map { "'\($0)'" } ?? "-") + ", verbs \(verbs.isEmpty ? "-" : verbs): "
      + clause.text
  }

  private static func source(_ source: Explanation.Source) -> String {
    let attribution = source.attribution
    func quoted(_ span: TextSpan?) -> String { span.map { "'\($0.text)'" } ?? "-" }
    var text = "\(attribution.id). \(source.rule ?? "quotation"): source "
    text += quoted(attribution.source) + ", cue " + quoted(attribution.cue) + ", content "
    text += quoted(attribution.content) + ", \(attribution.mode.rawValue)"
    if let label = source.label { text += ", carries '\(label)'" }
    if source.isNegated { text += ", negated" }
    if let parent = attribution.parent { text += ", inside \(parent)" }
    let side = [attribution.speaker, attribution.parties.joined(separator: " & ")]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " for ")
    text += "; \(side.isEmpty ? "nobody" : side) (\(attribution.resolution.rawValue))"
    return text
  }

  private static func match(_ match: Explanation.Match) -> String {
    let verdict =
      switch match.result {
      case .decides: "decides"
      case .loses: "loses: \(match.reason ?? "")"
      case .blocked: "does not count: \(match.reason ?? "")"
      }
    let pattern = match.pattern.isEmpty ? "" : " by '\(match.pattern)'"
    return "\(match.rule) (\(match.label), weight \(match.weight)) in \(match.zone.rawValue) took"
      + " '\(match.words)'\(pattern); \(verdict)"
  }

  private static func act(_ act: Act) -> String {
    let evidence = act.evidence.map { "\($0.rule) '\($0.span.text)'" }.joined(separator: ", ")
    let side = [act.speaker, act.parties.joined(separator: " & ")]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " for ")
    let targets = act.targets.isEmpty ? "" : ", to \(act.targets.joined(separator: " & "))"
    return "\(act.label) (weight \(act.weight)): \(side.isEmpty ? "nobody" : side)\(targets),"
      + " \(act.mode.rawValue), \(act.resolution.rawValue), by \(evidence)"
  }

  private static func nearMiss(_ miss: WhyNot.NearMiss) -> [String] {
    var lines = ["\(miss.rule): \(miss.reason)", "    pattern: \(miss.pattern)"]
    if let change = miss.change { lines.append("    change:  \(change)") }
    return lines
  }

  // MARK: For programs

  /// Everything as one object.
  func json() -> String {
    var writer = JSONWriter(.indented)
    let explanation = explanation
    writer.object { writer in
      writer.key("schema")
      writer.string("stance-explain/1")
      writer.key("rules")
      writer.inlineObject { writer in
        writer.key("name")
        writer.string(explanation.rulesName)
        writer.key("version")
        writer.string(explanation.rulesVersion)
      }
      writer.key("meta")
      writer.inlineObject { writer in
        writer.key("kind")
        writer.string(explanation.metadata.kind?.rawValue)
        writer.key("issuer")
        writer.string(explanation.metadata.issuer)
      }
      writer.key("language")
      writer.string(explanation.language)
      writer.key("names")
      writer.array(explanation.names) { writer, name in
        writer.inlineObject { writer in
          writer.key("name")
          writer.string(name.name)
          writer.key("kind")
          writer.string(name.kind)
          writer.key("party")
          writer.string(name.party)
          writer.key("mentions")
          writer.integer(name.mentionCount)
        }
      }
      writer.key("sentences")
      writer.array(explanation.sentences) { Self.write($1, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func write(_ sentence: Explanation.Sentence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("index")
      writer.integer(sentence.index)
      writer.key("text")
      writer.string(sentence.text)
      writer.key("role")
      writer.string(sentence.role)
      writer.key("words")
      writer.array(sentence.words) { write($1, &$0) }
      writer.key("mentions")
      writer.array(sentence.mentions) { write($1, &$0) }
      writer.key("verbs")
      writer.array(sentence.verbs) { write($1, &$0) }
      writer.key("clauses")
      writer.array(sentence.clauses) { write($1, &$0) }
      writer.key("attributions")
      writer.array(sentence.sources) { write($1, &$0) }
      writer.key("zones")
      writer.array(sentence.views) { write($1, &$0) }
      writer.key("matches")
      writer.array(sentence.matches) { write($1, &$0) }
      writer.key("decision")
      writer.array(sentence.steps) { $0.string($1) }
      writer.key("acts")
      writer.array(sentence.acts) { write($1, &$0) }
      writer.key("whyNot")
      guard let whyNot = sentence.whyNot else { return writer.null() }
      write(whyNot, &writer)
    }
  }

  private static func write(_ word: Explanation.Word, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("text")
      writer.string(word.text)
      writer.key("tag")
      writer.string(word.tag)
      writer.key("classes")
      writer.array(word.classes)
      writer.key("lexicons")
      writer.array(word.lexicons)
      writer.key("forms")
      writer.array(word.forms)
    }
  }

  private static func write(_ mention: Explanation.Mention, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("text")
      writer.string(mention.text)
      writer.key("name")
      writer.string(mention.name)
      writer.key("kind")
      writer.string(mention.kind)
      writer.key("party")
      writer.string(mention.party)
    }
  }

  private static func write(_ group: Explanation.VerbGroup, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("text")
      writer.string(group.text)
      writer.key("form")
      writer.string(group.form)
      writer.key("traits")
      writer.array(group.traits)
      writer.key("clause")
      writer.integer(group.clause)
    }
  }

  private static func write(_ clause: Explanation.Clause, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("kind")
      writer.string(clause.kind)
      writer.key("parent")
      write(clause.parent, &writer)
      writer.key("subject")
      writer.string(clause.subject)
      writer.key("verbs")
      writer.array(clause.verbs)
      writer.key("text")
      writer.string(clause.text)
    }
  }

  private static func write(_ source: Explanation.Source, _ writer: inout JSONWriter) {
    let attribution = source.attribution
    writer.inlineObject { writer in
      writer.key("id")
      writer.integer(attribution.id)
      writer.key("rule")
      writer.string(source.rule)
      writer.key("label")
      writer.string(source.label)
      writer.key("negated")
      writer.boolean(source.isNegated)
      writer.key("source")
      writer.string(attribution.source?.text)
      writer.key("cue")
      writer.string(attribution.cue?.text)
      writer.key("content")
      writer.string(attribution.content?.text)
      writer.key("mode")
      writer.string(attribution.mode.rawValue)
      writer.key("speaker")
      writer.string(attribution.speaker)
      writer.key("parties")
      writer.array(attribution.parties)
      writer.key("resolution")
      writer.string(attribution.resolution.rawValue)
      writer.key("parent")
      write(attribution.parent, &writer)
      writer.key("refusal")
      writer.string(source.refusal)
    }
  }

  private static func write(_ view: Explanation.View, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("attribution")
      write(view.attribution, &writer)
      writer.key("zone")
      writer.string(view.zone.rawValue)
      writer.key("predicate")
      write(view.predicate, &writer)
      writer.key("words")
      writer.string(view.words)
    }
  }

  private static func write(_ match: Explanation.Match, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("attribution")
      write(match.attribution, &writer)
      writer.key("predicate")
      write(match.predicate, &writer)
      writer.key("rule")
      writer.string(match.rule)
      writer.key("zone")
      writer.string(match.zone.rawValue)
      writer.key("pattern")
      writer.string(match.pattern)
      writer.key("words")
      writer.string(match.words)
      writer.key("label")
      writer.string(match.label)
      writer.key("weight")
      writer.integer(match.weight)
      writer.key("result")
      writer.string(match.result.rawValue)
      writer.key("reason")
      writer.string(match.reason)
    }
  }

  private static func write(_ act: Act, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("label")
      writer.string(act.label)
      writer.key("weight")
      writer.integer(act.weight)
      writer.key("speaker")
      writer.string(act.speaker)
      writer.key("parties")
      writer.array(act.parties)
      writer.key("targets")
      writer.array(act.targets)
      writer.key("mode")
      writer.string(act.mode.rawValue)
      writer.key("resolution")
      writer.string(act.resolution.rawValue)
      writer.key("rules")
      writer.array(act.evidence.map(\.rule))
      writer.key("words")
      writer.array(act.evidence.map(\.span.text))
    }
  }

  private static func write(_ whyNot: WhyNot, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("label")
      writer.string(whyNot.label)
      writer.key("summary")
      writer.string(whyNot.summary)
      writer.key("nearMisses")
      writer.array(whyNot.nearMisses) { writer, miss in
        writer.inlineObject { writer in
          writer.key("rule")
          writer.string(miss.rule)
          writer.key("pattern")
          writer.string(miss.pattern)
          writer.key("element")
          writer.string(miss.element)
          writer.key("found")
          writer.string(miss.found)
          writer.key("reason")
          writer.string(miss.reason)
          writer.key("change")
          writer.string(miss.change)
        }
      }
    }
  }

  private static func write(_ number: Int?, _ writer: inout JSONWriter) {
    guard let number else { return writer.null() }
    writer.integer(number)
  }
}
