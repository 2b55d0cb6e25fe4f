#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What STANCE_FUZZ chooses.
private let target = Target.named(
  unsafe getenv("STANCE_FUZZ").map { unsafe String(cString: $0) } ?? "")

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  target.tryOne(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
