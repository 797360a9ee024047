package import Market
package import Units

/// Lots of a position that an attempt has closed.
package struct ClosedLots: Sendable, Hashable {
  /// How many, positive.
  package var quantity: Quantity
  /// What they traded for, without sign.
  package var notional: Money
  /// Whether they were held long.
  package var isLong: Bool
  /// The bankruptcy price of the account when the attempt began.
  package var bankruptcy: Price

  /// Describes what was closed.
  package init(quantity: Quantity, notional: Money, isLong: Bool, bankruptcy: Price) {
    invariant(quantity > .zero, "what is closed has a size")
    invariant(notional >= .zero, "what lots traded for has no sign")
    self.quantity = quantity
    self.notional = notional
    self.isLong = isLong
    self.bankruptcy = bankruptcy
  }

  /// How much better than at the bankruptcy price they were closed; negative is worse.
  package func gap(of instrument: Instrument) -> Money {
    let worst = instrument.notional(bankruptcy, quantity)
    // A sale brings more where the notional is greater, unless the contract is inverse.
    let gainsWithNotional = isLong == (instrument.kind == .linear)
    return gainsWithNotional ? notional - worst : worst - notional
  }
}
