import TestSupport
import Testing

/// Files, folders and standard input, good and bad.
@Suite struct InputTests {
  private static let article = "Norway denied that it had closed the port.\n"

  @Test(
    arguments: [
      ([], "empty: there is nothing to label"),
      (Array(" \n\u{FEFF}\n".utf8), "empty: there is nothing to label"),
      (Array("A b\u{E9}".utf8.dropLast()), "invalid UTF-8 at byte offset 3 (0xC3)"),
      (
        Array("He said ".utf8) + [0x93] + Array("no.".utf8), "invalid UTF-8 at byte offset 8 (0x93)"
      ),
      ([0xFF, 0xFE, 0x48, 0x00, 0x69, 0x00], "this is UTF-16, not UTF-8"),
      ([0xFE, 0xFF, 0x00, 0x48, 0x00, 0x69], "this is UTF-16, not UTF-8"),
      ([0x48, 0, 0x69, 0, 0x20, 0, 0x74, 0], "this is UTF-16LE, not UTF-8"),
    ] as [([UInt8], String)])
  func `unfit bytes are refused`(_ bytes: [UInt8], _ message: String) throws {
    let runner = try ProgramRunner()
    try runner.write(bytes, to: "a.txt")
    let result = try runner.run("label", "a.txt", "--format", "json")
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains("a.txt: " + message), "\(result.errors)")
  }

  @Test func `invalid bytes can be read lossily`() throws {
    let runner = try ProgramRunner()
    try runner.write(Array("He said ".utf8) + [0x93, 0x0A], to: "a.txt")
    let result = try runner.run("label", "a.txt", "--lossy", "--format", "json")
    #expect(result.status == 0)
    #expect(result.text.contains("\u{FFFD}"))
  }

  @Test func `a missing file is named`() throws {
    let result = try ProgramRunner().run("label", "nothing.txt")
    #expect(result.status == 2)
    #expect(result.errors == "stance: error: nothing.txt: no such file or folder\n")
  }

  @Test func `a name from outside cannot steer the terminal`() throws {
    let result = try ProgramRunner().run("label", "\u{1B}[31m\n\u{202E}.txt")
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains("\u{241B}[31m\u{240A}<U+202E>.txt"))
  }

  @Test func `good inputs are labelled although others are bad`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "good.txt")
    try runner.write("", to: "empty.txt")
    let result = try runner.run("label", "missing.txt", "good.txt", "empty.txt", "-f", "jsonl")
    #expect(result.status == 2)
    #expect(result.errorLines.count == 2)
    #expect(result.text.split(separator: "\n").count == 1)
    #expect(result.text.contains("\"id\":\"good.txt\""))
  }

  @Test func `a folder is searched in order, without hidden files and loops`() throws {
    let runner = try ProgramRunner()
    for name in ["b/z.txt", "a.txt", "b/a.TXT", "c.md", ".hidden.txt", ".git/d.txt", "b/c/e.txt"] {
      try runner.write(Self.article, to: "in/" + name)
    }
    #expect(try runner.runShell("ln -s .. in/b/up; ln -s a.txt in/link.txt").status == 0)
    let result = try runner.run("label", "in", "--format", "csv", "--only", "none,refutation,claim")
    let ids = result.text.split(separator: "\r\n").dropFirst()
      .map { String($0.prefix { $0 != "," }) }
    #expect(
      ids.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == [
        "in/a.txt", "in/b/a.TXT", "in/b/c/e.txt", "in/b/z.txt", "in/link.txt",
      ])
    #expect(result.status == 0)
  }

  @Test func `a folder without articles is an error`() throws {
    let runner = try ProgramRunner()
    try runner.write("x", to: "in/readme.md")
    let result = try runner.run("label", "in")
    #expect(result.status == 2)
    #expect(
      result.errors.contains(
        "in: no articles in this folder (.txt, .html, .htm, .jsonl, .ndjson files)"))
  }

  @Test func `standard input is read where a dash stands`() throws {
    let result = try ProgramRunner().run(
      "label", "-", "--format", "tsv", input: Array(Self.article.utf8))
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("# id: -\n"))
    #expect(result.text.contains("\tNorway denied that it had closed the port.\n"))
  }

  @Test func `empty standard input is an error`() throws {
    let result = try ProgramRunner().run("label", "-")
    #expect(result.status == 2)
    #expect(result.errors.contains("-: empty"))
  }

  @Test func `a name that is no UTF-8 is opened all the same`() throws {
    let runner = try ProgramRunner()
    let result = try runner.runShell(
      "name=$(printf 'a\\351.txt'); printf 'Fine.\\n' >\"$name\" && \"$STANCE\" label \"$name\"")
    // Some file systems refuse such names.
    guard !runner.names.isEmpty else { return }
    #expect(result.status == 0, "\(result.errors)")
  }

  // MARK: Rules

  @Test func `broken rules are reported and nothing is labelled`() throws {
    let runner = try ProgramRunner()
    try runner.write("{\"schema\": \"stance-rules/1\",\n  oops", to: "rules.json")
    for arguments in [
      ["label", "--text", "Fine."], ["label", "--text", "Fine.", "-r", "rules.json"],
    ] {
      let result = try runner.run(arguments)
      #expect(result.status == 2)
      #expect(result.text.isEmpty)
      #expect(result.errors.contains("rules.json:2:"), "\(result.errors)")
    }
    #expect(try runner.run("check", "rules.json").status == 1)
  }

  @Test func `a rules file of another program is passed over`() throws {
    let runner = try ProgramRunner()
    try runner.write("{\"schema\": \"eslint/9\", \"rules\": []}", to: "rules.json")
    let result = try runner.run("label", "--text", "Norway denied it.")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }

  // MARK: Output

  @Test func `results go to a file, and nothing half is left`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write("old", to: "out.csv")
    #expect(try runner.run("label", "none.txt", "-f", "csv", "-o", "out.csv").status == 2)
    #expect(runner.read("out.csv") == Array("old".utf8))
    #expect(try runner.run("label", "a.txt", "-f", "csv", "-o", "out.csv").text.isEmpty)
    #expect(runner.read("out.csv")?.starts(with: Array("id,sentence".utf8)) == true)
    #expect(runner.names == ["a.txt", "out.csv"])
    let result = try runner.run("label", "a.txt", "-o", "no/such/out.csv")
    #expect(result.status == 2)
    #expect(result.errors.contains("no/such/out.csv: not written: no such file or folder"))
  }

  @Test func `a closed pipe is success`() throws {
    let runner = try ProgramRunner()
    try runner.write(String(repeating: Self.article, count: 2000), to: "a.txt")
    let result = try runner.runShell(
      "{ \"$STANCE\" label a.txt -f json; echo $? >&2; } | head -c 10")
    #expect(result.errors == "0\n")
  }

  @Test func `a full device is an error`() throws {
    let runner = try ProgramRunner()
    let result = try runner.runShell(
      "test -e /dev/full || exit 77; \"$STANCE\" label --text Fine. >/dev/full")
    guard result.status != 77 else { return }
    #expect(result.status == 2)
    #expect(result.errors.contains("no space left"))
  }
}
