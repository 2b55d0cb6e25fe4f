/// Where a normalised spelling gets its number: rules intern theirs, texts look them up first.
package protocol WordNumbering {
  /// The number of a spelling with its hash.
  mutating func number(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int) -> WordID
  /// The number of a spelling of at most sixteen bytes.
  mutating func number(_ spelling: ShortSpelling) -> WordID
}

/// Numbering while rules are loaded: every word is added.
package struct InterningNumbering: WordNumbering, Sendable {
  package var vocabulary: Vocabulary
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }
  package mutating func number(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int)
    -> WordID
  {
    vocabulary.find(hash, bytes, start, length) ?? vocabulary.add(hash, bytes, start, length)
  }
  package mutating func number(_ spelling: ShortSpelling) -> WordID {
    vocabulary.find(spelling) ?? vocabulary.intern(spelling.bytes)
  }
}

/// Numbering while a text is read: the rules' words first, then the document's own.
package struct DocumentNumbering: WordNumbering, Sendable {
  package let vocabulary: Vocabulary
  package var document: DocumentVocabulary
  package init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    document = DocumentVocabulary(after: vocabulary)
  }
  @inline(__always)
  package mutating func number(_ spelling: ShortSpelling) -> WordID {
    vocabulary.find(spelling) ?? document.intern(spelling)
  }
  package mutating func number(_ hash: UInt32, _ bytes: [UInt8], _ start: Int, _ length: Int)
    -> WordID
  {
    vocabulary.find(hash, bytes, start, length)
      ?? document.intern(hash, bytes, start, length)
  }
}

