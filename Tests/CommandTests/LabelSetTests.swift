import Foundation
import TestSupport
import Testing

/// A rules file with other labels than the shipped ones, through every command.
@Suite struct LabelSetTests {
  private static let labels = ["threat", "rejection", "offer", "demand", "agreement", "statement"]
  private static let rules = ProjectFiles.root + "/Examples/bargaining.json"
  private static let text = ProjectFiles.root + "/Examples/bargaining.txt"

  private func run(_ arguments: String...) throws -> ProgramResult {
    try ProgramRunner().run(arguments)
  }

  @Test func `its own tests hold`() throws {
    let result = try run("check", Self.rules)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.hasPrefix("bargaining-english 1: no errors, no warnings; 5 rules"))
  }

  @Test func `its labels come out, all of them and no others`() throws {
    let result = try run("label", "--rules", Self.rules, "--format", "json", Self.text)
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    let sentences = try #require(object?["sentences"] as? [[String: Any]])
    let found = sentences.flatMap { $0["acts"] as? [[String: Any]] ?? [] }
      .compactMap { $0["label"] as? String }
    #expect(Set(found) == Set(Self.labels))
    let parties = Set(
      sentences.flatMap { $0["acts"] as? [[String: Any]] ?? [] }
        .flatMap { $0["parties"] as? [String] ?? [] })
    #expect(parties.isSuperset(of: ["Harbour Workers' Union", "Norvik Ports"]))
  }

  @Test(arguments: ["text", "jsonl", "csv", "tsv", "brat", "html"])
  func `every output has its labels and none of the shipped ones`(_ format: String) throws {
    let text = try run("label", "--rules", Self.rules, "--format", format, Self.text).text
      .lowercased()
    for label in Self.labels { #expect(text.contains(label), "\(format) has no \(label)") }
    for label in ["refutation", "commitment"] { #expect(!text.contains(label)) }
  }

  @Test func `acts can be chosen by its labels only`() throws {
    let chosen = try run(
      "label", "--rules", Self.rules, "--only", "threat", "--format", "tsv", Self.text)
    #expect(chosen.text.contains("threat\tHarbour Workers' Union"))
    #expect(!chosen.text.contains("offer\t"))
    let unknown = try run("label", "--rules", Self.rules, "--only", "praise", Self.text)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("unknown label 'praise'"))
  }

  @Test func `it is explained and evaluated`() throws {
    let explanation = try run(
      "explain", "--rules", Self.rules, "--sentence", "3", "--why-not", "offer", Self.text)
    #expect(explanation.text.contains("demand by 'demand.must'"), "\(explanation.text)")
    #expect(explanation.text.contains("  why not offer\n"))
    let gold = ProjectFiles.root + "/Examples/bargaining.gold.tsv"
    let scores = try run(
      "evaluate", "--rules", Self.rules, "--totals", "--min-macro-f1", "0.9", gold)
    #expect(scores.status == 0, "\(scores.text)\(scores.errors)")
    for label in Self.labels { #expect(scores.text.contains(label)) }
    let shipped = try run("evaluate", "--rules", "default", gold)
    #expect(shipped.status == 2)
    #expect(shipped.errors.contains("unknown label"), "\(shipped.errors)")
  }
}
