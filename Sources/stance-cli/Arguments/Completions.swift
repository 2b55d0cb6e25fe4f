internal import Stance

/// What shells offer while a command line is typed, made from the tables of commands and flags.
enum Completions {
  /// What the value of a flag can be.
  enum Value: Sendable, Equatable {
    case none, file, folder, anything
    case words([String])
  }

  /// What may be offered for the value of a flag.
  static func value(of flag: Flag) -> Value {
    switch (flag.name, flag.value) {
    case (_, nil): .none
    case ("format", _):
      .words(OutputFormat.allCases.map(\.rawValue))
    case ("input", _): .words(InputFormat.allCases.map(\.rawValue))
    case ("kind", _): .words(DocumentKind.allCases.map(\.rawValue))
    case ("color", _): .words(ColourChoice.allCases.map(\.rawValue))
    case ("generate", _): .words(GeneratedFile.allCases.map(\.rawValue))
    case (_, "FILE"): .file
    case (_, "FOLDER"): .folder
    default: .anything
    }
  }

  /// The formats that a command has, or all where no command is known yet.
  private static func formats(_ command: Command) -> [String] { command.formats.map(\.rawValue) }

  // MARK: bash

  /// A script to be read by bash.
  static var bash: String {
    """
    # Completion of stance for bash; made by 'stance help --generate bash'.
    _stance_words() { COMPREPLY=($(compgen -W "$1" -- "$word")); }
    _stance_files() {
      # Names of files may hold spaces.
      local IFS=$'\\n'
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen "$1" -- "$word"))
    }
    _stance() {
      local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= index
      # bash cuts '--flag=value' into three words.
      [[ $previous == = ]] && previous=${COMP_WORDS[COMP_CWORD-2]}
      [[ $word == = ]] && { previous=${COMP_WORDS[COMP_CWORD-1]}; word=; }
      for ((index = 1; index < COMP_CWORD; index++)); do
        case ${COMP_WORDS[index]} in
          \(Command.allCases.map(\.rawValue).joined(separator: "|"))) command=${COMP_WORDS[index]}; break ;;
        esac
      done
      COMPREPLY=()
      case $previous in
    \(Flag.all.filter { $0.value != nil }.map(bashValue).joined())  esac
      if [[ -z $command ]]; then
        _stance_words '\(commands) --help --version'
      elif [[ $word == -* ]]; then
        case $command in
    \(Command.allCases.map(bashFlags).joined())    esac
      elif [[ $command == help ]]; then
        _stance_words '\(commands)'
      else
        _stance_files -f
      fi
    }
    complete -F _stance stance

    """
  }

  private static var commands: String {
    Command.allCases.map(\.rawValue).joined(separator: " ")
  }

  private static func bashValue(_ flag: Flag) -> String {
    let letter = flag.letter.map { "|-\($0)" } ?? ""
    let reply =
      switch value(of: flag) {
      case .none, .anything: "return"
      case .file: "_stance_files -f; return"
      case .folder: "_stance_files -d; return"
      case .words(let words): bashWords(flag, words)
      }
    return "    --\(flag.name)\(letter)) \(reply) ;;\n"
  }

  private static func bashWords(_ flag: Flag, _ words: [String]) -> String {
    let all = "_stance_words '\(words.joined(separator: " "))'"
    guard flag.name == "format" else { return all + "; return" }
    let cases = Command.allCases.filter { !$0.formats.isEmpty }
      .map { "        \($0.rawValue)) _stance_words '\(formats($0).joined(separator: " "))' ;;\n" }
    return
      "\n      case $command in\n\(cases.joined())        *) \(all) ;;\n      esac\n      return"
  }

  private static func bashFlags(_ command: Command) -> String {
    let flags = Flag.all.filter { $0.commands.contains(command) }.map { "--" + $0.name }
    return "      \(command.rawValue)) _stance_words '\(flags.joined(separator: " "))' ;;\n"
  }

  // MARK: zsh

  /// A file `_stance` for the function path of zsh.
  static var zsh: String {
    """
    #compdef stance
    # Completion of stance for zsh; made by 'stance help --generate zsh'.
    _stance() {
      local context state line
      local -a commands=(
    \(Command.allCases.map { "    \(quoted("\($0.rawValue):\($0.summary)"))\n" }.joined())  )
      _arguments -C '1:command:->command' '*::argument:->argument'
      case $state in
        command) _describe command commands ;;
        argument)
          case $line[1] in
    \(Command.allCases.map(zshCommand).joined())      esac ;;
      esac
    }
    # Read as a file of the function path it is the function; sourced it names it.
    if [[ $funcstack[1] == _stance ]]; then _stance "$@"; else compdef _stance stance; fi

    """
  }

  private static func zshCommand(_ command: Command) -> String {
    let flags = Flag.all.filter { $0.commands.contains(command) }
    let specs = flags.map { " \\\n          " + zshFlag($0, command) }.joined()
    let operand =
      command == .help
      ? "'1:command:(\(Command.allCases.map(\.rawValue).joined(separator: " ")))'"
      : "'*:file:_files'"
    return "        \(command.rawValue)) _arguments -s -S\(specs) \\\n          \(operand) ;;\n"
  }

  private static func zshFlag(_ flag: Flag, _ command: Command) -> String {
    let help = flag.help.replacing("[", with: "\\[").replacing("]", with: "\\]")
      .replacing(":", with: "\\:")
    let action: String
    switch value(of: flag) {
    case .none: action = ""
    case .anything: action = ":\(flag.value ?? ""): "
    case .file: action = ":\(flag.value ?? ""):_files"
    case .folder: action = ":\(flag.value ?? ""):_files -/"
    case .words(let words):
      let known = flag.name == "format" ? formats(command) : words
      action = ":\(flag.value ?? ""):(\(known.joined(separator: " ")))"
    }
    let long = "--\(flag.name)" + (flag.value == nil ? "" : "=")
    let body = quoted("[\(help)]\(action)")
    guard let letter = flag.letter else { return quoted("*" + long) + body }
    let short = "-\(letter)" + (flag.value == nil ? "" : "+")
    return "'*'{\(short),\(long)}\(body)"
  }

  /// A word in single quotes.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

/// Files for other programs that help can write.
enum GeneratedFile: String, CaseIterable, Sendable {
  case man, bash, zsh

  var text: String {
    switch self {
    case .man: Manual.page
    case .bash: Completions.bash
    case .zsh: Completions.zsh
    }
  }
}
