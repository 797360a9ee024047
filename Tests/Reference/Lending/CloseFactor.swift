package import Margin
package import Units

/// How much of a loan one liquidation call may repay.
package enum CloseFactor: Sendable, Hashable {
  /// The same share for every loan that can be liquidated.
  case fixed(Rate)
  /// One share above a health factor, another at it and below.
  case byHealth(above: Rate, mild: Rate, severe: Rate)

  /// Aave v3: half while the health factor is above 0.95, else all.
  ///
  /// Source: LiquidationLogic.sol of aave-v3-core. Later releases add a rule for small loans, which is
  /// not covered.
  package static let aaveV3 = CloseFactor.byHealth(
    above: Rate(partsPerMillion: 950_000), mild: Rate(partsPerMillion: 500_000), severe: .one)

  /// Compound v2: half (Comptroller, closeFactorMantissa).
  package static let compoundV2 = CloseFactor.fixed(Rate(partsPerMillion: 500_000))

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    func isShare(_ rate: Rate) -> Bool { rate > .zero && rate <= .one }
    switch self {
    case .fixed(let share):
      return isShare(share) ? nil : "a close factor is above 0 and at most 1"
    case .byHealth(let above, let mild, let severe):
      guard isShare(mild), isShare(severe) else { return "a close factor is above 0 and at most 1" }
      return isShare(above) ? nil : "the health factor of a step is above 0 and at most 1"
    }
  }

  /// The share of the debt that a call may repay.
  ///
  /// - Parameter health: The collateral's value times its liquidation threshold, over the debt.
  package func share(atHealth health: Ratio) -> Rate {
    switch self {
    case .fixed(let share): return share
    case .byHealth(let above, let mild, let severe):
      // Cross-multiplied, so that no division can move the boundary.
      let isMild =
        health.numerator * 1_000_000 > health.denominator * Int128(above.partsPerMillion)
      return isMild ? mild : severe
    }
  }

  /// The most debt that a call may repay; nothing while the health factor is one or more.
  ///
  /// Rounded down: the borrower keeps the atom.
  package func repayable(debt: Money, health: Ratio) -> Money {
    if health.numerator >= health.denominator { return .zero }
    return debt.times(share(atHealth: health), rounding: .down)
  }
}
