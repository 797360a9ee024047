/// One plot of a chart: what is drawn in it, and its axes where they are its own.
package struct ChartPanel: Sendable, Hashable {
  /// What is above the plot: the name of what it shows.
  package var title: String
  /// What stands below the title: a number to remember.
  package var note: String
  /// The bands, below the lines.
  package var bands: [ChartBand]
  /// The data, drawn in order, so that the last lies on top.
  package var series: [ChartSeries]
  /// Values of the vertical axis with a line of their own.
  package var references: [Double]
  /// Named places of the horizontal axis.
  package var marks: [ChartMark]
  /// Strips of events below the plot.
  package var rugs: [ChartRug]
  /// Its horizontal axis; that of the chart if left out.
  package var xAxis: ChartAxis?
  /// Its vertical axis; that of the chart if left out.
  package var yAxis: ChartAxis?

  /// Makes a plot.
  package init(
    _ title: String, note: String = "", bands: [ChartBand] = [], series: [ChartSeries],
    references: [Double] = [], marks: [ChartMark] = [], rugs: [ChartRug] = [],
    xAxis: ChartAxis? = nil, yAxis: ChartAxis? = nil
  ) {
    self.title = title
    self.note = note
    self.bands = bands
    self.series = series
    self.references = references
    self.marks = marks
    self.rugs = rugs
    self.xAxis = xAxis
    self.yAxis = yAxis
  }

  /// The values along the horizontal axis.
  var xs: [Double] {
    series.flatMap { $0.points.map(\.x) } + bands.flatMap { $0.places.map(\.x) }
      + rugs.flatMap(\.times)
  }

  /// The values along the vertical axis at places that a scale has.
  func ys(within scale: AxisScale) -> [Double] {
    let points = series.flatMap { line in
      line.points.filter { scale.contains($0.x) }.map(\.y)
    }
    let places = bands.flatMap { band in band.places.filter { scale.contains($0.x) } }
    return points + places.flatMap { [$0.low, $0.high] } + references
  }
}

/// An axis of a chart: what it measures, in which unit, and how it is spaced.
package struct ChartAxis: Sendable, Hashable {
  /// How an axis is spaced and labelled.
  package enum Kind: Sendable, Hashable {
    /// Even spacing, plain numbers.
    case linear
    /// Even spacing of factors; values that are not positive are left out.
    case logarithmic
    /// Seconds since the start, labelled as minutes and seconds.
    case clock
  }

  /// What is measured, unit included: "price (USDT)".
  package var label: String
  /// How it is spaced.
  package var kind: Kind
  /// A start that replaces the least value of the data.
  package var lower: Double?
  /// An end that replaces the greatest value of the data.
  package var upper: Double?

  /// Makes an axis whose range comes from the data where none is given.
  package init(_ label: String, kind: Kind = .linear, lower: Double? = nil, upper: Double? = nil) {
    self.label = label
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }
}
