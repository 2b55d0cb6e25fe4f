/// Lays a JSON tree out for people: what fits on a line stands on one, lists of words are filled.
package struct JSONPrinter {
  /// Columns that a line should not exceed.
  package static let width = 100

  private let json: LocatedJSON
  /// Where a value came from, to be told behind its line; nil where that is the same as around it.
  private let origin: (LocatedJSON.NodeIndex, _ parent: LocatedJSON.NodeIndex?) -> String?
  private var out = ""

  /// The text of a tree.
  ///
  /// - Parameters:
  ///   - json: A tree without broken values.
  ///   - node: The value to print.
  ///   - origin: What to say behind the line of a key or value, given with the value that it stands
  ///     in. It makes the text no JSON any more, but JSON with comments.
  /// - Returns: Lines that end with a newline each.
  package static func text(
    _ json: LocatedJSON, _ node: LocatedJSON.NodeIndex = .root,
    origin: @escaping (LocatedJSON.NodeIndex, LocatedJSON.NodeIndex?) -> String? = { _, _ in nil }
  ) -> String {
    var printer = JSONPrinter(json: json, origin: origin)
    printer.write(node, indent: 0, prefix: "", suffix: "", comment: nil)
    return printer.out
  }

  private init(
    json: LocatedJSON,
    origin: @escaping (LocatedJSON.NodeIndex, LocatedJSON.NodeIndex?) -> String?
  ) {
    self.json = json
    self.origin = origin
  }

  // MARK: Values

  /// Writes a value whose first line begins with `prefix` and whose last ends with `suffix`.
  private mutating func write(
    _ node: LocatedJSON.NodeIndex, indent: Int, prefix: String, suffix: String, comment: String?
  ) {
    let room = Self.width - indent - prefix.utf8.count - suffix.utf8.count
    if let text = flat(node, within: room) {
      line(prefix + text + suffix, indent, comment)
    } else if json.kind(node) == .object {
      writeObject(node, indent, prefix, suffix, comment)
    } else if isListOfWords(node) {
      writeWords(node, indent, prefix, suffix, comment)
    } else {
      line(prefix + "[", indent, comment)
      let elements = Array(json.elements(node))
      for (index, element) in elements.enumerated() {
        write(
          element, indent: indent + 2, prefix: "",
          suffix: index + 1 < elements.count ? "," : "", comment: origin(element, node))
      }
      line("]" + suffix, indent, nil)
    }
  }

  private mutating func writeObject(
    _ node: LocatedJSON.NodeIndex, _ indent: Int, _ prefix: String, _ suffix: String,
    _ comment: String?
  ) {
    line(prefix + "{", indent, comment)
    let members = Array(json.members(node))
    for (index, member) in members.enumerated() {
      write(
        member.value, indent: indent + 2,
        prefix: JSONText.quoted(json.string(member.key)) + ": ",
        suffix: index + 1 < members.count ? "," : "", comment: origin(member.key, node))
    }
    line("}" + suffix, indent, nil)
  }

  /// Fills lines with words; those from elsewhere get lines of their own.
  private mutating func writeWords(
    _ node: LocatedJSON.NodeIndex, _ indent: Int, _ prefix: String, _ suffix: String,
    _ comment: String?
  ) {
    line(prefix + "[", indent, comment)
    var row = ""
    var rowComment: String?
    let elements = Array(json.elements(node))
    for (index, element) in elements.enumerated() {
      let word = scalar(element) + (index + 1 < elements.count ? "," : "")
      let place = origin(element, node)
      let isFull = indent + 2 + row.utf8.count + 1 + word.utf8.count > Self.width
      if !row.isEmpty, isFull || place != rowComment {
        line(row, indent + 2, rowComment)
        row = ""
      }
      rowComment = place
      row += (row.isEmpty ? "" : " ") + word
    }
    if !row.isEmpty { line(row, indent + 2, rowComment) }
    line("]" + suffix, indent, nil)
  }

  private func isListOfWords(_ node: LocatedJSON.NodeIndex) -> Bool {
    json.elements(node).allSatisfy { json.kind($0) != .object && json.kind($0) != .array }
  }

  /// A value on one line, or nil where it is too long or has parts from elsewhere.
  private func flat(_ node: LocatedJSON.NodeIndex, within room: Int) -> String? {
    switch json.kind(node) {
    case .object:
      var text = ""
      for (key, value) in json.members(node) {
        guard text.utf8.count < room, origin(key, node) == nil,
          let flat = flat(value, within: room)
        else { return nil }
        text += (text.isEmpty ? "" : ", ") + JSONText.quoted(json.string(key)) + ": " + flat
      }
      return text.utf8.count + 2 <= room ? "{" + text + "}" : nil
    case .array:
      var text = ""
      for element in json.elements(node) {
        guard text.utf8.count < room, origin(element, node) == nil,
          let flat = flat(element, within: room)
        else { return nil }
        text += (text.isEmpty ? "" : ", ") + flat
      }
      return text.utf8.count + 2 <= room ? "[" + text + "]" : nil
    default: return scalar(node)
    }
  }

  private func scalar(_ node: LocatedJSON.NodeIndex) -> String {
    json.kind(node) == .string ? JSONText.quoted(json.string(node)) : json.sourceText(node)
  }

  private mutating func line(_ text: String, _ indent: Int, _ comment: String?) {
    out += String(repeating: " ", count: indent) + text
    if let comment { out += "  // " + comment }
    out += "\n"
  }
}
