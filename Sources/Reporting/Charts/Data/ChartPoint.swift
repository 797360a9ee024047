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
