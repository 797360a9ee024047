/// The parts around a plot: title, subtitle and legend above it, axes at its edges.
///
/// The legend has rows of its own above the plot, so it can never cover data.
struct ChartFrame {
  var canvas = SVGCanvas()
  /// The next free pixel below what has been written.
  private(set) var top = ChartStyle.margin

  /// Writes title, subtitle and legend; each group of the legend starts a row.
  init(title: String, subtitle: String?, legend: [[LegendItem]]) {
    top += ChartStyle.titleSize
    canvas.text(
      title, at: .init(x: ChartStyle.margin, y: top - 3), size: ChartStyle.titleSize, look: .bold)
    top += 4
    if let subtitle {
      for line in TextMetrics.lines(
        subtitle, size: ChartStyle.textSize, width: ChartStyle.width - 2 * ChartStyle.margin)
      {
        top += ChartStyle.textSize + 3
        canvas.text(
          line, at: .init(x: ChartStyle.margin, y: top - 2), size: ChartStyle.textSize,
          color: ChartStyle.softInk)
      }
      top += 2
    }
    for group in legend where !group.isEmpty { write(group) }
    top += 10
  }

  private mutating func write(_ legend: [LegendItem]) {
    var x = ChartStyle.margin
    top += 19
    for item in legend {
      let width = 26 + TextMetrics.width(item.name, size: ChartStyle.textSize) + 18
      if x > ChartStyle.margin && x + width > ChartStyle.width - ChartStyle.margin {
        x = ChartStyle.margin
        top += 18
      }
      write(item, x: x, y: top - 4)
      x += width
    }
  }

  private mutating func write(_ item: LegendItem, x: Double, y: Double) {
    let color = item.color.hex
    switch item.sample {
    case .line(let dash):
      canvas.line(
        from: .init(x: x, y: y - 1), to: .init(x: x + 20, y: y - 1),
        .init(color: color, width: 2.5, dash: dash.pattern))
    case .box: canvas.rectangle(x: x + 3, y: y - 7, width: 14, height: 12, fill: color)
    case .band:
      canvas.rectangle(x: x + 3, y: y - 7, width: 14, height: 12, fill: color, opacity: 0.25)
    case .symbol(let shape):
      canvas.symbol(shape, at: .init(x: x + 10, y: y - 1), radius: 5, fill: color)
    }
    canvas.text(item.name, at: .init(x: x + 26, y: y + 3), size: ChartStyle.textSize)
  }

  /// The finished picture.
  func document(height: Double, title: String, description: String) -> String {
    canvas.document(
      width: ChartStyle.width, height: height, title: title, description: description)
  }
}

/// One entry of a legend.
package struct LegendItem: Sendable, Hashable {
  /// What stands before the name.
  package enum Sample: Sendable, Hashable {
    /// A stroke.
    case line(ChartDash)
    /// A filled box.
    case box
    /// A box as pale as a band.
    case band
    /// A symbol.
    case symbol(ChartShape)
  }

  /// What the sample stands for.
  package let name: String
  /// The colour of the sample.
  package let color: ChartColor
  /// What stands before the name.
  package let sample: Sample

  /// Makes an entry.
  package init(_ name: String, color: ChartColor, sample: Sample) {
    self.name = name
    self.color = color
    self.sample = sample
  }
}
