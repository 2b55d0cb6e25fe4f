/// `stance init`: a small rules file to start from.
enum InitCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what comes next.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where the file exists or cannot be written.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    guard options.operands.count <= 1 else {
      throw .usage(UsageError("one file at a time; there are \(options.operands.count)"))
    }
    let path = options.operands.first?.path ?? RulesChoice.localFile
    if (try? FileSystem.status(path)) != nil {
      throw .usage(
        UsageError("\(path.text) exists; give another name, 'stance init mine.json'"))
    }
    try Results.print(overlay, to: path)
    messages.note(
      "\(path.text) written; change it, then try 'stance check \(path.text)'"
        + (path == RulesChoice.localFile
          ? "; 'stance label' uses it in this folder" : " and 'stance label --rules \(path.text)'"))
    return .done
  }

  /// Each key changes or adds one thing, and its tests hold.
  static let overlay = """
    {
      "schema": "stance-rules/1",
      "extends": "default",
      "name": "my-rules",
      "version": "1",

      "lexicons": {
        "groundless": { "add": ["cooked up", "plucked from the air"] }
      },

      "attribution": {
        "cues": [
          { "id": "my.cue.intone", "words": ["intone~v"], "frames": ["that", "quote"],
            "tests": { "yes": ["The minister intoned that winter was over."],
                       "no":  ["The minister intoned a hymn."] } }
        ]
      },

      "rules": [
        { "id": "my.standby", "label": "commitment", "subject": "#Own", "weight": 60,
          "match": ["be~ .. on standby"],
          "tests": { "yes": ["Norway said that it is on standby."],
                     "no":  ["Norway said that the voters are on standby."] } }
      ]
    }

    """
}
