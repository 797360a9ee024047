/// The counter-based generator Philox 4x64 with ten rounds.
///
/// A block is a pure function of a counter and a key, so any draw of any stream is found without
/// making the draws before it. Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3" (2011); the constants are those of the paper.
package enum Philox4x64 {
  /// Mixes a counter under a key.
  ///
  /// - Parameters:
  ///   - counter: The four counter words, the first least significant.
  ///   - key: The two key words.
  /// - Returns: Four words of 64 random bits.
  package static func block(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> RandomBlock {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    // The loop is short enough for the optimiser to unroll; the order of the words is the
    // standard's.
    var round = 0
    while true {
      let left = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let right = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      c0 = right.high ^ c1 ^ k0
      c1 = right.low
      c2 = left.high ^ c3 ^ k1
      c3 = left.low
      round &+= 1
      if round == 10 { return RandomBlock(w0: c0, w1: c1, w2: c2, w3: c3) }
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
  }
}
