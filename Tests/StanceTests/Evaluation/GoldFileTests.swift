import Stance
import Testing

@Suite struct GoldFileTests {
  private func read(_ text: String, labels: [String]? = nil) throws -> [GoldDocument] {
    try GoldFile.read(Array(text.utf8), labels: labels)
  }

  private func problems(_ text: String, labels: [String]? = nil) -> [String] {
    do throws(GoldFileError) {
      _ = try GoldFile.read(Array(text.utf8), labels: labels)
      return []
    } catch {
      return error.problems.map { "\($0.line): \($0.message)" }
    }
  }

  private let sample = """
    # id: sample
    # kind: readout
    # issuer: Norway
    # note: checked twice
    none\t-\t-\tOSLO, May 2 -
    claim\tNorway\tJens Holm\tHolm said so.

    concern+claim\tNorway & Sweden\tJens Holm & Eva Lind\tBoth said so.
    praise+claim\tNorway+Sweden\tJens Holm+-\tThey agreed.

    """

  @Test func `columns and header are read`() throws {
    let document = try read(sample)[0]
    #expect(document.id == "sample")
    #expect(document.metadata == Metadata(kind: .readout, issuer: "Norway"))
    #expect(document.comments == ["note: checked twice"])
    #expect(document.sentences.map(\.label) == ["none", "claim", "concern", "praise"])
    #expect(document.sentences.map(\.paragraph) == [0, 0, 1, 1])
    #expect(
      document.sentences[2].acts.map(\.parties) == [["Norway", "Sweden"], ["Norway", "Sweden"]])
    #expect(document.sentences[3].acts.map(\.parties) == [["Norway"], ["Sweden"]])
    #expect(document.sentences[3].acts.map(\.speakers) == [["Jens Holm"], []])
  }

  @Test func `what is read is written again`() throws {
    #expect(GoldFile.text(try read(sample)[0]) == sample)
  }

  @Test func `a byte order mark and CRLF do not matter`() throws {
    let windows =
      "\u{FEFF}"
      + sample.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(try read(windows) == read(sample))
  }

  @Test func `with one label a plus does not split`() throws {
    let acts = try read("claim\tOPEC+\t-\tIt said so.")[0].sentences[0].acts
    #expect(acts == [GoldAct(label: "claim", parties: ["OPEC+"])])
  }

  @Test func `names are written without separators`() {
    let act = GoldAct(label: "claim", parties: ["OPEC+"], speakers: ["Smith & Sons"])
    let document = GoldDocument(sentences: [
      GoldSentence(line: 1, paragraph: 0, acts: [act], text: "It\r\nsaid\tso.")
    ])
    #expect(GoldFile.text(document) == "claim\tOPEC Plus\tSmith and Sons\tIt said so.\n")
  }

  /// A combining mark makes a character of the sign before it, and the sign stays one of the format.
  @Test func `signs of the format count before combining marks too`() throws {
    let text = """
      # id: \u{35E}a
      # \u{35E}b
      claim+\u{301}claim\tA &\u{301} B+\u{301}AT&T\t-\t\u{301}It said so.

      """
    let document = try read(text)[0]
    #expect(document.id == "\u{35E}a")
    #expect(document.comments == ["\u{35E}b"])
    let acts = document.sentences[0].acts
    #expect(acts.map(\.label) == ["claim", "\u{301}claim"])
    #expect(acts.map(\.parties) == [["A &\u{301} B"], ["\u{301}AT&T"]])
    #expect(GoldFile.text(document) == text)
    #expect(try read(GoldFile.text(document)) == [document])
  }

  @Test(arguments: [
    ("&+AB", "and PlusAB"), ("A & B", "A and B"), ("AT&T", "AT&T"), ("+", "Plus"),
    ("A+&", "A Plus&"),
  ])
  func `a written name is one name again`(_ name: String, _ written: String) throws {
    let act = GoldAct(label: "claim", parties: [name])
    let document = GoldDocument(sentences: [
      GoldSentence(line: 1, paragraph: 0, acts: [act], text: "It said so.")
    ])
    let text = GoldFile.text(document)
    #expect(text == "claim\t\(written)\t-\tIt said so.\n")
    #expect(try read(text)[0].sentences[0].acts[0].parties == [written])
  }

  @Test func `a document without sentences stays one`() throws {
    let text = "# id: a\n# kind: news\n\n# id: b\nnone\t-\t-\tIt rained.\n\n# id: c\n"
    let documents = try read(text)
    #expect(documents.map(\.id) == ["a", "b", "c"])
    #expect(documents.map(\.metadata.kind) == [.news, nil, nil])
    #expect(documents.map(\.sentences.count) == [0, 1, 0])
  }

  @Test func `a line with an id begins a new document`() throws {
    let documents = try read("# id: a\nnone\t-\t-\tOne.\n\n# id: b\nnone\t-\t-\tTwo.\n")
    #expect(documents.map(\.id) == ["a", "b"])
    #expect(documents.map { $0.sentences.map(\.paragraph) } == [[0], [0]])
  }

  @Test(arguments: [
    (
      "claim\tNorway\tOne.",
      "1: 3 columns; expected label, party, speaker and sentence, tabs between"
    ),
    ("\n\tNorway\t-\tOne.", "2: a label is missing"),
    ("none+claim\tNorway\t-\tOne.", "1: 'none' cannot stand beside another label"),
    ("none\tNorway\t-\tOne.", "1: a sentence labelled 'none' has '-' for party and speaker"),
    (
      "claim+praise\tA+B+C\t-\tOne.",
      "1: 3 parties for 2 labels; expected one for all or one for each"
    ),
    (
      "claim\tA & \t-\tOne.",
      "1: a name is missing among the parties; write '-' where there is none"
    ),
    ("claim\tA\t\tOne.", "1: a name is missing among the speakers; write '-' where there is none"),
    (
      "claim+claim\tA\t-\tOne.", "1: the act 'claim' is listed twice for the same party and speaker"
    ),
    ("clam\tA\t-\tOne.", "1: unknown label 'clam'; did you mean 'claim'?"),
    ("claim\tA\t-\t ", "1: the sentence is empty"),
    ("# kidn: news\nclaim\tA\t-\tOne.", "1: unknown key '# kidn:'; did you mean '# kind:'?"),
    (
      "# kind: novel\nclaim\tA\t-\tOne.",
      "1: unknown kind 'novel'; expected readout, statement, speech, news, transcript"
    ),
    (
      "none\t-\t-\tOne.\n# kind: news\n",
      "2: a '# ' line after the first sentence; only '# id:' may begin a new document"
    ),
  ])
  func `what is wrong is told with its line`(_ text: String, _ problem: String) {
    #expect(problems(text, labels: ["claim", "praise"]) == [problem])
  }

  @Test func `all problems come in one run`() {
    #expect(problems("a\nb\n").count == 2)
    #expect(problems("").count == 1)
  }

  @Test
  func `a document without an id and a label behind a second mark are written so as to be read`()
    throws
  {
    var document = GoldDocument(id: "", sentences: [])
    document.sentences = [GoldSentence(line: 1, paragraph: 0, acts: [], text: "It rained.")]
    #expect(try GoldFile.read(Array(GoldFile.text(document).utf8)).count == 1)
    #expect(throws: GoldFileError.self) {
      try GoldFile.read(Array("\n\u{FEFF}\t-\t-\tIt rained.\n".utf8))
    }
  }
}
