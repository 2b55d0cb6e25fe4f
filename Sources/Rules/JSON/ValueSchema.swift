/// What a value of a file may be; the reader checks it and a JSON Schema is written from it.
package indirect enum ValueSchema: Sendable {
  /// Any string.
  case text
  /// A fixed string; that it is the right one is for the caller to say, who knows what it means.
  case constant(String)
  /// A string with something other than spaces in it.
  case words
  /// A string of letters, digits, `.`, `-` and `_`, a letter first.
  case id
  /// Like an id, without dots.
  case name
  /// `#rrggbb`.
  case colour
  case boolean
  case integer(ClosedRange<Int>)
  case fraction(ClosedRange<Double>)
  /// One of some words.
  case choice([String])
  case list(of: ValueSchema, atLeast: Int)
  case object(ObjectSchema)
  /// An object whose keys are names that the file chooses; the text says of what.
  case table(of: ValueSchema, keys: String)
  /// The first in a complete file, both in a file that changes another.
  case changeable(ValueSchema, by: ObjectSchema)

  /// How a message names it.
  package var phrase: String {
    switch self {
    case .text, .constant, .words, .id, .name, .colour, .choice: "a string"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .fraction: "a number"
    case .list(let element, _): "an array of \(element.pluralPhrase)"
    case .object, .table: "an object"
    case .changeable(let whole, _): whole.phrase
    }
  }

  private var pluralPhrase: String {
    switch self {
    case .text, .constant, .words, .id, .name, .colour, .choice: "strings"
    case .boolean: "true or false"
    case .integer: "whole numbers"
    case .fraction: "numbers"
    case .list: "arrays"
    case .object, .table: "objects"
    case .changeable(let whole, _): whole.pluralPhrase
    }
  }
}

/// When a key must be there.
package enum Presence: Sendable {
  case optional
  /// In a complete file; one that changes another need not repeat it.
  case required
  /// In every file, because it says which entry is meant.
  case identity
}

/// A key of an object.
package struct FieldSchema: Sendable {
  package let key: String
  package let presence: Presence
  package let value: ValueSchema
  /// One sentence for the manual and for editors.
  package let meaning: String
  /// What an absent key stands for, as JSON.
  package let fallback: String?
  package init(
    _ key: String, _ presence: Presence, _ value: ValueSchema, _ meaning: String,
    fallback: String? = nil
  ) {
    self.key = key
    self.presence = presence
    self.value = value
    self.meaning = meaning
    self.fallback = fallback
  }

  /// A key that may be absent.
  package init(
    _ key: String, _ value: ValueSchema, _ meaning: String, fallback: String? = nil
  ) {
    self.init(key, .optional, value, meaning, fallback: fallback)
  }
}

/// The keys of one kind of object as an enumeration, so that reading them needs no search.
package protocol SchemaField: RawRepresentable<Int>, CaseIterable, Sendable {
  var field: FieldSchema { get }
}

/// A kind of object.
package struct ObjectSchema: Sendable {
  /// How a message names it, with its article: `a rule`.
  package let title: String
  /// In the order of the raw values of the enumeration that names them.
  package let fields: [FieldSchema]

  /// What a value need only be to be right, as far as its node tells.
  private enum Sign: UInt8 { case none, string, words, listOfWords }

  // What reading thousands of objects asks for, without strings and trees of schemas.
  private let hashes: [UInt32]
  private let keyText: [UInt8]
  private let keyEnds: [Int]
  private let signs: [Sign]
  /// The keys that some file must have, as bits.
  let required: UInt32

  /// What a JSON Schema calls it: its title without the article.
  var definitionName: String {
    title.split(separator: " ").dropFirst().joined(separator: "-")
  }

  package init<Field: SchemaField>(_ title: String, _: Field.Type) {
    self.title = title
    let fields = Field.allCases.map(\.field)
    var text: [UInt8] = []
    var ends: [Int] = []
    var required: UInt32 = 0
    for (index, field) in fields.enumerated() {
      text += Array(field.key.utf8)
      ends.append(text.count)
      if field.presence != .optional { required |= 1 << UInt32(index) }
    }
    self.fields = fields
    keyText = text
    keyEnds = ends
    self.required = required
    hashes = fields.map { field in
      let key = Array(field.key.utf8)
      return key.withWords(0, key.count) { $0.hash() }
    }
    signs = fields.map { field in
      switch field.value {
      case .text: .string
      case .words: .words
      case .list(.words, let count): count < 2 ? .listOfWords : .none
      default: .none
      }
    }
  }

  /// The index of a key that stands in a text without escapes.
  func index(ofKey text: [UInt8], _ range: Range<Int>) -> Int? {
    text.withWords(range.lowerBound, range.count) { key in
      let hash = key.hash()
      for index in hashes.indices where hashes[index] == hash {
        let start = index == 0 ? 0 : keyEnds[index - 1]
        let isEqual = keyText.withWords(start, keyEnds[index] - start) { $0.equals(key) }
        if isEqual { return index }
      }
      return nil
    }
  }

  /// Whether a value is certainly what it should be; where this says no, it may be all the same.
  @inline(__always)
  func isPlainlyRight(_ node: LocatedJSON.Node, for index: Int) -> Bool {
    switch signs[index] {
    case .none: false
    case .string: node.kind == .string
    case .words: node.kind == .string && !node.flags.contains(.isBlank)
    case .listOfWords: node.flags.contains(.holdsWords)
    }
  }
}
