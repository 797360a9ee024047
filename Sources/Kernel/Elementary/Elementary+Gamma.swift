import Units

extension Elementary {
  /// The most terms that a series or a fraction of this file may take.
  private static var termLimit: Int { 1_000_000 }

  /// The logarithm of the gamma function for x > 0; absolute error about 1e-14 below 16.
  ///
  /// Stirling's series from 16 on, reached by the recurrence from below.
  package static func logGamma(_ x: Double) -> Double {
    invariant(x > 0, "the gamma function is asked for above zero")
    if x == 1 || x == 2 { return 0 }
    var shifted = x
    var product = 1.0
    while shifted < 16 {
      product *= shifted
      shifted += 1
    }
    let main = (shifted - 0.5) * log(shifted) - shifted + 0.9189385332046728
    return main + stirlingRemainder(shifted) - log(product)
  }

  /// What Stirling's formula for ln Gamma(x) leaves out: 1/(12 x) - 1/(360 x^3) + ..., for x >= 16.
  private static func stirlingRemainder(_ x: Double) -> Double {
    let w = 1 / (x * x)
    let far = w * (1.0 / 1188 - w * (691.0 / 360_360 - w * (1.0 / 156)))
    return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - far)))) / x
  }

  /// The Poisson probability of a count that need not be whole: m^c e^-m / Gamma(c + 1).
  ///
  /// From 16 on by the saddle point, which loses no digits to cancellation. Source: Loader, "Fast
  /// and accurate computation of binomial probabilities" (2000).
  package static func poissonProbability(_ count: Double, mean: Double) -> Double {
    if mean == 0 { return count == 0 ? 1 : 0 }
    if count < 16 { return exp(count * log(mean) - mean - logGamma(count + 1)) }
    let exponent = stirlingRemainder(count) + deviance(count, mean)
    return exp(-exponent) / (6.283185307179586 * count).squareRoot()
  }

  /// count ln(count / mean) + mean - count, without cancellation where the two are near.
  private static func deviance(_ count: Double, _ mean: Double) -> Double {
    let difference = count - mean
    let v = difference / (count + mean)
    if v > 0.1 || v < -0.1 { return count * log(count / mean) + mean - count }
    // ln(count / mean) = 2 artanh(v), expanded.
    var sum = difference * v
    var power = 2 * count * v
    let square = v * v
    for index in 1..<40 {
      power *= square
      let next = sum + power / Double(2 * index + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// The cumulative probability at `x` of the gamma law with the given shape and scale 1.
  package static func regularizedGammaP(shape: Double, _ x: Double) -> Double {
    invariant(shape > 0, "the shape of a gamma law is above zero")
    if !(x > 0) { return 0 }
    return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x)
  }

  /// The probability above `x` of the gamma law with the given shape and scale 1, accurate in the
  /// tail.
  package static func regularizedGammaQ(shape: Double, _ x: Double) -> Double {
    invariant(shape > 0, "the shape of a gamma law is above zero")
    if !(x > 0) { return 1 }
    return x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x)
  }

  /// The power series of the lower tail.
  private static func gammaSeries(_ shape: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for index in 1...termLimit {
      term *= x / (shape + Double(index))
      sum += term
      if term < sum * 0x1p-56 { return sum * poissonProbability(shape, mean: x) }
    }
    invariant(false, "the gamma series ends")
    return .nan
  }

  /// The continued fraction of the upper tail, by the method of Lentz.
  private static func gammaFraction(_ shape: Double, _ x: Double) -> Double {
    var b = x + 1 - shape
    var c = 0x1p1000
    var d = 1 / b
    var fraction = d
    for index in 1...termLimit {
      let a = -Double(index) * (Double(index) - shape)
      b += 2
      d = a * d + b
      d = 1 / (d == 0 ? 0x1p-1000 : d)
      c = b + a / c
      if c == 0 { c = 0x1p-1000 }
      let change = c * d
      fraction *= change
      if change - 1 < 0x1p-52 && change - 1 > -0x1p-52 {
        // x^a e^-x / Gamma(a) is the Poisson probability times a.
        return fraction * shape * poissonProbability(shape, mean: x)
      }
    }
    invariant(false, "the gamma fraction ends")
    return .nan
  }

  /// The standard normal cumulative probability, from the incomplete gamma function of shape 1/2.
  package static func normalCDF(_ x: Double) -> Double {
    if x.isNaN { return x }
    let half = 0.5 * x * x
    if x < 0 { return half > 745 ? 0 : 0.5 * regularizedGammaQ(shape: 0.5, half) }
    return half > 745 ? 1 : 0.5 + 0.5 * regularizedGammaP(shape: 0.5, half)
  }

  /// The quantile of the gamma law with the given shape and scale 1, for p strictly between 0 and
  /// 1.
  ///
  /// Newton's method on the logarithm of x, kept inside a bracket, from the start of Wilson and
  /// Hilferty (1931).
  package static func gammaQuantile(_ p: Double, shape: Double) -> Double {
    invariant(p > 0 && p < 1, "a probability is strictly between 0 and 1")
    invariant(shape > 0, "the shape of a gamma law is above zero")
    var low = -745.0
    var high = 710.0
    var y = log(gammaStart(p, shape))
    for _ in 0..<200 {
      y = y > low && y < high ? y : 0.5 * (low + high)
      let x = exp(y)
      // In the upper half the probability above is compared, which keeps the digits of the tail.
      let error =
        p < 0.5
        ? regularizedGammaP(shape: shape, x) - p : (1 - p) - regularizedGammaQ(shape: shape, x)
      if error == 0 { return x }
      if error < 0 { low = y } else { high = y }
      let slope = shape * poissonProbability(shape, mean: x)
      let next = slope > 0 ? y - error / slope : 0.5 * (low + high)
      let step = next - y
      if step < 0x1p-50 && step > -0x1p-50 { return x * (1 + step) }
      y = next
    }
    return exp(y)
  }

  /// A first guess at a gamma quantile.
  private static func gammaStart(_ p: Double, _ shape: Double) -> Double {
    let ninth = 1 / (9 * shape)
    let root = 1 - ninth + normalQuantile(p) * ninth.squareRoot()
    let cube = shape * root * root * root
    if shape >= 0.5 && root > 0.2 { return cube }
    // Near zero the law is x^a / Gamma(a + 1).
    let small = exp((log(p) + logGamma(shape + 1)) / shape)
    return small > 0x1p-1000 ? small : 0x1p-1000
  }
}
