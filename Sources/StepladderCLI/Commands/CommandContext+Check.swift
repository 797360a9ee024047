import Intake
import Simulation
import Units

extension CommandContext {
  /// Reads a scenario and says what it is.
  func performCheck() throws(InputError) -> ExitCode {
    let loaded = try scenario(arguments.operands[0])
    let scenario = loaded.scenario
    _ = try registry.strategies(for: scenario.strategies, file: loaded.file)
    let files =
      switch loaded.indexInput {
      case .none: "no input files"
      case .bars: "minute bars as --index"
      case .trades: "trades as --index"
      }
    let seconds = scenario.length.nanoseconds / Interval.seconds(1).nanoseconds
    try streams.result(
      "\(loaded.file): good: \(scenario.name), \(seconds) simulated seconds, "
        + "\(scenario.population.count) accounts, \(scenario.paths.count) paths, "
        + "seeds \(SeedRange.text(scenario.seeds)), \(files)\n")
    return .success
  }
}
