import Simulation

/// The tail of every path: over liquidations and owners pooled from all seeds, and over seeds.
struct TailTable: Sendable {
  /// By path as given, then in one order of quantities; only what exists.
  let estimates: [TailEstimate]

  /// Works out everything; nothing without a seed.
  init(_ sheet: MetricSheet) {
    let estimator = TailEstimator(sheet.comparison)
    estimates = sheet.paths.flatMap { estimator?.estimates(of: $0) ?? [] }
  }

  /// What was estimated, each with its quantity, measure and level, in the order of the first path that has it.
  var rows: [TailEstimate.Kind] {
    var rows: [TailEstimate.Kind] = []
    for estimate in estimates where !rows.contains(estimate.kind) { rows.append(estimate.kind) }
    return rows
  }

  /// One estimate of a path.
  func estimate(_ kind: TailEstimate.Kind, _ path: String) -> TailEstimate? {
    estimates.first { $0.kind == kind && $0.path == path }
  }
}
