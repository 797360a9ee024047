import Liquidation
import Margin
import Reference
import Testing
import Units

/// A liquidator who uses the close factor twice.
@Suite struct FixedSpreadTests {
  private let rule = FixedSpread(
    threshold: Rate(partsPerMillion: 800_000), spread: Rate(partsPerMillion: 100_000),
    closeFactor: Rate(partsPerMillion: 500_000))

  @Test("qin2021.fixed_spread_optimal: two calls earn half as much again as one")
  func optimal() {
    // An atom is 10^-12 of a unit, as the published digits ask for.
    let unit: Int64 = 1_000_000_000_000
    func units(_ money: Money) -> Double { Double(money.atoms) / Double(unit) }
    let loan = Loan(collateral: Money(atoms: 1000 * unit), debt: Money(atoms: 850 * unit))
    let single = rule.singleRepayment(of: loan)
    #expect(isClose(units(rule.profit(onRepaying: single)), 42.5, relative: 1e-10))
    let calls = rule.twoStepRepayments(of: loan)
    #expect(calls.count == 2)
    #expect(isClose(units(calls[0]), 416.666666667, relative: 1e-10))
    #expect(isClose(units(calls[1]), 216.666666667, relative: 1e-10))
    let profit = calls.reduce(Money.zero) { $0 + rule.profit(onRepaying: $1) }
    #expect(isClose(units(profit), 63.3333333333, relative: 1e-10))
  }

  @Test func aHealthyLoanEarnsNothing() {
    let loan = Loan(collateral: Money(atoms: 1000), debt: Money(atoms: 800))
    #expect(!rule.isLiquidatable(loan))
    #expect(rule.twoStepRepayments(of: loan).isEmpty)
    #expect(rule.singleRepayment(of: loan) == .zero)
    #expect(rule.isLiquidatable(Loan(collateral: Money(atoms: 1000), debt: Money(atoms: 801))))
  }

  /// The judge tries every amount that the first call may repay.
  @Test func noOtherFirstCallEarnsMore() {
    for debt in Int64(801)...900 {
      let loan = Loan(collateral: Money(atoms: 1000), debt: Money(atoms: debt))
      var most: Int64 = 0
      for first in Int64(0)...(debt / 2) {
        guard let rest = loan.repaying(Money(atoms: first), incentive: rule.spread) else {
          continue
        }
        let isStillUnhealthy = rest.debt.atoms * 10 > rest.collateral.atoms * 8
        let second =
          isStillUnhealthy ? min(rest.debt.atoms / 2, rest.collateral.atoms * 10 / 11) : 0
        most = max(most, first + second)
      }
      let found = rule.twoStepRepayments(of: loan).reduce(Money.zero, +).atoms
      // The rounding of what is taken may cost the first call a few atoms.
      #expect(found <= most && found >= most - 5, "debt \(debt): \(found), not \(most)")
    }
  }

  @Test func inASpiralTheCollateralIsTheLimit() {
    let loan = Loan(collateral: Money(atoms: 1000), debt: Money(atoms: 1500))
    let calls = rule.twoStepRepayments(of: loan)
    #expect(calls == [Money(atoms: 750), Money(atoms: 159)])
  }

  @Test func impossibleRulesAreNamed() {
    #expect(rule.flaw == nil)
    var wrong = rule
    wrong.threshold = .one
    #expect(wrong.flaw != nil)
    wrong = rule
    wrong.spread = .one
    #expect(wrong.flaw != nil)
    wrong = rule
    wrong.closeFactor = .zero
    #expect(wrong.flaw != nil)
  }
}
