import Foundation
import Stance
import TestSupport
import Testing

/// Results that are meant to be corrected by hand and read again.
@Suite struct RoundTripTests {
  /// Texts with CRLF, several code units a character, and names that gold files cannot hold as they
  /// are.
  private static let texts = [
    "article":
      "Norway denied that it had closed the port.\r\nIt said that the port is open.\r\n\r\n"
      + "Sweden\u{2019}s minister \u{1F30A} praised the deal.\r\n",
    "company":
      "A spokesman for Johnson & Johnson denied the claims.\n\nOPEC+ said that it is ready.\n",
  ]

  @Test(arguments: ["article", "company"])
  func `labels as TSV score fully against themselves`(_ name: String) throws {
    let runner = try ProgramRunner()
    try runner.write(try #require(Self.texts[name]), to: "\(name).txt")
    let labelled = try runner.run("label", "-f", "tsv", "-o", "\(name).gold.tsv", "\(name).txt")
    #expect(labelled.status == 0, "\(labelled.errors)")
    let result = try runner.run("evaluate", "-f", "json", "\(name).gold.tsv")
    #expect(result.status == 0, "\(result.errors)")
    let scores = try #require(
      JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect((scores["errors"] as? [Any])?.isEmpty == true, "\(result.text)")
  }

  @Test func `standoff holds the words at their places`() throws {
    for (name, text) in Self.texts {
      let runner = try ProgramRunner()
      try runner.write(text, to: "\(name).txt")
      let lines = try runner.run("label", "-f", "brat", "\(name).txt").text.split(separator: "\n")
      let scalars = Array(text.unicodeScalars)
      let bound = lines.filter { $0.hasPrefix("T") }
      #expect(bound.count >= 4, "\(lines)")
      for line in bound {
        let columns = line.split(separator: "\t").map(String.init)
        try #require(columns.count == 3, "\(line)")
        let places = columns[1].drop { $0 != " " }.dropFirst().split(separator: ";")
        let words = places.map { place -> String in
          let ends = place.split(separator: " ").compactMap { Int($0) }
          var slice = ""
          slice.unicodeScalars.append(contentsOf: scalars[ends[0]..<ends[1]])
          return slice
        }
        #expect(words.joined(separator: " ") == columns[2])
        #expect(!words.contains { $0.contains("\n") || $0.contains("\r") })
      }
      let numbers = Set(bound.compactMap { $0.split(separator: "\t").first })
      #expect(numbers.count == bound.count)
      for line in lines where line.hasPrefix("R") {
        let ends = line.split(separator: " ").suffix(2).compactMap { $0.split(separator: ":").last }
        #expect(ends.count == 2 && ends.allSatisfy { numbers.contains($0) }, "\(line)")
      }
    }
  }
}
