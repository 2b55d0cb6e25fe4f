import Foundation
import TestSupport
import Testing

/// What the built command does when the world around it fails; docs/Reliability.md tells the same.
@Suite struct FaultTests {
  private static let article = """
    Norway denied on Monday that it had closed the port.

    "We will not pay," Foreign Minister Kari Berg told reporters in Oslo.

    """

  private static func article(_ number: Int) -> String {
    "Norway denied on Monday that it had closed port \(number).\n"
  }

  /// Whether every line is a whole JSON object.
  private static func areWholeLines(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.last?.isEmpty == true
      && lines.dropLast().allSatisfy {
        (try? JSONSerialization.jsonObject(with: Data($0))) is [String: Any]
      }
  }

  // MARK: Output

  @Test(arguments: ["jsonl", "csv", "html"])
  func `a full disk is told, whatever was to be written`(_ format: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let runner = try ProgramRunner()
    for number in 0..<100 { try runner.write(Self.article(number), to: "in/\(number).txt") }
    for redirection in ["-o /dev/full", ">/dev/full"] {
      let result = try runner.runShell("\"$STANCE\" label -f \(format) in \(redirection)")
      #expect(result.status == 2)
      #expect(result.errors.contains("not written: no space left on the device"))
      #expect(result.errorLines.count == 1)
    }
  }

  @Test func `a pipe that is closed early ends the work in silence`() throws {
    let runner = try ProgramRunner()
    for number in 0..<100 { try runner.write(Self.article(number), to: "in/\(number).txt") }
    let result = try runner.runShell(
      "{ \"$STANCE\" label -f jsonl in; echo $? >&2; } | head -n 1")
    #expect(result.errors == "0\n")
    #expect(Self.areWholeLines(result.output))
  }

