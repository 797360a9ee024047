/// A stretch of the horizontal axis that is set off from the rest.
package struct ChartShade: Sendable, Hashable {
  /// Where it starts.
  package var from: Double
  /// Where it ends.
  package var to: Double
  /// What it is, for the legend.
  package var name: String

  /// Makes a shaded stretch.
  package init(from: Double, to: Double, name: String) {
    self.from = from
    self.to = to
    self.name = name
  }
}
