public import Units

/// A share of a price in units of 10^-18, from zero to one.
///
/// The unit is that of the chains (a "wad"); products are taken in 128 bits.
public struct AuctionRatio: Sendable, Hashable, Comparable {
  /// The count of units of 10^-18.
  public let attos: Int128

  /// Makes a ratio from its count of units, from zero to one.
  public init(attos: Int128) {
    invariant(attos >= 0 && attos <= 1_000_000_000_000_000_000, "a price ratio is from 0 to 1")
    self.attos = attos
  }

  /// Makes a ratio from a rate in parts per million; exact.
  public init(_ rate: Rate) {
    self.init(attos: Int128(rate.partsPerMillion) * 1_000_000_000_000)
  }

  /// The whole.
  public static var one: AuctionRatio { AuctionRatio(attos: 1_000_000_000_000_000_000) }

  /// Orders by value.
  public static func < (left: AuctionRatio, right: AuctionRatio) -> Bool {
    left.attos < right.attos
  }

  /// The product, to the nearest unit, half to even: no side is favoured.
  public static func * (left: AuctionRatio, right: AuctionRatio) -> AuctionRatio {
    AuctionRatio(
      attos: divide(left.attos * right.attos, by: one.attos, rounding: .toNearestOrEven))
  }

  /// The ratio multiplied by itself so many times, by squaring; each product rounds to nearest.
  ///
  /// - Parameter count: Not negative; at zero the power is one.
  public func power(_ count: Int64) -> AuctionRatio {
    invariant(count >= 0, "a power of a price ratio is counted from 0")
    var result = AuctionRatio.one
    var square = self
    var rest = count
    while rest > 0 {
      if rest % 2 == 1 { result = result * square }
      rest /= 2
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// This share of a price that is not negative.
  ///
  /// - Parameters:
  ///   - price: The whole.
  ///   - rounding: Where the fraction of a tick goes.
  public func times(_ price: Price, rounding: Rounding) -> Price {
    let product = Int128(price.ticks) * attos
    return Price(ticks: Int64(divide(product, by: Self.one.attos, rounding: rounding)))
  }
}
