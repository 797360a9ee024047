package import Margin
package import Units

/// A loan against collateral, both at the prices of the moment.
package struct Loan: Sendable, Hashable {
  /// What the collateral is worth.
  package var collateral: Money
  /// What is owed.
  package var debt: Money

  /// Makes a loan; neither amount is negative.
  package init(collateral: Money, debt: Money) {
    invariant(collateral >= .zero && debt >= .zero, "a loan has no negative amount")
    self.collateral = collateral
    self.debt = debt
  }

  /// Debt over collateral, or `nil` without collateral.
  package var loanToValue: Ratio? { Ratio(Int128(debt.atoms), over: Int128(collateral.atoms)) }

  /// Collateral times its threshold over debt, or `nil` without debt; below one it can be liquidated.
  package func health(threshold: Rate) -> Ratio? {
    Ratio(
      Int128(collateral.atoms) * Int128(threshold.partsPerMillion),
      over: Int128(debt.atoms) * 1_000_000)
  }

  /// The loan after a liquidator repaid a part and took collateral for it.
  ///
  /// The collateral taken is rounded down: the borrower keeps the fraction.
  ///
  /// - Parameters:
  ///   - amount: What is repaid; at most the debt.
  ///   - incentive: What the liquidator gets on top, as a part of what it repays.
  /// - Returns: `nil` where there is not enough debt or collateral for it.
  package func repaying(_ amount: Money, incentive: Rate) -> Loan? {
    let taken = amount.times(.one + incentive, rounding: .down)
    guard amount >= .zero, amount <= debt, taken <= collateral else { return nil }
    return Loan(collateral: collateral - taken, debt: debt - amount)
  }

  /// Whether repaying a part leaves the loan worse covered than before.
  package func isToxic(repaying amount: Money, incentive: Rate) -> Bool {
    guard let before = loanToValue,
      let after = repaying(amount, incentive: incentive)?.loanToValue
    else { return false }
    return after > before
  }

  /// The loan-to-value above which every partial liquidation raises it further: 1 / (1 + incentive).
  ///
  /// Where the liquidator sells at a loss, each unit repaid takes `slippage` times as much collateral
  /// and the frontier is lower by that factor. (Warmuz, Chaudhary and Pinna, "Toxic liquidation
  /// spirals", 2022; McFarlane 2025 for the slippage.)
  ///
  /// - Parameters:
  ///   - incentive: What liquidators get on top; not negative.
  ///   - slippage: 1 for none; positive.
  package static func toxicFrontier(incentive: Rate, slippage: Rate = .one) -> Ratio? {
    Ratio(
      1_000_000_000_000,
      over: (1_000_000 + Int128(incentive.partsPerMillion)) * Int128(slippage.partsPerMillion))
  }
}
