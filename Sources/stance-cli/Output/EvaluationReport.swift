internal import Stance

/// Scores and errors of an evaluation.
enum EvaluationReport {
  /// Tables for people, after the list of errors.
  static func text(_ evaluation: Evaluation, hasErrors: Bool) -> String {
    let errors = hasErrors ? evaluation.documents.map(errors).joined() : ""
    return TerminalSafety.visibleLines(
      errors + (errors.isEmpty ? "" : "\n") + ScoreTable.text(evaluation.scores))
  }

  private static func errors(_ document: Evaluation.Document) -> String {
    document.sentences.filter { !$0.isRight }.map { sentence in
      """
      \(document.name):\(sentence.gold.line): \(GoldFile.oneLine(sentence.gold.text))
        gold   \(acts(sentence.gold.acts))
        found  \(acts(sentence.system))

      """
    }.joined()
  }

  private static func acts(_ acts: [GoldAct]) -> String {
    guard !acts.isEmpty else { return "none" }
    return acts.map { act in
      "\(act.label) by \(names(act.speakers)) (\(names(act.parties)))"
    }.joined(separator: " + ")
  }

  private static func names(_ names: [String]) -> String {
    names.isEmpty ? "-" : names.joined(separator: " & ")
  }

  // MARK: JSON

  static func json(_ evaluation: Evaluation, hasErrors: Bool) -> String {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("schema")
      writer.string("stance-evaluation/1")
      write(evaluation.scores, &writer)
      guard hasErrors else { return }
      writer.key("errors")
      let errors = evaluation.documents.flatMap { document in
        document.sentences.filter { !$0.isRight }.map { (document.name, $0) }
      }
      writer.array(errors) { write($1.1, of: $1.0, &$0) }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func write(_ scores: Scores, _ writer: inout JSONWriter) {
    writer.key("documents")
    writer.integer(scores.documentCount)
    writer.key("sentences")
    writer.integer(scores.goldSentenceCount)
    writer.key("found_sentences")
    writer.integer(scores.systemSentenceCount)
    writer.key("boundaries")
    write(scores.boundaries, &writer)
    writer.key("primary")
    writer.object { write(scores.primary, &$0) }
    writer.key("label_sets")
    write(scores.labelSets, &writer)
    writer.key("joint")
    write(scores.joint, &writer)
    writer.key("party_given_act")
    write(scores.partyGivenAct, &writer)
    writer.key("party_of_gold_acts")
    write(scores.partyOfGoldActs, &writer)
    writer.key("speaker_given_act")
    write(scores.speakerGivenAct, &writer)
    writer.key("act_recall")
    write(scores.actRecall, &writer)
    writer.key("speakers_invented")
    write(scores.speakersInvented, &writer)
  }

  private static func write(_ matrix: ConfusionMatrix, _ writer: inout JSONWriter) {
    writer.key("macro_f1")
    writer.number(matrix.macroF1)
    writer.key("accuracy")
    writer.number(matrix.accuracy)
    writer.key("classes")
    writer.array(matrix.classes) { writer, label in
      let tally = matrix.tally(label)
      writer.inlineObject { writer in
        writer.key("label")
        writer.string(label)
        writer.key("precision")
        writer.number(tally.precision)
        writer.key("recall")
        writer.number(tally.recall)
        writer.key("f1")
        writer.number(tally.f1)
        writer.key("gold")
        writer.integer(matrix.goldCount(label))
        writer.key("found")
        writer.integer(matrix.systemCount(label))
      }
    }
    writer.key("confusion")
    writer.array(matrix.classes) { writer, gold in
      writer.inlineArray(matrix.classes) { $0.integer(matrix[gold: gold, system: $1]) }
    }
  }

  private static func write(_ tally: Tally, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("precision")
      writer.number(tally.precision)
      writer.key("recall")
      writer.number(tally.recall)
      writer.key("f1")
      writer.number(tally.f1)
    }
  }

  private static func write(_ share: Share, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("share")
      writer.number(share.value)
      writer.key("cases")
      writer.integer(share.count)
      writer.key("of")
      writer.integer(share.total)
    }
  }

  private static func write(
    _ sentence: ComparedSentence, of document: String, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("file")
      writer.string(document)
      writer.key("line")
      writer.integer(sentence.gold.line)
      writer.key("text")
      writer.string(sentence.gold.text)
      writer.key("gold")
      writer.array(sentence.gold.acts) { write($1, &$0) }
      writer.key("found")
      writer.array(sentence.system) { write($1, &$0) }
    }
  }

  private static func write(_ act: GoldAct, _ writer: inout JSONWriter) {
    writer.inlineObject { writer in
      writer.key("label")
      writer.string(act.label)
      writer.key("parties")
      writer.array(act.parties)
      writer.key("speakers")
      writer.array(act.speakers)
    }
  }
}
