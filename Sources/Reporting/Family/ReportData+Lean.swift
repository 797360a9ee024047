import Simulation

extension ReportData {
  /// One row for each run with the metrics of maps alone, for reports of very many runs; the manifest has the digests.
  func leanRuns() -> [UInt8] {
    var table = CSVTable(
      columns: [CSVColumn("seed", .text), CSVColumn("path", .text)]
        + FamilySheet.metrics.map { CSVColumn($0.header(for: sheet.contract), .decimal) }
        + [CSVColumn("liquidations", .integer)])
    for run in comparison.runs {
      let source = MetricSource(
        run: run, control: comparison.run(seed: run.seed, path: RunResult.controlName),
        scenario: comparison.scenario)
      table.append(
        [.text(String(run.seed)), .text(run.path)]
          + FamilySheet.metrics.map { number($0.value(source), $0) }
          + [.count(run.liquidations.count)])
    }
    return table.bytes
  }
}
