import Margin
import Market
import Quote
import Rulebook
import Testing
import Units

@Suite struct StopCheckTests {
  private let atoms = Money.atomsPerUnit

  /// A long of 1 at 60,000 with 6,000 behind it at 1 %: liquidated at 54,545.45.
  private func check(
    _ terms: StopCheck.Terms, takerFee: String? = "0.05%", side: Side = .buy
  ) throws -> StopCheck {
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("1%"))], takerFee: takerFee, funding: FundingFormula())
    var account = QuoteFixture.tenfold
    account.legs[0].side = side
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    return try #require(StopCheck(terms, of: leg, under: rulebook))
  }

  private func stop(_ price: Int64) -> StopCheck.Terms {
    StopCheck.Terms(stop: QuoteNumber(units: price))
  }

  @Test func `A stop well above the liquidation price has room`() throws {
    let check = try check(stop(55_000))
    #expect(check.warning == nil)
    #expect(check.room == Money(atoms: 454_550_000))
    #expect(check.fee == Money(atoms: 27_500_000))
  }

  @Test func `A stop nearer than the cost of getting out is warned of`() throws {
    // 54.55 of room; the fee alone is 27.30, with slippage of 10 bp it is 81.90.
    #expect(try check(stop(54_600)).warning == nil)
    var terms = stop(54_600)
    terms.slippage = .rate(.basisPoints(10))
    let check = try check(terms)
    #expect(check.warning == .tooClose)
    #expect(check.cost == Money(atoms: 81_900_000))
  }

  @Test func `Funding counts once for each settlement that may come, and only where it is paid`()
    throws
  {
    var terms = stop(54_600)
    terms.horizon = .seconds(8 * 3600 + 1)
    terms.fundingRate = .basisPoints(1)
    let long = try check(terms)
    #expect(long.settlements == 2)
    #expect(long.funding == Money(atoms: 12 * atoms))
    #expect(long.cost == Money(atoms: 39_300_000))
    terms.stop = QuoteNumber(units: 65_000)
    let short = try check(terms, side: .sell)
    #expect(short.funding == Money(atoms: -12 * atoms))
    #expect(short.cost == Money(atoms: 32_500_000))
  }

  @Test func `An even book is eaten into, and the average fill is half of the way`() throws {
    var terms = stop(55_000)
    terms.slippage = .depth(QuoteNumber(units: 25, decimals: 2))
    // 1 over 0.25 a basis point is four basis points deep, two on average.
    let check = try check(terms)
    #expect(check.slippageRate == .basisPoints(2))
    #expect(check.slippage == Money(atoms: 11 * atoms))
  }

  @Test func `A stop behind the liquidation price comes too late`() throws {
    let check = try check(stop(54_545))
    #expect(check.warning == .beyondLiquidation)
    #expect(check.room == .zero)
  }

  @Test func `A stop on the wrong side of the mark triggers at once`() throws {
    #expect(try check(stop(60_000)).warning == .triggersAtOnce)
    #expect(try check(stop(59_000), side: .sell).warning == .triggersAtOnce)
  }

  @Test func `A fee of the user's own takes the place of the rulebook's`() throws {
    var terms = stop(55_000)
    #expect(try check(terms, takerFee: nil).feeRate == nil)
    terms.takerFee = .basisPoints(10)
    #expect(try check(terms).fee == Money(atoms: 55 * atoms))
  }

  @Test func `An eighth of a rate is paid to the fraction of a millionth`() throws {
    // Hyperliquid's hourly funding: an eighth of 0.01 %, which is 0.00125 %, so 6.00 in eight hours on 60,000.
    let formula = FundingFormula(interval: .seconds(3600), settlementsPerRate: 8)
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("1%"))], funding: formula)
    let leg = try VenueQuote(QuoteFixture.tenfold, under: rulebook).legs[0]
    var terms = stop(55_000)
    terms.horizon = .seconds(8 * 3600)
    let check = try #require(StopCheck(terms, of: leg, under: rulebook))
    #expect(check.settlements == 8)
    #expect(check.funding == Money(atoms: 6 * atoms))
  }

  @Test func `A stop finer than a tick is judged on the tick nearer to liquidation`() throws {
    let fine = StopCheck.Terms(stop: QuoteNumber(units: 55_000_123, decimals: 3))
    #expect(try check(fine).stop == Price(ticks: 5_500_012))
    let short = StopCheck.Terms(stop: QuoteNumber(units: 65_000_123, decimals: 3))
    #expect(try check(short, side: .sell).stop == Price(ticks: 6_500_013))
  }

  @Test func `A stop too large to be booked is not judged`() throws {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    let leg = try VenueQuote(QuoteFixture.tenfold, under: rulebook).legs[0]
    let far = StopCheck.Terms(stop: QuoteNumber(units: .max))
    #expect(StopCheck(far, of: leg, under: rulebook) == nil)
  }

  @Test func `A depth too fine for the decimals of size and price is not judged`() throws {
    let rulebook = QuoteFixture.rulebook(
      market: .inverse, margins: [("BTC", QuoteFixture.flat("1%"))])
    let entry = QuoteNumber(units: 100_000_012_345_678_9, decimals: 10)
    let account = QuoteAccount(
      collateral: .leverage(QuoteNumber(units: 5)),
      legs: [QuoteLeg(symbol: "BTC", side: .buy, size: QuoteNumber(units: 1), entry: entry)])
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    var terms = stop(99_999)
    terms.slippage = .depth(QuoteNumber(units: 2_123_456_789_012, decimals: 12))
    #expect(StopCheck(terms, of: leg, under: rulebook) == nil)
    // One coin over 2 a basis point: half a basis point deep, a quarter on average.
    terms.slippage = .depth(QuoteNumber(units: 2))
    let coarse = try #require(StopCheck(terms, of: leg, under: rulebook))
    #expect(coarse.slippageRate == Rate(partsPerMillion: 26), "rounded up from a little over 25")
  }
}
