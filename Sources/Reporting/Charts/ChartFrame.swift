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
      for line in Self.wrapped(subtitle) {
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
    switch item.sample {
    case .line(let dash):
      canvas.line(
        from: .init(x: x, y: y - 1), to: .init(x: x + 20, y: y - 1),
        .init(color: item.color, width: 2.5, dash: dash))
    case .box: canvas.rectangle(x: x + 3, y: y - 7, width: 14, height: 12, fill: item.color)
    case .symbol(let shape):
      canvas.symbol(shape, at: .init(x: x + 10, y: y - 1), radius: 5, fill: item.color)
    }
    canvas.text(item.name, at: .init(x: x + 26, y: y + 3), size: ChartStyle.textSize)
  }

  /// Lines of words that fit the width.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      let width = TextMetrics.width(longer, size: ChartStyle.textSize)
      if !line.isEmpty && width > ChartStyle.width - 2 * ChartStyle.margin {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The finished picture.
  func document(height: Double, title: String, description: String) -> String {
    canvas.document(
      width: ChartStyle.width, height: height, title: title, description: description)
  }
}
