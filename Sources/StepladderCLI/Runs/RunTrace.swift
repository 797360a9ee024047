import Intake
import Liquidation
import Market
import Reporting
import Rulebook
import Simulation
import Units

/// Some simulated seconds of a run, repeated with a journal.
struct RunTrace {
  /// The index updates of these seconds, in order.
  let updates: [IndexUpdate]
  /// The events of these seconds, in order.
  let entries: [JournalEntry]

  /// Whether this program makes the run as the report states it.
  let isReproduced: Bool

  /// The digests of all seconds.
  let digests: [UInt64]

  /// Repeats a run of a plan and keeps some seconds of it, all where none are named.
  init(
    plan whole: ComparisonPlan, run: ManifestRun, seconds: Range<Int64>?
  ) throws(InputError) {
    let variant = whole.loaded.variants.first { $0.name == run.variant }
    let plan = variant.map { whole.plan(of: $0, isFirst: false) } ?? whole
    let length = plan.loaded.scenario.length.nanoseconds / Interval.seconds(1).nanoseconds
    let seconds = seconds ?? 0..<length + 1
    let tapes = try LoadedTapes(
      for: plan.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile,
      misfits: plan.misfits)
    let runner = try ComparisonRunner(plan: plan, tapes: tapes)
    let index = try tapes.index(seed: run.seed)
    // Under a rulebook the run bears the rulebook's name; the control is that of the scenario's own rules.
    let isControl = run.path == RunResult.controlName
    let rulebook = isControl ? nil : plan.rulebooks.first { $0.selection == run.path }
    var scenario = plan.loaded.scenario
    scenario.rulebook = rulebook
    let path: (any LiquidationPath)? =
      isControl ? nil : rulebook?.path ?? plan.paths.first { $0.name == run.path }
    let setup = try runner.setup(
      scenario, seed: run.seed, index: index, journal: seconds,
      note: runner.note(seed: run.seed))
    let start = Instant.zero + .seconds(seconds.lowerBound)
    let end = Instant.zero + .seconds(seconds.upperBound)
    updates = index.updates.filter { $0.time >= start && $0.time < end }
    let made = SeedComparison.journal(setup: setup, path: path)
    entries = made.entries
    digests = made.result.digests
    isReproduced =
      made.result.digests.last == run.digest
      && ManifestRun(made.result, step: run.step).digests == run.digests
  }
}
