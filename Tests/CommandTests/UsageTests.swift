import TestSupport
import Testing

@testable import stance_cli

/// What is typed wrongly: one clear line, status 2, nothing on standard output.
@Suite struct UsageTests {
  @Test(arguments: [
    (["lable", "a.txt"], "unknown command 'lable'; did you mean 'label'?"),
    (["label", "--fromat", "json"], "unknown flag '--fromat'; did you mean '--format'?"),
    (["label", "a.txt", "--format", "jsno"], "did you mean 'json'?"),
    (["label", "--format=xml", "a.txt"], "unknown value 'xml' for '--format'"),
    (["label", "a.txt", "--format"], "'--format' needs a value"),
    (["label", "a.txt", "--output", "--format", "json"], "'--output' needs a value"),
    (["label", "a.txt", "--lossy=yes"], "'--lossy' takes no value"),
    (["label", "a.txt", "--input", "pdf"], "unknown value 'pdf' for '--input'"),
    (["label", "a.txt", "--kind", "novel"], "unknown value 'novel' for '--kind'"),
    (["label", "a.txt", "--date", "19 May"], "needs a date as YYYY-MM-DD"),
    (["label", "a.txt", "--min-confidence", "90"], "needs a number from 0 to 1"),
    (["label", "a.txt", "--only", "clam"], "unknown label 'clam'"),
    (["label", "a.txt", "--totals"], "'--totals' belongs to 'stance evaluate'"),
    (["label", "a.txt", "--min-party", "1"], "'--min-party' belongs to 'stance evaluate'"),
    (["evaluate", "a.gold.tsv", "--min-party", "2"], "needs a number from 0 to 1"),
    (["label", "a.txt", "-x"], "unknown flag '-x'"),
    (["label"], "nothing to label"),
    (["label", "--text", ""], "the value of '--text' is empty"),
    (["label", "--text", "Some text.", "a.txt"], "exclude each other"),
    (["label", "-", "-"], "can be read only once"),
    (["label", "a.txt", "a.txt", "--id", "x"], "'--id' names one document"),
    (["label", "a.txt", "--rules", "missing.json"], "missing.json: no such file or folder"),
    (["evaluate"], "nothing to evaluate"),
    (["evaluate", "a.gold.tsv", "--format", "csv"], "has no format 'csv'"),
    (["a.txt"], "did you mean 'stance label a.txt'?"),
    ([], "no command"),
  ])
  func `wrong usage is explained`(_ arguments: [String], _ message: String) throws {
    let runner = try ProgramRunner()
    try runner.write("Norway denied that it had closed the port.\n", to: "a.txt")
    let result = try runner.run(arguments)
    #expect(result.status == 2)
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `a misspelt label of --only gets a suggestion`() throws {
    let result = try ProgramRunner().run("label", "--text", "Fine.", "--only", "conern")
    #expect(result.errors.contains("did you mean 'concern'?"))
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], ["label", "--help"], ["help", "label"]])
  func `help goes to standard output`(_ arguments: [String]) throws {
    let result = try ProgramRunner().run(arguments)
    #expect(result.status == 0)
    #expect(result.text.contains("usage: stance"))
    #expect(result.errors.isEmpty)
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `the version is one line`() throws {
    let result = try ProgramRunner().run("--version")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("stance "))
    #expect(result.text.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: [
    ["label", "a.txt", "--format", "csv"], ["label", "--format=csv", "a.txt"],
    ["--format", "csv", "label", "a.txt"], ["label", "-f", "csv", "a.txt"],
    ["label", "-fcsv", "a.txt"], ["label", "-qfcsv", "a.txt"],
    ["label", "--format", "json", "--format", "csv", "--", "a.txt"],
  ])
  func `flags may stand anywhere and be written in each usual way`(
    _ arguments: [String]
  ) throws {
    let options = try Options(TypedArguments(arguments.map { Array($0.utf8) }))
    #expect(options.format == .csv)
    #expect(options.operands.map(\.text) == ["a.txt"])
  }

  @Test func `flags have different names and letters`() {
    #expect(Set(Flag.all.map(\.name)).count == Flag.all.count)
    let letters = Flag.all.compactMap(\.letter)
    #expect(Set(letters).count == letters.count)
  }

  @Test func `after two dashes everything is a path`() throws {
    let runner = try ProgramRunner()
    try runner.write("Norway denied that it had closed the port.\n", to: "--format")
    let result = try runner.run("label", "--", "--format")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("--format"))
  }
}
