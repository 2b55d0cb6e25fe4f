internal import Stance

/// One flag: its name, its help and what it does.
struct Flag: Sendable {
  /// Without dashes.
  let name: String
  let letter: Unicode.Scalar?
  /// What to call its value in help; nil for a flag that takes none.
  let value: String?
  let help: String
  let commands: [Command]
  let effect: @Sendable (inout Options, Word) throws(UsageError) -> Void

  init(
    _ name: String, _ letter: Unicode.Scalar? = nil, _ value: String? = nil,
    for commands: [Command], _ help: String,
    effect: @escaping @Sendable (inout Options, Word) throws(UsageError) -> Void
  ) {
    self.name = name
    self.letter = letter
    self.value = value
    self.help = help
    self.commands = commands
    self.effect = effect
  }
}

extension Flag {
  /// Every flag, in the order of help.
  static let all: [Flag] =
    results + documents + selection + reporting + evaluation + minima + suggesting + checking
    + printing
    + general

  private static let results: [Flag] = [
    Flag(
      "format", "f", "FORMAT",
      for: [.label, .evaluate, .compare, .suggest, .explain, .check, .rules],
      "text (default), json; for label also jsonl, csv, tsv, brat, html; for check github"
    ) { options, word throws(UsageError) in
      options.format = try FlagValue.choice(word, "--format", OutputFormat.self)
    },
    Flag(
      "output", "o", "FILE",
      for: [.label, .evaluate, .compare, .suggest, .report, .explain, .rules],
      "write results to FILE, which is replaced only when all is done"
    ) { options, word throws(UsageError) in
      options.output = try FlagValue.path(word, "--output")
    },
    Flag(
      "rules", "r", "FILE", for: [.label, .explain, .evaluate, .suggest, .report, .rules],
      "use this rules file, or default for the rules built in; without it ./rules.json if there is"
        + " one, else the rules built in"
    ) { options, word throws(UsageError) in
      options.rules = try FlagValue.path(word, "--rules")
    },
    Flag(
      "skip-broken-rules", nil, nil, for: [.label, .explain, .evaluate, .report],
      "leave out rules, words and the like that have errors, and name them on standard error"
    ) { options, _ in options.skipsBrokenRules = true },
  ]

  private static let documents: [Flag] = [
    Flag("text", "t", "TEXT", for: [.label, .explain], "label this text instead of files") {
      options, word throws(UsageError) in
      options.text = try FlagValue.text(word, "--text")
    },
    Flag("sentence", "n", "N", for: [.explain], "explain only this sentence, counted from 0") {
      options, word throws(UsageError) in
      let text = try FlagValue.text(word, "--sentence")
      guard let number = Int(text), number >= 0 else {
        throw UsageError("'--sentence' takes a number from 0, not '\(text)'")
      }
      options.sentence = number
    },
    Flag(
      "why-not", nil, "LABEL", for: [.explain],
      "tell which rules of this label came nearest, what failed and the change that would do"
    ) { options, word throws(UsageError) in
      options.whyNot = try FlagValue.text(word, "--why-not")
    },
    Flag(
      "input", nil, "FORMAT", for: [.label, .explain, .report],
      "text, html or jsonl; else told by the ending of the name, text where that tells nothing"
    ) { options, word throws(UsageError) in
      options.input = try FlagValue.choice(word, "--input", InputFormat.self)
    },
    Flag(
      "text-field", nil, "KEY", for: [.label, .report],
      "the field of a JSON Lines record that holds the document; without it text"
    ) { options, word throws(UsageError) in
      options.textField = try FlagValue.text(word, "--text-field")
    },
    Flag(
      "id-field", nil, "KEY", for: [.label, .report],
      "the field of a JSON Lines record that names it; without it id"
    ) { options, word throws(UsageError) in
      options.idField = try FlagValue.text(word, "--id-field")
    },
    Flag(
      "kind", nil, "KIND", for: [.label, .explain, .report],
      "readout, statement, speech, news or transcript; else inferred from the text"
    ) { options, word throws(UsageError) in
      options.metadata.kind = try FlagValue.choice(word, "--kind", DocumentKind.self)
    },
    Flag(
      "issuer", nil, "PARTY", for: [.label, .explain, .report],
      "the side that issued the text; else inferred"
    ) { options, word throws(UsageError) in
      options.metadata.issuer = try FlagValue.text(word, "--issuer")
    },
    Flag(
      "date", nil, "DATE", for: [.label, .explain, .report], "the date of the text, as YYYY-MM-DD"
    ) {
      options, word throws(UsageError) in
      options.metadata.date = try FlagValue.date(word, "--date")
    },
    Flag(
      "title", nil, "TITLE", for: [.label, .explain],
      "the title, where the text does not begin with it"
    ) {
      options, word throws(UsageError) in
      options.metadata.title = try FlagValue.text(word, "--title")
    },
    Flag("id", nil, "ID", for: [.label], "the name of the document in results, for a single one") {
      options, word throws(UsageError) in
      options.id = try FlagValue.text(word, "--id")
    },
    Flag(
      "lossy", nil, nil, for: [.label, .explain, .report],
      "read invalid UTF-8 as U+FFFD instead of refusing it"
    ) {
      options, _ in options.isLossy = true
    },
  ]