/// Cuts text into tokens with exact byte ranges; linear in the text.
///
/// Contractions are two tokens (`do` `n't`, the second normalised to `not`; `it` `'s` to `is` or
/// `has`, `she` `'d` to `would` or `had`), the possessive `'s` is a token of its own, hyphenated and slashed compounds are cut at the mark, and dots inside a word
/// belong to it (`U.S.`, `a.m.`, `News.Az`). Letters that look alike in different scripts stay
/// different; only case, accents written apart, ligatures and curly apostrophes are folded. A full stop after an abbreviation without inner dots
/// (`Mr.`) stays a token: whether it ends the sentence is the splitter's decision.
package struct Tokenizer<Numbering: WordNumbering> {
  package var numbering: Numbering
  /// Lower-case bytes of the word in hand.
  private var spelling: [UInt8] = []
  /// Whether a single opening quotation mark waits for its partner.
  private var singleQuoteOpen = false

  private let classes = CharacterTable.ascii
  private let marks = CharacterTable.marks
  private let ends = CharacterTable.wordEnds

  package init(_ numbering: Numbering) { self.numbering = numbering }

  /// Appends the tokens of a byte range of a text.
  package mutating func tokenize(
    _ text: [UInt8], in range: Range<Int>? = nil, into tokens: inout [Token]
  ) {
    let limit = range?.upperBound ?? text.count
    precondition(limit <= Int(Int32.max), "offsets of tokens have 32 bits")
    var scan = Scan(at: range?.lowerBound ?? 0)
    singleQuoteOpen = false
    while scan.place < limit {
      let byte = text[scan.place]
      var cls: CharacterClass
      var length = 1
      if byte < 0x80 {
        cls = classes[Int(byte)]
        switch cls {
        case .letter, .upper:
          if takePlainWords(text, limit, &scan, &tokens) { continue }
        case .comma, .semicolon, .colon, .question, .exclamation, .slash, .bracketOpen,
          .bracketClose, .quoteDouble:
          takeMark(marks[Int(byte)], text, limit, &scan, &tokens)
          continue
        case .period where scan.place + 1 < limit && text[scan.place + 1] <= 0x20:
          takeMark(.period, text, limit, &scan, &tokens)
          continue
        default: break
        }
      } else {
        let (scalar, count) = UTF8Code.decode(text, scan.place)
        cls = CharacterTable.beyondASCII(scalar)
        length = count
      }
      switch cls {
      case .space:
        scan.place += length
        noteSpace(&scan, &tokens)
      case .newline:
        // CRLF is one line break.
        if byte == 13, scan.place + 1 < limit, text[scan.place + 1] == 10 { length = 2 }
        scan.place += length
        noteSpace(&scan, &tokens)
        scan.newlines += 1
        scan.gap.insert(.lineBefore)
        if scan.newlines > 1 {
          scan.gap.insert(.paragraphBefore)
          singleQuoteOpen = false
        }
      case .invisible:
        scan.place += length
      default:
        let before = tokens.count
        scan.place = scanToken(text, scan.place, limit, cls, length, scan.gap, &tokens)
        if tokens.count > before { scan.gap = [] }
        scan.newlines = 0
      }
    }
    if !tokens.isEmpty { tokens[tokens.count - 1].flags.insert(.spaceAfter) }
  }

  /// Where the tokenizer stands in a text.
  private struct Scan {
    var place: Int
    /// What stands before the next token.
    var gap: TokenFlags = [.spaceBefore, .lineBefore, .paragraphBefore]
    /// Line breaks since the last token.
    var newlines = 0

    init(at place: Int) { self.place = place }
  }

  @inline(__always)
  private func noteSpace(_ scan: inout Scan, _ tokens: inout [Token]) {
    guard !scan.gap.contains(.spaceBefore) else { return }
    scan.gap.insert(.spaceBefore)
    tokens[tokens.count - 1].flags.insert(.spaceAfter)
  }

  // MARK: Fast paths

  /// Takes words of at most 15 ASCII letters with single spaces between them, which is what most of a
  /// text consists of; false where something else stands.
  private mutating func takePlainWords(
    _ text: [UInt8], _ limit: Int, _ scan: inout Scan, _ tokens: inout [Token]
  ) -> Bool {
    var start = scan.place
    var gap = scan.gap
    // All loads below lie in the text.
    while start + 24 <= limit {
      let head = EightBytes(text, at: start)
      guard head.letterCount > 0 else { break }
      var spelling = ShortSpelling(head.lowercaseKey, count: head.letterCount)
      var hasUpper = head.hasUpper
      var isUpper = head.isUpper
      if head.letterCount == 8 {
        let tail = EightBytes(text, at: start + 8)
        guard tail.letterCount < 8 else { break }
        spelling.append(tail.lowercaseKey, count: tail.letterCount)
        hasUpper = hasUpper || tail.hasUpper
        isUpper = isUpper && tail.isUpper
      }
      let end = start + spelling.count
      let isPossessor = !endsPlainWord(text, end)
      if isPossessor, !isPossessive(text, end) { break }
      let word = numbering.number(spelling)
      var flags = gap
      if hasUpper {
        if text[start] & 0x20 == 0 { flags.insert(.capitalised) }
        if isUpper, spelling.count > 1 { flags.insert(.allCaps) }
      }
      if spelling.count == 1 { flags.insert(.singleLetter) }
      let isSpaced = text[end] == 0x20
      if isSpaced { flags.insert(.spaceAfter) }
      tokens.append(
        Token(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), word: word,
          flags: flags, kind: .word))
      start = isSpaced ? end + 1 : end
      gap = isSpaced ? .spaceBefore : []
      if isSpaced { continue }
      if isPossessor {
        start = text[end] == 0x27 ? end + 2 : end + 4
        appendSecondHalf(text, end, start, &tokens)
      }
      break
    }
    guard start > scan.place else { return false }
    scan.place = start
    scan.gap = gap
    scan.newlines = 0
    return true
  }

  /// Whether a word of letters ends before a byte, whatever follows.
  @inline(__always)
  private func endsPlainWord(_ text: [UInt8], _ end: Int) -> Bool {
    let sign = ends[Int(text[end])]
    if sign == .always { return true }
    if sign == .period { return text[end + 1] <= 0x20 }
    if sign == .colon { return text[end + 1] != 0x2F }
    // “ ” „ … – —, but not ‘ ’
    return text[end] == 0xE2 && text[end + 1] == 0x80
      && (text[end + 2] >= 0x9C || text[end + 2] == 0x93 || text[end + 2] == 0x94)
      && text[end + 2] <= 0xA6
  }

  /// Whether `'s` or `’s` stands at the end of a word, and white space or a mark behind it.
  @inline(__always)
  private func isPossessive(_ text: [UInt8], _ end: Int) -> Bool {
    if text[end] == 0x27 { return text[end + 1] == 0x73 && ends[Int(text[end + 2])] == .always }
    return text[end] == 0xE2 && text[end + 1] == 0x80 && text[end + 2] == 0x99
      && text[end + 3] == 0x73 && ends[Int(text[end + 4])] == .always
  }

  /// Takes a mark of one byte and the space behind it.
  @inline(__always)
  private func takeMark(
    _ kind: TokenKind, _ text: [UInt8], _ limit: Int, _ scan: inout Scan, _ tokens: inout [Token]
  ) {
    let end = scan.place + 1
    let isSpaced = end < limit && text[end] == 0x20
    tokens.append(
      Token(
        start: Int32(scan.place), end: Int32(end), word: .none,
        flags: isSpaced ? scan.gap.union(.spaceAfter) : scan.gap, kind: kind))
    scan.place = isSpaced ? end + 1 : end
    scan.gap = isSpaced ? .spaceBefore : []
    scan.newlines = 0
  }

  // MARK: One token

  private mutating func scanToken(
    _ text: [UInt8], _ start: Int, _ limit: Int, _ cls: CharacterClass, _ length: Int,
    _ gap: TokenFlags, _ tokens: inout [Token]
  ) -> Int {
    func mark(_ kind: TokenKind, _ count: Int, _ extra: TokenFlags = []) -> Int {
      tokens.append(
        Token(
          start: Int32(start), end: Int32(start + count), word: .none, flags: gap.union(extra),
          kind: kind))
      return start + count
    }
    switch cls {
    case .letter, .upper, .digit:
      return scanWord(text, start, limit, gap, &tokens)
    case .period:
      var end = start
      while end < limit, text[end] == 0x2E { end += 1 }
      if end - start >= 3 { return mark(.ellipsis, end - start) }
      // ".22 rifle", "$.50"
      if end - start == 1, length == 1, end < limit, isDigit(text[end]),
        gap.contains(.spaceBefore) || tokens.last?.kind == .bracketOpen
          || tokens.last?.kind == .symbol
      {
        let count = tokens.count
        end = scanWord(text, end, limit, gap, &tokens)
        tokens[count].start = Int32(start)
        return end
      }
      // A doubled full stop is a typing error for one.
      return mark(.period, max(end - start, length))
    case .ellipsis: return mark(.ellipsis, length)
    case .comma: return mark(.comma, length)
    case .semicolon: return mark(.semicolon, length)
    case .colon: return mark(.colon, length)
    case .question: return mark(.question, length)
    case .exclamation: return mark(.exclamation, length)
    case .slash: return mark(.slash, length)
    case .bracketOpen: return mark(.bracketOpen, length)
    case .bracketClose: return mark(.bracketClose, length)
    case .dash: return mark(.dash, length)
    case .hyphen:
      var end = start
      while end < limit, text[end] == 0x2D { end += 1 }
      if end - start >= 2 { return mark(.dash, end - start) }
      let spaceBefore = gap.contains(.spaceBefore)
      let spaceAfter = start + length >= limit || text[start + length] <= 32
      return mark(spaceBefore || spaceAfter ? .dash : .hyphen, length)
    case .quoteDouble: return mark(.quoteNeutral, length)
    case .backtick:
      if start + 1 < limit, text[start + 1] == 0x60 { return mark(.quoteOpen, 2) }
      singleQuoteOpen = true
      return mark(.quoteOpen, 1, .singleQuote)
    case .quoteOpen:
      let single = isSingleQuote(text, start, length)
      if single { singleQuoteOpen = true }
      return mark(.quoteOpen, length, single ? .singleQuote : [])
    case .quoteClose, .apostrophe:
      return scanApostrophe(text, start, limit, length, gap, &tokens)
    case .symbol:
      if length == 1, let end = scanTag(text, start, limit, gap, &tokens) { return end }
      return mark(.symbol, signLength(text, start, limit, length))
    default: return mark(.symbol, length)
    }
  }

  /// `#PeaceNow`, `@ministry`: one token, spelled as the word in it.
  private mutating func scanTag(
    _ text: [UInt8], _ start: Int, _ limit: Int, _ gap: TokenFlags, _ tokens: inout [Token]
  ) -> Int? {
    guard text[start] == 0x23 || text[start] == 0x40, start + 1 < limit,
      isASCIILetter(text[start + 1]),
      gap.contains(.spaceBefore) || tokens.last?.kind == .bracketOpen
        || tokens.last?.kind.isQuote == true
    else { return nil }
    let count = tokens.count
    let end = scanWord(text, start + 1, limit, gap, &tokens)
    tokens[count].start = Int32(start)
    tokens[count].flags.insert(.address)
    return end
  }

  /// An emoji with its skin tone, its variation selector and what is joined to it.
  private func signLength(_ text: [UInt8], _ start: Int, _ limit: Int, _ length: Int) -> Int {
    var end = start + length
    guard length > 2 else { return length }
    if isRegional(text, start, limit), isRegional(text, end, limit) { return 2 * length }
    while end < limit, text[end] >= 0xE2 {
      let (scalar, count) = UTF8Code.decode(text, end)
      switch scalar {
      case 0x1F3FB...0x1F3FF, 0xFE0F: end += count
      case 0x200D:
        guard end + count < limit, text[end + count] >= 0xE2 else { return end - start }
        let joined = UTF8Code.decode(text, end + count)
        guard CharacterTable.beyondASCII(joined.scalar) == .symbol else { return end - start }
        end += count + joined.length
      default: return end - start
      }
    }
    return end - start
  }

  /// Two such letters are a flag.
  private func isRegional(_ text: [UInt8], _ i: Int, _ limit: Int) -> Bool {
    i < limit && text[i] == 0xF0 && (0x1F1E6...0x1F1FF).contains(UTF8Code.decode(text, i).scalar)
  }

  /// ‘ ’ ‚ ‛ ‹ › share the lead bytes E2 80 with third bytes below 9C or from B9 on.
  private func isSingleQuote(_ text: [UInt8], _ start: Int, _ length: Int) -> Bool {
    guard length == 3, text[start] == 0xE2 else { return length == 1 }
    return text[start + 2] < 0x9C || text[start + 2] >= 0xB9
  }

  /// An apostrophe that no word took: a quotation mark, a plural possessive or an elision.
  private mutating func scanApostrophe(
    _ text: [UInt8], _ start: Int, _ limit: Int, _ length: Int, _ gap: TokenFlags,
    _ tokens: inout [Token]
  ) -> Int {
    func append(_ kind: TokenKind, _ count: Int, _ extra: TokenFlags = []) -> Int {
      tokens.append(
        Token(
          start: Int32(start), end: Int32(start + count), word: .none, flags: gap.union(extra),
          kind: kind))
      return start + count
    }
    if length > 1 && !isSingleQuote(text, start, length) { return append(.quoteClose, length) }
    if length == 1, start + 1 < limit, text[start + 1] == 0x27 {
      // ''x'' as in plain-text typography.
      return append(gap.contains(.spaceBefore) ? .quoteOpen : .quoteClose, 2)
    }
    let attached = !gap.contains(.spaceBefore) && !tokens.isEmpty
    // She'd've: a contraction after a contraction.
    if attached, tokens[tokens.count - 1].has(.contraction),
      let end = contraction(text, start, length, limit), end > 0, (text[end - 1] | 32) != 0x74
    {
      appendSecondHalf(text, start, end, &tokens)
      return end
    }
    if attached, let last = tokens.last, last.kind == .word || last.kind == .number,
      !singleQuoteOpen, isS(text[Int(last.end) - 1])
    {
      let word = numbering.number(.possessive)
      let end = append(.possessive, length)
      tokens[tokens.count - 1].word = word
      return end
    }
    // "Norcom Inc.'s profit"
    if attached, start + length < limit, isS(text[start + length]),
      start + length + 1 == limit || !isWordByte(text[start + length + 1])
    {
      appendSecondHalf(text, start, start + length + 1, &tokens)
      return start + length + 1
    }
    if attached {
      singleQuoteOpen = false
      return append(.quoteClose, length, .singleQuote)
    }
    // 'em, '90s, ’tis: an elision stands before a digit or is one of few words; the rest opens.
    let next = start + length
    if next < limit, isDigit(text[next]) || isElision(text, next, limit) {
      let count = tokens.count
      let end = scanWord(text, next, limit, gap, &tokens)
      tokens[count].start = Int32(start)
      return end
    }
    if next >= limit || text[next] <= 32 { return append(.quoteClose, length, .singleQuote) }
    singleQuoteOpen = true
    return append(.quoteOpen, length, .singleQuote)
  }

  /// Whether the letters at `i` are a word whose beginning is left out: 'tis, 'em.
  private func isElision(_ text: [UInt8], _ i: Int, _ limit: Int) -> Bool {
    var key: UInt64 = 0
    var end = i
    while end < limit, end < i + 6, isASCIILetter(text[end]) {
      key = key << 8 | UInt64(text[end] | 32)
      end += 1
    }
    return elisions.contains(key) && (end == limit || text[end] != 0x27)
  }

  /// A letter or digit, as far as one byte tells.
  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isASCIILetter(byte) || isDigit(byte)
  }

  private func isS(_ byte: UInt8) -> Bool { byte == 0x73 || byte == 0x53 }

  private mutating func word(_ text: StaticString) -> WordID {
    spelling.removeAll(keepingCapacity: true)
    unsafe spelling.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    return spelledWord()
  }

  /// The number of what was spelled last.
  private mutating func spelledWord() -> WordID {
    numbering.number(Vocabulary.hash(spelling), spelling, 0, spelling.count)
  }

  // MARK: Words and numbers

  private mutating func scanWord(
    _ text: [UInt8], _ start: Int, _ limit: Int, _ gap: TokenFlags, _ tokens: inout [Token]
  ) -> Int {
    spelling.removeAll(keepingCapacity: true)
    var i = start
    var letters = 0
    var uppers = 0
    var digits = 0
    var flags = gap
    var dots = 0
    scan: while i < limit {
      let byte = text[i]
      if byte < 0x80 {
        switch classes[Int(byte)] {
        case .letter:
          letters += 1
          spelling.append(byte)
          i += 1
        case .upper:
          if i == start { flags.insert(.capitalised) }
          letters += 1
          uppers += 1
          spelling.append(byte | 32)
          i += 1
        case .digit:
          digits += 1
          spelling.append(byte)
          i += 1
        case .period:
          guard let step = innerDot(text, start, i, limit, letters, digits, dots) else {
            break scan
          }
          dots += 1
          if step == .address { flags.insert(.address) }
          spelling.append(byte)
          i += 1
        case .comma, .colon:
          // 500,000 and 16:58
          guard digits > 0, letters == 0, i + 1 < limit, isDigit(text[i + 1]), isDigit(text[i - 1])
          else { break scan }
          spelling.append(byte)
          i += 1
        case .apostrophe:
          guard i > start, let stop = contraction(text, i, 1, limit) else { break scan }
          guard stop == 0 else {
            return finishContraction(
              text, start, i, stop, letters, uppers, digits, flags, &tokens)
          }
          // O'Brien, Qur'an: the mark is inside the word.
          spelling.append(0x27)
          i += 1
        case .symbol
        where byte == 0x40 && letters + digits > 0 && isAddressByte(text, i + 1, limit):
          return scanAddress(text, start, i, limit, flags, &tokens)
        case .symbol where byte == 0x5F && i > start && isAddressByte(text, i + 1, limit):
          // press_office
          spelling.append(byte)
          i += 1
        default: break scan
        }
      } else {
        let (scalar, length) = UTF8Code.decode(text, i)
        let cls = CharacterTable.beyondASCII(scalar)
        switch cls {
        case .letter, .upper:
          let lower = CharacterTable.lowercase(scalar)
          if cls == .upper {
            if i == start { flags.insert(.capitalised) }
            uppers += 1
          }
          letters += 1
          flags.insert(.nonASCII)
          if CharacterTable.isCombining(scalar), compose(scalar) {
            i += length
            continue
          }
          if let letters = CharacterTable.ligature(scalar) {
            spelling.append(contentsOf: letters)
          } else {
            UTF8Code.append(lower, to: &spelling)
          }
          i += length
        case .invisible:
          flags.insert(.nonASCII)
          i += length
        case .quoteOpen where scalar == 0x2018 && i > start:
          // "don‘t": the wrong mark of the keyboard.
          guard let stop = contraction(text, i, length, limit), stop > 0 else { break scan }
          return finishContraction(
            text, start, i, stop, letters, uppers, digits, flags, &tokens)
        case .quoteClose where scalar == 0x2019 && i > start:
          guard let stop = contraction(text, i, length, limit) else { break scan }
          guard stop == 0 else {
            return finishContraction(
              text, start, i, stop, letters, uppers, digits, flags, &tokens)
          }
          spelling.append(0x27)
          i += length
        default: break scan
        }
      }
    }
    // "the U.S role": the last stop is forgotten.
    if dots > 0, letters == dots + 1, digits == 0, isASCIILetter(spelling[spelling.count - 1]),
      isSpelledOut(spelling)
    {
      spelling.append(0x2E)
    }
    if i + 2 < limit, text[i] == 0x3A, text[i + 1] == 0x2F, text[i + 2] == 0x2F, letters > 0 {
      return scanAddress(text, start, i, limit, flags, &tokens)
    }
    if flags.contains(.address), i < limit, text[i] == 0x2F || text[i] == 0x2B,
      isAddressByte(text, i + 1, limit)
    {
      return scanAddress(text, start, i, limit, flags, &tokens)
    }
    appendWord(start, i, letters, uppers, digits, dots, flags, &tokens)
    return i
  }

  private mutating func appendWord(
    _ start: Int, _ end: Int, _ letters: Int, _ uppers: Int, _ digits: Int, _ dots: Int,
    _ flags: TokenFlags, _ tokens: inout [Token]
  ) {
    var flags = flags
    if letters > 1 && uppers == letters { flags.insert(.allCaps) }
    if letters == 1 && digits == 0 { flags.insert(.singleLetter) }
    if dots > 0 && spelling.last == 0x2E { flags.insert(.dotted) }
    let isNumber = digits > 0 && (letters == 0 || digits >= letters || startsWithDigit())
    tokens.append(
      Token(
        start: Int32(start), end: Int32(end),
        word: spelledWord(), flags: flags,
        kind: isNumber ? .number : .word))
  }

  /// Joins an accent to the letter spelled last, so that `e` and an accent are `é`.
  private mutating func compose(_ accent: UInt32) -> Bool {
    guard let base = spelling.last, base < 0x80,
      let letter = CharacterTable.composed(base, accent)
    else { return false }
    spelling.removeLast()
    UTF8Code.append(letter, to: &spelling)
    return true
  }

  /// Whether letters and dots take turns: `u.s`.
  private func isSpelledOut(_ word: [UInt8]) -> Bool {
    word.count & 1 == 1 && word.indices.allSatisfy { ($0 & 1 == 1) == (word[$0] == 0x2E) }
  }

  private func startsWithDigit() -> Bool { spelling.first.map(isDigit) ?? false }

  @inline(__always) private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 32) >= 0x61 && (byte | 32) <= 0x7A
  }

  // MARK: Dots

  private enum InnerDot { case abbreviation, number, address }

  /// Whether the dot at `i` belongs to the word that began at `start`.
  private func innerDot(
    _ text: [UInt8], _ start: Int, _ i: Int, _ limit: Int, _ letters: Int, _ digits: Int,
    _ dots: Int
  ) -> InnerDot? {
    let next: UInt8 = i + 1 < limit ? text[i + 1] : 0
    // A doubled or tripled dot is punctuation.
    if next == 0x2E { return nil }
    if isTicker(text, start, i, limit) { return .address }
    if digits > 0, letters == 0 { return isDigit(next) ? .number : nil }
    // U.S., a.m., J.K.: single letters each with a dot; the last dot belongs too.
    let single = i - start == 1 || (dots > 0 && i >= 2 && text[i - 2] == 0x2E)
    if single {
      if isASCIILetter(next) {
        let second: UInt8 = i + 2 < limit ? text[i + 2] : 0
        return isWordByte(second) ? nil : .abbreviation
      }
      return dots > 0 ? .abbreviation : nil
    }
    // Ph.D.
    if i - start == 2, next >= 65, next <= 90, i + 2 < limit, text[i + 2] == 0x2E {
      return .abbreviation
    }
    guard isASCIILetter(next) || isDigit(next) else { return nil }
    return isAddress(text, start, i, limit) ? .address : nil
  }

  /// `(NRC.N)`, `(1299.HK)`, `[VITOLV.UL]`: a share with its exchange, in brackets.
  private func isTicker(_ text: [UInt8], _ start: Int, _ i: Int, _ limit: Int) -> Bool {
    guard start > 0, text[start - 1] == 0x28 || text[start - 1] == 0x5B else { return false }
    var end = i + 1
    while end < limit, end < i + 4, text[end] >= 65, text[end] <= 90 { end += 1 }
    return end > i + 1 && end < limit && (text[end] == 0x29 || text[end] == 0x5D)
  }

  /// How far a name with dots is followed: `first.last@example.org`.
  private static var addressReach: Int { 64 }

  /// News.Az, www.example.com, report.txt, first.last@example.org: a known ending after a dot, or
  /// the sign of an e-mail address.
  private func isAddress(_ text: [UInt8], _ start: Int, _ i: Int, _ limit: Int) -> Bool {
    var label = i + 1
    var end = label
    let last = min(limit, i + Self.addressReach)
    while end < last,
      isAddressByte(text, end, last) || text[end] == 0x2E || text[end] == 0x2D || text[end] == 0x2B
    {
      if text[end] == 0x2E {
        if isKnownEnding(text, label, end, host: start) { return true }
        label = end + 1
      }
      end += 1
    }
    if end < last, text[end] == 0x40 { return true }
    return isKnownEnding(text, label, end, host: start)
  }

  private func isKnownEnding(_ text: [UInt8], _ start: Int, _ end: Int, host: Int) -> Bool {
    guard end - start >= 2, end - start <= 6 else { return false }
    var key: UInt64 = 0
    for k in start..<end { key = key << 8 | UInt64(text[k] | 32) }
    guard addressEndings.contains(key) else { return false }
    let isCapitalised = text[start] < 0x61 && text[start + 1] >= 0x61
    // "the war.It was", "on Monday.It was" miss a space; News.Az does not.
    return !isCapitalised || (text[host] < 0x61 && !wordEndings.contains(key))
  }

  private func isAddressByte(_ text: [UInt8], _ i: Int, _ limit: Int) -> Bool {
    i < limit && (isASCIILetter(text[i]) || isDigit(text[i]) || text[i] == 0x5F)
  }

  /// Takes the rest of a web or e-mail address, up to white space or closing punctuation.
  private mutating func scanAddress(
    _ text: [UInt8], _ start: Int, _ from: Int, _ limit: Int, _ flags: TokenFlags,
    _ tokens: inout [Token]
  ) -> Int {
    var end = from
    var open = 0
    while end < limit, text[end] > 32, text[end] < 0x7F, text[end] != 0x22, text[end] != 0x3C,
      text[end] != 0x3E, text[end] != 0x5D
    {
      // A bracket closes in the address only what opened there.
      if text[end] == 0x28 { open += 1 }
      if text[end] == 0x29 {
        if open == 0 { break }
        open -= 1
      }
      end += 1
    }
    while end > from, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27].contains(text[end - 1]) {
      end -= 1
    }
    spelling.removeAll(keepingCapacity: true)
    for k in start..<end {
      let byte = text[k]
      spelling.append(byte >= 65 && byte <= 90 ? byte | 32 : byte)
    }
    tokens.append(
      Token(
        start: Int32(start), end: Int32(end),
        word: spelledWord(),
        flags: flags.union(.address), kind: .word))
    return end
  }

  // MARK: Apostrophes inside words

  /// What an apostrophe after a letter begins: nil, the word ends before it; 0, it is inside the
  /// word; else the end of the second half of a contraction or of a possessive.
  private func contraction(_ text: [UInt8], _ i: Int, _ length: Int, _ limit: Int) -> Int? {
    let after = i + length
    guard after < limit else { return nil }
    var end = after
    while end < limit, isASCIILetter(text[end]) { end += 1 }
    if end == after {
      // A letter beyond ASCII follows: the mark is inside the word.
      if text[after] >= 0xC3 && text[after] < 0xE2 { return 0 }
      return nil
    }
    let first = text[after] | 32
    let second = end - after > 1 ? text[after + 1] | 32 : 0
    switch (end - after, first, second) {
    case (1, 0x73, _), (1, 0x64, _), (1, 0x6D, _): return end  // 's 'd 'm
    case (2, 0x6C, 0x6C), (2, 0x72, 0x65), (2, 0x76, 0x65): return end  // 'll 're 've
    case (1, 0x74, _): return (text[i - 1] | 32) == 0x6E ? end : 0  // n't
    default: return 0
    }
  }

  /// Appends host and second half: `do`+`n't`, `Armenia`+`'s`, `we`+`'ll`.
  private mutating func finishContraction(
    _ text: [UInt8], _ start: Int, _ mark: Int, _ end: Int, _ letters: Int,
    _ uppers: Int, _ digits: Int, _ flags: TokenFlags, _ tokens: inout [Token]
  ) -> Int {
    let isNegation = (text[end - 1] | 32) == 0x74
    if isNegation {
      // The `n` belongs to the second half; ca, wo, sha are normalised to can, will, shall.
      spelling.removeLast()
      let split = mark - 1
      if split == start {
        // A bare n't.
        appendWord(start, mark, 1, 0, 0, 0, flags, &tokens)
      } else {
        let host: StaticString? =
          switch spelling {
          case [0x63, 0x61]: "can"
          case [0x77, 0x6F]: "will"
          case [0x73, 0x68, 0x61]: "shall"
          default: nil
          }
        if let host {
          _ = word(host)
        }
        appendWord(
          start, split, letters - 1, uppers, digits, 0, flags, &tokens)
      }
      tokens.append(
        Token(
          start: Int32(split), end: Int32(end), word: word("not"), flags: .contraction,
          kind: .word))
      return end
    }
    appendWord(start, mark, letters, uppers, digits, 0, flags, &tokens)
    appendSecondHalf(text, mark, end, &tokens)
    return end
  }

  /// Appends what follows the host: `'s`, `'d`, `'m`, `'ll`, `'re` or `'ve`.
  private mutating func appendSecondHalf(
    _ text: [UInt8], _ mark: Int, _ end: Int, _ tokens: inout [Token]
  ) {
    let second: WordID
    var kind = TokenKind.word
    switch (text[end - 1] | 32, end - mark) {
    case (0x73, _):
      // "WHO's", "IT's" in running text: the possessive of an acronym.
      if let host = tokens.last, verbHosts.contains(lowercaseKey(text, Int(host.start), mark)),
        !(host.has(.allCaps) && host.end - host.start > 1 && text[end - 1] == 0x73)
      {
        second = isParticiple(text, after: end, perfects) ? word("has") : word("is")
      } else {
        second = numbering.number(.possessive)
        kind = .possessive
      }
    case (0x64, _):
      second = isParticiple(text, after: end, pluperfects) ? word("had") : word("would")
    case (0x6D, _): second = word("am")
    case (0x6C, _): second = word("will")
    default: second = (text[end - 2] | 32) == 0x72 ? word("are") : word("have")
    }
    tokens.append(
      Token(
        start: Int32(mark), end: Int32(end), word: second, flags: .contraction, kind: kind))
  }
}

