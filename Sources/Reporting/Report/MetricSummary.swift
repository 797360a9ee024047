/// A metric of one path over the seeds on which it exists.
package struct MetricSummary: Sendable, Hashable {
  /// The values in the order of seeds.
  package let values: [Double]
  /// Their mean.
  package let mean: Double
  /// Their middle.
  package let median: Double

  /// Sums up; `nil` without a value.
  package init?(_ values: [Double]) {
    guard let mean = Statistics.mean(values), let median = Statistics.median(values) else {
      return nil
    }
    self.values = values
    self.mean = mean
    self.median = median
  }

  /// How many seeds have the metric.
  package var count: Int { values.count }
  /// The standard deviation; `nil` for one seed.
  package var deviation: Double? { Statistics.deviation(values) }

  /// A quantile over seeds.
  package func quantile(_ share: Double) -> Double? { Statistics.quantile(values, share) }
}
