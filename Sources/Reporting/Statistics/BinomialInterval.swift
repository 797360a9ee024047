import Kernel
import Units

/// The exact interval of a probability from independent trials (Clopper and Pearson 1934).
///
/// The lower limit is the probability at which as many successes or more have half of what the level leaves, the
/// upper limit that at which as many or fewer do; both are quantiles of a beta law. It covers at least the level,
/// mostly more.
package struct BinomialInterval: Sendable, Hashable {
  /// The lower limit; 0 without a success.
  package let low: Double
  /// The upper limit; 1 without a failure.
  package let high: Double

  /// The interval of `successes` in `trials`.
  package init(successes: Int, trials: Int, level: Double) {
    invariant(trials >= 1 && (0...trials).contains(successes), "successes are some of the trials")
    invariant(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let tail = (1 - level) / 2
    let won = Double(successes)
    let lost = Double(trials - successes)
    low = successes == 0 ? 0 : IncompleteBeta.quantile(tail, won, lost + 1)
    high = successes == trials ? 1 : IncompleteBeta.quantile(1 - tail, won + 1, lost)
  }
}

/// The beta law: its cumulative probability and quantile, and Student's quantile that follows from it.
package enum IncompleteBeta {
  private static let termLimit = 10_000

  /// The probability below `x` of the beta law with two shapes above zero.
  ///
  /// The continued fraction of DLMF 8.17.22 by the method of Lentz, on the side of the mean where it converges fast.
  package static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    invariant(a > 0 && b > 0, "the shapes of a beta law are above zero")
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = Elementary.exp(
      a * Elementary.log(x) + b * Elementary.log1p(-x) + Elementary.logGamma(a + b)
        - Elementary.logGamma(a) - Elementary.logGamma(b))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var fraction = d
    for index in 1...termLimit {
      let m = Double(index)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / away(1 + term * d)
        c = away(1 + term / c)
        fraction *= c * d
      }
      if (c * d - 1).magnitude < 0x1p-51 { return fraction }
    }
    invariant(false, "the fraction of the beta law ends")
    return .nan
  }

  /// A divisor kept away from zero.
  private static func away(_ value: Double) -> Double {
    value.magnitude < 0x1p-900 ? 0x1p-900 : value
  }

  /// Where the probability below is `p`, by halving.
  package static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    invariant(p > 0 && p < 1, "a probability is strictly between 0 and 1")
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if regularized(middle, a, b) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Student's quantile of a probability above one half, by degrees of freedom.
  ///
  /// Of |t| the probability above is that of the beta law with shapes f / 2 and 1 / 2 below f / (f + t^2).
  package static func studentQuantile(_ p: Double, degrees: Int) -> Double {
    invariant(p > 0.5 && p < 1 && degrees >= 1, "an upper quantile of Student's law is asked for")
    let freedom = Double(degrees)
    let x = quantile(2 * (1 - p), freedom / 2, 0.5)
    return (freedom * (1 - x) / x).squareRoot()
  }
}
