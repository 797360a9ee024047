public import Units

/// A liquidation fee that the margin check adds: a share of the notional between two bounds.
///
/// (Synthetix v2: `max(minimum, min(maximum, notional * rate))`, as read 2026-11.)
public struct KeeperFee: Sendable, Hashable {
  /// The share of the notional.
  public var rate: FineRate
  /// The least fee of a position.
  public var minimum: Money
  /// The greatest fee of a position; not below the minimum.
  public var maximum: Money

  /// Makes a fee.
  public init(rate: FineRate, minimum: Money, maximum: Money) {
    self.rate = rate
    self.minimum = minimum
    self.maximum = maximum
  }
}
