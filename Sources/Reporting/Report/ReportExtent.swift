import Simulation

/// How much of single runs a report holds; files of totals are the same in both.
package enum ReportExtent: Sendable, Hashable {
  /// Few megabytes at most, to be committed and mailed: long files hold the leading runs, the manifest few digests.
  case compact
  /// Every row of every run, and a digest for each simulated second.
  case full

  /// Files of many rows aim at no more than this; `nil` without a bound.
  var rowsMax: Int? { self == .compact ? 2_000 : nil }

  /// How many digests a manifest aims to hold, all runs together.
  private static let digestsMax = 25_000
  /// The most runs of which a compact report keeps more than one digest each.
  private static let runsMax = 200

  /// The simulated seconds from one digest of a run to the next: 1, 2, 5, 10, 20 and so on; 0 where only the digest of
  /// the whole is kept.
  ///
  /// - Parameters:
  ///   - runs: How many runs there are.
  ///   - seconds: The simulated seconds of all of them together.
  func digestStep(runs: Int, seconds: Int) -> Int {
    if self == .full { return 1 }
    return runs > Self.runsMax ? 0 : Self.step(of: seconds, most: Self.digestsMax)
  }

  /// The same of some runs.
  func digestStep(of runs: [RunResult]) -> Int {
    digestStep(runs: runs.count, seconds: runs.reduce(0) { $0 + $1.digests.count })
  }

  /// The least of 1, 2, 5, 10, 20 and so on with which no more than so many of some samples are kept.
  static func step(of samples: Int, most: Int) -> Int {
    var unit = 1
    while true {
      for factor in [1, 2, 5] where samples / (unit * factor) <= most { return unit * factor }
      unit *= 10
    }
  }
}
