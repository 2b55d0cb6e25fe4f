/// Which patterns of a rules file to run.
package enum EntryPoint: Hashable, Sendable {
  case zone(Zone)
  case attribution, turn, stop, except

  var index: Int {
    switch self {
    case .zone(let zone): Zone.allCases.firstIndex(of: zone) ?? 0
    case .attribution: Zone.allCases.count
    case .turn: Zone.allCases.count + 1
    case .stop: Zone.allCases.count + 2
    case .except: Zone.allCases.count + 3
    }
  }
  static let count = Zone.allCases.count + 4
}

/// One element of what patterns see; hyphens, brackets, scare quotes and margins are left out.
package struct ZoneToken: Sendable {
  package var token: Int32
  /// `..` cannot cross it.
  package var isBreak: Bool
  package init(token: Int32, isBreak: Bool) {
    self.token = token
    self.isBreak = isBreak
  }
}

/// A pattern that matched, by positions in the zone.
package struct RuleMatch: Sendable {
  /// Index of the rule, attribution pattern, turn, stop or cue in its array of the file.
  package var owner: Int32
  /// Index among the owner's patterns.
  package var pattern: Int32
  package var start: Int32
  package var end: Int32
  var items: Range<Int32>
}

/// What an item of a pattern took.
package enum ItemKind: Sendable, Equatable {
  case atom, gap
  case capture(Int)
}

package struct ItemSpan: Sendable, Equatable {
  package var start: Int32
  package var end: Int32
  package var kind: ItemKind
}
