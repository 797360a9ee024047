/// A run of points and how it is drawn.
package struct ChartSeries: Sendable, Hashable {
  /// How points are joined.
  package enum Style: Sendable, Hashable {
    /// Straight lines between points.
    case line
    /// Symbols that are not joined.
    case symbols(ChartShape)
  }

  /// The data, in the order in which it is joined.
  package var points: [ChartPoint]
  /// How it is drawn.
  package var style: Style
  /// Its colour and dash.
  package var look: ChartLook
  /// The width of its line in pixels.
  package var width: Double

  /// Makes a series.
  package init(
    points: [ChartPoint], style: Style = .line, look: ChartLook,
    width: Double = 1.8
  ) {
    self.points = points
    self.style = style
    self.look = look
    self.width = width
  }

  /// The least and the greatest point of each of `columns` equal parts of a range, and the ends of the line.
  ///
  /// The line drawn through them reaches as far up and down in every column as the line through all.
  func thinned(from lower: Double, to upper: Double, columns: Int) -> [ChartPoint] {
    guard points.count > 2 * columns, upper > lower else { return points }
    func column(_ place: Int) -> Int {
      Int((points[place].x - lower) / (upper - lower) * Double(columns))
    }
    var kept: [ChartPoint] = [points[0]]
    var start = 0
    while start < points.count {
      var end = start + 1
      var least = start
      var greatest = start
      while end < points.count, column(end) == column(start) {
        if points[end].y < points[least].y { least = end }
        if points[end].y > points[greatest].y { greatest = end }
        end += 1
      }
      kept.append(points[min(least, greatest)])
      if least != greatest { kept.append(points[max(least, greatest)]) }
      start = end
    }
    return kept + [points[points.count - 1]]
  }
}