  private static let selection: [Flag] = [
    Flag(
      "only", nil, "LABELS", for: [.label, .report],
      "show only acts with these labels, commas between; none for sentences without acts"
    ) { options, word throws(UsageError) in
      options.only += try FlagValue.list(word, "--only")
    },
    Flag(
      "party", nil, "PARTY", for: [.label, .report], "show only acts of this party; may be repeated"
    ) {
      options, word throws(UsageError) in
      options.parties.append(try FlagValue.text(word, "--party"))
    },
    Flag(
      "speaker", nil, "NAME", for: [.label, .report],
      "show only acts of this speaker; a last name will do; may be repeated"
    ) { options, word throws(UsageError) in
      options.speakers.append(try FlagValue.text(word, "--speaker"))
    },
    Flag(
      "min-confidence", nil, "SHARE", for: [.label, .report],
      "show only acts of at least this confidence"
    ) { options, word throws(UsageError) in
      options.minimumConfidence = try FlagValue.share(word, "--min-confidence")
    },
  ]

  private static let evaluation: [Flag] = [
    Flag("totals", nil, nil, for: [.evaluate, .compare], "print no sentences, only scores") {
      options, _ in options.hasOnlyTotals = true
    },
    Flag(
      "half", nil, "HALF", for: [.evaluate, .compare, .watch],
      "only articles that the split.tsv beside them gives this half: tune (all others) or test"
    ) { options, word throws(UsageError) in
      options.half = try FlagValue.choice(word, "--half", GoldHalf.self)
    },
    Flag(
      "scorecard", nil, nil, for: [.evaluate],
      "add for each rule and cue how often it fires, its right and wrong acts, and the change of"
        + " F1 when it is left out; of articles that are not held out"
    ) { options, _ in options.hasScorecard = true },
    Flag(
      "calibrate", nil, nil, for: [.evaluate],
      "print only the table of confidence, ready for a rules file: the share of right acts by how"
        + " they were found; of articles that are not held out"
    ) { options, _ in options.isCalibrating = true },
    Flag(
      "against", nil, "PATH", for: [.evaluate],
      "compare with another labelling instead of the rules: a gold file, or a folder with files of"
        + " the same names; adds kappa"
    ) { options, word throws(UsageError) in
      options.against = try FlagValue.path(word, "--against")
    },
    Flag(
      "texts", nil, "FOLDER", for: [.evaluate, .compare, .watch, .suggest],
      "where the texts are that do not stand beside their gold files"
    ) { options, word throws(UsageError) in
      options.texts = try FlagValue.path(word, "--texts")
    },
  ]

  private static let minima: [Flag] = Measure.allCases.map { measure in
    Flag(
      "min-\(measure.rawValue)", nil, "SHARE", for: [.evaluate],
      "end with status 1 where this is lower: \(measure.title)"
    ) { options, word throws(UsageError) in
      options.minima.append((measure, try FlagValue.share(word, "--min-\(measure.rawValue)")))
    }
  }

  private static let suggesting: [Flag] = [
    Flag(
      "most", nil, "N", for: [.suggest],
      "print at most so many suggestions of each kind and label (default 10)"
    ) { options, word throws(UsageError) in
      let text = try FlagValue.text(word, "--most")
      guard let number = Int(text), number > 0 else {
        throw UsageError("'--most' takes a number from 1, not '\(text)'")
      }
      options.suggestionCount = number
    }
  ]

  private static let reporting: [Flag] = [
    Flag(
      "max-sentences", nil, "N", for: [.report],
      "hold at most so many sentences in the page (default 20000), some for each number"
    ) { options, word throws(UsageError) in
      let text = try FlagValue.text(word, "--max-sentences")
      guard let number = Int(text), number >= 0 else {
        throw UsageError("'--max-sentences' takes a number from 0, not '\(text)'")
      }
      options.sentenceLimit = number
    }
  ]

  private static let checking: [Flag] = [
    Flag(
      "gold", nil, "PATH", for: [.check],
      "warn of rules and cues that never fire in this text or the texts (.txt) of this folder"
    ) { options, word throws(UsageError) in
      options.gold = try FlagValue.path(word, "--gold")
    },
    Flag(
      "tests-of", nil, "ID", for: [.check],
      "run only the tests of this rule, cue or pattern; 'refute.' means all that begin so; may be"
        + " repeated"
    ) { options, word throws(UsageError) in
      options.names.append(try FlagValue.text(word, "--tests-of"))
    },
    Flag(
      "mutate", nil, nil, for: [.check],
      "warn of parts of rules that can be deleted without any test noticing"
    ) { options, _ in options.mutates = true },
  ]

  private static let printing: [Flag] = [
    Flag("schema", nil, nil, for: [.rules], "print the JSON Schema of rules files") {
      options, _ in options.wantsSchema = true
    }
  ]

  private static let general: [Flag] = [
    Flag("color", nil, "WHEN", for: [.label], "auto (default), always or never") {
      options, word throws(UsageError) in
      options.colour = try FlagValue.choice(word, "--color", ColourChoice.self)
    },
    Flag(
      "jobs", "j", "N", for: [.label, .report],
      "label N documents at a time; without it as many as there are processors"
    ) { options, word throws(UsageError) in
      guard let number = Int(word.text), (1...Options.mostJobs).contains(number) else {
        throw UsageError(
          "'--jobs' takes a number from 1 to \(Options.mostJobs), not '\(word.text)'")
      }
      options.jobs = number
    },
    Flag(
      "quiet", "q", nil,
      for: [.label, .explain, .evaluate, .compare, .suggest, .check, .report, .initialize],
      "no notes and warnings, only errors"
    ) {
      options, _ in options.isQuiet = true
    },
    Flag(
      "generate", nil, "KIND", for: [.help],
      "print the manual page (man), or completions for bash or zsh"
    ) { options, word throws(UsageError) in
      options.generated = try FlagValue.choice(word, "--generate", GeneratedFile.self)
    },
    Flag("help", "h", nil, for: Command.allCases, "show this help") { options, _ in
      options.wantsHelp = true
    },
    Flag("version", "V", nil, for: Command.allCases, "show the version") { options, _ in
      options.wantsVersion = true
    },
  ]
}
