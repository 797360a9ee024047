import Units

/// Depth on both sides of a book over time: asks upward, bids downward, nearer bands darker.
///
/// Bands are cumulative: each holds the depth within its distance of the mid, so that a wider band
/// contains every nearer one. The vertical labels are amounts on both sides of zero.
package struct BandChart: Sendable, Hashable {
  /// The depth within one distance of the mid.
  package struct Band: Sendable, Hashable {
    /// The distance in words: "within 5 bp".
    package var name: String
    /// Ask depth at each time, not negative.
    package var asks: [Double]
    /// Bid depth at each time, not negative.
    package var bids: [Double]

    /// Makes a band.
    package init(_ name: String, asks: [Double], bids: [Double]) {
      self.name = name
      self.asks = asks
      self.bids = bids
    }
  }

  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// The horizontal axis.
  package var xAxis: ChartAxis
  /// What the vertical axis measures, unit included.
  package var yLabel: String
  /// The times of the samples, ascending.
  package var times: [Double]
  /// The bands, from the widest to the nearest; at most four.
  package var bands: [Band]
  /// Named places.
  package var marks: [ChartMark]
  /// The height of the plot in pixels.
  package var plotHeight: Double

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, xAxis: ChartAxis, yLabel: String, times: [Double],
    bands: [Band], marks: [ChartMark] = [], plotHeight: Double = 320
  ) {
    invariant(bands.count <= Self.askColors.count, "a chart shows at most four bands")
    for band in bands {
      invariant(
        band.asks.count == times.count && band.bids.count == times.count,
        "a band has a value for each time")
    }
    self.title = title
    self.subtitle = subtitle
    self.xAxis = xAxis
    self.yLabel = yLabel
    self.times = times
    self.bands = bands
    self.marks = marks
    self.plotHeight = plotHeight
  }

  // From light to dark; four tints of vermilion and of blue.
  private static let askColors = ["#F9DCC4", "#F2B186", "#E58242", "#D55E00"]
  private static let bidColors = ["#CFE5F3", "#92C5E6", "#4798CE", "#0072B2"]

  /// The picture as SVG.
  package func svg() -> String {
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: legend)
    let plot = makePlot(top: frame.top + MarkLabels(marks, in: makePlot(top: 0)).height)
    plot.drawHorizontalAxis(xAxis.label, below: plot.bottom, on: &frame.canvas)
    plot.drawVerticalAxis(yLabel, on: &frame.canvas) { tick in
      tick.text.hasPrefix("-") ? String(tick.text.dropFirst()) : tick.text
    }
    for (place, band) in bands.enumerated() {
      let shade = Self.askColors.count - bands.count + place
      draw(band.asks, fill: Self.askColors[shade], in: plot, on: &frame.canvas)
      draw(band.bids.map { -$0 }, fill: Self.bidColors[shade], in: plot, on: &frame.canvas)
    }
    MarkLabels(marks, in: plot).draw(on: &frame.canvas)
    if let zero = plot.y(0) {
      frame.canvas.line(
        from: .init(x: plot.left, y: zero), to: .init(x: plot.right, y: zero),
        .init(color: ChartStyle.ink, width: 1.2))
    }
    plot.drawBorder(on: &frame.canvas)
    let names = bands.map(\.name).joined(separator: ", ")
    return frame.document(
      height: plot.bottom + PlotArea.bottomMargin, title: title,
      description: "\(yLabel) on the ask side (up) and the bid side (down), \(names)")
  }

  private var legend: [[LegendItem]] {
    [("asks", Self.askColors), ("bids", Self.bidColors)].map { side, colors in
      bands.enumerated().map { place, band in
        LegendItem(
          "\(side) \(band.name)", color: colors[colors.count - bands.count + place], sample: .box)
      }
    }
  }

  private func makePlot(top: Double) -> PlotArea {
    let asks = bands.flatMap(\.asks).filter(\.isFinite).max() ?? 1
    let bids = bands.flatMap(\.bids).filter(\.isFinite).max() ?? 1
    let reach = max(asks, bids, 1e-9) * 1.05
    let yScale = AxisScale(
      ChartAxis(yLabel, lower: -reach, upper: reach), values: [], padding: 0, target: 8)
    let left = PlotArea.leftMargin(for: yScale)
    return PlotArea(
      left: left, top: top, width: ChartStyle.width - left - 24, height: plotHeight,
      xScale: AxisScale(xAxis, values: times, padding: 0, target: 10), yScale: yScale)
  }

  private func draw(
    _ values: [Double], fill: String, in plot: PlotArea, on canvas: inout SVGCanvas
  ) {
    guard let zero = plot.y(0) else { return }
    var outline: [SVGCanvas.Point] = []
    for (time, value) in zip(times, values) where plot.xScale.contains(time) {
      guard let x = plot.x(time) else { continue }
      outline.append(.init(x: x, y: plot.y(value) ?? zero))
    }
    guard let first = outline.first, let last = outline.last else { return }
    outline.insert(.init(x: first.x, y: zero), at: 0)
    outline.append(.init(x: last.x, y: zero))
    canvas.polygon(outline, fill: fill)
  }
}
