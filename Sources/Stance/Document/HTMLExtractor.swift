internal import Rules

/// What is read of a web page.
package struct HTMLPage: Sendable, Equatable {
  /// UTF-8 with an empty line between paragraphs.
  package var text: [UInt8]
  /// The heading of the article, else the title of the page; nil where there is neither.
  package var title: String?
}

/// Takes the running text out of a web page.
///
/// Read is the longest `article`, else `main`, else the body, without scripts, styles, navigation,
/// headers, footers and asides. Block elements become paragraphs, entities characters. Any bytes
/// give a text; unclosed and crossed elements are survived.
package struct HTMLExtractor {
  private let bytes: [UInt8]
  private let skipsFurniture: Bool
  private var position = 0
  private var output: [UInt8] = []
  private var pending = Break.none
  private var skipped: Skip?
  private var preformatted = 0
  private var article = Landmark()
  private var main = Landmark()
  private var title: [UInt8] = []
  private var headings: [Heading] = []
  /// The last heading is not yet ended.
  private var isInHeading = false
  /// Marks of which no further one follows, so that no search for them is made twice.
  private var exhausted: Set<UInt8> = []

  /// The white space that is due before the next character.
  private enum Break: Int { case none, space, cell, line, paragraph }

  /// An element that is passed over until it ends.
  private struct Skip {
    var name: String
    var depth = 1
    /// Landmarks that were open when it began: the end of one of them ends it too.
    var articles: Int
    var mains: Int
  }

  /// Where an element of a kind stands in the output; of several the longest counts.
  private struct Landmark {
    var depth = 0
    var start = 0
    var longest = 0..<0

    mutating func open(at place: Int) {
      if depth == 0 { start = place }
      depth += 1
    }

    mutating func close(at place: Int) {
      guard depth > 0 else { return }
      depth -= 1
      if depth == 0, place - start > longest.count { longest = start..<place }
    }

    /// Closes what the page left open.
    mutating func finish(at place: Int) {
      depth = min(depth, 1)
      close(at: place)
    }
  }

  /// A heading of the first level, also one in a part that is passed over.
  private struct Heading {
    var text: [UInt8] = []
    var isInLandmark: Bool
  }

  private struct Tag {
    var name: String
    var isEnd: Bool
    var isSelfClosing: Bool
  }

  /// The text and the title of a page.
  ///
  /// - Parameter bytes: The page as UTF-8.
  /// - Returns: What is read of it; without text where it has none.
  /// - Complexity: Linear in the bytes.
  package static func page(_ bytes: [UInt8]) -> HTMLPage {
    var extractor = HTMLExtractor(bytes, skipsFurniture: true)
    var text = extractor.extract()
    if text.isEmpty {
      // A page that is all header, or whose header is never closed.
      extractor = HTMLExtractor(bytes, skipsFurniture: false)
      text = extractor.extract()
    }
    return HTMLPage(text: text, title: extractor.bestTitle)
  }

  /// The encoding that the beginning of a page names, where it is not UTF-8.
  package static func charset(of bytes: ArraySlice<UInt8>) -> String? {
    let key = Array("charset=".utf8)
    let lower = bytes.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }
    for i in lower.indices where lower[i...].starts(with: key) {
      var start = i + key.count
      if start < lower.count, lower[start] == 0x22 || lower[start] == 0x27 { start += 1 }
      let name = lower[start...].prefix {
        ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 0x2D || $0 == 0x5F
      }
      guard !name.isEmpty, !name.elementsEqual("utf-8".utf8) else { return nil }
      return String(decoding: name, as: UTF8.self)
    }
    return nil
  }

  private init(_ bytes: [UInt8], skipsFurniture: Bool) {
    self.bytes = bytes
    self.skipsFurniture = skipsFurniture
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private mutating func extract() -> [UInt8] {
    while position < bytes.count {
      switch bytes[position] {
      case 0x3C: readMarkup()
      case 0x26: readEntity()
      default:
        write(bytes[position])
        position += 1
      }
    }
    article.finish(at: output.count)
    main.finish(at: output.count)
    let range =
      !article.longest.isEmpty
      ? article.longest : !main.longest.isEmpty ? main.longest : 0..<output.count
    return Self.trimmed(output[range])
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = text.firstIndex(where: { $0 > 32 }),
      let last = text.lastIndex(where: { $0 > 32 })
    else { return [] }
    return Array(text[first...last])
  }

  // MARK: Title

  /// Sites set their own name as a heading, too: the title of the page tells which one is its.
  private var bestTitle: String? {
    let headings = headings.map { (Self.oneLine($0.text), $0.isInLandmark) }.filter { $0.0 != "" }
    let title = Self.oneLine(title)
    let best =
      headings.first { title.hasPrefix($0.0) } ?? headings.first { $0.1 } ?? (title, true)
    return best.0.isEmpty ? headings.first?.0 : best.0
  }

  private static func oneLine(_ text: [UInt8]) -> String {
    text.split { $0 <= 32 }.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  private mutating func noteHeading(_ tag: Tag) {
    guard tag.name == "h1", !tag.isSelfClosing else { return }
    isInHeading = !tag.isEnd
    guard isInHeading else { return }
    headings.append(Heading(isInLandmark: article.depth > 0 || main.depth > 0))
  }

  /// Longer ones are headings that nobody closed.
  private static let longestTitle = 400

  private mutating func collect(_ byte: UInt8) {
    guard isInHeading else { return }
    let last = headings.count - 1
    headings[last].text.append(byte)
    guard headings[last].text.count > Self.longestTitle else { return }
    headings.removeLast()
    isInHeading = false
  }

  // MARK: Text

  private mutating func write(_ byte: UInt8) {
    collect(byte)
    guard skipped == nil else { return }
    if byte == 0x0A, preformatted > 0 { return breakText(.line) }
    guard byte > 32 else { return breakText(.space) }
    writeBreak()
    output.append(byte)
  }

  private mutating func write(scalar: UInt32) {
    guard scalar > 0x7F else { return write(UInt8(scalar)) }
    if isInHeading {
      var bytes: [UInt8] = []
      UTF8Code.append(scalar, to: &bytes)
      for byte in bytes { collect(byte) }
    }
    guard skipped == nil else { return }
    writeBreak()
    UTF8Code.append(scalar, to: &output)
  }

  private mutating func breakText(_ kind: Break) {
    guard skipped == nil else { return }
    // Two line breaks leave a line empty.
    let kind = kind == .line && pending == .line ? .paragraph : kind
    if kind.rawValue > pending.rawValue { pending = kind }
  }

  private mutating func writeBreak() {
    defer { pending = .none }
    guard !output.isEmpty else { return }
    switch pending {
    case .none: break
    case .space: output.append(0x20)
    case .cell: output.append(0x09)
    case .line: output.append(0x0A)
    case .paragraph: output.append(contentsOf: [0x0A, 0x0A])
    }
  }

  // MARK: Entities

  private mutating func readEntity() {
    guard let (scalars, end) = HTMLEntities.decode(bytes, at: position) else {
      write(bytes[position])
      position += 1
      return
    }
    for scalar in scalars { write(scalar: scalar) }
    position = end
  }

  // MARK: Markup

  private mutating func readMarkup() {
    let next: UInt8 = position + 1 < bytes.count ? bytes[position + 1] : 0
    if next == 0x21 || next == 0x3F {
      skipDeclaration()
    } else if let tag = readTag() {
      apply(tag)
    } else {
      // 3 < 5
      write(bytes[position])
      position += 1
    }
  }

  /// Passes over a comment, a document type or a processing instruction.
  private mutating func skipDeclaration() {
    if matches("<!--", at: position) {
      var i = position + 2
      while i < bytes.count, !matches("-->", at: i) { i += 1 }
      position = min(i + 3, bytes.count)
    } else if matches("<![cdata[", at: position) {
      position += 9
    } else {
      while position < bytes.count, bytes[position] != 0x3E { position += 1 }
      position = min(position + 1, bytes.count)
    }
  }

  private func matches(_ text: StaticString, at i: Int) -> Bool {
    guard i + text.utf8CodeUnitCount <= bytes.count else { return false }
    for k in 0..<text.utf8CodeUnitCount where lower(bytes[i + k]) != (unsafe text.utf8Start[k]) {
      return false
    }
    return true
  }

  private func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }

  private func isLetter(_ i: Int) -> Bool {
    i < bytes.count && (bytes[i] | 32) >= 97 && (bytes[i] | 32) <= 122
  }

  /// Reads a tag and its attributes; nil where `<` is a sign of the text.
  private mutating func readTag() -> Tag? {
    var i = position + 1
    let isEnd = i < bytes.count && bytes[i] == 0x2F
    if isEnd { i += 1 }
    guard isLetter(i) else { return nil }
    var name: [UInt8] = []
    while i < bytes.count, bytes[i] > 32, bytes[i] != 0x3E, bytes[i] != 0x2F {
      if name.count < 16 { name.append(lower(bytes[i])) }
      i += 1
    }
    var isSelfClosing = false
    while i < bytes.count, bytes[i] != 0x3E {
      let byte = bytes[i]
      if byte > 32 { isSelfClosing = byte == 0x2F }
      i += 1
      guard byte == 0x3D else { continue }
      while i < bytes.count, bytes[i] <= 32 { i += 1 }
      if i < bytes.count, bytes[i] == 0x22 || bytes[i] == 0x27 { i = quotationEnd(i) }
    }
    position = min(i + 1, bytes.count)
    return Tag(
      name: String(decoding: name, as: UTF8.self), isEnd: isEnd, isSelfClosing: isSelfClosing)
  }

  /// Behind the partner of a quotation mark, or behind the mark where it has none.
  private mutating func quotationEnd(_ open: Int) -> Int {
    let mark = bytes[open]
    guard !exhausted.contains(mark) else { return open + 1 }
    var i = open + 1
    while i < bytes.count, bytes[i] != mark { i += 1 }
    if i < bytes.count { return i + 1 }
    exhausted.insert(mark)
    return open + 1
  }

  // MARK: Elements

  private static let rawText: Set<String> = [
    "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
  ]
  private static let hidden: Set<String> = [
    "head", "noscript", "template", "svg", "math", "select", "button", "video", "audio", "canvas",
    "object", "dialog",
  ]
  private static let furniture: Set<String> = ["nav", "header", "footer", "aside"]
  private static let headContent: Set<String> = [
    "title", "meta", "link", "script", "style", "base", "noscript", "template",
  ]
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
  ]

  private mutating func apply(_ tag: Tag) {
    noteHeading(tag)
    if isInHeading, Self.blocks.contains(tag.name) || tag.name == "br" { collect(0x20) }
    if skipped != nil, !goesOn(after: tag) { return }
    if !tag.isEnd, Self.rawText.contains(tag.name) {
      if !tag.isSelfClosing { skipRawText(tag.name) }
      return
    }
    let isSkipped =
      Self.hidden.contains(tag.name) || (skipsFurniture && Self.furniture.contains(tag.name))
    if isSkipped {
      breakText(Self.furniture.contains(tag.name) ? .paragraph : .space)
      if !tag.isEnd, !tag.isSelfClosing {
        skipped = Skip(name: tag.name, articles: article.depth, mains: main.depth)
      }
      return
    }
    applyVisible(tag)
  }

  private mutating func applyVisible(_ tag: Tag) {
    if Self.blocks.contains(tag.name) { breakText(.paragraph) }
    switch tag.name {
    case "br": breakText(.line)
    case "td", "th": breakText(.cell)
    // Browsers write the marks of a quotation.
    case "q": tag.isEnd ? writeClosingMark() : write(scalar: 0x201C)
    case "pre": preformatted = max(0, preformatted + (tag.isEnd ? -1 : 1))
    case "article": mark(tag, &article)
    case "main": mark(tag, &main)
    default: break
    }
  }

  private mutating func writeClosingMark() {
    pending = pending == .space ? .none : pending
    write(scalar: 0x201D)
  }

  private func mark(_ tag: Tag, _ landmark: inout Landmark) {
    if tag.isEnd {
      landmark.close(at: output.count)
    } else if !tag.isSelfClosing {
      landmark.open(at: output.count)
    }
  }

  /// Counts a tag inside a skipped element; true where the tag ends it and is still to be applied.
  private mutating func goesOn(after tag: Tag) -> Bool {
    guard var skip = skipped else { return true }
    if skip.name == "head" {
      guard tag.isEnd ? tag.name == "head" : !Self.headContent.contains(tag.name) else {
        if !tag.isEnd, Self.rawText.contains(tag.name) { skipRawText(tag.name) }
        return false
      }
      skipped = nil
      return !tag.isEnd
    }
    if !tag.isEnd, Self.rawText.contains(tag.name), !tag.isSelfClosing {
      skipRawText(tag.name)
      return false
    }
    let step = tag.isEnd ? -1 : tag.isSelfClosing ? 0 : 1
    switch tag.name {
    case skip.name: skip.depth += step
    case "article": skip.articles += step
    case "main": skip.mains += step
    default: break
    }
    // </article>, </main> and </body> end what was left open inside them.
    let endsOuter =
      skip.articles < article.depth || skip.mains < main.depth || (tag.isEnd && tag.name == "body")
    skipped = endsOuter || skip.depth == 0 ? nil : skip
    return endsOuter
  }

  /// Moves to the end tag of an element whose content is no markup.
  private mutating func skipRawText(_ name: String) {
    let letters = Array(name.utf8)
    let start = position
    while position < bytes.count {
      if bytes[position] == 0x3C, position + 1 < bytes.count, bytes[position + 1] == 0x2F,
        position + 2 + letters.count <= bytes.count,
        letters.indices.allSatisfy({ lower(bytes[position + 2 + $0]) == letters[$0] })
      {
        if name == "title", title.isEmpty { title = decoded(start..<position) }
        while position < bytes.count, bytes[position] != 0x3E { position += 1 }
        position = min(position + 1, bytes.count)
        return
      }
      position += 1
    }
  }

  /// Text in which there are entities but no elements.
  private func decoded(_ range: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound, text.count < Self.longestTitle {
      if bytes[i] == 0x26, let (scalars, end) = HTMLEntities.decode(bytes, at: i) {
        for scalar in scalars { UTF8Code.append(scalar, to: &text) }
        i = end
      } else {
        text.append(bytes[i])
        i += 1
      }
    }
    return text
  }
}
