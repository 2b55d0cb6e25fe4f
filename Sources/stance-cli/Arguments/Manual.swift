/// The manual page, made from the tables of commands and flags.
enum Manual {
  /// The page as roff, to be installed as `stance.1`.
  static var page: String {
    var page = ".TH STANCE 1 \"\" \"stance \(roff(Main.version))\" \"User Commands\"\n"
    page += section(
      "NAME", "stance \\- label stance acts in news texts and say who performs them\n")
    page += section(
      "SYNOPSIS",
      Command.allCases.map { ".B stance \($0.rawValue)\n\(roff($0.synopsis))\n.br\n" }.joined())
    page += section(
      "DESCRIPTION",
      paragraph(
        "Reads news articles, splits them into sentences and labels each with the stance acts that a"
          + " party performs in it, each with its speaker and the side spoken for. Everything it knows"
          + " about words stands in a rules file."))
    for command in Command.allCases { page += text(of: command) }
    page += section("FLAGS OF SEVERAL COMMANDS", flags { $0.commands.count > 1 })
    page += section(
      "EXIT STATUS",
      ExitStatus.meanings.map { ".TP\n.B \($0.status.rawValue)\n\(roff($0.meaning))\n" }.joined())
    page += section(
      "ENVIRONMENT", ".TP\n.B NO_COLOR\nno colours, unless\n.B \\-\\-color always\nasks for them\n")
    page += section(
      "FILES",
      ".TP\n.B ./rules.json\nused instead of the built-in rules where\n.B \\-\\-rules\nnames no other\n"
    )
    return page
  }

  private static func section(_ title: String, _ text: String) -> String { ".SH \(title)\n\(text)" }

  private static func paragraph(_ text: String) -> String { ".PP\n\(roff(text))\n" }

  private static func text(of command: Command) -> String {
    var text = paragraph(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
    for detail in command.details { text += paragraph(detail) }
    text += flags { $0.commands == [command] }
    let shared = Flag.all.filter { $0.commands.contains(command) && $0.commands.count > 1 }
    if !shared.isEmpty {
      text += paragraph("Also: " + shared.map { "--" + $0.name }.joined(separator: ", ") + ".")
    }
    if !command.examples.isEmpty {
      text += ".PP\n.nf\n.RS\n" + command.examples.map { roff($0) + "\n" }.joined() + ".RE\n.fi\n"
    }
    return section("STANCE \(command.rawValue.uppercased())", text)
  }

  private static func flags(_ isWanted: (Flag) -> Bool) -> String {
    Flag.all.filter(isWanted).map { flag in
      let letter = flag.letter.map { "\\-\($0), " } ?? ""
      let value = flag.value.map { " " + roff($0) } ?? ""
      return ".TP\n.B \(letter)\\-\\-\(roff(flag.name))\(value)\n\(roff(flag.help))\n"
    }.joined()
  }

  /// Text with what roff would obey made harmless.
  private static func roff(_ text: some StringProtocol) -> String {
    var roff = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": roff += "\\e"
      case "-": roff += "\\-"
      case "'": roff += "\\(aq"
      case "." where roff.isEmpty: roff += "\\&."
      default: roff.unicodeScalars.append(character)
      }
    }
    return roff
  }
}
