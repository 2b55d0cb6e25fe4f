internal import Rules
extension Classifier {
  public func debugDump(_ text: String) -> String {
    var scratch = Scratch(rules, features)
    let a = analyse(bytes: Array(text.utf8), metadata: Metadata(), scratch: &scratch)
    var out = ""
    for s in a {
      for i in s.span.first..<s.span.last { out += "\(scratch.document.string(i..<i+1))/\(scratch.tags[i])" + (i-s.span.bodyFirst >= 0 && i-s.span.bodyFirst < s.syntax.clauseOfToken.count ? ":\(s.syntax.clauseOfToken[i - s.span.bodyFirst])" : "") + " " }
      out += "\n" + "role \(s.span.role) kind \(scratch.document.metadata.kind!) "
      for (i,c) in s.syntax.clauses.enumerated() { out += "[\(i) \(c.kind) p\(c.parent) v\(c.verbs.map { scratch.document.string(s.syntax.verbs[$0].first..<s.syntax.verbs[$0].last) }) subj=\(c.subject >= 0 ? scratch.document.string(s.syntax.nouns[c.subject].first..<s.syntax.nouns[c.subject].last) : "-") gov=\(c.governor)] " }
      out += "\n"
    }
    return out
  }
}
