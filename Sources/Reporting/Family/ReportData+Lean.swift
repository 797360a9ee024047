import Simulation

extension ReportData {
  /// One row for each run with the metrics of maps alone, for reports of very many runs.
  func leanRuns() -> [UInt8] {
    var table = CSVTable(
      columns: [CSVColumn("seed", .text), CSVColumn("path", .text)]
        + FamilySheet.metrics.map { CSVColumn($0.header(for: sheet.contract), .decimal) }
        + [CSVColumn("liquidations", .integer), CSVColumn("event_digest", .text)])
    for run in comparison.runs {
      let source = MetricSource(
        run: run, control: comparison.run(seed: run.seed, path: RunResult.controlName),
        scenario: comparison.scenario)
      table.append(
        [.text(String(run.seed)), .text(run.path)]
          + FamilySheet.metrics.map { number($0.value(source), $0) }
          + [
            .count(run.liquidations.count),
            .text(ManifestRun.hex(run.digests.last ?? 0, digits: 16)),
          ])
    }
    return table.bytes
  }
}
