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
