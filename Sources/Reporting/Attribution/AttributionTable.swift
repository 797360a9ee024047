import Market
import Simulation
import Units

/// What carries a path's differences to the baseline: the means of drift, terms and impact over paired seeds.
struct AttributionTable {
  /// A metric that is split, and how.
  struct Row: Sendable {
    let metric: Metric
    /// The parts of a run.
    let split: @Sendable (Attribution) -> Attribution.Split
    /// What the metric is a share of, and the factor of its unit; nil for an amount of money.
    let base: (@Sendable (RunResult) -> (amount: Money, factor: Double))?
  }

  /// The parts of a mean difference, in the unit of the metric.
  struct Parts {
    var drift = 0.0
    var terms = 0.0
    var impact = 0.0

    /// The whole.
    var total: Double { drift + terms + impact }

    /// The parts with their names, in the order of tables.
    var named: [(part: Part, value: Double)] {
      [(.drift, drift), (.terms, terms), (.impact, impact)]
    }

    /// The largest part that has the sign of the whole; nil where there is no difference.
    var carrier: (part: Part, value: Double)? {
      named.filter { $0.value * total > 0 }.max { $0.value.magnitude < $1.value.magnitude }
    }
  }

  /// The name of a part.
  enum Part: String {
    case drift
    case terms
    case impact
  }

  /// The metrics that are split, in the order of the primary ones.
  static let rows: [Row] = [
    Row(metric: Metric.ownersValue, split: \.owners) { run in
      (run.owners.reduce(.zero) { $0 + $1.equityAtBreach }, 100)
    },
    Row(metric: Metric.payersLoss, split: \.payers, base: nil),
    Row(metric: Metric.executionShortfall, split: \.shortfall) { run in
      (run.totals.notionalExecuted, 10_000)
    },
  ]

  private let sheet: MetricSheet

  init(_ sheet: MetricSheet) { self.sheet = sheet }

  /// Whether no run was split.
  var isEmpty: Bool { sheet.comparison.runs.allSatisfy { $0.attribution == nil } }

  /// The split of a mean difference to the baseline; nil for the baseline and without a pair.
  func difference(_ row: Row, _ path: String) -> Parts? {
    if path == sheet.baseline { return nil }
    var sum = Parts()
    var count = 0
    for seed in sheet.comparison.seeds {
      guard let own = parts(row, seed, path), let other = parts(row, seed, sheet.baseline) else {
        continue
      }
      sum.drift += own.drift - other.drift
      sum.terms += own.terms - other.terms
      sum.impact += own.impact - other.impact
      count += 1
    }
    if count == 0 { return nil }
    let seeds = Double(count)
    return Parts(drift: sum.drift / seeds, terms: sum.terms / seeds, impact: sum.impact / seeds)
  }

  private func parts(_ row: Row, _ seed: UInt64, _ path: String) -> Parts? {
    sheet.comparison.run(seed: seed, path: path).flatMap { parts(row, $0) }
  }

  /// The parts of a run in the unit of the metric; nil where the run was not split or the metric does not exist.
  func parts(_ row: Row, _ run: RunResult) -> Parts? {
    guard let split = run.attribution.map(row.split) else { return nil }
    let scale: Double
    if let base = row.base?(run) {
      if base.amount <= .zero { return nil }
      scale = base.factor / Double(base.amount.atoms)
    } else {
      scale = 1 / Double(sheet.comparison.scenario.instrument.atomsPerUnit)
    }
    return Parts(
      drift: Double(split.drift.atoms) * scale, terms: Double(split.terms.atoms) * scale,
      impact: Double(split.impact.atoms) * scale)
  }
}

extension ReportData {
  /// One row for each run and primary metric: its parts in money, which sum to the whole, what it is a share of, and
  /// the parts in the metric's unit.
  ///
  /// Owners' value is what these owners have more than in the control.
  func attribution() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text), CSVColumn("metric", .text),
        text.moneyColumn("drift"), text.moneyColumn("terms"), text.moneyColumn("impact"),
        text.moneyColumn("total"), text.moneyColumn("base"), CSVColumn("unit", .text),
        CSVColumn("drift", .decimal), CSVColumn("terms", .decimal), CSVColumn("impact", .decimal),
        CSVColumn("total", .decimal),
      ])
    let attribution = AttributionTable(sheet)
    for run in comparison.runs {
      guard let why = run.attribution else { continue }
      for row in AttributionTable.rows {
        let split = row.split(why)
        let parts = attribution.parts(row, run)
        let shares = [parts?.drift, parts?.terms, parts?.impact, parts?.total]
        let exact: [CSVCell] = [
          .text(String(run.seed)), .text(run.path), .text(row.metric.id), text.cell(split.drift),
          text.cell(split.terms), text.cell(split.impact), text.cell(split.total),
          row.base.map { text.cell($0(run).amount) } ?? .missing,
          .text(sheet.unitWord(row.metric)),
        ]
        table.append(exact + shares.map { number($0, row.metric) })
      }
    }
    return table.bytes
  }
}
