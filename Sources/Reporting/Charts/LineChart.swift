import Units

/// Several series over one horizontal axis, with named places, shaded stretches and strips of events.
///
/// Each strip below the plot shows how many events fell into equal parts of the horizontal axis, and
/// says their total and the greatest count, so that no event hides behind another.
package struct LineChart: Sendable, Hashable {
  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// The horizontal axis.
  package var xAxis: ChartAxis
  /// The vertical axis.
  package var yAxis: ChartAxis
  /// The data, drawn in order, so that the last lies on top.
  package var series: [ChartSeries]
  /// Stretches set off from the rest.
  package var shades: [ChartShade]
  /// Named places.
  package var marks: [ChartMark]
  /// Strips of events below the plot.
  package var rugs: [ChartRug]
  /// The height of the plot in pixels.
  package var plotHeight: Double

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, xAxis: ChartAxis, yAxis: ChartAxis,
    series: [ChartSeries], shades: [ChartShade] = [], marks: [ChartMark] = [],
    rugs: [ChartRug] = [], plotHeight: Double = 320
  ) {
    self.title = title
    self.subtitle = subtitle
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.series = series
    self.shades = shades
    self.marks = marks
    self.rugs = rugs
    self.plotHeight = plotHeight
  }

  /// The picture as SVG.
  package func svg() -> String {
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    let plot = makePlot(top: frame.top + MarkLabels(marks, in: makePlot(top: 0)).height)
    for shade in shades {
      guard let from = plot.x(shade.from), let to = plot.x(shade.to) else { continue }
      frame.canvas.rectangle(
        x: from, y: plot.top, width: max(to - from, 1), height: plot.height,
        fill: Self.shadeColor(shade.name, in: shades))
    }
    let rugsBottom = plot.bottom + Double(rugs.count) * Self.rugHeight
    plot.drawHorizontalAxis(xAxis.label, below: rugsBottom, on: &frame.canvas)
    plot.drawVerticalAxis(yAxis.label, on: &frame.canvas)
    MarkLabels(marks, in: plot).draw(on: &frame.canvas)
    for line in series { draw(line, in: plot, on: &frame.canvas) }
    plot.drawBorder(on: &frame.canvas)
    for (place, rug) in rugs.enumerated() {
      let base = plot.bottom + Double(place + 1) * Self.rugHeight
      RugStrip(rug: rug, base: base, height: Self.rugHeight).draw(in: plot, on: &frame.canvas)
    }
    return frame.document(
      height: rugsBottom + PlotArea.bottomMargin, title: title, description: description)
  }

  private static let rugHeight = 52.0
  private static let shadeColors = ["#EFEFF7", "#FBF0DC", "#E6F3EE", "#F7E9F1"]

  /// One tint for each distinct name, in order of appearance.
  private static func shadeColor(_ name: String, in shades: [ChartShade]) -> String {
    var names: [String] = []
    for shade in shades where !names.contains(shade.name) { names.append(shade.name) }
    return shadeColors[(names.firstIndex(of: name) ?? 0) % shadeColors.count]
  }

  private var description: String {
    let names = series.map(\.name).joined(separator: ", ")
    return "\(yAxis.label) against \(xAxis.label): \(names)"
  }

  private var legend: [LegendItem] {
    var items = series.map { line in
      let sample: LegendItem.Sample =
        switch line.style {
        case .line, .step: .line(dash: nil)
        case .dashed: .line(dash: Self.dash)
        case .dots: .symbol(.circle)
        }
      return LegendItem(line.name, color: line.color.hex, sample: sample)
    }
    var named: [String] = []
    for shade in shades where !named.contains(shade.name) {
      named.append(shade.name)
      items.append(
        LegendItem(shade.name, color: Self.shadeColor(shade.name, in: shades), sample: .box))
    }
    return items
  }

  private static let dash = "6 4"

  private func makePlot(top: Double) -> PlotArea {
    let xs = series.flatMap { $0.points.map(\.x) } + rugs.flatMap(\.times)
    let hasDots = series.contains { $0.style == .dots }
    let xScale = AxisScale(xAxis, values: xs, padding: hasDots ? 0.03 : 0, target: 10)
    let ys = series.flatMap { line in
      line.points.filter { xScale.contains($0.x) }.map(\.y)
    }
    let yScale = AxisScale(yAxis, values: ys, padding: 0.05, target: 6)
    let left = PlotArea.leftMargin(for: yScale)
    return PlotArea(
      left: left, top: top, width: ChartStyle.width - left - 24, height: plotHeight,
      xScale: xScale, yScale: yScale)
  }

  private func draw(_ line: ChartSeries, in plot: PlotArea, on canvas: inout SVGCanvas) {
    let stroke = SVGCanvas.Stroke(
      color: line.color.hex, width: line.style == .dashed ? 1.6 : 1.8,
      dash: line.style == .dashed ? Self.dash : nil)
    var run: [SVGCanvas.Point] = []
    let points = line.thinned(
      from: plot.xScale.lower, to: plot.xScale.upper, columns: Int(plot.width))
    for point in points {
      guard plot.xScale.contains(point.x), let pixel = plot.point(point) else {
        Self.flush(&run, stroke, on: &canvas)
        continue
      }
      switch line.style {
      case .dots:
        canvas.circle(at: pixel, radius: 3.5, fill: line.color.hex, opacity: 0.75)
        continue
      case .step:
        if let last = run.last { run.append(.init(x: pixel.x, y: last.y)) }
      case .line, .dashed: break
      }
      run.append(pixel)
    }
    Self.flush(&run, stroke, on: &canvas)
  }

  private static func flush(
    _ run: inout [SVGCanvas.Point], _ stroke: SVGCanvas.Stroke, on canvas: inout SVGCanvas
  ) {
    if run.count == 1 { canvas.circle(at: run[0], radius: 2, fill: stroke.color) }
    if run.count > 1 { canvas.polyline(run, stroke) }
    run.removeAll()
  }
}
