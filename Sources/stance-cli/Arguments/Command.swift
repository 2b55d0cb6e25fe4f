/// What `stance` can be told to do.
enum Command: String, CaseIterable, Sendable {
  case label, explain, check, rules
  case initialize = "init"
  case evaluate, compare, watch, suggest, report, help

  /// What it does, in a line.
  var summary: String {
    switch self {
    case .label: "label the sentences of articles with stance acts"
    case .explain: "show how the sentences of a text came to their acts"
    case .check: "check a rules file and run its tests"
    case .rules: "print the rules in effect, or the schema of rules files"
    case .initialize: "write a small rules file to start from"
    case .evaluate: "compare labels with hand-labelled gold files"
    case .compare: "show what changes between two rules files"
    case .watch: "tell on each save of a rules file what the change does"
    case .suggest: "suggest rules and cues from what was missed"
    case .report: "show the acts of many articles as one page"
    case .help: "explain a command"
    }
  }

  /// What follows its name.
  var synopsis: String {
    switch self {
    case .label: "[FLAGS] PATH..."
    case .explain: "[FLAGS] FILE"
    case .check: "[FLAGS] [FILE]"
    case .rules: "[FLAGS] [NAME...]"
    case .initialize: "[FILE]"
    case .evaluate: "[FLAGS] GOLD..."
    case .compare: "[FLAGS] A.json B.json PATH..."
    case .watch: "[FLAGS] RULES [PATH...]"
    case .suggest: "[FLAGS] PATH..."
    case .report: "[FLAGS] PATH..."
    case .help: "[COMMAND]"
    }
  }

  /// More about it, in paragraphs.
  var details: [String] {
    switch self {
    case .label:
      [
        "PATH is a text (.txt), a web page (.html, .htm) or a file of JSON Lines (.jsonl, .ndjson), a"
          + " folder of such (with all below it, hidden ones left out) or - for standard input."
          + " Texts are English in UTF-8. A record of JSON Lines that cannot be read is reported, the"
          + " others are labelled.",
        "Formats: text for reading; json and jsonl with all that is known; csv with an act a row;"
          + " tsv as gold file to be corrected by hand; brat as standoff beside one text; html as a"
          + " page to read.",
      ]
    case .explain:
      [
        "Words with their classes, lexicons and inflections, names, clauses, attributions and how"
          + " they were resolved, zones, the rules that matched with the words they took, those that"
          + " lost and why, and the decision step by step. FILE may be - for standard input."
      ]
    case .check:
      [
        "Without FILE the rules that 'stance label' would use here. Each rule,"
          + " cue and pattern must have tests and pass them: alone, after letters of several bytes"
          + " and in the middle of a paragraph. Warnings tell what does nothing. Status 1 where"
          + " there are errors or failures."
      ]
    case .rules:
      [
        "A rules file with all that it extends, as JSON with comments that tell the file and line of"
          + " each part; with --format json without them, as a rules file. Only the rules, cues,"
          + " lexicons and so on with the names given, where there are some; 'refute.' stands for"
          + " all that begin so.",
        "'stance rules --schema' prints a JSON Schema (2020-12) for editors.",
      ]
    case .initialize:
      [
        "Writes ./rules.json, or FILE, with an example of each usual change to the rules built in,"
          + " which it extends. A file that exists is never replaced."
      ]
    case .evaluate:
      [
        "GOLD is a gold file NAME.gold.tsv or a folder of them; its text is NAME.txt beside it or"
          + " in the folder given with --texts.",
        "Prints errors with their evidence, then all scores with 95 % intervals (percentile"
          + " bootstrap over documents, fixed seed), the confusion matrix, scores by kind of document,"
          + " by the beginning of names and by attribution mode, and names that were not resolved."
          + " Of articles that split.tsv holds out as 'test' only totals are shown.",
      ]
    case .compare:
      [
        "A.json and B.json are rules files, or default for the rules built in. PATH is a gold file, an"
          + " article or a folder of them; an article with its gold file beside it is compared with"
          + " that.",
        "Prints each sentence whose acts differ in label, parties or speakers, and by gold whether B"
          + " is better (label, then party, then all acts right), worse or neither; then the change of"
          + " the scores with its 95 % interval (paired percentile bootstrap over documents, fixed"
          + " seed) and the exact McNemar test of the primary label, called more than chance where"
          + " p < 0.05. Of articles that split.tsv holds out as 'test' only totals are shown.",
      ]
    case .watch:
      [
        "RULES is a rules file, watched with all that it extends. PATH is a gold file, an article or a"
          + " folder of them, read once. On each save: errors with line and caret; the tests of rules"
          + " and cues that changed or that name a changed lexicon; sentences whose acts change, with"
          + " what gold says of them; the change of the scores; and the time it took. Each version is"
          + " compared with the last one without errors. Ends with Ctrl-C."
      ]
    case .suggest:
      [
        "PATH is a gold file, an article or a folder of them. Prints a rules file that extends the"
          + " rules in use, to be read and pasted from: every rule has tests that hold with all rules.",
        "From gold: words and phrases that set sentences with a missed label apart (log-odds ratio"
          + " with an informative Dirichlet prior). From any text: verbs in 'NAME verb that' or beside"
          + " quotations that are no cue, and objects of 'express' that no lexicon holds. Articles"
          + " that split.tsv holds out as 'test' are not read. Standard error tells where each comes"
          + " from. The file names the rules that it extends as from the folder where this runs.",
      ]
    case .report:
      [
        "PATH as for 'stance label'. The page is one HTML file that needs no network: parties by"
          + " label, acts over time, who refutes whom, speakers, and the sentences behind each"
          + " number with filters, search and export as CSV.",
        "Dates come from the texts; a person under several names is one speaker.",
      ]
    case .help: []
    }
  }

