import Market
import Reference
import Testing
import Units

@Suite struct SkewPricingTests {
  /// Synthetix v3: the average of the premium before and after, by hand.
  @Test(
    "a trade fills half way between the premium before and after it",
    arguments: [
      // The five markets of the venue's account: scale, size, index in cents, skew, fill.
      (100, -1, 3_000_000, 0, 2_985_000), (1000, 20, 200_000, 0, 202_000),
      (100_000, 2000, 500, 0, 505), (100_000, 5000, 200, 0, 205),
      // With the market long by 10 a purchase of 20 pays 10 + 10 thousandths, a sale of 20 nothing.
      (1000, 20, 200_000, 10, 204_000), (1000, -20, 200_000, 10, 200_000),
      // Short by 30, a purchase of 20 is below the index.
      (1000, 20, 200_000, -30, 196_000), (1000, 0, 200_000, 10, 202_000),
      // The fraction of a cent is paid by who trades: 1 cent x (1 +/- 0.5 %).
      (100, 1, 1, 0, 2), (100, -1, 1, 0, 0),
    ] as [(Int64, Int64, Int64, Int64, Int64)])
  func fills(scale: Int64, size: Int64, index: Int64, skew: Int64, fill: Int64) {
    let pricing = SkewPricing(scale: Quantity(lots: scale))
    #expect(
      pricing.fillPrice(
        of: Quantity(lots: size), index: Price(ticks: index), skew: Quantity(lots: skew))
        == Price(ticks: fill))
  }

  @Test func aMarketWithoutAScaleStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = SkewPricing(scale: .zero).fillPrice(of: Quantity(lots: 1), index: Price(ticks: 1))
    }
  }
}
