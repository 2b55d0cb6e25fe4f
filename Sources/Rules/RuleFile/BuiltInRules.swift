internal import RulesData

/// The rules.json at the root of the package, as embedded at build time.
package enum BuiltInRules {
  /// The bytes of the file.
  package static var bytes: [UInt8] {
    unsafe Array(
      UnsafeBufferPointer(start: stance_rules_bytes(), count: stance_rules_count()))
  }
}