  @Test func `streams that were closed before are no files`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    let closed = try runner.runShell("\"$STANCE\" label a.txt >&-")
    #expect(closed.status == 2)
    #expect(closed.errors.contains("standard output: not written"))
    let all = try runner.runShell("\"$STANCE\" label a.txt -f csv -o out.csv <&- >&- 2>&-")
    #expect(all.status == 0)
    #expect(runner.names == ["a.txt", "out.csv"])
    #expect(runner.read("a.txt") == Array(Self.article.utf8))
    #expect(runner.read("out.csv")?.starts(with: Array("id,sentence".utf8)) == true)
  }

  @Test(arguments: [
    ("no/such/out.csv", "no such file or folder"), ("folder", "is a folder"),
    ("a.txt/out.csv", "a part of the path is no folder"), ("/proc/none.csv", "not written: "),
  ])
  func `what cannot be written is told before anything is read`(
    _ output: String, _ reason: String
  ) throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write("", to: "folder/x")
    let result = try runner.run("label", "a.txt", "-f", "csv", "-o", output)
    #expect(result.status == 2)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(result.errorLines.count == 1)
    #expect(runner.names == ["a.txt", "folder"])
  }

  @Test func `no file is both read and written`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: runner.folder.path + "/link.csv", withDestinationPath: "in/a.txt")
    for arguments in ["in/a.txt -o in/a.txt", "in -o in/a.txt", "in -o link.csv", "in >>in/a.txt"] {
      let result = try runner.runShell("\"$STANCE\" label \(arguments)")
      #expect(result.status == 2)
      #expect(
        result.errors
          == "stance: error: in/a.txt is both read and written; give another name for the results\n"
      )
      #expect(runner.read("in/a.txt") == Array(Self.article.utf8))
    }
    #expect(runner.names == ["in", "link.csv"])
  }

  @Test func `results take over the permissions of the file they replace`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write("old", to: "out.csv")
    let result = try runner.runShell(
      "chmod 600 out.csv; \"$STANCE\" label a.txt -f csv -o out.csv; ls -l out.csv | cut -c1-10")
    #expect(result.text == "-rw-------\n")
  }

  @Test func `a link is replaced and what it leads to stays`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try runner.write("old", to: "old.csv")
    let result = try runner.runShell(
      "ln -s old.csv out.csv; \"$STANCE\" label a.txt -f csv -o out.csv; test -h out.csv; echo $?")
    #expect(result.text == "1\n", "\(result.errors)")
    #expect(runner.read("old.csv") == Array("old".utf8))
    #expect(runner.read("out.csv")?.starts(with: Array("id,sentence".utf8)) == true)
  }

  @Test func `killed at any moment it leaves the old file or whole records`() throws {
    let runner = try ProgramRunner()
    let count = 100
    let records = (0..<count).map {
      "{\"id\": \($0), \"text\": \"\(Self.article($0).dropLast())\"}\n"
    }
    try runner.write(records.joined(), to: "in.jsonl")
    let seed = UInt64.random(in: 1...UInt64(UInt32.max))
    print("seed \(seed): 50 kills")
    var numbers = SeededNumbers(seed: seed)
    var outcomes: [String: Int] = [:]
    let start = Date()
    let whole = try runner.run("label", "-q", "-f", "jsonl", "-o", "out.jsonl", "in.jsonl")
    #expect(whole.status == 0)
    // Mostly while it works, now and then when it is done.
    let longest = max(10, Int(Date().timeIntervalSince(start) * 1300))
    for _ in 0..<50 {
      try runner.write("old", to: "out.jsonl")
      let process = Process()
      process.executableURL = ProgramRunner.program
      process.arguments = ["label", "-q", "-f", "jsonl", "-o", "out.jsonl", "in.jsonl"]
      process.currentDirectoryURL = runner.folder
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let milliseconds = Int.random(in: 0..<longest, using: &numbers)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let output = try #require(runner.read("out.jsonl"))
      let isOld = output == Array("old".utf8)
      outcomes[isOld ? "old" : "new", default: 0] += 1
      let isWhole = Self.areWholeLines(output) && output.count { $0 == 0x0A } == count
      #expect(isOld || isWhole, "seed \(seed): killed after \(milliseconds) ms")
      for name in runner.names where name.hasSuffix(".part") {
        try FileManager.default.removeItem(at: runner.folder.appendingPathComponent(name))
      }
    }
    print("seed \(seed): \(outcomes)")
    #expect(outcomes["old"] != nil)
  }

  // MARK: Input

  @Test func `a file that cannot be read is told and the others are labelled`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/a.txt")
    try runner.write(Self.article, to: "in/z.txt")
    let links = [("loop.txt", "loop.txt"), ("none.txt", "nowhere")]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: runner.folder.path + "/in/" + name, withDestinationPath: target)
    }
    let result = try runner.run("label", "-f", "jsonl", "in")
    #expect(result.status == 2)
    #expect(result.errors.contains("in/loop.txt: too many symbolic links"))
    #expect(result.errors.contains("in/none.txt: no such file or folder"))
    #expect(Self.areWholeLines(result.output))
    #expect(result.text.split(separator: "\n").count == 2)
  }

  @Test func `what nobody permits to read is told and the others are labelled`() throws {
    let runner = try ProgramRunner()
    for name in ["a", "secret", "closed/b", "z"] {
      try runner.write(Self.article, to: "in/\(name).txt")
    }
    // Whoever may read everything becomes somebody who may not.
    let result = try runner.runShell(
      """
      chmod 755 . in; chmod 644 in/a.txt in/z.txt; chmod 0 in/secret.txt in/closed
      nobody=
      test ! -r in/secret.txt || nobody='setpriv --reuid 65534 --regid 65534 --clear-groups'
      $nobody "$STANCE" --version >/dev/null 2>&1 || exit 77
      $nobody "$STANCE" label -f jsonl in
      status=$?
      chmod 755 in/closed
      exit $status
      """)
    guard result.status != 77 else { return }
    #expect(result.status == 2)
    #expect(result.errors.contains("in/secret.txt: permission denied"), "\(result.errors)")
    #expect(result.errors.contains("in/closed"), "\(result.errors)")
    #expect(result.errorLines.count == 2)
    #expect(result.text.split(separator: "\n").count == 2)
  }

  @Test func `a folder that cannot be searched is told`() throws {
    // Whoever may do everything may search any folder; but not one whose path is too long.
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/a.txt")
    let result = try runner.runShell(
      """
      name=$(printf '%0240d' 0)
      half=$name/$name/$name/$name/$name/$name/$name/$name/$name
      mkdir -p in/$half $half && mv $name in/$half/ || exit 77
      "$STANCE" label -f jsonl in
      """)
    #expect(result.status == 2)
    #expect(result.errors.contains("name too long"), "\(result.errors)")
    #expect(result.text.split(separator: "\n").count == 1)
    _ = try runner.runShell("rm -rf in")
  }

  @Test func `a file that fails while it is read is told`() throws {
    // The memory of the process itself is a regular file whose first bytes cannot be read.
    guard FileManager.default.fileExists(atPath: "/proc/self/mem") else { return }
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: runner.folder.path + "/mem.txt", withDestinationPath: "/proc/self/mem")
    for format in ["text", "jsonl"] {
      let result = try runner.run("label", "-f", "jsonl", "--input", format, "mem.txt")
      #expect(result.status == 2)
      #expect(result.errors == "stance: error: mem.txt: input/output error\n")
    }
    let result = try runner.run("label", "-f", "jsonl", "a.txt", "mem.txt")
    #expect(result.status == 2)
    #expect(result.text.split(separator: "\n").count == 1)
  }

  @Test func `files that vanish or change before they are read are told or read as they are`()
    throws
  {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/gone.txt")
    try runner.write(Self.article, to: "in/long.txt")
    try runner.write(Self.article, to: "in/short.txt")
    // The pipe holds it up after the folder has been searched.
    let result = try runner.runShell(
      """
      mkfifo pipe || exit
      "$STANCE" label --jobs 1 -f jsonl pipe in &
      exec 3>pipe
      rm in/gone.txt
      for i in 1 2 3 4 5 6 7 8 9; do echo 'Norway denied it.' >>in/long.txt; done
      echo 'Norway.' >in/short.txt
      echo 'Norway denied it.' >&3
      exec 3>&-
      wait $!
      """)
    #expect(result.status == 2)
    #expect(result.errors == "stance: error: in/gone.txt: no such file or folder\n")
    #expect(Self.areWholeLines(result.output))
    #expect(result.text.split(separator: "\n").count == 3)
  }

  @Test func `a file that is written without end while it is read comes to an end`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    let result = try runner.runShell(
      """
      ( i=0; while [ $i -lt 3000 ]; do echo 'Norway denied it.'; i=$((i + 1)); done >>a.txt ) &
      for i in 1 2 3; do "$STANCE" label -f jsonl a.txt || exit; done
      wait
      """)
    #expect(result.status == 0)
    #expect(Self.areWholeLines(result.output))
    #expect(result.text.split(separator: "\n").count == 3)
  }

  @Test func `pipes and devices in folders are passed over, named ones are read`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/a.txt")
    let result = try runner.runShell(
      """
      mkfifo in/pipe.txt pipe.txt || exit
      ln -s /dev/zero in/zero.txt
      ln -s /dev/null in/null.txt
      "$STANCE" label -f jsonl in || exit
      cat in/a.txt >pipe.txt &
      "$STANCE" label -f jsonl pipe.txt || exit
      "$STANCE" label -f jsonl /dev/null
      """)
    #expect(result.status == 2)
    #expect(result.errors == "stance: error: /dev/null: empty: there is nothing to label\n")
    #expect(result.text.split(separator: "\n").count == 2)
  }

  @Test func `a folder that leads to itself is searched once`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "in/deep/a.txt")
    for (name, target) in [("in/deep/up", ".."), ("in/deep/self", "."), ("in/there", "deep")] {
      try FileManager.default.createSymbolicLink(
        atPath: runner.folder.path + "/" + name, withDestinationPath: target)
    }
    let result = try runner.run("label", "-f", "jsonl", "in")
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 1)
  }

  @Test func `thousands of tiny files are read with few open at a time`() throws {
    let runner = try ProgramRunner()
    let count = 2000
    for number in 0..<count { try runner.write(Self.article(number), to: "in/\(number).txt") }
    let result = try runner.runShell("ulimit -n 32; \"$STANCE\" label -f jsonl in")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(Self.areWholeLines(result.output))
    #expect(result.text.split(separator: "\n").count == count)
  }

  @Test func `a rules file makes nothing be read but regular files`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    for name in ["pipe", "/dev/zero", "."] {
      let rules = "{\"schema\": \"stance-rules/1\", \"extends\": \"\(name)\"}"
      try runner.write(rules, to: "rules.json")
      let result = try runner.runShell(
        "test -p pipe || mkfifo pipe; \"$STANCE\" label -r rules.json a.txt </dev/null")
      #expect(result.status == 2)
      #expect(result.errors.contains(name == "." ? "is a folder" : "is no regular file"))
    }
  }

  @Test func `the environment changes nothing but colours`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    let plain = try runner.run(["label", "-f", "jsonl", "a.txt"])
    let strange = try runner.run(
      ["label", "-f", "jsonl", "a.txt"],
      environment: [
        "LANG": "tr_TR.UTF-8", "LC_ALL": "ar_EG", "TZ": "Pacific/Apia", "HOME": "/nowhere",
        "TMPDIR": "/nowhere", "COLUMNS": "3", "TERM": "xterm", "COLORTERM": "truecolor",
        "STANCE_RULES": "x", "NO_COLOR": "1",
      ])
    #expect(plain.status == 0)
    #expect(strange.output == plain.output)
    #expect(strange.errors == plain.errors)
    guard !ProgramRunner.isSanitized else { return }
    // `run` gives an empty environment; here is one of a login, and nothing but what is wrong.
    for settings in [
      "HOME=/root LANG=C.UTF-8 TERM=dumb TZ=UTC USER=root SHELL=/bin/sh",
      "HOME= LANG= LC_ALL= TZ= TERM= TMPDIR= PATH= COLUMNS=",
      "LANG=xx_YY.KOI8-R LC_ALL=$(printf '\\377') TZ=:/nowhere TERM=none COLUMNS=-1 HOME=%s",
    ] {
      for format in ["text", "jsonl", "html"] {
        let empty = try runner.run("label", "-f", format, "a.txt")
        let result = try runner.runShell(
          "env -i \(settings) \"$STANCE\" label -f \(format) a.txt")
        #expect(result.output == empty.output, "\(settings): \(format)")
        #expect(result.errors == empty.errors, "\(settings): \(format)")
      }
    }
  }

  // MARK: Memory

  @Test func `a corpus needs no more memory than its largest document`() throws {
    guard !ProgramRunner.isSanitized else { return }
    let runner = try ProgramRunner()
    let record =
      "{\"text\": \"\(String(repeating: Self.article(1).dropLast() + " ", count: 20))\"}\n"
    try runner.write(String(repeating: record, count: 1500), to: "in.jsonl")
    // In kilobytes; far less than the results.
    let result = try runner.runShell(
      "ulimit -v 400000; \"$STANCE\" label -q -f jsonl in.jsonl | wc -l")
    #expect(result.errors.isEmpty)
    #expect(result.text.contains("1500"))
  }

  /// A page of memory more for each byte, or anything that grows faster, would not fit.
  @Test(arguments: [50, 200])
  func `memory is linear in the document`(_ kilobytes: Int) throws {
    guard !ProgramRunner.isSanitized else { return }
    let runner = try ProgramRunner()
    let count = (kilobytes << 10) / Self.article.utf8.count
    try runner.write(String(repeating: Self.article, count: count), to: "a.txt")
    // In kilobytes: what an empty text needs, and 150 bytes for each byte.
    let limit = 80_000 + 150 * kilobytes
    for format in ["jsonl", "html"] {
      let result = try runner.runShell(
        "ulimit -v \(limit); \"$STANCE\" label -q -j 1 -f \(format) a.txt | wc -c")
      #expect(result.errors.isEmpty, "\(format): \(result.errors.prefix(500))")
      #expect(
        Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > kilobytes << 10)
    }
  }

  @Test func `without memory enough the old results stay`() throws {
    guard !ProgramRunner.isSanitized else { return }
    let runner = try ProgramRunner()
    try runner.write(String(repeating: Self.article, count: 20_000), to: "a.txt")
    try runner.write("old", to: "out.csv")
    let result = try runner.runShell(
      "ulimit -c 0; ulimit -v 100000; SWIFT_BACKTRACE=enable=no \"$STANCE\" label -f csv -o out.csv a.txt"
    )
    #expect(result.status != 0)
    #expect(runner.read("out.csv") == Array("old".utf8))
  }

  @Test(arguments: [1, 8])
  func `without memory enough what was done is there`(_ jobs: Int) throws {
    guard !ProgramRunner.isSanitized else { return }
    let runner = try ProgramRunner()
    let records = (0..<20).map {
      "{\"id\": \($0), \"text\": \"\(Self.article($0).dropLast())\"}\n"
    }
    try runner.write(records.joined(), to: "in.jsonl")
    try runner.write(String(repeating: Self.article, count: 5000), to: "large.txt")
    let result = try runner.runShell(
      """
      ulimit -c 0; ulimit -v 70000; export SWIFT_BACKTRACE=enable=no
      "$STANCE" label -q -j \(jobs) -f jsonl in.jsonl large.txt in.jsonl
      """)
    #expect(result.status != 0)
    #expect(Self.areWholeLines(result.output))
    #expect(result.text.split(separator: "\n").count == records.count)
  }

  @Test func `what is too large is refused, also where its end is not known`() throws {
    let runner = try ProgramRunner()
    try runner.write(Self.article, to: "a.txt")
    let large = try runner.runShell(
      """
      truncate -s 3G large.txt || exit
      "$STANCE" label large.txt
      "$STANCE" label -r large.txt a.txt
      """)
    #expect(large.status == 2)
    let reason = "large.txt: too large for one document (at most 1 GiB); split it"
    #expect(large.errorLines.count == 2)
    #expect(large.errorLines.allSatisfy { $0 == "stance: error: " + reason }, "\(large.errors)")
    let endless = try runner.runShell("yes Norway denied it. | \"$STANCE\" label -")
    #expect(endless.status == 2)
    #expect(endless.errors.contains("-: too large for one document"), "\(endless.errors)")
  }
}
