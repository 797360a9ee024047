package import Kernel
import Units

/// Resamples of seeds with replacement: how often each seed stands in each of them.
///
/// What is pooled over seeds is not independent within one, so whole seeds are drawn. The draws have the addresses
/// of ``BootstrapInterval``: item `i` of resample `b` at (draw: i, entity: b).
package struct SeedResamples: Sendable {
  /// By resample and seed.
  package let counts: [[Int]]
  /// How many seeds there are.
  package let seedCount: Int

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - seedCount: How many seeds there are; at least one.
  ///   - replicates: How many resamples to draw.
  ///   - stream: The luck of the draws.
  package init(
    seedCount: Int, replicates: Int = BootstrapInterval.replicatesDefault, stream: RandomStream
  ) {
    invariant(seedCount >= 1, "there is a seed to draw")
    self.seedCount = seedCount
    counts = (0..<replicates).map { replicate in
      var counts = [Int](repeating: 0, count: seedCount)
      for item in 0..<seedCount {
        let uniform = stream.uniform(draw: UInt64(item), entity: UInt64(replicate))
        counts[min(Int(uniform * Double(seedCount)), seedCount - 1)] += 1
      }
      return counts
    }
  }

  /// The interval of an estimate that is a function of how often each seed counts (BCa, the jackknife over seeds).
  ///
  /// - Parameter estimate: The estimate with each seed taken so many times; `nil` where it does not exist.
  /// - Returns: `nil` for fewer than two seeds, or where the estimate does not exist.
  package func interval(level: Double, _ estimate: ([Int]) -> Double?) -> BootstrapInterval? {
    let once = [Int](repeating: 1, count: seedCount)
    guard seedCount >= 2, let whole = estimate(once) else { return nil }
    let distribution = counts.compactMap(estimate)
    let jackknife = once.indices.compactMap { left in
      var others = once
      others[left] = 0
      return estimate(others)
    }
    if distribution.isEmpty || jackknife.count < 2 { return nil }
    return BootstrapInterval(
      estimate: whole, distribution: distribution, jackknife: jackknife, level: level,
      reach: .student)
  }
}

/// Times to an event that is not reached on every seed before the run ends.
///
/// All runs end at the same time, so the estimate of Kaplan and Meier (1958) is the plain share of seeds that have
/// not reached the event: its median is an order statistic, and the mean up to the end counts a seed that never gets
/// there with the whole run.
package struct CensoredTimes: Sendable, Hashable {
  /// The time of each seed; `nil` where the run ended first.
  package let times: [Double?]
  /// When every run ends.
  package let end: Double

  /// Takes the times of seeds and the end of their runs.
  package init(_ times: [Double?], end: Double) {
    invariant(times.allSatisfy { $0.map { $0 <= end } ?? true }, "no event is after the end")
    self.times = times
    self.end = end
  }

  /// On how many seeds the event was reached.
  package var reachedCount: Int { times.count { $0 != nil } }

  /// The first time by which at least half of the seeds have reached the event; `nil` where fewer ever do.
  package var median: Double? {
    let reached = times.compactMap { $0 }.sorted()
    let half = (times.count + 1) / 2
    return half >= 1 && reached.count >= half ? reached[half - 1] : nil
  }

  /// The time of each seed, the end of the run where the event was not reached; their mean is the restricted mean.
  package var restricted: [Double] { times.map { $0 ?? end } }
}
