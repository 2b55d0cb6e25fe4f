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
      writer.member("schema", "stance-explain/1")
      writer.key("rules")
      writer.inlineObject { writer in
        writer.member("name", explanation.rulesName)
        writer.member("version", explanation.rulesVersion)
      }
      writer.key("meta")
      writer.inlineObject { writer in
        writer.member("kind", explanation.metadata.kind?.rawValue)
        writer.member("issuer", explanation.metadata.issuer)
      }
      writer.member("language", explanation.language)
      writer.key("names")
      writer.array(explanation.names) { writer, name in
        writer.inlineObject { writer in
          writer.member("name", name.name)
          writer.member("kind", name.kind)
          writer.member("party", name.party)
          writer.member("mentions", name.mentionCount)
        }
      }
      writer.key("sentences")
      writer.array(explanation.sentences) { Self.write($1, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func write(_ sentence: Explanation.Sentence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("index", sentence.index)
      writer.member("text", sentence.text)
      writer.member("role", sentence.role)
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
      writer.member("text", word.text)
      writer.member("tag", word.tag)
      writer.member("classes", word.classes)
      writer.member("lexicons", word.lexicons)
      writer.member("forms", word.forms)
    }
  }

  private static func write(_ mention: Explanation.Mention, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("text", mention.text)
      writer.member("name", mention.name)
      writer.member("kind", mention.kind)
      writer.member("party", mention.party)
    }
  }

  private static func write(_ group: Explanation.VerbGroup, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("text", group.text)
      writer.member("form", group.form)
      writer.member("traits", group.traits)
      writer.member("clause", group.clause)
    }
  }

  private static func write(_ clause: Explanation.Clause, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("kind", clause.kind)
      writer.member("parent", clause.parent)
      writer.member("subject", clause.subject)
      writer.member("verbs", clause.verbs)
      writer.member("text", clause.text)
    }
  }

  private static func write(_ source: Explanation.Source, _ writer: inout JSONWriter) {
    let attribution = source.attribution
    writer.inlineObject { writer in
      writer.member("id", attribution.id)
      writer.member("rule", source.rule)
      writer.member("label", source.label)
      writer.member("negated", source.isNegated)
      writer.member("source", attribution.source?.text)
      writer.member("cue", attribution.cue?.text)
      writer.member("content", attribution.content?.text)
      writer.member("mode", attribution.mode.rawValue)
      writer.member("speaker", attribution.speaker)
      writer.member("parties", attribution.parties)
      writer.member("resolution", attribution.resolution.rawValue)
      writer.member("parent", attribution.parent)
      writer.member("refusal", source.refusal)
    }
  }

  private static func write(_ view: Explanation.View, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("attribution", view.attribution)
      writer.member("zone", view.zone.rawValue)
      writer.member("predicate", view.predicate)
      writer.member("words", view.words)
    }
  }

  private static func write(_ match: Explanation.Match, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("attribution", match.attribution)
      writer.member("predicate", match.predicate)
      writer.member("rule", match.rule)
      writer.member("zone", match.zone.rawValue)
      writer.member("pattern", match.pattern)
      writer.member("words", match.words)
      writer.member("label", match.label)
      writer.member("weight", match.weight)
      writer.member("result", match.result.rawValue)
      writer.member("reason", match.reason)
    }
  }

  private static func write(_ act: Act, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.member("label", act.label)
      writer.member("weight", act.weight)
      writer.member("speaker", act.speaker)
      writer.member("parties", act.parties)
      writer.member("targets", act.targets)
      writer.member("mode", act.mode.rawValue)
      writer.member("resolution", act.resolution.rawValue)
      writer.member("rules", act.evidence.map(\.rule))
      writer.member("words", act.evidence.map(\.span.text))
    }
  }

  private static func write(_ whyNot: WhyNot, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("label", whyNot.label)
      writer.member("summary", whyNot.summary)
      writer.key("nearMisses")
      writer.array(whyNot.nearMisses) { writer, miss in
        writer.inlineObject { writer in
          writer.member("rule", miss.rule)
          writer.member("pattern", miss.pattern)
          writer.member("element", miss.element)
          writer.member("found", miss.found)
          writer.member("reason", miss.reason)
          writer.member("change", miss.change)
        }
      }
    }
  }
}
