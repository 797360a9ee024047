import Intake
import Liquidation
import Market
import ScenarioData
import Simulation
import Units

/// Many accounts: in a crash that liquidates and deleverages many of them, and in a market where nothing happens.
///
/// What is counted is simulated seconds of an account, so that the cost of one can be told from how many there are.
struct CrowdBenchmark {
  private let scenario: Scenario
  private let index: IndexTape

  /// The first seven minutes of `flash-crash`, through the crash, with so many accounts instead of its own.
  ///
  /// The notional of all of them together is that of a thousand, so that the book is as deep for them.
  static func crash(accounts: Int) throws -> CrowdBenchmark {
    try CrowdBenchmark("flash-crash", seconds: 420, accounts: accounts) {
      $0.population.notionalMedian.atoms /= Int64(accounts) / 1000
      // Its strategies are in another module; the accounts are the subject.
      $0.strategies = []
    }
  }

  /// A minute of `calm-btc` in which nobody is liquidated.
  static func quiet(accounts: Int) throws -> CrowdBenchmark {
    try CrowdBenchmark("calm-btc", seconds: 60, accounts: accounts) { $0.strategies = [] }
  }

  private init(
    _ name: String, seconds: Int64, accounts: Int, change: (inout Scenario) -> Void
  ) throws {
    var scenario = try EmbeddedScenarios.read(name)
    scenario.length = .seconds(seconds)
    scenario.population.count = accounts
    change(&scenario)
    guard case .process(let process, let start) = scenario.index else {
      throw BenchmarkError.noScenario
    }
    self.scenario = scenario
    index = process.tape(seed: 1, length: scenario.length, start: start)
  }

  /// Draws the accounts and runs one branch.
  func run() throws -> (count: Int, digest: UInt64) {
    let setup = try WorldSetup(scenario: scenario, seed: 1, index: index)
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
    let seconds = Int(scenario.length.nanoseconds / 1_000_000_000)
    return (scenario.population.count * seconds, result.digests.last ?? 0)
  }
}
