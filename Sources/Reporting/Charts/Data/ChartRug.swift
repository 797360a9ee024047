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
