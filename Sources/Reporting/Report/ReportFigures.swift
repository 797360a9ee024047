import Market
import Simulation
import Units

/// The figures of a report.
struct ReportFigures {
  /// A figure with its place and what it shows.
  struct Figure {
    /// Its path within the report.
    let name: String
    /// What stands in for it where it cannot be seen.
    let title: String
    /// What stands below it.
    let caption: String
    /// The picture.
    let svg: String
  }

  let sheet: MetricSheet
  let text: ContractText
  /// The paths drawn as lines: all where they are few, else those that differ most.
  let drawn: [String]

  init(_ sheet: MetricSheet) {
    self.sheet = sheet
    text = ContractText(sheet.comparison.scenario.instrument)
    drawn = Self.drawn(sheet)
  }

  /// More lines than this in one chart cannot be told apart.
  private static let linesMax = 6

  /// The baseline and those whose last price is furthest from the control's, in the order of the report.
  private static func drawn(_ sheet: MetricSheet) -> [String] {
    let paths = sheet.liquidationPaths
    guard paths.count > linesMax, let seed = sheet.comparison.seeds.first,
      let control = sheet.comparison.run(seed: seed, path: RunResult.controlName)
    else { return paths }
    let distances = paths.enumerated().map { place, path -> (place: Int, distance: Int64) in
      let prices = sheet.comparison.run(seed: seed, path: path)?.prices ?? []
      let distance = zip(prices, control.prices).reduce(Int64(0)) {
        $0 + abs($1.0.last.ticks - $1.1.last.ticks)
      }
      return (place, path == sheet.baseline ? .max : distance)
    }
    let furthest = distances.sorted { ($1.distance, $0.place) < ($0.distance, $1.place) }
    return furthest.prefix(linesMax).map(\.place).sorted().map { paths[$0] }
  }

  /// What grey means in a chart of all paths.
  var grey: String {
    drawn.count == sheet.liquidationPaths.count
      ? "" : " Grey are the \(sheet.subject.plural) that the charts of lines leave out."
  }

  /// What a chart of lines leaves out.
  private var leftOut: String {
    drawn.count == sheet.liquidationPaths.count
      ? ""
      : " Drawn are the baseline and the \(drawn.count - 1) \(sheet.subject.plural) whose last price is "
        + "furthest from the control's; `prices.csv` has all."
  }

  var comparison: Comparison { sheet.comparison }

  /// Every figure that the data allow, in the order of the report.
  func all() -> [Figure] {
    [owners(), incidence(), prices(), lastByPath(), depth(), timeline()].compactMap { $0 }
  }

  /// The run of the first seed along a path.
  func firstRun(_ path: String) -> RunResult? {
    comparison.seeds.first.flatMap { comparison.run(seed: $0, path: path) }
  }

  var firstSeedText: String { "seed " + (comparison.seeds.first.map { String($0) } ?? "") }

  /// The colour of a path, the same in every figure; grey for the control and what no line is drawn of.
  func color(_ path: String) -> ChartColor {
    if path == RunResult.controlName { return .grey }
    return drawn.firstIndex(of: path).map { ChartColor.series($0) } ?? .grey
  }

  /// The stretch of the first seed with liquidations, half a minute before and a minute after.
  var crash: ClosedRange<Double>? {
    let items = sheet.liquidationPaths.compactMap(firstRun).flatMap(\.liquidations)
    guard let first = items.map(\.triggered).min(), let last = items.map(\.ended).max() else {
      return nil
    }
    let length = comparison.scenario.length.nanoseconds / 1_000_000_000
    let from = max(first.wholeSeconds - 30, 0)
    return Double(from)...Double(max(min(last.wholeSeconds + 60, length), from + 1))
  }

  // MARK: Prices

