import Units

extension Distribution {
  /// The 99 % point of the standard normal law.
  private static var normalPercentile99: Double { 2.3263478740408408 }

  /// The log-normal law with a given median and 99 % point.
  ///
  /// - Parameters:
  ///   - median: Above 0.
  ///   - percentile99: Above the median.
  public static func logNormal(
    median: Double, percentile99: Double
  ) throws(DistributionError) -> Distribution {
    try expectQuantiles(median, percentile99)
    let sigma = Elementary.log(percentile99 / median) / normalPercentile99
    return try Distribution.logNormal(median: median, sigma: sigma).validated()
  }

  /// The gamma law with a given median and 99 % point.
  ///
  /// The ratio of the two falls as the shape grows, so the shape is found by bisection of its
  /// logarithm.
  ///
  /// - Parameters:
  ///   - median: Above 0.
  ///   - percentile99: Above the median.
  public static func gamma(
    median: Double, percentile99: Double
  ) throws(DistributionError) -> Distribution {
    try expectQuantiles(median, percentile99)
    let ratio = percentile99 / median
    var low = Elementary.log(0.01)
    var high = Elementary.log(1e6)
    for _ in 0..<64 {
      let middle = 0.5 * (low + high)
      if middle <= low || middle >= high { break }
      let shape = Elementary.exp(middle)
      let middleRatio =
        Elementary.gammaQuantile(0.99, shape: shape) / Elementary.gammaQuantile(0.5, shape: shape)
      if middleRatio > ratio { low = middle } else { high = middle }
    }
    let shape = Elementary.exp(0.5 * (low + high))
    let fit = Distribution.gamma(
      shape: shape, scale: median / Elementary.gammaQuantile(0.5, shape: shape))
    let error = fit.sample(0.99) / percentile99 - 1
    if !(error < 1e-6 && error > -1e-6) {
      throw DistributionError(
        parameter: "percentile99", expected: "a 99 % point that a gamma law with this median has")
    }
    return fit
  }

  /// The growth factor of a geometric Brownian motion over a time: the exact step, not an
  /// approximation.
  ///
  /// - Parameters:
  ///   - drift: Mean growth per unit of time.
  ///   - volatility: Deviation of the logarithm per square root of a unit of time.
  ///   - duration: The length of the step in the same unit.
  public static func geometricStep(
    drift: Double, volatility: Double, duration: Double
  ) -> Distribution {
    let median = Elementary.exp((drift - 0.5 * volatility * volatility) * duration)
    return .logNormal(median: median, sigma: volatility * duration.squareRoot())
  }

  private static func expectQuantiles(
    _ median: Double, _ percentile99: Double
  ) throws(DistributionError) {
    if !(median.isFinite && median > 0) {
      throw DistributionError(parameter: "median", expected: "a finite number above 0")
    }
    if !(percentile99.isFinite && percentile99 > median) {
      throw DistributionError(
        parameter: "percentile99", expected: "a finite number above the median")
    }
  }
}
