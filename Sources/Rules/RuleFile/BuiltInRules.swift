internal import RulesData

/// The rules.json at the root of the package, as embedded at build time.
package enum BuiltInRules {
  /// The bytes of the file.
  package static var bytes: [UInt8] {
    unsafe Array(
      UnsafeBufferPointer(start: stance_rules_bytes(), count: stance_rules_count()))
  }

  /// Their compiled tables, where the program was built with them and these bytes are the same.
  static func snapshot(of rules: [UInt8]) -> SnapshotReader? {
    unsafe SnapshotReader(
      UnsafeRawBufferPointer(start: stance_snapshot_bytes(), count: stance_snapshot_count()),
      of: rules)
  }
}
