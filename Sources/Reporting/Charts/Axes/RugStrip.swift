import Units

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
