import Market
import Simulation
import Units

/// The CSV files of a report.
///
/// Files of totals hold all seeds; files of single runs hold what ``ReportExtent`` leaves. All have one row for each thing, units in their headers, and a fixed order of rows: seeds as
/// given, paths as given within a seed, then as things happened.
struct ReportData {
  let sheet: MetricSheet
  let text: ContractText
  let extent: ReportExtent
  /// The tail, where it was worked out.
  let tail: TailTable?
  /// The tear sheets of strategies, where there are some.
  let strategies: StrategySheet?
  /// How many comparisons share the bounds of the files.
  let sharers: Int

  /// Files of many rows aim at no more than this, two fifths less where strategies have files too; `nil` without a bound.
  var rowsMax: Int? {
    extent.rowsMax.map { (strategies == nil ? $0 : $0 / 5 * 3) / sharers }
  }

  init(
    _ sheet: MetricSheet, extent: ReportExtent, tail: TailTable? = nil,
    strategies: StrategySheet? = nil, sharers: Int = 1
  ) {
    self.sheet = sheet
    self.extent = extent
    self.tail = tail
    self.strategies = strategies
    self.sharers = sharers
    text = ContractText(sheet.comparison.scenario.instrument)
  }

  var comparison: Comparison { sheet.comparison }

  /// The runs of the first seed.
  var firstSeedRuns: [RunResult] {
    comparison.runs.filter { $0.seed == comparison.seeds.first }
  }

  private static let statisticDecimals = 6

  /// A printed statistic.
  func number(_ value: Double?) -> CSVCell {
    .number(value, decimals: Self.statisticDecimals)
  }

  /// A value of a metric; money with the decimals of an atom.
  func number(_ value: Double?, _ metric: Metric) -> CSVCell {
    let decimals =
      metric.unit == .quote ? comparison.scenario.instrument.moneyDecimals : Self.statisticDecimals
    return .number(value, decimals: decimals)
  }

  /// One row for each run: every metric, then the totals that metrics are made of.
  func runs() -> [UInt8] {
    let amounts: [(name: String, value: (RunTotals) -> Money)] = [
      ("notional_triggered", \.notionalTriggered), ("notional_closed", \.notionalClosed),
      ("notional_needed", \.notionalNeeded), ("loss_mark_delay", \.shortfallMarkDelay),
      ("loss_queueing", \.shortfallQueueing), ("loss_impact", \.shortfallImpact),
    ]
    var table = CSVTable(
      columns: [CSVColumn("seed", .text), CSVColumn("path", .text)]
        + Metric.all.map { CSVColumn($0.header(for: sheet.contract), .decimal) }
        + ["equity_at_first_trigger", "equity_at_last_end"].map(text.moneyColumn)
        + amounts.map { text.moneyColumn($0.name) }
        + [
          CSVColumn("liquidations", .integer), CSVColumn("rounding_divisions", .integer),
          CSVColumn("event_digest", .text),
        ])
    for run in comparison.runs {
      let source = MetricSource(
        run: run, control: comparison.run(seed: run.seed, path: RunResult.controlName),
        scenario: comparison.scenario)
      var row: [CSVCell] = [.text(String(run.seed)), .text(run.path)]
      row += Metric.all.map { number($0.value(source), $0) }
      row += [text.cell(source.equityAtStart), text.cell(source.equityAtEnd)]
      row += amounts.map { text.cell($0.value(run.totals)) }
      row += [
        .count(run.liquidations.count), .integer(run.totals.roundingDivisions),
        .text(ManifestRun.hex(run.digests.last ?? 0, digits: 16)),
      ]
      table.append(row)
    }
    return table.bytes
  }

  /// One row for each path and metric that applies to it.
  func summary() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("path", .text), CSVColumn("metric", .text), CSVColumn("unit", .text),
        CSVColumn("n", .integer), CSVColumn("mean", .decimal), CSVColumn("sd", .decimal),
        CSVColumn("median", .decimal), CSVColumn("q05", .decimal), CSVColumn("q95", .decimal),
      ])
    for path in sheet.paths {
      for metric in Metric.all {
        guard let summary = sheet.summary(metric, path) else { continue }
        table.append([
          .text(path), .text(metric.id), .text(sheet.unitWord(metric)), .count(summary.count),
          number(summary.mean, metric), number(summary.deviation, metric),
          number(summary.median, metric), number(summary.quantile(0.05), metric),
          number(summary.quantile(0.95), metric),
        ])
      }
    }
    return table.bytes
  }

  /// One row for each path and metric that applies to it and to the baseline.
  func differences() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("path", .text), CSVColumn("baseline", .text), CSVColumn("metric", .text),
        CSVColumn("unit", .text), CSVColumn("n", .integer),
        CSVColumn("mean_difference", .decimal), CSVColumn("bca_low", .decimal),
        CSVColumn("bca_high", .decimal), CSVColumn("win_share", .decimal),
        CSVColumn("correlation", .decimal), CSVColumn("variance_reduction", .decimal),
        CSVColumn("wilcoxon_p", .decimal), CSVColumn("holm_p", .decimal),
        CSVColumn("smallest_material", .decimal), CSVColumn("clear", .text),
      ])
    for path in sheet.paths {
      for metric in Metric.all {
        guard let difference = sheet.difference(metric, path) else { continue }
        table.append([
          .text(path), .text(sheet.baseline), .text(metric.id), .text(sheet.unitWord(metric)),
          .count(difference.count), number(difference.mean, metric),
          number(difference.meanInterval?.low, metric),
          number(difference.meanInterval?.high, metric),
          number(metric.preference == nil ? nil : difference.winShare),
          number(difference.correlation), number(sheet.varianceReduction(metric, path)),
          number(ExactTest.signedRank(difference.differences)?.pValue),
          number(sheet.adjusted(metric, path)), number(sheet.material(metric), metric),
          .text(sheet.material(metric) == nil ? "" : sheet.isClear(metric, path) ? "yes" : "no"),
        ])
      }
    }
    return table.bytes
  }

  /// One row for each simulated second of the first seed along each path, fewer in long runs.
  func prices() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("second", .integer),
        CSVColumn("index_quote", .decimal), CSVColumn("mark_quote", .decimal),
        CSVColumn("last_quote", .decimal), CSVColumn("bid_quote", .decimal),
        CSVColumn("ask_quote", .decimal), text.sizeColumn("bid_depth"),
        text.sizeColumn("ask_depth"), CSVColumn("open_liquidations", .integer),
        text.moneyColumn("fund"),
      ])
    let step = priceStep
    for run in priceRuns {
      for sample in run.prices where (sample.second + 1) % step == 0 || step == 1 {
        table.append([
          .text(String(run.seed)), .text(run.path), .count(sample.second),
          text.cell(sample.index), text.cell(sample.mark), text.cell(sample.last),
          text.cell(sample.bid), text.cell(sample.ask), text.cell(sample.bidDepth),
          text.cell(sample.askDepth), .count(sample.openCases), text.cell(sample.fund),
        ])
      }
    }
    return table.bytes
  }
}
