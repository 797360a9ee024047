import Liquidation
import Testing
import Units

/// Orders limited at the zero price, by hand: 50,000 x (1 -/+ 10 % x 1,000.5 / 5,000) is half a tick off.
@Suite struct ZeroPriceLimitTests {
  private static let mark = Price(ticks: 50_000)

  @Test(
    "is rounded so that a fill leaves the account no less than its share",
    arguments: [(Int64(1000), -48_999.5, Int64(49_000)), (-1000, 51_000.5, 51_000)])
  func rounding(lots: Int64, quote: Double, limit: Int64) throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let account = VenueFixture.account(quote: quote, lots: lots, at: Self.mark, rules)
    var path = VenueFixture.path(limit: .zeroPrice)
    let step = path.next(in: VenueFixture.situation(account, rules, at: Self.mark)).step
    #expect(try #require(step.order).limit == Price(ticks: limit))
  }
}
