/// Coloured cells over two axes, in one panel or several, with a line where the sign of the values changes.
///
/// A cell says how good its value is: blue is good, vermilion bad, the deeper the further from 0. Cells that are not
/// clear are hatched, and cells without a value stay white.
struct MapChart {
  /// One cell.
  struct Cell {
    /// The value.
    let value: Double
    /// Whether more than luck is behind it.
    let isClear: Bool
    /// The value in words.
    let label: String
  }

  /// One map of cells by row and column.
  struct Panel {
    /// What it is of; empty where there is one.
    let title: String
    /// The cells; nothing where there is none.
    let cells: [[Cell?]]
  }

  /// What the picture shows.
  let title: String
  /// What the colours are.
  let subtitle: String
  /// The name of the axis of columns.
  let columnTitle: String
  /// The name of the axis of rows; empty where there is one row.
  let rowTitle: String
  /// The steps on the axis of columns.
  let columns: [String]
  /// The steps on the axis of rows, from the top.
  let rows: [String]
  /// The maps, from the top.
  let panels: [Panel]
  /// Whether more is better.
  let isHigherBetter: Bool

  private static let cellHeight = 34.0
  private static let hatch = 8.0

  /// The picture as SVG.
  func svg() -> String {
    var frame = ChartFrame(
      title: title, subtitle: subtitle,
      legend: [
        [
          LegendItem("better than the baseline", color: .blue, sample: .box),
          LegendItem("worse", color: .vermilion, sample: .box),
          LegendItem("sign changes", color: .black, sample: .line(.solid)),
        ]
      ])
    let left = labelWidth
    let width = (ChartStyle.width - ChartStyle.margin - left) / Double(max(columns.count, 1))
    var top = frame.top
    for panel in panels {
      if !panel.title.isEmpty {
        frame.canvas.text(
          panel.title, at: .init(x: left, y: top + 12), size: ChartStyle.textSize, look: .bold)
        top += 20
      }
      draw(panel, left: left, top: top, width: width, on: &frame.canvas)
      top += Double(rows.count) * Self.cellHeight + 8
    }
    for (place, step) in columns.enumerated() {
      frame.canvas.text(
        step, at: .init(x: left + (Double(place) + 0.5) * width, y: top + 10),
        size: ChartStyle.tickSize, anchor: .middle)
    }
    frame.canvas.text(
      columnTitle, at: .init(x: (left + ChartStyle.width - ChartStyle.margin) / 2, y: top + 30),
      size: ChartStyle.textSize, anchor: .middle)
    return frame.document(height: top + 42, title: title, description: subtitle)
  }

  /// Where the cells begin: right of the names of rows and their axis.
  private var labelWidth: Double {
    let steps = rows.map { TextMetrics.width($0, size: ChartStyle.tickSize) }.max() ?? 0
    return ChartStyle.margin + (rowTitle.isEmpty ? 0 : 20) + steps + 12
  }

  private func draw(
    _ panel: Panel, left: Double, top: Double, width: Double, on canvas: inout SVGCanvas
  ) {
    for (row, step) in rows.enumerated() {
      let middle = top + (Double(row) + 0.5) * Self.cellHeight
      canvas.text(
        step, at: .init(x: left - 8, y: middle + 4), size: ChartStyle.tickSize, anchor: .end)
      for column in columns.indices {
        guard let cell = panel.cells[row][column] else { continue }
        draw(
          cell, x: left + Double(column) * width, y: top + Double(row) * Self.cellHeight,
          width: width, on: &canvas)
      }
    }
    if !rowTitle.isEmpty {
      canvas.text(
        rowTitle,
        at: .init(
          x: ChartStyle.margin + 12, y: top + Double(rows.count) * Self.cellHeight / 2),
        size: ChartStyle.textSize, anchor: .middle, look: .vertical)
    }
    drawBorder(panel, left: left, top: top, width: width, on: &canvas)
  }

  private func draw(
    _ cell: Cell, x: Double, y: Double, width: Double, on canvas: inout SVGCanvas
  ) {
    let isGood = (cell.value > 0) == isHigherBetter
    let color = cell.value == 0 ? ChartColor.grey : isGood ? ChartColor.blue : .vermilion
    let share = largest > 0 ? cell.value.magnitude / largest : 0
    canvas.rectangle(
      x: x + 1, y: y + 1, width: width - 2, height: Self.cellHeight - 2, fill: color.hex,
      opacity: 0.15 + 0.6 * share)
    if !cell.isClear {
      // Strokes from the lower left to the upper right, cut at the edges of the cell.
      var strokes: [(SVGCanvas.Point, SVGCanvas.Point)] = []
      var offset = Self.hatch
      while offset < width + Self.cellHeight {
        let start = min(offset, width - 2)
        let end = max(offset - (Self.cellHeight - 2), 0)
        strokes.append(
          (
            .init(x: x + start, y: y + 1 + max(offset - start, 0)),
            .init(x: x + end + 1, y: y + 1 + min(offset - end, Self.cellHeight - 2))
          ))
        offset += Self.hatch
      }
      canvas.segments(strokes, .init(color: "#FFFFFF", width: 1.5))
    }
    canvas.text(
      cell.label, at: .init(x: x + width / 2, y: y + Self.cellHeight / 2 + 4),
      size: ChartStyle.tickSize, anchor: .middle, look: .haloed)
  }

  private var largest: Double {
    panels.flatMap(\.cells).flatMap { $0 }.reduce(0) { max($0, $1?.value.magnitude ?? 0) }
  }

  /// The line between neighbours of which one is above and the other below 0.
  private func drawBorder(
    _ panel: Panel, left: Double, top: Double, width: Double, on canvas: inout SVGCanvas
  ) {
    func parts(_ cell: Cell?, _ other: Cell?) -> Bool {
      guard let cell, let other else { return false }
      return cell.value * other.value < 0
    }
    let stroke = SVGCanvas.Stroke(color: ChartStyle.ink, width: 3)
    for row in rows.indices {
      for column in columns.indices {
        let cell = panel.cells[row][column]
        let x = left + Double(column + 1) * width
        let y = top + Double(row + 1) * Self.cellHeight
        if column + 1 < columns.count, parts(cell, panel.cells[row][column + 1]) {
          canvas.line(
            from: .init(x: x, y: y - Self.cellHeight), to: .init(x: x, y: y), stroke)
        }
        if row + 1 < rows.count, parts(cell, panel.cells[row + 1][column]) {
          canvas.line(from: .init(x: x - width, y: y), to: .init(x: x, y: y), stroke)
        }
      }
    }
  }
}
