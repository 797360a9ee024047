/// How often the intervals of reports hold the true mean where it is known, by how many values there are.
///
/// From a simulation of 10,000 samples each, the page on intervals of this module has the whole of it with other
/// intervals beside; the tests make it again.
package struct IntervalCover: Sendable, Hashable {
  /// How many values a sample has.
  package let count: Int
  /// The share of samples of a normal law whose 95 % interval holds the mean.
  package let normal: Double
  /// The same of an exponential law, whose skewness is 2.
  package let exponential: Double
  /// The same of a log-normal law with sigma 1, whose skewness is 6.2.
  package let logNormal: Double

  /// The sample sizes that were simulated, ascending.
  package static let simulated = [
    IntervalCover(count: 8, normal: 0.934, exponential: 0.917, logNormal: 0.868),
    IntervalCover(count: 16, normal: 0.946, exponential: 0.929, logNormal: 0.894),
    IntervalCover(count: 64, normal: 0.950, exponential: 0.947, logNormal: 0.921),
  ]

  /// The largest simulated size up to a count; the smallest where the count is below all.
  package static func nearest(_ count: Int) -> IntervalCover {
    simulated.last { $0.count <= count } ?? simulated[0]
  }
}
