/// The figures of a report of several variants as a whole.
struct FamilyFigures {
  let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  /// Every figure, the one of the first screen first.
  func all() -> [ReportFigures.Figure] {
    // Owners' value has another scale in each variant, so each has a picture of its own.
    let differences = [Metric.payersLoss, Metric.executionShortfall].compactMap(differences)
    let maps = maps()
    guard differences.isEmpty, let name = mostDividedMap,
      let place = maps.firstIndex(where: { $0.name == name })
    else { return differences + maps }
    return [maps[place]] + maps[..<place] + maps[(place + 1)...]
  }

  /// Paired differences of every path in every variant, where these are few.
  private func differences(_ metric: Metric) -> ReportFigures.Figure? {
    if family.isGrid || family.others.isEmpty || family.variants.count > VariantResult.shownMax {
      return nil
    }
    let looks = PathLooks(family.paths)
    var rows: [IntervalChart.Row] = []
    for (place, variant) in family.variants.enumerated() {
      for path in family.others {
        guard let difference = variant.sheet.difference(metric, path) else { continue }
        let mean = NumberText.signed(difference.mean, decimals: variant.sheet.decimals(metric))
        rows.append(
          IntervalChart.Row(
            "\(variant.label.name): \(path)", estimate: difference.mean,
            low: difference.meanInterval?.low, high: difference.meanInterval?.high,
            look: looks[path],
            note: mean + (family.isClear(metric, path, in: place) ? " clear" : "")))
      }
    }
    if rows.isEmpty { return nil }
    let sheet = family.variants[0].sheet
    let chart = IntervalChart(
      title: "\(metric.title) against \(family.baseline), by variant",
      subtitle:
        "mean paired difference with its 95 % interval, \(metric.better ?? "neither") is better",
      axis: ChartAxis("difference (\(sheet.differenceUnit(metric)))"), rows: rows, reference: 0)
    return ReportFigures.Figure(
      name: "figures/variants-\(metric.id.replacing("_", with: "-")).svg",
      alternative: "\(chart.title): \(chart.subtitle ?? "")",
      caption:
        "Mean paired difference to `\(family.baseline)` of the same variant with its 95 % interval.",
      svg: chart.svg())
  }
}
