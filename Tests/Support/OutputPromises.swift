internal import Rules

/// What holds for the output of any text; for tests and fuzzers.
package enum OutputPromises {
  /// One JSON value; a record given back may have a key twice, which JSON allows.
  package static func checkJSON(_ bytes: [UInt8]) throws(BrokenPromise) {
    let (json, found) = LocatedJSONParser.parseThoroughly(bytes, in: bytes.indices)
    let problems = found.filter { $0.id != "duplicate-key" }
    try BrokenPromise.unless(
      problems.isEmpty, "output is no JSON: \(problems.first?.message ?? "")")
    try BrokenPromise.unless(!json.nodes.isEmpty, "output is no JSON: it is empty")
    try BrokenPromise.unless(UTF8Code.firstInvalidOffset(bytes) == nil, "output is no UTF-8")
  }

  /// RFC 4180 with so many rows of so many cells, none of which a spreadsheet takes for a formula.
  package static func checkCSV(_ bytes: [UInt8], rows: Int, columns: Int) throws(BrokenPromise) {
    var cells: [[UInt8]] = [[]]
    var rowCount = 0
    var isQuoted = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      place += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && next == byte:
        cells[cells.count - 1].append(byte)
        place += 1
      case UInt8(ascii: "\""):
        try BrokenPromise.unless(
          isQuoted || cells[cells.count - 1].isEmpty, "a quotation mark inside a cell")
        isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: cells.append([])
      case 13 where !isQuoted:
        try BrokenPromise.unless(next == 10, "a return in a cell without quotation marks")
        place += 1
        try BrokenPromise.unless(cells.count == columns, "\(cells.count) cells in a row of CSV")
        for cell in cells {
          let start = String(decoding: cell, as: UTF8.self)
            .unicodeScalars.first { !$0.properties.isWhitespace }
          let isFormula = start.map {
            "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0)
          }
          // A dash alone, as standard input is called, says nothing to a spreadsheet.
          try BrokenPromise.unless(
            isFormula != true || cell == [0x2D],
            "a cell is a formula: \(String(decoding: cell, as: UTF8.self))")
        }
        cells = [[]]
        rowCount += 1
      default: cells[cells.count - 1].append(byte)
      }
    }
    try BrokenPromise.unless(!isQuoted && cells == [[]], "CSV ends in the middle of a row")
    try BrokenPromise.unless(rowCount == rows, "\(rowCount) rows of CSV, expected \(rows)")
  }

  private static let elements = Set(
    """
    html head meta title style body script noscript header main nav section article footer h1 h2 p \
    div span a b q code kbd ul ol li dl dt dd table caption thead tbody tr th td figure figcaption \
    details summary form fieldset legend label input select option button output svg g rect line text
    """.split(separator: " ").map(String.init))

  /// A page in which every `<` begins a known element whose attributes obey nothing.
  package static func checkHTML(_ bytes: [UInt8]) throws(BrokenPromise) {
    try BrokenPromise.unless(UTF8Code.firstInvalidOffset(bytes) == nil, "a page is no UTF-8")
    var scripts = 0
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      if bytes[place] == UInt8(ascii: "!") {
        guard start == 0 else { throw BrokenPromise("a declaration or comment inside the page") }
        continue
      }
      if bytes[place] == UInt8(ascii: "/") { place += 1 }
      let nameStart = place
      while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
      let name = String(decoding: bytes[nameStart..<place], as: UTF8.self)
      try BrokenPromise.unless(elements.contains(name), "element '\(name)' in a page")
      let isEnd = bytes[start + 1] == UInt8(ascii: "/")
      try readAttributes(of: name, bytes, &place)
      if name == "script" || name == "style", !isEnd {
        scripts += name == "script" ? 1 : 0
        // Our own parts; their content is no markup.
        let end = Array("</\(name)>".utf8)
        while !bytes[place...].starts(with: end) { place += 1 }
      }
    }
    // The data of a corpus are one that is not run.
    try BrokenPromise.unless(scripts <= 2, "\(scripts) scripts in a page")
  }

  private static func readAttributes(of element: String, _ bytes: [UInt8], _ place: inout Int)
    throws(BrokenPromise)
  {
    while true {
      while bytes[place] <= 0x20 { place += 1 }
      if bytes[place] == UInt8(ascii: ">") {
        place += 1
        return
      }
      if bytes[place] == UInt8(ascii: "/"), bytes[place + 1] == UInt8(ascii: ">") {
        place += 2
        return
      }
      let start = place
      while isNameByte(bytes[place]) { place += 1 }
      let name = String(decoding: bytes[start..<place], as: UTF8.self)
      try BrokenPromise.unless(!name.isEmpty, "a broken attribute of '\(element)'")
      try BrokenPromise.unless(!name.hasPrefix("on"), "an event handler '\(name)'")
      try BrokenPromise.unless(
        !["src", "action", "formaction", "srcdoc", "style"].contains(name), "'\(name)' in a page")
      guard bytes[place] == UInt8(ascii: "=") else { continue }
      try BrokenPromise.unless(
        bytes[place + 1] == UInt8(ascii: "\""), "an attribute without quotation marks")
      place += 2
      let valueStart = place
      while bytes[place] != UInt8(ascii: "\"") {
        try BrokenPromise.unless(bytes[place] != UInt8(ascii: "<"), "markup in an attribute")
        place += 1
      }
      if name == "href" {
        try BrokenPromise.unless(
          bytes[valueStart] == UInt8(ascii: "#"), "a link that leaves the page")
      }
      place += 1
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Nothing that a terminal would obey besides line breaks and tabs.
  package static func checkTerminal(_ bytes: [UInt8]) throws(BrokenPromise) {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n", "\t", "\r": continue
      default:
        try BrokenPromise.unless(
          !isObeyed(scalar.value),
          "U+\(String(scalar.value, radix: 16)) reaches the terminal")
      }
    }
  }

  /// Controls, and signs that turn the direction of writing or hide.
  private static func isObeyed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
