/// Writes diagnostics for people, with the line and a caret, and for programs, as JSON.
package struct DiagnosticFormatter {
  /// Columns of a line that are shown; of a longer one the part around the place.
  package static let lineWidth = 96

  private let files: SourceFiles
  private var texts: [Int: SourceText] = [:]

  package init(_ files: SourceFiles) { self.files = files }

  package init(name: String, bytes: [UInt8]) { files = SourceFiles(name: name, bytes: bytes) }

  // MARK: For people

  /// The message with its place, the line, the caret and the notes; every line ends with a newline.
  package mutating func text(_ diagnostic: Diagnostic) -> String {
    let message = "\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.id)]"
    var text = place(diagnostic.range) + Self.visible(message) + "\n"
    text += snippet(diagnostic.range, diagnostic.suggestion)
    for note in diagnostic.notes {
      if let range = note.range {
        text += place(range) + Self.visible("note: \(note.message)") + "\n" + snippet(range, nil)
      } else {
        text += Self.visible("  note: \(note.message)") + "\n"
      }
    }
    return text
  }

  private mutating func place(_ range: Range<Int>) -> String {
    let (source, start) = source(of: range.lowerBound)
    let position = source.position(of: range.lowerBound - start)
    return "\(Self.visible(source.name)):\(position.line):\(position.column): "
  }

  private mutating func source(of offset: Int) -> (SourceText, start: Int) {
    let index = files.fileIndex(of: offset) ?? 0
    let range = files.range(index)
    if let known = texts[index] { return (known, range.lowerBound) }
    let name = files.files.indices.contains(index) ? files.files[index].name : ""
    let source = SourceText(name: name, bytes: Array(files.bytes[range]))
    texts[index] = source
    return (source, range.lowerBound)
  }

  private mutating func snippet(_ range: Range<Int>, _ suggestion: String?) -> String {
    let (source, base) = source(of: range.lowerBound)
    let lineIndex = source.lineIndex(of: range.lowerBound - base)
    let line = source.lineRange(lineIndex)
    let low = min(max(range.lowerBound - base, line.lowerBound), line.upperBound)
    let high = min(max(range.upperBound - base, low), line.upperBound)
    // More bytes than fill the width are never looked at, however long the line.
    let reach = Self.lineWidth * 4 + 8
    func part(_ range: Range<Int>) -> [Cell] { Self.cells(source.bytes[range]) }
    func head(_ range: Range<Int>) -> Range<Int> {
      guard range.count > reach else { return range }
      let end = source.characterStart(range.lowerBound + reach)
      return range.lowerBound..<max(range.lowerBound, end)
    }
    let start = max(line.lowerBound, source.characterStart(low - reach))
    let cut = Self.cut(
      before: part(start..<low), marked: part(head(low..<high)),
      after: part(head(high..<line.upperBound)))

    let number = String(lineIndex + 1)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    var caret = String(repeating: " ", count: cut.indent) + "^"
    caret += String(repeating: "~", count: max(0, cut.width - 1))
    if let suggestion { caret += " " + Self.visible(suggestion) }
    return "\(gutter) | \(cut.line)\n\(blank) | \(caret)\n"
  }

  // MARK: Lines

  /// A code point as it is shown and the columns it takes.
  private struct Cell {
    var text: String
    var width: Int
  }

  private static func cells(_ bytes: ArraySlice<UInt8>) -> [Cell] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar == "\t" { return Cell(text: "  ", width: 2) }
      let text = visible(scalar)
      return Cell(text: text, width: text.utf8.count > 4 ? text.utf8.count : width(scalar))
    }
  }

  /// Columns on a terminal: combining marks take none, East Asian letters and pictures two.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F, 0x1AB0...0x1AFF,
      0x200B...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F:
      0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The part of a line that fits, with the column and width of what is marked.
  private static func cut(
    before: [Cell], marked: [Cell], after: [Cell]
  ) -> (line: String, indent: Int, width: Int) {
    var before = before[...]
    var marked = marked[...]
    var after = after[...]
    func width(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }
    func drop(_ cells: inout ArraySlice<Cell>, to limit: Int, atEnd: Bool) -> Bool {
      var total = width(cells)
      guard total > limit else { return false }
      while total > limit, let cell = atEnd ? cells.popLast() : cells.popFirst() {
        total -= cell.width
      }
      return true
    }
    var isCutAfter = drop(&marked, to: lineWidth, atEnd: true)
    if isCutAfter { after = [] }
    // Half of the room that is left goes before the place, what it does not use goes after it.
    let room = lineWidth - width(marked)
    let isCutBefore = drop(&before, to: max(room / 2, room - width(after)), atEnd: false)
    if drop(&after, to: room - width(before), atEnd: true) { isCutAfter = true }
    let shown = (before + marked + after).map(\.text).joined()
    let line = (isCutBefore ? "…" : "") + shown + (isCutAfter ? "…" : "")
    return (line, width(before) + (isCutBefore ? 1 : 0), width(marked))
  }

  // MARK: Characters

  /// Text in which no character can move the cursor, change colours or turn the direction.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return text.unicodeScalars.map(visible).joined()
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    guard isHidden(scalar) else { return String(scalar) }
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF:
      true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  // MARK: For programs

  /// Where a range begins and ends; lines and columns from 1, the end exclusive.
  package struct Place: Sendable {
    package let file: String
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int
  }

  /// File, line and column of a range.
  package mutating func place(of range: Range<Int>) -> Place {
    let (source, start) = source(of: range.lowerBound)
    let first = source.position(of: range.lowerBound - start)
    let last = source.position(of: range.upperBound - start)
    return Place(
      file: source.name, line: first.line, column: first.column, endLine: last.line,
      endColumn: last.column)
  }

  /// One JSON object on one line, without a newline.
  package mutating func json(_ diagnostic: Diagnostic) -> String {
    var fields = placeFields(diagnostic.range)
    fields.append(("severity", Self.quoted(diagnostic.severity.rawValue)))
    fields.append(("id", Self.quoted(diagnostic.id)))
    fields.append(("message", Self.quoted(diagnostic.message)))
    fields.append(("suggestion", diagnostic.suggestion.map(Self.quoted) ?? "null"))
    let notes = diagnostic.notes.map { note in
      let place = note.range.map { placeFields($0) } ?? []
      return Self.object(place + [("message", Self.quoted(note.message))])
    }
    fields.append(("notes", "[" + notes.joined(separator: ", ") + "]"))
    return Self.object(fields)
  }

  private mutating func placeFields(_ range: Range<Int>) -> [(String, String)] {
    let place = place(of: range)
    return [
      ("file", Self.quoted(place.file)), ("line", "\(place.line)"), ("column", "\(place.column)"),
      ("endLine", "\(place.endLine)"), ("endColumn", "\(place.endColumn)"),
    ]
  }

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
