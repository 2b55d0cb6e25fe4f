import Rules
import Testing
import TestSupport

/// A pattern, a sentence and the words of the matches expected.
private struct Row: CustomTestStringConvertible, Sendable {
  var patterns: [String]
  var sentence: String
  var expected: [String]
  var unless: [String] = []
  var testDescription: String { "\(patterns) in '\(sentence)'" }

  init(_ pattern: String, _ sentence: String, _ expected: String...) {
    patterns = [pattern]
    self.sentence = sentence
    self.expected = expected
  }

  func unless(_ patterns: String...) -> Row {
    var row = self
    row.unless = patterns
    return row
  }

  func or(_ pattern: String) -> Row {
    var row = self
    row.patterns.append(pattern)
    return row
  }
}

private let lexicons = [
  "groundless": ["baseless", "groundless", "far from the truth", "far", "pack of lies"],
  "deny": ["deny~v", "brush~v off", "brush~v", "rule~v out"],
  "place": ["New York", "York", "St. John's", "Guinea-Bissau", "Paris, Texas", "=US", "=Reading"],
  "pair": ["a b", "b c", "c", "d e f", "d e"],
]

private let rows: [Row] = [
  // Words
  Row("peace", "We want peace.", "peace"),
  Row("peace", "PEACE and Peace", "PEACE", "Peace"),
  Row("we want", "We want peace, we, want", "We want"),
  Row("=US", "the US told us and Us", "US"),
  Row("=U.S.", "the U.S. and the u.s. too", "U.S."),
  Row("deny~", "He denied, denies and denying; denial", "denied", "denies", "denying"),
  Row("emphasise~v", "It was emphasized and emphasised", "emphasized", "emphasised"),
  Row("claim~v", "the claims/n and claims/v", "claims"),
  Row("claim~n", "the claims/n and claims/v", "claims"),
  Row("claim", "the claims and claim/n", "claim"),
  Row(
    "peace-keeping force~n", "peace-keeping forces, peace keeping force", "peace keeping forces",
    "peace keeping force"),
  Row("Armenia's army", "Armenia’s army and Armenia's army", "Armenia ’s army", "Armenia 's army"),
  Row("Armenia 's army", "Armenia's army", "Armenia 's army"),
  Row("not", "We don't, cannot, can not", "n't", "not"),
  Row("can not", "We can't go", "ca n't"),
  Row("500,000 people", "some 500,000 people", "500,000 people"),
  Row("fell 5 %", "It fell 5% there", "fell 5 %"),
  Row("ministers' talks", "the ministers' talks", "ministers ' talks"),
  // Adjacency
  Row("a b", "a b", "a b"),
  Row("a b", "a, b"),
  Row("a b", "a; b"),
  Row("a b", "a-b", "a b"),
  Row("a , b", "a, b and a b", "a , b"),
  Row("a ,? b", "a, b and a b", "a , b", "a b"),
  Row("a b? c", "a b c a c", "a b c", "a c"),
  Row("a b? d? c", "a b d c a d c a c a d b c", "a b d c", "a d c", "a c"),
  // Gaps
  Row("a .. b", "a b", "a b"),
  Row("a .. b", "a x y z b", "a x y z b"),
  Row("a .. b", "a w x y z b"),
  Row("a .. b", "a, x, y, b", "a , x , y , b"),
  Row("a .. b", "a x; b"),
  Row("a ... b", "a x; y - b", "a x ; y - b"),
  Row("a ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b"),
  Row("a ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b"),
  Row("a ..{1,2} b", "a b; a x b; a x y b; a x y z b", "a x b", "a x y b"),
  Row("a ...{0,0} b", "a: b", "a : b"),
  Row("a ..{2,2} b", "a , x , y , b", "a , x , y , b"),
  Row("a .. b", "a ¦x b"),
  Row("a .. b", "a x ¦b", "a x b"),
  Row("a ... b", "a ¦x b", "a x b"),
  Row("a .. b", "a¦, b"),
  Row("a .. b", "a b x b", "a b x b"),
  Row("a ... b", "a a b", "a a b"),
  // Edges
  Row("^ a", "a b a", "a"),
  Row("^ a", "b a"),
  Row("a $", "a b a.", "a"),
  Row("a $", "a b a.”", "a"),
  Row("a $", "a b"),
  Row("^ a $", "a", "a"),
  Row("(^ a|b)", "b a b", "b", "b"),
  Row("(a $|b)", "a b a", "b", "a"),
  // Exclusion
  Row("a !b c", "a b c a d c a c", "a d c"),
  Row("a !(b|d) c", "a d c a e c", "a e c"),
  Row("!@groundless truth", "the truth, far from the truth", "the truth"),
  Row("a !#Party c", "a {party:b} c a b c", "a b c"),
  Row("a !b c", "a , c"),
  // Groups
  Row("(a|b c) d", "a d b c d c d", "a d", "b c d"),
  Row("(one of|any)? (the|a) way", "one of the way a way", "one of the way", "a way"),
  Row("((a|b)|c d) e", "a e c d e", "a e", "c d e"),
  Row("(a .. b|a c)", "a c b", "a c b"),
  // Lexicons and classes
  Row("be~ .. @groundless", "They are all baseless.", "are all baseless"),
  Row("be~ .. @groundless", "They are far from the truth.", "are far from the truth"),
  Row("@groundless from", "It is far from here", "far from"),
  Row("@groundless from", "It is far from the truth"),
  Row(
    "@deny it", "He brushed off it, he brushed it, rules out it", "brushed off it", "brushed it",
    "rules out it"),
  Row("@place", "New York, York, Paris, Texas", "New York", "York", "Paris , Texas"),
  Row(
    "@place", "St. John's or St John's or Guinea-Bissau", "St . John 's", "St John 's",
    "Guinea Bissau"),
  Row("@place", "in the US it tells us of reading", "US"),
  Row("#Party said", "{party:The Republic of Armenia} said", "The Republic of Armenia said"),
  Row("#Party", "{party:Armenia} {party:Georgia}", "Armenia", "Georgia"),
  Row("of #Party", "of {party:the Republic} of {party:Armenia}", "of the Republic", "of Armenia"),
  Row(
    "#Number people", "12 people and {number:two hundred} people", "12 people",
    "two hundred people"),
  Row(
    "#Quote ,? #Person", "{quote:“We, too; are fine,”} {person:Ann Lee} said",
    "“ We , too ; are fine , ” Ann Lee"),
  // Captures
  Row(
    "<content> , <cue: according to> <source: #Actor>",
    "It, fell, according to {actor:the army}.",
    "It , fell , according to the army [content: It , fell] [cue: according to] [source: the army]"),
  Row(
    "^ <cue: according to> <source: #Actor> , <content>",
    "According to {actor:him}, all, is well.",
    "According to him , all , is well . [cue: According to] [source: him] [content: all , is well .]"),
  Row("<x: a ..> <y: .. b>", "a c b", "a c b [x: a] [y: c b]"),
  Row("<x: (a|a b)> <y: b? c>", "a b c", "a b c [x: a] [y: b c]"),
  Row("a <gap: ...> b", "a x b x b", "a x b x b [gap: x b x]"),
  // Several matches and patterns
  Row("a .. c", "a b c a c", "a b c a c"),
  Row("a b", "a b c d", "a b c").or("a b c").or("b c d"),
  Row("b c d", "a b c d", "a b").or("a b"),
  Row("@pair", "a b c d e f", "a b", "c", "d e f"),
  // Exclusions
  Row("be~ @groundless", "is groundless and is far", "is groundless").unless("is far"),
  Row("a .. b", "a c b", "a c b").unless("b d"),
  Row("a .. b", "a c b d").unless("b d"),
  Row("a .. b", "x a y b").unless("x a"),
  Row("a b", "a b , c", "a b").unless(", c"),
]

@Suite struct MatcherTests {
  @Test(arguments: rows)
  fileprivate func table(_ row: Row) {
    let bench = PatternBench(lexicons: lexicons)
    #expect(bench.matches(row.patterns, unless: row.unless, in: row.sentence) == row.expected)
  }
}
