import Foundation
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

  // MARK: Web pages

  @Test func `the encoding that a page names is told`() throws {
    let runner = try ProgramRunner()
    let page = "<meta charset='windows-1251'><p>Norway denied it."
    try runner.write(Array(page.utf8) + [0xD0, 0xFF], to: "a.html")
    let result = try runner.run("label", "a.html")
    #expect(result.status == 2)
    #expect(result.errors.contains("the page says it is windows-1251: 'iconv -f windows-1251"))
    #expect(try runner.run("label", "a.html", "--lossy").status == 0)
  }

  @Test func `a page without text is empty`() throws {
    let runner = try ProgramRunner()
    try runner.write("<html><script>x</script></html>", to: "a.htm")
    let result = try runner.run("label", "a.htm")
    #expect(result.status == 2)
    #expect(result.errors.contains("a.htm: empty"))
  }

  @Test func `offsets of a page point into the text that results hold`() throws {
    let runner = try ProgramRunner()
    try runner.write(
      "<p>Norv\u{E9}gien \u{1F30A} it is.<p>Norway &ldquo;denied&rdquo; it.\r\n It said no.",
      to: "a.html")
    let result = try runner.run("label", "a.html", "-f", "json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    let text = Array(try #require(document["text"] as? String).unicodeScalars)
    let sentences = try #require(document["sentences"] as? [[String: Any]])
    #expect(sentences.count == 3)
    for sentence in sentences {
      let start = try #require(sentence["start"] as? Int)
      let end = try #require(sentence["end"] as? Int)
      var slice = ""
      slice.unicodeScalars.append(contentsOf: text[start..<end])
      #expect(slice == sentence["text"] as? String)
    }
  }

  // MARK: JSON Lines

  @Test(arguments: [
    ("{\"text\": \"a\u{FFFD}\"}\n{\"text\": 5}", 2, ":2:10: 'text' is a number"),
    ("{}", 2, ":1:1: no field 'text'"),
    ("nothing", 2, ":1:1: expected a value"),
    ("{\"text\": \"\\ud83d\"}", 2, "half of a surrogate pair"),
    ("{\"text\": \"a\", \"id\": null}", 2, "'id' is null, expected a string or a number"),
    ("\n \r\n", 2, "empty: there is nothing to label"),
    ("", 2, "empty: there is nothing to label"),
    ("\u{FEFF}{\"text\": \"\"}\r\n\r\n", 0, ""),
    ("\u{FEFF}\n{\"text\": \"\"}", 0, ""),
    ("{\"text\": \"a\", \"text\": \"b\", \"x\": 1, \"x\": 2}", 0, ""),
  ])
  func `a record that is none is told with its place`(
    _ records: String, _ status: Int32, _ message: String
  ) throws {
    let runner = try ProgramRunner()
    try runner.write(records, to: "a.jsonl")
    let result = try runner.run("label", "a.jsonl", "-f", "jsonl")
    #expect(result.status == status)
    #expect(message.isEmpty || result.errors.contains(message), "\(result.errors)")
    #expect(result.errorLines.count == (status == 0 ? 0 : 1))
  }

  @Test func `invalid bytes spoil one record, or none lossily`() throws {
    let runner = try ProgramRunner()
    let good = Array("{\"id\": \"b\", \"text\": \"Norway denied it.\"}\n".utf8)
    let bad = Array("{\"id\": \"a\", \"text\": \"x".utf8) + [0xFF] + Array("\\udc00\"}\n".utf8)
    try runner.write(good + bad + good, to: "a.jsonl")
    let result = try runner.run("label", "a.jsonl", "-f", "jsonl")
    #expect(result.status == 2)
    #expect(result.text.split(separator: "\n").count == 3)
    #expect(result.errors.contains("a.jsonl:2:23: invalid UTF-8 at byte offset 63 (0xFF)"))
    let lossy = try runner.run("label", "a.jsonl", "-f", "jsonl", "--lossy")
    #expect(lossy.status == 0)
    #expect(lossy.text.contains("\"text\":\"x\u{FFFD}\u{FFFD}\""))
  }

  @Test func `records in UTF-16 are refused with the remedy`() throws {
    let runner = try ProgramRunner()
    try runner.write(
      [0xFF, 0xFE] + "{\"text\": \"a\"}".utf16.flatMap { [UInt8($0), 0] }, to: "a.jsonl")
    let result = try runner.run("label", "a.jsonl")
    #expect(result.status == 2)
    #expect(result.errors.contains("a.jsonl: this is UTF-16, not UTF-8; convert it with 'iconv"))
    #expect(result.text.isEmpty)
  }

  @Test func `fields keep their values but cannot steer a terminal`() throws {
    let runner = try ProgramRunner()
    let record = "{\"text\": \"\", \"a\\n\": \"\u{202E}\\u001b[31m\\\"\", \"n\": [1e5,\t{ } ]}"
    try runner.write(record, to: "a.jsonl")
    let result = try runner.run("label", "a.jsonl", "-f", "jsonl")
    #expect(
      result.text.contains(
        "\"fields\":{\"a\\n\":\"\\u202e\\u001b[31m\\\"\",\"n\":[1e5,{}]}"), "\(result.text)")
  }

  @Test func `an id for one document does not fit many`() throws {
    let runner = try ProgramRunner()
    try runner.write("{\"text\": \"\"}", to: "a.jsonl")
    let result = try runner.run("label", "a.jsonl", "--id", "x")
    #expect(result.status == 2)
    #expect(result.errors.contains("see '--id-field'"))
  }

  @Test func `a record is labelled before the next one comes`() throws {
    let runner = try ProgramRunner()
    let result = try runner.runShell(
      """
      mkfifo in || exit
      "$STANCE" label --input jsonl -f jsonl - <in >out &
      exec 3>in
      printf '{"text": "Norway denied it."}\\n' >&3
      tries=0
      while [ ! -s out ] && [ $tries -lt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
      cat out
      exec 3>&-
      wait
      """)
    #expect(result.text.hasPrefix("{\"schema\":\"stance/1\",\"id\":\"-:1\""), "\(result)")
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
