import Intake
import Liquidation
import Market
import Reporting
import Simulation
import Units

/// One simulated second of a run, repeated with a journal.
struct RunTrace {
  /// The index updates of the second, in order.
  let updates: [IndexUpdate]
  /// The events of the second, in order.
  let entries: [JournalEntry]

  /// Whether this program makes the run as the report states it, second by second.
  let isReproduced: Bool

  /// Repeats a run of a plan and keeps one second of it.
  init(plan: ComparisonPlan, run: ManifestRun, second: Int64) throws(InputError) {
    let tapes = try LoadedTapes(
      for: plan.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile,
      misfits: plan.misfits)
    let runner = try ComparisonRunner(plan: plan, tapes: tapes)
    let index = try tapes.index(seed: run.seed)
    // Under a rulebook the run bears the rulebook's name; the control is that of the first.
    let isControl = run.path == RunResult.controlName
    let rulebook =
      isControl ? plan.rulebooks.first : plan.rulebooks.first { $0.selection == run.path }
    var scenario = plan.loaded.scenario
    scenario.rulebook = rulebook
    let path: (any LiquidationPath)? =
      isControl ? nil : rulebook?.path ?? plan.paths.first { $0.name == run.path }
    let setup = try runner.setup(
      scenario, seed: run.seed, index: index, journal: second..<second + 1,
      note: runner.note(seed: run.seed))
    let start = Instant.zero + .seconds(second)
    updates = index.updates.filter { $0.time >= start && $0.time < start + .seconds(1) }
    let made = SeedComparison.journal(setup: setup, path: path)
    entries = made.entries
    let digests = made.result.digests
    isReproduced =
      digests.last == run.digest && digests.map { UInt32(truncatingIfNeeded: $0) } == run.seconds
  }
}
