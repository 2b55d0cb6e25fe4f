import Rules
import Stance
import TestSupport
import Testing

/// The list of lexicons that the program asks for by name.
@Suite struct EngineLexiconTests {
  @Test func `each is in the shipped rules and named in the sources`() {
    let names = Set(RuleFileReader.read(BuiltInRules.bytes).file.lexicons.map(\.name.value))
    let sources = ProjectFiles.files(below: "Sources/Stance").filter {
      !$0.hasSuffix("EngineLexicons.swift")
    }
    let text = sources.compactMap { ProjectFiles.text($0) }.joined()
    for name in EngineLexicons.names {
      #expect(names.contains(name), "\(name) is no lexicon")
      #expect(text.contains("\"\(name)\""), "nothing asks for \(name)")
    }
  }
}
