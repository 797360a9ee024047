import Units

/// A law of chance on the real line, sampled by inverse transform: one uniform number gives one
/// variate.
///
/// The variate grows with the uniform number, so two branches that meet the same luck stay
/// comparable. Call `validated()` on a law that comes from outside before sampling it.
public enum Distribution: Sendable, Hashable {
  /// Always the same value.
  case constant(Double)
  /// Equally likely anywhere from low to high.
  case uniform(low: Double, high: Double)
  /// 1 with the given probability, else 0.
  case bernoulli(probability: Double)
  /// Waiting times without memory.
  case exponential(mean: Double)
  /// Counts of independent rare events.
  case poisson(mean: Double)
  /// The bell curve.
  case normal(mean: Double, deviation: Double)
  /// The exponential of a normal variate; `sigma` is the deviation of the logarithm.
  case logNormal(median: Double, sigma: Double)
  /// Power-law sizes: P(X > x) = (minimum / x)^tail.
  case pareto(minimum: Double, tail: Double)
  /// Sums of exponential waiting times; the mean is shape times scale.
  case gamma(shape: Double, scale: Double)

  /// The variate that belongs to a uniform number: the quantile of the law.
  ///
  /// - Parameter u: A number strictly between 0 and 1, as a `RandomStream` gives it.
  public func sample(_ u: Double) -> Double {
    invariant(u > 0 && u < 1, "a uniform number is strictly between 0 and 1")
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + (high - low) * u
    case .bernoulli(let probability): return u >= 1 - probability ? 1 : 0
    case .exponential(let mean): return -mean * Elementary.log(1 - u)
    case .poisson(let mean): return Distribution.poissonQuantile(u, mean: mean)
    case .normal(let mean, let deviation): return mean + deviation * Elementary.normalQuantile(u)
    case .logNormal(let median, let sigma):
      return median * Elementary.exp(sigma * Elementary.normalQuantile(u))
    case .pareto(let minimum, let tail):
      return minimum * Elementary.exp(-Elementary.log(1 - u) / tail)
    case .gamma(let shape, let scale): return scale * Elementary.gammaQuantile(u, shape: shape)
    }
  }

  /// The mean of the law; infinite for a Pareto tail of 1 or less.
  public var mean: Double {
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + (high - low) * 0.5
    case .bernoulli(let probability): return probability
    case .exponential(let mean), .poisson(let mean), .normal(let mean, _): return mean
    case .logNormal(let median, let sigma): return median * Elementary.exp(0.5 * sigma * sigma)
    case .pareto(let minimum, let tail):
      return tail > 1 ? minimum * tail / (tail - 1) : .infinity
    case .gamma(let shape, let scale): return shape * scale
    }
  }

  /// The least count whose cumulative probability reaches `u`.
  ///
  /// Small means add up the probabilities from 0. Large ones start at a normal guess, whose
  /// cumulative probability comes from the incomplete gamma function, and step from there.
  private static func poissonQuantile(_ u: Double, mean: Double) -> Double {
    if mean == 0 { return 0 }
    if mean <= 64 {
      var count = 0.0
      var term = Elementary.exp(-mean)
      var total = term
      // The bound is far beyond the last count that a double can tell from certainty.
      while total < u && count < 1000 {
        count += 1
        term *= mean / count
        total += term
      }
      return count
    }
    let z = Elementary.normalQuantile(u)
    let guess = mean + z * mean.squareRoot() + (z * z - 1) / 6
    var count = Double(Elementary.floorToInt(max(guess, 0)))
    var total = 1 - Elementary.regularizedGammaP(shape: count + 1, mean)
    var term = Elementary.poissonProbability(count, mean: mean)
    while total < u && term > 0 {
      count += 1
      term *= mean / count
      total += term
    }
    while count > 0 && total - term >= u {
      total -= term
      term *= count / mean
      count -= 1
    }
    return count
  }
}
