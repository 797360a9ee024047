import Intake
import Liquidation
import Market
import ScenarioData
import Simulation
import Units

/// The whole simulator: ten minutes of `calm-btc`, all agents, latency, margin checks, journal on.
struct SimulationBenchmark {
  private let setup: WorldSetup

  /// Prepares the run; reading the scenario is not measured.
  init() throws {
    var scenario = try EmbeddedScenarios.read("calm-btc")
    scenario.length = .seconds(600)
    guard case .process(let process, let start) = scenario.index else {
      throw BenchmarkError.noScenario
    }
    let tape = process.tape(seed: 1, length: scenario.length, start: start)
    setup = try WorldSetup(
      scenario: scenario, seed: 1, index: tape, options: RunOptions(journal: 0..<600))
  }

  /// Runs it; the count is of orders, cancels and replaces that reached the book.
  func run() -> (count: Int, digest: UInt64) {
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
    return (Int(result.totals.messages), result.digests.last ?? 0)
  }
}

extension EmbeddedScenarios {
  /// A shipped scenario, read.
  static func read(_ name: String) throws -> Scenario {
    guard let source = all.first(where: { $0.name == name }) else {
      throw BenchmarkError.noScenario
    }
    // Whatever the strategies are called: a benchmark runs none of them.
    return try ScenarioReader.read(
      bytes: source.bytes, file: "\(name).json5", names: ScenarioNames()
    ).scenario
  }
}

/// Why a benchmark cannot run.
enum BenchmarkError: Error {
  /// The program does not carry the scenario.
  case noScenario
}
