import Rules
import Stance
import TestSupport

@testable import stance_cli

/// Gold files: read and written again they say the same.
enum GoldFuzz {
  private static let labels = ["promise", "refutation", "praise"]

  @Sendable static func run(_ input: Input) {
    let bytes = input.perhapsRepeated
    do throws(GoldFileError) {
      let documents = try GoldFile.read(bytes, labels: input.isOne(of: 2, salt: 1) ? labels : nil)
      check(documents.contains { !$0.sentences.isEmpty }, "a gold file without sentences is read")
      for document in documents where !document.sentences.isEmpty { checkWritten(document) }
      if input.isOne(of: 16, salt: 2) { checkScores(documents) }
    } catch {
      let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
      check(!error.problems.isEmpty, "a refusal without a reason")
      for problem in error.problems {
        check((1...lines).contains(problem.line), "line \(problem.line) of \(lines)")
      }
    }
  }

  private static func checkWritten(_ document: GoldDocument) {
    let text = GoldFile.text(document)
    do throws(GoldFileError) {
      let again = try GoldFile.read(Array(text.utf8))
      check(again.count == 1, "one document became \(again.count)")
      check(
        again[0].sentences.map(\.text) == document.sentences.map { GoldFile.oneLine($0.text) },
        "sentences changed by being written")
      check(GoldFile.text(again[0]) == text, "writing what was written changes it")
    } catch {
      fail("what was written is not read: \(error.problems)")
    }
  }

  /// Scores the file against a reading that cuts its text in two.
  private static func checkScores(_ documents: [GoldDocument]) {
    var evaluation = Evaluation(labels: labels)
    for document in documents {
      let text = document.sentences.map(\.text).joined(separator: " ")
      do throws(GoldFileError) {
        try evaluation.add(document, name: "a", text: text) { text, metadata in
          Reading(
            metadata: metadata, language: "en", sentences: halves(of: text), attributions: [])
        }
      } catch {
        check(!error.problems.isEmpty, "a refusal without a reason")
      }
    }
    let report = EvaluationReport(
      evaluation, parties: ["Norway"], scorecard: nil, hasDetails: true, isAgreement: false)
    keep(try OutputPromises.checkJSON(Array(report.json().utf8)))
    _ = report.text()
  }

  private static func halves(of text: String) -> [Sentence] {
    let scalars = Array(text.unicodeScalars)
    let middle = scalars.count / 2
    return [0..<middle, middle..<scalars.count].enumerated().map { index, range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return Sentence(
        index: index, paragraph: 0, start: range.lowerBound, end: range.upperBound,
        text: String(view), isForced: false, acts: [Act(label: "promise", weight: 1)])
    }
  }
}
