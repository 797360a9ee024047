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
