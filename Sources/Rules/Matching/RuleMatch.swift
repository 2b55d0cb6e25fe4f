/// Which patterns of a rules file run.
package enum EntryPoint: Hashable, Sendable {
  case zone(Zone)
  case attribution, turn, stop, except

  static let count = Zone.allCases.count + 4

  var index: Int {
    switch self {
    case .zone(.cue): 0
    case .zone(.predicate): 1
    case .zone(.content): 2
    case .zone(.speech): 3
    case .zone(.sentence): 4
    case .attribution: 5
    case .turn: 6
    case .stop: 7
    case .except: 8
    }
  }
}

/// One element of what patterns see.
package struct ZoneToken: Hashable, Sendable {
  package var token: Int32
  /// `..` cannot cross it.
  package var isBreak: Bool
  package init(token: Int32, isBreak: Bool = false) {
    self.token = token
    self.isBreak = isBreak
  }
}

/// A pattern found in a zone.
package struct RuleMatch: Hashable, Sendable {
  /// Index of the rule, attribution pattern, turn, stop or cue in its array of the file.
  package var owner: Int32
  /// Index of the pattern in its owner.
  package var pattern: Int32
  /// First position in the zone.
  package var start: Int32
  /// One past the last position.
  package var end: Int32
  /// Place in the items of the matcher.
  package var items: Range<Int32>
  package init(owner: Int32, pattern: Int32, start: Int32, end: Int32, items: Range<Int32>) {
    self.owner = owner
    self.pattern = pattern
    self.start = start
    self.end = end
    self.items = items
  }
}

/// What an item of a match is.
package enum ItemKind: Hashable, Sendable {
  case atom
  case gap
  /// The index of the name.
  case capture(Int)
}

/// The positions of a zone that an item took; captures stand before the items inside.
package struct ItemSpan: Hashable, Sendable {
  package var start: Int32
  package var end: Int32
  package var kind: ItemKind
  package init(start: Int32, end: Int32, kind: ItemKind) {
    self.start = start
    self.end = end
    self.kind = kind
  }
}
