package import Units

/// A liquidation fee that the margin check adds: a share of the notional between two bounds.
///
/// (Synthetix v2: `max(minimum, min(maximum, notional * rate))`, as read 2026-11.)
package struct KeeperFee: Sendable, Hashable {
  /// The share of the notional.
  package var rate: FineRate
  /// The least fee of a position.
  package var minimum: Money
  /// The greatest fee of a position; not below the minimum.
  package var maximum: Money

  /// Makes a fee.
  package init(rate: FineRate, minimum: Money, maximum: Money) {
    self.rate = rate
    self.minimum = minimum
    self.maximum = maximum
  }
}
