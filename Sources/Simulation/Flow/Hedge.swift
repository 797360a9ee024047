import Market
import Units

/// What a maker or an arbitrageur has moved elsewhere, and what it paid for it.
///
/// A hedge trades without cost at the index as its owner sees it; who takes the other side is elsewhere.
struct Hedge: Sendable {
  /// Lots of the position here that are hedged, signed as the position is.
  private(set) var lots: Int64 = 0
  /// When the hedge was last brought up to date.
  private(set) var updated = Instant.zero
  /// What the hedged lots were worth at the index when they were hedged, less what was taken back.
  private var entry = Money.zero

  /// Moves the hedge toward the position by the share that its half-life asks for.
  ///
  /// - Parameters:
  ///   - position: The position here, in lots.
  ///   - halfLife: The time in which half of what is open is hedged.
  ///   - now: The time.
  ///   - index: The index as the owner sees it.
  ///   - instrument: The contract.
  mutating func follow(
    _ position: Int64, halfLife: Interval, now: Instant, index: Price, _ instrument: Instrument
  ) {
    let left = HalfLife.remaining(after: now - updated, halfLife: halfLife)
    // To the nearest lot; the hedge is elsewhere, nobody here pays.
    let kept = divide(
      Int128(position - lots) * Int128(left.partsPerMillion), by: 1_000_000,
      rounding: .toNearestOrEven)
    let hedged = position - Int64(kept)
    entry += instrument.value(Quantity(lots: hedged - lots), at: index)
    lots = hedged
    updated = now
  }

  /// What the hedge has won: it is short what the position here is long.
  func profit(at index: Price, _ instrument: Instrument) -> Money {
    entry - instrument.value(Quantity(lots: lots), at: index)
  }
}
