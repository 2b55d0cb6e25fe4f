import Rules
import Stance
import TestSupport
import Testing

/// The list of lexicons that the program asks for by name.
@Suite struct EngineLexiconTests {
  @Test func `it holds the lexicons that the sources name, and no others`() {
    let file = RuleFileReader.read(BuiltInRules.bytes).file
    let sources = ProjectFiles.files(below: "Sources/Stance").filter {
      $0.hasSuffix(".swift") && !$0.hasSuffix("/EngineLexicons.swift")
        && !$0.hasSuffix("/HTMLExtractor.swift") && !$0.hasSuffix("/ExplanationBuilder.swift")
    }
    let text = sources.compactMap { ProjectFiles.text($0) }.joined()
    let literals = Set(text.split(separator: "\"").map(String.init))
    let named = Set(file.lexicons.map(\.name.value)).intersection(literals)
    #expect(named.subtracting(EngineLexicons.names).isEmpty, "not in the list")
    #expect(EngineLexicons.names.subtracting(named).isEmpty, "in no rules or no source")
  }
}
