import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Auctions in a venue where nothing else moves, against numbers worked out by hand.
///
/// The long holds 1333 lots bought at 600,000; it is below maintenance from 596,607 down and bankrupt
/// below 594,298.
@Suite struct AuctionTests {
  private func run(
    _ format: AuctionFormat, liquidators: LiquidatorSettings, seconds: Int64 = 30
  ) throws -> RunResult {
    var scenario = try ScenarioFixture.still(seconds: seconds)
    scenario.liquidators = liquidators
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 596_000)]))
    let path = StagedPath(
      name: "auction", summary: "One auction.",
      stages: [Stage(name: "auction", execution: .auction(format), limit: .bankruptcy)])
    return SeedComparison.runAlone(setup: setup, path: path)
  }

  /// Liquidators who all ask for the same.
  private func crew(_ count: Int = 3, edge: Rate) -> LiquidatorSettings {
    LiquidatorSettings(count: count, edgeMinimum: edge, edgeMaximum: edge)
  }

  private let sealed = AuctionFormat.sealedBid(
    SealedBidTerms(window: .seconds(2), clearing: .payAsBid))

  @Test func `A sealed bid is the index less what the liquidator asks for`() throws {
    let result = try run(sealed, liquidators: crew(edge: .basisPoints(20)))
    let sales = result.incidents.filter { $0.kind == .auctionSold }
    // 0.2 % below 596,000, the whole position to the first of three equal bids.
    #expect(sales.map(\.price) == [Price(ticks: 594_808)])
    #expect(sales.map(\.quantity) == [Quantity(lots: 1333)])
    let opened = try #require(result.incidents.first { $0.kind == .auctionOpened })
    #expect(try #require(sales.first).time - opened.time == .seconds(2))
  }

  @Test func `A bid below bankruptcy wins nothing and the position goes to counterparties`() throws
  {
    // 0.3 % below 596,000 is 594,212, below the 594,298 that the account can pay.
    let result = try run(sealed, liquidators: crew(edge: .basisPoints(30)))
    #expect(!result.incidents.contains { $0.kind == .auctionSold })
    let record = try #require(result.liquidations.first)
    #expect(record.ending == .deleveraged && record.deleveraged == Quantity(lots: 1333))
  }

  @Test func `A Dutch auction sells where its price meets the first liquidator`() throws {
    // From 596,000 down by 1,192 ticks, 0.2 %, in the second second of an even fall over 1,000 s.
    let terms = DutchAuctionTerms(
      curve: .linear(length: .seconds(1000)), startFactor: .one, resetAfter: .seconds(20),
      resetBelow: Rate(partsPerMillion: 900_000))
    let result = try run(.dutch(terms), liquidators: crew(1, edge: .basisPoints(20)))
    let sale = try #require(result.incidents.first { $0.kind == .auctionSold })
    let opened = try #require(result.incidents.first { $0.kind == .auctionOpened })
    // It looks once a second; on its way the bid lets the price fall a little further.
    let waited = (sale.time - opened.time).nanoseconds
    #expect((2_000_000_000...3_100_000_000).contains(waited))
    let price = sale.price
    #expect(price <= Price(ticks: 594_808) && price >= Price(ticks: 594_298))
  }

  @Test func `A Dutch auction that has fallen as far as its terms allow is over`() throws {
    // Half of its start after 5 of 10 seconds; the first look after that is at the sixth.
    let terms = DutchAuctionTerms(
      curve: .linear(length: .seconds(10)), startFactor: .one, resetAfter: .seconds(60),
      resetBelow: Rate(partsPerMillion: 500_000))
    let result = try run(.dutch(terms), liquidators: crew(0, edge: .zero))
    let record = try #require(result.liquidations.first)
    let unfilled = try #require(record.steps.first { $0.kind == .unfilled })
    let opened = try #require(result.incidents.first { $0.kind == .auctionOpened })
    #expect(unfilled.time - opened.time == .seconds(6))
  }
}
