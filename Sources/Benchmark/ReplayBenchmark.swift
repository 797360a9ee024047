import Intake
import Liquidation
import Market
import ScenarioData
import Simulation
import Units

/// A recorded market replayed for one strategy: each row is applied once at the venue and once at the strategy.
struct ReplayBenchmark {
  private let scenario: Scenario
  private let market: ReplayedMarket
  private let orderLatency: RecordedLatency?
  /// The orders of the grid on each side; none for a strategy that watches and does nothing.
  private let levels: Int

  /// Prepares a replay without impact, in which orders fill whole and take 10 ms each way.
  ///
  /// - Parameters:
  ///   - tape: The market, in ticks of 0.1 and lots of 0.001.
  ///   - levels: The orders of the grid on each side.
  ///   - queue: Where orders stand in recorded queues.
  ///   - orderLatency: How long orders take, where that was measured.
  init(
    tape: MarketTape, levels: Int, queue: QueueModel = .power(exponent: 2),
    orderLatency: RecordedLatency? = nil
  ) throws {
    var scenario = try EmbeddedScenarios.read("replay")
    scenario.supply = MarketSupply(
      replay: ReplayFills(queue: queue, isWhole: true), length: .seconds(31 * 86_400))
    scenario.funding = nil
    scenario.instrument = try Instrument(
      symbol: "BTCUSDT", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: Rate(partsPerMillion: -50), takerFee: Rate(partsPerMillion: 700))
    scenario.latency.feedToStrategy = .constant(.milliseconds(10))
    scenario.latency.strategyOrderEntry = .constant(.milliseconds(10))
    scenario.strategies = [
      StrategySlot(
        name: PeerGrid.name, parameters: "{}", capital: Money(atoms: 1_000_000_000_000_000))
    ]
    guard let market = ReplayedMarket(tape, of: scenario.instrument) else {
      throw BenchmarkError.noScenario
    }
    scenario.length = market.length
    self.scenario = scenario
    self.market = market
    self.levels = levels
    self.orderLatency = orderLatency
  }

  /// Ten minutes of a market made from a seed.
  static func example(levels: Int) throws -> ReplayBenchmark {
    try ReplayBenchmark(tape: ExampleFeed.tape(seed: 1, length: .seconds(600)), levels: levels)
  }

  /// Runs it; the count is of rows.
  func run() throws -> (count: Int, digest: UInt64) {
    let result = try replay()
    return (market.tape.rows.count, result.digests.last ?? 0)
  }

  /// Runs it.
  func replay() throws -> RunResult {
    let setup = try WorldSetup(
      scenario: scenario, seed: 1, index: market.openingIndex, market: market,
      orderLatency: orderLatency,
      strategies: [PeerGrid(parameters: PeerGrid.Parameters(levels: levels))])
    return SeedComparison.runAlone(setup: setup, path: nil)
  }
}
