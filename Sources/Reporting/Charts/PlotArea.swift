import Units

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

/// How data is drawn into a plot.
extension PlotArea {
  /// Parts of the plot's width in which a line keeps its least and greatest point.
  private var columns: Int { Int(width / 2) }

  /// Draws bands, lines of reference and series of a panel.
  func drawData(of panel: ChartPanel, on canvas: inout SVGCanvas) {
    for band in panel.bands { draw(band, on: &canvas) }
    for value in panel.references where yScale.contains(value) {
      guard let y = y(value) else { continue }
      canvas.line(
        from: .init(x: left, y: y), to: .init(x: right, y: y), .init(color: ChartStyle.axis))
    }
    for line in panel.series { draw(line, on: &canvas) }
  }

  private func draw(_ band: ChartBand, on canvas: inout SVGCanvas) {
    var upper: [SVGCanvas.Point] = []
    var lower: [SVGCanvas.Point] = []
    func flush() {
      if upper.count > 1 {
        canvas.polygon(upper + lower.reversed(), fill: band.color.hex, opacity: 0.25)
      }
      upper.removeAll()
      lower.removeAll()
    }
    for place in band.places where xScale.contains(place.x) {
      guard let high = point(ChartPoint(place.x, place.high)),
        let low = point(ChartPoint(place.x, place.low))
      else {
        flush()
        continue
      }
      upper.append(high)
      lower.append(low)
    }
    flush()
  }

  private func draw(_ line: ChartSeries, on canvas: inout SVGCanvas) {
    if case .symbols(let shape) = line.style { return draw(symbols: line, shape, on: &canvas) }
    let stroke = SVGCanvas.Stroke(
      color: line.look.color.hex, width: line.width, dash: line.look.dash.pattern)
    var run: [SVGCanvas.Point] = []
    func flush() {
      if run.count == 1 { canvas.circle(at: run[0], radius: 2, fill: stroke.color) }
      if run.count > 1 { canvas.polyline(run, stroke) }
      run.removeAll()
    }
    for point in line.thinned(from: xScale.lower, to: xScale.upper, columns: columns) {
      guard xScale.contains(point.x), let pixel = self.point(point) else {
        flush()
        continue
      }
      run.append(pixel)
    }
    flush()
  }

  /// Draws symbols; those that would stand within a pixel of the one before are left out.
  private func draw(symbols line: ChartSeries, _ shape: ChartShape, on canvas: inout SVGCanvas) {
    var last: SVGCanvas.Point?
    for point in line.points where xScale.contains(point.x) && yScale.contains(point.y) {
      guard let pixel = self.point(point) else { continue }
      if let last, (last.x - pixel.x).magnitude < 1, (last.y - pixel.y).magnitude < 1 { continue }
      canvas.symbol(shape, at: pixel, radius: 3.5, fill: line.look.color.hex)
      last = pixel
    }
  }
}

/// A strip of bars below a plot that counts events in equal parts of the horizontal axis.
struct RugStrip {
  let rug: ChartRug
  /// The pixel on which the bars stand.
  let base: Double
  /// The height of the whole strip, its line of text included.
  let height: Double

  func draw(in plot: PlotArea, on canvas: inout SVGCanvas) {
    let (size, counts) = count(in: plot)
    let peak = counts.max() ?? 0
    let barsHeight = height - 24
    for (place, count) in counts.enumerated() where count > 0 {
      guard let from = plot.x(plot.xScale.lower + Double(place) * size),
        let to = plot.x(plot.xScale.lower + Double(place + 1) * size)
      else { continue }
      let barHeight = max(barsHeight * Double(count) / Double(peak), 1.5)
      canvas.rectangle(
        x: from, y: base - barHeight, width: max(to - from - 0.5, 1), height: barHeight,
        fill: rug.color.hex)
    }
    canvas.line(
      from: .init(x: plot.left, y: base), to: .init(x: plot.right, y: base),
      .init(color: ChartStyle.axis))
    let total = counts.reduce(0, +)
    var note = "\(rug.name): \(NumberText.grouped(total))"
    if peak > 0 {
      note += ", at most \(NumberText.grouped(peak)) in \(Self.plain(size))"
      note += plot.xScale.kind == .clock ? " s" : ""
    }
    canvas.text(
      note, at: .init(x: plot.left + 4, y: base - height + 17), size: ChartStyle.tickSize,
      color: ChartStyle.softInk)
  }

  /// Counts of events in parts of a round length, about five pixels wide.
  private func count(in plot: PlotArea) -> (size: Double, counts: [Int]) {
    let span = plot.xScale.upper - plot.xScale.lower
    let step = AxisTicks.step(atLeast: span / (plot.width / 5))
    let power = Double(FixedDecimal.powerOfTen(step.exponent.magnitude.asInt))
    let size = step.exponent < 0 ? Double(step.mantissa) / power : Double(step.mantissa) * power
    let partCount = Int(span / size) + 1
    var counts = [Int](repeating: 0, count: partCount)
    for time in rug.times where plot.xScale.contains(time) {
      counts[min(Int((time - plot.xScale.lower) / size), partCount - 1)] += 1
    }
    return (size, counts)
  }

  private static func plain(_ value: Double) -> String {
    var text = NumberText.fixed(value, decimals: 6)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(self) }
}

/// Vertical lines at named places, their names in rows above the plot that never run into each other.
///
/// Names lean right of their line; the earlier of two close marks takes the higher row, so that no line
/// crosses the name of another.
struct MarkLabels {
  private struct Label {
    let name: String
    let x: Double
    let row: Int
    let leansLeft: Bool
  }

  private let plot: PlotArea
  private var labels: [Label] = []

  init(_ marks: [ChartMark], in plot: PlotArea) {
    self.plot = plot
    for mark in marks.sorted(by: { ($0.x, $0.name) > ($1.x, $1.name) }) {
      guard plot.xScale.contains(mark.x), let x = plot.x(mark.x) else { continue }
      let width = TextMetrics.width(mark.name, size: ChartStyle.tickSize) + 10
      // A name that would leave the picture leans left instead.
      let leansLeft = x + width > ChartStyle.width - 4
      let (start, end) = leansLeft ? (x - width, x) : (x, x + width)
      let inTheWay = labels.filter { other in
        let otherWidth = TextMetrics.width(other.name, size: ChartStyle.tickSize) + 10
        let otherStart = other.leansLeft ? other.x - otherWidth : other.x
        return otherStart <= end && (other.leansLeft ? other.x : other.x + otherWidth) >= start
      }
      let row = (inTheWay.map(\.row).max() ?? -1) + 1
      labels.append(Label(name: mark.name, x: x, row: row, leansLeft: leansLeft))
    }
  }

  private static let rowHeight = 16.0

  /// Room for the names above the plot.
  var height: Double {
    labels.map(\.row).max().map { Double($0 + 1) * Self.rowHeight + 4 } ?? 0
  }

  /// Draws the lines and then the names.
  func draw(on canvas: inout SVGCanvas) {
    for label in labels {
      canvas.line(
        from: .init(x: label.x, y: baseline(label) - 9), to: .init(x: label.x, y: plot.bottom),
        .init(color: ChartStyle.softInk, width: 1.2, dash: "3 3"))
    }
    for label in labels {
      canvas.text(
        label.name, at: .init(x: label.leansLeft ? label.x - 4 : label.x + 4, y: baseline(label)),
        size: ChartStyle.tickSize, anchor: label.leansLeft ? .end : .start, look: .haloed)
    }
  }

  private func baseline(_ label: Label) -> Double {
    plot.top - Double(label.row) * Self.rowHeight - 6
  }
}