extension Tokenizer {
  /// The lower-case letters of a stretch as a number; 0 if they are not one to eight ASCII letters.
  private func lowercaseKey(_ text: [UInt8], _ start: Int, _ end: Int) -> UInt64 {
    guard start < end, end - start <= 8 else { return 0 }
    var key: UInt64 = 0
    for i in start..<end {
      guard isASCIILetter(text[i]) else { return 0 }
      key = key << 8 | UInt64(text[i] | 32)
    }
    return key
  }

  /// Whether the next word, an adverb passed over, is one of some participles: what tells "he's
  /// been" from "he's ill" and "I'd seen" from "I'd go".
  private func isParticiple(_ text: [UInt8], after end: Int, _ participles: Set<UInt64>) -> Bool {
    var place = end
    for _ in 0..<2 {
      guard place < text.count, text[place] == 0x20 else { return false }
      place += 1
      let start = place
      while place < text.count, place - start < 9, isASCIILetter(text[place]) { place += 1 }
      let key = lowercaseKey(text, start, place)
      if participles.contains(key) { return true }
      guard perfectAdverbs.contains(key) else { return false }
    }
    return false
  }
}

/// Words after which `'s` is a verb.
private let verbHosts = endings(
  "it that he she there here what who where how this which when why everything nothing")

