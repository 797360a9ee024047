import Kernel
import Units

/// Descriptive statistics of printed numbers; `nil` where one does not exist.
///
/// These are for reports only: nothing here may feed a decision of the simulation. Sums run in the order
/// of the sample, so equal samples in equal order give equal bits.
package enum Statistics {
  /// The arithmetic mean; `nil` for an empty sample.
  package static func mean(_ sample: [Double]) -> Double? {
    sample.isEmpty ? nil : sum(sample) / Double(sample.count)
  }

  /// The standard deviation with divisor n - 1; `nil` for fewer than two values.
  package static func deviation(_ sample: [Double]) -> Double? {
    guard sample.count >= 2, let centre = mean(sample) else { return nil }
    return (squares(sample, around: centre) / Double(sample.count - 1)).squareRoot()
  }

  /// The value in the middle, or the mean of the two in the middle; `nil` for an empty sample.
  package static func median(_ sample: [Double]) -> Double? { quantile(sample, 0.5) }

  /// A quantile by linear interpolation of the order statistics (type 7 of Hyndman and Fan 1996).
  ///
  /// - Parameter share: The share of the sample at or below, 0 to 1.
  package static func quantile(_ sample: [Double], _ share: Double) -> Double? {
    quantile(sorted: sample.sorted(), share)
  }

  /// The same for a sample that is sorted already.
  package static func quantile(sorted: [Double], _ share: Double) -> Double? {
    invariant(share >= 0 && share <= 1, "a quantile's share lies within 0...1")
    guard !sorted.isEmpty else { return nil }
    let place = Double(sorted.count - 1) * share
    let below = min(Int(place), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  /// Hill's estimate of the tail exponent from the largest values (Hill 1975).
  ///
  /// With the k largest values x1 >= ... >= xk above the threshold x(k+1), the exponent is
  /// k / (ln x1/x(k+1) + ... + ln xk/x(k+1)). A small exponent is a heavy tail.
  ///
  /// - Parameter topShare: The share of the sample taken as its tail; k is rounded down.
  /// - Returns: `nil` if the tail is empty, reaches values that are not positive, or is all ties.
  package static func hillTailExponent(_ sample: [Double], topShare: Double = 0.05) -> Double? {
    invariant(topShare > 0 && topShare < 1, "the tail is a part of the sample")
    let tailCount = Int(Double(sample.count) * topShare)
    guard tailCount >= 1 else { return nil }
    let descending = sample.sorted(by: >)
    let threshold = descending[tailCount]
    guard threshold > 0 else { return nil }
    var logarithms = 0.0
    for value in descending[..<tailCount] { logarithms += Elementary.log(value / threshold) }
    return logarithms > 0 ? Double(tailCount) / logarithms : nil
  }

  /// The autocorrelation at a lag: the sum of lagged products of deviations over the sum of squares.
  ///
  /// The usual estimate with one mean for the whole sample; `nil` for a constant sample or one not longer than the lag.
  package static func autocorrelation(_ sample: [Double], lag: Int) -> Double? {
    invariant(lag >= 1, "a lag is positive")
    guard sample.count > lag, let centre = mean(sample) else { return nil }
    let total = squares(sample, around: centre)
    guard total > 0 else { return nil }
    var products = 0.0
    for place in lag..<sample.count {
      products += (sample[place] - centre) * (sample[place - lag] - centre)
    }
    return products / total
  }

  /// The excess kurtosis m4 / m2^2 - 3 from population moments; `nil` for a constant sample.
  package static func excessKurtosis(_ sample: [Double]) -> Double? {
    guard let centre = mean(sample) else { return nil }
    var second = 0.0
    var fourth = 0.0
    for value in sample {
      let square = (value - centre) * (value - centre)
      second += square
      fourth += square * square
    }
    guard second > 0 else { return nil }
    return fourth * Double(sample.count) / (second * second) - 3
  }

  /// The Fano factor of counts: sample variance over mean; 1 for Poisson, `nil` without any count.
  package static func fanoFactor(_ counts: [Double]) -> Double? {
    guard let spread = deviation(counts), let centre = mean(counts), centre > 0 else { return nil }
    return spread * spread / centre
  }

  /// The coefficient of variation: sample standard deviation over mean; `nil` at mean zero or below.
  package static func coefficientOfVariation(_ sample: [Double]) -> Double? {
    guard let spread = deviation(sample), let centre = mean(sample), centre > 0 else { return nil }
    return spread / centre
  }

  /// The Gini coefficient of amounts that are not negative: 0 for equal shares, to 1 - 1/n for one taker.
  ///
  /// Population form: 2 (1 x1 + ... + n xn) / (n sum) - (n + 1) / n over the ascending sample.
  /// `nil` if the sum is zero or any amount is negative.
  package static func gini(_ sample: [Double]) -> Double? {
    let ascending = sample.sorted()
    let total = sum(ascending)
    guard let least = ascending.first, least >= 0, total > 0 else { return nil }
    var ranked = 0.0
    for (place, value) in ascending.enumerated() { ranked += Double(place + 1) * value }
    let count = Double(ascending.count)
    return 2 * ranked / (count * total) - (count + 1) / count
  }

  /// The correlation of two samples taken in pairs (Pearson); `nil` where either is constant.
  package static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
    invariant(left.count == right.count, "paired samples have equal counts")
    guard let leftCentre = mean(left), let rightCentre = mean(right) else { return nil }
    let spread = (squares(left, around: leftCentre) * squares(right, around: rightCentre))
      .squareRoot()
    guard spread > 0 else { return nil }
    var products = 0.0
    for (first, second) in zip(left, right) {
      products += (first - leftCentre) * (second - rightCentre)
    }
    return products / spread
  }

  private static func sum(_ sample: [Double]) -> Double { sample.reduce(0, +) }

  private static func squares(_ sample: [Double], around centre: Double) -> Double {
    sample.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  }
}
