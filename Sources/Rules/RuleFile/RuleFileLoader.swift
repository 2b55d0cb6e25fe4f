/// A rules file with everything it extends, read into one model.
package struct LoadedRuleFile: Sendable {
  package let file: RuleFile
  /// The bytes that all ranges of `file`, `json` and `diagnostics` point into.
  package let sources: SourceFiles
  /// The merged tree, for printing.
  package let json: LocatedJSON
  package let diagnostics: [Diagnostic]
  /// The tables that its compilation gives, where they are known: the rules built in, unchanged.
  package var snapshot: SnapshotReader?
}

/// Follows `extends` from file to file.
package struct RuleFileLoader {
  /// A file to read.
  package struct Input: Sendable {
    /// Unique for the file: two equal names in a row of extensions are a circle.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Why a file cannot be read, for a message.
  package struct Failure: Error, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
  }

  /// The value of `extends` that means the rules built in.
  package static let builtInName = "default"
  package static let depthLimit = 16

  /// Reads the file that `extends` names in the file given second.
  package typealias Opener = (_ path: String, _ from: String) -> Result<Input, Failure>

  private let open: Opener
  private var sources = SourceFiles()
  private var layers: [Range<Int>] = []
  /// The first file as parsed by itself: of a file that extends nothing this is all.
  private var first: (json: LocatedJSON, diagnostics: [Diagnostic])?
  private var snapshot: SnapshotReader?
  private var problems: [Diagnostic] = []
  private var isComplete = true

  /// Reads a file and all it extends.
  ///
  /// - Parameters:
  ///   - input: The file to begin with.
  ///   - open: Finds and reads a further one; `default` is answered by the loader itself.
  /// - Returns: The merged model with every problem of every file.
  package static func load(_ input: Input, open: @escaping Opener) -> LoadedRuleFile {
    var loader = RuleFileLoader(open: open)
    return loader.load(input)
  }

  /// Reads a file of which there is a snapshot, without parsing it.
  package static func load(_ input: Input, from snapshot: SnapshotReader) -> LoadedRuleFile {
    var loader = RuleFileLoader { _, _ in .failure(Failure("nothing else is read")) }
    loader.snapshot = snapshot
    return loader.load(input)
  }

  private init(open: @escaping Opener) { self.open = open }

  private mutating func load(_ input: Input) -> LoadedRuleFile {
    if var known = snapshot ?? BuiltInRules.snapshot(of: input.bytes) {
      first = (LocatedJSON(bytes: input.bytes, nodes: known.array()), [])
      layers.append(sources.append(name: input.name, bytes: input.bytes))
      snapshot = known
    } else {
      collect(input)
    }
    // All bytes are known only now; trees are parsed over the whole so that they can be merged.
    let bytes = sources.bytes
    var merged: LocatedJSON?
    for layer in layers.reversed() {
      let (json, syntax) = first ?? LocatedJSONParser.parse(bytes, in: layer)
      problems += syntax
      guard let base = merged else {
        merged = json
        continue
      }
      let (result, diagnostics) = RuleFileMerge.merge(base: base, overlay: json)
      merged = result
      problems += diagnostics
    }
    let json = merged ?? LocatedJSON(bytes: bytes, nodes: [])
    let (file, diagnostics) = RuleFileReader.read(json, isChange: !isComplete)
    return LoadedRuleFile(
      file: file, sources: sources, json: json,
      diagnostics: (problems + diagnostics).inFileOrder(), snapshot: snapshot)
  }

  /// Adds a file and those it extends.
  private mutating func collect(_ start: Input) {
    var input = start
    var names: [String] = []
    while true {
      let layer = sources.append(name: input.name, bytes: input.bytes)
      layers.append(layer)
      names.append(input.name)
      let parsed = LocatedJSONParser.parse(input.bytes)
      let json = parsed.json
      guard let value = json.value("extends", of: .root), json.kind(value) == .string else {
        if layers.count == 1 { first = parsed }
        return
      }
      let range = json.range(value)
      let place = range.lowerBound + layer.lowerBound..<range.upperBound + layer.lowerBound
      guard let next = next(json.string(value), from: input.name, after: names, at: place) else {
        isComplete = false
        return
      }
      input = next
    }
  }

  private mutating func next(
    _ path: String, from name: String, after names: [String], at place: Range<Int>
  ) -> Input? {
    guard names.count < Self.depthLimit else {
      problems.append(.extendsTooDeep(Self.depthLimit, at: place))
      return nil
    }
    let isBuiltIn = path == Self.builtInName
    let result: Result<Input, Failure> =
      isBuiltIn
      ? .success(Input(name: Self.builtInName, bytes: BuiltInRules.bytes)) : open(path, name)
    switch result {
    case .failure(let failure):
      problems.append(.baseNotRead(path, reason: failure.reason, at: place))
      return nil
    case .success(let input):
      guard let start = names.firstIndex(of: input.name) else { return input }
      problems.append(.extendsCycle(Array(names[start...]) + [input.name], at: place))
      return nil
    }
  }
}
