import Liquidation
import Margin
import Reference
import Testing
import Units

/// How much of a loan one call may repay.
@Suite struct CloseFactorTests {
  private func repayable(_ factor: CloseFactor, health: Int128) throws -> Int64 {
    let ratio = try #require(Ratio(health, over: 1000))
    return factor.repayable(debt: Money(atoms: 1000), health: ratio).atoms
  }

  @Test(
    "aave-close-factor: half above a health factor of 0.95, all from there on",
    arguments: [(990, 500), (951, 500), (950, 1000), (800, 1000)] as [(Int128, Int64)])
  func aave(healthPerMille: Int128, expected: Int64) throws {
    #expect(try repayable(.aaveV3, health: healthPerMille) == expected)
  }

  @Test func aHealthyLoanCannotBeRepaidByOthers() throws {
    #expect(try repayable(.aaveV3, health: 1000) == 0)
    #expect(try repayable(.compoundV2, health: 1001) == 0)
    #expect(try repayable(.compoundV2, health: 999) == 500)
    #expect(try repayable(.compoundV2, health: 1) == 500)
  }

  @Test func theBorrowerKeepsTheAtom() throws {
    let health = try #require(Ratio(1, over: 2))
    #expect(CloseFactor.compoundV2.repayable(debt: Money(atoms: 7), health: health).atoms == 3)
  }

  @Test func impossibleSharesAreNamed() {
    #expect(CloseFactor.aaveV3.flaw == nil)
    #expect(CloseFactor.compoundV2.flaw == nil)
    #expect(CloseFactor.fixed(.zero).flaw != nil)
    #expect(CloseFactor.byHealth(above: .zero, mild: .one, severe: .one).flaw != nil)
    #expect(
      CloseFactor.byHealth(above: .one, mild: .one, severe: .one + .one).flaw != nil)
  }
}
