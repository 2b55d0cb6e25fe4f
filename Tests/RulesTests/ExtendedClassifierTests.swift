import Stance
import Testing

/// Rules files that extend others, through the library.
@Suite struct ExtendedClassifierTests {
  private static let overlay = """
    { "schema": "stance-rules/1", "extends": "team.json", "name": "mine",
      "lexicons": { "groundless": { "add": ["flimflam"] } } }
    """
  private static let team = """
    { "schema": "stance-rules/1", "extends": "default", "name": "team", "version": "2" }
    """

  @Test func `a file extends another and the rules built in`() throws {
    let classifier = try Classifier(rules: Array(Self.overlay.utf8), path: "mine.json") {
      name, from in
      #expect(from == "mine.json")
      return name == "team.json" ? Array(Self.team.utf8) : nil
    }
    #expect(classifier.rulesName == "mine")
    #expect(classifier.rulesVersion == "2")
    let reading = classifier.label("Norway said that the reports are flimflam.")
    #expect(reading.sentences.map(\.label) == ["refutation"])
  }

  @Test func `a base that is not given is told with its place`() {
    do {
      _ = try Classifier(rules: Array(Self.overlay.utf8), path: "mine.json")
      Issue.record("no error")
    } catch {
      #expect(error.report.hasPrefix("mine.json:1:42: error: cannot extend 'team.json'"))
      #expect(error.report.contains("[base-not-read]"))
    }
  }
}
