/// Plots beside and below each other, one for each thing that is compared, on the same axes.
///
/// What is common to all stands in a header above them, as wide as the chart, with a vertical axis of its own.
package struct PanelChart: Sendable, Hashable {
  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// What lines, bands and symbols are, where their panel does not say.
  package var legend: [LegendItem]
  /// The horizontal axis of every panel that has none of its own.
  package var xAxis: ChartAxis
  /// The vertical axis of every panel that has none of its own.
  package var yAxis: ChartAxis
  /// What stands above all.
  package var header: ChartPanel?
  /// The panels, row by row.
  package var panels: [ChartPanel]

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, legend: [LegendItem] = [], xAxis: ChartAxis,
    yAxis: ChartAxis, header: ChartPanel? = nil, panels: [ChartPanel]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.legend = legend
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.header = header
    self.panels = panels
  }

  /// The picture as SVG.
  package func svg() -> String {
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    var top = frame.top
    if let header { top = draw(header, top: top, on: &frame.canvas) }
    let layout = PanelLayout(self, top: top)
    for (place, plot) in layout.plots.enumerated() {
      draw(panels[place], place, plot, layout, on: &frame.canvas)
    }
    if layout.isShared, let first = layout.plots.first {
      let last = layout.plots[layout.plots.count - 1]
      let all = PlotArea(
        left: first.left, top: first.top, width: layout.right - first.left,
        height: last.bottom - first.top, xScale: first.xScale, yScale: first.yScale)
      all.drawVerticalTitle(yAxis.label, on: &frame.canvas)
      all.drawHorizontalTitle(xAxis.label, below: last.bottom, on: &frame.canvas)
    }
    return frame.document(height: layout.height, title: title, description: description)
  }

  private var description: String {
    let names = panels.map(\.title).filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(yAxis.label) against \(xAxis.label)" + (names.isEmpty ? "" : ": \(names)")
  }

  /// The horizontal scale of all panels that have none of their own, and of the header.
  func sharedX(target: Int) -> AxisScale {
    let own = panels.filter { $0.xAxis == nil } + (header.map { [$0] } ?? [])
    return AxisScale(xAxis, values: own.flatMap(\.xs), padding: 0, target: target)
  }

  /// The vertical scale of the header.
  var headerScale: AxisScale? {
    header.map { header in
      AxisScale(
        header.yAxis ?? yAxis, values: header.ys(within: sharedX(target: 10)), padding: 0.05,
        target: 4)
    }
  }

  // MARK: Parts

  private static let headerHeight = 130.0
  private static let rugHeight = 46.0

  /// Draws the header and says where the next plot may start.
  private func draw(
    _ header: ChartPanel, top: Double, on canvas: inout SVGCanvas
  ) -> Double {
    let scale = sharedX(target: 10)
    guard let yScale = headerScale else { return top }
    let left = PanelLayout(self, top: 0).left
    func plot(_ top: Double) -> PlotArea {
      PlotArea(
        left: left, top: top, width: ChartStyle.width - left - PanelLayout.rightMargin,
        height: Self.headerHeight, xScale: scale, yScale: yScale)
    }
    let above = header.title.isEmpty ? 0 : PanelLayout.lineHeight
    let area = plot(top + above + MarkLabels(header.marks, in: plot(0)).height)
    if !header.title.isEmpty { Self.write(header, above: area, from: top, on: &canvas) }
    let bottom = area.bottom + Double(header.rugs.count) * Self.rugHeight
    area.drawHorizontalAxis(below: bottom, on: &canvas)
    area.drawVerticalAxis(on: &canvas)
    area.drawVerticalTitle((header.yAxis ?? yAxis).label, on: &canvas)
    MarkLabels(header.marks, in: area).draw(on: &canvas)
    area.drawData(of: header, on: &canvas)
    area.drawBorder(on: &canvas)
    for (place, rug) in header.rugs.enumerated() {
      RugStrip(
        rug: rug, base: area.bottom + Double(place + 1) * Self.rugHeight, height: Self.rugHeight
      ).draw(in: area, on: &canvas)
    }
    // The panels repeat the title of the axis where there are any.
    if panels.isEmpty { area.drawHorizontalTitle(xAxis.label, below: bottom, on: &canvas) }
    return bottom + (panels.isEmpty ? PlotArea.bottomMargin : 34)
  }

  private func draw(
    _ panel: ChartPanel, _ place: Int, _ plot: PlotArea, _ layout: PanelLayout,
    on canvas: inout SVGCanvas
  ) {
    Self.write(
      panel, above: plot, from: plot.top - layout.captionHeight, on: &canvas)
    let isLowest = place + layout.columns >= panels.count
    let isLeftmost = place % layout.columns == 0
    plot.drawHorizontalAxis(
      below: plot.bottom, isLabelled: isLowest || panel.xAxis != nil,
      room: layout.columns > 1 ? PanelLayout.gap / 2 - 1 : .infinity, on: &canvas)
    plot.drawVerticalAxis(isLabelled: isLeftmost || panel.yAxis != nil, on: &canvas)
    if let axis = panel.xAxis {
      plot.drawHorizontalTitle(axis.label, below: plot.bottom, on: &canvas)
    }
    if let axis = panel.yAxis {
      let edge = plot.left - PlotArea.leftMargin(for: plot.yScale) + ChartStyle.margin
      plot.drawVerticalTitle(axis.label, from: edge, on: &canvas)
    }
    plot.drawData(of: panel, on: &canvas)
    plot.drawBorder(on: &canvas)
  }

  /// Writes title and note above a plot.
  private static func write(
    _ panel: ChartPanel, above plot: PlotArea, from top: Double, on canvas: inout SVGCanvas
  ) {
    // Bold letters are about a tenth wider.
    canvas.text(
      TextMetrics.clipped(panel.title, size: ChartStyle.textSize * 1.1, width: plot.width),
      at: .init(x: plot.left, y: top + 12), size: ChartStyle.textSize, look: .bold)
    if panel.note.isEmpty { return }
    canvas.text(
      TextMetrics.clipped(panel.note, size: ChartStyle.tickSize, width: plot.width + 12),
      at: .init(x: plot.left, y: top + 12 + PanelLayout.lineHeight),
      size: ChartStyle.tickSize, color: ChartStyle.softInk)
  }
}

