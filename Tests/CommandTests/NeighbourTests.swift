import Foundation
import TestSupport
import Testing

@testable import stance_cli

/// The manual page and the completions, as the programs read them for which they are made.
@Suite struct NeighbourTests {
  /// Runs a script of the shell; nil where a program that it needs is missing (status 77).
  private func shell(_ script: String, in runner: ProgramRunner) throws -> ProgramResult? {
    let result = try runner.runShell(script)
    return result.status == 77 ? nil : result
  }

  @Test func `the manual page names every command and flag`() throws {
    let page = Manual.page
    for command in Command.allCases {
      #expect(page.contains(".SH STANCE \(command.rawValue.uppercased())"))
    }
    for flag in Flag.all {
      let name = "\\-\\-" + flag.name.replacing("-", with: "\\-")
      #expect(page.contains(name), "\(flag.name)")
    }
  }

  @Test func `the manual page has no error`() throws {
    let runner = try ProgramRunner()
    try runner.write(Manual.page, to: "stance.1")
    guard
      let result = try shell(
        "command -v groff >/dev/null || exit 77; groff -man -Tascii -ww stance.1 | grep -c STANCE",
        in: runner)
    else { return }
    #expect(result.status == 0)
    #expect(result.errors.isEmpty, "\(result.errors)")
  }

  /// Words typed, the last of them unfinished, and what is offered.
  @Test(arguments: [
    (["stance", "la"], ["label"]),
    (["stance", "label", "--form"], ["--format"]),
    (["stance", "label", "--format", "js"], ["json", "jsonl"]),
    (["stance", "label", "--format", "=", "c"], ["csv"]),
    (["stance", "label", "-f", "h"], ["html"]),
    (["stance", "evaluate", "--format", "c"], []),
    (["stance", "evaluate", "--format", "j"], ["json"]),
    (["stance", "label", "--kind", "s"], ["speech", "statement"]),
    (["stance", "label", "--color", ""], ["always", "auto", "never"]),
    (["stance", "label", "some"], ["some folder", "some.txt"]),
    (["stance", "evaluate", "--texts", "some"], ["some folder"]),
    (["stance", "report", "--max"], ["--max-sentences"]),
    (["stance", "explain", "--tot"], []),
    (["stance", "help", "ev"], ["evaluate"]),
    (["stance", "label", "--party", ""], []),
  ])
  func `bash offers what fits`(_ words: [String], _ offered: [String]) throws {
    let runner = try ProgramRunner()
    try runner.write("", to: "some.txt")
    try runner.write("", to: "some folder/a.txt")
    try runner.write(Completions.bash, to: "completion")
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    try runner.write(
      """
      . ./completion
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      _stance
      ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
      complete -p stance >/dev/null
      """, to: "script")
    guard
      let result = try shell("command -v bash >/dev/null || exit 77; bash script", in: runner)
    else { return }
    #expect(result.status == 0)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(result.text.split(separator: "\n").map(String.init).sorted() == offered)
  }

  @Test func `zsh reads its completions and takes the flags from them`() throws {
    let runner = try ProgramRunner()
    try runner.write(Completions.zsh, to: "_stance")
    // In place of zsh's own function: what it is asked to offer.
    try runner.write(
      """
      autoload -U compinit && compinit -u -D
      . ./_stance
      print -r -- "$_comps[stance]"
      _arguments() {
        if [[ $1 == -C ]]; then state=argument; line=(label)
        else print -rl -- "$@"; fi
      }
      _stance
      """, to: "script")
    guard
      let result = try shell("command -v zsh >/dev/null || exit 77; zsh -f script", in: runner)
    else { return }
    #expect(result.errors.isEmpty, "\(result.errors)")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "_stance")
    let formats = Command.label.formats.map(\.rawValue).joined(separator: " ")
    #expect(lines.contains { $0.contains("--format=[") && $0.hasSuffix(":FORMAT:(\(formats))") })
    for flag in Flag.all {
      let isNamed = lines.contains {
        $0.contains("--\(flag.name)[") || $0.contains("--\(flag.name)=")
      }
      #expect(isNamed == flag.commands.contains(.label), "\(flag.name)")
    }
  }
}
