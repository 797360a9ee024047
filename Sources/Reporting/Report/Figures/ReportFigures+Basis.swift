import Market
import Simulation
import Units

/// How far mark and last are from the index.
extension ReportFigures {
  /// Mark and last less index along each path on the first seed, below the index itself.
  func basis() -> Figure? {
    let paths = sheet.liquidationPaths.isEmpty ? [sheet.baseline] : sheet.liquidationPaths
    guard let run = firstRun(sheet.baseline), !run.prices.isEmpty else { return nil }
    let chart = PanelChart(
      title: "Mark and last price against the index, by \(sheet.subject.noun)",
      subtitle: "S\(firstSeedText.dropFirst()) (n = 1), the end of each second.",
      legend: [
        LegendItem("mark less index", color: .black, sample: .line(.solid)),
        LegendItem(
          paths.count > 1 ? "last less index, in the colour of its panel" : "last less index",
          color: paths.count > 1 ? .grey : looks[sheet.baseline].color, sample: .line(.solid)),
      ],
      xAxis: timeAxis, yAxis: ChartAxis("basis (bp)"), header: indexPanel(run),
      panels: paths.compactMap(basisPanel))
    let strip =
      run.liquidations.isEmpty
      ? " There was no liquidation." : " Strips count what happened under `\(sheet.baseline)`."
    return Figure(
      name: file("prices"),
      alternative:
        "Mark price less index and last price less index in basis points over time \(sheet.subject.preposition) each "
        + "\(sheet.subject.noun), \(firstSeedText)",
      caption:
        "How far mark and last price are from the index on \(firstSeedText) (n = 1), \(episode.text)."
        + (showsIndex ? " Above: the index." : "") + strip,
      svg: chart.svg())
  }

  private func basisPanel(_ path: String) -> ChartPanel? {
    guard let run = firstRun(path) else { return nil }
    func points(_ price: (PriceSample) -> Price) -> [ChartPoint] {
      run.prices.map { sample in
        ChartPoint(
          Double(sample.second + 1),
          Double(price(sample).ticks - sample.index.ticks) / Double(sample.index.ticks) * 10_000)
      }
    }
    let count = run.liquidations.count
    return ChartPanel(
      path, note: Words.count(count, "liquidation"),
      series: [
        ChartSeries(points: points(\.mark), look: ChartLook(.black), width: 1),
        ChartSeries(points: points(\.last), look: ChartLook(looks[path].color), width: 1.3),
      ], references: [0])
  }

  /// The index with shocks, liquidations and deleveragings.
  private func indexPanel(_ run: RunResult) -> ChartPanel? {
    if !showsIndex { return nil }
    var rugs: [ChartRug] = []
    let triggers = run.liquidations.map { seconds($0.triggered) }
    if !triggers.isEmpty {
      rugs.append(ChartRug("liquidations", times: triggers, color: .vermilion))
    }
    let deleveraged = run.incidents.filter { $0.kind == .deleveraged }.map { seconds($0.time) }
    if !deleveraged.isEmpty {
      rugs.append(ChartRug("deleveragings", times: deleveraged, color: .purple))
    }
    return ChartPanel(
      "",
      series: [
        ChartSeries(
          points: run.prices.map { ChartPoint(Double($0.second + 1), text.number($0.index)) },
          look: ChartLook(.black), width: 1.6)
      ], marks: shockMarks(run), rugs: rugs, yAxis: ChartAxis("index (quote)"))
  }

  /// The places where depth shocks struck, those of one instant as one; none where they are too many to name.
  private func shockMarks(_ run: RunResult) -> [ChartMark] {
    var marks: [ChartMark] = []
    for incident in run.incidents where incident.kind == .depthShock {
      let time = seconds(incident.time)
      if marks.last.map({ time - $0.x < 5 }) == true { continue }
      marks.append(ChartMark(time, "depth shock"))
    }
    return marks.count > 4 ? [] : marks
  }
}
