/// What is left of a position along each of several paths, below the price in the meantime.
///
/// Each path has a row: its name, a sentence that says how it ended, and the remaining share as an area over time.
package struct PositionChart: Sendable, Hashable {
  /// One path.
  package struct Row: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// How it ended.
    package var story: String
    /// The share that is left, 1 at the start, as steps; empty where nothing happened.
    package var steps: [ChartPoint]
    /// Its colour.
    package var color: ChartColor

    /// Makes a row.
    package init(_ name: String, story: String, steps: [ChartPoint], color: ChartColor) {
      self.name = name
      self.story = story
      self.steps = steps
      self.color = color
    }
  }

  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// What lines and symbols of the price are.
  package var legend: [LegendItem]
  /// The horizontal axis.
  package var axis: ChartAxis
  /// The price, with a vertical axis of its own.
  package var price: ChartPanel
  /// The paths, from the top.
  package var rows: [Row]

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, legend: [LegendItem], axis: ChartAxis,
    price: ChartPanel, rows: [Row]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.legend = legend
    self.axis = axis
    self.price = price
    self.rows = rows
  }

  private static let priceHeight = 180.0
  private static let areaHeight = 26.0
  private static let rowHeight = 54.0
  private static let lineHeight = 15.0

  /// Where a story starts beside the name of its row.
  private static func indent(_ row: Row) -> Double {
    TextMetrics.width(row.name, size: ChartStyle.tickSize) + 10
  }

  /// The lines of a story that fit beside its name.
  private static func lines(_ row: Row, in plot: PlotArea) -> [String] {
    TextMetrics.lines(row.story, size: ChartStyle.tickSize, width: plot.width - indent(row))
  }

  /// The picture as SVG.
  package func svg() -> String {
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    let times = rows.flatMap { $0.steps.map(\.x) }
    let xScale = AxisScale(axis, values: times + price.xs, padding: 0, target: 9)
    let yScale = AxisScale(
      price.yAxis ?? ChartAxis("price"), values: price.ys(within: xScale), padding: 0.06, target: 5)
    let left = PlotArea.leftMargin(for: yScale)
    let plot = PlotArea(
      left: left, top: frame.top, width: ChartStyle.width - left - PanelLayout.rightMargin,
      height: Self.priceHeight, xScale: xScale, yScale: yScale)
    let heights = rows.map { row in
      Self.rowHeight + Double(max(Self.lines(row, in: plot).count - 1, 0)) * Self.lineHeight
    }
    let bottom = plot.bottom + 12 + heights.reduce(0, +)
    plot.drawHorizontalAxis(below: bottom, on: &frame.canvas)
    plot.drawHorizontalTitle(axis.label, below: bottom, on: &frame.canvas)
    plot.drawVerticalAxis(on: &frame.canvas)
    if let label = price.yAxis?.label { plot.drawVerticalTitle(label, on: &frame.canvas) }
    plot.drawData(of: price, on: &frame.canvas)
    plot.drawBorder(on: &frame.canvas)
    var base = plot.bottom + 12
    for (row, height) in zip(rows, heights) {
      base += height
      draw(row, base: base, in: plot, on: &frame.canvas)
    }
    let names = rows.map(\.name).joined(separator: ", ")
    return frame.document(
      height: bottom + PlotArea.bottomMargin, title: title,
      description: "remaining position against \(axis.label) for \(names)")
  }

  private func draw(
    _ row: Row, base: Double, in plot: PlotArea, on canvas: inout SVGCanvas
  ) {
    let strip = PlotArea(
      left: plot.left, top: base - Self.areaHeight, width: plot.width, height: Self.areaHeight,
      xScale: plot.xScale,
      yScale: AxisScale(ChartAxis("", lower: 0, upper: 1), values: [], padding: 0, target: 1))
    var outline: [SVGCanvas.Point] = []
    for point in row.steps {
      guard let pixel = strip.point(point) else { continue }
      // Steps within a pixel of each other are one.
      if let last = outline.last, last == pixel { continue }
      if let last = outline.last, last.y != pixel.y { outline.append(.init(x: pixel.x, y: last.y)) }
      outline.append(pixel)
    }
    if let first = outline.first, let last = outline.last {
      canvas.polygon(
        [.init(x: first.x, y: base)] + outline + [.init(x: last.x, y: base)],
        fill: row.color.hex, opacity: 0.35)
      canvas.polyline(outline, .init(color: row.color.hex, width: 1.8))
    }
    canvas.line(
      from: .init(x: plot.left, y: base), to: .init(x: plot.right, y: base),
      .init(color: ChartStyle.axis))
    let lines = Self.lines(row, in: plot)
    let top = base - Self.areaHeight - 7 - Double(max(lines.count - 1, 0)) * Self.lineHeight
    canvas.text(
      row.name, at: .init(x: plot.left, y: top), size: ChartStyle.tickSize, look: .haloed)
    for (place, line) in lines.enumerated() {
      canvas.text(
        line,
        at: .init(x: plot.left + Self.indent(row), y: top + Double(place) * Self.lineHeight),
        size: ChartStyle.tickSize, color: ChartStyle.softInk, look: .haloed)
    }
  }
}
