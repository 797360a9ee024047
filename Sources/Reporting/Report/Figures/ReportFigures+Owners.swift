import Simulation

/// What owners are left with and who pays for it.
extension ReportFigures {
  /// Owners' value under each path less that under the baseline, with every seed.
  func owners() -> Figure? {
    let metric = Metric.ownersValue
    let paths = sheet.liquidationPaths
    // One path alone has nothing to stand beside.
    guard paths.count > 1, let base = sheet.summary(metric, sheet.baseline) else { return nil }
    let kept = "kept \(NumberText.fixed(base.mean, decimals: sheet.decimals(metric))) %"
    let rows = paths.compactMap { path -> IntervalChart.Row? in
      if path == sheet.baseline {
        return IntervalChart.Row(
          path, estimate: 0, look: looks[path], note: "baseline, \(kept)")
      }
      guard let difference = sheet.difference(metric, path) else { return nil }
      return IntervalChart.Row(
        path, estimate: difference.mean, low: difference.meanInterval?.low,
        high: difference.meanInterval?.high, dots: difference.differences, look: looks[path],
        note: NumberText.signed(difference.mean, decimals: sheet.decimals(metric)) + " points"
          + (sheet.isClear(metric, path) ? ", clear" : ""))
    }
    let interval = base.count > 1 ? " Bar: its 95 % interval." : ""
    let chart = IntervalChart(
      title: "What owners kept, against \(sheet.baseline)",
      subtitle:
        "\(count). Disc: mean paired difference.\(interval) Dots: one for each seed.",
      axis: ChartAxis("owners' value at the end of the run, difference in points"), rows: rows,
      reference: 0)
    return Figure(
      name: file("owners-value"),
      alternative:
        "What owners kept \(sheet.subject.preposition) each \(sheet.subject.noun) less what they kept under \(sheet.baseline): mean paired "
        + "difference with its interval and every seed, \(count)",
      caption:
        "What the accounts that breach in the control have at the end of the run, as a share of what they had "
        + "at that breach, \(sheet.subject.preposition) each \(sheet.subject.noun) less under `\(sheet.baseline)`, which \(kept), "
        + "over \(count). "
        + (sheet.liquidationPaths.contains { sheet.isClear(metric, $0) }
          ? "Clear is meant as in the first table." : "No difference is clear."),
      svg: chart.svg())
  }

  /// Who has more and who has less than in the control, by path.
  func incidence() -> Figure? {
    let table = IncidenceTable(comparison)
    let paths = sheet.liquidationPaths
    if table.isEmpty || paths.isEmpty { return nil }
    let values = Self.payers.map { payer in
      paths.map { path in payer.groups.reduce(0) { $0 + table.mean(path, $1) } }
    }
    let tallest =
      paths.indices.map { place in
        values.reduce(0) { $0 + max($1[place], 0) }
      }.max() ?? 0
    let scale = MoneyScale(largest: tallest)
    let series = zip(Self.payers, values).map { payer, values in
      StackedBarChart.Series(
        payer.name, color: payer.color, values: values.map { $0 / scale.factor })
    }
    let unit = scale.name + sheet.unit(Metric.payersLoss)
    let chart = StackedBarChart(
      title: "Who pays, by \(sheet.subject.noun)",
      subtitle:
        "\(count). Mean change of wealth against nobody being liquidated; what goes up equals what goes down.",
      categoryLabel: sheet.subject.noun, axis: ChartAxis("\(unit) a run"),
      categories: paths.map(title),
      series: series.filter { part in part.values.contains { $0 != 0 } },
      decimals: scale.decimals)
    return Figure(
      name: file("incidence"),
      alternative:
        "How much more or less each group has at the end of a run than if nobody were liquidated, in \(unit), by "
        + "\(sheet.subject.noun), mean over \(count)",
      caption:
        "How much more or less each group has at the end of a run than in the control, in \(unit), mean over "
        + "\(count). Traders are arbitrageurs, noise takers, liquidators and strategies; the table \"Who pays\" "
        + "has each.",
      svg: chart.svg())
  }

  /// Groups as the picture shows them: more colours could not be told apart.
  private static let payers: [(name: String, color: ChartColor, groups: [WealthGroup])] = [
    ("owners who breach in the control", .indigo, [.breachedOwners]),
    ("other owners", .cyan, [.pulledInOwners, .deleveragedOwners, .otherOwners]),
    ("insurance fund", .sand, [.fund]),
    ("backstop provider", .wine, [.backstop]),
    ("venue's fees", .olive, [.fees, .rounding]),
    ("makers", .teal, [.makers]),
    ("traders", .rose, [.arbitrageurs, .takers, .liquidators, .strategies]),
    ("counterparties of hedges", .pale, [.elsewhere]),
    // Where there is a recorded market there are no hedges.
    ("recorded market", .pale, [.recorded]),
  ]
}

/// The power of a thousand in which amounts of a picture are counted, so that its numbers are short.
struct MoneyScale {
  /// What one unit of the picture is.
  let factor: Double
  /// Its name before the unit: "thousand ".
  let name: String
  /// Decimals of a number on the picture.
  let decimals: Int

  init(largest: Double) {
    switch largest.magnitude {
    case 10_000_000...: (factor, name) = (1_000_000, "million ")
    case 10_000...: (factor, name) = (1000, "thousand ")
    default: (factor, name) = (1, "")
    }
    switch largest.magnitude / factor {
    case 100...: decimals = 0
    case 10...: decimals = 1
    default: decimals = 2
    }
  }
}
