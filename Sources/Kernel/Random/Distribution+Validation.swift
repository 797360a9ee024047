/// A parameter of a law that is outside of its range.
public struct DistributionError: Error, Sendable, Hashable {
  /// The name of the parameter.
  public var parameter: String
  /// What would have been right, as a noun phrase: "a number above 0".
  public var expected: String

  /// Makes the error from its parts.
  public init(parameter: String, expected: String) {
    self.parameter = parameter
    self.expected = expected
  }
}

extension Distribution {
  /// This law, where all of its parameters are within their ranges.
  public func validated() throws(DistributionError) -> Distribution {
    switch self {
    case .constant(let value):
      try Self.expect(value.isFinite, "value", "a finite number")
    case .uniform(let low, let high):
      try Self.expect(low.isFinite, "low", "a finite number")
      try Self.expect(high.isFinite && high >= low, "high", "a finite number not below low")
    case .bernoulli(let probability):
      try Self.expect(probability >= 0 && probability <= 1, "probability", "a number from 0 to 1")
    case .exponential(let mean):
      try Self.expect(mean.isFinite && mean >= 0, "mean", "a finite number not below 0")
    case .poisson(let mean):
      try Self.expect(mean >= 0 && mean <= 1e9, "mean", "a number from 0 to 1e9")
    case .normal(let mean, let deviation):
      try Self.expect(mean.isFinite, "mean", "a finite number")
      try Self.expect(
        deviation.isFinite && deviation >= 0, "deviation", "a finite number not below 0")
    case .logNormal(let median, let sigma):
      try Self.expect(median.isFinite && median > 0, "median", "a finite number above 0")
      try Self.expect(sigma >= 0 && sigma <= 10, "sigma", "a number from 0 to 10")
    case .pareto(let minimum, let tail):
      try Self.expect(minimum.isFinite && minimum > 0, "minimum", "a finite number above 0")
      try Self.expect(tail.isFinite && tail >= 0.1, "tail", "a finite number not below 0.1")
    case .gamma(let shape, let scale):
      try Self.expect(shape >= 0.01 && shape <= 1e6, "shape", "a number from 0.01 to 1e6")
      try Self.expect(scale.isFinite && scale > 0, "scale", "a finite number above 0")
    }
    return self
  }

  private static func expect(
    _ condition: Bool, _ parameter: String, _ expected: String
  ) throws(DistributionError) {
    if !condition { throw DistributionError(parameter: parameter, expected: expected) }
  }
}