  /// Index, mark and last with the liquidations below, first seed, baseline path.
  private func prices() -> Figure? {
    guard let run = firstRun(sheet.baseline), !run.prices.isEmpty else { return nil }
    func points(_ price: (PriceSample) -> Price) -> [ChartPoint] {
      run.prices.map { ChartPoint(Double($0.second + 1), text.number(price($0))) }
    }
    var rugs: [ChartRug] = []
    let triggers = run.liquidations.map { seconds($0.triggered) }
    if !triggers.isEmpty {
      rugs.append(ChartRug("liquidations", times: triggers, color: .vermilion))
    }
    let deleveraged = run.incidents.filter { $0.kind == .deleveraged }.map { seconds($0.time) }
    if !deleveraged.isEmpty {
      rugs.append(ChartRug("deleveragings", times: deleveraged, color: .purple))
    }
    let chart = LineChart(
      title: "Index, mark and last price under \(sheet.baseline)",
      subtitle: "\(firstSeedText), sampled at the end of each second",
      xAxis: ChartAxis("time since the start (min:s)", kind: .clock),
      yAxis: ChartAxis("price (quote)"),
      series: [
        ChartSeries("last", points: points(\.last), color: .orange),
        ChartSeries("mark", points: points(\.mark), color: .blue),
        ChartSeries("index", points: points(\.index), style: .dashed, color: .black),
      ],
      shades: [], marks: shockMarks(run), rugs: rugs)
    return Figure(
      name: "figures/prices.svg", title: chart.title,
      caption: "Prices on \(firstSeedText) under `\(sheet.baseline)`."
        + (rugs.isEmpty
          ? " There was no liquidation."
          : " The strips below count how often liquidations were triggered and accounts deleveraged."),
      svg: chart.svg())
  }

  /// The places where depth shocks struck, those of one instant as one.
  private func shockMarks(_ run: RunResult) -> [ChartMark] {
    var marks: [ChartMark] = []
    for incident in run.incidents where incident.kind == .depthShock {
      let time = seconds(incident.time)
      if marks.last.map({ time - $0.x < 5 }) == true { continue }
      marks.append(ChartMark(time, "depth shock"))
    }
    return marks.count > 4 ? [] : marks
  }

  /// Last under each path less last without liquidation, around the crash.
  private func lastByPath() -> Figure? {
    guard let crash, let control = firstRun(RunResult.controlName) else { return nil }
    let series = drawn.compactMap { path -> ChartSeries? in
      guard let run = firstRun(path) else { return nil }
      let points = zip(run.prices, control.prices).map { own, other in
        ChartPoint(
          Double(own.second + 1),
          Double(own.last.ticks - other.last.ticks) / Double(other.last.ticks) * 10_000)
      }
      return ChartSeries(path, points: points, color: color(path))
    }
    let chart = LineChart(
      title: "What liquidating does to the price, by \(sheet.subject.noun)",
      subtitle:
        "\(firstSeedText), last price under each \(sheet.subject.noun) against that with nobody liquidated",
      xAxis: ChartAxis(
        "time since the start (min:s)", kind: .clock, lower: crash.lowerBound,
        upper: crash.upperBound),
      yAxis: ChartAxis("last against control (bp)"), series: series)
    return Figure(
      name: "figures/last-price.svg", title: chart.title,
      caption:
        "Last price under each \(sheet.subject.noun) less last price of `\(RunResult.controlName)`, the same "
        + "market with nobody liquidated, on \(firstSeedText) from half a minute before the first "
        + "liquidation to a minute after the last." + leftOut,
      svg: chart.svg())
  }

  // MARK: Depth

  /// Depth near the mid by path, around the crash, averaged over five seconds.
  private func depth() -> Figure? {
    guard let crash else { return nil }
    let order = [RunResult.controlName] + drawn
    let series = order.compactMap { path -> ChartSeries? in
      guard let run = firstRun(path) else { return nil }
      return ChartSeries(path, points: meanDepth(run.prices), style: .step, color: color(path))
    }
    let chart = LineChart(
      title: "Depth of the book around the crash, by \(sheet.subject.noun)",
      subtitle: "\(firstSeedText): bids and asks within 0.1 % of the mid, means of five seconds",
      xAxis: ChartAxis(
        "time since the start (min:s)", kind: .clock, lower: crash.lowerBound,
        upper: crash.upperBound),
      yAxis: ChartAxis("depth (\(text.sizeUnit))", lower: 0), series: series)
    return Figure(
      name: "figures/depth.svg", title: chart.title,
      caption: "Depth within 0.1 % of the mid on both sides together, on \(firstSeedText)."
        + leftOut,
      svg: chart.svg())
  }

  private func meanDepth(_ samples: [PriceSample]) -> [ChartPoint] {
    let width = 5
    return stride(from: 0, to: samples.count, by: width).map { start in
      let part = samples[start..<min(start + width, samples.count)]
      let lots = part.reduce(0.0) { $0 + Double($1.bidDepth.lots + $1.askDepth.lots) }
      return ChartPoint(Double(start), text.size(lots / Double(part.count)))
    }
  }

  func seconds(_ time: Instant) -> Double { Double(time.nanoseconds) / 1e9 }
}
