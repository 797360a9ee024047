import Market
package import Units

/// The price that takes from an account, with a part of its positions, the same part of its equity.
///
/// A position that changes hands at its zero price frees maintenance and gives up equity in the same
/// proportion, so equity over maintenance stays what it was: `mark * (1 - side * rate * equity /
/// maintenance)` for a leg with a maintenance rate. FTX and Lighter call it the zero price, dYdX v4 the
/// bankruptcy price (as read 2026-11); for a single leg it is where equity is zero.
extension CrossAccount {
  /// The zero price of a leg, in ticks.
  ///
  /// - Parameters:
  ///   - leg: The index of the leg.
  ///   - quantity: How many of its lots are closed, positive; all of them unless stated. Only where the
  ///     requirement is not proportional to size does the price depend on it.
  /// - Returns: `nil` for a flat leg, and where no positive price does it. Exact to 2^-60 of an atom.
  package func exactZeroPrice(leg index: Int, closing quantity: Quantity? = nil) -> Ratio? {
    let leg = legs[index]
    let closed = quantity ?? leg.position.size.magnitude
    if closed == .zero { return nil }
    return leg.rules.exactZeroPrice(
      of: -leg.change(closing: closed), mark: leg.mark,
      giving: equityShare(leg: index, closing: closed))
  }

  /// What an account receives, or pays if negative, when some lots of a leg close at the zero price.
  ///
  /// `-change of notional - equity * |change of maintenance| / maintenance`, rounded toward positive
  /// infinity (dYdX v4, bankruptcy price in quote quantums, read 2026-11).
  ///
  /// - Parameters:
  ///   - leg: The index of the leg.
  ///   - quantity: The lots closed, positive, at most what is held.
  package func bankruptcyQuote(leg index: Int, closing quantity: Quantity) -> Money {
    let leg = legs[index]
    let value = leg.rules.instrument.value(-leg.change(closing: quantity), at: leg.mark)
    // The share is rounded down, so the quote up: the account gets the fraction of an atom.
    return value - Money(atoms: Int64(equityShare(leg: index, closing: quantity).atoms))
  }

  /// The bankruptcy quote before it is rounded, in atoms.
  ///
  /// - Returns: `nil` where no lots are closed. Exact to 2^-60 of an atom.
  package func exactBankruptcyQuote(leg index: Int, closing quantity: Quantity) -> Ratio? {
    if quantity == .zero { return nil }
    let leg = legs[index]
    let value = leg.rules.instrument.value(-leg.change(closing: quantity), at: leg.mark)
    let share = equityShare(leg: index, closing: quantity)
    let (rest, divisor) = share.shortRest
    return Ratio((Int128(value.atoms) - share.atoms) * divisor - rest, over: divisor)
  }

  /// The part of equity that belongs to some lots of a leg: by their share of all maintenance.
  private func equityShare(leg index: Int, closing quantity: Quantity) -> EquityShare {
    let leg = legs[index]
    invariant(
      quantity <= leg.position.size.magnitude, "nobody closes more of a leg than it holds")
    let freed =
      leg.maintenanceParts(with: collateral)
      - leg.reduced(by: quantity).maintenanceParts(with: collateral)
    return EquityShare(of: equity, freed: freed, total: maintenanceParts)
  }
}
