/// The checksum of a tape: any change of one word of it changes the sum, and it is read as fast as memory.
///
/// Blocks of eight little-endian words are folded into four lanes, by exclusive or, multiplication by an odd number
/// and a shift: each step is one-to-one in the lane, so that a difference stays. The lanes are folded into one
/// word in the same way. It finds damage; it is no proof against a forger, which SHA-256 of a source is.
struct TapeChecksum {
  /// The bytes of a block; what is summed comes in whole ones.
  static let blockByteCount = 64
  /// 2^64 over the golden ratio, made odd.
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)

  /// The sum of whole blocks.
  static func value(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = TapeChecksum()
    sum.update(bytes)
    return sum.value
  }

  /// Takes in blocks.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var (first, second, third, fourth) = lanes
    var place = 0
    while place &+ Self.blockByteCount <= bytes.count {
      func word(_ number: Int) -> UInt64 {
        UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place &+ number &* 8, as: UInt64.self))
      }
      first = Self.folded(first, word(0))
      second = Self.folded(second, word(1))
      third = Self.folded(third, word(2))
      fourth = Self.folded(fourth, word(3))
      first = Self.folded(first, word(4))
      second = Self.folded(second, word(5))
      third = Self.folded(third, word(6))
      fourth = Self.folded(fourth, word(7))
      place &+= Self.blockByteCount
    }
    lanes = (first, second, third, fourth)
  }

  /// The sum of what was taken in.
  var value: UInt64 {
    [lanes.1, lanes.2, lanes.3].reduce(lanes.0) { Self.folded($0, $1) }
  }

  @inline(__always)
  private static func folded(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let product = (lane ^ word) &* factor
    return product ^ product &>> 32
  }
}
