import Units

/// Bars in groups: one group for each category, one bar for each series.
package struct BarChart: Sendable, Hashable {
  /// The bars of one colour.
  package struct Series: Sendable, Hashable {
    /// The name in the legend.
    package var name: String
    /// The colour.
    package var color: ChartColor
    /// A value for each category; `nil` leaves the place of the bar empty.
    package var values: [Double?]

    /// Makes a series.
    package init(_ name: String, color: ChartColor, values: [Double?]) {
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
  /// The decimals of the values written at the bars; `nil` writes none.
  package var valueDecimals: Int?
  /// The height of the plot in pixels.
  package var plotHeight: Double

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, categoryLabel: String, axis: ChartAxis,
    categories: [String], series: [Series], valueDecimals: Int? = nil, plotHeight: Double = 300
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
    self.valueDecimals = valueDecimals
    self.plotHeight = plotHeight
  }

  /// The picture as SVG.
  package func svg() -> String {
    let legend =
      series.count < 2
      ? [] : series.map { LegendItem($0.name, color: $0.color.hex, sample: .box) }
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    let plot = makePlot(top: frame.top)
    plot.drawVerticalAxis(axis.label, on: &frame.canvas)
    for place in categories.indices { draw(group: place, in: plot, on: &frame.canvas) }
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
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    var settled = axis
    let least = min(values.min() ?? 0, 0)
    let greatest = max(values.max() ?? 1, least == 0 ? 1e-9 : 0)
    // Room for the values written beyond the ends of the bars.
    let room = (greatest - least) * (valueDecimals == nil ? 0.04 : 0.08)
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

  private func draw(group place: Int, in plot: PlotArea, on canvas: inout SVGCanvas) {
    guard let zero = plot.y(0) else { return }
    let groupWidth = plot.width / Double(categories.count)
    let barWidth = min(groupWidth * 0.78 / Double(max(series.count, 1)), 64)
    let start =
      plot.left + (Double(place) + 0.5) * groupWidth - barWidth * Double(series.count) / 2
    for (index, bars) in series.enumerated() {
      guard let value = bars.values[place], let y = plot.y(value) else { continue }
      let x = start + Double(index) * barWidth
      canvas.rectangle(
        x: x + 1, y: min(y, zero), width: barWidth - 2, height: max((zero - y).magnitude, 0.5),
        fill: bars.color.hex)
      guard let valueDecimals else { continue }
      let text = NumberText.grouped(value, decimals: valueDecimals)
      let size = TextMetrics.width(text, size: 11) <= barWidth * 1.3 ? 11.0 : 9.0
      canvas.text(
        text, at: .init(x: x + barWidth / 2, y: value < 0 ? y + 12 : y - 4), size: size,
        anchor: .middle)
    }
  }

  /// Writes the names of the categories over as many lines as they need and says how many that is.
  private func drawCategories(in plot: PlotArea, on canvas: inout SVGCanvas) -> Int {
    let groupWidth = plot.width / Double(max(categories.count, 1))
    var linesMax = 1
    for (place, category) in categories.enumerated() {
      var lines: [String] = []
      for word in category.split(separator: " ") {
        let longer = (lines.last.map { $0 + " " } ?? "") + word
        let fits = TextMetrics.width(longer, size: ChartStyle.tickSize) <= groupWidth - 6
        if let last = lines.indices.last, fits {
          lines[last] = longer
        } else {
          lines.append(String(word))
        }
      }
      for (row, line) in lines.enumerated() {
        canvas.text(
          line,
          at: .init(
            x: plot.left + (Double(place) + 0.5) * groupWidth,
            y: plot.bottom + 18 + Double(row) * 15), size: ChartStyle.tickSize, anchor: .middle)
      }
      linesMax = max(linesMax, lines.count)
    }
    return linesMax
  }
}
