import Market
package import Units

// The fee for closing at the bankruptcy price.
extension MarginRules {
  /// The fee for closing a position at its bankruptcy price, in 10^-12 atoms; zero where it has none.
  ///
  /// The bankruptcy price is where cash, entry cost and value of the position are the fee itself, so with
  /// B for cash and entry cost and t for the rate the notional there is `-B / (1 - t)` where equity rises
  /// with the notional and `B / (1 + t)` where it falls. That is Bybit's `1.00075 x Q / (Q/E + balance)` for
  /// an inverse long, and its estimated closing fee of the unified account (Help Center, as read 2026-11).
  /// The fee depends on no price, so a requirement with it still has straight lines.
  ///
  /// Among several legs each leg's fee is that of the leg alone with the collateral.
  ///
  /// - Parameters:
  ///   - position: What is held.
  ///   - cash: What stands behind it.
  package func feeAtBankruptcy(_ position: Position, cash: Money) -> Int128 {
    guard let curve = PositionCurve(position.size, of: instrument) else { return 0 }
    let fixed = Int128(cash.atoms) + Int128(position.entryCost.atoms)
    return feeAtBankruptcy(fixed: fixed, rises: curve.risesWithNotional)
  }

  private func feeAtBankruptcy(fixed: Int128, rises: Bool) -> Int128 {
    let notionalParts = rises ? -fixed : fixed
    // An account that no price bankrupts, or that is bankrupt at every price.
    if notionalParts <= 0 { return 0 }
    let rate = Int128(closingFeeRate.partsPerMillion)
    let share = rises ? 1_000_000 - rate : 1_000_000 + rate
    // Up: the account pays.
    return divide(notionalParts * rate * MarginLine.whole, by: share, rounding: .up)
  }

  /// What a venue that counts the fee for closing at bankruptcy sets aside for it at the entry, beside the
  /// initial margin, rounded up; zero where the check counts no such fee.
  ///
  /// The bankruptcy price with initial margin and this behind a position is that of the initial margin alone
  /// without a fee: `E (1 - 1/L)` of a linear long, `E L / (L + 1)` of an inverse one (Bybit, as read 2026-11).
  ///
  /// - Parameters:
  ///   - value: The value of the position at entry.
  ///   - margin: The initial margin that its owner chose.
  ///   - isLong: The side.
  package func feeSetAside(value: Money, margin: Money, isLong: Bool) -> Money {
    guard terms.closingFee == .countedAtBankruptcy else { return .zero }
    let rises = isLong == (instrument.kind == .linear)
    // The notional at which the margin is lost.
    let lost = rises ? value - margin : value + margin
    return lost > .zero ? lost.times(closingFeeRate, rounding: .up) : .zero
  }
}
