import Stance
import Glibc
import Foundation
let paths = CommandLine.arguments.dropFirst()
do {
  let rulesPath = ProcessInfo.processInfo.environment["RULES"]
  let c = try rulesPath == nil ? Classifier() : Classifier(rules: [UInt8](Data(contentsOf: URL(fileURLWithPath: rulesPath!))), path: rulesPath!)
  for p in paths {
    let t = try String(contentsOfFile: p, encoding: .utf8)
    let r = c.label(t)
    print("#\t\(p)\t\(r.metadata.kind?.rawValue ?? "-")\t\(r.metadata.issuer ?? "-")\t\(r.metadata.title ?? "-")")
    for s in r.sentences {
      let acts = s.acts
      let text = s.text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
      print([acts.isEmpty ? "none" : acts.map(\.label).joined(separator: "+"),
        acts.isEmpty ? "-" : acts.map { $0.parties.isEmpty ? "-" : $0.parties.joined(separator: " & ") }.joined(separator: "+"),
        acts.isEmpty ? "-" : acts.map { $0.speaker ?? "-" }.joined(separator: "+"),
        acts.map { a in "\(a.mode)/\(a.resolution)/" + a.evidence.map { $0.rule + "«" + $0.span.text.prefix(40) + "»" }.joined(separator: ",") }.joined(separator: "; "),
        "\(s.start)", "\(s.end)", text].joined(separator: "\t"))
    }
  }
} catch let e as RulesError { print(e.report) } catch { print(error) }
if let t = ProcessInfo.processInfo.environment["TEXT"] {
  let rulesPath = ProcessInfo.processInfo.environment["RULES"]
  let c = try! rulesPath == nil ? Classifier() : Classifier(rules: [UInt8](Data(contentsOf: URL(fileURLWithPath: rulesPath!))), path: rulesPath!)
  for line in t.split(separator: "\n") {
    print(c.debugDump(String(line)))
    let r = c.label(String(line))
    for s in r.sentences { print("  =>", s.acts.map { "\($0.label) \($0.parties) \($0.speaker ?? "-") \($0.mode) \($0.resolution) \($0.evidence.map { $0.rule + ":" + $0.span.text })" }) }
    for a in r.attributions { print("  att src=[\(a.source?.text ?? "-")] cue=[\(a.cue?.text ?? "-")] content=[\(a.content?.text ?? "-")] \(a.mode) \(a.parties) \(a.speaker ?? "-") \(a.resolution) parent=\(a.parent.map(String.init) ?? "-")") }
  }
}
