import Foundation
import Intake
import Kernel
import Liquidation
import Market
import ScenarioData
import Simulation
import Units

/// A replayed market: the rows of a tape at the venue and at a strategy, and what the strategy does.
struct ReplayBenchmark {
  private let scenario: Scenario
  private let market: ReplayedMarket
  private let levels: Int
  var latency: RecordedLatency?

  init(tape: MarketTape, levels: Int, queue: QueueModel) throws {
    var scenario = try EmbeddedScenarios.read("calm-btc")
    scenario.supply = MarketSupply(
      replay: ReplayFills(queue: queue, isWhole: true), length: .seconds(86_400))
    scenario.population.count = 0
    scenario.funding = nil
    scenario.instrument = try Instrument(
      symbol: "BTCUSDT", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 700))
    scenario.latency.feedToStrategy = .constant(.milliseconds(10))
    scenario.latency.strategyOrderEntry = .constant(.milliseconds(10))
    scenario.latency.gatewayService = .zero
    scenario.strategies = [
      StrategySlot(name: "peer-grid", parameters: "{}", capital: Money(atoms: 1_000_000_000_000_000))
    ]
    guard let market = ReplayedMarket(tape, of: scenario.instrument) else {
      throw BenchmarkError.noScenario
    }
    scenario.length = market.length
    self.scenario = scenario
    self.market = market
    self.levels = levels
  }

  func run() throws -> RunResult {
    let setup = try WorldSetup(
      scenario: scenario, seed: 1,
      index: IndexTape(updates: [IndexUpdate(time: .zero, price: market.opening)]), market: market, orderLatency: latency,
      strategies: [PeerGrid(parameters: PeerGrid.Parameters(levels: levels))])
    return SeedComparison.runAlone(setup: setup, path: nil)
  }
}
