/// When two names of parties or speakers count as the same.
package enum NameComparison {
  /// The names as a set in which case and a leading `the` do not count, nor whether `and` is written
  /// as a sign, which gold files keep for lists of names.
  package static func parties(_ names: [String]) -> Set<String> {
    Set(names.map { words($0).joined(separator: " ") })
  }

  /// Whether the words of one name end the other (`Biden`, `Joe Biden`).
  package static func isSameSpeaker(_ first: String, _ second: String) -> Bool {
    let first = words(first)
    let second = words(second)
    guard !first.isEmpty, !second.isEmpty else { return first == second }
    let count = min(first.count, second.count)
    return first.suffix(count) == second.suffix(count)
  }

  /// Whether each speaker of one list has a counterpart of its own in the other.
  package static func areSameSpeakers(_ first: [String], _ second: [String]) -> Bool {
    guard first.count == second.count else { return false }
    var rest = second
    for name in first.sorted(by: { words($0).count > words($1).count }) {
      let exact = rest.firstIndex { words($0) == words(name) }
      guard let match = exact ?? rest.firstIndex(where: { isSameSpeaker($0, name) }) else {
        return false
      }
      rest.remove(at: match)
    }
    return true
  }

  private static func words(_ name: String) -> [String] {
    let words = name.lowercased().unicodeScalars
      .split(whereSeparator: \.properties.isWhitespace)
      .map { $0.elementsEqual(["&"]) ? "and" : String($0) }
    return words.count > 1 && words[0] == "the" ? Array(words.dropFirst()) : words
  }
}
