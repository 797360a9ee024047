import Liquidation
import Reference
import Testing
import Units

/// Collateral at Compound v3's storefront.
@Suite struct StorefrontDiscountTests {
  /// compound-finance/comet, quote-collateral-test.ts at d5a30b0a.
  @Test("comet-quote: 200 of base buy 1.25 of a collateral quoted at 200")
  func cometQuote() {
    let discount = StorefrontDiscount(
      factor: Rate(partsPerMillion: 500_000), liquidationFactor: Rate(partsPerMillion: 600_000))
    #expect(discount.discount == FineRate(.basisPoints(2000)))
    let price = Price(ticks: 200_000_000_000)
    #expect(discount.price(price) == Price(ticks: 160_000_000_000))
    // A tick of 10^-9 on a lot of 10^-3 is 10^-12 of base, which is the atom here.
    let bought = discount.quantity(
      for: Money(atoms: 200_000_000_000_000), at: price, atomsPerTickLot: 1)
    #expect(bought == Quantity(lots: 1250))
  }

  @Test(
    "another factor makes another price",
    arguments: [
      // 0.8 x 7 % = 5.6 %: 188.80, and 200 / 188.80 = 1.0593...
      (800_000, 930_000, 56_000_000_000, 188_800_000_000, 1059),
      // All of the penalty is passed on: 10 %.
      (1_000_000, 900_000, 100_000_000_000, 180_000_000_000, 1111),
      // Without a penalty there is no discount.
      (1_000_000, 1_000_000, 0, 200_000_000_000, 1000),
    ] as [(Int64, Int64, Int64, Int64, Int64)])
  func others(factor: Int64, liquidation: Int64, discount: Int64, ticks: Int64, lots: Int64) {
    let rule = StorefrontDiscount(
      factor: Rate(partsPerMillion: factor), liquidationFactor: Rate(partsPerMillion: liquidation))
    let price = Price(ticks: 200_000_000_000)
    #expect(rule.discount == FineRate(partsPerTrillion: discount))
    #expect(rule.price(price) == Price(ticks: ticks))
    #expect(
      rule.quantity(
        for: Money(atoms: 200_000_000_000_000), at: price, atomsPerTickLot: 1)
        == Quantity(lots: lots))
  }

  @Test func theBuyerPaysTheFractions() {
    let discount = StorefrontDiscount(
      factor: Rate(partsPerMillion: 500_000), liquidationFactor: Rate(partsPerMillion: 600_000))
    #expect(discount.price(Price(ticks: 101)) == Price(ticks: 81))
    #expect(
      discount.quantity(for: Money(atoms: 161), at: Price(ticks: 101), atomsPerTickLot: 1)
        == Quantity(lots: 1))
  }

  @Test func impossibleDiscountsAreNamed() {
    let good = StorefrontDiscount(factor: .one, liquidationFactor: .one)
    #expect(good.flaw == nil)
    #expect(StorefrontDiscount(factor: .one + .one, liquidationFactor: .one).flaw != nil)
    #expect(StorefrontDiscount(factor: .one, liquidationFactor: .zero).flaw != nil)
  }

  @Test func giftsAndWorthlessLotsStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let discount = StorefrontDiscount(factor: .one, liquidationFactor: .zero)
      _ = discount.quantity(for: Money(atoms: 1), at: Price(ticks: 1), atomsPerTickLot: 1)
    }
    await #expect(processExitsWith: .failure) {
      let discount = StorefrontDiscount(factor: .one, liquidationFactor: .one)
      _ = discount.quantity(for: Money(atoms: 1), at: .zero, atomsPerTickLot: 1)
    }
  }
}
