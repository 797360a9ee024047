import Units

/// Bars stacked around zero, one for each category: what is above zero goes up, what is below goes down.
package struct StackedBarChart: Sendable, Hashable {
  /// The parts of one colour.
  package struct Series: Sendable, Hashable {
    /// The name in the legend.
    package var name: String
    /// The colour.
    package var color: ChartColor
    /// A value for each category.
    package var values: [Double]

    /// Makes a series.
    package init(_ name: String, color: ChartColor, values: [Double]) {
      self.name = name
      self.color = color
      self.values = values
    }
  }

  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// What the categories are.
  package var categoryLabel: String
  /// The axis of values; zero is always on it.
  package var axis: ChartAxis
  /// The categories, from the left.
  package var categories: [String]
  /// The series.
  package var series: [Series]
  /// Decimals of the numbers on the bars.
  package var decimals: Int
  /// The height of the plot in pixels.
  package var plotHeight: Double

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, categoryLabel: String, axis: ChartAxis,
    categories: [String], series: [Series], decimals: Int = 0, plotHeight: Double = 320
  ) {
    invariant(axis.kind == .linear, "bars stand on a linear axis")
    for bars in series {
      invariant(bars.values.count == categories.count, "a series has a value for each category")
    }
    self.title = title
    self.subtitle = subtitle
    self.categoryLabel = categoryLabel
    self.axis = axis
    self.categories = categories
    self.series = series
    self.decimals = decimals
    self.plotHeight = plotHeight
  }

  /// The picture as SVG.
  package func svg() -> String {
    let legend =
      series.count < 2
      ? [] : series.map { LegendItem($0.name, color: $0.color, sample: .box) }
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    let plot = makePlot(top: frame.top)
    plot.drawVerticalAxis(on: &frame.canvas)
    plot.drawVerticalTitle(axis.label, on: &frame.canvas)
    for place in categories.indices { draw(stack: place, in: plot, on: &frame.canvas) }
    if let zero = plot.y(0) {
      frame.canvas.line(
        from: .init(x: plot.left, y: zero), to: .init(x: plot.right, y: zero),
        .init(color: ChartStyle.axis, width: 1.2))
    }
    let lines = drawCategories(in: plot, on: &frame.canvas)
    let bottom = plot.bottom + 18 + Double(lines) * 15
    frame.canvas.text(
      categoryLabel, at: .init(x: plot.left + plot.width / 2, y: bottom + 6),
      size: ChartStyle.textSize, anchor: .middle)
    let names = series.map(\.name).joined(separator: ", ")
    return frame.document(
      height: bottom + ChartStyle.margin, title: title,
      description: "\(axis.label) by \(categoryLabel): \(names)")
  }

  private func makePlot(top: Double) -> PlotArea {
    var settled = axis
    let stacks = categories.indices.map { place in series.map { $0.values[place] } }
    let least = stacks.map { $0.reduce(0) { $0 + min($1, 0) } }.min() ?? 0
    let tallest = stacks.map { $0.reduce(0) { $0 + max($1, 0) } }.max() ?? 1
    let greatest = max(tallest, least == 0 ? 1e-9 : 0)
    let room = (greatest - least) * 0.04
    settled.lower = axis.lower ?? (least < 0 ? least - room : 0)
    settled.upper = axis.upper ?? (greatest > 0 ? greatest + room : 0)
    let yScale = AxisScale(settled, values: [], padding: 0, target: 6)
    let left = PlotArea.leftMargin(for: yScale)
    return PlotArea(
      left: left, top: top, width: ChartStyle.width - left - 24, height: plotHeight,
      xScale: AxisScale(
        ChartAxis("", lower: 0, upper: Double(max(categories.count, 1))), values: [], padding: 0,
        target: 1),
      yScale: yScale)
  }

  private func draw(stack place: Int, in plot: PlotArea, on canvas: inout SVGCanvas) {
    let groupWidth = plot.width / Double(categories.count)
    let width = min(groupWidth * 0.62, 96)
    let x = plot.left + (Double(place) + 0.5) * groupWidth - width / 2
    var above = 0.0
    var below = 0.0
    for part in series {
      let value = part.values[place]
      let from = value < 0 ? below : above
      guard value != 0, let start = plot.y(from), let end = plot.y(from + value) else { continue }
      canvas.rectangle(
        x: x, y: min(start, end), width: width, height: (start - end).magnitude,
        fill: part.color.hex)
      label(
        value, part.color, x: x + width / 2, y: (start + end) / 2, room: start - end, on: &canvas)
      if value < 0 { below += value } else { above += value }
    }
  }

  /// Writes a number on its part of a bar, where the part is tall enough for it.
  private func label(
    _ value: Double, _ color: ChartColor, x: Double, y: Double, room: Double,
    on canvas: inout SVGCanvas
  ) {
    if room.magnitude < ChartStyle.tickSize + 3 { return }
    canvas.text(
      NumberText.signed(value, decimals: decimals), at: .init(x: x, y: y + 4),
      size: ChartStyle.tickSize, anchor: .middle, color: color.inkOnTop)
  }

  /// The parts of a name between which a line may break: after spaces and hyphens.
  private static func parts(_ name: String) -> [String] {
    var parts: [String] = [""]
    for character in name {
      parts[parts.count - 1].append(character)
      if character == " " || character == "-" { parts.append("") }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// Writes the names of the categories over as many lines as they need and says how many that is.
  private func drawCategories(in plot: PlotArea, on canvas: inout SVGCanvas) -> Int {
    let groupWidth = plot.width / Double(max(categories.count, 1))
    var linesMax = 1
    for (place, category) in categories.enumerated() {
      var lines: [String] = []
      for part in Self.parts(category) {
        let longer = (lines.last ?? "") + part
        let fits = TextMetrics.width(longer, size: ChartStyle.tickSize) <= groupWidth - 12
        if let last = lines.indices.last, fits {
          lines[last] = longer
        } else {
          lines.append(part)
        }
      }
      for (row, line) in lines.enumerated() {
        canvas.text(
          line.hasSuffix(" ") ? String(line.dropLast()) : line,
          at: .init(
            x: plot.left + (Double(place) + 0.5) * groupWidth,
            y: plot.bottom + 18 + Double(row) * 15), size: ChartStyle.tickSize, anchor: .middle)
      }
      linesMax = max(linesMax, lines.count)
    }
    return linesMax
  }
}
