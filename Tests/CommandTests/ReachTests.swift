import Foundation
import TestSupport
import Testing

/// What the command touches of the machine, by the calls that it makes to the system.
@Suite struct ReachTests {
  /// A page and rules that name files and places of the network in every way they know.
  private static let page = """
    <!DOCTYPE html><html><head><title>Port</title><base href="http://example.invalid/">
    <link rel="stylesheet" href="style.css"><script src="file:///etc/hostname"></script>
    <meta http-equiv="refresh" content="0; url=http://example.invalid/"></head>
    <body><img src="picture.png"><iframe src="/etc/passwd"></iframe>
    <p>Norway denied on Monday that it had closed the port, http://example.invalid/port says.</p>
    <p>Sweden praised file:///etc/passwd and ../other.txt, $(touch pwned) and `touch pwned`.</p>
    </body></html>

    """
  private static let record =
    "{\"id\": \"/etc/passwd\", \"file\": \"/etc/hostname\", \"text\": \"Norway denied it.\"}\n"

  private static let canTrace: Bool = {
    let result = try? ProgramRunner().runShell("strace -o /dev/null true")
    return result?.status == 0
  }()

  /// What is opened and changed, and every other call that `strace` was asked for.
  private struct Trace {
    var read: Set<String> = []
    var written: Set<String> = []
    var others: [String] = []

    /// The calls of a trace whole: what a thread was interrupted in stands in two lines.
    private static func calls(_ lines: [Substring]) -> [String] {
      var open: [Substring: String] = [:]
      return lines.compactMap { line in
        let thread = line.prefix { $0 != " " }
        if let end = line.range(of: " <unfinished ...>") {
          open[thread] = String(line[..<end.lowerBound])
          return nil
        }
        guard let end = line.range(of: " resumed>") else { return String(line) }
        return open.removeValue(forKey: thread).map { $0 + line[end.upperBound...] }
      } + open.values
    }

    init(_ lines: [Substring]) {
      // A thread that ends with its process may be left in a call that was never made.
      // The thread sanitizer keeps a file of its own.
      for line in Self.calls(lines) where !line.contains("???(") && !line.contains("tsan.rodata") {
        // "PID call(arguments) = result".
        let call = line.drop { !$0.isLetter }.prefix { $0 != "(" }
        let names = line.split(separator: "\"", omittingEmptySubsequences: false)
          .enumerated().compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
        switch call {
        case "openat", "open":
          let isChange = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains { line.contains($0) }
          guard let name = names.first, !line.contains(" = -1 ") else { continue }
          if isChange { written.insert(name) } else { read.insert(name) }
        case "rename", "renameat", "renameat2": written.formUnion(names)
        case "execve" where others.isEmpty: others.append("the command itself")
        case "exit_group", "": continue
        default: others.append(String(line))
        }
      }
      // What the system and its libraries want to know of themselves.
      read = read.filter { name in
        !["/proc/self/", "/sys/", "/etc/ld.so"].contains { name.hasPrefix($0) }
          && !name.contains(".so")
      }
    }
  }

  /// Runs the command and tells what it touched; names with the number of the process lose it.
  private func trace(_ arguments: String, in runner: ProgramRunner) throws -> Trace {
    let calls =
      "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,"
      + "symlink,symlinkat,truncate,chmod,fchmodat,chown,mknod,execve,fork,vfork,socket,connect,"
      + "bind,sendto"
    let result = try runner.runShell(
      "strace -f -qq -e signal=none -e trace=\(calls) -o trace \"$STANCE\" \(arguments) >/dev/null")
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    let text = String(decoding: runner.read("trace") ?? [], as: UTF8.self)
    var trace = Trace(text.split(separator: "\n"))
    #expect(!trace.others.isEmpty, "nothing was traced")
    trace.others.removeAll { $0 == "the command itself" }
    trace.written = Set(
      trace.written.map { $0.replacing(/\.[0-9]+\.part$/, with: ".PID.part") })
    return trace
  }

  @Test(arguments: ["label -f csv", "label -f html", "label -f jsonl -j 4", "report"])
  func `only what is named is read and written, and nothing is asked of the network`(
    _ command: String
  ) throws {
    guard Self.canTrace else { return }
    let runner = try ProgramRunner()
    try runner.write(Self.page, to: "in/a.html")
    try runner.write(Self.record, to: "in/b.jsonl")
    try runner.write("Norway denied it. See other.txt.\n", to: "c.txt")
    try runner.write("Sweden denied it.\n", to: "other.txt")
    try runner.write(
      "{\"schema\": \"stance-rules/1\", \"extends\": \"base.json\"}", to: "mine.json")
    try runner.write(
      "{\"schema\": \"stance-rules/1\", \"extends\": \"default\"}", to: "base.json")
    let trace = try trace("\(command) -r mine.json -o out in c.txt", in: runner)
    #expect(
      trace.read.subtracting(["in"]) == [
        "in/a.html", "in/b.jsonl", "c.txt", "mine.json", "base.json",
      ])
    #expect(trace.written == ["out", "out.PID.part"])
    #expect(trace.others.isEmpty)
    #expect(
      runner.names == ["base.json", "c.txt", "in", "mine.json", "other.txt", "out", "trace"])
  }

  @Test func `other commands touch what they are given`() throws {
    guard Self.canTrace else { return }
    let runner = try ProgramRunner()
    try runner.write("none\t-\t-\tIt rained.\n", to: "a.gold.tsv")
    try runner.write("It rained.\n", to: "a.txt")
    let started = try trace("init new.json", in: runner)
    #expect(started.read.isEmpty)
    #expect(started.written.subtracting(["new.json.PID.part"]) == ["new.json"])
    for arguments in [
      "check new.json", "explain -r new.json --text 'Norway denied it.'",
      "evaluate -r new.json a.gold.tsv", "rules -r new.json", "help", "--version",
    ] {
      let trace = try trace(arguments, in: runner)
      #expect(
        trace.read.subtracting(["new.json", "a.gold.tsv", "a.txt", "./a.txt"]).isEmpty,
        "\(arguments): \(trace.read)")
      #expect(trace.written.isEmpty, "\(arguments)")
      #expect(trace.others.isEmpty, "\(arguments)")
    }
    #expect(runner.names == ["a.gold.tsv", "a.txt", "new.json", "trace"])
  }
}
