import Liquidation
import Market
import Simulation
import TestSupport
import Units

/// One run of strategies in a fixture, with the ledger recounted at every mark.
struct Trial {
  let setup: WorldSetup

  /// Prepares a run of strategies, each with a capital of 20,000, of 0.4 coins where the contract is inverse.
  init(
    _ scenario: Scenario, strategies: [any Strategy], monitors: [any Monitor] = [],
    seed: UInt64 = 1
  ) throws {
    var scenario = scenario
    scenario.strategies = strategies.map {
      StrategySlot(
        name: type(of: $0).name, parameters: "{}",
        capital: ScenarioFixture.units(20_000, of: scenario.instrument))
    }
    guard case .process(let process, let start) = scenario.index else { throw NoProcess() }
    setup = try WorldSetup(
      scenario: scenario, seed: seed,
      index: process.tape(seed: seed, length: scenario.length, start: start),
      strategies: strategies, monitors: monitors, options: RunOptions(audits: true))
  }

  /// The run along a path; without liquidation where there is none.
  func run(_ path: StagedPath? = nil) -> RunResult {
    SeedComparison.runAlone(setup: setup, path: path)
  }

  /// The ledger account of a strategy.
  func account(_ index: Int) -> Int { Int(setup.roster.strategies[index].index) }

  /// The fixture's index is no process.
  struct NoProcess: Error {}
}
