package import Kernel
import Units

/// A bias-corrected and accelerated (BCa) bootstrap confidence interval (Efron 1987).
///
/// z0 is the normal quantile of the share of bootstrap estimates below the estimate, ties half; a is the
/// jackknife acceleration, sum d^3 / (6 (sum d^2)^1.5) with d the mean of the leave-one-out estimates
/// less each of them; the limits are the bootstrap quantiles at Phi(z0 + (z0 + z) / (1 - a (z0 + z))), taken as
/// order statistics (inverse of the empirical distribution). Plain BCa intervals are too narrow where values are few;
/// intervals of samples are read further out (``Reach/student``). ``IntervalCover`` says how often they hold the truth.
package struct BootstrapInterval: Sendable, Hashable {
  /// What is estimated from a sample.
  package enum Statistic: Sendable, Hashable {
    /// The arithmetic mean.
    case mean
    /// The middle value.
    case median
  }

  /// How far from the middle of the bootstrap distribution the limits are read, in normal deviates.
  package enum Reach: Sendable, Hashable {
    /// The normal quantile z of the level, as Efron has it.
    case normal
    /// Student's quantile with n - 1 degrees of freedom times the root of n / (n - 1), for a sample of n.
    ///
    /// With it a symmetrical interval is as wide as Student's: the bootstrap's own deviation divides by n, and the
    /// normal quantile takes it as known (Hesterberg 2015, "What teachers should know about the bootstrap").
    case student
  }

  /// The estimate from the sample itself.
  package let estimate: Double
  /// The lower limit.
  package let low: Double
  /// The upper limit.
  package let high: Double
  /// The stated cover, such as 0.95.
  package let level: Double
  /// The bias correction z0.
  package let bias: Double
  /// The acceleration a.
  package let acceleration: Double
  /// The shares of the bootstrap distribution at which the limits were read.
  package let shares: [Double]

  /// Resamples that are drawn unless a caller asks for another count.
  package static let replicatesDefault = 2_000

  /// The interval of a statistic by seeded resampling; `nil` for fewer than two values.
  ///
  /// Item `i` of resample `b` is drawn at (draw: i, entity: b), so the interval is a function of the sample,
  /// the stream and the count alone. A constant sample has an interval of no width.
  package static func of(
    _ statistic: Statistic, sample: [Double], level: Double = 0.95,
    replicates: Int = replicatesDefault, stream: RandomStream
  ) -> BootstrapInterval? {
    invariant(replicates >= 1, "the bootstrap draws at least one resample")
    guard sample.count >= 2 else { return nil }
    if let first = sample.first, sample.allSatisfy({ $0 == first }) {
      // Every resample is the sample.
      return BootstrapInterval(
        estimate: first, distribution: [first], jackknife: [first], level: level, reach: .normal)
    }
    var estimates: [Double] = []
    estimates.reserveCapacity(replicates)
    var resample = sample
    for replicate in 0..<replicates {
      for item in sample.indices {
        let uniform = stream.uniform(draw: UInt64(item), entity: UInt64(replicate))
        resample[item] = sample[min(Int(uniform * Double(sample.count)), sample.count - 1)]
      }
      estimates.append(estimate(statistic, resample))
    }
    let jackknife = sample.indices.map { left in
      var others = sample
      others.remove(at: left)
      return estimate(statistic, others)
    }
    return BootstrapInterval(
      estimate: estimate(statistic, sample), distribution: estimates, jackknife: jackknife,
      level: level, reach: .student)
  }

  /// The interval from a bootstrap distribution that was made elsewhere, enumerated for instance.
  ///
  /// - Parameters:
  ///   - estimate: The estimate from the sample.
  ///   - distribution: The estimates from resamples, in any order; not empty.
  ///   - jackknife: The estimates with one value left out, one for each value.
  ///   - level: The stated cover, between 0 and 1.
  ///   - reach: How far out the limits are read; as a sample's for at least two jackknife estimates.
  package init(
    estimate: Double, distribution: [Double], jackknife: [Double], level: Double, reach: Reach
  ) {
    invariant(!distribution.isEmpty, "the bootstrap distribution is not empty")
    invariant(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let sorted = distribution.sorted()
    let bias = Self.bias(of: estimate, in: sorted)
    let acceleration = Self.acceleration(jackknife)
    let halfWidth = Self.halfWidth(reach, level: level, count: jackknife.count)
    shares = [-halfWidth, halfWidth].map { width in
      let shifted = bias + width
      let scale = 1 - acceleration * shifted
      // Beyond the pole the transformed limit is the end of the distribution on that side.
      guard scale > 0 else { return shifted > 0 ? 1 : 0 }
      return Elementary.normalCDF(bias + shifted / scale)
    }
    low = Self.orderStatistic(sorted, share: shares[0])
    high = Self.orderStatistic(sorted, share: shares[1])
    self.estimate = estimate
    self.level = level
    self.bias = bias
    self.acceleration = acceleration
  }

  private static func halfWidth(_ reach: Reach, level: Double, count: Int) -> Double {
    switch reach {
    case .normal: return Elementary.normalQuantile((1 + level) / 2)
    case .student:
      invariant(count >= 2, "a sample has at least two values")
      return IncompleteBeta.studentQuantile((1 + level) / 2, degrees: count - 1)
        * (Double(count) / Double(count - 1)).squareRoot()
    }
  }

  /// The normal quantile of the share below, ties half, kept half a resample away from 0 and 1.
  private static func bias(of estimate: Double, in sorted: [Double]) -> Double {
    var twiceBelow = 0
    for value in sorted { twiceBelow += value < estimate ? 2 : value == estimate ? 1 : 0 }
    let count = sorted.count
    let clamped = min(max(twiceBelow, 1), 2 * count - 1)
    return Elementary.normalQuantile(Double(clamped) / Double(2 * count))
  }

  /// Zero where leaving out a value changes nothing.
  private static func acceleration(_ jackknife: [Double]) -> Double {
    guard let centre = Statistics.mean(jackknife) else { return 0 }
    var squares = 0.0
    var cubes = 0.0
    for value in jackknife {
      let distance = centre - value
      squares += distance * distance
      cubes += distance * distance * distance
    }
    guard squares > 0 else { return 0 }
    return cubes / (6 * squares * squares.squareRoot())
  }

  /// The order statistic number ceil(share x count), from 1.
  private static func orderStatistic(_ sorted: [Double], share: Double) -> Double {
    let place = share * Double(sorted.count)
    let whole = Int(place)
    let rank = Double(whole) < place ? whole + 1 : whole
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  private static func estimate(_ statistic: Statistic, _ sample: [Double]) -> Double {
    switch statistic {
    case .mean: return sample.reduce(0, +) / Double(sample.count)
    case .median:
      let sorted = sample.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }
}

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
