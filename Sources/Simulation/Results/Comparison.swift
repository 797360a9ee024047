import Market
package import Rulebook
import Units

/// The results of one comparison: every seed along every path, or under every rulebook, and the control.
package struct Comparison: Sendable {
  /// The scenario.
  package var scenario: Scenario
  /// The paths' names and one-sentence summaries, the baseline first, the control last.
  package var paths: [(name: String, summary: String)]
  /// The seeds in order.
  package var seeds: [UInt64]
  /// One result for each seed and path: all paths of the first seed, then of the next.
  package var runs: [RunResult]
  /// The check price crossed with last under the same luck, where a tape of last prices was given.
  package var checkCross: [CheckCross]
  /// The rulebooks in the order of the runs, where rulebooks are compared; empty where paths are.
  package var rulebooks: [Rulebook]

  /// Makes a comparison.
  package init(
    scenario: Scenario, paths: [(name: String, summary: String)], seeds: [UInt64],
    runs: [RunResult], checkCross: [CheckCross] = [], rulebooks: [Rulebook] = []
  ) {
    self.scenario = scenario
    self.paths = paths
    self.seeds = seeds
    self.runs = runs
    self.checkCross = checkCross
    self.rulebooks = rulebooks
  }

  /// The run of a seed along a path or under a rulebook.
  package func run(seed: UInt64, path: String) -> RunResult? {
    runs.first { $0.seed == seed && $0.path == path }
  }
}

/// Accounts liquidated by one check price, by the other, and by both, along one path and seed.
package struct CheckCross: Sendable, Equatable {
  /// The seed.
  package var seed: UInt64
  /// The path.
  package var path: String
  /// Liquidated under both check prices.
  package var both: Int
  /// Liquidated only when last drives the check.
  package var onlyLast: Int
  /// Liquidated only when the index-based mark drives the check.
  package var onlyMark: Int

  /// Makes a row.
  package init(seed: UInt64, path: String, both: Int, onlyLast: Int, onlyMark: Int) {
    self.seed = seed
    self.path = path
    self.both = both
    self.onlyLast = onlyLast
    self.onlyMark = onlyMark
  }
}
