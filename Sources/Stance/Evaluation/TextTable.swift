/// Rows of text in aligned columns, for a terminal or a log.
package struct TextTable: Sendable {
  private let header: [String]
  private var rows: [[String]] = []

  /// An empty table.
  ///
  /// - Parameter header: The first column is set flush left, all others flush right.
  package init(_ header: [String]) { self.header = header }

  package mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without trailing spaces, each with its line break.
  package var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { column < $0.count ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
    }
    return all.map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    var column = 0
    for (index, cell) in row.enumerated() {
      let width = index < widths.count ? widths[index] : 0
      let missing = max(0, width - cell.unicodeScalars.count)
      let padding = String(repeating: " ", count: missing)
      line += (column == 0 ? "" : "  ") + (index == 0 ? cell + padding : padding + cell)
      column += 1
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// Numbers as text with a fixed count of decimals.
package enum FixedPoint {
  /// The number rounded half up.
  ///
  /// - Parameters:
  ///   - value: Finite and of moderate size.
  ///   - places: Decimals, at most 9.
  /// - Returns: Such as `0.875`.
  package static func text(_ value: Double, places: Int = 3) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value.magnitude * Double(scale)).rounded())
    let whole = "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / scale)"
    guard places > 0 else { return whole }
    let fraction = String(scaled % scale)
    return whole + "." + String(repeating: "0", count: places - fraction.utf8.count) + fraction
  }
}
