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
