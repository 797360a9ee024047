import Units

/// What happened along parallel timelines: one row for each path, symbols and stretches along time.
///
/// Each kind of event has a colour and a shape of its own. Labels stand above their symbols and climb to
/// a higher line where they would run into each other, so the height of a row follows its labels.
package struct TimelineChart: Sendable, Hashable {
  /// A kind of event.
  package struct Kind: Sendable, Hashable {
    /// Its name in the legend.
    package var name: String
    /// Its colour.
    package var color: ChartColor
    /// Its shape.
    package var shape: ChartShape

    /// Makes a kind.
    package init(_ name: String, color: ChartColor, shape: ChartShape) {
      self.name = name
      self.color = color
      self.shape = shape
    }
  }

  /// An event.
  package struct Event: Sendable, Hashable {
    /// When it happened, in seconds.
    package var time: Double
    /// The index of its kind.
    package var kind: Int
    /// What stands above it; may be empty.
    package var label: String

    /// Makes an event.
    package init(at time: Double, kind: Int, label: String = "") {
      self.time = time
      self.kind = kind
      self.label = label
    }
  }

  /// A timeline.
  package struct Row: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// The time under way: from the first cause to the end; `nil` if there was none.
    package var span: ClosedRange<Double>?
    /// Its events.
    package var events: [Event]
    /// What stands at the right edge: how it ended.
    package var note: String

    /// Makes a timeline.
    package init(
      _ name: String, span: ClosedRange<Double>? = nil, events: [Event], note: String = ""
    ) {
      self.name = name
      self.span = span
      self.events = events
      self.note = note
    }
  }

  /// What the picture shows.
  package var title: String
  /// What a reader should know to read it.
  package var subtitle: String?
  /// The horizontal axis.
  package var axis: ChartAxis
  /// The kinds of events.
  package var kinds: [Kind]
  /// The timelines, from the top.
  package var rows: [Row]

  /// Makes a chart.
  package init(
    title: String, subtitle: String? = nil, axis: ChartAxis, kinds: [Kind], rows: [Row]
  ) {
    for row in rows {
      invariant(
        row.events.allSatisfy { kinds.indices.contains($0.kind) }, "each event is of a known kind")
    }
    self.title = title
    self.subtitle = subtitle
    self.axis = axis
    self.kinds = kinds
    self.rows = rows
  }

  /// The picture as SVG.
  package func svg() -> String {
    let legend = kinds.map {
      LegendItem($0.name, color: $0.color.hex, sample: .symbol($0.shape))
    }
    var frame = ChartFrame(title: title, subtitle: subtitle, legend: [legend])
    let flat = makePlot(top: frame.top, height: 0)
    let layouts = rows.map { layout($0.events, in: flat) }
    let heights = layouts.map { 34 + Double($0.levels) * Self.labelHeight }
    let plot = makePlot(top: frame.top, height: heights.reduce(0, +))
    var top = plot.top
    for (place, height) in heights.enumerated() {
      if place % 2 == 0 {
        frame.canvas.rectangle(
          x: ChartStyle.margin, y: top, width: ChartStyle.width - 2 * ChartStyle.margin,
          height: height, fill: "#F6F6F6")
      }
      top += height
    }
    plot.drawHorizontalAxis(axis.label, below: plot.bottom, on: &frame.canvas)
    top = plot.top
    for (place, row) in rows.enumerated() {
      top += heights[place]
      draw(row, layouts[place], line: top - 17, in: plot, on: &frame.canvas)
    }
    frame.canvas.line(
      from: .init(x: plot.left, y: plot.bottom), to: .init(x: plot.right, y: plot.bottom),
      .init(color: ChartStyle.axis))
    let names = rows.map(\.name).joined(separator: ", ")
    return frame.document(
      height: plot.bottom + PlotArea.bottomMargin, title: title,
      description: "events along \(axis.label) for \(names)")
  }

  private static let labelHeight = 15.0
  private static let levelsMax = 6

  /// The pixel on which a label of a row stands.
  private static func baseline(_ level: Int, _ line: Double) -> Double {
    line - 13 - Double(level) * labelHeight
  }

  /// Where the labels of a row stand.
  private struct Layout {
    /// How many lines of labels the row has.
    var levels = 0
    /// For each event in time order: the event, the line of its label, and the label's left edge.
    var places: [(event: Event, level: Int, start: Double)] = []
  }

  private func makePlot(top: Double, height: Double) -> PlotArea {
    let times = rows.flatMap { row in
      row.events.map(\.time) + (row.span.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    let nameWidth = rows.map { TextMetrics.width($0.name, size: ChartStyle.textSize) }.max() ?? 0
    let noteWidth = rows.map { TextMetrics.width($0.note, size: ChartStyle.tickSize) }.max() ?? 0
    let left = ChartStyle.margin + 8 + nameWidth + 14
    let right = ChartStyle.width - ChartStyle.margin - (noteWidth > 0 ? noteWidth + 22 : 16)
    let width = max(right - left, 160)
    return PlotArea(
      left: left, top: top, width: width, height: height,
      xScale: AxisScale(axis, values: times, padding: 0.04, target: Int(width / 80)),
      yScale: AxisScale(ChartAxis("", lower: 0, upper: 1), values: [], padding: 0, target: 1))
  }

  private func layout(_ events: [Event], in plot: PlotArea) -> Layout {
    var layout = Layout()
    var ends: [Double] = []
    for event in events.sorted(by: { ($0.time, $0.kind, $0.label) < ($1.time, $1.kind, $1.label) })
    {
      let x = plot.x(event.time) ?? plot.left
      let width = TextMetrics.width(event.label, size: ChartStyle.tickSize)
      let start = min(max(x - width / 2, plot.left), max(plot.right - width, plot.left))
      var level = 0
      if !event.label.isEmpty {
        while level < ends.count && ends[level] > start - 6 { level += 1 }
        level = min(level, Self.levelsMax - 1)
        if level == ends.count { ends.append(0) }
        ends[level] = start + width
      }
      layout.places.append((event, level, start))
    }
    layout.levels = ends.count
    return layout
  }

  private func draw(
    _ row: Row, _ layout: Layout, line: Double, in plot: PlotArea, on canvas: inout SVGCanvas
  ) {
    canvas.text(
      row.name, at: .init(x: plot.left - 14, y: line + 4), size: ChartStyle.textSize, anchor: .end)
    canvas.line(
      from: .init(x: plot.left, y: line), to: .init(x: plot.right, y: line),
      .init(color: "#C8C8C8"))
    if let span = row.span, let from = plot.x(span.lowerBound), let to = plot.x(span.upperBound) {
      canvas.rectangle(
        x: from, y: line - 3, width: max(to - from, 1), height: 6, fill: "#BDBDBD")
    }
    for (event, level, _) in layout.places where !event.label.isEmpty {
      guard let x = plot.x(event.time) else { continue }
      canvas.line(
        from: .init(x: x, y: line - 5), to: .init(x: x, y: Self.baseline(level, line) + 3),
        .init(color: "#A8A8A8", width: 0.8))
    }
    for (event, level, start) in layout.places {
      guard let x = plot.x(event.time) else { continue }
      let kind = kinds[event.kind]
      canvas.symbol(kind.shape, at: .init(x: x, y: line), radius: 5, fill: kind.color.hex)
      if event.label.isEmpty { continue }
      canvas.text(
        event.label, at: .init(x: start, y: Self.baseline(level, line)), size: ChartStyle.tickSize,
        look: .haloed)
    }
    if !row.note.isEmpty {
      canvas.text(
        row.note, at: .init(x: ChartStyle.width - ChartStyle.margin - 6, y: line + 4),
        size: ChartStyle.tickSize, anchor: .end)
    }
  }
}
