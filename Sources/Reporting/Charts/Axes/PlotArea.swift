/// The rectangle in which data is drawn, with a scale along each edge.
struct PlotArea {
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  let xScale: AxisScale
  let yScale: AxisScale

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Room for the labels of a vertical axis and its rotated title, in pixels from the left edge.
  static func leftMargin(for scale: AxisScale) -> Double {
    let widest = scale.ticks.map { TextMetrics.width($0.text, size: ChartStyle.tickSize) }.max()
    return ChartStyle.margin + 22 + (widest ?? 0) + 8
  }

  /// Room below a plot for tick labels and the title of the axis.
  static let bottomMargin = 48.0

  /// The pixel of a value along x, kept inside the plot; `nil` where it has no place.
  func x(_ value: Double) -> Double? {
    xScale.share(value).map { left + width * min(max($0, 0), 1) }
  }

  /// The pixel of a value along y, kept inside the plot; `nil` where it has no place.
  func y(_ value: Double) -> Double? {
    yScale.share(value).map { bottom - height * min(max($0, 0), 1) }
  }

  /// The pixel of a point, kept inside the plot.
  func point(_ point: ChartPoint) -> SVGCanvas.Point? {
    guard let x = x(point.x), let y = y(point.y) else { return nil }
    return .init(x: x, y: y)
  }

  /// Draws grid lines and, where it has labels, those of the vertical axis.
  func drawVerticalAxis(isLabelled: Bool = true, on canvas: inout SVGCanvas) {
    for tick in yScale.ticks {
      guard let y = y(tick.value) else { continue }
      canvas.line(
        from: .init(x: left, y: y), to: .init(x: right, y: y), .init(color: ChartStyle.grid))
      if !isLabelled { continue }
      canvas.text(
        tick.text, at: .init(x: left - 7, y: y + 4), size: ChartStyle.tickSize, anchor: .end,
        color: ChartStyle.softInk)
    }
  }

  /// Draws the rotated title of the vertical axis beside the plot.
  ///
  /// - Parameter edge: The left edge of what the plot may take up; the chart's margin if left out.
  func drawVerticalTitle(
    _ label: String, from edge: Double = ChartStyle.margin, on canvas: inout SVGCanvas
  ) {
    canvas.text(
      label, at: .init(x: edge + 12, y: top + height / 2),
      size: ChartStyle.textSize, anchor: .middle, look: .vertical)
  }

  /// Draws grid lines up through the plot and, where it has labels, those of the horizontal axis below `edge`.
  ///
  /// A label that would reach further than `room` beyond the plot is left out.
  func drawHorizontalAxis(
    below edge: Double, isLabelled: Bool = true, room: Double = .infinity,
    on canvas: inout SVGCanvas
  ) {
    var lastEnd = -Double.infinity
    for tick in xScale.ticks {
      guard let x = x(tick.value) else { continue }
      canvas.line(
        from: .init(x: x, y: top), to: .init(x: x, y: edge), .init(color: ChartStyle.grid))
      let half = TextMetrics.width(tick.text, size: ChartStyle.tickSize) / 2
      let fits = x - half >= max(lastEnd + 6, left - room) && x + half <= right + room
      if !isLabelled || !fits { continue }
      lastEnd = x + half
      canvas.line(
        from: .init(x: x, y: edge), to: .init(x: x, y: edge + 5), .init(color: ChartStyle.axis))
      canvas.text(
        tick.text, at: .init(x: x, y: edge + 18), size: ChartStyle.tickSize, anchor: .middle,
        color: ChartStyle.softInk)
    }
  }

  /// Draws the title of the horizontal axis below its labels.
  func drawHorizontalTitle(_ label: String, below edge: Double, on canvas: inout SVGCanvas) {
    canvas.text(
      label, at: .init(x: left + width / 2, y: edge + 38), size: ChartStyle.textSize,
      anchor: .middle)
  }

  /// Draws the lines of the two axes over the data's edges.
  func drawBorder(on canvas: inout SVGCanvas) {
    canvas.line(
      from: .init(x: left, y: top), to: .init(x: left, y: bottom), .init(color: ChartStyle.axis))
    canvas.line(
      from: .init(x: left, y: bottom), to: .init(x: right, y: bottom),
      .init(color: ChartStyle.axis))
  }
}
