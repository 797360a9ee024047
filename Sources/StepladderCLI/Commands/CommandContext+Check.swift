import Intake
import Liquidation
import Simulation
import Units

extension CommandContext {
  /// Reads a scenario or a rulebook and says what it is.
  func performCheck() throws(InputError) -> ExitCode {
    let word = arguments.operands[0]
    if let document = try rulebookDocument(word) { return try check(document) }
    return try check(scenario(word))
  }

  private func check(_ loaded: LoadedScenario) throws(InputError) -> ExitCode {
    let scenario = loaded.scenario
    _ = try registry.strategies(for: scenario.strategies, file: loaded.file)
    _ = try rulebooks(scenario.venues, of: scenario, file: loaded.file)
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

  /// Reads a rulebook with every option of its switches, then with those that were chosen.
  private func check(_ document: RulebookDocument) throws(InputError) -> ExitCode {
    _ = try RulebookReader.check(bytes: document.bytes, file: document.file)
    let rulebook = try document.rulebook()
    for statement in rulebook.unverified {
      remark("\(rulebook.id): not confirmed: \(statement.key): \(statement.remark)")
    }
    let parts = [
      "\(rulebook.title) as of \(rulebook.asOf)",
      "\(rulebook.statements.count) fields, \(rulebook.unverified.count) of them not confirmed",
      counted(rulebook.path.stages.count, "stage", "stages"),
      counted(rulebook.switches.count, "switch", "switches"),
    ]
    try streams.result("\(document.file): good: \(parts.joined(separator: "; "))\n")
    return .success
  }
}

extension CommandContext {
  private func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

extension RuleStatement {
  /// What a use of the rulebook says of a field that no source confirms.
  var remark: String { note ?? value ?? "unknown" }
}
