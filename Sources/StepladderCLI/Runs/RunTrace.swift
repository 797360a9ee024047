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

  /// Repeats a run of a plan and keeps one second of it.
  init(plan: ComparisonPlan, run: ManifestRun, second: Int64) throws(InputError) {
    let tapes = try LoadedTapes(
      for: plan.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile)
    let runner = try ComparisonRunner(plan: plan, tapes: tapes)
    let index = try tapes.index(seed: run.seed)
    let setup = try runner.setup(
      plan.loaded.scenario, seed: run.seed, index: index, journal: second..<second + 1)
    let start = Instant.zero + .seconds(second)
    updates = index.updates.filter { $0.time >= start && $0.time < start + .seconds(1) }
    entries = SeedComparison.journal(
      setup: setup, path: plan.paths.first { $0.name == run.path })
  }
}