  var examples: [String] {
    switch self {
    case .label:
      [
        "stance label article.txt", "stance label --format csv --output acts.csv articles/",
        "stance label --only refutation,concern --party Armenia articles/",
        "curl -s URL | stance label --input html -",
        "stance label --format jsonl --text-field body records.jsonl",
      ]
    case .explain:
      [
        "stance explain --sentence 3 article.txt",
        "stance explain --why-not refutation --text 'Norway said the charges are unfair.'",
      ]
    case .check:
      [
        "stance check rules.json", "stance check --mutate --gold Tests/Gold mine.json",
        "stance check --format github rules.json",
      ]
    case .rules:
      [
        "stance rules --rules mine.json", "stance rules cue.deny groundless",
        "stance rules --schema --output stance-rules.schema.json",
      ]
    case .initialize: ["stance init", "stance init mine.json"]
    case .evaluate:
      [
        "stance evaluate --totals Tests/Gold",
        "stance evaluate --half tune --scorecard --output scores.txt Tests/Gold",
        "stance evaluate --against second/ first/",
        "stance evaluate --quiet --totals --min-macro-f1 0.7 --min-party 0.8 gold/",
      ]
    case .compare:
      [
        "stance compare default mine.json Tests/Gold",
        "stance compare --totals old.json new.json gold/ articles/",
      ]
    case .watch: ["stance watch mine.json gold/ article.txt"]
    case .suggest: ["stance suggest --output more.json gold/ articles/"]
    case .report: ["stance report articles/ --output report.html"]
    case .help: ["stance help label"]
    }
  }

  /// The formats of its results; empty where it has none to choose.
  var formats: [OutputFormat] {
    switch self {
    case .label: [.text, .json, .jsonl, .csv, .tsv, .brat, .html]
    case .check: [.text, .json, .github]
    case .evaluate, .compare, .suggest, .explain, .rules: [.text, .json]
    case .initialize, .watch, .report, .help: []
    }
  }

  static let missing = "no command; expected " + allCases.map(\.rawValue).joined(separator: ", ")

  static func unknown(_ word: Word) -> UsageError {
    let name = word.text
    let known = allCases.map(\.rawValue)
    if name == "-" || (try? FileSystem.status(word.path)) != nil {
      return UsageError("no command before '\(name)'; did you mean 'stance label \(name)'?")
    }
    let suggestion = Suggestion.text(for: name, among: known)
    let list = "; expected \(known.joined(separator: ", "))"
    return UsageError("unknown command '\(name)'" + (suggestion.isEmpty ? list : suggestion))
  }
}
