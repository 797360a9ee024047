import Liquidation
import Margin
import Market
import Rulebook
import Simulation
import TestSupport
import Testing
import Units

/// What a rulebook charges for a liquidation, against numbers worked out by hand.
///
/// 1333 lots bought at 600,000 are sold in an auction at 594,808, 0.2 % below an index of 596,000; a tick of
/// a lot is worth 100 atoms.
@Suite struct PenaltyTests {
  private func run(_ penalty: Penalty) throws -> LiquidationRecord {
    var scenario = try ScenarioFixture.still(seconds: 30)
    let edge = Rate.basisPoints(20)
    scenario.liquidators = LiquidatorSettings(count: 1, edgeMinimum: edge, edgeMaximum: edge)
    let path = StagedPath(
      name: "auction", summary: "One auction.",
      stages: [
        Stage(
          name: "auction",
          execution: .auction(
            .sealedBid(SealedBidTerms(window: .seconds(2), clearing: .payAsBid))),
          limit: .bankruptcy)
      ])
    scenario.rulebook = Rulebook(
      id: "charging", title: "A venue that charges", asOf: "2026-01-01", market: .linear,
      scope: .isolated, mark: .index, markInterval: .seconds(1), checkPrice: .mark,
      checkInterval: .seconds(1),
      margins: [
        SymbolMargin(symbol: "BTC", terms: MarginTerms(schedule: scenario.margin))
      ], path: path, penalty: penalty)
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 596_000)]))
    let result = SeedComparison.runAlone(setup: setup, path: path)
    return try #require(result.liquidations.first)
  }

  @Test func `A rate of what is closed goes to the fund`() throws {
    let record = try run(Penalty(rate: .basisPoints(5), base: .closedNotional, receiver: .fund))
    // 0.05 % of 594,808 x 1333 x 100 atoms, the fraction up.
    #expect(record.fundReceived == Money(atoms: 39_643_954))
  }

  @Test func `A capped penalty takes no more than the sale brought above bankruptcy`() throws {
    let record = try run(
      Penalty(
        rate: .basisPoints(50), base: .closedNotional, receiver: .fund,
        cappedByGapToBankruptcy: true))
    // Half a percent would be 396 units; 594,808 is 510 ticks above the bankruptcy price.
    #expect(record.bankruptcyPrice == Price(ticks: 594_298))
    #expect(record.fundReceived == Money(atoms: 67_983_000))
  }
}
