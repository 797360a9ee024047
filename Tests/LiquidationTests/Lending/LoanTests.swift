import Liquidation
import Margin
import Reference
import Testing
import Units

/// Loans that a liquidation makes worse.
@Suite struct LoanTests {
  private func value(_ ratio: Ratio?) throws -> Double {
    let ratio = try #require(ratio)
    return Double(ratio.numerator) / Double(ratio.denominator)
  }

  @Test(
    "toxic_spiral.threshold: the loan-to-value above which partial liquidations hurt",
    arguments: [
      (50_000, 0.952380952381, 0.93370681606), (100_000, 0.909090909091, 0.891265597148),
      (150_000, 0.869565217391, 0.852514919011),
    ])
  func threshold(incentive: Int64, frontier: Double, withSlippage: Double) throws {
    let rate = Rate(partsPerMillion: incentive)
    // The published figures carry twelve digits.
    #expect(isClose(try value(Loan.toxicFrontier(incentive: rate)), frontier, relative: 1e-12))
    let lower = Loan.toxicFrontier(incentive: rate, slippage: Rate(partsPerMillion: 1_020_000))
    #expect(isClose(try value(lower), withSlippage, relative: 1e-12))
  }

  @Test("toxic_spiral.instance: repaying 10 of 95 against 100 at 10 % makes it worse")
  func instance() throws {
    let loan = Loan(collateral: Money(atoms: 100), debt: Money(atoms: 95))
    let incentive = Rate(partsPerMillion: 100_000)
    let amount = Money(atoms: 10)
    #expect(isClose(try value(loan.loanToValue), 0.95, relative: 1e-12))
    let after = try #require(loan.repaying(amount, incentive: incentive))
    #expect(isClose(try value(after.loanToValue), 0.955056179775, relative: 1e-12))
    #expect(loan.isToxic(repaying: amount, incentive: incentive))
  }

  @Test func onTheFrontierALiquidationChangesNothing() {
    let loan = Loan(collateral: Money(atoms: 1100), debt: Money(atoms: 1000))
    let incentive = Rate(partsPerMillion: 100_000)
    #expect(!loan.isToxic(repaying: Money(atoms: 100), incentive: incentive))
    let worse = Loan(collateral: Money(atoms: 1099), debt: Money(atoms: 1000))
    #expect(worse.isToxic(repaying: Money(atoms: 100), incentive: incentive))
    #expect(loan.repaying(Money(atoms: 1001), incentive: incentive) == nil)
    #expect(worse.repaying(Money(atoms: 1000), incentive: incentive) == nil)
    #expect(Loan(collateral: .zero, debt: Money(atoms: 1)).loanToValue == nil)
  }

  @Test func aLoanWithANegativeAmountStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = Loan(collateral: Money(atoms: -1), debt: .zero)
    }
  }
}