/// Participles that follow `'s` only where it stands for "has".
private let perfects = endings("been got had become gotten")

/// Participles after which `'d` stands for "had".
private let pluperfects = endings(
  """
  been got had gotten done gone made said seen taken told lost left given known come better heard
  found met written spoken begun asked agreed decided planned wanted hoped expected promised warned
  called received reached signed started tried worked lived learned arrived
  """)

private let perfectAdverbs = endings("always never already just also ever not now only long since")

/// Endings of web and file names, as the bytes of their lower-case letters.
private let addressEndings = endings(
  """
  com org net edu gov mil int info io tv co az ru uk us de fr it es pt nl be se no fi dk pl cz sk hu
  ro bg gr tr ua by md ge am kz kg tj tm uz ir iq il sa ae qa eg in pk cn jp kr tw hk sg my th vn id
  ph au nz ca mx br ar cl pe ve za ng ke eu ly me fm ai app biz blog dev news online site tech
  txt pdf htm html json csv xml doc docx xls xlsx ppt pptx jpg jpeg png gif mp mp3 mp4 zip js py
  """)

/// Words that are written with an apostrophe for their first letters.
private let elisions = endings("em tis twas til cause bout round")

/// Those that are words with which a sentence may begin.
private let wordEndings = endings("it us no be by am in my me so id at info news online tech")

private func endings(_ text: StaticString) -> Set<UInt64> {
  var keys = Set<UInt64>()
  var key: UInt64 = 0
  for byte in "\(text) ".utf8 {
    if byte > 32 {
      key = key << 8 | UInt64(byte)
    } else {
      if key != 0 { keys.insert(key) }
      key = 0
    }
  }
  return keys
}

extension Tokenizer: Sendable where Numbering: Sendable {}

extension Tokenizer where Numbering == DocumentNumbering {
  /// Cuts a text, in place of the document before it.
  ///
  /// Not generic, so that other modules get the code made for this numbering.
  package mutating func tokenize(document text: [UInt8], into tokens: inout [Token]) {
    numbering.document.reset()
    tokenize(text, into: &tokens)
  }

  /// Cuts a further part of the same document, such as its title.
  package mutating func tokenize(part text: [UInt8], into tokens: inout [Token]) {
    tokenize(text, into: &tokens)
  }
}
