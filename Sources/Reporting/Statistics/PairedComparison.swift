package import Kernel
import Units

/// One metric of one path against the baseline path, seed by seed under the same luck.
package struct PairedComparison: Sendable, Hashable {
  /// Which way a metric is better.
  package enum Preference: Sendable, Hashable {
    /// More is better: recovered equity.
    case higher
    /// Less is better: shortfall, fund draw.
    case lower
  }

  /// The path's value less the baseline's, in the order of the seeds.
  package let differences: [Double]
  /// The mean difference.
  package let mean: Double
  /// The middle difference.
  package let median: Double
  /// The interval of the mean difference; `nil` for a single seed.
  package let meanInterval: BootstrapInterval?
  /// The share of seeds on which the path is better than the baseline; a tie counts half.
  package let winShare: Double
  /// The correlation that pairing achieved; `nil` where either side is constant.
  package let correlation: Double?
  /// The exact two-sided p-value of the sign test; 1 if every seed ties.
  package let signTest: Double

  /// How many seeds were compared.
  package var count: Int { differences.count }

  /// Compares values of two paths on the same seeds, in the same order; `nil` without any seed.
  package init?(
    path: [Double], baseline: [Double], preference: Preference, level: Double = 0.95,
    replicates: Int = BootstrapInterval.replicatesDefault, stream: RandomStream
  ) {
    invariant(path.count == baseline.count, "paths are compared on the same seeds")
    differences = zip(path, baseline).map { $0 - $1 }
    guard let mean = Statistics.mean(differences), let median = Statistics.median(differences)
    else { return nil }
    self.mean = mean
    self.median = median
    meanInterval = .of(
      .mean, sample: differences, level: level, replicates: replicates, stream: stream)
    var wins = 0
    var losses = 0
    for difference in differences {
      switch preference {
      case .higher:
        if difference > 0 { wins += 1 }
        if difference < 0 { losses += 1 }
      case .lower:
        if difference < 0 { wins += 1 }
        if difference > 0 { losses += 1 }
      }
    }
    winShare =
      (Double(wins) + Double(differences.count - wins - losses) / 2)
      / Double(differences.count)
    correlation = Statistics.correlation(path, baseline)
    signTest = ExactTest.sign(wins: wins, losses: losses)
  }
}
