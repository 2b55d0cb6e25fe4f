/// Help, made from the tables of commands and flags.
enum Help {
  private static let width = 80

  /// What `stance help` prints.
  static var overview: String {
    var text = "Labels stance acts in news texts and says who performs them.\n\n"
    text += "usage: stance COMMAND ...\n\ncommands:\n"
    text += rows(Command.allCases.map { ($0.rawValue, $0.summary) })
    text += "\n'stance help COMMAND' tells more; 'stance --version' shows the version.\n"
    text += "\n" + exitStatus
    return text
  }

  /// What `stance help COMMAND` prints.
  static func text(_ command: Command) -> String {
    var text = "usage: stance \(command.rawValue) \(command.synopsis)\n\n"
    text += wrapped(sentence(command.summary), indent: 0)
    for paragraph in command.details { text += "\n" + wrapped(paragraph, indent: 0) }
    let flags = Flag.all.filter { $0.commands.contains(command) }
    text += "\nflags:\n" + rows(flags.map { (usage($0), $0.help) })
    if !command.examples.isEmpty {
      text += "\nexamples:\n" + command.examples.map { "  \($0)\n" }.joined()
    }
    return text
  }

  private static let exitStatus =
    "exit status:\n"
    + ExitStatus.meanings.map { "  \($0.status.rawValue)  \($0.meaning)\n" }.joined()

  private static func sentence(_ phrase: String) -> String {
    phrase.prefix(1).uppercased() + phrase.dropFirst() + "."
  }

  private static func usage(_ flag: Flag) -> String {
    let letter = flag.letter.map { "-\($0), " } ?? "    "
    return "\(letter)--\(flag.name)" + (flag.value.map { " " + $0 } ?? "")
  }

  /// Two columns.
  private static func rows(_ rows: [(String, String)]) -> String {
    let column = (rows.map { $0.0.utf8.count }.max() ?? 0) + 4
    return rows.map { name, help in
      let text = wrapped(help, indent: column)
      return "  " + name + text.dropFirst(2 + name.utf8.count)
    }.joined()
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.utf8.count + 1 + word.utf8.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.map { margin + $0 + "\n" }.joined()
  }
}
