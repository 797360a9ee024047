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
