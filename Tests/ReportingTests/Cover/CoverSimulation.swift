import Kernel
import Reporting

/// How often intervals hold the true mean of a law that is known: samples are drawn, intervals made, hits counted.
///
/// Everything is drawn by address, so a cell with so many trials is always the same cell. Resamples are those of
/// reports: same stream, same count.
struct CoverSimulation {
  /// What is sampled.
  enum Law: String, CaseIterable {
    case normal
    case exponential
    case logNormal = "log-normal"

    /// The true mean.
    var mean: Double {
      switch self {
      case .normal: 0
      case .exponential: 1
      // e^(1/2).
      case .logNormal: 1.6487212707001282
      }
    }

    /// One value from a number between 0 and 1.
    func value(_ uniform: Double) -> Double {
      switch self {
      case .normal: Elementary.normalQuantile(uniform)
      case .exponential: -Elementary.log(uniform)
      case .logNormal: Elementary.exp(Elementary.normalQuantile(uniform))
      }
    }
  }

  /// How an interval is made.
  enum Method: String, CaseIterable {
    case student = "Student"
    case plain = "BCa"
    case widened = "BCa, widened"
    case studentised = "bootstrap-t"
  }

  /// How many samples hold the true mean in their interval, and how wide the intervals are together.
  struct Tally {
    var held = 0
    var width = 0.0
  }

  let count: Int
  private let resamples: SeedResamples
  private let level = 0.95

  /// A simulation with samples of one size.
  init(count: Int) {
    self.count = count
    resamples = SeedResamples(
      seedCount: count, replicates: MetricSheet.replicates, stream: MetricSheet.bootstrapStream)
  }

  /// Tallies the first `trials` samples of a law.
  func tallies(_ law: Law, trials: Int) -> [Method: Tally] {
    let luck = RandomStream(seed: 16, name: "cover." + law.rawValue)
    var tallies: [Method: Tally] = [:]
    for trial in 0..<trials {
      let sample = (0..<count).map {
        law.value(luck.uniform(draw: UInt64($0), entity: UInt64(trial), event: UInt64(count)))
      }
      for (method, limits) in intervals(sample) {
        let isHeld = limits.low <= law.mean && law.mean <= limits.high
        tallies[method, default: Tally()].held += isHeld ? 1 : 0
        tallies[method, default: Tally()].width += limits.high - limits.low
      }
    }
    return tallies
  }

  private typealias Limits = (low: Double, high: Double)

  private func intervals(_ sample: [Double]) -> [(Method, Limits)] {
    let size = Double(count)
    let mean = sample.reduce(0, +) / size
    let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (size - 1) / size).squareRoot()
    var means: [Double] = []
    var ratios: [Double] = []
    means.reserveCapacity(resamples.counts.count)
    for counts in resamples.counts {
      var sum = 0.0
      var square = 0.0
      for place in 0..<count {
        let weighted = Double(counts[place]) * (sample[place] - mean)
        sum += weighted
        square += weighted * (sample[place] - mean)
      }
      let shift = sum / size
      means.append(mean + shift)
      let spread = square / size - shift * shift
      // A resample of one value alone has no ratio.
      if spread > 1e-12 * squares { ratios.append(shift / (spread / (size - 1)).squareRoot()) }
    }
    let left = sample.map { mean + (mean - $0) / (size - 1) }
    let reach = IncompleteBeta.studentQuantile((1 + level) / 2, degrees: count - 1) * error
    ratios.sort()
    let rank = Int(Double(ratios.count) * (1 - level) / 2)
    return [
      (.student, (mean - reach, mean + reach)),
      (.plain, limits(mean, means, left, .normal)), (.widened, limits(mean, means, left, .student)),
      (
        .studentised,
        (mean - ratios[ratios.count - 1 - rank] * error, mean - ratios[rank] * error)
      ),
    ]
  }

  private func limits(
    _ mean: Double, _ means: [Double], _ left: [Double], _ reach: BootstrapInterval.Reach
  ) -> Limits {
    let interval = BootstrapInterval(
      estimate: mean, distribution: means, jackknife: left, level: level, reach: reach)
    return (interval.low, interval.high)
  }
}
