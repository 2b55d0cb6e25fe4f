/// Reads a rules file into its model and reports every problem of form.
///
/// Patterns stay text here: whether they parse and whether the lexicons they name exist is for the
/// compiler to say.
package struct RuleFileReader {
  private typealias Node = LocatedJSON.NodeIndex
  private typealias Fields = LocatedJSONReader.Fields

  private var reader: LocatedJSONReader
  private var file = RuleFile()
  /// Where each id, label and party stood first.
  private var ids = Vocabulary()
  private var idRanges: [Range<Int>] = []
  private var labels: [String: Int] = [:]
  /// Labels that are switched off, and with them what gives them.
  private var disabledLabels: Set<String> = []
  /// Whether a label that is not found is missing, or perhaps only out of sight.
  private var knowsAllLabels = true

  /// Reads the bytes of one file; of a file that extends another only its own part.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: What could be read, and all problems in the order of the file.
  package static func read(_ bytes: [UInt8]) -> (file: RuleFile, diagnostics: [Diagnostic]) {
    let (json, syntax) = LocatedJSONParser.parse(bytes)
    let isChange = json.value("extends", of: .root) != nil
    let (file, problems) = read(json, isChange: isChange)
    return (file, (syntax + problems).inFileOrder())
  }

  /// Reads a parsed file.
  ///
  /// - Parameters:
  ///   - json: A file, or several that were merged into one.
  ///   - isChange: Whether it is the part that changes a base which is out of sight.
  /// - Returns: What could be read, and the problems that are not of syntax.
  package static func read(
    _ json: LocatedJSON, isChange: Bool = false
  ) -> (file: RuleFile, diagnostics: [Diagnostic]) {
    var reader = RuleFileReader(reader: LocatedJSONReader(json, isChange: isChange))
    reader.readFile()
    return (reader.file, reader.reader.diagnostics.inFileOrder())
  }

  private init(reader: LocatedJSONReader) { self.reader = reader }

  private var json: LocatedJSON { reader.json }

  private mutating func report(_ diagnostic: Diagnostic) { reader.diagnostics.append(diagnostic) }

  // MARK: The file

  private mutating func readFile() {
    guard json.kind(.root) != .broken,
      let fields = reader.fields(.root, RuleFileSchema.file, FileField.self)
    else { return }
    checkSchema(fields[.schema])
    file.name = fields[.name].map(json.string) ?? ""
    file.version = fields[.version].map(json.string) ?? ""
    file.extends = fields[.extends].map(reader.located)
    readLabels(fields[.labels])
    fields[.lexicons].map { readLexicons($0) }
    fields[.parties].map { readParties($0) }
    fields[.attribution].map { readAttribution($0) }
    fields[.rules].map { readRules($0) }
    fields[.confidence].map { readConfidence($0) }
  }

  private mutating func checkSchema(_ node: Node?) {
    guard let node, json.string(node) != RuleFileSchema.version else { return }
    report(
      .wrongSchema(json.string(node), expected: RuleFileSchema.version, at: json.range(node)))
  }

  // MARK: Labels

  private mutating func readLabels(_ node: Node?) {
    guard let node else {
      knowsAllLabels = false
      return
    }
    var names: [String: Range<Int>] = [:]
    var defaultRange: Range<Int>?
    knowsAllLabels = !reader.isChange && !json.flags(node).contains(.isDamaged)
    for element in json.elements(node) {
      guard let fields = reader.fields(element, RuleFileSchema.label, LabelField.self),
        let name = fields[.name].map(reader.located)
      else {
        knowsAllLabels = false
        continue
      }
      guard isEnabled(fields[.enabled]) else {
        disabledLabels.insert(name.value)
        continue
      }
      if name.value == RuleFileSchema.noLabel { report(.reservedLabel(at: name.range)) }
      if let first = names[name.value] {
        report(.duplicateName(name.value, of: "labels", at: name.range, first: first))
        continue
      }
      names[name.value] = name.range
      let isDefault = fields[.isDefault].map(json.isTrue) ?? false
      if isDefault {
        if let defaultRange { report(.duplicateDefault(at: name.range, first: defaultRange)) }
        defaultRange = defaultRange ?? name.range
      }
      labels[name.value] = file.labels.count
      file.labels.append(
        LabelSpec(
          name: name, description: fields[.description].map(json.string) ?? "",
          colour: fields[.colour].map(json.string) ?? "#808080", isDefault: isDefault))
    }
    if defaultRange == nil, knowsAllLabels, !file.labels.isEmpty {
      let start = json.range(node).lowerBound
      report(.missingDefault(at: start..<start + 1))
    }
  }

  /// The label that a key names; `absent` when the key is not there or the label is switched off.
  private mutating func label(_ node: Node?, absent: LabelChoice) -> LabelChoice {
    guard let node else { return absent }
    let name = json.string(node)
    if name == RuleFileSchema.noLabel { return .none }
    if let index = labels[name] { return .label(index) }
    if knowsAllLabels, !disabledLabels.contains(name) {
      let known = file.labels.map(\.name.value) + [RuleFileSchema.noLabel]
      report(.unknownLabel(name, at: json.range(node), known: known))
    }
    return absent
  }

  // MARK: Lexicons and parties

  private mutating func readLexicons(_ node: Node) {
    for (key, value) in json.members(node) {
      let name = reader.located(key)
      if !json.isIdentifier(key, withDots: false) {
        report(.invalidName(name.value, of: "a lexicon", at: name.range))
      }
      if json.kind(value) == .object {
        readLexiconChange(value, name)
        continue
      }
      guard reader.check(value, RuleFileSchema.someWords, of: name.value) else { continue }
      let entries = reader.strings(value)
      if json.subtree(value).count == 1, !json.flags(value).contains(.isDamaged) {
        report(.emptyLexicon(name.value, at: name.range))
      }
      file.lexicons.append(LexiconSpec(name: name, entries: entries))
    }
  }

  /// A change cannot be made here; alone in its file it is only checked for form.
  private mutating func readLexiconChange(_ node: Node, _ name: Located<String>) {
    if !reader.isChange { report(.noBase(name.value, at: name.range)) }
    _ = reader.fields(node, RuleFileSchema.lexiconChange, LexiconChangeField.self)
  }

  private mutating func readParties(_ node: Node) {
    // There may be thousands.
    let count = json.elements(node).reduce(0) { count, _ in count + 1 }
    var seen = Vocabulary(capacity: count)
    var ranges: [Range<Int>] = []
    file.parties.reserveCapacity(count)
    ranges.reserveCapacity(count)
    for element in json.elements(node) {
      guard let fields = reader.fields(element, RuleFileSchema.party, PartyField.self),
        let nameNode = fields[.name], isEnabled(fields[.enabled])
      else { continue }
      let name = reader.located(nameNode)
      let number = Int(seen.intern(name.value).rawValue)
      if number < ranges.count {
        report(
          .duplicateName(name.value, of: "parties", at: name.range, first: ranges[number]))
      } else {
        ranges.append(name.range)
      }
      file.parties.append(
        PartySpec(
          name: name, names: LocatedStrings(json, from: nameNode.offset, count: 1),
          kind: fields[.kind].map(json.string) ?? "",
          aliases: reader.strings(fields[.aliases]), demonyms: reader.strings(fields[.demonyms]),
          capitals: reader.strings(fields[.capitals]), seats: reader.strings(fields[.seats]),
          titles: reader.strings(fields[.titles]), people: reader.strings(fields[.people]),
          ambiguous: reader.strings(fields[.ambiguous])))
    }
  }

  // MARK: Attribution

  private mutating func readAttribution(_ node: Node) {
    guard let fields = reader.fields(node, RuleFileSchema.attribution, AttributionField.self)
    else { return }
    fields[.cues].map { for element in json.elements($0) { readCue(element) } }
    fields[.patterns].map { for element in json.elements($0) { readPattern(element) } }
    fields[.turns].map { for element in json.elements($0) { readFloor(element, \.turns) } }
    fields[.stops].map { for element in json.elements($0) { readFloor(element, \.stops) } }
  }

  private mutating func readCue(_ node: Node) {
    guard let fields = reader.fields(node, RuleFileSchema.cue, CueField.self),
      let id = id(fields[.id])
    else { return }
    let label = label(fields[.label], absent: .neutral)
    let tests = tests(fields[.tests], of: id, in: node)
    guard isEnabled(fields[.enabled]) else { return }
    let cue = CueSpec(
      id: id, words: reader.strings(fields[.words]), label: label,
      weight: weight(fields[.weight], label), frames: frames(fields[.frames]),
      except: reader.strings(fields[.except]), tests: tests)
    if !cue.words.isEmpty { file.cues.append(cue) }
  }

  private func frames(_ node: Node?) -> FrameSet {
    guard let node else { return [] }
    var frames: FrameSet = []
    for element in json.elements(node) where json.kind(element) == .string {
      guard let bit = FrameSet.names.firstIndex(of: json.string(element)) else { continue }
      frames.insert(FrameSet(rawValue: 1 << UInt16(bit)))
    }
    return frames.isEmpty ? RuleFileSchema.defaultFrames : frames
  }

  private mutating func readPattern(_ node: Node) {
    guard let fields = reader.fields(node, RuleFileSchema.pattern, PatternField.self),
      let id = id(fields[.id])
    else { return }
    let label = label(fields[.label], absent: .neutral)
    var tests: [AttributionPatternSpec.Test] = []
    fields[.tests].map { for element in json.elements($0) { readPatternTest(element, &tests) } }
    if tests.isEmpty, !reader.isChange, !json.flags(node).contains(.isDamaged) {
      report(.missingTests(id.value, kinds: "tests", at: id.range))
    }
    guard isEnabled(fields[.enabled]) else { return }
    let pattern = AttributionPatternSpec(
      id: id, match: reader.strings(fields[.match]),
      mode: fields[.mode].map(json.string) ?? "indirect", label: label,
      weight: weight(fields[.weight], label), tests: tests)
    if !pattern.match.isEmpty { file.attributionPatterns.append(pattern) }
  }

  private mutating func readPatternTest(_ node: Node, _ tests: inout [AttributionPatternSpec.Test])
  {
    guard let fields = reader.fields(node, RuleFileSchema.patternTest, PatternTestField.self),
      let text = fields[.text].map(reader.located)
    else { return }
    tests.append(
      .init(
        text: text, source: fields[.source].map(reader.located),
        cue: fields[.cue].map(reader.located), content: fields[.content].map(reader.located)))
  }

  private mutating func readFloor(
    _ node: Node, _ list: WritableKeyPath<RuleFile, [FloorPatternSpec]>
  ) {
    guard let fields = reader.fields(node, RuleFileSchema.floor, FloorField.self),
      let id = id(fields[.id])
    else { return }
    let tests = tests(fields[.tests], of: id, in: node)
    guard isEnabled(fields[.enabled]) else { return }
    let match = reader.strings(fields[.match])
    if !match.isEmpty {
      file[keyPath: list].append(FloorPatternSpec(id: id, match: match, tests: tests))
    }
  }

  // MARK: Rules

  private mutating func readRules(_ node: Node) {
    for element in json.elements(node) { readRule(element) }
  }

  private mutating func readRule(_ node: Node) {
    guard let fields = reader.fields(node, RuleFileSchema.rule, RuleField.self),
      let id = id(fields[.id])
    else { return }
    let problems = reader.diagnostics.count
    let label = self.label(fields[.label], absent: .neutral)
    let negated = self.label(fields[.negated], absent: .none)
    let hasLabels = reader.diagnostics.count == problems
    let tests = tests(fields[.tests], of: id, in: node)
    guard isEnabled(fields[.enabled]) else { return }
    let rule = RuleSpec(
      id: id, label: label,
      weight: fields[.weight].flatMap(json.integer) ?? RuleFileSchema.defaultWeight,
      zone: fields[.zone].flatMap { Zone(rawValue: json.string($0)) } ?? .predicate,
      subject: fields[.subject].map(reader.located), match: reader.strings(fields[.match]),
      unless: reader.strings(fields[.unless]), negated: negated, tests: tests)
    // A rule without a usable label or pattern is left out: it could only give wrong acts.
    if !rule.match.isEmpty, hasLabels, label != .neutral { file.rules.append(rule) }
  }

  // MARK: Parts

  private func isEnabled(_ node: Node?) -> Bool { node.map(json.isTrue) ?? true }

  /// An id, noted so that a second use is reported.
  private mutating func id(_ node: Node?) -> Located<String>? {
    guard let id = node.map(reader.located) else { return nil }
    let number = Int(ids.intern(id.value).rawValue)
    if number < idRanges.count {
      report(.duplicateID(id.value, at: id.range, first: idRanges[number]))
    } else {
      idRanges.append(id.range)
    }
    return id
  }

  private func weight(_ node: Node?, _ label: LabelChoice) -> Int {
    if let weight = node.flatMap(json.integer) { return weight }
    if case .label = label { return RuleFileSchema.defaultStanceWeight }
    return RuleFileSchema.defaultWeight
  }

  private mutating func tests(
    _ node: Node?, of id: Located<String>, in entry: Node
  ) -> TestSpec {
    var tests = TestSpec()
    let problems = reader.diagnostics.count
    if let node, let fields = reader.fields(node, RuleFileSchema.tests, TestField.self) {
      tests = TestSpec(yes: reader.strings(fields[.yes]), no: reader.strings(fields[.no]))
    }
    // Tests that could not be read are not missing.
    let isReadable = reader.diagnostics.count == problems
    guard isReadable, node != nil || json.value("tests", of: entry) == nil, !reader.isChange,
      !json.flags(entry).contains(.isDamaged)
    else { return tests }
    switch (tests.yes.isEmpty, tests.no.isEmpty) {
    case (true, true): report(.missingTests(id.value, kinds: "tests", at: id.range))
    case (true, false): report(.missingTests(id.value, kinds: "'yes' tests", at: id.range))
    case (false, true): report(.missingTests(id.value, kinds: "'no' tests", at: id.range))
    case (false, false): break
    }
    return tests
  }

  // MARK: Confidence

  private mutating func readConfidence(_ node: Node) {
    for element in json.elements(node) {
      guard
        let fields = reader.fields(element, RuleFileSchema.confidence, ConfidenceField.self),
        let mode = fields[.mode], let resolution = fields[.resolution],
        let weight = fields[.weight].flatMap(json.integer),
        let confidence = fields[.confidence].flatMap(json.number)
      else { continue }
      file.confidence.append(
        ConfidenceRow(
          mode: json.string(mode), resolution: json.string(resolution), weight: weight,
          confidence: confidence))
    }
  }
}

extension [Diagnostic] {
  /// Sorted by place; what stands at the same place keeps its order.
  package func inFileOrder() -> [Diagnostic] {
    enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }
}
