import Units

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
