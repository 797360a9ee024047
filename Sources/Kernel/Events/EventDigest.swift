public import Units

/// A fast chained digest of a stream of words, to find where two runs first differ.
///
/// Every step is a bijection of the state and of the word, so two streams of one length that differ
/// in exactly one word never share a digest. It is not cryptographic: it finds accidents, not
/// attacks.
@frozen
public struct EventDigest: Sendable, Hashable {
  @usableFromInline var state: UInt64

  /// Starts a digest of nothing.
  ///
  /// - Parameter seed: Starts a different family of digests.
  @inlinable
  public init(seed: UInt64 = 0) { state = seed ^ 0x6A09_E667_F3BC_C908 }

  /// Takes in one word.
  ///
  /// The word is mixed off the chain, so a chain of words costs one multiplication of latency for
  /// each.
  @inlinable
  public mutating func absorb(_ word: UInt64) {
    var mixed = word &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    mixed = mixed &* 0xD6E8_FEB8_6659_FD93
    state = (state ^ mixed) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 32
  }

  /// Takes in two words, in order.
  @inlinable
  public mutating func absorb(_ first: UInt64, _ second: UInt64) {
    absorb(first)
    absorb(second)
  }

  /// Takes in four words, in order.
  @inlinable
  public mutating func absorb(
    _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64
  ) {
    absorb(first)
    absorb(second)
    absorb(third)
    absorb(fourth)
  }

  /// Takes in every field of an event, its sequence included.
  @inlinable
  public mutating func absorb(_ event: Event) {
    let head =
      UInt64(event.target) | UInt64(event.kind) << 32 | UInt64(event.phase) << 40
      | UInt64(event.place) << 48
    absorb(UInt64(bitPattern: event.time.nanoseconds), head)
    absorb(
      UInt64(bitPattern: event.a), UInt64(bitPattern: event.b), event.cause, event.sequence)
  }

  /// The digest of all words so far; more may follow.
  @inlinable public var value: UInt64 {
    var mixed = (state ^ (state >> 30)) &* 0x94D0_49BB_1331_11EB
    mixed = (mixed ^ (mixed >> 27)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 31)
  }
}
