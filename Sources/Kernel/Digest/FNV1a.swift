/// The 64-bit FNV-1a hash, which turns the name of a stream into a key word.
///
/// Source: Fowler, Noll and Vo, "The FNV non-cryptographic hash algorithm" (2019 draft).
package enum FNV1a {
  /// Hashes the UTF-8 bytes of a text.
  package static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
