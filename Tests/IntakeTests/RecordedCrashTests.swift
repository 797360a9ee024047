import Foundation
import Intake
import Liquidation
import Market
import ScenarioData
import Simulation
import TestSupport
import Testing
import Units

/// The trades of AVAX of 10 October 2025, with a leveraged strategy.
///
/// The files are not part of the project; without them the tests are skipped.
@Suite(
  "Recorded trades of 10 October 2025",
  .enabled(
    if: RealData.has(RealData.avalancheSpotTrades),
    "\(RealData.absence(RealData.avalancheSpotTrades))"))
struct RecordedCrashTests {
  /// Buys what is offered, once a second, until it holds a size.
  private struct Accumulator: Strategy {
    static let name = "accumulator"
    struct Parameters: Codable, Sendable { var lots: Int64 }
    private let parameters: Parameters
    init(parameters: Parameters) { self.parameters = parameters }

    mutating func start(at desk: inout Desk) { desk.setTimer(0, after: .seconds(1)) }

    mutating func timerFired(_ timer: Int, at desk: inout Desk) {
      let missing = parameters.lots - desk.position.lots
      guard missing > 0, desk.orders.isEmpty, desk.now < .zero + .seconds(3600) else {
        if desk.now < .zero + .seconds(3600) { desk.setTimer(0, after: .seconds(1)) }
        return
      }
      if let ask = desk.book?.ask {
        desk.submit(
          OrderRequest(
            side: .buy, quantity: Quantity(lots: missing), kind: .immediateOrCancel(ask)))
      }
      desk.setTimer(0, after: .seconds(1))
    }
  }

  @Test
  func `every path liquidates a strategy with leverage in the fall, and the incidence closes`()
    throws
  {
    let path = RealData.path(RealData.avalancheSpotTrades)
    let image = try TapeImage(
      drafts: TapeIntake().read([TapePath(path)]), tick: 1_000_000, lot: 10_000, rounds: true)
    var bytes: [UInt8] = []
    image.write { bytes += $0 }
    let tape = try TapeFile.read(bytes, file: "avax.tape").tape
    var scenario = try ScenarioFixture.calm(accounts: 0)
    scenario.instrument = try Instrument(
      symbol: "AVAX-USD", priceDecimals: 2, tickUnits: 1, quantityDecimals: 4, lotUnits: 1,
      makerFee: Rate(partsPerMillion: 200), takerFee: Rate(partsPerMillion: 500))
    scenario.supply = MarketSupply(
      replay: ReplayFills(queue: .riskAverse, impactHalfLife: .seconds(10)),
      length: .seconds(86_400))
    let market = try #require(ReplayedMarket(tape, of: scenario.instrument))
    #expect(!market.hasBook)
    scenario.length = market.length
    // 200 AVAX, some 5,600 in value, on 1,000: it is gone when a quarter of the price is.
    scenario.strategies = [
      StrategySlot(name: Accumulator.name, parameters: "{}", capital: ScenarioFixture.units(1000))
    ]
    let setup = try WorldSetup(
      scenario: scenario, seed: 1, index: market.openingIndex, market: market,
      strategies: [Accumulator(parameters: .init(lots: 2_000_000))])
    let runs = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    for run in runs.dropLast() {
      #expect(!run.liquidations.isEmpty, "\(run.path)")
      #expect(run.strategies[0].trades.contains { $0.kind != .maker && $0.kind != .taker })
      let incidence = try #require(run.incidence)
      #expect(WealthGroup.allCases.reduce(Money.zero) { $0 + incidence[$1] } == .zero)
    }
  }
}
