import Intake
import Reporting
import Simulation

/// Runs a plan: the scenario, or its variants one after another, and makes the report.
struct FamilyRunner {
  let plan: ComparisonPlan
  /// The price files of the scenario, which variants share where they replay the same window.
  let tapes: LoadedTapes

  /// What came of a plan.
  struct Outcome {
    let report: Report
    /// What is to be said of accounts beyond the end of tables of tiers.
    let tierNotes: [String]
  }

  /// Runs everything.
  func run(progress: ProgressLine?) throws(InputError) -> Outcome {
    let origin = try plan.origin(adding: tapes.findings)
    guard let first = plan.loaded.variants.first else {
      let comparison = try ComparisonRunner(plan: plan, tapes: tapes).run(progress: progress)
      return Outcome(
        report: ReportBuilder.report(comparison, origin: origin), tierNotes: comparison.tierNotes)
    }
    // Bad parameters of a strategy show before anything runs.
    let runners = try plan.loaded.variants.map { (variant) throws(InputError) in
      try runner(of: variant, isFirst: variant == first)
    }
    if runners.count == 1 {
      let comparison = try runners[0].run(progress: progress)
      return Outcome(
        report: ReportBuilder.report(comparison, origin: origin, variant: VariantLabel(first)),
        tierNotes: comparison.tierNotes)
    }
    var results: [VariantResult] = []
    var notes: [String] = []
    for (variant, runner) in zip(plan.loaded.variants, runners) {
      let comparison = try runner.run(progress: progress)
      results.append(
        VariantResult(
          VariantLabel(variant), comparison, of: runners.count, extent: plan.extent))
      for note in comparison.tierNotes where !notes.contains(note) { notes.append(note) }
    }
    return Outcome(
      report: ReportBuilder.report(
        FamilySheet(scenario: plan.loaded.scenario, variants: results), paths: plan.pathList,
        origin: origin),
      tierNotes: notes)
  }

  /// Runs the one variant of a plan as one of so many.
  func runCell(of count: Int, progress: ProgressLine?) throws(InputError) -> VariantResult? {
    guard let variant = plan.loaded.variants.first else { return nil }
    let comparison = try runner(of: variant, isFirst: true).run(progress: progress)
    return VariantResult(VariantLabel(variant), comparison, of: count, extent: plan.extent)
  }

  /// What runs one variant.
  private func runner(
    of variant: LoadedVariant, isFirst: Bool
  ) throws(InputError) -> ComparisonRunner {
    let own = plan.plan(of: variant, isFirst: isFirst)
    let (ours, theirs) = (plan.loaded.scenario, variant.loaded.scenario)
    let sharesTapes =
      ours.index == theirs.index && ours.length == theirs.length
      && ours.instrument == theirs.instrument
    return try ComparisonRunner(
      plan: own,
      tapes: sharesTapes
        ? tapes
        : LoadedTapes(
          for: variant.loaded, indexFile: plan.indexFile, lastFile: plan.lastFile,
          misfits: plan.misfits))
  }
}

extension VariantLabel {
  /// The label of a variant that was read.
  init(_ variant: LoadedVariant) {
    self.init(
      name: variant.name, question: variant.question,
      place: variant.place.map { Place(axis: $0.axis, value: $0.value) },
      settings: variant.settings.map { Setting(key: $0.key, value: $0.text) })
  }
}
