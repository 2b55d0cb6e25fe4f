internal import Heap

/// The memory of the process.
enum Memory {
  /// Readies it for loading rules, before threads are made.
  static func prepareForRules() { stance_heap_prepare(16 << 20) }
}
