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

  /// Draws grid lines and the labels of the vertical axis.
  func drawVerticalAxis(_ label: String, on canvas: inout SVGCanvas) {
    for tick in yScale.ticks {
      guard let y = y(tick.value) else { continue }
      canvas.line(
        from: .init(x: left, y: y), to: .init(x: right, y: y), .init(color: ChartStyle.grid))
      canvas.text(
        tick.text, at: .init(x: left - 7, y: y + 4), size: ChartStyle.tickSize, anchor: .end,
        color: ChartStyle.softInk)
    }
    canvas.text(
      label, at: .init(x: ChartStyle.margin + 12, y: top + height / 2), size: ChartStyle.textSize,
      anchor: .middle, look: .vertical)
  }

  /// Draws the labels of the horizontal axis below `edge`, with grid lines up through the plot.
  func drawHorizontalAxis(_ label: String, below edge: Double, on canvas: inout SVGCanvas) {
    var lastEnd = -Double.infinity
    for tick in xScale.ticks {
      guard let x = x(tick.value) else { continue }
      canvas.line(
        from: .init(x: x, y: top), to: .init(x: x, y: edge), .init(color: ChartStyle.grid))
      canvas.line(
        from: .init(x: x, y: edge), to: .init(x: x, y: edge + 5), .init(color: ChartStyle.axis))
      let half = TextMetrics.width(tick.text, size: ChartStyle.tickSize) / 2
      if x - half < lastEnd + 6 { continue }
      lastEnd = x + half
      canvas.text(
        tick.text, at: .init(x: x, y: edge + 18), size: ChartStyle.tickSize, anchor: .middle,
        color: ChartStyle.softInk)
    }
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
