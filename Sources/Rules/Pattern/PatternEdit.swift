/// A small change of a pattern.
package struct PatternEdit: Sendable {
  /// What is changed.
  package enum Kind: Sendable {
    /// An element is taken out.
    case deletion
    /// Any words may stand where an element stood.
    case anyWords
    /// Words may stand between two elements that had to be neighbours.
    case gapBetween
    /// A gap may be as long as gaps can be.
    case widerGap
  }

  package let kind: Kind
  /// The element, or the place between two; bytes of the pattern.
  package let range: Range<Int>
  /// The pattern after the change, where the capture ``capture`` takes other words.
  package let text: String
  /// Elements that the pattern still asks for.
  package let rest: [String]

  /// The name of the capture around words that the pattern did not ask for.
  package static let capture = "instead"

  // MARK: Repairs

  /// Changes of single elements after which a pattern matches more.
  package static func repairs(of pattern: String) -> [PatternEdit] {
    alternatives(PatternOutline(pattern)).flatMap { repairs(of: $0.items, in: Array(pattern.utf8)) }
  }

  /// The elements that each way through a pattern asks for, in order.
  package static func elements(of pattern: String) -> [[String]] {
    let bytes = Array(pattern.utf8)
    return alternatives(PatternOutline(pattern)).map { way in
      way.items.filter(\.isFirm).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
  }

  /// A pattern that is a choice as a whole is several.
  private static func alternatives(_ outline: PatternOutline) -> [PatternOutline] {
    switch outline {
    case .choice(_, let choices): choices.flatMap(alternatives)
    case .capture(_, _, let inner?): alternatives(inner)
    default: [outline]
    }
  }

  private static func repairs(of items: [PatternOutline], in bytes: [UInt8]) -> [PatternEdit] {
    guard items.count(where: \.isFirm) > 1 else { return [] }
    func text(_ outline: PatternOutline) -> String {
      String(decoding: bytes[outline.range], as: UTF8.self)
    }
    func edit(
      _ kind: Kind, _ place: Range<Int>, _ range: Range<Int>, _ instead: String?
    ) -> PatternEdit {
      let parts =
        items[..<place.lowerBound].map(text) + (instead.map { [$0] } ?? [])
        + items[place.upperBound...].map(text)
      let rest = items.indices.filter { !place.contains($0) && items[$0].isFirm }
      return PatternEdit(
        kind: kind, range: range, text: parts.joined(separator: " "),
        rest: rest.map { text(items[$0]) })
    }
    var edits: [PatternEdit] = []
    for (index, item) in items.enumerated() {
      if case .gap = item, index > 0, index + 1 < items.count {
        let wide = "<\(capture): ...{1,\(PatternLimits.gapWords)}>"
        edits.append(edit(.widerGap, index..<index + 1, item.range, wide))
      }
      guard item.isFirm else { continue }
      // Gaps beside it go along: what matters is what stands there at all.
      var place = index..<index + 1
      if index > 0, case .gap = items[index - 1] { place = index - 1..<place.upperBound }
      if index + 1 < items.count, case .gap = items[index + 1] {
        place = place.lowerBound..<index + 2
      }
      var most = 3
      var isFar = false
      for neighbour in items[place] {
        guard case .gap(let range, _, let words) = neighbour else { continue }
        most = min(most + words, Int(PatternLimits.gapWords))
        if range.count > 2, bytes[range.lowerBound + 2] == UInt8(ascii: ".") { isFar = true }
      }
      // At an edge nothing tells how many words stand for it.
      if place.count == 1, index == 0 || index + 1 == items.count { most = 1 }
      let gap = "<\(capture): \(isFar ? "..." : ".."){1,\(most)}>"
      edits.append(edit(.anyWords, place, item.range, gap))
      edits.append(edit(.deletion, index..<index + 1, item.range, nil))
      if index > 0, items[index - 1].isFirm {
        let between = items[index - 1].range.upperBound..<item.range.lowerBound
        edits.append(edit(.gapBetween, index..<index, between, "<\(capture): ...{1,4}>"))
      }
    }
    return edits
  }

  // MARK: Deletions

  /// The pattern without each of its elements in turn, inner ones too, as far as it stays a pattern.
  package static func deletions(of pattern: String) -> [PatternEdit] {
    let bytes = Array(pattern.utf8)
    var edits: [PatternEdit] = []
    func delete(_ range: Range<Int>, named part: Range<Int>? = nil) {
      let text = String(
        decoding: bytes[..<range.lowerBound] + bytes[range.upperBound...], as: UTF8.self)
      guard PatternOutline(text).items.contains(where: \.isFirm) else { return }
      edits.append(PatternEdit(kind: .deletion, range: part ?? range, text: text, rest: []))
    }
    func visit(_ outline: PatternOutline) {
      switch outline {
      case .atom, .edge, .gap, .exclusion: break
      case .optional(_, let inner): visit(inner)
      case .capture(_, _, let inner): if let inner { visit(inner) }
      case .sequence(_, let items):
        for (index, item) in items.enumerated() {
          // An edge alone is no sequence.
          let isNeeded =
            item.isItem && !items.enumerated().contains { $0 != index && $1.isItem }
          if !isNeeded { delete(item.range) }
          visit(item)
        }
      case .choice(_, let choices):
        for (index, choice) in choices.enumerated() {
          if choices.count > 1 {
            // With the bar before it, or for the first the one behind it.
            let start = index > 0 ? choices[index - 1].range.upperBound : choice.range.lowerBound
            let end = index > 0 ? choice.range.upperBound : choices[1].range.lowerBound
            delete(start..<end, named: choice.range)
          }
          visit(choice)
        }
      }
    }
    visit(PatternOutline(pattern))
    return edits
  }
}

extension PatternOutline {
  /// Whether it may stand alone as far as the grammar goes.
  fileprivate var isItem: Bool {
    if case .edge = self { return false }
    return true
  }
}
