/// Names and their places in the list they were given in.
package struct NameTable: Sendable {
  package let names: [String]
  private var words: Vocabulary
  /// The place of each name; of equal ones the first.
  private var numbers: [Int32] = []

  package init(_ names: [String]) {
    self.names = names
    words = Vocabulary(capacity: names.count)
    for (index, name) in names.enumerated() {
      if Int(words.intern(name).rawValue) == numbers.count { numbers.append(Int32(index)) }
    }
  }

  package subscript(name: String) -> Int32? {
    words.find(name).map { numbers[Int($0.rawValue)] }
  }

  /// The place of a name that is part of a text.
  func number(of text: [UInt8], _ range: Range<Int>) -> Int32? {
    words.find(text, range).map { numbers[Int($0.rawValue)] }
  }
}