/// Where the panels of a chart stand.
struct PanelLayout {
  /// The plot of each panel, in their order.
  private(set) var plots: [PlotArea] = []
  /// Panels beside each other.
  let columns: Int
  /// Whether the panels share both axes.
  let isShared: Bool
  /// The left edge of the first plot.
  private(set) var left: Double
  /// The right edge of the last plot of a row.
  let right = ChartStyle.width - PanelLayout.rightMargin
  /// Room above each plot for its title and note.
  let captionHeight: Double
  /// The height of the whole picture.
  private(set) var height: Double

  static let rightMargin = 24.0
  /// Pixels between plots side by side that share axes.
  static let gap = 18.0
  /// The height of a line of text above a plot.
  static let lineHeight = 16.0

  init(_ chart: PanelChart, top: Double) {
    let count = chart.panels.count
    columns = Self.columns(count)
    isShared = chart.panels.allSatisfy { $0.xAxis == nil && $0.yAxis == nil }
    let hasNotes = chart.panels.contains { !$0.note.isEmpty }
    captionHeight = Self.lineHeight * (hasNotes ? 2 : 1) + 6
    let plotHeight = Self.plotHeight(columns)
    let yScale = Self.sharedY(chart)
    left = max(
      PlotArea.leftMargin(for: yScale),
      chart.headerScale.map { PlotArea.leftMargin(for: $0) } ?? 0)
    let cell = (right - (isShared ? left : ChartStyle.margin) + Self.gap) / Double(columns)
    let rowHeight =
      captionHeight + plotHeight + (isShared ? 16 : PlotArea.bottomMargin + 6)
    let xScale = chart.sharedX(target: max(Int(cell / 60), 2))
    for (place, panel) in chart.panels.enumerated() {
      let plotTop = top + captionHeight + Double(place / columns) * rowHeight
      let cellLeft = (isShared ? left : ChartStyle.margin) + Double(place % columns) * cell
      let own = isShared ? nil : Self.ownScales(panel, in: chart, width: cell)
      let indent = own.map { PlotArea.leftMargin(for: $0.y) - ChartStyle.margin } ?? 0
      plots.append(
        PlotArea(
          left: cellLeft + indent, top: plotTop, width: cell - Self.gap - indent,
          height: plotHeight, xScale: own?.x ?? xScale, yScale: own?.y ?? yScale))
    }
    height = (plots.last?.bottom).map { $0 + PlotArea.bottomMargin } ?? top
  }

  /// Side by side as many as stay readable.
  private static func columns(_ count: Int) -> Int {
    switch count {
    case ...1: 1
    case 2, 4: 2
    case 3, 5...9: 3
    default: 4
    }
  }

  private static func plotHeight(_ columns: Int) -> Double {
    switch columns {
    case 1: 240
    case 2: 190
    case 3: 150
    default: 130
    }
  }

  private static func sharedY(_ chart: PanelChart) -> AxisScale {
    let own = chart.panels.filter { $0.yAxis == nil }
    let scale = chart.sharedX(target: 4)
    return AxisScale(
      chart.yAxis, values: own.flatMap { $0.ys(within: scale) }, padding: 0.05, target: 5)
  }

  private static func ownScales(
    _ panel: ChartPanel, in chart: PanelChart, width: Double
  ) -> (x: AxisScale, y: AxisScale) {
    let x = AxisScale(
      panel.xAxis ?? chart.xAxis, values: panel.xs, padding: 0.04, target: max(Int(width / 55), 2))
    let y = AxisScale(
      panel.yAxis ?? chart.yAxis, values: panel.ys(within: x), padding: 0.06, target: 4)
    return (x, y)
  }
}
