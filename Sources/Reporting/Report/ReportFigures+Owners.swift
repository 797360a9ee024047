import Simulation

/// What owners are left with and who pays for it.
extension ReportFigures {
  /// Owners' value under each path less that under the baseline, with every seed.
  func owners() -> Figure? {
    let metric = Metric.ownersValue
    let rows = sheet.liquidationPaths.compactMap { path -> IntervalChart.Row? in
      guard let difference = sheet.difference(metric, path) else { return nil }
      return IntervalChart.Row(
        path, estimate: difference.mean, low: difference.meanInterval?.low,
        high: difference.meanInterval?.high, dots: difference.differences, color: color(path),
        note: NumberText.signed(difference.mean, decimals: sheet.decimals(metric)) + " points"
          + (sheet.isClear(metric, path) ? ", clear" : ""))
    }
    // One path alone has nothing to stand beside.
    if rows.isEmpty { return nil }
    let chart = IntervalChart(
      title: "What owners kept, against \(sheet.baseline)",
      subtitle:
        "Disc: mean paired difference over seeds. Bar: its 95 % interval. Dots: one for each seed.",
      axis: ChartAxis("owners' value at the end of the run, difference in points"), rows: rows,
      reference: 0)
    return Figure(
      name: "figures/owners-value.svg", title: chart.title,
      caption:
        "What the accounts that breach in the control have at the end of the run, as a share of what they had "
        + "at that breach, under each \(sheet.subject.noun) less under `\(sheet.baseline)`, which kept "
        + "\(NumberText.fixed(sheet.summary(metric, sheet.baseline)?.mean ?? 0, decimals: 2)) %."
        + grey,
      svg: chart.svg())
  }

  /// Who has more and who has less than in the control, by path.
  func incidence() -> Figure? {
    let table = IncidenceTable(comparison)
    let paths = sheet.liquidationPaths
    if table.isEmpty || paths.isEmpty { return nil }
    let series = Self.payers.map { payer in
      StackedBarChart.Series(
        payer.name, color: payer.color,
        values: paths.map { path in payer.groups.reduce(0) { $0 + table.mean(path, $1) } })
    }
    let chart = StackedBarChart(
      title: "Who pays, by \(sheet.subject.noun)",
      subtitle:
        "Change of wealth against nobody being liquidated; what goes up equals what goes down.",
      categoryLabel: sheet.subject.noun,
      axis: ChartAxis("\(sheet.unit(Metric.payersLoss)) a run, mean over seeds"),
      categories: paths,
      series: series.filter { part in part.values.contains { $0 != 0 } })
    return Figure(
      name: "figures/incidence.svg", title: chart.title,
      caption:
        "How much more or less each group has at the end of a run than in the control. Traders are arbitrageurs, "
        + "noise takers, liquidators and strategies; the table \"Who pays\" has each.",
      svg: chart.svg())
  }

  /// Groups as the picture shows them: more colours could not be told apart.
  private static let payers: [(name: String, color: ChartColor, groups: [WealthGroup])] = [
    ("owners who breach in the control", .blue, [.breachedOwners]),
    ("other owners", .sky, [.pulledInOwners, .deleveragedOwners, .otherOwners]),
    ("insurance fund", .orange, [.fund]),
    ("backstop provider", .vermilion, [.backstop]),
    ("venue's fees", .grey, [.fees, .rounding]),
    ("makers", .green, [.makers]),
    ("traders", .purple, [.arbitrageurs, .takers, .liquidators, .strategies]),
    ("counterparties of hedges", .black, [.elsewhere]),
  ]
}
