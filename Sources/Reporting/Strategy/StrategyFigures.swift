import Market
import Simulation
import Units

/// The figures of strategies: profit, drawdown, position and markouts, a panel for each path.
struct StrategyFigures {
  let strategies: StrategySheet
  let figures: ReportFigures

  init(_ strategies: StrategySheet, _ figures: ReportFigures) {
    self.strategies = strategies
    self.figures = figures
  }

  private var sheet: MetricSheet { strategies.metrics }
  private var comparison: Comparison { strategies.comparison }
  private var text: ContractText { strategies.text }
  private var moneyUnit: String { sheet.unit(Metric.payersLoss) }

  /// What is compared: the paths, or the control where it alone was run.
  private var paths: [String] {
    sheet.liquidationPaths.isEmpty ? [RunResult.controlName] : sheet.liquidationPaths
  }

  /// The figures of each strategy that the data allow: profit, drawdown, position and markouts.
  ///
  /// Where the index came from a file of the user's, what follows its prices second by second is left out.
  func all() -> [[ReportFigures.Figure]] {
    strategies.places.map { strategy in
      let money = figures.showsIndex ? [profit(strategy), drawdown(strategy)] : []
      return money + [position(strategy)] + [markouts(strategy)].compactMap { $0 }
    }
  }

  private func file(_ strategy: Int, _ what: String) -> String {
    figures.file("strategy-\(ReportName.word(strategies.names[strategy]))-\(what)")
  }

  /// The title of a picture.
  private func title(_ strategy: Int, _ what: String) -> String {
    "\(strategies.names[strategy]): \(what)"
      + (paths.count > 1 ? ", by \(sheet.subject.noun)" : "")
  }

  // MARK: Curves over time

  /// Points of a curve: fewer where panels are many, so that a picture stays small.
  private var parts: Int { min(max(300 / paths.count, 40), 90) }

  /// The seconds at whose ends curves are read: equally far from one another, the last one being the end.
  private var ends: [Int] {
    let length = Int(comparison.scenario.length.nanoseconds / 1_000_000_000)
    let step = max((length + parts - 1) / parts, 1)
    return Array(stride(from: length, to: 0, by: -step).reversed())
  }

  /// What a strategy has along a path at some times, by seed.
  private func curves(
    _ strategy: Int, _ path: String, _ values: (StrategyRecord) -> [Double]
  ) -> SeedCurves {
    let ends = ends
    return SeedCurves(
      times: ends.map { Double($0) },
      values: comparison.seeds.map { seed in
        let record = comparison.run(seed: seed, path: path)?.strategies.first {
          $0.strategy == strategy
        }
        let all = record.map(values) ?? []
        return ends.map { $0 <= all.count ? all[$0 - 1] : nil }
      })
  }

  private var lineText: String {
    switch comparison.seeds.count {
    case 1: "Line: \(figures.firstSeedText)"
    case ..<SeedCurves.bandSeedsMin: "Thick: median over seeds; thin: each seed"
    default: "Line: median over seeds; band: 5th to 95th percentile"
    }
  }

  /// A picture with a panel for each path, before it the control in grey.
  private func chart(
    _ strategy: Int, title: String, what: String, axis: ChartAxis, decimals: Int,
    _ values: (StrategyRecord) -> [Double]
  ) -> PanelChart {
    let control = curves(strategy, RunResult.controlName, values).median
    let hasControl = !sheet.liquidationPaths.isEmpty
    let end = comparison.seeds.count == 1 ? "at the end" : "median at the end"
    return PanelChart(
      title: self.title(strategy, title),
      subtitle: "\(figures.count). \(what). \(lineText).",
      legend: hasControl
        ? [
          LegendItem(
            "nobody is liquidated, repeated in every panel", color: .grey, sample: .line(.solid))
        ] : [],
      xAxis: ChartAxis("time since the start (min:s)", kind: .clock), yAxis: axis,
      panels: paths.map { path in
        let own = curves(strategy, path, values)
        let look = figures.looks[path]
        var series = own.single.map {
          ChartSeries(points: $0, look: ChartLook(look.color), width: 0.7)
        }
        if hasControl {
          series.append(ChartSeries(points: control, look: ChartLook(.grey), width: 1.2))
        }
        series.append(ChartSeries(points: own.median, look: look, width: 2))
        let last = own.median.last { $0.y.isFinite }
        return ChartPanel(
          figures.title(path),
          note: last.map { "\(end) \(NumberText.signed($0.y, decimals: decimals))" } ?? "",
          bands: [ChartBand(own.band, color: look.color)], series: series, references: [0])
      })
  }

