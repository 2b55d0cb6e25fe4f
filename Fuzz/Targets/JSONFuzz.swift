import Rules

/// JSON with comments and errors: a tree whose ranges point into the bytes, whatever they are.
enum JSONFuzz {
  @Sendable static func run(_ input: Input) {
    let bytes = input.perhapsRepeated
    let (json, problems) = LocatedJSONParser.parse(bytes)
    for problem in problems {
      check(
        problem.range.lowerBound >= 0 && problem.range.upperBound <= bytes.count,
        "\(problem.id) at \(problem.range) of \(bytes.count)")
      check(!problem.message.isEmpty, "a problem without a message")
    }
    checkTree(json, count: bytes.count)
    if problems.isEmpty {
      let (thorough, more) = LocatedJSONParser.parseThoroughly(bytes, in: bytes.indices)
      check(more.isEmpty, "the thorough parser finds \(more.map(\.message))")
      check(
        thorough.nodes.map(\.kind) == json.nodes.map(\.kind), "the two parsers read another tree")
      let printed = Array(JSONPrinter.text(json).utf8)
      let (again, errors) = LocatedJSONParser.parse(printed)
      check(errors.isEmpty, "what was printed is no JSON: \(errors.first?.message ?? "")")
      check(again.nodes.map(\.kind) == json.nodes.map(\.kind), "printing changed the tree")
      check(
        Array(JSONPrinter.text(again).utf8) == printed, "printing what was printed changes it")
    }
    if input.isOne(of: 4, salt: 1) {
      var formatter = DiagnosticFormatter(name: "a\n.json", bytes: bytes)
      for problem in problems { _ = formatter.text(problem) }
    }
  }

  private static func checkTree(_ json: LocatedJSON, count: Int) {
    for index in json.nodes.indices {
      let node = LocatedJSON.NodeIndex(index)
      let range = json.range(node)
      check(range.lowerBound >= 0 && range.upperBound <= count, "a node at \(range) of \(count)")
      switch json.kind(node) {
      case .string: _ = json.string(node)
      case .number:
        _ = json.number(node)
        _ = json.integer(node)
      case .object: for (key, _) in json.members(node) { _ = json.string(key) }
      case .array: for element in json.elements(node) { _ = json.kind(element) }
      default: break
      }
    }
  }
}
