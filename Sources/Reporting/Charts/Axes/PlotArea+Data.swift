/// How data is drawn into a plot.
extension PlotArea {
  /// Parts of the plot's width in which a line keeps its least and greatest point.
  private var columns: Int { Int(width / 2) }

  /// Draws bands, lines of reference and series of a panel.
  func drawData(of panel: ChartPanel, on canvas: inout SVGCanvas) {
    for band in panel.bands { draw(band, on: &canvas) }
    for value in panel.references where yScale.contains(value) {
      guard let y = y(value) else { continue }
      canvas.line(
        from: .init(x: left, y: y), to: .init(x: right, y: y), .init(color: ChartStyle.axis))
    }
    for line in panel.series { draw(line, on: &canvas) }
  }

  private func draw(_ band: ChartBand, on canvas: inout SVGCanvas) {
    var upper: [SVGCanvas.Point] = []
    var lower: [SVGCanvas.Point] = []
    func flush() {
      if upper.count > 1 {
        canvas.polygon(upper + lower.reversed(), fill: band.color.hex, opacity: 0.25)
      }
      upper.removeAll()
      lower.removeAll()
    }
    for place in band.places where xScale.contains(place.x) {
      guard let high = point(ChartPoint(place.x, place.high)),
        let low = point(ChartPoint(place.x, place.low))
      else {
        flush()
        continue
      }
      upper.append(high)
      lower.append(low)
    }
    flush()
  }

  private func draw(_ line: ChartSeries, on canvas: inout SVGCanvas) {
    if case .symbols(let shape) = line.style { return draw(symbols: line, shape, on: &canvas) }
    let stroke = SVGCanvas.Stroke(
      color: line.look.color.hex, width: line.width, dash: line.look.dash.pattern)
    var run: [SVGCanvas.Point] = []
    func flush() {
      if run.count == 1 { canvas.circle(at: run[0], radius: 2, fill: stroke.color) }
      if run.count > 1 { canvas.polyline(run, stroke) }
      run.removeAll()
    }
    for point in line.thinned(from: xScale.lower, to: xScale.upper, columns: columns) {
      guard xScale.contains(point.x), let pixel = self.point(point) else {
        flush()
        continue
      }
      run.append(pixel)
    }
    flush()
  }

  /// Draws symbols; those that would stand within a pixel of the one before are left out.
  private func draw(symbols line: ChartSeries, _ shape: ChartShape, on canvas: inout SVGCanvas) {
    var last: SVGCanvas.Point?
    for point in line.points where xScale.contains(point.x) && yScale.contains(point.y) {
      guard let pixel = self.point(point) else { continue }
      if let last, (last.x - pixel.x).magnitude < 1, (last.y - pixel.y).magnitude < 1 { continue }
      canvas.symbol(shape, at: pixel, radius: 3.5, fill: line.look.color.hex)
      last = pixel
    }
  }
}
