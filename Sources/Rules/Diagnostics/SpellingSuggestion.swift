/// Finds the known name that a mistyped one was probably meant to be.
package enum SpellingSuggestion {
  /// The candidate nearest to the name, if one is near enough to be worth showing.
  ///
  /// Counts inserted, dropped, changed and swapped letters; case does not count. Of equally near
  /// candidates the first wins.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let letters = folded(name)
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = folded(candidate)
      let bound = min(limit, (best?.distance ?? limit + 1) - 1)
      guard bound >= 0, abs(other.count - letters.count) <= bound else { continue }
      let distance = distance(letters, other)
      if distance <= bound { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The wording for the caret line.
  package static func phrase(for name: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
  }

  private static func folded(_ name: String) -> [UInt32] {
    name.unicodeScalars.map {
      ("A"..."Z").contains($0) ? $0.value + 32 : $0 == "-" ? 0x5F : $0.value
    }
  }

  /// The optimal string alignment distance.
  private static func distance(_ first: [UInt32], _ second: [UInt32]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      current.reserveCapacity(second.count + 1)
      for column in 0..<second.count {
        let isSame = first[row] == second[column]
        var cost = min(
          previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1],
          first[row - 1] == second[column]
        {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}
