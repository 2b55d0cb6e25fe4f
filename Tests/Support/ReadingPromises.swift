package import Stance

/// A promise that does not hold.
package struct BrokenPromise: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// Throws unless a condition holds.
  package static func unless(
    _ condition: Bool, _ reason: @autoclosure () -> String
  ) throws(BrokenPromise) {
    if !condition { throw BrokenPromise(reason()) }
  }
}

/// What holds for the reading of any text; for tests and fuzzers.
package struct ReadingPromises {
  private let scalars: [Unicode.Scalar]

  /// Checks that all offsets point into the text and that their slices are what the reading says.
  ///
  /// - Parameters:
  ///   - reading: What was made of the text.
  ///   - bytes: The text; what is not UTF-8 is read as U+FFFD.
  /// - Throws: ``BrokenPromise`` with the first thing that is wrong.
  package static func check(_ reading: Reading, text bytes: [UInt8]) throws(BrokenPromise) {
    try ReadingPromises(scalars: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
      .check(reading)
  }

  private func check(_ reading: Reading) throws(BrokenPromise) {
    var position = 0
    for (index, sentence) in reading.sentences.enumerated() {
      try BrokenPromise.unless(
        sentence.index == index && sentence.start >= position && sentence.end > sentence.start,
        "sentence \(index) at \(sentence.start)..<\(sentence.end) after \(position)")
      try check(
        TextSpan(start: sentence.start, end: sentence.end, text: sentence.text), "sentence")
      position = sentence.end
      for act in sentence.acts { try check(act, reading) }
    }
    for (index, attribution) in reading.attributions.enumerated() {
      let parent = attribution.parent
      try BrokenPromise.unless(
        attribution.id == index
          && (parent.map { $0 != index && reading.attributions.indices.contains($0) } ?? true),
        "attribution \(index) has id \(attribution.id), parent \(parent ?? -1)")
      try check(attribution.source, "source")
      try check(attribution.cue, "cue")
      try check(attribution.content, "content")
    }
  }

  private func check(_ act: Act, _ reading: Reading) throws(BrokenPromise) {
    try BrokenPromise.unless(
      act.attribution.map(reading.attributions.indices.contains) ?? true,
      "an act without its attribution")
    try BrokenPromise.unless(
      act.confidence.map((0...1).contains) ?? true, "confidence \(act.confidence ?? -1)")
    try check(act.source, "source")
    try check(act.cue, "cue")
    try check(act.content, "content")
    for evidence in act.evidence { try check(evidence.span, "evidence") }
  }

  private func check(_ span: TextSpan?, _ what: String) throws(BrokenPromise) {
    guard let span else { return }
    let place = "\(what) \(span.start)..<\(span.end)"
    try BrokenPromise.unless(
      0 <= span.start && span.start <= span.end && span.end <= scalars.count,
      "\(place) of \(scalars.count) code points")
    var slice = String.UnicodeScalarView()
    slice.append(contentsOf: scalars[span.start..<span.end])
    // As bytes: strings are equal that are not written alike.
    try BrokenPromise.unless(
      String(slice).utf8.elementsEqual(span.text.utf8), "\(place) is not '\(span.text)'")
    var position = span.start
    for part in span.parts {
      try BrokenPromise.unless(
        part.lowerBound >= position && part.upperBound <= span.end, "\(place) has a part \(part)")
      position = part.upperBound
    }
  }
}