  private func figure(
    _ strategy: Int, _ name: String, what: String, _ chart: PanelChart
  ) -> ReportFigures.Figure {
    let along = "\(sheet.subject.preposition) each \(sheet.subject.noun)"
    return ReportFigures.Figure(
      name: file(strategy, name),
      alternative: "\(what) of \(strategies.names[strategy]) over time \(along), \(figures.count)",
      caption:
        "\(what) of `\(strategies.names[strategy])` \(along), over \(figures.count). \(lineText).",
      svg: chart.svg())
  }

  private var moneyDecimals: Int { StrategyMeasure.profit.decimals(for: sheet.contract) }

  private func profit(_ strategy: Int) -> ReportFigures.Figure {
    let chart = chart(
      strategy, title: "profit",
      what: "Equity at the index less the capital, debts not yet settled",
      axis: ChartAxis("profit (\(moneyUnit))"),
      decimals: moneyDecimals
    ) { record in
      record.seconds.map { text.money($0.equityAtIndex - record.capital) }
    }
    return figure(
      strategy, "profit", what: "Equity at the index less the capital, debts not yet settled",
      chart)
  }

  private func drawdown(_ strategy: Int) -> ReportFigures.Figure {
    let chart = chart(
      strategy, title: "drawdown",
      what: "Equity at the index less the highest before",
      axis: ChartAxis("drawdown (\(moneyUnit))"), decimals: moneyDecimals
    ) { record in
      var highest = record.capital
      return record.seconds.map { sample in
        highest = max(highest, sample.equityAtIndex)
        return text.money(sample.equityAtIndex - highest)
      }
    }
    return figure(
      strategy, "drawdown", what: "Equity at the index less the highest before, capital included,",
      chart)
  }

  private func position(_ strategy: Int) -> ReportFigures.Figure {
    let chart = chart(
      strategy, title: "position", what: "Position, short below zero",
      axis: ChartAxis("position (\(text.sizeUnit))"), decimals: 3
    ) { record in record.seconds.map { text.number($0.size) } }
    return figure(strategy, "position", what: "Position, short below zero,", chart)
  }

  // MARK: Markouts

  /// The seconds of the horizons, as a curve's times.
  private static var horizonSeconds: [Double] {
    StrategyTrade.horizons.map { Double($0.nanoseconds) / 1e9 }
  }

  /// Markouts over the horizons by seed; nil where there is none at all.
  private func curves(
    _ strategy: Int, _ path: String, markouts: (TearSheet) -> [Markout?]
  ) -> SeedCurves? {
    let values = strategies.all(strategy, path).map { sheet in
      markouts(sheet).map { $0?.basisPoints }
    }
    if values.allSatisfy({ $0.allSatisfy { $0 == nil } }) { return nil }
    return SeedCurves(times: Self.horizonSeconds, values: values)
  }

  /// How far the mid goes the account's way after its trades, by horizon; nil where it never traded in the book.
  private func markouts(_ strategy: Int) -> ReportFigures.Figure? {
    let panels = paths.compactMap { path -> ChartPanel? in
      let maker = curves(strategy, path, markouts: \.makerMarkouts)
      let taker = curves(strategy, path, markouts: \.takerMarkouts)
      if maker == nil && taker == nil { return nil }
      let look = figures.looks[path]
      func series(_ curves: SeedCurves?, _ shape: ChartShape, width: Double) -> [ChartSeries] {
        guard let points = curves?.median.filter({ $0.y.isFinite }) else { return [] }
        return [
          ChartSeries(points: points, look: look, width: width),
          ChartSeries(points: points, style: .symbols(shape), look: look),
        ]
      }
      return ChartPanel(
        figures.title(path),
        bands: [maker, taker].compactMap { $0 }.map { ChartBand($0.band, color: look.color) },
        series: series(maker, .circle, width: 2) + series(taker, .diamond, width: 1),
        references: [0])
    }
    if panels.isEmpty { return nil }
    let isBanded = comparison.seeds.count >= SeedCurves.bandSeedsMin
    let chart = PanelChart(
      title: title(strategy, "markout"),
      subtitle:
        "\(figures.count). Mid after a trade against its price; positive is good for the strategy."
        + (isBanded ? " Line: median over seeds; band: 5th to 95th percentile." : ""),
      legend: [
        LegendItem("as maker", color: .black, sample: .symbol(.circle)),
        LegendItem("as taker", color: .black, sample: .symbol(.diamond)),
      ],
      xAxis: ChartAxis(
        "time after the trade (s)", kind: .logarithmic, lower: 0.07, upper: 86),
      yAxis: ChartAxis("markout (bp)"), panels: panels)
    return ReportFigures.Figure(
      name: file(strategy, "markout"),
      alternative:
        "Distance of the mid from the prices of trades of \(strategies.names[strategy]) by time after the trade, "
        + "\(figures.count)",
      caption:
        "How far the mid is from the price of a trade of `\(strategies.names[strategy])` 0.1, 1, 10 and 60 s after it, "
        + "weighted by notional, fees left out; positive is good for the strategy. Over \(figures.count).",
      svg: chart.svg())
  }
}
