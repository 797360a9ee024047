import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Testing
import Units

/// A long of 1 at 60,000 with 6,000 behind it, and what the rulebook says at each mark.
@Suite struct AccountStateTests {
  /// dYdX v4: a tenth at the fillable price, a penalty of 1.5 % from what is above bankruptcy.
  private var dydx: Rulebook {
    let path = StagedPath(
      name: "tenth", summary: "A tenth.",
      stages: [
        Stage(
          name: "tenth", sizing: .fractionOfRemaining(.basisPoints(1000)),
          execution: .immediateOrCancel,
          limit: .fillable(adjustment: .one, spreadToMaintenance: Rate(partsPerMillion: 1_500_000)))
      ])
    return QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("3%"))], path: path,
      penalty: Penalty(rate: .basisPoints(150), cappedByGapToBankruptcy: true))
  }

  private func quote(
    mark: Int64, side: Side = .buy, under rulebook: Rulebook
  ) throws -> VenueQuote {
    var account = QuoteFixture.tenfold
    account.legs[0].side = side
    account.legs[0].mark = QuoteNumber(units: mark)
    return try VenueQuote(account, under: rulebook)
  }

  @Test func `A safe account is quoted at its liquidation price`() throws {
    let quote = try quote(mark: 60_000, under: dydx)
    let leg = quote.legs[0]
    #expect(quote.state == .safe)
    // 54,000 / 0.97 and a tenth of it at 1.5 %.
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 5_567_010)
    #expect(leg.step?.limit == Price(ticks: 5_567_010))
    #expect(try QuoteFixture.cents(#require(leg.costs?.penalty), of: quote) == 8_351)
    #expect(leg.costs?.remainder == .owner)
  }

  @Test func `An account below maintenance is quoted at its mark`() throws {
    let quote = try quote(mark: 55_000, under: dydx)
    let leg = quote.legs[0]
    #expect(quote.state == .belowMaintenance)
    #expect(leg.acting == Price(ticks: 5_500_000))
    // Equity 1,000 of the 1,650 required: 55,000 - (1 - 1,000/1,650) x 1.5 x 3 % x 55,000.
    #expect(leg.step?.limit == Price(ticks: 5_402_500))
    #expect(leg.step?.quantity.lots == leg.size.lots / 10)
    // 1.5 % of 5,500 is 82.50, and a tenth of the gap to bankruptcy is 100.
    #expect(try QuoteFixture.cents(#require(leg.costs?.penalty), of: quote) == 8_250)
    #expect(leg.costs?.remainder == .owner)
  }

  @Test
  func `Of a bankrupt account nothing is left, and its order goes as far as the rule lets it`()
    throws
  {
    let quote = try quote(mark: 50_000, under: dydx)
    let leg = quote.legs[0]
    #expect(quote.state == .bankrupt)
    // 50,000 less 1.5 times 3 % of it, not 55,670.10.
    #expect(leg.step?.limit == Price(ticks: 4_775_000))
    #expect(leg.costs?.penalty == .zero)
    #expect(leg.costs?.remainder == nil)
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 5_567_010)
  }

  @Test func `A short is the mirror image`() throws {
    let below = try quote(mark: 65_000, side: .sell, under: dydx)
    #expect(below.state == .belowMaintenance)
    // Equity 1,000 of 1,950: 65,000 + (1 - 1,000/1,950) x 2,925.
    #expect(below.legs[0].step?.limit == Price(ticks: 6_642_500))
    let bankrupt = try quote(mark: 70_000, side: .sell, under: dydx)
    #expect(bankrupt.state == .bankrupt)
    #expect(bankrupt.legs[0].step?.limit == Price(ticks: 7_315_000))
  }

  @Test func `A penalty takes no more than the account has`() throws {
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("3%"))],
      penalty: Penalty(rate: QuoteFixture.rate("2.5%")))
    let quote = try quote(mark: 55_000, under: rulebook)
    let costs = try #require(quote.legs[0].costs)
    #expect(QuoteFixture.cents(costs.penaltyAsked, of: quote) == 137_500)
    #expect(QuoteFixture.cents(costs.penalty, of: quote) == 100_000)
    #expect(costs.remainder == nil)
  }

  @Test func `At its bankruptcy price an account has nothing left`() throws {
    #expect(try quote(mark: 54_000, under: dydx).state == .bankrupt)
    #expect(try quote(mark: 54_001, under: dydx).state == .belowMaintenance)
  }

  /// 1 BTC of contracts bought at 60,000 with 0.1 BTC: worth 1.2 BTC at 50,000.
  @Test func `An inverse account below its bankruptcy price is bankrupt`() throws {
    let rulebook = QuoteFixture.rulebook(
      market: .inverse, margins: [("BTC", QuoteFixture.flat("1%"))])
    let quote = try quote(mark: 50_000, under: rulebook)
    #expect(quote.state == .bankrupt)
    #expect(QuoteFixture.cents(quote.equity, of: quote) == -10)
    let leg = quote.legs[0]
    #expect(leg.acting == leg.mark)
    // 60,000 x 1.01 / 1.1.
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 5_509_091)
  }

  @Test func `A withdrawn profit leaves a collateral below zero`() throws {
    var account = QuoteFixture.tenfold
    account.collateral = .quote(QuoteNumber(units: -500))
    account.legs[0].mark = QuoteNumber(units: 66_000)
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    let quote = try VenueQuote(account, under: rulebook)
    #expect(quote.state == .safe)
    #expect(quote.leverage == nil)
    // 60,500 / 0.99.
    let leg = quote.legs[0]
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 6_111_111)
    #expect(QuoteFixture.cents(leg.prices.bankruptcy, of: leg) == 6_050_000)
  }

  /// A long of 2 and a short of 1 at 60,000 with 6,000: net they lose 1 a tick, and need 1 % of both.
  @Test func `Both sides of a contract share a liquidation and a bankruptcy price`() throws {
    var account = QuoteFixture.tenfold
    account.legs[0].size = QuoteNumber(units: 2)
    account.legs.append(QuoteFixture.tenfold.legs[0])
    account.legs[1].side = .sell
    let path = StagedPath(
      name: "rest", summary: "A limit order.",
      stages: [Stage(name: "all", execution: .resting(.seconds(30)), limit: .bankruptcy)])
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("1%"))], path: path)
    for leg in try VenueQuote(account, under: rulebook).legs {
      // 54,000 / 0.97.
      #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 5_567_010)
      #expect(leg.step?.limit == Price(ticks: 5_400_000))
      #expect(leg.opposite != nil)
    }
  }
}
