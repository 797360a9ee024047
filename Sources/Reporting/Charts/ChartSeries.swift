/// A named run of points and how it is drawn.
package struct ChartSeries: Sendable, Hashable {
  /// How points are joined.
  package enum Style: Sendable, Hashable {
    /// Straight lines between points.
    case line
    /// Each value holds until the next point.
    case step
    /// Dashed straight lines, for references.
    case dashed
    /// Discs that are not joined.
    case dots
  }

  /// The name in the legend.
  package var name: String
  /// The data, in the order in which it is joined.
  package var points: [ChartPoint]
  /// How it is drawn.
  package var style: Style
  /// Its colour.
  package var color: ChartColor

  /// Makes a series.
  package init(_ name: String, points: [ChartPoint], style: Style = .line, color: ChartColor) {
    self.name = name
    self.points = points
    self.style = style
    self.color = color
  }

  /// At most four points for each of `columns` equal parts of a range: first, least, greatest, last.
  ///
  /// The line drawn through them covers the same pixels as the line through all.
  func thinned(from lower: Double, to upper: Double, columns: Int) -> [ChartPoint] {
    guard style != .dots, points.count > 4 * columns, upper > lower else { return points }
    var kept: [ChartPoint] = []
    var start = 0
    while start < points.count {
      let column = Int((points[start].x - lower) / (upper - lower) * Double(columns))
      var end = start + 1
      var least = start
      var greatest = start
      while end < points.count,
        Int((points[end].x - lower) / (upper - lower) * Double(columns)) == column
      {
        if points[end].y < points[least].y { least = end }
        if points[end].y > points[greatest].y { greatest = end }
        end += 1
      }
      var last = -1
      for place in [start, min(least, greatest), max(least, greatest), end - 1] where place > last {
        kept.append(points[place])
        last = place
      }
      start = end
    }
    return kept
  }
}
