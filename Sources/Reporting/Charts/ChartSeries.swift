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

/// A point of data.
package struct ChartPoint: Sendable, Hashable {
  /// The value along the horizontal axis.
  package var x: Double
  /// The value along the vertical axis; NaN breaks a line.
  package var y: Double

  /// Makes a point.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A place on the horizontal axis with a name: the first breach, the start of a shock.
package struct ChartMark: Sendable, Hashable {
  /// Where it is.
  package var x: Double
  /// What happened there.
  package var name: String

  /// Makes a mark.
  package init(_ x: Double, _ name: String) {
    self.x = x
    self.name = name
  }
}

/// The stretch between two lines: quantiles over seeds, a range that is accepted.
package struct ChartBand: Sendable, Hashable {
  /// One place of the band.
  package struct Place: Sendable, Hashable {
    /// The value along the horizontal axis.
    package var x: Double
    /// The lower end along the vertical axis; NaN breaks the band.
    package var low: Double
    /// The upper end along the vertical axis.
    package var high: Double

    /// Makes a place.
    package init(_ x: Double, from low: Double, to high: Double) {
      self.x = x
      self.low = low
      self.high = high
    }
  }

  /// Its places from the left.
  package var places: [Place]
  /// Its colour.
  package var color: ChartColor

  /// Makes a band.
  package init(_ places: [Place], color: ChartColor) {
    self.places = places
    self.color = color
  }
}

/// Events below a chart, counted along its horizontal axis.
package struct ChartRug: Sendable, Hashable {
  /// What the events are.
  package var name: String
  /// When each happened, on the chart's horizontal axis.
  package var times: [Double]
  /// The colour of its bars.
  package var color: ChartColor

  /// Makes a strip of events.
  package init(_ name: String, times: [Double], color: ChartColor) {
    self.name = name
    self.times = times
    self.color = color
  }
}
