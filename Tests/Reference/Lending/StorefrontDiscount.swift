package import Units

/// The fixed discount at which a protocol sells collateral that it has absorbed.
///
/// Compound v3 (comet, `quoteCollateral`, commit d5a30b0a): `factor * (1 - liquidationFactor)`. It has
/// no clock: the same discount holds until somebody buys.
package struct StorefrontDiscount: Sendable, Hashable {
  /// The share of the liquidation penalty that is passed on to buyers.
  package var factor: Rate
  /// What the protocol credits of the collateral's value when it absorbs the account.
  package var liquidationFactor: Rate

  /// Makes a discount.
  package init(factor: Rate, liquidationFactor: Rate) {
    self.factor = factor
    self.liquidationFactor = liquidationFactor
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if factor < .zero || factor > .one { return "a storefront factor is from 0 to 1" }
    return liquidationFactor <= .zero || liquidationFactor > .one
      ? "a liquidation factor is above 0 and at most 1" : nil
  }

  /// The discount, `factor * (1 - liquidationFactor)`; exact.
  package var discount: FineRate {
    FineRate(
      partsPerTrillion: factor.partsPerMillion * (.one - liquidationFactor).partsPerMillion)
  }

  /// The share of the price that is left, in units of 10^-12.
  private var keptParts: Int128 {
    Int128(FineRate.one.partsPerTrillion - discount.partsPerTrillion)
  }

  /// The discounted price, rounded up to a tick: the buyer pays.
  package func price(_ price: Price) -> Price {
    let product = Int128(price.ticks) * keptParts
    return Price(ticks: Int64(divide(product, by: 1_000_000_000_000, rounding: .up)))
  }

  /// The lots that an amount buys at the discounted price, which is not rounded on the way.
  ///
  /// Rounded down: the buyer pays the fraction of a lot.
  ///
  /// - Parameters:
  ///   - amount: What the buyer pays; not negative.
  ///   - price: The price of the feed; positive.
  ///   - atomsPerTickLot: What one tick on one lot is worth.
  package func quantity(for amount: Money, at price: Price, atomsPerTickLot: Int64) -> Quantity {
    invariant(price > .zero && atomsPerTickLot > 0, "a lot is worth something")
    invariant(keptParts > 0, "a discount leaves a price")
    let value = Int128(price.ticks) * Int128(atomsPerTickLot)
    let lots = divide(
      Int128(amount.atoms) * 1_000_000_000_000, by: value * keptParts,
      rounding: .down)
    return Quantity(lots: Int64(lots))
  }
}
