package import Units

/// How an initial rate grows with the open interest of the market.
///
/// (dYdX v4, open-interest-based initial margin fraction: from the base rate at the lower cap evenly to
/// 100 % at the upper cap, as read 2026-11.)
package struct OpenInterestScale: Sendable, Hashable {
  /// The open notional up to which the base rate holds.
  package var lower: Money
  /// The open notional from which on the rate is 100 %; above the lower one.
  package var upper: Money

  /// Makes a scale.
  package init(lower: Money, upper: Money) {
    self.lower = lower
    self.upper = upper
  }

  /// The initial rate at an open notional.
  package func initialRate(base: Rate, openNotional: Money) -> Rate {
    invariant(lower < upper, "the lower cap of open interest is below the upper one")
    if openNotional <= lower { return base }
    if openNotional >= upper { return max(base, .one) }
    let over = Int128(openNotional.atoms) - Int128(lower.atoms)
    let span = Int128(upper.atoms) - Int128(lower.atoms)
    let rise = over * Int128(Rate.one.partsPerMillion - base.partsPerMillion)
    // Down to a millionth, as the venue rounds: the account gets the fraction.
    return Rate(
      partsPerMillion: base.partsPerMillion + Int64(divide(rise, by: span, rounding: .down)))
  }
}
