import Simulation

/// The simulated market beside a measured one.
extension ReportFigures {
  /// One observed run: its table and its distributions.
  private struct Observed {
    let table: MarketTable
    let takerSizes: [Double?]
    let touchSizes: [Double?]
  }

  /// A panel over the values of one line of the table.
  private struct Line {
    let id: String
    let title: String
    let places: [Double]
    let xAxis: ChartAxis
    let yAxis: ChartAxis
    /// The properties of the table whose band is drawn, with their place.
    var bands: [(id: String, place: Double)] = []
  }

  /// Shares of a sample, from 1 at the left down to one in ten thousand, at which its sizes are drawn.
  private static let shares: [Double] = [
    0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01,
    0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001,
  ]

  private static var lines: [Line] {
    let horizon = ChartAxis("horizon (s)", kind: .logarithmic)
    return [
      Line(
        id: "return_deviation", title: "Deviation of the mid's return", places: [0.1, 1, 5, 10],
        xAxis: horizon, yAxis: ChartAxis("bp", kind: .logarithmic), bands: [("deviation_1_s", 1)]),
      Line(
        id: "return_kurtosis", title: "Excess kurtosis of the return", places: [0.1, 1, 5, 10],
        xAxis: horizon, yAxis: ChartAxis("kurtosis", kind: .logarithmic)),
      Line(
        id: "sign_autocorrelation", title: "Sign autocorrelation",
        places: [1, 2, 5, 10, 20, 50], xAxis: ChartAxis("lag (orders)", kind: .logarithmic),
        yAxis: ChartAxis("correlation"), bands: [("sign_lag_1", 1)]),
      Line(
        id: "response", title: "Mid's move 1 s after an order",
        // The middles of the classes of size.
        places: [25, 62.5, 82.5, 93.5, 98.5], xAxis: ChartAxis("orders that are smaller (%)"),
        yAxis: ChartAxis("bp")),
      Line(
        id: "level_sizes", title: "Mean size by level", places: [1, 2, 3, 4, 5],
        xAxis: ChartAxis("level"), yAxis: ChartAxis("base", kind: .logarithmic)),
      Line(
        id: "depths", title: "Mean depth of a side", places: [1, 5, 10],
        xAxis: ChartAxis("distance from the mid (bp)"), yAxis: ChartAxis("base", lower: 0)),
    ]
  }

  /// What was observed, each statistic beside the measured one; `nil` where no run was observed.
  func market() -> Figure? {
    guard let path = comparison.paths.first?.name else { return nil }
    let observed = comparison.runs.filter { $0.path == path }.compactMap(\.observations).map {
      let statistics = MarketStatistics($0, instrument: comparison.scenario.instrument)
      let shares = Self.shares.map { 1 - $0 }
      return Observed(
        table: MarketTable($0, instrument: comparison.scenario.instrument),
        takerSizes: statistics.sizeQuantiles(shares), touchSizes: statistics.touchQuantiles(shares))
    }
    guard let table = observed.first?.table else { return nil }
    let count = Words.count(observed.count, "observed run")
    let isBanded = observed.count >= SeedCurves.bandSeedsMin
    let chart = PanelChart(
      title: "The simulated market beside a measured one",
      subtitle:
        "Measured: \(MarketTable.source). Simulated: "
        + (observed.count == 1 ? "\(count)." : "median over \(count)."),
      legend: [
        LegendItem("simulated", color: .blue, sample: .line(.solid)),
        LegendItem("5th to 95th percentile of runs", color: .blue, sample: .band),
        LegendItem("measured", color: .black, sample: .symbol(.diamond)),
        LegendItem("accepted", color: .pale, sample: .box),
      ].filter { isBanded || $0.sample != .band },
      xAxis: ChartAxis("place"), yAxis: ChartAxis("value"),
      panels: Self.lines.map { panel($0, observed) } + [
        sizes(
          "Taker sizes", observed.map(\.takerSizes), measured("taker_sizes", table), [0, 2],
          [0.5, 0.01]),
        sizes(
          "Sizes at the touch", observed.map(\.touchSizes), measured("touch_size", table), [0, 1],
          [0.5, 0.1]),
      ])
    return Figure(
      name: file("market"),
      alternative:
        "Returns, taker orders and book of the simulated market as lines, of a measured one as symbols, \(count)",
      caption:
        "Simulated: \(Words.count(observed.count, "run")) of `\(comparison.scenario.name)`. Measured: "
        + "\(MarketTable.source). Where a band is accepted at a place it is drawn; the table below has all. "
        + "What is not above zero has no place on an axis of factors.",
      svg: chart.svg())
  }

  private func measured(_ id: String, _ table: MarketTable) -> [Double?] {
    table.rows.first { $0.id == id }?.measuredValues ?? []
  }

  /// The medians and bands of values over runs.
  private func curves(_ runs: [[Double?]], at places: [Double]) -> (
    line: [ChartPoint], band: [ChartBand.Place]
  ) {
    let samples = places.indices.map { place in runs.compactMap { $0[place] }.sorted() }
    let line = zip(places, samples).map {
      ChartPoint($0, Statistics.quantile(sorted: $1, 0.5) ?? .nan)
    }
    if runs.count < SeedCurves.bandSeedsMin { return (line, []) }
    return (
      line,
      zip(places, samples).map {
        ChartBand.Place(
          $0, from: Statistics.quantile(sorted: $1, 0.05) ?? .nan,
          to: Statistics.quantile(sorted: $1, 0.95) ?? .nan)
      }
    )
  }

  private func panel(_ line: Line, _ observed: [Observed]) -> ChartPanel {
    let runs = observed.compactMap { run in
      run.table.rows.first { $0.id == line.id }?.values
    }
    let simulated = curves(runs, at: line.places)
    let measured = observed.first.map { self.measured(line.id, $0.table) } ?? []
    let accepted = line.bands.compactMap { band -> ChartSeries? in
      guard let check = observed.first?.table.bands.first(where: { $0.id == band.id }),
        let low = check.lower, let high = check.upper
      else { return nil }
      return ChartSeries(
        points: [ChartPoint(band.place, low), ChartPoint(band.place, high)],
        look: ChartLook(.pale), width: 9)
    }
    return ChartPanel(
      line.title, bands: [ChartBand(simulated.band, color: .blue)],
      series: accepted + [
        ChartSeries(points: simulated.line, look: ChartLook(.blue), width: 2),
        symbols(
          zip(line.places, measured).compactMap { place, value in
            value.map { ChartPoint(place, $0) }
          }),
      ], xAxis: line.xAxis, yAxis: line.yAxis)
  }

  /// How large a share of a sample is above a size.
  private func sizes(
    _ title: String, _ runs: [[Double?]], _ measured: [Double?], _ places: [Int], _ shares: [Double]
  ) -> ChartPanel {
    let points = zip(places, shares).compactMap { place, share in
      measured.indices.contains(place) ? measured[place].map { ChartPoint($0, share) } : nil
    }
    // Sizes are what varies over runs, at a fixed share.
    let line = curves(runs, at: Self.shares).line.map { ChartPoint($0.y, $0.x) }
    return ChartPanel(
      title,
      series: [
        ChartSeries(points: line, look: ChartLook(.blue), width: 2), symbols(points),
      ], xAxis: ChartAxis("base", kind: .logarithmic),
      yAxis: ChartAxis("share above", kind: .logarithmic))
  }

  private func symbols(_ points: [ChartPoint]) -> ChartSeries {
    ChartSeries(points: points, style: .symbols(.diamond), look: ChartLook(.black))
  }
}
