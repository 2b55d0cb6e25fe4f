import Foundation
import Stance
import Testing

/// Which phrases set sentences apart, and what words are inflections of.
@Suite struct PhraseContrastTests {
  private let sentences = [
    "The story is pure fiction.", "The report is pure fiction, Berg said.",
    "The story is long.", "The report is pure gold, he said.", "The port is open.",
  ]

  @Test func `the longest phrase that only the wanted sentences hold comes first`() {
    let phrases = PhraseContrast(sentences).distinctive([0, 1]) { _ in true }
    #expect(phrases.first?.text == "is pure fiction")
    #expect(phrases.first?.inside == [0, 1] && phrases.first?.outsideCount == 0)
    #expect(!phrases.contains { $0.text == "fiction" || $0.text == "the" || $0.text == "pure" })
    #expect(phrases.allSatisfy { $0.score > 0 })
  }

  @Test func `names, numbers and marks cut phrases`() {
    #expect(
      PhraseContrast.runs("The 40 guards of Oslo, \"tired\" men, won't go.")
        == [["the"], ["guards", "of"], ["tired"], ["men"], ["go"]])
  }

  @Test(arguments: [0.001, 0.5, 1, 1.5, 2, 10, 123_456.789])
  func `the logarithm is right`(_ value: Double) {
    #expect(
      abs(PhraseContrast.naturalLogarithm(value) - log(value)) < 1e-13 * max(1, abs(log(value))))
  }

  @Test(arguments: [
    ("intoned", "intone"), ("gushed", "gush"), ("quipped", "quip"), ("opined", "opine"),
    ("decried", "decry"), ("muses", "muse"), ("passed", "pass"), ("intones", "intone"),
    ("boomed", "boom"), ("brought", "brought"),
  ])
  func `verbs are traced to their lemmas`(_ form: String, _ lemma: String) {
    #expect(WordLemma.verb(form) { _ in false } == lemma)
  }

  @Test(arguments: [("qualms", "qualm"), ("anxieties", "anxiety"), ("dismay", "dismay")])
  func `nouns as well`(_ form: String, _ lemma: String) {
    #expect(WordLemma.noun(form) == lemma)
  }
}
