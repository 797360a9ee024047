/// A loop whose speed depends on the machine alone: dependent 64-bit multiplies and shifts.
///
/// Every other figure is given as a ratio to it, so that a gate on the ratio holds on slow and fast
/// machines alike.
enum Calibration {
  static func run() -> (count: Int, digest: UInt64) {
    let count = 100_000_000
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<count {
      state ^= state >> 29
      state &*= 0xBF58_476D_1CE4_E5B9
    }
    return (count, state)
  }
}
