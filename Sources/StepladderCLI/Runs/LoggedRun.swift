import Intake
import Liquidation
import Reporting
import Simulation
import Units

/// One run that is made once more with its events written to a file.
struct LoggedRun {
  /// The run: one seed along one path, or the control.
  let plan: ComparisonPlan
  /// The simulated time that is logged.
  let window: Range<Instant>
  /// Where the events go.
  let file: EventLogFile
  /// The file as it was named.
  let name: String

  /// Runs it from its beginning.
  func run() throws(InputError) {
    let tapes = try LoadedTapes(
      for: plan.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile,
      misfits: plan.misfits)
    let runner = try ComparisonRunner(plan: plan, tapes: tapes)
    let seed = plan.seeds[0]
    let note = runner.note(seed: seed)
    let file = file
    let setup = try runner.setup(
      plan.loaded.scenario, seed: seed, index: try tapes.index(seed: seed),
      log: EventLog(window: window) { file.append($0) }, note: note)
    let path = plan.paths.first
    try note.attached { () throws(InputError) in
      _ = SeedComparison.runAlone(setup: setup, path: path)
    }
  }
}
