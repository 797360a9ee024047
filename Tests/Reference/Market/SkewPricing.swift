package import Units

/// The price of a market that quotes from the imbalance of its own open interest (Synthetix v2 and v3).
///
/// The index carries a premium of `skew / scale`, where the skew is long less short open interest. A trade
/// fills at the average of the premium before and after it: `index * (1 + (skew + size / 2) / scale)`
/// (Synthetixio/synthetix-v3 at 23585f73, fill price of an order, read 2026-11).
package struct SkewPricing: Sendable, Hashable {
  /// The skew at which the premium is the whole index, in lots; positive.
  package var scale: Quantity

  /// Makes a rule.
  package init(scale: Quantity) {
    self.scale = scale
  }

  /// The price at which a trade fills.
  ///
  /// Rounds up for a purchase and down for a sale: the trader pays the fraction of a tick.
  ///
  /// - Parameters:
  ///   - size: The lots bought, or minus the lots sold.
  ///   - index: The index price.
  ///   - skew: Long less short open interest before the trade, in lots.
  package func fillPrice(of size: Quantity, index: Price, skew: Quantity = .zero) -> Price {
    invariant(scale > .zero, "a skew scale is positive")
    let twice = 2 * Int128(scale.lots)
    let premium = 2 * Int128(skew.lots) + Int128(size.lots)
    let ticks = divide(
      Int128(index.ticks) * (twice + premium), by: twice, rounding: size > .zero ? .up : .down)
    return Price(ticks: Int64(clamping: ticks))
  }
}
