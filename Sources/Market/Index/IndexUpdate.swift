public import Units

/// A new value of a price, from one instant on.
@frozen
public struct IndexUpdate: Sendable, Hashable {
  /// From when the price holds.
  public var time: Instant
  /// The price from then on.
  public var price: Price

  /// Makes an update.
  public init(time: Instant, price: Price) {
    self.time = time
    self.price = price
  }
}
