/// A point and an interval for each category, with the single values behind them where wanted.
package struct IntervalChart: Sendable, Hashable {
  /// One category.
  package struct Row: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// The estimate; `nil` where it does not exist.
    package var estimate: Double?
    /// The lower end of its interval.
    package var low: Double?
    /// The upper end of its interval.
    package var high: Double?
    /// The single values, one for each seed.
    package var dots: [Double]
    /// Its colour, and a dash where its disc is hollow.
    package var look: ChartLook
    /// What stands at the right edge: the numbers in words.
    package var note: String

    /// Makes a category.
    package init(
      _ name: String, estimate: Double?, low: Double? = nil, high: Double? = nil,
      dots: [Double] = [], look: ChartLook, note: String = ""
    ) {
      self.name = name
      self.estimate = estimate
      self.low = low
      self.high = high
      self.dots = dots
      self.look = look
      self.note = note
    }
  }

  /// What the picture shows.
  package var title: String
  /// What the point, the interval and the dots are.
  package var subtitle: String?
  /// The axis of values.
  package var axis: ChartAxis
  /// The categories, from the top.
  package var rows: [Row]
  /// A value to compare with, drawn through all rows.
  package var reference: Double?

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, axis: ChartAxis, rows: [Row], reference: Double? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.axis = axis
    self.rows = rows
    self.reference = reference
  }

  /// The picture as SVG.
  package func svg() -> String {
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [])
    let plot = makePlot(top: frame.top)
    for place in rows.indices where place % 2 == 0 {
      frame.canvas.rectangle(
        x: ChartStyle.margin, y: plot.top + Double(place) * Self.rowHeight,
        width: ChartStyle.width - 2 * ChartStyle.margin, height: Self.rowHeight, fill: "#F6F6F6")
    }
    plot.drawHorizontalAxis(below: plot.bottom, on: &frame.canvas)
    plot.drawHorizontalTitle(axis.label, below: plot.bottom, on: &frame.canvas)
    if let reference, plot.xScale.contains(reference), let x = plot.x(reference) {
      frame.canvas.line(
        from: .init(x: x, y: plot.top), to: .init(x: x, y: plot.bottom),
        .init(color: ChartStyle.ink, width: 1.4, dash: "5 4"))
    }
    for (place, row) in rows.enumerated() {
      draw(
        row, middle: plot.top + (Double(place) + 0.5) * Self.rowHeight,
        in: plot, on: &frame.canvas)
    }
    frame.canvas.line(
      from: .init(x: plot.left, y: plot.bottom), to: .init(x: plot.right, y: plot.bottom),
      .init(color: ChartStyle.axis))
    let names = rows.map(\.name).joined(separator: ", ")
    return frame.document(
      height: plot.bottom + PlotArea.bottomMargin, title: title,
      description: "\(axis.label) for \(names)")
  }

  private static let rowHeight = 46.0

  private func makePlot(top: Double) -> PlotArea {
    var values = rows.flatMap { $0.dots + [$0.estimate, $0.low, $0.high].compactMap { $0 } }
    if let reference { values.append(reference) }
    let nameWidth = rows.map { TextMetrics.width($0.name, size: ChartStyle.textSize) }.max() ?? 0
    let noteWidth = rows.map { TextMetrics.width($0.note, size: ChartStyle.tickSize) }.max() ?? 0
    let left = ChartStyle.margin + 8 + nameWidth + 14
    let right = ChartStyle.width - ChartStyle.margin - (noteWidth > 0 ? noteWidth + 22 : 16)
    let width = max(right - left, 160)
    return PlotArea(
      left: left, top: top, width: width, height: Double(rows.count) * Self.rowHeight,
      xScale: AxisScale(axis, values: values, padding: 0.04, target: Int(width / 80)),
      yScale: AxisScale(ChartAxis("", lower: 0, upper: 1), values: [], padding: 0, target: 1))
  }

  private func draw(
    _ row: Row, middle: Double, in plot: PlotArea, on canvas: inout SVGCanvas
  ) {
    let color = row.look.color.hex
    canvas.text(
      row.name, at: .init(x: plot.left - 14, y: middle + 4), size: ChartStyle.textSize, anchor: .end
    )
    // Dots stand in a band below the interval, spread over three lines so that equal values show.
    for (place, value) in row.dots.enumerated() where plot.xScale.contains(value) {
      guard let x = plot.x(value) else { continue }
      canvas.circle(
        at: .init(x: x, y: middle + 8 + Double(place % 3) * 4), radius: 2.6, fill: color,
        opacity: 0.45)
    }
    let line = row.dots.isEmpty ? middle : middle - 6
    if let low = row.low.flatMap(plot.x), let high = row.high.flatMap(plot.x) {
      canvas.line(
        from: .init(x: low, y: line), to: .init(x: high, y: line), .init(color: color, width: 3))
      for x in [low, high] {
        canvas.line(
          from: .init(x: x, y: line - 9), to: .init(x: x, y: line + 9),
          .init(color: color, width: 2))
      }
    }
    if let estimate = row.estimate.flatMap(plot.x) {
      canvas.circle(at: .init(x: estimate, y: line), radius: 6, fill: "#FFFFFF")
      canvas.circle(at: .init(x: estimate, y: line), radius: 5, fill: color)
      if row.look.dash != .solid {
        canvas.circle(at: .init(x: estimate, y: line), radius: 2.5, fill: "#FFFFFF")
      }
    }
    if !row.note.isEmpty {
      canvas.text(
        row.note, at: .init(x: ChartStyle.width - ChartStyle.margin - 6, y: middle + 4),
        size: ChartStyle.tickSize, anchor: .end)
    }
  }
}
