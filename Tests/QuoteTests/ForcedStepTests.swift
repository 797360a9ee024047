import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Testing
import Units

@Suite struct ForcedStepTests {
  /// Hyperliquid: a fifth of a position above 100,000, the whole of a smaller one.
  private var fifths: StagedPath {
    StagedPath(
      name: "fifths", summary: "A fifth first.",
      stages: [
        Stage(
          name: "fifth", trigger: .notionalAbove(Money(atoms: 100_000 * Money.atomsPerUnit)),
          sizing: .fractionOfRemaining(.basisPoints(2000)), execution: .immediateOrCancel),
        Stage(
          name: "whole", cancels: .symbolOrders, execution: .immediateOrCancel, limit: .bankruptcy,
          remainder: .fund),
      ])
  }

  private func step(size: Int64, _ path: StagedPath) throws -> ForcedStep? {
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("1%"))], path: path)
    var account = QuoteFixture.tenfold
    account.collateral = .leverage(QuoteNumber(units: 10))
    account.legs[0].size = QuoteNumber(units: size)
    return try VenueQuote(account, under: rulebook).legs[0].step
  }

  @Test func `The first stage that acts depends on the size of the position`() throws {
    let large = try #require(try step(size: 10, fifths))
    #expect(large.stage.name == "fifth")
    #expect(large.quantity.lots * 5 == large.position.lots)
    #expect(!large.isWhole && !large.cancelsOrders && large.limit == nil)
    #expect(large.remainder == .owner)
    let small = try #require(try step(size: 1, fifths))
    #expect(small.stage.name == "whole")
    #expect(small.isWhole && small.cancelsOrders)
    #expect(small.limit == Price(ticks: 5_400_000))
    #expect(small.remainder == .fund)
  }

  @Test func `A limit at the mark is the liquidation price`() throws {
    let path = StagedPath(
      name: "oracle", summary: "A transfer.",
      stages: [Stage(name: "all", execution: .backstop, limit: .mark)])
    #expect(try step(size: 1, path)?.limit == Price(ticks: 5_454_545))
  }

  @Test func `A path that waits for a worse price does nothing yet`() throws {
    let path = StagedPath(
      name: "late", summary: "Waits.",
      stages: [Stage(name: "all", trigger: .belowZero, execution: .backstop)])
    #expect(try step(size: 1, path) == nil)
  }

  @Test func `A path that waits for time acts after it`() throws {
    let path = StagedPath(
      name: "later", summary: "Waits.",
      stages: [Stage(name: "all", trigger: .after(.seconds(30)), execution: .backstop)])
    #expect(try step(size: 1, path)?.wait == .seconds(30))
  }

  @Test func `A limit at a bankruptcy that never comes is no limit`() throws {
    // Maintenance on entry is asked of an inverse short that no price can bankrupt.
    let path = StagedPath(
      name: "takeover", summary: "A limit order.",
      stages: [Stage(name: "all", execution: .resting(.seconds(30)), limit: .bankruptcy)])
    let rulebook = QuoteFixture.rulebook(
      market: .inverse, margins: [("BTC", QuoteFixture.flat("0.5%", valuation: .entry))],
      path: path)
    var account = QuoteFixture.tenfold
    account.legs[0].side = .sell
    account.collateral = .coin(QuoteNumber(units: 1))
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    #expect(leg.prices.bankruptcy == nil)
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 1_200_000_000)
    let step = try #require(leg.step)
    #expect(step.limit == nil)
  }

  /// Binance: small accounts are closed whole, because maintenance is not above the liquidation fee.
  @Test func `Where the penalty takes what a part frees, only the whole position is left to close`()
    throws
  {
    let path = StagedPath(
      name: "least", summary: "The least.",
      stages: [
        Stage(name: "least", sizing: .untilHealthy(buffer: .zero), execution: .immediateOrCancel)
      ])
    func step(_ penalty: Penalty) throws -> ForcedStep {
      let rulebook = QuoteFixture.rulebook(
        margins: [("BTC", QuoteFixture.flat("0.5%"))], path: path, penalty: penalty)
      return try #require(try VenueQuote(QuoteFixture.tenfold, under: rulebook).legs[0].step)
    }
    let half = QuoteFixture.rate("0.5%")
    #expect(try step(Penalty(rate: half)).isWhole)
    #expect(try !step(Penalty(rate: QuoteFixture.rate("0.4%"))).isWhole)
    // What is taken of the maintenance, or of what is left above bankruptcy, leaves a part that restores.
    #expect(try !step(Penalty(rate: half, base: .maintenance)).isWhole)
    #expect(try !step(Penalty(rate: half, cappedByGapToBankruptcy: true)).isWhole)
  }
}
