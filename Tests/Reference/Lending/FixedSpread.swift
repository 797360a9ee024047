package import Units

/// A lending protocol's liquidation at a fixed spread, and what a liquidator makes of it.
///
/// Source: Qin, Zhou, Gamito, Jovanovic and Gervais, "An empirical study of DeFi liquidations" (2021):
/// a liquidator who first repays just so much that the loan stays unhealthy may use the close factor
/// twice, and earns more than with one call.
package struct FixedSpread: Sendable, Hashable {
  /// The share of the collateral's value that counts against the debt.
  package var threshold: Rate
  /// What the liquidator gets on top of what it repays.
  package var spread: Rate
  /// The share of the debt that one call may repay.
  package var closeFactor: Rate

  /// Makes a rule.
  package init(threshold: Rate, spread: Rate, closeFactor: Rate) {
    self.threshold = threshold
    self.spread = spread
    self.closeFactor = closeFactor
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if threshold <= .zero || threshold >= .one { return "a threshold is above 0 and below 1" }
    if spread < .zero || spread >= .one { return "a spread is from 0 up to, not including, 1" }
    return closeFactor <= .zero || closeFactor > .one
      ? "a close factor is above 0 and at most 1" : nil
  }

  /// Whether a loan can be liquidated: its health factor is below one.
  package func isLiquidatable(_ loan: Loan) -> Bool { shortfall(of: loan) > 0 }

  /// What a liquidator earns on what it repays; rounded down: the borrower keeps the fraction.
  package func profit(onRepaying amount: Money) -> Money {
    amount.times(spread, rounding: .down)
  }

  /// The one call that repays all the close factor allows; nothing for a healthy loan.
  package func singleRepayment(of loan: Loan) -> Money {
    isLiquidatable(loan) ? largestCall(on: loan) : .zero
  }

  /// The calls of a liquidator who makes two.
  ///
  /// The first is the greatest that leaves the health factor below one, or what the close factor and
  /// the collateral allow where that is less; the second is all that they allow of the rest.
  ///
  /// - Returns: No call for a healthy loan, else one or two.
  package func twoStepRepayments(of loan: Loan) -> [Money] {
    guard isLiquidatable(loan) else { return [] }
    let first = min(largestKeepingUnhealthy(loan), largestCall(on: loan))
    guard let rest = loan.repaying(first, incentive: spread), first > .zero else {
      return [largestCall(on: loan)]
    }
    let second = singleRepayment(of: rest)
    return second > .zero ? [first, second] : [first]
  }

  /// Debt less counted collateral, in millionths of an atom; above zero it can be liquidated.
  private func shortfall(of loan: Loan) -> Int128 {
    Int128(loan.debt.atoms) * 1_000_000
      - Int128(loan.collateral.atoms) * Int128(threshold.partsPerMillion)
  }

  /// What the close factor allows, and the collateral pays for.
  private func largestCall(on loan: Loan) -> Money {
    // Down: the borrower keeps the atom.
    let byFactor = loan.debt.times(closeFactor, rounding: .down)
    let byCollateral = divide(
      Int128(loan.collateral.atoms) * 1_000_000, by: 1_000_000 + Int128(spread.partsPerMillion),
      rounding: .down)
    return min(byFactor, Money(atoms: Int64(byCollateral)))
  }

  /// A repayment after which the health factor is still below one, within an atom of collateral of the
  /// greatest: just under `(D - LT C) / (1 - LT (1 + LS))`.
  private func largestKeepingUnhealthy(_ loan: Loan) -> Money {
    let counted =
      Int128(threshold.partsPerMillion) * (1_000_000 + Int128(spread.partsPerMillion))
    let perAtom = 1_000_000_000_000 - counted
    // Each atom repaid frees nothing: the loan stays unhealthy however much is repaid.
    if perAtom <= 0 { return loan.debt }
    // An atom of collateral is held back, because what the liquidator takes is rounded down. Down: the
    // loan stays unhealthy.
    let kept = shortfall(of: loan) - Int128(threshold.partsPerMillion)
    let atoms = max(divide(kept * 1_000_000, by: perAtom, rounding: .down), 0)
    return Money(atoms: Int64(clamping: atoms))
  }
}
